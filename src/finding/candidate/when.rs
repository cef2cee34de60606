//! Days of two statements, with what speaks for their being those of one happening.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::super::Context;
use super::differ::{Aspect, Difference, Filled, own};
use super::moment::Kinds;
use super::statement::{Weighed, coverage};
use crate::annotate::time::{Bound, Interval, Time, TimeKind};
use crate::language::Sentence;
use crate::subject::Scene;

/// Sentences at the head of an article that say what it is about.
const LEAD: usize = 2;

/// What a clause with a time tells of its happening.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct When {
    /// Kinds of moment that the clause names.
    pub(super) kinds: Kinds,
    /// Those of its sentence.
    pub(super) wide: Kinds,
    /// How much of the clause is what the dossier's headlines and leads are about, from 0 to 1.
    topic: f32,
    /// Whether words say that it was sooner or later than one would think (`erst`, `schon`).
    stressed: bool,
}

/// How often each kind of moment has a day, or an hour, by article.
#[derive(Debug)]
pub(super) struct Timetable {
    counts: Vec<[u16; 128]>,
}

impl Timetable {
    /// Counts the statements of every article that give such a time.
    pub(super) fn new(scene: &Scene<'_>, all: &[Filled<'_>], gives: impl Fn(&Filled<'_>) -> bool) -> Self {
        let mut counts = vec![[0; 128]; scene.dossier.len()];
        for filled in all.iter().filter(|filled| gives(filled)) {
            for kind in filled.when.kinds.each() {
                counts[filled.statement.article][kind] += 1;
            }
        }
        Self { counts }
    }

    /// How sure it is that a kind of moment that two articles time is one and the same, from 0 to 1: the rarest counts.
    fn rarity(&self, (a, x): (usize, Kinds), (b, y): (usize, Kinds)) -> f32 {
        let share = |kind: usize| {
            let all = self.counts[a][kind].max(1) + self.counts[b][kind].max(1);
            2.0 / f32::from(all)
        };
        x.shared(y).each().map(share).fold(0.0, f32::max)
    }
}

/// What the articles are about: the words of their headlines and first sentences.
pub(in crate::finding) fn topic(scene: &Scene<'_>) -> Vec<Weighed> {
    let lexemes = &scene.lexemes;
    let mut topic: Vec<Weighed> = Vec::new();
    for (article, read) in scene.dossier.iter().enumerate() {
        let story = read.reading.sentences.iter().enumerate().filter(|(_, sentence)| {
            read.document.blocks.get(sentence.block).is_some_and(|block| block.kind.is_story())
        });
        for (index, _) in story.take(LEAD) {
            for word in lexemes.words(article, index) {
                if topic.iter().all(|known| known.lexeme != word.lexeme) {
                    let weight = lexemes.weight(word.lexeme);
                    topic.push(Weighed { lexeme: word.lexeme, weight, span: word.span });
                }
            }
        }
    }
    topic
}

/// Reads what a clause with a time tells of its happening.
pub(super) fn when(
    context: &Context<'_>,
    filled: &Filled<'_>,
    (sentence, kinds, wide): (&Sentence, Kinds, Kinds),
    topic: &[Weighed],
) -> When {
    let statement = filled.statement;
    let about =
        statement.own.iter().filter(|word| filled.times.iter().all(|time| !time.span.overlaps(word.span)));
    let lexemes = &context.scene.lexemes;
    let stressed = filled.times.iter().any(|time| {
        let before = sentence.tokens.iter().rev().filter(|token| token.span.end() <= time.span.start());
        before.take(4).any(|token| {
            let word = context.words(statement.article, token.span).to_lowercase();
            context.rules.stressing.contains(&word)
        })
    });
    When { kinds, wide, topic: coverage(lexemes, about.copied(), topic, |_| false).share(), stressed }
}

fn days_of(interval: Interval) -> i64 {
    (interval.to - interval.from).num_days()
}

/// Days give the same numbers as figures.
pub(super) fn times(
    context: &Context<'_>,
    table: &Timetable,
    (a, b): (&Filled<'_>, &Filled<'_>),
    found: &mut Vec<Difference>,
) {
    found.extend(pairs(a, b).flat_map(|(x, y)| days(context, table, (a, x), (b, y))));
}

