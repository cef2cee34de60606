//! `factlint batch`

use std::collections::BTreeMap;
use std::io::BufReader;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::Value;

use super::arguments::Batch;
use super::cache::Cache;
use super::judge::Judge;
use super::lines::{self, Article, Line};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::document::Document;
use crate::engine::Engine;
use crate::finding::Finding;
use crate::parallel;
use crate::report::{self, Gate, Messages, Report};
use crate::text::{Source, SourceId, SourceSet};

/// So many answers per core may wait for the one before them; then nobody takes a new line.
const WAITING: usize = 8;

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
pub fn run(options: &Batch, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let judge = Judge::new(settings);
    let mut messages = settings.messages_for_programs()?;
    let engine = settings.engine()?;
    messages.name_frames(engine.frames());
    let cache = Cache::open(&options.caching, &settings.files);
    let desk = Desk { engine: &engine, cache: cache.as_ref(), judge: &judge, messages: &messages, settings };
    // A dossier is several files; a line may hold as much as several of them.
    let limit = settings.limits.file_size.saturating_mul(16);
    let input = Mutex::new((BufReader::new(std::io::stdin()), 0, 0));
    let answers = Mutex::new(Answers { output, next: 0, waiting: BTreeMap::new(), ended: false });
    let queue = Queue { answers, moved: Condvar::new(), most: WAITING * parallel::cores() };
    // Who is free takes the next line, so that a line is answered before the one behind it is there.
    let work = || -> Result<Outcome, Failure> {
        let mut outcome = Outcome { disagreement: ExitStatus::Agreement, unread: false };
        let _leave = Leave(&queue);
        loop {
            queue.wait();
            let (line, number, turn) = {
                let mut input = lock(&input);
                let (stream, number, turn) = &mut *input;
                let Some(line) = lines::next::<Dossier>(stream, number, limit)? else { break };
                *turn += 1;
                (line, *number, *turn - 1)
            };
            let answer = match line {
                Line::Read(dossier) => desk.answer(dossier, &mut outcome.disagreement),
                Line::Unreadable(message) => Err(message),
            };
            let answer = answer.unwrap_or_else(|error| {
                outcome.unread = true;
                lines::refusal(number, &error)
            });
            if !queue.give(turn, answer)? {
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
    /// Whether nobody needs to wait any more.
    ended: bool,
}

/// The answers as the threads share them. Where one line takes long, those behind it wait, and not all of the input
/// with them.
struct Queue<'a> {
    answers: Mutex<Answers<'a>>,
    moved: Condvar,
    most: usize,
}

impl Queue<'_> {
    /// Waits until there is room for one more answer. Whoever has the line that all wait for is not here.
    fn wait(&self) {
        let answers = lock(&self.answers);
        let full = |answers: &mut Answers<'_>| !answers.ended && answers.waiting.len() >= self.most;
        drop(self.moved.wait_while(answers, full).unwrap_or_else(PoisonError::into_inner));
    }

    /// Writes an answer when its turn comes; whether somebody still reads.
    fn give(&self, turn: usize, answer: String) -> Result<bool, Failure> {
        let reading = lock(&self.answers).give(turn, answer);
        self.moved.notify_all();
        reading
    }
}

/// A thread that goes, for whatever reason, lets nobody wait for it.
struct Leave<'a>(&'a Queue<'a>);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        lock(&self.0.answers).ended = true;
        self.0.moved.notify_all();
    }
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

/// What every line needs.
struct Desk<'a> {
    engine: &'a Engine,
    cache: Option<&'a Cache>,
    judge: &'a Judge<'a>,
    messages: &'a Messages,
    settings: &'a Settings,
}

impl Desk<'_> {
    fn answer(&self, dossier: Dossier, status: &mut ExitStatus) -> Result<String, String> {
        let language = dossier.language.as_deref().or(self.settings.language());
        let limits = &self.settings.limits;
        let articles = dossier.articles.into_iter().map(|article| article.source(language, limits));
        let mut articles: Vec<Source> = articles.collect::<Result<_, _>>()?;
        // The report depends on the articles alone, not on their order in the line.
        articles.sort_by(|a, b| (&a.name, &a.text).cmp(&(&b.name, &b.text)));
        let mut sources = SourceSet::new();
        for article in articles {
            sources.add(article);
        }
        let (documents, findings) = self.findings(&sources);
        let documents: Vec<_> = documents.iter().collect();
        let findings = self.judge.judge(findings, &sources, &documents).reported;
        if self.judge.status(&findings) == ExitStatus::Disagreement {
            *status = ExitStatus::Disagreement;
        }
        let report = Report {
            sources: &sources,
            documents: &documents,
            findings: &findings,
            messages: self.messages,
            layout: self.settings.layout,
            gate: Gate::default(),
            pages: &[],
            facts: None,
            events: &[],
        };
        Ok(report::batch_line(&dossier.id, &report))
    }

    fn findings(&self, sources: &SourceSet) -> (Vec<Document>, Vec<Finding>) {
        let ids: Vec<SourceId> = sources.ids().collect();
        if let Some(known) = self.cache.and_then(|cache| cache.known(sources, &ids)) {
            return (self.engine.documents(sources), known);
        }
        let reads = self.engine.read_in_turn(sources);
        let findings = self.engine.check(&reads);
        if let Some(cache) = self.cache {
            cache.keep(sources, &ids, &findings);
        }
        (reads.into_iter().map(|read| read.document).collect(), findings)
    }
}
