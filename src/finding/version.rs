//! What has changed in fact between two versions of one article: an update, or a correction where the later version
//! says so, never a contradiction between sources.

use super::{Finding, Level, Reason};
use crate::document::Document;
use crate::text::Status;

/// Takes what two versions of one article disagree about for what it is. `versions` are the earlier and the later one.
pub fn between_versions(findings: Vec<Finding>, versions: [&Document; 2]) -> Vec<Finding> {
    let corrected = versions[1].meta.edition.status == Status::Correction;
    let key = if corrected { "corrected-version" } else { "later-version" };
    findings
        .into_iter()
        .filter_map(|mut finding| {
            let of = |document: &Document| {
                finding.witnesses.iter().any(|witness| witness.source == document.source)
            };
            if !versions.iter().all(|version| of(version)) {
                return None;
            }
            // What it was first, then what it has become.
            finding.witnesses.sort_by_key(|witness| witness.source != versions[0].source);
            finding.level = finding.level.max(Level::Update);
            finding.because.push(Reason { key, parameters: Vec::new() });
            Some(finding)
        })
        .collect()
}