/// Every time of the one statement with every time of the other.
pub(super) fn pairs<'a>(a: &'a Filled<'a>, b: &'a Filled<'a>) -> impl Iterator<Item = (&'a Time, &'a Time)> {
    a.times.iter().flat_map(|x| b.times.iter().map(move |y| (*x, *y)))
}

/// What the kinds of moment and the dossier's topic say.
pub(super) fn happening(
    context: &Context<'_>,
    table: &Timetable,
    (a, b): (&Filled<'_>, &Filled<'_>),
    numbers: &mut [f32],
) {
    let moments = &context.rules.moments;
    let (x, y) = (&a.when, &b.when);
    let articles = (a.statement.article, b.statement.article);
    let shared = table.rarity((articles.0, x.kinds), (articles.1, y.kinds));
    let wide = table
        .rarity((articles.0, x.kinds), (articles.1, y.wide))
        .max(table.rarity((articles.0, x.wide), (articles.1, y.kinds)));
    numbers[10] = shared;
    numbers[11] = x.kinds.likeness(y.kinds);
    numbers[12] = f32::from(x.kinds.is_empty() || y.kinds.is_empty());
    numbers[13] = f32::from(moments.are_ends(x.kinds, y.kinds));
    numbers[14] = x.topic.min(y.topic);
    numbers[15] = wide;
    numbers[16] = x.topic.max(y.topic);
    numbers[17] = f32::from(x.stressed) + f32::from(y.stressed);
}

/// Whether two statements may time one happening.
pub(super) fn may_meet(a: &Filled<'_>, b: &Filled<'_>) -> bool {
    if a.times.is_empty() || b.times.is_empty() {
        return false;
    }
    !a.when.kinds.shared(b.when.kinds).is_empty()
}

/// Whether a time gives a day or a longer stretch: an hour or part of the day alone says nothing of the day.
pub(in crate::finding) fn is_dated(time: &Time) -> bool {
    time.kind == TimeKind::Date || time.weekday.is_some() || time.explicit_date || is_ago(time)
}

/// `vor drei Wochen`, `seit vier Jahren`: a length that points somewhere.
fn is_ago(time: &Time) -> bool {
    time.kind == TimeKind::Duration
        && (time.interval.is_some() || time.bound == Bound::From && time.duration.is_some())
}

/// The stretch of the calendar that a time names; `seit vier Jahren` is counted back from the article's day.
fn stretch(published: Option<NaiveDateTime>, time: &Time) -> Option<Interval> {
    const SECONDS: f64 = 86_400.0;
    if time.kind != TimeKind::Duration {
        return time.interval;
    }
    if let Some(interval) = time.interval {
        let slack = match days_of(interval) {
            0..=3 => 1,
            4..=13 => 4,
            14..=100 => 20,
            _ => 200,
        };
        let slack = chrono::Duration::days(slack);
        return Some(Interval { from: interval.from - slack, to: interval.to + slack });
    }
    let (least, most) = time.duration?;
    let (least, most) = (least.or(most)?, most.or(least)?);
    if !(2.0 * SECONDS..200.0 * 365.0 * SECONDS).contains(&most) {
        return None;
    }
    let published = published?;
    #[expect(clippy::cast_possible_truncation, reason = "days within two hundred years")]
    let days = |seconds: f64, by: f64| chrono::Duration::days((seconds / SECONDS * by).round() as i64);
    // Whole years are counted roughly.
    let rough = |seconds: f64| {
        if seconds > 300.0 * SECONDS { chrono::Duration::days(300) } else { days(seconds, 0.4) }
    };
    Some(Interval {
        from: published - days(most, 1.0) - rough(most),
        to: published - days(least, 1.0) + rough(least),
    })
}

/// The stretches of two times. A date without a year (`am 19. Mai`) in an article whose own day is not known is taken as
/// the nearest one to what the other article says.
pub(in crate::finding) fn settled(
    (said_a, a): (Option<NaiveDateTime>, &Time),
    (said_b, b): (Option<NaiveDateTime>, &Time),
) -> Option<(Interval, Interval)> {
    let near = |time: &Time, said: Option<NaiveDateTime>, other: Option<Interval>| {
        yearless(time, said.or(other.map(|other| other.from))?)
    };
    let (of_a, of_b) = (stretch(said_a, a), stretch(said_b, b));
    Some((of_a.or_else(|| near(a, said_b, of_b))?, of_b.or_else(|| near(b, said_a, of_a))?))
}

