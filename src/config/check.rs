//! From what a file says to what it means: the only way across, and it checks.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use miette::NamedSource;
use toml::Spanned;

use super::baseline::is_fingerprint;
use super::glob::{Glob, Scope};
use super::model::{Acceptance, Config, Entity, Origin, Outlet, Published, RuleSetting, Set};
use super::paths::{from_here, identity};
use super::problem::Problem;
use super::raw::{Raw, RawAccept, RawEntity, Words};
use crate::rule::{Confidence, FindingKind, Level};
use crate::text::moment;

/// What a name of one's own may be: the kinds of the lexicon.
const KINDS: [&str; 14] = [
    "person-m",
    "person-f",
    "organisation",
    "party",
    "company",
    "club",
    "media",
    "state",
    "region",
    "city",
    "water",
    "building",
    "event",
    "other",
];

/// Characters that the lexicon's files use for themselves.
const RESERVED: [char; 4] = ['|', ';', '~', '?'];

/// Reads the text of a configuration file.
///
/// # Errors
/// The first mistake in it.
pub(super) fn read(path: &Path, text: &str) -> Result<Config, Problem> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let reader = Reader {
        name: Arc::from(path.display().to_string()),
        text: Arc::from(text),
        folder: identity(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }),
    };
    let raw: Raw = toml::from_str(text)
        .map_err(|error| reader.problem(error.span().unwrap_or(0..0), error.message().to_owned()))?;
    let mut config = reader.config(raw)?;
    config.files.push(path.to_owned());
    Ok(config)
}

/// Reads a size: `200000`, `200K`, `16M`, `1G`, also with a `B` behind.
///
/// # Errors
/// What would be right.
pub fn size(text: &str) -> Result<u64, String> {
    let upper = text.trim().to_ascii_uppercase();
    let upper = upper.strip_suffix('B').unwrap_or(&upper);
    let (digits, shift) = match upper.as_bytes().last() {
        Some(b'K') => (&upper[..upper.len() - 1], 10),
        Some(b'M') => (&upper[..upper.len() - 1], 20),
        Some(b'G') => (&upper[..upper.len() - 1], 30),
        _ => (upper, 0),
    };
    digits
        .trim()
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .ok_or_else(|| "write a number of bytes, or one with K, M or G (`16M`)".to_owned())
}

/// One file, while it is checked.
struct Reader {
    name: Arc<str>,
    text: Arc<str>,
    /// The file's folder, by its identity: paths count from it.
    folder: PathBuf,
}

impl Reader {
    fn problem(&self, at: Range<usize>, message: String) -> Problem {
        Problem::Mistake {
            message,
            file: NamedSource::new(&self.name, Arc::clone(&self.text)),
            at: at.into(),
        }
    }

    fn set<T>(&self, value: T, at: Range<usize>) -> Set<T> {
        let before = self.text.as_bytes().iter().take(at.start);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        Set { value, origin: Origin::File { name: Arc::clone(&self.name), line } }
    }

    fn config(&self, raw: Raw) -> Result<Config, Problem> {
        let level = |words: &Words| self.level(words.get_ref(), words.span());
        let rules = raw.rules.iter().map(|(rule, setting)| self.rule(rule, setting));
        let mut outlets: Vec<_> = raw.outlets.into_iter().collect();
        // The first that fits holds, so the order is the file's, not the alphabet's.
        outlets.sort_by_key(|(pattern, _)| pattern.span().start);
        let mut published: Vec<_> = raw.published.into_iter().collect();
        published.sort_by_key(|(pattern, _)| pattern.span().start);
        Ok(Config {
            files: Vec::new(),
            inputs: self.paths(raw.inputs)?,
            against: self.paths(raw.against)?,
            exclude: self.list(raw.exclude, |words| self.scope(words))?,
            language: raw.language.as_ref().map(|words| self.words(words)).transpose()?,
            ui_language: raw.ui_language.as_ref().map(|words| self.words(words)).transpose()?,
            min_level: raw.min_level.as_ref().map(level).transpose()?,
            fail_level: raw.fail_level.as_ref().map(level).transpose()?,
            min_confidence: raw.min_confidence.map(|share| self.confidence(share)).transpose()?,
            max_file_size: raw.max_file_size.as_ref().map(|words| self.size(words)).transpose()?,
            max_article_size: raw.max_article_size.as_ref().map(|words| self.size(words)).transpose()?,
            max_unpacked_size: raw.max_unpacked_size.as_ref().map(|words| self.size(words)).transpose()?,
            max_entries: raw.max_entries.map(|number| self.number(number)),
            max_elements: raw.max_elements.map(|number| self.number(number)),
            max_nesting: raw.max_nesting.map(|number| self.number(number)),
            trusted: self.list(raw.trusted, |words| Ok(self.words(words)?.value))?,
            rule_folders: self.paths(raw.rule_folders)?,
            baseline: raw.baseline.as_ref().map(|words| self.path(words)).transpose()?,
            rules: rules.collect::<Result<_, _>>()?,
            outlets: outlets.iter().map(|(path, name)| self.outlet(path, name)).collect::<Result<_, _>>()?,
            published: published
                .iter()
                .map(|(path, value)| self.published(path, value))
                .collect::<Result<_, _>>()?,
            entities: raw.entity.into_iter().map(|entity| self.entity(entity)).collect::<Result<_, _>>()?,
            accepted: raw.accept.into_iter().map(|accept| self.accept(accept)).collect::<Result<_, _>>()?,
        })
    }

