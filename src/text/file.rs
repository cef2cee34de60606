//! A file as its bytes say it, before a reader finds the articles in it.

use super::charset;
use super::map::OffsetMap;
use super::span::FileSpan;

/// The text of a whole file, tags and all, with the way back to its bytes.
#[derive(Debug)]
pub struct FileText {
    text: String,
    /// None where the text is the bytes.
    map: Option<OffsetMap>,
    bytes: usize,
    charset: &'static str,
}

impl FileText {
    /// Decodes a file's bytes.
    ///
    /// # Errors
    /// The first byte that shows that they are no text.
    pub(super) fn decode(bytes: Vec<u8>) -> Result<Self, usize> {
        let length = bytes.len();
        let decoded = charset::decode(bytes)?;
        Ok(Self { text: decoded.text, map: decoded.map, bytes: length, charset: decoded.name })
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What its charset is called.
    pub fn charset(&self) -> &'static str {
        self.charset
    }

    /// How many bytes the file has on disk.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The characters that a range of the file on disk holds.
    pub fn words(&self, span: FileSpan) -> &str {
        FileSpan::new(self.decoded(span.start()), self.decoded(span.end())).of(&self.text)
    }

    /// Which byte of the text a byte on disk has become.
    pub fn decoded(&self, byte: usize) -> usize {
        self.map.as_ref().map_or(byte, |map| map.from_disk(byte))
    }

    /// The way from the text to the bytes; none where the text is the bytes.
    pub(super) fn map(&self) -> Option<&OffsetMap> {
        self.map.as_ref()
    }

    /// Gives up the file for its text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}
