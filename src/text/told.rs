//! What a format says about an article beside its text.

use chrono::NaiveDateTime;

use super::span::Span;

/// What the format says: the fields of an agency's JSON, a page's metadata, a mail's header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whose article it is.
    pub outlet: Option<String>,
    /// When it was first published (00:00 where only the day is told).
    pub published: Option<NaiveDateTime>,
    /// When this version was made.
    pub updated: Option<NaiveDateTime>,
    /// Its headline.
    pub headline: Option<String>,
    /// Code of its language.
    pub language: Option<String>,
    /// The name under which its versions are one article.
    pub urn: Option<String>,
    /// Which of them it is; a higher one replaces a lower one.
    pub version: Option<String>,
    /// Whether it may be used.
    pub status: Option<Status>,
}

/// Whether an article may be used, as agencies say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It may.
    Usable,
    /// Not yet.
    Withheld,
    /// It has been withdrawn.
    Withdrawn,
    /// It corrects an earlier version.
    Correction,
}

/// What the format says a range of the article's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The article's headline.
    Headline,
    /// The standfirst, or a second headline.
    Standfirst,
    /// A headline inside the text.
    Crosshead,
    /// Who wrote it.
    Byline,
    /// Nothing that the article asserts of its story: a note of the editors, a service line.
    Boilerplate,
}

/// A range of an article's text with what the format says it is.
pub type Marked = (Span, Mark);
