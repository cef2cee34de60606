//! Cuts a sentence at its marks into pieces, the raw material of clauses.

use super::sight::{Sight, is_quotation};

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The sentence begins.
    Start,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A dash.
    Dash,
    /// A semicolon, or a full stop, question or exclamation mark in mid-sentence.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// A stretch between two marks.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// The mark before it.
    pub boundary: Boundary,
}

/// A piece without a mark is cut after this many words: no clause is so long, and the work on one stays bounded.
pub const LONGEST: usize = 250;

/// The pieces of a sentence that have words in them, in order. A mark without words before the next one counts, too: of
/// several in a row, the strongest is kept.
pub fn pieces(sight: &Sight<'_, '_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut boundary = Boundary::Start;
    let mut start = 0;
    let total = sight.words.len();
    for at in 0..=total {
        if at < total && !sight.is_boundary(at) {
            continue;
        }
        let has_words = (start..at).any(|at| !sight.is_mark(at));
        while has_words && at - start > LONGEST {
            pieces.push(Piece { start, end: start + LONGEST, boundary });
            boundary = Boundary::Stop;
            start += LONGEST;
        }
        if has_words {
            pieces.push(Piece { start, end: at, boundary });
        }
        if at < total {
            let next = mark(sight.words[at].text);
            boundary = if has_words { next } else { stronger(boundary, next) };
            start = at + 1;
        }
    }
    pieces
}

/// The words of a piece without the quotation marks around it.
pub fn trimmed(piece: Piece, sight: &Sight<'_, '_>) -> Piece {
    let mut piece = piece;
    while piece.start < piece.end && is_quotation(sight.words[piece.start].text) {
        piece.start += 1;
    }
    while piece.start < piece.end && is_quotation(sight.words[piece.end - 1].text) {
        piece.end -= 1;
    }
    piece
}

fn mark(text: &str) -> Boundary {
    match text {
        "," => Boundary::Comma,
        ":" => Boundary::Colon,
        "(" | "[" => Boundary::Open,
        ")" | "]" => Boundary::Close,
        "-" | "–" | "—" | "--" => Boundary::Dash,
        _ => Boundary::Stop,
    }
}

fn stronger(first: Boundary, second: Boundary) -> Boundary {
    let rank = |boundary| match boundary {
        Boundary::Comma => 0,
        Boundary::Start => 1,
        Boundary::Close => 2,
        Boundary::Dash => 3,
        Boundary::Colon => 4,
        Boundary::Stop => 5,
        Boundary::Open => 6,
    };
    if rank(second) > rank(first) { second } else { first }
}
