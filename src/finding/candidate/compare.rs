//! From candidates to findings: the likeliest first, one to one between two articles.

use std::collections::BTreeSet;

use super::super::{Confidence, Context, Finding, FindingKind, Level, Reason, misname};
use super::differ::Aspect;
use super::evidence::{CLOSE, COUNT, MOVED, NAMES, OTHER_NAMES, OWN, STRETCH};
use super::{Candidate, candidates};
use crate::annotate::factuality::Status;
use crate::annotate::quantity::QuantityKind;
use crate::claim::concept::Concepts;
use crate::document::{BlockKind, Language};
use crate::text::Span;

/// Days from which on an expression means a stretch of the calendar, not a day.
const LONGEST_DAY: i64 = 20;

/// How likely a day must be in conflict where it is not merely moved.
const SURE_OF_DAY: f32 = 0.9;
/// Days further apart than this says (about two weeks) are of two happenings.
const NEAR_DAYS: f32 = 0.03;

/// Reports what the evidence is enough for.
pub(in super::super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let weights = &context.rules.weights;
    let mut likely: Vec<(f32, Candidate)> = candidates(context, |aspect| weights.reports(aspect))
        .into_iter()
        .filter(|candidate| !is_one_name(context, candidate))
        .filter(|candidate| may_be_misnamed(context, candidate))
        .filter_map(|candidate| Some((weights.reported(candidate.aspect, &candidate.evidence)?, candidate)))
        .collect();
    likely.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| (a.1.articles, a.1.places).cmp(&(b.1.articles, b.1.places)))
    });
    // A place that has met its match in another article meets no second one there.
    let mut taken: BTreeSet<(usize, usize, Span)> = BTreeSet::new();
    for (likely, candidate) in likely {
        let (a, b) = candidate.articles;
        let keys = [(a, b, candidate.places.0), (b, a, candidate.places.1)];
        // None of those that are taken touch each other: only the one before and the one behind can touch another.
        let met = |&(own, other, place): &(usize, usize, Span)| {
            let touches = |near: Option<&(usize, usize, Span)>| {
                near.is_some_and(|near| (near.0, near.1) == (own, other) && near.2.overlaps(place))
            };
            touches(taken.range(..=(own, other, place)).next_back())
                || touches(taken.range((own, other, place)..).next())
        };
        if keys.iter().any(met) {
            continue;
        }
        taken.extend(keys);
        let found = finding(context, &candidate, likely);
        // What others did at another time is no news of these.
        let strangers = candidate.evidence[NAMES] == 0.0 && candidate.evidence[OTHER_NAMES] > 0.0;
        if strangers && found.level == Level::Update && candidate.aspect != Aspect::Figure {
            continue;
        }
        // Days were learned from together with days that were moved, which are far easier to tell.
        // Two years are two periods, each with facts of its own.
        let own = &candidate.evidence[COUNT - OWN..];
        let unsure = likely < SURE_OF_DAY || own[CLOSE] < NEAR_DAYS || own[STRETCH] > 0.0;
        if candidate.aspect == Aspect::Day && found.level != Level::Update && unsure {
            continue;
        }
        findings.push(found);
    }
}

/// Whether the two names that differ are one person's in two spellings.
fn is_one_name(context: &Context<'_>, candidate: &Candidate) -> bool {
    let words = |article: usize, place: Span| context.words(article, place);
    candidate.aspect == Aspect::Name
        && context.rules.spelling.is_same_person(
            words(candidate.articles.0, candidate.places.0),
            words(candidate.articles.1, candidate.places.1),
        )
}

/// Whether two names can be a slip at all: both articles tell a story, neither name is short for the other, and they
/// are not two people who are both quoted.
fn may_be_misnamed(context: &Context<'_>, candidate: &Candidate) -> bool {
    if candidate.aspect != Aspect::Name {
        return true;
    }
    let (a, b) = candidate.articles;
    let (first, second) = (context.words(a, candidate.places.0), context.words(b, candidate.places.1));
    let within = |one: &str, other: &str| {
        one.split_whitespace().all(|word| other.split_whitespace().any(|own| own == word))
    };
    let speaks = |article: usize, place: Span| {
        let quotes = &context.scene.dossier[article].annotations.quotes;
        quotes.iter().any(|quote| quote.speaker.as_ref().is_some_and(|speaker| speaker.span.overlaps(place)))
    };
    let speakers = speaks(a, candidate.places.0) && speaks(b, candidate.places.1);
    misname::is_story(context, a, b) && !within(first, second) && !within(second, first) && !speakers
}

fn finding(context: &Context<'_>, candidate: &Candidate, likely: f32) -> Finding {
    let (a, b) = candidate.articles;
    let words = shared_words(context, candidate);
    Finding {
        kind: kind(candidate, a == b),
        level: level(context, candidate),
        subject: words.clone(),
        witnesses: vec![
            context.witness(a, candidate.clauses.0, candidate.places.0),
            context.witness(b, candidate.clauses.1, candidate.places.1),
        ],
        because: vec![Reason { key: "same-matter", parameters: vec![("words", words)] }],
        confidence: Confidence::new(f64::from(likely)),
    }
}

