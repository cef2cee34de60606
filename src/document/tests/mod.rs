//! The document stage on whole texts: what is seen, block by block and sentence by sentence.

mod layout;
mod notices;
mod properties;
mod published;
mod reading;
mod sentences;

use std::sync::LazyLock;

use super::{Document, Rules, segment};
use crate::rule::Files;
use crate::text::{Source, SourceSet};

/// The built-in rules, loaded once for all tests.
static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::load(&Files::builtin()).expect("the built-in rules are right"));

/// Reads a text with the built-in rules.
fn read(text: &str) -> Document {
    read_source(Source::new("test", text))
}

fn read_source(source: Source) -> Document {
    let mut sources = SourceSet::new();
    let id = sources.add(source);
    segment(&sources, id, &RULES)
}

/// Every block as its kind and sentences.
fn blocks(document: &Document) -> Vec<String> {
    let text = document.text();
    document
        .blocks
        .iter()
        .map(|block| {
            let sentences: Vec<&str> = block.sentences.iter().map(|sentence| sentence.of(text)).collect();
            let dated = block.dated.map(|day| day.format(" %d.%m. %H:%M").to_string()).unwrap_or_default();
            format!("{:?}{dated}: {}", block.kind, sentences.join(" / "))
        })
        .collect()
}
