//! Dates, clock times, durations and sets (TIMEX3), resolved against the day the text was written.

mod model;

pub use model::{Bound, Interval, Time, TimeKind};

use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};

/// Time words and patterns of every language.
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

/// Finds every time expression of an article.
pub fn find(_document: &Document, _reading: &Reading, _rules: &Rules) -> Vec<Time> {
    Vec::new()
}
