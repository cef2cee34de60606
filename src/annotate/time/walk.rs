//! One pattern walked over the pieces, item by item, with every choice tried.

use super::class::Class;
use super::kinds::Kinds;
use super::lexicon::{EntryKind, Lexicon};
use super::matching::{Found, Patterns, Rule};
use super::pattern::{Digits, Element, Item};
use super::scan::{Piece, Shape};
use super::slots::Slots;

/// Steps one attempt may take: far more than any real expression needs, so that no text can stall the program.
const STEPS: u32 = 4000;

/// One attempt at one place.
#[derive(Clone, Copy)]
struct State {
    slots: Slots,
    open: Option<usize>,
    close: Option<usize>,
}

/// Attempts at one place of a sentence.
pub(super) struct Run<'a> {
    patterns: &'a Patterns,
    pieces: &'a [Piece],
    /// The kind of each piece.
    kinds: &'a [Kinds],
    lexicon: &'a Lexicon,
    steps: u32,
}

impl<'a> Run<'a> {
    /// Before the first attempt.
    pub(super) fn new(
        patterns: &'a Patterns,
        pieces: &'a [Piece],
        kinds: &'a [Kinds],
        lexicon: &'a Lexicon,
    ) -> Self {
        Self { patterns, pieces, kinds, lexicon, steps: STEPS }
    }

    /// One rule at one place: replaces the best match if this one is better.
    pub(super) fn attempt(&mut self, rule: usize, at: usize, best: &mut Option<Found>) {
        let patterns = self.patterns;
        let Rule { means, slots, elements, article, .. } = &patterns.rules[rule];
        let pieces = self.pieces;
        let state = State { slots: *slots, open: None, close: None };
        self.walk(elements, at, state, &mut |_, reach, state| {
            let (start, end) = (state.open.unwrap_or(at), state.close.unwrap_or(reach));
            if start >= end || goes_on(pieces, end) {
                return;
            }
            // The longest expression wins; of two equally long ones the one that saw more context, then the first.
            if best.as_ref().is_none_or(|best| (end, reach) > (best.end, best.reach)) {
                *best =
                    Some(Found { start, end, reach, means: *means, slots: state.slots, article: *article });
            }
        });
    }

    fn walk(
        &mut self,
        elements: &[Element],
        at: usize,
        state: State,
        done: &mut dyn FnMut(&mut Self, usize, State),
    ) {
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        let Some((element, rest)) = elements.split_first() else {
            return done(self, at, state);
        };
        if element.negated {
            let mut hit = false;
            if !element.glued || self.pieces.get(at).is_some_and(|piece| !piece.spaced) {
                for item in &element.any {
                    self.item(item, at, state, &mut |_, _, _| hit = true);
                }
            }
            if !hit {
                self.walk(rest, at, state, done);
            }
            return;
        }
        if !element.glued || self.pieces.get(at).is_some_and(|piece| !piece.spaced) {
            for item in &element.any {
                self.item(item, at, state, &mut |run, next, state| run.walk(rest, next, state, done));
            }
        }
        if element.optional {
            self.walk(rest, at, state, done);
        }
    }

    /// One item at one place: calls `next` for every way to match it.
    fn item(
        &mut self,
        item: &Item,
        at: usize,
        mut state: State,
        next: &mut dyn FnMut(&mut Self, usize, State),
    ) {
        match item {
            Item::Open => {
                state.open = Some(at);
                return next(self, at, state);
            }
            Item::Close => {
                state.close = Some(at);
                return next(self, at, state);
            }
            Item::Start if at == 0 => return next(self, at, state),
            Item::End if at == self.pieces.len() => return next(self, at, state),
            Item::Group(group) => {
                let patterns = self.patterns;
                let here = self.kinds.get(at).copied().unwrap_or_default();
                for &rule in &patterns.groups[*group] {
                    let rule = &patterns.rules[rule];
                    if !rule.first.meets(here) {
                        continue;
                    }
                    let mut inner = state;
                    merge(&mut inner.slots, &rule.slots);
                    self.walk(&rule.elements, at, inner, next);
                }
                return;
            }
            _ => {}
        }
        let Some(&piece) = self.pieces.get(at) else { return };
        match (item, piece.shape) {
            (Item::Word(word), Shape::Word)
                if piece
                    .entries()
                    .any(|entry| self.lexicon.entry(entry).kind == EntryKind::Literal(*word)) =>
            {
                next(self, at + 1, state);
            }
            (Item::Class(class, values), Shape::Word) => self.class(*class, values, at, state, next),
            (Item::Mark(mark), Shape::Mark(here)) if *mark == here => next(self, at + 1, state),
            (Item::AnyMark, Shape::Mark(_)) => next(self, at + 1, state),
            (Item::Lower, Shape::Word) if !piece.capital => next(self, at + 1, state),
            (Item::Capital, Shape::Word) if piece.capital => next(self, at + 1, state),
            (Item::Digits(kind), Shape::Digits(value, length))
                if digits(*kind, value, length, &mut state.slots) =>
            {
                next(self, at + 1, state);
            }
            (Item::Number, Shape::Digits(..)) => self.number(at, state, next),
            _ => {}
        }
    }

    fn class(
        &mut self,
        class: Class,
        values: &[i32],
        at: usize,
        state: State,
        next: &mut dyn FnMut(&mut Self, usize, State),
    ) {
        for index in self.pieces[at].entries() {
            let entry = self.lexicon.entry(index);
            if entry.kind != EntryKind::Class(class) || (!values.is_empty() && !values.contains(&entry.value))
            {
                continue;
            }
            let mut end = at + 1;
            if entry.dotted {
                match self.pieces.get(end) {
                    Some(dot) if !dot.spaced && dot.shape == Shape::Mark('.') => end += 1,
                    _ => continue,
                }
            }
            let mut state = state;
            state.slots.fill(class, entry.value);
            next(self, end, state);
        }
    }

