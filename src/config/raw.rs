//! `factlint.toml` as written: mirrors the file, admits nothing unknown, means nothing yet. The schema beside it
//! names the same keys; a test compares the two.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// Words with their place in the file.
pub(super) type Words = Spanned<String>;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Raw {
    pub inputs: Option<Spanned<Vec<Words>>>,
    pub against: Option<Spanned<Vec<Words>>>,
    pub exclude: Option<Spanned<Vec<Words>>>,
    pub language: Option<Words>,
    pub ui_language: Option<Words>,
    pub min_level: Option<Words>,
    pub fail_level: Option<Words>,
    pub min_confidence: Option<Spanned<f64>>,
    pub max_file_size: Option<Words>,
    pub max_article_size: Option<Words>,
    pub max_unpacked_size: Option<Words>,
    pub max_entries: Option<Spanned<usize>>,
    pub max_elements: Option<Spanned<usize>>,
    pub max_nesting: Option<Spanned<usize>>,
    pub trusted: Option<Spanned<Vec<Words>>>,
    pub rule_folders: Option<Spanned<Vec<Words>>>,
    pub baseline: Option<Words>,
    #[serde(default)]
    pub rules: BTreeMap<Words, Words>,
    #[serde(default)]
    pub outlets: BTreeMap<Words, Words>,
    #[serde(default)]
    pub published: BTreeMap<Words, Spanned<toml::Value>>,
    #[serde(default)]
    pub entity: Vec<Spanned<RawEntity>>,
    #[serde(default)]
    pub accept: Vec<Spanned<RawAccept>>,
}

/// `[[entity]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawEntity {
    pub name: Words,
    #[serde(default)]
    pub aliases: Vec<Words>,
    pub kind: Option<Words>,
}

/// `[[accept]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawAccept {
    pub fingerprint: Words,
    pub reason: Words,
    pub until: Option<Spanned<toml::Value>>,
}
