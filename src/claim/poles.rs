//! Poles: words and phrases that say opposite things of one matter (`mittragen`, `sich dagegenstellen`), by dimension.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::pattern::{Keys, Patterns};
use crate::document::Language;
use crate::language::Sentence;
use crate::rule::{Files, Problem};
use crate::text::Span;

/// Index of a dimension: the same in all languages.
pub type DimensionId = u16;

/// One end of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pole {
    /// What it is about.
    pub dimension: DimensionId,
    /// Which end, counted from 0.
    pub end: u8,
}

/// A pole that a clause speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// The pole.
    pub pole: Pole,
    /// The words that say so.
    pub span: Span,
    /// How many they are.
    pub words: usize,
}

/// The poles of all dimensions, `<language>/poles.txt`. A language is read when it is first asked for.
#[derive(Debug, Default)]
pub struct Poles {
    names: Vec<Box<str>>,
    ends: Vec<u8>,
    texts: FxHashMap<Language, (String, OnceLock<Patterns<Pole>>)>,
    by_name: FxHashMap<Box<str>, DimensionId>,
}

impl Poles {
    /// Takes the files of every language: `dimension: pattern; pattern / pattern; pattern`, comments (`#`) left out.
    ///
    /// # Errors
    /// A line that is not of that form.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut poles = Self::default();
        for code in files.languages() {
            let path = format!("{code}/poles.txt");
            let (Ok(text), Some(language)) = (files.text(&path), Language::from_code(code)) else { continue };
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let range = at..at + line.trim_end().len();
                at += line.len();
                if line.trim().is_empty() || line.starts_with('#') {
                    continue;
                }
                let name = line.split_once(':').filter(|(_, rest)| rest.contains('/')).map(|(name, _)| name);
                let Some(name) = name else {
                    let message =
                        "a line names a dimension, then `:`, then its poles with `/` between".to_owned();
                    return Err(files.problem(&path, range, message));
                };
                poles.dimension(name.trim(), line.matches('/').count() + 1);
            }
            poles.texts.insert(language, (text.to_owned(), OnceLock::new()));
            if !files.is_builtin(&path) {
                poles.patterns(language);
            }
        }
        Ok(poles)
    }

    fn dimension(&mut self, name: &str, ends: usize) {
        if !self.by_name.contains_key(name) {
            let id = DimensionId::try_from(self.names.len()).unwrap_or(DimensionId::MAX);
            self.by_name.insert(name.into(), id);
            self.names.push(name.into());
            self.ends.push(u8::try_from(ends).unwrap_or(u8::MAX));
        }
    }

    fn patterns(&self, language: Language) -> Option<&Patterns<Pole>> {
        let (text, patterns) = self.texts.get(&language)?;
        Some(patterns.get_or_init(|| {
            let mut patterns = Patterns::default();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let Some((name, ends)) = line.split_once(':') else { continue };
                let Some(&dimension) = self.by_name.get(name.trim()) else { continue };
                for (end, list) in ends.split('/').enumerate() {
                    let pole = Pole { dimension, end: u8::try_from(end).unwrap_or(u8::MAX) };
                    for pattern in list.split(';').map(str::trim).filter(|pattern| !pattern.is_empty()) {
                        // A pattern of nothing but absent words says nothing.
                        let _ = patterns.add(pattern, pole);
                    }
                }
            }
            patterns
        }))
    }

    /// The poles that some words of a sentence speak of, in the order of the text; of one dimension, the sign of most
    /// words counts.
    pub fn signs(&self, sentence: &Sentence, keys: &Keys, tokens: &[u16]) -> Vec<Sign> {
        let Some(patterns) = self.patterns(sentence.language) else { return Vec::new() };
        let mut signs: Vec<Sign> = Vec::new();
        for hit in patterns.find(keys, tokens) {
            let (Some(&first), Some(&last)) = (hit.tokens.first(), hit.tokens.last()) else { continue };
            let sign =
                Sign { pole: hit.meaning, span: sentence.cover(first..last + 1), words: hit.tokens.len() };
            match signs.iter_mut().find(|other| other.pole.dimension == sign.pole.dimension) {
                Some(other) if other.words < sign.words => *other = sign,
                Some(_) => {}
                None => signs.push(sign),
            }
        }
        signs.sort_by_key(|sign| (sign.span, sign.pole));
        signs
    }

    /// The other end of a dimension that has two: what a negation makes of a pole.
    pub fn turned(&self, pole: Pole) -> Option<Pole> {
        (self.ends.get(usize::from(pole.dimension)) == Some(&2))
            .then(|| Pole { end: 1 - pole.end.min(1), ..pole })
    }

    /// A dimension's name.
    pub fn name(&self, dimension: DimensionId) -> &str {
        self.names.get(usize::from(dimension)).map_or("", |name| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_lists_load_in_both_languages() {
        let poles = Poles::load(&Files::builtin()).expect("valid");
        assert!(poles.patterns(Language::GERMAN).is_some() && poles.patterns(Language::ENGLISH).is_some());
    }

    #[test]
    fn a_negation_turns_one_of_two_poles() {
        let poles = Poles::load(&Files::builtin()).expect("valid");
        let pole = Pole { dimension: poles.by_name["support-oppose"], end: 0 };
        assert_eq!(poles.turned(pole), Some(Pole { end: 1, ..pole }));
    }
}
