//! What an article says with another one of the dossier as its source (`laut Pressemitteilung`, `wie die Niederschrift
//! festhält`), against what that one says. That the source has the matter is known; so less in common is enough.

use serde::Deserialize;

use super::cited;
use super::outlet::Outlets;
use super::{Context, Finding, FindingKind, Level, Reason, Relation, relate_quantities, within};
use crate::annotate::entity::EntityKind;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::quote::QuoteKind;
use crate::language::{Pos, Sentence, Token};
use crate::rule::{Files, Problem};
use crate::text::Span;

/// How far from the beginning, in bytes, a text says what it is.
const HEAD: usize = 300;
/// How near the counted nouns must be.
const SAME_NOUN: f32 = 0.5;
/// What the citing clause must share with its source …
const LEAST_SHARED: f32 = 0.4;
/// … and the share of its words that this must be.
const SHARE: f32 = 0.5;
/// By how much the best fit must be better than the second.
const CLEARLY: f32 = 1.15;
/// How many sentences behind a citation `das Blatt` still takes it up.
const AGAIN: usize = 2;
/// The shortest name of a body, in letters, that tells whose text a source is.
const SHORTEST_NAME: usize = 3;

/// `sources.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSources {
    papers: Vec<String>,
    things: Vec<String>,
    publishing: Vec<String>,
    before: Vec<String>,
    standing: Vec<String>,
    inside: Vec<String>,
    itself: Vec<String>,
    source: Vec<Genre>,
}

/// A kind of text that news cite.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Genre {
    heads: Vec<String>,
    cited: Vec<String>,
}

/// The kinds of texts that news cite, in all languages together.
#[derive(Debug, Default)]
pub(super) struct Sources {
    genres: Vec<Genre>,
    /// Ends of the names of papers, stations and agencies.
    pub(super) papers: Vec<String>,
    /// Words that end like such names and are none.
    pub(super) things: Vec<String>,
    /// Verbs of what those do.
    pub(super) publishing: Vec<String>,
    /// What stands before the name of a source.
    pub(super) before: Vec<String>,
    /// Verbs of where something can be read, and what stands before a name then.
    pub(super) standing: Vec<String>,
    pub(super) inside: Vec<String>,
    /// Words before the name by which an outlet speaks of itself.
    pub(super) itself: Vec<String>,
}

impl Sources {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut sources = Self::default();
        for code in files.languages() {
            let path = format!("{code}/sources.toml");
            if files.text(&path).is_ok() {
                let raw: RawSources = files.toml(&path)?;
                sources.genres.extend(raw.source);
                sources.papers.extend(raw.papers);
                sources.things.extend(raw.things);
                sources.publishing.extend(raw.publishing);
                sources.before.extend(raw.before);
                sources.standing.extend(raw.standing);
                sources.inside.extend(raw.inside);
                sources.itself.extend(raw.itself);
            }
        }
        Ok(sources)
    }

    /// Whether a word that ends like a paper's name is none (`*gebote`: every word that ends so).
    pub(super) fn is_thing(&self, word: &str) -> bool {
        self.things.iter().any(|thing| match thing.strip_prefix('*') {
            Some(ending) => word.ends_with(ending),
            None => word == thing,
        })
    }
}

/// A passage that takes what it says from another article.
pub(super) struct Citation {
    pub(super) article: usize,
    pub(super) passage: Span,
    /// The articles one of which it is.
    pub(super) sources: Vec<usize>,
    /// The words that name the source.
    pub(super) named: Vec<Span>,
    /// Whether it is named as a text, not by who speaks in it.
    pub(super) is_text: bool,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = context.statements;
    let citations = citations(context);
    if citations.is_empty() {
        return;
    }
    for citation in &citations {
        let mut fitting: Vec<(f32, &Quantity, (usize, &Quantity))> = Vec::new();
        for own in figures(context, citation.article, citation.passage) {
            let others: Vec<(usize, &Quantity)> = citation
                .sources
                .iter()
                .flat_map(|source| {
                    let all = Span::new(0, context.document(*source).text().len());
                    figures(context, *source, all).map(|other| (*source, other))
                })
                .collect();
            // The source has the figure, too.
            if others.iter().any(|(_, other)| relate_quantities(own, other) == Relation::Compatible) {
                continue;
            }
            let fit = |other: (usize, _)| Some((strength(context, citation, own, other)?, own, other));
            fitting.extend(others.into_iter().filter_map(fit));
        }
        fitting.sort_by(|x, y| y.0.total_cmp(&x.0));
        // One report for a passage, and only where nothing else fits as well.
        if let Some((strength, own, other)) = fitting.first()
            && fitting.get(1).is_none_or(|(second, ..)| second * CLEARLY < *strength)
        {
            findings.push(finding(context, citation, own, *other));
        } else if citation.is_text {
            findings.extend(cited::compare(context, statements, citation));
        }
    }
}

