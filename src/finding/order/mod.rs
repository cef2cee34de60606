//! Which time in a row: the first against the second, never before against again.

mod count;
mod likeness;
mod sequence;
mod words;

pub(super) use words::Words;

use std::collections::BTreeSet;

use chrono::Datelike;

use super::candidate::statement::Statement;
use super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::time::{Bound, TimeKind};
use crate::language::Tense;
use crate::text::Span;
use count::{Count, Of, counts};
use likeness::{Likeness, is_narrower, likeness};

/// Days before its article from which a time is long ago.
const LONG_AGO: i64 = 200;
/// How much of each other two counts of one thing say, in the mean …
const MEAN: f32 = 0.33;
/// … and at least.
const LEAST: f32 = 0.2;
/// The same, where both say of the news itself which one it is.
const NEWS: f32 = 0.2;
/// The same, where both count somebody's works.
const WORK: f32 = 0.2;
/// How near an earlier occasion must be to what was never before …
const SAME: f32 = 0.9;
/// … and how much of each other the two must say, where a noun names it …
const EARLIER: f32 = 0.3;
/// … and where a verb does.
const EARLIER_ACT: f32 = 0.22;
/// The same, where the news itself is said to be the first one: how near a word of the other clause is to its noun …
const KIND: f32 = 0.4;
/// … and how much the two say of each other.
const KIND_LEAST: f32 = 0.1;
/// How near the first one, long ago, must be to what is told.
const PAST: f32 = 0.15;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = context.statements;
    let mut all: Vec<Count<'_, '_>> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let next = statements
            .get(index + 1)
            .filter(|next| (next.article, next.sentence) == (statement.article, statement.sentence));
        // `Es ist das erste Mal, dass …`: the act is in the clause behind.
        let empty = |count: &Count<'_, '_>| {
            count.of == Of::Act && statement.own.iter().all(|word| word.span.overlaps(count.place))
        };
        all.extend(counts(context, statement).into_iter().map(|count| match next {
            Some(next) if empty(&count) => Count { statement: next, ..count },
            _ => count,
        }));
    }
    let counts = all;
    for (index, a) in counts.iter().enumerate() {
        for b in &counts[index + 1..] {
            findings.extend(compare_pair(context, a, b));
        }
        compare_earlier(context, a, statements, findings);
    }
    sequence::compare(context, findings);
}

fn compare_pair(context: &Context<'_>, a: &Count<'_, '_>, b: &Count<'_, '_>) -> Option<Finding> {
    if a.statement.article == b.statement.article {
        return None;
    }
    let (low, high) = if a.least <= b.least { (a, b) } else { (b, a) };
    if low.most.is_none_or(|most| most >= high.least) || low.row != high.row {
        return None;
    }
    // The first of this winter may be the third in all, but not the other way round.
    let stretch = match (low.since, high.since) {
        (Some(low), Some(high)) => low <= high,
        (Some(_), None) => false,
        (None, _) => low.ever || low.scope.is_subset(&high.scope),
    };
    if !stretch {
        return None;
    }
    let likeness = likeness(context, low, high);
    let narrower = !low.ever && is_narrower(context, low, high);
    is_one(low, high, &likeness, narrower).then(|| finding(context, low, (high.statement, high.place)))
}

/// `It is the second …`: the news itself.
fn is_news(count: &Count<'_, '_>) -> bool {
    matches!(count.of, Of::Noun(_))
        && count.statement.actor.as_ref().is_none_or(|actor| actor.words.is_empty())
}

/// Whether two counts are of one thing.
fn is_one(low: &Count<'_, '_>, high: &Count<'_, '_>, likeness: &Likeness, narrower: bool) -> bool {
    let mean = f32::midpoint(likeness.low, likeness.high);
    let acts = |act: &Count<'_, '_>, noun: &Count<'_, '_>| {
        let actor = act.statement.actor.as_ref().filter(|_| act.of == Of::Act);
        matches!((actor, noun.of), (Some(actor), Of::Noun(Some(noun))) if actor.words.contains(&noun))
    };
    match (low.of, high.of) {
        (Of::Work, Of::Work) => likeness.names > 0.0 || mean >= WORK,
        (Of::Work, _) | (_, Of::Work) => false,
        (_, Of::Past(_)) => low.ever && likeness.thing >= PAST,
        (Of::Act | Of::Noun(_) | Of::Past(_), Of::Act | Of::Noun(_)) => {
            !narrower && mean >= MEAN && likeness.low.min(likeness.high) >= LEAST
                || is_news(low) && is_news(high) && mean >= NEWS
                || acts(low, high)
                || acts(high, low)
        }
    }
}

