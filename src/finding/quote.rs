//! One quote in two articles: its wording, and who is said to have spoken.

use std::collections::BTreeMap;

use super::align::{self, Word};
use super::change::{Change, change};
use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::{Entity, EntityKind};
use crate::annotate::quote::{Quote, QuoteKind};
use crate::text::Span;

/// The shortest quote, in words, that is looked for elsewhere.
const SHORTEST: usize = 4;
/// Words that two quotes must share in a row to be compared at all.
const RUN: usize = 3;
/// The part of the shorter quote that the longer one must have for both to be one quote.
const SAME_QUOTE: f64 = 0.7;
/// The part that must be shared for the speakers to be compared: word for word but for a slip.
const SAME_WORDS: f64 = 0.85;
/// The longest change of wording, in words: anything longer is a passage left out.
const LONGEST_CHANGE: usize = 3;

struct Said<'a> {
    article: usize,
    quote: &'a Quote,
    words: Vec<Word>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let quotes = quotes(context);
    for (a, b) in candidates(&quotes) {
        compare_pair(context, &quotes[a], &quotes[b], findings);
    }
}

fn quotes<'a>(context: &Context<'a>) -> Vec<Said<'a>> {
    let mut quotes = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for quote in &read.annotations.quotes {
            if !matches!(quote.kind, QuoteKind::Direct | QuoteKind::Fragment)
                || !context.is_story(article, quote.span)
            {
                continue;
            }
            let words = align::words(read, &context.claims.concepts, quote.words);
            if words.len() >= SHORTEST {
                quotes.push(Said { article, quote, words });
            }
        }
    }
    quotes
}

/// Pairs of quotes of different articles that share a run of words.
fn candidates(quotes: &[Said<'_>]) -> Vec<(usize, usize)> {
    let mut by_run: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (index, said) in quotes.iter().enumerate() {
        for run in said.words.windows(RUN) {
            let list = by_run.entry(run.iter().map(|word| &*word.form).collect()).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = by_run
        .values()
        .flat_map(|list| {
            list.iter().enumerate().flat_map(|(at, &a)| list[at + 1..].iter().map(move |&b| (a, b)))
        })
        .filter(|&(a, b)| quotes[a].article != quotes[b].article)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn compare_pair(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>, findings: &mut Vec<Finding>) {
    let common = align::common(&a.words, &b.words, Word::is);
    let shorter = a.words.len().min(b.words.len());
    #[expect(clippy::cast_precision_loss, reason = "word counts are small")]
    let share = common.len() as f64 / shorter as f64;
    if share < SAME_QUOTE || common.len() + 1 < SHORTEST {
        return;
    }
    let because =
        vec![Reason { key: "same-quote", parameters: vec![("words", shared_words(context, a, &common))] }];
    let changed = align::gaps(&common).into_iter().find(|(in_a, in_b)| {
        in_a.len().max(in_b.len()) <= LONGEST_CHANGE
            && turns(context, (a.article, &a.words[in_a.clone()]), (b.article, &b.words[in_b.clone()]))
    });
    if let Some((in_a, in_b)) = changed {
        findings.push(Finding {
            kind: FindingKind::Quote,
            level: Level::Contradiction,
            subject: speaker_name(context, a).or_else(|| speaker_name(context, b)).unwrap_or_default(),
            witnesses: vec![
                context.witness(a.article, a.quote.span, align::around(&a.words, in_a)),
                context.witness(b.article, b.quote.span, align::around(&b.words, in_b)),
            ],
            because: because.clone(),
        });
    }
    if share >= SAME_WORDS {
        compare_speakers(context, a, b, because, findings);
    }
}

/// Whether a change turns the sense of a quote. Names are not compared: a translated quote spells them in many ways.
fn turns(context: &Context<'_>, a: (usize, &[Word]), b: (usize, &[Word])) -> bool {
    match change(context, a, b) {
        Some(Change::Negation | Change::Number | Change::Date | Change::Hour | Change::Opposite) => true,
        Some(Change::Name) | None => false,
    }
}

fn shared_words(context: &Context<'_>, a: &Said<'_>, common: &[(usize, usize)]) -> String {
    let words = common.iter().take(6).map(|&(at, _)| context.words(a.article, a.words[at].span));
    words.collect::<Vec<_>>().join(" ")
}

fn speaker_name(context: &Context<'_>, said: &Said<'_>) -> Option<String> {
    let speaker = said.quote.speaker.as_ref()?;
    let entities = &context.scene.dossier[said.article].annotations.entities.list;
    Some(match speaker.entity.and_then(|id| entities.get(id)) {
        Some(entity) => entity.name.clone(),
        None => context.words(said.article, speaker.span).to_owned(),
    })
}

fn compare_speakers(
    context: &Context<'_>,
    a: &Said<'_>,
    b: &Said<'_>,
    because: Vec<Reason>,
    findings: &mut Vec<Finding>,
) {
    let person = |said: &Said<'_>| {
        let speaker = said.quote.speaker.as_ref().filter(|speaker| speaker.sure)?;
        let id = speaker.entity?;
        let entity = context.scene.dossier[said.article].annotations.entities.list.get(id)?;
        (entity.kind == EntityKind::Person).then_some((speaker.span, id, entity))
    };
    let (Some((span_a, id_a, first)), Some((span_b, id_b, second))) = (person(a), person(b)) else { return };
    let identities = &context.scene.identities;
    if identities.of(a.article, id_a) == identities.of(b.article, id_b) {
        return;
    }
    let same_surname = match (&first.surname, &second.surname) {
        (Some(x), Some(y)) => x == y,
        // Without a surname it is not known who is meant.
        _ => return,
    };
    if same_surname && (first.given.is_none() || second.given.is_none()) {
        return;
    }
    let label = |name: &str| Label::Words(name.to_owned());
    let witness = |said: &Said<'_>, span: Span, entity: &Entity| {
        // A slip in a name is where the name stands, a wrong speaker is beside the quote.
        let name = context.nearest_mention(said.article, entity, span).filter(|_| same_surname);
        let clause = if same_surname { name.unwrap_or(span) } else { said.quote.span };
        let mut witness = context.witness(said.article, clause, name.unwrap_or(span));
        witness.label = label(&entity.name);
        witness
    };
    findings.push(Finding {
        kind: if same_surname { FindingKind::Identity } else { FindingKind::Speaker },
        level: Level::Contradiction,
        subject: context.words(a.article, a.quote.words).chars().take(60).collect(),
        witnesses: vec![witness(a, span_a, first), witness(b, span_b, second)],
        because,
    });
}
