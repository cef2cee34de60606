//! Goes over one sentence and turns its numbers into quantities.

use super::atom::AtomKind;
use super::lexicon::Naming;
use super::noun::{self, Noun};
use super::numeral::{Numeral, Words};
use super::{Quantity, QuantityKind};
use crate::language::{Pos, Sentence};
use crate::text::Span;

/// What is known while an article is read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Everything so far, in the order of the text.
    pub list: Vec<Quantity>,
    /// The last count of the block that has a noun.
    pub last_count: Option<usize>,
    /// The last count of the sentence that has a noun.
    pub sentence_count: Option<usize>,
    /// A part and where the number of its whole must begin.
    pub whole_due: Option<(usize, usize)>,
    /// Whether the last number shared a unit that made it an age (`24 und 26 Jahren`).
    pub shared_age: bool,
    /// Indices of amounts whose currency the article leaves to the reader, with the language's usual one.
    pub without_currency: Vec<(usize, Box<str>)>,
}

/// One sentence under way.
pub(super) struct Scan<'a> {
    pub words: Words<'a>,
    pub sentence: &'a Sentence,
    /// Stretches of dates and clock times, sorted.
    pub times: &'a [Span],
    pub found: &'a mut Found,
}

/// A quantity being put together.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub numeral: Numeral,
    pub kind: QuantityKind,
    /// Index of the unit.
    pub unit: Option<usize>,
    /// First and one past the last atom of the whole.
    pub start: usize,
    pub end: usize,
    pub noun: Option<Noun>,
    pub part_of: Option<usize>,
}

impl Draft {
    pub fn new(numeral: Numeral, kind: QuantityKind) -> Self {
        let Numeral { start, end, .. } = numeral;
        Self { numeral, kind, unit: None, start, end, noun: None, part_of: None }
    }
}

