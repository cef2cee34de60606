//! One figure or day of which two articles tell opposite things: 374 million earned and 374 million lost, the port reached
//! and the port left on the first of November.

use super::super::candidate::statement::Weighed;
use super::super::{Context, FindingKind};
use super::Clash;
use super::side::told;
use super::words::{self, Line, SAME, nearness};
use crate::annotate::quantity::QuantityKind;
use crate::annotate::time::Bound;
use crate::text::Span;

/// Counts below this are chance.
const LEAST_COUNT: f64 = 10.0;
/// Days that an expression may span to be the day of one event.
const LONGEST: i64 = 31;
/// Bytes between a figure and a noun that tells what it is.
const BESIDE: usize = 40;
/// How much of what else the brief says the other must say, too.
const MOST: f32 = 0.65;
/// Parties nearer than this can be one.
const OTHER_PARTY: f32 = 0.35;

pub(super) fn compare(context: &Context<'_>, line: &Line<'_>, others: &[Line<'_>], found: &mut Vec<Clash>) {
    let lexemes = &context.scene.lexemes;
    for statement in &line.statements {
        let Some(a) = told(context, line, statement) else { continue };
        for other in others {
            for (x, y) in shared(line, other) {
                if !statement.span.overlaps(x) {
                    continue;
                }
                for there in other.statements.iter().filter(|there| there.span.overlaps(y)) {
                    let Some(b) = told(context, other, there) else { continue };
                    let beside = |word: &Weighed| {
                        b.acts.iter().any(|act| act.span == word.span)
                            || word.span.end() <= y.start() && y.start() - word.span.end() < BESIDE
                    };
                    let same = a.acts.iter().any(|u| {
                        there
                            .own
                            .iter()
                            .any(|v| nearness(context, (line.article, u), (other.article, v)) >= SAME)
                    });
                    let strangers = match (&statement.actor, &there.actor) {
                        (Some(x), Some(y)) => super::super::candidate::likeness(lexemes, x, y) < OTHER_PARTY,
                        _ => false,
                    };
                    if same || strangers || statement.is_negative() != there.is_negative() {
                        continue;
                    }
                    let opposed = |u: &Weighed, v: &Weighed| {
                        let (x, y) = (lexemes.terms(u.lexeme), lexemes.terms(v.lexeme));
                        x.iter().any(|x| y.iter().any(|y| context.claims.concepts.opposed(*x, *y)))
                    };
                    let pair = a.acts.iter().find_map(|u| {
                        there
                            .own
                            .iter()
                            .filter(|v| beside(v))
                            .find(|v| opposed(u, v))
                            .map(|v| (u.span, v.span))
                    });
                    let Some(places) = pair else { continue };
                    let all = words::all(others);
                    let without = [places.0, x];
                    let own = (line.article, statement.own.iter());
                    let share = words::share(context, own, (other.article, &all), &without);
                    let names = words::names_met(
                        context,
                        (line.article, &statement.own),
                        (other.article, &all),
                        &without,
                    );
                    if names && share >= MOST {
                        found.push(Clash {
                            kind: FindingKind::Negation,
                            clauses: (statement.span, there.span),
                            places,
                            strength: share + 1.0,
                        });
                    }
                }
            }
        }
    }
}

/// Where both lines have one figure or day.
fn shared(line: &Line<'_>, other: &Line<'_>) -> Vec<(Span, Span)> {
    let mut shared = Vec::new();
    for x in &line.quantities {
        for y in &other.quantities {
            let counts = x.kind != QuantityKind::Count || x.value >= LEAST_COUNT;
            let figure = matches!(
                x.kind,
                QuantityKind::Count | QuantityKind::Money | QuantityKind::Share | QuantityKind::Measure
            );
            if counts
                && figure
                && x.kind == y.kind
                && x.unit == y.unit
                && (x.value - y.value).abs() < 1e-9 * x.value.abs()
            {
                shared.push((x.number, y.number));
            }
        }
    }
    for x in line.times.iter().filter(|time| time.bound == Bound::At) {
        for y in other.times.iter().filter(|time| time.bound == Bound::At) {
            if let (Some(day), Some(there)) = (x.interval, y.interval)
                && day == there
                && (day.to - day.from).num_days() <= LONGEST
            {
                shared.push((x.span, y.span));
            }
        }
    }
    shared
}
