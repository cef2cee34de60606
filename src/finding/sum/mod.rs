//! Parts that do not add up to their whole: `620 Betten: 310 in A, 190 in B und 140 in C`.

mod across;
mod list;
mod share;
mod vote;

pub(super) use vote::Votes;

use super::{Context, Finding, FindingKind, Level, Reason, Witness, within};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::language::{Pos, Sentence, Token};
use crate::text::Span;

/// The fewest parts that are taken for a list of all of them.
const FEWEST: usize = 3;
/// A whole of so few has no parts to add up.
const LEAST: f64 = 5.0;
/// Sentences in which the parts may follow the whole, the whole's own one included.
const SENTENCES: usize = 3;
/// Words between two parts of a list.
const WORDS: usize = 12;
/// A sum further off than this part of the whole is a list of something else.
const FAR: f64 = 0.25;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    vote::compare(context, findings);
    across::compare(context, findings);
    share::compare(context, findings);
    list::compare(context, findings);
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let sentences = &read.reading.sentences;
        for (index, sentence) in sentences.iter().enumerate() {
            if !context.is_story(article, sentence.span) {
                continue;
            }
            let near =
                sentences[index..].iter().take(SENTENCES).take_while(|next| next.block == sentence.block);
            let Some(end) = near.last().map(|last| last.span.end()) else { continue };
            let list = &read.annotations.quantities;
            let wholes = within(list, sentence.span, |quantity| quantity.span);
            for whole in wholes.filter(|whole| is_exact(whole) && whole.value > LEAST) {
                let after = Span::new(whole.span.end(), end.max(whole.span.end()));
                let found = check(context, article, whole, after);
                findings.extend(found.or_else(|| check_kinds(context, article, whole, sentence)));
            }
            findings.extend(check_sum(context, article, sentence));
        }
    }
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.kind == QuantityKind::Count && is_precise(quantity)
}

fn is_precise(quantity: &Quantity) -> bool {
    !quantity.approximate && quantity.least == quantity.most
}

/// A list of numbers that count one thing, without a word for it of their own but for the first.
struct Parts<'a> {
    list: Vec<&'a Quantity>,
    /// Whether the last one says that it is the rest.
    rest: bool,
    span: Span,
}

impl Parts<'_> {
    fn sum(&self) -> f64 {
        self.list.iter().map(|part| part.value).sum()
    }
}

/// What the parts of a list are parts of.
#[derive(Clone, Copy)]
enum Whole<'n> {
    /// A number with this counted noun, or with none.
    Of(Option<&'n str>),
    /// Nothing that is known: the first part may name what it counts.
    Unknown,
}

/// The first run of parts in a range.
fn parts<'a>(context: &Context<'a>, article: usize, range: Span, whole: Whole<'_>) -> Option<Parts<'a>> {
    let all = &context.scene.dossier[article].annotations.quantities;
    let mut list: Vec<&Quantity> = Vec::new();
    let mut rest = false;
    for quantity in within(all, range, |quantity| quantity.span) {
        let fits = is_exact(quantity) && {
            let own = own_noun(context, article, quantity);
            let first = list.first().and_then(|first| first.noun.as_deref());
            let abstained = abstains(context, article, quantity) && list.len() > 1;
            own.is_none()
                || abstained
                || !list.is_empty() && is_rest(context, article, quantity)
                || match whole {
                    Whole::Of(noun) => own == noun,
                    Whole::Unknown => list.is_empty(),
                }
                || !list.is_empty() && own == first
        };
        let near = list.last().is_none_or(|last| {
            let between = Span::new(last.number.end(), quantity.number.start().max(last.number.end()));
            context.words(article, between).split_whitespace().count() <= WORDS
        });
        let within = is_within(context, article, quantity);
        match (fits && near && !within, list.is_empty()) {
            (true, _) => {
                rest = is_rest(context, article, quantity);
                list.push(quantity);
            }
            (false, true) => {}
            (false, false) => break,
        }
    }
    let span = list.first()?.span.cover(list.last()?.span);
    (list.len() > 1).then_some(Parts { list, rest, span })
}

