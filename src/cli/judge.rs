//! What is done with a finding: reported, at which level, left out, or accepted by the configuration or the baseline.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, NaiveDate};

use super::ExitStatus;
use super::input::Inputs;
use super::order;
use super::settings::Settings;
use crate::config::{self, Acceptance, Baseline, Origin, Set};
use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::report::{self, Accepted};
use crate::text::SourceSet;

/// What became of the findings of a run.
#[derive(Debug, Default)]
pub struct Judged {
    /// What is reported, in report order.
    pub reported: Vec<Finding>,
    /// What would be reported, had nobody accepted it.
    pub accepted: Vec<Accepted>,
    /// The fingerprints of all findings, those of rules that are off and of mild levels among them.
    pub seen: BTreeSet<String>,
}

/// Which findings are reported, and which of them make the run fail.
pub struct Judge<'a> {
    settings: &'a Settings,
    baseline: Option<Baseline>,
    today: NaiveDate,
}

impl<'a> Judge<'a> {
    /// What the settings say.
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, baseline: None, today: today() }
    }

    /// The same, with a file of accepted findings.
    pub fn with(self, baseline: Option<Baseline>) -> Self {
        Self { baseline, ..self }
    }

    /// The file of accepted findings.
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// Sorts findings into those that are reported and those that are not.
    pub fn judge(&self, findings: Vec<Finding>, sources: &SourceSet, documents: &[&Document]) -> Judged {
        let mut judged = Judged::default();
        let config = &self.settings.config;
        // Levels are ordered from the worst down. What makes the run fail is always shown.
        let least = self.settings.min_level().max(self.settings.fail_level());
        for mut finding in findings {
            let fingerprint = fingerprint(&finding, sources, documents);
            judged.seen.insert(fingerprint.clone());
            let setting = config.rules.get(&finding.kind);
            let level = setting.map_or(Some(finding.level), |setting| setting.value.level(finding.level));
            let Some(level) = level.filter(|level| *level <= least) else { continue };
            // What is not sure enough is not reported, and so makes no run fail either.
            if self.is_unsure(&finding) {
                continue;
            }
            finding.level = level;
            match self.accepts(&fingerprint, level) {
                Some(reason) => judged.accepted.push(Accepted { finding, reason }),
                None => judged.reported.push(finding),
            }
        }
        let trusted = config.trusted.as_ref().map_or(&[][..], |set| &set.value);
        order::settle(&mut judged.reported, trusted, documents);
        judged
    }

    /// Whether a finding is less sure than is asked for.
    fn is_unsure(&self, finding: &Finding) -> bool {
        let least = self.settings.min_confidence();
        finding.confidence.is_some_and(|confidence| least.is_some_and(|least| confidence < least))
    }

    /// What the reported findings mean to the shell.
    pub fn status(&self, findings: &[Finding]) -> ExitStatus {
        if findings.iter().any(|finding| finding.level <= self.settings.fail_level()) {
            ExitStatus::Disagreement
        } else {
            ExitStatus::Agreement
        }
    }

    /// Why a finding is accepted, if it is.
    fn accepts(&self, fingerprint: &str, level: Level) -> Option<String> {
        let mut accepted = self.settings.config.accepted.iter();
        let single = accepted.find(|it| it.value.fingerprint == fingerprint && !self.has_ended(&it.value));
        let listed = || {
            let entry = self.baseline.as_ref()?.entries.get(fingerprint)?;
            // A finding that has become worse is another one.
            (level >= entry.level).then(|| entry.reason.clone().unwrap_or_default())
        };
        single.map(|it| it.value.reason.clone()).or_else(listed)
    }

    /// Whether the last day of an acceptance has passed.
    pub fn has_ended(&self, acceptance: &Acceptance) -> bool {
        acceptance.until.is_some_and(|until| until < self.today)
    }

    /// Acceptances whose day has passed and whose finding is there again.
    pub fn ended(&self, judged: &Judged) -> Vec<String> {
        let accepted = self.settings.config.accepted.iter();
        let ended =
            accepted.filter(|it| self.has_ended(&it.value) && judged.seen.contains(&it.value.fingerprint));
        ended
            .filter_map(|it| {
                let until = it.value.until?;
                Some(format!(
                    "{}: {} was accepted until {until} ({})",
                    place(it),
                    it.value.fingerprint,
                    it.value.reason
                ))
            })
            .collect()
    }

    /// Acceptances without a finding. Told only where all articles of the configuration are read: a part of them says
    /// nothing about the others.
    pub fn idle(&self, judged: &Judged) -> Vec<String> {
        let config = &self.settings.config;
        if config.inputs.as_ref().is_none_or(|inputs| matches!(inputs.origin, Origin::Flag(_))) {
            return Vec::new();
        }
        let idle = config.accepted.iter().filter(|it| !judged.seen.contains(&it.value.fingerprint));
        idle.map(|it| format!("{}: {} fits no finding any more; remove it", place(it), it.value.fingerprint))
            .collect()
    }

    /// The fingerprints of the baseline that fit no finding any more, though the run has read every article of theirs.
    pub fn stale(&self, judged: &Judged, inputs: &Inputs) -> Vec<String> {
        let Some(baseline) = &self.baseline else { return Vec::new() };
        let of = |draft: bool| -> BTreeSet<_> {
            let ids = inputs.sources.ids().filter(|id| !draft || inputs.drafts.contains(id));
            ids.map(|id| config::identity(inputs.sources[id].name.as_ref())).collect()
        };
        let (read, drafts) = (of(false), of(true));
        let stale = baseline.entries.iter().filter(|(fingerprint, entry)| {
            let articles: Vec<_> = entry.articles.iter().map(|article| baseline.located(article)).collect();
            !judged.seen.contains(*fingerprint)
                && articles.iter().all(|article| read.contains(article) || !article.exists())
                && articles.iter().any(|article| drafts.contains(article))
        });
        stale.map(|(fingerprint, _)| fingerprint.clone()).collect()
    }
}

/// What a finding is remembered by.
pub fn fingerprint(finding: &Finding, sources: &SourceSet, documents: &[&Document]) -> String {
    report::fingerprint(finding.kind.name(), &words(finding, sources, documents))
}

/// The words of a finding's places, as they stand in the files.
pub fn words<'a>(finding: &Finding, sources: &'a SourceSet, documents: &[&'a Document]) -> Vec<&'a str> {
    let places = finding.witnesses.iter().filter_map(|witness| {
        let document = documents.get(witness.source.index())?;
        Some(document.quoted(&sources[witness.source], witness.span))
    });
    places.collect()
}

fn place<T>(set: &Set<T>) -> String {
    match &set.origin {
        Origin::File { name, line } => format!("{name}:{line}"),
        Origin::Flag(flag) => (*flag).to_owned(),
    }
}

/// The day on which acceptances are judged, in UTC. `SOURCE_DATE_EPOCH` stands for the clock where it is set, so that
/// a run can be repeated.
fn today() -> NaiveDate {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let seconds =
        set.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs()));
    NaiveDate::default().checked_add_days(Days::new(seconds / 86_400)).unwrap_or(NaiveDate::MAX)
}
