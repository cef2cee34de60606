//! How far the article commits itself to each clause, and who vouches for it.

mod model;

pub use model::{Factuality, Status, Voucher};

use crate::annotate::entity::Entities;
use crate::annotate::quote::Quote;
use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};

/// Verbs, adverbs and nouns that shift what a clause commits to, per language.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(_files: &Files) -> Result<Self, Problem> {
        Ok(Self {})
    }
}

/// Judges every clause of every sentence; the result has the shape of the reading's sentences and clauses.
pub fn judge(
    _document: &Document,
    reading: &Reading,
    _entities: &Entities,
    _quotes: &[Quote],
    _rules: &Rules,
) -> Vec<Vec<Factuality>> {
    reading.sentences.iter().map(|sentence| vec![Factuality::default(); sentence.clauses.len()]).collect()
}
