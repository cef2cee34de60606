//! Numbers that cannot both be so.

use std::collections::BTreeMap;

use super::partner::Partners;
use super::{Context, Finding, FindingKind, Level, Relation, relate_quantities};
use crate::annotate::factuality::Status;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::claim::Body;
use crate::claim::frame::{Compares, Frame, Per, Unit};
use crate::claim::pattern::Key;
use crate::document::{BlockKind, Language};
use crate::language::Pos;
use crate::subject::{ClaimRef, Holder, Subject};

/// Figures of one thing seldom differ by more than this factor.
const FAR: f64 = 1.9;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for subject in context.subjects {
        let frame = &context.frames().list[subject.frame];
        if frame.compares == Compares::Measure {
            compare_subject(context, subject, frame, findings);
        }
    }
}

fn compare_subject(context: &Context<'_>, subject: &Subject, frame: &Frame, findings: &mut Vec<Finding>) {
    let claims: Vec<ClaimRef> = subject
        .claims
        .iter()
        .copied()
        .filter(|at| is_stated(context, *at) && !is_difference(context, *at) && !is_among(context, *at))
        .collect();
    let agrees = |a: ClaimRef, b: ClaimRef| relation(context, frame, a, b) == Relation::Compatible;
    // A figure that the other article has too is settled, whatever other figures stand there.
    let settled = |a: ClaimRef, article: usize| {
        claims.iter().any(|&other| other.article == article && other != a && agrees(a, other))
            || stands_in(context, a, article)
    };
    let mut known: BTreeMap<(ClaimRef, usize), bool> = BTreeMap::new();
    let mut settled =
        |a: ClaimRef, article: usize| *known.entry((a, article)).or_insert_with(|| settled(a, article));
    for (a, b) in Partners::of_claims(context, &claims) {
        let (a, b) = (claims[a], claims[b]);
        let within_one = (a.article == b.article).then(|| of_one_article(context, a, b));
        if within_one == Some(None)
            || relation(context, frame, a, b) != Relation::Disjoint
            || (is_loose(context, subject, a) && is_far(context, a, b))
            || settled(a, b.article)
            || (a.article != b.article && settled(b, a.article))
        {
            continue;
        }
        let mut found = finding(context, subject, frame, a, b);
        if let Some(Some(kind)) = within_one {
            found.kind = kind;
            found.level = Level::Contradiction;
        }
        findings.push(found);
    }
}

fn quantity<'a>(context: &Context<'a>, at: ClaimRef) -> Option<&'a Quantity> {
    match context.claim(at).body {
        Body::Measure { quantity, .. } => {
            context.scene.dossier[at.article].annotations.quantities.get(quantity)
        }
        Body::State { .. } | Body::Event { .. } | Body::Act { .. } | Body::Plain { .. } => None,
    }
}

/// Whether nothing but the unit of their figures holds the claims together (`Euro`).
fn is_loose(context: &Context<'_>, subject: &Subject, at: ClaimRef) -> bool {
    let Holder::Shared(_) = &subject.holder else { return false };
    let Some(figure) = quantity(context, at) else { return false };
    let figure = context.words(at.article, figure.span).to_lowercase();
    let words = context.shared_words(subject).to_lowercase();
    words.split(", ").all(|word| figure.contains(word))
}

/// Whether two figures are too far from each other to be of one thing on no other evidence.
fn is_far(context: &Context<'_>, a: ClaimRef, b: ClaimRef) -> bool {
    match (quantity(context, a), quantity(context, b)) {
        (Some(x), Some(y)) => x.value.max(y.value) > FAR * x.value.min(y.value),
        _ => false,
    }
}

/// Whether an article has the same figure of the same kind anywhere, the claim's own place left out.
fn stands_in(context: &Context<'_>, at: ClaimRef, article: usize) -> bool {
    let Some(own) = quantity(context, at) else { return false };
    let list = &context.scene.dossier[article].annotations.quantities;
    // `seven of nine` does not say `nine`.
    let is_whole = |index: usize| list.iter().any(|part| part.part_of == Some(index));
    list.iter().enumerate().any(|(index, other)| {
        let elsewhere = at.article != article || !other.span.overlaps(own.span);
        let same = own.kind == other.kind && own.unit == other.unit && (own.value - other.value).abs() < 1e-9;
        elsewhere
            && same
            && own.noun == other.noun
            && !is_whole(index)
            && context.is_story(article, other.span)
    })
}

/// What it is when two figures of one article clash: the headline against the body, or the article against itself.
/// None where a later entry of a live blog brings the count up to date, or little says that it is one count.
fn of_one_article(context: &Context<'_>, a: ClaimRef, b: ClaimRef) -> Option<FindingKind> {
    let (first, second) = (context.claim(a), context.claim(b));
    let in_headline = |block: BlockKind| matches!(block, BlockKind::Headline | BlockKind::Subheadline);
    if in_headline(first.block) != in_headline(second.block) {
        return Some(FindingKind::Headline);
    }
    let shared = first.terms.iter().filter(|term| second.terms.binary_search(term).is_ok()).count();
    (first.said == second.said && first.sentence != second.sentence && shared >= 3)
        .then_some(FindingKind::Internal)
}

