//! Groups the claims of one frame by what the frame has one value for.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ClaimRef, Holder, IdentityId, Scene, Subject, within};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::claim::concept::Term;
use crate::claim::frame::{Compares, Frame, FrameId, Frames, Per, Unit};
use crate::claim::{Body, Claim};
use crate::language::Role;
use crate::text::Span;

/// Points of shared terms from which two clauses are held to be about one thing.
const ENOUGH: usize = 4;
/// Up to so many claims of one frame are held against each other one by one …
const MOST_PAIRED: usize = 256;
/// … and of more, each against so many of those that share a term with it.
const PER_TERM: usize = 12;

/// Groups the claims of a dossier. Only groups with claims in one place and another are returned.
pub fn group(scene: &Scene<'_>, frames: &Frames) -> Vec<Subject> {
    let mut groups: BTreeMap<(FrameId, Holder), Vec<ClaimRef>> = BTreeMap::new();
    let mut asides: BTreeMap<(FrameId, Holder), Vec<ClaimRef>> = BTreeMap::new();
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
                    let list = if scene.is_aside(at) { &mut asides } else { &mut groups };
                    list.entry((frame, Holder::MainEvent)).or_default().push(at);
                }
                Per::Person | Per::Actor => {
                    if let Some(identity) = holder(scene, at, &frames.list[frame], frames.list[frame].per) {
                        groups.entry((frame, Holder::Named(identity))).or_default().push(at);
                    }
                }
                Per::Thing => things.entry(frame).or_default().push(at),
                Per::View => {
                    if let Some(identity) = holder(scene, at, &frames.list[frame], Per::Actor) {
                        views.entry((frame, identity)).or_default().push(at);
                    }
                }
            }
        }
    }
    // An article that gives a figure only with a date long past (`between 2017 and 2021`) speaks of what the others
    // speak of, unless it is a count: every accident and every robbery has its own.
    for ((frame, holder), claims) in asides {
        let unit = frames.list[frame].unit;
        if matches!(unit, Some(Unit::Money | Unit::Share | Unit::Duration)) {
            let group = groups.entry((frame, holder)).or_default();
            let told: BTreeSet<usize> = group.iter().map(|at| at.article).collect();
            group.extend(claims.into_iter().filter(|at| !told.contains(&at.article)));
            group.sort_unstable();
        }
    }
    let mut subjects: Vec<Subject> = groups
        .into_iter()
        .filter(|(_, claims)| claims.len() > 1)
        .map(|((frame, holder), claims)| Subject { frame, holder, claims })
        .collect();
    for (frame, claims) in things {
        pair_things(scene, frames, frame, &claims, &[], &mut subjects);
    }
    for ((frame, identity), claims) in views {
        pair_things(scene, frames, frame, &claims, &name_terms(scene, identity), &mut subjects);
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
fn holder(scene: &Scene<'_>, at: ClaimRef, frame: &Frame, per: Per) -> Option<IdentityId> {
    let claim = scene.claim(at);
    let entities = &scene.dossier[at.article].annotations.entities.list;
    let fits = |id: &usize| match entities[*id].kind {
        EntityKind::Person => true,
        EntityKind::Organisation => per == Per::Actor,
        EntityKind::Place => per == Per::Actor && entities[*id].known,
        EntityKind::Event | EntityKind::Other => false,
    };
    // An age is often all that says who is meant (`der 44-Jährige`): only beside a name is it a claim of its own.
    let by_name = |id: &usize| {
        frame.unit != Some(Unit::Age)
            || within(&scene.dossier[at.article].annotations.entities.mentions, claim.span, |mention| {
                mention.span
            })
            .any(|mention| {
                mention.entity == *id
                    && mention.form == MentionForm::Name
                    && claim.span.contains(mention.span)
            })
    };
    let fits = |id: &usize| fits(id) && by_name(id);
    let mut named: Vec<usize> = claim.entities.iter().copied().filter(fits).collect();
    named.dedup();
    let subject = subject_of(claim).filter(fits);
    let chosen = match (named.as_slice(), subject) {
        ([only], _) => Some(*only),
        ([_, _, ..], _) if frame.compares == Compares::Measure => nearest(scene, at, &named),
        (_, subject) => subject,
    };
    if let Some(id) = chosen {
        return scene.identities.of(at.article, id);
    }
    // Somebody is meant whom nothing names (`him`, `the former finance chief`): in a story about one person, that one.
    let unnamed = named.is_empty() && claim.fillers.iter().any(|filler| filler.entity.is_none());
    // Ages and states are of anybody in the story; a sentence or a sum is not.
    let singular = frame.compares == Compares::Measure && frame.unit != Some(Unit::Age);
    scene.protagonist.filter(|_| unnamed && singular)
}

/// The one of several that is named nearest to a claim's figure; a comma is as far as a few words.
fn nearest(scene: &Scene<'_>, at: ClaimRef, named: &[usize]) -> Option<usize> {
    const COMMA: usize = 40;
    let claim = scene.claim(at);
    let article = &scene.dossier[at.article];
    let Body::Measure { quantity, .. } = claim.body else { return None };
    let figure = article.annotations.quantities.get(quantity)?.span;
    let text = article.document.text();
    let mentions = within(&article.annotations.entities.mentions, claim.span, |mention| mention.span)
        .filter(|mention| claim.span.contains(mention.span));
    mentions
        .filter(|mention| named.contains(&mention.entity))
        .min_by_key(|mention| {
            let between = if mention.span.end() <= figure.start() {
                Span::new(mention.span.end(), figure.start())
            } else {
                Span::new(figure.end(), mention.span.start())
            };
            between.len() + between.of(text).matches(',').count() * COMMA
        })
        .map(|mention| mention.entity)
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
    frames: &Frames,
    frame: FrameId,
    claims: &[ClaimRef],
    except: &[Term],
    subjects: &mut Vec<Subject>,
) {
    let mut pairs: Vec<(usize, ClaimRef, ClaimRef)> = Vec::new();
    let sharing = Sharing::new(scene, claims, except);
    for (index, &a) in claims.iter().enumerate() {
        for b in sharing.after(index) {
            if a.article != b.article {
                let points = evidence(scene, frames, a, b, except);
                if points >= ENOUGH && !scene.name_others(a, b) && !scene.other_time(a, b) {
                    pairs.push((points, a, b));
                }
            }
        }
    }
    pairs.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken: FxHashSet<(ClaimRef, usize)> = FxHashSet::default();
    for (_, a, b) in pairs {
        if taken.contains(&(a, b.article)) || taken.contains(&(b, a.article)) {
            continue;
        }
        taken.insert((a, b.article));
        taken.insert((b, a.article));
        let shared = shared_terms(scene.claim(a), scene.claim(b), except);
        subjects.push(Subject { frame, holder: Holder::Shared(shared), claims: vec![a, b] });
    }
}

/// Which claims of a frame may be about one thing.
struct Sharing<'a> {
    claims: &'a [ClaimRef],
    // Of each claim, its place in the list of each of its terms; empty where there are few claims.
    places: Vec<Vec<(Term, usize)>>,
    lists: FxHashMap<Term, Vec<usize>>,
}

