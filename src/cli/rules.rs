//! `factlint rules list`, `test`, `new` and `docs`, `factlint explain`

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::arguments::{Explain, RulesNew, RulesTest};
use super::output::{self, Output};
use super::settings::Settings;
use super::{ExitStatus, Failure, coverage, examples, reports};
use crate::engine::Engine;
use crate::report;
use crate::rule::{Files, Page};

/// What a new rule looks like.
const TEMPLATE: &str = include_str!("new_rule.toml");

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
    if options.coverage {
        let coverage = coverage::measure(&files, &engine)?;
        for gap in &coverage.gaps {
            failed += usize::from(gap.fails);
            let mark = if gap.fails { "FAIL" } else { "gap " };
            let _ = writeln!(text, "{mark}  {}: {}", gap.rule, gap.what);
        }
        let whole = coverage.gaps.iter().map(|gap| &gap.rule).collect::<BTreeSet<_>>().len();
        let whole = coverage.rules - whole;
        let _ = writeln!(text, "{whole} of {} rules are shown by examples in full", coverage.rules);
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
            let page = pages.iter().find(|page| page.kind == report::kind_of(frame));
            output.text(&report::explain_frame(frame, page, &messages, settings.layout))?;
            Ok(ExitStatus::Agreement)
        }
        None => {
            let message = format!("there is no rule `{}`; `factlint rules list` names them", options.rule);
            Err(Failure::Call(message))
        }
    }
}

/// Prints the pages of all rules as one Markdown page: `rules/README.md` is made so.
pub fn docs(settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let messages = settings.messages()?;
    let engine = settings.engine()?;
    let pages = Page::all(&settings.files)?;
    let files = frame_files(&settings.files)?;
    let mut frames = Vec::new();
    for file in &files {
        let list = &engine.frames().list;
        let of_file = file.ids.iter().filter_map(|id| list.iter().find(|frame| frame.id == *id));
        frames.push((file.path.as_str(), file.about.as_str(), of_file.collect()));
    }
    output.text(&report::rules_markdown(&pages, &frames, &messages))?;
    Ok(ExitStatus::Agreement)
}

/// Writes a rule file to begin with, whose examples pass.
pub fn new(options: &RulesNew, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let id = &options.name;
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !id.split('-').all(part) {
        return Err(Failure::Call(format!("`{id}` is no name for a rule; write it like `ships-sunk`")));
    }
    let known = settings.engine()?.frames().list.iter().any(|frame| frame.id == *id);
    if known || Page::all(&settings.files)?.iter().any(|page| page.kind.name() == id) {
        return Err(Failure::Call(format!(
            "there is a rule `{id}` already; `factlint explain {id}` shows it"
        )));
    }
    let path: PathBuf = options.folder.join("frames").join(format!("{id}.toml"));
    if path.exists() {
        return Err(Failure::Call(format!("there is a file `{}` already", path.display())));
    }
    let folder = options.folder.display().to_string();
    let parent = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|cause| Failure::File(parent.to_owned(), cause))?;
    reports::write(&path, &TEMPLATE.replace("{id}", id).replace("{folder}", &folder))?;
    output.text(&format!("{}\n", report::shown(&path.display().to_string())))?;
    output::hint(&format!("used by `factlint check --rules {folder}`, or `rule-folders` in factlint.toml"));
    Ok(ExitStatus::Agreement)
}

/// A file of frames.
pub struct FrameFile {
    path: String,
    /// What its first line says it is about.
    about: String,
    /// The frames' names.
    pub ids: Vec<String>,
}

/// The files of frames, in the order of their paths.
pub fn frame_files(files: &Files) -> Result<Vec<FrameFile>, Failure> {
    #[derive(Deserialize)]
    struct Ids {
        #[serde(default)]
        frame: Vec<Id>,
    }
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let paths = files.below("frames").into_iter().filter(|path| path.ends_with(".toml"));
    let file = |path: &str| -> Result<FrameFile, Failure> {
        let about =
            files.text(path)?.lines().next().and_then(|line| line.strip_prefix('#')).unwrap_or_default();
        let ids = files.toml::<Ids>(path)?.frame.into_iter().map(|frame| frame.id).collect();
        Ok(FrameFile { path: path.to_owned(), about: about.trim().to_owned(), ids })
    };
    paths.map(file).collect()
}
