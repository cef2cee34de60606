//! The outlets that the reader trusts come first: their words in a finding, their findings within a level.

use crate::document::Document;
use crate::finding::{Finding, FindingKind, Level, Witness};

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
    findings.sort_by_key(|finding| {
        let best = finding.witnesses.iter().map(rank).min();
        (finding.level, best)
    });
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
