//! The data of quotes.

use crate::annotate::entity::EntityId;
use crate::text::Span;

/// Somebody's words.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The words with their quotation marks; for indirect speech the reported clause.
    pub span: Span,
    /// The words alone.
    pub words: Span,
    /// Direct or indirect.
    pub kind: QuoteKind,
    /// Who speaks, where the text says so.
    pub speaker: Option<Speaker>,
    /// The verb or noun of saying (`sagte`, `laut`), where there is one.
    pub cue: Option<Span>,
    /// Direct and indirect pieces of one statement share a number.
    pub statement: usize,
}

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// A whole utterance or clause between quotation marks.
    Direct,
    /// A few words between quotation marks inside the article's own sentence.
    Fragment,
    /// Quotation marks around a title or a so-called thing: nobody speaks.
    Name,
    /// Reported without quotation marks.
    Indirect,
}

/// Who speaks.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The words that name the speaker (`Kükelhan`, `der Sportvorstand`, `die Feuerwehr`).
    pub span: Span,
    /// The entity, where one is known.
    pub entity: Option<EntityId>,
    /// Whether the text names the speaker beside the quote, or the speaker is carried on from before.
    pub sure: bool,
}
