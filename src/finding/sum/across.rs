//! Parts in one article that do not add up to the whole in another: `620 Stellen` against `380 in der Zentrale, 340 in
//! der Fläche`. That sum and whole look alike is itself evidence that they are one number.

use super::{FAR, Parts, Whole, is_exact, parts};
use crate::annotate::quantity::Quantity;
use crate::finding::candidate::statement::{Statement, coverage};
use crate::finding::{Context, Finding, FindingKind, Level, Reason, within};
use crate::text::Span;

/// Sums of fewer than this are like each other by chance.
const LEAST: f64 = 20.0;
/// How much of what each place says the other must say too.
const SHARED: f32 = 0.3;

/// A list of parts with its article and sentence.
struct List<'a> {
    article: usize,
    sentence: Span,
    parts: Parts<'a>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let lists = lists(context);
    if lists.is_empty() {
        return;
    }
    let statements = context.statements;
    for list in &lists {
        for whole in statements {
            if whole.article == list.article || !whole.is_stated() || whole.is_negative() {
                continue;
            }
            for quantity in wholes(context, whole) {
                findings.extend(check(context, statements, list, (whole, quantity)));
            }
        }
    }
}

/// Every list of parts that stands alone: its article gives no whole that the list could be of.
fn lists<'a>(context: &Context<'a>) -> Vec<List<'a>> {
    let mut lists = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for sentence in read.reading.sentences.iter().filter(|one| context.is_story(article, one.span)) {
            lists.extend(
                parts(context, article, sentence.span, Whole::Unknown)
                    .filter(|parts| parts.sum() >= LEAST)
                    .map(|parts| List { article, sentence: sentence.span, parts }),
            );
        }
    }
    lists
}

fn wholes<'a>(context: &Context<'a>, statement: &Statement<'_>) -> Vec<&'a Quantity> {
    let list = &context.scene.dossier[statement.article].annotations.quantities;
    within(list, statement.span, |quantity| quantity.span)
        .filter(|whole| is_exact(whole) && whole.noun.is_some() && whole.value >= LEAST)
        .collect()
}

fn check(
    context: &Context<'_>,
    statements: &[Statement<'_>],
    list: &List<'_>,
    (statement, whole): (&Statement<'_>, &Quantity),
) -> Option<Finding> {
    let sum = list.parts.sum();
    if !is_slip(sum, whole.value)
        || gives(context, list.article, whole.value)
        || gives(context, statement.article, sum)
        || list.parts.list.iter().any(|part| part.value >= whole.value)
    {
        return None;
    }
    let lexemes = &context.scene.lexemes;
    let own: Vec<&Statement<'_>> = statements
        .iter()
        .filter(|one| one.article == list.article && list.sentence.contains(one.span))
        .filter(|one| one.span.overlaps(list.parts.span))
        .collect();
    let words: Vec<_> = own.iter().flat_map(|one| one.own.iter().chain(&one.before)).copied().collect();
    let other: Vec<_> = statement.own.iter().chain(&statement.rest).copied().collect();
    let of_whole =
        coverage(lexemes, statement.own.iter().copied(), &words, |span| span.overlaps(whole.number));
    let of_list = coverage(lexemes, own.iter().flat_map(|one| one.own.iter().copied()), &other, |_| false);
    if of_whole.share().min(of_list.share()) < SHARED || of_whole.met < SHARED {
        return None;
    }
    Some(Finding {
        kind: FindingKind::Quantity,
        level: Level::Contradiction,
        subject: context.words(statement.article, whole.span).to_owned(),
        witnesses: vec![
            context.witness(statement.article, statement.span, whole.span),
            context.witness(list.article, list.sentence, list.parts.span),
        ],
        because: vec![Reason { key: "sum-of-parts", parameters: vec![("sum", format!("{sum}"))] }],
        confidence: None,
    })
}

/// Whether an article has a number anywhere.
fn gives(context: &Context<'_>, article: usize, value: f64) -> bool {
    let list = &context.scene.dossier[article].annotations.quantities;
    list.iter().any(|quantity| (quantity.value - value).abs() < 0.5)
}

/// Whether two numbers of as many digits differ in one digit, or have the same digits in another order.
fn is_slip(a: f64, b: f64) -> bool {
    let digits = |value: f64| format!("{value:.0}").into_bytes();
    let (x, y) = (digits(a), digits(b));
    if x.len() != y.len() || x.len() < 2 || (a - b).abs() > b * FAR || x == y {
        return false;
    }
    let different = x.iter().zip(&y).filter(|(x, y)| x != y).count();
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    different == 1 || sorted(x) == sorted(y)
}
