//! A language's `quote.toml`: checked and made quick to look up.

use rustc_hash::FxHashSet;

use serde::Deserialize;
use toml::Spanned;

use super::marks::Pair;
use crate::rule::{Files, Problem};

/// The file as written. What the fields are for stands in the file itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    marks: Vec<Spanned<String>>,
    single_marks: Vec<Spanned<String>>,
    noun_runs: bool,
    speak: String,
    call: String,
    quoted: Vec<String>,
    auxiliary: Vec<String>,
    so: Vec<String>,
    back: Vec<String>,
    according: Vec<String>,
    according_before: Vec<String>,
    according_endings: Vec<String>,
    according_links: Vec<String>,
    according_after: Vec<String>,
    said: Vec<String>,
    naming: String,
    so_called: Vec<String>,
    pronouns: Vec<String>,
    particles: Vec<String>,
    nobody: Vec<String>,
    out_of: Vec<String>,
}

/// A set of words.
pub(super) type Words = FxHashSet<Box<str>>;

/// Words of saying of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Quotation marks.
    pub pairs: Vec<Pair>,
    /// Whether several nouns in a row are one.
    pub noun_runs: bool,
    /// Lemmas of verbs that introduce speech.
    pub speak: Words,
    /// Lemmas of verbs that quote a word for something.
    pub call: Words,
    /// Lemmas of verbs whose passive subject speaks.
    pub quoted: Words,
    /// Lemmas of auxiliaries.
    pub auxiliary: Words,
    /// `so` before a speaker.
    pub so: Words,
    /// First words of a sentence that speaks of the quote before it, lower case.
    pub back: Words,
    /// Phrases before a speaker, lower case, of one to four words.
    pub according: Words,
    /// First words of those phrases.
    pub according_starts: Words,
    /// Prepositions before a noun that holds its speaker.
    pub according_before: Words,
    /// The endings of such nouns, lower case.
    pub according_endings: Vec<String>,
    /// Words between phrase and speaker.
    pub according_links: Words,
    /// Words behind a speaker.
    pub according_after: Words,
    /// Conjunctions that open what is said.
    pub said: Words,
    /// Nouns before a name in marks.
    pub naming: Words,
    /// Words that put what follows at a distance, lower case.
    pub so_called: Words,
    /// Pronouns that can speak, lower case.
    pub pronouns: Words,
    /// Particles of names, lower case.
    pub particles: Words,
    /// Pronouns that never speak, lower case.
    pub nobody: Words,
    /// Prepositions before who is meant where the subject is nobody.
    pub out_of: Words,
}

impl Lexicon {
    /// Loads a language's file.
    ///
    /// # Errors
    /// When it is missing or says what it may not say.
    pub fn load(files: &Files, path: &str) -> Result<Self, Problem> {
        let raw: Raw = files.toml(path)?;
        let mut pairs = Vec::new();
        for (marks, single) in [(&raw.marks, false), (&raw.single_marks, true)] {
            for mark in marks {
                let mut chars = mark.get_ref().chars();
                let (Some(open), Some(close), None) = (chars.next(), chars.next(), chars.next()) else {
                    let message = "a pair of marks is two characters: the opening and the closing one";
                    return Err(files.problem(path, mark.span(), message.to_owned()));
                };
                pairs.push(Pair { open, close, single });
            }
        }
        let starts = raw.according.iter().filter_map(|phrase| phrase.split(' ').next()).map(Box::from);
        Ok(Self {
            pairs,
            noun_runs: raw.noun_runs,
            speak: listed(&raw.speak),
            call: listed(&raw.call),
            according_starts: starts.collect(),
            quoted: set(raw.quoted),
            auxiliary: set(raw.auxiliary),
            so: set(raw.so),
            back: set(raw.back),
            according: set(raw.according),
            according_before: set(raw.according_before),
            according_endings: raw.according_endings,
            according_links: set(raw.according_links),
            according_after: set(raw.according_after),
            said: set(raw.said),
            naming: listed(&raw.naming),
            so_called: set(raw.so_called),
            pronouns: set(raw.pronouns),
            particles: set(raw.particles),
            nobody: set(raw.nobody),
            out_of: set(raw.out_of),
        })
    }
}

fn listed(words: &str) -> Words {
    words.split_whitespace().map(Box::from).collect()
}

fn set(words: Vec<String>) -> Words {
    words.into_iter().map(String::into_boxed_str).collect()
}
