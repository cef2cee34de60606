//! Finds the phrases of a sentence from left to right.

use crate::language::cells::Cells;
use crate::language::lexicon::{Kinds, Lexicon};
use crate::language::model::Pos;
use crate::language::word::Word;

use super::{Core, Draft, THIRD};

/// Every phrase of a sentence, in order, not yet joined to one another.
pub fn chunk(words: &[Word<'_>], lexicon: &Lexicon) -> Vec<Draft> {
    let chunker = Chunker { words, lexicon };
    let mut drafts = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match chunker.phrase(at, 0) {
            Some(draft) => {
                at = usize::from(draft.end).max(at + 1);
                drafts.push(draft);
            }
            None => at += 1,
        }
    }
    drafts
}

/// How deep attributes may nest (`die für den im Mai geplanten Gipfel gebuchten Zimmer`).
const DEPTH: usize = 2;

/// How the determiner or its absence shapes what follows.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) cells: Cells,
    pub(super) weak: bool,
    pub(super) determined: bool,
}

pub(super) struct Chunker<'s, 'a> {
    pub(super) words: &'s [Word<'a>],
    pub(super) lexicon: &'a Lexicon,
}

/// Determiners of every sort.
const DETERMINERS: Kinds = Kinds::ARTICLE.or(Kinds::DETERMINER).or(Kinds::BARE).or(Kinds::STRONG);

