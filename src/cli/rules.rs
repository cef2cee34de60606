//! `factlint rules list`, `factlint rules test`, `factlint explain`

use std::fmt::Write;

use super::arguments::{Explain, RulesTest};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure, examples};
use crate::engine::Engine;
use crate::report;
use crate::rule::Page;

/// Names every rule with one line on what it is for.
pub fn list(settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let messages = settings.messages()?;
    let engine = settings.engine()?;
    let mut text = String::new();
    for page in Page::all(&settings.files)? {
        let summary = page.text(messages.code()).map_or("", |words| &words.summary);
        let _ = writeln!(text, "{:<24} {summary}", page.kind.name());
    }
    text.push('\n');
    for frame in &engine.frames().list {
        let _ = writeln!(text, "{:<24} {}", frame.id, frame.title(messages.code()));
    }
    output.text(&text)?;
    Ok(ExitStatus::Agreement)
}

/// Runs the examples of all rules.
pub fn test(options: &RulesTest, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let mut files = settings.files.clone();
    if let Some(folder) = &options.folder {
        files.add_folder(folder)?;
    }
    let engine = Engine::new(&files)?;
    let outcomes = examples::run(&files, &engine)?;
    let mut text = String::new();
    let mut failed = 0;
    for outcome in &outcomes {
        match &outcome.problem {
            Some(problem) => {
                failed += 1;
                let _ = writeln!(text, "FAIL  {}, {}: {problem}", outcome.rule, outcome.example);
            }
            None if options.verbose => {
                let _ = writeln!(text, "ok    {}, {}", outcome.rule, outcome.example);
            }
            None => {}
        }
    }
    let _ = writeln!(text, "{} examples, {failed} failed", outcomes.len());
    output.text(&report::shown_lines(&text))?;
    Ok(if failed > 0 { ExitStatus::Disagreement } else { ExitStatus::Agreement })
}

/// Prints a rule's page.
pub fn explain(options: &Explain, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let messages = settings.messages()?;
    let pages = Page::all(&settings.files)?;
    if let Some(page) = pages.iter().find(|page| page.kind.name() == options.rule) {
        output.text(&report::explain_page(page, &messages, settings.layout))?;
        return Ok(ExitStatus::Agreement);
    }
    let engine = settings.engine()?;
    match engine.frames().list.iter().find(|frame| frame.id == options.rule) {
        Some(frame) => {
            output.text(&report::explain_frame(frame, &messages, settings.layout))?;
            Ok(ExitStatus::Agreement)
        }
        None => {
            let message = format!("there is no rule `{}`; `factlint rules list` names them", options.rule);
            Err(Failure::Call(message))
        }
    }
}
