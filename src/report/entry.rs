//! A finding as every format shows it: positions in the file, words in the reader's language.

use std::collections::BTreeMap;

use super::{Lines, Messages, Position, Report, fingerprint, shown};
use crate::document::Document;
use crate::finding::{Finding, Label, Level, Witness};
use crate::text::{FileSpan, Source, SourceId};

/// A finding, ready to be shown.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// What both places are about, in the reader's language.
    pub subject: String,
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
    /// Where it ends: the place behind its last character.
    pub end: Position,
    /// Where the decisive words begin.
    pub decisive_position: Position,
    /// Where they end: the place behind their last character.
    pub decisive_end: Position,
    /// The file's own bytes of the clause; of a file that is not UTF-8, what they stand for.
    pub text: &'a str,
    /// The clause as people read it, without the tags and escapes of the file.
    pub words: &'a str,
    /// What it says, in a few words.
    pub label: String,
}

impl<'a> Entry<'a> {
    /// The place that a program is pointed to: the first in an article that is checked.
    pub fn primary(&self, report: &Report<'_>) -> Option<&Quotation<'a>> {
        let drafts = report.gate.drafts;
        let mut quotations = self.quotations.iter();
        let draft = quotations.find(|quotation| drafts.contains(&quotation.witness.source));
        draft.or(self.quotations.first())
    }

    /// The other places.
    pub fn others(&self, report: &Report<'_>) -> impl Iterator<Item = &Quotation<'a>> {
        let primary = self.primary(report).map(|quotation| quotation.witness);
        self.quotations
            .iter()
            .filter(move |quotation| primary.is_none_or(|primary| !std::ptr::eq(primary, quotation.witness)))
    }

    /// What it is about as a heading; what the rule asks where nothing says.
    pub fn heading(&self, messages: &Messages) -> String {
        match self.subject.as_str() {
            "" => messages.title(self.finding.kind).to_owned(),
            subject => messages.day_or(subject),
        }
    }
}

impl Quotation<'_> {
    /// `artikel/a.txt:4:37`, safe to print.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", shown(&self.source.name), self.position.line, self.position.column)
    }

    /// Whose words they are, and when they were published (an entry of a live blog has its own time), safe to print.
    pub fn whose(&self, messages: &Messages) -> String {
        let outlet = shown(&self.outlet);
        match self.document.said_at(self.witness.span) {
            Some((moment, time_known)) => format!("{outlet}, {}", messages.moment(moment, time_known)),
            None => outlet.into_owned(),
        }
    }
}

/// Every finding of a report, ready to be shown.
pub fn entries<'a>(report: &Report<'a>) -> Vec<Entry<'a>> {
    entries_of(report, report.findings)
}

/// Findings of a report's articles, ready to be shown.
pub fn entries_of<'a>(
    report: &Report<'a>,
    findings: impl IntoIterator<Item = &'a Finding>,
) -> Vec<Entry<'a>> {
    let mut lines: BTreeMap<SourceId, Lines<'a>> = BTreeMap::new();
    findings.into_iter().map(|finding| entry(report, finding, &mut lines)).collect()
}

fn entry<'a>(
    report: &Report<'a>,
    finding: &'a Finding,
    lines: &mut BTreeMap<SourceId, Lines<'a>>,
) -> Entry<'a> {
    let messages = report.messages;
    let mut quotations: Vec<Quotation<'a>> =
        finding.witnesses.iter().filter_map(|witness| quotation(report, witness, lines)).collect();
    // All of them make the name, also those that are not shown: the baseline knows the finding by them.
    let texts: Vec<&str> = quotations.iter().map(|quotation| quotation.words).collect();
    let fingerprint = fingerprint(finding.kind.name(), &texts);
    for at in (1..quotations.len()).rev() {
        let repeated = quotations[..at].iter().any(|known| repeats(known.witness, quotations[at].witness));
        if repeated && quotations.len() > 2 {
            quotations.remove(at);
        }
    }
    let says =
        |index: usize| quotations.get(index).map_or(String::new(), |quotation| quotation.label.clone());
    let source =
        |index: usize| quotations.get(index).map_or(String::new(), |quotation| quotation.outlet.clone());
    // Of an update the sentence tells the earliest and the latest.
    let second = if finding.level == Level::Update { quotations.len().saturating_sub(1).max(1) } else { 1 };
    let subject = messages.subject(&finding.subject);
    let message = messages.message(
        finding.kind,
        finding.level == Level::Update,
        &[
            ("subject", messages.day_or(&subject)),
            ("first", says(0)),
            ("second", says(second)),
            ("first_source", source(0)),
            ("second_source", source(second)),
        ],
    );
    Entry {
        finding,
        subject,
        message,
        because: finding.because.iter().map(|reason| messages.reason(reason)).collect(),
        fingerprint,
        quotations,
    }
}

/// Whether one clause is quoted for the same a second time: another word of it has been taken as the decisive one.
fn repeats(known: &Witness, witness: &Witness) -> bool {
    known.source == witness.source
        && known.span.overlaps(witness.span)
        && known.label == witness.label
        && matches!(known.label, Label::Message { .. })
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
    let decisive = document.on_disk(witness.decisive);
    let lines = lines.entry(witness.source).or_insert_with(|| Lines::of(source));
    Some(Quotation {
        witness,
        source,
        document,
        outlet: outlet(document, source),
        clause,
        decisive,
        position: lines.position(clause.start()),
        end: lines.position(clause.end()),
        decisive_position: lines.position(decisive.start()),
        decisive_end: lines.position(decisive.end()),
        text: source.words(clause),
        words: document.quoted(source, witness.span),
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
