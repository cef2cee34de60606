//! Weekdays, dates and durations that do not fit: within one article, and one date with two weekdays in two.

mod age;
mod clash;
mod clock;
mod offset;
mod words;

pub(super) use words::Words;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};

use super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::time::{Bound, Interval, Time, TimeKind};
use crate::language::{Pos, Role};
use crate::text::Span;

/// How far from its article's day a date without a year is still sure to be in the year it was put in.
const DAYS_SURE: i64 = 150;
/// Bytes that may stand between a weekday and its date.
const PARTED: usize = 60;
/// Sentences in which a stretch of clock times may be called by its length.
const NEAR: usize = 5;
/// Part of a duration by which wording and arithmetic may differ.
const SLACK: f64 = 0.12;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for article in 0..context.scene.dossier.len() {
        weekdays(context, article, findings);
        durations(context, article, findings);
        clock::compare(context, article, findings);
        age::compare(context, article, findings);
        offset::compare(context, article, findings);
    }
    clash::compare(context, findings);
}

fn times<'a>(context: &Context<'a>, article: usize) -> impl Iterator<Item = &'a Time> {
    let context = *context;
    context.scene.dossier[article]
        .annotations
        .times
        .iter()
        .filter(move |time| context.is_story(article, time.span))
}

fn times_in<'a>(context: &Context<'a>, article: usize, range: Span) -> Vec<&'a Time> {
    if !context.is_story(article, range) {
        return Vec::new();
    }
    within(&context.scene.dossier[article].annotations.times, range, |time| time.span).collect()
}

/// A date whose weekday is another: shown beside the article that has it right, or alone where the calendar says it.
fn weekdays(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let times: Vec<&Time> = times(context, article).collect();
    for (index, time) in times.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| times[before]);
        let apart = before.and_then(|before| parted(context, article, before, time));
        today(context, article, time, findings);
        let Some((written, interval)) = weekday_and_day(time).or(apart) else { continue };
        if interval.from.weekday() == written || !is_year_sure(context, article, time, interval) {
            continue;
        }
        let right = elsewhere(context, (article, time.span), interval.from.date(), written);
        let sentence = context.sentence_span(article, time.span);
        let place = match before {
            Some(before) if apart.is_some() => before.span.cover(time.span),
            _ => time.span,
        };
        let first = context.witness(article, sentence, place);
        let second = match right {
            Some((other, span)) => context.witness(other, context.sentence_span(other, span), span),
            // The article's own day is what the date is counted from.
            None => match own_day(context, article) {
                Some(span) => context.witness(article, span, span),
                None => context.witness(article, time.span, time.span),
            },
        };
        findings.push(Finding {
            kind: FindingKind::Calendar,
            level: Level::Contradiction,
            subject: interval.from.date().to_string(),
            witnesses: vec![first, second],
            because: vec![weekday_of(interval.from.date())],
            confidence: None,
        });
    }
}

/// Where the same day stands with its own weekday: in another article, in the same one, or as a weekday alone (`am
/// gestrigen Donnerstag`).
fn elsewhere(
    context: &Context<'_>,
    (article, place): (usize, Span),
    day: NaiveDate,
    written: Weekday,
) -> Option<(usize, Span)> {
    let others = (0..context.scene.dossier.len()).filter(|other| *other != article);
    let articles: Vec<usize> = others.chain([article]).collect();
    let right = |weekday: Weekday, interval: Interval| weekday != written && interval.from.date() == day;
    let dated = articles.iter().find_map(|&other| {
        let times: Vec<&Time> = times(context, other).collect();
        (0..times.len()).find_map(|at| {
            let time = times[at];
            if let Some((weekday, interval)) = weekday_and_day(time) {
                return right(weekday, interval).then_some((other, time.span));
            }
            let before = times[at.checked_sub(1)?];
            let (weekday, interval) = parted(context, other, before, time)?;
            right(weekday, interval).then(|| (other, before.span.cover(time.span)))
        })
    });
    let near = || {
        let mut own =
            times(context, article).filter(|time| !time.span.overlaps(place) && !time.explicit_date);
        let found = own.find(|time| {
            matches!((time.weekday, time.interval), (Some(weekday), Some(interval)) if right(weekday, interval))
        });
        found.map(|time| (article, time.span))
    };
    dated.or_else(near)
}

