//! Deeds: who does what to whom, in main clauses and relative ones, passives, and nouns that name an act.

use super::lexicon::Lexicon;
use crate::annotate::factuality::Status;
use crate::claim::pattern::Keys;
use crate::finding::Context;
use crate::finding::candidate::statement::Weighed;
use crate::language::{Clause, ClauseKind, Numbers, PhraseId, PhraseKind, Role, Sentence, Voice};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// Somebody or something that takes part.
#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) span: Span,
    /// The noun or name that it is built around.
    pub(super) head_span: Span,
    /// Small letters.
    pub(super) head: String,
    /// What its noun means; empty for a name or a pronoun.
    pub(super) words: Vec<LexemeId>,
    pub(super) identity: Option<IdentityId>,
    /// Whether it can only be one, or only be several; neither where the form says nothing.
    pub(super) number: Numbers,
}

/// What somebody did.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) article: usize,
    pub(super) sentence: usize,
    pub(super) span: Span,
    pub(super) act: LexemeId,
    pub(super) act_span: Span,
    /// The verb's lemma or the noun, in small letters.
    pub(super) word: String,
    /// Whether the verb says little without its object.
    pub(super) light: bool,
    /// Whether it is an act of turning to somebody first.
    pub(super) approach: bool,
    /// Whether it is an act that is done once.
    pub(super) single: bool,
    /// Which words for it tell one act of a story.
    pub(super) family: Option<usize>,
    pub(super) agent: Party,
    /// To whom or what it is done.
    pub(super) patient: Option<Party>,
    /// Others in the clause: to whom it is turned, with what.
    pub(super) others: Vec<Party>,
    /// The words of its sentence.
    pub(super) around: Vec<Weighed>,
    /// Whether grammar or the usual order settles who does it to whom.
    pub(super) sure: bool,
}

