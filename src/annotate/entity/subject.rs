//! Whom the story is about at a place: the person that a pronoun or a description without a title takes up.

use crate::language::{Clause, Gender, Pos, Role, Sentence};
use crate::text::Span;

use super::cast::Cast;
use super::model::{EntityId, EntityKind, Mention, MentionForm};
use super::names::{Scan, short};

/// How far back a word can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To its own sentence and the two before.
    Pronoun,
    /// To the sentence before alone.
    Before,
}

/// Whether what is known of a gender fits what a form tells.
pub(super) fn agrees(known: Option<Gender>, told: Option<Gender>) -> bool {
    match (known, told) {
        (Some(known), Some(told)) => known == told,
        _ => true,
    }
}

/// The one person of a gender that a pronoun or description at a token takes up: the subject of an earlier clause of
/// the sentence, or of a sentence before. Somebody described and not named stands in the way.
pub(super) fn subject_before(
    cast: &Cast<'_>,
    scan: &Scan<'_>,
    at: usize,
    gender: Option<Gender>,
    reach: Reach,
) -> Option<EntityId> {
    let here = scan.token(at)?.span.start();
    let mut index = scan.index;
    if reach == Reach::Pronoun {
        let own = own_clause(scan, at);
        let people: Vec<&Mention> = people(cast, scan.sentence, gender)
            .filter(|mention| mention.span.end() <= own.start() && !is_head(scan, mention, own))
            .collect();
        let strange = is_strange(cast, index, gender, here);
        match pick(cast, scan.sentence, &people) {
            Pick::One(id) => return (!strange).then_some(id),
            Pick::Many => return None,
            Pick::None if strange => return None,
            Pick::None => {}
        }
    }
    let steps = if reach == Reach::Pronoun { 2 } else { 1 };
    for _ in 0..steps {
        index = index.checked_sub(1)?;
        let sentence = cast.reading.sentences.get(index)?;
        let people: Vec<&Mention> = people(cast, sentence, gender).collect();
        let strange = is_strange(cast, index, gender, usize::MAX);
        match pick(cast, sentence, &people) {
            Pick::One(id) => return (!strange).then_some(id),
            Pick::Many => return None,
            Pick::None if strange => return None,
            Pick::None => {}
        }
    }
    None
}

/// What the persons of a sentence come to.
enum Pick {
    One(EntityId),
    Many,
    None,
}

/// The subject among the persons of a sentence, or the only one.
fn pick(cast: &Cast<'_>, sentence: &Sentence, people: &[&Mention]) -> Pick {
    let distinct = |mut ids: Vec<EntityId>| {
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let subjects: Vec<Span> =
        sentence.clauses.iter().filter_map(|clause| subject_of(sentence, clause)).collect();
    let is_subject = |mention: &Mention| match subjects.as_slice() {
        [] => is_first(cast, sentence, mention),
        subjects => subjects.iter().any(|subject| subject.contains(mention.span)),
    };
    let leading =
        distinct(people.iter().filter(|mention| is_subject(mention)).map(|mention| mention.entity).collect());
    match leading.as_slice() {
        [one] => return Pick::One(*one),
        [] => {}
        _ => return Pick::Many,
    }
    match distinct(people.iter().map(|mention| mention.entity).collect()).as_slice() {
        [] => Pick::None,
        [one] => Pick::One(*one),
        _ => Pick::Many,
    }
}

/// The persons of a gender that a sentence speaks of.
fn people<'c>(
    cast: &'c Cast<'_>,
    sentence: &Sentence,
    gender: Option<Gender>,
) -> impl Iterator<Item = &'c Mention> {
    cast.mentions_in(sentence.span).filter(move |mention| {
        let entity = &cast.list[mention.entity];
        mention.form != MentionForm::Adjective
            && entity.kind == EntityKind::Person
            && agrees(entity.gender, gender)
    })
}

/// Whether somebody of the gender is described and not named in a sentence, before a place.
fn is_strange(cast: &Cast<'_>, sentence: usize, gender: Option<Gender>, until: usize) -> bool {
    cast.strangers
        .get(sentence)
        .is_some_and(|all| all.iter().any(|one| one.span.end() <= until && agrees(one.gender, gender)))
}

/// Where the clause of a token begins: behind the last comma or other mark before it.
pub(super) fn own_clause(scan: &Scan<'_>, at: usize) -> Span {
    let start = (0..at).rev().find(|&before| {
        let word = scan.word(before);
        !word.starts_with(char::is_alphanumeric) && !matches!(word, "-" | "'" | "’" | "'s" | "’s" | "." | "/")
    });
    let from = start.map_or(0, |mark| mark + 1);
    scan.sentence.cover(short(from)..short(at + 1))
}

/// Whether a mention is what the relative clause of a place belongs to (`Jannik T., der neben ihm …`).
fn is_head(scan: &Scan<'_>, mention: &Mention, clause: Span) -> bool {
    let Some(first) = scan.sentence.token_at(clause.start()).map(usize::from) else { return false };
    scan.words.relative_pronouns.contains(scan.word(first).to_lowercase().as_str())
        && first
            .checked_sub(2)
            .and_then(|at| scan.token(at))
            .is_some_and(|token| token.span.end() == mention.span.end())
}

fn subject_of(sentence: &Sentence, clause: &Clause) -> Option<Span> {
    let argument = clause.arguments.iter().find(|argument| argument.role == Role::Subject)?;
    let phrase = sentence.phrases.get(argument.phrase)?;
    Some(sentence.cover(phrase.tokens.clone()))
}

/// Without clauses, the first person of a sentence that stands behind no preposition passes for its subject.
fn is_first(cast: &Cast<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let first = people(cast, sentence, None)
        .map(|mention| mention.span)
        .filter(|span| {
            let before = sentence.token_at(span.start()).and_then(|at| at.checked_sub(1));
            before
                .and_then(|before| sentence.tokens.get(usize::from(before)))
                .is_none_or(|token| !matches!(token.pos, Pos::Adp | Pos::Cconj))
        })
        .min();
    first == Some(mention.span)
}
