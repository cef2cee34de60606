//! Who does what: phrases joined by conjunctions, then subject, objects, agent, predicative, obliques, adverbials.

use crate::language::cells::Cells;
use crate::language::lexicon::{Kinds, Lexicon, Order};
use crate::language::model::{Argument, Clause, ClauseKind, Role, Voice};
use crate::language::phrase::{Core, Draft};

use super::Outline;
use super::complex::Complex;
use super::sight::Sight;

/// Joins the phrases of each clause that stand beside each other: `A, B und C`, `A, der Chef von B,`.
pub fn join(outlines: &[Outline], sight: &Sight<'_, '_>, drafts: &mut [Draft]) {
    for outline in outlines {
        let ids = phrases(outline, sight);
        for (index, &second) in ids.iter().enumerate().skip(1) {
            let between = usize::from(drafts[ids[index - 1]].end)..usize::from(drafts[second].start);
            let mut between = between.filter(|at| !sight.words[*at].is(Kinds::FOCUS));
            let (Some(joint), None) = (between.next(), between.next()) else { continue };
            if sight.is_coordinator(joint) || is_correlative(joint, &ids[..index], sight, drafts) {
                coordinate(&ids[..index], second, sight, drafts);
            } else if sight.words[joint].text == "," && closes(sight, &drafts[second]) {
                appose(&ids[..index], second, drafts);
            }
        }
    }
    // A genitive belongs to something; what nothing claims stands in another case if it can.
    for draft in drafts.iter_mut().filter(|draft| draft.parent.is_none() && draft.preposition.is_none()) {
        let other = draft.cells.without(Cells::GENITIVE);
        draft.cells = if other.is_empty() { draft.cells } else { other };
    }
}

/// `weder A noch B`, `sowohl A als auch B`: the second part of a pair that the word before the first announced.
fn is_correlative(joint: usize, before: &[usize], sight: &Sight<'_, '_>, drafts: &[Draft]) -> bool {
    let announced = before.last().and_then(|id| usize::from(drafts[*id].start).checked_sub(1));
    sight.words[joint].is(Kinds::CORRELATIVE)
        && announced.is_some_and(|at| sight.words[at].is(Kinds::CORRELATIVE_OPENER))
}

/// Whether a phrase is followed by a mark or the end, as an apposition is.
fn closes(sight: &Sight<'_, '_>, draft: &Draft) -> bool {
    let mut at = usize::from(draft.end);
    // Genitives and prepositional phrases may follow inside the apposition,
    // and further parts of it.
    while sight.phrase(at).is_some() || sight.is_coordinator(at) {
        at += 1;
    }
    at >= sight.words.len() || sight.is_boundary(at)
}

/// Joins a phrase to the nearest one before it that it goes with, and to the list before that.
fn coordinate(before: &[usize], second: usize, sight: &Sight<'_, '_>, drafts: &mut [Draft]) {
    let mut tried = 0;
    let mut candidate = before.last().copied();
    while let Some(first) = candidate.filter(|_| tried < 4) {
        if fits(&drafts[first], &drafts[second]) {
            let head = list_head(before, first, sight, drafts);
            add(head, second, drafts);
            return;
        }
        // `die Präsidenten Kasachstans und der Minister`: not the genitive but what it belongs to.
        // `ein Kraftwerk bei Bonn und die Mühlen`: not the prepositional phrase but what it stands behind.
        let touching = before.iter().rev().copied().find(|id| drafts[*id].end == drafts[first].start);
        candidate = drafts[first].parent.filter(|parent| before.contains(parent)).or(touching);
        tried += 1;
    }
}