/// Every deed that an article tells as done or to be done.
pub(super) fn deeds(context: &Context<'_>) -> Vec<Deed> {
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
                let told = matches!(
                    factuality.status,
                    Status::Fact | Status::UnderWay | Status::Planned | Status::Cancelled | Status::Postponed
                );
                if told && !factuality.negated && clause.negations.is_empty() {
                    reader.by_verb(clause, &mut found);
                    reader.by_noun(clause, &mut found);
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
    fn by_verb(&self, clause: &Clause, found: &mut Vec<Deed>) {
        found.extend(self.verb(clause, false));
        let lemma = clause.verb.as_ref().map(|verb| verb.lemma.to_lowercase());
        let concepts = &self.context.claims.concepts;
        if lemma.is_some_and(|lemma| concepts.is_light(self.sentence.language, &lemma)) {
            found.extend(self.verb(clause, true));
        }
    }

    /// The deed of a clause's verb; of its object where the verb only carries it (`eine Klage einreichen`).
    fn verb(&self, clause: &Clause, carried: bool) -> Option<Deed> {
        let verb = clause.verb.as_ref()?;
        let lemma = verb.lemma.to_lowercase();
        let passive = verb.voice != Voice::Active;
        let argument = |role: Role| clause.arguments.iter().find(|argument| argument.role == role);
        let (doer, done_to) =
            if passive { (Role::Agent, Role::Subject) } else { (Role::Subject, Role::Object) };
        let subject = argument(Role::Subject).map(|argument| argument.phrase);
        if let Some((_, preposition)) = self.lexicon.from.iter().find(|(word, _)| *word == lemma) {
            let act = self.sentence.phrases.get(subject?)?.head;
            let by = clause.arguments.iter().find(|argument| self.is_behind(argument.phrase, preposition))?;
            return self.deed(clause, act, self.party(by.phrase)?, None, &[by.phrase, subject?], true);
        }
        let act =
            if carried { self.sentence.phrases.get(argument(done_to)?.phrase)?.head } else { verb.main };
        let from = argument(doer).filter(|argument| !self.is_relative(clause, argument.phrase));
        let antecedent = clause.antecedent.filter(|_| clause.kind == ClauseKind::Relative);
        // `Es war X, der …`: the pronoun stands for the noun before.
        let agent = match from {
            Some(argument) => argument.phrase,
            None if !passive
                && argument(Role::Object).is_none_or(|object| !self.is_relative(clause, object.phrase)) =>
            {
                antecedent?
            }
            None => return None,
        };
        let to = argument(done_to).or_else(|| argument(Role::IndirectObject).filter(|_| !passive));
        let patient = to.map(|argument| argument.phrase);
        let patient =
            patient.map(
                |phrase| if self.is_relative(clause, phrase) { antecedent.unwrap_or(phrase) } else { phrase },
            );
        let settled = [from, to].into_iter().flatten().all(|argument| argument.sure);
        let usual = patient.is_none_or(|patient| agent < patient);
        self.deed(clause, act, self.party(agent)?, patient, &[agent], settled || usual)
    }

    /// `eine Klage der Flughafen GmbH`, `die Einladung durch die Partei`.
    fn by_noun(&self, clause: &Clause, found: &mut Vec<Deed>) {
        let phrases = &self.sentence.phrases;
        for (id, phrase) in phrases.iter().enumerate() {
            let Some(parent) = phrase.parent else { continue };
            if clause.tokens.binary_search(&phrase.tokens.start).is_err() {
                continue;
            }
            let by = match &phrase.kind {
                PhraseKind::Noun => true,
                PhraseKind::Prepositional(word) => self.lexicon.by.iter().any(|by| **by == **word),
            };
            let body = self.party(id).filter(|party| by && self.acts(party));
            if let Some(agent) = body {
                found.extend(self.deed(clause, phrases[parent].head, agent, None, &[id, parent], true));
            }
        }
    }

    fn deed(
        &self,
        clause: &Clause,
        act: u16,
        agent: Party,
        patient: Option<PhraseId>,
        without: &[PhraseId],
        sure: bool,
    ) -> Option<Deed> {
        let lexemes = &self.context.scene.lexemes;
        let words = lexemes.words(self.article, self.index);
        let word = words.iter().find(|word| word.token == act)?;
        if lexemes.name(word.lexeme).is_some() {
            return None;
        }
        let others = clause
            .arguments
            .iter()
            .filter(|argument| !without.contains(&argument.phrase) && Some(argument.phrase) != patient)
            .filter(|argument| !matches!(argument.role, Role::Predicative | Role::Adverbial))
            .filter_map(|argument| self.party(argument.phrase))
            .collect();
        let key = self.keys.get(act);
        let is_in = |list: &[String]| {
            list.iter()
                .any(|word| **word == *key.lemma || key.head.as_deref().is_some_and(|head| **word == *head))
        };
        let (first, last) = (*clause.tokens.first()?, *clause.tokens.last()?);
        Some(Deed {
            article: self.article,
            sentence: self.index,
            span: self.sentence.cover(first..last + 1).cover(agent.span),
            act: word.lexeme,
            act_span: word.span,
            light: self.context.claims.concepts.is_light(self.sentence.language, &key.lemma),
            word: key.lemma.to_string(),
            approach: is_in(&self.lexicon.approach),
            single: is_in(&self.lexicon.single),
            family: self.lexicon.families.iter().position(|family| is_in(family)),
            agent,
            patient: patient.and_then(|phrase| self.party(phrase)),
            others,
            around: words
                .iter()
                .map(|word| Weighed {
                    lexeme: word.lexeme,
                    weight: lexemes.weight(word.lexeme),
                    span: word.span,
                })
                .collect(),
            sure,
        })
    }

    fn party(&self, id: PhraseId) -> Option<Party> {
        let phrase = self.sentence.phrases.get(id)?;
        let lexemes = &self.context.scene.lexemes;
        let words: Vec<_> = lexemes
            .words(self.article, self.index)
            .iter()
            .filter(|word| phrase.tokens.contains(&word.token))
            .collect();
        let head = self.keys.get(phrase.head).lemma.to_string();
        let named = words.iter().find_map(|word| lexemes.name(word.lexeme));
        (!words.is_empty()).then(|| Party {
            span: self.sentence.cover(phrase.tokens.clone()),
            head_span: self.sentence.tokens[usize::from(phrase.head)].span,
            words: words.iter().filter(|word| word.token == phrase.head).map(|word| word.lexeme).collect(),
            identity: named.or_else(|| self.context.bearer(self.article, &head)),
            head,
            number: phrase.numbers,
        })
    }

    fn acts(&self, party: &Party) -> bool {
        // `die Schließung des Tolmer-Werks`: what a company has is no company.
        let part = party.head.rsplit_once('-').map(|(_, part)| part);
        part.is_none_or(|part| self.context.rules.actors.knows(part)) && super::is_body(self.context, party)
    }

    /// Whether a phrase is the relative pronoun that opens the clause.
    fn is_relative(&self, clause: &Clause, phrase: PhraseId) -> bool {
        let tokens = &self.sentence.phrases[phrase].tokens;
        clause.kind == ClauseKind::Relative && clause.opener.is_some_and(|opener| tokens.contains(&opener))
    }

    fn is_behind(&self, phrase: PhraseId, preposition: &str) -> bool {
        matches!(&self.sentence.phrases[phrase].kind, PhraseKind::Prepositional(word) if **word == *preposition)
    }
}
