//! `factlint check`

use super::arguments::{Check, Levels, ReportFormat};
use super::input::{self, Part};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::finding::{Finding, FindingKind};
use crate::report::{self, Report};

/// Reads, compares, reports.
pub fn run(options: &Check, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let selection = Selection::new(&options.levels)?;
    let messages = match options.format {
        ReportFormat::Full => settings.messages()?,
        ReportFormat::Json => settings.messages_for_programs()?,
    };
    let engine = settings.engine()?;
    let drafts = options.paths.iter().map(|path| (path, Part::Draft));
    let references = options.against.iter().map(|path| (path, Part::Reference));
    let inputs = input::read(drafts.chain(references), settings.limits);
    let reads = engine.read_all(&inputs.sources);
    let mut findings = engine.check(&reads);
    findings.retain(|finding| {
        selection.reports(finding)
            && finding.witnesses.iter().any(|witness| inputs.drafts.contains(&witness.source))
    });
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let report = Report {
        sources: &inputs.sources,
        documents: &documents,
        findings: &findings,
        messages: &messages,
        layout: settings.layout,
    };
    output.text(&report::render(options.format.format(), &report))?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread { ExitStatus::Unread } else { selection.status(&findings) })
}

/// Which findings are reported, and which of them make the run fail.
pub struct Selection {
    fail: crate::finding::Level,
    least: crate::finding::Level,
    ignored: Vec<FindingKind>,
}

impl Selection {
    /// Settles the options.
    ///
    /// # Errors
    /// When a rule is named that there is not.
    pub fn new(levels: &Levels) -> Result<Self, Failure> {
        let kind = |name: &String| {
            FindingKind::ALL.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
                Failure::Call(format!("there is no rule `{name}`; `factlint rules list` names them"))
            })
        };
        let ignored = levels.ignore.iter().map(kind).collect::<Result<_, _>>()?;
        Ok(Self { fail: levels.fail_level.level(), least: levels.min_level.level(), ignored })
    }

    /// Whether a finding is reported.
    pub fn reports(&self, finding: &Finding) -> bool {
        // Levels are ordered from the worst down. What makes the run fail is always shown.
        finding.level <= self.least.max(self.fail) && !self.ignored.contains(&finding.kind)
    }

    /// What the reported findings mean to the shell.
    pub fn status(&self, findings: &[Finding]) -> ExitStatus {
        if findings.iter().any(|finding| finding.level <= self.fail) {
            ExitStatus::Disagreement
        } else {
            ExitStatus::Agreement
        }
    }
}
