//! Values that exclude one another: free and held, attended and absent, for and against.

use std::collections::BTreeMap;

use super::partner::Partners;
use super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::factuality::Status;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::claim::frame::{Compares, Frame, Per};
use crate::claim::{Body, Claim, Filler};
use crate::subject::{ClaimRef, Subject};

/// Minutes between two articles after which a state that can change may have changed.
const MINUTES_TO_CHANGE: i64 = 60;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    compare_nobody(context, findings);
    for subject in context.subjects {
        let frame = &context.frames().list[subject.frame];
        if frame.compares != Compares::State {
            continue;
        }
        for (a, b) in Partners::of_claims(context, &subject.claims) {
            let (a, b) = (subject.claims[a], subject.claims[b]);
            if a.article == b.article {
                continue;
            }
            let spans = ((a.article, context.claim(a).span), (b.article, context.claim(b).span));
            let apart = context.scene.other_time(a, b)
                || context.other_scope(spans.0, spans.1)
                || counts_parts(context, a, b)
                || [a, b].iter().any(|at| nobody(context, *at) == Some(Of::Some))
                || counts_within(context, frame, a, b);
            if !apart && excludes(context, frame, a, b) {
                findings.push(finding(context, subject, frame, a, b));
            }
        }
    }
}

/// `Niemand wurde verletzt`: against whoever the other article says was.
fn compare_nobody(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut by_frame: BTreeMap<(usize, usize), Vec<(ClaimRef, bool)>> = BTreeMap::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for (index, claim) in read.claims.iter().enumerate() {
            let at = ClaimRef { article, claim: index };
            let Body::State { frame, value } = claim.body else { continue };
            let nobody = claim.factuality.negated
                && claim.factuality.status == Status::Fact
                && nobody(context, at) == Some(Of::All);
            let somebody = !claim.factuality.negated
                && claim.factuality.status == Status::Fact
                && !is_without(context, article, claim);
            let of_person = context.frames().list[frame].per == Per::Person;
            if of_person && (nobody || somebody) && !context.scene.is_aside(at) {
                by_frame.entry((frame, value)).or_default().push((at, nobody));
            }
        }
    }
    for ((frame, _), claims) in by_frame {
        for (a, _) in claims.iter().filter(|(_, nobody)| *nobody) {
            for (b, _) in claims.iter().filter(|(at, nobody)| !nobody && at.article != a.article) {
                let definition = &context.frames().list[frame];
                let witness = |at: ClaimRef| {
                    let claim = context.claim(at);
                    context.witness(at.article, claim.span, claim.trigger)
                };
                findings.push(Finding {
                    kind: definition.kind.unwrap_or(FindingKind::Negation),
                    level: Level::Contradiction,
                    subject: definition.summary.clone(),
                    witnesses: vec![witness(*a), witness(*b)],
                    because: vec![Reason { key: "same-event", parameters: Vec::new() }],
                    confidence: None,
                });
            }
        }
    }
}

/// Whether the word behind which a claim stands says that there is none (`ohne Verletzte`).
fn is_without(context: &Context<'_>, article: usize, claim: &Claim) -> bool {
    let sentence = &context.scene.dossier[article].reading.sentences[claim.sentence];
    let at = sentence.token_at(claim.trigger.start()).map(usize::from);
    at.is_some_and(|at| {
        sentence.tokens[at.saturating_sub(2)..at]
            .iter()
            .any(|token| context.rules.without.iter().any(|word| word.eq_ignore_ascii_case(&token.lemma)))
    })
}

/// Of whom it is said that nobody is such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    All,
    /// `Niemand von ihnen`, `keiner davon`
    Some,
}

/// Of whom a clause says that it is not so of anybody; none where it does not say that.
fn nobody(context: &Context<'_>, at: ClaimRef) -> Option<Of> {
    let claim = context.claim(at);
    let sentence = &context.scene.dossier[at.article].reading.sentences[claim.sentence];
    let clause = sentence.clauses.get(claim.clause)?;
    let has = |at: usize, words: &[String]| {
        let lemma = sentence.tokens.get(at).map(|token| &token.lemma);
        lemma.is_some_and(|lemma| words.iter().any(|word| word.eq_ignore_ascii_case(lemma)))
    };
    let rules = context.rules;
    let nobody = clause.tokens.iter().map(|token| usize::from(*token)).find(|at| has(*at, &rules.nobody))?;
    let of_some = has(nobody + 1, &rules.whole)
        || clause.tokens.iter().any(|token| has(usize::from(*token), &rules.thereof))
        || sentence.phrases.iter().any(|phrase| {
            usize::from(phrase.tokens.end) <= nobody && has(usize::from(phrase.tokens.start), &rules.whole)
        });
    Some(if of_some { Of::Some } else { Of::All })
}

