//! Clauses of languages whose finite verb stands second in main clauses and last in dependent ones.

use crate::language::lexicon::Kinds;
use crate::language::model::{ClauseKind, Pos};
use crate::language::phrase::Draft;

use super::Outline;
use super::pieces::{Boundary, LONGEST, Piece, pieces, trimmed};
use super::sight::{Opener, Sight, Strength, is_quotation};

/// The clauses of a sentence, not yet sorted.
pub fn outlines(sight: &Sight<'_, '_>, drafts: &[Draft]) -> Vec<Outline> {
    let mut reader = Reader { sight, drafts, found: Vec::new(), last: None, waiting: Vec::new() };
    for piece in pieces(sight) {
        reader.piece(trimmed(piece, sight));
    }
    reader.finish()
}

pub(super) struct Reader<'s, 'w, 'a> {
    pub(super) sight: &'s Sight<'w, 'a>,
    pub(super) drafts: &'s [Draft],
    pub(super) found: Vec<Outline>,
    /// The clause that was read last.
    pub(super) last: Option<usize>,
    /// Clauses that have no finite verb yet.
    pub(super) waiting: Vec<usize>,
}

/// How a stretch of words is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A mark.
    Mark(Boundary),
    /// A coordinating conjunction; whether a mark stands before that.
    Coordinator { after_mark: bool },
}

/// What the words before a conjunction have.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    finite: bool,
    nonfinite: bool,
    infinitive: bool,
}

