//! A block whose kind is still being found out.

use chrono::NaiveDateTime;

use super::model::BlockKind;
use super::notice::Notice;
use super::stamp::Stamp;
use super::start::Start;
use crate::text::Span;

/// A block between the joining of lines and the finished document.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Where it stands in the reading text.
    pub span: Span,
    /// The part that its sentences are cut from: without `##`, `+++` and an entry's time.
    pub body: Span,
    /// How many empty lines stand above it.
    pub gap: usize,
    /// How many lines of the file it takes.
    pub lines: usize,
    pub start: Start,
    /// The kind, once it is known.
    pub kind: Option<BlockKind>,
    pub stamp: Option<Stamp>,
    pub notice: Option<Notice>,
    /// An entry's time of day, and its day where it tells.
    pub entry: Option<super::entry::Time>,
    pub dated: Option<NaiveDateTime>,
    /// How many common words of each language it has.
    pub common: super::whose::Counts,
}

impl Draft {
    /// The words.
    pub fn of<'text>(&self, text: &'text str) -> &'text str {
        self.body.of(text)
    }

    /// Whether it is as short as a line of layout, in bytes.
    pub fn is_short(&self) -> bool {
        self.body.len() <= LONGEST_HEADING
    }

    /// Whether it reads as a heading: short, one thing said, no full stop.
    pub fn is_heading(&self, text: &str) -> bool {
        let words = self.of(text);
        self.is_short()
            && matches!(self.start, Start::Text | Start::Heading)
            && !words.ends_with(['.', ',', ';', ':'])
            && !words.trim_end_matches(super::join::is_closing).ends_with(['.', ','])
            && words.starts_with(|c: char| !c.is_lowercase())
    }

    /// Whether it reads as running text: a full sentence, or more than a heading holds.
    pub fn is_prose(&self, text: &str) -> bool {
        let words = self.of(text);
        !self.is_short() || super::join::ends_sentence(words) && words.split(' ').count() > 4
    }
}

/// Headings are shorter than this, in bytes.
const LONGEST_HEADING: usize = 200;