/// The value a claim commits itself to, and whether it says that it is *not* so. None where it commits to nothing.
fn committed(context: &Context<'_>, at: ClaimRef) -> Option<(usize, bool)> {
    let claim = context.claim(at);
    let Body::State { value, .. } = claim.body else { return None };
    match claim.factuality.status {
        Status::Fact | Status::UnderWay | Status::Planned => Some((value, claim.factuality.negated)),
        Status::Denied => Some((value, !claim.factuality.negated)),
        Status::Postponed
        | Status::Cancelled
        | Status::Demanded
        | Status::Possible
        | Status::Conditional
        | Status::Accused
        | Status::Presumed => None,
    }
}

/// Whether one of the clauses speaks of some of several things only (`on seven counts`, `on the two others`).
fn counts_parts(context: &Context<'_>, a: ClaimRef, b: ClaimRef) -> bool {
    let counted = |at: ClaimRef| {
        let span = context.claim(at).span;
        let list = &context.scene.dossier[at.article].annotations.quantities;
        within(list, span, |quantity| quantity.span).find(|quantity| quantity.kind == QuantityKind::Count)
    };
    let of_a_number = |quantity: Option<&Quantity>| quantity.is_some_and(|quantity| quantity.noun.is_some());
    of_a_number(counted(a)) || of_a_number(counted(b))
}

/// Whether a place in a row is counted within something that the other clause does not name (`the first time in her new
/// boat`).
fn counts_within(context: &Context<'_>, frame: &Frame, a: ClaimRef, b: ClaimRef) -> bool {
    let within = |at: ClaimRef, other: ClaimRef| {
        let (claim, other) = (context.claim(at), context.claim(other));
        // Right behind the words that count, or put at the front.
        let close = |filler: &&Filler| {
            let gap = filler.span.start().saturating_sub(claim.trigger.end());
            let behind = filler.span.start() > claim.trigger.start() && gap <= 1;
            filler.preposition.is_some() && (behind || filler.span.start() == claim.span.start())
        };
        let times = &context.scene.dossier[at.article].annotations.times;
        claim.fillers.iter().filter(close).any(|filler| {
            let dated = claim.times.iter().any(|time| times[*time].span.overlaps(filler.span));
            !dated && !other.fillers.iter().any(|of_other| of_other.head == filler.head)
        })
    };
    frame.kind == Some(FindingKind::Order) && (within(a, b) || within(b, a))
}

fn excludes(context: &Context<'_>, frame: &Frame, a: ClaimRef, b: ClaimRef) -> bool {
    let (Some((x, not_x)), Some((y, not_y))) = (committed(context, a), committed(context, b)) else {
        return false;
    };
    match (not_x, not_y) {
        (false, false) => frame.excludes(x, y),
        (true, true) => false,
        _ => x == y,
    }
}

fn finding(context: &Context<'_>, subject: &Subject, frame: &Frame, a: ClaimRef, b: ClaimRef) -> Finding {
    let (name, because) = context.evidence(subject);
    let (first, second) = (context.claim(a), context.claim(b));
    let planned = first.factuality.status == Status::Planned || second.factuality.status == Status::Planned;
    let apart = context.minutes_after(b, a).map_or(0, i64::abs);
    let changed = (frame.changes || planned) && apart >= MINUTES_TO_CHANGE;
    Finding {
        kind: frame.kind.unwrap_or(FindingKind::Negation),
        level: if changed { Level::Update } else { Level::Contradiction },
        subject: name,
        witnesses: vec![
            context.witness(a.article, first.span, first.trigger),
            context.witness(b.article, second.span, second.trigger),
        ],
        because,
        confidence: None,
    }
}
