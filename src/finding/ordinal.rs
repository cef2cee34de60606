//! Numbers that name: another terminal, another platform.

use super::unit::Unit;
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::language::Pos;

/// Words that weigh less say little about which thing is meant.
const TELLING: f32 = 0.35;

/// Numbers that name (`Terminal 1`, `Gleis 4`): another one in a clause about the same, and neither article knows both.
pub(super) fn compare(context: &Context<'_>, units: &[Unit<'_>], findings: &mut Vec<Finding>) {
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
                confidence: None,
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
