//! Words that say which time in a row something is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::rule::{Files, Problem};

/// `order.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    time: Vec<String>,
    first: Vec<String>,
    never: Vec<String>,
    debut: Vec<String>,
    works: Vec<String>,
    ever: Vec<String>,
    row: Vec<String>,
    stretch: Vec<Vec<String>>,
    narrow: Vec<String>,
    earlier: Vec<String>,
    after: Vec<String>,
    ranks: Vec<String>,
    already: Vec<String>,
    copula: Vec<String>,
    back: Vec<String>,
    opening: Vec<String>,
    begin: Vec<String>,
    then: Vec<String>,
    and: Vec<String>,
    again: Vec<String>,
}

/// Words that say which time in a row something is, in all languages together, in lower case.
#[derive(Debug, Default)]
pub(in crate::finding) struct Words {
    pub(super) time: BTreeSet<String>,
    pub(super) first: BTreeSet<String>,
    pub(super) never: Vec<Vec<String>>,
    pub(super) debut: BTreeSet<String>,
    pub(super) works: BTreeSet<String>,
    pub(super) ever: BTreeSet<String>,
    pub(super) row: BTreeSet<String>,
    // Each with the first of its list.
    pub(super) stretch: BTreeMap<String, String>,
    pub(super) narrow: BTreeSet<String>,
    pub(super) earlier: BTreeSet<String>,
    pub(super) after: BTreeSet<String>,
    pub(super) ranks: BTreeSet<String>,
    pub(super) already: BTreeSet<String>,
    pub(super) copula: BTreeSet<String>,
    back: BTreeSet<String>,
    pub(super) opening: BTreeSet<String>,
    pub(super) begin: BTreeSet<String>,
    pub(super) then: BTreeSet<String>,
    pub(super) and: BTreeSet<String>,
    pub(super) again: Vec<Vec<String>>,
}

impl Words {
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut words = Self::default();
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase());
        for code in files.languages() {
            let path = format!("{code}/order.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawWords = files.toml(&path)?;
            words.time.extend(lower(raw.time));
            words.first.extend(lower(raw.first));
            words.debut.extend(lower(raw.debut));
            words.works.extend(lower(raw.works));
            words.ever.extend(lower(raw.ever));
            words.row.extend(lower(raw.row));
            for list in raw.stretch {
                let list: Vec<String> = lower(list).collect();
                let Some(first) = list.first().cloned() else { continue };
                words.stretch.extend(list.into_iter().map(|word| (word, first.clone())));
            }
            words.narrow.extend(lower(raw.narrow));
            words.earlier.extend(lower(raw.earlier));
            words.after.extend(lower(raw.after));
            words.ranks.extend(lower(raw.ranks));
            words.already.extend(lower(raw.already));
            words.copula.extend(lower(raw.copula));
            words.back.extend(lower(raw.back));
            words.opening.extend(lower(raw.opening));
            words.begin.extend(lower(raw.begin));
            words.then.extend(lower(raw.then));
            words.and.extend(lower(raw.and));
            let split = |phrase: String| phrase.split_whitespace().map(str::to_owned).collect();
            words.never.extend(lower(raw.never).map(split));
            words.again.extend(lower(raw.again).map(split));
        }
        Ok(words)
    }

    /// Whether a word in lower case says that what its clause tells was another time.
    pub(in crate::finding) fn is_back_then(&self, word: &str) -> bool {
        self.back.contains(word)
    }

    /// Whether a noun counts occasions.
    pub(in crate::finding) fn is_time(&self, noun: &str) -> bool {
        self.time.contains(noun)
    }
}
