//! Clauses with everything the comparators that need no frame look at.

use super::align::{self, Word};
use super::{Context, within};
use crate::annotate::entity::{Entity, MentionForm};
use crate::annotate::factuality::{Factuality, Status};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::Time;
use crate::language::{Clause, Sentence, Tense};
use crate::text::Span;

/// A clause.
pub(super) struct Unit<'a> {
    pub(super) article: usize,
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    pub(super) quantities: Vec<&'a Quantity>,
    pub(super) times: Vec<&'a Time>,
    pub(super) names: Vec<(&'a Entity, Span, usize)>,
    pub(super) factuality: &'a Factuality,
    pub(super) verb: Option<Span>,
    pub(super) tense: Option<Tense>,
}

/// The clauses of every article's story, in order.
pub(super) fn units<'a>(context: &Context<'a>) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for (index, sentence) in read.reading.sentences.iter().enumerate() {
            let Some(factuality) = read.annotations.factuality.get(index) else { continue };
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let words = align::words(read, &context.claims.concepts, sentence.span);
            for (clause, factuality) in sentence.clauses.iter().zip(factuality) {
                units.extend(unit(context, article, sentence, clause, factuality, &words));
            }
        }
    }
    units
}

fn unit<'a>(
    context: &Context<'a>,
    article: usize,
    sentence: &Sentence,
    clause: &Clause,
    factuality: &'a Factuality,
    words: &[Word],
) -> Option<Unit<'a>> {
    let annotations = context.scene.dossier[article].annotations;
    let has = |span: Span| {
        sentence.token_at(span.start()).is_some_and(|token| clause.tokens.binary_search(&token).is_ok())
    };
    let words: Vec<Word> = words.iter().filter(|word| has(word.span)).cloned().collect();
    let span = words.first()?.span.cover(words.last()?.span);
    let quantities = within(&annotations.quantities, span, |quantity| quantity.span);
    let times = within(&annotations.times, span, |time| time.span);
    let mentions = within(&annotations.entities.mentions, span, |mention| mention.span);
    Some(Unit {
        article,
        span,
        quantities: quantities
            .filter(|quantity| {
                // The number of `Terminal 1` may have been read as the next clause's.
                has(quantity.number) || (quantity.kind == QuantityKind::Name && has(quantity.span))
            })
            .collect(),
        times: times.filter(|time| has(time.span)).collect(),
        names: mentions
            .filter(|mention| mention.form == MentionForm::Name && has(mention.span))
            .filter_map(|mention| {
                let identity = context.scene.identities.of(article, mention.entity)?;
                Some((&annotations.entities.list[mention.entity], mention.span, identity))
            })
            .collect(),
        factuality,
        verb: clause.verb.as_ref().map(|verb| sentence.tokens[verb.main as usize].span),
        tense: clause.verb.as_ref().and_then(|verb| verb.tense),
        words,
    })
}

impl Unit<'_> {
    /// Whether the article says it as a fact, a plan, or somebody's finding.
    pub(super) fn is_stated(&self) -> bool {
        matches!(self.factuality.status, Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed)
    }
}
