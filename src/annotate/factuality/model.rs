//! The data of factuality.

use crate::annotate::entity::EntityId;
use crate::text::Span;

/// What the article commits itself to in one clause.
#[derive(Clone, Debug, Default)]
pub struct Factuality {
    /// Fact, plan, demand, possibility …
    pub status: Status,
    /// Whether the clause as a whole is negated (`nicht`, `kein` on the subject or object, `weder`).
    pub negated: bool,
    /// Who vouches, outermost first; empty where the article itself does.
    pub source: Vec<Voucher>,
    /// The words that decided the status, where there are some.
    pub cue: Option<Span>,
}

/// What a clause says about the world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is, was or happened.
    #[default]
    Fact,
    /// It is under way.
    UnderWay,
    /// It is going to happen: planned, announced, expected.
    Planned,
    /// It was put off.
    Postponed,
    /// It was called off.
    Cancelled,
    /// Somebody says that it is not so.
    Denied,
    /// Somebody wants it.
    Demanded,
    /// It may be or could be; a question, a fear, a hope.
    Possible,
    /// It holds only if something else does; unreal.
    Conditional,
    /// Somebody accuses somebody of it.
    Accused,
    /// The article does not know (`offenbar`, `angeblich`, `soll … haben`).
    Presumed,
}

impl Status {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "took-place",
            Self::UnderWay => "under-way",
            Self::Planned => "planned",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Denied => "denied",
            Self::Demanded => "demanded",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
            Self::Accused => "accused",
            Self::Presumed => "presumed",
        }
    }
}

/// Somebody who vouches for a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// The words that name them (`Feuerwehr`, `die Polizei`); the cue where nobody is named (`angeblich`).
    pub span: Span,
    /// The entity, where one is known.
    pub entity: Option<EntityId>,
}

/// What the words around a noun say of the event that it names (`der geplante Gipfel`, `die Absage des Treffens`).
/// What the clause says of it stands in the clause's [`Factuality`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventNoun {
    /// The noun.
    pub span: Span,
    /// What is said of the event.
    pub status: Status,
    /// The word that says it.
    pub cue: Span,
}
