//! Votes: for, against and abstained, as one article counts them, against who was there and against what another
//! article says.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::language::Sentence;
use crate::rule::{Files, Problem};
use crate::text::Span;

/// Tokens between a number and the word that says what it is for.
const NEAR: usize = 7;
/// What a comma or another mark between them counts.
const COMMA: usize = 5;
/// More votes than this are those of an electorate.
const MOST: f64 = 100_000.0;
/// Votes of fewer people than this in all say too little.
const FEWEST: f64 = 5.0;

/// `sums.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    yes: Vec<String>,
    no: Vec<String>,
    abstain: Vec<String>,
    behind: Vec<String>,
    between: Vec<String>,
    votes: Vec<String>,
    present: Vec<String>,
    cast: Vec<String>,
    rest: Vec<String>,
    sum: Vec<String>,
    that: Vec<String>,
    namely: Vec<String>,
    each: Vec<String>,
    total: Vec<String>,
    within: Vec<String>,
}

/// The words of votes, in all languages together, in lower case.
#[derive(Debug, Default)]
pub(in crate::finding) struct Votes {
    sides: [BTreeSet<String>; 3],
    behind: BTreeSet<String>,
    between: BTreeSet<String>,
    votes: BTreeSet<String>,
    present: BTreeSet<String>,
    cast: BTreeSet<String>,
    pub(super) rest: BTreeSet<String>,
    pub(super) sum: BTreeSet<String>,
    // Words that open a list of everything that was counted.
    pub(super) namely: BTreeSet<String>,
    // Words that make a sum that of every one of those counted.
    pub(super) each: BTreeSet<String>,
    pub(super) total: BTreeSet<String>,
    pub(super) that: BTreeSet<String>,
    pub(super) within: BTreeSet<String>,
}

impl Votes {
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut votes = Self::default();
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase());
        for code in files.languages() {
            let path = format!("{code}/sums.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawWords = files.toml(&path)?;
            for (side, words) in votes.sides.iter_mut().zip([raw.yes, raw.no, raw.abstain]) {
                side.extend(lower(words));
            }
            votes.behind.extend(lower(raw.behind));
            votes.between.extend(lower(raw.between));
            votes.votes.extend(lower(raw.votes));
            votes.present.extend(lower(raw.present));
            votes.cast.extend(lower(raw.cast));
            votes.rest.extend(lower(raw.rest));
            votes.sum.extend(lower(raw.sum));
            votes.that.extend(lower(raw.that));
            votes.namely.extend(lower(raw.namely));
            votes.each.extend(lower(raw.each));
            votes.total.extend(lower(raw.total));
            votes.within.extend(lower(raw.within));
        }
        Ok(votes)
    }

    /// Whether a word says that somebody abstained.
    pub(super) fn is_abstention(&self, lemma: &str) -> bool {
        self.sides[2].contains(lemma)
    }

    fn side(&self, word: &Token<'_>) -> Option<usize> {
        self.sides.iter().position(|side| side.contains(&*word.lemma) || side.contains(&*word.form))
    }
}

/// A token as the lists know it.
struct Token<'a> {
    lemma: String,
    form: String,
    span: Span,
    quantity: Option<&'a Quantity>,
}

impl Token<'_> {
    fn is_of(&self, list: &BTreeSet<String>) -> bool {
        list.contains(&self.lemma) || list.contains(&self.form)
    }
}

/// The outcome of a vote.
#[derive(Clone, Debug)]
struct Outcome {
    article: usize,
    /// For, against, abstained.
    sides: [Option<f64>; 3],
    span: Span,
}

impl Outcome {
    fn total(&self) -> f64 {
        self.sides.iter().flatten().sum()
    }

    /// Whether the two cannot be one vote's.
    fn differs(&self, other: &Self) -> bool {
        self.pairs(other).any(|(a, b)| (a - b).abs() > 0.5)
    }

    fn pairs<'o>(&'o self, other: &'o Self) -> impl Iterator<Item = (f64, f64)> + 'o {
        self.sides.iter().zip(&other.sides).filter_map(|(a, b)| Some(((*a)?, (*b)?)))
    }

    /// Whether the numbers are too much alike for two votes: one side is the same, or the same numbers in another
    /// order, or as many votes in all.
    fn is_alike(&self, other: &Self) -> bool {
        let sorted = |outcome: &Self| {
            let mut list: Vec<f64> = outcome.sides.iter().flatten().copied().collect();
            list.sort_by(f64::total_cmp);
            list
        };
        let same = self.pairs(other).any(|(a, b)| (a - b).abs() < 0.5 && a >= FEWEST);
        same || sorted(self) == sorted(other)
    }
}

