//! What an article says against the words of a link that it gives as its source. The words of a link's path are a
//! weak witness: they name, but do not say how.

use std::collections::BTreeSet;

use super::align::{self, Word};
use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::{Entity, EntityKind, same_name_key};
use crate::annotate::quote::{Quote, QuoteKind};
use crate::claim::Claim;
use crate::claim::concept::Term;
use crate::claim::pattern::Key;
use crate::document::BlockKind;
use crate::text::Span;

/// A link's last path segment, cut into words.
struct Slug {
    span: Span,
    words: Vec<String>,
    /// Name keys of the words, in the same order.
    keys: Vec<String>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for article in 0..context.scene.dossier.len() {
        for slug in slugs(context, article) {
            compare_quotes(context, article, &slug, findings);
            compare_counterparts(context, article, &slug, findings);
        }
    }
}

fn slugs(context: &Context<'_>, article: usize) -> Vec<Slug> {
    let document = context.document(article);
    let links = document.blocks.iter().filter(|block| block.kind == BlockKind::Link);
    links
        .flat_map(|block| addresses(document.text(), block.span))
        .filter_map(|span| {
            let address = span.of(document.text());
            let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
            let start = path.rfind('/')? + 1;
            let words: Vec<String> = path[start..]
                .split(['-', '_', '.'])
                .filter(|word| word.chars().all(char::is_alphabetic) && word.len() > 1)
                .map(str::to_lowercase)
                .collect();
            let keys = words.iter().map(|word| same_name_key(word)).collect();
            let span = Span::new(span.start() + start, span.start() + path.len());
            (words.len() > 2).then_some(Slug { span, words, keys })
        })
        .collect()
}

fn addresses(text: &str, block: Span) -> Vec<Span> {
    let words = block.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words[from..].find("://") {
        let start = words[..from + at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let end = words[from + at..].find(char::is_whitespace).map_or(words.len(), |space| from + at + space);
        found.push(Span::new(start, end).shift(block.start()));
        from = end;
    }
    found
}

/// The persons of the dossier whose surname is a word of the link.
fn named<'a>(context: &Context<'a>, slug: &Slug) -> Vec<&'a Entity> {
    let mut found: Vec<&Entity> = Vec::new();
    for read in context.scene.dossier {
        for entity in &read.annotations.entities.list {
            let surname = entity.key.rsplit(' ').next().unwrap_or("");
            let is_named = entity.kind == EntityKind::Person && slug.keys.iter().any(|key| key == surname);
            if is_named && !found.iter().any(|other| other.key == entity.key) {
                found.push(entity);
            }
        }
    }
    found
}

/// A quote whose words stand in the link beside another person's name than the speaker's.
fn compare_quotes(context: &Context<'_>, article: usize, slug: &Slug, findings: &mut Vec<Finding>) {
    let read = &context.scene.dossier[article];
    let named = named(context, slug);
    for quote in &read.annotations.quotes {
        let words = align::words(read, &context.claims.concepts, quote.words);
        if !matches!(quote.kind, QuoteKind::Direct | QuoteKind::Fragment)
            || words.len() < 2
            || !stands_in(&words, slug)
        {
            continue;
        }
        let Some((span, speaker)) = speaker(context, article, quote) else { continue };
        let surname = speaker.key.rsplit(' ').next().unwrap_or("");
        if slug.keys.iter().any(|key| key == surname) {
            continue;
        }
        let [other] = named[..] else { continue };
        let mut first = context.witness(article, quote.span, span);
        first.label = Label::Words(speaker.name.clone());
        let mut second = context.witness(article, slug.span, slug.span);
        second.label = Label::Words(other.name.clone());
        findings.push(Finding {
            kind: FindingKind::Citation,
            level: Level::Tension,
            subject: context.words(article, quote.words).to_owned(),
            witnesses: vec![first, second],
            because: vec![Reason {
                key: "same-quote",
                parameters: vec![("words", context.words(article, quote.words).to_owned())],
            }],
        });
    }
}

fn speaker<'a>(context: &Context<'a>, article: usize, quote: &Quote) -> Option<(Span, &'a Entity)> {
    let speaker = quote.speaker.as_ref()?;
    let entity = context.scene.dossier[article].annotations.entities.list.get(speaker.entity?)?;
    (entity.kind == EntityKind::Person).then_some((speaker.span, entity))
}

