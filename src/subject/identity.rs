//! One identity per dossier: which entities of different articles are the same person, firm or place.

use std::collections::BTreeMap;

use super::Article;
use crate::annotate::entity::{Entity, EntityId, EntityKind, same_person};

/// Index of an identity in the dossier.
pub type IdentityId = usize;

/// An entity is held against so many of those that are one identity already: more than any dossier has that is
/// compared as a whole.
const PER_IDENTITY: usize = 32;
/// And against so many identities with its key.
const PER_KEY: usize = 64;

/// The identities of a dossier.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    // [article][entity] → identity
    of: Vec<Vec<IdentityId>>,
    members: Vec<Vec<(usize, EntityId)>>,
}

impl Identities {
    /// Joins the entities of all articles: those the lexicon knows by their id, persons by their names in any
    /// transliteration, everything else by its name's key.
    pub fn join(dossier: &[Article<'_>]) -> Self {
        let mut identities = Self::default();
        // Candidates share a key word, so that no two entities are compared that could not be the same.
        let mut candidates: BTreeMap<&str, Vec<IdentityId>> = BTreeMap::new();
        for (article, read) in dossier.iter().enumerate() {
            let mut row = Vec::new();
            for (id, entity) in read.annotations.entities.list.iter().enumerate() {
                let key = candidate_key(entity);
                let known = candidates.entry(key).or_default();
                let same = known.iter().copied().take(PER_KEY).find(|&identity| {
                    let members = &identities.members[identity];
                    // Those of this article stand last.
                    let elsewhere = members.last().is_none_or(|&(other, _)| other != article);
                    (elsewhere || entity.known)
                        && members.iter().take(PER_IDENTITY).all(|&(other, member)| {
                            same_entity(entity, &dossier[other].annotations.entities.list[member])
                        })
                });
                let identity = same.unwrap_or_else(|| {
                    identities.members.push(Vec::new());
                    known.push(identities.members.len() - 1);
                    identities.members.len() - 1
                });
                identities.members[identity].push((article, id));
                row.push(identity);
            }
            identities.of.push(row);
        }
        identities
    }

    /// The identity of an article's entity.
    pub fn of(&self, article: usize, entity: EntityId) -> Option<IdentityId> {
        self.of.get(article).and_then(|row| row.get(entity)).copied()
    }

    /// The entities that are one identity, as article and entity.
    pub fn members(&self, identity: IdentityId) -> &[(usize, EntityId)] {
        &self.members[identity]
    }

    /// How many identities there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether nothing is named in the dossier.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The fullest name of an identity.
    pub fn name<'a>(&self, dossier: &[Article<'a>], identity: IdentityId) -> &'a str {
        self.members[identity]
            .iter()
            .map(|&(article, id)| dossier[article].annotations.entities.list[id].name.as_str())
            .max_by_key(|name| name.len())
            .unwrap_or("")
    }
}

/// What two entities must share to be worth comparing: the last word of the key for persons (the surname), the whole
/// key otherwise.
fn candidate_key(entity: &Entity) -> &str {
    if entity.known {
        return &entity.id;
    }
    match entity.kind {
        EntityKind::Person => entity.key.rsplit(' ').next().unwrap_or(&entity.key),
        EntityKind::Organisation | EntityKind::Place | EntityKind::Event | EntityKind::Other => &entity.key,
    }
}

fn same_entity(a: &Entity, b: &Entity) -> bool {
    match (a.kind, b.kind) {
        _ if a.known && b.known => a.id == b.id,
        (EntityKind::Person, EntityKind::Person) => same_person(a, b),
        (EntityKind::Person, _) | (_, EntityKind::Person) => false,
        _ => a.key == b.key,
    }
}
