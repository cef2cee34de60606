//! What the document stage knows about each language, checked when it is loaded.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::model::Language;
use crate::rule::{Files, Problem};

/// What the document stage knows about layouts, abbreviations and languages.
#[derive(Debug)]
pub struct Rules {
    pub(super) languages: Vec<LanguageRules>,
    /// For each common word, the languages it belongs to (places in `languages`).
    #[expect(dead_code, reason = "the language of blocks comes next")]
    pub(super) common: HashMap<String, u8>,
}

/// What is known about one language.
#[derive(Debug)]
pub(super) struct LanguageRules {
    pub language: Language,
    pub abbreviations: HashMap<String, Abbreviation>,
    /// Words that begin sentences.
    pub starters: HashSet<String>,
    /// Names of months and weekdays.
    pub calendar: HashSet<String>,
    /// Whether a number with a full stop is an ordinal.
    pub ordinals: bool,
}

/// What a full stop behind a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// The sentence goes on.
    NeverLast,
    /// The sentence ends if a word follows that begins sentences.
    MayBeLast,
    /// The sentence goes on if a number follows, and ends otherwise.
    BeforeNumber,
    /// The sentence ends if a capitalised word follows, but for a weekday, a month or a title.
    Clock,
}

/// `sentence.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSentence {
    ordinals: bool,
    never_last: Vec<String>,
    may_be_last: Vec<String>,
    before_number: Vec<String>,
    clock: Vec<String>,
    starters: Vec<String>,
}

/// `layout.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLayout {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
}

impl Rules {
    /// Loads the stage's rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut languages = Vec::new();
        let mut common = HashMap::new();
        for code in files.languages() {
            let Some(language) = Language::from_code(code) else { continue };
            let bit = 1u8.checked_shl(u32::try_from(languages.len()).unwrap_or(u32::MAX)).unwrap_or(0);
            for word in entries(files.text(&format!("{code}/stopwords.txt"))?) {
                *common.entry(word.to_owned()).or_insert(0) |= bit;
            }
            languages.push(LanguageRules::load(files, code, language)?);
        }
        Ok(Self { languages, common })
    }

    /// What is known about a language; what is known about the first one for others.
    pub(super) fn language(&self, language: Language) -> Option<&LanguageRules> {
        self.languages.iter().find(|rules| rules.language == language).or(self.languages.first())
    }

    /// Whether a line stands by itself whatever surrounds it.
    pub(super) fn is_own_line(&self, _line: &str) -> bool {
        false
    }

    /// Whether a word after a hyphen shows that the hyphen stands for a part of a word (`Vor- und Nachteile`).
    pub(super) fn suspends(&self, word: &str) -> bool {
        matches!(word, "und" | "oder")
    }
}

impl LanguageRules {
    fn load(files: &Files, code: &str, language: Language) -> Result<Self, Problem> {
        let raw: RawSentence = files.toml(&format!("{code}/sentence.toml"))?;
        let mut abbreviations = HashMap::new();
        for (words, meaning) in [
            (raw.before_number, Abbreviation::BeforeNumber),
            (raw.may_be_last, Abbreviation::MayBeLast),
            (raw.never_last, Abbreviation::NeverLast),
            (raw.clock, Abbreviation::Clock),
        ] {
            abbreviations.extend(words.into_iter().map(|word| (word, meaning)));
        }
        let layout: RawLayout = files.toml(&format!("{code}/layout.toml"))?;
        let calendar = layout.months.iter().chain(&layout.weekdays).flatten().cloned().collect();
        Ok(Self {
            language,
            abbreviations,
            starters: raw.starters.into_iter().collect(),
            calendar,
            ordinals: raw.ordinals,
        })
    }
}

/// The entries of a list file: one per line, `#` begins a comment.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
