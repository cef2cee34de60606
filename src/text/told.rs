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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It may.
    #[default]
    Usable,
    /// Not yet.
    Withheld,
    /// It may, and it corrects an earlier version.
    Correction,
    /// It has been withdrawn: nobody stands by it any more.
    Withdrawn,
}

impl Status {
    /// Reads the word that agencies have for the state of an article: NewsML-G2's `stat:canceled`, ninjs's
    /// `pubstatus`, NITF's `management-status`.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        match word.rsplit(':').next().unwrap_or("") {
            "usable" => Some(Self::Usable),
            "withheld" | "embargoed" => Some(Self::Withheld),
            "corrected" | "correction" => Some(Self::Correction),
            "canceled" | "cancelled" | "killed" | "withdrawn" | "deleted" => Some(Self::Withdrawn),
            _ => None,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_state_are_read() {
        for (word, expected) in [
            ("usable", Some(Status::Usable)),
            ("withheld", Some(Status::Withheld)),
            ("canceled", Some(Status::Withdrawn)),
            ("stat:canceled", Some(Status::Withdrawn)),
            (" Cancelled ", Some(Status::Withdrawn)),
            ("killed", Some(Status::Withdrawn)),
            ("draft", None),
        ] {
            assert_eq!(Status::from_word(word), expected, "{word}");
        }
    }
}
