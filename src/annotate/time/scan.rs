//! The pieces of a sentence that patterns are matched against: runs of letters, runs of digits, single marks. Finer
//! than the tokens of the language stage, so that `14.30-18` and `1930er` need no rules of their own.

use std::ops::Range;

use super::lexicon::{Compound, Lexicon};
use crate::text::Span;

/// What a piece is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters.
    Word,
    /// ASCII digits; their value (saturated) and how many there are.
    Digits(u32, u8),
    /// Anything else that is no white space.
    Mark(char),
}

/// One piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it stands in the reading text.
    pub span: Span,
    /// What it is made of.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// What the lexicon says about it, as a range of its entries.
    pub entries: (u32, u32),
}

impl Piece {
    /// The range of lexicon entries.
    pub(super) fn entries(&self) -> Range<usize> {
        self.entries.0 as usize..self.entries.1 as usize
    }
}

/// Cuts a sentence into pieces, replacing what `pieces` held.
pub(super) fn scan(text: &str, sentence: Span, lexicon: &Lexicon, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let words = sentence.of(text);
    let base = sentence.start();
    let mut folded = String::new();
    let mut spaced = true;
    let mut rest = words.char_indices().peekable();
    while let Some((at, first)) = rest.next() {
        if first.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = at + first.len_utf8();
        if first.is_ascii_digit() {
            let mut value = 0u32;
            for digit in words[at..].bytes().take_while(u8::is_ascii_digit) {
                value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            }
            while let Some((next, _)) = rest.next_if(|(_, c)| c.is_ascii_digit()) {
                end = next + 1;
            }
            let count = u8::try_from(end - at).unwrap_or(u8::MAX);
            pieces.push(piece(base, at..end, Shape::Digits(value, count), spaced, false, (0, 0)));
        } else if first.is_alphabetic() {
            while let Some((next, c)) = rest.next_if(|(_, c)| c.is_alphabetic()) {
                end = next + c.len_utf8();
            }
            word(base, &words[at..end], at, spaced, lexicon, &mut folded, pieces);
        } else {
            pieces.push(piece(base, at..end, Shape::Mark(plain_mark(first)), spaced, false, (0, 0)));
        }
        spaced = false;
    }
}

/// A word: one piece, or two where the lexicon knows it as a compound (`Dienstag|abend`, `vier|stündig`).
fn word(
    base: usize,
    word: &str,
    at: usize,
    spaced: bool,
    lexicon: &Lexicon,
    folded: &mut String,
    pieces: &mut Vec<Piece>,
) {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    fold(word, folded);
    let entries = lexicon.entries(folded, capital);
    if entries.0 == entries.1
        && let Some(Compound { cut, head, tail }) = lexicon.compound(folded)
        && word.is_char_boundary(cut)
        && folded.len() == word.len()
    {
        pieces.push(piece(base, at..at + cut, Shape::Word, spaced, capital, head));
        pieces.push(piece(base, at + cut..at + word.len(), Shape::Word, false, capital, tail));
        return;
    }
    pieces.push(piece(base, at..at + word.len(), Shape::Word, spaced, capital, entries));
}

fn piece(
    base: usize,
    range: Range<usize>,
    shape: Shape,
    spaced: bool,
    capital: bool,
    entries: (u32, u32),
) -> Piece {
    Piece { span: Span::new(base + range.start, base + range.end), shape, spaced, capital, entries }
}

/// Lower case into a buffer that is used again.
fn fold(word: &str, folded: &mut String) {
    folded.clear();
    for c in word.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            folded.extend(c.to_lowercase());
        }
    }
}

/// Every dash is a hyphen, every apostrophe the straight one.
fn plain_mark(mark: char) -> char {
    match mark {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '’' | '‘' | '‚' | '´' | '`' => '\'',
        '\u{2044}' => '/',
        other => other,
    }
}
