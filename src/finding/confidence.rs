//! How sure a finding is where no comparator has learned it: how many of those like it were right, counted on the
//! dossiers by rule, level and what the places are held together by (`rules/confidence.toml`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::{Confidence, Finding, FindingKind, Level};
use crate::rule::{Files, Problem};

/// Where the shares are.
const PATH: &str = "confidence.toml";
/// What stands for every reason that is not named.
const OTHERWISE: &str = "otherwise";

/// Values by names, those with their places in the file.
type Named<T> = BTreeMap<Spanned<String>, T>;

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    /// By level, for rules that are not named.
    otherwise: Named<Spanned<f64>>,
    /// By rule, level and reason.
    #[serde(default)]
    rule: Named<Named<Named<Spanned<f64>>>>,
}

/// How often findings have been right.
#[derive(Debug, Default)]
pub(super) struct Confidences {
    by_level: FxHashMap<Level, Confidence>,
    by_rule: FxHashMap<(FindingKind, Level), Confidence>,
    by_reason: FxHashMap<(FindingKind, Level, String), Confidence>,
}

impl Confidences {
    /// Loads the shares; there are none where the file is not there.
    ///
    /// # Errors
    /// A rule or a level that does not exist, or a number that is no share.
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut confidences = Self::default();
        let Ok(text) = files.text(PATH) else { return Ok(confidences) };
        let raw: Raw = files.toml_text(PATH, text)?;
        let reader = Reader { files };
        for (level, share) in &raw.otherwise {
            confidences.by_level.insert(files.level(PATH, level)?, reader.share(share)?);
        }
        for (name, levels) in &raw.rule {
            let Some(kind) = FindingKind::from_name(name.get_ref()) else {
                let message =
                    format!("there is no rule `{}`; `factlint rules list` names them", name.get_ref());
                return Err(files.problem(PATH, name.span(), message));
            };
            for (level, reasons) in levels {
                let level = files.level(PATH, level)?;
                for (reason, share) in reasons {
                    let share = reader.share(share)?;
                    match reason.get_ref().as_str() {
                        OTHERWISE => {
                            confidences.by_rule.insert((kind, level), share);
                        }
                        reason => {
                            confidences.by_reason.insert((kind, level, reason.to_owned()), share);
                        }
                    }
                }
            }
        }
        Ok(confidences)
    }

    /// Says how sure the findings are that do not say it themselves.
    pub(super) fn fill(&self, findings: &mut [Finding]) {
        for finding in findings.iter_mut().filter(|finding| finding.confidence.is_none()) {
            finding.confidence = self.of(finding);
        }
    }

    /// What is known of the most similar findings.
    fn of(&self, finding: &Finding) -> Option<Confidence> {
        let (kind, level) = (finding.kind, finding.level);
        let reason = finding.because.first().map_or("", |reason| reason.key);
        let by_reason = self.by_reason.get(&(kind, level, reason.to_owned()));
        by_reason.or_else(|| self.by_rule.get(&(kind, level))).or_else(|| self.by_level.get(&level)).copied()
    }
}

/// Checks the parts of the file.
struct Reader<'a> {
    files: &'a Files,
}

impl Reader<'_> {
    fn share(&self, share: &Spanned<f64>) -> Result<Confidence, Problem> {
        Confidence::new(*share.get_ref())
            .ok_or_else(|| self.files.problem(PATH, share.span(), Confidence::EXPECTED.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Reason;

    fn finding(kind: FindingKind, level: Level, reason: &'static str) -> Finding {
        Finding {
            kind,
            level,
            subject: String::new(),
            witnesses: Vec::new(),
            because: vec![Reason { key: reason, parameters: Vec::new() }],
            confidence: None,
        }
    }

    fn confidences(text: &str) -> Result<Confidences, Problem> {
        let mut files = Files::builtin();
        files.add(PATH, text);
        Confidences::load(&files)
    }

    #[test]
    fn the_nearest_of_what_is_known_holds() {
        let text = "[otherwise]\ncontradiction = 0.5\ntension = 0.4\n\
                    [rule.quantity.contradiction]\notherwise = 0.7\nsame-event = 0.9\n";
        let known = confidences(text).expect("it is right");
        let of = |kind, level, reason| known.of(&finding(kind, level, reason)).map(Confidence::hundredths);
        assert_eq!(of(FindingKind::Quantity, Level::Contradiction, "same-event"), Some(90));
        assert_eq!(of(FindingKind::Quantity, Level::Contradiction, "same-thing"), Some(70));
        assert_eq!(of(FindingKind::Quantity, Level::Tension, "same-event"), Some(40));
        assert_eq!(of(FindingKind::Quote, Level::Contradiction, "same-quote"), Some(50));
        assert_eq!(of(FindingKind::Quote, Level::Update, "same-quote"), None);
    }

    #[test]
    fn what_a_comparator_has_learned_stays() {
        let known = confidences("[otherwise]\nnote = 0.5\n").expect("it is right");
        let learned = Finding {
            confidence: Confidence::new(0.93),
            ..finding(FindingKind::Date, Level::Note, "same-matter")
        };
        let mut findings = vec![learned, finding(FindingKind::Date, Level::Note, "same-matter")];
        known.fill(&mut findings);
        let shares = findings.iter().filter_map(|it| it.confidence).map(Confidence::hundredths);
        assert_eq!(shares.collect::<Vec<_>>(), [93, 50]);
    }

    #[test]
    fn mistakes_are_told() {
        for (text, told) in [
            ("[otherwise]\nloud = 0.5\n", "no level `loud`"),
            ("[otherwise]\nnote = 1.5\n", "from 0 (everything) to 1"),
            ("[otherwise]\n[rule.colour.note]\notherwise = 0.5\n", "no rule `colour`"),
        ] {
            let problem = confidences(text).expect_err("it is wrong").to_string();
            assert!(problem.contains(told), "{problem}");
        }
    }

    #[test]
    fn every_level_has_a_built_in_share() {
        let known = Confidences::load(&Files::builtin()).expect("it is right");
        assert!(Level::ALL.iter().all(|level| known.by_level.contains_key(level)));
    }
}
