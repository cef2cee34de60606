//! Two kinds of ranges that must never be mixed up: ranges of a document's reading text, and ranges of its file.

/// A half-open byte range of one document's *reading text* ([`crate::document::Document::text`]), in which wrapped
/// lines are joined. Every stage up to the findings uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// Builds the range; one that would end before it starts is empty at its start.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words it covers. Empty where the range lies outside the text or cuts a character.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the other range lies inside this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range, moved right by `by` bytes: from a slice's offsets to those of the text that holds it.
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }
}

/// A half-open byte range of a source file as it is on disk. Only reports use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileSpan {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl FileSpan {
    /// Builds the range; one that would end before it starts is empty at its start.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The bytes' text. Empty where the range lies outside the file or cuts a character.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }
}
