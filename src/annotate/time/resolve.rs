//! From what the words say to a place in the calendar: against the day of writing, the verb's tense and the time
//! last spoken of.

use chrono::{Datelike, NaiveDate};

use super::calendar::{self, Stretch};
use super::rules::{Holiday, LanguageRules};
use super::slots::{LAST_ORDINAL, Shift, Slots};
use super::unit::Unit;

/// Where the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Back.
    Past,
    /// Ahead.
    Future,
    /// The present tense: a weekday is the next one, a date the nearest.
    Present,
    /// Nothing tells.
    Open,
}

/// What is known where an expression stands.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The day on which the sentence was written.
    pub now: Option<NaiveDate>,
    /// Where the clause looks.
    pub direction: Direction,
    /// Whether the text tells history: then months and days belong to the year last named, not to today's.
    pub narrative: bool,
    /// The time last spoken of, while it can still be meant.
    pub last: Option<Stretch>,
    /// The day last spoken of.
    pub last_day: Option<NaiveDate>,
    /// The year last spoken of.
    pub last_year: Option<i32>,
    /// The year last written out in this sentence or the one before, where it is not the year of writing.
    pub near_year: Option<i32>,
}

/// A place in the calendar, or as much of its value as the text gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// It is known.
    Known(Stretch),
    /// It is not; its value in TIMEX3 with `X` for what is missing.
    Open(String),
}

impl Place {
    fn or_open(stretch: Option<Stretch>, open: impl FnOnce() -> String) -> Self {
        stretch.map_or_else(|| Self::Open(open()), Self::Known)
    }
}

/// Where the slots point to; the time of day is not looked at, but that one is given makes the day today's.
pub(super) fn place(slots: &Slots, context: &Context, rules: &LanguageRules) -> Option<Place> {
    let place = raw_place(slots, context, rules)?;
    // `in der Nacht auf Samstag` begins on Friday.
    Some(match place {
        Place::Known(day @ Stretch::Day(_)) if slots.night_before => {
            Place::or_open(day.shifted(-1), || open_day(None, None))
        }
        other => other,
    })
}

fn raw_place(slots: &Slots, context: &Context, rules: &LanguageRules) -> Option<Place> {
    let year = named_year(slots, context);
    if let Some(index) = slots.holiday {
        return Some(holiday(*rules.holidays.get(index)?, year, context));
    }
    if let Some(days) = slots.day_offset {
        let day = context.now.and_then(|now| calendar::moved(now, days, Unit::Day));
        return Some(Place::or_open(day.map(Stretch::Day), || open_day(None, None)));
    }
    if let Some(decade) = slots.decade {
        return Some(self::decade(decade, slots, context));
    }
    if let (Some(ordinal), Some(unit)) = (slots.ordinal, slots.unit)
        && let Some(place) = nth(ordinal, unit, slots, year, context)
    {
        return Some(place);
    }
    if let Some(month) = slots.month {
        let day = slots.day.or_else(|| slots.ordinal.and_then(|day| u32::try_from(day).ok()));
        return month_and_day(month, day, year, slots.shift, context);
    }
    if let Some(season) = slots.season {
        let stretch = |year| Stretch::Season(year, season);
        let year = year.or_else(|| fitting_year(context, |year| stretch(year).days(), slots.shift));
        return Some(Place::or_open(year.map(stretch), || format!("XXXX-{}", season.letters())));
    }
    if let Some(year) = year {
        return Some(Place::Known(Stretch::Year(year)));
    }
    if let Some(day) = slots.day {
        return Some(lone_day(day, context));
    }
    if let Some(weekday) = slots.weekday {
        let number = weekday.number_from_monday();
        return Some(Place::or_open(self::weekday(slots, weekday, context).map(Stretch::Day), || {
            format!("XXXX-WXX-{number}")
        }));
    }
    if slots.unit == Some(Unit::Weekend) && slots.shift.is_none() {
        // `am Wochenende`: the one that is over or under way, unless the clause looks ahead.
        let weekend = context.now.and_then(|now| {
            let this = Stretch::weekend_of(now);
            let begun = this.days().is_some_and(|(saturday, _)| saturday <= now);
            if begun || context.direction == Direction::Future { Some(this) } else { this.shifted(-1) }
        });
        return Some(Place::or_open(weekend, || open_unit(Unit::Weekend)));
    }
    if let Some(unit) = slots.unit {
        let shift = slots.shift.unwrap_or(Shift::Same);
        let base = base_day(shift, unit, context);
        let stretch = base.and_then(|day| Stretch::around(day, unit).shifted(shift.steps()));
        return Some(Place::or_open(stretch, || open_unit(unit)));
    }
    if slots.part.is_some() || slots.hour.is_some() || slots.clock.is_some() {
        let steps = slots.shift.map_or(0, |shift| match shift {
            Shift::Last | Shift::This | Shift::Same => 0,
            Shift::Previous => -1,
            Shift::Next | Shift::Following => 1,
        });
        let now = context.now.filter(|_| !context.narrative);
        let last = context.last_day.or(context.last.filter(|_| context.narrative).and_then(one_day));
        let day = last.or(now).and_then(|day| calendar::moved(day, steps, Unit::Day));
        return Some(Place::or_open(day.map(Stretch::Day), || open_day(None, None)));
    }
    None
}

