//! What the later article tells as the state that holds by now (`mittlerweile`, `by now`) is no error of the earlier
//! one.

use super::candidate::Statement;
use super::{Context, Finding, FindingKind, Level, Witness};
use crate::language::Sentence;

/// Turns contradictions into new states of things where the later article says so, and leaves out those in which only
/// one tells of another time.
pub(super) fn renew(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.retain(|finding| !is_of_two_times(context, finding));
    for finding in findings.iter_mut().filter(|finding| may_change(finding)) {
        let [first, second] = &finding.witnesses[..] else { continue };
        let (Some(a), Some(b)) = (article(context, first), article(context, second)) else { continue };
        if a == b {
            continue;
        }
        let published = (context.scene.published(a), context.scene.published(b));
        let (first, second) = (is_latest(context, a, first), is_latest(context, b, second));
        let changed = match published {
            (Some(x), Some(y)) if x < y => second,
            (Some(x), Some(y)) if x > y => first,
            // Nothing tells which of them is the later one but the words themselves.
            (None, _) | (_, None) => first != second,
            _ => false,
        };
        if changed {
            finding.level = Level::Update;
        }
    }
}

/// Whether it is of a kind that news change: no slip of the pen, nobody's words.
fn may_change(finding: &Finding) -> bool {
    let kinds = [
        FindingKind::Quantity,
        FindingKind::Status,
        FindingKind::Stance,
        FindingKind::Negation,
        FindingKind::Participant,
    ];
    finding.level != Level::Update && kinds.contains(&finding.kind)
}

fn article(context: &Context<'_>, witness: &Witness) -> Option<usize> {
    context.scene.dossier.iter().position(|article| article.document.source == witness.source)
}

/// Whether exactly one of two clauses says that it tells of another time (`damals gab es drei Verletzte`).
fn is_of_two_times(context: &Context<'_>, finding: &Finding) -> bool {
    let [first, second] = &finding.witnesses[..] else { return false };
    let back = |witness: &Witness| {
        let article = article(context, witness)?;
        let (statement, sentence) = statement_of(context, article, witness)?;
        Some(statement.clause.tokens.iter().any(|token| {
            let word = context.words(article, sentence.tokens[usize::from(*token)].span);
            context.rules.order.is_back_then(&word.to_lowercase())
        }))
    };
    matches!(finding.kind, FindingKind::Quantity | FindingKind::Date | FindingKind::Time)
        && matches!((back(first), back(second)), (Some(one), Some(other)) if one != other)
}

/// The clause that a witness shows.
fn statement_of<'a>(
    context: &Context<'a>,
    article: usize,
    witness: &Witness,
) -> Option<(&'a Statement<'a>, &'a Sentence)> {
    let overlaps = |statement: &&Statement<'_>| {
        statement.article == article && statement.span.overlaps(witness.decisive)
    };
    let statement = context.statements.iter().find(overlaps)?;
    Some((statement, &context.scene.dossier[article].reading.sentences[statement.sentence]))
}

/// Whether the clause of a witness tells how things stand by now.
fn is_latest(context: &Context<'_>, article: usize, witness: &Witness) -> bool {
    let Some((statement, sentence)) = statement_of(context, article, witness) else { return false };
    let read = &context.scene.dossier[article];
    context.rules.turns.is_latest(sentence, statement, read.document.text())
}
