//! What somebody says in an article: between marks, as the answer in an interview, or reported.

use super::super::align::{self, Word};
use super::super::{Context, within};
use super::interview;
use super::speaker::Who;
use crate::annotate::quote::{Quote, QuoteKind};
use crate::subject::Article;
use crate::text::Span;

/// The shortest quote, in words, whose wording is compared.
pub(super) const SHORTEST: usize = 4;
/// The shortest one, in words, that is looked for elsewhere at all.
const LEAST: usize = 3;

/// How somebody's words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Between marks.
    Marked,
    /// A sentence of an interview's answer.
    Answer,
    /// As reported speech.
    Reported,
}

/// Somebody's words.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    pub(super) article: usize,
    /// With the marks.
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    pub(super) form: Form,
    pub(super) who: Option<Who<'a>>,
}

/// The words that say something.
pub(super) fn content(words: &[Word]) -> impl Iterator<Item = &Word> {
    words.iter().filter(|word| word.is_content())
}

/// Everything that is said in the dossier.
pub(super) fn all<'a>(context: &Context<'a>) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let quotes = &read.annotations.quotes;
        for (index, quote) in quotes.iter().enumerate() {
            let form = match quote.kind {
                QuoteKind::Direct | QuoteKind::Fragment => Form::Marked,
                QuoteKind::Indirect => Form::Reported,
                QuoteKind::Name => continue,
            };
            if !context.is_story(article, quote.span) {
                continue;
            }
            let words = align::words(read, &context.claims.concepts, quote.words);
            if words.len() >= LEAST {
                let who = who(context, article, &quotes[..=index]);
                all.push(Said { article, span: quote.span, words, form, who });
            }
        }
        answers(context, article, read, &mut all);
    }
    all
}

/// The speaker of the last of some quotes. A quote that only goes on has the speaker of what it goes on with.
fn who<'a>(context: &Context<'a>, article: usize, quotes: &[Quote]) -> Option<Who<'a>> {
    let (quote, before) = quotes.split_last()?;
    let speaker = quote.speaker.as_ref()?;
    let goes_on = || {
        before.iter().rev().take(4).any(|other| {
            other.statement == quote.statement
                && other.speaker.as_ref().is_some_and(|other| other.sure && other.span == speaker.span)
                && same_block(&context.scene.dossier[article], other.span, quote.span)
        })
    };
    let sure = (speaker.sure || goes_on()) && !is_passed_on(context, article, speaker.span, quote.span);
    Some(Who::new(context, article, speaker.span, speaker.entity, sure))
}

/// Whether the words between who acts and the quote say that it is somebody else's text: `he underlined one line: “…”`.
fn is_passed_on(context: &Context<'_>, article: usize, speaker: Span, quote: Span) -> bool {
    const LEAD: usize = 200;
    if speaker.end() >= quote.start() || quote.start() - speaker.end() > LEAD {
        return false;
    }
    let lead = Span::new(speaker.end(), quote.start());
    let words = align::words(&context.scene.dossier[article], &context.claims.concepts, lead);
    let passages = &context.rules.quote.passages;
    words.iter().any(|word| passages.iter().any(|passage| **passage == *word.lemma))
}

fn same_block(article: &Article<'_>, a: Span, b: Span) -> bool {
    let blocks = &article.document.blocks;
    let block = |span: Span| blocks.partition_point(|block| block.span.end() <= span.start());
    block(a) == block(b)
}

/// The sentences of the answers, where the article is an interview.
fn answers<'a>(context: &Context<'a>, article: usize, read: &Article<'a>, all: &mut Vec<Said<'a>>) {
    for answer in interview::answers(context, article) {
        let sentences = within(&read.reading.sentences, answer.words, |sentence| sentence.span);
        for sentence in sentences {
            // The label that says who speaks is not spoken.
            let start = sentence.span.start().max(answer.words.start());
            let spoken = Span::new(start, sentence.span.end());
            let words = align::words(read, &context.claims.concepts, spoken);
            if words.len() >= SHORTEST {
                let who = Some(Who::new(context, article, answer.name, Some(answer.entity), true));
                all.push(Said { article, span: spoken, words, form: Form::Answer, who });
            }
        }
    }
}
