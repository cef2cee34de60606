//! Whether a clause is negated as a whole.

use super::lexicon::Lexicon;
use crate::language::{Clause, Pos, Role, Sentence};

/// What the negations of a clause come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Negation {
    /// Whether the clause as a whole is negated.
    pub negated: bool,
    /// Whether that holds for now only (`noch nicht`).
    pub yet: bool,
}

/// Reads the negations of a clause.
pub(super) fn read(text: &str, sentence: &Sentence, clause: &Clause, lexicon: &Lexicon) -> Negation {
    let mut found = Negation::default();
    let weak = clause.tokens.iter().copied().filter(|at| {
        let word = word(text, sentence, *at);
        lexicon.weak.contains(&*word)
    });
    for at in clause.negations.iter().copied().chain(weak) {
        if !negates(text, sentence, clause, lexicon, at) {
            continue;
        }
        // Two negations cancel each other (`niemand bestritt nicht`), which news hardly writes; one is enough.
        found.negated = true;
        let near = [at.checked_sub(1), at.checked_add(1), at.checked_sub(2)];
        found.yet |= near.into_iter().flatten().any(|at| lexicon.yet.contains(&*word(text, sentence, at)));
    }
    found
}

/// Whether one word of negation negates its clause.
fn negates(text: &str, sentence: &Sentence, clause: &Clause, lexicon: &Lexicon, at: u16) -> bool {
    let Some(token) = sentence.tokens.get(usize::from(at)) else { return false };
    // `ohne` negates what stands behind it alone; with `zu` it opens a clause and is read there.
    if token.pos == Pos::Adp {
        return false;
    }
    // `nicht nur`, `nicht mehr als`: the words from here on.
    let rest = text.get(token.span.start()..sentence.span.end()).unwrap_or("");
    let phrase = |phrase: &String| {
        let head = rest.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase));
        head && !rest[phrase.len()..].starts_with(char::is_alphanumeric)
    };
    if lexicon.no_negation.iter().any(phrase) {
        return false;
    }
    // `nicht am Montag, sondern am Dienstag` denies a part.
    let contrast = (usize::from(at) + 1..sentence.tokens.len()).take(20).any(|later| {
        lexicon.contrast.contains(&*word(text, sentence, later as u16)) && behind_comma(text, sentence, later)
    });
    if contrast {
        return false;
    }
    if sets_right(text, sentence, clause, at) {
        return false;
    }
    // Inside a phrase it belongs to an adjective (`der nicht verwandte Minister`) or to the phrase (`keine drei Stunden`).
    let Some(phrase) = sentence.phrase_of(at).map(|id| (id, &sentence.phrases[id])) else { return true };
    let (id, phrase) = phrase;
    let next = sentence.tokens.get(usize::from(at) + 1);
    let attribute = phrase.head != at
        && phrase.tokens.start < at
        && token.pos != Pos::Det
        && next.is_some_and(|next| next.pos == Pos::Adj);
    if attribute {
        return false;
    }
    let role = clause.arguments.iter().find(|argument| argument.phrase == id).map(|argument| argument.role);
    let first = phrase.tokens.start == at;
    match role {
        // `kein` on who or what: the clause does not hold.
        Some(Role::Subject | Role::Object | Role::IndirectObject | Role::Predicative) | None => true,
        Some(Role::Agent | Role::Adverbial) => !first || token.pos != Pos::Det,
        // `zu keiner Zeit`, `an keinem der Treffen`, `at no time`
        Some(Role::Oblique) => true,
    }
}

/// `Er kam aus Bonn, nicht aus Köln`: behind a comma and the whole verb it denies what stands behind it alone.
fn sets_right(text: &str, sentence: &Sentence, clause: &Clause, at: u16) -> bool {
    let Some(verb) = &clause.verb else { return false };
    let next = sentence.tokens.get(usize::from(at) + 1).map(|token| token.pos);
    behind_comma(text, sentence, usize::from(at))
        && verb.tokens.iter().all(|token| *token < at)
        && matches!(next, Some(Pos::Adp | Pos::Det | Pos::Noun | Pos::Propn | Pos::Num))
        && sentence.tokens.get(usize::from(at)).is_some_and(|token| token.pos != Pos::Det)
}

/// `but` and `sondern` set something right only behind a comma.
fn behind_comma(text: &str, sentence: &Sentence, at: usize) -> bool {
    at.checked_sub(1).and_then(|at| sentence.tokens.get(at)).is_some_and(|token| token.span.of(text) == ",")
}

pub(super) fn word(text: &str, sentence: &Sentence, at: u16) -> String {
    sentence.tokens.get(usize::from(at)).map_or(String::new(), |token| token.span.of(text).to_lowercase())
}
