//! Who acts, where a plain noun says it: kinds of bodies that are never one (`die Stadt`, `das Unternehmen`), and the
//! person whom a title means.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::Context;
use super::role::Offices;
use crate::annotate::entity::EntityKind;
use crate::rule::{Files, Problem};
use crate::subject::{Article, IdentityId, Scene};

/// Letters of the first and of the last part of a compound, at least.
const FIRST: usize = 3;
const LAST: usize = 4;

/// `actors.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawActors {
    overlap: Vec<[String; 2]>,
    kinds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    apart: Vec<Vec<String>>,
}

/// Which words name which kind of body, in all languages together.
#[derive(Debug, Default)]
pub(super) struct Actors {
    kind_of: BTreeMap<String, String>,
    // Kinds that do not exclude each other, in both orders.
    overlap: BTreeSet<(String, String)>,
    // Groups of words for people of which nobody is of two.
    apart: Vec<Vec<String>>,
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
            for [first, second] in raw.overlap {
                actors.overlap.insert((first.clone(), second.clone()));
                actors.overlap.insert((second, first));
            }
            let small = |group: Vec<String>| group.into_iter().map(|word| word.to_lowercase()).collect();
            actors.apart.extend(raw.apart.into_iter().map(small));
            for (kind, words) in raw.kinds {
                actors.kind_of.extend(words.into_iter().map(|word| (word.to_lowercase(), kind.clone())));
            }
        }
        Ok(actors)
    }

    /// Whether a noun names a body that acts.
    pub(super) fn knows(&self, noun: &str) -> bool {
        self.kind(noun).is_some()
    }

    /// Whether two nouns name bodies of kinds that no body is both of and that do not stand for each other.
    pub(super) fn differ(&self, a: &str, b: &str) -> bool {
        self.relation(a, b) == Some(true)
    }

    /// Whether two nouns name bodies of kinds that exclude each other; none where a kind is not known or both are of
    /// one.
    pub(super) fn relation(&self, a: &str, b: &str) -> Option<bool> {
        let (x, y) = (self.kind(a)?, self.kind(b)?);
        (x != y).then(|| !self.overlap.contains(&(x.to_owned(), y.to_owned())))
    }

    /// Whether two nouns of one kind of people name such as nobody is both of.
    pub(super) fn are_apart(&self, a: &str, b: &str) -> bool {
        let group = |noun: &str| {
            let end = |word: &String| {
                *word == noun || (noun.len() >= word.len() + FIRST && noun.ends_with(word.as_str()))
            };
            self.apart.iter().position(|group| group.iter().any(end))
        };
        matches!((group(a), group(b)), (Some(x), Some(y)) if x != y)
    }

    /// The kind of body that a noun, or the end of a compound, names.
    pub(super) fn kind(&self, noun: &str) -> Option<&str> {
        let whole = self.kind_of.get(noun);
        let rest = || {
            let ends = noun.char_indices().map(|(at, _)| at).filter(|at| *at >= FIRST);
            ends.map(|at| &noun[at..])
                .take_while(|rest| rest.len() >= LAST)
                .find_map(|rest| self.kind_of.get(rest.trim_start_matches('-')))
        };
        whole.or_else(rest).map(String::as_str)
    }
}

/// For every article of a dossier, the identities that bear a title: canonical title → identities, those of persons
/// whom the article names.
#[derive(Debug)]
pub(super) struct Bearers(Vec<BTreeMap<String, BTreeSet<IdentityId>>>);

impl Bearers {
    /// Collects the titles that any article gives.
    pub(super) fn new(scene: &Scene<'_>, offices: &Offices) -> Self {
        let titles = |identity: IdentityId| -> BTreeSet<String> {
            let members = scene.identities.members(identity).iter();
            members
                .flat_map(|&(article, id)| &scene.dossier[article].annotations.entities.list[id].titles)
                .filter(|held| !held.qualified)
                .map(|held| offices.canonical(&held.lemma))
                .collect()
        };
        let titles: Vec<BTreeSet<String>> = (0..scene.identities.len()).map(titles).collect();
        let of_article = |(article, read): (usize, &Article<'_>)| {
            let mut bearers: BTreeMap<String, BTreeSet<IdentityId>> = BTreeMap::new();
            for (id, entity) in read.annotations.entities.list.iter().enumerate() {
                let identity = scene.identities.of(article, id);
                let Some(identity) = identity.filter(|_| entity.kind == EntityKind::Person) else { continue };
                for title in titles.get(identity).into_iter().flatten() {
                    bearers.entry(title.clone()).or_default().insert(identity);
                }
            }
            bearers
        };
        Self(scene.dossier.iter().enumerate().map(of_article).collect())
    }
}

impl Context<'_> {
    /// Every person of an article to whom some article of the dossier gives a title.
    pub(super) fn all_bearers(&self, article: usize, title: &str) -> Vec<IdentityId> {
        let Some(bearers) = self.bearers.0.get(article) else { return Vec::new() };
        let spellings = self.rules.offices.spellings(title);
        spellings.iter().filter_map(|title| bearers.get(title)).flatten().copied().collect()
    }

    /// The only person of an article whom a title means that some article of the dossier gives them (`die
    /// Präsidentin`).
    pub(super) fn bearer(&self, article: usize, title: &str) -> Option<IdentityId> {
        let bearers = self.bearers.0.get(article)?;
        let spellings = self.rules.offices.spellings(title);
        let mut found = spellings.iter().filter_map(|title| bearers.get(title)).flatten();
        let first = found.next()?;
        found.all(|other| other == first).then_some(*first)
    }
}