/// The run of bare counts after the whole.
fn check(context: &Context<'_>, article: usize, whole: &Quantity, after: Span) -> Option<Finding> {
    let noun = whole.noun.as_deref();
    let parts = parts(context, article, after, Whole::Of(noun))?;
    if parts.list.iter().any(|part| part.value >= whole.value) {
        return None;
    }
    let sum = parts.sum();
    let off = sum - whole.value;
    // More than the whole is wrong with two parts; less than it may be an incomplete list.
    let enough = parts.list.len() >= FEWEST
        && (noun.is_some() || opens_list(context, article, whole, &parts))
        || parts.rest
        || off > 0.0 && noun.is_some();
    if !enough || off.abs() < 0.5 || off.abs() > whole.value * FAR {
        return None;
    }
    Some(finding(context, article, whole.span, parts.span, sum))
}

/// Whether a colon or dash opens the list of parts behind the whole.
fn opens_list(context: &Context<'_>, article: usize, whole: &Quantity, parts: &Parts<'_>) -> bool {
    let start = parts.span.start().max(whole.span.end());
    context.words(article, Span::new(whole.span.end(), start)).trim_end().ends_with([':', '–', '—'])
}

/// The counted noun where it stands right behind the number, with nothing but its adjectives between.
fn own_noun<'q>(context: &Context<'_>, article: usize, quantity: &'q Quantity) -> Option<&'q str> {
    let noun = quantity.noun_span.filter(|noun| noun.start() >= quantity.number.end())?;
    let between = Span::new(quantity.number.end(), noun.start());
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= between.start());
    let sentence = sentences.get(index)?;
    let mut words = sentence.tokens.iter().filter(|token| between.contains(token.span));
    let head = sentence.tokens.iter().find(|token| token.span.overlaps(noun))?;
    let counts = matches!(head.pos, Pos::Noun | Pos::Propn);
    let lemma = quantity.noun.as_deref()?;
    // `46 Mal ging es um Dächer`: the times are no things.
    let times = context.rules.order.is_time(&lemma.to_lowercase());
    (counts && !times && !words.any(|token| token.pos == Pos::Adp)).then_some(lemma)
}

/// Whether a number counts those who abstained.
fn abstains(context: &Context<'_>, article: usize, quantity: &Quantity) -> bool {
    let mut after = tokens_around(context, article, quantity).0.into_iter();
    after.any(|lemma| context.rules.votes.is_abstention(&lemma))
}

/// Whether a number counts the rest (`the remaining seven`).
fn is_rest(context: &Context<'_>, article: usize, quantity: &Quantity) -> bool {
    let before = tokens_around(context, article, quantity).1;
    before.iter().any(|lemma| context.rules.votes.rest.contains(lemma))
}

/// Whether a number counts a part of the one before it (`vier davon`).
fn is_within(context: &Context<'_>, article: usize, quantity: &Quantity) -> bool {
    let (after, before) = tokens_around(context, article, quantity);
    // Both forms of the next token, and of the two before.
    after.iter().take(2).chain(&before).any(|word| context.rules.votes.within.contains(word))
}

/// Parts of several kinds, which a colon opens and `und` closes: `640 Gefangene: 410 Osmerier und 320 Kaldawier`.
fn check_kinds(
    context: &Context<'_>,
    article: usize,
    whole: &Quantity,
    sentence: &Sentence,
) -> Option<Finding> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let behind = Span::new(whole.span.end(), sentence.span.end().max(whole.span.end()));
    let parts: Vec<&Quantity> = within(list, behind, |quantity| quantity.span).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let between = |from: &Quantity, to: &Quantity| {
        Span::new(from.number.end(), to.number.start().max(from.number.end()))
    };
    let short = parts.windows(2).all(|pair| {
        context.words(article, between(pair[0], pair[1])).split_whitespace().count() <= WORDS / 2
    });
    let opened = context.words(article, between(whole, first)).contains(':')
        || among(context, article, sentence, whole) && parts.len() >= FEWEST;
    let before_last = sentence.tokens.iter().rev().find(|token| token.span.end() <= last.number.start())?;
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let off = (sum - whole.value).abs();
    let plain = parts
        .iter()
        .all(|part| is_exact(part) && part.value < whole.value && own_noun(context, article, part).is_some());
    let nouns: std::collections::BTreeSet<_> = parts.iter().map(|part| part.noun.as_deref()).collect();
    if parts.len() < 2
        || nouns.len() < parts.len()
        || !(short && opened && plain && before_last.pos == Pos::Cconj)
        || off < 0.5
        || off > whole.value * FAR
    {
        return None;
    }
    Some(finding(context, article, whole.span, first.span.cover(last.span), sum))
}

