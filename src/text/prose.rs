//! Text that was read out of another, with the way back.

use super::map::OffsetMap;
use super::span::{FileSpan, Span};

/// A text with the way back to the bytes that it was read from. Readers and the document stage put it together run by
/// run; of an article's finished document, the ranges it leads to are those of the file on disk.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    map: OffsetMap,
}

impl Prose {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length of the text in bytes: where the next run will begin.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends text that stands for a range of the file: the same bytes, or, where the lengths differ, a decoded form
    /// of them.
    pub fn push(&mut self, text: &str, file: FileSpan) -> Span {
        if file.end() - file.start() == text.len() {
            let at = self.text.len();
            self.text.push_str(text);
            self.map.push_same(text.len(), file.start());
            return Span::new(at, self.text.len());
        }
        self.push_decoded(text, file)
    }

    /// Appends text that stands for a range of the file and is not the same bytes: `ä` for `&auml;`.
    pub fn push_decoded(&mut self, text: &str, file: FileSpan) -> Span {
        let at = self.text.len();
        self.text.push_str(text);
        self.map.push_whole(text.len(), file);
        Span::new(at, self.text.len())
    }

    /// Appends text that has no counterpart of its own in the file: the space for a line end, a paragraph break.
    pub fn push_separator(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.push_gap(text.len());
    }

    /// Where in the file a range of the text stands: from the first byte of its first character to the last of its
    /// last, with the line ends, hyphens and tags between that the text does not have.
    pub fn on_disk(&self, span: Span) -> FileSpan {
        self.map.on_disk(span)
    }

    /// Appends another text that was read from the same file.
    pub fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.map.append(&other.map);
    }

    /// Lets the way back go on: the ranges that it led to are those of a text that `inner` maps further.
    pub fn through(&mut self, inner: &OffsetMap) {
        self.map = self.map.through(inner);
    }

    /// Gives back memory that was kept for further runs.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.map.shrink();
    }

    /// The text and its map.
    pub fn into_parts(self) -> (String, OffsetMap) {
        (self.text, self.map)
    }
}
