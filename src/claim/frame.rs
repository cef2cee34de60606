//! Frames: what kinds of assertions there are, by which words they are known, and what they are compared by.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use serde::Deserialize;

use super::aside::{self, Examples};
use super::pattern::Patterns;
use crate::document::Language;
use crate::rule::{Files, FindingKind, Problem};

/// A frame file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    frame: Vec<toml::Spanned<RawFrame>>,
}

/// A frame as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    id: String,
    summary: String,
    #[serde(default)]
    title: BTreeMap<String, String>,
    compares: Compares,
    per: Per,
    #[serde(default)]
    kind: Option<toml::Spanned<String>>,
    #[serde(default)]
    unit: Option<Unit>,
    #[serde(default)]
    changes: bool,
    #[serde(default)]
    family: Option<String>,
    #[serde(default)]
    words: BTreeMap<String, Vec<toml::Spanned<String>>>,
    #[serde(default)]
    value: Vec<RawValue>,
    #[serde(default)]
    example: Vec<Example>,
}

/// A value of a state as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawValue {
    id: String,
    words: BTreeMap<String, Vec<toml::Spanned<String>>>,
    /// Values that can hold at the same time as this one.
    #[serde(default)]
    beside: Vec<String>,
}

/// A text that a frame must read, or must leave alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Language code.
    #[serde(default = "german")]
    pub language: String,
    /// The text.
    pub text: String,
    /// What the frame must read in it, in the order of the text: the value's id for a state (`not free` where the
    /// clause is negated), the frame's id otherwise. Empty for a near miss.
    pub reads: Vec<String>,
}

fn german() -> String {
    "de".to_owned()
}

/// What two claims of one frame are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compares {
    /// Values that exclude one another (`free`, `held`).
    State,
    /// A number with a unit or a counted noun.
    Measure,
    /// Whether, when and where it took place.
    Event,
    /// Who did it to whom.
    Act,
}

/// What a frame has one value for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// The event that the dossier is about: one toll, one damage.
    Event,
    /// A person: one age, one sentence.
    Person,
    /// A person or organisation.
    Actor,
    /// The thing named beside the trigger: one price per thing.
    Thing,
    /// A person or organisation and the thing named beside the trigger: one opinion on each thing.
    View,
}

/// What a measure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Money of any currency.
    Money,
    /// People; the counted noun is the trigger itself or a word for people.
    People,
    /// Things; the counted noun is the trigger itself.
    Count,
    /// Percent and parts.
    Share,
    /// A length of time.
    Duration,
    /// Years of age.
    Age,
    /// Lengths, weights, speeds, temperatures.
    Measure,
    /// Goals.
    Score,
    /// A rank.
    Ordinal,
}

/// Index of a frame.
pub type FrameId = usize;

/// A frame that can be used: every kind is known, every pattern can be read.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its name, as in `claims`.
    pub id: String,
    /// One line for people, in English.
    pub summary: String,
    /// The same in other languages, by the language's code.
    pub title: BTreeMap<String, String>,
    /// What two claims are compared by.
    pub compares: Compares,
    /// What there is one value for.
    pub per: Per,
    /// The kind of finding that a difference gives, where it is not the one of `compares`.
    pub kind: Option<FindingKind>,
    /// What a measure is counted in.
    pub unit: Option<Unit>,
    /// Whether the value can change from one day's article to the next (`at large`, then `caught`).
    pub changes: bool,
    /// Frames of one family can tell of one event in more and less particular words (`Gespräch`, `Telefonat`).
    pub family: Option<String>,
    /// The values of a state: id and the ids that do not exclude it.
    pub values: Vec<(String, Vec<String>)>,
    examples: Examples,
}

impl Frame {
    /// Texts that it must read or leave alone.
    pub fn examples(&self) -> Vec<Example> {
        self.examples.get()
    }

    /// One line for people in a language; in English where there is none of its own.
    pub fn title(&self, language: &str) -> &str {
        self.title.get(language).unwrap_or(&self.summary)
    }

    /// Whether two values of a state cannot hold at the same time.
    pub fn excludes(&self, a: usize, b: usize) -> bool {
        let beside = |one: usize, other: usize| self.values[one].1.contains(&self.values[other].0);
        a != b && !beside(a, b) && !beside(b, a)
    }
}

/// What a pattern stands for: a frame, and the value of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The frame.
    pub frame: FrameId,
    /// Index into the frame's values; 0 for frames without.
    pub value: usize,
}

/// All frames, and their patterns per language.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    /// The frames, in the order of files and of each file.
    pub list: Vec<Frame>,
    patterns: FxHashMap<Language, Patterns<Meaning>>,
}

