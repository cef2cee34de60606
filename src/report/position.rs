//! From bytes of a file to lines and columns, as an editor counts them.

use crate::text::Source;

/// A place as people name it, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// Where the lines of a file begin.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// The article whose file it is, where bytes on disk are not those of the text.
    source: Option<&'a Source>,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of the file that an article stands in.
    pub fn of(source: &'a Source) -> Self {
        Self { source: Some(source), ..Self::new(source.file_text()) }
    }

    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { text, source: None, starts }
    }

    /// The place of a byte of the file; one inside a character or behind the end counts as the last place before it.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.source.map_or(byte, |source| source.decoded(byte));
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts[line - 1];
        let before = self.text.get(start..byte).unwrap_or_default();
        // A byte order mark is no character that an editor shows.
        let before = if start == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
        Position { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, needle: &str, line: usize, column: usize) {
        let at = text.find(needle).expect("the needle is in the text");
        assert_eq!(Lines::new(text).position(at), Position { line, column });
    }

    #[test]
    fn columns_count_characters() {
        check("Über Köln", "Köln", 1, 6);
        check("eins\nzwei „Ja“ drei", "drei", 2, 11);
        check("eins\r\nzwei", "zwei", 2, 1);
        check("\u{feff}eins", "eins", 1, 1);
    }

    #[test]
    fn any_byte_has_a_place() {
        let text = "ä\nö";
        for byte in 0..10 {
            Lines::new(text).position(byte);
        }
        assert_eq!(Lines::new("").position(3), Position { line: 1, column: 1 });
    }
}
