//! The data of findings. No prose of a report, no colour, no format.

use crate::text::{SourceId, Span};

/// A disagreement between two or more places.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was compared.
    pub kind: FindingKind,
    /// How bad it is.
    pub level: Level,
    /// What both places are about, for people (`Pressekonferenz, Genf`).
    pub subject: String,
    /// The places, the first to be shown first. At least two.
    pub witnesses: Vec<Witness>,
    /// Why the places are held to be about one thing.
    pub because: Vec<Reason>,
}

/// A place that says one of the things that cannot all be so.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The article.
    pub source: SourceId,
    /// The clause that makes the claim, in the reading text.
    pub span: Span,
    /// The decisive words inside it.
    pub decisive: Span,
    /// What it says, in two or three words, for the label beneath (`abgesagt`, `38 Mio. Euro`).
    pub label: Label,
}

/// What a witness says, still to be put into the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// Words of the article, shown as they are.
    Words(String),
    /// A key of the message file (`status.cancelled`) with its parameters.
    Message {
        /// The key.
        key: &'static str,
        /// Named parameters.
        parameters: Vec<(&'static str, String)>,
    },
}

/// A piece of evidence that the places are about one thing: a key of the message file with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The key (`same-participants`).
    pub key: &'static str,
    /// Named parameters (`names`: `Abischew, Tschcheidse`).
    pub parameters: Vec<(&'static str, String)>,
}

impl Finding {
    /// Reports list findings in this order, whatever order they were found in: contradictions first, then by the
    /// place read first.
    pub fn order(&self) -> (Level, Vec<(SourceId, Span)>, FindingKind) {
        (self.level, self.witnesses.iter().map(|witness| (witness.source, witness.span)).collect(), self.kind)
    }
}

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
