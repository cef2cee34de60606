//! What the words of a sentence are to each other, as far as reading causes needs it.

use super::read::Reader;
use crate::language::{Clause, ClauseId, ClauseKind, PhraseId, PhraseKind, Pos};

impl Reader<'_> {
    /// The clause that says what stands for `das` or a bare cue: `dass zwei Versicherer kündigten`.
    pub(super) fn content_clause(&self, id: ClauseId) -> Option<ClauseId> {
        self.sentence.clauses.iter().position(|clause| {
            let opener = clause.opener.map(|opener| self.lemma(opener));
            clause.kind == ClauseKind::Subordinate
                && clause.parent == Some(id)
                && opener.is_some_and(|opener| opener == "dass" || opener == "that")
        })
    }

    /// The tokens of a phrase and of all that belongs to it.
    pub(super) fn below(&self, phrase: PhraseId) -> Vec<u16> {
        let phrases = &self.sentence.phrases;
        let belongs = |mut id: PhraseId| {
            for _ in 0..phrases.len() {
                if id == phrase {
                    return true;
                }
                match phrases[id].parent {
                    Some(parent) => id = parent,
                    None => return false,
                }
            }
            false
        };
        let mut tokens: Vec<u16> =
            (0..phrases.len()).filter(|id| belongs(*id)).flat_map(|id| phrases[id].tokens.clone()).collect();
        for &other in &phrases[phrase].conjuncts {
            tokens.extend(phrases[other].tokens.clone());
        }
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    pub(super) fn prepositional(&self, clause: &Clause, preposition: &str) -> Option<PhraseId> {
        let mut phrases = clause.arguments.iter().map(|argument| argument.phrase);
        phrases.find(|phrase| {
            let kind = &self.sentence.phrases[*phrase].kind;
            matches!(kind, PhraseKind::Prepositional(word) if **word == *preposition)
        })
    }

    /// Whether tokens hold no word that means something.
    pub(super) fn says_nothing(&self, tokens: &[u16]) -> bool {
        !tokens.iter().any(|token| {
            let pos = self.sentence.tokens.get(usize::from(*token)).map(|token| token.pos);
            matches!(pos, Some(Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj))
        })
    }

    /// The tokens from one on to the next comma or full stop.
    pub(super) fn to_comma(&self, from: u16) -> Vec<u16> {
        let count = u16::try_from(self.sentence.tokens.len()).unwrap_or(u16::MAX);
        (from..count).take_while(|at| !matches!(self.form(*at), "," | "." | ";")).collect()
    }

    /// Where `sondern` stands behind a token.
    pub(super) fn instead(&self, from: u16) -> Option<u16> {
        let count = u16::try_from(self.sentence.tokens.len()).unwrap_or(u16::MAX);
        let negated = |at: u16| {
            self.sentence.clauses.iter().any(|clause| clause.negations.iter().any(|negation| *negation < at))
        };
        (from..count).find(|at| self.is_any(*at, &self.lexicon.instead) && negated(*at))
    }

    pub(super) fn form(&self, token: u16) -> &str {
        if usize::from(token) < self.sentence.tokens.len() { &self.keys.get(token).form } else { "" }
    }

    pub(super) fn lemma(&self, token: u16) -> &str {
        if usize::from(token) < self.sentence.tokens.len() { &self.keys.get(token).lemma } else { "" }
    }

    /// Whether a token is a word, or a compound of which it is the head.
    pub(super) fn is(&self, token: u16, word: &str) -> bool {
        let key = self.keys.get(token);
        *key.lemma == *word || *key.form == *word || key.head.as_deref() == Some(word)
    }

    pub(super) fn is_any(&self, token: u16, words: &[String]) -> bool {
        words.iter().any(|word| self.is(token, word))
    }
}
