//! How far the article commits itself to each clause, and who vouches for it.

mod judge;
mod lexicon;
mod model;
mod negation;
mod nouns;
#[cfg(test)]
mod tests;

pub use model::{EventNoun, Factuality, Status, Voucher};

use crate::annotate::entity::Entities;
use crate::annotate::quote::{Quote, QuoteKind};
use crate::document::{Document, Language};
use crate::language::{Reading, Sentence};
use crate::rule::{Files, Problem};
use crate::text::Span;

use judge::Judge;
use lexicon::Lexicon;

/// Verbs, adverbs and nouns that shift what a clause commits to, per language.
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
            let path = format!("{code}/factuality.toml");
            if let Some(language) = Language::from_code(code).filter(|_| files.text(&path).is_ok()) {
                languages.push((language, Lexicon::load(files, &path)?));
            }
        }
        Ok(Self { languages })
    }

    fn lexicon(&self, language: Language) -> Option<&Lexicon> {
        self.languages.iter().find(|(code, _)| *code == language).map(|(_, lexicon)| lexicon)
    }
}

/// Judges every clause of every sentence; the result has the shape of the reading's sentences and clauses.
pub fn judge(
    document: &Document,
    reading: &Reading,
    _entities: &Entities,
    quotes: &[Quote],
    rules: &Rules,
) -> Vec<Vec<Factuality>> {
    let text = document.text();
    // Quotes that may still reach the sentence at hand, outermost first where they begin together.
    let mut open: Vec<&Quote> = Vec::new();
    let mut next = 0;
    let mut all = Vec::with_capacity(reading.sentences.len());
    for sentence in &reading.sentences {
        open.retain(|quote| quote.span.end() > sentence.span.start());
        while let Some(quote) = quotes.get(next).filter(|quote| quote.span.start() < sentence.span.end()) {
            open.push(quote);
            next += 1;
        }
        let mut judged = match rules.lexicon(sentence.language) {
            Some(lexicon) => Judge { text, sentence, lexicon }.sentence(),
            None => vec![Factuality::default(); sentence.clauses.len()],
        };
        for (clause, factuality) in sentence.clauses.iter().zip(&mut judged) {
            if let Some(first) = clause.tokens.first() {
                vouch(sentence, *first, &open, factuality);
            }
        }
        all.push(judged);
    }
    all
}

/// Finds the nouns whose modifiers or governing noun say whether the event they name takes place, in the order of the
/// text.
pub fn event_nouns(document: &Document, reading: &Reading, rules: &Rules) -> Vec<EventNoun> {
    let mut all = Vec::new();
    for sentence in &reading.sentences {
        if let Some(lexicon) = rules.lexicon(sentence.language) {
            nouns::read(document.text(), sentence, lexicon, &mut all);
        }
    }
    all
}

/// Puts the speakers of the quotes that a clause stands in before those that the clause itself names.
fn vouch(sentence: &Sentence, first: u16, quotes: &[&Quote], factuality: &mut Factuality) {
    let Some(token) = sentence.tokens.get(usize::from(first)) else { return };
    let mut around: Vec<&&Quote> = quotes
        .iter()
        .filter(|quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Indirect))
        .filter(|quote| quote.span.contains(token.span))
        .collect();
    around.sort_by_key(|quote| std::cmp::Reverse(quote.span.len()));
    let mut vouchers: Vec<Voucher> = Vec::new();
    for quote in around {
        let voucher = match &quote.speaker {
            Some(speaker) => Voucher { span: speaker.span, entity: speaker.entity },
            None => Voucher { span: quote.cue.unwrap_or(opening(quote)), entity: None },
        };
        // Two quotes of one statement are one source.
        if !vouchers.contains(&voucher) {
            vouchers.push(voucher);
        }
    }
    vouchers.append(&mut factuality.source);
    factuality.source = vouchers;
}

/// Where a quote without a speaker begins: the only thing to point at.
fn opening(quote: &Quote) -> Span {
    Span::new(quote.span.start(), quote.words.start().max(quote.span.start()))
}
