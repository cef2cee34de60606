//! Lengths of time, sets and clock times: the parts of a value that need no calendar.

use super::calendar::{self, Stretch};
use super::model::Interval;
use super::rules::{LanguageRules, Part};
use super::slots::{Amount, Approx, Edge, Near, Slots, VAGUE};
use super::unit::Unit;

/// The TIMEX3 value of a length (`P2Y6M`, `PT0.5H`, `PXD`).
pub(super) fn duration_value(amounts: &[Option<Amount>]) -> String {
    let (mut days, mut hours) = (String::new(), String::new());
    for amount in amounts.iter().flatten() {
        let (letters, of_day) = amount.unit.letters();
        let part = if of_day { &mut hours } else { &mut days };
        part.push_str(&number(amount.least));
        part.push_str(letters);
    }
    if hours.is_empty() { format!("P{days}") } else { format!("P{days}T{hours}") }
}

/// A number of hundredths as TIMEX3 writes it.
fn number(hundredths: i32) -> String {
    if hundredths == VAGUE {
        return "X".to_owned();
    }
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => format!("{whole}"),
        _ if part % 10 == 0 => format!("{whole}.{}", part / 10),
        _ => format!("{whole}.{part:02}"),
    }
}

/// The seconds that a length allows, as least and most.
pub(super) fn seconds(amounts: &[Option<Amount>], approx: Option<Approx>) -> (Option<f64>, Option<f64>) {
    let of = |hundredths: i32, unit: Unit| f64::from(hundredths) / 100.0 * unit.seconds();
    let (mut least, mut most) = (0.0, 0.0);
    for amount in amounts.iter().flatten() {
        if amount.least == VAGUE || amount.most == Some(VAGUE) {
            return (None, None);
        }
        least += of(amount.least, amount.unit);
        most += of(amount.most.unwrap_or(amount.least), amount.unit);
    }
    match approx {
        None | Some(Approx::Exact) => (Some(least), Some(most)),
        Some(Approx::About) => (Some(least * 0.85), Some(most * 1.15)),
        Some(Approx::Nearly) => (Some(least * 0.85), Some(most)),
        Some(Approx::Good) => (Some(least), Some(most * 1.2)),
        Some(Approx::More | Approx::Least) => (Some(least), None),
        Some(Approx::Less | Approx::Most) => (None, Some(most)),
    }
}

/// The value of something that comes back.
pub(super) fn set_value(slots: &Slots, rules: &LanguageRules) -> String {
    let part = slots.part.and_then(|part| rules.parts.get(part)).map(|part| format!("T{}", part.code));
    let clock = clock(slots, None).map(|clock| clock_value(&clock));
    let time = clock.or(part).unwrap_or_default();
    if let Some(weekday) = slots.weekday {
        return format!("XXXX-WXX-{}{time}", weekday.number_from_monday());
    }
    if let Some(month) = slots.month {
        let day = slots.day.map(|day| format!("-{day:02}")).unwrap_or_default();
        return format!("XXXX-{month:02}{day}{time}");
    }
    if slots.amounts[0].is_some() {
        return duration_value(&slots.amounts);
    }
    if let Some(season) = slots.season {
        return format!("XXXX-{}", season.letters());
    }
    match slots.unit {
        Some(unit) => duration_value(&[Some(Amount { least: 100, most: None, unit })]),
        None => format!("XXXX-XX-XX{time}"),
    }
}

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    /// Minutes after midnight as said.
    pub minute: u32,
    /// What the wording allows.
    pub range: (u32, u32),
    /// Whether it may as well be twelve hours later.
    pub half_day: bool,
    /// Minutes from UTC, where a zone is named.
    pub zone: Option<i32>,
}

