//! Words that are pronouns or determiners, by what follows them.

use crate::language::cells::Cells;
use crate::language::lexicon::{Kinds, Order};
use crate::language::model::Pos;
use crate::language::word::Word;

use super::chunk::{Chunker, DETERMINERS, Frame, draft};
use super::{Core, Draft, THIRD};

impl Chunker<'_, '_> {
    /// A pronoun that stands for a noun phrase.
    pub(super) fn pronoun(&self, at: usize, governed: Cells) -> Option<Draft> {
        let word = self.word(at)?;
        let entry = word.entry?;
        let kinds = entry.kinds;
        let stands_alone = match word.pos {
            Pos::Pron => !kinds.any(Kinds::POSSESSOR) || !self.nominal_follows(at + 1),
            // Taken for a determiner by the tagger, but nothing follows that it could determine.
            Pos::Det => {
                kinds.any(Kinds::PRONOUN.or(Kinds::DEMONSTRATIVE).or(Kinds::RELATIVE))
                    && !self.nominal_follows(at + 1)
            }
            _ => false,
        };
        if entry.kinds.any(Kinds::ARTICLE) && self.is_article(at) || self.before_number(at) != at {
            return None;
        }
        let any = Kinds::PERSONAL.or(Kinds::PRONOUN).or(Kinds::REFLEXIVE).or(Kinds::DEMONSTRATIVE);
        if !stands_alone || !kinds.any(any.or(Kinds::RELATIVE).or(Kinds::INTERROGATIVE)) {
            return None;
        }
        // A demonstrative that the tagger took for a pronoun before a noun it agrees with is a determiner.
        let relative = word.pos == Pos::Pron && kinds.any(Kinds::RELATIVE) && self.opens(at);
        if kinds.any(DETERMINERS)
            && (!kinds.any(Kinds::PERSONAL) || self.lexicon.grammar.order == Order::Fixed)
            && !relative
            && self.agrees_with_next(at, entry.cells)
        {
            return None;
        }
        let core = if kinds.any(Kinds::REFLEXIVE) {
            Core::Reflexive
        } else if kinds.any(Kinds::INTERROGATIVE) || kinds.any(Kinds::RELATIVE) && self.opens(at) {
            Core::Opener
        } else {
            Core::Pronoun
        };
        let persons = if entry.persons == 0 { THIRD } else { entry.persons };
        let cells = entry.cells.agree(governed);
        Some(draft(at, at + 1, at, cells, core, persons, true))
    }

    /// Whether what follows shows a word to be an article: `die [für den Abend] geplante Rede`, `die beiden`.
    fn is_article(&self, at: usize) -> bool {
        let frame = Frame { cells: Cells::ALL, weak: true, determined: true };
        match self.word(at + 1) {
            Some(next) if next.pos == Pos::Adp => self.embedded(at + 1, &frame, 0).is_some(),
            Some(next) if matches!(next.pos, Pos::Det | Pos::Pron) => {
                next.entry.is_some_and(|entry| {
                    entry.kinds.any(Kinds::STRONG)
                        || entry.kinds.any(Kinds::DETERMINER)
                            && entry.kinds.any(Kinds::PRONOUN)
                            && !entry.kinds.any(Kinds::BARE)
                }) && !self.opens(at)
            }
            _ => false,
        }
    }

    /// Whether a relative pronoun stands where a clause begins: after a comma, maybe with a preposition between.
    fn opens(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.word(at));
        let starts = |word: Option<&Word<'_>>| {
            word.is_some_and(|word| word.text == "," || word.is(Kinds::COORDINATOR) || word.pos == Pos::Punct)
        };
        starts(before(1)) || before(1).is_some_and(|word| word.pos == Pos::Adp) && starts(before(2))
    }

    fn agrees_with_next(&self, at: usize, cells: Cells) -> bool {
        self.nominal_follows(at + 1)
            && self.words[at + 1..]
                .iter()
                .take(4)
                .find(|word| word.is_nominal())
                .is_some_and(|noun| noun.pos == Pos::Noun && (noun.cells.meets(cells) || cells.is_empty()))
    }
}
