//! Groups the claims of one frame by what the frame has one value for.

use std::collections::BTreeMap;

use super::{ClaimRef, Holder, IdentityId, Scene, Subject};
use crate::annotate::entity::EntityKind;
use crate::claim::concept::Term;
use crate::claim::frame::{Compares, FrameId, Frames, Per};
use crate::claim::{Body, Claim};
use crate::language::Role;

/// Groups the claims of a dossier. Only groups with claims in one place and another are returned.
pub fn group(scene: &Scene<'_>, frames: &Frames) -> Vec<Subject> {
    let mut groups: BTreeMap<(FrameId, Holder), Vec<ClaimRef>> = BTreeMap::new();
    let mut things: BTreeMap<FrameId, Vec<ClaimRef>> = BTreeMap::new();
    let mut views: BTreeMap<(FrameId, IdentityId), Vec<ClaimRef>> = BTreeMap::new();
    for (article, read) in scene.dossier.iter().enumerate() {
        for (index, claim) in read.claims.iter().enumerate() {
            let Some(frame) = frame_of(&claim.body) else { continue };
            // Events are aligned by everything that is said of them, when they are compared.
            if frames.list[frame].compares == Compares::Event {
                continue;
            }
            let at = ClaimRef { article, claim: index };
            match frames.list[frame].per {
                Per::Event => {
                    if !scene.is_aside(at) {
                        groups.entry((frame, Holder::MainEvent)).or_default().push(at);
                    }
                }
                Per::Person | Per::Actor => {
                    if let Some(identity) = holder(scene, at, frames.list[frame].per) {
                        groups.entry((frame, Holder::Named(identity))).or_default().push(at);
                    }
                }
                Per::Thing => things.entry(frame).or_default().push(at),
                Per::View => {
                    if let Some(identity) = holder(scene, at, Per::Actor) {
                        views.entry((frame, identity)).or_default().push(at);
                    }
                }
            }
        }
    }
    let mut subjects: Vec<Subject> = groups
        .into_iter()
        .filter(|(_, claims)| claims.len() > 1)
        .map(|((frame, holder), claims)| Subject { frame, holder, claims })
        .collect();
    for (frame, claims) in things {
        pair_things(scene, frame, &claims, &[], &mut subjects);
    }
    for ((frame, identity), claims) in views {
        pair_things(scene, frame, &claims, &name_terms(scene, identity), &mut subjects);
    }
    subjects
}

fn frame_of(body: &Body) -> Option<FrameId> {
    match body {
        Body::State { frame, .. } | Body::Act { frame } => Some(*frame),
        Body::Measure { frame, .. } | Body::Event { frame, .. } => *frame,
        Body::Plain { .. } => None,
    }
}

/// Whom a claim is about: the only one named in its clause, else its subject.
fn holder(scene: &Scene<'_>, at: ClaimRef, per: Per) -> Option<IdentityId> {
    let claim = scene.claim(at);
    let entities = &scene.dossier[at.article].annotations.entities.list;
    let fits = |id: &usize| match entities[*id].kind {
        EntityKind::Person => true,
        EntityKind::Organisation => per == Per::Actor,
        EntityKind::Place => per == Per::Actor && entities[*id].known,
        EntityKind::Event | EntityKind::Other => false,
    };
    let mut named: Vec<usize> = claim.entities.iter().copied().filter(fits).collect();
    named.dedup();
    let subject = subject_of(claim).filter(fits);
    let chosen = match (named.as_slice(), subject) {
        ([only], _) => Some(*only),
        (_, subject) => subject,
    };
    chosen.and_then(|id| scene.identities.of(at.article, id))
}

fn subject_of(claim: &Claim) -> Option<usize> {
    claim.fillers.iter().find(|filler| filler.role == Role::Subject).and_then(|filler| filler.entity)
}

/// The words of somebody's names: that two views are held by one person does not make them views on one thing.
fn name_terms(scene: &Scene<'_>, identity: IdentityId) -> Vec<Term> {
    let members = scene.identities.members(identity).iter();
    let names = members.map(|&(article, id)| &scene.dossier[article].annotations.entities.list[id].name);
    names.flat_map(|name| name.split_whitespace()).map(|word| Term::of(&word.to_lowercase())).collect()
}

/// Claims about things meet where their clauses share what they are about, `except` left out. One to one between two
/// articles, the best pair first.
fn pair_things(
    scene: &Scene<'_>,
    frame: FrameId,
    claims: &[ClaimRef],
    except: &[Term],
    subjects: &mut Vec<Subject>,
) {
    let mut pairs: Vec<(usize, ClaimRef, ClaimRef)> = Vec::new();
    for (index, &a) in claims.iter().enumerate() {
        for &b in &claims[index + 1..] {
            if a.article != b.article {
                let shared = shared_terms(scene.claim(a), scene.claim(b), except).len();
                if shared > 0 {
                    pairs.push((shared, a, b));
                }
            }
        }
    }
    pairs.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken: Vec<(ClaimRef, usize)> = Vec::new();
    for (_, a, b) in pairs {
        if taken.contains(&(a, b.article)) || taken.contains(&(b, a.article)) {
            continue;
        }
        taken.push((a, b.article));
        taken.push((b, a.article));
        let shared = shared_terms(scene.claim(a), scene.claim(b), except);
        subjects.push(Subject { frame, holder: Holder::Shared(shared), claims: vec![a, b] });
    }
}

/// What two clauses are both about, their triggers left out.
fn shared_terms(a: &Claim, b: &Claim, except: &[Term]) -> Vec<Term> {
    let shared = a.terms.iter().filter(|term| b.terms.binary_search(term).is_ok());
    shared.copied().filter(|term| !except.contains(term)).collect()
}
