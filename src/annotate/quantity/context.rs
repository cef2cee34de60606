//! What stands around a number: bounds before it, units and ages behind it, the whole that it is a part of.

use super::QuantityKind;
use super::atom::AtomKind;
use super::interval::Bound;
use super::noun;
use super::numeral::Numeral;
use super::scan::{Draft, Scan};
use crate::language::Pos;

/// Words in the longest bound (`a little more than`).
const BOUND_WORDS: usize = 4;
/// Atoms in the longest unit word (`Kilometer pro Stunde`, `U.S. dollars`).
const UNIT_ATOMS: usize = 5;

/// Has the list the word?
fn has(list: &[Box<str>], word: &str) -> bool {
    list.iter().any(|entry| **entry == *word)
}

impl Scan<'_> {
    /// The first atom of the bounds before a number (`wohl mehr als rund`), or the number's own.
    pub(super) fn bound_start(&self, at: usize, measured: bool) -> usize {
        let mut start = at;
        while let Some((before, _)) = self.bound_at(start, measured || start != at) {
            start = before;
        }
        start
    }

    /// The strongest bound between its first atom and the number, or just behind the number.
    pub(super) fn bound(&self, at: usize, start: usize, draft: &Draft) -> Option<Bound> {
        let measured = draft.unit.is_some() || draft.numeral.fraction || self.large(draft.numeral);
        let mut bound = None;
        let mut end = at;
        while end > start {
            let Some((before, found)) = self.bound_at(end, measured || end != at) else { break };
            // `mindestens rund 40`: the outer word decides, but rounding alone decides nothing.
            bound = match bound {
                Some(inner) if found.approximate() => Some(inner),
                _ => Some(found),
            };
            end = before;
        }
        let raw = &self.words.lexicon.raw.bounds;
        let after = [1, 2].map(|length| self.words.phrase(draft.numeral.end, draft.numeral.end + length));
        if after.iter().any(|words| has(&raw.after_more, words)) {
            return Some(Bound::AtLeast);
        }
        if after.iter().any(|words| has(&raw.after_less, words)) {
            return Some(Bound::AtMost);
        }
        bound
    }

    fn bound_at(&self, at: usize, measured: bool) -> Option<(usize, Bound)> {
        let lexicon = self.words.lexicon;
        for length in (1..=BOUND_WORDS.min(at)).rev() {
            // The dot of `ca.`
            let dotted = length == 2 && self.words.raw(at - 1) == ".";
            let end = if dotted { at - 1 } else { at };
            let words = self.words.phrase(at - length, end);
            if let Some(bound) = lexicon.bounds.get(&*words) {
                let large = self.words.numeral(at).is_some_and(|numeral| self.large(numeral));
                let weak = has(&lexicon.raw.bounds.weak, &words);
                let above = *bound == Bound::More || has(&lexicon.raw.bounds.less_if_large, &words);
                if !weak || measured || (above && large) {
                    return Some((at - length, *bound));
                }
            }
        }
        None
    }

    /// Whether a preposition before such a number bounds it (`über 400 Anwohner`, but not `über drei Themen`).
    fn large(&self, numeral: Numeral) -> bool {
        numeral.value >= 10.0 && (numeral.figure || numeral.multiplied)
    }

    /// The unit behind a number and the atom behind the unit.
    pub(super) fn unit_after(&self, numeral: Numeral) -> Option<(usize, usize)> {
        let words = self.words;
        let lexicon = words.lexicon;
        let hyphen = words.hyphen(numeral.end);
        let at = if hyphen { numeral.end + 1 } else { numeral.end };
        if words.atom(at).is_none() || hyphen && !words.glued(at) {
            return None;
        }
        for length in (1..=UNIT_ATOMS).rev() {
            if at + length > words.atoms.len() {
                continue;
            }
            let end = at + length;
            let span = words.cover(at, end);
            if span.len() > 32 {
                continue;
            }
            let raw = span.of(words.text);
            let unit = lexicon.unit_words.get(raw).or_else(|| {
                let lower = words.phrase(at, end);
                let plain = lower.len() > 2 && !lexicon.raw.capital_nouns;
                lexicon.unit_words.get(&*lower).filter(|_| plain)
            });
            let unit = unit.or_else(|| lexicon.hyphen_units.get(raw).filter(|_| hyphen));
            let Some(unit) = unit else { continue };
            // One or two letters are a unit only behind a figure, and when the word ends there.
            let short = raw.len() <= 2 && raw.chars().all(char::is_alphabetic);
            if short && (!numeral.figure || words.glued(end) && words.is(end, AtomKind::Word)) {
                continue;
            }
            return Some((*unit, end));
        }
        None
    }

    /// The unit of the number that follows after `und`, where this one has none (`24 und 26 Jahren`), and whether it
    /// is an age.
    pub(super) fn shared_unit(&self, numeral: Numeral) -> Option<(usize, bool)> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let join = words.lower(numeral.end);
        if numeral.article || numeral.fraction || !(*join == *raw.joiner || has(&raw.between_join, &join)) {
            return None;
        }
        let second = words.numeral(numeral.end + 1).filter(|second| !second.article && !second.fraction)?;
        let (unit, end) = self.unit_after(second)?;
        let kind = words.lexicon.units[unit].kind;
        let age = kind == QuantityKind::Duration
            && (self.age_end(second, end).is_some() || self.age_before(numeral));
        // `drei Männer und zwei Stunden` would have its noun between.
        Some((unit, age))
    }

    /// Where an age ends whose years end at `end`; `None` if it is none.
    pub(super) fn age_end(&self, numeral: Numeral, end: usize) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let at = if words.hyphen(end) { end + 1 } else { end };
        for length in [2, 1] {
            if has(&raw.age_after, &words.phrase(at, at + length)) && at + length <= words.atoms.len() {
                return Some(at + length);
            }
        }
        let parenthesis = numeral.start >= 2
            && words.raw(numeral.start - 1) == "("
            && words.raw(end) == ")"
            && self.behind_name(numeral.start - 1);
        let shared = self.found.shared_age && numeral.start > 0 && {
            let join = words.lower(numeral.start - 1);
            *join == *raw.joiner || has(&raw.between_join, &join)
        };
        (parenthesis || shared || self.age_before(numeral)).then_some(end)
    }

    fn age_before(&self, numeral: Numeral) -> bool {
        let raw = &self.words.lexicon.raw;
        (1..=3.min(numeral.start))
            .any(|length| has(&raw.age_before, &self.words.phrase(numeral.start - length, numeral.start)))
    }

    /// `Gordon Achterberg, 58,`; `(58)` behind a name; `aged 58`; `he was 20`.
    pub(super) fn is_age(&self, numeral: Numeral) -> bool {
        let words = self.words;
        let plausible = numeral.figure
            && !numeral.marked
            && numeral.open.is_none()
            && (1.0..=120.0).contains(&numeral.value)
            && numeral.value.fract() == 0.0;
        if !plausible || numeral.start == 0 {
            return false;
        }
        let (before, after) = (words.raw(numeral.start - 1), words.raw(numeral.end));
        let closes = matches!((before, after), (",", "," | "." | ";" | "" | ")") | ("(", ")" | ","));
        let apposed = closes && numeral.start >= 2 && self.is_name(numeral.start - 2);
        if apposed || self.age_before(numeral) {
            return true;
        }
        let raw = &words.lexicon.raw;
        let predicate = numeral.start >= 2
            && has(&raw.age_verb, &words.lower(numeral.start - 1))
            && has(&raw.age_subject, &words.lower(numeral.start - 2));
        predicate && !self.counts(numeral.end)
    }

    /// Whether an atom belongs to a proper name.
    fn is_name(&self, at: usize) -> bool {
        let at = if self.words.raw(at) == "." { at.saturating_sub(1) } else { at };
        self.token_after(at) == Some(Pos::Propn)
    }

    /// Whether a capital stands before an atom, with nothing between.
    pub(super) fn behind_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let dotted = self.words.raw(before) == "." && before > 0;
        let before = if dotted { before - 1 } else { before };
        self.words.is(before, AtomKind::Word) && noun::is_capital(self.words.raw(before)) && before > 0
            || self.is_name(before)
    }

    /// `die 110`: an article in the singular before a number of things that are not named.
    pub(super) fn behind_determiner(&self, numeral: Numeral) -> bool {
        let before = numeral.start.checked_sub(1).map(|at| self.words.lower(at)).unwrap_or_default();
        numeral.figure && !numeral.multiplied && has(&self.words.lexicon.raw.names.determiners, &before)
    }

    /// Whether a counted noun stands behind an atom.
    pub(super) fn counts(&self, end: usize) -> bool {
        let position = self.words.cover(0, end).end();
        noun::counted(self.words.text, self.sentence, self.words.lexicon, position).is_some()
    }

    pub(super) fn is_clock(&self, end: usize) -> bool {
        let clock = &self.words.lexicon.raw.clock;
        (1..=4).any(|length| has(clock, self.words.cover(end, end + length).of(self.words.text)))
    }

    /// Four digits that are a year when nothing is counted.
    pub(super) fn is_year(&self, numeral: Numeral) -> bool {
        numeral.figure
            && !numeral.marked
            && !numeral.multiplied
            && (1500.0..2100.0).contains(&numeral.value)
            && numeral.open.is_none_or(|(_, most)| most.is_some_and(|most| most < 2100.0))
    }

    /// Whether the noun stands right behind the number, and a bound or nothing before it tells of a date.
    pub(super) fn counts_directly(&self, draft: &Draft) -> bool {
        let words = self.words;
        let end = words.cover(draft.start, draft.end).end();
        let direct = draft.noun.as_ref().is_some_and(|noun| {
            words.text.get(end..noun.span.start()).is_some_and(|gap| gap.trim().is_empty())
        });
        let before = draft.start.checked_sub(1).map(|at| words.raw(at)).unwrap_or_default();
        direct
            && !noun::is_capital(before)
            && self.token_after(draft.start.saturating_sub(1)) != Some(Pos::Adp)
    }

    /// `no one`, `each one`: a word for one behind a determiner is a pronoun.
    pub(super) fn is_pronoun(&self, numeral: Numeral) -> bool {
        numeral.value == 1.0 && !numeral.figure
    }

    pub(super) fn one_of(&self, end: usize) -> bool {
        has(&self.words.lexicon.raw.one_of, &self.words.lower(end))
    }

    /// `14 der 38 Firmen`, `zwei von ihnen`, `zwei davon`: finds the whole; gives where to go on.
    pub(super) fn partitive(&mut self, draft: &mut Draft) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let next = words.lower(draft.end);
        if has(&raw.partitive_adverbs, &next) {
            return self.part_of_last(draft, draft.end + 1);
        }
        if !has(&raw.partitive, &next) {
            return None;
        }
        if has(&raw.partitive_pronouns, &words.lower(draft.end + 1)) {
            return self.part_of_last(draft, draft.end + 2);
        }
        let position = words.cover(draft.start, draft.end + 1).end();
        let position = noun::skip_determiners(words.text, self.sentence, words.lexicon, position);
        let whole = words.atoms.partition_point(|atom| atom.span.end() <= position);
        let whole_number = words.numeral(whole).filter(|numeral| {
            !numeral.article && numeral.value >= draft.numeral.value && self.unit_after(*numeral).is_none()
        });
        let after = match whole_number {
            Some(numeral) => words.cover(numeral.start, numeral.end).end(),
            None => position,
        };
        draft.noun = noun::counted(words.text, self.sentence, words.lexicon, after);
        draft.noun.as_ref()?;
        if let Some(numeral) = whole_number {
            let index = self.found.list.len();
            self.found.whole_due = Some((index, words.cover(numeral.start, numeral.end).start()));
        }
        // The part's own span ends before its whole.
        Some(draft.end)
    }

    fn part_of_last(&self, draft: &mut Draft, end: usize) -> Option<usize> {
        let whole = self.found.last_count?;
        let count = &self.found.list[whole];
        draft.part_of = count.most.is_none_or(|most| most >= draft.numeral.value).then_some(whole);
        draft.noun = match (&count.noun, count.noun_span) {
            (Some(lemma), Some(span)) => Some(noun::Noun { lemma: lemma.clone(), span }),
            _ => None,
        };
        draft.end = end;
        Some(end)
    }
}
