//! People by where they come from and how old they are: `der Kasache`, `der 48-Jährige`.

use std::ops::Range;

use crate::language::{Gender, Number, Pos};

use super::cast::{Cast, Stranger};
use super::lexicon::How;
use super::model::{EntityId, MentionForm};
use super::names::{Scan, Spot, What, short};
use super::subject::{Reach, agrees, subject_before};

/// Finds whom the words for inhabitants and the ages of a sentence mean.
pub(super) fn resolve(cast: &mut Cast<'_>, scan: &Scan<'_>, spots: &[Spot], own: Range<usize>) {
    for index in own {
        if let What::Known(hit) = &spots[index].what
            && let How::Inhabitant(gender) = hit.how
            && !hit.plural
        {
            let state = cast.entry(hit.entry);
            inhabitant(cast, scan, &spots[index], state, gender);
        }
    }
    for at in 0..scan.marks.len() {
        if let Some(age) = scan.words.age(scan.word(at)) {
            years(cast, scan, at, age);
        }
    }
}

fn inhabitant(cast: &mut Cast<'_>, scan: &Scan<'_>, spot: &Spot, state: EntityId, gender: Option<Gender>) {
    let (start, end) = (usize::from(spot.tokens.start), usize::from(spot.tokens.end));
    let Some(article) = article_before(scan, start) else { return };
    let modifies = scan.token(end).is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn))
        && scan.word(end).starts_with(char::is_alphabetic);
    if article.plural || modifies {
        return;
    }
    // In a language that marks women by an ending, the plain form is a man's.
    let gender = gender.or(article.gender).or(scan.words.roles.capitals.then_some(Gender::Masculine));
    let id = cast.list[state].id.clone();
    let here = spot.span.start();
    let of_origin: Vec<EntityId> = cast
        .persons()
        .filter(|&person| {
            cast.introduced[person] < here
                && agrees(cast.list[person].gender, gender)
                && (cast.list[person].origins.contains(&id) || by_surname(cast, person, &id))
        })
        .collect();
    let found = match of_origin.as_slice() {
        [one] => Some((*one, true)),
        [] => the_other(cast, here, &id)
            .map(|one| (one, true))
            .or_else(|| subject_before(cast, scan, start, gender, Reach::Before).map(|one| (one, false)))
            .filter(|&(one, _)| !bound_elsewhere(cast, one, &id)),
        _ => None,
    };
    let span = scan.sentence.cover(short(article.at)..spot.tokens.end);
    let Some((person, sure)) = found else {
        note_stranger(cast, scan, span, gender);
        return;
    };
    cast.forget(spot.span);
    cast.mention(span, person, MentionForm::Role, sure);
    cast.learn_gender(person, gender);
    let age = (article.at..start).find_map(|at| {
        let unit = scan.words.age_units.contains(scan.word(at + 1));
        unit.then(|| scan.word(at).parse::<u32>().ok()).flatten()
    });
    let entity = &mut cast.list[person];
    entity.age = entity.age.or(age);
    if !entity.origins.contains(&id) {
        entity.origins.push(id);
    }
}

/// Whether a person's surname is at home in a state, where nothing else is known about the origin.
fn by_surname(cast: &Cast<'_>, person: EntityId, state: &str) -> bool {
    let entity = &cast.list[person];
    entity.origins.is_empty() && home(cast, person).is_some_and(|home| home == state)
}

/// The state that a person's surname is at home in.
fn home<'c>(cast: &'c Cast<'_>, person: EntityId) -> Option<&'c str> {
    let surname = cast.list[person].surname.as_deref()?.to_lowercase();
    let mut origins = cast.rules.surname_origins.iter();
    let fits = |ending: &str| surname.len() > ending.len() + 2 && surname.ends_with(ending);
    origins.find(|(ending, _)| fits(ending)).map(|(_, home)| &**home)
}

/// Whether a person is known to come from another state.
fn bound_elsewhere(cast: &Cast<'_>, person: EntityId, state: &str) -> bool {
    let entity = &cast.list[person];
    let states = |id: &String| cast.rules.lexicon.find(id).is_some();
    (entity.origins.iter().any(states) && !entity.origins.iter().any(|origin| origin == state))
        || home(cast, person).is_some_and(|home| home != state)
}

