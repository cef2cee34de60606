//! The forms that numbers take beside plain counts: scores, ordinals, shares in words, names, adjectives of number
//! and measure, orders of magnitude.

use super::QuantityKind;
use super::atom::AtomKind;
use super::lexicon::{Adjective, Decomposed, Naming};
use super::noun;
use super::numeral::Numeral;
use super::scan::{Draft, Scan};

impl Scan<'_> {
    /// `Az. 6 Ks 14/25`, `31/2025`: a number by which something is filed.
    pub(super) fn file_number(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let filed = self.naming(at).is_some_and(|(_, naming)| naming == Naming::File);
        let slash = words.raw(at + 1) == "/" && words.glued(at + 1) && words.is(at + 2, AtomKind::Figure);
        if !filed && !slash {
            return None;
        }
        let mut end = at + 1;
        // Figures, short words and slashes, up to the end of the parenthesis or clause.
        while end < words.atoms.len() && end < at + 10 {
            let raw = words.raw(end);
            let part = match words.atoms[end].kind {
                AtomKind::Figure => true,
                AtomKind::Word => filed && raw.chars().count() <= 3,
                AtomKind::Mark => words.glued(end) && matches!(raw, "/" | "-" | "." | "–"),
            };
            if !part {
                break;
            }
            end += 1;
        }
        let numeral =
            Numeral { end, ..Self::bare(at, words.numeral(at).map_or(0.0, |numeral| numeral.value)) };
        Some(self.push(Draft { end, ..Draft::new(numeral, QuantityKind::Name) }))
    }

    /// `2:1`, `1-0`
    pub(super) fn score(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let mark = words.raw(at + 1);
        let scored = words.lexicon.raw.score.iter().any(|score| **score == *mark)
            && words.glued(at + 1)
            && words.glued(at + 2)
            && words.is(at + 2, AtomKind::Figure);
        let before_glued = words.glued(at) && at > 0 && words.raw(at - 1) != "(";
        if !scored || before_glued || (words.glued(at + 3) && words.raw(at + 3) == mark) {
            return None;
        }
        let (first, second) = (words.numeral(at)?, words.numeral(at + 2)?);
        let small =
            |numeral: &Numeral| !numeral.marked && numeral.value < 200.0 && numeral.value.fract() == 0.0;
        let end = at + 3;
        if !small(&first) || !small(&second) || second.end != end || self.is_clock(end) {
            return None;
        }
        // `3-5 days` and `10-12 people` are ranges.
        let rising = first.value < second.value && mark != ":";
        if rising && (self.unit_after(second).is_some() || self.counts(second.end)) {
            return None;
        }
        Some(self.push_score(Numeral { end, ..first }, second.value, end))
    }

    /// `vier gegen eine Stimme`
    pub(super) fn versus(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let versus = words.lower(at + 1);
        if !raw.versus.iter().any(|word| **word == *versus) {
            return None;
        }
        let first = words
            .numeral(at)
            .filter(|first| first.end == at + 1 && !first.article && first.open.is_none())?;
        let second = words.numeral(at + 2).filter(|second| second.open.is_none() && !second.multiplied)?;
        let position = words.cover(second.start, second.end).end();
        let noun = noun::counted(words.text, self.sentence, words.lexicon, position)?;
        if second.value > first.value || self.unit_after(second).is_some() {
            return None;
        }
        let numeral = Numeral { end: second.end, ..first };
        let next = self.push_score(numeral, second.value, second.end);
        if let Some(score) = self.found.list.last_mut() {
            score.span = score.span.cover(noun.span);
            score.noun = Some(noun.lemma);
            score.noun_span = Some(noun.span);
        }
        Some(next)
    }

    fn push_score(&mut self, numeral: Numeral, against: f64, end: usize) -> usize {
        self.push(Draft { end, ..Draft::new(numeral, QuantityKind::Score) });
        if let Some(score) = self.found.list.last_mut() {
            score.against = Some(against);
        }
        end
    }

    /// `14. Verhandlungstag`, `63rd minute`
    pub(super) fn figure_ordinal(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let mark = words.lower(at + 1);
        let marked = words.glued(at + 1)
            && words.lexicon.raw.ordinals.figure_marks.iter().any(|entry| **entry == *mark)
            && !words.glued(at + 2);
        let numeral =
            words.numeral(at).filter(|numeral| numeral.end == at + 1 && numeral.value.fract() == 0.0)?;
        if !marked || numeral.marked || numeral.value >= 1000.0 {
            return None;
        }
        // A dot at the end of the sentence is no ordinal.
        if mark == "." && !words.is(at + 2, AtomKind::Word) {
            return None;
        }
        self.push_ordinal(Numeral { end: at + 2, ..numeral })
    }

    /// `zweiten`, `first`
    pub(super) fn ordinal(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let value = words.lexicon.ordinal(&words.lower(at))?;
        // `the third-largest` and `second-hand` rank nothing here.
        if words.hyphen(at + 1) && words.glued(at + 2) || words.hyphen(at) {
            return None;
        }
        let alone = words.lexicon.raw.ordinals.words.contains_key(&*words.lower(at));
        let numeral = Self::bare(at, value);
        if alone {
            return Some(self.push(Draft::new(numeral, QuantityKind::Ordinal)));
        }
        let verb = matches!(
            self.token_after(at),
            Some(crate::language::Pos::Verb | crate::language::Pos::Aux | crate::language::Pos::Adv)
        );
        if verb { None } else { self.push_ordinal(numeral) }
    }

    fn push_ordinal(&mut self, numeral: Numeral) -> Option<usize> {
        let words = self.words;
        let position = words.cover(numeral.start, numeral.end).end();
        let noun = noun::counted(words.text, self.sentence, words.lexicon, position);
        let raw = &words.lexicon.raw;
        let lower = noun.as_ref().map(|noun| noun.lemma.to_lowercase()).unwrap_or_default();
        let naming = numeral.figure && raw.ordinals.naming.iter().any(|ending| lower.ends_with(&**ending));
        // `6. Große Strafkammer`: a capital on an adjective makes a name.
        let capital = raw.capital_nouns
            && numeral.figure
            && noun::is_capital(words.raw(numeral.end))
            && noun.as_ref().is_some_and(|noun| noun.span != words.cover(numeral.end, numeral.end + 1));
        let kind = if naming || capital { QuantityKind::Name } else { QuantityKind::Ordinal };
        Some(self.push(Draft { noun, ..Draft::new(numeral, kind) }))
    }

    /// `jeder Dritte`, `jede achte Stelle`
    pub(super) fn every(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let word = words.lower(at);
        if !raw.every.iter().any(|every| **every == *word) {
            return None;
        }
        let value = words.lexicon.ordinal(&words.lower(at + 1)).filter(|value| *value >= 2.0)?;
        // `jeden zweiten Tag` tells how often.
        if words.lexicon.unit_words.contains_key(words.raw(at + 2)) {
            return None;
        }
        let numeral = Numeral { end: at + 2, fraction: true, ..Self::bare(at, 1.0 / value) };
        let position = words.cover(at, at + 2).end();
        let noun = noun::counted(words.text, self.sentence, words.lexicon, position);
        Some(self.push(Draft { noun, ..Draft::new(numeral, QuantityKind::Share) }))
    }

    /// `one in five`
    pub(super) fn one_in(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let first = words.numeral(at).filter(|first| !first.article && first.open.is_none())?;
        let links = &words.lexicon.raw.one_in;
        let length = [1, 2].into_iter().find(|length| {
            let phrase = words.phrase(first.end, first.end + length);
            links.iter().any(|link| **link == *phrase)
        })?;
        let second = words.numeral(first.end + length)?;
        let share = first.value < second.value && second.value <= 1000.0 && self.unit_after(second).is_none();
        if !share || second.multiplied {
            return None;
        }
        let numeral = Numeral { end: second.end, fraction: true, value: first.value / second.value, ..first };
        let position = words.cover(at, second.end).end();
        let noun = noun::counted(words.text, self.sentence, words.lexicon, position);
        Some(self.push(Draft { noun, ..Draft::new(numeral, QuantityKind::Share) }))
    }

    /// `die Hälfte der Stellen`
    pub(super) fn share(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let value = *raw.shares.get(&*words.lower(at))?;
        let next = words.lower(at + 1);
        let linked = raw.share_links.iter().any(|link| **link == *next);
        // `first half`, `half-hour`, `ein Drittel` (read from its number)
        let before = at.checked_sub(1).map(|before| words.lower(before)).unwrap_or_default();
        let counted =
            words.lexicon.ordinal(&before).is_some() || words.glued(at + 1) && words.raw(at + 1) == "-";
        if counted || !linked {
            return None;
        }
        let numeral = Numeral { fraction: true, ..Self::bare(at, value) };
        let position = words.cover(at, at + 1).end();
        let noun = noun::after_link(words.text, self.sentence, words.lexicon, position);
        Some(self.push(Draft { noun, ..Draft::new(numeral, QuantityKind::Share) }))
    }

    /// `Halle 6`, `Platz neun`, `A 7`
    pub(super) fn named(&mut self, numeral: Numeral) -> Option<usize> {
        let words = self.words;
        let at = numeral.start;
        if numeral.open.is_some() || numeral.article || numeral.multiplied {
            return None;
        }
        let road = at > 0
            && numeral.figure
            && matches!(words.raw(at - 1).as_bytes(), [b'A'..=b'Z'])
            && words.lexicon.raw.capital_nouns;
        if let Some((before, naming)) = self.naming(at)
            && (numeral.figure || numeral.value != 1.0 && noun::is_capital(words.raw(before)))
        {
            let kind = match naming {
                Naming::Thing | Naming::File => QuantityKind::Name,
                Naming::Rank => QuantityKind::Ordinal,
            };
            let mut draft = Draft::new(numeral, kind);
            draft.start = before;
            draft.noun = self.noun_at(before);
            return Some(self.push(draft));
        }
        road.then(|| self.push(Draft { start: at - 1, ..Draft::new(numeral, QuantityKind::Name) }))
    }

    fn noun_at(&self, at: usize) -> Option<noun::Noun> {
        let position = self.words.atom(at)?.span.start();
        let token = self.sentence.tokens.get(usize::from(self.sentence.token_at(position)?))?;
        Some(noun::Noun { lemma: token.lemma.clone(), span: token.span })
    }

    /// `vierstündig`, `62-Jährige`, `dreimal`, `sechsstellig`
    pub(super) fn compound(&mut self, at: usize, number: Decomposed<'_>) -> Option<usize> {
        let lexicon = self.words.lexicon;
        let value = number.sum.value();
        let place = if value.fract() == 0.0 { 1.0 } else { 0.5 };
        let numeral = Numeral { place, ..Self::bare(at, value) };
        if let Some(adjective) = lexicon.adjective(number.rest) {
            return Some(self.push_adjective(numeral, at, at + 1, adjective));
        }
        let raw = &lexicon.raw;
        if !raw.times.ending.is_empty() && number.rest == &*raw.times.ending && value >= 2.0 {
            let noun = noun::Noun { lemma: raw.times.noun.clone(), span: self.words.cover(at, at + 1) };
            return Some(self.push(Draft { noun: Some(noun), ..Draft::new(numeral, QuantityKind::Count) }));
        }
        number.rest.starts_with(&*raw.magnitude.stem).then(|| self.push_magnitude(numeral, at + 1)).flatten()
    }

    /// `24-jährig`, `30-tägige`, and the suspended `24- und 31-Jährige`.
    pub(super) fn figure_adjective(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        if !words.hyphen(at + 1) {
            return None;
        }
        let numeral = words.numeral(at).filter(|numeral| numeral.end == at + 1)?;
        if words.glued(at + 2) {
            let adjective = words.lexicon.adjective(&words.lower(at + 2))?;
            return Some(self.push_adjective(numeral, at + 2, at + 3, adjective));
        }
        // The adjective that the hyphen waits for.
        let full = (at + 2..at + 7)
            .find(|&at| words.is(at, AtomKind::Figure) && words.hyphen(at + 1) && words.glued(at + 2))?;
        let adjective = words.lexicon.adjective(&words.lower(full + 2))?;
        Some(self.push_adjective(numeral, full + 2, at + 2, adjective))
    }

    /// A number with the adjective that stands at `word`; the quantity ends before `end`.
    fn push_adjective(&mut self, numeral: Numeral, word: usize, end: usize, adjective: &Adjective) -> usize {
        let words = self.words;
        let lexicon = words.lexicon;
        let position = words.cover(word, word + 1).end();
        let nominal = lexicon.raw.capital_nouns && noun::is_capital(words.raw(word)) && word > 0;
        let counted = noun::counted(words.text, self.sentence, lexicon, position);
        let lasts = counted.as_ref().is_some_and(|noun| {
            let lower = noun.lemma.to_lowercase();
            lexicon.raw.adjectives.lasting.iter().any(|ending| lower.ends_with(&**ending))
        });
        let mut draft = Draft { end, unit: adjective.unit, ..Draft::new(numeral, QuantityKind::Count) };
        draft.noun = counted;
        if let Some(unit) = adjective.unit {
            draft.kind = lexicon.units[unit].kind;
        }
        if adjective.age && (nominal && words.hyphen(word) || !lasts) {
            draft.kind = QuantityKind::Age;
        }
        if let Some(noun) = &adjective.noun {
            draft.noun = Some(noun::Noun { lemma: noun.clone(), span: words.cover(word, word + 1) });
        }
        if nominal && words.hyphen(word.wrapping_sub(1)) && draft.kind == QuantityKind::Age {
            draft.noun = self.noun_at(word);
        }
        self.push(draft)
    }

    /// A number without anything around it.
    pub(super) fn bare(at: usize, value: f64) -> Numeral {
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
}
