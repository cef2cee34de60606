//! Finds the phrases of a sentence from left to right.

use crate::language::cells::Cells;
use crate::language::lexicon::{Kinds, Lexicon, Order};
use crate::language::model::Pos;
use crate::language::morph::VerbForm;
use crate::language::word::Word;

use super::{Core, Draft};

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

/// How far the rules look for the end of a clause.
const LOOK_AHEAD: usize = 40;

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
pub(super) const DETERMINERS: Kinds = Kinds::ARTICLE.or(Kinds::DETERMINER).or(Kinds::BARE).or(Kinds::STRONG);

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
        let conjunction = first.is(Kinds::SUBORDINATOR) && self.opens_clause(start);
        if conjunction || first.is(Kinds::INFINITIVE_OPENER) && self.infinitive_ahead(start + 1) {
            return None;
        }
        let preposition = first.pos == Pos::Adp && first.is(Kinds::PREPOSITION.or(Kinds::CONTRACTION));
        if !compares && (!preposition || first.is(Kinds::COMPARISON)) {
            let mut draft = self.noun_phrase(start, Cells::ALL, false, depth)?;
            self.postposition(&mut draft);
            return Some(draft);
        }
        if self.is_verb_particle(start) {
            return None;
        }
        // `bis zum Abend`, `von vor dem Haus`: the last preposition governs, the first one gives the meaning.
        let mut at = start;
        let mut governing = first;
        while let Some(next) = self.word(at + 1) {
            if next.pos == Pos::Adp
                && next.is(Kinds::PREPOSITION.or(Kinds::CONTRACTION))
                && at < start + 2
                && !self.is(at, Kinds::PARTICLE)
            {
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

    /// The words from a place up to the next mark.
    fn until_mark(&self, at: usize) -> &[Word<'a>] {
        let rest = &self.words[at.min(self.words.len())..];
        let end = rest.iter().take(LOOK_AHEAD).position(|word| word.pos == Pos::Punct);
        &rest[..end.unwrap_or(rest.len().min(LOOK_AHEAD))]
    }

    /// `Als die Polizei eintraf,`: the words up to the next mark end in a finite verb, so that this is no comparison.
    fn opens_clause(&self, at: usize) -> bool {
        let begins = at.checked_sub(1).is_none_or(|before| self.pos(before) == Some(Pos::Punct));
        let last = self.until_mark(at + 1).last();
        begins && last.is_some_and(|word| matches!(word.pos, Pos::Verb | Pos::Aux) && word.can_be_finite())
    }

    /// `um den Vertrag zu unterschreiben`: a marked infinitive before the next mark.
    fn infinitive_ahead(&self, at: usize) -> bool {
        let words = self.until_mark(at);
        words.iter().enumerate().any(|(index, word)| {
            let marker = index > 0 && words[index - 1].is(Kinds::INFINITIVE_MARKER);
            matches!(word.pos, Pos::Verb | Pos::Aux)
                && (word.is_marked_infinitive() || marker && word.can_be_infinitive())
        })
    }

    /// `called off the talks`: the particle of the verb before it.
    fn is_verb_particle(&self, at: usize) -> bool {
        let Some(verb) = at.checked_sub(1).and_then(|before| self.word(before)) else { return false };
        let word = &self.words[at];
        word.is(Kinds::PARTICLE)
            && verb.verb.iter().any(|reading| {
                let lemma = self.lexicon.verbs.lemma(&verb.text.to_lowercase(), reading);
                let joined = self.lexicon.verbs.with_particle(&word.text.to_lowercase(), &lemma);
                self.lexicon.verbs.knows_particle_verb(&joined)
            })
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
        let draft = self.core(start, at, frame);
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

    /// Whether the words from here on are a noun, maybe with attributes before it.
    pub(super) fn nominal_follows(&self, at: usize) -> bool {
        self.words[at.min(self.words.len())..].iter().take(4).find_map(|word| match word.pos {
            Pos::Noun | Pos::Propn => Some(true),
            Pos::Adj | Pos::Num => None,
            Pos::Adv if word.is(Kinds::DEGREE.or(Kinds::APPROXIMATOR)) => None,
            _ => Some(false),
        }) == Some(true)
            // `die sofort eingeleitete Fahndung`
            || self.pos(at) == Some(Pos::Adv) && self.pos(at + 1) == Some(Pos::Adj) && self.nominal_follows(at + 1)
    }

    /// Words that widen a number (`rund`, `mehr als`, `bis zu`), if a number follows them.
    pub(super) fn before_number(&self, start: usize) -> usize {
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
                Pos::Adv | Pos::Adj | Pos::Part
                    if !word.is(Kinds::GENITIVE_MARK) && self.adjective_follows(at + 1, frame) =>
                {
                    at += 1;
                }
                Pos::Cconj | Pos::Punct
                    if (word.is(Kinds::COORDINATOR) || word.text == ",")
                        && at > start
                        && self.pos(at - 1) == Some(Pos::Adj)
                        && self.adjective_follows(at + 1, frame) =>
                {
                    at += 1;
                }
                // `the convicted man`
                Pos::Verb
                    if self.lexicon.grammar.order == Order::Fixed
                        && frame.determined
                        && matches!(word.form, Some(VerbForm::Participle | VerbForm::PresentParticiple))
                        && self.nominal_follows(at + 1) =>
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
    pub(super) fn embedded(&self, start: usize, frame: &Frame, depth: usize) -> Option<usize> {
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
        if grammar.order == Order::Fixed {
            return Some(Cells::ALL);
        }
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
        let stem = self.lexicon.grammar.adjective_lemma(&adjective.text.to_lowercase(), true, |_| false);
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
        conjunct: None,
    }
}