/// Whether a quote's words follow each other in the link.
fn stands_in(words: &[Word], slug: &Slug) -> bool {
    let plain: Vec<String> = words.iter().map(|word| ascii(&word.form)).collect();
    plain.iter().any(|word| word.len() > 5) && slug.words.windows(plain.len()).any(|run| run == plain)
}

/// A word as links spell it.
fn ascii(word: &str) -> String {
    word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// Two people meet in the article; the link names the event, one of them and somebody else whom the article does not
/// know.
fn compare_counterparts(context: &Context<'_>, article: usize, slug: &Slug, findings: &mut Vec<Finding>) {
    let read = &context.scene.dossier[article];
    let language = context.document(article).meta.language.unwrap_or(crate::document::Language::GERMAN);
    let terms: BTreeSet<Term> =
        slug.words.iter().flat_map(|word| context.link_terms(language, word)).collect();
    for claim in read.claims {
        let people = people(context, article, claim);
        let [a, b] = people[..] else { continue };
        let in_link = |entity: &Entity| {
            let surname = entity.key.rsplit(' ').next().unwrap_or("");
            slug.keys.iter().any(|key| key == surname)
        };
        let (present, missing) = match (in_link(a), in_link(b)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => continue,
        };
        let of_event = context.clause_terms(article, claim).into_iter().any(|term| terms.contains(&term));
        let Some(stranger) = stranger(context, article, slug, present, language).filter(|_| of_event) else {
            continue;
        };
        let Some(mention) = mention(context, article, claim, missing) else { continue };
        let mut first = context.witness(article, claim.span, mention);
        first.label = Label::Words(missing.name.clone());
        let mut second = context.witness(article, slug.span, slug.span);
        second.label = Label::Words(stranger);
        findings.push(Finding {
            kind: FindingKind::Citation,
            level: Level::Tension,
            subject: format!("{}, {}", a.name, b.name),
            witnesses: vec![first, second],
            because: vec![Reason {
                key: "same-participants",
                parameters: vec![("names", present.name.clone())],
            }],
        });
        return;
    }
}

/// The two or more different people named in a claim's clause.
fn people<'a>(context: &Context<'a>, article: usize, claim: &Claim) -> Vec<&'a Entity> {
    let list = &context.scene.dossier[article].annotations.entities.list;
    let ids: BTreeSet<usize> = claim.entities.iter().copied().collect();
    ids.into_iter().map(|id| &list[id]).filter(|entity| entity.kind == EntityKind::Person).collect()
}

/// Somebody well known beside the present person in the link, whom the article never names.
fn stranger(
    context: &Context<'_>,
    article: usize,
    slug: &Slug,
    present: &Entity,
    language: crate::document::Language,
) -> Option<String> {
    let surname = present.key.rsplit(' ').next().unwrap_or("");
    let at = slug.keys.iter().position(|key| key == surname)?;
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    neighbours.into_iter().flatten().find_map(|index| {
        let key = slug.keys.get(index)?;
        let name = context.entities.known_person(slug.words.get(index)?, language)?.to_owned();
        let known_here = context.scene.dossier[article]
            .annotations
            .entities
            .list
            .iter()
            .any(|entity| entity.key.rsplit(' ').next() == Some(key));
        (!known_here).then_some(name)
    })
}

fn mention(context: &Context<'_>, article: usize, claim: &Claim, entity: &Entity) -> Option<Span> {
    let entities = &context.scene.dossier[article].annotations.entities;
    entities
        .mentions
        .iter()
        .find(|mention| {
            claim.span.contains(mention.span) && std::ptr::eq(&entities.list[mention.entity], entity)
        })
        .map(|mention| mention.span)
}

impl Context<'_> {
    /// What a word of a link can mean; links write `ae` for `ä`.
    fn link_terms(&self, language: crate::document::Language, word: &str) -> Vec<Term> {
        let spelled = [word.to_owned(), word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")];
        spelled.iter().flat_map(|word| self.claims.concepts.terms(language, &Key::of_word(word))).collect()
    }

    /// What the words of a claim's clause mean, trigger included.
    fn clause_terms(&self, article: usize, claim: &Claim) -> Vec<Term> {
        let words = align::words(&self.scene.dossier[article], &self.claims.concepts, claim.span);
        words.into_iter().filter(Word::is_content).flat_map(|word| word.terms).collect()
    }
}
