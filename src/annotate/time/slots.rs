//! What the words of a time expression say, before anybody knows which day it is.

use chrono::Weekday;

use super::class::Class;
use super::unit::{Season, Unit};

/// The value of a number word that names no number (`einige`).
pub(super) const VAGUE: i32 = -1;
/// The value of `letzte` as an ordinal.
pub(super) const LAST_ORDINAL: i32 = -1;

/// Which neighbour of a stretch is meant, and counted from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// `vergangene Woche`: from the day of writing.
    Last,
    /// `diese Woche`
    This,
    /// `nächste Woche`
    Next,
    /// `im selben Jahr`: the one spoken of.
    Same,
    /// `im folgenden Jahr`: after the one spoken of.
    Following,
    /// `am vorangegangenen Tag`: before the one spoken of.
    Previous,
}

impl Shift {
    pub(super) fn steps(self) -> i32 {
        match self {
            Self::Last | Self::Previous => -1,
            Self::This | Self::Same => 0,
            Self::Next | Self::Following => 1,
        }
    }
}

/// Which part of a stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// `Anfang`
    Begin,
    /// `Mitte`
    Middle,
    /// `Ende`
    End,
    /// `erste Hälfte`
    FirstHalf,
    /// `zweite Hälfte`
    SecondHalf,
    /// `im Laufe`, `Verlauf`: somewhere in it.
    Course,
}

/// Times that are no place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// `früher`
    Past,
    /// `zurzeit`
    Present,
    /// `künftig`
    Future,
    /// `kurz darauf`
    Later,
    /// `kurz zuvor`
    Earlier,
}

/// How exact a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Approx {
    /// `rund`
    About,
    /// `mehr als`
    More,
    /// `mindestens`
    Least,
    /// `weniger als`
    Less,
    /// `höchstens`
    Most,
    /// `knapp`
    Nearly,
    /// `gut`
    Good,
    /// `genau`
    Exact,
}

/// How near to a clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// `kurz vor`
    Before,
    /// `kurz nach`
    After,
    /// `gegen`
    About,
}

/// A number of units; the number in hundredths, [`VAGUE`] where none is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// The (lower) number.
    pub least: i32,
    /// The upper number, where a range is given.
    pub most: Option<i32>,
    /// Of what.
    pub unit: Unit,
}

/// Everything a matched expression said. The first word that fills a slot wins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Slots {
    pub year: Option<i32>,
    pub before_christ: Option<bool>,
    pub decade: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub weekday: Option<Weekday>,
    pub part: Option<usize>,
    pub season: Option<Season>,
    pub day_offset: Option<i32>,
    pub holiday: Option<usize>,
    pub reference: Option<Reference>,
    pub hour: Option<u32>,
    pub minute: Option<u32>,
    pub minutes: Option<i32>,
    pub clock: Option<u32>,
    pub afternoon: Option<bool>,
    pub zone: Option<i32>,
    pub near: Option<Near>,
    pub spoken_hour: bool,
    pub plus: Option<i32>,
    pub count: Option<i32>,
    pub count_to: Option<i32>,
    pub amounts: [Option<Amount>; 2],
    pub unit: Option<Unit>,
    pub ordinal: Option<i32>,
    pub shift: Option<Shift>,
    pub edge: Option<Edge>,
    pub approx: Option<Approx>,
    pub every: bool,
    pub direction: Option<i32>,
    pub night_before: bool,
}