impl<'a> Chunker<'_, 'a> {
    pub(super) fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    fn is(&self, at: usize, kinds: Kinds) -> bool {
        self.word(at).is_some_and(|word| word.is(kinds))
    }

    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        self.word(at).map(|word| word.pos)
    }

    /// The phrase that begins at a word, if one does.
    fn phrase(&self, start: usize, depth: usize) -> Option<Draft> {
        let first = self.word(start)?;
        let compares = first.is(Kinds::COMPARISON) && first.pos != Pos::Sconj;
        if !compares && (first.pos != Pos::Adp || !first.is(Kinds::PREPOSITION.or(Kinds::CONTRACTION))) {
            let mut draft = self.noun_phrase(start, Cells::ALL, false, depth)?;
            self.postposition(&mut draft);
            return Some(draft);
        }
        // `bis zum Abend`, `von vor dem Haus`: the last preposition governs, the first one gives the meaning.
        let mut at = start;
        let mut governing = first;
        while let Some(next) = self.word(at + 1) {
            if next.pos == Pos::Adp && next.is(Kinds::PREPOSITION.or(Kinds::CONTRACTION)) && at < start + 2 {
                at += 1;
                governing = next;
            } else {
                break;
            }
        }
        let governs = governing.entry.map(|entry| entry.cells).filter(|cells| !cells.is_empty());
        let governed = governs.unwrap_or(Cells::ALL);
        let melted = governing.is(Kinds::CONTRACTION);
        let mut draft = self.noun_phrase(at + 1, governed, melted, depth)?;
        draft.preposition = Some(index(start));
        draft.start = index(start);
        if !draft.cells.and(governed).is_empty() {
            draft.cells = draft.cells.and(governed);
        }
        Some(draft)
    }

    /// `den Angaben zufolge`: the preposition behind the phrase.
    fn postposition(&self, draft: &mut Draft) {
        let at = usize::from(draft.end);
        let Some(word) = self.word(at) else { return };
        let Some(entry) = word.entry else { return };
        let cells = draft.cells.and(entry.cells);
        // One that also stands before phrases counts only where no other phrase follows.
        let free =
            !word.is(Kinds::PREPOSITION) || self.noun_phrase(at + 1, Cells::ALL, false, DEPTH).is_none();
        if word.pos == Pos::Adp && word.is(Kinds::POSTPOSITION) && !cells.is_empty() && free {
            draft.preposition = Some(index(at));
            draft.end = index(at + 1);
            draft.cells = cells;
        }
    }

    fn noun_phrase(&self, start: usize, governed: Cells, melted: bool, depth: usize) -> Option<Draft> {
        if !melted && let Some(pronoun) = self.pronoun(start, governed) {
            return Some(pronoun);
        }
        let mut at = start;
        let opener = self.is(at, Kinds::POSSESSOR) && matches!(self.pos(at), Some(Pos::Det | Pos::Pron));
        let mut frame = Frame { cells: governed, weak: melted, determined: melted };
        at = self.before_number(at);
        if opener {
            at += 1;
        } else if !melted {
            at = self.determiner(at, &mut frame);
        }
        let after_determiner = at;
        at = self.attributes(at, &mut frame, depth)?;
        let draft = self.core(start, at, frame, depth);
        let mut draft = match draft {
            Some(draft) => draft,
            // `die anderen`, `der Grüne`, `beide`, `zwei`: no noun follows.
            None => self.without_noun(start, after_determiner, at, frame)?,
        };
        if opener {
            draft.core = Core::Opener;
        }
        Some(draft)
    }

    fn pronoun(&self, at: usize, governed: Cells) -> Option<Draft> {
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
        let any = Kinds::PERSONAL.or(Kinds::PRONOUN).or(Kinds::REFLEXIVE).or(Kinds::DEMONSTRATIVE);
        if !stands_alone || !kinds.any(any.or(Kinds::RELATIVE).or(Kinds::INTERROGATIVE)) {
            return None;
        }
        // A demonstrative that the tagger took for a pronoun before a noun it agrees with is a determiner.
        let relative = word.pos == Pos::Pron && kinds.any(Kinds::RELATIVE) && self.opens(at);
        if kinds.any(DETERMINERS)
            && !kinds.any(Kinds::PERSONAL)
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

    /// Whether a relative pronoun stands where a clause begins: after a comma, maybe with a preposition between.
    fn opens(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.word(at));
        let starts = |word: Option<&Word<'_>>| {
            word.is_some_and(|word| word.text == "," || word.is(Kinds::COORDINATOR) || word.pos == Pos::Punct)
        };
        starts(before(1)) || before(1).is_some_and(|word| word.pos == Pos::Adp) && starts(before(2))
    }

    /// Whether the words from here on are a noun, maybe with attributes before it.
    fn nominal_follows(&self, at: usize) -> bool {
        self.words[at.min(self.words.len())..].iter().take(4).find_map(|word| match word.pos {
            Pos::Noun | Pos::Propn => Some(true),
            Pos::Adj | Pos::Num => None,
            Pos::Adv if word.is(Kinds::DEGREE.or(Kinds::APPROXIMATOR)) => None,
            _ => Some(false),
        }) == Some(true)
    }

    fn agrees_with_next(&self, at: usize, cells: Cells) -> bool {
        self.nominal_follows(at + 1)
            && self.words[at + 1..]
                .iter()
                .take(4)
                .find(|word| word.is_nominal())
                .is_some_and(|noun| noun.pos == Pos::Noun && (noun.cells.meets(cells) || cells.is_empty()))
    }

    /// Words that widen a number (`rund`, `mehr als`, `bis zu`), if a number follows them.
    fn before_number(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(word) = self.word(at) {
            let compares = word.is(Kinds::COMPARISON) && at > start;
            let widens =
                word.is(Kinds::APPROXIMATOR) || word.is(Kinds::BARE) && self.is(at + 1, Kinds::COMPARISON);
            match word.pos {
                Pos::Num if at > start => return at,
                _ if (widens || compares) && at < start + 3 => at += 1,
                _ => break,
            }
        }
        start
    }

    fn determiner(&self, start: usize, frame: &mut Frame) -> usize {
        let mut at = start;
        while let Some(word) = self.word(at).filter(|_| at < start + 2) {
            let Some(entry) = word.entry else { break };
            let is_determiner = matches!(word.pos, Pos::Det | Pos::Pron) && entry.kinds.any(DETERMINERS);
            let before = entry.kinds.any(Kinds::PREDETERMINER) && self.pos(at + 1) == Some(Pos::Det);
            if !is_determiner && !before || at > start && !entry.kinds.any(DETERMINERS) {
                break;
            }
            frame.cells = frame.cells.agree(entry.cells);
            frame.determined = true;
            frame.weak = !entry.kinds.any(Kinds::BARE.or(Kinds::STRONG)) || frame.weak && at > start;
            at += 1;
        }
        at
    }

    /// Adjectives, numbers, measures, and whole phrases before a participle.
    fn attributes(&self, start: usize, frame: &mut Frame, depth: usize) -> Option<usize> {
        let mut at = start;
        loop {
            let Some(word) = self.word(at) else { return Some(at) };
            match word.pos {
                Pos::Num => {
                    if let Some(after) = self.measure(at) {
                        at = after;
                    } else {
                        at += 1;
                    }
                }
                Pos::Adj if self.inflected(word, frame).is_some() => {
                    if let Some(cells) =
                        self.inflected(word, frame).filter(|_| self.nominal_after_adjective(at))
                    {
                        frame.cells = frame.cells.agree(cells);
                        frame.determined = true;
                    }
                    at += 1;
                }
                // `sehr gute Noten`, `leicht verletzte Fahrer`, `wirtschaftliche und soziale Fragen`.
                Pos::Adv | Pos::Adj | Pos::Part if self.adjective_follows(at + 1, frame) => at += 1,
                Pos::Cconj | Pos::Punct
                    if (word.is(Kinds::COORDINATOR) || word.text == ",")
                        && at > start
                        && self.pos(at - 1) == Some(Pos::Adj)
                        && self.adjective_follows(at + 1, frame) =>
                {
                    at += 1;
                }
                Pos::Adp if frame.determined && at == start && depth < DEPTH => {
                    match self.embedded(at, frame, depth) {
                        Some(after) => at = after,
                        None => return Some(at),
                    }
                }
                _ => return Some(at),
            }
        }
    }

    /// `die [für den Nachmittag] angesetzte Konferenz`: where the attribute before the participle ends.
    fn embedded(&self, start: usize, frame: &Frame, depth: usize) -> Option<usize> {
        let mut at = start;
        for _ in 0..3 {
            let inner = self.phrase(at, depth + 1).filter(|inner| inner.preposition.is_some())?;
            at = usize::from(inner.end);
            while self.pos(at) == Some(Pos::Adv) {
                at += 1;
            }
            if self.word(at).is_some_and(|word| word.pos == Pos::Adj && self.inflected(word, frame).is_some())
                && self.nominal_follows(at)
            {
                return Some(at);
            }
        }
        None
    }

    /// The cells of an adjective's ending after this determiner.
    pub(super) fn inflected(&self, word: &Word<'_>, frame: &Frame) -> Option<Cells> {
        let grammar = &self.lexicon.grammar;
        let endings = if frame.weak { &grammar.weak } else { &grammar.strong };
        endings.cells(word.text).or_else(|| word.text.contains('.').then_some(Cells::ALL))
    }

    fn nominal_after_adjective(&self, at: usize) -> bool {
        self.words[(at + 1).min(self.words.len())..]
            .iter()
            .take(6)
            .find(|word| !matches!(word.pos, Pos::Adj | Pos::Num | Pos::Adv | Pos::Cconj) && word.text != ",")
            .is_some_and(Word::is_nominal)
    }

    fn adjective_follows(&self, at: usize, frame: &Frame) -> bool {
        let mut next = at;
        while self.pos(next) == Some(Pos::Adv) && next < at + 2 {
            next += 1;
        }
        self.word(next).is_some_and(|word| word.pos == Pos::Adj && self.inflected(word, frame).is_some())
            && self.nominal_follows(next)
    }

    /// `48 Jahre alte`, `drei Meter hohe`: where number, noun and adjective of measure end, before a noun.
    fn measure(&self, at: usize) -> Option<usize> {
        let noun = self.word(at + 1).filter(|word| word.pos == Pos::Noun && (word.time || word.measure))?;
        let adjective = self.word(at + 2).filter(|word| word.pos == Pos::Adj)?;
        let stem = self.lexicon.grammar.adjective_lemma(&adjective.text.to_lowercase());
        let fits = self.lexicon.grammar.measure_adjectives.contains(&stem) && !noun.text.is_empty();
        (fits && self.nominal_follows(at + 3)).then_some(at + 2)
    }
}

fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

pub(super) fn draft(
    start: usize,
    end: usize,
    head: usize,
    cells: Cells,
    core: Core,
    persons: u8,
    determined: bool,
) -> Draft {
    Draft {
        preposition: None,
        start: index(start),
        end: index(end),
        head: index(head),
        cells,
        persons,
        core,
        determined,
        parent: None,
        conjuncts: Vec::new(),
        conjunct: false,
    }
}
