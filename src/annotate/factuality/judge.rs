//! Judges the clauses of one sentence: first each by its own words, then by what it depends on.

use super::lexicon::{Force, Lexicon};
use super::negation::{self, Negation, word};
use super::{Factuality, Status, Voucher};
use crate::language::{
    Clause, ClauseId, ClauseKind, Modality, Mood, Number, Person, PhraseKind, Pos, Role, Sentence, Tense,
    VerbComplex, VerbForm, Voice,
};
use crate::text::Span;

/// One sentence with its language's words.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub lexicon: &'a Lexicon,
}

/// What a clause's own words say.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    status: Status,
    cue: Option<Span>,
    negation: Negation,
    /// Whether the cue itself vouches (`angeblich`).
    hearsay: bool,
}

/// Clauses nest no deeper than this for our purposes.
const DEPTH: usize = 6;

impl Judge<'_> {
    /// Judges every clause.
    pub fn sentence(&self) -> Vec<Factuality> {
        let clauses = &self.sentence.clauses;
        let own: Vec<Own> = (0..clauses.len()).map(|id| self.own(id)).collect();
        (0..clauses.len()).map(|id| self.whole(id, &own)).collect()
    }

    /// A clause with what the clauses above make of it.
    fn whole(&self, id: ClauseId, own: &[Own]) -> Factuality {
        let Own { mut status, mut cue, negation, hearsay } = own[id];
        let mut negated = negation.negated;
        let mut at = id;
        for _ in 0..DEPTH {
            let clause = &self.sentence.clauses[at];
            let noun = self.noun_force(clause);
            let parent = clause.parent.filter(|parent| *parent != at && *parent < own.len());
            let Some(parent) = parent.filter(|_| noun.is_some() || self.is_content(clause)) else { break };
            if self.is_set_off(clause, parent) {
                break;
            }
            let verb = self.verb_force(parent, &own[parent], clause);
            for (force, word) in [noun, verb].into_iter().flatten() {
                match force {
                    Force::Refused => negated = !negated,
                    Force::Status(outer) => {
                        if outranks(outer, status) {
                            status = outer;
                            cue = Some(word);
                        }
                    }
                }
            }
            // What is only possible or conditional makes what depends on it no surer.
            let above = own[parent].status;
            if matches!(above, Status::Conditional | Status::Possible | Status::Presumed)
                && status == Status::Fact
            {
                status = above;
                cue = own[parent].cue;
            }
            at = parent;
        }
        let source = match cue {
            Some(span) if hearsay && status == Status::Presumed => vec![Voucher { span, entity: None }],
            _ => Vec::new(),
        };
        Factuality { status, negated, source, cue }
    }

    /// Whether a semicolon stands between a clause and the one that it is said to hang on.
    fn is_set_off(&self, clause: &Clause, parent: ClauseId) -> bool {
        let first = |clause: &Clause| clause.tokens.first().copied();
        let (Some(a), Some(b)) = (first(clause), first(&self.sentence.clauses[parent])) else { return false };
        (a.min(b)..a.max(b)).any(|at| &*word(self.text, self.sentence, at) == ";")
    }

    /// What the clause's own words say.
    fn own(&self, id: ClauseId) -> Own {
        let clause = &self.sentence.clauses[id];
        let mut own = Own {
            negation: negation::read(self.text, self.sentence, clause, self.lexicon),
            ..Own::default()
        };
        if let Some((status, cue)) = self.opened(id, clause, &mut own.negation) {
            own.status = status;
            own.cue = Some(cue);
            return own;
        }
        if let Some((status, cue)) =
            clause.verb.as_ref().and_then(|verb| self.verb(id, clause, verb, own.negation))
        {
            own.status = status;
            own.cue = Some(cue);
            let perfect = clause.verb.as_ref().is_some_and(|verb| self.is_perfect_infinitive(verb));
            own.hearsay = status == Status::Presumed && perfect;
        }
        if let Some((status, cue)) = self.adverb(clause)
            && matches!(own.status, Status::Fact | Status::UnderWay)
        {
            own.status = status;
            own.cue = Some(cue);
            own.hearsay = status == Status::Presumed;
        }
        if own.negation.yet && own.status == Status::Fact {
            own.status = Status::Possible;
        }
        own
    }

    /// What its conjunction, its place or its question mark make of a clause.
    fn opened(&self, id: ClauseId, clause: &Clause, negation: &mut Negation) -> Option<(Status, Span)> {
        // The first word, where the clause reader has not taken it for a conjunction.
        if let Some(opener) = clause.opener.or_else(|| clause.tokens.first().copied()) {
            let force = self.lexicon.openers.get(&*word(self.text, self.sentence, opener));
            let span = self.sentence.tokens.get(usize::from(opener))?.span;
            match force {
                Some(_) if clause.verb.is_none() => {}
                // `um` before a noun opens no clause, nor does `ohne`.
                Some(Force::Status(Status::Planned) | Force::Refused)
                    if clause.opener.is_none() && clause.kind != ClauseKind::Infinitive => {}
                Some(Force::Status(Status::Planned)) if clause.kind == ClauseKind::Main => {}
                Some(Force::Status(status)) => return Some((*status, span)),
                Some(Force::Refused) => negation.negated = !negation.negated,
                None => {}
            }
        }
        let verb = clause.verb.as_ref()?;
        let finite = verb.finite?;
        let span = self.sentence.tokens.get(usize::from(finite))?.span;
        // `Sollten sie Erfolg haben, könnte …`
        let first = clause.tokens.first() == Some(&finite) && clause.opener.is_none();
        let question =
            self.sentence.span.of(self.text).trim_end_matches(['“', '”', '"', '«', '»', ' ']).ends_with('?');
        if question && clause.kind == ClauseKind::Main && id + 1 >= self.sentence.clauses.len().min(id + 2) {
            return Some((Status::Possible, span));
        }
        let followed = self.sentence.clauses.len() > 1;
        let condition = self.lexicon.verb_first && first && followed && clause.parent.is_some();
        (condition && self.sentence.tokens.first().is_some_and(|token| token.span == span))
            .then_some((Status::Conditional, span))
    }

    /// What the verb makes of its own clause.
    fn verb(
        &self,
        id: ClauseId,
        clause: &Clause,
        verb: &VerbComplex,
        negation: Negation,
    ) -> Option<(Status, Span)> {
        let main = self.sentence.tokens.get(usize::from(verb.main))?.span;
        let finite = verb
            .finite
            .and_then(|at| self.sentence.tokens.get(usize::from(at)))
            .map_or(main, |token| token.span);
        let own = self.lookup(clause, verb, &self.lexicon.own);
        if let Some(status) = own {
            let settled = match status {
                // With a clause of its own, the verb only tells what somebody did.
                Status::Planned => !self.has_content(id) && self.names_event(clause, verb, negation),
                Status::Cancelled | Status::Postponed
                    if self.lexicon.manner.contains(&verb.lemma) && self.has_manner(clause, verb) =>
                {
                    false
                }
                Status::UnderWay => verb.tense == Some(Tense::Present),
                _ => !self.is_open(verb),
            };
            if settled {
                return Some((status, main));
            }
        }
        let form = verb.finite.map(|at| word(self.text, self.sentence, at)).unwrap_or_default();
        let open = verb.modality.is_some().then(|| self.lexicon.forms.get(&*form).copied()).flatten();
        Some((open.or_else(|| self.modal(verb, negation))?, finite))
    }

    /// Whether a verb of planning has the event as its subject or object.
    fn names_event(&self, clause: &Clause, verb: &VerbComplex, negation: Negation) -> bool {
        let object =
            clause.arguments.iter().any(|argument| matches!(argument.role, Role::Object | Role::Predicative));
        let active = verb.voice == Voice::Active;
        !active || self.lexicon.coming.contains(&verb.lemma) || object && !negation.negated
    }

    /// Whether a clause has an adjective that belongs to no noun (`fiel deutlich länger aus`), or a phrase that makes
    /// another thing of the verb (`nach Bonn verlegt`).
    fn has_manner(&self, clause: &Clause, verb: &VerbComplex) -> bool {
        let phrases =
            clause.arguments.iter().filter_map(|argument| self.sentence.phrases.get(argument.phrase));
        let mut prepositions = phrases.filter_map(|phrase| match &phrase.kind {
            PhraseKind::Prepositional(preposition) => Some(preposition),
            PhraseKind::Noun => None,
        });
        if prepositions
            .any(|preposition| self.lexicon.manner_with.contains(&*format!("{} {preposition}", verb.lemma)))
        {
            return true;
        }
        clause.tokens.iter().any(|&at| {
            let adjective =
                |at: usize| self.sentence.tokens.get(at).is_some_and(|token| token.pos == Pos::Adj);
            let next = self.sentence.tokens.get(usize::from(at) + 1);
            adjective(usize::from(at))
                && next.is_none_or(|next| !matches!(next.pos, Pos::Noun | Pos::Adj | Pos::Propn))
        })
    }

    /// Whether a modal or the mood leaves open what the verb says (`könnte abgesagt werden`).
    fn is_open(&self, verb: &VerbComplex) -> bool {
        matches!(
            verb.modality,
            Some(Modality::Possible | Modality::Wanted | Modality::Necessary | Modality::Arranged)
        ) || verb.mood == Some(Mood::Unreal)
    }

    /// What modal, tense and mood make of a clause.
    fn modal(&self, verb: &VerbComplex, negation: Negation) -> Option<Status> {
        let past = matches!(verb.tense, Some(Tense::Past | Tense::Perfect | Tense::Pluperfect));
        let unreal = verb.mood == Some(Mood::Unreal);
        let perfect = self.is_perfect_infinitive(verb);
        match verb.modality {
            Some(Modality::Arranged | Modality::Wanted) if perfect && !unreal => Some(Status::Presumed),
            Some(Modality::Arranged) => Some(Status::Planned),
            // `wollte sich nicht äußern`: he did not.
            Some(Modality::Wanted) if past && negation.negated && !unreal => None,
            Some(Modality::Wanted) if negation.negated && self.lexicon.said.contains(&verb.lemma) => None,
            Some(Modality::Wanted) => Some(Status::Planned),
            // `konnte nicht`: it did not happen; `konnten zurückkehren`: it did.
            Some(Modality::Possible) if past && !unreal => None,
            Some(Modality::Possible) if !unreal && self.lexicon.said.contains(&verb.lemma) => None,
            Some(Modality::Possible) => Some(Status::Possible),
            Some(Modality::Necessary) if past && !unreal => None,
            Some(Modality::Necessary) if unreal => Some(Status::Demanded),
            Some(Modality::Necessary) => Some(Status::Planned),
            None if unreal && self.is_reported_plural(verb) => None,
            None if unreal => Some(Status::Conditional),
            None if verb.tense == Some(Tense::Future) => Some(Status::Planned),
            None => None,
        }
    }

    /// `Messungen hätten nichts ergeben`: where the reporting mood of the plural would not show, writers take the other
    /// one. Without a condition in the sentence it is somebody's report.
    fn is_reported_plural(&self, verb: &VerbComplex) -> bool {
        let plural =
            verb.finite.and_then(|at| self.sentence.tokens.get(usize::from(at))).is_some_and(|token| {
                token.morph.numbers.is_only(Number::Plural) && token.morph.person != Some(Person::First)
            });
        let conditional = self.sentence.clauses.iter().filter_map(|clause| clause.opener).any(|opener| {
            let force = self.lexicon.openers.get(&*word(self.text, self.sentence, opener));
            matches!(force, Some(Force::Status(Status::Conditional)))
        });
        verb.tense == Some(Tense::Pluperfect) && plural && !conditional
    }

    /// `soll … gefahren haben`, `is said to have driven`: a participle before an infinitive that makes no passive.
    fn is_perfect_infinitive(&self, verb: &VerbComplex) -> bool {
        let participle = self.form(verb.main) == Some(VerbForm::Participle);
        let others = verb.tokens.iter().filter(|&&at| at != verb.main && Some(at) != verb.finite);
        let perfect = participle && verb.voice == Voice::Active && others.count() > 0;
        verb.modality.is_some()
            && (perfect || verb.tense == Some(Tense::Perfect) && verb.mood != Some(Mood::Unreal))
    }

    fn form(&self, at: u16) -> Option<VerbForm> {
        self.sentence.tokens.get(usize::from(at)).and_then(|token| token.morph.form)
    }

    /// `offenbar`, `ist möglich`
    fn adverb(&self, clause: &Clause) -> Option<(Status, Span)> {
        clause.tokens.iter().find_map(|&at| {
            let token = self.sentence.tokens.get(usize::from(at))?;
            let plain = matches!(token.pos, Pos::Adv | Pos::Adj | Pos::Part | Pos::Verb | Pos::Aux);
            if !plain {
                return None;
            }
            let form = word(self.text, self.sentence, at);
            // Before a noun it says something of the noun alone.
            let next = self.sentence.tokens.get(usize::from(at) + 1);
            let attribute = token.pos == Pos::Adj
                && next.is_some_and(|next| matches!(next.pos, Pos::Noun | Pos::Adj | Pos::Propn));
            if let Some(status) = self.lexicon.adverbs.get(&*form).filter(|_| !attribute) {
                return Some((*status, token.span));
            }
            let status = *self.lexicon.predicates.get(&*form)?;
            let copula = clause.verb.as_ref().is_some_and(|verb| {
                verb.voice != Voice::Passive && {
                    self.sentence.tokens.get(usize::from(verb.main)).is_some_and(|main| main.pos == Pos::Aux)
                }
            });
            (copula && !attribute).then_some((status, token.span))
        })
    }

    /// What a verb is in a table, with its particle where it is written apart (`called off`).
    fn lookup<T: Copy>(
        &self,
        clause: &Clause,
        verb: &VerbComplex,
        table: &rustc_hash::FxHashMap<Box<str>, T>,
    ) -> Option<T> {
        if let Some(seconds) = self.lexicon.pairs.get(&verb.lemma) {
            let after = clause.tokens.iter().copied().filter(|at| *at > verb.main).take(6);
            for at in after {
                let form = word(self.text, self.sentence, at);
                if seconds.iter().any(|second| **second == *form)
                    && let Some(value) = table.get(&*format!("{} {form}", verb.lemma))
                {
                    return Some(*value);
                }
            }
        }
        table.get(&verb.lemma).copied()
    }

    /// Whether a clause depends on this one as what is planned, denied, said.
    fn has_content(&self, id: ClauseId) -> bool {
        self.sentence.clauses.iter().any(|clause| clause.parent == Some(id) && self.is_content(clause))
    }

    /// Whether a clause is the content of the one above: a `dass`, an `ob`, a bare `zu`, reported speech.
    fn is_content(&self, clause: &Clause) -> bool {
        // Behind a colon stands a reason or a quote.
        let before = clause.tokens.first().and_then(|first| first.checked_sub(1));
        if before.is_some_and(|at| word(self.text, self.sentence, at) == ":") {
            return false;
        }
        match clause.kind {
            ClauseKind::Relative | ClauseKind::Fragment => false,
            ClauseKind::Infinitive | ClauseKind::Subordinate | ClauseKind::Main => match clause.opener {
                None => clause.parent.is_some(),
                Some(opener) => self.lexicon.content.contains(&*word(self.text, self.sentence, opener)),
            },
        }
    }

    /// What the verb above makes of a clause.
    fn verb_force(&self, parent: ClauseId, own: &Own, below: &Clause) -> Option<(Force, Span)> {
        let clause = &self.sentence.clauses[parent];
        let verb = clause.verb.as_ref()?;
        let main = self.sentence.tokens.get(usize::from(verb.main))?.span;
        // `Er hatte zugegeben, dass …, aber bestritten`: the verb before the clause, not the one behind.
        let first = *below.tokens.first()?;
        let nearer = clause.tokens.iter().rev().copied().find(|&at| at < first).and_then(|at| {
            let token = self.sentence.tokens.get(usize::from(at))?;
            (token.pos == Pos::Verb && verb.main > first && !verb.tokens.contains(&at)).then_some(token)
        });
        let force = match nearer {
            Some(token) => self.lexicon.below.get(&token.lemma).copied(),
            None => self.lookup(clause, verb, &self.lexicon.below),
        };
        if own.negation.negated {
            return match force {
                // `bestritt nicht, dass`: he leaves it open.
                Some(Force::Status(Status::Denied)) => Some((Force::Status(Status::Presumed), main)),
                Some(Force::Refused) => None,
                None if self.lexicon.confirm.contains(&verb.lemma) => {
                    Some((Force::Status(Status::Possible), main))
                }
                Some(Force::Status(Status::Presumed)) => Some((Force::Status(Status::Possible), main)),
                Some(other) => Some((other, main)),
                None => None,
            };
        }
        force.map(|force| (force, main))
    }

    /// What a noun right before a clause makes of it (`der Vorwurf, dass …`).
    fn noun_force(&self, clause: &Clause) -> Option<(Force, Span)> {
        if !self.is_content(clause) {
            return None;
        }
        let first = usize::from(*clause.tokens.first()?);
        let before = self.sentence.tokens[..first.min(self.sentence.tokens.len())].iter().rev();
        let noun = before.take(3).find(|token| token.pos != Pos::Punct)?;
        let force = *self.lexicon.nouns.get(&noun.lemma)?;
        (noun.pos == Pos::Noun).then_some((force, noun.span))
    }
}

/// Whether the word above decides against the clause's own.
fn outranks(outer: Status, own: Status) -> bool {
    match outer {
        Status::Fact => false,
        Status::Denied | Status::Demanded | Status::Accused | Status::Conditional => true,
        Status::Possible => !matches!(own, Status::Denied | Status::Conditional),
        Status::Planned | Status::Presumed | Status::UnderWay | Status::Cancelled | Status::Postponed => {
            own == Status::Fact
        }
    }
}
