//! The words of a report, all from data: `rules/findings/messages.<language>.toml`.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;

use crate::claim::frame::Frames;
use crate::finding::{FindingKind, Label, Level, Reason};
use crate::rule::{Files, Problem};

mod file;
#[cfg(test)]
mod tests;

use file::Raw;

/// Where the message files are, before the language's code.
const PREFIX: &str = "findings/messages.";

/// The words of one language.
#[derive(Debug)]
pub struct Messages {
    code: String,
    raw: Raw,
    // What frames are about: in English, as findings tell it, and in this language.
    subjects: HashMap<String, String>,
}

impl Messages {
    /// The codes of the languages that there is a message file for, sorted.
    pub fn languages(files: &Files) -> Vec<&str> {
        let below = files.below("findings").into_iter();
        below.filter_map(|path| path.strip_prefix(PREFIX)?.strip_suffix(".toml")).collect()
    }

    /// Reads a language's messages.
    ///
    /// # Errors
    /// When there is no file for the language, or something is missing in it.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let path = format!("{PREFIX}{language}.toml");
        let raw: Raw = files.toml(&path)?;
        if let Some((table, key)) = raw.missing() {
            let message = format!("`{table}` has no entry for `{key}`; every report needs one");
            let text = files.text(&path).unwrap_or_default();
            let at = text.find(&format!("[{table}")).unwrap_or(0);
            return Err(files.problem(&path, at..at + table.len() + 1, message));
        }
        Ok(Self { code: language.to_owned(), raw, subjects: HashMap::new() })
    }

    /// Takes what the frames are about from their titles in this language.
    pub fn name_frames(&mut self, frames: &Frames) {
        let titled = frames.list.iter().filter(|frame| frame.title.contains_key(&self.code));
        let named = titled.map(|frame| (frame.summary.clone(), frame.title(&self.code).to_owned()));
        self.subjects = named.collect();
    }

    /// What a finding is about (`ransom`, `Eva Sommer: age`) in this language; as it is where no frame tells.
    pub fn subject(&self, subject: &str) -> String {
        if let Some(title) = self.subjects.get(subject) {
            return title.clone();
        }
        let mut colons = subject.match_indices(": ");
        let named = colons.find_map(|(at, colon)| {
            let title = self.subjects.get(&subject[at + colon.len()..])?;
            Some(format!("{}: {title}", &subject[..at]))
        });
        named.unwrap_or_else(|| subject.to_owned())
    }

    /// What a level is called.
    pub fn level(&self, level: Level) -> &str {
        self.raw.level.get(level.name()).map_or(level.name(), |words| &words.name)
    }

    /// `3 contradictions`
    pub fn findings(&self, level: Level, number: usize) -> String {
        self.raw
            .level
            .get(level.name())
            .map(|words| plural(&words.one, &words.other, number))
            .unwrap_or_else(|| format!("{number} {}", level.name()))
    }

    /// `4 articles`
    pub fn count(&self, key: &str, number: usize) -> String {
        self.raw
            .count
            .get(key)
            .map(|words| plural(&words.one, &words.other, number))
            .unwrap_or_else(|| format!("{number} {key}"))
    }

    /// What a rule asks, as a headline.
    pub fn title(&self, kind: FindingKind) -> &str {
        self.raw.rule.get(kind.name()).map_or(kind.name(), |words| &words.title)
    }

    /// A disagreement in one sentence. Parameters: `subject`, `first`, `second` (what the places say),
    /// `first_source`, `second_source` (whose they are).
    pub fn message(&self, kind: FindingKind, update: bool, parameters: &[(&'static str, String)]) -> String {
        let words = self.raw.rule.get(kind.name());
        let template = if update {
            words.and_then(|words| words.update.as_deref()).unwrap_or(self.word("update"))
        } else {
            words.map_or("{subject}", |words| &words.message)
        };
        // Without a subject, the colon behind it has nothing to part.
        fill(template, parameters).trim_start_matches([':', ' ']).to_owned()
    }

    /// What a place says.
    pub fn label(&self, label: &Label) -> String {
        match label {
            Label::Words(words) => words.clone(),
            Label::Message { key, parameters } => self.keyed(&self.raw.label, key, parameters),
        }
    }

    /// The words of a label that has no parameters (`status.cancelled`); the key itself where there are none.
    pub fn label_word<'a>(&'a self, key: &'a str) -> &'a str {
        self.raw.label.get(key).map_or(key, String::as_str)
    }

    /// Why two places are about one thing.
    pub fn reason(&self, reason: &Reason) -> String {
        self.keyed(&self.raw.reason, reason.key, &reason.parameters)
    }

    /// A key's words with the parameters put in, days and weekdays as the language writes them. A key without words
    /// shows itself, with its parameters, so that nothing is lost.
    fn keyed(
        &self,
        table: &BTreeMap<String, String>,
        key: &str,
        parameters: &[(&'static str, String)],
    ) -> String {
        let written = |(name, value): &(&'static str, String)| (*name, self.written(name, value));
        let parameters: Vec<(&'static str, String)> = parameters.iter().map(written).collect();
        match table.get(key) {
            Some(template) => fill(template, &parameters),
            None if parameters.is_empty() => key.to_owned(),
            None => {
                let values: Vec<&str> = parameters.iter().map(|(_, value)| value.as_str()).collect();
                format!("{key}: {}", values.join(", "))
            }
        }
    }

    /// A day (`2025-06-02`) as the language writes it; anything else as it is.
    pub fn day_or(&self, text: &str) -> String {
        chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map_or(text.to_owned(), |day| self.moment(day.and_time(chrono::NaiveTime::MIN), false))
    }

    /// A parameter as the language writes it: `day` and `date` come as `2025-06-02`, `weekday` as `Mon`.
    fn written(&self, name: &str, value: &str) -> String {
        match name {
            "day" | "date" => self.day_or(value),
            "weekday" => {
                let key = format!("weekday.{}", value.to_lowercase());
                self.raw.label.get(&key).map_or(value.to_owned(), Clone::clone)
            }
            _ => value.to_owned(),
        }
    }

    /// A heading or phrase of the rules' pages, with parameters put in.
    pub fn explain(&self, key: &str, parameters: &[(&'static str, String)]) -> String {
        self.raw.explain.get(key).map_or_else(|| key.to_owned(), |template| fill(template, parameters))
    }

    /// What a command about accepted findings says, with parameters put in.
    pub fn gate(&self, key: &str, parameters: &[(&'static str, String)]) -> String {
        self.raw.gate.get(key).map_or_else(|| key.to_owned(), |template| fill(template, parameters))
    }

    /// A heading or phrase of the HTML page, with parameters put in.
    pub fn page(&self, key: &str, parameters: &[(&'static str, String)]) -> String {
        self.raw.page.get(key).map_or_else(|| key.to_owned(), |template| fill(template, parameters))
    }

    /// A heading or phrase of two articles side by side, with parameters put in.
    pub fn diff(&self, key: &str, parameters: &[(&'static str, String)]) -> String {
        self.raw.diff.get(key).map_or_else(|| key.to_owned(), |template| fill(template, parameters))
    }

    /// A phrase of the interactive mode, with parameters put in.
    pub fn review(&self, key: &str, parameters: &[(&'static str, String)]) -> String {
        self.raw.review.get(key).map_or_else(|| key.to_owned(), |template| fill(template, parameters))
    }

    /// The language's code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// One of the words that reports use beside those of levels and rules; the key itself where there is none.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.raw.report.get(key).map_or(key, String::as_str)
    }

    /// A phrase of the reports with parameters put in.
    pub fn phrase(&self, key: &str, parameters: &[(&'static str, String)]) -> String {
        fill(self.raw.report.get(key).map_or(key, String::as_str), parameters)
    }

    /// A day, with the time of day where it is known.
    pub fn moment(&self, moment: NaiveDateTime, time_known: bool) -> String {
        use std::fmt::Write;
        let form = if time_known { &self.raw.format.moment } else { &self.raw.format.day };
        let mut text = String::new();
        // A form that chrono does not know is an error of formatting; the plain form then serves.
        match write!(text, "{}", moment.format(form)) {
            Ok(()) => text,
            Err(_) => moment.format("%Y-%m-%d").to_string(),
        }
    }

    /// Whether there are words for a label and for a reason.
    pub fn knows(&self, key: &str) -> bool {
        self.raw.label.contains_key(key) || self.raw.reason.contains_key(key)
    }

    /// Every key of labels and reasons, sorted.
    pub fn keys(&self) -> Vec<&str> {
        self.raw.label.keys().chain(self.raw.reason.keys()).map(String::as_str).collect()
    }
}

/// Puts parameters into a template: `{name}` becomes the parameter of that name. What an article says is put in as
/// it is, never read as a template. A single parameter fits whatever it is called; a name without a parameter, or with
/// an empty one, is left out with the colon before it.
fn fill(template: &str, parameters: &[(&'static str, String)]) -> String {
    let mut result = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        result.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            result.push('{');
            rest = behind;
            continue;
        };
        let named = parameters.iter().find(|(known, _)| *known == name);
        match (named, parameters) {
            (Some((_, value)), _) | (None, [(_, value)]) if !value.is_empty() => result.push_str(value),
            (Some(_) | None, _) => result.truncate(result.trim_end_matches([' ', ':']).len()),
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

fn plural(one: &str, other: &str, number: usize) -> String {
    fill(if number == 1 { one } else { other }, &[("n", number.to_string())])
}
