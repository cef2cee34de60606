//! Who is meant by a description (`die Ministerin`, `der 48-Jährige`, `beide Präsidenten`) or a pronoun. Where more
//! than one person fits, nobody is meant.

use crate::language::{Clause, Gender, Number, Pos, Role, Sentence};
use crate::text::Span;

use super::cast::{Cast, blank};
use super::lexicon::How;
use super::model::{EntityId, EntityKind, MentionForm};
use super::names::{Scan, Spot, What};
use super::role::RoleClass;
use super::title::{self, Determiner, Owner, RoleSpot};
use super::words::Words;

/// Finds whom descriptions mean that stand without a name.
pub(super) fn descriptions<'r>(cast: &mut Cast<'_>, roles: impl Iterator<Item = &'r RoleSpot>) {
    for role in roles.filter(|role| role.names.is_empty()) {
        let Some(sentence) = cast.reading.sentences.get(role.sentence) else { continue };
        let words = cast.rules.words(sentence.language);
        if role.plural {
            several(cast, role, words);
            continue;
        }
        if role.determiner == Determiner::Indefinite
            || !role.word.singular
            || role.word.class == RoleClass::Kinship
        {
            continue;
        }
        let owners: Vec<EntityId> =
            role.of.iter().filter_map(|&owner: &Owner| title::resolve(cast, owner)).collect();
        let bare = role.determiner == Determiner::Bare;
        let fitting: Vec<EntityId> =
            (0..cast.list.len()).filter(|&id| fits(cast, id, role, &owners, words)).collect();
        let span = sentence.cover(role.phrase.clone());
        match fitting.as_slice() {
            [one] if !bare || !role.of.is_empty() => {
                cast.mention(span, *one, MentionForm::Role, true);
                cast.learn_gender(*one, role.gender());
            }
            [] if words.generic.contains(role.word.head.to_lowercase().as_str()) && !bare => {
                if let Some(one) = nearest(cast, role.sentence, span, role.gender()) {
                    cast.mention(span, one, MentionForm::Role, false);
                }
            }
            [] => office_alone(cast, role, &owners, words, span),
            _ => {}
        }
    }
}

