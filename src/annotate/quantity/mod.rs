//! Counts, money, shares, measures, ages, scores and ordinals, as intervals with unit and counted noun.

mod model;

pub use model::{Quantity, QuantityKind};

use crate::annotate::time::Time;
use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};

/// Number words, units and patterns of every language.
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

/// Finds every quantity of an article. Numbers inside dates and clock times are none; durations are both.
pub fn find(_document: &Document, _reading: &Reading, _times: &[Time], _rules: &Rules) -> Vec<Quantity> {
    Vec::new()
}
