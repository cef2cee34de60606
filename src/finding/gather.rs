//! One finding for one disagreement: what is said again elsewhere is added, not listed again.

use super::{Finding, FindingKind, Witness};

/// Joins findings of one kind about one subject that share a place, and drops those whose places a finding of
/// another kind shows already.
pub(super) fn gather(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(Finding::order);
    let mut gathered: Vec<Finding> = Vec::new();
    for finding in findings {
        let same_subject = gathered.iter_mut().find(|kept| {
            kept.kind == finding.kind
                && kept.level == finding.level
                && kept.subject == finding.subject
                && shares_place(kept, &finding)
        });
        if let Some(kept) = same_subject {
            for witness in finding.witnesses {
                if !kept.witnesses.iter().any(|other| overlaps(other, &witness)) {
                    kept.witnesses.push(witness);
                }
            }
            continue;
        }
        // A yes against a no is one disagreement, whichever words of the two clauses were seen.
        let told = gathered.iter().any(|kept| {
            kept.kind == finding.kind
                && finding.kind == FindingKind::Negation
                && finding.witnesses.iter().all(|witness| {
                    kept.witnesses
                        .iter()
                        .any(|other| other.source == witness.source && other.span.overlaps(witness.span))
                })
        });
        if told {
            continue;
        }
        let shown = gathered.iter_mut().find(|kept| {
            finding
                .witnesses
                .iter()
                .all(|witness| kept.witnesses.iter().any(|other| overlaps(other, witness)))
        });
        match shown {
            // A cause against another, or a yes against a no of somebody's view, says more than that two words exclude
            // each other; and what a cited text says more than that two figures differ.
            Some(kept)
                if kept.level == finding.level
                    && (kept.kind == FindingKind::Negation && finding.kind != FindingKind::Negation
                        || kept.kind == FindingKind::Quantity && finding.kind == FindingKind::Citation) =>
            {
                *kept = finding;
            }
            Some(_) => {}
            None => gathered.push(finding),
        }
    }
    gathered
}

fn shares_place(a: &Finding, b: &Finding) -> bool {
    a.witnesses.iter().any(|witness| b.witnesses.iter().any(|other| overlaps(witness, other)))
}

fn overlaps(a: &Witness, b: &Witness) -> bool {
    a.source == b.source && a.decisive.overlaps(b.decisive)
}
