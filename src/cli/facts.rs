//! `factlint facts`

use super::arguments::{Facts, FactsFormat};
use super::input::{self, Part};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::report::{self, Asserted, Gate, Report};
use crate::subject::{self, Scene};

/// Reads every article and shows what each says of what.
pub fn run(options: &Facts, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let mut messages = match options.format {
        FactsFormat::Text | FactsFormat::Markdown => settings.messages()?,
        FactsFormat::Json | FactsFormat::Csv => settings.messages_for_programs()?,
    };
    let engine = settings.engine()?;
    messages.name_frames(engine.frames());
    let inputs = input::read(settings.articles()?.0.iter().map(|path| (path, Part::Draft)), settings);
    let reads = engine.read_all(&inputs.sources);
    let findings = engine.check(&reads);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let dossier = engine.current(&reads);
    let scene = Scene::new(&dossier, engine.claim_rules());
    let subjects = subject::group(&scene, engine.frames());
    let asserted =
        Asserted { sources: &inputs.sources, scene: &scene, subjects: &subjects, frames: engine.frames() };
    let report = Report {
        sources: &inputs.sources,
        documents: &documents,
        findings: &findings,
        messages: &messages,
        layout: settings.layout,
        gate: Gate::default(),
        pages: &[],
        facts: None,
        events: &[],
    };
    let mut facts = report::facts(&asserted, &report);
    facts.rows.retain(|fact| fact.independent >= options.min_sources);
    output.text(&match options.format {
        FactsFormat::Text => report::facts_text(&facts, &messages, settings.layout),
        FactsFormat::Markdown => report::facts_markdown(&facts, &messages),
        FactsFormat::Json => report::facts_json(&facts),
        FactsFormat::Csv => report::facts_csv(&facts),
    })?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread { ExitStatus::Unread } else { ExitStatus::Agreement })
}
