//! The JSON of the contract. Its shapes are structs of their own, so that renaming an internal field changes nothing
//! for the programs that read it.

use serde::Serialize;
use serde_json::Value;

use super::escape::{json_line, json_text};
use super::versions::{self, LeftOut};
use super::{Entry, Quotation, Report, entries};
use crate::document::Document;
use crate::finding::Confidence;
use crate::text::Source;

/// The name of the shape; a change that breaks readers changes its number.
const SCHEMA: &str = "factlint-report/1";

/// `factlint check --format json`
#[derive(Serialize)]
struct JsonReport<'a> {
    schema: &'static str,
    documents: Vec<JsonDocument<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<JsonEvent<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

/// Articles that tell of one event.
#[derive(Serialize)]
struct JsonEvent<'a> {
    title: &'a str,
    paths: Vec<&'a str>,
}

/// One answer of `factlint batch`.
#[derive(Serialize)]
struct JsonAnswer<'a> {
    id: &'a Value,
    findings: Vec<JsonFinding<'a>>,
    /// The articles that were not compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<JsonDocument<'a>>,
}

#[derive(Serialize)]
pub(super) struct JsonDocument<'a> {
    path: &'a str,
    outlet: Option<&'a str>,
    published: Option<String>,
    language: Option<&'a str>,
    /// Left out where the article was compared with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
    /// The version that replaces it, or the notice that withdraws it.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    /// Spans count in the text taken out of the file; left out where they count in the file.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    extracted: bool,
}

#[derive(Serialize)]
pub(super) struct JsonFinding<'a> {
    rule: &'static str,
    level: &'static str,
    /// How sure it is, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    fingerprint: String,
    subject: String,
    message: String,
    spans: Vec<JsonSpan<'a>>,
    because: Vec<String>,
}

#[derive(Serialize)]
struct JsonSpan<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    label: String,
    decisive: JsonRange,
}

/// The words inside the clause that the disagreement hangs on.
#[derive(Serialize)]
pub(super) struct JsonRange {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> JsonDocument<'a> {
    pub(super) fn new(source: &'a Source, document: &'a Document) -> Self {
        Self {
            path: &source.name,
            outlet: document.meta.outlet.as_deref(),
            published: published(document),
            language: document.meta.language.as_ref().map(|language| language.code()),
            standing: None,
            by: None,
            extracted: source.is_extracted(),
        }
    }

    fn standing(self, left_out: Option<&LeftOut<'a>>) -> Self {
        Self {
            standing: left_out.map(|article| article.standing),
            by: left_out.and_then(|article| article.by).map(|by| by.name.as_str()),
            ..self
        }
    }
}

impl<'a> JsonFinding<'a> {
    fn new(entry: Entry<'a>) -> Self {
        Self {
            rule: entry.finding.kind.name(),
            level: entry.finding.level.name(),
            confidence: entry.finding.confidence.map(Confidence::share),
            fingerprint: entry.fingerprint,
            subject: entry.subject,
            message: entry.message,
            spans: entry.quotations.into_iter().map(JsonSpan::new).collect(),
            because: entry.because,
        }
    }
}

impl<'a> JsonSpan<'a> {
    fn new(quotation: Quotation<'a>) -> Self {
        Self {
            path: &quotation.source.name,
            start: quotation.clause.start(),
            end: quotation.clause.end(),
            line: quotation.position.line,
            column: quotation.position.column,
            text: quotation.text,
            label: quotation.label,
            decisive: JsonRange { start: quotation.decisive.start(), end: quotation.decisive.end() },
        }
    }
}

/// Writes the report of one dossier.
pub fn render(report: &Report<'_>) -> String {
    let events = report.events.iter().map(|event| JsonEvent {
        title: &event.title,
        paths: event.articles.iter().map(|article| report.sources[*article].name.as_str()).collect(),
    });
    let shape = JsonReport {
        schema: SCHEMA,
        documents: documents(report, |_| true),
        events: events.collect(),
        findings: findings(report),
    };
    json_text(&shape)
}

/// The articles of a report that are meant, with how they stand.
fn documents<'a>(report: &Report<'a>, meant: impl Fn(Option<&LeftOut<'a>>) -> bool) -> Vec<JsonDocument<'a>> {
    let left_out = versions::by_source(report);
    let documents = report.documents.iter().map(|document| (document, left_out.get(&document.source)));
    let shape = |(document, left_out): (&&'a Document, Option<&LeftOut<'a>>)| {
        JsonDocument::new(&report.sources[document.source], document).standing(left_out)
    };
    documents.filter(|(_, left_out)| meant(*left_out)).map(shape).collect()
}

/// Writes one line of `factlint batch`.
pub fn batch_line(id: &Value, report: &Report<'_>) -> String {
    let left_out = documents(report, |left_out| left_out.is_some());
    json_line(&JsonAnswer { id, findings: findings(report), left_out })
}

/// One finding on a line of its own.
pub fn finding_line(entry: Entry<'_>) -> String {
    json_line(&JsonFinding::new(entry))
}

/// Day of publication, with the time where the article gives one.
pub fn published(document: &Document) -> Option<String> {
    let form = if document.meta.published_time_known { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%d" };
    document.meta.published.map(|moment| moment.format(form).to_string())
}

pub(super) fn findings<'a>(report: &Report<'a>) -> Vec<JsonFinding<'a>> {
    entries(report).into_iter().map(JsonFinding::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn a_finding_has_the_contracts_shape() {
        let text = Sample::new().with("en", 80, false, render);
        let report: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(report["schema"], "factlint-report/1");
        assert_eq!(report["documents"][0]["published"], "2025-06-03T18:05:00");
        assert_eq!(report["documents"][1]["published"], Value::Null);
        let finding = &report["findings"][0];
        assert_eq!(finding["rule"], "status");
        assert_eq!(finding["level"], "contradiction");
        assert_eq!(finding["confidence"], 0.87);
        assert_eq!(finding["message"], "Anhörung zum Deichbau: cancelled (mda), but took place (b-bote)");
        assert_eq!(finding["because"][0], "same thing: Anhörung, Deichbau");
        assert_eq!(finding["fingerprint"].as_str().map(str::len), Some(16));
        let span = &finding["spans"][1];
        assert_eq!(span["line"], 4);
        assert_eq!(span["column"], 37);
        assert_eq!(span["label"], "took place");
    }

    #[test]
    fn the_text_of_a_span_is_the_files_own() {
        let text = Sample::new().with("en", 80, false, render);
        let report: Value = serde_json::from_str(&text).expect("it is JSON");
        let span = &report["findings"][0]["spans"][1];
        // The reading text has a space where the file has a line end.
        assert_eq!(
            span["text"],
            "fand die Anhörung zum Deich\u{1b}[31mbau am Montag in der\nAula der Realschule statt"
        );
        let bytes = |key: &str| usize::try_from(span[key].as_u64().unwrap_or(0)).unwrap_or(0);
        assert_eq!(span["text"].as_str().map(str::len), Some(bytes("end") - bytes("start")));
    }

    #[test]
    fn no_findings_are_a_report_too() {
        let text = Sample::silent().with("en", 80, false, render);
        let report: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(report["findings"], serde_json::json!([]));
        assert_eq!(report["documents"][1]["path"], "artikel/b-bote.txt");
    }

    #[test]
    fn a_batch_line_is_one_line() {
        let id = serde_json::json!(7);
        let text = Sample::new().with("en", 80, false, |report| batch_line(&id, report));
        assert!(text.starts_with("{\"id\":7,\"findings\":[{") && text.ends_with("}\n"));
        assert_eq!(text.lines().count(), 1);
    }
}
