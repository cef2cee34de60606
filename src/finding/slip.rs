//! Slips of the pen: one figure with another magnitude, in another currency, or with two digits or parts swapped.
//! That the digits are the same is itself evidence for one fact, so that less must be shared otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::unit::Unit;
use super::{Context, Finding, FindingKind, Level, Reason, Relation, relate_quantities};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::Time;
use crate::claim::concept::Term;
use crate::text::Span;

/// What the clauses of a swapped figure must share; a magnitude or currency slip needs one shared word less.
const SHARED: usize = 2;
/// Bytes before a figure in which what it measures may have been named.
const CONTEXT: usize = 220;
/// More figures of the same digits than this in a dossier say nothing any more.
const COMMON: usize = 12;

/// A figure with the index of its unit.
type Figure<'a> = (usize, &'a Quantity);

pub(super) fn compare(context: &Context<'_>, units: &[Unit<'_>], findings: &mut Vec<Finding>) {
    // The digits of a figure, sorted: all its slips have the same.
    let mut by_digits: BTreeMap<(QuantityKind, Vec<u8>), Vec<Figure<'_>>> = BTreeMap::new();
    for (index, unit) in
        units.iter().enumerate().filter(|(_, unit)| unit.is_stated() && !unit.factuality.negated)
    {
        for quantity in unit.quantities.iter().copied().filter(|quantity| is_telling(quantity)) {
            let mut digits = digits(quantity.value);
            digits.sort_unstable();
            // `zwölf Prozent` and `zwölf Prozentpunkte` must meet.
            let kind =
                if quantity.kind == QuantityKind::Points { QuantityKind::Share } else { quantity.kind };
            by_digits.entry((kind, digits)).or_default().push((index, quantity));
        }
    }
    for list in by_digits.values().filter(|list| list.len() <= COMMON) {
        for (at, (a, x)) in list.iter().enumerate() {
            for (b, y) in &list[at + 1..] {
                findings.extend(compare_pair(context, units, (&units[*a], x), (&units[*b], y)));
            }
        }
    }
    terms_of_years(context, units, findings);
    clocks(context, units, findings);
}

