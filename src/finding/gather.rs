//! One finding for one disagreement: what is said again elsewhere is added, not listed again.

use rustc_hash::FxHashMap;

use super::{Finding, FindingKind, Witness};
use crate::text::SourceId;

/// Joins findings of one kind about one subject that share a place, and drops those whose places a finding of
/// another kind shows already.
pub(super) fn gather(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(Finding::order);
    let mut gathered = Gathered::default();
    for finding in findings {
        gathered.add(finding);
    }
    gathered.findings
}

/// What is kept. Findings without a common article have nothing to do with each other and are not held together.
#[derive(Default)]
struct Gathered {
    findings: Vec<Finding>,
    by_article: FxHashMap<SourceId, Vec<usize>>,
}

impl Gathered {
    fn add(&mut self, finding: Finding) {
        let near = self.near(&finding);
        let first =
            |fits: &dyn Fn(&Finding) -> bool| near.iter().copied().find(|at| fits(&self.findings[*at]));
        let same_subject = first(&|kept| {
            kept.kind == finding.kind
                && kept.level == finding.level
                && kept.subject == finding.subject
                && shares_place(kept, &finding)
        });
        if let Some(at) = same_subject {
            for witness in finding.witnesses {
                if !self.findings[at].witnesses.iter().any(|other| overlaps(other, &witness)) {
                    self.note(witness.source, at);
                    self.findings[at].witnesses.push(witness);
                }
            }
            return;
        }
        // A yes against a no is one disagreement, whichever words of the two clauses were seen.
        let told = first(&|kept| {
            kept.kind == finding.kind
                && finding.kind == FindingKind::Negation
                && finding.witnesses.iter().all(|witness| {
                    kept.witnesses
                        .iter()
                        .any(|other| other.source == witness.source && other.span.overlaps(witness.span))
                })
        });
        if told.is_some() {
            return;
        }
        let shown = first(&|kept| {
            finding
                .witnesses
                .iter()
                .all(|witness| kept.witnesses.iter().any(|other| overlaps(other, witness)))
        });
        let Some(at) = shown else {
            let at = self.findings.len();
            finding.witnesses.iter().for_each(|witness| self.note(witness.source, at));
            self.findings.push(finding);
            return;
        };
        // A cause against another, or a yes against a no of somebody's view, says more than that two words exclude
        // each other; and what a cited text says more than that two figures differ.
        let kept = &self.findings[at];
        let says_more = kept.level == finding.level
            && (kept.kind == FindingKind::Negation && finding.kind != FindingKind::Negation
                || kept.kind == FindingKind::Quantity && finding.kind == FindingKind::Citation);
        if says_more {
            // Its places are among those of the other.
            self.findings[at] = finding;
        }
    }

    /// What is kept of the articles of a finding, in order.
    fn near(&self, finding: &Finding) -> Vec<usize> {
        let lists = finding.witnesses.iter().filter_map(|witness| self.by_article.get(&witness.source));
        let mut near: Vec<usize> = lists.flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    fn note(&mut self, article: SourceId, at: usize) {
        self.by_article.entry(article).or_default().push(at);
    }
}

fn shares_place(a: &Finding, b: &Finding) -> bool {
    a.witnesses.iter().any(|witness| b.witnesses.iter().any(|other| overlaps(witness, other)))
}

fn overlaps(a: &Witness, b: &Witness) -> bool {
    a.source == b.source && a.decisive.overlaps(b.decisive)
}
