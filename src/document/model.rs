//! The data of the document stage.

use chrono::NaiveDateTime;

use crate::text::{Edition, FileSpan, SourceId, Span};

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
        let block = self.blocks.iter().find(|block| block.kind == BlockKind::Headline)?;
        let words = block.sentences.iter().copied().reduce(Span::cover)?;
        Some(words.of(self.text()))
    }

    /// Where in the file a range of the reading text stands.
    pub fn on_disk(&self, span: Span) -> FileSpan {
        self.prose.on_disk(span)
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

/// The reading text of an article with the way back to the bytes of its file.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    // Invariant: sorted by `at`; piece i covers text[at_i .. at_{i+1}].
    pieces: Vec<Piece>,
}

/// A run of the reading text that stands in the file byte for byte, or a separator that does not (`len` 0 there).
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the reading text.
    at: u32,
    /// Where it begins in the file.
    file: u32,
    /// How many bytes it covers in the file.
    len: u32,
    /// Whether text and file are the same bytes (otherwise any position in it maps to the whole).
    same: bool,
}

impl Prose {
    /// The reading text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length of the reading text in bytes: where the next piece will begin.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends text that stands for a range of the file: the same bytes, or a decoded form of them.
    pub fn push(&mut self, text: &str, file: FileSpan) -> Span {
        let at = self.text.len();
        self.text.push_str(text);
        let len = file.end() - file.start();
        self.pieces.push(Piece {
            at: to_u32(at),
            file: to_u32(file.start()),
            len: to_u32(len),
            same: len == text.len(),
        });
        Span::new(at, self.text.len())
    }

    /// Appends text that has no counterpart of its own in the file: the space for a line end, a paragraph break.
    pub fn push_separator(&mut self, text: &str) {
        let at = self.text.len();
        let file = self.pieces.last().map_or(0, |piece| piece.file + piece.len);
        self.text.push_str(text);
        self.pieces.push(Piece { at: to_u32(at), file, len: 0, same: false });
    }

    /// Where in the file a range of the reading text stands: from the first byte of its first character to the last
    /// of its last, with the line ends and hyphens between that the reading text does not have.
    pub fn on_disk(&self, span: Span) -> FileSpan {
        if span.is_empty() {
            let at = self.file_start(span.start());
            return FileSpan::new(at, at);
        }
        FileSpan::new(self.file_start(span.start()), self.file_end(span.end()))
    }

    /// Gives back memory that was kept for further pieces.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.at as usize <= at);
        next.checked_sub(1).map(|index| &self.pieces[index])
    }

    fn file_start(&self, at: usize) -> usize {
        self.piece(at).map_or(0, |piece| {
            let into = if piece.same { at - piece.at as usize } else { 0 };
            piece.file as usize + into.min(piece.len as usize)
        })
    }

    fn file_end(&self, end: usize) -> usize {
        self.piece(end.saturating_sub(1)).map_or(0, |piece| {
            let into = if piece.same { end - piece.at as usize } else { piece.len as usize };
            piece.file as usize + into.min(piece.len as usize)
        })
    }
}

fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
