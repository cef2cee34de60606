//! Further ways to give a cause: behind a question (`Wie konnte das passieren?`), behind a label (`Zur Ursache: …`), as
//! one's finding (`Als Ursache nannte sie …`, `Nach ersten Erkenntnissen …`), as a motive (`aus Rache`), and who or what
//! brought a thing to light.

use super::fields::Kind;
use super::read::{Cause, Parts, Reader, Strength, is_told};
use crate::annotate::factuality::{Factuality, Status};
use crate::language::{Clause, ClauseId, ClauseKind, PhraseKind, Pos, Role, Tense, Voice};

/// How many words of a sentence may stand before a label.
const LABEL: u16 = 6;

impl Reader<'_> {
    /// What the whole sentence gives as the cause, if the one before asks for it or a label announces it.
    pub(super) fn announced(&self, judged: &[Factuality], found: &mut Vec<Cause>) {
        let label = self.label();
        let asked = label.is_none() && self.is_asked();
        if !asked && label.is_none() {
            return;
        }
        let from = label.map_or(0, |label| label + 1);
        let clauses = self.sentence.clauses.iter().zip(judged);
        let answers = |clause: &Clause| {
            clause.kind != ClauseKind::Relative && clause.tokens.last().is_some_and(|last| *last >= from)
        };
        let Some((clause, factuality)) = clauses.clone().find(|(clause, _)| answers(clause)) else { return };
        if !is_told(factuality.status) && factuality.status != Status::Possible {
            return;
        }
        if self.sentence.clauses.iter().any(|clause| self.leaves_open(clause)) {
            return;
        }
        let tokens = |(clause, _): (&Clause, &Factuality)| clause.tokens.clone();
        let mut cause: Vec<u16> =
            clauses.filter(|(clause, _)| answers(clause)).flat_map(tokens).filter(|at| *at >= from).collect();
        cause.sort_unstable();
        let denied = !clause.negations.is_empty();
        let announced = Parts::new(cause, Vec::new(), Strength::Outright, denied);
        let parts = Parts { asked, is_worded: false, ..announced };
        found.extend(self.statement(clause, factuality, &parts));
    }

    /// Whether a word is a name for a cause; `Hintergrund` is none.
    pub(super) fn names_cause(&self, at: u16) -> bool {
        self.is_any(at, &self.lexicon.names)
            && !self.lexicon.other_names.iter().any(|other| self.lemma(at).ends_with(&**other))
    }

    fn leaves_open(&self, clause: &Clause) -> bool {
        clause.tokens.iter().any(|token| self.is_any(*token, &self.lexicon.unknown))
    }

    /// The colon behind `Zur Ursache`.
    fn label(&self) -> Option<u16> {
        let count = u16::try_from(self.sentence.tokens.len()).unwrap_or(u16::MAX);
        let colon = (0..count.min(LABEL)).find(|at| self.form(*at) == ":")?;
        let named = (0..colon).any(|at| self.names_cause(at));
        let has_verb = |clause: &Clause| {
            clause.verb.as_ref().and_then(|verb| verb.finite).is_some_and(|finite| finite < colon)
        };
        (named && !self.sentence.clauses.iter().any(has_verb)).then_some(colon)
    }

    /// Whether the sentence before asks for a cause.
    fn is_asked(&self) -> bool {
        let read = &self.context.scene.dossier[self.article];
        let Some(before) = self.index.checked_sub(1).and_then(|at| read.reading.sentences.get(at)) else {
            return false;
        };
        let words = before.span.of(read.document.text()).to_lowercase();
        let words = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '+' | '"' | '“'));
        words.ends_with('?') && {
            let list: Vec<&str> =
                words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            self.lexicon
                .questions
                .iter()
                .any(|question| list.windows(question.len()).any(|window| window.iter().eq(question.iter())))
        }
    }

    /// `Als Ursache nannte sie einen Kurzschluss`.
    pub(super) fn as_named(&self, id: ClauseId, clause: &Clause, parts: &mut Vec<Parts>) {
        let Some(verb) = &clause.verb else { return };
        let is_label = |at: &&u16| {
            let before = at.checked_sub(1).filter(|_| self.names_cause(**at));
            let described = at.checked_sub(2).filter(|_| self.names_cause(**at));
            let is_as = |at: u16| self.lexicon.labels.iter().any(|label| *label == self.form(at));
            before.is_some_and(is_as) || described.is_some_and(is_as)
        };
        let Some(&label) = clause.tokens.iter().find(is_label) else { return };
        let lemma = verb.lemma.to_lowercase();
        let says = self.lexicon.naming.contains(&lemma);
        let own = self.sentence.phrase_of(label);
        let mut left_out: Vec<u16> = vec![label, label.saturating_sub(1)];
        let mut effect = Vec::new();
        if let Some(own) = own {
            let phrase = &self.sentence.phrases[own];
            left_out.extend(phrase.tokens.clone());
            if let Some(next) = self.sentence.phrase_of(phrase.tokens.end)
                && let PhraseKind::Prepositional(word) = &self.sentence.phrases[next].kind
                && self.lexicon.of.iter().any(|of| **of == **word)
            {
                effect.extend(self.below(next));
            }
        }
        left_out.extend(verb.tokens.iter().copied());
        if says && verb.voice == Voice::Active {
            let subject = clause.arguments.iter().find(|argument| argument.role == Role::Subject);
            let head = subject.map(|subject| self.sentence.phrases[subject.phrase].head);
            // What others have written may be told to deny it.
            if head.is_some_and(|head| self.is_any(head, &self.lexicon.reports)) {
                return;
            }
            left_out.extend(subject.map(|subject| self.below(subject.phrase)).unwrap_or_default());
        }
        let mut cause: Vec<u16> = clause
            .tokens
            .iter()
            .copied()
            .filter(|at| !left_out.contains(at) && !effect.contains(at))
            .collect();
        if let Some(child) = self.content_clause(id) {
            cause.clone_from(&self.sentence.clauses[child].tokens);
        }
        let denied = !clause.negations.is_empty() || self.lexicon.excluding.contains(&lemma);
        parts.push(Parts::new(cause, effect, Strength::Outright, denied));
    }

    /// `Nach ersten Erkenntnissen war eine Dichtung porös`; without such words, what had happened before.
    pub(super) fn found_out(&self, clause: &Clause, factuality: &Factuality, parts: &mut Vec<Parts>) {
        if !matches!(clause.kind, ClauseKind::Main | ClauseKind::Subordinate) || !clause.negations.is_empty()
        {
            return;
        }
        let Some(verb) = clause.verb.as_ref() else { return };
        let has = |token: &u16| {
            self.is_any(*token, &self.lexicon.presuming)
                || (self.is_any(*token, &self.lexicon.findings)
                    && token.checked_sub(1).is_some_and(|at| self.is_any(at, &self.lexicon.first)))
        };
        let presumed = factuality.status == Status::Presumed || clause.tokens.iter().any(has);
        let strength = match verb.tense {
            _ if presumed => Strength::Guessed,
            Some(Tense::Pluperfect | Tense::Past | Tense::Perfect) if self.does_harm(clause) => {
                Strength::Bare
            }
            _ => return,
        };
        let mishap = |at: &u16| self.fields(*at).iter().any(|field| field.kind == Kind::Mishap);
        if clause.tokens.iter().any(mishap) {
            let happened = Parts::new(clause.tokens.clone(), Vec::new(), strength, false);
            parts.push(Parts { is_worded: false, ..happened });
        }
    }

    /// Whether what goes wrong is what the clause is about, and does harm: `Ein Kompressor war geplatzt`.
    fn does_harm(&self, clause: &Clause) -> bool {
        let harms = clause.verb.as_ref().is_some_and(|verb| {
            let lemma = verb.lemma.to_lowercase();
            self.lexicon.harming.contains(&lemma)
        });
        let actor = clause.arguments.iter().find(|argument| argument.role == Role::Subject);
        harms
            && actor.is_some_and(|actor| {
                let head = self.sentence.phrases[actor.phrase].head;
                self.fields(head).iter().any(|field| field.kind == Kind::Mishap)
            })
    }

    /// `aus Rache`, `getrieben von Eifersucht`.
    pub(super) fn motive(&self, clause: &Clause, parts: &mut Vec<Parts>) {
        for &at in &clause.tokens {
            let is_motive =
                |at: u16| self.fields(at).iter().any(|field| field.kind == Kind::Reason && field.is_motive());
            let drives = clause.verb.as_ref().is_some_and(|verb| {
                self.lexicon.driving.iter().any(|word| *word == verb.lemma.to_lowercase())
            });
            let out_of = at
                .checked_sub(1)
                .is_some_and(|before| self.lexicon.out_of.iter().any(|word| *word == self.form(before)));
            let is_noun =
                self.sentence.tokens.get(usize::from(at)).is_some_and(|token| token.pos == Pos::Noun);
            if is_noun && is_motive(at) && (out_of || drives) {
                let denied = !clause.negations.is_empty();
                let motive = Parts::new(vec![at], Vec::new(), Strength::Outright, denied);
                parts.push(Parts { is_worded: false, ..motive });
            }
        }
    }

    /// `Aufgeflogen war der Betrug durch eine anonyme Anzeige`.
    pub(super) fn discovery(&self, id: ClauseId, clause: &Clause, parts: &mut Vec<Parts>) {
        let Some(verb) = &clause.verb else { return };
        let lemma = verb.lemma.to_lowercase();
        let with = |(word, with): &(String, String)| {
            *with == lemma && clause.tokens.iter().any(|at| self.is(*at, word))
        };
        let points_back = |at: &u16| self.is_any(*at, &self.lexicon.affairs);
        let notices = self.lexicon.noticing.contains(&lemma) && clause.tokens.iter().any(points_back);
        let comes_out = |at: &u16| self.lexicon.discovering.iter().any(|word| *word == self.form(*at));
        let by_verb =
            notices || self.lexicon.discovering.contains(&lemma) || clause.tokens.iter().any(comes_out);
        if !by_verb && !self.lexicon.discovering_with.iter().any(with) || !clause.negations.is_empty() {
            return;
        }
        let belongs = |child: &&Clause| child.kind == ClauseKind::Subordinate && child.parent == Some(id);
        let children = self.sentence.clauses.iter().filter(belongs).flat_map(|child| child.tokens.clone());
        let mut cause: Vec<u16> =
            clause.tokens.iter().copied().filter(|at| !verb.tokens.contains(at)).chain(children).collect();
        cause.sort_unstable();
        cause.retain(|at| self.fields(*at).iter().any(|field| field.kind == Kind::Discoverer));
        if !cause.is_empty() {
            let parts_of = Parts::new(cause, Vec::new(), Strength::Outright, false);
            parts.push(Parts { discovers: true, is_worded: false, ..parts_of });
        }
    }

    pub(super) fn fields(&self, at: u16) -> Vec<&super::fields::Field> {
        self.lexicon.fields.of(self.keys.get(at))
    }
}
