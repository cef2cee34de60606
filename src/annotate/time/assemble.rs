//! One expression after the other becomes a [`Time`], each knowing what was spoken of before it.

use chrono::{NaiveDate, Timelike};

use super::Candidate;
use super::calendar::{self, Stretch};
use super::matching::Means;
use super::measure;
use super::model::{Bound, Time, TimeKind};
use super::outlook::{Outlook, Preposition};
use super::resolve::{self, Context, Direction, Place};
use super::rules::{LanguageRules, Part};
use super::slots::{Amount, Reference, Slots, VAGUE};
use super::unit::Unit;
use crate::document::Document;

/// Walks through an article and remembers the time last spoken of.
pub(super) struct Teller<'a> {
    document: &'a Document,
    outlook: &'a Outlook,
    now: Option<NaiveDate>,
    block: Option<usize>,
    sentence: usize,
    last: Option<Stretch>,
    /// The day last named, and in which sentence.
    last_day: Option<(NaiveDate, usize)>,
    last_year: Option<i32>,
    /// The part of the day last spoken of, and in which sentence.
    part: Option<(usize, usize)>,
    /// A year written out that is not the year of writing, and the last sentence that it speaks for.
    other_year: Option<(i32, usize)>,
}

impl<'a> Teller<'a> {
    /// Before the first expression.
    pub(super) fn new(document: &'a Document, outlook: &'a Outlook) -> Self {
        let now = document.meta.published.map(|published| published.date());
        Self {
            document,
            outlook,
            now,
            block: None,
            sentence: 0,
            last: None,
            last_day: None,
            last_year: None,
            part: None,
            other_year: None,
        }
    }

    /// The next expression; `None` where it turns out to be none.
    pub(super) fn tell(&mut self, candidate: &Candidate, rules: &LanguageRules) -> Option<Time> {
        self.arrive(candidate);
        let slots = &candidate.found.slots;
        let preposition = candidate.bound;
        let mut time = match candidate.found.means {
            Means::Date => self.date(candidate, rules)?,
            Means::Duration => self.duration(candidate, preposition),
            Means::Offset => self.offset(candidate)?,
            Means::Set => plain(candidate, TimeKind::Set, measure::set_value(slots, rules)),
            Means::Reference => self.reference(candidate, slots.reference?),
            Means::Nothing => return None,
        };
        if time.bound == Bound::At {
            time.bound = preposition.bound();
        }
        if preposition == Preposition::Around && time.clock.is_none() {
            time.approximate = true;
        }
        if preposition == Preposition::About {
            time.approximate = true;
            if let Some((least, most)) = &mut time.clock {
                (*least, *most) = (least.saturating_sub(15), (*most + 15).min(1440));
            }
        }
        Some(time)
    }

    /// Takes up a new block or sentence: live-blog entries count from their own day, and what was said in another
    /// paragraph of news is no longer what `am selben Tag` means.
    fn arrive(&mut self, candidate: &Candidate) {
        if self.block != Some(candidate.block) {
            self.block = Some(candidate.block);
            let dated = self.document.blocks.get(candidate.block).and_then(|block| block.dated);
            let published = self.document.meta.published;
            self.now = dated.or(published).map(|day| day.date());
            if !self.outlook.narrative {
                (self.last, self.part) = (None, None);
            }
            if dated.is_some() {
                self.last_day = None;
            }
        }
        if self.sentence != candidate.sentence {
            if !self.outlook.narrative && candidate.sentence > self.sentence + 2 {
                self.last = None;
            }
            self.sentence = candidate.sentence;
        }
    }

    fn context(&self, direction: Direction) -> Context {
        let near = self.other_year.filter(|(_, reach)| *reach >= self.sentence);
        Context {
            now: self.now,
            direction,
            narrative: self.outlook.narrative,
            last: self.last,
            last_day: self.last_day.map(|(day, _)| day).filter(|_| self.day_holds()),
            last_year: self.last_year,
            near_year: near.map(|(year, _)| year).filter(|_| direction != Direction::Future),
        }
    }

    /// Whether the day last named is still the one that a bare clock time belongs to: a report goes on telling about
    /// a past day, while what is announced after another announcement has a day of its own.
    fn day_holds(&self) -> bool {
        let Some((day, sentence)) = self.last_day else { return false };
        let past = self.now.is_none_or(|now| day <= now);
        self.outlook.narrative || self.sentence - sentence <= if past { 12 } else { 1 }
    }

