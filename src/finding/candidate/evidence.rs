//! What speaks for two statements being about one thing, in numbers.

use super::statement::{Statement, Weighed, coverage};
use crate::claim::vectors::{DIMENSIONS, nearness};
use crate::subject::Lexemes;
use crate::text::Span;

/// Names of the numbers, in their order, as in `rules/evidence.toml`.
pub const EVIDENCE: [&str; COUNT] = [
    "clause-least",
    "clause-most",
    "near",
    "sentence",
    "wide",
    "shared",
    "verb",
    "actor",
    "patient",
    "names",
    "other-names",
    "time",
    "headline",
    "position",
    "reported",
    "margin",
    "first",
    "few",
    "meaning",
    "matter",
    "own-1",
    "own-2",
    "own-3",
    "own-4",
    "own-5",
    "own-6",
    "own-7",
    "own-8",
    "own-9",
    "own-10",
];

/// How many numbers the aspect itself gives.
pub(super) const OWN: usize = 10;

/// Which of a day's own numbers tells that words speak of moving it.
pub(super) const MOVED: usize = 8;

/// How many numbers there are.
pub const COUNT: usize = 30;

/// One row of evidence.
pub type Evidence = [f32; COUNT];

/// Bytes over which a word beside a value loses two thirds of its weight.
const NEAR: f32 = 30.0;
/// What is shared counts no further from here on.
const PLENTY: f32 = 3.0;

/// The statements with the places in them that differ, which count for nothing.
pub(super) struct Pair<'a> {
    pub(super) a: &'a Statement<'a>,
    pub(super) b: &'a Statement<'a>,
    pub(super) in_a: Span,
    pub(super) in_b: Span,
    /// How the times of the two stand to each other: 1 where they agree, -1 where they exclude each other.
    pub(super) times: f32,
}

impl Pair<'_> {
    /// The evidence that does not depend on other candidates.
    pub(super) fn evidence(&self, lexemes: &Lexemes) -> Evidence {
        let (a, b) = (self.a, self.b);
        let out_a = |span: Span| span.overlaps(self.in_a);
        let out_b = |span: Span| span.overlaps(self.in_b);
        let sentence = |statement: &Statement<'_>, out: &dyn Fn(Span) -> bool| -> Vec<Weighed> {
            statement.own.iter().chain(&statement.rest).filter(|word| !out(word.span)).copied().collect()
        };
        let (all_a, all_b) = (sentence(a, &out_a), sentence(b, &out_b));
        let of_a = coverage(lexemes, a.own.iter().copied(), &all_b, out_a);
        let of_b = coverage(lexemes, b.own.iter().copied(), &all_a, out_b);
        let whole_a = coverage(lexemes, all_a.iter().copied(), &all_b, |_| false);
        let whole_b = coverage(lexemes, all_b.iter().copied(), &all_a, |_| false);
        let near_a = coverage(lexemes, beside(a, self.in_a), &all_b, out_a);
        let near_b = coverage(lexemes, beside(b, self.in_b), &all_a, out_b);
        let wide = |statement: &Statement<'_>, all: &[Weighed]| -> Vec<Weighed> {
            all.iter().chain(&statement.before).copied().collect()
        };
        let (wide_a, wide_b) = (wide(a, &all_a), wide(b, &all_b));
        let context_a = coverage(lexemes, wide_a.iter().copied(), &wide_b, |_| false);
        let context_b = coverage(lexemes, wide_b.iter().copied(), &wide_a, |_| false);
        let shared_names = a.sentence_names.intersection(&b.sentence_names).count();
        let others = a.sentence_names.difference(&b.sentence_names).next().is_some()
            && b.sentence_names.difference(&a.sentence_names).next().is_some();
        let mut evidence = [0.0; COUNT];
        evidence[0] = of_a.share().min(of_b.share());
        evidence[1] = of_a.share().max(of_b.share());
        evidence[2] = f32::midpoint(near_a.share(), near_b.share());
        evidence[3] = f32::midpoint(whole_a.share(), whole_b.share());
        evidence[4] = f32::midpoint(context_a.share(), context_b.share());
        evidence[5] = f32::midpoint(of_a.met, of_b.met).min(PLENTY) / PLENTY;
        evidence[6] = match (a.verb, b.verb) {
            (Some((x, _)), Some((y, _))) => lexemes.nearness(x, y),
            _ => 0.0,
        };
        evidence[7] = parties(lexemes, a, b, |statement| statement.actor.as_ref());
        evidence[8] = parties(lexemes, a, b, |statement| statement.patient.as_ref());
        evidence[9] = match shared_names {
            0 => 0.0,
            1 => 0.5,
            _ => 1.0,
        };
        evidence[10] = f32::from(others);
        evidence[11] = self.times;
        evidence[12] = f32::from(a.is_headline() || b.is_headline());
        evidence[13] = 1.0 - (a.position - b.position).abs();
        evidence[18] = middle(lexemes, &a.own, &b.own);
        evidence[19] = middle(lexemes, &wide_a, &wide_b);
        evidence[14] = f32::from(!a.factuality.source.is_empty() || !b.factuality.source.is_empty());
        evidence
    }
}

