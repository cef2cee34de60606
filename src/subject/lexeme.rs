//! The words of a dossier by their meaning, each looked up once.

use std::sync::atomic::{AtomicU16, Ordering};

use rustc_hash::FxHashMap;

use super::{Article, Identities, IdentityId};
use crate::annotate::entity::MentionForm;
use crate::claim;
use crate::claim::concept::Term;
use crate::claim::pattern::Keys;
use crate::claim::vectors::{Vector, nearness};
use crate::document::Language;
use crate::language::{Pos, Sentence};
use crate::text::Span;

/// Index of a lexeme in its dossier.
pub type LexemeId = u32;

/// Vectors nearer than this begin to count as related …
const RELATED: f32 = 0.16;
/// … and from here on as much as they ever do.
const CLOSE: f32 = 0.62;
/// What the nearest vectors are worth beside the same word.
const MOST_BY_VECTOR: f32 = 0.8;
/// Up to so many words and names, a pair is looked at once and remembered.
const MOST_RELATED: usize = 4000;
/// A pair that was not looked at yet.
const UNKNOWN: u16 = u16::MAX;
/// What a shared concept is worth beside the same word.
const BY_CONCEPT: f32 = 0.95;

/// A content word of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// What it means.
    pub lexeme: LexemeId,
    /// Index of its token; of the first one for a name of several.
    pub token: u16,
    /// Where it stands.
    pub span: Span,
}

/// What a word or name stands for.
#[derive(Debug)]
struct Lexeme {
    name: Option<IdentityId>,
    terms: Vec<Term>,
    vector: Option<Box<Vector>>,
    /// How much it says, from 0 to 1: rare words say most.
    weight: f32,
    /// In how many sentences of the dossier it stands.
    sentences: u32,
}

/// All words and names of a dossier.
#[derive(Debug, Default)]
pub struct Lexemes {
    list: Vec<Lexeme>,
    // [article][sentence] → its words
    words: Vec<Vec<Vec<Word>>>,
    sentences: u32,
    // Row by row, how near two lexemes are, from 0 to 255, once somebody has asked; empty where there are too many for
    // that.
    near: Vec<AtomicU16>,
}

impl Lexemes {
    /// Reads the words of every article.
    pub fn read(dossier: &[Article<'_>], identities: &Identities, rules: &claim::Rules) -> Self {
        let mut reader = Reader {
            rules,
            by_word: FxHashMap::default(),
            by_name: FxHashMap::default(),
            lexemes: Self::default(),
        };
        for (article, read) in dossier.iter().enumerate() {
            let mut rows = Vec::with_capacity(read.reading.sentences.len());
            for sentence in &read.reading.sentences {
                let words = reader.sentence(article, read, sentence, identities);
                reader.lexemes.count(&words);
                rows.push(words);
            }
            reader.lexemes.words.push(rows);
        }
        let count = reader.lexemes.list.len();
        if count <= MOST_RELATED {
            reader.lexemes.near.resize_with(count * count, || AtomicU16::new(UNKNOWN));
        }
        reader.lexemes
    }

    fn count(&mut self, words: &[Word]) {
        let mut seen: Vec<LexemeId> = words.iter().map(|word| word.lexeme).collect();
        seen.sort_unstable();
        seen.dedup();
        for id in seen {
            self.list[id as usize].sentences += 1;
        }
        self.sentences += 1;
    }

    /// The content words of a sentence, in order; names of several words are one.
    pub fn words(&self, article: usize, sentence: usize) -> &[Word] {
        self.words.get(article).and_then(|rows| rows.get(sentence)).map_or(&[], Vec::as_slice)
    }

    /// The identity that a word names or refers to.
    pub fn name(&self, id: LexemeId) -> Option<IdentityId> {
        self.list[id as usize].name
    }

    /// How much a word says about what a clause is about, from 0 to 1: rare words say most, and less where the
    /// dossier is full of them.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub fn weight(&self, id: LexemeId) -> f32 {
        let lexeme = &self.list[id as usize];
        let (all, own) = (self.sentences.max(2) as f32, lexeme.sentences.max(1) as f32);
        lexeme.weight * (0.3 + 0.7 * (all / own).ln() / all.ln())
    }

    /// How near two words are in meaning, from 0 (nothing in common) to 1 (the same).
    pub fn nearness(&self, a: LexemeId, b: LexemeId) -> f32 {
        let (a, b) = (a as usize, b as usize);
        // Clauses are compared far more often than there are words.
        let Some(known) = self.near.get(a.min(b) * self.list.len() + a.max(b)) else {
            return self.relation(a, b);
        };
        let mut near = known.load(Ordering::Relaxed);
        if near == UNKNOWN {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let looked = (self.relation(a, b) * 255.0) as u8;
            near = u16::from(looked);
            known.store(near, Ordering::Relaxed);
        }
        f32::from(near) / 255.0
    }

