//! Kinds of pieces as small sets, so that most patterns are ruled out before they are tried.

use super::lexicon::{EntryKind, Lexicon};
use super::scan::{Piece, Shape};

/// A set of kinds: a bit for each class, one shared by several words of patterns, one each for digits and marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u128);

impl Kinds {
    /// Any piece, and the end of the sentence.
    pub(super) const ANY: Self = Self(u128::MAX);
    /// Digits.
    pub(super) const DIGITS: Self = Self(1 << 127);
    /// Any mark.
    pub(super) const MARKS: Self = Self(1 << 126);

    /// The kind of one entry of the lexicon.
    pub(super) fn entry(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Class(class) => Self(1 << (class as u32 % 62)),
            EntryKind::Literal(word) => Self(1 << (62 + word % 64)),
        }
    }

    /// The kinds of a piece.
    pub(super) fn of(piece: &Piece, lexicon: &Lexicon) -> Self {
        match piece.shape {
            Shape::Digits(..) => Self::DIGITS,
            Shape::Mark(_) => Self::MARKS,
            Shape::Word => {
                let kinds = piece.entries().map(|entry| Self::entry(lexicon.entry(entry).kind));
                kinds.fold(Self::default(), Self::or)
            }
        }
    }

    /// What is in either.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether all of it is there.
    pub(super) fn within(self, there: Self) -> bool {
        self.0 & there.0 == self.0
    }

    /// Whether some of it is there.
    pub(super) fn meets(self, there: Self) -> bool {
        self == Self::ANY || self.0 & there.0 != 0
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}
