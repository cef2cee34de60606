//! Two articles side by side for programs: `factlint-diff/1`.

use serde::Serialize;

use super::{Comparison, Passage, Row};
use crate::report::escape::json_text;
use crate::report::json::{JsonDocument, JsonFinding, JsonRange, findings};
use crate::report::{Report, fingerprint};

/// The name of the shape; a change that breaks readers changes its number.
const SCHEMA: &str = "factlint-diff/1";

#[derive(Serialize)]
struct JsonDiff<'a> {
    schema: &'static str,
    documents: [JsonDocument<'a>; 2],
    rows: Vec<JsonRow<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    standing: &'static str,
    subjects: &'a [String],
    /// The fingerprints of the findings about it.
    findings: Vec<String>,
    first: Vec<JsonPassage<'a>>,
    second: Vec<JsonPassage<'a>>,
}

#[derive(Serialize)]
struct JsonPassage<'a> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    marks: Vec<JsonRange>,
}

impl<'a> JsonPassage<'a> {
    fn new(passage: &'a Passage) -> Self {
        let marks = passage.marked.iter();
        Self {
            start: passage.place.start(),
            end: passage.place.end(),
            line: passage.position.line,
            column: passage.position.column,
            text: &passage.text,
            marks: marks.map(|mark| JsonRange { start: mark.start(), end: mark.end() }).collect(),
        }
    }
}

/// Writes the comparison, with what agrees.
pub fn render(comparison: &Comparison, report: &Report<'_>) -> String {
    let documents = comparison.sides.each_ref().map(|side| {
        let document = report.documents[side.source.index()];
        JsonDocument::new(&report.sources[side.source], document)
    });
    let shape = JsonDiff {
        schema: SCHEMA,
        documents,
        rows: comparison.rows.iter().map(|row| row_of(row, report)).collect(),
        findings: findings(report),
    };
    json_text(&shape)
}

fn row_of<'a>(row: &'a Row, report: &Report<'_>) -> JsonRow<'a> {
    let known_by = |index: &usize| {
        let finding = &report.findings[*index];
        let words = finding.witnesses.iter().filter_map(|witness| {
            let document = report.documents.get(witness.source.index())?;
            Some(document.quoted(&report.sources[witness.source], witness.span))
        });
        fingerprint(finding.kind.name(), &words.collect::<Vec<_>>())
    };
    JsonRow {
        standing: row.standing.name(),
        subjects: &row.subjects,
        findings: row.findings.iter().map(known_by).collect(),
        first: row.passages[0].iter().map(JsonPassage::new).collect(),
        second: row.passages[1].iter().map(JsonPassage::new).collect(),
    }
}
