//! The data of entities.

use crate::language::Gender;
use crate::text::Span;

/// Index of an entity in its article.
pub type EntityId = usize;

/// Everyone and everything an article names, and where.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// One per identity; mentions refer to it by its index.
    pub list: Vec<Entity>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// One identity within an article.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Stable identifier: the lexicon's, or made from the fullest name (`donald-trump`, `rhenaquim`).
    pub id: String,
    /// The fullest name in this article, or the lexicon's name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Whether the entity lexicon knows it.
    pub known: bool,
    /// Given name(s) as written, for persons.
    pub given: Option<String>,
    /// Surname as written, for persons.
    pub surname: Option<String>,
    /// Key under which other spellings of the same name meet (transliterations, diacritics): lower-case ASCII.
    pub key: String,
    /// Every title and role the article gives it.
    pub titles: Vec<Title>,
    /// Of a person, where the given name, a title or a pronoun tells.
    pub gender: Option<Gender>,
    /// Of a person, in years, where the article says it.
    pub age: Option<u32>,
    /// States that a person is said to come from or to hold office in, that a place lies in: entity ids.
    pub origins: Vec<String>,
}

/// A title or role as an article gives it (`Außenministerin`, `Vorsitzender des Vorstands`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The words.
    pub span: Span,
    /// Lemma of the head, in the masculine singular where the language has one (`Außenminister`).
    pub lemma: String,
    /// The country, organisation or place that it belongs to, where the phrase says so (`kasachisch` gives
    /// `kazakhstan`): an entity's id.
    pub of: Option<String>,
    /// Whether it is a former, designated or acting one (`Ex-`, `früherer`, `designierter`, `amtierender`).
    pub qualified: bool,
}

/// Kinds of entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A firm, party, club, authority, agency.
    Organisation,
    /// A country, city, region, building, river.
    Place,
    /// A named event (`G20-Gipfel`, `Erster Weltkrieg`).
    Event,
    /// A named thing: a law, a ship, a product, a newspaper's title.
    Other,
}

impl EntityKind {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Event => "event",
            Self::Other => "other",
        }
    }
}

/// A place in the text that refers to an entity.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The words, titles not included.
    pub span: Span,
    /// Who or what is meant.
    pub entity: EntityId,
    /// How.
    pub form: MentionForm,
    /// Whether the reference is settled (a name, one clear antecedent) or only likely.
    pub sure: bool,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// A name or part of one.
    Name,
    /// A role word or description (`der Kremlchef`, `der 62-Jährige`, `die Ministerin`).
    Role,
    /// A pronoun.
    Pronoun,
    /// A capital or house for a government (`Kiew`, `das Weiße Haus`).
    Metonym,
    /// An adjective of origin (`russisch`, `Kasseler`).
    Adjective,
}