fn kind(candidate: &Candidate, within_one: bool) -> FindingKind {
    if within_one {
        return FindingKind::Headline;
    }
    match candidate.aspect {
        Aspect::Figure => FindingKind::Quantity,
        Aspect::Day => FindingKind::Date,
        Aspect::Hour => FindingKind::Time,
        Aspect::Turn => FindingKind::Status,
        Aspect::Name => FindingKind::Identity,
    }
}

/// A count of people that is higher in the later article has grown; a day that is still ahead has been moved by the
/// later article, a month or year (`bis Ende 2027`) hardly.
fn level(context: &Context<'_>, candidate: &Candidate) -> Level {
    let (a, b) = candidate.articles;
    let quantity = |article: usize, place: Span| {
        let list = &context.scene.dossier[article].annotations.quantities;
        list.iter().find(|quantity| quantity.span == place)
    };
    if candidate.aspect == Aspect::Turn {
        return Level::Update;
    }
    if candidate.aspect == Aspect::Day {
        let day = |article: usize, place: Span| {
            let times = &context.scene.dossier[article].annotations.times;
            let interval = times.iter().find(|time| time.span == place)?.interval?;
            let published = context.scene.published(article)?;
            let is_day = (interval.to - interval.from).num_days() < LONGEST_DAY;
            let may_move = is_day || candidate.evidence[COUNT - OWN + MOVED] > 0.0;
            (may_move && interval.to > published).then_some(published)
        };
        let moved = match (day(a, candidate.places.0), day(b, candidate.places.1)) {
            (Some(first), Some(second)) => first != second,
            _ => false,
        };
        // Where an article's own day is not known, its words tell what is still ahead.
        let undated = context.scene.published(a).is_none() || context.scene.published(b).is_none();
        let ahead = || {
            let planned = |article: usize, clause: Span| {
                context.statements.iter().any(|statement| {
                    (statement.article, statement.span) == (article, clause)
                        && statement.factuality.status == Status::Planned
                })
            };
            planned(a, candidate.clauses.0) || planned(b, candidate.clauses.1)
        };
        let told = candidate.evidence[COUNT - OWN + MOVED] > 0.0;
        return if moved || undated && (told || ahead()) { Level::Update } else { Level::Contradiction };
    }
    let figures = (quantity(a, candidate.places.0), quantity(b, candidate.places.1));
    if candidate.aspect == Aspect::Figure
        && let (Some(x), Some(y)) = figures
        && x.kind == QuantityKind::Count
        && let (Some(first), Some(second)) =
            (said(context, a, candidate.places.0), said(context, b, candidate.places.1))
        && first != second
        && (y.value > x.value) == (second > first)
    {
        let concepts: &Concepts = &context.claims.concepts;
        let people = |noun: &Option<Box<str>>| {
            noun.as_ref().is_none_or(|noun| {
                [Language::GERMAN, Language::ENGLISH]
                    .iter()
                    .any(|language| concepts.is_person(*language, noun))
            })
        };
        if people(&x.noun) && people(&y.noun) {
            return Level::Update;
        }
    }
    Level::Contradiction
}

/// When a place was said: the live-blog entry's time, or the article's.
fn said(context: &Context<'_>, article: usize, place: Span) -> Option<chrono::NaiveDateTime> {
    let document = context.document(article);
    let index = document.blocks.partition_point(|block| block.span.end() <= place.start());
    let block = document.blocks.get(index).filter(|block| block.kind != BlockKind::Headline);
    block.and_then(|block| block.dated).or(document.meta.published)
}

/// The words of the first clause whose meaning the second one shares, by weight, three at most.
fn shared_words(context: &Context<'_>, candidate: &Candidate) -> String {
    let lexemes = &context.scene.lexemes;
    let of = |article: usize, clause: Span| -> Vec<crate::subject::Word> {
        let sentences = &context.scene.dossier[article].reading.sentences;
        let index = sentences.partition_point(|sentence| sentence.span.end() <= clause.start());
        lexemes.words(article, index).to_vec()
    };
    let others = of(candidate.articles.1, candidate.clauses.1);
    let mut words: Vec<(f32, Span)> = of(candidate.articles.0, candidate.clauses.0)
        .iter()
        .filter(|word| !word.span.overlaps(candidate.places.0))
        .filter_map(|word| {
            let near =
                others.iter().map(|other| lexemes.nearness(word.lexeme, other.lexeme)).fold(0.0, f32::max);
            (near > 0.3).then(|| (near * lexemes.weight(word.lexeme), word.span))
        })
        .collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0));
    words.truncate(3);
    words.sort_by_key(|(_, span)| *span);
    words.dedup_by_key(|(_, span)| *span);
    let texts: Vec<&str> = words.iter().map(|(_, span)| context.words(candidate.articles.0, *span)).collect();
    texts.join(", ")
}
