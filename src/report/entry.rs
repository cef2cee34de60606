//! A finding as every format shows it: positions in the file, words in the reader's language.

use std::collections::BTreeMap;

use super::{Lines, Position, Report, fingerprint};
use crate::document::Document;
use crate::finding::{Finding, Level, Witness};
use crate::text::{FileSpan, Source, SourceId};

/// A finding, ready to be shown.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// What both places are about.
    pub subject: &'a str,
    /// The disagreement in one sentence.
    pub message: String,
    /// The places, the first to be shown first.
    pub quotations: Vec<Quotation<'a>>,
    /// Why the places are held to be about one thing.
    pub because: Vec<String>,
    /// What the finding is remembered by.
    pub fingerprint: String,
}

/// A place that says one of the things that cannot all be so.
#[derive(Clone, Debug)]
pub struct Quotation<'a> {
    /// The place in the terms of the comparison.
    pub witness: &'a Witness,
    /// The article.
    pub source: &'a Source,
    /// The article as it was read.
    pub document: &'a Document,
    /// Whose article it is: the outlet, or the file's name where the article does not tell.
    pub outlet: String,
    /// The clause in the file.
    pub clause: FileSpan,
    /// The decisive words in the file.
    pub decisive: FileSpan,
    /// Where the clause begins.
    pub position: Position,
    /// The file's own bytes of the clause.
    pub text: &'a str,
    /// What it says, in a few words.
    pub label: String,
}

/// Every finding of a report, ready to be shown.
pub fn entries<'a>(report: &Report<'a>) -> Vec<Entry<'a>> {
    let mut lines: BTreeMap<SourceId, Lines<'a>> = BTreeMap::new();
    report.findings.iter().map(|finding| entry(report, finding, &mut lines)).collect()
}

fn entry<'a>(
    report: &Report<'a>,
    finding: &'a Finding,
    lines: &mut BTreeMap<SourceId, Lines<'a>>,
) -> Entry<'a> {
    let messages = report.messages;
    let quotations: Vec<Quotation<'a>> =
        finding.witnesses.iter().filter_map(|witness| quotation(report, witness, lines)).collect();
    let says =
        |index: usize| quotations.get(index).map_or(String::new(), |quotation| quotation.label.clone());
    let source =
        |index: usize| quotations.get(index).map_or(String::new(), |quotation| quotation.outlet.clone());
    let message = messages.message(
        finding.kind,
        finding.level == Level::Update,
        &[
            ("subject", finding.subject.clone()),
            ("first", says(0)),
            ("second", says(1)),
            ("first_source", source(0)),
            ("second_source", source(1)),
        ],
    );
    let texts: Vec<&str> = quotations.iter().map(|quotation| quotation.text).collect();
    Entry {
        finding,
        subject: &finding.subject,
        message,
        because: finding.because.iter().map(|reason| messages.reason(reason)).collect(),
        fingerprint: fingerprint(finding.kind.name(), &texts),
        quotations,
    }
}

/// The place, ready to be shown; none where a witness names an article that the report does not have.
fn quotation<'a>(
    report: &Report<'a>,
    witness: &'a Witness,
    lines: &mut BTreeMap<SourceId, Lines<'a>>,
) -> Option<Quotation<'a>> {
    let document = *report.documents.get(witness.source.index())?;
    let source = &report.sources[witness.source];
    let clause = document.on_disk(witness.span);
    let lines = lines.entry(witness.source).or_insert_with(|| Lines::new(&source.text));
    Some(Quotation {
        witness,
        source,
        document,
        outlet: outlet(document, source),
        clause,
        decisive: document.on_disk(witness.decisive),
        position: lines.position(clause.start()),
        text: clause.of(&source.text),
        label: report.messages.label(&witness.label),
    })
}

/// Whose article it is: the outlet, or the file's name without folders and ending.
pub fn outlet(document: &Document, source: &Source) -> String {
    document.meta.outlet.clone().unwrap_or_else(|| {
        let name = source.name.rsplit(['/', '\\']).next().unwrap_or(&source.name);
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem }).to_owned()
    })
}
