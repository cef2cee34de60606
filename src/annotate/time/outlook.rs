//! What surrounds an expression: the preposition before it, the tense of its clause, and whether the whole text looks
//! at the days around it (news) or tells of years long gone (history).

use chrono::Datelike;

use super::Candidate;
use super::class::{BOUNDS, CUES, Class};
use super::lexicon::Lexicon;
use super::matching::{Found, Means};
use super::model::Bound;
use super::resolve::Direction;
use super::scan::{Piece, Shape};
use super::slots::Slots;
use crate::document::Document;
use crate::language::{Modality, Sentence, Tense};
use crate::text::Span;

/// How a document as a whole speaks of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlook {
    /// It tells history: months and days belong to the year last named.
    pub narrative: bool,
    /// It counts in days, so that its `heute` is the day it was written.
    pub daily: bool,
}

/// A preposition before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preposition {
    /// None, or one that changes nothing.
    None,
    /// `vor`, `before`
    Before,
    /// `nach`, `after`
    After,
    /// `seit`, `from`
    From,
    /// `bis`, `until`
    Until,
    /// `für`, `for`
    For,
    /// `in`, `within`
    Within,
    /// `gegen`, `about`
    About,
    /// `um`: about where a day or year follows, exactly where a clock time does.
    Around,
    /// `vor` where it means `ago`.
    Ago,
}

impl Preposition {
    pub(super) fn bound(self) -> Bound {
        match self {
            Self::None | Self::Within | Self::About | Self::Around | Self::Ago => Bound::At,
            Self::Before => Bound::Before,
            Self::After => Bound::After,
            Self::From => Bound::From,
            Self::Until => Bound::Until,
            Self::For => Bound::For,
        }
    }
}

impl Outlook {
    /// Judges a document by all expressions in it.
    pub(super) fn of(candidates: &[Candidate], document: &Document) -> Self {
        let now = document.meta.published.map(|published| published.year());
        let (mut old, mut days, mut deictic) = (0, 0, 0);
        for candidate in candidates {
            let slots = &candidate.found.slots;
            if candidate.found.means != Means::Date {
                continue;
            }
            match slots.year {
                Some(year) if slots.before_christ.is_some() || is_old(year, now) => {
                    // A full date or month of long ago is what histories are made of; years alone stand everywhere.
                    old += if slots.month.is_some() { 3 } else { 1 };
                }
                Some(_) => days += 1,
                None => {
                    days += i32::from(looks_at_days(slots));
                    deictic += i32::from(looks_at_days(slots) && slots.weekday.is_none());
                }
            }
        }
        Self { narrative: old >= 6 && old > 4 * days, daily: deictic >= 2 && days * 2 > old }
    }
}

fn is_old(year: i32, now: Option<i32>) -> bool {
    now.is_none_or(|now| year < now - 4)
}

/// Whether an expression is a day by name or distance, or a clock time.
pub(super) fn looks_at_days(slots: &Slots) -> bool {
    slots.day_offset.is_some_and(|days| days != 0)
        || slots.clock.is_some()
        || slots.hour.is_some()
        || (slots.weekday.is_some() && slots.day.is_none())
}

/// The preposition before an expression, articles between them passed over.
pub(super) fn preposition(pieces: &[Piece], found: &Found, lexicon: &Lexicon) -> Preposition {
    for piece in pieces[..found.start].iter().rev().take(3) {
        if piece.shape != Shape::Word {
            return Preposition::None;
        }
        if let Some(value) = lexicon.class(piece.entries(), Class::Bound) {
            return match usize::try_from(value).ok().and_then(|at| BOUNDS.get(at)) {
                Some(&"before") => Preposition::Before,
                Some(&"after") => Preposition::After,
                Some(&"from") => Preposition::From,
                Some(&"until") => Preposition::Until,
                Some(&"for") => Preposition::For,
                Some(&"within") => Preposition::Within,
                Some(&"about") => Preposition::About,
                // `von Montag bis Freitag`, but not the price `vom Montag`.
                Some(&"range") if until_follows(pieces, found, lexicon) => Preposition::From,
                Some(&"around") => Preposition::Around,
                Some(&"ago") => Preposition::Ago,
                _ => Preposition::None,
            };
        }
        if lexicon.class(piece.entries(), Class::Determiner).is_none() {
            return Preposition::None;
        }
    }
    Preposition::None
}

fn until_follows(pieces: &[Piece], found: &Found, lexicon: &Lexicon) -> bool {
    pieces.get(found.end).is_some_and(|piece| match piece.shape {
        Shape::Mark(mark) => mark == '-',
        Shape::Digits(..) => false,
        Shape::Word => lexicon
            .class(piece.entries(), Class::Bound)
            .and_then(|value| BOUNDS.get(usize::try_from(value).ok()?))
            .is_some_and(|bound| *bound == "until"),
    })
}

