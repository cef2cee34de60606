//! Shares that do not fit: percentages that make more than the whole with its rest, and a share that the numbers
//! before it do not make (`Von 180 Sieben beanstandeten sie 27. Das ist fast jedes dritte.`).

use super::{FAR, finding, is_exact, is_rest};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::finding::{Context, Finding, within};
use crate::language::{Pos, Sentence};
use crate::text::Span;

/// What rounding may add up to, in percent.
const ROUNDING: f64 = 1.5;
/// A share may be told wrong by this part of it without a word.
const LOOSE: f64 = 0.2;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let sentences = &read.reading.sentences;
        for (index, sentence) in sentences.iter().enumerate() {
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let before = index.checked_sub(1).map(|before| &sentences[before]);
            let before = before.filter(|before| before.block == sentence.block);
            findings.extend(rest(context, article, before, sentence));
            if let Some(before) = before {
                findings.extend(named(context, article, before, sentence));
            }
        }
    }
}

/// `82 Prozent …, 10 …. Die restlichen 12 Prozent …`
fn rest(
    context: &Context<'_>,
    article: usize,
    before: Option<&Sentence>,
    sentence: &Sentence,
) -> Option<Finding> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let start = before.map_or(sentence.span.start(), |before| before.span.start());
    let all: Vec<&Quantity> =
        within(list, Span::new(start, sentence.span.end()), |quantity| quantity.span).collect();
    let last = all.iter().position(|quantity| is_percent(quantity) && is_rest(context, article, quantity))?;
    let first = all[..last].iter().position(|quantity| is_percent(quantity))?;
    let parts = &all[first..=last];
    let percents = parts.iter().all(|part| is_percent(part) || is_exact(part) && part.noun.is_none());
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let off = (sum - 100.0).abs();
    // Two shares and a rest, or more.
    if parts.len() < super::FEWEST || !percents || off <= ROUNDING || off > 100.0 * FAR {
        return None;
    }
    let told = parts.first()?.span.cover(parts[parts.len() - 2].span);
    Some(finding(context, article, told, parts.last()?.span, sum))
}

fn is_percent(quantity: &Quantity) -> bool {
    quantity.kind == QuantityKind::Share && quantity.unit.as_deref() == Some("percent")
}

/// A sentence with a part and its whole, and the next one with the share that they make.
fn named(context: &Context<'_>, article: usize, counts: &Sentence, sentence: &Sentence) -> Option<Finding> {
    let first = sentence.tokens.first()?;
    let opens = context.rules.votes.that.contains(&context.words(article, first.span).to_lowercase());
    let list = &context.scene.dossier[article].annotations.quantities;
    let told: Vec<&Quantity> = within(list, counts.span, |quantity| quantity.span).collect();
    let shares: Vec<&Quantity> = within(list, sentence.span, |quantity| quantity.span).collect();
    let ([whole, part], [share]) = (&told[..], &shares[..]) else { return None };
    let of = counts.tokens.iter().rev().find(|token| token.span.end() <= whole.number.start())?;
    let exact = is_exact(whole) && is_exact(part) && part.value < whole.value && of.pos == Pos::Adp;
    if !opens || !exact || share.kind != QuantityKind::Share {
        return None;
    }
    let percent = if share.unit.as_deref() == Some("percent") { 100.0 } else { 1.0 };
    let made = part.value / whole.value * percent;
    let (least, most) = (share.least.unwrap_or(0.0), share.most.unwrap_or(percent));
    let wrong = made < least * (1.0 - LOOSE) || made > most * (1.0 + LOOSE);
    let sum = (part.value / whole.value * 1000.0).round() / 10.0;
    let finding = || finding(context, article, whole.span.cover(part.span), share.span, sum);
    wrong.then(finding).map(|mut finding| {
        finding.because[0].key = "share-of-parts";
        finding
    })
}
