//! Candidates: pairs of statements of different articles that may be about one thing and differ in one aspect, with the
//! evidence for that. Every pair that says the same of an aspect is a rival: a figure that the other article has too is
//! hardly in conflict with a third one.

mod compare;
pub(super) mod contrary;
mod differ;
mod evidence;
mod hour;
mod meeting;
pub(super) mod moment;
pub(super) mod norm;
pub(super) mod overstated;
pub(super) mod polar;
pub(super) mod statement;
pub(super) mod turn;
pub(super) mod undecided;
mod weights;
pub(super) mod when;
mod who;

pub use differ::Aspect;
pub use evidence::{COUNT, EVIDENCE, Evidence};
pub(super) use evidence::{Means, OWN, Pair, likeness};
pub(super) use meeting::Meeting;
pub(super) use statement::{Statement, Weighed};
pub use weights::{Term, Weights};

pub(super) use compare::compare;

use rustc_hash::FxHashMap;

use super::Context;
use super::partner::Partners;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::Bound;
use crate::claim::pattern::Keys;
use crate::subject::LexemeId;
use crate::text::Span;
use differ::{Difference, Filled, Traits, differences, settle};
use moment::Kinds;
use when::{Timetable, When};

/// What two clauses must have in common to be looked at: a word that says something, or several that say little.
const LEAST_SHARED: f32 = 0.24;

/// Two places that may say different things of one matter.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What differs.
    pub aspect: Aspect,
    /// The articles, as indices into the dossier.
    pub articles: (usize, usize),
    /// The clauses.
    pub clauses: (Span, Span),
    /// The places in them that differ.
    pub places: (Span, Span),
    /// What speaks for and against their being about one thing.
    pub evidence: Evidence,
}

/// Every candidate of a dossier of the aspects that are wanted, in the order of articles and texts. Aspects do not touch
/// each other: what nobody wants need not be weighed.
pub(super) fn candidates(context: &Context<'_>, wanted: impl Fn(Aspect) -> bool) -> Vec<Candidate> {
    let scene = context.scene;
    let mut filled: Vec<Filled<'_>> = context
        .statements
        .iter()
        .map(|statement| {
            let annotations = scene.dossier[statement.article].annotations;
            let sentence = &scene.dossier[statement.article].reading.sentences[statement.sentence];
            let has = |span: Span| {
                sentence
                    .token_at(span.start())
                    .is_some_and(|token| statement.clause.tokens.binary_search(&token).is_ok())
            };
            let quantities = super::within(&annotations.quantities, sentence.span, |quantity| quantity.span);
            let times = super::within(&annotations.times, sentence.span, |time| time.span);
            // `vier Jahre` in `vor vier Jahren` is a date, no length.
            let dated = |quantity: &&Quantity| {
                quantity.kind == QuantityKind::Duration
                    && super::within(&annotations.times, quantity.number, |time| time.span)
                        .any(|time| time.span.overlaps(quantity.number) && time.interval.is_some())
            };
            let quantities: Vec<&Quantity> =
                quantities.filter(|quantity| has(quantity.number) && !dated(quantity)).collect();
            let wholes =
                quantities.iter().filter_map(|quantity| annotations.quantities.get(quantity.part_of?));
            let text = scene.dossier[statement.article].document.text();
            let told = context.rules.turns.told(sentence, statement, text);
            Filled {
                told,
                wholes: wholes.map(|whole| whole.number).collect(),
                quantities,
                times: times.filter(|time| has(time.span)).collect(),
                when: When::default(),
                statement,
            }
        })
        .collect();
    let around: Vec<Vec<LexemeId>> = filled
        .iter()
        .map(|one| one.statement.own.iter().chain(&one.statement.rest).map(|word| word.lexeme).collect())
        .collect();
    read_moments(context, &mut filled);
    let days = Timetable::new(scene, &filled, |filled| filled.times.iter().any(|time| when::is_dated(time)));
    let hours = Timetable::new(scene, &filled, hour::has_hour);
    let mut drafts = Vec::new();
    let mut means = Means::default();
    let mut traits = Traits::default();
    let partners = Partners::new(context, filled.iter().map(|one| one.statement.place()));
    for (index, a) in filled.iter().enumerate() {
        for other in partners.of(index) {
            let b = &filled[other];
            let whole = may_meet(context, &a.statement.own, &around[other]);
            if !whole && !when::may_meet(a, b) {
                continue;
            }
            let mut found = Vec::new();
            when::times(context, &days, (a, b), &mut found);
            hour::hours(context, &hours, (a, b), &mut found);
            settle(&mut found);
            if whole {
                found.extend(differences(context, (a, b), &mut traits));
            }
            found.retain(|difference| wanted(difference.aspect));
            pair(context, (index, a), (other, b), found, &mut means, &mut drafts);
        }
    }
    rivals(&mut drafts);
    let found = drafts.into_iter().filter(|draft| !draft.difference.agrees);
    let candidate = |draft: Draft| {
        let (a, b) = (&filled[draft.statements.0].statement, &filled[draft.statements.1].statement);
        Candidate {
            aspect: draft.difference.aspect,
            articles: (a.article, b.article),
            clauses: (a.span, b.span),
            places: (draft.difference.in_a, draft.difference.in_b),
            evidence: draft.evidence,
        }
    };
    found.map(candidate).collect()
}

