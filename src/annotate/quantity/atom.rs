//! The pieces that numbers are made of: words, figures and marks of one sentence, finer than tokens (`24-jährige` is
//! three), so that every notation can be read the same way.

use crate::text::Span;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters, and digits behind a letter (`A7`).
    Word,
    /// Digits with the marks inside them (`1.234,5`).
    Figure,
    /// Any other character.
    Mark,
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Where it stands in the reading text.
    pub span: Span,
    /// What it is.
    pub kind: AtomKind,
    /// Whether it follows the piece before it without a space.
    pub glued: bool,
}

/// Cuts a range of the text into pieces, into `out`. Web and mail addresses are left out.
pub(super) fn split(text: &str, range: Span, group_by_space: bool, out: &mut Vec<Atom>) {
    out.clear();
    let words = range.of(text);
    let bytes = words.as_bytes();
    let mut at = 0;
    let mut glued = false;
    while at < bytes.len() {
        let c = char_at(words, at);
        if c.is_whitespace() {
            glued = false;
            at += c.len_utf8();
            continue;
        }
        if !glued && let Some(length) = address(&words[at..]) {
            at += length;
            continue;
        }
        let (kind, end) = if c.is_ascii_digit() {
            (AtomKind::Figure, figure_end(words, at, group_by_space))
        } else if c.is_alphabetic() {
            (AtomKind::Word, word_end(words, at))
        } else {
            (AtomKind::Mark, at + c.len_utf8())
        };
        out.push(Atom { span: Span::new(range.start() + at, range.start() + end), kind, glued });
        glued = true;
        at = end;
    }
}

fn char_at(words: &str, at: usize) -> char {
    match words.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => char::from(*byte),
        _ => words.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' '),
    }
}

fn word_end(words: &str, start: usize) -> usize {
    let rest = &words[start..];
    rest.char_indices().find(|(_, c)| !c.is_alphanumeric()).map_or(words.len(), |(at, _)| start + at)
}

/// A figure goes on over a mark or a narrow space that has a digit on either side; over a plain space only where three
/// digits follow and no more than three stand before it (`10 000`).
fn figure_end(words: &str, start: usize, group_by_space: bool) -> usize {
    let bytes = words.as_bytes();
    let digits =
        |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut group = digits(start);
    let mut at = start + group;
    let leading_zero = bytes[start] == b'0';
    loop {
        let c = char_at(words, at);
        let next = at + c.len_utf8();
        let following = if at < bytes.len() { digits(next) } else { 0 };
        let joins = match c {
            _ if following == 0 => false,
            '.' | ',' | '\'' | '’' => true,
            '\u{a0}' | '\u{202f}' | '\u{2009}' => following == 3 && group <= 3,
            ' ' => group_by_space && following == 3 && group <= 3 && !leading_zero,
            _ => false,
        };
        if !joins {
            return at;
        }
        group = following;
        at = next + following;
    }
}

/// The length of a web or mail address at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let end = || rest.find(char::is_whitespace).unwrap_or(rest.len());
    match bytes[0] {
        b'h' if rest.starts_with("http://") || rest.starts_with("https://") => Some(end()),
        b'w' if rest.starts_with("www.") => Some(end()),
        first if first.is_ascii_alphanumeric() => {
            // Name characters up to an `@`, and only as far as an address is long.
            let name = bytes
                .iter()
                .take(64)
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
                .count();
            (bytes.get(name) == Some(&b'@')).then(end)
        }
        _ => None,
    }
}
