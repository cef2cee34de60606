//! What the later article tells as the state that holds by now (`mittlerweile`, `by now`) is no error of the earlier
//! one.

use super::{Context, Finding, FindingKind, Level, Witness};

/// Turns contradictions into new states of things where the later article says so.
pub(super) fn renew(context: &Context<'_>, findings: &mut [Finding]) {
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

/// Whether the clause of a witness tells how things stand by now.
fn is_latest(context: &Context<'_>, article: usize, witness: &Witness) -> bool {
    let statement = context
        .statements
        .iter()
        .find(|statement| statement.article == article && statement.span.overlaps(witness.decisive));
    let Some(statement) = statement else { return false };
    let read = &context.scene.dossier[article];
    let sentence = &read.reading.sentences[statement.sentence];
    context.rules.turns.is_latest(sentence, statement, read.document.text())
}
