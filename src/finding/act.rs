//! Who did it to whom: one act in two articles, with another agent, or with agent and patient swapped.

use std::collections::BTreeMap;

use super::partner::Partners;
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::entity::EntityKind;
use crate::annotate::factuality::Status;
use crate::claim::{Body, Claim, Filler};
use crate::language::{Role, Voice};
use crate::subject::{ClaimRef, IdentityId};

/// What must be shared, beside the act itself, for two clauses to tell of one act.
const ENOUGH: usize = 2;

struct Act<'a> {
    at: ClaimRef,
    claim: &'a Claim,
    agent: Option<Party<'a>>,
    patient: Option<Party<'a>>,
}

/// Somebody who takes part in an act.
#[derive(Clone, Copy)]
struct Party<'a> {
    filler: &'a Filler,
    identity: Option<IdentityId>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut by_frame: BTreeMap<usize, Vec<Act<'_>>> = BTreeMap::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for (index, claim) in read.claims.iter().enumerate() {
            let Body::Act { frame } = claim.body else { continue };
            let at = ClaimRef { article, claim: index };
            if is_told(claim) && !context.scene.is_aside(at) {
                by_frame.entry(frame).or_default().push(act(context, at, claim));
            }
        }
    }
    for (frame, acts) in &by_frame {
        let claims: Vec<ClaimRef> = acts.iter().map(|act| act.at).collect();
        for (a, b) in Partners::of_claims(context, &claims) {
            let (a, b) = (&acts[a], &acts[b]);
            if a.at.article != b.at.article {
                findings.extend(compare_pair(context, *frame, a, b));
            }
        }
    }
}

fn is_told(claim: &Claim) -> bool {
    !claim.factuality.negated
        && matches!(
            claim.factuality.status,
            Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed
        )
}

fn act<'a>(context: &Context<'a>, at: ClaimRef, claim: &'a Claim) -> Act<'a> {
    let read = &context.scene.dossier[at.article];
    let clause = &read.reading.sentences[claim.sentence].clauses[claim.clause];
    let active = clause.verb.as_ref().is_none_or(|verb| verb.voice == Voice::Active);
    let party = |role: Role| {
        let mut of_role = claim.fillers.iter().filter(|filler| filler.role == role);
        let first = of_role.clone().find(|filler| {
            filler.sure || context.rules.actors.knows(&filler.head) || filler.entity.is_some()
        })?;
        // The name that stands beside a noun is whom the noun means: `den Zulieferer Kettwerk`.
        let beside = of_role
            .find(|other| other.entity.is_some() && first.span.end().abs_diff(other.span.start()) <= 1)
            .filter(|_| first.entity.is_none());
        let filler = beside.unwrap_or(first);
        Some(Party {
            filler,
            identity: filler
                .entity
                .and_then(|id| context.scene.identities.of(at.article, id))
                .or_else(|| context.bearer(at.article, &filler.head)),
        })
    };
    let (agent, patient) = if active {
        (party(Role::Subject), party(Role::Object).or_else(|| party(Role::IndirectObject)))
    } else {
        (party(Role::Agent), party(Role::Subject))
    };
    Act { at, claim, agent, patient }
}

fn compare_pair(context: &Context<'_>, frame: usize, a: &Act<'_>, b: &Act<'_>) -> Option<Finding> {
    let (agent_a, agent_b) = (a.agent?, b.agent?);
    let swapped = matches!((agent_a.identity, b.patient.and_then(|party| party.identity)), (Some(x), Some(y)) if x == y)
        && matches!((agent_b.identity, a.patient.and_then(|party| party.identity)), (Some(x), Some(y)) if x == y);
    let shared = a.claim.terms.iter().filter(|term| b.claim.terms.binary_search(term).is_ok()).count();
    let same_patient = matches!(
        (a.patient.and_then(|party| party.identity), b.patient.and_then(|party| party.identity)),
        (Some(x), Some(y)) if x == y
    );
    // A trigger of several words (`Gespräche abbrechen`) names what is done to what.
    let particular = [a, b].iter().all(|act| context.words(act.at.article, act.claim.trigger).contains(' '));
    if context.scene.other_time(a.at, b.at) {
        return None;
    }
    let evidence = shared + usize::from(same_patient) * 2 + usize::from(particular && shared > 0);
    let differ = swapped || (differ(context, agent_a, agent_b) && evidence >= ENOUGH);
    if !differ {
        return None;
    }
    let definition = &context.frames().list[frame];
    Some(Finding {
        kind: definition.kind.unwrap_or(FindingKind::Agent),
        level: Level::Contradiction,
        subject: definition.summary.clone(),
        witnesses: vec![
            context.witness(a.at.article, a.claim.span, agent_a.filler.span),
            context.witness(b.at.article, b.claim.span, agent_b.filler.span),
        ],
        because: vec![Reason {
            key: "same-act",
            parameters: vec![("act", context.words(a.at.article, a.claim.trigger).to_owned())],
        }],
        confidence: None,
    })
}

/// Whether two parties are surely not the same: two people, two organisations, or bodies of two kinds.
fn differ(context: &Context<'_>, a: Party<'_>, b: Party<'_>) -> bool {
    let kind = |identity: IdentityId| {
        let &(article, id) = context.scene.identities.members(identity).first()?;
        Some(context.scene.dossier[article].annotations.entities.list[id].kind)
    };
    match (a.identity, b.identity) {
        (Some(x), Some(y)) if x == y || context.is_one_person(x, y) => false,
        (Some(x), Some(y)) => {
            kind(x) == kind(y) && matches!(kind(x), Some(EntityKind::Person | EntityKind::Organisation))
        }
        _ => context.rules.actors.differ(&a.filler.head, &b.filler.head),
    }
}
