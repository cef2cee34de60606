//! Who is meant by a description (`die Ministerin`, `beide Präsidenten`). Where more than one person fits, nobody is.

use crate::language::{Gender, Pos};
use crate::text::Span;

use super::cast::{Cast, Stranger, blank};
use super::model::{EntityId, EntityKind, MentionForm};
use super::names::Scan;
use super::office;
use super::role::RoleClass;
use super::subject::{Reach, agrees, subject_before};
use super::title::{Determiner, Owner, RoleSpot};
use super::words::Words;

/// Finds whom descriptions mean that stand without a name.
pub(super) fn descriptions<'r>(
    cast: &mut Cast<'_>,
    scan: &Scan<'_>,
    roles: impl Iterator<Item = &'r RoleSpot>,
) {
    let words = scan.words;
    for role in roles.filter(|role| role.names.is_empty()) {
        let span = scan.sentence.cover(role.phrase.clone());
        if role.plural {
            several(cast, role, words, span);
            continue;
        }
        let found = match role.determiner {
            Determiner::Indefinite => None,
            _ if !role.word.singular || role.word.class == RoleClass::Kinship => None,
            Determiner::Definite | Determiner::Possessive | Determiner::Bare => one(cast, scan, role, span),
        };
        match found {
            Some((person, sure)) => {
                cast.mention(span, person, MentionForm::Role, sure);
                if sure {
                    cast.learn_gender(person, role.gender());
                }
            }
            None if role.determiner == Determiner::Bare => {}
            None => stranger(cast, scan, role.phrase.start, span, role.gender()),
        }
    }
}

/// Notes a person whom the article does not name, where the words can be a subject.
fn stranger(cast: &mut Cast<'_>, scan: &Scan<'_>, start: u16, span: Span, gender: Option<Gender>) {
    let start = usize::from(start);
    let behind_preposition =
        start.checked_sub(1).and_then(|before| scan.token(before)).is_some_and(|token| token.pos == Pos::Adp);
    let oblique = scan.words.article_genders.contains_key(scan.word(start).to_lowercase().as_str());
    if !behind_preposition
        && !oblique
        && let Some(strangers) = cast.strangers.get_mut(scan.index)
    {
        strangers.push(Stranger { span, gender });
    }
}

/// The one person that a description in the singular means, and whether that is sure.
fn one(cast: &mut Cast<'_>, scan: &Scan<'_>, role: &RoleSpot, span: Span) -> Option<(EntityId, bool)> {
    let words = scan.words;
    let owners: Vec<EntityId> =
        role.of.iter().filter_map(|&owner: &Owner| office::resolve(cast, owner)).collect();
    let bare = role.determiner == Determiner::Bare;
    let ranked: Vec<(EntityId, u8)> = cast
        .persons()
        .map(|id| (id, fits(cast, id, role, &owners, words)))
        .filter(|&(_, rank)| rank > 0)
        .collect();
    let best = ranked.iter().map(|&(_, rank)| rank).max();
    let mut fitting = ranked.iter().filter(|&&(_, rank)| Some(rank) == best).map(|&(id, _)| id);
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => return (!bare || !role.of.is_empty()).then_some((one, true)),
        (Some(_), Some(_)) => return None,
        (None, _) => {}
    }
    if bare {
        return office_alone(cast, role, &owners, words, span);
    }
    if words.generic.contains(role.word.head.to_lowercase().as_str()) {
        return nearest(cast, role.sentence, span, role.gender()).map(|one| (one, false));
    }
    if let Some(age) = role.age {
        let person = of_age(cast, age, role.gender()).or_else(|| {
            let introduced = cast.strange_ages.contains(&age);
            let one =
                subject_before(cast, scan, usize::from(role.phrase.start), role.gender(), Reach::Before)?;
            (!introduced && cast.list[one].age.is_none()).then_some(one)
        })?;
        office::give(cast, person, role, owners.first().copied());
        return Some((person, true));
    }
    if let Some(found) = office_alone(cast, role, &owners, words, span) {
        return Some(found);
    }
    // `Renate K. klingelte. Die Präsidentin …`: the one person just named, of whom nothing else is known.
    let untitled = |id: EntityId| cast.list[id].titles.is_empty() && !cast.list[id].known;
    let attribute = usize::from(role.phrase.start)
        .checked_sub(1)
        .and_then(|before| scan.token(before))
        .is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
    let person = (!attribute
        && role.word.class == RoleClass::Office
        && role.determiner == Determiner::Definite
        && owners.is_empty())
    .then(|| nearest(cast, role.sentence, span, role.gender()))
    .flatten()
    .filter(|&id| untitled(id))?;
    let sure = cast.list[person].gender.is_some_and(|gender| Some(gender) == role.gender());
    if sure {
        office::give(cast, person, role, None);
    }
    Some((person, sure))
}

