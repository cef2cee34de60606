//! How far the words of two statements meet: every two words are looked up once, and the table serves all the places in
//! which the statements differ.

use super::statement::{Coverage, Statement, Weighed};
use crate::subject::Lexemes;
use crate::text::Span;

/// Bytes over which a word beside a value loses two thirds of its weight.
const NEAR: f32 = 30.0;

/// The words of two statements, and how near each is to each.
pub(in crate::finding) struct Meeting {
    a: Words,
    b: Words,
    // A row for every word of the first.
    near: Vec<f32>,
}

/// The words of a clause, of the rest of its sentence, and of the sentence before.
struct Words {
    list: Vec<Weighed>,
    own: usize,
    sentence: usize,
}

/// What share of a statement's words the other one meets, the place that differs left out on both sides.
pub(super) struct Shares {
    /// Of the clause's words.
    pub(super) own: Coverage,
    /// Of the same, the more the nearer they stand to the place.
    pub(super) near: Coverage,
    /// Of the sentence's.
    pub(super) whole: Coverage,
    /// With the sentence before, in that of the other, too.
    pub(super) context: Coverage,
}

impl Words {
    fn new(statement: &Statement<'_>) -> Self {
        let parts = [&statement.own, &statement.rest, &statement.before];
        Self {
            list: parts.into_iter().flatten().copied().collect(),
            own: statement.own.len(),
            sentence: statement.own.len() + statement.rest.len(),
        }
    }

    /// Which words count when a place does not.
    fn without(&self, place: Span) -> Vec<bool> {
        let counts = |(at, word): (usize, &Weighed)| at >= self.sentence || !word.span.overlaps(place);
        self.list.iter().enumerate().map(counts).collect()
    }

    /// The shares, `best` being the nearest that each word meets in the other's sentence, and with the one before.
    fn shares(&self, place: Span, counts: &[bool], best: &[(f32, f32)]) -> Shares {
        let none = Coverage::default();
        let mut shares = Shares { own: none, near: none, whole: none, context: none };
        for (at, word) in self.list.iter().enumerate().filter(|(at, _)| counts[*at]) {
            let (in_sentence, in_context) = best[at];
            if at < self.own {
                add(&mut shares.own, word.weight, in_sentence);
                add(&mut shares.near, word.weight * (-gap(word.span, place) / NEAR).exp(), in_sentence);
            }
            if at < self.sentence {
                add(&mut shares.whole, word.weight, in_sentence);
            }
            add(&mut shares.context, word.weight, in_context);
        }
        shares
    }
}

impl Meeting {
    /// Looks up every two words.
    pub(in crate::finding) fn new(lexemes: &Lexemes, a: &Statement<'_>, b: &Statement<'_>) -> Self {
        let (a, b) = (Words::new(a), Words::new(b));
        let mut near = Vec::with_capacity(a.list.len() * b.list.len());
        for word in &a.list {
            near.extend(b.list.iter().map(|other| lexemes.nearness(word.lexeme, other.lexeme)));
        }
        Self { a, b, near }
    }

    /// The shares of both statements when these places do not count.
    pub(super) fn shares(&self, in_a: Span, in_b: Span) -> (Shares, Shares) {
        let (counts_a, counts_b) = (self.a.without(in_a), self.b.without(in_b));
        let mut best_a = vec![(0.0_f32, 0.0_f32); self.a.list.len()];
        let mut best_b = vec![(0.0_f32, 0.0_f32); self.b.list.len()];
        if !best_b.is_empty() {
            for (i, row) in self.near.chunks_exact(self.b.list.len()).enumerate() {
                for (j, near) in row.iter().enumerate() {
                    if !counts_a[i] || !counts_b[j] {
                        continue;
                    }
                    best_a[i].1 = best_a[i].1.max(*near);
                    best_b[j].1 = best_b[j].1.max(*near);
                    if j < self.b.sentence {
                        best_a[i].0 = best_a[i].0.max(*near);
                    }
                    if i < self.a.sentence {
                        best_b[j].0 = best_b[j].0.max(*near);
                    }
                }
            }
        }
        (self.a.shares(in_a, &counts_a, &best_a), self.b.shares(in_b, &counts_b, &best_b))
    }
}

fn add(coverage: &mut Coverage, weight: f32, best: f32) {
    coverage.all += weight;
    coverage.met += weight * best;
}

/// Bytes between a word and a place.
fn gap(word: Span, place: Span) -> f32 {
    let gap = if word.end() <= place.start() {
        place.start() - word.end()
    } else {
        word.start().saturating_sub(place.end())
    };
    #[expect(clippy::cast_precision_loss, reason = "a clause is short")]
    let gap = gap as f32;
    gap
}
