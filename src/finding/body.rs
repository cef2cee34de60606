//! One firm, band or group under two names that are alike: `Elbagrar Stickstoff GmbH`, `Elbhumus Stickstoff GmbH`. Each
//! article knows only its own, and the rest of the name or the noun before it is the same.

use super::candidate::statement::{Weighed, coverage};
use super::misname::noun_before;
use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::{Entity, EntityKind, MentionForm};
use crate::text::Span;

/// Letters that the differing words must begin with in common.
const BEGINNING: usize = 3;
/// Names with fewer letters than this are alike by chance.
const SHORTEST: usize = 6;
/// A word of a name that says something.
const TELLING: usize = 4;
/// How much of what one sentence says the other must say, where nothing else tells that two names are one's …
const SAME_MATTER: f32 = 0.5;
/// … and what a sentence must say at least.
const SAYS: f32 = 0.4;

struct Named<'a> {
    article: usize,
    entity: &'a Entity,
    words: Vec<&'a str>,
    place: Span,
    nouns: Vec<String>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let named: Vec<Named<'_>> =
        (0..context.scene.dossier.len()).flat_map(|article| named(context, article)).collect();
    for (index, a) in named.iter().enumerate() {
        for b in named[index + 1..].iter().filter(|b| b.article != a.article) {
            if is_slip(context, a, b)
                && !knows(context, a.article, b.entity)
                && !knows(context, b.article, a.entity)
            {
                findings.push(finding(context, a, b));
            }
        }
    }
}

fn named<'a>(context: &Context<'a>, article: usize) -> Vec<Named<'a>> {
    let entities = &context.scene.dossier[article].annotations.entities;
    let list = entities.list.iter().enumerate();
    let unknown = list.filter(|(_, entity)| !entity.known && entity.kind != EntityKind::Person);
    unknown
        .filter_map(|(id, entity)| {
            let mentions = entities.mentions.iter();
            let places: Vec<Span> = mentions
                .filter(|mention| mention.entity == id && mention.form == MentionForm::Name)
                .map(|mention| mention.span)
                .collect();
            let nouns = places.iter().filter_map(|place| noun_before(context, article, *place));
            Some(Named {
                article,
                entity,
                words: entity.key.split(' ').collect(),
                place: *places.first()?,
                nouns: nouns.map(|(noun, _)| noun).collect(),
            })
        })
        .collect()
}

/// Whether two names differ in one word, each of which could be taken for the other, and something says that they are
/// one body's.
fn is_slip(context: &Context<'_>, a: &Named<'_>, b: &Named<'_>) -> bool {
    let differing: Vec<(&str, &str)> =
        a.words.iter().zip(&b.words).filter(|(x, y)| x != y).map(|(x, y)| (*x, *y)).collect();
    let [(x, y)] = differing[..] else { return false };
    if a.words.len() != b.words.len() {
        return false;
    }
    let front = x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count();
    let shorter = x.chars().count().min(y.chars().count());
    let alike = shorter >= SHORTEST && front >= BEGINNING && front < shorter;
    let rest = a.words.iter().any(|word| *word != x && word.chars().count() >= TELLING);
    alike && (rest || a.nouns.iter().any(|noun| b.nouns.contains(noun)) || same_matter(context, a, b))
}

/// Whether the sentences with the two names say the same of them.
fn same_matter(context: &Context<'_>, a: &Named<'_>, b: &Named<'_>) -> bool {
    let words = |named: &Named<'_>| -> Vec<Weighed> {
        let statements = context.statements.iter();
        let statement = statements
            .filter(|statement| statement.article == named.article)
            .find(|statement| statement.span.contains(named.place));
        let words = statement.into_iter().flat_map(|statement| statement.own.iter().chain(&statement.rest));
        words.filter(|word| !word.span.overlaps(named.place)).copied().collect()
    };
    let (of_a, of_b) = (words(a), words(b));
    let lexemes = &context.scene.lexemes;
    let one = coverage(lexemes, of_a.iter().copied(), &of_b, |_| false);
    let other = coverage(lexemes, of_b.iter().copied(), &of_a, |_| false);
    one.all.min(other.all) >= SAYS && f32::midpoint(one.share(), other.share()) >= SAME_MATTER
}

/// Whether an article has a name, alone or in a longer one.
fn knows(context: &Context<'_>, article: usize, other: &Entity) -> bool {
    let list = &context.scene.dossier[article].annotations.entities.list;
    list.iter().any(|entity| entity.key == other.key || entity.key.contains(&other.key))
}

fn finding(context: &Context<'_>, a: &Named<'_>, b: &Named<'_>) -> Finding {
    let witness = |named: &Named<'_>| {
        let mut witness = context.witness(named.article, named.place, named.place);
        witness.label = Label::Words(named.entity.name.clone());
        witness
    };
    let shared = a.words.iter().find(|word| b.words.contains(word)).map(|word| (*word).to_owned());
    let name = shared.or_else(|| a.nouns.first().cloned()).unwrap_or_default();
    Finding {
        kind: FindingKind::Identity,
        level: Level::Contradiction,
        subject: a.entity.name.clone(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-thing", parameters: vec![("words", name)] }],
        confidence: None,
    }
}
