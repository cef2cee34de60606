//! What is known about the words of one language, loaded from its rule folder: closed classes, nouns, verbs, endings.

mod closed;
mod grammar;
mod noun_classes;
mod nouns;
mod table;
mod verb_table;
mod verbs;

pub use closed::{Closed, Entry, Kinds};
pub use grammar::{Grammar, Order};
pub use nouns::Nouns;
pub use verbs::{Conjugation, Inflection, VerbReading, VerbReadings, Verbs};

use crate::rule::{Files, Problem};

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Articles, pronouns, prepositions, conjunctions.
    pub closed: Closed,
    /// Nouns and what their endings tell.
    pub nouns: Nouns,
    /// Verbs.
    pub verbs: Verbs,
    /// Word order, adjective endings, and the other settings of `grammar.toml`.
    pub grammar: Grammar,
}

impl Lexicon {
    /// Loads a language's word files.
    ///
    /// # Errors
    /// When one is missing or says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let grammar = Grammar::load(files, language)?;
        Ok(Self {
            closed: Closed::load(files, language)?,
            nouns: Nouns::load(files, language)?,
            verbs: Verbs::load(files, language)?,
            grammar,
        })
    }
}
