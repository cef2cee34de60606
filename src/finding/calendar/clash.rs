//! One date with two weekdays, or two dates that no year gives their weekdays: what can be told where the year is not.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::{Context, Finding, FindingKind, Level};
use super::{is_year_sure, parted, times};
use crate::annotate::time::Time;
use crate::text::Span;

/// Days that two dates may lie apart and still be held to be of one year.
const NEAR_DAYS: i64 = 45;

/// Stands for a year that is not known.
const COMMON_YEAR: i32 = 2023;

/// A date with its weekday, as an article writes it.
struct Written {
    article: usize,
    place: Span,
    weekday: Weekday,
    /// The date, in any year where none is known.
    day: NaiveDate,
    /// Whether the year is written or follows from the article's own day.
    sure: bool,
    /// The year where it is written.
    year: Option<i32>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let articles = 0..context.scene.dossier.len();
    let all: Vec<Written> = articles.flat_map(|article| written(context, article)).collect();
    let pairs = || (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| (a, b)));
    let twice: Vec<(usize, usize)> = pairs().filter(|&(a, b)| is_twice(&all[a], &all[b])).collect();
    let told = |at: usize| twice.iter().any(|&(a, b)| a == at || b == at);
    // Of two dates that do not fit, the one that fits fewer others is the odd one.
    let unfit: Vec<(usize, usize)> =
        pairs().filter(|&(a, b)| !told(a) && !told(b) && is_unfit(&all[a], &all[b])).collect();
    let count = |at: usize| unfit.iter().filter(|&&(a, b)| a == at || b == at).count();
    for &(a, b) in twice.iter().chain(&unfit) {
        let (odd, other) = if count(b) > count(a) { (b, a) } else { (a, b) };
        findings.push(finding(context, &all[odd], &all[other]));
    }
}

fn written(context: &Context<'_>, article: usize) -> Vec<Written> {
    let times: Vec<&Time> = times(context, article).collect();
    let read = |(index, time): (usize, &&Time)| {
        let before = index.checked_sub(1).map(|before| times[before]);
        let apart = before.and_then(|before| parted(context, article, before, time));
        let weekday = time.weekday.filter(|_| time.explicit_date).or_else(|| Some(apart?.0))?;
        let place = match before {
            Some(before) if apart.is_some() => before.span.cover(time.span),
            _ => time.span,
        };
        let Some(interval) = time.interval else {
            let day = yearless(&time.value)?;
            return Some(Written { article, place, weekday, day, sure: false, year: None });
        };
        let year = interval.from.year();
        let says_year = context.words(article, time.span).contains(&year.to_string());
        Some(Written {
            article,
            place,
            weekday,
            day: interval.from.date(),
            sure: is_year_sure(context, article, time, interval),
            year: says_year.then_some(year),
        })
    };
    times.iter().enumerate().filter_map(read).collect()
}

/// The day and month of `XXXX-05-19`.
fn yearless(value: &str) -> Option<NaiveDate> {
    let (month, day) = value.strip_prefix("XXXX-")?.split_once('-')?;
    NaiveDate::from_ymd_opt(COMMON_YEAR, month.parse().ok()?, day.parse().ok()?)
}

/// Whether two dates are one and their weekdays two.
fn is_twice(a: &Written, b: &Written) -> bool {
    let date = |one: &Written| (one.day.day(), one.day.month());
    in_one_year(a, b) && date(a) == date(b) && a.weekday != b.weekday
}

/// Whether no year gives two dates their weekdays. Where the year is known, the calendar itself says which one is wrong.
fn is_unfit(a: &Written, b: &Written) -> bool {
    let wrong = |one: &Written| one.sure && one.day.weekday() != one.weekday;
    let leap = (a.day.month() <= 2) != (b.day.month() <= 2);
    let Some(second) = b.day.with_year(a.day.year()) else { return false };
    let days = (second - a.day).num_days();
    let number = |one: &Written| i64::from(one.weekday.num_days_from_monday());
    // With both years known, there is nothing to infer.
    let open = (!a.sure || !b.sure) && !wrong(a) && !wrong(b) && !leap;
    open && in_one_year(a, b)
        && (1..=NEAR_DAYS).contains(&days.abs())
        && (days - number(b) + number(a)).rem_euclid(7) != 0
}

/// Whether nothing says that two dates are of two years.
fn in_one_year(a: &Written, b: &Written) -> bool {
    a.year.is_none() || b.year.is_none() || a.year == b.year
}

fn finding(context: &Context<'_>, a: &Written, b: &Written) -> Finding {
    let witness = |one: &Written| {
        context.witness(one.article, context.sentence_span(one.article, one.place), one.place)
    };
    let known = [a, b].into_iter().find(|one| one.sure);
    Finding {
        kind: FindingKind::Calendar,
        level: Level::Contradiction,
        subject: if a.sure { a.day.to_string() } else { a.day.format("%d.%m.").to_string() },
        witnesses: vec![witness(a), witness(b)],
        because: known.map(|one| super::weekday_of(one.day)).into_iter().collect(),
        confidence: None,
    }
}
