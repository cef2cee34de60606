//! The language of causes, as `<language>/cause.toml` gives it.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::fields::Fields;
use crate::document::Language;
use crate::rule::{Files, Problem};

/// One language's file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    names: Vec<String>,
    copulas: Vec<String>,
    with_verb: Vec<String>,
    parts: Vec<String>,
    of: Vec<String>,
    effect_first: Vec<String>,
    cause_first: Vec<String>,
    by: Vec<String>,
    cause_to: Vec<String>,
    given: Vec<String>,
    prepositions: Vec<String>,
    from: Vec<String>,
    conjunctions: Vec<String>,
    moments: Vec<String>,
    several: Vec<String>,
    unknown: Vec<String>,
    instead: Vec<String>,
    general: Vec<String>,
    decisive: Vec<String>,
    questions: Vec<String>,
    labels: Vec<String>,
    naming: Vec<String>,
    first: Vec<String>,
    findings: Vec<String>,
    presuming: Vec<String>,
    out_of: Vec<String>,
    driving: Vec<String>,
    discovering: Vec<String>,
    discovering_with: Vec<String>,
    once: Vec<String>,
    excluding: Vec<String>,
    reports: Vec<String>,
    places: Vec<String>,
    other_names: Vec<String>,
    charging: Vec<String>,
    harming: Vec<String>,
    affairs: Vec<String>,
    noticing: Vec<String>,
}

/// A word and the word that must stand with it.
pub(super) type With = (String, String);

/// One language's words, in small letters.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Words whose clause names a cause.
    pub(super) names: Vec<String>,
    /// Verbs of such a clause.
    pub(super) copulas: Vec<String>,
    /// Words that need a verb of their own.
    pub(super) with_verb: Vec<With>,
    /// Words that say something only when they are negated.
    pub(super) parts: Vec<With>,
    /// Prepositions between such a word and the effect.
    pub(super) of: Vec<String>,
    /// Verb and preposition: subject the effect, phrase the cause.
    pub(super) effect_first: Vec<With>,
    /// Verbs: subject the cause, object the effect.
    pub(super) cause_first: Vec<String>,
    /// Prepositions before the cause in the passive of those.
    pub(super) by: Vec<String>,
    /// Verb and preposition: subject the cause, phrase the effect.
    pub(super) cause_to: Vec<With>,
    /// Verb and preposition: object the effect, phrase the cause.
    pub(super) given: Vec<With>,
    /// Prepositions before a cause, word by word.
    pub(super) prepositions: Vec<Vec<String>>,
    /// Preposition and noun whose other words are the cause.
    pub(super) from: Vec<With>,
    /// Conjunctions before a cause.
    pub(super) conjunctions: Vec<String>,
    /// Conjunctions before what came first.
    pub(super) moments: Vec<String>,
    /// Words of more than one cause.
    pub(super) several: Vec<Vec<String>>,
    /// Words of not knowing.
    pub(super) unknown: Vec<String>,
    /// Words between a denied cause and the right one.
    pub(super) instead: Vec<String>,
    /// Nouns and verbs that only point back to what was done.
    pub(super) general: Vec<String>,
    /// Words for the one cause that tipped the scale.
    pub(super) decisive: Vec<String>,
    /// What a question for a cause holds, word by word.
    pub(super) questions: Vec<Vec<String>>,
    /// `als` before the name of a cause.
    pub(super) labels: Vec<String>,
    /// Verbs whose subject only names the cause.
    pub(super) naming: Vec<String>,
    /// Words before a finding that may change.
    pub(super) first: Vec<String>,
    /// Nouns for a finding.
    pub(super) findings: Vec<String>,
    /// Words of presuming.
    pub(super) presuming: Vec<String>,
    /// Prepositions before a motive.
    pub(super) out_of: Vec<String>,
    /// Verbs that a motive has.
    pub(super) driving: Vec<String>,
    /// Verbs of coming or bringing to light.
    pub(super) discovering: Vec<String>,
    /// Words that make one of another verb.
    pub(super) discovering_with: Vec<With>,
    /// Verbs of noticing, which need a word for the whole affair.
    pub(super) noticing: Vec<String>,
    /// Words for such an affair, or that point back to it.
    pub(super) affairs: Vec<String>,
    /// Verbs of what goes wrong.
    pub(super) harming: Vec<String>,
    /// Words of charging somebody.
    pub(super) charging: Vec<String>,
    /// Endings of words that look like names of a cause.
    pub(super) other_names: Vec<String>,
    /// Words of another time.
    pub(super) once: Vec<String>,
    /// Endings of words for places.
    pub(super) places: Vec<String>,
    /// What others have written.
    pub(super) reports: Vec<String>,
    /// Verbs of ruling a cause out.
    pub(super) excluding: Vec<String>,
    /// Fields of causes.
    pub(super) fields: Fields,
}

