//! Word lists that the taggers consult: closed classes of a language (`<language>/word-classes.toml`) and names
//! (`entities/gazetteer-*.txt`). A list is evidence, not a verdict: the models learn what being on one is worth.

use std::collections::{BTreeMap, HashMap};

use super::form::Form;
use super::sequence::Identity;
use crate::rule::{Files, Problem};

/// Which lists a word is on.
#[derive(Debug, Default)]
pub struct Lists {
    /// By the hash of the lower-case word: one bit per list.
    words: HashMap<u32, u32, Identity>,
    /// The bit of every list of names by what follows `gazetteer-` in its file's name.
    names: BTreeMap<String, u32>,
}

impl Lists {
    /// Loads the lists of a language and those of names.
    ///
    /// # Errors
    /// When the file of word classes is not what it should be.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let mut lists = Self::default();
        let path = format!("{language}/word-classes.toml");
        if files.text(&path).is_ok() {
            let classes: BTreeMap<String, String> = files.toml(&path)?;
            for (index, words) in classes.values().enumerate() {
                lists.add(1 << (index % 20 + 12), words.split_whitespace());
            }
        }
        lists.add_names(files)?;
        Ok(lists)
    }

    /// Loads the lists of names only.
    ///
    /// # Errors
    /// When a list cannot be read.
    pub fn names(files: &Files) -> Result<Self, Problem> {
        let mut lists = Self::default();
        lists.add_names(files)?;
        Ok(lists)
    }

    /// The lists of a word as a number, one bit for each; 0 where it is on none.
    pub fn of(&self, lower: u32) -> u32 {
        self.words.get(&lower).copied().unwrap_or(0)
    }

    /// Whether a number of [`Self::of`] says that the word is on a list of names (`given-names`).
    pub fn has(&self, lists: u32, name: &str) -> bool {
        self.names.get(name).is_some_and(|bit| lists & bit != 0)
    }

    fn add_names(&mut self, files: &Files) -> Result<(), Problem> {
        let paths = files.below("entities");
        let paths = paths.iter().filter(|path| path.starts_with("entities/gazetteer-"));
        for (index, path) in paths.enumerate() {
            let entries = files.text(path)?.lines().filter(|line| !line.starts_with('#'));
            let bit = 1 << (index % 12);
            let name = path.trim_start_matches("entities/gazetteer-").trim_end_matches(".txt");
            self.names.insert(name.to_owned(), bit);
            self.add(bit, entries.flat_map(str::split_whitespace));
        }
        Ok(())
    }

    fn add<'a>(&mut self, bit: u32, words: impl Iterator<Item = &'a str>) {
        for word in words {
            *self.words.entry(Form::new(word).lower).or_default() |= bit;
        }
    }
}