    /// Remembers a time that was named.
    fn note(&mut self, stretch: Stretch, candidate: &Candidate) {
        let slots = &candidate.found.slots;
        self.last = Some(stretch);
        match stretch {
            // A clock time alone names no day.
            Stretch::Day(day) if names_day(slots) => self.last_day = Some((day, candidate.sentence)),
            Stretch::Day(_) => {}
            _ => self.last_day = None,
        }
        let Some(year) = stretch.year() else { return };
        // A year by itself that lies far from the one told about is an aside (`bis 1881 Leiter der Bank`).
        let aside = bare_year(candidate)
            && self.outlook.narrative
            && !candidate.leads
            && self.last_year.is_some_and(|last| year < last || year > last + 3);
        if !aside {
            self.last_year = Some(year);
        }
        let now = self.now.and_then(|now| Stretch::Day(now).year());
        if slots.year.is_some() {
            // A year by itself speaks for its own sentence only, a dated month or day for the next one as well.
            let reach = self.sentence + usize::from(slots.month.is_some());
            self.other_year = (now != Some(year)).then_some((year, reach));
        }
    }

    fn date(&mut self, candidate: &Candidate, rules: &LanguageRules) -> Option<Time> {
        let slots = &candidate.found.slots;
        if slots.year.is_some() && bare_year(candidate) && !candidate.year_like {
            return None;
        }
        if !candidate.plausible {
            return None;
        }
        if slots.day_offset == Some(0) && slots.part.is_none() && !self.means_today(candidate) {
            return Some(self.reference(candidate, Reference::Present));
        }
        let weekday = slots.weekday.is_some() && slots.month.is_none();
        let open = candidate.direction == Direction::Open;
        let direction = match candidate.bound {
            Preposition::From if open && weekday => Direction::Past,
            Preposition::Until if open && weekday => Direction::Future,
            Preposition::For if open && weekday => Direction::Future,
            _ => candidate.direction,
        };
        let context = self.context(direction);
        let place = resolve::place(slots, &context, rules)?;
        let spoken = slots.part.or_else(|| {
            self.part.filter(|(_, sentence)| *sentence == candidate.sentence).map(|(part, _)| part)
        });
        let part = slots.part.and_then(|part| rules.parts.get(part));
        let place = match place {
            Place::Known(day @ Stretch::Day(_)) if self.still_ahead(day, slots, part, direction) => {
                day.shifted(-1).map_or(place, Place::Known)
            }
            _ => place,
        };
        let clock = measure::clock(slots, spoken.and_then(|part| rules.parts.get(part)));
        let mut value = match &place {
            Place::Known(stretch) => stretch.value(),
            Place::Open(value) => value.clone(),
        };
        match (&clock, part) {
            (Some(clock), _) => value.push_str(&measure::clock_value(clock)),
            (None, Some(part)) => {
                value.push('T');
                value.push_str(&part.code);
            }
            (None, None) => {}
        }
        if let Some(part) = slots.part {
            self.part = Some((part, candidate.sentence));
        }
        let kind = if clock.is_some() || part.is_some() { TimeKind::Time } else { TimeKind::Date };
        let mut time = plain(candidate, kind, value);
        if let Place::Known(stretch) = place {
            time.interval = measure::interval(stretch, slots, clock, part);
            self.note(stretch, candidate);
        }
        time.clock = clock.map(|clock| clock.range);
        time.half_day = clock.is_some_and(|clock| clock.half_day);
        time.weekday = slots.weekday;
        time.explicit_date = slots.day.is_some() && slots.month.is_some();
        time.approximate = slots.approx.is_some() || slots.near.is_some() || slots.edge.is_some();
        time.relative = slots.year.is_none();
        Some(time)
    }

    /// Whether a part of the day without a day (`am Abend`) would lie ahead of the hour of writing though the clause
    /// does not: then it is yesterday's.
    fn still_ahead(&self, day: Stretch, slots: &Slots, part: Option<&Part>, direction: Direction) -> bool {
        let meta = &self.document.meta;
        let (Some(part), Some(now), Stretch::Day(day)) = (part, meta.published, day) else { return false };
        meta.published_time_known
            && !names_day(slots)
            && (direction == Direction::Past || (direction == Direction::Open && now.hour() < 10))
            && self.now == Some(day)
            && now.date() == day
            && calendar::at_minute(day, i64::from(part.from)) > now
    }

    /// Whether `heute` is the day of writing and not our times: it is in a text that counts in days, in a sentence
    /// with another day or a clock time, and in a clause that looks back or ahead.
    fn means_today(&self, candidate: &Candidate) -> bool {
        self.now.is_some()
            && !self.outlook.narrative
            && (self.outlook.daily || candidate.among_days || candidate.direction == Direction::Past)
    }

