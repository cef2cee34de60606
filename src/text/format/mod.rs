//! One reader per format: from a file's text to the articles in it.

mod html;
mod plain;

use std::path::Path;

use super::file::FileText;
use super::prose::Prose;
use super::read::Limits;
use super::told::{Mark, Marked, Told};

/// The forms of files that articles are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text and Markdown.
    Plain,
    /// A page as saved from a site.
    Html,
}

/// One article that a reader found in a file.
#[derive(Debug, Default)]
pub(super) struct Article {
    /// Its text, a blank line between blocks, with the way back into the file's text.
    pub prose: Prose,
    /// What the format says about it.
    pub told: Told,
    /// What the format says of parts of its text.
    pub marks: Vec<Marked>,
}

impl Article {
    /// Ends the text's last block, if there is one.
    pub fn end_block(&mut self) {
        if !self.prose.is_empty() && !self.prose.text().ends_with("\n\n") {
            self.prose.push_separator("\n\n");
        }
    }

    /// Says what the text from `start` to its end is.
    pub fn mark(&mut self, start: usize, mark: Mark) {
        if start < self.prose.len() {
            self.marks.push((super::Span::new(start, self.prose.len()), mark));
        }
    }
}

/// What a file turned out to be.
#[derive(Debug)]
pub(super) enum Content {
    /// The file's text is the article.
    Whole,
    /// Articles with the way back into the file's text.
    Articles(Vec<Article>),
    /// Articles that no span of the file can point into: their own text is what spans refer to.
    #[expect(dead_code, reason = "for the readers of DOCX and PDF")]
    Extracted(Vec<Article>),
}

impl Format {
    /// All of them; the first that recognises a file reads it, plain text what is left.
    pub const ALL: [Self; 2] = [Self::Html, Self::Plain];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::Html => "HTML",
        }
    }

    /// The endings of files that are read as this format, and that are articles when a folder is named.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["txt", "md", "markdown", "text"],
            Self::Html => &["html", "htm", "xhtml"],
        }
    }

    /// Whether files of this name are articles when a folder is named.
    pub fn is_article(path: &Path) -> bool {
        Self::ALL.into_iter().any(|format| format.has_ending(path))
    }

    fn has_ending(self, path: &Path) -> bool {
        path.extension()
            .is_some_and(|ending| self.endings().iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// Whether a file that is no text is of this format: its first bytes say so.
    pub(super) fn of_bytes(_bytes: &[u8]) -> Option<Self> {
        // DOCX and PDF will be told here.
        None
    }

    /// The format of a text, by what it begins with; where that says nothing, by the file's ending.
    pub(super) fn of_text(path: &Path, text: &str) -> Self {
        // A Markdown file may hold a page as an example; it is what it says it is.
        if Self::Plain.has_ending(path) && !html::is_page(text) {
            return Self::Plain;
        }
        let by_content = Self::ALL.into_iter().find(|format| format.recognises(text));
        by_content
            .or_else(|| Self::ALL.into_iter().find(|format| format.has_ending(path)))
            .unwrap_or(Self::Plain)
    }

    fn recognises(self, text: &str) -> bool {
        match self {
            Self::Plain => false,
            Self::Html => html::is_page(text),
        }
    }

    /// Reads a file that is no text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read_bytes(self, _bytes: &[u8], _limits: &Limits) -> Result<Content, String> {
        match self {
            Self::Plain | Self::Html => Err("it is no text".to_owned()),
        }
    }

    /// Reads a text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read_text(self, file: &FileText, limits: &Limits) -> Result<Content, String> {
        match self {
            Self::Plain => Ok(plain::read()),
            Self::Html => html::read(file.text(), limits).map(|article| Content::Articles(vec![article])),
        }
    }
}