impl Reader<'_, '_, '_> {
    /// Reads a piece: cuts it at the conjunctions that join clauses and reads each stretch.
    fn piece(&mut self, piece: Piece) {
        if piece.boundary == Boundary::Open {
            return self.bracket(piece);
        }
        let mut start = piece.start;
        let mut joint = Joint::Mark(piece.boundary);
        if start < piece.end && self.sight.is_coordinator(start) && piece.boundary != Boundary::Start {
            joint = Joint::Coordinator { after_mark: true };
            start += 1;
        }
        let mut left = self.left(start, joint);
        let first = start;
        for at in first..piece.end {
            if at > start && self.sight.is_coordinator(at) && self.joins_clauses(left, at, piece.end) {
                self.stretch(start, at, joint);
                joint = Joint::Coordinator { after_mark: false };
                start = at + 1;
                left = self.left(start, joint);
            } else {
                left.finite |= self.sight.strength(at) >= Strength::Likely;
                left.nonfinite |= self.is_nonfinite(at);
                left.infinitive |= self.sight.marked_infinitive(at);
            }
        }
        if start < piece.end {
            self.stretch(start, piece.end, joint);
        }
    }

    /// A piece in brackets is a clause of its own that nothing else hangs on.
    fn bracket(&mut self, piece: Piece) {
        let (last, waiting) = (self.last, std::mem::take(&mut self.waiting));
        self.stretch(piece.start, piece.end, Joint::Mark(Boundary::Stop));
        (self.last, self.waiting) = (last, waiting);
    }

    /// What the clause has that a stretch would go on with if it has no finite verb of its own.
    fn left(&self, start: usize, joint: Joint) -> Left {
        let goes_on = !matches!(
            joint,
            Joint::Mark(Boundary::Start | Boundary::Stop | Boundary::Colon | Boundary::Dash)
        );
        let id = self.waiting.last().copied().or(self.last).filter(|_| goes_on);
        let Some(id) = id else { return Left::default() };
        let outline = &self.found[self.enclosing(id)];
        // A dependent clause that begins here has its own verb.
        if self.sight.words.get(start).is_some_and(|word| word.is(Kinds::SUBORDINATOR.or(Kinds::RELATIVE))) {
            return Left::default();
        }
        let own = |at: &u16| Some(*at) != outline.finite && self.is_nonfinite(usize::from(*at));
        Left {
            finite: outline.finite.is_some(),
            nonfinite: outline.finite.is_some() && outline.tokens.iter().any(own),
            infinitive: outline.kind == ClauseKind::Infinitive,
        }
    }

    /// Whether the conjunction at a place begins a new clause, the words before it having `left`.
    fn joins_clauses(&self, left: Left, at: usize, end: usize) -> bool {
        let next = (at + 1..end).find(|at| self.sight.is_coordinator(*at)).unwrap_or(end);
        if !left.finite {
            // `um A zu tun und B zu lassen`
            return left.infinitive && (at + 1..next).any(|at| self.sight.marked_infinitive(at));
        }
        self.sight.opener(at + 1, next, self.drafts).is_some()
            || self.finite(at + 1, next, Strength::Likely).is_some()
            // `hat A getan und B gelassen`: the same sort of verb form at the end of both.
            || left.nonfinite && self.ends_nonfinite(at + 1, next)
    }

    /// The first word of a range that is a finite verb at least this plainly.
    fn finite(&self, start: usize, end: usize, least: Strength) -> Option<usize> {
        (start..end).find(|at| self.sight.strength(*at) >= least)
    }

    pub(super) fn is_nonfinite(&self, at: usize) -> bool {
        let word = &self.sight.words[at];
        self.sight.is_verb(at) && (word.can_be_participle() || word.can_be_infinitive())
    }

    fn ends_nonfinite(&self, start: usize, end: usize) -> bool {
        let last = (start..end).rev().find(|at| !self.sight.is_mark(*at));
        last.is_some_and(|at| self.is_nonfinite(at))
    }

    fn ends_marked(&self, start: usize, end: usize) -> bool {
        let last = (start..end).rev().find(|at| !self.sight.is_mark(*at));
        last.is_some_and(|at| self.sight.marked_infinitive(at))
    }

    /// Reads words between two joints.
    fn stretch(&mut self, start: usize, end: usize, joint: Joint) {
        if start >= end {
            return;
        }
        if matches!(joint, Joint::Mark(Boundary::Start | Boundary::Stop | Boundary::Colon)) {
            self.waiting.clear();
        }
        match self.sight.opener(start, end, self.drafts) {
            Some((Opener::Infinitive, at)) => {
                self.open(ClauseKind::Infinitive, start, end, Some(at), joint);
            }
            Some((opener, at)) if self.is_dependent(opener, at, start, end, joint) => {
                self.dependent(opener, at, start, end, joint);
            }
            _ => self.plain(start, end, joint),
        }
    }

    /// Whether words with an opener are a dependent clause: the finite verb is last, not second.
    fn is_dependent(&self, opener: Opener, at: usize, start: usize, end: usize, joint: Joint) -> bool {
        let first = self.finite(start, end, Strength::Likely);
        match opener {
            Opener::Conjunction => {
                let compares = self.sight.words[at].is(Kinds::COMPARISON);
                first.is_some() || !compares
            }
            Opener::Relative if joint == Joint::Mark(Boundary::Start) => false,
            Opener::Relative => true,
            Opener::Question => {
                let Some(finite) = first.or_else(|| self.finite(start, end, Strength::Weak)) else {
                    return false;
                };
                let opening = self.sight.phrase(at).map_or(at + 1, |id| usize::from(self.drafts[id].end));
                // `Wer kommt?` is a question; `Wer kommt, gewinnt` is not: there the next piece begins with a verb.
                let second = finite == opening;
                let last = (finite + 1..end).all(|at| self.sight.is_verb(at) || self.sight.is_mark(at));
                let verb_next = self.sight.strength(end + 1) >= Strength::Likely;
                if second {
                    last && (verb_next || joint != Joint::Mark(Boundary::Start))
                } else {
                    last || joint != Joint::Mark(Boundary::Start)
                }
            }
            Opener::Infinitive => false,
        }
    }

    fn dependent(&mut self, opener: Opener, at: usize, start: usize, end: usize, joint: Joint) {
        let adverb = self.sight.phrase(at).is_none();
        let antecedent = match opener {
            Opener::Relative => self.antecedent(start, at),
            Opener::Question if adverb => self.antecedent(start, at),
            _ => None,
        };
        let kind = match opener {
            Opener::Relative => ClauseKind::Relative,
            Opener::Question if antecedent.is_some() && self.sight.words[at].is(Kinds::RELATIVE_ADVERB) => {
                ClauseKind::Relative
            }
            _ => ClauseKind::Subordinate,
        };
        let finite = self.last_finite(start, end);
        let cut = finite.and_then(|finite| self.second_finite(finite, end));
        let id = self.open(kind, start, cut.unwrap_or(end), Some(at), joint);
        self.found[id].antecedent = if kind == ClauseKind::Relative { antecedent } else { None };
        match finite {
            Some(finite) => self.set_finite(id, finite),
            None => self.waiting.push(id),
        }
        if let Some(cut) = cut {
            self.plain(cut, end, Joint::Mark(Boundary::Comma));
        }
    }

    /// The finite verb of a verb-last clause.
    fn last_finite(&self, start: usize, end: usize) -> Option<usize> {
        self.finite(start, end, Strength::Likely)
            .or_else(|| (start..end).rev().find(|at| self.sight.strength(*at) >= Strength::Weak))
    }

    /// Where a main clause begins behind a dependent one that no comma closes: at the next plain finite verb.
    fn second_finite(&self, first: usize, end: usize) -> Option<usize> {
        let next = (first + 1..end).find(|at| self.sight.strength(*at) == Strength::Sure)?;
        // Verb forms between the two belong to the first verb's cluster.
        (first + 1..end).contains(&next).then_some(next).filter(|next| *next + 1 < end)
    }

    fn plain(&mut self, start: usize, end: usize, joint: Joint) {
        let finite = self.finite(start, end, Strength::Likely);
        let Some(finite) = finite.or_else(|| self.weak_finite(start, end, joint)) else {
            return self.verbless(start, end, joint);
        };
        let first = self.first_word(start, end);
        let verb_first = first == finite;
        if let Some(id) = self.unfinished(finite, end, verb_first, joint) {
            self.extend(id, start, end);
            self.set_finite(
                id,
                if self.found[id].kind == ClauseKind::Main {
                    finite
                } else {
                    self.last_finite(start, end).unwrap_or(finite)
                },
            );
            return;
        }
        if let Joint::Coordinator { after_mark } = joint
            && let Some(id) = self.coordinated_dependent(finite, end, after_mark)
        {
            let previous = self.found[id].clone();
            let new = self.open(previous.kind, start, end, previous.opener.map(usize::from), joint);
            self.found[new].parent = previous.parent;
            self.found[new].antecedent = previous.antecedent;
            self.found[new].shares = (!self.has_subject(start, finite, end)).then_some(id);
            let finite = self.last_finite(start, end).unwrap_or(finite);
            self.set_finite(new, finite);
            return;
        }
        let before = self.last;
        let id = self.open(ClauseKind::Main, start, end, None, joint);
        self.set_finite(id, finite);
        self.relate(id, before, verb_first, joint, (start, finite, end));
    }

    /// A stretch without finite verb: an infinitive clause, a coordinated verb form, or more of a clause.
    fn verbless(&mut self, start: usize, end: usize, joint: Joint) {
        let marked = (start..end).any(|at| self.sight.marked_infinitive(at));
        let Some(last) = self.last else {
            let kind = if self.ends_marked(start, end) { ClauseKind::Infinitive } else { ClauseKind::Main };
            let id = self.open(kind, start, end, None, joint);
            if kind == ClauseKind::Main {
                self.waiting.push(id);
            }
            return;
        };
        if marked
            && matches!(joint, Joint::Mark(Boundary::Comma | Boundary::Close) | Joint::Coordinator { .. })
        {
            let coordinated = matches!(joint, Joint::Coordinator { .. });
            let id = self.open(ClauseKind::Infinitive, start, end, None, joint);
            if coordinated && self.found[last].kind == ClauseKind::Infinitive {
                self.found[id].parent = self.found[last].parent;
                self.found[id].opener = self.found[last].opener;
            }
            return;
        }
        let shared = self.found[last].finite.filter(|_| {
            let own = self.found[last]
                .tokens
                .iter()
                .any(|at| Some(*at) != self.found[last].finite && self.is_nonfinite(usize::from(*at)));
            own && self.ends_nonfinite(start, end)
        });
        match joint {
            Joint::Mark(Boundary::Comma) | Joint::Coordinator { .. } if shared.is_some() => {
                let (kind, parent, opener) =
                    (self.found[last].kind, self.found[last].parent, self.found[last].opener);
                let root = if self.found[last].shares_finite { self.found[last].shares } else { Some(last) };
                let id = self.open(kind, start, end, opener.map(usize::from), joint);
                let new = &mut self.found[id];
                (new.parent, new.finite, new.shares, new.shares_finite) = (parent, shared, root, true);
            }
            Joint::Mark(Boundary::Comma | Boundary::Close) | Joint::Coordinator { .. } => {
                // A headline of two fragments: each has its own participle.
                let fragment = self.found[last].finite.is_none() && self.waiting.contains(&last);
                if fragment && self.ends_nonfinite(start, end) && self.found[last].kind == ClauseKind::Main {
                    let id = self.open(ClauseKind::Main, start, end, None, joint);
                    self.waiting.push(id);
                    return;
                }
                let id = self.waiting.last().copied().unwrap_or_else(|| self.enclosing(last));
                if self.found[id].tokens.len() < LONGEST {
                    self.extend(id, start, end);
                } else {
                    self.waiting.clear();
                    let id = self.open(ClauseKind::Main, start, end, None, joint);
                    self.waiting.push(id);
                }
            }
            Joint::Mark(_) => {
                let id = self.open(ClauseKind::Main, start, end, None, joint);
                self.found[id].parent = None;
                self.waiting.push(id);
            }
        }
    }

    /// A finite verb that the tagger took for something else: only right at the front, or second.
    fn weak_finite(&self, start: usize, end: usize, joint: Joint) -> Option<usize> {
        let at = self.finite(start, end, Strength::Weak)?;
        let first = self.first_word(start, end);
        let second = self.sight.phrase(first).map_or(first + 1, |id| usize::from(self.drafts[id].end));
        let alone = !(start..end).any(|other| other != at && self.sight.is_verb(other));
        let known = self.sight.words[at].finite().is_some_and(|reading| reading.known);
        // At the front a participle or infinitive may open a headline or a shared verb phrase.
        let place = at == second && at + 1 < end
            || at == first && matches!(joint, Joint::Coordinator { .. }) && at + 1 < end;
        (place && alone && known && matches!(self.sight.words[at].pos, Pos::Verb | Pos::Aux)).then_some(at)
    }

    pub(super) fn first_word(&self, start: usize, end: usize) -> usize {
        (start..end).find(|at| !is_quotation(self.sight.words[*at].text)).unwrap_or(start)
    }

    fn open(
        &mut self,
        kind: ClauseKind,
        start: usize,
        end: usize,
        opener: Option<usize>,
        joint: Joint,
    ) -> usize {
        let parent = match (kind, joint, self.last) {
            (ClauseKind::Main, ..) | (_, Joint::Mark(Boundary::Start), _) => None,
            // `dass A und dass B` hang on one clause; so do two relative clauses of one noun.
            (_, Joint::Coordinator { .. }, Some(last)) if self.found[last].kind == kind => {
                self.found[last].parent
            }
            (_, _, last) => last.map(|last| self.waiting.last().copied().unwrap_or(last)),
        };
        let id = self.found.len();
        self.found.push(Outline {
            kind,
            tokens: Vec::new(),
            opener: opener.and_then(|at| u16::try_from(at).ok()),
            parent,
            antecedent: None,
            finite: None,
            shares: None,
            shares_finite: false,
        });
        self.extend(id, start, end);
        self.last = Some(id);
        id
    }

    fn extend(&mut self, id: usize, start: usize, end: usize) {
        let words = (start..end).filter(|at| !self.sight.is_mark(*at));
        let tokens: Vec<u16> = words.filter_map(|at| u16::try_from(at).ok()).collect();
        self.found[id].tokens.extend(tokens);
        self.last = Some(id);
    }

    fn set_finite(&mut self, id: usize, finite: usize) {
        self.found[id].finite = u16::try_from(finite).ok();
        self.waiting.retain(|waiting| *waiting != id);
    }

    /// Clauses without a finite verb are fragments; a sentence has at least one clause if it has words.
    fn finish(mut self) -> Vec<Outline> {
        for outline in &mut self.found {
            if outline.kind == ClauseKind::Main && outline.finite.is_none() {
                outline.kind = ClauseKind::Fragment;
            }
            outline.tokens.sort_unstable();
            outline.tokens.dedup();
        }
        self.found
    }
}