/// The year that the words name, outright or as a neighbour of another.
fn named_year(slots: &Slots, context: &Context) -> Option<i32> {
    if let Some(year) = slots.year {
        // In a text about antiquity a small year without `v. Chr.` is one all the same.
        let before = slots
            .before_christ
            .unwrap_or(context.narrative && year < 400 && context.last_year.is_some_and(|last| last < 0));
        return Some(if before { -year } else { year });
    }
    let shift = slots.shift?;
    let of_year = slots.unit == Some(Unit::Year)
        || (slots.ordinal.is_some() && matches!(slots.unit, Some(Unit::Quarter | Unit::Half)));
    if !of_year {
        return None;
    }
    let base = match shift {
        Shift::Last | Shift::This | Shift::Next if !context.narrative => context.now.map(|now| now.year()),
        Shift::Last | Shift::This | Shift::Next => context.last_year,
        Shift::Same | Shift::Following | Shift::Previous if context.narrative => context.last_year,
        Shift::Same | Shift::Following | Shift::Previous => {
            context.near_year.or(context.now.map(|now| now.year())).or(context.last_year)
        }
    }?;
    Stretch::Year(base).shifted(shift.steps())?.year()
}

fn holiday(holiday: Holiday, year: Option<i32>, context: &Context) -> Place {
    let in_year = |year: i32| holiday_day(holiday, year);
    let year = year.or_else(|| fitting_year(context, |year| in_year(year).map(|day| (day, day)), None));
    Place::or_open(year.and_then(in_year).map(Stretch::Day), || match holiday {
        Holiday::Date(month, day) => open_day(Some(month), Some(day)),
        Holiday::Easter(_) | Holiday::Advent(_) | Holiday::Nth(..) => open_day(None, None),
    })
}

fn holiday_day(holiday: Holiday, year: i32) -> Option<NaiveDate> {
    match holiday {
        Holiday::Date(month, day) => calendar::day(year, month, day),
        Holiday::Easter(days) => calendar::moved(calendar::easter(year)?, days, Unit::Day),
        Holiday::Advent(sundays) => {
            let fourth = calendar::weekday_before(calendar::day(year, 12, 24)?, chrono::Weekday::Sun, false)?;
            calendar::moved(fourth, 1 - i32::try_from(sundays).ok()?, Unit::Week)
        }
        Holiday::Nth(month, weekday, nth) => {
            let weekday = chrono::Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
            let (first, last) = Stretch::Month(year, month).days()?;
            if nth < 0 {
                return calendar::weekday_before(last, weekday, false);
            }
            let first = calendar::weekday_after(first, weekday, false)?;
            calendar::moved(first, nth - 1, Unit::Week)
        }
    }
}

/// `1930er`, `zwanziger Jahre`: without a century the latest that had begun.
fn decade(decade: i32, slots: &Slots, context: &Context) -> Place {
    let before = slots.before_christ.unwrap_or(context.narrative && context.last_year.is_some_and(|y| y < 0));
    if before {
        return Place::Known(Stretch::Decade(-(decade / 10)));
    }
    if decade >= 100 {
        return Place::Known(Stretch::Decade(decade / 10));
    }
    let year = if context.narrative { context.last_year } else { None }
        .or(context.now.map(|now| now.year()))
        .or(context.last_year);
    let stretch = year.map(|year| {
        let century = year.div_euclid(100) * 100;
        let start = if century + decade <= year { century + decade } else { century - 100 + decade };
        Stretch::Decade(start.div_euclid(10))
    });
    Place::or_open(stretch, || format!("XX{}", decade / 10))
}

