//! A statement of a cause, made from the words that a reading has found.

use super::fields::{Field, Kind};
use super::read::{Cause, Parts, Reader, Strength};
use crate::annotate::factuality::{Factuality, Status};
use crate::finding::candidate::statement::Weighed;
use crate::finding::within;
use crate::language::{Clause, Pos};
use crate::text::Span;

/// How many sentences before the cause its effect may stand in.
const BEFORE: usize = 2;

impl Reader<'_> {
    pub(super) fn statement(&self, clause: &Clause, factuality: &Factuality, parts: &Parts) -> Option<Cause> {
        let scene = self.context.scene;
        let lexemes = &scene.lexemes;
        let said = |span: Span| factuality.source.iter().any(|voucher| voucher.span.overlaps(span));
        let weigh = |tokens: &[u16]| -> Vec<Weighed> {
            let words = lexemes.words(self.article, self.index).iter();
            words
                .filter(|word| tokens.contains(&word.token) && !said(word.span))
                .map(|word| Weighed {
                    lexeme: word.lexeme,
                    weight: lexemes.weight(word.lexeme),
                    span: word.span,
                })
                .collect()
        };
        // `lag am Donnerstag`: a time or a figure is no cause.
        let annotations = self.context.scene.dossier[self.article].annotations;
        let is_value = |span: Span| {
            within(&annotations.times, span, |time| time.span).next().is_some()
                || within(&annotations.quantities, span, |quantity| quantity.span).next().is_some()
        };
        let mut cause = weigh(&parts.cause);
        cause.retain(|word| !is_value(word.span));
        let (first, last) = (cause.first()?, cause.last()?);
        let decisive = first.span.cover(last.span);
        let clause_span = self.sentence.cover(*clause.tokens.first()?..*clause.tokens.last()? + 1);
        let blocks = &self.context.document(self.article).blocks;
        let own = |index: &usize| {
            let sentence = &self.context.scene.dossier[self.article].reading.sentences[*index];
            blocks.get(sentence.block).is_some_and(|block| block.kind == blocks[self.sentence.block].kind)
        };
        let before = (self.index.saturating_sub(BEFORE)..self.index).filter(own);
        let before = before.flat_map(|index| lexemes.words(self.article, index));
        let effect = if parts.asked { self.asked_for() } else { weigh(&parts.effect) };
        let general = parts.effect.iter().filter(|token| {
            let pos = self.sentence.tokens.get(usize::from(**token)).map(|token| token.pos);
            matches!(pos, Some(Pos::Noun | Pos::Propn | Pos::Verb))
        });
        let several = |words: &[String]| {
            clause.tokens.iter().any(|token| {
                (*token..)
                    .zip(words.iter())
                    .all(|(at, word)| self.form(at) == *word || self.lemma(at) == *word)
            })
        };
        Some(Cause {
            article: self.article,
            sentence: self.index,
            strength: parts.strength,
            decisive,
            span: clause_span.cover(decisive),
            is_open: effect.is_empty()
                || general.clone().all(|token| self.is_any(*token, &self.lexicon.general)),
            effect,
            before: before
                .map(|word| Weighed {
                    lexeme: word.lexeme,
                    weight: lexemes.weight(word.lexeme),
                    span: word.span,
                })
                .collect(),
            cause,
            denied: parts.denied,
            shared: self.lexicon.several.iter().any(|words| several(words)),
            scale: parts.decisive,
            act: parts.act.and_then(|act| {
                let words = lexemes.words(self.article, self.index);
                words.iter().find(|word| word.token == act).map(|word| word.lexeme)
            }),
            presumed: factuality.status == Status::Presumed,
            fields: self.fields_of(parts, &said),
            discovers: parts.discovers,
            is_worded: parts.is_worded,
            past: self.past(),
        })
    }

    /// The year, or the word, by which the sentence tells of another time: `2011`, `damals`.
    fn past(&self) -> Option<Box<str>> {
        let count = u16::try_from(self.sentence.tokens.len()).unwrap_or(u16::MAX);
        let is_year = |form: &str| {
            form.len() == 4
                && form.chars().all(|c| c.is_ascii_digit())
                && (form.starts_with("19") || form.starts_with("20"))
        };
        let forms = (0..count).map(|at| self.form(at));
        forms
            .into_iter()
            .find(|form| is_year(form) || self.lexicon.once.iter().any(|word| form.starts_with(&**word)))
            .map(Into::into)
    }

    /// The fields that the words of a cause lie in.
    fn fields_of(&self, parts: &Parts, said: &dyn Fn(Span) -> bool) -> Vec<Field> {
        let kind_fits = |field: &Field| match parts.strength {
            Strength::Bare | Strength::Guessed => field.kind == Kind::Mishap,
            _ => (field.kind == Kind::Discoverer) == parts.discovers,
        };
        let mut fields: Vec<Field> = Vec::new();
        for &at in &parts.cause {
            let Some(token) = self.sentence.tokens.get(usize::from(at)) else { continue };
            if said(token.span) {
                continue;
            }
            for field in self.fields(at).into_iter().filter(|field| kind_fits(field)) {
                if !fields.contains(field) {
                    fields.push(field.clone());
                }
            }
        }
        // `die Kosten des neuen Computersystems` are more than costs.
        let whole = |field: &Field| fields.iter().any(|other| field.holds(other));
        fields.iter().filter(|field| !whole(field)).cloned().collect()
    }

    /// The words of the question before that tell what happened.
    fn asked_for(&self) -> Vec<Weighed> {
        let lexemes = &self.context.scene.lexemes;
        let Some(before) = self.index.checked_sub(1) else { return Vec::new() };
        let read = &self.context.scene.dossier[self.article];
        let tokens = &read.reading.sentences[before].tokens;
        let is_plain = |token: u16| {
            let lemma = tokens.get(usize::from(token)).map(|token| token.lemma.to_lowercase());
            let known =
                |list: &[String]| lemma.as_deref().is_some_and(|lemma| list.iter().any(|word| word == lemma));
            !known(&self.lexicon.general) && !known(&self.lexicon.names)
        };
        let words = lexemes.words(self.article, before).iter().filter(|word| is_plain(word.token));
        words
            .map(|word| Weighed { lexeme: word.lexeme, weight: lexemes.weight(word.lexeme), span: word.span })
            .collect()
    }
}
