//! Clauses of languages whose words have a fixed order, subject, verb, object: a clause begins before the subject of its
//! finite verb, or at the word that opens it.

use crate::language::lexicon::Kinds;
use crate::language::model::{ClauseKind, Pos};
use crate::language::morph::VerbForm;
use crate::language::phrase::{Core, Draft};

use super::Outline;
use super::pieces::{Boundary, LONGEST, pieces};
use super::sight::{Sight, Strength, is_quotation};

/// The clauses of a sentence, not yet sorted.
pub fn outlines(sight: &Sight<'_, '_>, drafts: &[Draft]) -> Vec<Outline> {
    let mut reader = Reader { sight, drafts, found: Vec::new(), open: Vec::new() };
    for piece in pieces(sight) {
        reader.boundary(piece.start, piece.end, piece.boundary);
        let mut at = piece.start;
        while at < piece.end {
            at = reader.word(at, piece.end).max(at + 1);
        }
    }
    reader.finish()
}

struct Reader<'s, 'w, 'a> {
    sight: &'s Sight<'w, 'a>,
    drafts: &'s [Draft],
    found: Vec<Outline>,
    /// Clauses that words may still be added to, the innermost last.
    open: Vec<usize>,
}

impl Reader<'_, '_, '_> {
    /// What a mark does to the clauses that are open.
    fn boundary(&mut self, start: usize, end: usize, boundary: Boundary) {
        match boundary {
            Boundary::Start => {}
            Boundary::Colon | Boundary::Stop | Boundary::Open => {
                let parent = self.open.first().copied().filter(|_| boundary == Boundary::Colon);
                self.open.clear();
                self.begin(ClauseKind::Main, None, parent);
            }
            Boundary::Close => {}
            Boundary::Comma | Boundary::Dash => {
                let coordinated = self.sight.is_coordinator(start);
                // A dependent clause ends at the comma, unless it goes on with `and`; one that still has no verb is
                // only interrupted.
                while self.open.len() > 1
                    && !coordinated
                    && self.innermost().is_some_and(|id| {
                        self.found[id].finite.is_some() || self.found[id].kind == ClauseKind::Infinitive
                    })
                {
                    self.open.pop();
                }
                let quoted = start >= 2 && is_quotation(self.sight.words[start - 1].text)
                    || start >= 1
                        && self.sight.words.get(start).is_some_and(|word| is_quotation(word.text))
                        && boundary == Boundary::Comma;
                if quoted && self.has_finite(start, end) && self.innermost().is_some() {
                    let quote = self.open[0];
                    self.open.clear();
                    let id = self.begin(ClauseKind::Main, None, None);
                    if self.found[quote].parent.is_none() {
                        self.found[quote].parent = Some(id);
                    }
                }
            }
        }
    }

    /// Reads the word at a place; gives the place to go on from.
    fn word(&mut self, at: usize, end: usize) -> usize {
        if self.sight.is_mark(at) {
            return at + 1;
        }
        if self.open.is_empty() {
            self.begin(ClauseKind::Main, None, None);
        }
        if let Some(kind) = self.opens(at, end) {
            return self.dependent(kind, at);
        }
        if self.sight.is_coordinator(at) {
            return self.coordinated(at, end);
        }
        if let Some(id) = self.sight.phrase(at) {
            let draft = &self.drafts[id];
            let next = usize::from(draft.end);
            if self.begins_relative(id, end) {
                let parent = self.innermost();
                let new = self.begin(ClauseKind::Relative, None, parent);
                self.found[new].antecedent = id.checked_sub(1);
            } else if self.begins_complement(id, end) {
                self.begin(ClauseKind::Subordinate, None, self.innermost());
            }
            for at in at..next {
                self.add(at);
            }
            return next;
        }
        if (self.sight.strength(at) >= Strength::Likely || self.is_past(at, end))
            && !self.completes_question(at)
        {
            self.finite(at);
        } else if self.begins_participle(at) {
            let parent = self.innermost();
            self.begin(ClauseKind::Infinitive, None, parent);
        }
        self.add(at);
        at + 1
    }

    /// The kind of dependent clause that a word opens.
    fn opens(&self, at: usize, end: usize) -> Option<ClauseKind> {
        let word = &self.sight.words[at];
        if self.sight.is_verb(at + 1) && self.sight.marker_before(at + 1) && word.is(Kinds::INFINITIVE_MARKER)
        {
            return Some(ClauseKind::Infinitive);
        }
        let finite = (at + 1..end).any(|at| self.sight.strength(at) >= Strength::Likely);
        if !finite {
            return None;
        }
        if let Some(draft) = self.sight.phrase(at).map(|id| &self.drafts[id]) {
            let opening = draft.core == Core::Opener && usize::from(draft.start) == at;
            let subject = self.innermost().is_some_and(|id| {
                self.found[id].tokens.is_empty() && self.found[id].kind == ClauseKind::Main
            });
            let after_noun = at > 0 && !subject;
            return (opening && after_noun).then(|| {
                let head = &self.sight.words[usize::from(draft.head)];
                let relative = head.is(Kinds::RELATIVE) && self.noun_before(at);
                if relative { ClauseKind::Relative } else { ClauseKind::Subordinate }
            });
        }
        let adverb =
            word.is(Kinds::RELATIVE_ADVERB.or(Kinds::INTERROGATIVE)) && word.pos != Pos::Adp && at > 0;
        let conjunction =
            word.is(Kinds::SUBORDINATOR) && matches!(word.pos, Pos::Sconj | Pos::Adv | Pos::Pron);
        // `that` after a noun is taken for a relative pronoun if a verb follows at once.
        let relative = word.is(Kinds::RELATIVE) && word.pos == Pos::Pron && self.noun_before(at);
        if relative {
            return Some(ClauseKind::Relative);
        }
        (conjunction && word.pos == Pos::Sconj || adverb).then_some(ClauseKind::Subordinate)
    }

    fn noun_before(&self, at: usize) -> bool {
        let before = (at.saturating_sub(2)..at).rev().find(|at| !self.sight.is_mark(*at));
        before.and_then(|at| self.sight.phrase(at)).is_some_and(|id| self.drafts[id].core != Core::Opener)
    }

    /// Begins a dependent clause at the word or phrase that opens it.
    fn dependent(&mut self, kind: ClauseKind, at: usize) -> usize {
        let antecedent = (kind == ClauseKind::Relative).then(|| self.phrase_before(at)).flatten();
        let opener = u16::try_from(at).ok();
        let parent = self.innermost().filter(|id| !self.found[*id].tokens.is_empty() || self.open.len() > 1);
        let id = self.begin(kind, opener, parent);
        self.found[id].antecedent = antecedent;
        let next = self.sight.phrase(at).map_or(at + 1, |id| usize::from(self.drafts[id].end));
        (at..next).for_each(|at| self.add(at));
        next
    }

    fn phrase_before(&self, at: usize) -> Option<usize> {
        self.drafts.partition_point(|draft| usize::from(draft.end) <= at).checked_sub(1)
    }

    /// `and`, `but`: joins clauses if a finite verb with or without a subject of its own follows before the next one.
    fn coordinated(&mut self, at: usize, end: usize) -> usize {
        let next = (at + 1..end).find(|at| self.sight.is_coordinator(*at)).unwrap_or(end);
        let Some(current) = self.innermost() else { return at + 1 };
        let opener = (at + 1..next).find(|at| self.opens(*at, end).is_some()).unwrap_or(next);
        let finite = (at + 1..opener).find(|at| self.sight.strength(*at) >= Strength::Likely);
        let Some(finite) = finite.filter(|_| self.found[current].finite.is_some()) else {
            self.add(at);
            return at + 1;
        };
        let own_subject = (at + 1..finite)
            .any(|at| self.sight.phrase(at).is_some_and(|id| self.drafts[id].preposition.is_none()));
        // `who came and left` goes on with the dependent clause, `and she left` with the main one.
        let mark = at > 0 && self.sight.is_mark(at - 1);
        let joined =
            if own_subject && mark || self.found[current].finite.is_none() { self.open[0] } else { current };
        while self.open.len() > 1 && self.open.last() != Some(&joined) {
            self.open.pop();
        }
        let Outline { kind, parent, opener, antecedent, .. } = self.found[joined].clone();
        self.open.pop();
        let id = self.begin(kind, opener, parent);
        self.found[id].antecedent = antecedent;
        self.found[id].shares = (!own_subject).then_some(joined);
        at + 1
    }

    /// Whether the phrase is the subject of a clause that no word opens (`said he had left`, `the man she met`): a finite
    /// verb follows, and the clause around has its own already.
    fn begins_complement(&self, id: usize, end: usize) -> bool {
        let draft = &self.drafts[id];
        let Some(current) = self.innermost().map(|id| &self.found[id]) else { return false };
        if draft.preposition.is_some() || current.finite.is_none() {
            return false;
        }
        // The subject of a question that begins with its verb.
        if current.finite == current.tokens.last().copied() && current.tokens.len() == 1 {
            return false;
        }
        // Prepositional phrases and adverbs may stand between subject and verb, another bare phrase may not.
        let mut at = usize::from(draft.end);
        while at < end {
            if self.sight.strength(at) >= Strength::Likely {
                return !self.waits_outside();
            }
            match self.sight.phrase(at).map(|id| &self.drafts[id]) {
                Some(next) if next.preposition.is_some() || draft.parent.is_some() => {
                    at = usize::from(next.end)
                }
                Some(_) => return false,
                None if matches!(self.sight.words[at].pos, Pos::Adv | Pos::Part) => at += 1,
                None => return false,
            }
        }
        false
    }

    /// `the man she met was arrested`: a phrase right behind another, with one finite verb next and another after it.
    fn begins_relative(&self, id: usize, end: usize) -> bool {
        let draft = &self.drafts[id];
        let waits = self.innermost().is_some_and(|id| self.found[id].finite.is_none());
        let touches = id.checked_sub(1).is_some_and(|before| {
            let before = &self.drafts[before];
            before.end == draft.start && before.preposition.is_none() && before.parent.is_none()
        });
        let next = usize::from(draft.end);
        let finite = |at: &usize| self.sight.strength(*at) >= Strength::Likely;
        draft.preposition.is_none()
            && waits
            && touches
            && draft.parent.is_none()
            && finite(&next)
            && (next + 1..end).filter(finite).count() > 0
    }

    /// `called off the talks`: a form that may be past tense or participle, with an object behind it, in a sentence
    /// that has no other verb.
    fn is_past(&self, at: usize, end: usize) -> bool {
        let waits = self.innermost().is_some_and(|id| {
            self.found[id].finite.is_none()
                && !self.found[id].tokens.is_empty()
                && self.found[id].kind != ClauseKind::Infinitive
        });
        if !waits || self.sight.strength(at) != Strength::Weak || self.has_finite(at + 1, end) {
            return false;
        }
        let after = |at: usize| {
            self.sight.phrase(at).is_some_and(|id| {
                self.drafts[id].preposition.is_none() && usize::from(self.drafts[id].start) == at
            })
        };
        after(at + 1)
            || self.sight.words.get(at + 1).is_some_and(|word| word.is(Kinds::PARTICLE)) && after(at + 2)
    }

    /// `Will the talks go ahead?`: an infinitive behind an auxiliary and its subject, taken for a finite verb.
    fn completes_question(&self, at: usize) -> bool {
        self.innermost().map(|id| &self.found[id]).is_some_and(|clause| {
            clause.finite.is_some()
                && clause.finite == clause.tokens.first().copied()
                && self.sight.words[at].can_be_infinitive()
                && clause.tokens.get(1).is_some_and(|second| {
                    self.sight
                        .phrase(usize::from(*second))
                        .is_some_and(|id| usize::from(self.drafts[id].end) == at)
                })
        })
    }

    /// Whether a clause further out still has no finite verb: then the next one is its.
    fn waits_outside(&self) -> bool {
        self.open.iter().rev().skip(1).any(|id| self.found[*id].finite.is_none())
    }

    /// `…, finding him guilty`: a participle that stands apart from the verb before it.
    fn begins_participle(&self, at: usize) -> bool {
        let word = &self.sight.words[at];
        let after_mark = at > 0 && self.sight.is_mark(at - 1);
        after_mark
            && word.pos == Pos::Verb
            && matches!(word.form, Some(VerbForm::PresentParticiple | VerbForm::Participle))
            && self.innermost().is_some_and(|id| self.found[id].finite.is_some())
    }

    /// Gives a finite verb to the innermost clause without one.
    fn finite(&mut self, at: usize) {
        let waiting = self.open.iter().rposition(|id| {
            self.found[*id].finite.is_none() && self.found[*id].kind != ClauseKind::Infinitive
        });
        match waiting {
            Some(place) => self.open.truncate(place + 1),
            None => {
                // A verb without subject: a list (`came, saw and won`), or something that was not understood.
                let shared = self.innermost();
                self.open.pop();
                let parent = shared.and_then(|id| self.found[id].parent);
                let id = self.begin(ClauseKind::Main, None, parent);
                self.found[id].shares = shared;
            }
        }
        if let Some(id) = self.innermost() {
            self.found[id].finite = u16::try_from(at).ok();
        }
    }

    fn has_finite(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| self.sight.strength(at) >= Strength::Likely)
    }

    fn innermost(&self) -> Option<usize> {
        self.open.last().copied()
    }

    fn begin(&mut self, kind: ClauseKind, opener: Option<u16>, parent: Option<usize>) -> usize {
        let id = self.found.len();
        self.found.push(Outline {
            kind,
            tokens: Vec::new(),
            opener,
            parent,
            antecedent: None,
            finite: None,
            shares: None,
            shares_finite: false,
        });
        self.open.push(id);
        id
    }

    fn add(&mut self, at: usize) {
        let (Some(id), Ok(token)) = (self.innermost(), u16::try_from(at)) else { return };
        if self.sight.is_mark(at) {
            return;
        }
        if self.found[id].tokens.len() >= LONGEST {
            self.open.clear();
            self.begin(ClauseKind::Main, None, None);
            return self.add(at);
        }
        self.found[id].tokens.push(token);
    }

    /// Clauses without a finite verb are fragments; a dependent clause at the front hangs on the main clause after it.
    fn finish(mut self) -> Vec<Outline> {
        for outline in &mut self.found {
            if outline.kind == ClauseKind::Main && outline.finite.is_none() {
                outline.kind = ClauseKind::Fragment;
            }
            outline.tokens.sort_unstable();
        }
        let main = self.found.iter().position(|outline| outline.kind == ClauseKind::Main);
        for outline in &mut self.found {
            let dependent = matches!(outline.kind, ClauseKind::Subordinate | ClauseKind::Infinitive);
            if dependent && outline.parent.is_none() {
                outline.parent = main;
            }
        }
        self.found
    }
}
