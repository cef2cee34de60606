//! The data of the language stage. Indices (`u16`) count the tokens of one sentence; a sentence of more than
//! `u16::MAX` tokens is cut by the document stage.

use std::ops::Range;

use super::morph::{Cases, Mood, Morph, Numbers, Tense};
use crate::document::Language;
use crate::text::Span;

/// An article's sentences, read. In the order of the text; sentences of every block, also those that tell no story.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The sentences.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands in the reading text.
    pub span: Span,
    /// The index of its block in the document.
    pub block: usize,
    /// The language its words were read in.
    pub language: Language,
    /// Words, numbers and punctuation.
    pub tokens: Vec<Token>,
    /// Noun and prepositional phrases, by their first token. They do not overlap, but a phrase may name another as
    /// what it belongs to.
    pub phrases: Vec<Phrase>,
    /// Clauses, by their first token.
    pub clauses: Vec<Clause>,
}

impl Sentence {
    /// The range of the reading text that a run of tokens covers.
    pub fn cover(&self, tokens: Range<u16>) -> Span {
        match (self.tokens.get(tokens.start as usize), self.tokens.get(tokens.end.saturating_sub(1) as usize))
        {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(self.span.start(), self.span.start()),
        }
    }

    /// The token that holds a position of the reading text, or the first one after it.
    pub fn token_at(&self, position: usize) -> Option<u16> {
        let index = self.tokens.partition_point(|token| token.span.end() <= position);
        (index < self.tokens.len()).then(|| u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// The innermost clause that a token belongs to.
    pub fn clause_of(&self, token: u16) -> Option<ClauseId> {
        // Clauses stand in the order of their first tokens: the one sought is one of the last that begin by then.
        let begun =
            self.clauses.partition_point(|clause| clause.tokens.first().is_some_and(|first| *first <= token));
        (0..begun).rev().find(|id| self.clauses[*id].tokens.binary_search(&token).is_ok())
    }

    /// The phrase that a negation denies, the clause as a whole being true of something else: the one it stands in
    /// (`kein Minister`), or a bare one right behind it (`nicht den Minister, sondern …`). `None` for one that denies
    /// its clause.
    pub fn negated_phrase(&self, negation: u16) -> Option<PhraseId> {
        self.phrase_of(negation).or_else(|| {
            let id = self.phrase_of(negation + 1)?;
            let phrase = &self.phrases[id];
            (phrase.kind == PhraseKind::Noun && phrase.tokens.start == negation + 1).then_some(id)
        })
    }

    /// The phrase that a token belongs to.
    pub fn phrase_of(&self, token: u16) -> Option<PhraseId> {
        let id = self.phrases.partition_point(|phrase| phrase.tokens.end <= token);
        self.phrases.get(id).filter(|phrase| phrase.tokens.contains(&token)).map(|_| id)
    }
}

/// A word, a number or a punctuation mark.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands in the reading text.
    pub span: Span,
    /// Its dictionary form. Separable verbs carry their particle (`sagte … ab`: `absagen`, on the verb's token);
    /// nouns stand in the nominative singular; names lose the genitive `s`. Case as in a dictionary.
    pub lemma: Box<str>,
    /// Part of speech.
    pub pos: Pos,
    /// Where in the lemma the head of a compound noun begins (`Gipfelabsage`: at `absage`), in bytes; 0 for a simple
    /// word.
    pub head: u16,
    /// What its form and its neighbours tell about case, number, tense and so on.
    pub morph: Morph,
}

impl Token {
    /// A compound noun's modifier and its head as they stand in the lemma (`Gipfel`, `absage`).
    pub fn compound(&self) -> Option<(&str, &str)> {
        let at = usize::from(self.head);
        (at > 0).then(|| self.lemma.split_at_checked(at)).flatten()
    }
}

/// Parts of speech: those of Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of Universal Dependencies")]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Pos {
    /// Reads a tag of Universal Dependencies (`CCONJ`); unknown ones are [`Pos::X`].
    pub fn from_tag(tag: &str) -> Self {
        match tag {
            "ADJ" => Self::Adj,
            "ADP" => Self::Adp,
            "ADV" => Self::Adv,
            "AUX" => Self::Aux,
            "CCONJ" => Self::Cconj,
            "DET" => Self::Det,
            "INTJ" => Self::Intj,
            "NOUN" => Self::Noun,
            "NUM" => Self::Num,
            "PART" => Self::Part,
            "PRON" => Self::Pron,
            "PROPN" => Self::Propn,
            "PUNCT" => Self::Punct,
            "SCONJ" => Self::Sconj,
            "SYM" => Self::Sym,
            "VERB" => Self::Verb,
            _ => Self::X,
        }
    }
}