/// The first phrase of a list that ends in a phrase: `A` of `A, B, C`.
fn list_head(before: &[usize], last: usize, sight: &Sight<'_, '_>, drafts: &mut [Draft]) -> usize {
    let Some(position) = before.iter().position(|id| *id == last) else { return last };
    let mut items = vec![last];
    let mut next = last;
    for &id in before[..position].iter().rev() {
        let comma =
            usize::from(drafts[next].start).checked_sub(1).is_some_and(|at| sight.words[at].text == ",");
        let touches = drafts[id].end + 1 == drafts[next].start;
        if !comma || !touches || !fits(&drafts[id], &drafts[next]) {
            break;
        }
        items.push(id);
        next = id;
    }
    let head = items.pop().unwrap_or(last);
    drafts[head].parent =
        if head == last { drafts[head].parent } else { drafts[head].parent.filter(|id| !items.contains(id)) };
    while let Some(item) = items.pop() {
        drafts[item].parent = None;
        add(head, item, drafts);
    }
    head
}

fn add(head: usize, item: usize, drafts: &mut [Draft]) {
    if head == item || drafts[head].conjuncts.contains(&item) {
        return;
    }
    let columns = |cells: Cells| cells;
    let common = case_rows(drafts[head].cells).and(case_rows(drafts[item].cells));
    drafts[head].cells = columns(drafts[head].cells).and(common);
    drafts[item].cells = drafts[item].cells.and(common);
    drafts[head].persons |= drafts[item].persons;
    drafts[head].conjuncts.push(item);
    drafts[item].conjunct = Some(head);
    drafts[item].parent = None;
}

/// Every gender and number of the cases that a set allows.
fn case_rows(cells: Cells) -> Cells {
    [Cells::NOMINATIVE, Cells::ACCUSATIVE, Cells::DATIVE, Cells::GENITIVE]
        .into_iter()
        .filter(|case| cells.meets(*case))
        .fold(Cells::NONE, Cells::or)
}

/// Whether two phrases can stand beside each other.
fn fits(first: &Draft, second: &Draft) -> bool {
    let same_sort = second.preposition.is_none() || first.preposition.is_some();
    let nominal = |draft: &Draft| !matches!(draft.core, Core::Reflexive | Core::Opener);
    let time = (first.core == Core::Time) == (second.core == Core::Time);
    same_sort
        && nominal(first)
        && nominal(second)
        && time
        && (second.preposition.is_some() || case_rows(first.cells).meets(case_rows(second.cells)))
}

/// `Müller, der Chef der Firma,`: the second belongs to the first.
fn appose(before: &[usize], second: usize, drafts: &mut [Draft]) {
    let Some(&last) = before.last() else { return };
    let root = root(last, drafts);
    let (first, second_draft) = (&drafts[root], &drafts[second]);
    let nominal = |draft: &Draft| matches!(draft.core, Core::Noun | Core::Name | Core::Adjective);
    if second_draft.preposition.is_none()
        && second_draft.parent.is_none()
        && nominal(first)
        && nominal(second_draft)
        && case_rows(first.cells).meets(case_rows(second_draft.cells))
    {
        let common = case_rows(first.cells).and(case_rows(second_draft.cells));
        if first.preposition.is_none() {
            drafts[root].cells = drafts[root].cells.and(common);
        }
        drafts[second].parent = Some(root);
    }
}

fn root(mut id: usize, drafts: &[Draft]) -> usize {
    for _ in 0..8 {
        match drafts[id].conjunct.or(drafts[id].parent) {
            Some(parent) if parent < id => id = parent,
            _ => break,
        }
    }
    id
}

/// The phrases of a clause, in order.
fn phrases(outline: &Outline, sight: &Sight<'_, '_>) -> Vec<usize> {
    let mut ids: Vec<usize> = outline.tokens.iter().filter_map(|at| sight.phrase(usize::from(*at))).collect();
    ids.dedup();
    ids
}

/// What is known about the clause while its phrases get their roles.
pub(super) struct Scene<'s> {
    pub(super) complex: Option<&'s Complex>,
    pub(super) drafts: &'s [Draft],
    /// Bare phrases that may be subject or object, in order.
    pub(super) open: Vec<usize>,
    pub(super) finite: Option<u16>,
}