/// How many were there, or how many votes were cast.
struct Total {
    article: usize,
    value: f64,
    span: Span,
    cast: bool,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let votes = &context.rules.votes;
    let (mut outcomes, mut totals) = (Vec::new(), Vec::new());
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for sentence in &read.reading.sentences {
            let tokens = tokens(context, article, sentence);
            // Who was there may stand in the head of the minutes.
            totals.extend(total(votes, article, &tokens));
            if context.is_story(article, sentence.span) {
                outcomes.extend(outcome(votes, article, &tokens));
            }
        }
    }
    for outcome in outcomes.iter().filter(|outcome| outcome.sides[0].is_some() && outcome.sides[1].is_some())
    {
        for total in totals.iter().filter(|total| total.article == outcome.article) {
            let all = outcome.total();
            // Whoever was there need not have voted; whose vote was cast did.
            let wrong = all > total.value + 0.5
                || total.cast && outcome.sides[2].is_some() && all < total.value - 0.5;
            // One vote more, and that more than once: the chair votes, and is not counted as a member.
            let chair = !total.cast
                && (all - total.value - 1.0).abs() < 0.5
                && outcomes.iter().any(|other| {
                    other.article == outcome.article
                        && other.span != outcome.span
                        && (other.total() - all).abs() < 0.5
                });
            if wrong && !chair && (all - total.value).abs() <= total.value * super::FAR {
                findings.push(finding(context, FindingKind::Internal, total, outcome, Some(all)));
            }
        }
    }
    for (index, a) in outcomes.iter().enumerate() {
        for b in outcomes[index + 1..].iter().filter(|b| b.article != a.article && a.differs(b)) {
            // An article that knows an outcome like the other's speaks of another vote here.
            let knows = |article: usize, outcome: &Outcome| {
                outcomes.iter().any(|own| {
                    own.article == article && !own.differs(outcome) && own.pairs(outcome).next().is_some()
                })
            };
            if a.is_alike(b) && !knows(a.article, b) && !knows(b.article, a) {
                findings.push(finding(context, FindingKind::Quantity, a, b, None));
            }
        }
    }
}

/// A place that a finding shows.
trait Place {
    fn place(&self) -> (usize, Span);
}

impl Place for Outcome {
    fn place(&self) -> (usize, Span) {
        (self.article, self.span)
    }
}

impl Place for Total {
    fn place(&self) -> (usize, Span) {
        (self.article, self.span)
    }
}

fn finding(
    context: &Context<'_>,
    kind: FindingKind,
    a: &impl Place,
    b: &impl Place,
    sum: Option<f64>,
) -> Finding {
    let witness =
        |(article, span): (usize, Span)| context.witness(article, context.sentence_span(article, span), span);
    let (article, span) = a.place();
    let because = match sum {
        Some(sum) => Reason { key: "sum-of-parts", parameters: vec![("sum", format!("{sum}"))] },
        None => Reason { key: "same-vote", parameters: Vec::new() },
    };
    Finding {
        kind,
        level: Level::Contradiction,
        subject: context.words(article, span).to_owned(),
        witnesses: vec![witness(a.place()), witness(b.place())],
        because: vec![because],
        confidence: None,
    }
}

fn tokens<'a>(context: &Context<'a>, article: usize, sentence: &'a Sentence) -> Vec<Token<'a>> {
    let list = &context.scene.dossier[article].annotations.quantities;
    let numbers: Vec<&Quantity> =
        within(list, sentence.span, |quantity| quantity.span).filter(|quantity| is_votes(quantity)).collect();
    let quantity = |span: Span| numbers.iter().copied().find(|quantity| quantity.number.overlaps(span));
    sentence
        .tokens
        .iter()
        .map(|token| Token {
            lemma: token.lemma.to_lowercase(),
            form: context.words(article, token.span).to_lowercase(),
            span: token.span,
            quantity: quantity(token.span),
        })
        .collect()
}

fn is_votes(quantity: &Quantity) -> bool {
    let plain = match quantity.kind {
        QuantityKind::Count | QuantityKind::Score => true,
        QuantityKind::Money
        | QuantityKind::Share
        | QuantityKind::Points
        | QuantityKind::Duration
        | QuantityKind::Age
        | QuantityKind::Measure
        | QuantityKind::Ordinal
        | QuantityKind::Name => false,
    };
    plain
        && super::is_precise(quantity)
        && (0.0..=MOST).contains(&quantity.value)
        && quantity.value.fract() == 0.0
}

