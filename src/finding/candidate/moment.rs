//! What kind of moment a clause gives the time of: a beginning, an alarm, a verdict, somebody's years in office. Two
//! clauses with two times for one kind of moment may speak of one happening, even if they share no word.

use rustc_hash::FxHashMap;

use crate::claim::pattern::{Keys, Patterns};
use crate::document::Language;
use crate::rule::{Files, Problem, lines};

/// More kinds than this do not fit into [`Kinds`].
const MOST: usize = 128;

/// Words by the kind of moment, `<language>/moments.txt`.
#[derive(Debug, Default)]
pub struct Moments {
    patterns: FxHashMap<Language, Patterns<u8>>,
    names: Vec<String>,
}

/// Kinds of moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::finding) struct Kinds(u128);

impl Moments {
    /// Loads the lists of every language.
    ///
    /// # Errors
    /// A line without a name, a pattern that cannot be read, or more kinds than can be told apart.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut moments = Self::default();
        for code in files.languages() {
            let path = format!("{code}/moments.txt");
            let (Ok(text), Some(language)) = (files.text(&path), Language::from_code(code)) else { continue };
            let mut patterns = Patterns::default();
            for (range, line) in lines(text) {
                let Some((name, list)) = line.split_once(':') else {
                    let message = "a line names a kind of moment, then `:`, then its patterns".to_owned();
                    return Err(files.problem(&path, range, message));
                };
                let Some(kind) = moments.kind(name.trim()) else {
                    return Err(files.problem(&path, range, format!("there are more than {MOST} kinds")));
                };
                for pattern in list.split(';').map(str::trim).filter(|pattern| !pattern.is_empty()) {
                    let added = patterns.add(pattern, kind);
                    added.map_err(|error| files.problem(&path, range.clone(), error.to_string()))?;
                }
            }
            moments.patterns.insert(language, patterns);
        }
        Ok(moments)
    }

    /// The number of a kind, a new one where the name is new; none where there are too many.
    fn kind(&mut self, name: &str) -> Option<u8> {
        let known = self.names.iter().position(|known| known == name);
        let at = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push(name.to_owned());
        }
        u8::try_from(at).ok().filter(|_| at < MOST)
    }

    /// The kinds that some words of a sentence name.
    pub(in crate::finding) fn of(&self, language: Language, keys: &Keys, tokens: &[u16]) -> Kinds {
        let Some(patterns) = self.patterns.get(&language) else { return Kinds::default() };
        Kinds(patterns.find(keys, tokens).iter().fold(0, |all, hit| all | 1 << hit.meaning))
    }

    /// Whether the one begins what the other ends.
    pub(in crate::finding) fn are_ends(&self, a: Kinds, b: Kinds) -> bool {
        let bit = |name: &str| {
            let at = self.names.iter().position(|known| known == name);
            at.map_or(0, |at| 1_u128 << at)
        };
        let pairs = [
            ("start", "end"),
            ("alarm", "end"),
            ("open", "close"),
            ("arrive", "depart"),
            ("blocked", "restored"),
        ];
        pairs.iter().any(|(one, other)| {
            let (one, other) = (bit(one), bit(other));
            let only = |kinds: Kinds, this: u128, that: u128| kinds.0 & this != 0 && kinds.0 & that == 0;
            only(a, one, other) && only(b, other, one) || only(a, other, one) && only(b, one, other)
        })
    }
}

impl Kinds {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Their numbers.
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        (0..MOST).filter(move |at| self.0 >> at & 1 == 1)
    }

    pub(super) fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How much of all the kinds the two have in common, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "128 at most")]
    pub(in crate::finding) fn likeness(self, other: Self) -> f32 {
        let all = (self.0 | other.0).count_ones();
        if all == 0 { 0.0 } else { (self.0 & other.0).count_ones() as f32 / all as f32 }
    }
}