/// Gives the phrases of a clause their roles.
pub fn assign(
    clause: &mut Clause,
    outline: &Outline,
    complex: Option<&Complex>,
    earlier: &[Clause],
    sight: &Sight<'_, '_>,
    drafts: &[Draft],
    lexicon: &Lexicon,
) {
    let mut scene = Scene { complex, drafts, open: Vec::new(), finite: outline.finite };
    let passive = complex.is_some_and(|complex| complex.verb.voice != Voice::Active);
    for id in phrases(outline, sight) {
        let draft = &drafts[id];
        let expletive = sight.words[usize::from(draft.head)].is(Kinds::EXPLETIVE);
        if draft.parent.is_some() || draft.conjunct.is_some() || draft.core == Core::Reflexive || expletive {
            continue;
        }
        if sight.is_compared(draft, outline.opener) {
            continue;
        }
        if draft.preposition.is_some() {
            let (role, sure) = prepositional(draft, passive, sight, lexicon);
            clause.arguments.push(Argument { phrase: id, role, sure });
        } else if draft.core == Core::Time && !draft.must(Cells::NOMINATIVE) {
            clause.arguments.push(Argument { phrase: id, role: Role::Adverbial, sure: true });
        } else {
            scene.open.push(id);
        }
    }
    if complex.is_some() {
        let shared = outline.shares.and_then(|id| earlier.get(id)).and_then(|other| {
            other.arguments.iter().find(|argument| argument.role == Role::Subject).copied()
        });
        if lexicon.grammar.order == Order::Fixed {
            let apart =
                outline.finite.is_some_and(|finite| finite > 0 && sight.is_mark(usize::from(finite) - 1));
            // A word in front of the verb that is nothing known may well be its subject.
            let strange = |at: &&u16| {
                let word = &sight.words[usize::from(**at)];
                Some(**at) < outline.finite
                    && sight.phrase(usize::from(**at)).is_none()
                    && word.text.starts_with(char::is_uppercase)
                    && word.entry.is_none()
            };
            let shown = shared.is_none() && outline.tokens.iter().filter(strange).count() == 0;
            scene.by_place(clause.kind, shared, (passive, apart, shown), &mut clause.arguments);
            clause.arguments.sort_by_key(|argument| argument.phrase);
            return;
        }
        let subject = scene.subject(clause.kind, shared.is_some(), outline.shares_finite);
        if let Some((phrase, sure)) = subject {
            clause.arguments.push(Argument { phrase, role: Role::Subject, sure });
        } else if let Some(shared) = shared {
            clause.arguments.push(Argument { sure: false, ..shared });
        }
        scene.rest(subject, passive, &mut clause.arguments);
    }
    clause.arguments.sort_by_key(|argument| argument.phrase);
}

/// Agent of a passive, or oblique.
fn prepositional(draft: &Draft, passive: bool, sight: &Sight<'_, '_>, lexicon: &Lexicon) -> (Role, bool) {
    let agents = &lexicon.grammar.agents;
    let word = draft.preposition.and_then(|at| sight.words.get(usize::from(at)));
    let lemma = word.and_then(|word| word.entry).map_or("", |entry| &entry.lemma);
    let rank = agents.iter().position(|agent| agent == lemma);
    match rank {
        Some(rank) if passive => {
            let head = &sight.words[usize::from(draft.head)];
            let person = lexicon.grammar.is_person(head.text) || draft.core == Core::Pronoun;
            if person || draft.core == Core::Name {
                (Role::Agent, rank == 0)
            } else {
                (Role::Oblique, draft.core == Core::Time)
            }
        }
        _ => (Role::Oblique, true),
    }
}

