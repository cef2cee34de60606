//! Typed assertions.

use crate::annotate::Annotations;
use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};
use crate::text::Span;

/// Frames.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the frames.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(_files: &Files) -> Result<Self, Problem> {
        Ok(Self {})
    }
}

/// What an article asserts.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The clause that makes the claim.
    pub span: Span,
}

/// Extracts the claims of an article, in the order of the text.
pub fn extract(
    _document: &Document,
    _reading: &Reading,
    _annotations: &Annotations,
    _rules: &Rules,
) -> Vec<Claim> {
    Vec::new()
}
