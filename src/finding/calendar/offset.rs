//! A day that is said twice, once by its distance and once by its date: `Am 24. November …, vier Tage später, am 30.
//! November`; `in acht Tagen, also am 19. März`; `am 19. Dezember, zwei Monate nach dem Auftakt am 19. August`.

use chrono::Duration;

use super::super::{Context, Finding, FindingKind, Level, Reason};
use super::{seconds, times_in};
use crate::annotate::time::{Interval, Time, TimeKind};
use crate::language::Sentence;
use crate::text::Span;

/// Bytes that may stand between a length of time and the day that it is counted from.
const NEAR: usize = 45;
/// Part of a length by which it may be rounded.
const SLACK: f64 = 0.12;
const DAY: f64 = 86_400.0;

pub(super) fn compare(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let sentences = &context.scene.dossier[article].reading.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        let inside = times_in(context, article, sentence.span);
        for pair in inside.windows(2) {
            let [first, second] = pair else { continue };
            findings.extend(twice(context, article, (index, sentence), first, second));
        }
        for (at, length) in inside.iter().enumerate() {
            findings.extend(between(context, article, &inside[..at], length, &inside[at + 1..]));
        }
    }
}

/// A distance and a date side by side.
fn twice(
    context: &Context<'_>,
    article: usize,
    (index, sentence): (usize, &Sentence),
    first: &Time,
    second: &Time,
) -> Option<Finding> {
    let (distance, date) = if first.explicit_date { (second, first) } else { (first, second) };
    let (meant, said) = (distance.interval?, date.interval.filter(|_| date.explicit_date)?);
    let words = context.words(article, distance.span);
    let counted = distance.relative
        && !distance.explicit_date
        && distance.weekday.is_none()
        && distance.clock.is_none()
        && words.split_whitespace().count() > 1
        && words.split_whitespace().any(|word| context.rules.calendar.is_distance(word));
    if !counted || distance.approximate || !is_linked(context, article, first.span, second.span) {
        return None;
    }
    // `27 October, two weeks later than announced`, `March 31, three days after the vote`: counted from something else,
    // unless its day is given (`zwei Monate nach dem Auftakt am 19. August`).
    let end = distance.span.end();
    let rest = Span::new(end, sentence.span.end().max(end));
    let times = &context.scene.dossier[article].annotations.times;
    let counted_from_day = times.iter().any(|time| time.explicit_date && rest.contains(time.span));
    if distance.span.start() > date.span.start()
        && context.words(article, rest).starts_with(' ')
        && !counted_from_day
    {
        return None;
    }
    let slack = match (meant.to - meant.from).num_days() {
        0 => Duration::days(1),
        1..=8 => Duration::days(2),
        _ => Duration::days(12),
    };
    let wide = Interval { from: meant.from - slack, to: meant.to + slack };
    let near = (meant.from - said.from).num_days().abs() < 200;
    if wide.overlaps(said) || !near {
        return None;
    }
    let anchor = anchor(context, article, (index, sentence), first);
    let places = anchor.into_iter().chain([distance.span, date.span]);
    let witness = |span: Span| context.witness(article, span, span);
    Some(Finding {
        kind: FindingKind::Calendar,
        level: Level::Contradiction,
        subject: said.from.date().to_string(),
        witnesses: places.map(witness).collect(),
        because: vec![super::length_of_range(
            seconds(meant.from - said.from).abs().min(seconds(meant.to - said.from).abs()),
            seconds(meant.from - said.from).abs().max(seconds(meant.to - said.from).abs()),
        )],
        confidence: None,
    })
}

/// The last day that was named before.
fn anchor(
    context: &Context<'_>,
    article: usize,
    (index, sentence): (usize, &Sentence),
    before: &Time,
) -> Option<Span> {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let last = index.checked_sub(1).map(|last| &sentences[last]).filter(|last| last.block == sentence.block);
    let own = times_in(context, article, sentence.span);
    let earlier = last.map_or_else(Vec::new, |last| times_in(context, article, last.span));
    let mut days = earlier.into_iter().chain(own).rev();
    days.find(|time| {
        time.span.end() <= before.span.start()
            && time.kind == TimeKind::Date
            && time.interval.is_some_and(|interval| (interval.to - interval.from).num_days() < 1)
    })
    .map(|time| time.span)
}

/// Whether nothing but a comma, an opening bracket and words that link stand between two times.
fn is_linked(context: &Context<'_>, article: usize, first: Span, second: Span) -> bool {
    let between = Span::new(first.end(), second.start().max(first.end()));
    let words = context.words(article, between);
    let mut rest = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.trim_start().starts_with([',', '(', '–', '—'])
        && rest.all(|word| context.rules.calendar.link.contains(&word.to_lowercase()))
}

/// Two dates and the length of time that lies between them: `am 19. Dezember, zwei Monate nach dem Auftakt am 19. August`.
fn between(
    context: &Context<'_>,
    article: usize,
    before: &[&Time],
    length: &Time,
    after: &[&Time],
) -> Option<Finding> {
    let (least, most) =
        length.duration.filter(|_| length.kind == TimeKind::Duration && !length.approximate)?;
    let (least, most) = (least?, most?);
    let dated = |time: &&&Time| time.explicit_date && time.interval.is_some();
    let (first, second) = (before.iter().rev().find(dated)?, after.first().filter(|time| dated(time))?);
    let gap = Span::new(length.span.end(), second.span.start().max(length.span.end()));
    let words = context.words(article, gap);
    let counts = words
        .split_whitespace()
        .next()
        .is_some_and(|word| context.rules.calendar.apart.contains(&word.to_lowercase()));
    let near = Span::new(first.span.end(), length.span.start().max(first.span.end()));
    let comma = context.words(article, near).contains(',');
    if !counts
        || !comma
        || gap.len() > NEAR
        || words.contains(['.', ';', ':'])
        || words.matches(',').count() > 1
    {
        return None;
    }
    let (from, to) = (first.interval?, second.interval?);
    let apart = seconds(from.from - to.from).abs();
    let slack = |seconds: f64| seconds * SLACK + 1.5 * DAY;
    if apart > DAY && least - slack(least) <= apart && apart <= most + slack(most) {
        return None;
    }
    let witness = |span: Span| context.witness(article, span, span);
    Some(Finding {
        kind: FindingKind::Calendar,
        level: Level::Contradiction,
        subject: context.words(article, length.span).to_owned(),
        witnesses: vec![witness(first.span), witness(length.span.cover(second.span))],
        because: vec![Reason {
            key: "days-of-range",
            parameters: vec![("length", format!("{:.0}", apart / DAY))],
        }],
        confidence: None,
    })
}
