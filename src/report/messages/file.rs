//! A message file as it is written, and which words it must have.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::finding::{FindingKind, Level};

/// A message file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The language's own name.
    #[expect(dead_code, reason = "for people who read the file")]
    pub language: String,
    pub format: Formats,
    pub report: BTreeMap<String, String>,
    pub explain: BTreeMap<String, String>,
    pub gate: BTreeMap<String, String>,
    pub page: BTreeMap<String, String>,
    pub diff: BTreeMap<String, String>,
    pub review: BTreeMap<String, String>,
    pub count: BTreeMap<String, Count>,
    pub level: BTreeMap<String, LevelWords>,
    pub rule: BTreeMap<String, RuleWords>,
    pub label: BTreeMap<String, String>,
    pub reason: BTreeMap<String, String>,
}

/// How days and moments are written (strftime).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formats {
    pub day: String,
    pub moment: String,
}

/// One and several of something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub one: String,
    pub other: String,
}

/// What a level is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelWords {
    pub name: String,
    pub one: String,
    pub other: String,
}

/// What a rule says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWords {
    /// What it asks, as a headline.
    pub title: String,
    /// The disagreement in one sentence.
    pub message: String,
    /// The same where a later article replaces an earlier one's words; `report.update` where it is left out.
    pub update: Option<String>,
}

/// The words that reports use beside those of levels and rules.
const REPORT_WORDS: [&str; 22] = [
    "update",
    "checked",
    "nothing",
    "and",
    "rule",
    "total",
    "durations",
    "progress",
    "agreed",
    "differing",
    "single",
    "agreeing",
    "negated",
    "vouched",
    "subject",
    "agreement",
    "no-facts",
    "replaced",
    "withdrawn",
    "withdrawn-by",
    "event",
    "alone",
];

/// The words of the rules' pages.
const EXPLAIN_WORDS: [&str; 26] = [
    "compares",
    "compares-act",
    "compares-event",
    "compares-measure",
    "compares-state",
    "docs-about",
    "docs-frames",
    "docs-frames-text",
    "docs-gives",
    "docs-kinds",
    "docs-kinds-text",
    "docs-made",
    "docs-rule",
    "docs-title",
    "frame",
    "frame-kind",
    "leaves",
    "levels",
    "matters",
    "quieter",
    "quieter-frame",
    "quieter-text",
    "read-as",
    "reads",
    "reported",
    "silent",
];

/// What the commands about accepted findings say.
const GATE_WORDS: [&str; 5] = ["accepted", "accepted-already", "baseline", "baseline-check", "closing"];

/// The words of the HTML page.
const PAGE_WORDS: [&str; 9] =
    ["findings", "articles", "facts", "show", "skip", "keys", "selected", "reference", "no-verdict"];

/// The words of two articles side by side.
const DIFF_WORDS: [&str; 8] =
    ["differing", "folded", "n-differing", "n-only", "n-same", "only", "same", "within"];

/// The words of the interactive mode.
const REVIEW_WORDS: [&str; 12] = [
    "accepted",
    "all",
    "empty",
    "filter",
    "gone",
    "help",
    "keys",
    "no-editor",
    "of",
    "reason",
    "reason-needed",
    "small",
];

/// The things that reports count.
const COUNTED: [&str; 3] = ["articles", "sentences", "claims"];

impl Raw {
    /// The first entry that a report needs and the file does not have: its table and its key.
    pub fn missing(&self) -> Option<(&'static str, &'static str)> {
        let levels = Level::ALL.iter().map(|level| level.name()).find(|name| !self.level.contains_key(*name));
        let rules =
            FindingKind::ALL.iter().map(|kind| kind.name()).find(|name| !self.rule.contains_key(*name));
        let counts = COUNTED.into_iter().find(|key| !self.count.contains_key(*key));
        let kinds = [("level", levels), ("rule", rules), ("count", counts)];
        let words = [
            ("report", &self.report, &REPORT_WORDS[..]),
            ("gate", &self.gate, &GATE_WORDS),
            ("page", &self.page, &PAGE_WORDS),
            ("diff", &self.diff, &DIFF_WORDS),
            ("review", &self.review, &REVIEW_WORDS),
            ("explain", &self.explain, &EXPLAIN_WORDS),
        ];
        let words = words.into_iter().map(|(table, entries, keys)| {
            (table, keys.iter().copied().find(|key| !entries.contains_key(*key)))
        });
        kinds.into_iter().chain(words).find_map(|(table, key)| Some((table, key?)))
    }
}
