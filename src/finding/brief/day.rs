//! One day where the other has another.

use chrono::NaiveDateTime;

use super::super::candidate::Statement;
use super::super::candidate::statement::Weighed;
use super::super::{Context, FindingKind};
use super::words::{self, Line, SAME, nearness};
use super::{Clash, is_told};
use crate::annotate::time::{Bound, Time, TimeKind};
use crate::language::ClauseKind;

/// How much of the words beside a day the other's sentence must have.
const WHOLE: f32 = 0.8;
/// Days that an expression may span …
const LONGEST: i64 = 31;
/// … and that two may lie apart.
const NEAR: i64 = 45;

pub(super) fn compare(context: &Context<'_>, line: &Line<'_>, others: &[Line<'_>], found: &mut Vec<Clash>) {
    for a in line
        .statements
        .iter()
        .filter(|a| is_told(a.factuality.status) && a.clause.kind != ClauseKind::Infinitive)
    {
        for other in others {
            for b in &other.statements {
                days(context, (line, a), (other, b), others, found);
            }
        }
    }
}

/// How near the verb of the brief comes to any word of the other's sentence.
fn act(context: &Context<'_>, a: &Statement<'_>, other: &Line<'_>) -> f32 {
    let Some((lexeme, span)) = a.verb else { return 0.0 };
    let verb = Weighed { lexeme, weight: 1.0, span };
    let near = |word: &Weighed| nearness(context, (a.article, &verb), (other.article, word));
    other.words.iter().map(near).fold(0.0, f32::max)
}

fn days(
    context: &Context<'_>,
    (line, a): (&Line<'_>, &Statement<'_>),
    (other, b): (&Line<'_>, &Statement<'_>),
    others: &[Line<'_>],
    found: &mut Vec<Clash>,
) {
    let dated = |time: &&&Time, statement: &Statement<'_>| {
        time.interval.is_some() && time.kind == TimeKind::Date && time.span.overlaps(statement.span)
    };
    for x in line.times.iter().filter(|time| dated(time, a)) {
        let met = |y: &&Time| y.interval.is_some() && !excludes(x, y);
        if others.iter().any(|other| other.times.iter().any(&met)) {
            continue;
        }
        for y in other.times.iter().filter(|time| dated(time, b)) {
            let without = [x.span];
            let share =
                words::share(context, (line.article, a.own.iter()), (other.article, &other.words), &without);
            let names =
                words::names_met(context, (line.article, &a.own), (other.article, &other.words), &without);
            let act = act(context, a, other);
            let said = a.is_negative() == b.is_negative() && is_told(b.factuality.status);
            let strangers = match (&a.actor, &b.actor) {
                (Some(x), Some(y)) => {
                    x.identity.is_some() && y.identity.is_some() && x.identity != y.identity
                }
                _ => false,
            };
            let own = a.own.iter().filter(|word| !word.span.overlaps(x.span)).count();
            let near = is_near(x, y);
            if names && said && !strangers && own > 1 && near && act >= SAME && share >= WHOLE {
                found.push(Clash {
                    kind: FindingKind::Date,
                    clauses: (a.span, b.span),
                    places: (x.span, y.span),
                    strength: share + 1.0,
                });
            }
        }
    }
}

/// Whether two days are so near that they can be meant for one: what is months apart happened twice.
fn is_near(x: &Time, y: &Time) -> bool {
    let (Some(one), Some(other)) = (x.interval, y.interval) else { return false };
    let days = |from: NaiveDateTime, to: NaiveDateTime| (to - from).num_days().abs();
    days(one.from, one.to) <= LONGEST
        && days(other.from, other.to) <= LONGEST
        && days(one.from, other.from) <= NEAR
}

/// Whether two times of one event cannot both be so; the second is a day, a month or a year.
fn excludes(x: &Time, y: &Time) -> bool {
    let (Some(one), Some(other)) = (x.interval, y.interval) else { return false };
    match (x.bound, y.bound) {
        (Bound::At, Bound::At) => !one.overlaps(other),
        (Bound::After, Bound::At) => other.to <= one.to && is_near(x, y),
        (Bound::Before, Bound::At) => other.from >= one.from && is_near(x, y),
        _ => false,
    }
}
