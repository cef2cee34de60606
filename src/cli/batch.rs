//! `factlint batch`

use serde::Deserialize;
use serde_json::Value;

use super::arguments::Batch;
use super::check::Selection;
use super::lines::{self, Article, Line};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::engine::Engine;
use crate::report::{self, Messages, Report};
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
pub fn run(options: &Batch, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let selection = Selection::new(&options.levels)?;
    let messages = settings.messages_for_programs()?;
    let engine = settings.engine()?;
    let mut stream = std::io::stdin().lock();
    let mut number = 0;
    let mut disagreement = ExitStatus::Agreement;
    let mut unread = false;
    // A dossier is several files; a line may hold as much as several of them.
    let limit = settings.limits.file_size.saturating_mul(16);
    while let Some(line) = lines::next::<Dossier>(&mut stream, &mut number, limit)? {
        let answer = match line {
            Line::Read(dossier) => {
                answer(dossier, &engine, &selection, &messages, settings, &mut disagreement)
            }
            Line::Unreadable(message) => Err(message),
        };
        let answer = answer.unwrap_or_else(|error| {
            unread = true;
            lines::refusal(number, &error)
        });
        output.text(&answer)?;
        if output.is_gone() {
            break;
        }
    }
    Ok(if unread { ExitStatus::Unread } else { disagreement })
}

fn answer(
    dossier: Dossier,
    engine: &Engine,
    selection: &Selection,
    messages: &Messages,
    settings: &Settings,
    status: &mut ExitStatus,
) -> Result<String, String> {
    let mut articles: Vec<Source> = dossier
        .articles
        .into_iter()
        .map(|article| article.source(dossier.language.as_deref()))
        .collect::<Result<_, _>>()?;
    // The report depends on the articles alone, not on their order in the line.
    articles.sort_by(|a, b| (&a.name, &a.text).cmp(&(&b.name, &b.text)));
    let mut sources = SourceSet::new();
    for article in articles {
        sources.add(article);
    }
    let reads = engine.read_all(&sources);
    let mut findings = engine.check(&reads);
    findings.retain(|finding| selection.reports(finding));
    if selection.status(&findings) == ExitStatus::Disagreement {
        *status = ExitStatus::Disagreement;
    }
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let report = Report {
        sources: &sources,
        documents: &documents,
        findings: &findings,
        messages,
        layout: settings.layout,
    };
    Ok(report::batch_line(&dossier.id, &report))
}
