//! Words that tell what a date or a length of time is about.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::rule::{Files, Problem};

/// `calendar.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    founded: Vec<String>,
    born: Vec<String>,
    anniversary: Vec<String>,
    link: Vec<String>,
    total: Vec<String>,
    today: Vec<String>,
    beside: Vec<String>,
    distance: Vec<String>,
    apart: Vec<String>,
    begun: Vec<String>,
    office: Vec<String>,
}

/// The words that the calendar is asked about, in all languages together, in lower case.
#[derive(Debug, Default)]
pub(in crate::finding) struct Words {
    pub(super) founded: BTreeSet<String>,
    pub(super) born: BTreeSet<String>,
    pub(super) anniversary: BTreeSet<String>,
    pub(super) link: BTreeSet<String>,
    pub(super) total: BTreeSet<String>,
    pub(super) today: BTreeSet<String>,
    pub(super) beside: BTreeSet<String>,
    distance: BTreeSet<String>,
    pub(super) apart: BTreeSet<String>,
    pub(super) begun: BTreeSet<String>,
    pub(super) office: BTreeSet<String>,
}

impl Words {
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut words = Self::default();
        for code in files.languages() {
            let path = format!("{code}/calendar.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawWords = files.toml(&path)?;
            let lists = [
                (&mut words.founded, raw.founded),
                (&mut words.born, raw.born),
                (&mut words.anniversary, raw.anniversary),
                (&mut words.link, raw.link),
                (&mut words.total, raw.total),
                (&mut words.today, raw.today),
                (&mut words.beside, raw.beside),
                (&mut words.distance, raw.distance),
                (&mut words.apart, raw.apart),
                (&mut words.begun, raw.begun),
                (&mut words.office, raw.office),
            ];
            for (list, raw) in lists {
                list.extend(raw.into_iter().map(|word| word.to_lowercase()));
            }
        }
        Ok(words)
    }

    /// Whether a word is a unit that a distance in time is counted in.
    pub(super) fn is_distance(&self, word: &str) -> bool {
        self.distance.contains(&word.to_lowercase())
    }
}
