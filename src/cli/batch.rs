//! `factlint batch`

use std::collections::BTreeMap;
use std::io::BufReader;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::Value;

use super::arguments::Batch;
use super::judge::Judge;
use super::lines::{self, Article, Line};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::engine::Engine;
use crate::parallel;
use crate::report::{self, Gate, Messages, Report};
use crate::text::{Source, SourceSet};

/// One dossier.
#[derive(Debug, Deserialize)]
struct Dossier {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    language: Option<String>,
    articles: Vec<Article>,
}

/// Answers every line of standard input with a report.
pub fn run(_options: &Batch, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let judge = Judge::new(settings);
    let mut messages = settings.messages_for_programs()?;
    let engine = settings.engine()?;
    messages.name_frames(engine.frames());
    // A dossier is several files; a line may hold as much as several of them.
    let limit = settings.limits.file_size.saturating_mul(16);
    let input = Mutex::new((BufReader::new(std::io::stdin()), 0, 0));
    let answers = Mutex::new(Answers { output, next: 0, waiting: BTreeMap::new() });
    // Who is free takes the next line, so that a line is answered before the one behind it is there.
    let work = || -> Result<Outcome, Failure> {
        let mut outcome = Outcome { disagreement: ExitStatus::Agreement, unread: false };
        loop {
            let (line, number, turn) = {
                let mut input = lock(&input);
                let (stream, number, turn) = &mut *input;
                let Some(line) = lines::next::<Dossier>(stream, number, limit)? else { break };
                *turn += 1;
                (line, *number, *turn - 1)
            };
            let answer = match line {
                Line::Read(dossier) => {
                    answer(dossier, &engine, &judge, &messages, settings, &mut outcome.disagreement)
                }
                Line::Unreadable(message) => Err(message),
            };
            let answer = answer.unwrap_or_else(|error| {
                outcome.unread = true;
                lines::refusal(number, &error)
            });
            if !lock(&answers).give(turn, answer)? {
                break;
            }
        }
        Ok(outcome)
    };
    let outcomes = parallel::together(parallel::cores() - 1, work);
    let outcomes = outcomes.into_iter().collect::<Result<Vec<_>, _>>()?;
    let disagreement = |outcome: &Outcome| outcome.disagreement == ExitStatus::Disagreement;
    Ok(if outcomes.iter().any(|outcome| outcome.unread) {
        ExitStatus::Unread
    } else if outcomes.iter().any(disagreement) {
        ExitStatus::Disagreement
    } else {
        ExitStatus::Agreement
    })
}

/// What one thread's lines mean for the exit status.
struct Outcome {
    disagreement: ExitStatus,
    unread: bool,
}

/// Brings the answers into the order of the lines.
struct Answers<'a> {
    output: &'a mut Output,
    /// Whose turn it is.
    next: usize,
    waiting: BTreeMap<usize, String>,
}

impl Answers<'_> {
    /// Writes an answer when its turn comes; whether somebody still reads.
    fn give(&mut self, turn: usize, answer: String) -> Result<bool, Failure> {
        self.waiting.insert(turn, answer);
        while let Some(answer) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.output.text(&answer)?;
        }
        Ok(!self.output.is_gone())
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(
    dossier: Dossier,
    engine: &Engine,
    judge: &Judge<'_>,
    messages: &Messages,
    settings: &Settings,
    status: &mut ExitStatus,
) -> Result<String, String> {
    let mut articles: Vec<Source> = dossier
        .articles
        .into_iter()
        .map(|article| article.source(dossier.language.as_deref().or(settings.language())))
        .collect::<Result<_, _>>()?;
    // The report depends on the articles alone, not on their order in the line.
    articles.sort_by(|a, b| (&a.name, &a.text).cmp(&(&b.name, &b.text)));
    let mut sources = SourceSet::new();
    for article in articles {
        sources.add(article);
    }
    let reads = engine.read_in_turn(&sources);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let findings = judge.judge(engine.check(&reads), &sources, &documents).reported;
    if judge.status(&findings) == ExitStatus::Disagreement {
        *status = ExitStatus::Disagreement;
    }
    let report = Report {
        sources: &sources,
        documents: &documents,
        findings: &findings,
        messages,
        layout: settings.layout,
        gate: Gate::default(),
        pages: &[],
        facts: None,
    };
    Ok(report::batch_line(&dossier.id, &report))
}
