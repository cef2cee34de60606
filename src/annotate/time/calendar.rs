//! Stretches of the calendar: years, months, weeks, days, with their TIMEX3 values and their ends.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::model::Interval;
use super::unit::{Season, Unit};

/// A stretch of the calendar that has a name. Years before Christ are negative, 1 BC being -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Millennium(i32),
    /// Hundreds of years: 19 for 1900 to 1999.
    Century(i32),
    /// Tens of years: 192 for 1920 to 1929.
    Decade(i32),
    Year(i32),
    Half(i32, u32),
    Quarter(i32, u32),
    Season(i32, Season),
    Month(i32, u32),
    /// By its Monday.
    Week(NaiveDate),
    /// By the Monday of its week.
    Weekend(NaiveDate),
    Day(NaiveDate),
}

impl Stretch {
    /// The Monday's week that holds a day.
    pub(super) fn week_of(day: NaiveDate) -> Self {
        Self::Week(monday(day))
    }

    /// The weekend of the week that holds a day.
    pub(super) fn weekend_of(day: NaiveDate) -> Self {
        Self::Weekend(monday(day))
    }

    /// The stretch of the given unit that holds a day.
    pub(super) fn around(day: NaiveDate, unit: Unit) -> Self {
        let (year, month) = (from_astronomical(day.year()), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Self::Day(day),
            Unit::Weekend => Self::weekend_of(day),
            Unit::Week => Self::week_of(day),
            Unit::Month => Self::Month(year, month),
            Unit::Season => match month {
                3..=5 => Self::Season(year, Season::Spring),
                6..=8 => Self::Season(year, Season::Summer),
                9..=11 => Self::Season(year, Season::Autumn),
                12 => Self::Season(year, Season::Winter),
                _ => Self::Season(year - 1, Season::Winter),
            },
            Unit::Quarter => Self::Quarter(year, month.div_ceil(3)),
            Unit::Half => Self::Half(year, month.div_ceil(6)),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
            Unit::Millennium => Self::Millennium(year.div_euclid(1000)),
        }
    }

    /// The unit it is one of.
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::Millennium(_) => Unit::Millennium,
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) => Unit::Day,
        }
    }

    /// First and last day; `None` far outside the calendar.
    pub(super) fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let years = |first: i32, count: i32| {
            let from = NaiveDate::from_ymd_opt(astronomical(first), 1, 1)?;
            let to = NaiveDate::from_ymd_opt(astronomical(first).checked_add(count - 1)?, 12, 31)?;
            Some((from, to))
        };
        match self {
            Self::Millennium(n) => years(n.checked_mul(1000)?, 1000),
            Self::Century(n) => years(n.checked_mul(100)?, 100),
            Self::Decade(n) => years(n.checked_mul(10)?, 10),
            Self::Year(year) => years(year, 1),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Season(year, season) => months(year, season.first_month(), 3),
            Self::Month(year, month) => months(year, month, 1),
            Self::Week(monday) => Some((monday, monday.checked_add_signed(Duration::days(6))?)),
            Self::Weekend(monday) => Some((
                monday.checked_add_signed(Duration::days(5))?,
                monday.checked_add_signed(Duration::days(6))?,
            )),
            Self::Day(day) => Some((day, day)),
        }
    }

    /// From its first to its last second.
    pub(super) fn interval(self) -> Option<Interval> {
        self.days().map(|(from, to)| whole_days(from, to))
    }

    /// The year it lies in or begins in.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Self::Millennium(_) | Self::Century(_) | Self::Decade(_) => None,
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Month(year, _) => Some(year),
            Self::Week(day) | Self::Weekend(day) | Self::Day(day) => Some(from_astronomical(day.year())),
        }
    }

    /// The value in TIMEX3.
    pub(super) fn value(self) -> String {
        match self {
            Self::Millennium(n) => format!("{n}"),
            Self::Century(n) if n < 0 => format!("BC{:02}", -n - 1),
            Self::Century(n) => format!("{n:02}"),
            Self::Decade(n) if n < 0 => format!("BC{:03}", -n),
            Self::Decade(n) => format!("{n:03}"),
            Self::Year(year) => written_year(year),
            Self::Half(year, half) => format!("{}-H{half}", written_year(year)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", written_year(year)),
            Self::Season(year, season) => format!("{}-{}", written_year(year), season.letters()),
            Self::Month(year, month) => format!("{}-{month:02}", written_year(year)),
            Self::Week(monday) => {
                let week = monday.iso_week();
                format!("{}-W{:02}", written_year(week.year()), week.week())
            }
            Self::Weekend(monday) => format!("{}-WE", Self::Week(monday).value()),
            Self::Day(day) => {
                let year = written_year(from_astronomical(day.year()));
                format!("{year}-{:02}-{:02}", day.month(), day.day())
            }
        }
    }

    /// The stretch `steps` of its own unit later (earlier if negative).
    pub(super) fn shifted(self, steps: i32) -> Option<Self> {
        let days = |day: NaiveDate, days: i64| day.checked_add_signed(Duration::days(days));
        Some(match self {
            Self::Millennium(n) => Self::Millennium(n.checked_add(steps)?),
            Self::Century(n) => Self::Century(n.checked_add(steps)?),
            Self::Decade(n) => Self::Decade(n.checked_add(steps)?),
            Self::Year(year) => Self::Year(add_years(year, steps)?),
            Self::Half(year, half) => {
                let (year, half) = carried(year, half, steps, 2)?;
                Self::Half(year, half)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = carried(year, quarter, steps, 4)?;
                Self::Quarter(year, quarter)
            }
            Self::Season(year, season) => Self::Season(add_years(year, steps)?, season),
            Self::Month(year, month) => {
                let (year, month) = carried(year, month, steps, 12)?;
                Self::Month(year, month)
            }
            Self::Week(monday) => Self::Week(days(monday, i64::from(steps) * 7)?),
            Self::Weekend(monday) => Self::Weekend(days(monday, i64::from(steps) * 7)?),
            Self::Day(day) => Self::Day(days(day, i64::from(steps))?),
        })
    }
}

