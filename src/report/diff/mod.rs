//! Two articles side by side: their assertions aligned by what they are about, and for every pair whether it says the
//! same. What disagrees is told by the findings; what else differs, by names, figures, times and the meaning of words,
//! so that two versions of one article differ where the facts do, not where the wording does.

mod align;
mod block;
mod gather;
mod html;
mod json;
mod markdown;
mod marks;
mod text;
mod unit;

use chrono::NaiveDateTime;

pub use gather::{Compared, compare};
pub use html::render as diff_html;
pub use json::render as diff_json;
pub use markdown::render as diff_markdown;
pub use text::render as diff_text;

use super::{Messages, Position};
use crate::finding::Level;
use crate::text::{FileSpan, SourceId, Span};

/// Two articles, aligned.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The article named first, and the other.
    pub sides: [Side; 2],
    /// What they say, in the order of the first; what only the second says stands where it says it.
    pub rows: Vec<Row>,
    /// How many findings lie inside one article and are not shown.
    pub within: usize,
}

/// One of the two articles.
#[derive(Clone, Debug)]
pub struct Side {
    /// The article.
    pub source: SourceId,
    /// Its file.
    pub path: String,
    /// Whose it is; the file's name where both are of one outlet.
    pub name: String,
    /// When it was published, and whether the time of day is known.
    pub published: Option<(NaiveDateTime, bool)>,
}

/// Assertions of both articles about one thing, or of one about something that the other does not speak of.
#[derive(Clone, Debug)]
pub struct Row {
    /// How they stand to each other.
    pub standing: Standing,
    /// The findings about them, as indices into the report's.
    pub findings: Vec<usize>,
    /// What they are about, in the reader's language: one per finding; without any, what both name, if something.
    pub subjects: Vec<String>,
    /// What each article says, in the order of its text. One of them may be empty, not both.
    pub passages: [Vec<Passage>; 2],
}

/// How assertions stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They say the same.
    Same,
    /// One says something that the other does not, or says it otherwise; no finding tells that both cannot be so.
    Differing,
    /// A finding of this level is about them.
    Disputed(Level),
    /// Only one article, by its index, speaks of it.
    Only(usize),
}

/// An assertion as it stands in its article.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Where it stands in the reading text.
    pub span: Span,
    /// The words in it that make the difference, in order and without overlap.
    pub marks: Vec<Span>,
    /// The reading text of the passage.
    pub words: String,
    /// The passage in the file.
    pub place: FileSpan,
    /// Where it begins.
    pub position: Position,
    /// The marks in the file.
    pub marked: Vec<FileSpan>,
    /// The file's own bytes.
    pub text: String,
}

impl Passage {
    /// The passage's words in pieces, each with whether it is marked.
    pub fn pieces(&self) -> Vec<(bool, &str)> {
        let mut pieces = Vec::new();
        let mut at = self.span.start();
        let mut add = |start: usize, end: usize, marked| {
            if start < end {
                let start_of = self.span.start();
                pieces.push((marked, &self.words[start - start_of..end - start_of]));
            }
        };
        for mark in &self.marks {
            add(at, mark.start(), false);
            add(mark.start(), mark.end(), true);
            at = mark.end();
        }
        add(at, self.span.end(), false);
        pieces
    }
}

impl Standing {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differing => "differing",
            Self::Disputed(level) => level.name(),
            Self::Only(0) => "only-first",
            Self::Only(_) => "only-second",
        }
    }
}

impl Comparison {
    /// How many rows stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.rows.iter().filter(|row| row.standing == standing).count()
    }

    /// What was found, in one line: how much is the same, disputed, different, told by one only.
    pub fn closing(&self, messages: &Messages) -> String {
        self.closing_painted(messages, |_, words| words.to_owned())
    }

    /// The same, every part put through `paint`.
    fn closing_painted(&self, messages: &Messages, paint: impl Fn(Standing, &str) -> String) -> String {
        let levels = Level::ALL.map(Standing::Disputed);
        let others = [Standing::Differing, Standing::Only(0), Standing::Only(1), Standing::Same];
        let parts = levels.into_iter().chain(others).filter_map(|standing| {
            let number = self.count(standing);
            let words = match standing {
                Standing::Disputed(level) => messages.findings(level, number),
                Standing::Same | Standing::Differing | Standing::Only(_) => {
                    self.phrase(messages, standing, number)
                }
            };
            (number > 0).then(|| paint(standing, &words))
        });
        let mut line = parts.collect::<Vec<_>>().join(", ");
        if self.within > 0 {
            let within = messages.diff("within", &[("n", self.within.to_string())]);
            line = if line.is_empty() { within } else { format!("{line}; {within}") };
        }
        line
    }

    /// That only one article speaks of something.
    fn only(&self, side: usize, messages: &Messages) -> String {
        messages.diff("only", &[("name", self.sides[side.min(1)].name.clone())])
    }

    fn phrase(&self, messages: &Messages, standing: Standing, number: usize) -> String {
        let n = ("n", number.to_string());
        match standing {
            Standing::Same => messages.diff("n-same", &[n]),
            Standing::Differing => messages.diff("n-differing", &[n]),
            Standing::Only(side) => {
                let name = self.sides[side.min(1)].name.clone();
                messages.diff("n-only", &[n, ("name", name)])
            }
            Standing::Disputed(level) => messages.level(level).to_owned(),
        }
    }
}
