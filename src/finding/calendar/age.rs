//! Years that do not fit each other: a founding and its anniversary, a birth and an age, `vor vier Jahren` and its year.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::super::{Context, Finding, FindingKind, Level, Reason, within};
use super::{is_length, times_in};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::{Time, TimeKind};
use crate::language::{Clause, Sentence};
use crate::text::Span;

/// Years by which an age may be off: the day in the year is not known.
const SLACK: i64 = 1;
/// An anniversary further off than this part of it is something else's.
const FAR: f64 = 0.2;
/// Anniversaries off by no more years than this are always the same thing's.
const NEAR: i64 = 10;
/// Sentences apart that a beginning and its anniversary may stand.
const SENTENCES: usize = 3;
const YEAR: f64 = 365.2425 * 86_400.0;

/// A year in which something began, or how many years it has lasted in a year.
#[derive(Clone, Copy, Debug)]
struct Told {
    sentence: usize,
    years: i64,
    /// The year in which it is so many years.
    at: i64,
    span: Span,
}

pub(super) fn compare(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let Some(said) = context.scene.published(article) else { return };
    let said = i64::from(said.year());
    let words = &context.rules.calendar;
    let sentences = &context.scene.dossier[article].reading.sentences;
    let (mut beginnings, mut ages) = (Vec::new(), Vec::new());
    let (mut births, mut lives) = (Vec::new(), Vec::new());
    let (mut starts, mut terms) = (Vec::new(), Vec::new());
    for (index, sentence) in sentences.iter().enumerate() {
        if !context.is_story(article, sentence.span) {
            continue;
        }
        beginnings.extend(years(context, article, (index, sentence), &words.founded));
        births.extend(years(context, article, (index, sentence), &words.born));
        starts.extend(years(context, article, (index, sentence), &words.begun));
        terms.extend(served(context, article, (index, sentence), said));
        ages.extend(anniversaries(context, article, (index, sentence), said));
        lives.extend(lived(context, article, (index, sentence), said));
        ago(context, article, sentence, findings);
    }
    for (beginning, years) in pairs(&beginnings, &ages, SENTENCES) {
        let off = (years.at - beginning.years - years.years).abs();
        #[expect(clippy::cast_precision_loss, reason = "years")]
        let same = off <= NEAR || off as f64 <= years.years as f64 * FAR;
        if off > SLACK && same {
            findings.push(finding(context, article, beginning, years));
        }
    }
    for (start, years) in pairs(&starts, &terms, SENTENCES) {
        if (years.at - start.years - years.years).abs() > SLACK {
            findings.push(finding(context, article, start, years));
        }
    }
    for (birth, age) in pairs(&births, &lives, 0) {
        if (age.at - birth.years - age.years).abs() > SLACK {
            findings.push(finding(context, article, birth, age));
        }
    }
}

/// Every beginning with the age that stands so near that it can be no other's.
fn pairs<'t>(from: &'t [Told], to: &'t [Told], sentences: usize) -> Vec<(&'t Told, &'t Told)> {
    let near = move |a: &Told, b: &Told| a.sentence.abs_diff(b.sentence) <= sentences;
    let mut pairs = Vec::new();
    for a in from {
        for b in to.iter().filter(|b| near(a, b)) {
            let only = from.iter().filter(|other| near(other, b)).count() == 1
                && to.iter().filter(|other| near(a, other)).count() == 1;
            if only {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

fn finding(context: &Context<'_>, article: usize, a: &Told, b: &Told) -> Finding {
    let years = (b.at - a.years).to_string();
    let witness = |told: &Told| context.witness(article, told.span, told.span);
    Finding {
        kind: FindingKind::Calendar,
        level: Level::Contradiction,
        subject: context.words(article, b.span).to_owned(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "years-of-range", parameters: vec![("length", years)] }],
        confidence: None,
    }
}

/// The years of the clauses that say how something began.
fn years(
    context: &Context<'_>,
    article: usize,
    (index, sentence): (usize, &Sentence),
    words: &BTreeSet<String>,
) -> Vec<Told> {
    let mut told = Vec::new();
    for clause in &sentence.clauses {
        let cue = clause.tokens.iter().map(|token| &sentence.tokens[usize::from(*token)]).find(|token| {
            words.contains(&token.lemma.to_lowercase())
                || words.contains(&context.words(article, token.span).to_lowercase())
        });
        let Some(cue) = cue else { continue };
        let inside = times_of(context, article, sentence, clause);
        let mut years = inside.iter().filter_map(|time| Some((year_of(context, article, time)?, time.span)));
        if let (Some((years, span)), None) = (years.next(), years.next()) {
            told.push(Told { sentence: index, years, at: 0, span: cue.span.cover(span) });
        }
    }
    told
}

/// The year that a time names with its number, and nothing else.
fn year_of(context: &Context<'_>, article: usize, time: &Time) -> Option<i64> {
    let interval = time.interval.filter(|_| time.kind == TimeKind::Date && !time.relative)?;
    let year = i64::from(interval.from.year());
    let written = context.words(article, time.span).contains(&year.to_string());
    (written && interval.to.year() == interval.from.year()).then_some(year)
}

fn times_of<'a>(
    context: &Context<'a>,
    article: usize,
    sentence: &Sentence,
    clause: &Clause,
) -> Vec<&'a Time> {
    let has = |span: Span| {
        sentence.token_at(span.start()).is_some_and(|token| clause.tokens.binary_search(&token).is_ok())
    };
    times_in(context, article, sentence.span).into_iter().filter(|time| has(time.span)).collect()
}