/// `drittes Quartal`, `20. Jahrhundert`
fn nth(ordinal: i32, unit: Unit, slots: &Slots, year: Option<i32>, context: &Context) -> Option<Place> {
    match unit {
        Unit::Century | Unit::Millennium => {
            let number = if slots.before_christ == Some(true) {
                ordinal.checked_neg()?
            } else {
                ordinal.checked_sub(1)?
            };
            let stretch = match unit {
                Unit::Century => Stretch::Century(number),
                _ => Stretch::Millennium(number),
            };
            (ordinal > 0).then_some(Place::Known(stretch))
        }
        Unit::Quarter | Unit::Half => {
            let parts = if unit == Unit::Quarter { 4 } else { 2 };
            let part = if ordinal == LAST_ORDINAL { parts } else { u32::try_from(ordinal).ok()? };
            if !(1..=parts).contains(&part) {
                return None;
            }
            let stretch = |year| match unit {
                Unit::Quarter => Stretch::Quarter(year, part),
                _ => Stretch::Half(year, part),
            };
            let year = year.or_else(|| fitting_year(context, |year| stretch(year).days(), None));
            let letter = if unit == Unit::Quarter { 'Q' } else { 'H' };
            Some(Place::or_open(year.map(stretch), || format!("XXXX-{letter}{part}")))
        }
        _ => None,
    }
}

fn month_and_day(
    month: u32,
    day: Option<u32>,
    year: Option<i32>,
    shift: Option<Shift>,
    context: &Context,
) -> Option<Place> {
    let stretch = |year: i32| match day {
        Some(day) => calendar::day(year, month, day).map(Stretch::Day),
        None => Some(Stretch::Month(year, month)),
    };
    // 30 February is no date, 29 February is one in some years.
    if day.is_some_and(|day| calendar::day(2000, month, day).is_none()) {
        return None;
    }
    let year = year.or_else(|| fitting_year(context, |year| stretch(year).and_then(Stretch::days), shift));
    Some(Place::or_open(year.and_then(stretch), || match day {
        Some(day) => open_day(Some(month), Some(day)),
        None => format!("XXXX-{month:02}"),
    }))
}

/// The year in which something without a year lies.
fn fitting_year(
    context: &Context,
    days: impl Fn(i32) -> Option<(NaiveDate, NaiveDate)>,
    shift: Option<Shift>,
) -> Option<i32> {
    if context.narrative
        && let Some(year) = context.last_year
    {
        return Some(year);
    }
    if let Some(year) = context.near_year
        && shift.is_none()
    {
        return Some(year);
    }
    let Some(now) = context.now else {
        return context.last_year.filter(|_| context.last.is_some());
    };
    let years = [now.year() - 1, now.year(), now.year() + 1];
    let known = || years.iter().filter_map(|&year| Some((year, days(year)?)));
    let past = || known().filter(|(_, (from, _))| *from <= now).map(|(year, _)| year).last();
    let future = || known().find(|(_, (_, to))| *to >= now).map(|(year, _)| year);
    let away = |year: i32| match days(year) {
        Some((from, _)) if now < from => (from - now).num_days(),
        Some((_, to)) if now > to => (now - to).num_days(),
        Some(_) => 0,
        None => i64::MAX,
    };
    let nearest = || years.into_iter().filter(|&year| days(year).is_some()).min_by_key(|&year| away(year));
    // News names no year for what is near: what the tense asks for must not be most of a year away while the other
    // reading is close (`war für den 3. Oktober angesetzt`).
    let balanced = |asked: Option<i32>, other: Option<i32>| match (asked, other) {
        (Some(asked), Some(other)) if away(asked) > 240 && away(other) < 120 => Some(other),
        (asked, other) => asked.or(other),
    };
    match (shift, context.direction) {
        (Some(Shift::Last | Shift::Previous), _) => {
            known().filter(|(_, (_, to))| *to < now).map(|(year, _)| year).last()
        }
        (Some(Shift::Next | Shift::Following), _) => {
            known().find(|(_, (from, _))| *from > now).map(|(year, _)| year)
        }
        (Some(Shift::This), _) => Some(now.year()),
        (Some(Shift::Same) | None, Direction::Past) => balanced(past(), future()),
        (Some(Shift::Same) | None, Direction::Future) => balanced(future(), past()),
        (Some(Shift::Same) | None, Direction::Open | Direction::Present) => nearest(),
    }
}

