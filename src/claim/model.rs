//! The data of claims.

use chrono::NaiveDateTime;

use super::concept::Term;
use super::frame::FrameId;
use crate::annotate::entity::EntityId;
use crate::annotate::factuality::Factuality;
use crate::document::BlockKind;
use crate::language::Role;
use crate::text::Span;

/// What an article asserts in one clause, by one frame.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The clause that makes the claim.
    pub span: Span,
    /// The words by which it was recognised.
    pub trigger: Span,
    /// Index of the sentence in the reading.
    pub sentence: usize,
    /// Index of the clause in the sentence.
    pub clause: usize,
    /// What it asserts.
    pub body: Body,
    /// Who and what takes part, by part in the clause.
    pub fillers: Vec<Filler>,
    /// The times in its clause (or, where the clause has none, those that carry over), as indices into the
    /// annotations.
    pub times: Vec<usize>,
    /// What the article commits itself to.
    pub factuality: Factuality,
    /// What its other content words mean, sorted: by what they share, claims are held to be about one thing.
    pub terms: Vec<Term>,
    /// Every entity named or meant in its clause, in the order of the text.
    pub entities: Vec<EntityId>,
    /// What kind of block it stands in.
    pub block: BlockKind,
    /// The day and time at which this was said: the live-blog entry's, or the article's.
    pub said: Option<NaiveDateTime>,
    /// Whether the clause speaks of another time or occasion than the article's main event (`damals`, `im Vorjahr`).
    pub aside: bool,
}

/// What a claim asserts.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// One of several values that exclude one another; `value` is an index into the frame's values.
    State {
        /// The frame.
        frame: FrameId,
        /// The value.
        value: usize,
    },
    /// A number: index of the quantity in the annotations.
    Measure {
        /// The frame; none for a plain count of a noun.
        frame: Option<FrameId>,
        /// The quantity.
        quantity: usize,
    },
    /// Something took place, or is to take place, or was called off.
    Event {
        /// The frame, where one knows the noun or verb.
        frame: Option<FrameId>,
        /// Lower-case lemma of the noun or verb that names the event.
        name: Box<str>,
    },
    /// Somebody did something to somebody.
    Act {
        /// The frame.
        frame: FrameId,
    },
    /// A clause that no frame covers: its verb.
    Plain {
        /// Lemma of the verb.
        verb: Box<str>,
    },
}

/// Somebody or something that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Filler {
    /// The part in the clause.
    pub role: Role,
    /// The preposition's lemma, for obliques.
    pub preposition: Option<Box<str>>,
    /// The entity, where the phrase refers to one.
    pub entity: Option<EntityId>,
    /// Lower-case lemma of the phrase's head.
    pub head: Box<str>,
    /// The words.
    pub span: Span,
    /// Whether the part is certain.
    pub sure: bool,
}
