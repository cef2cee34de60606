//! Whom the story is about at a place: the person that a pronoun or a description without a title takes up.

use crate::language::{Clause, ClauseKind, Gender, Number, Pos, Role, Sentence};
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
        let thing = || is_thing(cast, scan.sentence, gender, own.start());
        match pick(cast, scan.sentence, &people) {
            Pick::One(id, subject) => return (!strange && (subject || !thing())).then_some(id),
            Pick::Many => return None,
            Pick::None if strange || thing() => return None,
            Pick::None => {}
        }
    }
    let steps = if reach == Reach::Pronoun { 2 } else { 1 };
    for _ in 0..steps {
        index = index.checked_sub(1)?;
        let sentence = cast.reading.sentences.get(index)?;
        let people: Vec<&Mention> = people(cast, sentence, gender).collect();
        let strange = is_strange(cast, index, gender, usize::MAX);
        let thing = || reach == Reach::Pronoun && is_thing(cast, sentence, gender, usize::MAX);
        match pick(cast, sentence, &people) {
            Pick::One(id, subject) => return (!strange && (subject || !thing())).then_some(id),
            Pick::Many => return None,
            Pick::None if strange || thing() => return None,
            Pick::None => {}
        }
    }
    None
}

/// What the persons of a sentence come to.
enum Pick {
    /// This one, and whether as the subject.
    One(EntityId, bool),
    Many,
    None,
}

/// The subject among the persons of a sentence, or the only one.
fn pick(cast: &Cast<'_>, sentence: &Sentence, people: &[&Mention]) -> Pick {
    let distinct = |ids: &mut dyn Iterator<Item = EntityId>| {
        let mut ids: Vec<EntityId> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let subjects: Vec<Span> = subjects(sentence).collect();
    let by_clause = |mention: &&&Mention| subjects.iter().any(|subject| subject.contains(mention.span));
    let by_place = |mention: &&&Mention| is_plain(cast, sentence, mention);
    let mut leading = distinct(&mut people.iter().filter(by_clause).map(|mention| mention.entity));
    if leading.is_empty() {
        leading = distinct(&mut people.iter().filter(by_place).map(|mention| mention.entity));
    }
    match leading.as_slice() {
        [one] => return Pick::One(*one, true),
        [] => {}
        _ => return Pick::Many,
    }
    match distinct(&mut people.iter().map(|mention| mention.entity)).as_slice() {
        [] => Pick::None,
        [one] => Pick::One(*one, false),
        _ => Pick::Many,
    }
}

/// Where the subjects of a sentence's clauses stand.
fn subjects(sentence: &Sentence) -> impl Iterator<Item = Span> {
    sentence.clauses.iter().filter_map(|clause| match clause.kind {
        // `Putin, der betonte`: whom the relative pronoun stands for.
        ClauseKind::Relative if is_own_subject(sentence, clause) => {
            let phrase = sentence.phrases.get(clause.antecedent?)?;
            Some(sentence.cover(phrase.tokens.clone()))
        }
        _ => subject_of(sentence, clause),
    })
}

/// Whether the relative pronoun is the subject of its clause.
fn is_own_subject(sentence: &Sentence, clause: &Clause) -> bool {
    let subject = clause.arguments.iter().find(|argument| argument.role == Role::Subject);
    subject.is_none_or(|subject| {
        sentence.phrases.get(subject.phrase).is_some_and(|phrase| Some(phrase.head) == clause.opener)
    })
}

/// Whether the subject of a sentence's main clause is a thing whose grammatical gender a pronoun could take up as well
/// (`Die Arbeitsgruppe tagt. Sie …`), or an authority of that gender is named.
fn is_thing(cast: &Cast<'_>, sentence: &Sentence, gender: Option<Gender>, until: usize) -> bool {
    let Some(gender) = gender else { return false };
    let words = cast.rules.words(sentence.language);
    if !words.roles.capitals {
        return false;
    }
    let fits = |at: u16| {
        sentence.tokens.get(usize::from(at)).is_some_and(|token| {
            token.pos == Pos::Noun
                && token.span.end() <= until
                && words.roles.read(token.span.of(cast.text)).is_none()
                && token.morph.genders.is_only(gender)
                && !token.morph.numbers.is_only(Number::Plural)
        })
    };
    let subject = sentence.clauses.iter().any(|clause| {
        clause.arguments.iter().filter(|argument| argument.role == Role::Subject).any(|argument| {
            sentence.phrases.get(argument.phrase).is_some_and(|phrase| {
                let person = cast
                    .mentions_in(sentence.cover(phrase.tokens.clone()))
                    .any(|mention| cast.list[mention.entity].kind == EntityKind::Person);
                !person && fits(phrase.head)
            })
        })
    });
    subject
        || cast.mentions_in(sentence.span).any(|mention| {
            mention.form == MentionForm::Role
                && cast.list[mention.entity].kind == EntityKind::Organisation
                && sentence.token_at(mention.span.start()).is_some_and(fits)
        })
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

/// Where no clause tells, a person can be the subject who stands behind no preposition and owns nothing; of people
/// joined by a conjunction the first one tells.
fn is_plain(cast: &Cast<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let token = |at: Option<u16>| at.and_then(|at| sentence.tokens.get(usize::from(at)));
    let mut start = sentence.token_at(mention.span.start());
    for _ in 0..4 {
        let before = start.and_then(|at| at.checked_sub(1));
        let Some(word) = token(before) else { break };
        if word.pos == Pos::Adp {
            return false;
        }
        let first = token(before.and_then(|at| at.checked_sub(1)));
        let joined = cast.mentions_in(sentence.span).find(|other| {
            word.pos == Pos::Cconj && first.is_some_and(|first| first.span.end() == other.span.end())
        });
        match joined {
            Some(other) => start = sentence.token_at(other.span.start()),
            None => break,
        }
    }
    let after = sentence.tokens.iter().find(|token| token.span.start() >= mention.span.end());
    after.is_none_or(|token| !matches!(token.span.of(cast.text), "'s" | "’s" | "'" | "’"))
}