    fn relation(&self, a: usize, b: usize) -> f32 {
        if a == b {
            return 1.0;
        }
        let (x, y) = (&self.list[a], &self.list[b]);
        if x.name.is_some() || y.name.is_some() {
            return if x.name.is_some() && x.name == y.name { 1.0 } else { 0.0 };
        }
        if x.terms.iter().any(|term| y.terms.contains(term)) {
            return BY_CONCEPT;
        }
        let (Some(first), Some(second)) = (&x.vector, &y.vector) else { return 0.0 };
        ((nearness(first, second) - RELATED) / (CLOSE - RELATED)).clamp(0.0, 1.0) * MOST_BY_VECTOR
    }

    /// The vector of a word, where it has one.
    pub fn vector(&self, id: LexemeId) -> Option<&Vector> {
        self.list[id as usize].vector.as_deref()
    }

    /// What a word means: the concepts it belongs to.
    pub fn terms(&self, id: LexemeId) -> &[Term] {
        &self.list[id as usize].terms
    }
}

/// The lexemes while the articles are being read.
struct Reader<'a> {
    rules: &'a claim::Rules,
    by_word: FxHashMap<(Language, Box<str>), LexemeId>,
    by_name: FxHashMap<IdentityId, LexemeId>,
    lexemes: Lexemes,
}

impl Reader<'_> {
    fn sentence(
        &mut self,
        article: usize,
        read: &Article<'_>,
        sentence: &Sentence,
        identities: &Identities,
    ) -> Vec<Word> {
        let text = read.document.text();
        let keys = Keys::new(sentence, text);
        let mentions = &read.annotations.entities.mentions;
        let mut words: Vec<Word> = Vec::new();
        for (index, token) in sentence.tokens.iter().enumerate() {
            let Ok(at) = u16::try_from(index) else { break };
            let first = mentions.partition_point(|mention| mention.span.end() <= token.span.start());
            let mention = mentions[first..]
                .iter()
                .take_while(|mention| mention.span.start() < token.span.end())
                .find(|mention| mention.span.overlaps(token.span));
            let named = mention.and_then(|mention| {
                let identity = identities.of(article, mention.entity)?;
                Some((identity, mention))
            });
            if let Some((identity, mention)) = named {
                let again = words.last().is_some_and(|word| word.span == mention.span);
                if !again {
                    words.push(Word { lexeme: self.name(identity), token: at, span: mention.span });
                }
                // `der Minister` is the man and the office; a name is nothing but the man.
                let described = matches!(mention.form, MentionForm::Role);
                if !described {
                    continue;
                }
            }
            if !is_content(token.pos) || !token.span.of(text).chars().any(char::is_alphabetic) {
                continue;
            }
            let key = keys.get(at);
            let id = match self.by_word.get(&(sentence.language, key.lemma.clone())) {
                Some(id) => *id,
                None => self.word(sentence.language, key),
            };
            words.push(Word { lexeme: id, token: at, span: token.span });
        }
        words
    }

    fn name(&mut self, identity: IdentityId) -> LexemeId {
        let list = &mut self.lexemes.list;
        *self.by_name.entry(identity).or_insert_with(|| {
            list.push(Lexeme {
                name: Some(identity),
                terms: Vec::new(),
                vector: None,
                weight: 1.0,
                sentences: 0,
            });
            id_of(list.len() - 1)
        })
    }

    fn word(&mut self, language: Language, key: &claim::pattern::Key) -> LexemeId {
        let vectors = &self.rules.vectors;
        // From `Euro` and `sagen` (said every few sentences) to what a reader meets once in a year.
        let weight = ((6.6 - vectors.frequency(language, key)) / 3.4).clamp(0.1, 1.0);
        self.lexemes.list.push(Lexeme {
            name: None,
            terms: self.rules.concepts.terms(language, key),
            vector: vectors.of(language, key).map(Box::new),
            weight,
            sentences: 0,
        });
        let id = id_of(self.lexemes.list.len() - 1);
        self.by_word.insert((language, key.lemma.clone()), id);
        id
    }
}

fn id_of(index: usize) -> LexemeId {
    LexemeId::try_from(index).unwrap_or(LexemeId::MAX)
}

fn is_content(pos: Pos) -> bool {
    match pos {
        Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::X => true,
        Pos::Adp
        | Pos::Adv
        | Pos::Aux
        | Pos::Cconj
        | Pos::Det
        | Pos::Intj
        | Pos::Num
        | Pos::Part
        | Pos::Pron
        | Pos::Punct
        | Pos::Sconj
        | Pos::Sym => false,
    }
}
