//! Occasions: two articles date what can have but one date, the signing of a contract, the last inspection of a machine,
//! the first case of an illness, the day since when somebody has been in office.

mod lexicon;
mod read;

pub(super) use lexicon::Occasions;

use super::candidate::when::settled;
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::factuality::Status;
use crate::annotate::time::{Interval, Time, TimeKind};
use lexicon::Mode;
use read::{Telling, tellings};

/// Words nearer than this say the same.
const SAME: f32 = 0.9;
/// What the words that two tellings share must be worth together.
const SHARED: f32 = 0.25;
/// Days from which on a stretch of time is no day any more.
const DAYS: i64 = 8;
/// Days of nearly a year.
const YEAR: i64 = 300;
/// Days that the beginning, the middle or the end of a year may be off.
const SEASON: i64 = 60;
/// Days of a season.
const MONTHS: i64 = 100;
/// Days before its article within which a check is part of the news.
const RECENT: i64 = 20;

/// Reports occasions that have two dates.
pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let tellings = tellings(context);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (index, a) in tellings.iter().enumerate() {
        for (other, b) in tellings.iter().enumerate().skip(index + 1) {
            if a.kind != b.kind {
                continue;
            }
            if !apart(context, a, b) {
                continue;
            }
            if !one_occasion(context, &tellings, a, b) || has_rival(context, &tellings, (a, b)) {
                continue;
            }
            let articles = |at: usize| tellings[at].statement.article;
            let met = taken.iter().any(|&(x, y)| {
                (x == index && articles(y) == articles(other))
                    || (y == other && articles(x) == articles(index))
            });
            if !met {
                taken.push((index, other));
                findings.push(finding(context, a, b));
            }
        }
    }
}

/// Whether the two dates cannot be one.
fn apart(context: &Context<'_>, a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> bool {
    let published = |telling: &Telling<'_, '_>| context.scene.published(telling.statement.article);
    let bounds = a.kind.mode == b.kind.mode && matches!(a.kind.mode, Mode::Since | Mode::Until);
    if bounds && a.time.bound != b.time.bound || is_part(context, a, b) || is_part(context, b, a) {
        return false;
    }
    // A day without a year in an article without a date is taken as the nearest to the other's.
    let known = [a, b]
        .iter()
        .all(|telling| telling.time.interval.is_some() || telling.time.kind == TimeKind::Duration);
    let said = |telling: &Telling<'_, '_>| published(telling).filter(|_| known);
    let Some((x, y)) = settled((said(a), a.time), (said(b), b.time)) else {
        // Articles without a date still name two days of the week.
        let weekday =
            |telling: &Telling<'_, '_>| telling.time.weekday.filter(|_| !telling.time.explicit_date);
        return matches!((weekday(a), weekday(b)), (Some(x), Some(y)) if x != y);
    };
    let (x, y) = (loose(a.time, x), loose(b.time, y));
    if x.overlaps(y) {
        return false;
    }
    // `am Dienstag`, `am Dienstag, dem 3. Juni`: which Tuesday is meant was a guess.
    if a.time.weekday.is_some()
        && a.time.weekday == b.time.weekday
        && !(a.time.explicit_date && b.time.explicit_date)
    {
        return false;
    }
    let length = |interval: Interval| (interval.to - interval.from).num_days();
    let (long, short) = (length(x).max(length(y)), length(x).min(length(y)));
    let gap = (y.from - x.to).max(x.from - y.to).num_days();
    // The news of a day and a year long ago are two things, and so are two days months apart.
    let single = |telling: &Telling<'_, '_>| matches!(telling.kind.mode, Mode::Sole | Mode::Once);
    if single(a) && single(b) && short < DAYS && (long > MONTHS || gap > MONTHS) {
        return false;
    }
    let slack = match (short, long) {
        (_, 0..=2) => 0,
        (_, 3..=40) => 14,
        _ => 30,
    };
    gap >= slack
}

/// Whether the words of the one time are among those of the other (`Dienstag`, `Dienstag, dem 3. Juni`).
fn is_part(context: &Context<'_>, a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> bool {
    let words = |telling: &Telling<'_, '_>| {
        context.words(telling.statement.article, telling.time.span).to_lowercase()
    };
    let (part, whole) = (words(a), words(b));
    let word = |c: char| !(c.is_alphanumeric() || c == '.');
    part.split(word).all(|one| whole.split(word).any(|other| one == other))
}

/// `Anfang des Jahres` may be as late as spring.
fn loose(time: &Time, interval: Interval) -> Interval {
    let days = (interval.to - interval.from).num_days();
    let of_year = time.value.len() == "2025".len() && (DAYS..YEAR).contains(&days);
    let slack = chrono::Duration::days(if of_year { SEASON } else { 0 });
    Interval { from: interval.from - slack, to: interval.to + slack }
}

