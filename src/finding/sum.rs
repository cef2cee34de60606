//! Parts that do not add up to the whole that the same paragraph gives: `620 Betten: 310 in A, 190 in B und 140 in C`.

use super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::text::Span;

/// The fewest parts that are taken for a list of all of them.
const FEWEST: usize = 3;
/// Sentences in which the parts may follow the whole, the whole's own one included.
const SENTENCES: usize = 3;
/// A sum further off than this part of the whole is a list of something else.
const FAR: f64 = 0.25;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let sentences = &read.reading.sentences;
        for (index, sentence) in sentences.iter().enumerate() {
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let near =
                sentences[index..].iter().take(SENTENCES).take_while(|next| next.block == sentence.block);
            let Some(end) = near.last().map(|last| last.span.end()) else { continue };
            let list = &read.annotations.quantities;
            let wholes =
                within(list, sentence.span, |quantity| quantity.span).filter(|whole| is_exact(whole));
            for whole in wholes.filter(|whole| whole.noun.is_some() && whole.value > 20.0) {
                let after = Span::new(whole.span.end(), end.max(whole.span.end()));
                findings.extend(check(context, article, whole, after));
            }
        }
    }
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.kind == QuantityKind::Count && !quantity.approximate && quantity.least == quantity.most
}

/// The run of bare counts after the whole, none of them with a noun of its own.
fn check(context: &Context<'_>, article: usize, whole: &Quantity, after: Span) -> Option<Finding> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let parts: Vec<&Quantity> = within(list, after, |quantity| quantity.span)
        .skip_while(|quantity| !is_part(quantity, whole))
        .take_while(|quantity| is_part(quantity, whole))
        .collect();
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let off = (sum - whole.value).abs();
    if parts.len() < FEWEST || off < 0.5 || off > whole.value * FAR {
        return None;
    }
    let range = parts.first()?.span.cover(parts.last()?.span);
    Some(Finding {
        kind: FindingKind::Internal,
        level: Level::Contradiction,
        subject: context.words(article, whole.span).to_owned(),
        witnesses: vec![
            context.witness(article, context.sentence_span(article, whole.span), whole.span),
            context.witness(article, range, range),
        ],
        because: vec![Reason { key: "sum-of-parts", parameters: vec![("sum", format!("{sum}"))] }],
    })
}

fn is_part(quantity: &Quantity, whole: &Quantity) -> bool {
    is_exact(quantity)
        && quantity.value < whole.value
        && quantity.noun.as_ref().is_none_or(|noun| whole.noun.as_ref() == Some(noun))
}
