//! Counts, money, shares, measures, ages, scores and ordinals, as intervals with unit and counted noun.

mod atom;
mod context;
mod figure;
mod finish;
mod forms;
mod interval;
mod lexicon;
mod measure;
mod model;
mod noun;
mod numeral;
mod raw;
mod scan;
#[cfg(test)]
mod tests;

pub use model::{Quantity, QuantityKind};

use crate::annotate::time::{Time, TimeKind};
use crate::document::{BlockKind, Document, Language};
use crate::language::Reading;
use crate::rule::{Files, Problem};
use crate::text::Span;

use lexicon::Lexicon;
use numeral::Words;
use scan::{Found, Scan};

/// Number words, units and patterns of every language.
#[derive(Debug)]
pub struct Rules {
    languages: Vec<(Language, Lexicon)>,
}

impl Rules {
    /// Loads the rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut languages = Vec::new();
        for code in files.languages() {
            let path = format!("{code}/quantity.toml");
            if let Some(language) = Language::from_code(code).filter(|_| files.text(&path).is_ok()) {
                languages.push((language, Lexicon::load(files, code)?));
            }
        }
        Ok(Self { languages })
    }

    fn lexicon(&self, language: Language) -> Option<&Lexicon> {
        self.languages.iter().find(|(code, _)| *code == language).map(|(_, lexicon)| lexicon)
    }
}

/// Finds every quantity of an article. Numbers inside dates and clock times are none; durations are both.
pub fn find(document: &Document, reading: &Reading, times: &[Time], rules: &Rules) -> Vec<Quantity> {
    let times = calendar(times);
    let text = document.text();
    let mut found = Found::default();
    let mut atoms = Vec::new();
    let mut block = None;
    for sentence in &reading.sentences {
        let kind = document.blocks.get(sentence.block).map(|block| block.kind);
        if !kind.is_none_or(tells_numbers) {
            continue;
        }
        let Some(lexicon) = rules.lexicon(sentence.language) else { continue };
        if block != Some(sentence.block) {
            block = Some(sentence.block);
            found.last_count = None;
        }
        atom::split(text, sentence.span, lexicon.groups.contains(&' '), &mut atoms);
        let words = Words { text, atoms: &atoms, lexicon };
        Scan { words, sentence, times: &times, found: &mut found }.run();
    }
    name_currencies(&mut found);
    found.list
}

/// Amounts without a currency (`im sechsstelligen Bereich`) are in the article's own, or else in the language's.
fn name_currencies(found: &mut Found) {
    let known = found.list.iter().filter(|quantity| quantity.kind == QuantityKind::Money);
    let named = known.filter_map(|quantity| quantity.unit.clone()).next();
    for (index, usual) in std::mem::take(&mut found.without_currency) {
        found.list[index].unit = named.clone().or_else(|| (!usual.is_empty()).then_some(usual));
    }
}

/// Whether the numbers of such a block tell anything about a story, be it another one.
fn tells_numbers(kind: BlockKind) -> bool {
    kind.is_story() || kind == BlockKind::Teaser
}

/// The stretches of dates, clock times and sets, sorted and without overlaps.
fn calendar(times: &[Time]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        times.iter().filter(|time| time.kind != TimeKind::Duration).map(|time| time.span).collect();
    spans.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}
