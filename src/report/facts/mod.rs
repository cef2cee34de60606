//! The table subject × source: what each article says of one thing, when it was said, who vouches for it, and how many
//! independent sources agree. One file per form; [`gather`](gather::facts) makes the table, `origin` tells who is
//! independent of whom.

mod agree;
mod cell;
mod csv;
mod gather;
mod json;
mod markdown;
mod origin;
pub mod text;

pub use csv::render as facts_csv;
pub use gather::facts;
pub use json::render as facts_json;
pub use markdown::render as facts_markdown;
pub use text::render as facts_text;

use chrono::NaiveDateTime;

use super::Position;
use crate::annotate::factuality::Status;
use crate::finding::Level;
use crate::text::{FileSpan, SourceId, Span};

/// The table.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The articles that it is about, in the order of the run.
    pub sources: Vec<FactSource>,
    /// One row per thing: what is disputed first, what only one source has last.
    pub rows: Vec<Fact>,
}

/// An article of the table.
#[derive(Clone, Debug)]
pub struct FactSource {
    /// The article.
    pub source: SourceId,
    /// Its file.
    pub path: String,
    /// Whose it is.
    pub outlet: String,
    /// When it was published, and whether the time of day is known.
    pub published: Option<(NaiveDateTime, bool)>,
}

/// What the articles say of one thing.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The thing, in the reader's language.
    pub subject: String,
    /// The frame that reads it; none where only a finding tells of it.
    pub frame: Option<String>,
    /// How the articles stand to each other.
    pub verdict: Verdict,
    /// How many independent sources speak of it.
    pub independent: usize,
    /// How many independent sources say the same, where most do.
    pub agreeing: usize,
    /// What each article says, in the order of articles and texts.
    pub cells: Vec<FactCell>,
}

/// How the articles stand to each other. Ordered as in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// There is a finding about it.
    Disputed(Level),
    /// The words differ, without a contradiction: another time, another part, another wording.
    Differing,
    /// Independent sources say the same.
    Agreed,
    /// Only one independent source speaks of it.
    Single,
}

impl Verdict {
    /// The name in JSON and CSV, and of its word in the message files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disputed(level) => level.name(),
            Self::Differing => "differing",
            Self::Agreed => "agreed",
            Self::Single => "single",
        }
    }
}

/// What one article says of one thing.
#[derive(Clone, Debug)]
pub struct FactCell {
    /// Its place among the articles of the table.
    pub article: usize,
    /// The value in a few words, in the reader's language where it is not the article's own words.
    pub value: String,
    /// Bounds and unit of a number.
    pub measure: Option<(Option<f64>, Option<f64>, Option<String>)>,
    /// What the article commits itself to.
    pub status: Status,
    /// Whether it says that it is not so.
    pub negated: bool,
    /// The day and time at which it was said, and whether the time of day is known.
    pub said: Option<(NaiveDateTime, bool)>,
    /// Who vouches for it, outermost first; empty where the article itself does.
    pub vouchers: Vec<String>,
    /// The clause in the reading text.
    pub span: Span,
    /// The clause in the file.
    pub clause: FileSpan,
    /// Where it begins.
    pub position: Position,
    /// The file's own words.
    pub text: String,
    /// Cells of one number say the same.
    pub group: usize,
    /// Cells of one number come from one source: one outlet, one text reprinted, one authority.
    pub origin: usize,
}