    /// A length; one that is counted back from today (`vor zwei Wochen`) points to a stretch of the calendar.
    fn duration(&mut self, candidate: &Candidate, preposition: Preposition) -> Time {
        let slots = &candidate.found.slots;
        let amounts = amounts(slots);
        let mut time = plain(candidate, TimeKind::Duration, measure::duration_value(&amounts));
        time.approximate = slots.approx.is_some();
        time.duration = Some(measure::seconds(&amounts, slots.approx));
        let first = amounts[0].filter(|amount| amount.least >= 0);
        let steps = first.map(|amount| amount.least / 100);
        let back = match (preposition, candidate.direction) {
            (Preposition::Ago, _) => Some(-1),
            (Preposition::Within, Direction::Future) => Some(1),
            _ => None,
        };
        if let (Some(back), Some(amount), Some(steps)) = (back, first, steps) {
            time.duration = None;
            time.relative = true;
            time.interval = self
                .now
                .and_then(|now| calendar::moved(now, back * steps, amount.unit))
                .and_then(|day| Stretch::around(day, amount.unit).interval());
        } else if let (Some(shift), Some(amount), Some(steps)) = (slots.shift, first, steps) {
            // `in den letzten fünf Jahren`: from five years ago to today.
            time.relative = true;
            let far = self.now.and_then(|now| calendar::moved(now, shift.steps() * steps, amount.unit));
            time.interval = self
                .now
                .zip(far)
                .filter(|_| shift.steps() != 0)
                .map(|(now, far)| calendar::whole_days(now.min(far), now.max(far)));
        } else if preposition == Preposition::Ago {
            time.duration = None;
            time.relative = true;
        }
        time
    }

    /// `zwei Tage später`, `three weeks ago`
    fn offset(&mut self, candidate: &Candidate) -> Option<Time> {
        let slots = &candidate.found.slots;
        let amounts = amounts(slots);
        let amount = amounts[0]?;
        let direction = slots.direction.unwrap_or(1);
        let textual = slots.shift.is_some();
        if amount.least == VAGUE && direction > 0 {
            return Some(self.reference(candidate, Reference::Later));
        }
        if amount.unit < Unit::Day || amount.least == VAGUE {
            let mut time = plain(candidate, TimeKind::Duration, measure::duration_value(&amounts));
            time.relative = true;
            return Some(time);
        }
        let base = if textual {
            self.last.or_else(|| self.now.filter(|_| !self.outlook.narrative).map(Stretch::Day))
        } else {
            self.now.map(Stretch::Day)
        };
        let steps =
            direction * (amount.least / 100).max(i32::from(amount.least > 0 && amount.least % 100 == 0));
        let half_year = amount.least % 100 == 50 && amount.unit == Unit::Year;
        let unit = if half_year { Unit::Month } else { amount.unit };
        let steps = if half_year { direction * (amount.least * 12 / 100) } else { steps };
        let moved = |day: NaiveDate| calendar::moved(day, steps, unit);
        let stretch = match base {
            Some(Stretch::Day(day)) => moved(day).map(|day| match unit {
                // Weeks are counted in days from a day that is known.
                Unit::Week | Unit::Weekend if textual => Stretch::Day(day),
                _ => Stretch::around(day, unit),
            }),
            Some(base) if base.unit() <= unit || base.unit() == Unit::Season => {
                base.days().and_then(|(from, _)| moved(from)).map(|day| Stretch::around(day, unit))
            }
            _ => None,
        };
        let mut time = match stretch {
            Some(stretch) => {
                let mut time = plain(candidate, TimeKind::Date, stretch.value());
                time.interval = stretch.interval();
                self.note(stretch, candidate);
                time
            }
            None => plain(candidate, TimeKind::Duration, measure::duration_value(&amounts)),
        };
        time.approximate = slots.approx.is_some();
        time.relative = true;
        Some(time)
    }

    fn reference(&self, candidate: &Candidate, reference: Reference) -> Time {
        let value = match reference {
            Reference::Past | Reference::Earlier => "PAST_REF",
            Reference::Present => "PRESENT_REF",
            Reference::Future | Reference::Later => "FUTURE_REF",
        };
        let mut time = plain(candidate, TimeKind::Date, value.to_owned());
        time.relative = true;
        time.approximate = true;
        time
    }
}

/// Whether the words name a day, not only a time on it.
fn names_day(slots: &Slots) -> bool {
    slots.day.is_some()
        || slots.weekday.is_some()
        || slots.day_offset.is_some()
        || slots.holiday.is_some()
        || slots.shift.is_some()
        || slots.ordinal.is_some()
        || slots.amounts[0].is_some()
}

/// Nothing but a number stands there.
fn bare_year(candidate: &Candidate) -> bool {
    candidate.found.end == candidate.found.start + 1
}

fn amounts(slots: &Slots) -> [Option<Amount>; 2] {
    match (slots.amounts[0], slots.unit) {
        (None, Some(unit)) => {
            let least = slots.count.unwrap_or(100);
            [Some(Amount { least, most: slots.count_to, unit }), None]
        }
        _ => slots.amounts,
    }
}

fn plain(candidate: &Candidate, kind: TimeKind, value: String) -> Time {
    Time {
        span: candidate.span,
        kind,
        value,
        interval: None,
        clock: None,
        half_day: false,
        weekday: None,
        explicit_date: false,
        duration: None,
        bound: Bound::At,
        approximate: false,
        relative: false,
    }
}