impl Slots {
    /// Fills the slot of a class, if it is still free.
    pub(super) fn fill(&mut self, class: Class, value: i32) {
        let unsigned = u32::try_from(value).unwrap_or(0);
        let index = usize::try_from(value).unwrap_or(0);
        match class {
            Class::Number => self.count(value),
            Class::Plus => set(&mut self.plus, value),
            Class::Ordinal => set(&mut self.ordinal, value),
            Class::Month => set(&mut self.month, unsigned),
            Class::Weekday => {
                if let Some(day) = u8::try_from(value - 1).ok().and_then(|day| Weekday::try_from(day).ok()) {
                    set(&mut self.weekday, day);
                }
            }
            Class::Part => set(&mut self.part, index),
            Class::Season => set(&mut self.season, season(value)),
            Class::Unit | Class::Aged => self.measure(unit(value)),
            Class::Shift => set(&mut self.shift, shift(value)),
            Class::Edge => set(&mut self.edge, edge(value)),
            Class::DayOffset => set(&mut self.day_offset, value),
            Class::Holiday => set(&mut self.holiday, index),
            Class::Reference => set(&mut self.reference, reference(value)),
            Class::Approx => set(&mut self.approx, approx(value)),
            Class::Era => set(&mut self.before_christ, value < 0),
            Class::Meridian => set(&mut self.afternoon, value > 0),
            Class::Zone => set(&mut self.zone, value),
            Class::Decade => set(&mut self.decade, value),
            Class::Every => self.every = true,
            Class::Direction => set(&mut self.direction, value),
            Class::Minutes => set(&mut self.minutes, value),
            Class::Clock => set(&mut self.clock, unsigned),
            Class::NightBefore => self.night_before = true,
            Class::Near => set(&mut self.near, near(value)),
            Class::HourWord => {
                set(&mut self.hour, unsigned);
                self.spoken_hour = true;
            }
            Class::Plural | Class::Lasting => {
                self.count.get_or_insert(VAGUE);
                self.measure(unit(value));
            }
            Class::Frequency => {
                self.every = true;
                self.measure(unit(value));
            }
            Class::Weekly => {
                self.every = true;
                self.fill(Class::Weekday, value);
            }
            Class::Daily => {
                self.every = true;
                self.fill(Class::Part, value);
            }
            Class::Determiner
            | Class::Bound
            | Class::Cue
            | Class::Counted
            | Class::After
            | Class::Lasts
            | Class::BeforeYear => {}
        }
    }

    /// A number: what the next unit counts, or the upper end where one is already waiting.
    pub(super) fn count(&mut self, hundredths: i32) {
        let hundredths = match self.plus.take() {
            Some(plus) if hundredths >= 0 => hundredths.saturating_add(plus),
            _ => hundredths,
        };
        if self.count.is_some() {
            set(&mut self.count_to, hundredths);
        } else {
            self.count = Some(hundredths);
        }
    }

    fn measure(&mut self, unit: Unit) {
        match self.count.take() {
            Some(least) => {
                let amount = Amount { least, most: self.count_to.take(), unit };
                if let Some(free) = self.amounts.iter_mut().find(|amount| amount.is_none()) {
                    *free = Some(amount);
                }
            }
            None => set(&mut self.unit, unit),
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: T) {
    if slot.is_none() {
        *slot = Some(value);
    }
}

const UNITS: [Unit; 15] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Night,
    Unit::Weekend,
    Unit::Week,
    Unit::Month,
    Unit::Season,
    Unit::Quarter,
    Unit::Half,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
];

/// The number by which entries carry a unit.
pub(super) fn unit_value(unit: Unit) -> i32 {
    UNITS.iter().position(|&one| one == unit).and_then(|at| i32::try_from(at).ok()).unwrap_or(0)
}

fn nth<T: Copy, const N: usize>(list: [T; N], value: i32) -> T {
    let last = N - 1;
    list[usize::try_from(value).unwrap_or(0).min(last)]
}

pub(super) fn unit(value: i32) -> Unit {
    nth(UNITS, value)
}

/// The number by which entries carry a season.
pub(super) fn season_value(season: Season) -> i32 {
    match season {
        Season::Spring => 0,
        Season::Summer => 1,
        Season::Autumn => 2,
        Season::Winter => 3,
    }
}

fn season(value: i32) -> Season {
    nth([Season::Spring, Season::Summer, Season::Autumn, Season::Winter], value)
}

fn shift(value: i32) -> Shift {
    nth([Shift::Last, Shift::This, Shift::Next, Shift::Same, Shift::Following, Shift::Previous], value)
}

fn edge(value: i32) -> Edge {
    nth([Edge::Begin, Edge::Middle, Edge::End, Edge::FirstHalf, Edge::SecondHalf, Edge::Course], value)
}

fn reference(value: i32) -> Reference {
    nth([Reference::Past, Reference::Present, Reference::Future, Reference::Later, Reference::Earlier], value)
}

fn approx(value: i32) -> Approx {
    nth(
        [
            Approx::About,
            Approx::More,
            Approx::Least,
            Approx::Less,
            Approx::Most,
            Approx::Nearly,
            Approx::Good,
            Approx::Exact,
        ],
        value,
    )
}

fn near(value: i32) -> Near {
    nth([Near::Before, Near::After, Near::About], value)
}
