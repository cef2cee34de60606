//! The sentences of a short article with their content words, and how much of one sentence another one says, too.

use super::super::Context;
use super::super::candidate::statement::{Statement, Weighed};
use crate::annotate::quantity::Quantity;
use crate::annotate::time::Time;
use crate::finding::within;
use crate::language::Sentence;
use crate::text::Span;

/// Words nearer than this are held to say the same.
pub(super) const SAME: f32 = 0.9;
/// Letters that two words must begin with to be of one stem.
const STEM: usize = 6;

/// A sentence of a short article.
pub(super) struct Line<'a> {
    pub(super) article: usize,
    pub(super) sentence: &'a Sentence,
    /// All its content words.
    pub(super) words: Vec<Weighed>,
    pub(super) statements: Vec<&'a Statement<'a>>,
    pub(super) quantities: Vec<&'a Quantity>,
    pub(super) times: Vec<&'a Time>,
}

/// The sentences of an article's story.
pub(super) fn lines<'a>(context: &Context<'a>, article: usize) -> Vec<Line<'a>> {
    let read = &context.scene.dossier[article];
    let mut lines: Vec<(usize, Line<'a>)> = Vec::new();
    for statement in context.statements.iter().filter(|statement| statement.article == article) {
        match lines.last_mut().filter(|(sentence, _)| *sentence == statement.sentence) {
            Some((_, line)) => line.statements.push(statement),
            None => {
                let sentence = &read.reading.sentences[statement.sentence];
                let mut words: Vec<Weighed> = statement
                    .own
                    .iter()
                    .copied()
                    .chain(statement.rest.iter().map(|word| Weighed { weight: word.weight * 2.0, ..*word }))
                    .collect();
                words.sort_by_key(|word| word.span.start());
                let annotations = read.annotations;
                let line = Line {
                    article,
                    sentence,
                    words,
                    statements: vec![statement],
                    quantities: within(&annotations.quantities, sentence.span, |one| one.span).collect(),
                    times: within(&annotations.times, sentence.span, |one| one.span).collect(),
                };
                lines.push((statement.sentence, line));
            }
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// How near two words are: by meaning, or by the letters they share where one was taken for a name and the other not.
pub(super) fn nearness(context: &Context<'_>, (a, x): (usize, &Weighed), (b, y): (usize, &Weighed)) -> f32 {
    let near = context.scene.lexemes.nearness(x.lexeme, y.lexeme);
    if near >= SAME {
        return near;
    }
    let (first, second) = (context.words(a, x.span).to_lowercase(), context.words(b, y.span).to_lowercase());
    let (x, y): (Vec<&str>, Vec<&str>) =
        (first.split_whitespace().collect(), second.split_whitespace().collect());
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    // A name may be longer in one of them, but names no other word.
    let one = short
        .iter()
        .all(|word| word.chars().count() > 2 && long.iter().any(|other| is_one_word(word, other)));
    if one && !short.is_empty() { 1.0 } else { near }
}

/// Whether two words are one, or forms or compounds of one stem.
fn is_one_word(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    a == b
        || shared >= STEM && shared + 2 >= short && long <= short * 2
        || shared + 1 >= short && short > 3 && long <= short + 2 && shared >= 4
}

/// What share of words, by weight, is met among others; words in `without` do not count.
pub(super) fn share<'w>(
    context: &Context<'_>,
    (a, words): (usize, impl Iterator<Item = &'w Weighed>),
    (b, others): (usize, &[Weighed]),
    without: &[Span],
) -> f32 {
    let (mut all, mut met) = (0.0, 0.0);
    for word in words.filter(|word| !without.iter().any(|span| span.overlaps(word.span))) {
        let best = others.iter().map(|other| nearness(context, (a, word), (b, other))).fold(0.0, f32::max);
        let weight = word.weight.max(0.2);
        all += weight;
        met += weight
            * if best >= SAME {
                1.0
            } else if best >= 0.5 {
                best * 0.8
            } else {
                0.0
            };
    }
    if all > 0.0 { met / all } else { 0.0 }
}

/// Whether every name of a line's words stands in the others, too, but those in `without`.
pub(super) fn names_met(
    context: &Context<'_>,
    (a, words): (usize, &[Weighed]),
    (b, others): (usize, &[Weighed]),
    without: &[Span],
) -> bool {
    words
        .iter()
        .filter(|word| context.scene.lexemes.name(word.lexeme).is_some())
        .filter(|word| !without.iter().any(|span| span.overlaps(word.span)))
        .all(|word| others.iter().any(|other| nearness(context, (a, word), (b, other)) >= SAME))
}

/// All content words of an article.
pub(super) fn all(lines: &[Line<'_>]) -> Vec<Weighed> {
    lines.iter().flat_map(|line| line.words.iter().copied()).collect()
}
