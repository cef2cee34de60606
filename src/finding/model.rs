//! The data of findings. No prose of a report, no colour, no format.

pub use crate::rule::{Confidence, FindingKind, Level};
use crate::text::{SourceId, Span};

/// A disagreement between two or more places.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was compared.
    pub kind: FindingKind,
    /// How bad it is.
    pub level: Level,
    /// What both places are about, for people (`Pressekonferenz, Genf`).
    pub subject: String,
    /// The places, the first to be shown first. At least two.
    pub witnesses: Vec<Witness>,
    /// Why the places are held to be about one thing.
    pub because: Vec<Reason>,
    /// How sure it is. A comparator that has learned how likely its findings are says so itself; the others leave it
    /// open, and it is filled in from `rules/confidence.toml` when all of them are done.
    pub confidence: Option<Confidence>,
}

/// A place that says one of the things that cannot all be so.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The article.
    pub source: SourceId,
    /// The clause that makes the claim, in the reading text.
    pub span: Span,
    /// The decisive words inside it.
    pub decisive: Span,
    /// What it says, in two or three words, for the label beneath (`abgesagt`, `38 Mio. Euro`).
    pub label: Label,
}

/// What a witness says, still to be put into the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// Words of the article, shown as they are.
    Words(String),
    /// A key of the message file (`status.cancelled`) with its parameters.
    Message {
        /// The key.
        key: &'static str,
        /// Named parameters.
        parameters: Vec<(&'static str, String)>,
    },
}

/// A piece of evidence that the places are about one thing: a key of the message file with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The key (`same-participants`).
    pub key: &'static str,
    /// Named parameters (`names`: `Abischew, Tschcheidse`).
    pub parameters: Vec<(&'static str, String)>,
}

impl Finding {
    /// Reports list findings in this order, whatever order they were found in: contradictions first, then by the
    /// place read first.
    pub fn order(&self) -> (Level, Vec<(SourceId, Span)>, FindingKind) {
        (self.level, self.witnesses.iter().map(|witness| (witness.source, witness.span)).collect(), self.kind)
    }
}