/// The figures of an article in a range that can be held against others: neither bounds nor parts of something.
fn figures<'a>(context: &Context<'a>, article: usize, range: Span) -> impl Iterator<Item = &'a Quantity> {
    let quantities = &context.scene.dossier[article].annotations.quantities;
    let plain = |quantity: &&Quantity| {
        !matches!(quantity.kind, QuantityKind::Ordinal | QuantityKind::Name)
            && quantity.part_of.is_none()
            && quantity.least.is_some()
            && quantity.most.is_some()
    };
    within(quantities, range, |quantity| quantity.span)
        .filter(plain)
        .filter(move |quantity| context.is_story(article, quantity.span))
}

/// How well a figure of the source fits a citing one that it contradicts: what share of the citing clause's words, those
/// left out that name the source, stand beside it. None where that is too little.
fn strength(
    context: &Context<'_>,
    citation: &Citation,
    own: &Quantity,
    (source, other): (usize, &Quantity),
) -> Option<f32> {
    if relate_quantities(own, other) != Relation::Disjoint {
        return None;
    }
    let lexemes = &context.scene.lexemes;
    let noun = of_one(context, (citation.article, own), (source, other));
    let of_source = words(context, source, context.sentence_span(source, other.span));
    let (mut all, mut met) = (0.0, 0.0);
    for word in words(context, citation.article, clause(context, citation.article, own.span)) {
        if word.span.overlaps(own.number) || citation.named.iter().any(|named| named.overlaps(word.span)) {
            continue;
        }
        let near =
            of_source.iter().map(|other| lexemes.nearness(word.lexeme, other.lexeme)).fold(0.0, f32::max);
        let weight = lexemes.weight(word.lexeme);
        all += weight;
        met += weight * near;
    }
    (noun >= SAME_NOUN && met >= LEAST_SHARED && met >= SHARE * all).then_some(met / all + noun)
}

/// How near the things are that two figures count; as near as need be where one does not say what it counts.
fn of_one(context: &Context<'_>, a: (usize, &Quantity), b: (usize, &Quantity)) -> f32 {
    let noun = |(article, quantity): (usize, &Quantity)| {
        let span = quantity.noun_span?;
        words(context, article, span).first().map(|word| word.lexeme)
    };
    noun(a).zip(noun(b)).map_or(SAME_NOUN, |(x, y)| context.scene.lexemes.nearness(x, y))
}

/// Whether two figures measure one thing and cannot both be right.
pub(super) fn apart(context: &Context<'_>, a: (usize, &Quantity), b: (usize, &Quantity)) -> bool {
    let counts = a.1.kind != QuantityKind::Count || a.1.noun.is_some() == b.1.noun.is_some();
    a.1.kind == b.1.kind
        && a.1.unit == b.1.unit
        && counts
        && relate_quantities(a.1, b.1) == Relation::Disjoint
        && of_one(context, a, b) >= SAME_NOUN
}

/// The clause that a place stands in, or its sentence.
fn clause(context: &Context<'_>, article: usize, place: Span) -> Span {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= place.start());
    let Some(sentence) = sentences.get(index) else { return place };
    let clause = sentence
        .token_at(place.start())
        .and_then(|token| sentence.clause_of(token))
        .and_then(|id| sentence.clauses.get(id));
    let ends = clause.and_then(|clause| Some((*clause.tokens.first()?, *clause.tokens.last()?)));
    ends.map_or(sentence.span, |(first, last)| sentence.cover(first..last.saturating_add(1)))
}

/// The words of an article in a range.
fn words<'a>(context: &Context<'a>, article: usize, range: Span) -> Vec<&'a crate::subject::Word> {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end() <= range.start());
    let last = sentences.partition_point(|sentence| sentence.span.start() < range.end());
    (first..last.max(first))
        .flat_map(|sentence| context.scene.lexemes.words(article, sentence))
        .filter(|word| range.overlaps(word.span))
        .collect()
}

fn finding(
    context: &Context<'_>,
    citation: &Citation,
    own: &Quantity,
    (source, other): (usize, &Quantity),
) -> Finding {
    let witness = |article: usize, quantity: &Quantity| {
        context.witness(article, clause(context, article, quantity.span), quantity.span)
    };
    let words = context.words(citation.article, clause(context, citation.article, own.span));
    let named = citation.named.iter().copied().reduce(Span::cover).unwrap_or(citation.passage);
    Finding {
        kind: FindingKind::Citation,
        level: Level::Contradiction,
        subject: words.chars().take(60).collect(),
        witnesses: vec![witness(citation.article, own), witness(source, other)],
        because: vec![Reason {
            key: "same-thing",
            parameters: vec![("words", context.words(citation.article, named).to_owned())],
        }],
        confidence: None,
    }
}