/// Reads of every clause with a time what kind of moment it is of.
fn read_moments(context: &Context<'_>, filled: &mut [Filled<'_>]) {
    let topic = when::topic(context.scene);
    let mut last: Option<((usize, usize), Keys, Kinds)> = None;
    for filled in filled.iter_mut().filter(|filled| !filled.times.is_empty()) {
        let at = (filled.statement.article, filled.statement.sentence);
        let read = &context.scene.dossier[at.0];
        let sentence = &read.reading.sentences[at.1];
        let moments = &context.rules.moments;
        if last.as_ref().is_none_or(|(known, ..)| *known != at) {
            let keys = Keys::new(sentence, read.document.text());
            let all: Vec<u16> = (0..sentence.tokens.len()).filter_map(|at| u16::try_from(at).ok()).collect();
            let wide = moments.of(sentence.language, &keys, &all);
            last = Some((at, keys, wide));
        }
        let Some((_, keys, wide)) = &last else { continue };
        let kinds = moments.of(sentence.language, keys, &filled.statement.clause.tokens);
        filled.when = when::when(context, filled, (sentence, kinds, *wide), &topic);
    }
}

/// A pair with what it agrees or differs in.
struct Draft {
    statements: (usize, usize),
    articles: (usize, usize),
    difference: Difference,
    evidence: Evidence,
}

/// Whether two clauses have a word in common, or one that is near.
fn may_meet(context: &Context<'_>, words: &[Weighed], others: &[LexemeId]) -> bool {
    let lexemes = &context.scene.lexemes;
    let mut met = 0.0;
    words.iter().any(|word| {
        let near = others.iter().map(|other| lexemes.nearness(word.lexeme, *other)).fold(0.0, f32::max);
        met += word.weight * near;
        met >= LEAST_SHARED
    })
}

fn pair(
    context: &Context<'_>,
    (index_a, a): (usize, &Filled<'_>),
    (index_b, b): (usize, &Filled<'_>),
    found: Vec<Difference>,
    means: &mut Means,
    drafts: &mut Vec<Draft>,
) {
    if found.is_empty() {
        return;
    }
    let times = relate_times(a, b);
    let lexemes = &context.scene.lexemes;
    let meeting = Meeting::new(lexemes, a.statement, b.statement);
    for difference in found {
        let pair = Pair {
            a: a.statement,
            b: b.statement,
            in_a: difference.in_a,
            in_b: difference.in_b,
            times: if matches!(difference.aspect, Aspect::Day | Aspect::Hour) { 0.0 } else { times },
        };
        let mut evidence = pair.evidence(lexemes, &meeting);
        let statements = ((index_a, a.statement), (index_b, b.statement));
        (evidence[18], evidence[19]) = means.likeness(lexemes, statements, (pair.in_a, pair.in_b));
        evidence[COUNT - OWN..].copy_from_slice(&difference.own);
        drafts.push(Draft {
            statements: (index_a, index_b),
            articles: (a.statement.article, b.statement.article),
            difference,
            evidence,
        });
    }
}

/// 1 where the clauses name a common day, -1 where their days exclude each other, 0 where one names none.
fn relate_times(a: &Filled<'_>, b: &Filled<'_>) -> f32 {
    let intervals = |filled: &Filled<'_>| -> Vec<crate::annotate::time::Interval> {
        // A bare hour says nothing of its day.
        let times = filled.times.iter().filter(|time| time.bound == Bound::At && when::is_dated(time));
        times.filter_map(|time| time.interval).collect()
    };
    let (of_a, of_b) = (intervals(a), intervals(b));
    if of_a.is_empty() || of_b.is_empty() {
        return 0.0;
    }
    if of_a.iter().any(|x| of_b.iter().any(|y| x.overlaps(*y))) { 1.0 } else { -1.0 }
}

/// How well a pair fits, before rivals are looked at.
fn fit(evidence: &Evidence, aspect: Aspect) -> f32 {
    let noun = if aspect == Aspect::Figure { evidence[COUNT - OWN] } else { 0.5 };
    let moment = match aspect {
        Aspect::Day | Aspect::Hour => evidence[COUNT - OWN + 10] + 0.5 * evidence[COUNT - OWN + 11],
        _ => 0.0,
    };
    evidence[0] + evidence[1] + evidence[2] + evidence[3] + noun + 0.3 * evidence[11] + moment
}

/// Adds to every draft how far it is ahead of the best other pair of either of its places, and how many there are.
fn rivals(drafts: &mut [Draft]) {
    type Key = (Aspect, usize, Span, usize);
    let mut best: FxHashMap<Key, Vec<(f32, usize)>> = FxHashMap::default();
    let keys = |draft: &Draft| -> [Key; 2] {
        let difference = &draft.difference;
        [
            (difference.aspect, draft.statements.0, difference.in_a, draft.articles.1),
            (difference.aspect, draft.statements.1, difference.in_b, draft.articles.0),
        ]
    };
    for (index, draft) in drafts.iter().enumerate() {
        for key in keys(draft) {
            best.entry(key).or_default().push((fit(&draft.evidence, draft.difference.aspect), index));
        }
    }
    for (index, draft) in drafts.iter_mut().enumerate() {
        let own = fit(&draft.evidence, draft.difference.aspect);
        let (mut margin, mut first, mut count) = (f32::INFINITY, true, 0);
        for key in keys(draft) {
            let others = best[&key].iter().filter(|(_, other)| *other != index);
            let strongest = others.map(|(fit, _)| *fit).fold(0.0, f32::max);
            margin = margin.min(own - strongest);
            first &= own >= strongest;
            count += best[&key].len();
        }
        let evidence = &mut draft.evidence;
        evidence[15] = margin.clamp(-2.0, 2.0);
        evidence[16] = f32::from(first);
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let few = 2.0 / count as f32;
        evidence[17] = few;
    }
}
