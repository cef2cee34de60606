//! The baseline: a committed file of accepted findings, known by the words of their places. Moved text keeps its
//! entry, changed text does not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::NamedSource;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::find::text;
use super::paths::{identity, relative, slashed};
use super::problem::Problem;
use crate::rule::Level;
use crate::whole;

/// What the file is called unless the configuration says otherwise.
pub const BASELINE_NAME: &str = "factlint-baseline.toml";

/// What stands above the entries.
const HEAD: &str = "\
# Findings that are accepted, written by `factlint baseline`. An entry holds while the words of its places are the
# same, wherever they stand. A `reason` may be added by hand; it is kept.

";

/// A file of accepted findings.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The file, as people call it.
    pub path: PathBuf,
    /// What was accepted, by fingerprint.
    pub entries: BTreeMap<String, BaselineEntry>,
}

/// An accepted finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineEntry {
    /// The rule.
    pub rule: String,
    /// The level; a worse one is not accepted with it.
    pub level: Level,
    /// The articles, by their way from the file's folder.
    pub articles: Vec<String>,
    /// The words of its places, for people.
    pub says: Vec<String>,
    /// Why, where somebody wrote it.
    pub reason: Option<String>,
}

/// The file as read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBaseline {
    #[serde(default)]
    finding: Vec<RawEntry<Spanned<String>>>,
}

/// The file as written.
#[derive(Debug, Serialize)]
struct Written {
    finding: Vec<RawEntry<String>>,
}

/// One entry.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawEntry<W> {
    fingerprint: W,
    rule: String,
    level: W,
    articles: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl Baseline {
    /// Reads a file; one that is not there has no entries.
    ///
    /// # Errors
    /// When it cannot be read or holds a mistake.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        if !path.exists() {
            return Ok(Self { path: path.to_owned(), entries: BTreeMap::new() });
        }
        let text: Arc<str> = Arc::from(text(path)?);
        let problem = |at: std::ops::Range<usize>, message: String| Problem::Mistake {
            message,
            file: NamedSource::new(path.display().to_string(), Arc::clone(&text)),
            at: at.into(),
        };
        let raw: RawBaseline = toml::from_str(&text)
            .map_err(|error| problem(error.span().unwrap_or(0..0), error.message().to_owned()))?;
        let mut entries = BTreeMap::new();
        for entry in raw.finding {
            let name = entry.level.get_ref();
            let level = Level::ALL.into_iter().find(|level| level.name() == name).ok_or_else(|| {
                problem(
                    entry.level.span(),
                    format!("no level `{name}`; `factlint baseline` writes the file anew"),
                )
            })?;
            let fingerprint = entry.fingerprint.get_ref();
            if !is_fingerprint(fingerprint) {
                let message = format!("`{fingerprint}` is no fingerprint; remove the entry");
                return Err(problem(entry.fingerprint.span(), message));
            }
            entries.insert(
                fingerprint.clone(),
                BaselineEntry {
                    rule: entry.rule,
                    level,
                    articles: entry.articles,
                    says: entry.says,
                    reason: entry.reason,
                },
            );
        }
        Ok(Self { path: path.to_owned(), entries })
    }

    /// The file's content: entries in the order of their articles, so that neighbours in the file are neighbours in
    /// the story.
    pub fn text(&self) -> String {
        let mut entries: Vec<(&String, &BaselineEntry)> = self.entries.iter().collect();
        entries.sort_by_key(|(fingerprint, entry)| (&entry.articles, *fingerprint));
        let finding = entries.into_iter().map(|(fingerprint, entry)| RawEntry {
            fingerprint: fingerprint.clone(),
            rule: entry.rule.clone(),
            level: entry.level.name().to_owned(),
            articles: entry.articles.clone(),
            says: entry.says.clone(),
            reason: entry.reason.clone(),
        });
        let body = toml::to_string_pretty(&Written { finding: finding.collect() }).unwrap_or_default();
        format!("{HEAD}{body}")
    }

    /// Writes the file; whether that changed it. Nothing is written where nothing changes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self) -> Result<bool, Problem> {
        let text = self.text();
        let known = std::fs::read_to_string(&self.path);
        if known.as_ref().is_ok_and(|known| *known == text) || (known.is_err() && self.entries.is_empty()) {
            return Ok(false);
        }
        let io = |cause| Problem::Io { what: "write", path: self.path.clone(), cause };
        whole::write(&self.path, &text).map_err(io)?;
        Ok(true)
    }

    /// What the file calls an article.
    pub fn article(&self, path: &Path) -> String {
        if path.as_os_str() == "-" {
            return "-".to_owned();
        }
        slashed(&relative(&self.folder(), &identity(path)))
    }

    /// The identity of an article that the file names.
    pub fn located(&self, article: &str) -> PathBuf {
        if article == "-" { PathBuf::from(article) } else { identity(&self.folder().join(article)) }
    }

    fn folder(&self) -> PathBuf {
        let parent = self.path.parent().filter(|parent| !parent.as_os_str().is_empty());
        identity(parent.unwrap_or(Path::new(".")))
    }
}

/// Whether words have the form of a fingerprint.
pub fn is_fingerprint(words: &str) -> bool {
    words.len() == 16 && words.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
