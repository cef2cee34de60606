//! What the articles say of causes: the words for the cause, those for what it brought about, and how outright it is.

use super::fields::Field;
use super::lexicon::{Lexicon, With};
use crate::annotate::factuality::{Factuality, Status};
use crate::claim::pattern::Keys;
use crate::finding::Context;
use crate::finding::candidate::statement::Weighed;
use crate::language::{Clause, ClauseId, ClauseKind, PhraseKind, Role, Sentence, Voice};
use crate::subject::LexemeId;
use crate::text::Span;

/// How plainly a cause is called one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It is only said to have happened.
    Bare,
    /// It is said to be what seems to have happened.
    Guessed,
    /// It is only said to have come before: `nachdem`.
    Before,
    /// It is given in passing: `wegen`, `weil`.
    Told,
    /// It is the news of its clause: `Auslöser war`, `liegt an`.
    Outright,
}

/// A statement of a cause.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) article: usize,
    pub(super) sentence: usize,
    pub(super) strength: Strength,
    /// Words for the cause.
    pub(super) cause: Vec<Weighed>,
    /// Words for what it brought about; empty where the sentence leaves it to the one before.
    pub(super) effect: Vec<Weighed>,
    /// Whether the effect is left to what was said before: nothing is named, or only `die Entscheidung`.
    pub(super) is_open: bool,
    /// Words of the two sentences before.
    pub(super) before: Vec<Weighed>,
    /// Where the cause stands.
    pub(super) decisive: Span,
    /// Where all of it stands.
    pub(super) span: Span,
    /// Whether it is said not to be the cause.
    pub(super) denied: bool,
    /// Whether there is said to be another one beside it.
    pub(super) shared: bool,
    /// Whether nobody vouches for more than that it may be.
    pub(super) presumed: bool,
    /// Whether it is said to have tipped the scale.
    pub(super) scale: bool,
    /// What the effect's clause says to have happened, where the cause is only given in passing.
    pub(super) act: Option<LexemeId>,
    /// The fields that its words lie in.
    pub(super) fields: Vec<Field>,
    /// Whether it is what brought a thing to light.
    pub(super) discovers: bool,
    /// Whether words of causing give it, so that it is one whichever field it lies in.
    pub(super) is_worded: bool,
    /// The year of another time that its sentence tells of.
    pub(super) past: Option<Box<str>>,
}

/// Every statement of a cause in the articles' stories, in order.
pub(super) fn causes(context: &Context<'_>) -> Vec<Cause> {
    let mut found = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let text = read.document.text();
        for (index, sentence) in read.reading.sentences.iter().enumerate() {
            let Some(lexicon) = context.rules.causes.of(sentence.language) else { continue };
            let Some(judged) = read.annotations.factuality.get(index) else { continue };
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let keys = Keys::new(sentence, text);
            let reader = Reader { context, article, index, sentence, lexicon, keys };
            for (id, (clause, factuality)) in sentence.clauses.iter().zip(judged).enumerate() {
                reader.clause(id, clause, factuality, &mut found);
            }
            reader.announced(judged, &mut found);
        }
    }
    found
}

pub(super) fn is_told(status: Status) -> bool {
    match status {
        Status::Fact
        | Status::UnderWay
        | Status::Postponed
        | Status::Cancelled
        | Status::Denied
        | Status::Presumed => true,
        Status::Planned | Status::Demanded | Status::Possible | Status::Conditional | Status::Accused => {
            false
        }
    }
}

/// How far before `wegen` a charge may stand.
const CHARGE: u16 = 3;

/// A sentence being read.
pub(super) struct Reader<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) article: usize,
    pub(super) index: usize,
    pub(super) sentence: &'a Sentence,
    pub(super) lexicon: &'a Lexicon,
    pub(super) keys: Keys,
}

/// Tokens of a cause and its effect.
pub(super) struct Parts {
    pub(super) cause: Vec<u16>,
    pub(super) effect: Vec<u16>,
    pub(super) strength: Strength,
    pub(super) denied: bool,
    /// Whether it only says that something played no part.
    pub(super) of_part: bool,
    /// Whether its words say that nothing else tipped the scale.
    pub(super) decisive: bool,
    /// The verb of the clause that tells the effect, where the cause is only given in passing.
    pub(super) act: Option<u16>,
    /// Whether words of causing give it.
    pub(super) is_worded: bool,
    /// Whether it answers the question before.
    pub(super) asked: bool,
    /// Whether it brought a thing to light.
    pub(super) discovers: bool,
}

impl Parts {
    pub(super) fn new(cause: Vec<u16>, effect: Vec<u16>, strength: Strength, denied: bool) -> Self {
        let (of_part, decisive, asked, discovers, is_worded) = (false, false, false, false, true);
        Self { cause, effect, strength, denied, of_part, decisive, act: None, is_worded, asked, discovers }
    }
}

