//! The kinds of occasion of `<language>/occasions.txt`: what happens to a thing or a person but once, was last done on a
//! day, was first noticed on a day, or has been so since a day.

use rustc_hash::FxHashMap;

use crate::claim::pattern::{Hit, Keys, Patterns};
use crate::document::Language;
use crate::rule::{Files, Problem, lines};

/// How the days of two tellings of one kind exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A dossier tells of but one.
    Sole,
    /// It happens to its thing but once.
    Once,
    /// It happens again and again; the last time is but one.
    Last,
    /// Many of them happen; the first is but one.
    First,
    /// It has been so since a day.
    Since,
    /// It lasts until a day.
    Until,
}

/// A kind of occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its number.
    pub(super) number: u8,
    pub(super) mode: Mode,
}

/// What a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Kind(Kind),
    Last,
    First,
    Stress,
}

/// The words by kind.
#[derive(Debug, Default)]
pub(in crate::finding) struct Occasions {
    patterns: FxHashMap<Language, Patterns<Meaning>>,
    // Words that count a length of time back from today (`liegt drei Jahre zurück`).
    back: Vec<String>,
}

/// What the words of a clause tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) kinds: Vec<(Kind, Vec<u16>)>,
    /// Where the clause says that it was the last time.
    pub(super) last: Option<u16>,
    /// Where the clause says that it was the first.
    pub(super) first: Option<u16>,
    /// Words that say that it was sooner or later than one would think.
    pub(super) stress: Vec<u16>,
}

impl Occasions {
    /// Loads the lists of every language.
    ///
    /// # Errors
    /// A line without a name or with a mode that does not exist, or a pattern that cannot be read.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut occasions = Self { back: files.words("back"), ..Self::default() };
        let mut names: Vec<String> = Vec::new();
        for code in files.languages() {
            let path = format!("{code}/occasions.txt");
            let (Ok(text), Some(language)) = (files.text(&path), Language::from_code(code)) else { continue };
            let mut patterns = Patterns::default();
            for (range, line) in lines(text) {
                let read = line.split_once(':').and_then(|(name, list)| {
                    let name = name.trim();
                    Some((meaning(name, &mut names)?, list))
                });
                let Some((meaning, list)) = read else {
                    let message = "a line names a kind and its mode (`sign, once`), `last`, `first` or `stress`, then `:`, then its patterns";
                    return Err(files.problem(&path, range, message.to_owned()));
                };
                for pattern in list.split(';').map(str::trim).filter(|pattern| !pattern.is_empty()) {
                    let added = patterns.add(pattern, meaning);
                    added.map_err(|error| files.problem(&path, range.clone(), error.to_string()))?;
                }
            }
            occasions.patterns.insert(language, patterns);
        }
        Ok(occasions)
    }

    /// Whether a word counts a length of time back.
    pub(super) fn is_back(&self, lemma: &str) -> bool {
        self.back.iter().any(|word| word.eq_ignore_ascii_case(lemma))
    }

    /// What some words of a sentence tell.
    pub(super) fn told(&self, language: Language, keys: &Keys, tokens: &[u16]) -> Told {
        let mut told = Told::default();
        let Some(patterns) = self.patterns.get(&language) else { return told };
        for Hit { meaning, tokens } in patterns.find(keys, tokens) {
            match meaning {
                Meaning::Kind(kind) => told.kinds.push((kind, tokens)),
                Meaning::Last => told.last = tokens.first().copied(),
                Meaning::First => told.first = tokens.first().copied().or(told.first),
                Meaning::Stress => told.stress.extend(tokens),
            }
        }
        told
    }
}

fn meaning(name: &str, names: &mut Vec<String>) -> Option<Meaning> {
    let (name, mode) = match name.split_once(',') {
        Some((name, mode)) => (name.trim(), mode.trim()),
        None if name == "last" => return Some(Meaning::Last),
        None if name == "first" => return Some(Meaning::First),
        None if name == "stress" => return Some(Meaning::Stress),
        None => return None,
    };
    let mode = match mode {
        "sole" => Mode::Sole,
        "once" => Mode::Once,
        "last" => Mode::Last,
        "first" => Mode::First,
        "since" => Mode::Since,
        "until" => Mode::Until,
        _ => return None,
    };
    let known = names.iter().position(|known| known == name);
    let at = known.unwrap_or(names.len());
    if known.is_none() {
        names.push(name.to_owned());
    }
    Some(Meaning::Kind(Kind { number: u8::try_from(at).ok()?, mode }))
}
