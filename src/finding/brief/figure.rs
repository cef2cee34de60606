//! The same thing counted or measured, with figures that exclude each other: also a figure and a bound (`mehr als 25
//! Millionen`, `unter 100`), and the place in a ranking.

use super::super::relate::{Relation, relate_quantities};
use super::super::{Context, FindingKind};
use super::words::{self, Line, SAME, nearness};
use super::{Clash, is_told};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::Interval;

/// How much of the brief's words the other's sentence must have where both count one thing …
const COUNTED: f32 = 0.45;
/// … and where what is measured may be another (`ein Durchmesser von 80 Metern`).
const MEASURED: f32 = 0.6;
/// What is counted is one kind of thing from here on.
const LIKE: f32 = 0.5;
/// How near a number of people is to one of people of a certain kind.
const PEOPLE: f32 = 0.7;

pub(super) fn compare(context: &Context<'_>, line: &Line<'_>, others: &[Line<'_>], found: &mut Vec<Clash>) {
    let all = words::all(others);
    for x in &line.quantities {
        let rivals = |other: &Line<'_>, y: &Quantity| noun(context, (line, x), (other, y)) >= LIKE;
        let met = others.iter().any(|other| {
            other.quantities.iter().any(|y| rivals(other, y) && relate(x, y) == Relation::Compatible)
        });
        if met || is_dated(line, x) {
            continue;
        }
        for other in others {
            for y in &other.quantities {
                // `one person` of the two is no count of them.
                let single = x.kind == QuantityKind::Count && x.value.min(y.value) <= 1.0;
                if single || relate(x, y) != Relation::Disjoint || is_dated(other, y) {
                    continue;
                }
                let near = noun(context, (line, x), (other, y));
                if near < 0.2 || x.part_of.is_some() != y.part_of.is_some() {
                    continue;
                }
                let Some(of_x) = line.statements.iter().find(|one| one.span.overlaps(x.number)) else {
                    continue;
                };
                let Some(of_y) = other.statements.iter().find(|one| one.span.overlaps(y.number)) else {
                    continue;
                };
                if !is_told(of_x.factuality.status) || !is_told(of_y.factuality.status) {
                    continue;
                }
                let counted = matches!(x.kind, QuantityKind::Count | QuantityKind::Share);
                let least = if counted { COUNTED } else { MEASURED };
                let without = [x.number];
                let article = other.article;
                let sentence = words::share(
                    context,
                    (line.article, line.words.iter()),
                    (article, &other.words),
                    &without,
                );
                let whole =
                    words::share(context, (line.article, line.words.iter()), (article, &all), &without);
                let names = words::names_met(context, (line.article, &line.words), (article, &all), &without);
                let apart = other_time(line, other);
                if near < LIKE
                    || x.kind == QuantityKind::Ordinal
                    || sentence < least
                    || whole < least
                    || !names
                    || apart
                    || of_x.is_negative() != of_y.is_negative()
                {
                    continue;
                }
                found.push(Clash {
                    kind: FindingKind::Quantity,
                    clauses: (of_x.span, of_y.span),
                    places: (x.span, y.span),
                    strength: sentence + whole + near,
                });
            }
        }
    }
}

/// Places in an order exclude each other as figures do.
fn relate(x: &Quantity, y: &Quantity) -> Relation {
    if x.kind == QuantityKind::Name || y.kind == QuantityKind::Name {
        return Relation::Unknown;
    }
    relate_quantities(x, y)
}

/// Whether both give times, none of which have a moment in common.
fn other_time(line: &Line<'_>, other: &Line<'_>) -> bool {
    let of =
        |line: &Line<'_>| -> Vec<Interval> { line.times.iter().filter_map(|time| time.interval).collect() };
    let (own, others) = (of(line), of(other));
    !own.is_empty() && !others.is_empty() && !own.iter().any(|x| others.iter().any(|y| x.overlaps(*y)))
}

/// Whether a figure is part of a date.
fn is_dated(line: &Line<'_>, x: &Quantity) -> bool {
    line.times.iter().any(|time| time.span.overlaps(x.number) && time.interval.is_some())
}

/// How near what is counted is, from 0 to 1; -1 where it cannot be one kind of thing.
fn noun(context: &Context<'_>, (a, x): (&Line<'_>, &Quantity), (b, y): (&Line<'_>, &Quantity)) -> f32 {
    let same_kind = x.kind == y.kind && x.unit == y.unit;
    if !same_kind {
        return -1.0;
    }
    let word = |line: &Line<'_>, one: &Quantity| {
        let span = one.noun_span?;
        line.words.iter().find(|word| word.span.overlaps(span)).copied()
    };
    match (word(a, x), word(b, y)) {
        (Some(first), Some(second)) => {
            let near = nearness(context, (a.article, &first), (b.article, &second));
            let concepts = &context.claims.concepts;
            let generic = |line: &Line<'_>, one: &Quantity| {
                one.noun.as_ref().is_some_and(|noun| concepts.is_people(line.sentence.language, noun))
            };
            let person = |line: &Line<'_>, one: &Quantity| {
                one.noun.as_ref().is_some_and(|noun| concepts.is_person(line.sentence.language, noun))
            };
            if near >= SAME || x.kind != QuantityKind::Count && near >= 0.3 {
                1.0
            } else if generic(a, x) && person(b, y) || generic(b, y) && person(a, x) {
                PEOPLE
            } else {
                near * 0.8
            }
        }
        _ if x.unit.is_some() => 0.8,
        _ => 0.4,
    }
}