/// Years and months of one length of time swapped: `sechs Jahre und neun Monate`, `neun Jahre und sechs Monate`.
fn terms_of_years(context: &Context<'_>, units: &[Unit<'_>], findings: &mut Vec<Finding>) {
    let mut by_parts: BTreeMap<(u32, u32), Vec<(Figure<'_>, u32)>> = BTreeMap::new();
    for (index, unit) in
        units.iter().enumerate().filter(|(_, unit)| unit.is_stated() && !unit.factuality.negated)
    {
        for quantity in
            unit.quantities.iter().copied().filter(|quantity| quantity.kind == QuantityKind::Duration)
        {
            if let Some((years, months)) = years_and_months(quantity.value) {
                by_parts
                    .entry((years.min(months), years.max(months)))
                    .or_default()
                    .push(((index, quantity), years));
            }
        }
    }
    for list in by_parts.values().filter(|list| list.len() <= COMMON) {
        for (at, ((a, x), years)) in list.iter().enumerate() {
            for ((b, y), other_years) in &list[at + 1..] {
                let (a, b) = (&units[*a], &units[*b]);
                if a.article == b.article
                    || years == other_years
                    || settled(units, b.article, x)
                    || settled(units, a.article, y)
                {
                    continue;
                }
                let shared = shared(context, a, b, (x.span, y.span));
                if !shared.is_empty() {
                    findings.push(finding(context, FindingKind::Quantity, (a, x.span), (b, y.span), &shared));
                }
            }
        }
    }
}

/// The parts of a length of time that is a whole number of months and no whole number of years.
fn years_and_months(seconds: f64) -> Option<(u32, u32)> {
    const MONTH: f64 = 365.2425 * 86_400.0 / 12.0;
    let months = seconds / MONTH;
    let whole = months.round();
    if (months - whole).abs() > 0.05 || !(13.0..1_200.0).contains(&whole) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 13 and 1200")]
    let whole = whole as u32;
    (!whole.is_multiple_of(12) && whole / 12 < 12).then_some((whole / 12, whole % 12))
}

fn is_telling(quantity: &Quantity) -> bool {
    match quantity.kind {
        QuantityKind::Money
        | QuantityKind::Count
        | QuantityKind::Share
        | QuantityKind::Points
        | QuantityKind::Duration
        | QuantityKind::Age
        | QuantityKind::Measure => digits(quantity.value).len() > 1,
        QuantityKind::Score | QuantityKind::Ordinal | QuantityKind::Name => false,
    }
}

/// The digits of a figure without leading and trailing zeros and without the point.
fn digits(value: f64) -> Vec<u8> {
    let written = format!("{value:.6}");
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    let start = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    let end = digits.iter().rposition(|digit| *digit != b'0').map_or(start, |last| last + 1);
    digits[start..end.max(start)].to_vec()
}

fn compare_pair(
    context: &Context<'_>,
    units: &[Unit<'_>],
    (a, x): (&Unit<'_>, &Quantity),
    (b, y): (&Unit<'_>, &Quantity),
) -> Option<Finding> {
    if a.article == b.article || relate_quantities(x, y) != Relation::Disjoint {
        return None;
    }
    let straight = digits(x.value) == digits(y.value);
    let magnitude = straight && x.unit == y.unit && is_thousands(x.value, y.value);
    let currency = straight && x.unit != y.unit && x.kind == QuantityKind::Money;
    let swapped =
        !straight && x.unit == y.unit && same_order(x.value, y.value) && x.kind != QuantityKind::Duration;
    let points = straight && x.kind != y.kind;
    // Three digits that come back in another order are hardly chance.
    let long = digits(x.value).len() > 2;
    let need = if magnitude || currency || points || long { SHARED - 1 } else { SHARED };
    if !(magnitude || currency || swapped || points)
        || settled(units, b.article, x)
        || settled(units, a.article, y)
    {
        return None;
    }
    // Counts of different things may well have the same digits.
    if x.kind == QuantityKind::Count && x.noun != y.noun && !long {
        return None;
    }
    let mut shared = shared(context, a, b, (x.span, y.span));
    if shared.len() < need && (magnitude || currency) {
        shared = shared_around(context, units, (a, x.span), (b, y.span));
    }
    (shared.len() >= need).then(|| finding(context, FindingKind::Quantity, (a, x.span), (b, y.span), &shared))
}

fn is_thousands(a: f64, b: f64) -> bool {
    let ratio = a.max(b) / a.min(b);
    [1e3, 1e6, 1e9].iter().any(|factor| (ratio / factor - 1.0).abs() < 1e-9)
}

fn same_order(a: f64, b: f64) -> bool {
    a.max(b) / a.min(b).max(f64::MIN_POSITIVE) < 10.0
}

/// Whether an article has a figure that fits, so that the other one is about something else.
fn settled(units: &[Unit<'_>], article: usize, quantity: &Quantity) -> bool {
    units.iter().filter(|unit| unit.article == article).any(|unit| {
        unit.quantities.iter().any(|other| {
            relate_quantities(quantity, other) == Relation::Compatible
                && (quantity.kind != QuantityKind::Count || quantity.noun == other.noun)
        })
    })
}

/// The content words of one clause that the other has too, the figures left out.
fn shared<'w>(context: &Context<'w>, a: &Unit<'_>, b: &Unit<'_>, figures: (Span, Span)) -> Vec<&'w str> {
    let terms = |unit: &Unit<'_>, figure: Span| -> BTreeSet<Term> {
        let words = unit.words.iter().filter(|word| word.is_content() && !word.span.overlaps(figure));
        words.flat_map(|word| word.terms.iter().copied()).collect()
    };
    let of_b = terms(b, figures.1);
    let names_b: BTreeSet<usize> = b.names.iter().map(|(_, _, identity)| *identity).collect();
    let is_shared_name = |span: Span| {
        a.names.iter().any(|(_, name, identity)| name.overlaps(span) && names_b.contains(identity))
    };
    a.words
        .iter()
        .filter(|word| word.is_content() && !word.span.overlaps(figures.0))
        .filter(|word| word.terms.iter().any(|term| of_b.contains(term)) || is_shared_name(word.span))
        .map(|word| context.words(a.article, word.span))
        .collect()
}

/// Like [`shared`], with the sentences before, where the thing may have been named.
fn shared_around<'w>(
    context: &Context<'w>,
    units: &[Unit<'_>],
    (a, x): (&Unit<'_>, Span),
    (b, y): (&Unit<'_>, Span),
) -> Vec<&'w str> {
    let near = |unit: &Unit<'_>, other: &Unit<'_>| {
        other.article == unit.article
            && other.span.start() <= unit.span.start()
            && unit.span.start() - other.span.start() <= CONTEXT
    };
    let of_a = units.iter().filter(|unit| near(a, unit));
    let pairs = of_a.flat_map(|one| units.iter().filter(|unit| near(b, unit)).map(move |other| (one, other)));
    let mut words: Vec<&str> = pairs.flat_map(|(one, other)| shared(context, one, other, (x, y))).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() > SHARED { words } else { Vec::new() }
}

fn finding(
    context: &Context<'_>,
    kind: FindingKind,
    (a, in_a): (&Unit<'_>, Span),
    (b, in_b): (&Unit<'_>, Span),
    shared: &[&str],
) -> Finding {
    Finding {
        kind,
        level: Level::Contradiction,
        subject: shared.join(" "),
        witnesses: vec![context.witness(a.article, a.span, in_a), context.witness(b.article, b.span, in_b)],
        because: vec![Reason { key: "same-words", parameters: vec![("words", shared.join(", "))] }],
        confidence: None,
    }
}

/// Clock times of the same odd minute, an hour or more apart.
fn clocks(context: &Context<'_>, units: &[Unit<'_>], findings: &mut Vec<Finding>) {
    let mut by_minute: BTreeMap<u32, Vec<(usize, &Time, u32)>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_stated()) {
        for time in &unit.times {
            if let Some((least, most)) = time.clock {
                let middle = least.midpoint(most);
                if middle % 15 != 0 {
                    by_minute.entry(middle % 60).or_default().push((index, time, middle));
                }
            }
        }
    }
    for list in by_minute.values().filter(|list| list.len() <= COMMON) {
        for (at, (a, x, first)) in list.iter().enumerate() {
            for (b, y, second) in &list[at + 1..] {
                let (a, b) = (&units[*a], &units[*b]);
                let elsewhere = list.iter().any(|(other, _, minute)| {
                    (units[*other].article == a.article && minute == second)
                        || (units[*other].article == b.article && minute == first)
                });
                let apart = match (x.interval, y.interval) {
                    (Some(one), Some(other)) => (one.from - other.from).num_hours().abs() <= 12,
                    _ => true,
                };
                // `5:52` may be of the evening.
                let half_a_day = first.abs_diff(*second) == 12 * 60 || x.hours_apart(y, 0) == Some(false);
                if a.article != b.article && first != second && !half_a_day && apart && !elsewhere {
                    let shared = shared(context, a, b, (x.span, y.span));
                    // An odd minute that comes back an hour off is hardly chance.
                    if !shared.is_empty() || first % 5 != 0 {
                        findings.push(finding(context, FindingKind::Time, (a, x.span), (b, y.span), &shared));
                    }
                }
            }
        }
    }
}
