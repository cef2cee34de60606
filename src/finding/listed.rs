//! Words, and endings of words, with what they mean.

use std::collections::BTreeMap;

/// Words, and endings of words, with what they mean.
#[derive(Debug)]
pub(super) struct Listed<T> {
    pub(super) whole: BTreeMap<String, T>,
    endings: BTreeMap<String, T>,
}

impl<T: Copy> Listed<T> {
    pub(super) fn new() -> Self {
        Self { whole: BTreeMap::new(), endings: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, words: &str, meaning: T) {
        for word in words.split_whitespace() {
            if let Some(ending) = word.strip_prefix('*') {
                self.endings.insert(ending.to_owned(), meaning);
                self.whole.entry(ending.to_owned()).or_insert(meaning);
            } else {
                // `district-attorney`: two words of one title.
                self.whole.insert(word.replace('-', " "), meaning);
                self.whole.insert(word.to_owned(), meaning);
            }
        }
    }

    /// What a word means: the whole word first, then its longest ending.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        self.whole.get(word).copied().or_else(|| {
            let starts = word.char_indices().map(|(at, _)| at).skip(1);
            starts.into_iter().find_map(|at| self.endings.get(&word[at..]).copied())
        })
    }
}