/// A day moved by a number of units; months and years keep the day of the month where there is one.
pub(super) fn moved(day: NaiveDate, steps: i32, unit: Unit) -> Option<NaiveDate> {
    let months = |count: i32| {
        let count = chrono::Months::new(count.unsigned_abs());
        if steps < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day | Unit::Night => day.checked_add_signed(Duration::days(i64::from(steps))),
        Unit::Week | Unit::Weekend => day.checked_add_signed(Duration::weeks(i64::from(steps))),
        Unit::Month => months(steps),
        Unit::Season | Unit::Quarter => months(steps.checked_mul(3)?),
        Unit::Half => months(steps.checked_mul(6)?),
        Unit::Year => months(steps.checked_mul(12)?),
        Unit::Decade => months(steps.checked_mul(120)?),
        Unit::Century => months(steps.checked_mul(1200)?),
        Unit::Millennium => months(steps.checked_mul(12_000)?),
    }
}

/// From the first second of one day to the last of another.
pub(super) fn whole_days(from: NaiveDate, to: NaiveDate) -> Interval {
    Interval { from: at_minute(from, 0), to: last_second(to) }
}

/// A minute of a day; minutes past midnight run into the next one.
pub(super) fn at_minute(day: NaiveDate, minute: i64) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight.checked_add_signed(Duration::minutes(minute)).unwrap_or(midnight)
}

fn last_second(day: NaiveDate) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight.checked_add_signed(Duration::seconds(86_399)).unwrap_or(midnight)
}

/// A day of a year; `None` where there is none.
pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(astronomical(year), month, day)
}

/// The weekday nearest before a day (`strict`: not that day itself), or after it.
pub(super) fn weekday_before(day: NaiveDate, weekday: Weekday, strict: bool) -> Option<NaiveDate> {
    let back =
        (7 + i64::from(day.weekday().num_days_from_monday()) - i64::from(weekday.num_days_from_monday())) % 7;
    let back = if back == 0 && strict { 7 } else { back };
    day.checked_sub_signed(Duration::days(back))
}

/// The weekday nearest after a day (`strict`: not that day itself).
pub(super) fn weekday_after(day: NaiveDate, weekday: Weekday, strict: bool) -> Option<NaiveDate> {
    let on =
        (7 + i64::from(weekday.num_days_from_monday()) - i64::from(day.weekday().num_days_from_monday())) % 7;
    let on = if on == 0 && strict { 7 } else { on };
    day.checked_add_signed(Duration::days(on))
}

/// Easter Sunday (Gregorian; Meeus, Jones and Butcher).
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

fn monday(day: NaiveDate) -> NaiveDate {
    weekday_before(day, Weekday::Mon, false).unwrap_or(day)
}

fn months(year: i32, month: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let from = NaiveDate::from_ymd_opt(astronomical(year), month, 1)?;
    let to = from.checked_add_months(chrono::Months::new(count))?.pred_opt()?;
    Some((from, to))
}

fn carried(year: i32, part: u32, steps: i32, parts: i32) -> Option<(i32, u32)> {
    let index = i32::try_from(part).ok()?.checked_sub(1)?.checked_add(steps)?;
    let part = u32::try_from(index.rem_euclid(parts) + 1).ok()?;
    Some((add_years(year, index.div_euclid(parts))?, part))
}

/// There is no year 0 between 1 BC and 1 AD.
fn add_years(year: i32, steps: i32) -> Option<i32> {
    astronomical(year).checked_add(steps).map(from_astronomical)
}

fn astronomical(year: i32) -> i32 {
    if year < 0 { year + 1 } else { year }
}

fn from_astronomical(year: i32) -> i32 {
    if year <= 0 { year - 1 } else { year }
}

fn written_year(year: i32) -> String {
    if year < 0 { format!("BC{:04}", -year) } else { format!("{year:04}") }
}
