//! What speaks for two statements being about one thing, in numbers.

use rustc_hash::FxHashMap;

use super::meeting::Meeting;
use super::statement::{Statement, Weighed};
use crate::claim::vectors::{DIMENSIONS, Vector, nearness};
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
    "own-11",
    "own-12",
    "own-13",
    "own-14",
    "own-15",
    "own-16",
    "own-17",
    "own-18",
    "own-19",
    "own-20",
];

/// Which number tells how many names the sentences share, and which that each has names of its own.
pub(super) const NAMES: usize = 9;
pub(super) const OTHER_NAMES: usize = 10;

/// How many numbers the aspect itself gives.
pub(in crate::finding) const OWN: usize = 20;

/// Which of a day's own numbers tells how near the two are.
pub(super) const CLOSE: usize = 1;

/// Which of a day's own numbers tells that it is a month, a year or another stretch.
pub(super) const STRETCH: usize = 6;

/// Which of a day's own numbers tells that words speak of moving it.
pub(super) const MOVED: usize = 8;

/// How many numbers there are.
pub const COUNT: usize = 40;

/// One row of evidence.
pub type Evidence = [f32; COUNT];

/// What is shared counts no further from here on.
const PLENTY: f32 = 3.0;

/// The statements with the places in them that differ, which count for nothing.
pub(in crate::finding) struct Pair<'a> {
    pub(in crate::finding) a: &'a Statement<'a>,
    pub(in crate::finding) b: &'a Statement<'a>,
    pub(in crate::finding) in_a: Span,
    pub(in crate::finding) in_b: Span,
    /// How the times of the two stand to each other: 1 where they agree, -1 where they exclude each other.
    pub(in crate::finding) times: f32,
}

impl Pair<'_> {
    /// The evidence that does not depend on other candidates.
    pub(in crate::finding) fn evidence(&self, lexemes: &Lexemes, meeting: &Meeting) -> Evidence {
        let (a, b) = (self.a, self.b);
        let (of_a, of_b) = meeting.shares(self.in_a, self.in_b);
        let shared_names = a.sentence_names.intersection(&b.sentence_names).count();
        let others = a.sentence_names.difference(&b.sentence_names).next().is_some()
            && b.sentence_names.difference(&a.sentence_names).next().is_some();
        let mut evidence = [0.0; COUNT];
        evidence[0] = of_a.own.share().min(of_b.own.share());
        evidence[1] = of_a.own.share().max(of_b.own.share());
        evidence[2] = f32::midpoint(of_a.near.share(), of_b.near.share());
        evidence[3] = f32::midpoint(of_a.whole.share(), of_b.whole.share());
        evidence[4] = f32::midpoint(of_a.context.share(), of_b.context.share());
        evidence[5] = f32::midpoint(of_a.own.met, of_b.own.met).min(PLENTY) / PLENTY;
        evidence[6] = match (a.verb, b.verb) {
            (Some((x, _)), Some((y, _))) => lexemes.nearness(x, y),
            _ => 0.0,
        };
        evidence[7] = parties(lexemes, a, b, |statement| statement.actor.as_ref());
        evidence[8] = parties(lexemes, a, b, |statement| statement.patient.as_ref());
        evidence[NAMES] = match shared_names {
            0 => 0.0,
            1 => 0.5,
            _ => 1.0,
        };
        evidence[OTHER_NAMES] = f32::from(others);
        evidence[11] = self.times;
        evidence[12] = f32::from(a.is_headline() || b.is_headline());
        evidence[13] = 1.0 - (a.position - b.position).abs();
        evidence[14] = f32::from(!a.factuality.source.is_empty() || !b.factuality.source.is_empty());
        evidence
    }
}

/// The middles of lists of words, each looked at once: what they are about as a whole.
#[derive(Default)]
pub(in crate::finding) struct Means {
    // By the statement's index: of its own words, and of all around it without those of a place.
    own: FxHashMap<usize, Mean>,
    wide: FxHashMap<(usize, Span), Mean>,
}

/// A middle, with the square of its length.
struct Mean {
    vector: Vector,
    square: f32,
}

impl Means {
    /// How near the middles of two statements lie: those of their own words, and those of all words around the places
    /// that differ.
    pub(in crate::finding) fn likeness(
        &mut self,
        lexemes: &Lexemes,
        ((index_a, a), (index_b, b)): ((usize, &Statement<'_>), (usize, &Statement<'_>)),
        (in_a, in_b): (Span, Span),
    ) -> (f32, f32) {
        for (index, statement, place) in [(index_a, a, in_a), (index_b, b, in_b)] {
            self.own.entry(index).or_insert_with(|| Mean::of(lexemes, statement.own.iter()));
            self.wide.entry((index, place)).or_insert_with(|| {
                let sentence = statement.own.iter().chain(&statement.rest);
                let beside = sentence.filter(|word| !word.span.overlaps(place));
                Mean::of(lexemes, beside.chain(&statement.before))
            });
        }
        (
            self.own[&index_a].nearness(&self.own[&index_b]),
            self.wide[&(index_a, in_a)].nearness(&self.wide[&(index_b, in_b)]),
        )
    }
}

impl Mean {
    fn of<'w>(lexemes: &Lexemes, words: impl Iterator<Item = &'w Weighed>) -> Self {
        let mut vector = [0.0; DIMENSIONS];
        for word in words {
            for (sum, number) in vector.iter_mut().zip(lexemes.vector(word.lexeme).into_iter().flatten()) {
                *sum += word.weight * number;
            }
        }
        Self { square: nearness(&vector, &vector), vector }
    }

    fn nearness(&self, other: &Self) -> f32 {
        let length = (self.square * other.square).sqrt();
        if length > 0.0 { nearness(&self.vector, &other.vector) / length } else { 0.0 }
    }
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

/// How near two parties' nearest words are, from 0 to 1.
pub(in crate::finding) fn likeness(
    lexemes: &Lexemes,
    a: &super::statement::Party,
    b: &super::statement::Party,
) -> f32 {
    if a.identity.is_some() && a.identity == b.identity {
        return 1.0;
    }
    let pairs = a.words.iter().flat_map(|x| b.words.iter().map(move |y| (*x, *y)));
    pairs.map(|(x, y)| lexemes.nearness(x, y)).fold(0.0, f32::max)
}