/// Whether the clause only says who is one of those that the frame counts (`unter den Verletzten sind drei Kinder`).
fn is_among(context: &Context<'_>, at: ClaimRef) -> bool {
    let claim = context.claim(at);
    let sentence = &context.scene.dossier[at.article].reading.sentences[claim.sentence];
    let Some(trigger) = sentence.token_at(claim.trigger.start()).map(usize::from) else { return false };
    let mut before = sentence.tokens[..trigger].iter().rev();
    let preposition = before.find(|token| !matches!(token.pos, Pos::Det | Pos::Adj | Pos::Num));
    preposition.is_some_and(|token| {
        token.pos == Pos::Adp
            && context.rules.among.iter().any(|word| **word == *token.lemma)
            && quantity(context, at).is_some_and(|quantity| quantity.span.end() <= token.span.start())
    })
}

/// Whether a length of time only says how far two things lie apart (`der zwei Jahre ältere`, `two years later`).
fn is_difference(context: &Context<'_>, at: ClaimRef) -> bool {
    let Some(quantity) = quantity(context, at).filter(|quantity| quantity.kind == QuantityKind::Duration)
    else {
        return false;
    };
    let sentence = &context.scene.dossier[at.article].reading.sentences[context.claim(at).sentence];
    let after =
        sentence.token_at(quantity.span.end()).and_then(|token| sentence.tokens.get(usize::from(token)));
    after.is_some_and(|token| {
        let form = token.span.of(context.document(at.article).text());
        context.rules.comparatives.iter().any(|word| form.starts_with(word.as_str()))
    })
}

/// Whether the article states the figure: as a fact, or as somebody's finding.
fn is_stated(context: &Context<'_>, at: ClaimRef) -> bool {
    let factuality = &context.claim(at).factuality;
    !factuality.negated
        && match factuality.status {
            Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed => true,
            Status::Postponed
            | Status::Cancelled
            | Status::Denied
            | Status::Demanded
            | Status::Possible
            | Status::Conditional
            | Status::Accused => false,
        }
}

/// How two figures stand to each other, once they count the same.
fn relation(context: &Context<'_>, frame: &Frame, a: ClaimRef, b: ClaimRef) -> Relation {
    let (Some(x), Some(y)) = (quantity(context, a), quantity(context, b)) else { return Relation::Unknown };
    if matches!(frame.unit, Some(Unit::People | Unit::Count)) && !counts_same(context, (a, x), (b, y)) {
        return Relation::Unknown;
    }
    if context.scene.other_time(a, b) {
        return Relation::Unknown;
    }
    relate_quantities(x, y)
}

/// Whether two counts are of the same: `fünf Menschen` and `fünf Verletzte` are, `fünf Mitarbeiter` may be a part.
fn counts_same(context: &Context<'_>, a: (ClaimRef, &Quantity), b: (ClaimRef, &Quantity)) -> bool {
    let concepts = &context.claims.concepts;
    let language = |at: ClaimRef| context.document(at.article).meta.language.unwrap_or(Language::GERMAN);
    let everybody = |(at, quantity): (ClaimRef, &Quantity)| {
        let trigger = context.claim(at).trigger;
        quantity.noun.as_ref().is_none_or(|noun| concepts.is_people(language(at), noun))
            || quantity.noun_span.is_none_or(|span| span.overlaps(trigger))
    };
    if is_joint(context, a) != is_joint(context, b) {
        return false;
    }
    if everybody(a) && everybody(b) {
        return true;
    }
    match (&a.1.noun, &b.1.noun) {
        (Some(x), Some(y)) => {
            let terms = |at: ClaimRef, noun: &str| concepts.terms(language(at), &Key::of_word(noun));
            let of_a = terms(a.0, x);
            terms(b.0, y).iter().any(|term| of_a.contains(term))
        }
        _ => false,
    }
}

/// Whether the noun is one of several that are counted together (`40 Zeugen und Gutachter`).
fn is_joint(context: &Context<'_>, (at, quantity): (ClaimRef, &Quantity)) -> bool {
    let Some(noun) = quantity.noun_span else { return false };
    let sentence = &context.scene.dossier[at.article].reading.sentences[context.claim(at).sentence];
    let after = sentence.token_at(noun.end()).map_or(0, usize::from);
    let pos = |index: usize| sentence.tokens.get(index).map(|token| token.pos);
    pos(after) == Some(Pos::Cconj) && pos(after + 1) == Some(Pos::Noun)
}

fn finding(context: &Context<'_>, subject: &Subject, frame: &Frame, a: ClaimRef, b: ClaimRef) -> Finding {
    let (name, because) = context.evidence(subject);
    let decisive = |at: ClaimRef| {
        let claim = context.claim(at);
        let span = quantity(context, at).map_or(claim.trigger, |quantity| quantity.span);
        context.witness(at.article, claim.span, span)
    };
    Finding {
        kind: frame.kind.unwrap_or(FindingKind::Quantity),
        level: if grew(context, frame, a, b) { Level::Update } else { Level::Contradiction },
        subject: name,
        witnesses: vec![decisive(a), decisive(b)],
        because,
        confidence: None,
    }
}

/// Whether the figure is a count that grows as news comes in, and the later article has more.
fn grew(context: &Context<'_>, frame: &Frame, a: ClaimRef, b: ClaimRef) -> bool {
    let counts_people = frame.unit == Some(Unit::People) && frame.per == Per::Event;
    let (Some(x), Some(y)) = (quantity(context, a), quantity(context, b)) else { return false };
    // Where nobody knows which came first, either may be the newer count.
    let Some(minutes) = context.minutes_after(b, a) else { return counts_people };
    counts_people && minutes != 0 && ((y.value > x.value) == (minutes > 0))
}
