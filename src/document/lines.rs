//! The lines of a file: what stands on each, and how much was left empty above it.

/// A line with something on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// First byte of what stands on it, in the file.
    pub start: usize,
    /// One past the last byte of it.
    pub end: usize,
    /// How many characters that is.
    pub width: usize,
    /// How many empty lines stand above it.
    pub gap: usize,
    /// Whether blanks follow before the line ends, as where a program broke a longer line.
    pub trailing: bool,
}

impl Line {
    /// What stands on the line.
    pub fn of<'text>(&self, text: &'text str) -> &'text str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// The lines of a file that are not empty. Every notation of a line end counts, page breaks among them.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut gap = 0;
    let mut from = 0;
    let mut at = 0;
    while at <= bytes.len() {
        let end_length = match bytes.get(at) {
            None => 1,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => 2,
            Some(b'\n' | b'\r' | 0x0b | 0x0c) => 1,
            Some(0xc2) if bytes.get(at + 1) == Some(&0x85) => 2,
            Some(0xe2)
                if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) =>
            {
                3
            }
            Some(_) => {
                at += 1;
                continue;
            }
        };
        match trimmed(text, from, at) {
            Some(mut line) => {
                line.gap = gap;
                lines.push(line);
                gap = 0;
            }
            None => gap += 1,
        }
        at += end_length;
        from = at;
    }
    lines
}

fn trimmed(text: &str, from: usize, to: usize) -> Option<Line> {
    let whole = text.get(from..to)?;
    let left = whole.trim_start_matches(is_blank);
    let content = left.trim_end_matches(is_blank);
    if content.is_empty() {
        return None;
    }
    let start = to - left.len();
    let end = start + content.len();
    Some(Line { start, end, width: content.chars().count(), gap: 0, trailing: left.len() > content.len() })
}

/// Whether a character shows nothing: blanks, control characters, byte order marks, zero-width joints.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// Whether a character takes no room at all. A soft hyphen is not meant: at the end of a line it is seen.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize)]) {
        let seen: Vec<(&str, usize)> = lines(text).iter().map(|line| (line.of(text), line.gap)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn every_line_end_counts() {
        check(
            "eins\r\nzwei\n\n\ndrei\rvier\u{c}fünf",
            &[("eins", 0), ("zwei", 0), ("drei", 2), ("vier", 0), ("fünf", 0)],
        );
        check("\u{feff} eins\u{a0}\u{2028}zwei\u{85}", &[("eins", 0), ("zwei", 0)]);
    }

    #[test]
    fn empty_files_have_no_lines() {
        check("", &[]);
        check("\n \n\u{0}\n", &[]);
    }
}
