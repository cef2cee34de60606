//! Deeds: who does what to whom, in main clauses and relative ones, passives, and nouns that name an act.

use super::lexicon::{Acts, Lexicon};
use crate::annotate::factuality::Status;
use crate::claim::pattern::Keys;
use crate::finding::Context;
use crate::finding::candidate::statement::Weighed;
use crate::language::{Clause, ClauseKind, Numbers, PhraseId, PhraseKind, Role, Sentence, Voice};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// How many sentences before may tell what a deed is about.
const BEFORE: usize = 2;

/// Somebody or something that takes part.
#[derive(Clone, Debug)]
pub(in crate::finding) struct Party {
    pub(in crate::finding) span: Span,
    /// Small letters.
    pub(in crate::finding) head: String,
    /// What its noun means; empty for a name or a pronoun.
    pub(in crate::finding) words: Vec<LexemeId>,
    pub(in crate::finding) identity: Option<IdentityId>,
    /// Whether it can only be one, or only be several; neither where the form says nothing.
    pub(in crate::finding) number: Numbers,
}

/// What somebody did.
#[derive(Clone, Debug)]
pub(in crate::finding) struct Deed {
    pub(in crate::finding) article: usize,
    pub(in crate::finding) span: Span,
    pub(in crate::finding) act: LexemeId,
    pub(in crate::finding) act_span: Span,
    /// The verb's lemma or the noun, in small letters.
    pub(in crate::finding) word: String,
    /// Whether the verb says little without its object.
    pub(in crate::finding) light: bool,
    /// Whether it is an act of turning to somebody first.
    pub(in crate::finding) approach: bool,
    /// Whether it is an act that is done once.
    pub(in crate::finding) single: bool,
    pub(in crate::finding) agent: Party,
    /// To whom or what it is done.
    pub(in crate::finding) patient: Option<Party>,
    /// Others in the clause: to whom it is turned, with what.
    pub(in crate::finding) others: Vec<Party>,
    /// The words of its sentence.
    pub(in crate::finding) around: Vec<Weighed>,
    /// Those of the two sentences before, counting half.
    pub(in crate::finding) before: Vec<Weighed>,
    /// Whether grammar or the usual order settles who does it to whom.
    pub(in crate::finding) sure: bool,
    /// Where its clause begins.
    pub(in crate::finding) start: usize,
    /// Of what kinds the act may be, by the words of its clause.
    pub(in crate::finding) kinds: Acts,
    /// Whether words say that it was done by nobody else (`selbst`, `von sich aus`).
    pub(in crate::finding) own: bool,
    /// Whether it is only presumed.
    pub(in crate::finding) presumed: bool,
}

/// Every deed that an article tells as done or to be done.
pub(in crate::finding) fn deeds(context: &Context<'_>) -> Vec<Deed> {
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
                    Status::Fact
                        | Status::UnderWay
                        | Status::Planned
                        | Status::Cancelled
                        | Status::Postponed
                        | Status::Presumed
                );
                if told && !factuality.negated && clause.negations.is_empty() {
                    let from = found.len();
                    reader.by_verb(clause, &mut found);
                    reader.by_noun(clause, &mut found);
                    let presumed = factuality.status == Status::Presumed;
                    found[from..].iter_mut().for_each(|deed| deed.presumed = presumed);
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
        let kinds = self.kinds(clause, act, patient);
        let weigh = |word: &crate::subject::Word, share: f32| Weighed {
            lexeme: word.lexeme,
            weight: share * lexemes.weight(word.lexeme),
            span: word.span,
        };
        Some(Deed {
            article: self.article,
            start: self.sentence.tokens.get(usize::from(first))?.span.start(),
            kinds,
            own: clause.tokens.iter().any(|token| self.is_own(*token)),
            presumed: false,
            span: self.sentence.cover(first..last + 1).cover(agent.span),
            act: word.lexeme,
            act_span: word.span,
            light: self.context.claims.concepts.is_light(self.sentence.language, &key.lemma),
            word: key.lemma.to_string(),
            approach: is_in(&self.lexicon.approach),
            single: is_in(&self.lexicon.single),
            agent,
            patient: patient.and_then(|phrase| self.party(phrase)),
            others,
            around: words.iter().map(|word| weigh(word, 1.0)).collect(),
            before: (self.index.saturating_sub(BEFORE)..self.index)
                .flat_map(|index| lexemes.words(self.article, index))
                .map(|word| weigh(word, 0.5))
                .collect(),
            sure,
        })
    }

    /// The kinds of acts that a verb or noun and what it is done to tell of; further words of an entry may stand
    /// anywhere in the clause.
    fn kinds(&self, clause: &Clause, act: u16, patient: Option<PhraseId>) -> Acts {
        let all = || clause.tokens.iter().map(|token| self.keys.get(*token));
        let is = |key: &crate::claim::pattern::Key, word: &str| {
            *key.lemma == *word || *key.form == *word || key.head.as_deref() == Some(word)
        };
        let patient = patient.and_then(|phrase| self.sentence.phrases.get(phrase)).map(|phrase| phrase.head);
        let telling: Vec<u16> = std::iter::once(act).chain(patient).collect();
        let mut kinds = 0;
        for &token in &clause.tokens {
            let key = self.keys.get(token);
            let forms = [Some(&*key.lemma), Some(&*key.form), key.head.as_deref()];
            for (kind, rest) in
                forms.into_iter().flatten().filter_map(|form| self.lexicon.acts.get(form)).flatten()
            {
                let is_told = if rest.is_empty() {
                    telling.contains(&token)
                } else {
                    rest.iter().all(|word| all().any(|key| is(key, word)))
                };
                if is_told {
                    kinds |= kind;
                }
            }
        }
        kinds
    }

    fn is_own(&self, token: u16) -> bool {
        let key = self.keys.get(token);
        self.context.rules.own.iter().any(|word| **word == *key.lemma || **word == *key.form)
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
            words: words.iter().filter(|word| word.token == phrase.head).map(|word| word.lexeme).collect(),
            identity: named.or_else(|| self.context.bearer(self.article, &head)),
            head,
            number: phrase.numbers,
        })
    }

    fn acts(&self, party: &Party) -> bool {
        super::is_body(self.context, party)
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