/// Whether two tellings are of one occasion.
fn one_occasion(
    context: &Context<'_>,
    tellings: &[Telling<'_, '_>],
    a: &Telling<'_, '_>,
    b: &Telling<'_, '_>,
) -> bool {
    let ahead = |telling: &Telling<'_, '_>| is_ahead(context, telling);
    if ahead(a) != ahead(b) {
        return false;
    }
    let same_article = a.statement.article == b.statement.article;
    let stressed = || a.stressed || b.stressed;
    let named = || a.statement.sentence_names.intersection(&b.statement.sentence_names).next().is_some();
    let strangers = || {
        let (x, y) = (&a.statement.sentence_names, &b.statement.sentence_names);
        x.difference(y).next().is_some() && y.difference(x).next().is_some() && !named()
    };
    let only = |telling: &Telling<'_, '_>| {
        tellings.iter().all(|other| {
            other.kind.number != telling.kind.number
                || other.statement.article != telling.statement.article
                || !apart(context, other, telling)
        })
    };
    // A state since a day and its beginning.
    let mode = if a.kind.mode == b.kind.mode { a.kind.mode } else { Mode::Since };
    match mode {
        Mode::Sole if same_article => named() || shared(context, a, b) >= SHARED,
        Mode::Once | Mode::Until | Mode::First if same_article => false,
        Mode::Sole => only(a) && only(b) && !strangers(),
        Mode::Last => match (a.last, b.last) {
            (true, true) => true,
            (true, false) => is_later(context, b, a),
            (false, true) => is_later(context, a, b),
            (false, false) => false,
        },
        Mode::First => a.first && b.first,
        Mode::Since => {
            named() || shared(context, a, b) >= SHARED || stressed() && only(a) && only(b) && !strangers()
        }
        Mode::Once | Mode::Until => {
            shared(context, a, b) >= SHARED || named() && stressed() || stressed() && only(a) && only(b)
        }
    }
}

/// Whether the date of a telling was still ahead when its article came out.
fn is_ahead(context: &Context<'_>, telling: &Telling<'_, '_>) -> bool {
    match (context.scene.published(telling.statement.article), telling.time.interval) {
        (Some(published), Some(interval)) => {
            interval.to > published && interval.from.date() > published.date()
        }
        _ => telling.statement.factuality.status == Status::Planned,
    }
}

/// Whether one date is after the other, and long before the news.
fn is_later(context: &Context<'_>, later: &Telling<'_, '_>, earlier: &Telling<'_, '_>) -> bool {
    let published = |telling: &Telling<'_, '_>| context.scene.published(telling.statement.article);
    let Some((x, y)) = settled((published(later), later.time), (published(earlier), earlier.time)) else {
        return false;
    };
    let old = published(later).is_none_or(|published| {
        (published - x.from).num_days() > RECENT
            || later.time.interval.is_none_or(|own| (own.to - own.from).num_days() > RECENT)
    });
    x.from > y.to && old && !is_ahead(context, later)
}

/// What the words are worth that both say, those of the occasion itself left out.
fn shared(context: &Context<'_>, a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> f32 {
    let lexemes = &context.scene.lexemes;
    let met = |word: &&super::candidate::Weighed| {
        b.words.iter().any(|other| lexemes.nearness(word.lexeme, other.lexeme) >= SAME)
    };
    a.words.iter().filter(met).map(|word| lexemes.weight(word.lexeme)).sum()
}

/// Whether one of the articles also gives the date of the other.
fn has_rival(
    context: &Context<'_>,
    tellings: &[Telling<'_, '_>],
    (a, b): (&Telling<'_, '_>, &Telling<'_, '_>),
) -> bool {
    let rival = |one: &Telling<'_, '_>, other: &Telling<'_, '_>| {
        tellings.iter().any(|third| {
            third.kind.number == one.kind.number
                && third.statement.article == one.statement.article
                && !std::ptr::eq(third, one)
                && !std::ptr::eq(third, other)
                && !apart(context, third, other)
        })
    };
    rival(a, b) || rival(b, a)
}

/// What is still ahead has been moved where the articles came out on two days.
fn level(context: &Context<'_>, a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> Level {
    let day = |telling: &Telling<'_, '_>| {
        let published = context.scene.published(telling.statement.article)?;
        is_ahead(context, telling).then(|| published.date())
    };
    let planned = |telling: &Telling<'_, '_>| telling.statement.factuality.status == Status::Planned;
    let undated = [a, b].iter().any(|telling| context.scene.published(telling.statement.article).is_none());
    match (day(a), day(b)) {
        (Some(first), Some(second)) if first != second => Level::Update,
        // Where an article's own day is not known, its words tell what is still ahead.
        _ if undated && (planned(a) || planned(b)) => Level::Update,
        _ => Level::Contradiction,
    }
}

fn kind(a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> FindingKind {
    if a.statement.article != b.statement.article {
        FindingKind::Date
    } else if a.statement.is_headline() || b.statement.is_headline() {
        FindingKind::Headline
    } else {
        FindingKind::Internal
    }
}

fn finding(context: &Context<'_>, a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> Finding {
    let (first, second) = (a.statement, b.statement);
    Finding {
        kind: kind(a, b),
        level: level(context, a, b),
        subject: context.words(first.article, a.cue).to_owned(),
        witnesses: vec![
            context.witness(first.article, first.span, a.time.span),
            context.witness(second.article, second.span, b.time.span),
        ],
        because: vec![Reason {
            key: "same-matter",
            parameters: vec![("words", context.words(first.article, a.cue).to_owned())],
        }],
        confidence: None,
    }
}
