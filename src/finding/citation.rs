//! What an article says against the words of a link that it gives as its source. The words of a link's path are a
//! weak witness: they name, but do not say how.

use std::collections::{BTreeMap, BTreeSet};

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

/// What of an article, and of whom in the dossier, a link can name: looked up once for all links.
struct Named<'a> {
    /// The persons of the dossier by the last word of their name.
    persons: BTreeMap<&'a str, Vec<&'a Entity>>,
    /// The quotes by the first word, as links spell it, with all of their words.
    quotes: BTreeMap<String, Vec<(usize, Vec<String>)>>,
    /// The claims of two people by the last word of either's name.
    claims: BTreeMap<&'a str, Vec<usize>>,
    /// The last words of all names of the article.
    surnames: BTreeSet<&'a str>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for article in 0..context.scene.dossier.len() {
        let slugs = slugs(context, article);
        if slugs.is_empty() {
            continue;
        }
        let named = Named::new(context, article);
        for slug in slugs {
            compare_quotes(context, article, (&slug, &named), findings);
            compare_counterparts(context, article, (&slug, &named), findings);
        }
    }
}

impl<'a> Named<'a> {
    fn new(context: &Context<'a>, article: usize) -> Self {
        let dossier = context.scene.dossier;
        let read = &dossier[article];
        let mut named = Self {
            persons: BTreeMap::new(),
            quotes: BTreeMap::new(),
            claims: BTreeMap::new(),
            surnames: read.annotations.entities.list.iter().map(surname).collect(),
        };
        for entity in dossier.iter().flat_map(|read| &read.annotations.entities.list) {
            if entity.kind == EntityKind::Person {
                let bearers = named.persons.entry(surname(entity)).or_default();
                if !bearers.iter().any(|other| other.key == entity.key) {
                    bearers.push(entity);
                }
            }
        }
        for (index, quote) in read.annotations.quotes.iter().enumerate() {
            if !matches!(quote.kind, QuoteKind::Direct | QuoteKind::Fragment) {
                continue;
            }
            let words = align::words(read, &context.claims.concepts, quote.words);
            let words: Vec<String> = words.iter().map(|word| ascii(&word.form)).collect();
            if words.len() > 1 && words.iter().any(|word| word.len() > 5) {
                named.quotes.entry(words[0].clone()).or_default().push((index, words));
            }
        }
        for (index, claim) in read.claims.iter().enumerate() {
            if let [a, b] = people(context, article, claim)[..] {
                for name in BTreeSet::from([surname(a), surname(b)]) {
                    named.claims.entry(name).or_default().push(index);
                }
            }
        }
        named
    }

    /// The persons of the dossier whose surname is a word of the link.
    fn persons(&self, slug: &Slug) -> Vec<&'a Entity> {
        let keys: BTreeSet<&str> = slug.keys.iter().map(String::as_str).collect();
        keys.into_iter().filter_map(|key| self.persons.get(key)).flatten().copied().collect()
    }

    /// Whom a link lets speak: the only person whom it names before the quote, else behind.
    fn speaker(&self, slug: &Slug, quote: &str) -> Option<&'a Entity> {
        let first = ascii(&quote.split(|c: char| !c.is_alphanumeric()).next()?.to_lowercase());
        let at = slug.words.iter().position(|word| *word == first)?;
        let persons = self.persons(slug);
        let stands = |entity: &&'a Entity, before: bool| {
            let key = surname(entity);
            slug.keys.iter().position(|other| other == key).is_some_and(|place| (place < at) == before)
        };
        [true, false].into_iter().find_map(|before| {
            let found: Vec<&&'a Entity> = persons.iter().filter(|entity| stands(entity, before)).collect();
            if let [one] = found[..] { Some(*one) } else { None }
        })
    }

    /// The quotes whose words follow each other in the link, in the order of the text.
    fn quotes(&self, slug: &Slug) -> BTreeSet<usize> {
        let stand_there = |at: usize| {
            let quotes = self.quotes.get(&slug.words[at]).into_iter().flatten();
            quotes.filter(move |(_, words)| slug.words[at..].starts_with(words)).map(|(index, _)| *index)
        };
        (0..slug.words.len()).flat_map(stand_there).collect()
    }

    /// The claims of two people one of whom, at least, the link names, in the order of the text.
    fn claims(&self, slug: &Slug) -> BTreeSet<usize> {
        slug.keys.iter().filter_map(|key| self.claims.get(key.as_str())).flatten().copied().collect()
    }
}

fn surname(entity: &Entity) -> &str {
    entity.key.rsplit(' ').next().unwrap_or("")
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

/// A quote whose words stand in the link beside another person's name than the speaker's.
fn compare_quotes(
    context: &Context<'_>,
    article: usize,
    (slug, named): (&Slug, &Named<'_>),
    findings: &mut Vec<Finding>,
) {
    let read = &context.scene.dossier[article];
    for quote in named.quotes(slug).into_iter().map(|index| &read.annotations.quotes[index]) {
        let Some((span, speaker)) = speaker(context, article, quote) else { continue };
        if slug.keys.iter().any(|key| key == surname(speaker)) {
            continue;
        }
        let Some(other) = named.speaker(slug, context.words(article, quote.words)) else { continue };
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
            confidence: None,
        });
    }
}

fn speaker<'a>(context: &Context<'a>, article: usize, quote: &Quote) -> Option<(Span, &'a Entity)> {
    let speaker = quote.speaker.as_ref()?;
    let entity = context.scene.dossier[article].annotations.entities.list.get(speaker.entity?)?;
    (entity.kind == EntityKind::Person).then_some((speaker.span, entity))
}

/// A word as links spell it.
fn ascii(word: &str) -> String {
    word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// Two people meet in the article; the link names the event, one of them and somebody else whom the article does not
/// know.
fn compare_counterparts(
    context: &Context<'_>,
    article: usize,
    (slug, named): (&Slug, &Named<'_>),
    findings: &mut Vec<Finding>,
) {
    let read = &context.scene.dossier[article];
    let language = context.document(article).meta.language.unwrap_or(crate::document::Language::GERMAN);
    let terms: BTreeSet<Term> =
        slug.words.iter().flat_map(|word| context.link_terms(language, word)).collect();
    for claim in named.claims(slug).into_iter().map(|index| &read.claims[index]) {
        let people = people(context, article, claim);
        let [a, b] = people[..] else { continue };
        let in_link = |entity: &Entity| slug.keys.iter().any(|key| key == surname(entity));
        let (present, missing) = match (in_link(a), in_link(b)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => continue,
        };
        let Some(stranger) = stranger(context, (slug, named), present, language) else { continue };
        if !context.clause_terms(article, claim).iter().any(|term| terms.contains(term)) {
            continue;
        }
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
            confidence: None,
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
    (slug, named): (&Slug, &Named<'_>),
    present: &Entity,
    language: crate::document::Language,
) -> Option<String> {
    let at = slug.keys.iter().position(|key| key == surname(present))?;
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    neighbours.into_iter().flatten().find_map(|index| {
        let key = slug.keys.get(index)?;
        let name = context.entities.known_person(slug.words.get(index)?, language)?.to_owned();
        let known_here = named.surnames.contains(key.as_str());
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
