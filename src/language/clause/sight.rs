//! A sentence as the clause rules look at it: which phrase a word stands in, and what each verb form may be.

use crate::language::lexicon::Kinds;
use crate::language::model::Pos;
use crate::language::morph::VerbForm;
use crate::language::phrase::{Core, Draft};
use crate::language::word::Word;

/// Words and phrases with quick answers.
pub struct Sight<'s, 'a> {
    /// The words.
    pub words: &'s [Word<'a>],
    /// The phrase of each word.
    phrase: Vec<Option<usize>>,
    strength: Vec<Strength>,
}

/// How plainly a word is a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Cannot be one.
    None,
    /// Can be one, but the tagger saw an infinitive or a participle.
    Weak,
    /// Can be one, and the tagger saw one.
    Likely,
    /// Can be nothing else.
    Sure,
}

impl<'s, 'a> Sight<'s, 'a> {
    /// Looks at a sentence.
    pub fn new(words: &'s [Word<'a>], drafts: &[Draft]) -> Self {
        let mut phrase = vec![None; words.len()];
        for (index, draft) in drafts.iter().enumerate() {
            for at in draft.start..draft.end {
                if let Some(slot) = phrase.get_mut(usize::from(at)) {
                    *slot = Some(index);
                }
            }
        }
        let strength = words.iter().zip(&phrase).map(|(word, phrase)| strength(word, *phrase)).collect();
        Self { words, phrase, strength }
    }

    /// The phrase that a word stands in.
    pub fn phrase(&self, at: usize) -> Option<usize> {
        self.phrase.get(at).copied().flatten()
    }

    /// Whether a word can be a finite verb.
    pub fn strength(&self, at: usize) -> Strength {
        self.strength.get(at).copied().unwrap_or(Strength::None)
    }

    /// Whether a word is a verb form of any sort, outside of phrases.
    pub fn is_verb(&self, at: usize) -> bool {
        self.phrase(at).is_none() && self.words.get(at).is_some_and(|word| !word.verb.is_empty())
    }

    /// Whether an infinitive with its marker stands at a place: `abzusagen`, or `zu` before `sagen`.
    pub fn marked_infinitive(&self, at: usize) -> bool {
        self.is_verb(at) && (self.words[at].is_marked_infinitive() || self.marker_before(at))
    }

    /// Whether the infinitive marker stands right before an infinitive.
    pub fn marker_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.words.get(at)) else { return false };
        before.is(Kinds::INFINITIVE_MARKER)
            && self.phrase(at - 1).is_none()
            && self
                .words
                .get(at)
                .is_some_and(|word| word.can_be_infinitive() || word.form == Some(VerbForm::Infinitive))
    }

    /// Whether a punctuation mark parts clauses here; marks inside phrases do not, nor do quotation marks.
    pub fn is_boundary(&self, at: usize) -> bool {
        self.phrase(at).is_none()
            && self.words.get(at).is_some_and(|word| {
                word.pos == Pos::Punct && !is_quotation(word.text) && word.text != "/" && word.text != "'"
            })
    }

    /// Whether a word is a mark of any sort.
    pub fn is_mark(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.pos == Pos::Punct)
    }

    /// Whether a coordinating conjunction stands here outside of phrases.
    pub fn is_coordinator(&self, at: usize) -> bool {
        self.phrase(at).is_none()
            && self.words.get(at).is_some_and(|word| {
                word.pos == Pos::Cconj && word.is(Kinds::COORDINATOR.or(Kinds::CLAUSE_COORDINATOR))
            })
    }

    /// The clause opener (conjunction, relative pronoun, question word) at the head of a range, with the place of
    /// the word that opens.
    pub fn opener(&self, start: usize, end: usize, drafts: &[Draft]) -> Option<(Opener, usize)> {
        let mut at = start;
        // `auch wenn`, `erst als`, `vor allem weil`.
        while at < end && at < start + 3 {
            let word = &self.words[at];
            // `als`, `während`: what is no comparison or preposition for the phrases opens a clause.
            let either = word.is(Kinds::COMPARISON.or(Kinds::PREPOSITION))
                && self.phrase(at).is_none()
                && self.phrase(at + 1).is_some();
            if word.is(Kinds::SUBORDINATOR) && (word.pos == Pos::Sconj || either && at == start) {
                return Some((Opener::Conjunction, at));
            }
            if word.is(Kinds::INFINITIVE_OPENER) && self.infinitive_ahead(at + 1, end) {
                return Some((Opener::Infinitive, at));
            }
            if let Some(draft) = self.phrase(at).and_then(|id| drafts.get(id)) {
                let opens = draft.core == Core::Opener && usize::from(draft.start) == at;
                let head = &self.words[usize::from(draft.head)];
                let question = head.is(Kinds::INTERROGATIVE) && !head.is(Kinds::RELATIVE);
                let kind = if question { Opener::Question } else { Opener::Relative };
                return opens.then(|| (kind, self.opening_word(draft)));
            }
            if word.is(Kinds::RELATIVE_ADVERB.or(Kinds::INTERROGATIVE)) && word.pos != Pos::Cconj {
                return Some((Opener::Question, at));
            }
            if word.pos != Pos::Adv && !is_quotation(word.text) && word.pos != Pos::Part {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether a phrase is only compared with (`als Sprecher`, `wie ein Mann`), the word before it not being the
    /// clause's conjunction.
    pub fn is_compared(&self, draft: &Draft, opener: Option<u16>) -> bool {
        let within =
            self.words[usize::from(draft.start)].is(Kinds::COMPARISON) && draft.preposition.is_some();
        let before = draft.start.checked_sub(1).filter(|before| Some(*before) != opener);
        within
            || before.is_some_and(|at| {
                let word = &self.words[usize::from(at)];
                word.is(Kinds::COMPARISON) && self.phrase(usize::from(at)).is_none()
            })
    }

    /// The relative or question word of an opening phrase.
    fn opening_word(&self, draft: &Draft) -> usize {
        let kinds = Kinds::RELATIVE.or(Kinds::INTERROGATIVE).or(Kinds::POSSESSOR);
        (usize::from(draft.start)..usize::from(draft.end))
            .find(|at| self.words[*at].is(kinds))
            .unwrap_or(usize::from(draft.head))
    }

    fn infinitive_ahead(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| self.marked_infinitive(at))
            && !(start..end).any(|at| self.strength(at) >= Strength::Likely)
    }
}

/// What opens a dependent clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// `dass`
    Conjunction,
    /// `der`, `in dem`, `dessen Fahrer`
    Relative,
    /// `wer`, `wo`: a relative or a question.
    Question,
    /// `um … zu`
    Infinitive,
}

/// Whether a mark is a quotation mark of any country.
pub fn is_quotation(mark: &str) -> bool {
    matches!(mark, "„" | "“" | "”" | "\"" | "»" | "«" | "›" | "‹" | "‚" | "‘" | "’" | "''" | "``")
}

fn strength(word: &Word<'_>, phrase: Option<usize>) -> Strength {
    if phrase.is_some() || !word.can_be_finite() {
        return Strength::None;
    }
    let verb = matches!(word.pos, Pos::Verb | Pos::Aux);
    match word.form {
        Some(VerbForm::Finite) if verb && word.must_be_finite() => Strength::Sure,
        Some(VerbForm::Finite) | None if verb => Strength::Likely,
        // The tagger errs in guesses by ending; a listed verb that can only be finite is finite.
        _ if verb && word.must_be_finite() && word.verb.iter().any(|reading| reading.known) => Strength::Sure,
        _ => Strength::Weak,
    }
}
