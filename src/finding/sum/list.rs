//! Things that are counted and then named, each by its name: `sieben Gemeinden, nämlich …` with five names; and so many
//! times a sum that does not make the total: `320 Helfern je 50 Euro`, `insgesamt 26.000 Euro`.

use super::{FAR, is_exact, is_precise};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::finding::{Context, Finding, FindingKind, Level, Reason, within};
use crate::language::{Pos, Sentence, Token};
use crate::text::Span;

/// More things than this are not all named.
const MOST: f64 = 12.0;
/// Words of one name.
const WORDS: usize = 5;
/// Words between a number and the list of what it counts.
const GAP: usize = 12;
/// Sentences in which a total may follow, the own one included.
const SENTENCES: usize = 3;
/// A product further off than so many times the total is of something else.
const TIMES: f64 = 2.5;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let sentences = &read.reading.sentences;
        for (index, sentence) in sentences.iter().enumerate() {
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let list = &read.annotations.quantities;
            for whole in within(list, sentence.span, |quantity| quantity.span) {
                if is_exact(whole) && (2.0..=MOST).contains(&whole.value) {
                    findings.extend(names(context, article, sentence, whole));
                }
            }
            let near = sentences[index..].iter().take(SENTENCES);
            let near: Vec<&Sentence> = near.take_while(|next| next.block == sentence.block).collect();
            findings.extend(product(context, article, &near));
        }
    }
}

/// The names of a list behind a number.
fn names(context: &Context<'_>, article: usize, sentence: &Sentence, whole: &Quantity) -> Option<Finding> {
    whole.noun.as_ref()?;
    let form = |token: &Token| context.words(article, token.span).to_lowercase();
    let start = sentence.tokens.iter().position(|token| token.span.start() >= whole.number.end())?;
    let behind = &sentence.tokens[start..];
    let opens = behind.iter().take(GAP).position(|token| {
        let word = form(token);
        word == ":" || context.rules.votes.namely.contains(&word)
    })?;
    // `zwei von drei Räumen: A, B und C` counts twice.
    let list = &context.scene.dossier[article].annotations.quantities;
    let all = within(list, sentence.span, |quantity| quantity.span);
    if all.filter(|quantity| quantity.span != whole.span).count() > 0 {
        return None;
    }
    let items: Vec<&Token> = behind[opens + 1..].iter().take_while(|token| form(token) != ".").collect();
    let plain = items.iter().all(|token| {
        matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det | Pos::Cconj | Pos::Adp | Pos::X)
            || token.pos == Pos::Punct && form(token) == ","
    });
    let commas = items.iter().filter(|token| form(token) == ",").count();
    let joints: Vec<usize> =
        items.iter().enumerate().filter(|(_, token)| token.pos == Pos::Cconj).map(|(at, _)| at).collect();
    let [joint] = joints[..] else { return None };
    // `A, B, and C`
    let doubled = joint.checked_sub(1).is_some_and(|before| form(items[before]) == ",");
    let count = commas + 2 - usize::from(doubled);
    let short =
        items.split(|token| form(token) == "," || token.pos == Pos::Cconj).all(|name| name.len() <= WORDS);
    let closes = items.len() - joint <= WORDS + 1;
    #[expect(clippy::cast_precision_loss, reason = "a list is short")]
    let same = (count as f64 - whole.value).abs() < 0.5;
    if !plain || !short || !closes || commas == 0 || same {
        return None;
    }
    let span = items.first()?.span.cover(items.last()?.span);
    Some(finding(context, article, whole.span, span, count.to_string()))
}

/// So many times a sum, and what it is said to make in all.
fn product(context: &Context<'_>, article: usize, near: &[&Sentence]) -> Option<Finding> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let sentence = near.first()?;
    let own: Vec<&Quantity> = within(list, sentence.span, |quantity| quantity.span).collect();
    let (count, each) = own.windows(2).find_map(|pair| {
        let [count, each] = pair else { return None };
        let between = Span::new(count.number.end(), each.number.start().max(count.number.end()));
        let says = context
            .words(article, between)
            .split_whitespace()
            .chain(context.words(article, after(sentence, each)).split_whitespace().take(1))
            .any(|word| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                context.rules.votes.each.contains(&word)
            });
        let fits = is_exact(count) && count.value > 1.0 && each.kind == QuantityKind::Money;
        (fits && is_precise(each) && says).then_some((*count, *each))
    })?;
    let total = near.iter().find_map(|next| {
        within(list, next.span, |quantity| quantity.span).find(|total| {
            total.kind == QuantityKind::Money
                && total.unit == each.unit
                && total.span.start() > each.span.end()
                && is_precise(total)
                && is_total(context, article, next, total)
        })
    })?;
    let product = count.value * each.value;
    let off = (product - total.value).abs();
    let near = product < total.value * TIMES && total.value < product * TIMES;
    if off < total.value * FAR / 10.0 || !near {
        return None;
    }
    Some(finding(context, article, total.span, count.span.cover(each.span), format!("{product}")))
}

fn after(sentence: &Sentence, quantity: &Quantity) -> Span {
    let end = quantity.span.end();
    Span::new(end, sentence.span.end().max(end))
}

/// `insgesamt 26.000 Euro`
fn is_total(context: &Context<'_>, article: usize, sentence: &Sentence, quantity: &Quantity) -> bool {
    sentence.tokens.iter().any(|token| {
        let word = context.words(article, token.span).to_lowercase();
        let near = token.span.end() <= quantity.span.start() || token.span.start() >= quantity.span.end();
        near && context.rules.votes.total.contains(&word)
    })
}

fn finding(context: &Context<'_>, article: usize, whole: Span, parts: Span, sum: String) -> Finding {
    Finding {
        kind: FindingKind::Internal,
        level: Level::Contradiction,
        subject: context.words(article, whole).to_owned(),
        witnesses: vec![context.witness(article, whole, whole), context.witness(article, parts, parts)],
        because: vec![Reason { key: "sum-of-parts", parameters: vec![("sum", sum)] }],
        confidence: None,
    }
}