/// `am 3.`: in the month spoken of, else in this one or the neighbour that the tense asks for.
fn lone_day(day: u32, context: &Context) -> Place {
    let last = context.last_day.or_else(|| context.last.and_then(Stretch::days).map(|(from, _)| from));
    let spoken = context.last.is_some_and(|last| last.unit() <= Unit::Month);
    let in_month = |base: NaiveDate, steps: i32| {
        let month = Stretch::around(base, Unit::Month).shifted(steps)?.days()?.0;
        month.with_day(day)
    };
    let found = match (last.filter(|_| spoken), context.now) {
        (Some(last), _) => in_month(last, 0),
        (None, Some(now)) => match (context.direction, in_month(now, 0)) {
            (Direction::Past, Some(date)) if date > now => in_month(now, -1),
            (Direction::Future, Some(date)) if date < now => in_month(now, 1),
            (_, date) => date,
        },
        (None, None) => None,
    };
    Place::or_open(found.map(Stretch::Day), || open_day(None, Some(day)))
}

fn weekday(slots: &Slots, weekday: chrono::Weekday, context: &Context) -> Option<NaiveDate> {
    let base = if context.narrative { context.last_day.or(context.now) } else { context.now }?;
    if slots.unit == Some(Unit::Week) {
        let week = Stretch::week_of(base).shifted(slots.shift.map_or(0, Shift::steps))?.days()?.0;
        return calendar::weekday_after(week, weekday, false);
    }
    match (slots.shift, context.direction) {
        (Some(Shift::Last | Shift::Previous), _) => calendar::weekday_before(base, weekday, true),
        (Some(Shift::Next | Shift::Following), _) => calendar::weekday_after(base, weekday, true),
        (Some(Shift::This | Shift::Same) | None, Direction::Future | Direction::Present) => {
            calendar::weekday_after(base, weekday, false)
        }
        (Some(Shift::This), Direction::Open) => calendar::weekday_after(base, weekday, false),
        (Some(Shift::This | Shift::Same) | None, Direction::Past | Direction::Open) => {
            calendar::weekday_before(base, weekday, false)
        }
    }
}

/// The day of a stretch that is one.
fn one_day(stretch: Stretch) -> Option<NaiveDate> {
    match stretch {
        Stretch::Day(day) => Some(day),
        _ => None,
    }
}

/// The day from which `nächste Woche` or `am selben Tag` is counted.
fn base_day(shift: Shift, unit: Unit, context: &Context) -> Option<NaiveDate> {
    let last = context.last_day.or_else(|| context.last.and_then(Stretch::days).map(|(from, _)| from));
    let textual = match shift {
        Shift::Same | Shift::Following | Shift::Previous => true,
        // `am nächsten Tag`, `an diesem Tag` are counted from the day spoken of.
        Shift::Next | Shift::This => unit <= Unit::Night || context.narrative,
        Shift::Last => context.narrative,
    };
    if textual { last.or(context.now) } else { context.now.or(last) }
}

pub(super) fn open_day(month: Option<u32>, day: Option<u32>) -> String {
    let two = |part: Option<u32>| part.map_or_else(|| "XX".to_owned(), |part| format!("{part:02}"));
    format!("XXXX-{}-{}", two(month), two(day))
}

fn open_unit(unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => open_day(None, None),
        Unit::Weekend => "XXXX-WXX-WE".to_owned(),
        Unit::Week => "XXXX-WXX".to_owned(),
        Unit::Month => "XXXX-XX".to_owned(),
        Unit::Season => "XXXX-XX".to_owned(),
        Unit::Quarter => "XXXX-QX".to_owned(),
        Unit::Half => "XXXX-HX".to_owned(),
        Unit::Year => "XXXX".to_owned(),
        Unit::Decade => "XXX".to_owned(),
        Unit::Century => "XX".to_owned(),
        Unit::Millennium => "X".to_owned(),
    }
}
