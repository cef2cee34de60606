//! Words, phrases and clauses: what the sentences of an article are made of, before anybody asks what they mean.

mod cells;
mod clause;
mod lexicon;
mod model;
mod morph;
mod phrase;
pub mod tagger;
pub mod token;
mod word;

#[cfg(test)]
mod tests;

pub use model::{
    Argument, Clause, ClauseId, ClauseKind, Modality, Phrase, PhraseId, PhraseKind, Pos, Reading, Role,
    Sentence, Token, VerbComplex, Voice,
};
pub use morph::{Case, Cases, Gender, Genders, Mood, Morph, Number, Numbers, Person, Tense, VerbForm};

use std::collections::BTreeMap;

use crate::document::Document;
use crate::rule::{Files, Problem};
use crate::text::Span;

use lexicon::Lexicon;
use tagger::Tagger;
use token::Tokenizer;

/// Lexica, ending models and the tagger of every language.
#[derive(Debug)]
pub struct Rules {
    languages: BTreeMap<String, LanguageRules>,
    /// For a language without a rule folder.
    plain: LanguageRules,
}

/// What is known about one language.
#[derive(Debug, Default)]
struct LanguageRules {
    tokenizer: Tokenizer,
    tagger: Tagger,
    lexicon: Lexicon,
}

impl Rules {
    /// Loads the stage's rule files and models.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut languages = BTreeMap::new();
        for code in files.languages() {
            let tokenizer = Tokenizer::load(files, code)?;
            let tagger = Tagger::load(files, code)?;
            let lexicon = Lexicon::load(files, code)?;
            languages.insert(code.to_owned(), LanguageRules { tokenizer, tagger, lexicon });
        }
        Ok(Self { languages, plain: LanguageRules::default() })
    }
}

/// Reads every sentence of an article: tokens, phrases, clauses.
pub fn read(document: &Document, rules: &Rules) -> Reading {
    let text = document.text();
    let mut sentences = Vec::new();
    let mut spans = Vec::new();
    let mut buffers = tagger::Buffers::default();
    let mut scratch = word::Scratch::default();
    for (index, block) in document.blocks.iter().enumerate() {
        let language = rules.languages.get(block.language.code()).unwrap_or(&rules.plain);
        for &span in &block.sentences {
            spans.clear();
            language.tokenizer.split(text, span, &mut spans);
            spans.truncate(usize::from(u16::MAX));
            let mut tokens = words(text, &spans);
            language.tagger.apply(text, &mut tokens, &mut buffers);
            let mut sentence = Sentence {
                span,
                block: index,
                language: block.language,
                tokens,
                phrases: Vec::new(),
                clauses: Vec::new(),
            };
            structure(text, &mut sentence, &language.lexicon, &mut scratch);
            sentences.push(sentence);
        }
    }
    Reading { sentences }
}

/// The tokens at the given places, before anything is known about them but their form.
fn words(text: &str, spans: &[Span]) -> Vec<Token> {
    let token = |&span: &Span| Token {
        span,
        lemma: span.of(text).into(),
        head: 0,
        pos: Pos::X,
        morph: Morph::default(),
    };
    spans.iter().map(token).collect()
}

/// Finds the phrases and clauses of a tagged sentence, and its words' dictionary forms and features.
fn structure(text: &str, sentence: &mut Sentence, lexicon: &Lexicon, scratch: &mut word::Scratch) {
    let mut words = Vec::with_capacity(sentence.tokens.len());
    let nominal = |token: &Token| matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Cconj);
    let first = sentence.tokens.iter().position(|token| token.pos != Pos::Punct);
    word::mend_fronted(text, &mut sentence.tokens, lexicon);
    for index in 0..sentence.tokens.len() {
        let before_noun = sentence.tokens.get(index + 1).is_some_and(nominal);
        let token = &mut sentence.tokens[index];
        words.push(word::read(text, token, (first == Some(index), before_noun), lexicon, scratch));
    }
    let mut drafts = phrase::chunk(&words, lexicon);
    phrase::attach(&mut drafts, &words, &mut sentence.tokens, lexicon);
    sentence.clauses = clause::clauses(&words, &mut sentence.tokens, &mut drafts, lexicon);
    sentence.phrases = drafts.iter().map(|draft| draft.finish(&words)).collect();
    word::inflect(&mut sentence.tokens, &words, &drafts);
}
