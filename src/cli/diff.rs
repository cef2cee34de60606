//! `factlint diff`

use std::path::Path;

use super::arguments::{Diff, DiffFormat};
use super::input::{self, Part};
use super::judge::Judge;
use super::named::Named;
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::config;
use crate::report::{self, Compared, Gate, Report};
use crate::subject::{self, Scene};

/// Reads two articles and shows them side by side.
pub fn run(options: &Diff, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let mut messages = match options.format {
        DiffFormat::Text | DiffFormat::Markdown | DiffFormat::Html => settings.messages()?,
        DiffFormat::Json => settings.messages_for_programs()?,
    };
    let arguments = [&options.first, &options.second];
    let paths = arguments.map(|argument| Named::path_of(argument));
    if config::identity(&paths[0]) == config::identity(&paths[1]) {
        return Err(Failure::Call("name two articles; these are one file".to_owned()));
    }
    if let Some(folder) = paths.iter().find(|path| path.is_dir()) {
        let folder = folder.display();
        return Err(Failure::Call(format!(
            "`{folder}` is a folder; `factlint diff` compares two files, `factlint check` folders"
        )));
    }
    let engine = settings.engine()?;
    messages.name_frames(engine.frames());
    let inputs = input::read(arguments.map(|path| (path, Part::Draft)), settings);
    if inputs.sources.len() != 2 {
        return Ok(ExitStatus::Unread);
    }
    let reads = engine.read_all(&inputs.sources);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let judge = Judge::new(settings);
    let judged = judge.judge(engine.check(&reads), &inputs.sources, &documents);
    let dossier = engine.dossier(&reads);
    let scene = Scene::new(&dossier, engine.claim_rules());
    let subjects = subject::group(&scene, engine.frames());
    let report = Report {
        sources: &inputs.sources,
        documents: &documents,
        findings: &judged.reported,
        messages: &messages,
        layout: settings.layout,
        gate: Gate { fail_level: settings.fail_level(), drafts: &[], accepted: &judged.accepted },
        pages: &[],
        facts: None,
        events: &[],
    };
    // Articles are read in the order of their names; they are shown as they were named.
    let named_first = inputs.sources.ids().next().map(|id| &inputs.sources[id]);
    let turned = named_first.is_some_and(|source| Path::new(&source.name) != paths[0]);
    let order = if turned { [1, 0] } else { [0, 1] };
    let compared = Compared { scene: &scene, subjects: &subjects, order };
    let comparison = report::compare(&compared, &report);
    output.text(&match options.format {
        DiffFormat::Text => report::diff_text(&comparison, &report, options.all),
        DiffFormat::Markdown => report::diff_markdown(&comparison, &report, options.all),
        DiffFormat::Html => report::diff_html(&comparison, &report, options.all),
        DiffFormat::Json => report::diff_json(&comparison, &report),
    })?;
    let status = judge.status(&judged.reported);
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(status)
}
