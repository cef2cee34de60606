//! Dates, clock times, durations and sets (TIMEX3), resolved against the day the text was written.
//!
//! Three steps: the words of every sentence are matched against the patterns of its language (`scan`, `lexicon`,
//! `pattern`, `matching`, all of it data in `rules/<language>/time.toml`); the document as a whole tells whether it is
//! news or history (`outlook`); then every expression is resolved in the order of the text (`resolve`, `assemble`).

mod assemble;
mod calendar;
mod class;
mod kinds;
mod lexicon;
mod matching;
mod measure;
mod model;
mod outlook;
mod pattern;
mod resolve;
mod rules;
mod scan;
mod slots;
#[cfg(test)]
mod tests;
mod unit;
mod walk;

use std::collections::BTreeMap;

pub use model::{Bound, Interval, Time, TimeKind};

use crate::document::{BlockKind, Document, Language};
use crate::language::{Reading, Sentence};
use crate::rule::{Files, Problem};
use crate::text::Span;
use assemble::Teller;
use matching::Found;
use outlook::Outlook;
use resolve::Direction;
use rules::LanguageRules;

/// Time words and patterns of every language.
#[derive(Debug)]
pub struct Rules {
    languages: BTreeMap<Language, LanguageRules>,
}

impl Rules {
    /// Loads the rule files: `<language>/time.toml` of every language that has one.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut languages = BTreeMap::new();
        for code in files.languages() {
            let path = format!("{code}/time.toml");
            if let Some(language) = Language::from_code(code)
                && files.text(&path).is_ok()
            {
                languages.insert(language, LanguageRules::load(files, &path)?);
            }
        }
        Ok(Self { languages })
    }
}

/// A matched expression with what its sentence tells about it.
#[derive(Clone, Debug)]
struct Candidate {
    /// Its words.
    span: Span,
    /// What they say.
    found: Found,
    /// The index of its sentence, counted over the document.
    sentence: usize,
    /// The index of its block.
    block: usize,
    /// The language of its sentence.
    language: Language,
    /// Where the event lies relative to it.
    bound: outlook::Preposition,
    /// Where its clause looks.
    direction: Direction,
    /// Whether something before or after it says that a bare number is a year.
    year_like: bool,
    /// Whether it heads its block or sentence, so that what follows belongs to it.
    leads: bool,
    /// Whether nothing beside it makes it part of a name or another word.
    plausible: bool,
    /// Whether its sentence names other days or clock times.
    among_days: bool,
}

/// Finds every time expression of an article.
pub fn find(document: &Document, reading: &Reading, rules: &Rules) -> Vec<Time> {
    let candidates = candidates(document, reading, rules);
    let outlook = Outlook::of(&candidates, document);
    let mut teller = Teller::new(document, &outlook);
    let mut times = Vec::with_capacity(candidates.len());
    for candidate in &candidates {
        if let Some(language) = rules.languages.get(&candidate.language) {
            times.extend(teller.tell(candidate, language));
        }
    }
    times
}

/// One sentence to look at: where it stands, and what the language stage made of it, if it did.
struct Place<'a> {
    span: Span,
    block: usize,
    language: Language,
    read: Option<&'a Sentence>,
}

fn sentences<'a>(document: &'a Document, reading: &'a Reading) -> Vec<Place<'a>> {
    if reading.sentences.is_empty() {
        let blocks = document.blocks.iter().enumerate();
        return blocks
            .flat_map(|(block, content)| {
                content.sentences.iter().map(move |&span| Place {
                    span,
                    block,
                    language: content.language,
                    read: None,
                })
            })
            .collect();
    }
    let read = reading.sentences.iter();
    read.map(|sentence| Place {
        span: sentence.span,
        block: sentence.block,
        language: sentence.language,
        read: Some(sentence),
    })
    .collect()
}

/// Whether another expression of the sentence is a day or a clock time.
fn among_days(found: &[Found], one: &Found) -> bool {
    found.iter().any(|other| {
        other.start != one.start
            && (outlook::looks_at_days(&other.slots) || other.slots.part.is_some())
            && other.means == matching::Means::Date
    })
}

fn candidates(document: &Document, reading: &Reading, rules: &Rules) -> Vec<Candidate> {
    let (mut pieces, mut found, mut candidates) = (Vec::new(), Vec::new(), Vec::new());
    for (index, place) in sentences(document, reading).iter().enumerate() {
        let Some(language) = rules.languages.get(&place.language) else { continue };
        if document.blocks.get(place.block).is_some_and(|block| block.kind == BlockKind::Link) {
            continue;
        }
        scan::scan(document.text(), place.span, &language.lexicon, &mut pieces);
        found.clear();
        let heads = document.blocks.get(place.block).is_some_and(|block| {
            matches!(
                block.kind,
                BlockKind::Headline | BlockKind::Kicker | BlockKind::Subheadline | BlockKind::Crosshead
            )
        });
        language.patterns.find(&pieces, &language.lexicon, &mut found);
        for &one in &found {
            let span = pieces[one.start].span.cover(pieces[one.end - 1].span);
            candidates.push(Candidate {
                span,
                found: one,
                sentence: index,
                block: place.block,
                language: place.language,
                bound: outlook::preposition(&pieces, &one, &language.lexicon),
                direction: outlook::direction(&pieces, &one, &language.lexicon, place.read, span),
                year_like: outlook::year_like(&pieces, &one, &language.lexicon),
                leads: heads || one.start <= 1,
                plausible: outlook::plausible(&pieces, &one, &language.lexicon),
                among_days: among_days(&found, &one),
            });
        }
    }
    candidates
}