/// Where the article gives its own day: in a stamp or page header.
fn own_day(context: &Context<'_>, article: usize) -> Option<Span> {
    let published = context.scene.published(article)?.date();
    let list = &context.scene.dossier[article].annotations.times;
    let stamps = list.iter().filter(|time| !context.is_story(article, time.span));
    let own = stamps.filter(|time| time.interval.is_some_and(|interval| interval.from.date() == published));
    own.map(|time| time.span).next()
}

/// `Am Freitag, so sagte er, dem 3. Juli`, `am 21.12., einem Samstag`, `der 3. Juli ist ein Freitag`: a weekday and a
/// date that stand apart.
fn parted(context: &Context<'_>, article: usize, first: &Time, second: &Time) -> Option<(Weekday, Interval)> {
    let bare = |time: &Time| time.weekday.filter(|_| !time.explicit_date && time.bound == Bound::At);
    let dated = |time: &Time| time.interval.filter(|_| time.explicit_date && time.weekday.is_none());
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= second.span.start());
    let sentence = sentences.get(index).filter(|sentence| sentence.span.contains(first.span))?;
    let between = Span::new(first.span.end(), second.span.start().max(first.span.end()));
    let tokens: Vec<_> = sentence.tokens.iter().filter(|token| between.contains(token.span)).collect();
    if let (Some(written), Some(day)) = (bare(first), dated(second)) {
        // An article and no preposition: the case of the weekday.
        let opens = &sentence.tokens[usize::from(sentence.token_at(second.span.start())?)];
        let declined = matches!(opens.pos, Pos::Det | Pos::Pron)
            || tokens.len() > 1 && tokens.last().is_some_and(|token| token.pos == Pos::Det);
        let near = context.words(article, between).starts_with(',') && between.len() <= PARTED;
        return (declined && near).then_some((written, day));
    }
    let (day, written) = (dated(first)?, bare(second)?);
    let plain = tokens.iter().all(|token| {
        matches!(token.pos, Pos::Punct | Pos::Det | Pos::Aux | Pos::Verb | Pos::Adp | Pos::Pron)
    });
    let article_last = tokens.last().is_some_and(|token| token.pos == Pos::Det);
    (plain && article_last && tokens.len() <= 4).then_some((written, day))
}

/// `am heutigen Donnerstag` in an article of a Friday.
fn today(context: &Context<'_>, article: usize, time: &Time, findings: &mut Vec<Finding>) {
    let Some(written) = time.weekday.filter(|_| !time.explicit_date) else { return };
    let words = context.words(article, time.span).to_lowercase();
    let before = word_before(context, article, time.span);
    let says = words.split(|c: char| !c.is_alphanumeric()).chain(before.as_deref()).any(|word| {
        context
            .rules
            .calendar
            .today
            .iter()
            .any(|today| word.strip_prefix(today.as_str()).is_some_and(|ending| ending.len() <= 2))
    });
    let published = context.scene.published(article).map(|said| said.date());
    let (true, Some(day), Some(own)) = (says, published, own_day(context, article)) else { return };
    if day.weekday() == written {
        return;
    }
    findings.push(Finding {
        kind: FindingKind::Calendar,
        level: Level::Contradiction,
        subject: day.to_string(),
        witnesses: vec![
            context.witness(article, context.sentence_span(article, time.span), time.span),
            context.witness(article, own, own),
        ],
        because: vec![weekday_of(day)],
        confidence: None,
    });
}

fn weekday_of(day: NaiveDate) -> Reason {
    let parameters = vec![("date", day.to_string()), ("weekday", day.weekday().to_string())];
    Reason { key: "weekday-of-date", parameters }
}