impl Reader<'_> {
    fn clause(&self, id: ClauseId, clause: &Clause, factuality: &Factuality, found: &mut Vec<Cause>) {
        if clause.tokens.iter().any(|token| self.is_any(*token, &self.lexicon.unknown)) {
            return;
        }
        let mut parts = Vec::new();
        if !is_told(factuality.status) {
            // `ist zurückzuführen auf` is no demand; `hätten keine Rolle gespielt` is reported more often than unreal.
            match factuality.status {
                Status::Demanded => self.by_verb(id, clause, &mut parts),
                Status::Conditional | Status::Possible => self.named(id, clause, &mut parts),
                Status::Accused
                | Status::Fact
                | Status::UnderWay
                | Status::Planned
                | Status::Postponed
                | Status::Cancelled
                | Status::Denied
                | Status::Presumed => return,
            }
            parts.retain(|part| part.of_part || factuality.status == Status::Demanded);
            for part in parts {
                found.extend(self.statement(clause, factuality, &part));
            }
            return;
        }
        self.named(id, clause, &mut parts);
        self.by_verb(id, clause, &mut parts);
        self.by_preposition(clause, &mut parts);
        self.by_conjunction(clause, &mut parts);
        self.as_named(id, clause, &mut parts);
        self.found_out(clause, factuality, &mut parts);
        self.motive(clause, &mut parts);
        self.discovery(id, clause, &mut parts);
        for part in parts {
            found.extend(self.statement(clause, factuality, &part));
        }
    }

    /// `Grund für die Absage ist das Wetter`.
    fn named(&self, id: ClauseId, clause: &Clause, parts: &mut Vec<Parts>) {
        let lexicon = self.lexicon;
        let verb = clause.verb.as_ref();
        let lemma = verb.map(|verb| verb.lemma.to_lowercase());
        let goes_with = |list: &[With], token: u16| {
            list.iter().any(|(word, with)| self.is(token, word) && lemma.as_deref() == Some(with))
        };
        for &cue in &clause.tokens {
            let by_copula = match &lemma {
                Some(lemma) => lexicon.copulas.iter().any(|copula| copula == lemma),
                None => self.form(cue + 1) == ":",
            };
            let named = (self.names_cause(cue) && by_copula) || goes_with(&lexicon.with_verb, cue);
            let part = goes_with(&lexicon.parts, cue) && !clause.negations.is_empty();
            if !named && !part {
                continue;
            }
            let decisive = self.is_any(cue, &lexicon.decisive);
            let own = self.sentence.phrase_of(cue);
            let mut left_out = vec![cue];
            let mut effect = Vec::new();
            if let Some(own) = own {
                let phrase = &self.sentence.phrases[own];
                // `aus diesem Grund` points back and names nothing.
                if phrase.kind != PhraseKind::Noun && named {
                    continue;
                }
                left_out.extend(phrase.tokens.clone());
                effect = self.below(own).into_iter().filter(|token| !phrase.tokens.contains(token)).collect();
            }
            let end = own.map_or(cue + 1, |own| self.sentence.phrases[own].tokens.end.max(cue + 1));
            if let Some(next) = self.sentence.phrase_of(end)
                && let PhraseKind::Prepositional(preposition) = &self.sentence.phrases[next].kind
                && lexicon.of.iter().any(|of| **of == **preposition)
            {
                effect.extend(self.below(next));
            }
            if let Some(verb) = verb {
                left_out.extend(verb.tokens.iter().copied());
            }
            let mut cause: Vec<u16> = clause
                .tokens
                .iter()
                .copied()
                .filter(|token| !left_out.contains(token) && !effect.contains(token))
                .collect();
            if verb.is_none() {
                // `Grund: …`: what stands behind the colon.
                cause = self.to_comma(cue + 2);
            }
            if let Some(child) = self.content_clause(id) {
                cause.clone_from(&self.sentence.clauses[child].tokens);
            }
            let denied = !clause.negations.is_empty();
            let Some(turn) = clause.tokens.last().and_then(|last| self.instead(cue.min(*last))) else {
                let named = Parts::new(cause, effect, Strength::Outright, denied);
                parts.push(Parts { of_part: part, decisive, ..named });
                continue;
            };
            let (first, second): (Vec<u16>, Vec<u16>) = cause.iter().partition(|token| **token < turn);
            let second = if second.is_empty() { self.to_comma(turn + 1) } else { second };
            for (cause, denied) in [(second, false), (first, true)] {
                let named = Parts::new(cause, effect.clone(), Strength::Outright, denied);
                parts.push(Parts { decisive, ..named });
            }
        }
    }

    /// `Der Brand geht auf einen Kurzschluss zurück`, `Der Kurzschluss hat den Brand ausgelöst`.
    fn by_verb(&self, id: ClauseId, clause: &Clause, parts: &mut Vec<Parts>) {
        let Some(verb) = &clause.verb else { return };
        let lemma = verb.lemma.to_lowercase();
        let passive = verb.voice != Voice::Active;
        let argument = |role: Role| clause.arguments.iter().find(|argument| argument.role == role);
        let tokens =
            |role: Role| argument(role).map(|argument| self.below(argument.phrase)).unwrap_or_default();
        let behind = |list: &[With]| {
            list.iter().filter(|(word, _)| *word == lemma).find_map(|(_, preposition)| {
                let phrase = self.prepositional(clause, preposition)?;
                let head = self.lemma(self.sentence.phrases[phrase].head);
                // `liegt am Marktplatz` gives no cause.
                let is_place = self.lexicon.places.iter().any(|place| head.ends_with(&**place));
                (!is_place).then(|| self.below(phrase))
            })
        };
        let denied = !clause.negations.is_empty();
        let mut add = |cause: Vec<u16>, effect: Vec<u16>| {
            parts.push(Parts::new(cause, effect, Strength::Outright, denied));
        };
        let subject = || {
            let subject = tokens(Role::Subject);
            if self.says_nothing(&subject) {
                self.content_clause(id)
                    .map(|child| self.sentence.clauses[child].tokens.clone())
                    .unwrap_or(subject)
            } else {
                subject
            }
        };
        if let Some(cause) = behind(&self.lexicon.effect_first) {
            add(cause, subject());
        } else if let Some(cause) = behind(&self.lexicon.given) {
            add(cause, if passive { subject() } else { tokens(Role::Object) });
        } else if let Some(effect) = behind(&self.lexicon.cause_to) {
            add(tokens(Role::Subject), effect);
        } else if self.lexicon.cause_first.contains(&lemma) {
            let (cause, effect) = if passive {
                let by = self.lexicon.by.iter().find_map(|by| self.prepositional(clause, by));
                let agent = argument(Role::Agent).map(|argument| argument.phrase).or(by);
                (agent.map(|phrase| self.below(phrase)).unwrap_or_default(), subject())
            } else {
                (tokens(Role::Subject), tokens(Role::Object))
            };
            if !effect.is_empty() {
                add(cause, effect);
            }
        }
    }

    /// `wegen des Sturms`, `aus gesundheitlichen Gründen`.
    fn by_preposition(&self, clause: &Clause, parts: &mut Vec<Parts>) {
        for &token in &clause.tokens {
            let long = self
                .lexicon
                .prepositions
                .iter()
                .find(|words| (token..).zip(words.iter()).all(|(at, word)| self.form(at) == *word));
            let cause = if let Some(words) = long {
                let next = token + u16::try_from(words.len()).unwrap_or(1);
                let phrase = self.sentence.phrase_of(next).or_else(|| self.sentence.phrase_of(token));
                phrase.map(|phrase| self.below(phrase)).map(|mut cause| {
                    cause.retain(|at| !(token..next).contains(at));
                    (cause, token..next)
                })
            } else {
                self.from(token)
            };
            let Some((cause, cue)) = cause else { continue };
            if self.is_charge(clause, token) {
                continue;
            }
            let effect =
                clause.tokens.iter().copied().filter(|at| !cause.contains(at) && !cue.contains(at)).collect();
            let denied = clause.negations.iter().any(|at| *at + 1 == token);
            let act = clause.verb.as_ref().map(|verb| verb.main);
            parts.push(Parts { act, ..Parts::new(cause, effect, Strength::Told, denied) });
        }
    }

    /// `Anklage wegen Betrugs`, `ermittelt wegen Brandstiftung`: what somebody is charged with.
    fn is_charge(&self, clause: &Clause, token: u16) -> bool {
        let is_charge = |at: u16| self.is_any(at, &self.lexicon.charging);
        let verb = clause.verb.as_ref().is_some_and(|verb| {
            is_charge(verb.main) || {
                let lemma = verb.lemma.to_lowercase();
                self.lexicon.charging.contains(&lemma)
            }
        });
        verb || clause.tokens.iter().any(|at| *at < token && *at + CHARGE >= token && is_charge(*at))
    }

    fn from(&self, token: u16) -> Option<(Vec<u16>, std::ops::Range<u16>)> {
        let (_, noun) = self.lexicon.from.iter().find(|(word, _)| self.form(token) == *word)?;
        let phrase = &self.sentence.phrases[self.sentence.phrase_of(token)?];
        if phrase.tokens.start != token || !self.is(phrase.head, noun) {
            return None;
        }
        Some((
            phrase.tokens.clone().filter(|at| *at != token && *at != phrase.head).collect(),
            phrase.tokens.clone(),
        ))
    }

    /// `weil die Lokführer fehlten`.
    fn by_conjunction(&self, clause: &Clause, parts: &mut Vec<Parts>) {
        let Some(opener) = clause.opener.filter(|_| clause.kind == ClauseKind::Subordinate) else { return };
        let strength = if self.is_any(opener, &self.lexicon.conjunctions) {
            Strength::Told
        } else if self.is_any(opener, &self.lexicon.moments) {
            Strength::Before
        } else {
            return;
        };
        let parent = clause.parent.and_then(|parent| self.sentence.clauses.get(parent));
        let effect = parent.map(|parent| parent.tokens.clone()).unwrap_or_default();
        let cause = clause.tokens.iter().copied().filter(|token| *token != opener).collect();
        let act = parent.and_then(|parent| parent.verb.as_ref()).map(|verb| verb.main);
        parts.push(Parts { act, ..Parts::new(cause, effect, strength, false) });
    }
}
