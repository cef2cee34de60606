//! `entity.toml` as it is written, before it means anything.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::language::Gender;

use super::lexicon::Derived;

/// `entity.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub(super) name_endings: Vec<String>,
    pub(super) adjective_endings: Vec<String>,
    pub(super) inhabitant_forms: Vec<RawDerived>,
    pub(super) town_forms: Vec<RawDerived>,
    pub(super) compound_joints: Vec<String>,
    pub(super) nouns_grow_together: bool,
    pub(super) place_prepositions: String,
    pub(super) inside_prepositions: String,
    pub(super) melted: String,
    pub(super) particles: String,
    pub(super) not_names: String,
    pub(super) offices: String,
    pub(super) professions: String,
    pub(super) kinship: String,
    pub(super) plurals: String,
    pub(super) generic: String,
    pub(super) unique: String,
    pub(super) synonyms: Vec<String>,
    pub(super) qualifiers: String,
    pub(super) honorifics: String,
    pub(super) honorific_genders: FxHashMap<String, RawGender>,
    pub(super) apposition_openers: String,
    pub(super) legal_forms: String,
    pub(super) club_prefixes: String,
    pub(super) club_names: String,
    pub(super) organisation_heads: String,
    pub(super) organisation_endings: String,
    pub(super) institutions: String,
    pub(super) place_heads: String,
    pub(super) place_endings: String,
    pub(super) event_endings: String,
    pub(super) pronouns: Vec<RawPronoun>,
    pub(super) possessives: Vec<RawPossessive>,
    pub(super) possessive_endings: String,
    pub(super) plural_verb_endings: Vec<String>,
    pub(super) both: String,
    pub(super) articles: String,
    pub(super) article_genders: FxHashMap<String, RawGender>,
    pub(super) title_modifiers: String,
    pub(super) plural_articles: String,
    pub(super) demonstratives: String,
    pub(super) indefinite_articles: String,
    pub(super) relative_pronouns: String,
    pub(super) age_endings: Vec<String>,
    pub(super) age_units: String,
    pub(super) of_words: String,
    pub(super) genitive_articles: String,
    pub(super) genitive_joint: String,
    pub(super) and_words: String,
    pub(super) role_endings: RawEndings,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) enum RawGender {
    #[serde(rename = "m")]
    Masculine,
    #[serde(rename = "f")]
    Feminine,
}

impl From<RawGender> for Gender {
    fn from(raw: RawGender) -> Self {
        match raw {
            RawGender::Masculine => Self::Masculine,
            RawGender::Feminine => Self::Feminine,
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawNumber {
    Singular,
    Plural,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDerived {
    pub(super) ending: String,
    pub(super) base: Vec<String>,
    pub(super) gender: Option<RawGender>,
    pub(super) number: Option<RawNumber>,
}

impl From<RawDerived> for Derived {
    fn from(raw: RawDerived) -> Self {
        Self {
            ending: raw.ending,
            base: raw.base,
            gender: raw.gender.map(Gender::from),
            plural: raw.number == Some(RawNumber::Plural),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPronoun {
    pub(super) words: String,
    pub(super) gender: Option<RawGender>,
    pub(super) number: RawNumber,
    #[serde(default)]
    pub(super) verb: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPossessive {
    pub(super) stem: String,
    pub(super) gender: RawGender,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEndings {
    pub(super) feminine: String,
    pub(super) feminine_plural: String,
    pub(super) declension: Vec<RawDeclension>,
    pub(super) adjectival: Vec<RawAdjectival>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDeclension {
    pub(super) base: String,
    pub(super) singular: Vec<String>,
    pub(super) plural: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAdjectival {
    pub(super) ending: String,
    pub(super) gender: Option<RawGender>,
    pub(super) singular: bool,
    pub(super) plural: bool,
}
