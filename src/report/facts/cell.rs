//! One cell of the table: the words of a claim, when it was said and who vouches for it.

use super::FactCell;
use super::gather::Gatherer;
use crate::annotate::factuality::{Status, Voucher};
use crate::annotate::quantity::Quantity;
use crate::claim::Body;
use crate::language::{Pos, Token};
use crate::report::annotation::measure;
use crate::subject::{Article, ClaimRef};
use crate::text::Span;

/// A clause longer than this many characters is cut.
const LONGEST: usize = 90;

impl<'a> Gatherer<'a> {
    pub(super) fn cell(&self, at: ClaimRef) -> FactCell {
        let claim = self.claim(at);
        let article = self.article(at);
        let clause = article.document.on_disk(claim.span);
        let meta = &article.document.meta;
        let quantity = self.quantity(at);
        FactCell {
            article: at.article,
            value: self.value(at),
            measure: quantity.map(|quantity| {
                let (least, most, unit) = measure(quantity);
                (least, most, unit.map(str::to_owned))
            }),
            status: claim.factuality.status,
            negated: claim.factuality.negated,
            said: claim.said.map(|said| (said, meta.published != Some(said) || meta.published_time_known)),
            vouchers: self.vouchers(at).map(|voucher| self.voucher(at, voucher)).collect(),
            span: claim.span,
            clause,
            position: self.lines[at.article].position(clause.start()),
            text: self.asserted.sources[article.document.source].words(clause).to_owned(),
            group: 0,
            origin: 0,
        }
    }

    /// What the claim says: a number in the article's words; of an event what became of it; of anything else the
    /// clause, since the words that tell it apart may stand anywhere in it.
    fn value(&self, at: ClaimRef) -> String {
        let claim = self.claim(at);
        let status = claim.factuality.status;
        let status_word = || {
            let key = format!("status.{}", status.name());
            self.messages.label_word(&key).to_owned()
        };
        let mut value = match (&claim.body, self.quantity(at)) {
            (Body::Event { .. }, _) => {
                let mut value = status_word();
                let list = &self.article(at).annotations.times;
                let times = claim.times.iter().filter_map(|index| list.get(*index));
                if let Some(time) = times.max_by_key(|time| time.span.len()) {
                    value = format!("{value} ({})", self.words(at, time.span));
                }
                value
            }
            (_, Some(quantity)) => self.words(at, quantity.span),
            (_, None) => return shortened(&self.words(at, claim.span)),
        };
        if claim.factuality.negated {
            value = self.messages.phrase("negated", &[("value", value)]);
        }
        let is_event = matches!(claim.body, Body::Event { .. });
        if !is_event && !matches!(status, Status::Fact | Status::UnderWay) {
            value = format!("{value} ({})", status_word());
        }
        value
    }

    pub(super) fn words(&self, at: ClaimRef, span: Span) -> String {
        let words = span.of(self.article(at).document.text()).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn quantity(&self, at: ClaimRef) -> Option<&'a Quantity> {
        match self.claim(at).body {
            Body::Measure { quantity, .. } => self.article(at).annotations.quantities.get(quantity),
            Body::State { .. } | Body::Event { .. } | Body::Act { .. } | Body::Plain { .. } => None,
        }
    }

    /// Those who vouch and are named by a noun; `angeblich` names nobody, nor does `nach ersten Schätzungen`.
    pub(super) fn vouchers(&self, at: ClaimRef) -> impl Iterator<Item = &'a Voucher> {
        let article = self.article(at);
        let vouchers = self.claim(at).factuality.source.iter();
        vouchers.filter(move |voucher| voucher.entity.is_some() || is_named(article, voucher.span))
    }

    fn voucher(&self, at: ClaimRef, voucher: &Voucher) -> String {
        let list = &self.article(at).annotations.entities.list;
        let entity = voucher.entity.and_then(|id| list.get(id));
        entity.map_or_else(|| self.words(at, voucher.span), |entity| entity.name.clone())
    }

    /// A voucher by a name that is the same in every article: who it is, or the noun without its ending's case.
    pub(super) fn authority(&self, at: ClaimRef, voucher: &Voucher) -> String {
        let identity = voucher.entity.and_then(|id| self.asserted.scene.identities.of(at.article, id));
        match identity {
            Some(identity) => format!("#{identity}"),
            None => {
                let article = self.article(at);
                nouns(article, voucher.span).last().map_or(String::new(), |lemma| lemma.to_lowercase())
            }
        }
    }
}

/// A clause in as many words as fit into a cell.
fn shortened(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(at, _)| at);
    let cut = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &words[..cut])
}

/// The lemmas of the nouns in a range of an article.
pub(super) fn nouns<'a>(article: &'a Article<'a>, span: Span) -> impl Iterator<Item = &'a str> {
    noun_spans(article, span).map(|(_, lemma)| lemma)
}

/// The nouns in a range of an article, with their lemmas.
pub(super) fn noun_spans<'a>(article: &'a Article<'a>, span: Span) -> impl Iterator<Item = (Span, &'a str)> {
    let inside = tokens(article, span);
    let nouns = inside.filter(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
    nouns.map(|token| (token.span, &*token.lemma))
}

/// Whether a noun, without a preposition before it, names somebody.
fn is_named(article: &Article<'_>, span: Span) -> bool {
    tokens(article, span).next().is_some_and(|token| token.pos != Pos::Adp)
        && nouns(article, span).next().is_some()
}

fn tokens<'a>(article: &'a Article<'a>, span: Span) -> impl Iterator<Item = &'a Token> {
    let sentences = &article.reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    let tokens = sentences.get(index).map_or(&[][..], |sentence| &sentence.tokens);
    tokens.iter().filter(move |token| token.span.overlaps(span))
}
