//! The kinds and levels of findings: what rule files may speak of.

/// How bad a disagreement is. Ordered from the worst down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Both cannot be true.
    Contradiction,
    /// Hardly both true.
    Tension,
    /// A later article replaces an earlier figure or plan.
    Update,
    /// Worth knowing.
    Note,
}

impl Level {
    /// Every level, from the worst down.
    pub const ALL: [Self; 4] = [Self::Contradiction, Self::Tension, Self::Update, Self::Note];

    /// The name used in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Tension => "tension",
            Self::Update => "update",
            Self::Note => "note",
        }
    }
}

/// Declares the kinds with their names, so that no list of them can miss one.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal),* $(,)?) => {
        /// What was compared: the rules of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind { $($(#[$doc])* $kind),* }

        impl FindingKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The kind of a name; `None` where no kind has it.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }

            /// The rule's name, as in reports, JSON and `rules/findings/`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }
        }
    };
}

kinds! {
    /// Took place, cancelled, postponed, planned, denied.
    Status = "status",
    /// Day, month, year.
    Date = "date",
    /// Time of day.
    Time = "time",
    /// Where.
    Place = "place",
    /// Who took part.
    Participant = "participant",
    /// Who did it to whom.
    Agent = "agent",
    /// Counts, money, shares, measures.
    Quantity = "quantity",
    /// Wording of one quote.
    Quote = "quote",
    /// Who said it.
    Speaker = "speaker",
    /// For or against.
    Stance = "stance",
    /// Office, title, relationship.
    Role = "role",
    /// First, second, before, after, since.
    Order = "order",
    /// Plain yes and no of a state.
    Negation = "negation",
    /// Why.
    Cause = "cause",
    /// Name of a person or organisation.
    Identity = "identity",
    /// Weekdays, dates and durations that do not fit.
    Calendar = "calendar",
    /// Headline against body.
    Headline = "headline",
    /// Any other disagreement inside one article.
    Internal = "internal",
    /// Text against the source it cites.
    Citation = "citation",
}
