//! Which claims of which articles are about one thing.

mod group;
mod heap;
mod identity;
mod lexeme;
mod scene;
mod version;

pub use group::group;
pub use heap::Heap;
pub use identity::{Identities, IdentityId};
pub use lexeme::{LexemeId, Lexemes, Word};
pub use scene::Scene;
pub use version::{Place as VersionPlace, Versions};

use crate::annotate::Annotations;
use crate::claim::Claim;
use crate::claim::concept::Term;
use crate::claim::frame::FrameId;
use crate::document::Document;
use crate::language::Reading;
use crate::text::Span;

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

/// A claim of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// Index of the article in the dossier.
    pub article: usize,
    /// Index of the claim in the article.
    pub claim: usize,
}

/// Claims about one thing.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The frame that all its claims have.
    pub frame: FrameId,
    /// What the frame has one value for here.
    pub holder: Holder,
    /// The claims, in the order of articles and texts.
    pub claims: Vec<ClaimRef>,
}

/// What a frame has one value for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// The event that the dossier is about.
    MainEvent,
    /// Somebody or something named.
    Named(IdentityId),
    /// Things that the clauses of an aligned pair share, by their meaning.
    Shared(Vec<Term>),
}

/// The items of a list in the order of the text that touch a range.
pub fn within<'a, T>(
    list: &'a [T],
    range: Span,
    span: impl Fn(&T) -> Span + 'a,
) -> impl Iterator<Item = &'a T> {
    let first = list.partition_point(|item| span(item).end() <= range.start());
    list[first..].iter().take_while(move |item| span(item).start() < range.end())
}
