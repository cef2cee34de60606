//! Reading of the plain-text word lists: one entry per line, `#` opens a comment, columns are separated by spaces.

use std::ops::Range;

use crate::rule::{Files, Problem};

/// A line of a word list with its place in the file.
#[derive(Clone, Copy, Debug)]
pub struct Line<'f> {
    /// The line without the space around it.
    pub text: &'f str,
    /// Where it begins in the file.
    at: usize,
    path: &'f str,
    files: &'f Files,
}

impl<'f> Line<'f> {
    /// Its columns.
    pub fn columns(self) -> std::str::SplitAsciiWhitespace<'f> {
        self.text.split_ascii_whitespace()
    }

    /// A mistake in this line, shown with the word at fault (or the whole line if it is not part of it).
    pub fn problem(self, word: &str, message: String) -> Problem {
        let within = self.text.find(word).map_or(0..self.text.len(), |start| start..start + word.len());
        let at: Range<usize> = self.at + within.start..self.at + within.end;
        self.files.problem(self.path, at, message)
    }
}

/// Every entry of a word list.
///
/// # Errors
/// When there is no such file.
pub fn lines<'f>(files: &'f Files, path: &'f str) -> Result<impl Iterator<Item = Line<'f>>, Problem> {
    let mut at = 0;
    let lines = files.text(path)?.split_inclusive('\n').map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        Line { text: line.trim(), at: start, path, files }
    });
    Ok(lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#')))
}