/// What a sentence says of a vote.
fn outcome(votes: &Votes, article: usize, tokens: &[Token<'_>]) -> Option<Outcome> {
    let mut sides: [Option<f64>; 3] = [None; 3];
    let mut used: Vec<bool> = vec![false; tokens.len()];
    let mut span: Option<Span> = None;
    let mut take = |span_of: Span| span = Some(span.map_or(span_of, |span: Span| span.cover(span_of)));
    let is_vote = tokens.iter().any(|token| token.is_of(&votes.votes));
    // `27 zu acht Stimmen`, `7-2`
    for (at, token) in tokens.iter().enumerate().filter(|_| is_vote) {
        let Some(first) = token.quantity.filter(|first| first.number.start() == token.span.start()) else {
            continue;
        };
        if let Some(against) = first.against {
            sides = [Some(first.value), Some(against), None];
            take(first.number);
            used[at] = true;
            break;
        }
        let link = tokens[at + 1..].iter().take(3).position(|token| token.is_of(&votes.between));
        let Some(second) = link.and_then(|link| tokens.get(at + link + 2)) else { continue };
        let between = &tokens[at + 1..at + 1 + link.unwrap_or(0)];
        let only_votes = between.iter().all(|token| token.is_of(&votes.votes) || token.quantity.is_some());
        let Some(other) = second.quantity.filter(|other| only_votes && !std::ptr::eq(*other, first)) else {
            continue;
        };
        sides = [Some(first.value), Some(other.value), None];
        take(first.number);
        take(other.number);
        for (used, token) in used.iter_mut().zip(tokens) {
            *used |= token
                .quantity
                .is_some_and(|quantity| std::ptr::eq(quantity, first) || std::ptr::eq(quantity, other));
        }
        break;
    }
    let mut plain = sides[0].is_some();
    for (at, token) in tokens.iter().enumerate() {
        let Some(side) = votes.side(token).filter(|side| sides[*side].is_none()) else { continue };
        let strict = votes.behind.contains(&token.form);
        let Some(number) = number_of(tokens, &used, at, strict) else { continue };
        let Some(quantity) = tokens[number].quantity else { continue };
        sides[side] = Some(quantity.value);
        used[number] = true;
        plain |= !strict;
        take(quantity.number);
        take(token.span);
    }
    let told = sides.iter().flatten().count();
    let outcome = Outcome { article, sides, span: span? };
    (told >= 2 && sides[0].is_some() && (plain || is_vote) && outcome.total() >= FEWEST).then_some(outcome)
}

/// The number that a word such as `dafür` belongs to: the nearest one that no other word has taken.
fn number_of(tokens: &[Token<'_>], used: &[bool], at: usize, strict: bool) -> Option<usize> {
    let is_mark = |token: &Token<'_>| !token.form.chars().any(char::is_alphanumeric);
    let free = |index: &usize| tokens[*index].quantity.is_some();
    let left = (at.saturating_sub(NEAR)..at).rev().find(free).filter(|index| !used[*index]);
    let right = (at + 1..tokens.len().min(at + NEAR)).find(free).filter(|index| !used[*index] && !strict);
    let cost = |from: usize, to: usize| {
        tokens[from + 1..to]
            .iter()
            .map(|token| match &*token.form {
                ":" | "-" => 0,
                _ if is_mark(token) => COMMA,
                _ => 1,
            })
            .sum::<usize>()
    };
    let left = left.map(|index| (cost(index, at), index));
    let right = right.map(|index| (cost(at, index) + 1, index));
    let best = left.into_iter().chain(right).min()?;
    (best.0 <= if strict { 1 } else { NEAR }).then_some(best.1)
}

/// `19 Mitglieder anwesend`, `410 abgegebene Stimmen`
fn total(votes: &Votes, article: usize, tokens: &[Token<'_>]) -> Option<Total> {
    let (at, cast) = tokens.iter().enumerate().find_map(|(at, token)| {
        let cast = token.is_of(&votes.cast);
        (cast || token.is_of(&votes.present)).then_some((at, cast))
    })?;
    let number = number_of(tokens, &vec![false; tokens.len()], at, false)?;
    let quantity = tokens[number].quantity?;
    let near = number.abs_diff(at) <= 3;
    (near && quantity.value >= FEWEST).then_some(Total {
        article,
        value: quantity.value,
        span: quantity.number.cover(tokens[at].span),
        cast,
    })
}
