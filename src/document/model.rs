//! The data of the document stage.

use chrono::NaiveDateTime;

use super::edition::Edition;
use crate::text::{FileSpan, Origin, Prose, Source, SourceId, Span};

/// A language that there is a rule folder for, as its two-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

impl Language {
    /// German, the language assumed when nothing tells.
    pub const GERMAN: Self = Self(*b"de");
    /// English.
    pub const ENGLISH: Self = Self(*b"en");

    /// Reads a code such as `de` or `de-AT`; `None` if it does not start with two ASCII letters.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b, rest @ ..]
                if a.is_ascii_alphabetic()
                    && b.is_ascii_alphabetic()
                    && rest.first().is_none_or(|c| !c.is_ascii_alphanumeric()) =>
            {
                Some(Self([a.to_ascii_lowercase(), b.to_ascii_lowercase()]))
            }
            _ => None,
        }
    }

    /// The code, which is also the name of its rule folder.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("de")
    }
}

/// One article, read into blocks and sentences.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file it came from.
    pub source: SourceId,
    /// The text to read, with wrapped lines joined, and the way back into the file.
    pub prose: Prose,
    /// The article's blocks, in the order of the file.
    pub blocks: Vec<Block>,
    /// What is known about the article as a whole.
    pub meta: Metadata,
}

impl Document {
    /// The reading text.
    pub fn text(&self) -> &str {
        self.prose.text()
    }

    /// The words of the headline; none where there is no headline.
    pub fn headline(&self) -> Option<&str> {
        let block = self.blocks.iter().find(|block| block.kind == BlockKind::Headline);
        let words = block.and_then(|block| block.sentences.iter().copied().reduce(Span::cover));
        words.map(|words| words.of(self.text())).or(self.meta.title.as_deref())
    }

    /// Where in the file a range of the reading text stands.
    pub fn on_disk(&self, span: Span) -> FileSpan {
        self.prose.on_disk(span)
    }

    /// When a place of the reading text was said, and whether the time of day is known: a live-blog entry's moment,
    /// the article's elsewhere.
    pub fn said_at(&self, place: Span) -> Option<(NaiveDateTime, bool)> {
        let index = self.blocks.partition_point(|block| block.span.end() <= place.start());
        let block = self.blocks.get(index).filter(|block| block.kind != BlockKind::Headline);
        let entry = block.and_then(|block| block.dated).map(|moment| (moment, true));
        entry.or(self.meta.published.map(|moment| (moment, self.meta.published_time_known)))
    }

    /// A range in words that people read: the file's own where it is plain text, the reading text's where tags or
    /// escapes stand between them in the file.
    pub fn quoted<'a>(&'a self, source: &'a Source, span: Span) -> &'a str {
        match source.origin {
            Origin::Plain => source.words(self.on_disk(span)),
            Origin::File { .. } | Origin::Extracted => span.of(self.text()),
        }
    }
}

/// What is known about an article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Agency, paper or site: from front matter, dateline credit or stamp.
    pub outlet: Option<String>,
    /// Day and, where known, time of publication (00:00 where only the day is known).
    pub published: Option<NaiveDateTime>,
    /// Whether the time of day in `published` was really given.
    pub published_time_known: bool,
    /// Day and time of the last revision, where the article tells both.
    pub updated: Option<NaiveDateTime>,
    /// The place in the dateline (`Genf (akn) -`), in the reading text.
    pub dateline: Option<Span>,
    /// The main language; German where nothing tells.
    pub language: Option<Language>,
    /// The headline as the file's format tells it.
    pub title: Option<String>,
    /// Where it stands among the versions of itself.
    pub edition: Edition,
}

/// What a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The article's headline.
    Headline,
    /// A line above the headline that names section or topic.
    Kicker,
    /// A line below the headline; also the standfirst.
    Subheadline,
    /// A headline inside the text.
    Crosshead,
    /// A question that the next paragraph answers.
    Question,
    /// Running text.
    Paragraph,
    /// The head line of a live-blog entry; its `dated` holds the entry's time.
    EntryHead,
    /// An item of a list.
    ListItem,
    /// A row of a table of figures.
    TableRow,
    /// Date and time of publication, and other lines of metadata (front matter, page headers).
    Stamp,
    /// Who wrote it.
    Byline,
    /// Whose text it is (`@ dpa.de`, `akn hso/mbe`).
    Credit,
    /// A pointer to another story, with its own date in `dated`. Nothing in it is about this one.
    Teaser,
    /// An address.
    Link,
    /// Boilerplate: disclaimers, contact lines, navigation.
    Boilerplate,
    /// A word to the desk: that the article is corrected, withdrawn, a second summary.
    Notice,
}

impl BlockKind {
    /// Whether its sentences assert something about the article's story.
    pub fn is_story(self) -> bool {
        match self {
            Self::Headline
            | Self::Kicker
            | Self::Subheadline
            | Self::Crosshead
            | Self::Question
            | Self::Paragraph
            | Self::EntryHead
            | Self::ListItem
            | Self::TableRow => true,
            Self::Stamp
            | Self::Byline
            | Self::Credit
            | Self::Teaser
            | Self::Link
            | Self::Boilerplate
            | Self::Notice => false,
        }
    }
}

/// A block of an article.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is for.
    pub kind: BlockKind,
    /// Where it stands in the reading text.
    pub span: Span,
    /// The language it is written in.
    pub language: Language,
    /// The day and time that counts for its sentences where it is not the article's own: a live-blog entry's, a
    /// teaser's.
    pub dated: Option<NaiveDateTime>,
    /// Its sentences, in order, in the reading text. Every block has at least one, the dateline (`Genf (akn) -`)
    /// being left out of the first.
    pub sentences: Vec<Span>,
}