/// Of the two people spoken of, the one who does not come from elsewhere.
fn the_other(cast: &Cast<'_>, here: usize, state: &str) -> Option<EntityId> {
    let pair = cast.pair_before(here);
    let mut free = pair.iter().copied().filter(|&id| !bound_elsewhere(cast, id, state));
    match (free.next(), free.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

fn years(cast: &mut Cast<'_>, scan: &Scan<'_>, at: usize, age: u32) {
    let words = scan.words;
    let Some(article) = article_before(scan, at) else { return };
    let next = scan.token(at + 1);
    let noun = next.is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn))
        && scan.word(at + 1).starts_with(char::is_alphabetic);
    if article.plural || noun {
        return;
    }
    let of_age: Vec<EntityId> = cast
        .persons()
        .filter(|&id| cast.list[id].age == Some(age) && agrees(cast.list[id].gender, article.gender))
        .collect();
    let found = match of_age.as_slice() {
        [one] => Some(*one),
        [_, ..] => None,
        [] => {
            // A relative clause behind it describes somebody new, and so does an age that was told before.
            let described = scan.word(at + 1) == "," && words.relative_pronouns.contains(scan.word(at + 2));
            let introduced = described || cast.strange_ages.contains(&age);
            let one = (!introduced)
                .then(|| subject_before(cast, scan, at, article.gender, Reach::Before))
                .flatten()
                .filter(|&one| cast.list[one].age.is_none());
            one.or_else(|| (!introduced).then(|| of_two_before(cast, scan, at, article.gender)).flatten())
        }
    };
    let span = scan.sentence.cover(short(article.at)..short(at + 1));
    match found {
        Some(person) => {
            cast.mention(span, person, MentionForm::Role, true);
            cast.list[person].age = Some(age);
            cast.learn_gender(person, article.gender);
        }
        None => {
            cast.strange_ages.push(age);
            note_stranger(cast, scan, span, article.gender);
        }
    }
}

/// The subject of the sentence before the last, where the last speaks of nobody.
fn of_two_before(cast: &Cast<'_>, scan: &Scan<'_>, at: usize, gender: Option<Gender>) -> Option<EntityId> {
    let before = cast.reading.sentences.get(scan.index.checked_sub(1)?)?;
    let nobody = cast.mentions_in(before.span).all(|mention| cast.list[mention.entity].surname.is_none());
    nobody
        .then(|| subject_before(cast, scan, at, gender, Reach::Pronoun))
        .flatten()
        .filter(|&one| cast.list[one].age.is_none() && !is_here(cast, scan, one))
}

/// Whether the sentence names a person itself.
fn is_here(cast: &Cast<'_>, scan: &Scan<'_>, person: EntityId) -> bool {
    cast.mentions_in(scan.sentence.span).any(|mention| mention.entity == person)
}

fn note_stranger(cast: &mut Cast<'_>, scan: &Scan<'_>, span: crate::text::Span, gender: Option<Gender>) {
    if let Some(strangers) = cast.strangers.get_mut(scan.index) {
        strangers.push(Stranger { span, gender });
    }
}

/// A definite article before a noun.
struct Article {
    at: usize,
    plural: bool,
    gender: Option<Gender>,
}

fn article_before(scan: &Scan<'_>, at: usize) -> Option<Article> {
    let words = scan.words;
    for before in (at.saturating_sub(4)..at).rev() {
        let lower = scan.word(before).to_lowercase();
        if words.articles.contains(lower.as_str()) || words.demonstratives.contains(lower.as_str()) {
            let plural = scan.token(before)?.morph.numbers.is_only(Number::Plural);
            return Some(Article {
                at: before,
                plural,
                gender: words.article_genders.get(lower.as_str()).copied(),
            });
        }
        let stop = scan.token(before).is_some_and(|token| {
            matches!(token.pos, Pos::Adp | Pos::Punct | Pos::Verb | Pos::Aux | Pos::Noun)
                && !words.age_units.contains(token.span.of(scan.text))
        });
        if words.indefinite_articles.contains(lower.as_str()) || stop {
            return None;
        }
    }
    None
}