    /// Words that say something.
    fn words(&self, words: &Words) -> Result<Set<String>, Problem> {
        let text = words.get_ref().trim();
        if text.is_empty() {
            return Err(self
                .problem(words.span(), "nothing is written here; fill it in or remove the line".to_owned()));
        }
        Ok(self.set(text.to_owned(), words.span()))
    }

    fn list<T>(
        &self,
        list: Option<Spanned<Vec<Words>>>,
        item: impl Fn(&Words) -> Result<T, Problem>,
    ) -> Result<Option<Set<Vec<T>>>, Problem> {
        let Some(list) = list else { return Ok(None) };
        let items = list.get_ref().iter().map(item).collect::<Result<_, _>>()?;
        Ok(Some(self.set(items, list.span())))
    }

    fn paths(&self, list: Option<Spanned<Vec<Words>>>) -> Result<Option<Set<Vec<PathBuf>>>, Problem> {
        self.list(list, |words| Ok(self.path(words)?.value))
    }

    /// A path that counts from the file's folder, as people call it in the working folder.
    fn path(&self, words: &Words) -> Result<Set<PathBuf>, Problem> {
        let below = self.words(words)?;
        if below.value == "-" {
            return Err(
                self.problem(words.span(), "standard input is for the command line; name a file".to_owned())
            );
        }
        let path = self.folder.join(&below.value);
        // What is no pattern is shown without `..`; a pattern is left as it is.
        let path = if Glob::is_pattern(&below.value) { path } else { identity(&path) };
        Ok(self.set(from_here(&path), words.span()))
    }

    fn scope(&self, words: &Words) -> Result<Scope, Problem> {
        match Glob::new(words.get_ref()) {
            Ok(glob) => Ok(Scope { folder: self.folder.clone(), glob }),
            Err(message) => Err(self.problem(words.span(), message)),
        }
    }

    fn size(&self, words: &Words) -> Result<Set<u64>, Problem> {
        let bytes = size(words.get_ref()).map_err(|message| self.problem(words.span(), message))?;
        Ok(self.set(bytes, words.span()))
    }

    fn number(&self, number: Spanned<usize>) -> Set<usize> {
        let at = number.span();
        self.set(number.into_inner(), at)
    }

    fn confidence(&self, share: Spanned<f64>) -> Result<Set<Confidence>, Problem> {
        let at = share.span();
        match Confidence::new(share.into_inner()) {
            Some(confidence) => Ok(self.set(confidence, at)),
            None => Err(self.problem(at, Confidence::EXPECTED.to_owned())),
        }
    }

    fn level(&self, name: &str, at: Range<usize>) -> Result<Set<Level>, Problem> {
        match Level::ALL.into_iter().find(|level| level.name() == name) {
            Some(level) => Ok(self.set(level, at)),
            None => {
                let known: Vec<&str> = Level::ALL.iter().map(|level| level.name()).collect();
                Err(self.problem(at, format!("no level `{name}`; there are: {}", known.join(", "))))
            }
        }
    }

