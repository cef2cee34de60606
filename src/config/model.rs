//! What a configuration means: every name known, every pattern readable, every value with its origin.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::glob::Scope;
use crate::rule::{Confidence, FindingKind, Level};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line (`--language`).
    Flag(&'static str),
    /// A configuration file.
    File {
        /// What people call it.
        name: Arc<str>,
        /// The line, counted from 1.
        line: usize,
    },
}

/// A value with its origin.
#[derive(Clone, Debug)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Set<T> {
    /// A value of the command line.
    pub fn flag(value: T, flag: &'static str) -> Self {
        Self { value, origin: Origin::Flag(flag) }
    }
}

/// What is to be done with the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSetting {
    /// Reported as they are.
    On,
    /// Not reported.
    Off,
    /// Contradictions and tensions are reported at this level; what is milder than that already stays as it is.
    At(Level),
}

impl RuleSetting {
    /// The setting of a name: `on`, `off` or a level.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "on" => Some(Self::On),
            "off" => Some(Self::Off),
            level => Level::ALL.into_iter().find(|known| known.name() == level).map(Self::At),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::At(level) => level.name(),
        }
    }

    /// The level at which a finding is reported; none where it is not.
    pub fn level(self, level: Level) -> Option<Level> {
        match (self, level) {
            (Self::On, level) => Some(level),
            (Self::Off, _) => None,
            (Self::At(set), Level::Contradiction | Level::Tension) => Some(set),
            // An update is no disagreement; it can only be turned down.
            (Self::At(set), Level::Update | Level::Note) => Some(level.max(set)),
        }
    }
}

/// Whose the articles of some path are.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// The articles.
    pub scope: Scope,
    /// The outlet.
    pub name: String,
}

/// When the articles of some path were published.
#[derive(Clone, Debug)]
pub struct Published {
    /// The articles.
    pub scope: Scope,
    /// Day, or day and time.
    pub moment: NaiveDateTime,
}

/// A person, place or organisation of the user's own, or other names for one that the lexicon has.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// What it is, as the lexicon says it; needed where the lexicon does not know the name.
    pub kind: Option<String>,
}

/// A finding that somebody accepted.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
}

/// What holds for a run, in one layer or in all of them together.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The files that were read, the strongest first, as people call them.
    pub files: Vec<PathBuf>,
    /// What is checked when no path is named.
    pub inputs: Option<Set<Vec<PathBuf>>>,
    /// What drafts are checked against.
    pub against: Option<Set<Vec<PathBuf>>>,
    /// What is left out when a folder or a pattern is named.
    pub exclude: Option<Set<Vec<Scope>>>,
    /// Code of the articles' language.
    pub language: Option<Set<String>>,
    /// Code of the report's language.
    pub ui_language: Option<Set<String>>,
    /// The mildest level that is reported.
    pub min_level: Option<Set<Level>>,
    /// The mildest level that makes the run fail.
    pub fail_level: Option<Set<Level>>,
    /// The least confidence of what is reported.
    pub min_confidence: Option<Set<Confidence>>,
    /// The largest article that is read, in bytes.
    pub max_file_size: Option<Set<u64>>,
    /// The longest article, in bytes of its text.
    pub max_article_size: Option<Set<u64>>,
    /// The most that is unpacked of one file, in bytes.
    pub max_unpacked_size: Option<Set<u64>>,
    /// The most articles of one file, or files in one archive.
    pub max_entries: Option<Set<usize>>,
    /// The most elements of one page or XML file.
    pub max_elements: Option<Set<usize>>,
    /// How deep elements may be nested.
    pub max_nesting: Option<Set<usize>>,
    /// Outlets whose words are shown first, the most trusted first.
    pub trusted: Option<Set<Vec<String>>>,
    /// Folders of rule files.
    pub rule_folders: Option<Set<Vec<PathBuf>>>,
    /// The file of accepted findings.
    pub baseline: Option<Set<PathBuf>>,
    /// What is to be done with the findings of each rule.
    pub rules: BTreeMap<FindingKind, Set<RuleSetting>>,
    /// Whose the articles are, by path; the first that fits holds.
    pub outlets: Vec<Set<Outlet>>,
    /// When the articles were published, by path; the first that fits holds.
    pub published: Vec<Set<Published>>,
    /// The user's own names.
    pub entities: Vec<Set<Entity>>,
    /// Accepted findings.
    pub accepted: Vec<Set<Acceptance>>,
}

impl Config {
    /// This layer over a weaker one: a value of this one holds; rules count one by one, and outlets, days, entities and
    /// accepted findings of both count, this layer's first.
    pub fn over(self, weaker: Self) -> Self {
        let mut rules = weaker.rules;
        rules.extend(self.rules);
        Self {
            files: [self.files, weaker.files].concat(),
            inputs: self.inputs.or(weaker.inputs),
            against: self.against.or(weaker.against),
            exclude: self.exclude.or(weaker.exclude),
            language: self.language.or(weaker.language),
            ui_language: self.ui_language.or(weaker.ui_language),
            min_level: self.min_level.or(weaker.min_level),
            fail_level: self.fail_level.or(weaker.fail_level),
            min_confidence: self.min_confidence.or(weaker.min_confidence),
            max_file_size: self.max_file_size.or(weaker.max_file_size),
            max_article_size: self.max_article_size.or(weaker.max_article_size),
            max_unpacked_size: self.max_unpacked_size.or(weaker.max_unpacked_size),
            max_entries: self.max_entries.or(weaker.max_entries),
            max_elements: self.max_elements.or(weaker.max_elements),
            max_nesting: self.max_nesting.or(weaker.max_nesting),
            trusted: self.trusted.or(weaker.trusted),
            rule_folders: self.rule_folders.or(weaker.rule_folders),
            baseline: self.baseline.or(weaker.baseline),
            rules,
            outlets: [self.outlets, weaker.outlets].concat(),
            published: [self.published, weaker.published].concat(),
            entities: [self.entities, weaker.entities].concat(),
            accepted: [self.accepted, weaker.accepted].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_at_another_level() {
        let level = |name: &str, level| RuleSetting::from_name(name).and_then(|setting| setting.level(level));
        assert_eq!(level("tension", Level::Contradiction), Some(Level::Tension));
        assert_eq!(level("contradiction", Level::Tension), Some(Level::Contradiction));
        assert_eq!(level("contradiction", Level::Update), Some(Level::Update));
        assert_eq!(level("note", Level::Update), Some(Level::Note));
        assert_eq!(level("off", Level::Note), None);
        assert_eq!(level("on", Level::Note), Some(Level::Note));
        assert_eq!(RuleSetting::from_name("loud"), None);
    }
}
