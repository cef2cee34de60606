//! How clauses hang together: what depends on what, what shares its subject, what a relative pronoun means.

use crate::language::cells::Cells;
use crate::language::lexicon::{Inflection, Kinds};
use crate::language::model::ClauseKind;
use crate::language::morph::Mood;
use crate::language::phrase::{Core, Draft};

use super::pieces::Boundary;
use super::second::{Joint, Reader};

impl Reader<'_, '_, '_> {
    /// How a new main clause hangs together with the clauses before it.
    pub(super) fn relate(
        &mut self,
        id: usize,
        before: Option<usize>,
        verb_first: bool,
        joint: Joint,
        range: (usize, usize, usize),
    ) {
        self.found[id].parent = None;
        let Some(before) = before else { return };
        let (start, finite, end) = range;
        match joint {
            Joint::Mark(Boundary::Comma | Boundary::Stop | Boundary::Dash | Boundary::Close)
                if verb_first =>
            {
                // `…, sagte er`; `Als er kam, ging sie`: what stands before is part of this clause. Without a
                // subject it is a list of verbs: `Er kam, sah …`.
                let top = self.top(before);
                let has_subject = self.may_have_subject(start, finite, end, |_| true);
                if self.found[top].kind == ClauseKind::Main && !has_subject {
                    self.found[id].shares = Some(top);
                } else if self.found[top].parent.is_none() && top != id {
                    self.found[top].parent = Some(id);
                }
            }
            Joint::Mark(Boundary::Comma) if self.is_reported(finite) => {
                self.found[id].parent = Some(self.top(before))
            }
            Joint::Mark(Boundary::Colon) if self.found[before].finite.is_some() => {
                self.found[id].parent = Some(before);
            }
            Joint::Coordinator { .. } if !self.has_subject(start, finite, end) => {
                let top = self.main_above(before);
                self.found[id].shares = top;
                self.found[id].parent = top.and_then(|top| self.found[top].parent);
            }
            Joint::Coordinator { .. } => {
                let reported = self.is_reported(finite);
                let parent = self.main_above(before).and_then(|top| self.found[top].parent);
                self.found[id].parent = parent.filter(|_| reported);
            }
            Joint::Mark(_) => {}
        }
    }

    /// A clause before that still waits for its finite verb, if this stretch may bring it.
    pub(super) fn unfinished(
        &mut self,
        finite: usize,
        end: usize,
        verb_first: bool,
        joint: Joint,
    ) -> Option<usize> {
        let &id = self.waiting.last()?;
        let main = self.found[id].kind == ClauseKind::Main;
        let fits = match joint {
            Joint::Mark(Boundary::Start | Boundary::Stop | Boundary::Colon | Boundary::Open) => false,
            Joint::Mark(Boundary::Dash) => verb_first,
            Joint::Mark(Boundary::Close) => true,
            // Words for the front field only: one that has a participle is a headline.
            Joint::Mark(Boundary::Comma) | Joint::Coordinator { .. } if main => {
                verb_first || !self.found[id].tokens.iter().any(|at| self.is_nonfinite(usize::from(*at)))
            }
            Joint::Mark(Boundary::Comma) | Joint::Coordinator { .. } => {
                (finite + 1..end).all(|at| self.sight.is_verb(at) || self.sight.is_mark(at)) || !verb_first
            }
        };
        fits.then(|| self.waiting.pop()).flatten()
    }

    /// The dependent clause that a coordinated stretch goes on with: its verb is last, too.
    pub(super) fn coordinated_dependent(&self, finite: usize, end: usize, after_mark: bool) -> Option<usize> {
        let last = self.last?;
        let dependent = matches!(self.found[last].kind, ClauseKind::Subordinate | ClauseKind::Relative);
        let verb_last = (finite + 1..end).all(|at| self.sight.is_verb(at) || self.sight.is_mark(at));
        (dependent && verb_last && !after_mark).then_some(last)
    }

    /// Where words after a closed dependent clause belong: to the clause around it.
    pub(super) fn enclosing(&self, last: usize) -> usize {
        match (self.found[last].kind, self.found[last].parent) {
            (ClauseKind::Subordinate | ClauseKind::Relative | ClauseKind::Infinitive, Some(parent)) => parent,
            _ => last,
        }
    }

    /// The outermost clause that a clause depends on.
    pub(super) fn top(&self, mut id: usize) -> usize {
        for _ in 0..self.found.len() {
            match self.found[id].parent {
                Some(parent) => id = parent,
                None => break,
            }
        }
        id
    }

    /// The nearest main clause at or above a clause.
    pub(super) fn main_above(&self, mut id: usize) -> Option<usize> {
        for _ in 0..self.found.len() {
            if self.found[id].kind == ClauseKind::Main {
                return Some(id);
            }
            id = self.found[id].parent?;
        }
        None
    }

    /// The phrase that a relative pronoun means: the nearest one before it that agrees in gender and number.
    pub(super) fn antecedent(&self, start: usize, at: usize) -> Option<usize> {
        let word = &self.sight.words[at];
        let wanted = self.sight.phrase(at).map_or(Cells::ALL, |id| {
            let cells = if word.is(Kinds::POSSESSOR) { word.cells } else { self.drafts[id].cells };
            columns(cells)
        });
        let mut tried = 0;
        let before = self.drafts.partition_point(|draft| usize::from(draft.end) <= start);
        for id in (0..before).rev() {
            let draft = &self.drafts[id];
            if matches!(draft.core, Core::Opener | Core::Reflexive) {
                continue;
            }
            tried += 1;
            if tried > 4 {
                break;
            }
            if columns(draft.cells).meets(wanted) {
                return Some(id);
            }
        }
        None
    }

    /// Whether the stretch has a subject of its own: before the verb, or behind it where something else stands before
    /// it. Behind a verb that comes first only a nominative that shows counts (`und lehnte den Plan ab`).
    pub(super) fn has_subject(&self, start: usize, finite: usize, end: usize) -> bool {
        let verb_first = self.first_word(start, end) == finite;
        self.may_have_subject(start, finite, end, |draft| !verb_first || draft.must(Cells::NOMINATIVE))
    }

    /// Whether a phrase of the stretch, of those that fit, can be the finite verb's subject.
    pub(super) fn may_have_subject(
        &self,
        start: usize,
        finite: usize,
        end: usize,
        fits: impl Fn(&Draft) -> bool,
    ) -> bool {
        let persons = self.sight.words[finite].persons();
        let from = self.drafts.partition_point(|draft| usize::from(draft.start) < start);
        self.drafts[from..].iter().take_while(|draft| usize::from(draft.start) < end).any(|draft| {
            draft.preposition.is_none()
                && draft.parent.is_none()
                && !matches!(draft.core, Core::Reflexive | Core::Time)
                && draft.may(Cells::NOMINATIVE)
                && draft.agreement() & persons != 0
                && fits(draft)
        })
    }

    pub(super) fn is_reported(&self, finite: usize) -> bool {
        self.sight.words[finite].verb.iter().any(|reading| {
            matches!(reading.inflection, Inflection::Finite { mood: Mood::Reported | Mood::Unreal, persons, .. }
                if persons & 0b100_100 != 0)
        })
    }
}

/// The genders and numbers of a set of cells, in every case.
fn columns(cells: Cells) -> Cells {
    let mut columns = Cells::NONE;
    for column in ["m", "f", "n", "p"] {
        let all = Cells::columns(column);
        if cells.meets(all) {
            columns = columns.or(all);
        }
    }
    columns
}
