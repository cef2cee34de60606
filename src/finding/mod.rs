//! Disagreements: what was compared, how bad it is, and why the two places are held to be about one thing.

mod model;

pub use model::{Finding, FindingKind, Label, Level, Reason, Witness};

use crate::rule::{Files, Problem};
use crate::subject::{Article, Subject};

/// Levels, settings and messages of every kind of finding.
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

/// Compares what the articles assert and returns every disagreement, in report order.
pub fn compare(_dossier: &[Article<'_>], _subjects: &[Subject], _rules: &Rules) -> Vec<Finding> {
    Vec::new()
}
