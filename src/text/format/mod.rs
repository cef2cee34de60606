//! One reader per format: from a file's text to the articles in it.

mod docx;
mod feed;
mod html;
mod json;
mod mail;
mod newsml;
mod nitf;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
mod pieces;
mod plain;
mod xml;

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
    /// An agency's JSON: ninjs, dpa's, JSON Feed.
    Json,
    /// NewsML-G2.
    NewsMl,
    /// NITF.
    Nitf,
    /// RSS and Atom.
    Feed,
    /// Mail.
    Mail,
    /// A document of Word and the like.
    Docx,
    /// What a printer would get.
    Pdf,
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
    Extracted(Vec<Article>),
}

/// Refuses a file with too many articles.
fn check_entries(number: usize, limits: &Limits) -> Result<(), String> {
    if number > limits.entries {
        return Err(format!(
            "it holds more than {} articles; raise the limit with --max-entries",
            limits.entries
        ));
    }
    Ok(())
}

/// What is said of a page or an XML file with too many elements.
fn too_many_elements(limits: &Limits) -> String {
    format!("it has more than {} elements; raise the limit with --max-elements", limits.elements)
}

impl Format {
    /// All of them; the first that recognises a file reads it, plain text what is left.
    pub const ALL: [Self; 9] = [
        Self::Json,
        Self::NewsMl,
        Self::Nitf,
        Self::Feed,
        Self::Mail,
        Self::Docx,
        Self::Pdf,
        Self::Html,
        Self::Plain,
    ];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::Html => "HTML",
            Self::Json => "JSON",
            Self::NewsMl => "NewsML-G2",
            Self::Nitf => "NITF",
            Self::Feed => "RSS or Atom",
            Self::Mail => "mail",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
        }
    }

    /// The endings of files that are read as this format, and that are articles when a folder is named.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["txt", "md", "markdown", "text"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Json => &["json", "ninjs"],
            Self::NewsMl => &["xml", "newsml"],
            Self::Nitf => &["nitf"],
            Self::Feed => &["rss", "atom"],
            Self::Mail => &["eml"],
            Self::Docx => &["docx"],
            // A folder's PDFs are passed over where they cannot be read.
            Self::Pdf if !cfg!(feature = "pdf") => &[],
            Self::Pdf => &["pdf"],
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
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let is_pdf = || bytes.trim_ascii_start().starts_with(b"%PDF-");
        docx::recognises(bytes).then_some(Self::Docx).or_else(|| is_pdf().then_some(Self::Pdf))
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
            Self::Plain | Self::Docx | Self::Pdf => false,
            Self::Json => json::recognises(text),
            Self::NewsMl => newsml::recognises(text),
            Self::Nitf => nitf::recognises(text),
            Self::Feed => feed::recognises(text),
            Self::Mail => mail::recognises(text),
            Self::Html => html::is_page(text),
        }
    }

    /// Reads a file that is no text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read_bytes(self, bytes: &[u8], limits: &Limits) -> Result<Content, String> {
        match self {
            Self::Docx => docx::read(bytes, limits),
            #[cfg(feature = "pdf")]
            Self::Pdf => pdf::read(bytes, limits),
            #[cfg(not(feature = "pdf"))]
            Self::Pdf => {
                Err("this factlint reads none; `cargo install factlint --features pdf` builds one that does"
                    .to_owned())
            }
            Self::Plain | Self::Html | Self::Json | Self::NewsMl | Self::Nitf | Self::Feed | Self::Mail => {
                Err("it is no text".to_owned())
            }
        }
    }

    /// Reads a text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read_text(self, file: &FileText, limits: &Limits) -> Result<Content, String> {
        let text = file.text();
        match self {
            Self::Plain => Ok(plain::read()),
            Self::Json => json::read(text, limits),
            Self::NewsMl => newsml::read(text, limits),
            Self::Nitf => nitf::read(text, limits),
            Self::Feed => feed::read(text, limits),
            Self::Mail => mail::read(text, limits),
            Self::Docx => Err("it is text and no archive".to_owned()),
            Self::Pdf => Err("it does not begin as every PDF does".to_owned()),
            Self::Html => html::read(file.text(), limits).map(|article| Content::Articles(vec![article])),
        }
    }
}