    fn rule(&self, rule: &Words, setting: &Words) -> Result<(FindingKind, Set<RuleSetting>), Problem> {
        let Some(kind) = FindingKind::from_name(rule.get_ref()) else {
            let known: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.name()).collect();
            let message = format!("no rule `{}`; there are: {}", rule.get_ref(), known.join(", "));
            return Err(self.problem(rule.span(), message));
        };
        let Some(value) = RuleSetting::from_name(setting.get_ref()) else {
            let message = format!(
                "a rule is `on`, `off` or at a level (contradiction, tension, update, note), not `{}`",
                setting.get_ref()
            );
            return Err(self.problem(setting.span(), message));
        };
        Ok((kind, self.set(value, rule.span())))
    }

    fn outlet(&self, path: &Words, name: &Words) -> Result<Set<Outlet>, Problem> {
        let outlet = Outlet { scope: self.scope(path)?, name: self.words(name)?.value };
        Ok(self.set(outlet, path.span()))
    }

    fn published(&self, path: &Words, value: &Spanned<toml::Value>) -> Result<Set<Published>, Problem> {
        let text = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let Some(moment) = moment(&text) else {
            let message = format!("`{text}` is no day; write 2026-01-31 or 2026-01-31T18:27:49");
            return Err(self.problem(value.span(), message));
        };
        Ok(self.set(Published { scope: self.scope(path)?, moment }, path.span()))
    }

    fn entity(&self, raw: Spanned<RawEntity>) -> Result<Set<Entity>, Problem> {
        let at = raw.span();
        let raw = raw.into_inner();
        let kind = raw.kind.as_ref().map(|kind| {
            if KINDS.contains(&kind.get_ref().as_str()) {
                return Ok(kind.get_ref().clone());
            }
            let message = format!("no kind of name `{}`; there are: {}", kind.get_ref(), KINDS.join(", "));
            Err(self.problem(kind.span(), message))
        });
        let entity = Entity {
            name: self.name(&raw.name)?,
            aliases: raw.aliases.iter().map(|alias| self.name(alias)).collect::<Result<_, _>>()?,
            kind: kind.transpose()?,
        };
        Ok(self.set(entity, at))
    }

    /// A name as the lexicon can hold it.
    fn name(&self, words: &Words) -> Result<String, Problem> {
        let name = self.words(words)?.value;
        if !name.starts_with(char::is_alphanumeric) {
            let message = "a name begins with a letter or a digit".to_owned();
            return Err(self.problem(words.span(), message));
        }
        if name.contains(RESERVED) || name.contains(char::is_control) {
            let message =
                format!("a name has none of the characters {}", RESERVED.map(String::from).join(" "));
            return Err(self.problem(words.span(), message));
        }
        Ok(name)
    }

    fn accept(&self, raw: Spanned<RawAccept>) -> Result<Set<Acceptance>, Problem> {
        let at = raw.span();
        let raw = raw.into_inner();
        let fingerprint = raw.fingerprint.get_ref();
        if !is_fingerprint(fingerprint) {
            let message = format!(
                "`{fingerprint}` is no fingerprint; copy the 16 digits and letters a to f that the report shows"
            );
            return Err(self.problem(raw.fingerprint.span(), message));
        }
        let reason = raw.reason.get_ref().trim();
        if reason.is_empty() {
            let message = "say why the finding is accepted; whoever reads this in a year will ask".to_owned();
            return Err(self.problem(raw.reason.span(), message));
        }
        let until = raw.until.as_ref().map(|until| self.day(until)).transpose()?;
        let acceptance = Acceptance { fingerprint: fingerprint.clone(), reason: reason.to_owned(), until };
        Ok(self.set(acceptance, at))
    }

    /// A day, with or without quotation marks.
    fn day(&self, value: &Spanned<toml::Value>) -> Result<NaiveDate, Problem> {
        let text = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            toml::Value::Datetime(moment) => moment.to_string(),
            other => other.to_string(),
        };
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| {
            self.problem(
                value.span(),
                format!("`{text}` is no day; write the last day on which this holds: 2026-01-31"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("16M"), Ok(16 << 20));
        assert_eq!(size("200 kb"), Ok(200 << 10));
        assert_eq!(size("12"), Ok(12));
        assert!(size("a lot").is_err());
        assert!(size("99999999999999G").is_err());
        assert!(size("").is_err());
    }
}