fn weekday_and_day(time: &Time) -> Option<(Weekday, Interval)> {
    let interval = time.interval.filter(|_| time.explicit_date)?;
    Some((time.weekday?, interval))
}

/// Whether the year is written, or follows from how near the date lies to the article's day.
fn is_year_sure(context: &Context<'_>, article: usize, time: &Time, interval: Interval) -> bool {
    let words = context.words(article, time.span);
    let year = interval.from.year().to_string();
    let near = |said: NaiveDateTime| (interval.from - said).num_days().abs() <= DAYS_SURE;
    words.contains(&year) || context.scene.published(article).is_some_and(near)
}

/// `von 15.30 Uhr bis 18 Uhr` beside `anderthalbstündig`, `seit Februar 2022` beside `über zwei Jahre`, `für vier
/// Jahre` beside `bis 2030`.
fn durations(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let sentences = &context.scene.dossier[article].reading.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        let inside = times_in(context, article, sentence.span);
        if inside.is_empty() {
            continue;
        }
        for length in inside.iter().filter(|time| is_length(time) && is_lasting(context, article, time)) {
            for end in inside.iter().filter(|end| !is_apart(context, article, length, end)) {
                let computed = span_of(context, article, end, &inside);
                report(context, article, length, end.span, computed, findings);
            }
        }
        // A stretch of clock times and the length that the next sentences give it.
        let Some((range, seconds)) = clock_range(&inside) else { continue };
        let near = &sentences[index + 1..sentences.len().min(index + 1 + NEAR)];
        let block = sentence.block;
        for next in near.iter().take_while(|next| next.block == block) {
            for length in times_in(context, article, next.span).into_iter().filter(|time| is_length(time)) {
                let words = context.words(article, length.span);
                // Only a length that stands as an attribute (`die anderthalbstündige …`) speaks of what was just
                // told without naming it.
                if !words.contains(char::is_whitespace) {
                    report(context, article, length, range, Some(seconds), findings);
                }
            }
        }
    }
}

/// Whether a length of time says how long something lasts, not on how many days it was (`an 22 Tagen`).
fn is_lasting(context: &Context<'_>, article: usize, length: &Time) -> bool {
    let before = word_before(context, article, length.span);
    before.is_none_or(|word| !context.rules.calendar.beside.contains(&word))
}

