//! Hand-made articles and findings for the tests of the formats.

use chrono::NaiveDate;

use super::{Gate, Layout, Messages, Report};
use crate::document::{Block, BlockKind, Document, Language, Metadata, Prose};
use crate::finding::{Confidence, Finding, FindingKind, Label, Level, Reason, Witness};
use crate::rule::Files;
use crate::text::{FileSpan, Source, SourceId, SourceSet, Span};

/// An article of paragraphs (separated by blank lines) whose wrapped lines are joined with spaces and whose
/// sentences end at `. `.
pub fn document(text: &str) -> Document {
    let mut sources = SourceSet::new();
    let id = sources.add(Source::new("a.txt", text));
    read(id, text)
}

fn read(source: SourceId, text: &str) -> Document {
    let mut prose = Prose::default();
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let start = prose.len();
        for line in paragraph.split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            if !words.is_empty() {
                if prose.len() > start {
                    prose.push_separator(" ");
                }
                prose.push(words, FileSpan::new(at, at + words.len()));
            }
            at += line.len();
        }
        let span = Span::new(start, prose.len());
        let mut sentences = Vec::new();
        let mut from = start;
        for sentence in span.of(prose.text()).split_inclusive(". ") {
            sentences.push(Span::new(from, from + sentence.trim_end().len()));
            from += sentence.len();
        }
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
            language: Language::GERMAN,
            dated: None,
            sentences,
        });
        prose.push_separator("\n");
    }
    Document { source, prose, blocks, meta: Metadata::default() }
}

/// Where words stand in a text.
#[track_caller]
pub fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

/// Articles with one finding of two witnesses.
pub struct Sample {
    sources: SourceSet,
    documents: Vec<Document>,
    findings: Vec<Finding>,
}

/// An article of the sample: file, text, the clause, the decisive words, what it says.
type Part = (&'static str, &'static str, &'static str, &'static str, &'static str);

const PARTS: [Part; 2] = [
    (
        "artikel/a-agentur.txt",
        "Kurhafen (mda) - Die Anhörung zum Deichbau war am Montagabend kurzfristig abgesagt worden. Gründe nannte \
         das Amt nicht. Die Pläne liegen seit Mai aus.\n\nEin neuer Termin steht nicht fest.",
        "Die Anhörung zum Deichbau war am Montagabend kurzfristig abgesagt worden",
        "kurzfristig abgesagt",
        "status.cancelled",
    ),
    (
        "artikel/b-bote.txt",
        "Der Saal war voll.\n\nNach Angaben der Stadt, die das Vorhaben seit vielen Jahren betreibt und\ndafür auch \
         Grundstücke gekauft hat, fand die Anhörung zum Deich\u{1b}[31mbau am Montag in der\nAula der Realschule \
         statt, und niemand ging vor Mitternacht nach Hause, wie es später in mehreren\nZuschriften an die \
         Redaktion hieß.",
        "fand die Anhörung zum Deich\u{1b}[31mbau am Montag in der Aula der Realschule statt",
        "in der Aula der Realschule statt",
        "status.took-place",
    ),
];

impl Sample {
    /// Two articles that disagree.
    pub fn new() -> Self {
        let mut sources = SourceSet::new();
        let mut documents = Vec::new();
        let mut witnesses = Vec::new();
        for (name, text, clause, decisive, key) in PARTS {
            let source = sources.add(Source::new(name, text));
            let document = read(source, text);
            let span = find(document.text(), clause);
            let decisive = find(document.text(), decisive);
            let label = Label::Message { key, parameters: Vec::new() };
            witnesses.push(Witness { source, span, decisive, label });
            documents.push(document);
        }
        documents[0].meta = Metadata {
            outlet: Some("mda".to_owned()),
            published: NaiveDate::from_ymd_opt(2025, 6, 3).and_then(|day| day.and_hms_opt(18, 5, 0)),
            published_time_known: true,
            language: Some(Language::GERMAN),
            ..Metadata::default()
        };
        let findings = vec![Finding {
            kind: FindingKind::Status,
            level: Level::Contradiction,
            subject: "Anhörung zum Deichbau".to_owned(),
            witnesses,
            because: vec![
                Reason { key: "same-thing", parameters: vec![("words", "Anhörung, Deichbau".to_owned())] },
                Reason { key: "same-day", parameters: vec![("day", "2025-06-02".to_owned())] },
            ],
            confidence: Confidence::new(0.87),
        }];
        Self { sources, documents, findings }
    }

    /// The same articles without a finding.
    pub fn silent() -> Self {
        Self { findings: Vec::new(), ..Self::new() }
    }

    /// The finding, to be changed.
    pub fn finding(&mut self) -> &mut Finding {
        &mut self.findings[0]
    }

    /// Adds the finding once more.
    pub fn repeat(&mut self) {
        self.findings.extend(self.findings.first().cloned());
    }

    /// Writes a report with it.
    pub fn with<T>(&self, language: &str, width: usize, colour: bool, write: impl Fn(&Report<'_>) -> T) -> T {
        let messages = Messages::load(&Files::builtin(), language).expect("the messages load");
        let documents: Vec<&Document> = self.documents.iter().collect();
        write(&Report {
            sources: &self.sources,
            documents: &documents,
            findings: &self.findings,
            messages: &messages,
            layout: Layout { width, colour, quiet: false },
            gate: Gate::default(),
            pages: &[],
            facts: None,
            events: &[],
        })
    }
}
