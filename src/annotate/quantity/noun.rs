//! What a number counts: the noun behind it, the noun of its whole, the noun that an earlier number named.

use crate::language::{Pos, Sentence, Token, VerbForm};
use crate::text::Span;

use super::lexicon::Lexicon;

/// A counted noun.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    /// Its dictionary form.
    pub lemma: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// Modifiers that may stand between a number and its noun.
const MODIFIERS: usize = 5;

/// The noun that a number ending at `position` counts (`fünf schwer verletzte Menschen`): modifiers, then a noun.
pub(super) fn counted(text: &str, sentence: &Sentence, lexicon: &Lexicon, position: usize) -> Option<Noun> {
    let start = usize::from(sentence.token_at(position)?);
    let mut name = None;
    for at in start..(start + MODIFIERS).min(sentence.tokens.len()) {
        let token = &sentence.tokens[at];
        // A token that the number itself is part of.
        if token.span.start() < position {
            continue;
        }
        match token.pos {
            Pos::Noun => return Some(compound(text, sentence, lexicon, at)),
            Pos::Propn => {
                name = name.or(Some(at));
                if !lexicon.raw.capital_nouns && at + 1 < sentence.tokens.len() {
                    continue;
                }
            }
            Pos::Adj => {
                // `die 14 Verletzten`: an adjective with a capital is a noun unless a noun follows.
                let nominal = lexicon.raw.capital_nouns && is_capital(token.span.of(text));
                if nominal && !next_is_noun(&sentence.tokens, at) {
                    return Some(plain(token));
                }
            }
            Pos::Adv | Pos::Part if modifies(&sentence.tokens, at) => {}
            Pos::Verb if is_participle(token) && next_is_noun(&sentence.tokens, at) => {}
            Pos::Punct if token.span.of(text) == "," && between_adjectives(&sentence.tokens, at) => {}
            Pos::Det | Pos::Num if is_filler(text, token, lexicon) => {}
            _ => break,
        }
    }
    let name = name?;
    // `zwei Audi`, but no name after an English number (`22 Whitlock`), and no name of several words.
    let single = sentence.tokens.get(name + 1).is_none_or(|next| next.pos != Pos::Propn);
    (lexicon.raw.capital_nouns && single).then(|| plain(&sentence.tokens[name]))
}

/// The last noun of a run of them (`court house steps`) in a language that writes compounds apart.
fn compound(text: &str, sentence: &Sentence, lexicon: &Lexicon, at: usize) -> Noun {
    let mut last = at;
    if !lexicon.raw.capital_nouns {
        while sentence.tokens.get(last + 1).is_some_and(|next| {
            next.pos == Pos::Noun && next.span.of(text).chars().all(|c| c.is_alphabetic() || c == '-')
        }) {
            last += 1;
        }
    }
    plain(&sentence.tokens[last])
}

fn plain(token: &Token) -> Noun {
    Noun { lemma: token.lemma.clone(), span: token.span }
}

/// The noun after one of the words that link a share to its whole (`80 Prozent der Bevölkerung`).
pub(super) fn after_link(
    text: &str,
    sentence: &Sentence,
    lexicon: &Lexicon,
    position: usize,
) -> Option<Noun> {
    let at = usize::from(sentence.token_at(position)?);
    let token = sentence.tokens.get(at)?;
    let word = token.span.of(text);
    let linked = lexicon.raw.share_links.iter().any(|link| link.eq_ignore_ascii_case(word));
    let after = if linked { token.span.end() } else { position };
    let after = skip_determiners(text, sentence, lexicon, after);
    counted(text, sentence, lexicon, after)
}

/// The position after determiners that start at `position`.
pub(super) fn skip_determiners(text: &str, sentence: &Sentence, lexicon: &Lexicon, position: usize) -> usize {
    let mut position = position;
    let Some(start) = sentence.token_at(position) else { return position };
    for token in sentence.tokens.iter().skip(usize::from(start)).take(4) {
        let word = token.span.of(text);
        if !lexicon.raw.determiners.iter().any(|entry| entry.eq_ignore_ascii_case(word)) {
            break;
        }
        position = token.span.end();
    }
    position
}

