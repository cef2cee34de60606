//! The fields that a body has several of, each with its head: finance, planning, traffic.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeads {
    words: String,
    together: Vec<String>,
}

/// The fields that a body has several of, in all languages together.
#[derive(Debug, Default)]
pub(super) struct Ressorts {
    names: BTreeMap<String, usize>,
    // What a word begins with → field.
    beginnings: Vec<(String, usize)>,
    pub(super) heads: BTreeSet<String>,
    together: BTreeSet<(usize, usize)>,
}

impl Ressorts {
    fn id(&mut self, name: &str) -> usize {
        let next = self.names.len();
        *self.names.entry(name.to_owned()).or_insert(next)
    }

    pub(super) fn add(&mut self, ressorts: &BTreeMap<String, String>, heads: &RawHeads) {
        for (name, words) in ressorts {
            let id = self.id(name);
            let words = words.split_whitespace().map(|word| (word.trim_end_matches('*').to_owned(), id));
            self.beginnings.extend(words);
        }
        self.heads.extend(heads.words.split_whitespace().map(str::to_owned));
        for line in &heads.together {
            let ids: Vec<usize> = line.split_whitespace().map(|name| self.id(name)).collect();
            for (at, &a) in ids.iter().enumerate() {
                self.together.extend(ids[at + 1..].iter().map(|&b| (a.min(b), a.max(b))));
            }
        }
    }

    fn of(&self, word: &str) -> Option<usize> {
        let begins = self.beginnings.iter().filter(|(beginning, _)| word.starts_with(beginning.as_str()));
        begins.max_by_key(|(beginning, _)| beginning.len()).map(|(_, id)| *id)
    }

    /// The only field that some words name; none where they name two.
    pub(super) fn only<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<usize> {
        let named: BTreeSet<usize> = words.filter_map(|word| self.of(word)).collect();
        named.first().copied().filter(|_| named.len() == 1)
    }

    pub(super) fn exclude(&self, a: usize, b: usize) -> bool {
        a != b && !self.together.contains(&(a.min(b), a.max(b)))
    }
}