impl<'a> Sharing<'a> {
    fn new(scene: &Scene<'_>, claims: &'a [ClaimRef], except: &[Term]) -> Self {
        let mut sharing = Self { claims, places: Vec::new(), lists: FxHashMap::default() };
        if claims.len() > MOST_PAIRED {
            for (index, at) in claims.iter().enumerate() {
                let terms = scene.claim(*at).terms.iter().filter(|term| !except.contains(term));
                let places = terms.map(|term| {
                    let list = sharing.lists.entry(*term).or_default();
                    list.push(index);
                    (*term, list.len())
                });
                let places = places.collect();
                sharing.places.push(places);
            }
        }
        sharing
    }

    /// The claims behind one that it is held against.
    fn after(&self, index: usize) -> Vec<ClaimRef> {
        let Some(places) = self.places.get(index) else { return self.claims[index + 1..].to_vec() };
        let near = places.iter().flat_map(|(term, place)| self.lists[term][*place..].iter().take(PER_TERM));
        let near: BTreeSet<usize> = near.copied().collect();
        near.into_iter().map(|other| self.claims[other]).collect()
    }
}

/// How much two clauses have in common: two points for a telling term, one for a term that is everywhere, two for
/// events of one family, one for every name (two at most).
fn evidence(scene: &Scene<'_>, frames: &Frames, a: ClaimRef, b: ClaimRef, except: &[Term]) -> usize {
    let shared = shared_terms(scene.claim(a), scene.claim(b), except);
    let terms: usize = shared.iter().map(|term| if scene.is_everywhere(*term) { 1 } else { 2 }).sum();
    let events = families(scene, frames, a).intersection(&families(scene, frames, b)).count();
    let names = scene.names(a).intersection(&scene.names(b)).count();
    // A frame that measures one particular thing is itself half of the evidence.
    let particular =
        matches!((&scene.claim(a).body, &scene.claim(b).body), (Body::Measure { .. }, Body::Measure { .. }));
    terms + events.min(1) * 2 + names.min(2) + usize::from(particular) * 2
}

/// The families of the events that a claim's clause names.
fn families<'f>(scene: &Scene<'_>, frames: &'f Frames, at: ClaimRef) -> BTreeSet<&'f str> {
    let claim = scene.claim(at);
    let claims = scene.dossier[at.article].claims;
    let first = claims.partition_point(|other| other.sentence < claim.sentence);
    claims[first..]
        .iter()
        .take_while(|other| other.sentence == claim.sentence)
        .filter(|other| other.clause == claim.clause)
        .filter_map(|claim| match claim.body {
            Body::Event { frame: Some(frame), .. } => Some(&frames.list[frame]),
            _ => None,
        })
        .map(|frame| frame.family.as_deref().unwrap_or(&frame.id))
        .collect()
}

/// What two clauses are both about, their triggers left out.
fn shared_terms(a: &Claim, b: &Claim, except: &[Term]) -> Vec<Term> {
    let shared = a.terms.iter().filter(|term| b.terms.binary_search(term).is_ok());
    shared.copied().filter(|term| !except.contains(term)).collect()
}