/// The day that `XXXX-05-19` or month that `XXXX-05` means, counted as the nearest to another day.
fn yearless(time: &Time, near: NaiveDateTime) -> Option<Interval> {
    let mut parts = time.value.strip_prefix("XXXX-")?.split('-');
    let month: u32 = parts.next()?.parse().ok()?;
    let day: Option<u32> = parts.next().and_then(|day| day.parse().ok());
    let first = |year: i32| NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1));
    let years = (-1..=1).filter_map(|by| first(near.year() + by));
    let from = years.min_by_key(|date| (*date - near.date()).num_days().abs())?;
    let last =
        if day.is_some() { from } else { from.checked_add_months(chrono::Months::new(1))?.pred_opt()? };
    Some(Interval { from: from.and_hms_opt(0, 0, 0)?, to: last.and_hms_opt(23, 59, 59)? })
}

fn days(
    context: &Context<'_>,
    table: &Timetable,
    (a, x): (&Filled<'_>, &Time),
    (b, y): (&Filled<'_>, &Time),
) -> Option<Difference> {
    let scene = context.scene;
    if !is_dated(x) || !is_dated(y) {
        return None;
    }
    let published = |filled: &Filled<'_>| scene.published(filled.statement.article);
    let (of_x, of_y) = settled((published(a), x), (published(b), y))?;
    // A day and a year are of two kinds: the one dates the news, the other the thing.
    let ago = is_ago(x) || is_ago(y);
    let alike =
        (days_of(of_x) > 20) == (days_of(of_y) > 20) && (days_of(of_x) > 200) == (days_of(of_y) > 200);
    let (first, second) = (of_x.from.date(), of_y.from.date());
    let yearless = |filled: &Filled<'_>, time: &Time| {
        let text = scene.dossier[filled.statement.article].document.text();
        !time.span.of(text).chars().filter(char::is_ascii_digit).count().ge(&4)
    };
    // `am 19. März`: which year is meant is a guess.
    let same_day = first.day() == second.day() && first.month() == second.month();
    let guessed = same_day && days_of(of_x) < 2 && (yearless(a, x) || yearless(b, y));
    let agrees = of_x.overlaps(of_y) || guessed;
    let is_ahead = |filled: &Filled<'_>, interval: Interval| {
        published(filled)
            .is_some_and(|published| interval.to > published && interval.from.date() > published.date())
    };
    // Every article says when its news was made.
    let is_news = |filled: &Filled<'_>, interval: Interval| {
        published(filled).is_some_and(|published| {
            days_of(interval) < 3 && (-1..3).contains(&(published - interval.from).num_days())
        })
    };
    let ahead = (is_ahead(a, of_x), is_ahead(b, of_y));
    let unit = match days_of(of_x).max(days_of(of_y)) {
        0..=20 => 1.0,
        21..=200 => 30.0,
        _ => 365.0,
    };
    let gap = (of_y.from - of_x.to).max(of_x.from - of_y.to);
    #[expect(clippy::cast_precision_loss, reason = "only its size counts")]
    let apart = gap.num_days().max(0) as f32 / unit;
    let turned =
        first.day() == second.day() || first.month() == second.month() && first.year() != second.year();
    let mut numbers = own([
        f32::from(ahead.0 && ahead.1),
        (-apart / 4.0).exp(),
        f32::from(turned),
        f32::from((x.bound == Bound::Until) != (y.bound == Bound::Until)),
        f32::from(ahead.0 != ahead.1),
        f32::from(is_news(a, of_x) || is_news(b, of_y)),
        f32::from(days_of(of_x).max(days_of(of_y)) > 20),
        f32::from(x.relative && y.relative),
        f32::from(a.told.moved.is_some() || b.told.moved.is_some()),
        f32::from(x.bound == y.bound && x.bound != Bound::At),
    ]);
    happening(context, table, (a, b), &mut numbers);
    numbers[18] = f32::from(!alike) + f32::from(ago);
    numbers[19] = f32::from(is_news(a, of_x) && is_news(b, of_y));
    Some(Difference { aspect: Aspect::Day, in_a: x.span, in_b: y.span, agrees, own: numbers })
}