/// Every passage of the dossier that cites another article of it.
fn citations(context: &Context<'_>) -> Vec<Citation> {
    let genres: Vec<Option<usize>> =
        (0..context.scene.dossier.len()).map(|article| genre(context, article)).collect();
    let outlets = Outlets::new(context, &genres);
    let mut citations = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        // What was cited last, and where.
        let mut last_cited: Option<(usize, Vec<usize>)> = None;
        for (index, sentence) in read.reading.sentences.iter().enumerate() {
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let near = last_cited.as_ref().filter(|(at, _)| index - at <= AGAIN);
            let published = outlets.cited(context, article, sentence, near.map(|(_, sources)| &sources[..]));
            let found = published
                .map(|(sources, named)| (sources, named, true))
                .or_else(|| source(context, article, sentence, &genres));
            let Some((sources, named, is_text)) = found else { continue };
            if is_text {
                last_cited = Some((index, sources.clone()));
            }
            // Reported speech that goes on belongs to it.
            let goes_on = |next: &&Sentence| {
                next.block == sentence.block
                    && within(&read.annotations.quotes, next.span, |quote| quote.span).any(|quote| {
                        quote.kind == QuoteKind::Indirect
                            && quote.speaker.as_ref().is_none_or(|speaker| !speaker.sure)
                    })
            };
            let last = read.reading.sentences[index + 1..].iter().take_while(goes_on).last();
            let passage = last.map_or(sentence.span, |last| sentence.span.cover(last.span));
            citations.push(Citation { article, passage, sources, named, is_text });
        }
    }
    citations
}

/// What kind of source an article is, by the words at its head.
fn genre(context: &Context<'_>, article: usize) -> Option<usize> {
    let head = head(context, article);
    context.rules.sources.genres.iter().position(|genre| genre.heads.iter().any(|word| has_word(&head, word)))
}

/// The article that a sentence gives as its source, and the words that do so.
fn source(
    context: &Context<'_>,
    article: usize,
    sentence: &Sentence,
    genres: &[Option<usize>],
) -> Option<(Vec<usize>, Vec<Span>, bool)> {
    let text = context.document(article).text();
    let quotes = || {
        let quotes = &context.scene.dossier[article].annotations.quotes;
        within(quotes, sentence.span, |quote| quote.span).filter(|quote| quote.kind == QuoteKind::Indirect)
    };
    // What names the source of something: the speaker with the word of saying, or the words up to the verb.
    let verb = sentence.clauses.first().and_then(|clause| clause.verb.as_ref()?.finite);
    let verb = verb.and_then(|verb| sentence.tokens.get(usize::from(verb)));
    let named: Vec<Span> = quotes()
        .flat_map(|quote| {
            let speaker = quote.speaker.as_ref().map(|speaker| with_owned(sentence, text, speaker.span));
            quote.cue.into_iter().chain(speaker)
        })
        .collect();
    let opening = sentence.tokens.first().filter(|first| first.pos == Pos::Adp);
    let opening = opening.zip(verb).map(|(first, verb)| first.span.cover(verb.span));
    let naming: Vec<Span> = named.iter().copied().chain(opening).collect();
    let others = || (0..genres.len()).filter(|other| *other != article);
    // By what it is called.
    let is_called = |genre: usize, token: &Token| {
        let (lemma, form) = (token.lemma.to_lowercase(), token.span.of(text).to_lowercase());
        let mut words = context.rules.sources.genres[genre].cited.iter();
        words.any(|word| lemma.ends_with(word.as_str()) || form.ends_with(word.as_str()))
    };
    let called = |genre: usize| {
        sentence.tokens.iter().find(|token| {
            token.pos == Pos::Noun
                && naming.iter().any(|named| named.overlaps(token.span))
                && is_called(genre, token)
        })
    };
    let mut of_kind = others().filter_map(|other| Some((other, called(genres[other]?)?.span)));
    if let Some((only, word)) = of_kind.next() {
        let mut words = named;
        words.push(word);
        return of_kind.next().is_none().then_some((vec![only], words, true));
    }
    // By who speaks, where that body's own text is there.
    let entities = &context.scene.dossier[article].annotations.entities.list;
    let bodies: Vec<String> = quotes()
        .filter_map(|quote| entities.get(quote.speaker.as_ref()?.entity?))
        .filter(|entity| entity.kind == EntityKind::Organisation)
        .map(|entity| entity.name.to_lowercase())
        .filter(|name| name.chars().count() >= SHORTEST_NAME)
        .collect();
    let mut own = others().filter(|other| {
        let head = head(context, *other);
        genres[*other].is_some() && bodies.iter().any(|body| has_word(&head, body))
    });
    let only = own.next()?;
    own.next().is_none().then_some((vec![only], named, false))
}

/// The words of a speaker with what is said to be theirs (`the bank’s press release`).
fn with_owned(sentence: &Sentence, text: &str, speaker: Span) -> Span {
    let rest = sentence.tokens.iter().skip_while(|token| token.span.start() < speaker.end());
    let mut owned = rest.take_while(|token| {
        token.span.of(text).starts_with(['\'', '’']) || matches!(token.pos, Pos::Noun | Pos::Adj | Pos::Propn)
    });
    let genitive = owned.next().filter(|first| first.span.of(text).starts_with(['\'', '’']));
    genitive.and_then(|_| owned.last()).map_or(speaker, |last| speaker.cover(last.span))
}

/// The beginning of an article, in small letters.
pub(super) fn head(context: &Context<'_>, article: usize) -> String {
    let text = context.document(article).text();
    let end = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..end].to_lowercase()
}

/// Whether a text has a word or a run of words whole.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            && text[at + found.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}
