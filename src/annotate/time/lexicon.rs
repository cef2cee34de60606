//! The words that time expressions are made of, looked up once per word of the text.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::class::Class;

/// What a word can be: a class with a value, or a word that a pattern names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its class, or the number of the word in patterns.
    pub kind: EntryKind,
    /// The value it gives to its slot.
    pub value: i32,
    /// Whether a full stop must follow and belongs to it (`Feb.`).
    pub dotted: bool,
}

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum EntryKind {
    /// A class of words.
    Class(Class),
    /// A word that stands in a pattern.
    Literal(u32),
}

/// How a word has to be written in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Writing {
    /// Any way.
    Any,
    /// With a capital letter first (`Mai`).
    Capital,
    /// With a small one (`=morgen`).
    Small,
}

/// Words by their folded form; for each the entries that hold when it is written small and when with a capital.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: FxHashMap<Box<str>, Ranges>,
    entries: Vec<Entry>,
    /// First three bytes of the words that can head a compound, as a filter.
    heads: Vec<u64>,
    /// Pairs of classes that make compounds: head, tail.
    compounds: Vec<(Class, Class)>,
}

#[derive(Clone, Copy, Debug)]
struct Ranges {
    small: (u32, u32),
    capital: (u32, u32),
}

/// A word of two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compound {
    /// The byte at which the second begins.
    pub cut: usize,
    /// The entries of the first.
    pub head: (u32, u32),
    /// The entries of the second.
    pub tail: (u32, u32),
}

/// Collects words before the lexicon is frozen.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: BTreeMap<String, Vec<(Writing, Entry)>>,
    literals: BTreeMap<String, u32>,
}

impl Builder {
    /// Adds a word as rule files write it: `Mai` needs its capital, `=morgen` a small letter, `feb.` its dot.
    pub(super) fn add(&mut self, written: &str, class: Class, value: i32) {
        let (written, writing) = match written.strip_prefix('=') {
            Some(rest) => (rest, Writing::Small),
            None if written.chars().next().is_some_and(char::is_uppercase) => (written, Writing::Capital),
            None => (written, Writing::Any),
        };
        let (word, dotted) = match written.strip_suffix('.') {
            Some(word) => (word, true),
            None => (written, false),
        };
        let entry = Entry { kind: EntryKind::Class(class), value, dotted };
        let list = self.words.entry(word.to_lowercase()).or_default();
        if !list.contains(&(writing, entry)) {
            list.push((writing, entry));
        }
    }

    /// The number of a word that a pattern names.
    pub(super) fn literal(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.literals.len()).unwrap_or(u32::MAX);
        *self.literals.entry(word.to_owned()).or_insert_with(|| {
            let entry = Entry { kind: EntryKind::Literal(next), value: 0, dotted: false };
            self.words.entry(word.to_lowercase()).or_default().push((Writing::Any, entry));
            next
        })
    }

    /// Freezes the words.
    pub(super) fn build(self, compounds: Vec<(Class, Class)>) -> Lexicon {
        let mut lexicon = Lexicon { heads: vec![0; 64], compounds, ..Lexicon::default() };
        for (word, list) in self.words {
            let mut push = |wanted: Writing| {
                let start = lexicon.entries.len();
                lexicon.entries.extend(
                    list.iter()
                        .filter(|(writing, _)| *writing == Writing::Any || *writing == wanted)
                        .map(|(_, entry)| *entry),
                );
                let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                (number(start), number(lexicon.entries.len()))
            };
            let ranges = Ranges { small: push(Writing::Small), capital: push(Writing::Capital) };
            let heads = list.iter().any(|(_, entry)| {
                lexicon.compounds.iter().any(|(head, _)| entry.kind == EntryKind::Class(*head))
            });
            if heads && let Some(slot) = filter_slot(&word) {
                lexicon.heads[slot / 64] |= 1 << (slot % 64);
            }
            lexicon.words.insert(word.into_boxed_str(), ranges);
        }
        lexicon
    }
}

impl Lexicon {
    /// The entries of a folded word, as a range.
    pub(super) fn entries(&self, folded: &str, capital: bool) -> (u32, u32) {
        match self.words.get(folded) {
            Some(ranges) if capital => ranges.capital,
            Some(ranges) => ranges.small,
            None => (0, 0),
        }
    }

    /// One entry.
    pub(super) fn entry(&self, index: usize) -> Entry {
        self.entries[index]
    }

    /// Whether a piece's entries have the class; its value.
    pub(super) fn class(&self, entries: std::ops::Range<usize>, class: Class) -> Option<i32> {
        self.entries[entries]
            .iter()
            .find(|entry| entry.kind == EntryKind::Class(class))
            .map(|entry| entry.value)
    }

    /// Cuts a compound of two classes that belong together.
    pub(super) fn compound(&self, folded: &str) -> Option<Compound> {
        let slot = filter_slot(folded)?;
        if folded.len() < 6 || self.heads.get(slot / 64)? & (1 << (slot % 64)) == 0 {
            return None;
        }
        (3..folded.len().min(24).saturating_sub(1)).rev().find_map(|cut| {
            let (head, tail) = folded.split_at_checked(cut)?;
            let first = self.words.get(head)?.capital;
            let second = self.words.get(tail)?;
            // The tail of a compound is written small but is a noun all the same.
            let tail = [second.capital, second.small].into_iter().find(|tail| self.fits(first, *tail))?;
            Some(Compound { cut, head: first, tail })
        })
    }

    fn fits(&self, head: (u32, u32), tail: (u32, u32)) -> bool {
        let of = |range: (u32, u32)| range.0 as usize..range.1 as usize;
        self.compounds
            .iter()
            .any(|(a, b)| self.class(of(head), *a).is_some() && self.class(of(tail), *b).is_some())
    }
}

fn filter_slot(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let mix = bytes.get(..3)?.iter().fold(0usize, |mix, byte| mix * 31 + usize::from(*byte));
    Some(mix % 4096)
}
