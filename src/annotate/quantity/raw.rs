//! A language's `quantity.toml` as written. What the fields are for stands in the file itself.

use rustc_hash::FxHashMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub decimal: char,
    pub groups: Vec<char>,
    pub capital_nouns: bool,
    pub joiner: Box<str>,
    pub range: Words,
    pub between: Words,
    pub between_join: Words,
    pub change: Words,
    pub score: Words,
    pub versus: Words,
    pub file_number: Words,
    pub clock: Words,
    pub one: Words,
    pub one_of: Words,
    pub partitive: Words,
    pub partitive_pronouns: Words,
    pub partitive_adverbs: Words,
    pub determiners: Words,
    pub age_before: Words,
    pub age_after: Words,
    pub age_unit: Box<str>,
    pub age_subject: Words,
    pub age_verb: Words,
    pub every: Words,
    pub one_in: Words,
    pub fraction_join: Words,
    pub number_nouns: Words,
    pub number_noun_ending: Box<str>,
    pub measure_links: Words,
    pub share_links: Words,
    pub fillers: Words,
    pub ellipsis_before: Words,
    pub cardinals: Values,
    pub powers: Values,
    pub fraction_parts: Values,
    pub exact: Values,
    pub multipliers: Values,
    pub suffixes: Values,
    pub halves: Values,
    pub fractions: Values,
    pub shares: Values,
    pub vague: FxHashMap<Box<str>, Vague>,
    pub vague_pairs: FxHashMap<Box<str>, Vague>,
    pub ordinals: RawOrdinals,
    pub bounds: RawBounds,
    pub adjective: Vec<RawAdjective>,
    pub adjectives: RawAdjectives,
    pub times: RawTimes,
    pub magnitude: RawMagnitude,
    pub names: RawNames,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOrdinals {
    pub stems: Values,
    pub marks: Words,
    pub endings: Words,
    pub words: Values,
    pub figure_marks: Words,
    pub naming: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBounds {
    pub about: Words,
    pub nearly: Words,
    pub amply: Words,
    pub at_least: Words,
    pub more: Words,
    pub at_most: Words,
    pub less: Words,
    pub weak: Words,
    /// Those of the weak ones that bound a large number from above.
    #[serde(default)]
    pub less_if_large: Words,
    pub after_more: Words,
    pub after_less: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAdjective {
    pub stem: Box<str>,
    pub unit: Option<Spanned<String>>,
    pub noun: Option<Box<str>>,
    #[serde(default)]
    pub age: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAdjectives {
    pub endings: Words,
    pub lasting: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTimes {
    pub ending: Box<str>,
    pub noun: Box<str>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMagnitude {
    pub stem: Box<str>,
    pub nouns: Values,
    pub factors: Values,
    pub parts: FxHashMap<Box<str>, (f64, f64)>,
    pub currency: Box<str>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNames {
    pub naming: Words,
    pub rank: Words,
    pub determiners: Words,
}

/// A number of the file that must be there; the type makes the TOML reader complain otherwise.
pub(super) type Values = FxHashMap<Box<str>, f64>;

/// Lower-case words.
pub(super) type Words = Vec<Box<str>>;

/// A pair of least and most, 0 standing for open.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Vague(pub f64, pub f64);

impl Vague {
    /// Least and most.
    pub fn interval(self) -> (f64, Option<f64>) {
        (self.0, (self.1 > 0.0).then_some(self.1))
    }
}
