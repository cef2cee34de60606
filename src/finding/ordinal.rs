//! The first, or the second: ordinals that two articles give one thing.

use std::collections::BTreeSet;

use super::unit::Unit;
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::claim::Body;
use crate::claim::concept::Term;
use crate::claim::pattern::Key;
use crate::document::Language;
use crate::language::Pos;

/// Words that weigh less say little about which thing is meant.
const TELLING: f32 = 0.35;

/// An ordinal with what it numbers.
struct Numbered<'a> {
    unit: &'a Unit<'a>,
    quantity: &'a Quantity,
    /// What the numbered noun means.
    noun: Vec<Term>,
    /// Families of the events in the clause, where the noun is only `Mal`, `time`.
    events: BTreeSet<&'a str>,
}

pub(super) fn compare<'a>(context: &Context<'a>, units: &'a [Unit<'a>], findings: &mut Vec<Finding>) {
    let numbered: Vec<Numbered<'_>> = units
        .iter()
        .filter(|unit| unit.is_stated() && !unit.factuality.negated)
        .flat_map(|unit| {
            let ordinals = unit.quantities.iter().filter(|quantity| quantity.kind == QuantityKind::Ordinal);
            ordinals.filter_map(|quantity| numbered(context, unit, quantity)).collect::<Vec<_>>()
        })
        .collect();
    for (index, a) in numbered.iter().enumerate() {
        for b in &numbered[index + 1..] {
            findings.extend(compare_pair(context, a, b));
        }
    }
}

/// Numbers that name (`Terminal 1`, `Gleis 4`): another one in a clause about the same, and neither article knows both.
pub(super) fn compare_names(context: &Context<'_>, units: &[Unit<'_>], findings: &mut Vec<Finding>) {
    let named: Vec<(&Unit<'_>, &Quantity)> = units
        .iter()
        .filter(|unit| unit.is_stated() && !unit.factuality.negated)
        .flat_map(|unit| {
            let names = unit.quantities.iter().filter(|quantity| quantity.kind == QuantityKind::Name);
            names.filter(|quantity| quantity.noun.is_some()).map(move |quantity| (unit, *quantity))
        })
        .collect();
    let knows = |article: usize, quantity: &Quantity| {
        named.iter().any(|(unit, other)| {
            unit.article == article
                && other.noun == quantity.noun
                && (other.value - quantity.value).abs() < 0.5
        })
    };
    for (index, (a, x)) in named.iter().enumerate() {
        for (b, y) in &named[index + 1..] {
            let differ = x.noun == y.noun && (x.value - y.value).abs() > 0.5;
            let other_scope = context.other_scope((a.article, a.span), (b.article, b.span));
            if a.article == b.article || !differ || other_scope || knows(a.article, y) || knows(b.article, x)
            {
                continue;
            }
            let shared =
                a.words.iter().filter(|word| word.is_content() && !word.span.overlaps(x.span)).filter(
                    |word| {
                        b.words.iter().any(|other| {
                            !other.span.overlaps(y.span)
                                && word.terms.iter().any(|term| other.terms.contains(term))
                        })
                    },
                );
            let mut words: Vec<&str> = shared.map(|word| context.words(a.article, word.span)).collect();
            if words.is_empty() {
                words = shared_nouns(context, (a, x), (b, y));
            }
            if words.is_empty() {
                continue;
            }
            findings.push(Finding {
                kind: FindingKind::Place,
                level: Level::Contradiction,
                subject: context.words(a.article, x.span).to_owned(),
                witnesses: vec![
                    context.witness(a.article, a.span, x.span),
                    context.witness(b.article, b.span, y.span),
                ],
                because: vec![Reason { key: "same-words", parameters: vec![("words", words.join(", "))] }],
            });
        }
    }
}

/// Nouns that say something and stand in both sentences, which a clause of its own may hold: `vor dem Terminal 1 zu
/// einer Kundgebung`.
fn shared_nouns<'w>(
    context: &Context<'w>,
    (a, x): (&Unit<'_>, &Quantity),
    (b, y): (&Unit<'_>, &Quantity),
) -> Vec<&'w str> {
    let lexemes = &context.scene.lexemes;
    let nouns = |unit: &Unit<'_>, quantity: &Quantity| -> Vec<crate::subject::Word> {
        let sentences = &context.scene.dossier[unit.article].reading.sentences;
        let index = sentences.partition_point(|sentence| sentence.span.end() <= unit.span.start());
        let Some(sentence) = sentences.get(index) else { return Vec::new() };
        let is_noun = |word: &&crate::subject::Word| {
            sentence.tokens[usize::from(word.token)].pos == Pos::Noun && !word.span.overlaps(quantity.span)
        };
        lexemes.words(unit.article, index).iter().filter(is_noun).copied().collect()
    };
    let of_b = nouns(b, y);
    nouns(a, x)
        .into_iter()
        .filter(|word| lexemes.weight(word.lexeme) >= TELLING)
        .filter(|word| of_b.iter().any(|other| other.lexeme == word.lexeme))
        .map(|word| context.words(a.article, word.span))
        .collect()
}