/// `150-jähriges Bestehen`, `150th anniversary`, with the year in which it is.
fn anniversaries(
    context: &Context<'_>,
    article: usize,
    (index, sentence): (usize, &Sentence),
    said: i64,
) -> Vec<Told> {
    let words = &context.rules.calendar.anniversary;
    let list = &context.scene.dossier[article].annotations.quantities;
    let mut told = Vec::new();
    for quantity in within(list, sentence.span, |quantity| quantity.span) {
        let noun = quantity.noun.as_ref().is_some_and(|noun| words.contains(&noun.to_lowercase()));
        let exact = is_plain(quantity);
        let Some(years) = years_in(quantity).filter(|years| noun && exact && *years >= 5) else { continue };
        let clause = sentence.token_at(quantity.span.start()).and_then(|token| sentence.clause_of(token));
        let Some(clause) = clause.map(|id| &sentence.clauses[id]) else { continue };
        let span = quantity.noun_span.map_or(quantity.span, |noun| noun.cover(quantity.span));
        // `2027 feiert die Stadt …`: the year of the feast, where it is not the article's.
        let near = |year: &i64| (year - said).abs() <= 3;
        let other = times_of(context, article, sentence, clause).into_iter().find_map(|time| {
            let year = i64::from(time.interval.filter(|_| time.kind == TimeKind::Date)?.from.year());
            Some(year).filter(near)
        });
        told.push(Told { sentence: index, years, at: other.unwrap_or(said), span });
    }
    told
}

fn years_in(quantity: &Quantity) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "a number of years")]
    let whole = |value: f64| (value.round().abs() < 3_000.0).then_some(value.round() as i64);
    match quantity.kind {
        QuantityKind::Ordinal | QuantityKind::Age => whole(quantity.value),
        QuantityKind::Duration => whole(quantity.value / YEAR),
        QuantityKind::Count
        | QuantityKind::Money
        | QuantityKind::Share
        | QuantityKind::Points
        | QuantityKind::Measure
        | QuantityKind::Score
        | QuantityKind::Name => None,
    }
}

/// `nach sechs Jahren im Amt`
fn served(
    context: &Context<'_>,
    article: usize,
    (index, sentence): (usize, &Sentence),
    said: i64,
) -> Vec<Told> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let years = within(list, sentence.span, |quantity| quantity.span).filter(|quantity| {
        quantity.kind == QuantityKind::Duration && is_plain(quantity) && quantity.value >= YEAR
    });
    let in_office = |quantity: &&Quantity| {
        let behind = sentence.tokens.iter().filter(|token| token.span.start() >= quantity.number.end());
        let mut behind = behind.take(4);
        behind.any(|token| context.rules.calendar.office.contains(&token.lemma.to_lowercase()))
    };
    years
        .filter(in_office)
        .filter_map(|quantity| {
            Some(Told { sentence: index, years: years_in(quantity)?, at: said, span: quantity.span })
        })
        .collect()
}

fn is_plain(quantity: &Quantity) -> bool {
    !quantity.approximate && quantity.least == quantity.most
}

/// `63 Jahre alt`, `der 63-Jährige`
fn lived(
    context: &Context<'_>,
    article: usize,
    (index, sentence): (usize, &Sentence),
    said: i64,
) -> Vec<Told> {
    let list = &context.scene.dossier[article].annotations.quantities;
    within(list, sentence.span, |quantity| quantity.span)
        .filter(|quantity| quantity.kind == QuantityKind::Age && is_plain(quantity))
        .filter_map(|quantity| {
            Some(Told { sentence: index, years: years_in(quantity)?, at: said, span: quantity.span })
        })
        .collect()
}

/// `vor vier Jahren (2019)`
fn ago(context: &Context<'_>, article: usize, sentence: &Sentence, findings: &mut Vec<Finding>) {
    let inside = times_in(context, article, sentence.span);
    for pair in inside.windows(2) {
        let [first, second] = pair else { continue };
        let (length, date) = if first.relative { (first, second) } else { (second, first) };
        let (Some(meant), Some(year)) = (length.interval, year_of(context, article, date)) else { continue };
        let counted = length.kind == TimeKind::Duration && length.value.ends_with('Y') && !is_length(length);
        let between = Span::new(first.span.end(), second.span.start().max(first.span.end()));
        let between = context.words(article, between);
        let linked = between.trim_start().starts_with([',', '(', '–', '—'])
            && between
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .all(|word| context.rules.calendar.link.contains(&word.to_lowercase()));
        let off = (i64::from(meant.from.year()) - year).abs().min((i64::from(meant.to.year()) - year).abs());
        if counted && linked && length.relative && !length.approximate && off > SLACK {
            let ranged = (i64::from(meant.from.year()), i64::from(meant.to.year()));
            findings.push(Finding {
                kind: FindingKind::Calendar,
                level: Level::Contradiction,
                subject: context.words(article, length.span).to_owned(),
                witnesses: vec![
                    context.witness(article, length.span, length.span),
                    context.witness(article, date.span, date.span),
                ],
                because: vec![Reason { key: "year-ago", parameters: vec![("year", ranged.0.to_string())] }],
                confidence: None,
            });
        }
    }
}
