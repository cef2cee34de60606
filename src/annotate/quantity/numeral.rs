//! Reads one number at a place in the sentence: figures, number words, fractions, multipliers and ranges of two.

use std::borrow::Cow;

use super::atom::{Atom, AtomKind};
use super::figure::{self, tidy};
use super::interval::Interval;
use super::lexicon::{Lexicon, Sum};
use crate::text::Span;

/// A number as written, before units and bounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// Its first atom.
    pub start: usize,
    /// One past its last atom.
    pub end: usize,
    /// What it is worth.
    pub value: f64,
    /// The value of one in its last written place.
    pub place: f64,
    /// Least and most, where the words themselves are vague or a range.
    pub open: Option<Interval>,
    /// Whether it is written in digits.
    pub figure: bool,
    /// Whether a word multiplies it (`38 Millionen`), and by how much.
    pub multiplied: bool,
    /// The multiplier, 1 where there is none.
    pub factor: f64,
    /// Whether it is a fraction of something (`zwei Drittel`).
    pub fraction: bool,
    /// Whether it is an article that may be the number one.
    pub article: bool,
    /// Whether the figure has marks inside.
    pub marked: bool,
}

/// One sentence's pieces with the words of its language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub atoms: &'a [Atom],
    pub lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    pub fn atom(&self, at: usize) -> Option<&'a Atom> {
        self.atoms.get(at)
    }

    pub fn is(&self, at: usize, kind: AtomKind) -> bool {
        self.atom(at).is_some_and(|atom| atom.kind == kind)
    }

    /// An atom as written; empty past the end.
    pub fn raw(&self, at: usize) -> &'a str {
        self.atom(at).map_or("", |atom| atom.span.of(self.text))
    }

    /// An atom in lower case.
    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        let raw = self.raw(at);
        if raw.chars().any(char::is_uppercase) { raw.to_lowercase().into() } else { raw.into() }
    }

    /// Whether the atom is glued to the one before it.
    pub fn glued(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|atom| atom.glued)
    }

    /// The range of the text from one atom to before another.
    pub fn cover(&self, start: usize, end: usize) -> Span {
        match (self.atoms.get(start), self.atoms.get(end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The words from one atom to before another as one lower-case string with single spaces; hyphens stay.
    pub fn phrase(&self, start: usize, end: usize) -> Cow<'a, str> {
        let words = self.cover(start, end).of(self.text);
        let plain = |c: char| c.is_lowercase() || c == ' ' || c == '-';
        if words.chars().all(plain) { words.into() } else { one_spaced(words).to_lowercase().into() }
    }

    /// Whether a glued hyphen stands at an atom.
    pub fn hyphen(&self, at: usize) -> bool {
        self.glued(at) && matches!(self.raw(at), "-" | "‑" | "–")
    }

    /// Reads the number that starts at an atom.
    pub fn numeral(&self, at: usize) -> Option<Numeral> {
        let mut numeral = match self.atom(at)?.kind {
            AtomKind::Figure => self.figure(at)?,
            AtomKind::Mark => self.vulgar(at)?,
            AtomKind::Word => self.word_number(at)?,
        };
        self.mixed_fraction(&mut numeral);
        self.multiply(&mut numeral);
        self.fraction(&mut numeral);
        numeral.value = tidy(numeral.value);
        Some(numeral)
    }

    fn plain(at: usize, value: f64) -> Numeral {
        Numeral {
            start: at,
            end: at + 1,
            value,
            place: 1.0,
            open: None,
            figure: false,
            multiplied: false,
            factor: 1.0,
            fraction: false,
            article: false,
            marked: false,
        }
    }

    fn figure(&self, at: usize) -> Option<Numeral> {
        let lexicon = self.lexicon;
        let own = figure::read(self.raw(at), lexicon.decimal, &lexicon.groups);
        // `1,5 million` in an English text is a decimal of another notation.
        let foreign = || {
            let multiplied = lexicon.raw.multipliers.contains_key(&*self.lower(at + 1));
            let (mark, groups) = if lexicon.decimal == '.' { (',', '.') } else { ('.', ',') };
            figure::read(self.raw(at), mark, &[groups]).filter(|_| multiplied)
        };
        let figure = own.or_else(foreign)?;
        let plain = Self::plain(at, figure.value);
        Some(Numeral { place: figure.place, figure: true, marked: figure.marked, ..plain })
    }

    /// `½`
    fn vulgar(&self, at: usize) -> Option<Numeral> {
        let value = vulgar_fraction(self.raw(at))?;
        Some(Numeral { place: value, fraction: true, figure: true, ..Self::plain(at, value) })
    }

    fn word_number(&self, at: usize) -> Option<Numeral> {
        let word = self.lower(at);
        let raw = &self.lexicon.raw;
        if !self.lexicon.starts.contains(&*word) {
            let number = self.lexicon.decompose(&word).filter(|number| number.rest.is_empty())?;
            return (!self.is_noun(at, number.sum)).then(|| self.cardinal(at, number.sum));
        }
        for length in [3, 2] {
            let pair = raw.vague_pairs.get(&*self.phrase(at, at + length));
            if let Some(vague) = pair.filter(|_| at + length <= self.atoms.len()) {
                let (least, most) = vague.interval();
                let open = Some((Some(least), most));
                return Some(Numeral { end: at + length, open, ..Self::plain(at, least) });
            }
        }
        if let Some(value) = raw.exact.get(&*word) {
            return (!self.is_noun(at, Sum::default())).then(|| Self::plain(at, *value));
        }
        if let Some(vague) = raw.vague.get(&*word) {
            let (least, most) = vague.interval();
            return Some(Numeral { open: Some((Some(least), most)), ..Self::plain(at, least) });
        }
        if raw.one.iter().any(|one| **one == *word) {
            return self.article(at);
        }
        if raw.halves.contains_key(&*word) {
            return self.half(at);
        }
        let number = self.lexicon.decompose(&word).filter(|number| number.rest.is_empty())?;
        (!self.is_noun(at, number.sum)).then(|| self.cardinal(at, number.sum))
    }

    /// Whether a capital makes a noun of a number word (`die Elf`). At the start of a sentence or quotation it does
    /// not; words for hundred and more are written with capitals as numbers, too.
    fn is_noun(&self, at: usize, sum: Sum) -> bool {
        let capital = self.raw(at).chars().next().is_some_and(char::is_uppercase);
        let inside = at.checked_sub(1).is_some_and(|before| self.is(before, AtomKind::Word));
        self.lexicon.raw.capital_nouns && capital && inside && !sum.power
    }

    /// Goes on over the words of one number (`two hundred and three`, `twenty-six`).
    fn cardinal(&self, at: usize, first: Sum) -> Numeral {
        let mut sum = first;
        let mut end = at + 1;
        while let Some((next, longer)) = self.cardinal_part(end, sum) {
            sum = longer;
            end = next;
        }
        let value = sum.value();
        let whole = value.fract() == 0.0;
        let place = if whole { 1.0 } else { 0.5 };
        Numeral { end, place, ..Self::plain(at, value) }
    }

    fn cardinal_part(&self, end: usize, sum: Sum) -> Option<(usize, Sum)> {
        let joined = self.lower(end) == *self.lexicon.raw.joiner && sum.power;
        let at = if joined || self.hyphen(end) { end + 1 } else { end };
        if !self.is(at, AtomKind::Word) {
            return None;
        }
        let word = self.lower(at);
        let number = self.lexicon.decompose(&word).filter(|number| number.rest.is_empty())?;
        // One word is one part here: number words of several parts do not go on.
        let part =
            self.lexicon.raw.cardinals.get(&*word).map(|value| super::lexicon::Morpheme::Cardinal(*value));
        let power = self.lexicon.raw.powers.get(&*word).map(|value| super::lexicon::Morpheme::Power(*value));
        let mut longer = sum;
        let fits = number.sum.parts == 1 && longer.take(part.or(power)?);
        // `two` behind `twenty` belongs to it, `twenty` behind `two` does not.
        let falls = power.is_some() || number.sum.value() < sum.value();
        (fits && falls).then_some((at + 1, longer))
    }

    /// `ein`, `a`: a number before a multiplier, a fraction or a half; else marked as doubtful.
    fn article(&self, at: usize) -> Option<Numeral> {
        let next = self.lower(at + 1);
        let raw = &self.lexicon.raw;
        if let Some(half) = raw.halves.get(&*next).filter(|_| !self.glued(at + 1)) {
            return Some(Numeral { end: at + 2, place: 0.5, fraction: true, ..Self::plain(at, *half) });
        }
        Some(Numeral { article: true, ..Self::plain(at, 1.0) })
    }

    /// `half a million`, `halbe Stunde`, `half of`
    fn half(&self, at: usize) -> Option<Numeral> {
        let raw = &self.lexicon.raw;
        let next = self.lower(at + 1);
        let end = if raw.one.iter().any(|one| **one == *next) { at + 2 } else { at + 1 };
        Some(Numeral { end, place: 0.5, fraction: true, ..Self::plain(at, 0.5) })
    }

    /// `two and a half`, `2½`
    fn mixed_fraction(&self, numeral: &mut Numeral) {
        if numeral.fraction || numeral.open.is_some() {
            return;
        }
        let end = numeral.end;
        if self.is(end, AtomKind::Mark)
            && let Some(part) = vulgar_fraction(self.raw(end))
        {
            numeral.value += part;
            numeral.place = 0.25;
            numeral.end += 1;
            return;
        }
        let raw = &self.lexicon.raw;
        // Five atoms at most: `-`, `and`, `-`, `a`, `-`, then the fraction.
        for length in (1..=5).rev() {
            let last = end + length;
            let joined = raw.fraction_join.iter().any(|join| {
                let words = self.phrase(end, last);
                words.trim_matches('-') == &**join
            });
            if !joined || last >= self.atoms.len() {
                continue;
            }
            if let Some(denominator) = raw.fractions.get(&*self.lower(last)) {
                numeral.value += 1.0 / denominator;
                numeral.place = 1.0 / denominator;
                numeral.end = last + 1;
                return;
            }
        }
    }

    fn multiply(&self, numeral: &mut Numeral) {
        // Two at most: `hundert Millionen`.
        for _ in 0..2 {
            let at = if self.hyphen(numeral.end) { numeral.end + 1 } else { numeral.end };
            if !self.is(at, AtomKind::Word) {
                return;
            }
            let word = self.lower(at);
            let Some(factor) = self.lexicon.raw.multipliers.get(&*word) else { return };
            numeral.value *= factor;
            numeral.place *= factor;
            numeral.factor *= factor;
            numeral.multiplied = true;
            numeral.fraction = false;
            if let Some((least, most)) = &mut numeral.open {
                *least = least.map(|least| least * factor);
                // `mehrere Hundert` are fewer than ten of them.
                *most = Some(most.unwrap_or(10.0) * factor);
            }
            numeral.article = false;
            numeral.end = at + 1;
            // The dot of `Mrd.`
            if word.len() <= 3 && self.glued(at + 1) && self.raw(at + 1) == "." && at + 2 < self.atoms.len() {
                numeral.end = at + 2;
            }
        }
    }

    /// `zwei Drittel`, `three-quarters`
    fn fraction(&self, numeral: &mut Numeral) {
        if numeral.fraction || numeral.multiplied || numeral.open.is_some() || numeral.value > 99.0 {
            return;
        }
        let at = if self.hyphen(numeral.end) { numeral.end + 1 } else { numeral.end };
        if let Some(denominator) = self.lexicon.raw.fractions.get(&*self.lower(at)) {
            numeral.value /= denominator;
            numeral.place = 1.0 / denominator;
            numeral.fraction = true;
            numeral.end = at + 1;
        }
    }

    /// Joins a second number of a range (`drei bis vier Millionen`, `zwischen 3 und 5`) to the first.
    pub fn range(&self, first: Numeral) -> Numeral {
        let raw = &self.lexicon.raw;
        let before = first.start.checked_sub(1).map(|at| self.lower(at)).unwrap_or_default();
        let has = |list: &[Box<str>], word: &str| list.iter().any(|entry| **entry == *word);
        let between = has(&raw.between, &before);
        if first.open.is_some() || has(&raw.change, &before) {
            return first;
        }
        let joined = if between { &raw.between_join } else { &raw.range };
        let length =
            if self.is(first.end, AtomKind::Mark) || !has(joined, &self.phrase(first.end, first.end + 2)) {
                1
            } else {
                2
            };
        let Some(at) =
            Some(first.end + length).filter(|_| has(joined, &self.phrase(first.end, first.end + length)))
        else {
            return first;
        };
        let Some(second) = self.numeral(at) else { return first };
        let mut least = first.value;
        if second.multiplied && !first.multiplied {
            least = tidy(least * second.factor);
        }
        let sensible = second.open.is_none() && !second.article && least < second.value;
        // Years and figures of seasons (`2017-21`) are no range of a number.
        if !sensible || self.hyphen(first.end) && first.figure && first.value >= 1000.0 && !first.marked {
            return first;
        }
        Numeral {
            start: if between { first.start - 1 } else { first.start },
            end: second.end,
            value: least,
            place: second.place,
            open: Some((Some(least), Some(second.value))),
            multiplied: first.multiplied || second.multiplied,
            factor: second.factor,
            ..first
        }
    }
}

/// `½` and its kin; the same in every language.
fn vulgar_fraction(mark: &str) -> Option<f64> {
    Some(match mark {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// Runs of white space as one space.
fn one_spaced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
