//! An article as a reader sees it: its blocks, its sentences, when it was published and by whom.

mod model;

pub use model::{Block, BlockKind, Document, Language, Metadata, Prose};

use crate::rule::{Files, Problem};
use crate::text::{FileSpan, SourceId, SourceSet, Span};

/// What the document stage knows about layouts, abbreviations and languages.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// Loads the stage's rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(_files: &Files) -> Result<Self, Problem> {
        Ok(Self {})
    }
}

/// Splits an article into blocks and sentences and reads its metadata.
pub fn segment(sources: &SourceSet, id: SourceId, _rules: &Rules) -> Document {
    // A stand-in until the stage is built: one paragraph per line, one sentence per line.
    let source = &sources[id];
    let mut prose = Prose::default();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let span = prose.push(words, FileSpan::new(start, start + words.len()));
            prose.push_separator("\n");
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                span,
                language: Language::GERMAN,
                dated: None,
                sentences: vec![Span::new(span.start(), span.end())],
            });
        }
        at += line.len();
    }
    Document { source: id, prose, blocks, meta: Metadata::default() }
}