fn numbered<'a>(context: &Context<'a>, unit: &'a Unit<'a>, quantity: &'a Quantity) -> Option<Numbered<'a>> {
    let noun = quantity.noun.as_ref()?;
    let language = context.document(unit.article).meta.language.unwrap_or(Language::GERMAN);
    let claims = context.scene.dossier[unit.article].claims;
    let events = claims
        .iter()
        .filter(|claim| claim.span.overlaps(unit.span))
        .filter_map(|claim| match claim.body {
            Body::Event { frame: Some(frame), .. } => Some(&context.frames().list[frame]),
            _ => None,
        })
        .map(|frame| frame.family.as_deref().unwrap_or(&frame.id))
        .collect();
    Some(Numbered {
        unit,
        quantity,
        noun: context.claims.concepts.terms(language, &Key::of_word(noun)),
        events,
    })
}

fn compare_pair(context: &Context<'_>, a: &Numbered<'_>, b: &Numbered<'_>) -> Option<Finding> {
    let differ = (a.quantity.value - b.quantity.value).abs() > 0.5;
    if a.unit.article == b.unit.article || !differ {
        return None;
    }
    let same_noun = a.noun.iter().any(|term| b.noun.contains(term));
    let same_event = a.events.intersection(&b.events).next().is_some();
    if !same_noun && !same_event {
        return None;
    }
    let shared: Vec<&str> = a
        .unit
        .words
        .iter()
        .filter(|word| word.is_content() && !word.span.overlaps(a.quantity.span))
        .filter(|word| {
            b.unit.words.iter().any(|other| {
                !other.span.overlaps(b.quantity.span)
                    && word.terms.iter().any(|term| other.terms.contains(term))
            })
        })
        .map(|word| context.words(a.unit.article, word.span))
        .collect();
    // The first call and the second call are two calls. A place in a row is in dispute only where the clause says
    // nothing else of the thing: `it is the third of this winter`.
    let alone = |numbered: &Numbered<'_>| {
        numbered.unit.times.is_empty()
            && numbered.unit.verb.is_none_or(|verb| {
                let language =
                    context.document(numbered.unit.article).meta.language.unwrap_or(Language::GERMAN);
                let lemma =
                    numbered.unit.words.iter().find(|word| word.span == verb).map_or("", |word| &word.lemma);
                context.claims.concepts.is_light(language, lemma) || same_event
            })
    };
    if !(alone(a) && alone(b)) || shared.len() < 2 {
        return None;
    }
    Some(Finding {
        kind: FindingKind::Order,
        level: Level::Contradiction,
        subject: context.words(a.unit.article, a.quantity.span).to_owned(),
        witnesses: vec![
            context.witness(a.unit.article, a.unit.span, a.quantity.span),
            context.witness(b.unit.article, b.unit.span, b.quantity.span),
        ],
        because: vec![Reason { key: "same-words", parameters: vec![("words", shared.join(", "))] }],
    })
}
