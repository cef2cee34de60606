//! What the words around a noun say of the event that it names: `der geplante Gipfel`, `die Absage des Treffens`.

use super::EventNoun;
use super::lexicon::Lexicon;
use super::negation::word;
use crate::language::{Pos, Sentence};

/// How many words may stand between a noun of cancelling and the event that it cancels (`die Absage des für Montag
/// geplanten Treffens`).
const GENITIVE_REACH: usize = 7;

/// Reads the nouns of one sentence, in the order of the text.
pub(super) fn read(text: &str, sentence: &Sentence, lexicon: &Lexicon, out: &mut Vec<EventNoun>) {
    let tokens = &sentence.tokens;
    let mut found: Vec<EventNoun> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token.pos, Pos::Adj | Pos::Verb | Pos::Noun) {
            continue;
        }
        let (status, noun) = if token.pos == Pos::Noun {
            let Some(status) = lexicon.event_nouns.get(&token.lemma) else { continue };
            (*status, genitive(sentence, lexicon, text, at))
        } else {
            let form = u16::try_from(at).map(|at| word(text, sentence, at)).unwrap_or_default();
            let Some(status) = lexicon.attributes.get(&*form) else { continue };
            (*status, modified(sentence, at))
        };
        let Some(noun) = noun.and_then(|noun| tokens.get(noun)) else { continue };
        // The word nearest to the noun was read last, but the outer one decides: `die Absage des geplanten Treffens`.
        if !found.iter().any(|other| other.span == noun.span) {
            found.push(EventNoun { span: noun.span, status, cue: token.span });
        }
    }
    found.sort_by_key(|noun| noun.span);
    out.extend(found);
}

/// The noun that an adjective stands before, with further adjectives between.
fn modified(sentence: &Sentence, at: usize) -> Option<usize> {
    let behind = sentence.tokens.get(at + 1..)?;
    let gap = behind.iter().take(3).position(|token| token.pos != Pos::Adj)?;
    matches!(behind[gap].pos, Pos::Noun | Pos::Propn).then_some(at + 1 + gap)
}

/// The noun in the genitive (or behind `von`, `of`) that a noun of cancelling governs.
fn genitive(sentence: &Sentence, lexicon: &Lexicon, text: &str, at: usize) -> Option<usize> {
    let next = sentence.tokens.get(at + 1)?;
    let linked = lexicon.genitives.contains(&*next.span.of(text).to_lowercase());
    let behind = sentence.tokens.get(at + 2..)?;
    let noun = behind
        .iter()
        .take(GENITIVE_REACH)
        .take_while(|token| !matches!(token.pos, Pos::Punct | Pos::Aux))
        .position(|token| token.pos == Pos::Noun && !lexicon.event_nouns.contains_key(&token.lemma))?;
    linked.then_some(at + 2 + noun)
}
