//! One deed in two articles, without a frame: the same verb with the same subject (and object, where both have one),
//! and one slot that differs: the hour, the day, or whether it was so at all.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, FindingKind, Level, Reason, event};
use crate::annotate::factuality::Status;
use crate::annotate::time::{Bound, Interval, Time, TimeKind};
use crate::claim::concept::Term;
use crate::claim::pattern::Key;
use crate::claim::{Body, Claim};
use crate::document::Language;
use crate::language::Role;
use crate::subject::{ClaimRef, IdentityId};
use crate::text::Span;

/// More deeds of one verb than this, and the verb says too little.
const COMMON: usize = 60;
/// Minutes by which two hours of one deed may differ: reports round, and a deed takes its time.
const MINUTES: u32 = 20;

/// A clause with what identifies its deed.
struct Deed<'a> {
    at: ClaimRef,
    claim: &'a Claim,
    subject: Party,
    object: Option<Party>,
    names: BTreeSet<IdentityId>,
    // Whether grammar settles who does it to whom.
    sure: bool,
    clock: Option<&'a Time>,
    day: Option<(&'a Time, Interval)>,
}

/// Who does it, or to whom: the identity where one is known, and what the noun means.
struct Party {
    span: Span,
    identity: Option<IdentityId>,
    terms: Vec<Term>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut by_verb: BTreeMap<Term, Vec<Deed<'_>>> = BTreeMap::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let language = read.document.meta.language.unwrap_or(Language::GERMAN);
        for (index, claim) in read.claims.iter().enumerate() {
            let Body::Plain { verb } = &claim.body else { continue };
            let at = ClaimRef { article, claim: index };
            if context.claims.concepts.is_light(language, verb) || !is_told(claim) {
                continue;
            }
            for term in context.claims.concepts.terms(language, &Key::of_word(verb)) {
                if let Some(deed) = deed(context, at, claim, language) {
                    by_verb.entry(term).or_default().push(deed);
                }
            }
        }
    }
    for deeds in by_verb.values().filter(|deeds| deeds.len() <= COMMON) {
        for (index, a) in deeds.iter().enumerate() {
            for b in deeds[index + 1..].iter().filter(|b| b.at.article != a.at.article) {
                findings.extend(compare_pair(context, a, b));
            }
        }
    }
}

fn is_told(claim: &Claim) -> bool {
    matches!(claim.factuality.status, Status::Fact | Status::UnderWay | Status::Presumed)
}

fn deed<'a>(context: &Context<'a>, at: ClaimRef, claim: &'a Claim, language: Language) -> Option<Deed<'a>> {
    let party = |role: Role| {
        let filler = claim.fillers.iter().find(|filler| filler.role == role)?;
        let identity = filler.entity.and_then(|id| context.scene.identities.of(at.article, id));
        let terms = context.claims.concepts.terms(language, &Key::of_word(&filler.head));
        Some(Party {
            span: filler.span,
            identity: identity.or_else(|| context.bearer(at.article, &filler.head)),
            terms,
        })
    };
    let annotations = context.scene.dossier[at.article].annotations;
    let times =
        || claim.times.iter().map(|index| &annotations.times[*index]).filter(|time| time.bound == Bound::At);
    Some(Deed {
        at,
        claim,
        subject: party(Role::Subject)?,
        object: party(Role::Object),
        names: context.scene.names(at),
        sure: claim
            .fillers
            .iter()
            .filter(|filler| matches!(filler.role, Role::Subject | Role::Object))
            .all(|filler| filler.sure),
        clock: times().find(|time| time.clock.is_some()),
        day: times()
            .filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && !time.approximate)
            .filter(|time| time.names_day())
            .find_map(|time| time.interval.map(|interval| (time, interval))),
    })
}

impl Party {
    fn is(&self, other: &Self) -> bool {
        match (self.identity, other.identity) {
            (Some(x), Some(y)) => x == y,
            _ => self.terms.iter().any(|term| other.terms.contains(term)),
        }
    }
}

fn compare_pair(context: &Context<'_>, a: &Deed<'_>, b: &Deed<'_>) -> Option<Finding> {
    if let Some(found) = swapped(context, a, b) {
        return Some(found);
    }
    if !a.subject.is(&b.subject) || context.scene.is_aside(a.at) != context.scene.is_aside(b.at) {
        return None;
    }
    let objects = match (&a.object, &b.object) {
        (Some(x), Some(y)) => x.is(y).then_some(1)?,
        _ => 0,
    };
    let shared = a.claim.terms.iter().filter(|term| b.claim.terms.binary_search(term).is_ok()).count();
    let others =
        a.names.difference(&b.names).next().is_some() && b.names.difference(&a.names).next().is_some();
    if others || shared + objects < 2 {
        return None;
    }
    let same_day = match (a.day, b.day) {
        (Some((_, x)), Some((_, y))) => x.overlaps(y) || (x.from - y.from).num_hours().abs() < 24,
        _ => true,
    };
    if let (Some(first), Some(second)) = (a.clock, b.clock) {
        if first.hours_apart(second, MINUTES) == Some(true)
            && same_day
            && a.claim.factuality.negated == b.claim.factuality.negated
            && !event::are_ends(context, (a.at, a.claim), (b.at, b.claim))
        {
            return Some(finding(context, FindingKind::Time, (a, first.span), (b, second.span)));
        }
        return None;
    }
    if a.claim.factuality.negated != b.claim.factuality.negated && objects == 1 && same_day && shared >= 3 {
        let cue = |deed: &Deed<'_>| deed.claim.factuality.cue.unwrap_or(deed.claim.trigger);
        return Some(finding(context, FindingKind::Negation, (a, cue(a)), (b, cue(b))));
    }
    None
}

/// Who does it in the one article is whom it is done to in the other.
fn swapped(context: &Context<'_>, a: &Deed<'_>, b: &Deed<'_>) -> Option<Finding> {
    let (to_a, to_b) = (a.object.as_ref()?, b.object.as_ref()?);
    let turned = a.subject.is(to_b) && b.subject.is(to_a) && !a.subject.is(to_a) && !a.subject.is(&b.subject);
    let stated = !a.claim.factuality.negated && !b.claim.factuality.negated && a.sure && b.sure;
    // To meet somebody and to be met is one thing.
    let mutual = matches!(&a.claim.body, Body::Plain { verb } if context.rules.mutual.iter().any(|word| **word == **verb));
    (turned && stated && !mutual)
        .then(|| finding(context, FindingKind::Agent, (a, a.subject.span), (b, b.subject.span)))
}

fn finding(
    context: &Context<'_>,
    kind: FindingKind,
    (a, in_a): (&Deed<'_>, Span),
    (b, in_b): (&Deed<'_>, Span),
) -> Finding {
    let act = context.words(a.at.article, a.claim.trigger).to_owned();
    Finding {
        kind,
        level: Level::Contradiction,
        subject: act.clone(),
        witnesses: vec![
            context.witness(a.at.article, a.claim.span, in_a),
            context.witness(b.at.article, b.claim.span, in_b),
        ],
        because: vec![Reason { key: "same-act", parameters: vec![("act", act)] }],
        confidence: None,
    }
}