/// The clock time that the slots give, read with the part of the day that is spoken of.
pub(super) fn clock(slots: &Slots, spoken: Option<&Part>) -> Option<Clock> {
    const DAY: i32 = 1440;
    let base = match (slots.clock, slots.hour) {
        (Some(minute), _) => minute,
        (None, Some(hour)) => hour * 60 + slots.minute.unwrap_or(0),
        (None, None) => return None,
    };
    let mut minute = i32::try_from(base).ok()?.checked_add(slots.minutes.unwrap_or(0))?;
    let twelve = slots.clock.is_none() && slots.hour.is_some_and(|hour| (1..=12).contains(&hour));
    let mut half_day = slots.spoken_hour && twelve;
    match slots.afternoon {
        Some(true) if minute < 720 => (minute, half_day) = (minute + 720, false),
        Some(false) if minute >= 720 => (minute, half_day) = (minute - 720, false),
        Some(_) => half_day = false,
        None => {
            if let Some(part) = spoken.filter(|_| twelve && minute < 720) {
                // `um acht am Abend`: the reading that lies in the part of the day.
                let lies = |minute: i32| {
                    u32::try_from(minute).is_ok_and(|minute| {
                        (part.from..=part.to).contains(&minute)
                            || (part.from..=part.to).contains(&(minute + 1440))
                    })
                };
                match (lies(minute), lies(minute + 720)) {
                    (false, true) => (minute, half_day) = (minute + 720, false),
                    (true, _) => half_day = false,
                    (false, false) => {}
                }
            }
        }
    }
    let minute = minute.rem_euclid(DAY + 1);
    let clamp = |minute: i32| u32::try_from(minute.clamp(0, DAY)).unwrap_or(0);
    let range = match slots.near {
        None => (minute, minute),
        Some(Near::Before) => (minute - 15, minute - 1),
        Some(Near::After) => (minute + 1, minute + 15),
        Some(Near::About) => (minute - 15, minute + 15),
    };
    let range = if slots.approx.is_some_and(|approx| approx != Approx::Exact) {
        (range.0 - 15, range.1 + 15)
    } else {
        range
    };
    Some(Clock { minute: clamp(minute), range: (clamp(range.0), clamp(range.1)), half_day, zone: slots.zone })
}

/// `T20:30`, with the zone where there is one.
pub(super) fn clock_value(clock: &Clock) -> String {
    let zone = clock.zone.map_or_else(String::new, |zone| {
        let (hours, minutes) = (zone.abs() / 60, zone.abs() % 60);
        let sign = if zone < 0 { '-' } else { '+' };
        if minutes == 0 { format!("{sign}{hours:02}") } else { format!("{sign}{hours:02}:{minutes:02}") }
    });
    format!("T{:02}:{:02}{zone}", clock.minute / 60, clock.minute % 60)
}

/// The stretch that day, part of the day, clock time and `Anfang`, `Ende` leave.
pub(super) fn interval(
    stretch: Stretch,
    slots: &Slots,
    clock: Option<Clock>,
    part: Option<&Part>,
) -> Option<Interval> {
    let whole = stretch.interval()?;
    if let Stretch::Day(day) = stretch {
        let minute = |minute: u32| calendar::at_minute(day, i64::from(minute));
        if let Some(clock) = clock {
            let to = minute(clock.range.1) + chrono::TimeDelta::seconds(59);
            return Some(Interval { from: minute(clock.range.0), to });
        }
        if let Some(part) = part {
            let to = minute(part.to) + chrono::TimeDelta::seconds(59);
            return Some(Interval { from: minute(part.from), to });
        }
    }
    let length = whole.to - whole.from;
    let at = |share: i32| whole.from + length * share / 12;
    Some(match slots.edge {
        None | Some(Edge::Course) => whole,
        Some(Edge::Begin) => Interval { from: whole.from, to: at(4) },
        Some(Edge::Middle) => Interval { from: at(3), to: at(9) },
        Some(Edge::End) => Interval { from: at(8), to: whole.to },
        Some(Edge::FirstHalf) => Interval { from: whole.from, to: at(6) },
        Some(Edge::SecondHalf) => Interval { from: at(6), to: whole.to },
    })
}
