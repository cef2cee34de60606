//! Counts of two articles that may be of one thing, with the evidence: which time in a row it is, whether it has been
//! before. What the evidence is worth is learned (`order` in `rules/evidence.toml`).

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::count::{Count, Of, counts};
use super::likeness::{is_narrower, likeness};
use super::{earlier_time, is_already};
use crate::claim::pattern::Keys;
use crate::finding::Context;
use crate::finding::candidate::statement::{Statement, Weighed, coverage};
use crate::finding::candidate::{Aspect, COUNT, Candidate, Means, Meeting, OWN, Pair, topic};
use crate::text::Span;

/// Two counts, or a count and an earlier occasion.
struct Draft {
    candidate: Candidate,
    agrees: bool,
    fit: f32,
}

/// Every pair of counts that exclude each other.
pub(in crate::finding) fn candidates(context: &Context<'_>) -> Vec<Candidate> {
    let statements = context.statements;
    let topic = topic(context.scene);
    let counts = all_counts(context, statements);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut means = Means::default();
    for (index, a) in counts.iter().enumerate() {
        for b in &counts[index + 1..] {
            drafts.extend(pair(context, (&topic, &mut means), a, b, false));
        }
        if a.most != Some(1.0) || a.of == Of::Work {
            continue;
        }
        for other in statements.iter().filter(|other| other.article != a.statement.article) {
            let Some(place) = earlier_time(context, other) else { continue };
            if !other.is_stated() || other.is_negative() {
                continue;
            }
            let past = Count {
                statement: other,
                place,
                least: 2.0,
                most: None,
                of: Of::Act,
                ever: false,
                row: false,
                scope: BTreeSet::new(),
                since: None,
                wide: true,
            };
            drafts.extend(pair(context, (&topic, &mut means), a, &past, true));
        }
    }
    rank(&mut drafts);
    drafts.into_iter().filter(|draft| !draft.agrees).map(|draft| draft.candidate).collect()
}

/// The counts of every statement; where a clause says nothing but the count, that of the clause behind.
pub(super) fn all_counts<'s, 'a>(
    context: &Context<'_>,
    statements: &'s [Statement<'a>],
) -> Vec<Count<'s, 'a>> {
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
    all
}

fn pair(
    context: &Context<'_>,
    (topic, means): (&[Weighed], &mut Means),
    a: &Count<'_, '_>,
    b: &Count<'_, '_>,
    earlier: bool,
) -> Option<Draft> {
    if a.statement.article == b.statement.article {
        return None;
    }
    let (low, high) = if a.least <= b.least { (a, b) } else { (b, a) };
    let agrees = low.most.is_none_or(|most| most >= high.least);
    let lexemes = &context.scene.lexemes;
    let alike = likeness(context, low, high);
    if alike.low.max(alike.high) < 0.05 && alike.thing < 0.3 {
        return None;
    }
    let evidence_of =
        Pair { a: low.statement, b: high.statement, in_a: low.place, in_b: high.place, times: 0.0 };
    let meeting = Meeting::new(lexemes, low.statement, high.statement);
    let mut evidence = evidence_of.evidence(lexemes, &meeting);
    // Where a statement stands, in place of its number.
    let at = |count: &Count<'_, '_>| (count.statement.article << 32) + count.statement.span.start();
    let both = ((at(low), low.statement), (at(high), high.statement));
    (evidence[18], evidence[19]) = means.likeness(lexemes, both, (low.place, high.place));
    let about = |count: &Count<'_, '_>| {
        let words = count.statement.own.iter().filter(|word| !word.span.overlaps(count.place));
        coverage(lexemes, words.copied(), topic, |_| false).share()
    };
    let (of_low, of_high) = (about(low), about(high));
    let is_news = |count: &Count<'_, '_>| {
        matches!(count.of, Of::Noun(_))
            && count.statement.actor.as_ref().is_none_or(|actor| actor.words.is_empty())
    };
    let kinds = |count: &Count<'_, '_>| {
        let read = &context.scene.dossier[count.statement.article];
        let sentence = &read.reading.sentences[count.statement.sentence];
        let keys = Keys::new(sentence, read.document.text());
        context.rules.moments.of(sentence.language, &keys, &count.statement.clause.tokens)
    };
    let stretch = match (low.since, high.since) {
        (Some(low), Some(high)) => low > high,
        (Some(_), None) => true,
        (None, _) => !(low.ever || low.scope.is_subset(&high.scope)),
    };
    let already = is_already(context, high.statement, high.place);
    let mean = f32::midpoint(alike.low, alike.high);
    let numbers = [
        f32::from(earlier),
        alike.thing,
        alike.low.min(alike.high),
        mean,
        f32::from(low.ever),
        f32::from(stretch),
        f32::from(is_news(low)) + f32::from(is_news(high)),
        of_low.min(of_high),
        f32::from(!low.ever && is_narrower(context, low, high)),
        f32::from(already),
        f32::from(low.of == Of::Act) + f32::from(high.of == Of::Act),
        alike.names.min(2.0),
        kinds(low).likeness(kinds(high)),
        f32::from(low.row != high.row),
        f32::from(low.wide) + f32::from(high.wide && !earlier),
        of_low.max(of_high),
        f32::from(low.of == Of::Work && high.of == Of::Work),
        f32::from((low.of == Of::Work) != (high.of == Of::Work)),
        f32::from(high.most.is_none() && !earlier),
        f32::from(low.most == Some(1.0)),
    ];
    for (place, number) in evidence[COUNT - OWN..].iter_mut().zip(numbers) {
        *place = number;
    }
    let fit = evidence[0] + evidence[1] + evidence[2] + evidence[3] + alike.thing;
    let place = |count: &Count<'_, '_>| (count.statement.article, count.statement.span, count.place);
    let (first, second) = if low.statement.article < high.statement.article {
        (place(low), place(high))
    } else {
        (place(high), place(low))
    };
    Some(Draft {
        candidate: Candidate {
            aspect: Aspect::Order,
            articles: (first.0, second.0),
            clauses: (first.1, second.1),
            places: (first.2, second.2),
            evidence,
        },
        agrees,
        fit,
    })
}

/// Adds to every pair how far it is ahead of the best other pair of either of its counts.
fn rank(drafts: &mut [Draft]) {
    type Key = (usize, Span, usize);
    let keys = |candidate: &Candidate| -> [Key; 2] {
        let (a, b) = candidate.articles;
        [(a, candidate.places.0, b), (b, candidate.places.1, a)]
    };
    let mut best: FxHashMap<Key, Vec<(f32, usize)>> = FxHashMap::default();
    for (index, draft) in drafts.iter().enumerate() {
        for key in keys(&draft.candidate) {
            best.entry(key).or_default().push((draft.fit, index));
        }
    }
    for (index, draft) in drafts.iter_mut().enumerate() {
        let (mut margin, mut first, mut count) = (f32::INFINITY, true, 0);
        for key in keys(&draft.candidate) {
            let others = best[&key].iter().filter(|(_, other)| *other != index);
            let strongest = others.map(|(fit, _)| *fit).fold(0.0, f32::max);
            margin = margin.min(draft.fit - strongest);
            first &= draft.fit >= strongest;
            count += best[&key].len();
        }
        let evidence = &mut draft.candidate.evidence;
        evidence[15] = margin.clamp(-2.0, 2.0);
        evidence[16] = f32::from(first);
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let few = 2.0 / count as f32;
        evidence[17] = few;
    }
}