/// Whether an article tells of an earlier occasion what another one says has never been before.
fn compare_earlier(
    context: &Context<'_>,
    count: &Count<'_, '_>,
    statements: &[Statement<'_>],
    findings: &mut Vec<Finding>,
) {
    let is_since =
        count.since.is_some() && count.scope.iter().all(|word| context.rules.order.narrow.contains(word));
    if count.most != Some(1.0)
        || count.of == Of::Work
        || !(count.ever || count.scope.is_empty() || is_since)
        || is_narrowed(context, count)
    {
        return;
    }
    for other in statements.iter().filter(|other| other.article != count.statement.article) {
        let before = has_been(context, other);
        let Some(place) = before.or_else(|| earlier_time(context, other)) else { continue };
        let year = year_of(context, other, place);
        if count.since.is_some() && count.since.zip(year).is_none_or(|(since, year)| year <= since) {
            continue;
        }
        if !other.is_stated() || other.is_negative() {
            continue;
        }
        let past = Count {
            statement: other,
            place,
            least: 1.0,
            most: None,
            of: Of::Act,
            ever: false,
            row: false,
            scope: BTreeSet::new(),
            since: None,
        };
        let likeness = likeness(context, count, &past);
        // `2011 hatte …` in a story that is told in the past is as far back as `schon 2011`.
        let far_back = other.clause.verb.as_ref().is_some_and(|verb| verb.tense == Some(Tense::Pluperfect));
        let already = before.is_some() || is_already(context, other, place);
        let lexemes = &context.scene.lexemes;
        let verbs = match (count.statement.verb, other.verb) {
            (Some((a, _)), Some((b, _))) => lexemes.nearness(a, b),
            _ => 0.0,
        };
        let mean = f32::midpoint(likeness.low, likeness.high);
        let again = match count.of {
            Of::Noun(_) => {
                let is_one = likeness.thing >= SAME && mean >= EARLIER && (count.ever || already);
                let kind = is_news(count) && (already || far_back);
                is_one || kind && likeness.thing >= KIND && mean >= KIND_LEAST
            }
            Of::Act => {
                // `Bereits 2004 war ein Bürgermeister …`: somebody of the same kind.
                let actor = count.statement.actor.as_ref().filter(|actor| actor.identity.is_none());
                let same_actor = actor
                    .is_some_and(|actor| other.own.iter().any(|word| actor.words.contains(&word.lexeme)));
                verbs >= SAME && mean >= EARLIER_ACT && (count.ever || already) || already && same_actor
            }
            Of::Past(_) | Of::Work => false,
        };
        if again {
            findings.push(finding(context, count, (other, place)));
        }
    }
}

/// `schon 2011`, `last exhibited in 1953`
fn is_already(context: &Context<'_>, statement: &Statement<'_>, place: Span) -> bool {
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let before = sentence.tokens.iter().rev().filter(|token| token.span.end() <= place.start());
    before.take(6).any(|token| {
        let word = context.words(statement.article, token.span).to_lowercase();
        context.rules.order.already.contains(&word)
    })
}

/// Whether a clause beside it says from when on it is counted: `das erste Beben, seit gebohrt wird`.
fn is_narrowed(context: &Context<'_>, count: &Count<'_, '_>) -> bool {
    let statement = count.statement;
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    sentence.clauses.iter().filter_map(|clause| clause.opener).any(|opener| {
        let token = sentence.tokens.get(usize::from(opener));
        token.is_some_and(|token| {
            let word = context.words(statement.article, token.span).to_lowercase();
            context.rules.order.narrow.contains(&word)
        })
    })
}

/// Where a clause says that it has been before: `schon einmal`.
fn has_been(context: &Context<'_>, statement: &Statement<'_>) -> Option<Span> {
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let words: Vec<(String, Span)> = statement
        .clause
        .tokens
        .iter()
        .filter_map(|token| sentence.tokens.get(usize::from(*token)))
        .map(|token| (context.words(statement.article, token.span).to_lowercase(), token.span))
        .collect();
    context.rules.order.again.iter().find_map(|phrase| {
        let found = words
            .windows(phrase.len())
            .find(|window| window.iter().zip(phrase).all(|((word, _), part)| word == part))?;
        Some(found.first()?.1.cover(found.last()?.1))
    })
}

/// The year of a time.
fn year_of(context: &Context<'_>, statement: &Statement<'_>, place: Span) -> Option<i32> {
    let times = &context.scene.dossier[statement.article].annotations.times;
    let mut own = within(times, place, |time| time.span);
    own.find_map(|time| Some(time.interval?.from.year()))
}

/// The words that put a clause long before its article.
fn earlier_time(context: &Context<'_>, statement: &Statement<'_>) -> Option<Span> {
    let read = &context.scene.dossier[statement.article];
    let published = context.scene.published(statement.article)?;
    let times = within(&read.annotations.times, statement.span, |time| time.span);
    let old = times.filter(|time| {
        time.kind == TimeKind::Date
            && matches!(time.bound, Bound::At)
            && time.interval.is_some_and(|interval| (published - interval.to).num_days() > LONG_AGO)
    });
    if let Some(time) = old.last() {
        return Some(time.span);
    }
    let sentence = &read.reading.sentences[statement.sentence];
    let words = &context.rules.order.earlier;
    let damals = statement.clause.tokens.iter().map(|token| &sentence.tokens[usize::from(*token)]);
    damals
        .map(|token| token.span)
        .find(|span| words.contains(&context.words(statement.article, *span).to_lowercase()))
}

fn finding(context: &Context<'_>, a: &Count<'_, '_>, (other, place): (&Statement<'_>, Span)) -> Finding {
    Finding {
        kind: FindingKind::Order,
        level: Level::Contradiction,
        subject: context.words(a.statement.article, a.place).to_owned(),
        witnesses: vec![
            context.witness(a.statement.article, a.statement.span, a.place),
            context.witness(other.article, other.span, place),
        ],
        because: vec![Reason { key: "same-event", parameters: Vec::new() }],
        confidence: None,
    }
}
