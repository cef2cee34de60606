//! Measures that need more than a unit behind a number: currencies before it, durations of two parts, orders of
//! magnitude (`im mittleren einstelligen Millionenbereich`).

use super::QuantityKind;
use super::atom::AtomKind;
use super::noun;
use super::numeral::Numeral;
use super::scan::{Draft, Scan};

impl Scan<'_> {
    /// `$2.3 million`, `EUR 3 Mio.`: a currency before the figure.
    pub(super) fn money_before(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let lexicon = words.lexicon;
        let (unit, figure) = [2, 1].into_iter().find_map(|length| {
            let unit = *lexicon.unit_words.get(words.cover(at, at + length).of(words.text))?;
            let money = lexicon.units[unit].kind == QuantityKind::Money;
            (money && words.is(at + length, AtomKind::Figure)).then_some((unit, at + length))
        })?;
        let mut numeral = words.numeral(figure)?;
        self.suffix(&mut numeral);
        let first_end = numeral.end;
        numeral = words.range(numeral);
        if numeral.end == first_end {
            // `$2-$3 million` is rare; the plain range is read above.
            numeral = self.money_range(numeral, unit).unwrap_or(numeral);
        }
        let mut draft = Draft { start: at, unit: Some(unit), ..Draft::new(numeral, QuantityKind::Money) };
        // A currency that is named again behind the number (`$5 US-Dollar`) adds nothing.
        if let Some((again, end)) = self.unit_after(numeral)
            && again == unit
        {
            draft.end = end;
        }
        let start = words.cover(self.bound_start(at, true), draft.end).start();
        draft.noun = noun::measured(words.text, self.sentence, lexicon, start);
        Some(self.push(draft))
    }

    /// `€14m`, `$26k`: letters glued to the figure.
    fn suffix(&self, numeral: &mut Numeral) {
        let words = self.words;
        let factor = words.lexicon.raw.suffixes.get(words.raw(numeral.end));
        if let Some(factor) = factor.filter(|_| words.glued(numeral.end) && !numeral.multiplied) {
            numeral.value = super::figure::tidy(numeral.value * factor);
            numeral.place *= factor;
            numeral.factor *= factor;
            numeral.multiplied = true;
            numeral.end += 1;
        }
    }

    /// `$2 million to $3 million`
    fn money_range(&self, first: Numeral, unit: usize) -> Option<Numeral> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let join = words.lower(first.end);
        if !raw.range.iter().any(|word| **word == *join) {
            return None;
        }
        let mark = words.raw(first.end + 1);
        let same = words.lexicon.unit_words.get(mark) == Some(&unit);
        let mut second = words.numeral(first.end + 2).filter(|_| same)?;
        self.suffix(&mut second);
        let least = if first.multiplied { first.value } else { first.value * second.factor };
        (least < second.value).then_some(Numeral {
            end: second.end,
            open: Some((Some(least), Some(second.value))),
            value: least,
            ..first
        })
    }

    /// `Tempo 131`: a unit before the number.
    pub(super) fn measured_before(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let unit = *words.lexicon.before_units.get(words.raw(at))?;
        let numeral = words.numeral(at + 1).filter(|numeral| !numeral.article && numeral.open.is_none())?;
        let kind = words.lexicon.units[unit].kind;
        Some(self.push(Draft { start: at, unit: Some(unit), ..Draft::new(numeral, kind) }))
    }

    /// Adds the smaller part of a duration of two parts (`sechs Jahre und neun Monate`).
    pub(super) fn longer_duration(&mut self, draft: &mut Draft) {
        let words = self.words;
        let lexicon = words.lexicon;
        let Some(unit) = draft.unit.filter(|_| draft.numeral.open.is_none()) else { return };
        let raw = &lexicon.raw;
        let join = words.lower(draft.end);
        let joined = *join == *raw.joiner || raw.between_join.iter().any(|word| **word == *join);
        let at = if joined { draft.end + 1 } else { draft.end };
        let Some(second) = words.numeral(at).filter(|second| !second.article || second.end > at + 1) else {
            return;
        };
        let Some((part, end)) = self.unit_after(second) else { return };
        let (whole, part) = (&lexicon.units[unit], &lexicon.units[part]);
        let smaller = part.kind == QuantityKind::Duration && part.factor < whole.factor;
        // The part is about as small as one of the whole: `zwei Tage und fünf Stunden`, but not `zwei Tage und 90
        // Stunden`.
        if !smaller || second.open.is_some() || second.value * part.factor >= whole.factor * 2.0 {
            return;
        }
        draft.numeral.value += second.value * part.factor / whole.factor;
        draft.numeral.place = part.factor / whole.factor;
        draft.numeral.end = second.end;
        draft.end = end;
    }

    /// `low six figures`, `seven-figure sum`
    pub(super) fn magnitude(&mut self, numeral: Numeral) -> Option<usize> {
        let words = self.words;
        let stem = &*words.lexicon.raw.magnitude.stem;
        let at = if words.hyphen(numeral.end) { numeral.end + 1 } else { numeral.end };
        let figures = words.is(at, AtomKind::Word)
            && words.lower(at).starts_with(stem)
            && numeral.open.is_none()
            && !numeral.figure
            && (2.0..=12.0).contains(&numeral.value);
        figures.then(|| self.push_magnitude(Numeral { end: at + 1, ..numeral }, at + 1)).flatten()
    }

    /// An order of magnitude of so many digits; `next` is the atom behind the adjective.
    pub(super) fn push_magnitude(&mut self, numeral: Numeral, next: usize) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw.magnitude;
        let digits = numeral.value;
        if !(1.0..=12.0).contains(&digits) {
            return None;
        }
        let noun = words.lower(next);
        // What the noun's ending says (`Bereich`), and its beginning (`Millionen`); the longest ending counts.
        let ending =
            raw.nouns.iter().filter(|(ending, _)| noun.ends_with(&***ending)).max_by_key(|(e, _)| e.len());
        let (factor, money) = match ending {
            Some((ending, money)) => {
                let front = noun.strip_suffix(&**ending).unwrap_or("").trim_end_matches('-');
                let factor = if front.is_empty() { 1.0 } else { *raw.factors.get(front)? };
                (factor, *money > 0.0)
            }
            // `six figures` is money; `sechsstellige Mitgliederzahl` is not, and what it is we cannot say.
            None if words.lower(numeral.end - 1).starts_with(&*raw.stem) => (1.0, true),
            None => return None,
        };
        let before = numeral.start - usize::from(numeral.start > 0 && words.hyphen(numeral.start));
        let part = before.checked_sub(1).map(|at| words.lower(at)).and_then(|word| {
            raw.parts.iter().find(|(stem, _)| word.starts_with(&***stem)).map(|(_, part)| *part)
        });
        let lowest = 10f64.powf(digits - 1.0);
        let (from, to) = part.unwrap_or((0.0, 1.0));
        let width = lowest * 9.0;
        let open = Some((Some((lowest + width * from) * factor), Some((lowest + width * to) * factor)));
        let start = if part.is_some() { before - 1 } else { numeral.start };
        let numeral = Numeral { open, value: (lowest + width * from) * factor, ..numeral };
        let end = if ending.is_some() { next + 1 } else { next };
        let kind = if money { QuantityKind::Money } else { QuantityKind::Count };
        let next = self.push(Draft { start, end, ..Draft::new(numeral, kind) });
        let index = self.found.list.len().saturating_sub(1);
        if let Some(quantity) = self.found.list.last_mut() {
            quantity.approximate = true;
        }
        if money {
            self.found.without_currency.push((index, raw.currency.clone()));
        }
        Some(next)
    }
}