/// Index of a phrase in its sentence.
pub type PhraseId = usize;

/// Index of a clause in its sentence.
pub type ClauseId = usize;

/// A noun phrase or a prepositional phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Noun or prepositional.
    pub kind: PhraseKind,
    /// Its tokens, the preposition included.
    pub tokens: Range<u16>,
    /// Its noun, name, pronoun or number: the last of its core.
    pub head: u16,
    /// The cases its words agree on.
    pub cases: Cases,
    /// The numbers its words agree on; coordination counts as plural.
    pub numbers: Numbers,
    /// The phrase that it belongs to: a genitive, an apposition's noun, what a prepositional phrase modifies.
    pub parent: Option<PhraseId>,
    /// Further heads, joined by `und`, `oder`, a comma: the phrases that stand beside this one.
    pub conjuncts: Vec<PhraseId>,
}

/// Kind of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// `die drei Minister`
    Noun,
    /// `in Genf`, with the preposition's lemma (`in` for `im`).
    Prepositional(Box<str>),
}

/// What a clause says about its phrases.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Main, subordinate …
    pub kind: ClauseKind,
    /// Its own tokens, sorted, without those of clauses inside it.
    pub tokens: Vec<u16>,
    /// Its verb; none in headlines and fragments without one.
    pub verb: Option<VerbComplex>,
    /// Its phrases with their part in the clause.
    pub arguments: Vec<Argument>,
    /// `nicht`, `kein`, `nie`, `weder` …: the tokens that negate the clause or one of its phrases.
    pub negations: Vec<u16>,
    /// The clause that it depends on.
    pub parent: Option<ClauseId>,
    /// For relative clauses: the phrase that the relative pronoun stands for.
    pub antecedent: Option<PhraseId>,
    /// The conjunction's or relative pronoun's token (`dass`, `weil`, `ob`, `der`).
    pub opener: Option<u16>,
}

/// Kind of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// Verb second (or first): a statement, question or order.
    Main,
    /// Opened by a conjunction.
    Subordinate,
    /// Opened by a relative pronoun.
    Relative,
    /// `um … zu`, `ohne … zu`, plain `zu`.
    Infinitive,
    /// No finite verb: headlines, captions, parts of lists. May hold a participle or an infinitive as its verb.
    Fragment,
}

/// A clause's verb with its auxiliaries and particle.
#[derive(Clone, Debug)]
pub struct VerbComplex {
    /// Lemma of the main verb, particle included (`absagen`).
    pub lemma: Box<str>,
    /// The main verb's token.
    pub main: u16,
    /// The finite verb's token.
    pub finite: Option<u16>,
    /// Every token of the complex, sorted: auxiliaries, modal, participle, particle.
    pub tokens: Vec<u16>,
    /// Active, passive.
    pub voice: Voice,
    /// Tense of the whole.
    pub tense: Option<Tense>,
    /// Mood of the finite verb.
    pub mood: Option<Mood>,
    /// The modal verb, if there is one.
    pub modality: Option<Modality>,
}

/// Voice of a verb complex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// `sagt ab`
    Active,
    /// `wurde abgesagt`, `was cancelled`
    Passive,
    /// `ist abgesagt`
    Stative,
}

/// Modal verbs by what they commit to. `sollen`, `will`, `may` … are mapped by the language's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// `können`, `dürfen`, `may`: possible.
    Possible,
    /// `müssen`, `must`: necessary.
    Necessary,
    /// `sollen`, `to be to`: arranged, demanded or hearsay.
    Arranged,
    /// `wollen`, `intend`: wanted or claimed of oneself.
    Wanted,
}

/// A phrase's part in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The phrase.
    pub phrase: PhraseId,
    /// Its part.
    pub role: Role,
    /// Whether grammar settles it (agreement, case, position) or it is only likely.
    pub sure: bool,
}

/// Part of a phrase in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who acts; in the passive: to whom it is done.
    Subject,
    /// Accusative or direct object.
    Object,
    /// Dative or indirect object.
    IndirectObject,
    /// `von X`, `durch X`, `by X` in the passive.
    Agent,
    /// `X ist/wird/bleibt Präsident`.
    Predicative,
    /// A prepositional phrase of the verb.
    Oblique,
    /// A bare noun phrase of time or measure (`vier Stunden lang`, `Montag`).
    Adverbial,
}
