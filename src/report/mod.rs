//! Findings become words here, and only here: one file per format. What the formats have in common (positions in
//! the file, labels in the reader's language, fingerprints) is settled once, by [`entries`].

mod annotation;
mod annotation_text;
mod claims;
mod concise;
mod diff;
mod entry;
mod escape;
mod events;
mod explain;
mod facts;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod markdown;
mod messages;
mod ndjson;
mod pages;
mod paint;
mod passage;
mod position;
#[cfg(test)]
mod sample;
mod sarif;
mod sarif_shape;
#[cfg(feature = "interactive")]
mod screen;
mod versions;

pub use annotation::annotation_json;
pub use annotation_text::annotation_text;
pub use claims::{Asserted, claims_json, claims_text};
pub use diff::{
    Compared, Comparison, Passage, Row as DiffRow, Side, Standing, compare, diff_html, diff_json,
    diff_markdown, diff_text,
};
pub use entry::{Entry, Quotation, entries, entries_of};
pub use escape::{json_line, shown, shown_lines, steering};
pub use events::Event;
pub use explain::{explain_frame, explain_page, kind_of};
pub use facts::{
    Fact, FactCell, FactSource, Facts, Verdict, facts, facts_csv, facts_json, facts_markdown, facts_text,
};
pub use fingerprint::fingerprint;
pub use json::batch_line;
pub use messages::Messages;
pub use pages::{FrameFile, rules_markdown};
pub use passage::columns;
pub use position::{Lines, Position};
#[cfg(feature = "interactive")]
pub use screen::{Screen, screen};

use crate::annotate::Annotations;
use crate::document::Document;
use crate::finding::{Finding, Level};
use crate::language::Reading;
use crate::rule::Page;
use crate::text::{Source, SourceId, SourceSet};

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
    /// What the findings mean to the run.
    pub gate: Gate<'a>,
    /// The pages of the rules; needed by the formats of which [`Format::needs_pages`] says so.
    pub pages: &'a [Page],
    /// What each article says of what; needed by the formats of which [`Format::needs_facts`] says so.
    pub facts: Option<&'a Facts>,
    /// Which articles tell of one event; empty where all of them are one dossier.
    pub events: &'a [Event],
}

/// What the findings mean to the run.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    /// Findings of this level and the worse ones make the run fail.
    pub fail_level: Level,
    /// The articles that are checked; empty where all are. Programs are pointed to a finding's place in one of them.
    pub drafts: &'a [SourceId],
    /// Findings that somebody accepted. People and most programs are not shown them.
    pub accepted: &'a [Accepted],
}

impl Default for Gate<'_> {
    fn default() -> Self {
        Self { fail_level: Level::Tension, drafts: &[], accepted: &[] }
    }
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
    /// Whether only findings are shown, without the closing line.
    pub quiet: bool,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For people: both sources quoted, the decisive words underlined and labelled.
    Full,
    /// For people and editors: one line per finding.
    Concise,
    /// The JSON of the contract.
    Json,
    /// The contract's findings, one per line.
    Ndjson,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// For chats, mails and merge requests.
    Markdown,
    /// One page to mail: articles side by side, findings as cards, the table of facts.
    Html,
}

impl Format {
    /// Every format, those for people first.
    pub const ALL: [Self; 10] = [
        Self::Full,
        Self::Concise,
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Ndjson,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Whether people read it as it is: such a report speaks the reader's language, any other English unless asked.
    pub fn is_for_people(self) -> bool {
        match self {
            Self::Full | Self::Concise | Self::Markdown | Self::Html => true,
            Self::Json | Self::Ndjson | Self::Sarif | Self::Github | Self::Gitlab | Self::Junit => false,
        }
    }

    /// Whether it tells what the rules are for.
    pub fn needs_pages(self) -> bool {
        match self {
            Self::Sarif => true,
            Self::Full
            | Self::Concise
            | Self::Markdown
            | Self::Html
            | Self::Json
            | Self::Ndjson
            | Self::Github
            | Self::Gitlab
            | Self::Junit => false,
        }
    }

    /// Whether it has the table of facts.
    pub fn needs_facts(self) -> bool {
        match self {
            Self::Html => true,
            Self::Full
            | Self::Concise
            | Self::Markdown
            | Self::Json
            | Self::Ndjson
            | Self::Sarif
            | Self::Github
            | Self::Gitlab
            | Self::Junit => false,
        }
    }
}

/// Writes a report. The only place that knows every format.
pub fn render(format: Format, report: &Report<'_>) -> String {
    match format {
        Format::Full => full::render(report),
        Format::Concise => concise::render(report),
        Format::Json => json::render(report),
        Format::Ndjson => ndjson::render(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
        Format::Junit => junit::render(report),
        Format::Markdown => markdown::render(report),
        Format::Html => html::render(report),
    }
}
