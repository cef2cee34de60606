//! Who speaks: the phrase beside a verb of saying, or behind `laut` and its kin.

use super::lexicon::{Lexicon, Words};
use crate::language::{Clause, PhraseKind, Pos, Role, Sentence, Token, VerbForm, Voice};
use crate::text::Span;

/// A speaker's words and the word of saying.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// Who; none where the text names nobody (`es heißt`).
    pub speaker: Option<Span>,
    /// The verb, `so`, or `laut`.
    pub cue: Span,
    /// Whether only a phrase (`laut X`) names the speaker, who need not be at hand for the next quote.
    pub aside: bool,
}

/// How far behind an auxiliary its participle of saying may stand.
const PARTICIPLE_REACH: usize = 16;
/// How many words may stand between verb and subject (`sagte am Sonntag in Kassel Marie Weber`).
const SUBJECT_REACH: usize = 8;

/// One sentence with the words of saying of its language.
#[derive(Clone, Copy)]
pub(super) struct Saying<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub lexicon: &'a Lexicon,
}

impl<'a> Saying<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(at)
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    pub(super) fn is_in(&self, at: usize, set: &Words) -> bool {
        let word = self.word(at);
        set.contains(word) || word.chars().any(char::is_uppercase) && set.contains(&*word.to_lowercase())
    }

    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        self.token(at).map(|token| token.pos)
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        matches!(self.pos(at), Some(Pos::Verb | Pos::Aux))
    }

    /// Whether a token is a verb of saying.
    pub fn speaks(&self, at: usize) -> bool {
        self.is_verb(at) && self.token(at).is_some_and(|token| self.lexicon.speak.contains(&*token.lemma))
    }

    fn is_participle(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.morph.form == Some(VerbForm::Participle))
    }

    /// The speaker whom the words behind a quote name (`“, sagte X`; `“, so X`; `,” X said`).
    pub fn behind(&self, from: usize) -> Option<Said> {
        let mut at = from;
        while at < from + 3 && self.pos(at) == Some(Pos::Punct) && !self.ends(at) {
            at += 1;
        }
        if self.is_in(at, &self.lexicon.so) {
            let phrase = self.phrase_at(at + 1)?;
            return Some(Said { speaker: Some(self.cover(phrase)), cue: self.token(at)?.span, aside: false });
        }
        if let Some(said) = self.verb_first(at) {
            return Some(said);
        }
        // English: who, then the verb, with an adverb between at most.
        let phrase = self.phrase_at(at)?;
        let mut verb = self.skip_apposition(phrase.1);
        if self.pos(verb) == Some(Pos::Adv) {
            verb += 1;
        }
        let verb = self.main_verb(verb)?;
        Some(Said { speaker: Some(self.cover(phrase)), cue: self.token(verb)?.span, aside: false })
    }

    /// The verb of saying that a finite verb at `at` is or belongs to (`has told`).
    fn main_verb(&self, at: usize) -> Option<usize> {
        if self.speaks(at) {
            return Some(at);
        }
        let auxiliary = self.is_verb(at) && self.lexicon.auxiliary.contains(&*self.token(at)?.lemma);
        let end = (at + PARTICIPLE_REACH).min(self.sentence.tokens.len());
        let participle = |&verb: &usize| {
            self.is_verb(verb) && !self.lexicon.auxiliary.contains(&*self.sentence.tokens[verb].lemma)
        };
        (at + 1..end).take_while(|&verb| !self.ends(verb)).find(participle).filter(|&verb| {
            let lemma = &*self.sentence.tokens[verb].lemma;
            auxiliary && (self.lexicon.speak.contains(lemma) || self.lexicon.quoted.contains(lemma))
        })
    }

    /// `sagte X`, `hatte X gesagt`, `wird X zitiert`
    fn verb_first(&self, at: usize) -> Option<Said> {
        let verb = self.main_verb(at)?;
        if self.cites(verb) {
            return Some(self.cited(verb));
        }
        let speaker = self.subject_behind(at + 1).map(|phrase| self.cover(phrase));
        Some(Said { speaker, cue: self.token(verb)?.span, aside: false })
    }

    /// Whether a verb says that somebody's words are given by somebody else (`zitiert die Zeitung den Minister`).
    fn cites(&self, verb: usize) -> bool {
        let complex = self.clause_of(verb).and_then(|clause| clause.verb.as_ref());
        self.token(verb).is_some_and(|token| self.lexicon.quoted.contains(&*token.lemma))
            && complex.is_some_and(|complex| complex.voice == Voice::Active)
    }

    /// The one whose words are given: the object.
    fn cited(&self, verb: usize) -> Said {
        let object = self.clause_of(verb).and_then(|clause| {
            let argument = clause.arguments.iter().find(|argument| argument.role == Role::Object)?;
            let phrase = self.sentence.phrases.get(argument.phrase)?;
            let (start, end) = (usize::from(phrase.tokens.start), usize::from(phrase.tokens.end));
            Some(self.cover((start, self.phrase_at(start).map_or(end, |whole| whole.1.max(end)))))
        });
        let cue = self.token(verb).map_or(Span::new(0, 0), |token| token.span);
        Said { speaker: object, cue, aside: false }
    }

    /// The first phrase behind a verb that is no prepositional one.
    fn subject_behind(&self, from: usize) -> Option<(usize, usize)> {
        let mut at = from;
        while at < from + SUBJECT_REACH {
            match self.pos(at)? {
                Pos::Adp if self.is_particle(at) => return self.phrase_at(at),
                // A preposition takes its phrase with it.
                Pos::Adp => at = self.phrase_at(at + 1).map_or(at + 1, |phrase| phrase.1),
                Pos::Adv | Pos::Part => at += 1,
                // `sich`
                Pos::Pron if !self.is_in(at, &self.lexicon.pronouns) => at += 1,
                _ => return self.phrase_at(at),
            }
        }
        None
    }

    /// The speaker whom the words before a quote name (`X sagt: „`); `end` is the first token of the quote.
    pub fn before(&self, end: usize) -> Option<Said> {
        let verb = (0..end).rev().take(30).find(|&at| self.quotes(at))?;
        // `…, said chief executive Hugo Pennant: “`
        if let Some(phrase) = self.phrase_at(verb + 1)
            && phrase.1 + 1 == end
            && self.word(phrase.1) == ":"
            && self.is_named(phrase)
            && !self.cites(verb)
        {
            return Some(Said {
                speaker: Some(self.cover(phrase)),
                cue: self.token(verb)?.span,
                aside: false,
            });
        }
        self.of_verb(verb)
    }

    /// Who acts in words that end in a colon but have no verb of saying (`Weber wurde deutlich: „`; `Weber: „`).
    pub fn led(&self, end: usize) -> Option<Said> {
        let colon = end.checked_sub(1).filter(|&at| self.word(at) == ":")?;
        let cue = self.token(colon)?.span;
        let verb = (0..colon).rev().find(|&at| self.is_verb(at));
        let speaker = match verb {
            None => self
                .phrase_at(0)
                .filter(|phrase| phrase.1 == colon && self.is_named(*phrase))
                .map(|p| self.cover(p)),
            Some(verb) => {
                let clause = self.clause_of(verb)?;
                let first = |span: Span| self.sentence.token_at(span.start()).map(usize::from);
                self.subject(clause).filter(|span| first(*span).is_some_and(|at| self.names(at, *span)))
            }
        };
        speaker.map(|speaker| Said { speaker: Some(speaker), cue, aside: false })
    }

    /// The speaker of a verb of saying, by its clause or else by what stands around it.
    pub fn of_verb(&self, verb: usize) -> Option<Said> {
        let cue = self.token(verb)?.span;
        if self.cites(verb) {
            return Some(self.cited(verb));
        }
        if let Some(clause) = self.clause_of(verb) {
            // `Die Sitzung nannte Weber „zäh“`: a name behind the verb rather than a thing before it.
            let name = || self.phrase_at(self.finite_of(verb) + 1).filter(|phrase| self.is_named(*phrase));
            if self.calls(verb)
                && let Some(span) = self.subject(clause)
                && span.end() <= cue.start()
                && !self.sentence.token_at(span.start()).is_some_and(|at| self.names(usize::from(at), span))
                && let Some(phrase) = name()
            {
                return Some(Said { speaker: Some(self.cover(phrase)), cue, aside: false });
            }
            if let Some(span) = self.subject(clause).or_else(|| self.source(clause)) {
                return Some(Said { speaker: Some(span), cue, aside: false });
            }
            let passive = clause.verb.as_ref().is_some_and(|complex| complex.voice != Voice::Active);
            if passive {
                return Some(Said { speaker: None, cue, aside: false });
            }
        }
        let finite = self.finite_of(verb);
        let speaker = self.phrase_before(finite).or_else(|| self.subject_behind(finite + 1));
        Some(Said { speaker: speaker.map(|phrase| self.cover(phrase)), cue, aside: false })
    }

    /// Whether a token is a verb that speaks or quotes a word for something.
    pub fn quotes(&self, at: usize) -> bool {
        self.speaks(at) || self.calls(at)
    }

    fn calls(&self, at: usize) -> bool {
        self.is_verb(at) && self.token(at).is_some_and(|token| self.lexicon.call.contains(&*token.lemma))
    }

    /// The finite verb of a participle, where it has an auxiliary before it.
    fn finite_of(&self, verb: usize) -> usize {
        if !self.is_participle(verb) {
            return verb;
        }
        let from = verb.saturating_sub(PARTICIPLE_REACH);
        let auxiliary = (from..verb).rev().find(|&at| {
            self.is_verb(at) && self.lexicon.auxiliary.contains(&*self.sentence.tokens[at].lemma)
        });
        auxiliary.unwrap_or(verb)
    }

    fn clause_of(&self, token: usize) -> Option<&'a Clause> {
        let id = self.sentence.clause_of(u16::try_from(token).ok()?)?;
        self.sentence.clauses.get(id)
    }

    /// Whether a phrase has a proper name.
    fn is_named(&self, (start, end): (usize, usize)) -> bool {
        (start..end).any(|at| self.pos(at) == Some(Pos::Propn))
    }

    /// Whether the tokens of a span have a proper name or a pronoun.
    fn names(&self, first: usize, span: Span) -> bool {
        let tokens = self.sentence.tokens.get(first..).unwrap_or(&[]);
        let inside = tokens.iter().take_while(|token| token.span.start() < span.end());
        inside.clone().any(|token| matches!(token.pos, Pos::Propn | Pos::Pron))
    }

    /// `aus dem Rathaus hieß es`
    fn source(&self, clause: &Clause) -> Option<Span> {
        clause.arguments.iter().find_map(|argument| {
            let phrase = self.sentence.phrases.get(argument.phrase)?;
            let PhraseKind::Prepositional(preposition) = &phrase.kind else { return None };
            let span = (usize::from(phrase.tokens.start) + 1, usize::from(phrase.tokens.end));
            (self.lexicon.out_of.contains(preposition) && span.0 < span.1).then(|| self.cover(span))
        })
    }

    /// The words of a clause's subject.
    pub fn subject(&self, clause: &Clause) -> Option<Span> {
        let passive = clause.verb.as_ref().is_some_and(|complex| complex.voice == Voice::Passive);
        let quoted = clause.verb.as_ref().is_some_and(|complex| self.lexicon.quoted.contains(&complex.lemma));
        let role = if passive && !quoted { Role::Agent } else { Role::Subject };
        let argument = clause.arguments.iter().find(|argument| argument.role == role)?;
        let phrase = self.sentence.phrases.get(argument.phrase)?;
        let (start, end) = (usize::from(phrase.tokens.start), usize::from(phrase.tokens.end));
        let start = if role == Role::Agent { start + 1 } else { start };
        let nobody = end == start + 1 && self.is_in(start, &self.lexicon.nobody);
        // A title and its name may be two phrases (`Präsidentin Renate Kükelhan`).
        let mut last = end;
        while self.pos(last) == Some(Pos::Propn) || self.is_particle(last) {
            last += 1;
        }
        (start < end && !nobody).then(|| self.cover((start, self.skip_apposition(last))))
    }

    /// The range of a run of tokens.
    pub fn cover(&self, (start, end): (usize, usize)) -> Span {
        let short = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        self.sentence.cover(short(start)..short(end))
    }

    /// Whether a token ends an utterance.
    fn ends(&self, at: usize) -> bool {
        matches!(self.word(at), "." | "!" | "?" | ";" | ":")
    }
}
