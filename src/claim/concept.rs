//! Concepts: words of both languages that say the same (`sperren`, `einfrieren`), and concepts that exclude each other.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::pattern::Key;
use crate::document::Language;
use crate::rule::{Files, Problem, lines};

/// A meaning that two words can share: a concept of the lists, or a word that stands in none of them, for itself.
/// Only equality means anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u64);

impl Term {
    /// The term of a word or concept: FNV-1a of its letters, so that it is the same in every run.
    pub fn of(name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash)
    }
}

/// The concept lists of every language, and the opposites.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    by_word: FxHashMap<Language, FxHashMap<Box<str>, Vec<Term>>>,
    // Verbs that say little without their object.
    light: FxHashMap<Language, BTreeSet<Box<str>>>,
    // Words that count people without saying which.
    people: FxHashMap<Language, BTreeSet<Box<str>>>,
    // What nouns for people by what they do or suffer end in.
    persons: FxHashMap<Language, BTreeSet<Box<str>>>,
    // Both orders of every pair.
    opposites: BTreeSet<(Term, Term)>,
}

impl Concepts {
    /// Reads `<language>/concepts.txt` (`fire: Brand Feuer Flamme`) of every language that has one, and
    /// `concepts/opposites.txt` (`rise / fall`), and
    /// `<language>/light-verbs.txt`, `<language>/people.txt` and `<language>/persons.txt` (one word per line). Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// A line that is neither, or an opposite that no language has words for.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut concepts = Self::default();
        let mut names = BTreeSet::new();
        for code in files.languages() {
            let Some(language) = Language::from_code(code) else { continue };
            let list = |name: &str| -> BTreeSet<Box<str>> {
                let text = files.text(&format!("{code}/{name}.txt"));
                text.map(lines).into_iter().flatten().map(|(_, word)| word.to_lowercase().into()).collect()
            };
            concepts.light.insert(language, list("light-verbs"));
            concepts.people.insert(language, list("people"));
            concepts.persons.insert(language, list("persons"));
            let path = format!("{code}/concepts.txt");
            let Ok(text) = files.text(&path) else { continue };
            let words = concepts.by_word.entry(language).or_default();
            for (range, line) in lines(text) {
                let Some((name, list)) = line.split_once(':') else {
                    let message = "a line names a concept, then `:`, then its words".to_owned();
                    return Err(files.problem(&path, range, message));
                };
                let term = Term::of(name.trim());
                names.insert(term);
                for word in list.split_whitespace() {
                    words.entry(word.to_lowercase().into()).or_insert_with(Vec::new).push(term);
                }
            }
        }
        let path = "concepts/opposites.txt";
        for (range, line) in files.text(path).map(lines).into_iter().flatten() {
            let pair = line.split_once('/').map(|(a, b)| (a.trim(), b.trim()));
            let Some((a, b)) = pair else {
                let message = "a line names two concepts with `/` between".to_owned();
                return Err(files.problem(path, range, message));
            };
            if let Some(unknown) = [a, b].into_iter().find(|name| !names.contains(&Term::of(name))) {
                let message = format!("no language has words for a concept `{unknown}`");
                return Err(files.problem(path, range, message));
            }
            concepts.opposites.insert((Term::of(a), Term::of(b)));
            concepts.opposites.insert((Term::of(b), Term::of(a)));
        }
        Ok(concepts)
    }

    /// What a word can mean: its concepts, else those of its compound head together with the word itself, else the
    /// word itself.
    pub fn terms(&self, language: Language, key: &Key) -> Vec<Term> {
        let words = self.by_word.get(&language);
        let find = |word: &str| words.and_then(|words| words.get(word));
        if let Some(terms) = find(&key.lemma).or_else(|| find(&key.form)) {
            return terms.clone();
        }
        let mut terms = vec![Term::of(&key.lemma)];
        if let Some(head) = &key.head {
            match find(head) {
                Some(of_head) => terms.extend(of_head),
                None => terms.push(Term::of(head)),
            }
        }
        terms
    }

    /// Whether a verb says little without its object (`legt ein Geständnis ab`).
    pub fn is_light(&self, language: Language, verb: &str) -> bool {
        self.light.get(&language).is_some_and(|verbs| verbs.contains(&*verb.to_lowercase()))
    }

    /// Whether a noun counts people without saying which (`fünf Menschen`).
    pub fn is_people(&self, language: Language, noun: &str) -> bool {
        self.people.get(&language).is_some_and(|nouns| nouns.contains(&*noun.to_lowercase()))
    }

    /// Whether a noun is one for people (`Verletzter`, `Fahrgast`), judged by its end.
    pub fn is_person(&self, language: Language, noun: &str) -> bool {
        let noun = noun.to_lowercase();
        let ends = |persons: &BTreeSet<Box<str>>| {
            let from = |at: &(usize, char)| persons.contains(&noun[at.0..]);
            noun.char_indices().any(|at| from(&at))
        };
        self.is_people(language, &noun) || self.persons.get(&language).is_some_and(ends)
    }

    /// Whether two meanings exclude each other.
    pub fn opposed(&self, a: Term, b: Term) -> bool {
        self.opposites.contains(&(a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> Key {
        Key { lemma: word.into(), form: word.into(), head: None }
    }

    #[test]
    fn built_in_lists_load() {
        let concepts = Concepts::load(&Files::builtin());
        assert!(concepts.is_ok(), "{concepts:?}");
    }

    #[test]
    fn a_word_without_concept_means_itself() {
        let concepts = Concepts::default();
        assert_eq!(concepts.terms(Language::GERMAN, &key("xyz")), [Term::of("xyz")]);
    }
}
