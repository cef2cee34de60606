//! Fields of causes, as `<language>/cause-fields.toml` gives them: a storm and a short circuit are two causes, whichever
//! words tell of them, while a fault and a short circuit may be one.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::claim::pattern::Key;
use crate::rule::{Files, Problem};

/// One language's file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    mishaps: BTreeMap<Box<str>, Vec<String>>,
    reasons: BTreeMap<Box<str>, Vec<String>>,
    discoverers: BTreeMap<Box<str>, Vec<String>>,
}

/// Of what something is a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of something going wrong.
    Mishap,
    /// Of what people do.
    Reason,
    /// Of something coming to light.
    Discoverer,
}

/// A field by its name, the same in all languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) kind: Kind,
    name: Box<str>,
}

impl Field {
    /// Whether it is what drives somebody.
    pub(super) fn is_motive(&self) -> bool {
        self.name.starts_with("motive")
    }

    /// Whether another one is a part of it.
    pub(super) fn holds(&self, part: &Self) -> bool {
        part.name.strip_prefix(&*self.name).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Whether one is the other or a part of it.
    fn meets(&self, other: &Self) -> bool {
        self.name == other.name || self.holds(other) || other.holds(self)
    }
}

/// Whether two causes, each with the fields that its words lie in, can be no one cause.
pub(super) fn are_apart(a: &[Field], b: &[Field]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| x.meets(y)))
}

/// One language's fields by their words.
#[derive(Debug, Default)]
pub(super) struct Fields {
    words: FxHashMap<String, Vec<Field>>,
    beginnings: Vec<(String, Field)>,
}

impl Fields {
    /// Loads a language's file, if it has one.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub(super) fn load(files: &Files, code: &str) -> Result<Self, Problem> {
        let mut fields = Self::default();
        let path = format!("{code}/cause-fields.toml");
        if files.text(&path).is_err() {
            return Ok(fields);
        }
        let raw: Raw = files.toml(&path)?;
        let kinds =
            [(Kind::Mishap, raw.mishaps), (Kind::Reason, raw.reasons), (Kind::Discoverer, raw.discoverers)];
        for (kind, list) in kinds {
            for (name, words) in list {
                let field = Field { kind, name };
                for word in words {
                    match word.strip_suffix('*') {
                        Some(beginning) => fields.beginnings.push((beginning.to_lowercase(), field.clone())),
                        None => fields.words.entry(word.to_lowercase()).or_default().push(field.clone()),
                    }
                }
            }
        }
        Ok(fields)
    }

    /// The fields of a word: its own, else those of the word that a compound begins with or has as its head.
    pub(super) fn of<'a>(&'a self, key: &'a Key) -> Vec<&'a Field> {
        let own = [&*key.lemma, &*key.form].into_iter().find_map(|word| self.words.get(word));
        if let Some(own) = own {
            return own.iter().collect();
        }
        let begins = |(beginning, _): &&(String, Field)| {
            key.lemma.starts_with(&**beginning) || key.form.starts_with(&**beginning)
        };
        let mut found: Vec<&Field> = self.beginnings.iter().filter(begins).map(|(_, field)| field).collect();
        if let Some(head) = key.head.as_deref().and_then(|head| self.words.get(head)) {
            found.extend(head);
        }
        found
    }
}
