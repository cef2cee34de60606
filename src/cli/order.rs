//! What is told first: of an update the earlier, elsewhere the outlets that the reader trusts, their words in a finding
//! and their findings within a level.

use crate::document::Document;
use crate::finding::{Finding, FindingKind, Label, Level, Witness};

/// Settles the order of a report. What is not told apart by level and trust keeps its order.
pub fn settle(findings: &mut [Finding], trusted: &[String], documents: &[&Document]) {
    let rank = |witness: &Witness| {
        let outlet =
            documents.get(witness.source.index()).and_then(|document| document.meta.outlet.as_deref());
        let same = |name: &String| outlet.is_some_and(|outlet| outlet.to_lowercase() == name.to_lowercase());
        trusted.iter().position(same).unwrap_or(usize::MAX)
    };
    if !trusted.is_empty() {
        for finding in findings.iter_mut().filter(|finding| !is_directed(finding)) {
            finding.witnesses.sort_by_key(rank);
        }
    }
    for finding in findings.iter_mut().filter(|finding| finding.level == Level::Update) {
        earlier_first(&mut finding.witnesses, documents);
    }
    findings.sort_by_key(|finding| {
        let best = finding.witnesses.iter().map(rank).min();
        (finding.level, best)
    });
}

/// Puts the places into the order in which they were said. A day without its time is not
/// told apart from a time of that day.
fn earlier_first(witnesses: &mut [Witness], documents: &[&Document]) {
    let said = |witness: &Witness| documents.get(witness.source.index())?.said_at(witness.span);
    let Some(moments) = witnesses.iter().map(said).collect::<Option<Vec<_>>>() else {
        // Where an article does not tell its day, what was only planned comes before what became of it.
        witnesses.sort_by_key(
            |witness| !matches!(&witness.label, Label::Message { key, .. } if *key == "status.planned"),
        );
        return;
    };
    if moments.iter().all(|(_, time_known)| *time_known) {
        witnesses.sort_by_key(|witness| said(witness).map(|(moment, _)| moment));
    } else {
        witnesses.sort_by_key(|witness| said(witness).map(|(moment, _)| moment.date()));
    }
}

/// Whether it matters which of the places is told first.
fn is_directed(finding: &Finding) -> bool {
    if finding.level == Level::Update {
        return true;
    }
    match finding.kind {
        // The one that does not fit the calendar, the headline, the article that cites.
        FindingKind::Calendar | FindingKind::Headline | FindingKind::Internal | FindingKind::Citation => true,
        FindingKind::Status
        | FindingKind::Date
        | FindingKind::Time
        | FindingKind::Place
        | FindingKind::Participant
        | FindingKind::Agent
        | FindingKind::Quantity
        | FindingKind::Quote
        | FindingKind::Speaker
        | FindingKind::Stance
        | FindingKind::Role
        | FindingKind::Order
        | FindingKind::Negation
        | FindingKind::Cause
        | FindingKind::Identity => false,
    }
}