/// Whether the whole is what a clause takes apart: `Unter den 174 Passagieren waren …`.
fn among(context: &Context<'_>, article: usize, sentence: &Sentence, whole: &Quantity) -> bool {
    let mut before =
        sentence.tokens.iter().rev().filter(|token| token.span.end() <= whole.number.start()).take(2);
    before.any(|token| {
        let word = context.words(article, token.span).to_lowercase();
        context.rules.among.contains(&word)
    })
}

/// A sum that a sentence draws itself: `31.000 Euro Fahrgeld und 18.000 Euro Fracht, macht zusammen 55.000 Euro`.
fn check_sum(context: &Context<'_>, article: usize, sentence: &Sentence) -> Option<Finding> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let all: Vec<&Quantity> = within(list, sentence.span, |quantity| quantity.span).collect();
    let (whole, parts) = all.split_last()?;
    let drawn = tokens_around(context, article, whole).1;
    let alike = |part: &&Quantity| {
        is_precise(part) && part.kind == whole.kind && part.unit == whole.unit && part.value < whole.value
    };
    let counted =
        whole.unit.is_some() || parts.iter().all(|part| part.noun.is_none() || part.noun == whole.noun);
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let off = (sum - whole.value).abs();
    let says = drawn.iter().any(|lemma| context.rules.votes.sum.contains(lemma));
    if parts.len() < 2
        || !(says && counted && is_precise(whole) && parts.iter().all(alike))
        || off < whole.value * 1e-6
        || off > whole.value * FAR
    {
        return None;
    }
    Some(finding(context, article, whole.span, parts.first()?.span.cover(parts.last()?.span), sum))
}

fn finding(context: &Context<'_>, article: usize, whole: Span, parts: Span, sum: f64) -> Finding {
    Finding {
        kind: FindingKind::Internal,
        level: Level::Contradiction,
        subject: context.words(article, whole).to_owned(),
        witnesses: vec![
            context.witness(article, context.sentence_span(article, whole), whole),
            context.witness(article, parts, parts),
        ],
        because: vec![Reason { key: "sum-of-parts", parameters: vec![("sum", format!("{sum}"))] }],
        confidence: None,
    }
}

/// The words of the three tokens behind a number and of the two before it, in lower case, as they stand and in their
/// dictionary forms.
fn tokens_around(context: &Context<'_>, article: usize, quantity: &Quantity) -> (Vec<String>, Vec<String>) {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= quantity.number.start());
    let Some(sentence) = sentences.get(index) else { return (Vec::new(), Vec::new()) };
    let words = |tokens: &mut dyn Iterator<Item = &Token>| -> Vec<String> {
        let forms =
            |token: &Token| [token.lemma.to_lowercase(), context.words(article, token.span).to_lowercase()];
        tokens.flat_map(forms).collect()
    };
    let tokens = &sentence.tokens;
    let mut after = tokens.iter().filter(|token| token.span.start() >= quantity.number.end()).take(3);
    let mut before = tokens.iter().rev().filter(|token| token.span.end() <= quantity.number.start()).take(2);
    (words(&mut after), words(&mut before))
}

/// Drops what other comparators said of a part as if it were the whole: `720 Stellen` against the 380 of `380 in der
/// Werft, 340 in der Verwaltung`.
pub(super) fn drop_parts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let place = |witness: &Witness| {
        context.scene.dossier.iter().position(|read| read.document.source == witness.source)
    };
    let value = |article: usize, place: Span| {
        let list = &context.scene.dossier[article].annotations.quantities;
        within(list, place, |quantity| quantity.span).next().map(|quantity| quantity.value)
    };
    findings.retain(|finding| {
        let [a, b] = &finding.witnesses[..] else { return true };
        let (Some(in_a), Some(in_b)) = (place(a), place(b)) else { return true };
        let explained = |(article, part): (usize, Span), (other, whole): (usize, Span)| {
            let Some(whole) = value(other, whole) else { return false };
            let sentence = context.sentence_span(article, part);
            parts(context, article, sentence, Whole::Unknown)
                .is_some_and(|parts| parts.span.overlaps(part) && (parts.sum() - whole).abs() < 0.5)
        };
        finding.kind != FindingKind::Quantity
            || finding.level != Level::Contradiction
            || !explained((in_a, a.decisive), (in_b, b.decisive))
                && !explained((in_b, b.decisive), (in_a, a.decisive))
    });
}