impl Scan<'_> {
    /// Reads the whole sentence.
    pub fn run(&mut self) {
        self.found.sentence_count = None;
        let mut at = 0;
        while at < self.words.atoms.len() {
            at = self.step(at).map_or(at + 1, |next| next.max(at + 1));
        }
    }

    /// Reads what starts at an atom, and says where to go on.
    fn step(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        match words.atom(at)?.kind {
            AtomKind::Figure => {
                if self.in_time(at) {
                    return None;
                }
                self.file_number(at)
                    .or_else(|| self.score(at))
                    .or_else(|| self.figure_ordinal(at))
                    .or_else(|| self.figure_adjective(at))
                    .or_else(|| self.number(at))
                    // A figure that is no number takes what is glued to it along (`13.10.2024-17`).
                    .or_else(|| self.skip_glued(at))
            }
            AtomKind::Mark => self.money_before(at).or_else(|| {
                let alone = !words.is(at + 1, AtomKind::Word) || !words.glued(at + 1);
                alone.then(|| self.number(at)).flatten()
            }),
            AtomKind::Word => self.word(at),
        }
    }

    fn word(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let word = words.lower(at);
        let lexicon = words.lexicon;
        let raw = words.raw(at);
        if raw.len() <= 3
            && raw.chars().all(char::is_uppercase)
            && let Some(next) = self.money_before(at)
        {
            return Some(next);
        }
        let start = lexicon.starts.contains(&*word);
        let number = lexicon.decompose(&word);
        let stem = !start && number.is_none() && lexicon.ordinal(&word).is_none();
        if stem || self.in_time(at) {
            return None;
        }
        self.measured_before(at)
            .or_else(|| self.every(at))
            .or_else(|| self.versus(at))
            .or_else(|| self.one_in(at))
            .or_else(|| self.share(at))
            .or_else(|| self.ordinal(at))
            .or_else(|| number.filter(|number| !number.rest.is_empty()).and_then(|n| self.compound(at, n)))
            .or_else(|| self.number(at))
    }

    fn skip_glued(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let mut end = at + 1;
        // A telephone number goes on behind its spaces.
        let telephone = words.raw(at).len() > 2 && words.raw(at).starts_with('0');
        while telephone && words.is(end, AtomKind::Figure) {
            end += 1;
        }
        loop {
            let mark =
                words.is(end, AtomKind::Mark) && words.glued(end + 1) && words.is(end + 1, AtomKind::Figure);
            let part = mark || words.atom(end).is_some_and(|atom| atom.kind != AtomKind::Mark);
            if !words.glued(end) || !part {
                return Some(end);
            }
            end += 1;
        }
    }

    /// Whether an atom lies in a date or clock time.
    fn in_time(&self, at: usize) -> bool {
        let Some(atom) = self.words.atom(at) else { return false };
        let next = self.times.partition_point(|time| time.end() <= atom.span.start());
        self.times.get(next).is_some_and(|time| time.overlaps(atom.span))
    }

    /// Reads a plain number with bound, unit and noun.
    pub(super) fn number(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let first = words.numeral(at)?;
        if self.is_clock(first.end) {
            return Some(first.end + 1);
        }
        // `5:30`
        if words.glued(first.end) && words.raw(first.end) == ":" && words.glued(first.end + 1) {
            return self.skip_glued(at);
        }
        // `sie einigen sich`
        if first.open.is_some() && matches!(self.token_after(at), Some(Pos::Verb | Pos::Aux)) {
            return None;
        }
        let numeral = words.range(first);
        let mut draft = Draft::new(numeral, QuantityKind::Count);
        if let Some((unit, end)) = self.unit_after(numeral) {
            return self.measure(draft, unit, end);
        }
        if let Some((unit, age)) = self.shared_unit(numeral) {
            draft.unit = Some(unit);
            draft.kind = if age { QuantityKind::Age } else { self.words.lexicon.units[unit].kind };
            self.found.shared_age = age;
            return Some(self.push(draft));
        }
        if let Some(next) = self.magnitude(numeral) {
            return Some(next);
        }
        if numeral.fraction {
            return self.fraction(draft);
        }
        if let Some(next) = self.named(numeral) {
            return Some(next);
        }
        if self.is_age(numeral) {
            draft.kind = QuantityKind::Age;
            return Some(self.push(draft));
        }
        self.count(draft)
    }

    /// A number with a unit behind it.
    fn measure(&mut self, mut draft: Draft, unit: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let numeral = draft.numeral;
        if self.is_clock(numeral.end) {
            return None;
        }
        // `$5 a day`
        let per = numeral.article
            && words.lexicon.raw.one_of.is_empty()
            && self.found.list.last().is_some_and(|last| {
                numeral.start > 0 && last.span.end() == words.cover(numeral.start - 1, numeral.start).end()
            });
        if per {
            return None;
        }
        draft.unit = Some(unit);
        draft.kind = words.lexicon.units[unit].kind;
        draft.end = end;
        if draft.kind == QuantityKind::Duration {
            let age = self.age_end(numeral, end);
            self.found.shared_age = false;
            if let Some(end) = age {
                draft.kind = QuantityKind::Age;
                draft.end = end;
            } else {
                self.longer_duration(&mut draft);
            }
        }
        let position = words.cover(draft.start, draft.end).end();
        let (text, sentence, lexicon) = (words.text, self.sentence, words.lexicon);
        draft.noun = match draft.kind {
            QuantityKind::Share => noun::after_link(text, sentence, lexicon, position),
            QuantityKind::Age => noun::counted(text, sentence, lexicon, position),
            _ => noun::counted(text, sentence, lexicon, position).filter(|noun| {
                // Directly behind the unit only (`vier Wochen Urlaub`).
                text.get(position..noun.span.start())
                    .is_some_and(|gap| gap.trim_matches([' ', '-']).is_empty())
            }),
        };
        if draft.noun.is_none() {
            let start = words.cover(self.bound_start(draft.start, true), draft.end).start();
            draft.noun = noun::measured(text, sentence, lexicon, start);
        }
        Some(self.push(draft))
    }

    /// A count of things, or a number that counts nothing named.
    fn count(&mut self, mut draft: Draft) -> Option<usize> {
        let words = self.words;
        let numeral = draft.numeral;
        let (text, sentence, lexicon) = (words.text, self.sentence, words.lexicon);
        let position = words.cover(draft.start, draft.end).end();
        if numeral.article && !self.one_of(draft.end) {
            return None;
        }
        if words.glued(draft.end) && words.is(draft.end, AtomKind::Word) && numeral.figure {
            return None;
        }
        if let Some(next) = self.partitive(&mut draft) {
            let next_at = self.push(draft);
            return Some(next.max(next_at));
        }
        if !numeral.article {
            draft.noun = noun::counted(text, sentence, lexicon, position);
        }
        if draft.noun.is_none() {
            draft.noun = self.unnamed(&draft);
        }
        if draft.noun.is_none() && (numeral.article || self.is_year(numeral) || self.is_pronoun(numeral)) {
            return None;
        }
        if draft.noun.is_some() && self.is_year(numeral) && !self.counts_directly(&draft) {
            return None;
        }
        // A figure behind a capital that counts nothing is part of a name (`Boeing 737`).
        if draft.noun.is_none() && numeral.figure && numeral.open.is_none() && self.behind_name(numeral.start)
        {
            draft.kind = QuantityKind::Name;
        }
        if draft.noun.is_none() && self.behind_determiner(numeral) {
            draft.kind = QuantityKind::Name;
        }
        Some(self.push(draft))
    }

    /// The noun of a number that stands without one.
    fn unnamed(&self, draft: &Draft) -> Option<Noun> {
        let words = self.words;
        let start = words.cover(draft.start, draft.end).start();
        let told = noun::of_number(words.text, self.sentence, words.lexicon, start);
        if told.is_some() {
            return told;
        }
        let count = &self.found.list[self.found.sentence_count?];
        let listed = draft.start.checked_sub(1).is_some_and(|before| {
            let before = words.lower(before);
            words.lexicon.raw.ellipsis_before.iter().any(|word| **word == *before)
        });
        let ends = self
            .token_after(draft.end)
            .is_none_or(|pos| matches!(pos, Pos::Punct | Pos::Adp | Pos::Cconj | Pos::Verb | Pos::Aux));
        let inherited = (listed && ends) || (!draft.numeral.figure && ends && draft.start > 0);
        let noun = count.noun.clone().filter(|_| inherited && count.kind == QuantityKind::Count)?;
        Some(Noun { lemma: noun, span: count.noun_span? })
    }

    /// The part of speech of the token at an atom.
    pub(super) fn token_after(&self, at: usize) -> Option<Pos> {
        let position = self.words.atom(at)?.span.start();
        let token = self.sentence.token_at(position)?;
        self.sentence.tokens.get(usize::from(token)).map(|token| token.pos)
    }

    /// A share in fractions (`zwei Drittel der Stimmen`).
    fn fraction(&mut self, mut draft: Draft) -> Option<usize> {
        let words = self.words;
        let raw = &words.lexicon.raw;
        let next = words.lower(draft.end);
        let linked =
            raw.share_links.iter().any(|link| **link == *next || link.starts_with(&format!("{next} ")));
        let halved = raw.halves.contains_key(&*words.lower(draft.start))
            || raw.halves.contains_key(&*words.lower(draft.start + 1));
        if halved && !linked {
            return None;
        }
        // `a third goal` counts goals.
        let noun_next = matches!(self.token_after(draft.end), Some(Pos::Noun | Pos::Adj));
        if !raw.capital_nouns
            && noun_next
            && draft.numeral.value < 1.0
            && words.lower(draft.end - 1).len() < 7
        {
            let plural = words.lower(draft.end - 1).ends_with('s');
            if !plural {
                return None;
            }
        }
        draft.kind = QuantityKind::Share;
        let position = words.cover(draft.start, draft.end).end();
        if linked {
            draft.noun = noun::after_link(words.text, self.sentence, words.lexicon, position);
        }
        Some(self.push(draft))
    }

    /// How a noun before the number makes a name of it.
    pub(super) fn naming(&self, at: usize) -> Option<(usize, Naming)> {
        let before = at.checked_sub(1)?;
        let before = if self.words.raw(before) == "." { before.checked_sub(1)? } else { before };
        Some((before, *self.words.lexicon.naming.get(&*self.words.lower(before))?))
    }
}
