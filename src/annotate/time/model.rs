//! The data of time expressions.

use chrono::{NaiveDateTime, Weekday};

use crate::text::Span;

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The expression's words (`am` and `um` are left out, as TIMEX3 does).
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimeKind,
    /// The TIMEX3 value: `2018-11`, `2025-05-15T10:30`, `P4H`, `XXXX-WXX-2`, `PAST_REF`.
    pub value: String,
    /// The stretch of the calendar it lies in, ends included to the second; none for sets and times that cannot be
    /// resolved, nor for durations but those that point somewhere: `vor zwei Wochen` (the week two weeks ago, `duration`
    /// then being none), `in den letzten fünf Jahren` (from five years ago to the day of writing).
    pub interval: Option<Interval>,
    /// Minutes after midnight where a clock time is given, as least and most (`kurz vor sechs`: 17:45 to 17:59).
    pub clock: Option<(u32, u32)>,
    /// Whether the clock time may as well be twelve hours later, because it is said in words and nothing tells the
    /// half of the day (`um halb neun`).
    pub half_day: bool,
    /// The weekday that is written, kept beside the date for the calendar check (`Dienstag, dem 3. Juni`).
    pub weekday: Option<Weekday>,
    /// Whether the text gives a full date of its own (day and month), so that `weekday` can be checked against it.
    pub explicit_date: bool,
    /// For durations, seconds as least and most (`mehr als vier Stunden`: 14400 to none).
    pub duration: Option<(Option<f64>, Option<f64>)>,
    /// `bis`, `seit`, `vor` … before the expression: where the event lies relative to it.
    pub bound: Bound,
    /// Whether the wording is approximate (`gegen`, `etwa`, `rund`, `kurz vor`).
    pub approximate: bool,
    /// Whether the value hangs on the day of publication or on another expression (`gestern`, `zwei Tage später`).
    pub relative: bool,
}

/// Kinds of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day, month, year, season.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// The name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A stretch of the calendar (proleptic Gregorian, local time of the article), both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First second.
    pub from: NaiveDateTime,
    /// Last second.
    pub to: NaiveDateTime,
}

impl Interval {
    /// Whether the two share a moment.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether the other lies inside this one.
    pub fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

/// Where an event lies relative to its time expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// At it.
    #[default]
    At,
    /// `vor`, `before`.
    Before,
    /// `nach`, `after`.
    After,
    /// `seit`, `ab`, `since`, `from`: begins there.
    From,
    /// `bis`, `until`: ends there.
    Until,
    /// `für`, `for`, `auf`: set for it.
    For,
}

impl Time {
    /// Whether the words themselves tell the day: an hour or part of the day alone does not, and where it was put is a
    /// guess.
    pub fn names_day(&self) -> bool {
        self.kind != TimeKind::Time || self.weekday.is_some() || self.explicit_date
    }

    /// Whether two clock times are further apart than `minutes`. An hour that may be of either half of the day (`halb
    /// neun`) is taken as the nearer one.
    pub fn hours_apart(&self, other: &Self, minutes: u32) -> Option<bool> {
        const HALF_DAY: u32 = 12 * 60;
        let (a, b) = (self.clock?, other.clock?);
        let apart = |a: (u32, u32), b: (u32, u32)| a.1 + minutes < b.0 || b.1 + minutes < a.0;
        let later = |clock: (u32, u32)| (clock.0 + HALF_DAY, clock.1 + HALF_DAY);
        let either = self.half_day || other.half_day;
        Some(apart(a, b) && !(either && (!apart(later(a), b) || !apart(a, later(b)))))
    }
}
