//! The closed word classes: articles, pronouns, prepositions, conjunctions, negation (`words.txt`).

use rustc_hash::FxHashMap;

use crate::language::cells::Cells;
use crate::rule::{Files, Problem};

use super::table;

/// What a word of a closed class can be: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

/// Declares the kinds with the names that `words.txt` uses for them.
macro_rules! kinds {
    ($($(#[$doc:meta])* $constant:ident = $name:literal),* $(,)?) => {
        impl Kinds {
            kinds!(@ 0; $($(#[$doc])* $constant,)*);

            fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$constant),)* _ => None }
            }
        }
    };
    (@ $bit:expr; $(#[$doc:meta])* $constant:ident, $($rest:tt)*) => {
        $(#[$doc])* pub const $constant: Self = Self(1 << ($bit));
        kinds!(@ $bit + 1; $($rest)*);
    };
    (@ $bit:expr;) => {};
}

kinds! {
    /// Definite article: weak adjective endings follow.
    ARTICLE = "article",
    /// Any other determiner with an ending of its own: weak adjective endings follow.
    DETERMINER = "determiner",
    /// A determiner without ending: strong adjective endings follow.
    BARE = "bare",
    /// A determiner that is inflected like an adjective: strong adjective endings follow.
    STRONG = "strong",
    /// May stand before an article (`all die`).
    PREDETERMINER = "predeterminer",
    /// Stands for a noun phrase.
    PRONOUN = "pronoun",
    /// Personal pronoun.
    PERSONAL = "personal",
    /// Reflexive pronoun.
    REFLEXIVE = "reflexive",
    /// Demonstrative; may stand alone.
    DEMONSTRATIVE = "demonstrative",
    /// Relative pronoun.
    RELATIVE = "relative",
    /// Relative adverb (`wo`).
    RELATIVE_ADVERB = "relative-adverb",
    /// Question word.
    INTERROGATIVE = "interrogative",
    /// A relative or interrogative that is a determiner (`dessen Fahrer`, `whose`).
    POSSESSOR = "possessor",
    /// Preposition; the cells are those it governs.
    PREPOSITION = "preposition",
    /// Stands behind its phrase.
    POSTPOSITION = "postposition",
    /// Preposition melted with an article.
    CONTRACTION = "contraction",
    /// Opens a subordinate clause.
    SUBORDINATOR = "subordinator",
    /// Joins phrases and clauses.
    COORDINATOR = "coordinator",
    /// Joins clauses only, or stands in the middle of one.
    CLAUSE_COORDINATOR = "clause-coordinator",
    /// Also an adverb in mid-clause.
    MID_ADVERB = "mid-adverb",
    /// Opens an infinitive clause together with the infinitive marker (`um … zu`).
    INFINITIVE_OPENER = "infinitive-opener",
    /// `zu`, `to`.
    INFINITIVE_MARKER = "infinitive-marker",
    /// `als`, `wie`, `than`, `as`: opens a comparison.
    COMPARISON = "comparison",
    /// Negates.
    NEGATION = "negation",
    /// Stands before a number and widens it.
    APPROXIMATOR = "approximator",
    /// Stands before a phrase and belongs to it (`auch`, `sogar`).
    FOCUS = "focus",
    /// A focus word that, after a negation, takes the negation away (`nicht nur`).
    EXCLUSIVE = "exclusive",
    /// Degree word before an adjective.
    DEGREE = "degree",
    /// An adverb of place or direction that forms phrasal verbs (`call off`).
    PARTICLE = "particle",
    /// `weder`, `sowohl`: announces a pair.
    CORRELATIVE_OPENER = "correlative-opener",
    /// `noch`, `als auch`: joins an announced pair.
    CORRELATIVE = "correlative",
    /// `'s` after the owner.
    GENITIVE_MARK = "genitive-mark",
    /// A subject that fills a place only (`there`).
    EXPLETIVE = "expletive",
}

impl Kinds {
    /// The set of nothing.
    pub const NONE: Self = Self(0);

    /// Whether any of the kinds is among these.
    pub const fn any(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One reading of a closed-class word.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Dictionary form.
    pub lemma: Box<str>,
    /// What it can be.
    pub kinds: Kinds,
    /// Its cells; for a preposition those that it governs.
    pub cells: Cells,
    /// Persons with number, as in [`super::Inflection::persons`]; 0 where it has none of its own.
    pub persons: u8,
}

/// All closed-class words of a language by their lower-case form.
#[derive(Debug, Default)]
pub struct Closed {
    entries: FxHashMap<Box<str>, Vec<Entry>>,
}

/// The persons in the order of their bits.
pub const PERSONS: [&str; 6] = ["1s", "2s", "3s", "1p", "2p", "3p"];

impl Closed {
    /// Loads `words.txt`.
    ///
    /// # Errors
    /// When it is missing or has a kind, cell or person that does not exist.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let path = format!("{language}/words.txt");
        let mut entries: FxHashMap<Box<str>, Vec<Entry>> = FxHashMap::default();
        for line in table::lines(files, &path)? {
            let mut columns = line.columns();
            let (Some(form), Some(lemma), Some(names)) = (columns.next(), columns.next(), columns.next())
            else {
                let message = "a word needs a form, a dictionary form and its kinds".to_owned();
                return Err(line.problem(line.text, message));
            };
            let mut kinds = Kinds::NONE;
            for name in names.split(',') {
                let kind = Kinds::parse(name).ok_or_else(|| {
                    line.problem(name, format!("`{name}` is no kind of word; see the head of the file"))
                })?;
                kinds = kinds.or(kind);
            }
            let (mut cells, mut persons) = (Cells::NONE, 0);
            for column in columns {
                let (person, item) = match column.split_once(':') {
                    Some((person, item)) => (Some(person), item),
                    None => (None, column),
                };
                let unknown = || line.problem(column, format!("`{column}` is no case with gender or number"));
                cells = cells.or(Cells::parse(item).ok_or_else(unknown)?);
                if let Some(person) = person {
                    let bit = PERSONS.iter().position(|name| *name == person).ok_or_else(unknown)?;
                    persons |= 1 << bit;
                }
            }
            let entry = Entry { lemma: lemma.into(), kinds, cells, persons };
            entries.entry(form.into()).or_default().push(entry);
        }
        Ok(Self { entries })
    }

    /// The readings of a lower-case form.
    pub fn get(&self, form: &str) -> &[Entry] {
        self.entries.get(form).map_or(&[], Vec::as_slice)
    }
}
