//! Offices given to persons.

use super::cast::Cast;
use super::model::{EntityId, EntityKind, Title};
use super::role::RoleClass;
use super::title::{Owner, RoleSpot};

/// Gives the persons of an article the titles that stand beside their names.
pub(super) fn assign(cast: &mut Cast<'_>, roles: &[RoleSpot]) {
    for role in roles {
        let persons: Vec<EntityId> =
            role.names.iter().filter_map(|&spot| cast.named.get(spot).copied().flatten()).collect();
        for (place, &person) in persons.iter().enumerate() {
            let owners: Vec<Option<EntityId>> = role.of.iter().map(|owner| resolve(cast, *owner)).collect();
            // `die Präsidenten Kasachstans und Georgiens, A und B`: each has his own.
            let owner = if persons.len() > 1 && owners.len() == persons.len() {
                owners.get(place).copied().flatten()
            } else {
                owners.iter().flatten().copied().find(|&owner| owner != person)
            };
            let owner = owner.or_else(|| by_prefix(cast, role));
            give(cast, person, role, owner);
        }
    }
}

/// What the first part of a compound names in this article (`Tornqvist-Chef`).
fn by_prefix(cast: &Cast<'_>, role: &RoleSpot) -> Option<EntityId> {
    let (first, _) = role.word.lemma.rsplit_once('-')?;
    cast.by_name(first)
}

/// The entity that an office belongs to.
pub(super) fn resolve(cast: &mut Cast<'_>, owner: Owner) -> Option<EntityId> {
    match owner {
        Owner::Entry(entry) => Some(cast.entry(entry)),
        Owner::Spot(spot) => cast.named.get(spot).copied().flatten(),
    }
}

/// The office without the name that it belongs to.
fn lemma(role: &RoleSpot, owned: bool) -> String {
    match role.word.lemma.rsplit_once('-') {
        Some((_, rest)) if owned && role.of.is_empty() && role.word.prefix > 0 => {
            if rest.starts_with(char::is_uppercase) { rest.to_owned() } else { role.word.head.clone() }
        }
        _ => role.word.lemma.clone(),
    }
}

/// Notes a title of a person.
pub(super) fn give(cast: &mut Cast<'_>, person: EntityId, role: &RoleSpot, owner: Option<EntityId>) {
    if let Some(owner) = owner.and_then(|owner| cast.list.get_mut(owner))
        && owner.kind == EntityKind::Other
        && !owner.known
    {
        owner.kind = EntityKind::Organisation;
    }
    let owner = owner.map(|owner| &cast.list[owner]).map(|owner| match owner.origins.first() {
        // `Trumps Verteidigungsminister` is his country's.
        Some(state) if owner.kind == EntityKind::Person && role.word.class == RoleClass::Office => {
            (state.clone(), EntityKind::Place)
        }
        _ => (owner.id.clone(), owner.kind),
    });
    let Some(entity) = cast.list.get_mut(person) else { return };
    if entity.kind == EntityKind::Other && !entity.known {
        entity.kind = EntityKind::Person;
        if entity.surname.is_none() {
            entity.surname = Some(entity.name.clone());
        }
    }
    if entity.kind != EntityKind::Person {
        return;
    }
    if let Some((id, EntityKind::Place)) = &owner
        && !role.qualified
        && role.word.class == RoleClass::Office
        && !entity.origins.contains(id)
    {
        entity.origins.push(id.clone());
    }
    entity.gender = entity.gender.or(role.gender());
    entity.age = entity.age.or(role.age);
    let title = Title {
        span: role.span,
        lemma: lemma(role, owner.is_some()),
        of: owner.map(|(id, _)| id),
        qualified: role.qualified,
    };
    let same = |other: &&mut Title| {
        let of = other.of == title.of || other.of.is_none() || title.of.is_none();
        other.lemma == title.lemma && other.qualified == title.qualified && of
    };
    match entity.titles.iter_mut().find(same) {
        Some(known) => known.of = known.of.take().or(title.of),
        None => entity.titles.push(title),
    }
}
