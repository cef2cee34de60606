//! Who does what in languages where the place of a phrase tells: the subject stands before the verb, objects behind it.

use crate::language::cells::Cells;
use crate::language::model::{Argument, ClauseKind, Role};
use crate::language::phrase::Core;

use super::roles::Scene;

impl Scene<'_> {
    /// Gives the open phrases of a clause their roles; whether it is passive, and whether a mark stands before its finite
    /// verb, so that something was put in behind the subject, and
    /// whether a subject behind the verb would be seen there.
    pub(super) fn by_place(
        &self,
        kind: ClauseKind,
        shared: Option<Argument>,
        (passive, apart, shown): (bool, bool, bool),
        arguments: &mut Vec<Argument>,
    ) {
        let Some(complex) = self.complex else { return };
        let verb = self.finite.unwrap_or(complex.verb.main);
        let main = complex.verb.main;
        let before: Vec<usize> =
            self.open.iter().copied().filter(|id| self.drafts[*id].end <= verb).collect();
        let subject = match kind {
            ClauseKind::Infinitive => None,
            _ if self.finite.is_none() => before.last().map(|id| (*id, before.len() == 1)),
            _ => self
                .inverted(&before, verb, main)
                .or_else(|| self.subject_by_place(&before, apart, (verb, main), complex.persons, shown)),
        };
        match (subject, shared) {
            (Some((phrase, sure)), _) => arguments.push(Argument { phrase, role: Role::Subject, sure }),
            (None, Some(shared)) => arguments.push(Argument { sure: false, ..shared }),
            (None, None) => {}
        }
        let taken = subject.map(|(id, _)| id);
        let behind: Vec<usize> =
            self.open.iter().copied().filter(|id| Some(*id) != taken && !before.contains(id)).collect();
        for id in before.into_iter().filter(|id| Some(*id) != taken) {
            // `whom she met`, `the man she met`: in front of the subject stands the object.
            let object = self.drafts[id].core == Core::Opener;
            let role = if object { Role::Object } else { Role::Adverbial };
            arguments.push(Argument { phrase: id, role, sure: object && behind.is_empty() });
        }
        for (index, &id) in behind.iter().enumerate() {
            let more = index + 1 < behind.len();
            let touches = more && self.drafts[behind[index + 1]].start == self.drafts[id].end;
            let (role, sure) = match (index, touches) {
                _ if complex.copula => (Role::Predicative, index == 0),
                (0, true) if !passive => (Role::IndirectObject, false),
                (0, _) => (Role::Object, !passive),
                (1, _) => (Role::Object, false),
                _ => (Role::Adverbial, false),
            };
            arguments.push(Argument { phrase: id, role, sure });
        }
    }

    /// `what did she say`: with a question word in front, the phrase between auxiliary and main verb.
    fn inverted(&self, before: &[usize], verb: u16, main: u16) -> Option<(usize, bool)> {
        let question = before.last().is_some_and(|id| self.drafts[*id].core == Core::Opener);
        let between = |id: &usize| self.drafts[*id].start == verb + 1 && self.drafts[*id].end <= main;
        self.open.iter().copied().find(between).filter(|_| question).map(|id| (id, true))
    }

    /// The phrase nearest before the verb that agrees with it, or the one behind an inverted verb.
    fn subject_by_place(
        &self,
        before: &[usize],
        apart: bool,
        (verb, main): (u16, u16),
        persons: u8,
        shown: bool,
    ) -> Option<(usize, bool)> {
        let agrees = |id: &usize| {
            let draft = &self.drafts[*id];
            draft.may(Cells::NOMINATIVE) && draft.agreement() & persons != 0
        };
        // `Smith, 58, said`: behind something put in, the first phrase is the subject.
        if let Some(first) = before.first().filter(|id| apart && agrees(id)) {
            return Some((*first, true));
        }
        if let Some(&nearest) = before.last() {
            if agrees(&nearest) {
                return Some((nearest, true));
            }
            return before
                .iter()
                .rev()
                .copied()
                .find(|id| agrees(id))
                .or(Some(nearest))
                .map(|id| (id, false));
        }
        if !shown {
            return None;
        }
        // `said Smith`, `is he coming`: behind the finite verb, before the main one if there is another.
        let behind = self.open.iter().copied().find(|id| {
            let draft = &self.drafts[*id];
            draft.start > verb && (main == verb || draft.end <= main || self.open.len() == 1)
        });
        behind.filter(|id| agrees(id)).map(|id| (id, true))
    }
}
