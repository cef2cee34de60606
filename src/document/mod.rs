//! An article as a reader sees it: its blocks, its sentences, when it was published and by whom.

mod join;
mod lines;
mod model;
mod rules;
mod sentence;
mod start;

pub use model::{Block, BlockKind, Document, Language, Metadata, Prose};
pub use rules::Rules;

use crate::text::{SourceId, SourceSet, Span};

/// Splits an article into blocks and sentences and reads its metadata.
pub fn segment(sources: &SourceSet, id: SourceId, rules: &Rules) -> Document {
    let source = &sources[id];
    let lines = lines::lines(&source.text);
    let joints = join::joints(&source.text, &lines, rules);
    let mut prose = Prose::default();
    let mut blocks = Vec::new();
    let mut first = 0;
    for (at, joint) in joints.iter().enumerate() {
        if *joint != join::Joint::Break {
            continue;
        }
        let span = join::write(&mut prose, &source.text, &lines[first..=at], &joints[first..=at]);
        first = at + 1;
        if span.is_empty() {
            continue;
        }
        prose.push_separator("\n");
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
            language: Language::GERMAN,
            dated: None,
            sentences: Vec::new(),
        });
    }
    let main = source.language.as_deref().and_then(Language::from_code).unwrap_or(Language::GERMAN);
    for block in &mut blocks {
        block.language = main;
        block.sentences = match rules.language(main) {
            Some(language) => sentence::split(prose.text(), block.span, language),
            None => vec![block.span],
        };
        if block.sentences.is_empty() {
            block.sentences.push(Span::new(block.span.start(), block.span.end()));
        }
    }
    let meta = Metadata { language: Some(main), published: source.published, ..Metadata::default() };
    Document { source: id, prose, blocks, meta }
}
