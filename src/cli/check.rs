//! `factlint check`

use super::arguments::{Check, ReportFormat};
use super::input::{self, Inputs, Part};
use super::judge::{Judge, Judged};
use super::output::{self, Output};
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::config::Baseline;
use crate::engine::{Engine, Read};
use crate::finding::Finding;
use crate::report::{self, Report};

/// Reads, compares, reports.
pub fn run(options: &Check, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let engine = settings.engine()?;
    let status = once(options, settings, &engine, output)?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(status)
}

/// One check, with the rules loaded.
pub fn once(
    options: &Check,
    settings: &Settings,
    engine: &Engine,
    output: &mut Output,
) -> Result<ExitStatus, Failure> {
    let messages = match options.format {
        ReportFormat::Full => settings.messages()?,
        ReportFormat::Json => settings.messages_for_programs()?,
    };
    let baseline = match settings.baseline().filter(|_| !options.no_baseline) {
        Some(path) => Some(Baseline::read(path)?),
        None => None,
    };
    let compared = Compared::new(settings, engine)?;
    let judge = Judge::new(settings).with(baseline);
    let documents = compared.documents();
    let judged = judge.judge(compared.findings.clone(), &compared.inputs.sources, &documents);
    let report = Report {
        sources: &compared.inputs.sources,
        documents: &documents,
        findings: &judged.reported,
        messages: &messages,
        layout: settings.layout,
    };
    output.text(&report::render(options.format.format(), &report))?;
    warn(&judge, &judged, &compared.inputs);
    Ok(if compared.inputs.unread { ExitStatus::Unread } else { judge.status(&judged.reported) })
}

/// The articles of a run and what was found in them, before anything is left out.
pub struct Compared {
    /// The articles.
    pub inputs: Inputs,
    /// The articles as they were read.
    pub reads: Vec<Read>,
    /// Every finding that touches an article to be checked.
    pub findings: Vec<Finding>,
}

impl Compared {
    /// Reads and compares the articles that the settings name.
    ///
    /// # Errors
    /// When none is named.
    pub fn new(settings: &Settings, engine: &Engine) -> Result<Self, Failure> {
        let (paths, against) = settings.articles()?;
        let drafts = paths.iter().map(|path| (path, Part::Draft));
        let references = against.iter().map(|path| (path, Part::Reference));
        let inputs = input::read(drafts.chain(references), settings);
        let reads = engine.read_all(&inputs.sources);
        let mut findings = engine.check(&reads);
        findings.retain(|finding| {
            finding.witnesses.iter().any(|witness| inputs.drafts.contains(&witness.source))
        });
        Ok(Self { inputs, reads, findings })
    }

    /// The articles as they were read, in the order of the set.
    pub fn documents(&self) -> Vec<&crate::document::Document> {
        self.reads.iter().map(|read| &read.document).collect()
    }
}

/// Tells of acceptances that no longer hold or no longer have a finding.
fn warn(judge: &Judge<'_>, judged: &Judged, inputs: &Inputs) {
    for message in judge.ended(judged).into_iter().chain(judge.idle(judged)) {
        output::warning(&message);
    }
    if let Some(baseline) = judge.baseline() {
        let number = judge.stale(judged, inputs).len();
        if number > 0 {
            let path = baseline.path.display();
            let (entries, fit) = if number == 1 { ("entry", "fits") } else { ("entries", "fit") };
            output::warning(&format!(
                "{number} {entries} of `{path}` {fit} no finding any more; `factlint baseline` removes what is stale"
            ));
        }
    }
}
