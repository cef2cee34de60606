//! Who did the one deed of its kind (who found it, asked for it, ordered it): read of every sentence that presupposes the
//! deed and tells whose it was (`Entdeckt hatte es …`, `Es war …, der …`, `auf Antrag der …`), or that just tells it.

use super::is_body;
use super::lexicon::Lexicon;
use super::read::Party;
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::factuality::Status;
use crate::claim::pattern::Keys;
use crate::finding::{Context, within};
use crate::language::{Clause, ClauseKind, PhraseId, PhraseKind, Pos, Role, Sentence, Voice};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// Somebody's deed of a field.
#[derive(Clone, Debug)]
pub(super) struct Doer {
    pub(super) article: usize,
    pub(super) sentence: usize,
    pub(super) span: Span,
    /// Which field of words tells the deed.
    pub(super) field: usize,
    pub(super) act_span: Span,
    pub(super) agent: Party,
    /// The nouns that tell what somebody is: those of the phrase and the titles that any article gives.
    pub(super) roles: Vec<String>,
    /// Whether the sentence takes the deed for known and tells who did it.
    pub(super) presupposed: bool,
    /// Where somebody is from: the names of the phrase right behind (`ein Rentner aus …`).
    pub(super) from: Vec<LexemeId>,
    /// What the deed is about: the nouns and names of the clause but for who did it and when.
    pub(super) topic: Vec<LexemeId>,
}

/// Every deed of a field that the articles tell as done.
pub(super) fn doers(context: &Context<'_>) -> Vec<Doer> {
    let mut found = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let text = read.document.text();
        for (index, sentence) in read.reading.sentences.iter().enumerate() {
            let Some(lexicon) = context.rules.agents.of(sentence.language) else { continue };
            let Some(judged) = read.annotations.factuality.get(index) else { continue };
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let keys = Keys::new(sentence, text);
            let reader = Reader { context, article, index, sentence, lexicon, keys };
            for (clause, factuality) in sentence.clauses.iter().zip(judged) {
                // `setzte den Notruf ab` cancels nothing.
                let carries = || {
                    let lemma = clause.verb.as_ref().map(|verb| verb.lemma.to_lowercase());
                    lemma.is_some_and(|lemma| lexicon.carriers.contains(&lemma))
                };
                let told = match factuality.status {
                    Status::Fact | Status::UnderWay | Status::Planned => true,
                    Status::Cancelled | Status::Postponed => carries(),
                    _ => false,
                };
                if told && !factuality.negated && clause.negations.is_empty() {
                    reader.clause(clause, &mut found);
                }
            }
        }
    }
    found
}

struct Reader<'a> {
    context: &'a Context<'a>,
    article: usize,
    index: usize,
    sentence: &'a Sentence,
    lexicon: &'a Lexicon,
    keys: Keys,
}