/// Whether a person holds the office that a description names.
fn fits(cast: &Cast<'_>, id: EntityId, role: &RoleSpot, owners: &[EntityId], words: &Words) -> bool {
    let entity = &cast.list[id];
    if entity.kind != EntityKind::Person || !agrees(entity.gender, role.gender()) {
        return false;
    }
    if role.age.is_some() && entity.age.is_some() && role.age != entity.age {
        return false;
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
        .filter(|title| !title.qualified || role.qualified)
        .any(|title| words.describes(&role.word, &title.lemma) && owned(title.of.as_ref()));
    let office = cast.office_of(id).iter().any(|office| {
        words.same_office(office, &role.word.lemma) || words.same_office(office, &role.word.head)
    });
    titled
        || (office
            && !role.qualified
            && entity.titles.iter().all(|title| !title.qualified)
            && owned(entity.origins.first()))
}

fn agrees(known: Option<Gender>, told: Option<Gender>) -> bool {
    match (known, told) {
        (Some(known), Some(told)) => known == told,
        _ => true,
    }
}

/// An office that one person at a time holds names that person, even where the article never gives a name.
fn office_alone(cast: &mut Cast<'_>, role: &RoleSpot, owners: &[EntityId], words: &Words, span: Span) {
    let Some(&owner) = owners.first() else { return };
    if !words.is_unique(&role.word) || role.qualified {
        return;
    }
    let owner_id = cast.list[owner].id.clone();
    let key = format!("{} {}", owner_id.replace('-', " "), cast.rules.keys.slug(&role.word.lemma));
    let known = cast.list.iter().position(|entity| entity.kind == EntityKind::Person && entity.key == key);
    let id = known.unwrap_or_else(|| {
        let mut entity = blank();
        entity.id = key.replace(' ', "-");
        entity.name = span.of(cast.text).to_owned();
        entity.kind = EntityKind::Person;
        entity.key = key;
        entity.gender = role.gender();
        cast.push(entity, span.start())
    });
    title::give(cast, id, role, Some(owner));
    cast.mention(span, id, MentionForm::Role, true);
}

/// `die beiden Präsidenten`: everybody who holds the office, if it is the right number.
fn several(cast: &mut Cast<'_>, role: &RoleSpot, words: &Words) {
    if role.determiner == Determiner::Indefinite || (role.determiner == Determiner::Bare && !role.both) {
        return;
    }
    let Some(sentence) = cast.reading.sentences.get(role.sentence) else { return };
    let span = sentence.cover(role.phrase.clone());
    let owners: Vec<EntityId> = role.of.iter().filter_map(|&owner| title::resolve(cast, owner)).collect();
    let mut members: Vec<EntityId> =
        (0..cast.list.len()).filter(|&id| fits(cast, id, role, &owners, words)).collect();
    let mut sure = true;
    if members.len() < 2 && words.generic.contains(role.word.head.to_lowercase().as_str()) {
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

/// `der Kasache`, `der 48-Jährige`, `die beiden`: people by where they come from, how old they are, how many.
pub(super) fn by_origin_and_age(
    cast: &mut Cast<'_>,
    scan: &Scan<'_>,
    spots: &[Spot],
    own: std::ops::Range<usize>,
) {
    let words = scan.words;
    for index in own {
        let spot = &spots[index];
        let What::Known(hit) = &spot.what else { continue };
        let How::Inhabitant(gender) = hit.how else { continue };
        let start = usize::from(spot.tokens.start);
        let end = usize::from(spot.tokens.end);
        let Some((from, plural, told)) = article_before(scan, start) else { continue };
        let modifies = scan.token(end).is_some_and(|token| token.pos == Pos::Noun || token.pos == Pos::Propn);
        if plural || hit.plural || modifies {
            continue;
        }
        let gender = gender.or(told);
        let id = cast.entry(hit.entry);
        let state = cast.list[id].id.clone();
        let fitting: Vec<EntityId> = (0..cast.list.len())
            .filter(|&id| {
                let entity = &cast.list[id];
                entity.kind == EntityKind::Person
                    && agrees(entity.gender, gender)
                    && entity.origins.contains(&state)
            })
            .collect();
        let span = scan.sentence.cover(short(from)..spot.tokens.end);
        let age = (from..start).find_map(|at| {
            let word = scan.word(at);
            (scan.words.age_units.contains(scan.word(at + 1))).then(|| word.parse::<u32>().ok()).flatten()
        });
        let one = match fitting.as_slice() {
            [one] => Some((*one, true)),
            [] => subject_before(cast, scan, start, gender).map(|one| (one, false)),
            _ => None,
        };
        if let Some((one, sure)) = one {
            cast.forget(spot.span);
            cast.mention(span, one, MentionForm::Role, sure);
            cast.learn_gender(one, gender);
            let entity = &mut cast.list[one];
            entity.age = entity.age.or(age);
            if !sure && !entity.origins.contains(&state) {
                entity.origins.push(state);
            }
        }
    }
    for at in 0..scan.marks.len() {
        let word = scan.word(at);
        if let Some(age) = words.age(word) {
            let Some((from, plural, gender)) = article_before(scan, at) else { continue };
            let modifies = scan.token(at + 1).is_some_and(|token| {
                matches!(token.pos, Pos::Noun | Pos::Propn)
                    && token.span.of(scan.text).starts_with(char::is_alphabetic)
            });
            // A relative clause behind it describes somebody new.
            let described = scan.word(at + 1) == "," && words.relative_pronouns.contains(scan.word(at + 2));
            if plural || modifies && words.roles.capitals {
                continue;
            }
            let of_age: Vec<EntityId> = (0..cast.list.len())
                .filter(|&id| {
                    let entity = &cast.list[id];
                    entity.kind == EntityKind::Person
                        && entity.age == Some(age)
                        && agrees(entity.gender, gender)
                })
                .collect();
            let found = match of_age.as_slice() {
                [one] => Some((*one, true)),
                [] if !described => subject_before(cast, scan, at, gender)
                    .filter(|&one| cast.list[one].age.is_none())
                    .map(|one| (one, true)),
                _ => None,
            };
            if let Some((one, sure)) = found {
                let span = scan.sentence.cover(short(from)..short(at + 1));
                cast.mention(span, one, MentionForm::Role, sure);
                cast.list[one].age = Some(age);
                cast.learn_gender(one, gender);
            }
        }
    }
}

/// The definite article before a noun, whether it is a plural's, and the gender it tells.
fn article_before(scan: &Scan<'_>, at: usize) -> Option<(usize, bool, Option<Gender>)> {
    let words = scan.words;
    for before in (at.saturating_sub(4)..at).rev() {
        let lower = scan.word(before).to_lowercase();
        if words.articles.contains(lower.as_str()) || words.demonstratives.contains(lower.as_str()) {
            let token = scan.token(before)?;
            let numbers = token.morph.numbers;
            let plural = numbers.is_only(Number::Plural);
            let gender = words.article_genders.get(lower.as_str()).copied();
            return Some((before, plural, gender));
        }
        if words.indefinite_articles.contains(lower.as_str())
            || scan
                .token(before)
                .is_some_and(|token| matches!(token.pos, Pos::Adp | Pos::Punct | Pos::Verb | Pos::Aux))
        {
            return None;
        }
    }
    None
}

/// The person that the story is about at a place: the subject of the sentence before, or of a clause before.
pub(super) fn subject_before(
    cast: &Cast<'_>,
    scan: &Scan<'_>,
    at: usize,
    gender: Option<Gender>,
) -> Option<EntityId> {
    let here = scan.token(at)?.span.start();
    let in_sentence = subjects(cast, scan.sentence, Some(here), gender);
    let own_clause = clause_of(scan.sentence, at);
    let here_before: Vec<EntityId> = in_sentence
        .into_iter()
        .filter(|&(token, _)| {
            own_clause.is_none() || clause_of(scan.sentence, usize::from(token)) != own_clause
        })
        .map(|(_, id)| id)
        .collect();
    if let Some(&last) = here_before.last() {
        return (here_before.iter().all(|&id| id == last)).then_some(last);
    }
    let mut index = scan.index;
    for _ in 0..2 {
        index = index.checked_sub(1)?;
        let sentence = cast.reading.sentences.get(index)?;
        let mut found: Vec<EntityId> =
            subjects(cast, sentence, None, gender).into_iter().map(|(_, id)| id).collect();
        found.dedup();
        match found.as_slice() {
            [] => {
                // No subject of that gender, but perhaps the one person of the sentence.
                let people = people(cast, sentence, gender);
                match people.as_slice() {
                    [] => continue,
                    [one] => return Some(*one),
                    _ => return None,
                }
            }
            [one] => return Some(*one),
            [first, ..] => {
                // Several clauses: the main one's comes first.
                return found.iter().all(|id| id == first).then_some(*first);
            }
        }
    }
    None
}

fn clause_of(sentence: &Sentence, at: usize) -> Option<usize> {
    sentence.clause_of(short(at))
}

/// Persons of a gender in a sentence.
fn people(cast: &Cast<'_>, sentence: &Sentence, gender: Option<Gender>) -> Vec<EntityId> {
    let mut people: Vec<EntityId> = cast
        .mentions_in(sentence.span)
        .map(|mention| mention.entity)
        .filter(|&id| cast.list[id].kind == EntityKind::Person && agrees(cast.list[id].gender, gender))
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// The persons of a gender that are subjects in a sentence, up to a place, with their tokens.
fn subjects(
    cast: &Cast<'_>,
    sentence: &Sentence,
    until: Option<usize>,
    gender: Option<Gender>,
) -> Vec<(u16, EntityId)> {
    let subject_spans: Vec<Span> =
        sentence.clauses.iter().filter_map(|clause| subject_of(sentence, clause)).collect();
    let mut found: Vec<(u16, EntityId)> = cast
        .mentions_in(sentence.span)
        .filter(|mention| until.is_none_or(|until| mention.span.end() <= until))
        .filter(|mention| mention.form != MentionForm::Adjective)
        .filter(|mention| {
            let id = mention.entity;
            cast.list[id].kind == EntityKind::Person && agrees(cast.list[id].gender, gender)
        })
        .filter(|mention| match subject_spans.is_empty() {
            true => is_first_person(cast, sentence, mention.span),
            false => subject_spans.iter().any(|span| span.contains(mention.span)),
        })
        .filter_map(|mention| Some((sentence.token_at(mention.span.start())?, mention.entity)))
        .collect();
    found.sort_unstable();
    found
}

fn subject_of(sentence: &Sentence, clause: &Clause) -> Option<Span> {
    let argument = clause.arguments.iter().find(|argument| argument.role == Role::Subject)?;
    let phrase = sentence.phrases.get(argument.phrase)?;
    Some(sentence.cover(phrase.tokens.clone()))
}

/// Without clauses, the first person of a sentence that stands behind no preposition passes for its subject.
fn is_first_person(cast: &Cast<'_>, sentence: &Sentence, span: Span) -> bool {
    let first = cast
        .mentions_in(sentence.span)
        .filter(|mention| cast.list[mention.entity].kind == EntityKind::Person)
        .map(|mention| mention.span)
        .filter(|span| {
            let before = sentence.token_at(span.start()).and_then(|at| at.checked_sub(1));
            before
                .and_then(|before| sentence.tokens.get(usize::from(before)))
                .is_none_or(|token| token.pos != Pos::Adp)
        })
        .min();
    first == Some(span)
}

fn short(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