impl Frames {
    /// Reads every file below `frames/`.
    ///
    /// # Errors
    /// The first mistake found: a field that no frame has, an id given twice, an empty pattern, an unknown language.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        // Spans of a text that was cut are wrong: a mistake is looked for again in the whole one.
        Self::read(files, true).or_else(|_| Self::read(files, false))
    }

    /// `aside`: whether the examples of built-in files are only cut out, to be read when somebody asks for them.
    fn read(files: &Files, aside: bool) -> Result<Self, Problem> {
        let mut frames = Self::default();
        let languages: BTreeMap<&str, Language> = files
            .languages()
            .into_iter()
            .filter_map(|code| Some((code, Language::from_code(code)?)))
            .collect();
        for path in files.below("frames") {
            if !path.ends_with(".toml") {
                continue;
            }
            let (raw, texts): (RawFile, _) = if aside && files.is_builtin(path) {
                let (rest, texts) = aside::set_aside(files.text(path)?);
                (files.toml_text(path, &rest)?, texts)
            } else {
                (files.toml(path)?, Vec::new())
            };
            let mut texts = texts.into_iter();
            for frame in raw.frame {
                let at = frame.span();
                let examples = texts.next().filter(|text| !text.is_empty());
                frames.add(files, path, at, frame.into_inner(), examples, &languages)?;
            }
        }
        Ok(frames)
    }

    /// The patterns of a language; none where no frame has words of it.
    pub fn patterns(&self, language: Language) -> Option<&Patterns<Meaning>> {
        self.patterns.get(&language)
    }

    fn add(
        &mut self,
        files: &Files,
        path: &str,
        at: std::ops::Range<usize>,
        raw: RawFrame,
        examples: Option<String>,
        languages: &BTreeMap<&str, Language>,
    ) -> Result<(), Problem> {
        if self.list.iter().any(|frame| frame.id == raw.id) {
            return Err(files.problem(path, at, format!("there is a frame `{}` already", raw.id)));
        }
        let needs_values = raw.compares == Compares::State;
        if needs_values == raw.value.is_empty() || needs_values != raw.words.is_empty() {
            let message = format!(
                "`{}`: a frame that compares states has a [[frame.value]] with words for each, any other has `words` \
                 of its own",
                raw.id
            );
            return Err(files.problem(path, at, message));
        }
        if (raw.compares == Compares::Measure) != raw.unit.is_some() {
            let message = format!("`{}`: a frame that compares measures, and no other, has a `unit`", raw.id);
            return Err(files.problem(path, at, message));
        }
        let kind = match raw.kind {
            Some(name) => match FindingKind::from_name(name.get_ref()) {
                Some(kind) => Some(kind),
                None => {
                    let known: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.name()).collect();
                    let message = format!("no kind `{}`; there are {}", name.get_ref(), known.join(", "));
                    return Err(files.problem(path, name.span(), message));
                }
            },
            None => None,
        };
        let frame = self.list.len();
        let mut values = Vec::new();
        for (index, value) in raw.value.into_iter().enumerate() {
            if let Some(unknown) = value.beside.iter().find(|other| **other == value.id) {
                return Err(files.problem(path, at, format!("`{unknown}` stands beside itself")));
            }
            values.push((value.id, value.beside));
            self.add_words(files, path, value.words, Meaning { frame, value: index }, languages)?;
        }
        self.add_words(files, path, raw.words, Meaning { frame, value: 0 }, languages)?;
        self.list.push(Frame {
            id: raw.id,
            summary: raw.summary,
            title: raw.title,
            compares: raw.compares,
            per: raw.per,
            kind,
            unit: raw.unit,
            changes: raw.changes,
            family: raw.family,
            values,
            examples: match examples {
                Some(text) => Examples::Aside(text.into()),
                None => Examples::Read(raw.example),
            },
        });
        Ok(())
    }

    fn add_words(
        &mut self,
        files: &Files,
        path: &str,
        words: BTreeMap<String, Vec<toml::Spanned<String>>>,
        meaning: Meaning,
        languages: &BTreeMap<&str, Language>,
    ) -> Result<(), Problem> {
        for (code, patterns) in words {
            for pattern in patterns {
                let at = pattern.span();
                let Some(&language) = languages.get(code.as_str()) else {
                    return Err(files.problem(
                        path,
                        at,
                        format!("there are no rules for a language `{code}`"),
                    ));
                };
                self.patterns
                    .entry(language)
                    .or_default()
                    .add(pattern.get_ref(), meaning)
                    .map_err(|error| files.problem(path, at, error.to_string()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_frames_load() {
        let frames = Frames::load(&Files::builtin());
        assert!(frames.is_ok(), "{:?}", frames.err());
    }

    #[test]
    fn examples_set_aside_are_those_of_the_files() {
        let files = Files::builtin();
        let texts = |aside: bool| -> Vec<(String, Vec<String>)> {
            let frames = Frames::read(&files, aside).expect("the files are right");
            let of = |frame: &Frame| frame.examples().into_iter().map(|example| example.text).collect();
            frames.list.iter().map(|frame| (frame.id.clone(), of(frame))).collect()
        };
        assert_eq!(texts(true), texts(false));
    }
}
