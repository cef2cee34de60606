//! The table for programs.

use serde::Serialize;

use super::{Fact, FactCell, FactSource, Facts};
use crate::report::escape::json_text;

/// The name of the shape; a change that breaks readers changes its number.
const SCHEMA: &str = "factlint-facts/1";

#[derive(Serialize)]
struct JsonFacts<'a> {
    schema: &'static str,
    documents: Vec<JsonSource<'a>>,
    facts: Vec<JsonFact<'a>>,
}

#[derive(Serialize)]
struct JsonSource<'a> {
    path: &'a str,
    outlet: &'a str,
    published: Option<String>,
}

#[derive(Serialize)]
struct JsonFact<'a> {
    subject: &'a str,
    frame: Option<&'a str>,
    verdict: &'static str,
    /// Independent sources that speak of it, and how many of them say the same.
    independent: usize,
    agreeing: usize,
    statements: Vec<JsonStatement<'a>>,
}

#[derive(Serialize)]
struct JsonStatement<'a> {
    path: &'a str,
    outlet: &'a str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<JsonMeasure<'a>>,
    status: &'static str,
    polarity: &'static str,
    said: Option<String>,
    source: Vec<&'a str>,
    /// Statements of one number say the same; those of one origin come from one source.
    group: usize,
    origin: usize,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonMeasure<'a> {
    least: Option<f64>,
    most: Option<f64>,
    unit: Option<&'a str>,
}

/// Writes the table.
pub fn render(facts: &Facts) -> String {
    let shape = JsonFacts {
        schema: SCHEMA,
        documents: facts.sources.iter().map(source).collect(),
        facts: facts.rows.iter().map(|fact| row(facts, fact)).collect(),
    };
    json_text(&shape)
}

/// A day, with the time of day where it is known, as programs write it.
pub fn moment((moment, time_known): (chrono::NaiveDateTime, bool)) -> String {
    moment.format(if time_known { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%d" }).to_string()
}

fn source(source: &FactSource) -> JsonSource<'_> {
    JsonSource { path: &source.path, outlet: &source.outlet, published: source.published.map(moment) }
}

fn row<'a>(facts: &'a Facts, fact: &'a Fact) -> JsonFact<'a> {
    JsonFact {
        subject: &fact.subject,
        frame: fact.frame.as_deref(),
        verdict: fact.verdict.name(),
        independent: fact.independent,
        agreeing: fact.agreeing,
        statements: fact.cells.iter().map(|cell| statement(&facts.sources[cell.article], cell)).collect(),
    }
}

fn statement<'a>(source: &'a FactSource, cell: &'a FactCell) -> JsonStatement<'a> {
    JsonStatement {
        path: &source.path,
        outlet: &source.outlet,
        value: &cell.value,
        quantity: cell.measure.as_ref().map(|(least, most, unit)| JsonMeasure {
            least: *least,
            most: *most,
            unit: unit.as_deref(),
        }),
        status: cell.status.name(),
        polarity: if cell.negated { "no" } else { "yes" },
        said: cell.said.map(moment),
        source: cell.vouchers.iter().map(String::as_str).collect(),
        group: cell.group,
        origin: cell.origin,
        start: cell.clause.start(),
        end: cell.clause.end(),
        line: cell.position.line,
        column: cell.position.column,
        text: &cell.text,
    }
}