/// The words of all languages.
#[derive(Debug, Default)]
pub(in crate::finding) struct Causes {
    languages: FxHashMap<Language, Lexicon>,
}

impl Causes {
    /// Loads the file of every language that has one.
    ///
    /// # Errors
    /// A file that is not of its form, or a verb without the word that must stand with it.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut causes = Self::default();
        for code in files.languages() {
            let path = format!("{code}/cause.toml");
            let Some(language) = Language::from_code(code).filter(|_| files.text(&path).is_ok()) else {
                continue;
            };
            let raw: Raw = files.toml(&path)?;
            let with = |list: Vec<String>| -> Result<Vec<With>, Problem> {
                list.iter().map(|entry| pair(files, &path, entry)).collect()
            };
            let lexicon = Lexicon {
                names: small(raw.names),
                copulas: small(raw.copulas),
                with_verb: with(raw.with_verb)?,
                parts: with(raw.parts)?,
                of: small(raw.of),
                effect_first: with(raw.effect_first)?,
                cause_first: small(raw.cause_first),
                by: small(raw.by),
                cause_to: with(raw.cause_to)?,
                given: with(raw.given)?,
                prepositions: split(raw.prepositions),
                from: with(raw.from)?,
                conjunctions: small(raw.conjunctions),
                moments: small(raw.moments),
                several: split(raw.several),
                unknown: small(raw.unknown),
                instead: small(raw.instead),
                general: small(raw.general),
                decisive: small(raw.decisive),
                questions: split(raw.questions),
                labels: small(raw.labels),
                naming: small(raw.naming),
                first: small(raw.first),
                findings: small(raw.findings),
                presuming: small(raw.presuming),
                out_of: small(raw.out_of),
                driving: small(raw.driving),
                discovering: small(raw.discovering),
                discovering_with: with(raw.discovering_with)?,
                noticing: small(raw.noticing),
                affairs: small(raw.affairs),
                harming: small(raw.harming),
                charging: small(raw.charging),
                other_names: small(raw.other_names),
                once: small(raw.once),
                places: small(raw.places),
                reports: small(raw.reports),
                excluding: small(raw.excluding),
                fields: Fields::load(files, code)?,
            };
            causes.languages.insert(language, lexicon);
        }
        Ok(causes)
    }

    /// The words of a language.
    pub(super) fn of(&self, language: Language) -> Option<&Lexicon> {
        self.languages.get(&language)
    }
}

fn small(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(|word| word.to_lowercase()).collect()
}

fn split(list: Vec<String>) -> Vec<Vec<String>> {
    list.into_iter().map(|entry| entry.split_whitespace().map(str::to_lowercase).collect()).collect()
}

/// `zurückgehen auf`: the last word stands with what is before it.
fn pair(files: &Files, path: &str, entry: &str) -> Result<With, Problem> {
    let pair = entry.rsplit_once(' ').map(|(first, with)| (first.to_lowercase(), with.to_lowercase()));
    pair.ok_or_else(|| {
        let at = files.text(path).ok().and_then(|text| text.find(&format!("\"{entry}\""))).unwrap_or(0);
        let message = format!("`{entry}` needs a second word: the one that must stand with it");
        files.problem(path, at..at + entry.len() + 2, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_words_load_for_both_languages() {
        let causes = Causes::load(&Files::builtin()).map_err(|problem| problem.to_string());
        let german = causes.as_ref().map(|causes| causes.of(Language::GERMAN).is_some());
        let english = causes.as_ref().map(|causes| causes.of(Language::ENGLISH).is_some());
        assert_eq!((german, english), (Ok(true), Ok(true)));
    }

    #[test]
    fn a_verb_needs_the_word_that_stands_with_it() {
        let files = Files::builtin();
        let with = pair(&files, "de/cause.toml", "zurückgehen auf").ok();
        assert_eq!(with, Some(("zurückgehen".to_owned(), "auf".to_owned())));
        assert!(pair(&files, "de/cause.toml", "zurückgehen").is_err());
    }
}
