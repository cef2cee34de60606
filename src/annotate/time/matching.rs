//! Patterns against pieces: at every piece that can begin a rule, the rule that reaches furthest wins.

use std::collections::BTreeMap;

use super::lexicon::{EntryKind, Lexicon};
use super::pattern::{Element, Item};
use super::scan::{Piece, Shape};
use super::slots::Slots;
use super::walk::Run;

/// What an expression is, so that the resolver knows what to make of its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// A place in the calendar, with or without time of day.
    Date,
    /// A length of time.
    Duration,
    /// Something that comes back.
    Set,
    /// `früher`, `zurzeit`.
    Reference,
    /// An amount away from today or from the time spoken of (`zwei Tage später`).
    Offset,
    /// No time at all, though it looks like one.
    Nothing,
}

/// A pattern with its meaning.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it makes.
    pub means: Means,
    /// The constants of the rule.
    pub slots: Slots,
    /// What it looks for.
    pub elements: Vec<Element>,
}

/// All patterns of a language.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// Every pattern, in the order of the file.
    pub rules: Vec<Rule>,
    /// Members of each group, as indices of rules.
    pub groups: Vec<Vec<usize>>,
    /// Rules that stand alone by what they can begin with.
    pub starts: BTreeMap<Begin, Vec<usize>>,
    /// How decimals and thousands are marked.
    pub decimal: char,
    /// How thousands are grouped.
    pub thousands: char,
}

/// What a pattern can begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Begin {
    Entry(EntryKind),
    Digits,
    Mark(char),
}

/// A match.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Its first piece.
    pub start: usize,
    /// One past its last piece.
    pub end: usize,
    /// One past the last piece of its context.
    pub reach: usize,
    /// What it is.
    pub means: Means,
    /// What its words said.
    pub slots: Slots,
}

impl Patterns {
    /// Fills the table of beginnings; `alone` are the rules that may stand alone.
    pub(super) fn index(&mut self, alone: &[usize]) {
        for &rule in alone {
            let mut begins = Vec::new();
            self.begins(&self.rules[rule].elements, &mut begins, 0);
            begins.sort_unstable();
            begins.dedup();
            for begin in begins {
                self.starts.entry(begin).or_default().push(rule);
            }
        }
    }

    fn begins(&self, elements: &[Element], begins: &mut Vec<Begin>, depth: usize) {
        for element in elements {
            let mut passes = element.optional || element.negated;
            for item in &element.any {
                match item {
                    Item::Open | Item::Start => passes = true,
                    Item::Word(word) => begins.push(Begin::Entry(EntryKind::Literal(*word))),
                    Item::Mark(mark) => begins.push(Begin::Mark(*mark)),
                    Item::Class(class, _) => begins.push(Begin::Entry(EntryKind::Class(*class))),
                    Item::Digits(_) | Item::Number => begins.push(Begin::Digits),
                    Item::Group(group) if depth < 6 => {
                        for &rule in &self.groups[*group] {
                            self.begins(&self.rules[rule].elements, begins, depth + 1);
                        }
                    }
                    Item::Group(_)
                    | Item::Close
                    | Item::End
                    | Item::Lower
                    | Item::Capital
                    | Item::AnyMark => {}
                }
            }
            if !passes {
                return;
            }
        }
    }

    /// Every expression of a sentence, left to right.
    pub(super) fn find(&self, pieces: &[Piece], lexicon: &Lexicon, found: &mut Vec<Found>) {
        let mut at = 0;
        while at < pieces.len() {
            match self.best(pieces, at, lexicon) {
                Some(mut best) => {
                    // Context must not win over a longer expression that begins behind it (`am` + `Morgen des 6. Juni`).
                    for later in at + 1..=best.start {
                        if let Some(longer) = self.best(pieces, later, lexicon)
                            && longer.end > best.end
                        {
                            best = longer;
                        }
                    }
                    at = best.end.max(at + 1);
                    if best.means != Means::Nothing {
                        found.push(best);
                    }
                }
                None => at += 1,
            }
        }
    }

    fn best(&self, pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Found> {
        let piece = &pieces[at];
        let mut best: Option<Found> = None;
        let mut run = Run::new(self, pieces, lexicon);
        let mut attempt = |begin: Begin, best: &mut Option<Found>| {
            for &rule in self.starts.get(&begin).map_or(&[][..], Vec::as_slice) {
                run.attempt(rule, at, best);
            }
        };
        match piece.shape {
            Shape::Word => {
                for index in piece.entries() {
                    attempt(Begin::Entry(lexicon.entry(index).kind), &mut best);
                }
            }
            Shape::Digits(..) if continues_number(pieces, at) => {}
            Shape::Digits(..) => attempt(Begin::Digits, &mut best),
            Shape::Mark(mark) => attempt(Begin::Mark(mark), &mut best),
        }
        best
    }
}

/// Whether the digits are the tail of a longer number (`5.000`, `10,50`).
fn continues_number(pieces: &[Piece], at: usize) -> bool {
    at >= 2
        && !pieces[at].spaced
        && !pieces[at - 1].spaced
        && matches!(pieces[at - 1].shape, Shape::Mark('.' | ',' | ':'))
        && matches!(pieces[at - 2].shape, Shape::Digits(..))
}