/// How near the middles of two lists of words lie: what they are about as a whole.
fn middle(lexemes: &Lexemes, a: &[Weighed], b: &[Weighed]) -> f32 {
    let mean = |words: &[Weighed]| {
        let mut mean = [0.0; DIMENSIONS];
        for word in words {
            for (sum, number) in mean.iter_mut().zip(lexemes.vector(word.lexeme).into_iter().flatten()) {
                *sum += word.weight * number;
            }
        }
        mean
    };
    let (x, y) = (mean(a), mean(b));
    let length = (nearness(&x, &x) * nearness(&y, &y)).sqrt();
    if length > 0.0 { nearness(&x, &y) / length } else { 0.0 }
}

/// The words of a clause, weighing less with every byte that they stand away from a place.
fn beside<'s>(statement: &'s Statement<'_>, place: Span) -> impl Iterator<Item = Weighed> + 's {
    statement.own.iter().map(move |word| {
        let gap = if word.span.end() <= place.start() {
            place.start() - word.span.end()
        } else {
            word.span.start().saturating_sub(place.end())
        };
        #[expect(clippy::cast_precision_loss, reason = "a clause is short")]
        let gap = gap as f32;
        Weighed { weight: word.weight * (-gap / NEAR).exp(), ..*word }
    })
}

/// How alike two parties are, from -1 (both there, nothing in common) to 1; 0 where one is not there.
fn parties<'s>(
    lexemes: &Lexemes,
    a: &'s Statement<'_>,
    b: &'s Statement<'_>,
    of: impl for<'t> Fn(&'t Statement<'_>) -> Option<&'t super::statement::Party>,
) -> f32 {
    let (Some(x), Some(y)) = (of(a), of(b)) else { return 0.0 };
    2.0 * likeness(lexemes, x, y) - 1.0
}

/// How alike two parties are, from -1 to 1; 0 where one is not there.
pub(super) fn likeness_of(
    lexemes: &Lexemes,
    a: Option<&super::statement::Party>,
    b: Option<&super::statement::Party>,
) -> f32 {
    let (Some(x), Some(y)) = (a, b) else { return 0.0 };
    2.0 * likeness(lexemes, x, y) - 1.0
}

/// How near two parties' nearest words are, from 0 to 1.
pub(super) fn likeness(lexemes: &Lexemes, a: &super::statement::Party, b: &super::statement::Party) -> f32 {
    if a.identity.is_some() && a.identity == b.identity {
        return 1.0;
    }
    let pairs = a.words.iter().flat_map(|x| b.words.iter().map(move |y| (*x, *y)));
    pairs.map(|(x, y)| lexemes.nearness(x, y)).fold(0.0, f32::max)
}
