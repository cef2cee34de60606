//! Words, phrases and clauses: what the sentences of an article are made of, before anybody asks what they mean.

mod model;

pub use model::{
    Argument, Case, Cases, Clause, ClauseId, ClauseKind, Gender, Genders, Modality, Mood, Morph, Number,
    Numbers, Person, Phrase, PhraseId, PhraseKind, Pos, Reading, Role, Sentence, Tense, Token, VerbComplex,
    VerbForm, Voice,
};

use crate::document::Document;
use crate::rule::{Files, Problem};

/// Lexica, ending models and the tagger of every language.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the stage's rule files and models.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(_files: &Files) -> Result<Self, Problem> {
        Ok(Self {})
    }
}

/// Reads every sentence of an article: tokens, phrases, clauses.
pub fn read(_document: &Document, _rules: &Rules) -> Reading {
    Reading { sentences: Vec::new() }
}

/// Splits a compound noun into modifier and head (`Gipfelabsage`: `Gipfel`, `Absage`); `None` for a simple word.
pub fn compound_head(_lemma: &str) -> Option<(&str, &str)> {
    None
}
