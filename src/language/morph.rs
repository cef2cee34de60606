//! Grammatical features of words: sets of what is possible, and single ones that are known.

/// Grammatical features. Sets hold what is possible; an empty set and `None` mean that nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Morph {
    /// The cases the form can be in.
    pub cases: Cases,
    /// The genders it can have.
    pub genders: Genders,
    /// The numbers it can have.
    pub numbers: Numbers,
    /// Of verbs and pronouns.
    pub person: Option<Person>,
    /// Of finite verbs.
    pub tense: Option<Tense>,
    /// Of finite verbs.
    pub mood: Option<Mood>,
    /// Of verbs.
    pub form: Option<VerbForm>,
}

/// A small set of the values of one feature.
macro_rules! feature_set {
    ($(#[$doc:meta])* $set:ident of $item:ident { $($(#[$vdoc:meta])* $value:ident = $bit:literal),* $(,)? }) => {
        /// One value of the feature.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $item { $($(#[$vdoc])* $value),* }

        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $set(u8);

        impl $set {
            /// Nothing known.
            pub const NONE: Self = Self(0);
            /// Every value possible.
            pub const ALL: Self = Self($($bit)|*);

            /// The set of one value.
            pub const fn only(item: $item) -> Self {
                match item { $($item::$value => Self($bit)),* }
            }

            /// Whether the value is possible.
            pub const fn has(self, item: $item) -> bool {
                self.0 & Self::only(item).0 != 0
            }

            /// What both allow.
            #[must_use]
            pub const fn and(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }

            /// What either allows.
            #[must_use]
            pub const fn or(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether nothing is known (or nothing left).
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Whether exactly this value is possible.
            pub const fn is_only(self, item: $item) -> bool {
                self.0 == Self::only(item).0
            }
        }
    };
}

feature_set! {
    /// A set of cases.
    Cases of Case {
        /// Who.
        Nominative = 1,
        /// Whom.
        Accusative = 2,
        /// To whom.
        Dative = 4,
        /// Whose.
        Genitive = 8,
    }
}

feature_set! {
    /// A set of genders.
    Genders of Gender {
        /// der
        Masculine = 1,
        /// die
        Feminine = 2,
        /// das
        Neuter = 4,
    }
}

feature_set! {
    /// A set of numbers.
    Numbers of Number {
        /// One.
        Singular = 1,
        /// Several.
        Plural = 2,
    }
}

/// Grammatical person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Person {
    First,
    Second,
    Third,
}

/// Tense: of a form, or of a verb complex as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// `trifft`
    Present,
    /// `traf`
    Past,
    /// `hat getroffen`; of a complex only.
    Perfect,
    /// `hatte getroffen`; of a complex only.
    Pluperfect,
    /// `wird treffen`, `will meet`; of a complex only.
    Future,
}

/// Mood of a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// `hat`
    Indicative,
    /// `habe`: reported speech.
    Reported,
    /// `hätte`, `würde`: unreal, or reported where `Reported` would not show.
    Unreal,
    /// `Komm!`
    Imperative,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum VerbForm {
    Finite,
    Infinitive,
    /// `abzusagen`
    ZuInfinitive,
    Participle,
    /// `laufend`, English `-ing`
    PresentParticiple,
}