/// The one person of an age.
fn of_age(cast: &Cast<'_>, age: u32, gender: Option<Gender>) -> Option<EntityId> {
    let mut found =
        cast.persons().filter(|&id| cast.list[id].age == Some(age) && agrees(cast.list[id].gender, gender));
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// How well a person fits the office that a description names; 0 for not at all.
fn fits(cast: &Cast<'_>, id: EntityId, role: &RoleSpot, owners: &[EntityId], words: &Words) -> u8 {
    let entity = &cast.list[id];
    if !agrees(entity.gender, role.gender()) {
        return 0;
    }
    if role.age.is_some() && entity.age.is_some() && role.age != entity.age {
        return 0;
    }
    let owned = |of: Option<&String>| {
        owners.is_empty()
            || owners.iter().any(|&owner| {
                let owner = &cast.list[owner].id;
                match of {
                    Some(of) => of == owner || entity.origins.contains(owner),
                    None => entity.origins.is_empty() || entity.origins.contains(owner),
                }
            })
    };
    let titled = entity
        .titles
        .iter()
        .filter(|title| (!title.qualified || role.qualified) && owned(title.of.as_ref()))
        .map(|title| cast.rank(words, &role.word, &title.lemma))
        .max()
        .unwrap_or(0);
    let office = || {
        !role.qualified
            && entity.titles.iter().all(|title| !title.qualified)
            && owned(entity.origins.first())
            && cast.office_of(id).iter().any(|office| {
                cast.rank(words, &role.word, office) == 2 || words.same_office(office, &role.word.head)
            })
    };
    if titled < 2 && office() { 2 } else { titled }
}

/// An office that one person at a time holds names that person, even where the article never gives a name.
fn office_alone(
    cast: &mut Cast<'_>,
    role: &RoleSpot,
    owners: &[EntityId],
    words: &Words,
    span: Span,
) -> Option<(EntityId, bool)> {
    let owner = *owners.first()?;
    if !words.is_unique(&role.word) || role.qualified {
        return None;
    }
    let owner_id = cast.list[owner].id.clone();
    let key = format!("{} {}", owner_id.replace('-', " "), cast.rules.keys.slug(&role.word.lemma));
    let known = cast.persons().find(|&id| cast.list[id].key == key);
    let id = known.unwrap_or_else(|| {
        let mut entity = blank();
        entity.id = key.replace(' ', "-");
        entity.name = span.of(cast.text).to_owned();
        entity.kind = EntityKind::Person;
        entity.key = key;
        entity.gender = role.gender();
        cast.add(entity, span.start())
    });
    office::give(cast, id, role, Some(owner));
    Some((id, true))
}

/// `die beiden Präsidenten`: everybody who holds the office, if it is the right number.
fn several(cast: &mut Cast<'_>, role: &RoleSpot, words: &Words, span: Span) {
    if role.determiner == Determiner::Indefinite || (role.determiner == Determiner::Bare && !role.both) {
        return;
    }
    let owners: Vec<EntityId> = role.of.iter().filter_map(|&owner| office::resolve(cast, owner)).collect();
    let mut members: Vec<EntityId> =
        cast.persons().filter(|&id| fits(cast, id, role, &owners, words) == 2).collect();
    let mut sure = true;
    if role.both && members.len() > 2 {
        // Of several who hold the office, the two spoken of so far.
        let met: Vec<EntityId> =
            members.iter().copied().filter(|&id| cast.introduced[id] < span.start()).collect();
        let pair = cast.pair_before(span.start());
        members =
            if met.len() == 2 { met } else { pair.into_iter().filter(|id| members.contains(id)).collect() };
    } else if role.both && members.len() < 2 {
        members = cast.pair_before(span.start());
        sure = false;
    }
    if members.len() == 2 || (members.len() > 2 && !role.both && members.len() < 5) {
        for member in members {
            cast.mention(span, member, MentionForm::Role, sure);
        }
    }
}

/// The one person of a gender in the sentence before, or before in the same sentence.
fn nearest(cast: &Cast<'_>, sentence: usize, span: Span, gender: Option<Gender>) -> Option<EntityId> {
    let from = sentence.checked_sub(1).and_then(|before| cast.reading.sentences.get(before))?.span.start();
    let mut found: Vec<EntityId> = cast
        .mentions_in(Span::new(from, span.start()))
        .map(|mention| mention.entity)
        .filter(|&id| cast.list[id].kind == EntityKind::Person && agrees(cast.list[id].gender, gender))
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
