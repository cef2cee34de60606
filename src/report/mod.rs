//! Findings become words here, and only here: one file per format. What the formats have in common (positions in
//! the file, labels in the reader's language, fingerprints) is settled once, by [`entries`].

mod annotation;
mod annotation_text;
mod claims;
mod entry;
mod escape;
mod explain;
mod fingerprint;
mod full;
mod json;
mod messages;
mod paint;
mod passage;
mod position;
#[cfg(test)]
mod sample;

pub use annotation::annotation_json;
pub use annotation_text::annotation_text;
pub use claims::{Asserted, claims_json, claims_text};
pub use entry::{Entry, Quotation, entries};
pub use escape::{shown, shown_lines};
pub use explain::{explain_frame, explain_page};
pub use fingerprint::fingerprint;
pub use json::batch_line;
pub use messages::Messages;
pub use position::{Lines, Position};

use crate::annotate::Annotations;
use crate::document::Document;
use crate::finding::Finding;
use crate::language::Reading;
use crate::text::{Source, SourceSet};

/// Everything a report is made from.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The articles.
    pub sources: &'a SourceSet,
    /// The articles as they were read, in the order of the set.
    pub documents: &'a [&'a Document],
    /// What was found, in report order.
    pub findings: &'a [Finding],
    /// The words of the reader's language.
    pub messages: &'a Messages,
    /// Width and colour, for the formats that people read.
    pub layout: Layout,
}

/// A finding that somebody accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The finding.
    pub finding: Finding,
    /// Why, in their words; empty where they gave no reason.
    pub reason: String,
}

/// One article with what the reading stages saw in it.
#[derive(Clone, Copy)]
pub struct Annotated<'a> {
    /// The article.
    pub source: &'a Source,
    /// Its blocks, sentences and metadata.
    pub document: &'a Document,
    /// Its words, phrases and clauses.
    pub reading: &'a Reading,
    /// Its names, times, quantities, quotes and factuality.
    pub annotations: &'a Annotations,
}

/// How the formats that people read are laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Columns.
    pub width: usize,
    /// Whether colours may be used.
    pub colour: bool,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: both sources quoted, the decisive words underlined and labelled.
    Full,
    /// The JSON of the contract.
    Json,
}

/// Writes a report. The only place that knows every format.
pub fn render(format: Format, report: &Report<'_>) -> String {
    match format {
        Format::Full => full::render(report),
        Format::Json => json::render(report),
    }
}