/// The noun before a number that it measures: `eine Länge von fünf Kilometern`, `ein Schaden in Höhe von`.
pub(super) fn measured(text: &str, sentence: &Sentence, lexicon: &Lexicon, start: usize) -> Option<Noun> {
    let before = sentence.tokens.partition_point(|token| token.span.end() <= start);
    let lead = text.get(sentence.span.start()..start)?.trim_end();
    let link = lexicon.raw.measure_links.iter().find(|link| ends_with_words(lead, link))?;
    let words = link.split(' ').count();
    let noun = sentence.tokens.get(before.checked_sub(words + 1)?)?;
    (noun.pos == Pos::Noun).then(|| plain(noun))
}

/// The noun whose number the sentence tells (`die Zahl der Verletzten stieg auf sieben`), before `start`.
pub(super) fn of_number(text: &str, sentence: &Sentence, lexicon: &Lexicon, start: usize) -> Option<Noun> {
    let before = sentence.tokens.partition_point(|token| token.span.end() <= start);
    let raw = &lexicon.raw;
    let tokens = &sentence.tokens[..before];
    let at = tokens.iter().rposition(|token| {
        token.pos == Pos::Noun && {
            let lemma = &*token.lemma;
            raw.number_nouns.iter().any(|noun| **noun == *lemma) || stem(lexicon, lemma).is_some()
        }
    })?;
    let number_noun = &tokens[at];
    if let Some(stem) = stem(lexicon, &number_noun.lemma) {
        return Some(Noun { lemma: stem.into(), span: number_noun.span });
    }
    let behind = tokens[at + 1..].iter().take(4);
    let genitive = behind
        .take_while(|token| matches!(token.pos, Pos::Det | Pos::Adp | Pos::Adj | Pos::Noun))
        .find(|token| token.pos == Pos::Noun || token.pos == Pos::Adj && is_capital(token.span.of(text)));
    // `death toll`
    let front = at.checked_sub(1).map(|front| &tokens[front]).filter(|token| token.pos == Pos::Noun);
    genitive.or(front).map(plain)
}

/// `Mitglieder` of `Mitgliederzahl`.
fn stem<'a>(lexicon: &Lexicon, lemma: &'a str) -> Option<&'a str> {
    let ending = &*lexicon.raw.number_noun_ending;
    let stem = lemma.strip_suffix(ending).filter(|stem| !ending.is_empty() && stem.len() > 2)?;
    Some(stem)
}

/// Whether `text` ends with the words, in any case, after a space.
fn ends_with_words(text: &str, words: &str) -> bool {
    let Some(at) = text.len().checked_sub(words.len()) else { return false };
    let Some(tail) = text.get(at..) else { return false };
    tail.eq_ignore_ascii_case(words) && text[..at].ends_with(char::is_whitespace)
        || tail.to_lowercase() == *words && text[..at].ends_with(char::is_whitespace)
}

pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_participle(token: &Token) -> bool {
    matches!(token.morph.form, Some(VerbForm::Participle | VerbForm::PresentParticiple))
}

fn next_is_noun(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| matches!(next.pos, Pos::Noun | Pos::Adj))
}

/// Whether an adverb stands before an adjective (`zwei besonders schwere Fälle`).
fn modifies(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| next.pos == Pos::Adj || next.pos == Pos::Verb && is_participle(next))
        && tokens.get(at + 2).is_some_and(|next| matches!(next.pos, Pos::Noun | Pos::Adj))
}

fn between_adjectives(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].pos == Pos::Adj && tokens.get(at + 1).is_some_and(|next| next.pos == Pos::Adj)
}

fn is_filler(text: &str, token: &Token, lexicon: &Lexicon) -> bool {
    let word = token.span.of(text);
    lexicon.raw.fillers.iter().any(|filler| filler.eq_ignore_ascii_case(word))
}