impl Scene<'_> {
    /// The subject among the open phrases, and whether grammar settles it.
    fn subject(&self, kind: ClauseKind, shared: bool, shares_finite: bool) -> Option<(usize, bool)> {
        if kind == ClauseKind::Infinitive || shares_finite {
            return None;
        }
        let complex = self.complex?;
        let drafts = self.drafts;
        let agrees = |id: &usize| {
            drafts[*id].may(Cells::NOMINATIVE)
                && (self.finite.is_none() || drafts[*id].agreement() & complex.persons != 0)
        };
        let fit: Vec<usize> = self.open.iter().copied().filter(agrees).collect();
        if self.finite.is_none() {
            // A headline: the one bare phrase before its participle.
            let verb = complex.verb.main;
            let before: Vec<usize> = fit.into_iter().filter(|id| drafts[*id].end <= verb).collect();
            return before.first().map(|id| (*id, before.len() == 1));
        }
        let plain: Vec<usize> =
            fit.iter().copied().filter(|id| drafts[*id].must(Cells::NOMINATIVE)).collect();
        if complex.copula && fit.len() > 1 {
            return self.copula_subject(&fit);
        }
        if let Some(&first) = plain.first() {
            return Some((first, true));
        }
        if shared {
            // After a conjunction a phrase behind the verb that may be accusative is the object.
            let front =
                fit.iter().copied().find(|id| self.finite.is_some_and(|finite| drafts[*id].start < finite));
            return front.map(|id| (id, false));
        }
        match fit[..] {
            [] => None,
            [only] => Some((only, true)),
            [first, ..] => Some((self.likeliest(&fit).unwrap_or(first), false)),
        }
    }

    /// Of several that may be subject or object: a personal pronoun that is not an expletive at the front.
    fn likeliest(&self, fit: &[usize]) -> Option<usize> {
        let front = |id: usize| self.finite.is_some_and(|finite| self.drafts[id].end <= finite);
        let pronoun = fit.iter().copied().find(|id| self.drafts[*id].core == Core::Pronoun)?;
        let neuter = self.drafts[pronoun].cells.within(Cells::columns("n"));
        if neuter && front(pronoun) { fit.iter().copied().find(|id| *id != pronoun) } else { Some(pronoun) }
    }

    /// `A ist B`: the one that is better known is the subject, the first of equals.
    fn copula_subject(&self, fit: &[usize]) -> Option<(usize, bool)> {
        let weight = |id: usize| {
            let draft = &self.drafts[id];
            match draft.core {
                Core::Opener => 4,
                Core::Pronoun => 3,
                Core::Name => 2,
                _ if draft.determined => 1,
                _ => 0,
            }
        };
        let best = fit.iter().copied().map(weight).max()?;
        let first = fit.iter().copied().find(|id| weight(*id) == best)?;
        Some((first, first == fit[0]))
    }

    /// Objects, predicatives and what is left over.
    fn rest(&self, subject: Option<(usize, bool)>, passive: bool, arguments: &mut Vec<Argument>) {
        let left: Vec<usize> = self
            .open
            .iter()
            .copied()
            .filter(|id| subject.is_none_or(|(subject, _)| subject != *id))
            .collect();
        let settled = subject.is_none_or(|(_, sure)| sure);
        let accusatives = left.iter().filter(|id| self.drafts[**id].may(Cells::ACCUSATIVE)).count();
        for id in left {
            let draft = &self.drafts[id];
            let copula = self.complex.is_some_and(|complex| complex.copula);
            let (role, sure) = if copula && draft.may(Cells::NOMINATIVE) {
                (Role::Predicative, settled)
            } else if draft.must(Cells::DATIVE) {
                (Role::IndirectObject, true)
            } else if draft.must(Cells::GENITIVE) {
                (Role::Adverbial, false)
            } else if passive {
                if draft.may(Cells::DATIVE) {
                    (Role::IndirectObject, false)
                } else {
                    (Role::Adverbial, false)
                }
            } else if draft.must(Cells::ACCUSATIVE) {
                (Role::Object, true)
            } else if draft.may(Cells::ACCUSATIVE) {
                (Role::Object, settled && accusatives == 1)
            } else if draft.may(Cells::DATIVE) {
                (Role::IndirectObject, false)
            } else {
                (Role::Adverbial, false)
            };
            arguments.push(Argument { phrase: id, role, sure });
        }
    }
}
