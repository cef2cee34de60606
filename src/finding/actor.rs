//! Who acts, where a plain noun says it: kinds of bodies that are never one (`die Stadt`, `das Unternehmen`), and the
//! person whom a title means.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Context;
use crate::annotate::entity::EntityKind;
use crate::rule::{Files, Problem};
use crate::subject::IdentityId;

/// `actors.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawActors {
    kinds: BTreeMap<String, Vec<String>>,
}

/// Which words name which kind of body, in all languages together.
#[derive(Debug, Default)]
pub(super) struct Actors {
    kind_of: BTreeMap<String, String>,
}

impl Actors {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut actors = Self::default();
        for code in files.languages() {
            let path = format!("{code}/actors.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawActors = files.toml(&path)?;
            for (kind, words) in raw.kinds {
                actors.kind_of.extend(words.into_iter().map(|word| (word.to_lowercase(), kind.clone())));
            }
        }
        Ok(actors)
    }

    /// Whether a noun names a body that acts.
    pub(super) fn knows(&self, noun: &str) -> bool {
        self.kind_of.contains_key(noun)
    }

    /// Whether two nouns name bodies of different kinds.
    pub(super) fn differ(&self, a: &str, b: &str) -> bool {
        matches!((self.kind_of.get(a), self.kind_of.get(b)), (Some(x), Some(y)) if x != y)
    }
}

impl Context<'_> {
    /// The only person of an article whom a title means that some article of the dossier gives them (`die
    /// Präsidentin`).
    pub(super) fn bearer(&self, article: usize, title: &str) -> Option<IdentityId> {
        let scene = self.scene;
        let list = &scene.dossier[article].annotations.entities.list;
        let mut found = None;
        for (id, entity) in list.iter().enumerate() {
            if entity.kind != EntityKind::Person {
                continue;
            }
            let Some(identity) = scene.identities.of(article, id) else { continue };
            let bears = scene.identities.members(identity).iter().any(|&(other, member)| {
                let titles = &scene.dossier[other].annotations.entities.list[member].titles;
                titles
                    .iter()
                    .any(|held| !held.qualified && self.rules.offices.same_office(&held.lemma, title))
            });
            if bears && found.is_some_and(|other| other != identity) {
                return None;
            }
            if bears {
                found = Some(identity);
            }
        }
        found
    }
}