    /// `12`, `2,5`, `12.000`, `12 050`
    fn number(&mut self, at: usize, mut state: State, next: &mut dyn FnMut(&mut Self, usize, State)) {
        let digits = |at: usize| match self.pieces.get(at)?.shape {
            Shape::Digits(value, length) => Some((value, length, self.pieces[at].spaced)),
            _ => None,
        };
        let glued_mark = |at: usize, mark: char| {
            self.pieces.get(at).is_some_and(|piece| !piece.spaced && piece.shape == Shape::Mark(mark))
        };
        let Some((value, _, _)) = digits(at) else { return };
        let (mut value, mut end) = (i64::from(value), at + 1);
        while glued_mark(end, self.patterns.thousands)
            && let Some((group, 3, false)) = digits(end + 1)
        {
            value = value.saturating_mul(1000).saturating_add(i64::from(group));
            end += 2;
        }
        if value < 1000
            && end == at + 1
            && let Some((group, 3, true)) = digits(end)
        {
            value = value * 1000 + i64::from(group);
            end += 1;
        }
        let mut hundredths = value.saturating_mul(100);
        if glued_mark(end, self.patterns.decimal)
            && let Some((part, length @ 1..=2, false)) = digits(end + 1)
        {
            hundredths =
                hundredths.saturating_add(if length == 1 { i64::from(part) * 10 } else { i64::from(part) });
            end += 2;
        }
        let Ok(hundredths) = i32::try_from(hundredths) else { return };
        state.slots.count(hundredths);
        next(self, end, state);
    }
}

/// Reads digits as what the pattern takes them for; false where they cannot be that.
fn digits(kind: Digits, value: u32, length: u8, slots: &mut Slots) -> bool {
    let signed = i32::try_from(value).unwrap_or(i32::MAX);
    match kind {
        Digits::Day if length <= 2 && (1..=31).contains(&value) => keep(&mut slots.day, value),
        Digits::MonthNumber if length <= 2 && (1..=12).contains(&value) => keep(&mut slots.month, value),
        Digits::Year if length == 4 && (1000..2200).contains(&value) => keep(&mut slots.year, signed),
        Digits::ShortYear if length == 2 => {
            // As everywhere: up to 40 is this century, the rest the last.
            keep(&mut slots.year, if value <= 40 { 2000 + signed } else { 1900 + signed });
        }
        Digits::AnyYear if (1..=4).contains(&length) && value >= 1 => keep(&mut slots.year, signed),
        Digits::Hour if length <= 2 && value <= 24 => keep(&mut slots.hour, value),
        Digits::Minute if length == 2 && value <= 59 => keep(&mut slots.minute, value),
        Digits::Nth if length <= 2 && value >= 1 => keep(&mut slots.ordinal, signed),
        Digits::Decade if value.is_multiple_of(10) && ((length == 2) || (length == 4 && value < 2200)) => {
            keep(&mut slots.decade, signed);
        }
        Digits::Decade if length == 3 && value.is_multiple_of(10) => keep(&mut slots.decade, signed),
        Digits::Day
        | Digits::MonthNumber
        | Digits::Year
        | Digits::ShortYear
        | Digits::AnyYear
        | Digits::Hour
        | Digits::Minute
        | Digits::Nth
        | Digits::Decade => return false,
    }
    true
}

fn keep<T>(slot: &mut Option<T>, value: T) {
    if slot.is_none() {
        *slot = Some(value);
    }
}

/// The constants of a group's rule join what is known; what is known wins.
fn merge(slots: &mut Slots, with: &Slots) {
    let Slots {
        year,
        before_christ,
        decade,
        month,
        day,
        weekday,
        part,
        season,
        day_offset,
        holiday,
        reference,
        hour,
        minute,
        minutes,
        clock,
        afternoon,
        zone,
        near,
        spoken_hour,
        plus,
        count,
        count_to,
        amounts: _,
        unit,
        ordinal,
        shift,
        edge,
        approx,
        every,
        direction,
        night_before,
    } = *with;
    macro_rules! join { ($($slot:ident),*) => { $(slots.$slot = slots.$slot.or($slot);)* } }
    join!(
        year,
        before_christ,
        decade,
        month,
        day,
        weekday,
        part,
        season,
        day_offset,
        holiday,
        reference,
        hour,
        minute,
        minutes,
        plus,
        clock,
        afternoon,
        zone,
        near,
        count_to,
        unit,
        ordinal,
        shift,
        edge,
        approx,
        direction
    );
    if let Some(count) = count {
        slots.count(count);
    }
    slots.spoken_hour |= spoken_hour;
    slots.every |= every;
    slots.night_before |= night_before;
}

/// Whether a number goes on behind a match that ends with digits, or a compound behind one that ends with its head.
fn goes_on(pieces: &[Piece], end: usize) -> bool {
    let digits = |at: usize| pieces.get(at).filter(|piece| matches!(piece.shape, Shape::Digits(..)));
    if digits(end.wrapping_sub(1)).is_none() {
        return pieces.get(end).is_some_and(|next| {
            !next.spaced
                && next.shape == Shape::Word
                && pieces.get(end.wrapping_sub(1)).is_some_and(|last| last.shape == Shape::Word)
        });
    }
    match pieces.get(end) {
        Some(next) if !next.spaced => match next.shape {
            Shape::Word => true,
            Shape::Digits(..) => true,
            Shape::Mark('.' | ',' | ':') => digits(end + 1).is_some_and(|after| !after.spaced),
            Shape::Mark(mark) => matches!(mark, '%' | '°' | '€' | '$' | '£' | '²' | '³'),
        },
        _ => false,
    }
}
