//! One office of which there is one, and two people who are said to hold it.

use std::collections::BTreeSet;

use super::holding::Holding;
use super::post::Part;
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::entity::Entity;

/// How much the words that say of what an office is one must tell, where they are all that is shared.
const LEAST: usize = 4;

pub(super) fn compare(context: &Context<'_>, holdings: &[Holding], findings: &mut Vec<Finding>) {
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, a) in holdings.iter().enumerate() {
        for b in holdings[index + 1..].iter().filter(|b| b.article != a.article && b.identity != a.identity) {
            if one_office(context, a, b)
                && are_two(a.entity(context), b.entity(context))
                && !settled(holdings, a, b)
                && told.insert((a.identity, b.identity))
            {
                findings.push(finding(context, a, b));
            }
        }
    }
}

/// Whether both hold the one post of its kind of one body.
fn one_office(context: &Context<'_>, a: &Holding, b: &Holding) -> bool {
    if a.qualified || b.qualified {
        return false;
    }
    let single = |holding: &Holding| {
        holding.post.part.is_some_and(Part::is_single) || context.rules.offices.is_single(&holding.title)
    };
    let same_title = !a.title.is_empty() && a.title == b.title;
    let same_part = a.post.part.is_some() && a.post.part == b.post.part;
    if !single(a) || !single(b) || !(same_title || same_part) || a.is_elsewhere(context, b) {
        return false;
    }
    let named = a.bodies.intersection(&b.bodies).next().is_some();
    let apart = !a.bodies.is_empty() && !b.bodies.is_empty() && !named;
    // `Vorsitzende des Vereins` may be of any one; two names of associations are two.
    let fits = a.words.is_subset(&b.words) || b.words.is_subset(&a.words);
    let tells = |word: &String| word.chars().count() >= LEAST && !context.rules.offices.is_any_body(word);
    let described = fits && a.words.intersection(&b.words).any(tells);
    named || (described && !apart)
}

/// Whether two people are surely two: no word of their names in common, or one that only a description names.
fn are_two(a: &Entity, b: &Entity) -> bool {
    let words = |entity: &Entity| -> BTreeSet<String> { entity.key.split(' ').map(str::to_owned).collect() };
    a.surname.is_some() && b.surname.is_some() && words(a).is_disjoint(&words(b))
}

/// Whether an article knows both in the office, one after the other or side by side.
fn settled(holdings: &[Holding], a: &Holding, b: &Holding) -> bool {
    let knows = |article: usize, wanted: &Holding| {
        holdings.iter().any(|own| {
            own.article == article
                && own.identity == wanted.identity
                && (own.title == wanted.title
                    || (own.post.trade, own.post.part) == (wanted.post.trade, wanted.post.part))
        })
    };
    knows(a.article, b) || knows(b.article, a)
}

fn finding(context: &Context<'_>, a: &Holding, b: &Holding) -> Finding {
    let witness = |holding: &Holding| {
        let entity = holding.entity(context);
        let name = context.nearest_mention(holding.article, entity, holding.span);
        // Only a name in the same sentence is part of the claim.
        let sentence = context.sentence_span(holding.article, holding.span);
        let name = name.filter(|name| sentence.contains(*name)).unwrap_or(holding.span);
        context.witness(holding.article, name.cover(holding.span), name)
    };
    let office = context.words(a.article, a.span).split_whitespace().collect::<Vec<_>>().join(" ");
    Finding {
        kind: FindingKind::Role,
        level: Level::Contradiction,
        subject: office.clone(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-office", parameters: vec![("title", office)] }],
        confidence: None,
    }
}
