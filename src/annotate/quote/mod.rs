//! Direct and indirect speech with its speakers.

mod model;

pub use model::{Quote, QuoteKind, Speaker};

use crate::annotate::entity::Entities;
use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};

/// Quotation marks and verbs of saying of every language.
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

/// Finds every quote of an article and who speaks.
pub fn find(_document: &Document, _reading: &Reading, _entities: &Entities, _rules: &Rules) -> Vec<Quote> {
    Vec::new()
}
