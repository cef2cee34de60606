//! Which claims of which articles are about one thing.

use crate::annotate::Annotations;
use crate::claim::Claim;
use crate::document::Document;
use crate::language::Reading;

/// One article of a dossier with all that was read from it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// Blocks, sentences and metadata.
    pub document: &'a Document,
    /// Words, phrases and clauses.
    pub reading: &'a Reading,
    /// Names, times, quantities, quotes and factuality.
    pub annotations: &'a Annotations,
    /// What it asserts.
    pub claims: &'a [Claim],
}

/// Claims about one thing.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What they are about, for people.
    pub name: String,
}

/// Groups the claims of a dossier.
pub fn group(_dossier: &[Article<'_>]) -> Vec<Subject> {
    Vec::new()
}
