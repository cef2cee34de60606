//! Acts whose doer stands elsewhere than in the subject, as `<language>/agent.toml` gives them.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::document::Language;
use crate::rule::{Files, Problem};

/// One language's file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    from: Vec<String>,
    by: Vec<String>,
    approach: Vec<String>,
    single: Vec<String>,
    families: Vec<Vec<String>>,
    carriers: Vec<String>,
    be: Vec<String>,
    selves: Vec<String>,
    fields: Vec<RawField>,
}

/// A field of words for one deed, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
}

/// Words for one deed that a story has once.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) verbs: Vec<String>,
    pub(super) nouns: Vec<String>,
    /// Verbs whose dative is who does it (`auffallen`).
    pub(super) to: Vec<String>,
}

/// One language's words, in small letters.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Verb and preposition: the subject names the act, the phrase who did it.
    pub(super) from: Vec<(String, String)>,
    /// Prepositions between the noun for an act and who did it.
    pub(super) by: Vec<String>,
    /// Verbs and nouns of turning to somebody first.
    pub(super) approach: Vec<String>,
    /// Verbs and nouns of acts that are done once.
    pub(super) single: Vec<String>,
    /// Verbs and nouns that tell one act of a story in other words (`bemerken`, `entdecken`).
    pub(super) families: Vec<Vec<String>>,
    /// Verbs that carry the noun for an act (`einen Antrag stellen`).
    pub(super) carriers: Vec<String>,
    /// The verb of `Es war …, der …`.
    pub(super) be: Vec<String>,
    /// Words behind an actor that say that it was no other (`selbst`).
    pub(super) selves: Vec<String>,
    /// Fields of words for deeds that a story has once.
    pub(super) fields: Vec<Field>,
}

/// The words of all languages.
#[derive(Debug, Default)]
pub(in crate::finding) struct Agents {
    languages: FxHashMap<Language, Lexicon>,
}

impl Agents {
    /// Loads the file of every language that has one.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut agents = Self::default();
        for code in files.languages() {
            let path = format!("{code}/agent.toml");
            let Some(language) = Language::from_code(code).filter(|_| files.text(&path).is_ok()) else {
                continue;
            };
            let raw: Raw = files.toml(&path)?;
            let small =
                |list: Vec<String>| list.into_iter().map(|word| word.to_lowercase()).collect::<Vec<_>>();
            let pair = |entry: &String| {
                entry.rsplit_once(' ').map(|(verb, preposition)| (verb.to_owned(), preposition.to_owned()))
            };
            let from = small(raw.from).iter().filter_map(pair).collect();
            let lexicon = Lexicon {
                from,
                by: small(raw.by),
                approach: small(raw.approach),
                single: small(raw.single),
                families: raw.families.into_iter().map(small).collect(),
                carriers: small(raw.carriers),
                be: small(raw.be),
                selves: small(raw.selves),
                fields: raw
                    .fields
                    .into_iter()
                    .map(|field| {
                        let (mut verbs, to) = (small(field.verbs), small(field.to));
                        verbs.extend(to.iter().cloned());
                        Field { verbs, nouns: small(field.nouns), to }
                    })
                    .collect(),
            };
            agents.languages.insert(language, lexicon);
        }
        Ok(agents)
    }

    /// The words of a language.
    pub(super) fn of(&self, language: Language) -> Option<&Lexicon> {
        self.languages.get(&language)
    }
}
