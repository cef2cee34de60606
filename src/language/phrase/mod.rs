//! Noun and prepositional phrases: runs of words around a noun, a name, a pronoun or a number, with the cases that
//! determiner, adjectives and noun agree on.

mod attach;
mod chunk;
mod core;
mod pronoun;

pub use attach::attach;
pub use chunk::chunk;

use super::cells::Cells;
use super::model::{Phrase, PhraseKind};
use super::word::Word;

/// A phrase while the sentence is being read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The preposition's token.
    pub preposition: Option<u16>,
    /// First token, the preposition included.
    pub start: u16,
    /// One past the last token.
    pub end: u16,
    /// Noun, name, pronoun or number.
    pub head: u16,
    /// Cases, genders, numbers.
    pub cells: Cells,
    /// Persons that it agrees with as a subject, as in [`super::lexicon::Inflection`]; third person unless a pronoun.
    pub persons: u8,
    /// What it is made of.
    pub core: Core,
    /// Whether it has a determiner or an inflected adjective, so that its case shows.
    pub determined: bool,
    /// What it belongs to.
    pub parent: Option<usize>,
    /// What is joined to it by a conjunction.
    pub conjuncts: Vec<usize>,
    /// For the later parts of a coordination: its first part.
    pub conjunct: Option<usize>,
}

/// What the head of a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Core {
    /// A noun.
    Noun,
    /// A noun of time.
    Time,
    /// A name, with or without a title.
    Name,
    /// A pronoun that may be any argument.
    Pronoun,
    /// A relative pronoun or question word, alone or as a determiner.
    Opener,
    /// `sich`
    Reflexive,
    /// A number alone.
    Number,
    /// An adjective used as a noun.
    Adjective,
}

/// Third person singular and plural.
pub const THIRD: u8 = 0b100_100;
/// The persons of the singular.
pub const SINGULAR_PERSONS: u8 = 0b000_111;

impl Draft {
    /// The persons with number that a finite verb must have one of if this is its subject.
    pub fn agreement(&self) -> u8 {
        let nominative = self.cells.and(Cells::NOMINATIVE);
        let mut numbers = 0;
        if nominative.meets(Cells::SINGULAR) && self.conjuncts.is_empty() {
            numbers |= SINGULAR_PERSONS;
        }
        if nominative.meets(Cells::PLURAL) || !self.conjuncts.is_empty() {
            numbers |= !SINGULAR_PERSONS;
        }
        self.persons & numbers
    }

    /// Whether it may stand in a case.
    pub fn may(&self, case: Cells) -> bool {
        self.cells.meets(case)
    }

    /// Whether it can stand in this case only.
    pub fn must(&self, case: Cells) -> bool {
        self.cells.meets(case) && self.cells.within(case)
    }

    /// The phrase for the model.
    pub fn finish(&self, words: &[Word<'_>]) -> Phrase {
        let kind = match self.preposition.and_then(|token| words.get(usize::from(token))) {
            Some(word) => {
                let lemma =
                    word.entry.map_or_else(|| word.text.to_lowercase().into(), |entry| entry.lemma.clone());
                PhraseKind::Prepositional(lemma)
            }
            None => PhraseKind::Noun,
        };
        let joined = !self.conjuncts.is_empty();
        Phrase {
            kind,
            tokens: self.start..self.end,
            head: self.head,
            cases: self.cells.cases(),
            numbers: if joined { Cells::PLURAL.numbers() } else { self.cells.numbers() },
            parent: self.parent,
            conjuncts: self.conjuncts.clone(),
        }
    }
}