impl Reader<'_> {
    fn clause(&self, clause: &Clause, found: &mut Vec<Doer>) {
        let first = found.len();
        found.extend(self.by_verb(clause));
        if found.len() == first {
            found.extend(self.by_object(clause));
        }
        self.by_noun(clause, found);
    }

    fn field(&self, lists: &[Vec<String>], token: u16) -> Option<usize> {
        let key = self.keys.get(token);
        let is_in = |word: &String| **word == *key.lemma || key.head.as_deref() == Some(word.as_str());
        lists.iter().position(|list| list.iter().any(is_in))
    }

    /// `Entdeckt hatte es …`
    fn by_verb(&self, clause: &Clause) -> Option<Doer> {
        let verb = clause.verb.as_ref()?;
        let lemma = verb.lemma.to_lowercase();
        let field = self.lexicon.fields.iter().position(|field| field.verbs.contains(&lemma))?;
        let taken = self.lexicon.fields[field].to.contains(&lemma);
        let agent = self.agent(clause, verb.voice != Voice::Active, taken)?;
        self.doer(clause, field, verb.main, &agent)
    }

    /// `Den Antrag stellte …`, `Der Anstoß kam von …`
    fn by_object(&self, clause: &Clause) -> Option<Doer> {
        let verb = clause.verb.as_ref()?;
        let lemma = verb.lemma.to_lowercase();
        let from: Vec<&String> =
            self.lexicon.from.iter().filter(|(word, _)| *word == lemma).map(|(_, by)| by).collect();
        let carries = self.lexicon.carriers.contains(&lemma);
        if !carries && from.is_empty() {
            return None;
        }
        let nouns: Vec<_> = self.lexicon.fields.iter().map(|field| field.nouns.clone()).collect();
        for argument in &clause.arguments {
            let head = self.sentence.phrases.get(argument.phrase)?.head;
            let Some(field) = self.field(&nouns, head) else { continue };
            if argument.role == Role::Subject
                && let Some(by) = clause.arguments.iter().find(|other| {
                    let phrase = &self.sentence.phrases[other.phrase];
                    matches!(&phrase.kind, PhraseKind::Prepositional(word) if from.iter().any(|by| ***by == **word))
                })
            {
                let agent = Found { phrase: by.phrase, presupposed: true };
                return self.doer(clause, field, head, &agent);
            }
            if carries && matches!(argument.role, Role::Object | Role::Subject) {
                let agent = self.agent(clause, verb.voice != Voice::Active, false)?;
                return self.doer(clause, field, head, &agent);
            }
        }
        None
    }

    /// `auf Antrag der Grünen`, `die Anordnung des Landrats`
    fn by_noun(&self, clause: &Clause, found: &mut Vec<Doer>) {
        let nouns: Vec<_> = self.lexicon.fields.iter().map(|field| field.nouns.clone()).collect();
        for (id, phrase) in self.sentence.phrases.iter().enumerate() {
            let Some(parent) = phrase.parent else { continue };
            if clause.tokens.binary_search(&phrase.tokens.start).is_err() {
                continue;
            }
            let by = match &phrase.kind {
                PhraseKind::Noun => true,
                PhraseKind::Prepositional(word) => self.lexicon.by.iter().any(|by| **by == **word),
            };
            let head = self.sentence.phrases[parent].head;
            let Some(field) = self.field(&nouns, head).filter(|_| by && self.acts(id)) else { continue };
            found.extend(self.doer(clause, field, head, &Found { phrase: id, presupposed: true }));
        }
    }

    /// Who does it in a clause: grammar first, and where it leaves that open, the only body among those that can.
    fn agent(&self, clause: &Clause, passive: bool, taken: bool) -> Option<Found> {
        let verb = clause.verb.as_ref()?;
        let finite = verb.finite.unwrap_or(verb.main);
        let start = |id: PhraseId| self.sentence.phrases[id].tokens.start;
        let relative = |id: PhraseId| {
            clause.kind == ClauseKind::Relative
                && clause.opener.is_some_and(|opener| self.sentence.phrases[id].tokens.contains(&opener))
        };
        let all = || clause.arguments.iter().filter(|argument| self.acts(argument.phrase));
        if passive {
            let by = |id: PhraseId| match &self.sentence.phrases[id].kind {
                PhraseKind::Prepositional(word) => self.lexicon.by.iter().any(|by| **by == **word),
                PhraseKind::Noun => false,
            };
            let agent = all().find(|argument| argument.role == Role::Agent || by(argument.phrase))?;
            return Some(Found { phrase: agent.phrase, presupposed: true });
        }
        // `Aufgefallen war es einer Leserin`
        if taken {
            let agent = all()
                .find(|argument| matches!(self.sentence.phrases[argument.phrase].kind, PhraseKind::Noun))?;
            return Some(Found { phrase: agent.phrase, presupposed: start(agent.phrase) > finite });
        }
        // `Es war X, der …`, `X, der den Notruf absetzte`
        let opener = clause.arguments.iter().find(|argument| relative(argument.phrase));
        if clause.kind == ClauseKind::Relative {
            let own = clause
                .arguments
                .iter()
                .any(|argument| argument.role == Role::Subject && !relative(argument.phrase));
            if !own
                && opener.is_none_or(|opener| opener.role == Role::Subject || !self.has_object_only(clause))
            {
                let antecedent = clause.antecedent.filter(|id| self.acts(*id))?;
                return Some(Found { phrase: antecedent, presupposed: self.is_cleft(clause) });
            }
        }
        let subject = all().find(|argument| argument.role == Role::Subject && !relative(argument.phrase));
        let bare = |argument: &&crate::language::Argument| {
            matches!(self.sentence.phrases[argument.phrase].kind, PhraseKind::Noun)
                && matches!(argument.role, Role::Subject | Role::Object | Role::IndirectObject)
        };
        let mut bodies = all().filter(bare);
        let agent = match subject {
            Some(subject) => subject,
            None => {
                // Read the wrong way: the thing is no subject of such a verb.
                let only = bodies.next()?;
                if bodies.next().is_some() || only.sure && only.role != Role::Subject {
                    return None;
                }
                only
            }
        };
        let behind = clause.kind == ClauseKind::Main && start(agent.phrase) > finite;
        let presupposed = self.is_self(agent.phrase) || behind && self.opens_with_deed(clause, finite);
        Some(Found { phrase: agent.phrase, presupposed })
    }

    fn has_object_only(&self, clause: &Clause) -> bool {
        clause.arguments.iter().any(|argument| argument.role == Role::Object)
    }

    /// Whether the verb itself or what it is done to stands before the finite verb.
    fn opens_with_deed(&self, clause: &Clause, finite: u16) -> bool {
        let Some(verb) = clause.verb.as_ref() else { return false };
        let participle = verb.main < finite;
        let object = clause.arguments.iter().any(|argument| {
            let phrase = &self.sentence.phrases[argument.phrase];
            phrase.tokens.end <= finite
                && matches!(phrase.kind, PhraseKind::Noun)
                && !matches!(argument.role, Role::Adverbial)
                && !self.acts(argument.phrase)
        });
        participle || object
    }

    /// `der Landkreis selbst`, `the company itself`
    fn is_self(&self, id: PhraseId) -> bool {
        let after = self.sentence.phrases[id].tokens.end;
        usize::from(after) < self.sentence.tokens.len()
            && self.lexicon.selves.iter().any(|word| **word == *self.keys.get(after).form.to_lowercase())
    }

    /// `Es war X, der …`: the clause above has no verb but to be.
    fn is_cleft(&self, clause: &Clause) -> bool {
        let above = clause.parent.and_then(|parent| self.sentence.clauses.get(parent));
        above
            .and_then(|above| above.verb.as_ref())
            .is_some_and(|verb| self.lexicon.be.iter().any(|be| **be == *verb.lemma.to_lowercase()))
    }

    /// Whether a phrase is somebody who can do something.
    fn acts(&self, id: PhraseId) -> bool {
        self.party(id).is_some_and(|party| {
            let language = self.sentence.language;
            let word = party.head_span.of(self.context.document(self.article).text());
            party.identity.is_some_and(|identity| self.is_state(identity))
                || is_body(self.context, &party)
                || self.context.entities.person_word(language, word).is_some()
        })
    }

    fn is_state(&self, identity: IdentityId) -> bool {
        let members = self.context.scene.identities.members(identity);
        members.first().is_some_and(|&(article, id)| {
            let entity = &self.context.scene.dossier[article].annotations.entities.list[id];
            entity.kind == EntityKind::Place && entity.known
        })
    }

    fn doer(&self, clause: &Clause, field: usize, act: u16, found: &Found) -> Option<Doer> {
        let lexemes = &self.context.scene.lexemes;
        let words = lexemes.words(self.article, self.index);
        let word = words.iter().find(|word| word.token == act)?;
        let agent = self.party(found.phrase)?;
        let phrase = &self.sentence.phrases[found.phrase];
        let (first, last) = (*clause.tokens.first()?, *clause.tokens.last()?);
        let is_own = |token: u16| phrase.tokens.contains(&token) || token == act;
        let antecedent = clause.antecedent.filter(|id| *id != found.phrase);
        let inside = |token: u16| {
            (first..=last).contains(&token)
                || antecedent.is_some_and(|id| self.sentence.phrases[id].tokens.contains(&token))
        };
        let is_noun = |token: u16| {
            let pos = self.sentence.tokens.get(usize::from(token)).map(|token| token.pos);
            matches!(pos, Some(Pos::Noun | Pos::Propn | Pos::X))
        };
        let annotated = &self.context.scene.dossier[self.article].annotations.times;
        let times = || within(annotated, self.sentence.span, |time| time.span);
        let topic = words
            .iter()
            .filter(|word| inside(word.token) && !is_own(word.token) && is_noun(word.token))
            .filter(|word| {
                !self.lexicon.fields.iter().any(|field| {
                    let key = self.keys.get(word.token);
                    field.nouns.iter().any(|noun| **noun == *key.lemma)
                })
            })
            .filter(|word| !times().any(|time| time.span.overlaps(word.span)))
            .map(|word| word.lexeme)
            .collect();
        let mut roles: Vec<String> = phrase
            .tokens
            .clone()
            .filter(|token| is_noun(*token))
            .map(|token| self.keys.get(token).lemma.to_string())
            .collect();
        if let Some(identity) = agent.identity {
            for &(article, id) in self.context.scene.identities.members(identity) {
                let entity = &self.context.scene.dossier[article].annotations.entities.list[id];
                roles.extend(
                    entity
                        .titles
                        .iter()
                        .filter(|title| !title.qualified)
                        .map(|title| title.lemma.to_lowercase()),
                );
                roles.extend(entity.name.split_whitespace().map(str::to_lowercase));
            }
        }
        let behind = self.sentence.phrases.iter().find(|other| {
            other.tokens.start == phrase.tokens.end && matches!(other.kind, PhraseKind::Prepositional(_))
        });
        let from = words
            .iter()
            .filter(|word| behind.is_some_and(|behind| behind.tokens.contains(&word.token)))
            .map(|word| word.lexeme)
            .filter(|lexeme| lexemes.name(*lexeme).is_some())
            .collect();
        Some(Doer {
            from,
            article: self.article,
            sentence: self.index,
            span: self.sentence.cover(first..last + 1).cover(agent.span),
            field,
            act_span: word.span,
            roles,
            agent,
            presupposed: found.presupposed,
            topic,
        })
    }

    fn party(&self, id: PhraseId) -> Option<Party> {
        let phrase = self.sentence.phrases.get(id)?;
        let lexemes = &self.context.scene.lexemes;
        let span = self.sentence.cover(phrase.tokens.clone());
        let head_token = self.sentence.tokens.get(usize::from(phrase.head))?;
        let words: Vec<_> = lexemes
            .words(self.article, self.index)
            .iter()
            .filter(|word| phrase.tokens.contains(&word.token))
            .collect();
        let head = self.keys.get(phrase.head).lemma.to_string();
        let entities = &self.context.scene.dossier[self.article].annotations.entities;
        let referred = within(&entities.mentions, span, |mention| mention.span)
            .filter(|mention| {
                mention.span == head_token.span && mention.form == MentionForm::Pronoun && mention.sure
            })
            .find_map(|mention| self.context.scene.identities.of(self.article, mention.entity));
        let named = words.iter().find_map(|word| lexemes.name(word.lexeme)).or(referred);
        (!words.is_empty() || named.is_some()).then(|| Party {
            span,
            head_span: head_token.span,
            words: words.iter().filter(|word| word.token == phrase.head).map(|word| word.lexeme).collect(),
            identity: named.or_else(|| self.context.bearer(self.article, &head)),
            head,
            number: phrase.numbers,
        })
    }
}

/// The phrase for who did it.
struct Found {
    phrase: PhraseId,
    presupposed: bool,
}