/// The word before a place in its sentence, in lower case.
fn word_before(context: &Context<'_>, article: usize, place: Span) -> Option<String> {
    let sentence = context.sentence_span(article, place);
    let before = context.words(article, Span::new(sentence.start(), place.start().max(sentence.start())));
    let word = before.split_whitespace().next_back()?;
    Some(word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// Whether a mark ends the thought between two times: `they have until Friday; after that, not for a year`.
fn is_apart(context: &Context<'_>, article: usize, a: &Time, b: &Time) -> bool {
    let (first, second) = if a.span.start() < b.span.start() { (a.span, b.span) } else { (b.span, a.span) };
    let between = Span::new(first.end(), second.start().max(first.end()));
    context.words(article, between).contains([';', ':', '–', '—']) || of_another(context, article, a, b)
}

/// Whether a length stands in a clause of its own subject (`seit 2021 Rektorin, verteidigt das Verfahren, das anderthalb
/// Jahre dauerte`), or only says by how much something differs (`a week longer`).
fn of_another(context: &Context<'_>, article: usize, length: &Time, end: &Time) -> bool {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= length.span.start());
    let Some(sentence) = sentences.get(index) else { return false };
    let clause = |span: Span| {
        let at = sentence.token_at(span.start())?;
        sentence.clauses.iter().position(|clause| clause.tokens.contains(&at))
    };
    let has_subject = |clause: usize| {
        sentence.clauses[clause].arguments.iter().any(|argument| argument.role == Role::Subject)
    };
    let (own, other) = (clause(length.span), clause(end.span));
    let after = sentence.tokens.iter().find(|token| token.span.start() >= length.span.end());
    own != other && length.span.start() > end.span.start() && own.is_some_and(has_subject)
        || after.is_some_and(|token| {
            let word = context.words(article, token.span).to_lowercase();
            context.rules.comparatives.iter().any(|start| word.starts_with(start.as_str()))
        })
}

fn is_length(time: &Time) -> bool {
    time.kind == TimeKind::Duration
        && matches!(time.bound, Bound::At | Bound::For)
        && matches!(time.duration, Some((least, most)) if least.is_some() || most.is_some())
}

/// Seconds of the stretch that a bounded date opens or closes towards the article's day.
fn span_of(context: &Context<'_>, article: usize, end: &Time, inside: &[&Time]) -> Option<(f64, f64)> {
    let said = context.scene.published(article)?;
    let interval = end.interval.filter(|_| end.kind == TimeKind::Date)?;
    let alone = |bound: Bound| inside.iter().filter(|time| time.bound == bound).count() == 1;
    match end.bound {
        Bound::From
            if interval.to < said
                && alone(Bound::From)
                && !inside.iter().any(|time| time.bound == Bound::Until) =>
        {
            Some((seconds(said - interval.to), seconds(said - interval.from)))
        }
        Bound::Until
            if interval.from > said
                && alone(Bound::Until)
                && !inside.iter().any(|time| time.bound == Bound::From) =>
        {
            Some((seconds(interval.from - said), seconds(interval.to - said)))
        }
        _ => None,
    }
}

fn seconds(duration: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "seconds of news are far below 2^52")]
    let seconds = duration.num_seconds() as f64;
    seconds
}

/// The words and the length of `von 15.30 Uhr bis 18 Uhr`.
fn clock_range(inside: &[&Time]) -> Option<(Span, (f64, f64))> {
    let clocked: Vec<&&Time> = inside.iter().filter(|time| time.clock.is_some()).collect();
    let [from, to] = clocked[..] else { return None };
    if !matches!(from.bound, Bound::From | Bound::At) || to.bound != Bound::Until {
        return None;
    }
    let ((start_least, start_most), (end_least, end_most)) = (from.clock?, to.clock?);
    let minutes = |from: u32, to: u32| f64::from((to + 24 * 60 - from) % (24 * 60)) * 60.0;
    Some((from.span.cover(to.span), (minutes(start_most, end_least), minutes(start_least, end_most))))
}

fn report(
    context: &Context<'_>,
    article: usize,
    length: &Time,
    range: Span,
    computed: Option<(f64, f64)>,
    findings: &mut Vec<Finding>,
) {
    let (Some((shortest, longest)), Some((least, most))) = (computed, length.duration) else { return };
    let too_long = least.is_some_and(|least| least > longest * (1.0 + SLACK));
    let too_short = most.is_some_and(|most| most < shortest * (1.0 - SLACK));
    if !too_long && !too_short {
        return;
    }
    let sentence = |span| context.sentence_span(article, span);
    findings.push(Finding {
        kind: FindingKind::Calendar,
        level: Level::Contradiction,
        subject: context.words(article, length.span).to_owned(),
        witnesses: vec![
            context.witness(article, sentence(range), range),
            context.witness(article, length.span, length.span),
        ],
        because: vec![length_of_range(shortest, longest)],
        confidence: None,
    });
}

/// A length of time in the unit that people would count it in.
fn length_of_range(least: f64, most: f64) -> Reason {
    const DAY: f64 = 86_400.0;
    let (divisor, key) = if most < 2.0 * DAY {
        (3_600.0, "hours-of-range")
    } else if most < 700.0 * DAY {
        (DAY, "days-of-range")
    } else {
        (365.25 * DAY, "years-of-range")
    };
    let (least, most) = (format!("{:.1}", least / divisor), format!("{:.1}", most / divisor));
    let length = if least == most { least } else { format!("{least}–{most}") };
    Reason { key, parameters: vec![("length", length)] }
}