/// Where the clause of an expression looks: by its verb's tense, or by the nearest telling word.
pub(super) fn direction(
    pieces: &[Piece],
    found: &Found,
    lexicon: &Lexicon,
    read: Option<&Sentence>,
    span: Span,
) -> Direction {
    if let Some(direction) = read.and_then(|sentence| tense(sentence, span)) {
        return direction;
    }
    let cue = |piece: &Piece| lexicon.class(piece.entries(), Class::Cue);
    let before = pieces[..found.start].iter().rev();
    let after = pieces[found.end..].iter();
    let distance = |(away, piece): (usize, &Piece)| cue(piece).map(|cue| (away, cue));
    let nearest = [before.enumerate().find_map(distance), after.enumerate().find_map(distance)];
    match nearest.into_iter().flatten().min().and_then(|(_, cue)| CUES.get(usize::try_from(cue).ok()?)) {
        Some(&"past") => Direction::Past,
        Some(&"future") => Direction::Future,
        _ => Direction::Open,
    }
}

fn tense(sentence: &Sentence, span: Span) -> Option<Direction> {
    let clause = sentence.clause_of(sentence.token_at(span.start())?)?;
    let verb = sentence.clauses.get(clause)?.verb.as_ref()?;
    match (verb.tense?, verb.modality) {
        (Tense::Past | Tense::Perfect | Tense::Pluperfect, _) => Some(Direction::Past),
        (Tense::Future, _) => Some(Direction::Future),
        (Tense::Present, Some(Modality::Arranged | Modality::Wanted)) => Some(Direction::Future),
        (Tense::Present, _) => Some(Direction::Present),
    }
}

/// Whether a bare number of four digits is a year: something before it says so, or nothing after it is counted.
pub(super) fn year_like(pieces: &[Piece], found: &Found, lexicon: &Lexicon) -> bool {
    let before = found.start.checked_sub(1).and_then(|at| pieces.get(at));
    let has = |piece: Option<&Piece>, class| {
        piece.is_some_and(|piece| lexicon.class(piece.entries(), class).is_some())
    };
    if has(before, Class::BeforeYear) {
        return true;
    }
    let round = matches!(pieces[found.start].shape, Shape::Digits(year, _) if year % 100 == 0);
    let after = pieces.get(found.end);
    let counts = after
        .is_some_and(|piece| piece.shape == Shape::Word && (piece.capital || has(after, Class::Counted)));
    match before.map(|piece| (piece.shape, piece.capital)) {
        Some((Shape::Mark('#' | '$' | '€' | '+' | '='), _)) => false,
        Some((Shape::Mark('/'), _)) => {
            found.start.checked_sub(2).is_some_and(|at| matches!(pieces[at].shape, Shape::Digits(_, 4)))
        }
        Some((Shape::Word, false)) => !counts && !round && !has(before, Class::Approx),
        Some((Shape::Word, true)) => !counts || !round,
        Some((Shape::Mark(_) | Shape::Digits(..), _)) | None => !counts,
    }
}

/// Whether a lone month, weekday, season or holiday is one, and no name (`August Kral`) or part of a compound
/// (`Mai-Umsturz`).
pub(super) fn plausible(pieces: &[Piece], found: &Found, lexicon: &Lexicon) -> bool {
    let article = |piece: &Piece| lexicon.class(piece.entries(), Class::Determiner).is_some();
    let articles = pieces[found.start..found.end].iter().take_while(|piece| article(piece)).count();
    let core = found.start + articles;
    if core + 1 != found.end || pieces[core].shape != Shape::Word {
        return true;
    }
    let slots = &found.slots;
    if slots.month.is_none() && slots.season.is_none() && slots.holiday.is_none() && slots.weekday.is_none() {
        return true;
    }
    let after = pieces.get(found.end);
    let hyphen = after.is_some_and(|next| !next.spaced && next.shape == Shape::Mark('-'))
        && pieces.get(found.end + 1).is_some_and(|next| !next.spaced && next.shape == Shape::Word);
    if hyphen {
        return false;
    }
    let named = after.is_some_and(|next| next.spaced && next.capital && next.shape == Shape::Word);
    let before = found.start.checked_sub(1).and_then(|at| pieces.get(at));
    let led = articles > 0
        || before.is_some_and(|piece| {
            lexicon.class(piece.entries(), Class::Bound).is_some()
                || lexicon.class(piece.entries(), Class::Determiner).is_some()
                || lexicon.class(piece.entries(), Class::BeforeYear).is_some()
        });
    // `Hans August`, `Frau Sommer`: a capitalised word right before it.
    let surname = before.is_some_and(|piece| piece.capital && piece.shape == Shape::Word);
    if slots.month.is_some() || slots.season.is_some() { led || !(named || surname) } else { true }
}
