//! One event in two articles: whether it took place, when and where.

use std::collections::{BTreeMap, BTreeSet};

use super::partner::Partners;
use super::{Context, Finding, FindingKind, Label, Level, Reason, within};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::factuality::Status;
use crate::annotate::time::{Bound, Interval, Time, TimeKind};
use crate::claim::pattern::Keys;
use crate::claim::{Body, Claim};
use crate::language::{Number, Pos, Tense};
use crate::subject::{ClaimRef, IdentityId};
use crate::text::Span;

/// Evidence below which two mentions are not held to be one event.
const ENOUGH: u32 = 4;
/// Evidence that carries a difference in date, time or place: the differing slot itself is evidence against.
const PLENTY: u32 = 6;

/// Minutes by which two reports of one hour may differ.
const MINUTES: u32 = 15;

/// What an article says of one event.
struct Mentioned<'a> {
    at: ClaimRef,
    claim: &'a Claim,
    name: &'a str,
    people: BTreeSet<IdentityId>,
    places: BTreeSet<IdentityId>,
    day: Option<(&'a Time, Interval)>,
    clock: Option<&'a Time>,
    // The one place named in it.
    place: Option<(Span, IdentityId)>,
    until: Option<(&'a Time, Interval)>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut by_family: BTreeMap<&str, Vec<Mentioned<'_>>> = BTreeMap::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for (index, claim) in read.claims.iter().enumerate() {
            if let Body::Event { frame, name } = &claim.body {
                let at = ClaimRef { article, claim: index };
                let family: &str = match frame.map(|frame| &context.frames().list[frame]) {
                    Some(definition) => definition.family.as_ref().unwrap_or(&definition.id),
                    // An event that no frame knows goes by its noun, which no frame has as its id.
                    None => name,
                };
                by_family.entry(family).or_default().push(mentioned(context, at, claim, name));
            }
        }
    }
    for events in by_family.values() {
        compare_frame(context, events, findings);
    }
}

fn mentioned<'a>(context: &Context<'a>, at: ClaimRef, claim: &'a Claim, name: &'a str) -> Mentioned<'a> {
    let annotations = context.scene.dossier[at.article].annotations;
    let of_kind = |wanted: &[EntityKind]| -> BTreeSet<IdentityId> {
        // A pronoun that may mean another is no evidence for anybody.
        within(&annotations.entities.mentions, claim.span, |mention| mention.span)
            .filter(|mention| mention.sure && claim.entities.contains(&mention.entity))
            .filter(|mention| wanted.contains(&annotations.entities.list[mention.entity].kind))
            .filter_map(|mention| context.scene.identities.of(at.article, mention.entity))
            .collect()
    };
    let times = || claim.times.iter().map(|index| &annotations.times[*index]);
    let day = times()
        .filter(|time| matches!(time.bound, Bound::At | Bound::For) && time.kind != TimeKind::Duration)
        // A bare hour or part of the day says nothing of its day.
        .filter(|time| time.names_day())
        .find_map(|time| {
            time.interval.filter(|interval| is_day(*interval)).map(|interval| (time, whole_days(interval)))
        });
    let clock = times().find(|time| time.bound == Bound::At && time.clock.is_some());
    let place = place_of(context, at, claim);
    let until = times()
        .filter(|time| time.bound == Bound::Until && time.kind == TimeKind::Date)
        .find_map(|time| time.interval.map(|interval| (time, interval)));
    Mentioned {
        at,
        claim,
        name,
        people: of_kind(&[EntityKind::Person, EntityKind::Organisation]),
        places: of_kind(&[EntityKind::Place]),
        day,
        clock,
        place,
        until,
    }
}

/// Whether an interval is no longer than a night that spans two days.
fn is_day(interval: Interval) -> bool {
    (interval.to - interval.from).num_hours() <= 36
}

/// From the first second of its first day to the last of its last: the hour is compared for itself.
fn whole_days(interval: Interval) -> Interval {
    let (from, to) = (interval.from.date(), interval.to.date());
    let end = to.and_hms_opt(23, 59, 59).unwrap_or(interval.to);
    Interval { from: from.and_hms_opt(0, 0, 0).unwrap_or(interval.from), to: end }
}

/// The only place named in a claim's clause.
fn place_of(context: &Context<'_>, at: ClaimRef, claim: &Claim) -> Option<(Span, IdentityId)> {
    let entities = &context.scene.dossier[at.article].annotations.entities;
    let mut places = within(&entities.mentions, claim.span, |mention| mention.span).filter(|mention| {
        mention.form == MentionForm::Name && entities.list[mention.entity].kind == EntityKind::Place
    });
    let only = places.next()?;
    let alone = places.all(|other| other.entity == only.entity);
    let identity = context.scene.identities.of(at.article, only.entity)?;
    alone.then_some((only.span, identity))
}

fn compare_frame(context: &Context<'_>, events: &[Mentioned<'_>], findings: &mut Vec<Finding>) {
    let claims: Vec<ClaimRef> = events.iter().map(|event| event.at).collect();
    for (a, b) in Partners::of_claims(context, &claims) {
        let (a, b) = (&events[a], &events[b]);
        if a.at.article != b.at.article {
            let (weight, because) = evidence(context, events, a, b);
            let elsewhere = !a.places.is_empty()
                && !b.places.is_empty()
                && a.places.intersection(&b.places).next().is_none();
            if weight >= ENOUGH
                && !elsewhere
                && let Some(level) = clash(context, a, b)
                && (level == Level::Update || is_grounded(&because) || is_one(context, a, b, &because))
            {
                findings.push(finding(context, FindingKind::Status, level, a, b, because.clone(), None));
                continue;
            }
            // A plan that is told anew is an update at the worst.
            let replanned = stage(a.claim) == Some(Stage::Planned)
                && context.minutes_after(b.at, a.at).is_some_and(|minutes| minutes != 0);
            let enough = if replanned { ENOUGH } else { PLENTY };
            if weight >= enough && both_held(a, b) && !agrees_elsewhere(events, a, b) {
                compare_slots(context, a, b, because, findings);
            }
        }
    }
}

/// How strongly two mentions are held to be one event, and why.
fn evidence(
    context: &Context<'_>,
    events: &[Mentioned<'_>],
    a: &Mentioned<'_>,
    b: &Mentioned<'_>,
) -> (u32, Vec<Reason>) {
    // One family of events is where the evidence begins.
    let (mut weight, mut because) = (1, Vec::new());
    let mut add = |points: u32, key: &'static str, parameters: Vec<(&'static str, String)>| {
        weight += points;
        because.push(Reason { key, parameters });
    };
    if a.name == b.name {
        add(1, "same-event-name", vec![("name", context.words(a.at.article, a.claim.trigger).to_owned())]);
    }
    let names = |ids: &BTreeSet<IdentityId>| {
        let names = ids.iter().map(|id| context.scene.identities.name(context.scene.dossier, *id));
        names.collect::<Vec<_>>().join(", ")
    };
    let people: BTreeSet<IdentityId> = a.people.intersection(&b.people).copied().collect();
    match people.len() {
        0 if !a.people.is_empty() && !b.people.is_empty() => return (0, because),
        0 => {}
        1 => add(1, "same-participants", vec![("names", names(&people))]),
        _ => add(2, "same-participants", vec![("names", names(&people))]),
    }
    let places: BTreeSet<IdentityId> = a.places.intersection(&b.places).copied().collect();
    if !places.is_empty() {
        add(2, "same-place", vec![("names", names(&places))]);
    }
    if let (Some((_, x)), Some((_, y))) = (a.day, b.day)
        && x.overlaps(y)
    {
        add(3, "same-day", vec![("day", x.from.date().to_string())]);
    }
    let shared = a.claim.terms.iter().filter(|term| b.claim.terms.binary_search(term).is_ok()).count();
    if shared > people.len() + places.len() {
        add(1, "same-words", Vec::new());
    }
    // The only event of its name in either article.
    let alone = |one: &Mentioned<'_>| {
        events.iter().filter(|other| other.at.article == one.at.article).all(|other| {
            other.at == one.at
                || other.name != one.name
                || other.claim.factuality.status == one.claim.factuality.status
        })
    };
    if a.name == b.name && alone(a) && alone(b) {
        add(2, "only-one", Vec::new());
    }
    (weight, because)
}

/// Whether more than the words for it tells that it is one event: who, where or when.
fn is_grounded(because: &[Reason]) -> bool {
    because.iter().any(|reason| matches!(reason.key, "same-participants" | "same-place" | "same-day"))
}

/// Whether both speak of one such event, in more words than its name: `31 Flüge` and `der Flug nach Antalya` do not.
fn is_one(context: &Context<'_>, a: &Mentioned<'_>, b: &Mentioned<'_>, because: &[Reason]) -> bool {
    let single = |event: &Mentioned<'_>| {
        let sentence = &context.scene.dossier[event.at.article].reading.sentences[event.claim.sentence];
        let token = sentence.token_at(event.claim.trigger.start());
        let token = token.and_then(|at| sentence.tokens.get(usize::from(at)));
        token.is_some_and(|token| token.pos == Pos::Noun && !token.morph.numbers.is_only(Number::Plural))
    };
    let off = |event: &Mentioned<'_>| {
        matches!(event.claim.factuality.status, Status::Cancelled | Status::Postponed)
    };
    because.iter().any(|reason| reason.key == "same-words") && single(a) && single(b) && (off(a) || off(b))
}

/// Whether the two say different things of whether it took place, and how bad that is.
fn clash(context: &Context<'_>, a: &Mentioned<'_>, b: &Mentioned<'_>) -> Option<Level> {
    if let (Some((_, x)), Some((_, y))) = (a.day, b.day)
        && !x.overlaps(y)
    {
        return None;
    }
    let (x, y) = (stage(a.claim)?, stage(b.claim)?);
    let later = context.minutes_after(b.at, a.at);
    match (x, y) {
        // `The festival takes place as planned` was so until it was called off.
        (Stage::Held, Stage::Off) if is_now(context, a) && later.is_some_and(|minutes| minutes > 0) => {
            Some(Level::Update)
        }
        (Stage::Off, Stage::Held) if is_now(context, b) && later.is_some_and(|minutes| minutes < 0) => {
            Some(Level::Update)
        }
        (Stage::Held, Stage::Off) | (Stage::Off, Stage::Held) => Some(Level::Contradiction),
        (Stage::Planned, Stage::Held | Stage::Off) if later.is_none_or(|minutes| minutes >= 0) => {
            Some(Level::Update)
        }
        (Stage::Held | Stage::Off, Stage::Planned) if later.is_none_or(|minutes| minutes <= 0) => {
            Some(Level::Update)
        }
        _ => None,
    }
}

/// Whether a clause tells of an event in the present tense.
fn is_now(context: &Context<'_>, event: &Mentioned<'_>) -> bool {
    let sentence = &context.scene.dossier[event.at.article].reading.sentences[event.claim.sentence];
    let verb = sentence.clauses.get(event.claim.clause).and_then(|clause| clause.verb.as_ref());
    verb.is_some_and(|verb| verb.tense == Some(Tense::Present))
}

/// How far an event has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Planned,
    Held,
    Off,
}

fn stage(claim: &Claim) -> Option<Stage> {
    let negated = claim.factuality.negated;
    match claim.factuality.status {
        Status::Fact | Status::UnderWay => Some(if negated { Stage::Off } else { Stage::Held }),
        Status::Planned if !negated => Some(Stage::Planned),
        Status::Cancelled | Status::Postponed if !negated => Some(Stage::Off),
        Status::Planned
        | Status::Cancelled
        | Status::Postponed
        | Status::Denied
        | Status::Demanded
        | Status::Possible
        | Status::Conditional
        | Status::Accused
        | Status::Presumed => None,
    }
}

fn both_held(a: &Mentioned<'_>, b: &Mentioned<'_>) -> bool {
    stage(a.claim) == stage(b.claim) && stage(a.claim).is_some()
}

/// Whether either article has the event again in a way that fits the other.
fn agrees_elsewhere(events: &[Mentioned<'_>], a: &Mentioned<'_>, b: &Mentioned<'_>) -> bool {
    let fits = |x: &Mentioned<'_>, y: &Mentioned<'_>| match (x.day, y.day) {
        (Some((_, one)), Some((_, other))) => one.overlaps(other),
        _ => false,
    };
    events.iter().any(|other| {
        (other.at.article == a.at.article && other.at != a.at && fits(other, b))
            || (other.at.article == b.at.article && other.at != b.at && fits(other, a))
    })
}

/// Whether the one claim tells of the beginning and the other of the end.
pub(super) fn are_ends(context: &Context<'_>, a: (ClaimRef, &Claim), b: (ClaimRef, &Claim)) -> bool {
    let kinds = |(at, claim): (ClaimRef, &Claim)| {
        let read = &context.scene.dossier[at.article];
        let sentence = &read.reading.sentences[claim.sentence];
        let keys = Keys::new(sentence, read.document.text());
        context.rules.moments.of(sentence.language, &keys, &sentence.clauses[claim.clause].tokens)
    };
    context.rules.moments.are_ends(kinds(a), kinds(b))
}

/// One slot may differ, and that is the finding; two make another event.
fn compare_slots(
    context: &Context<'_>,
    a: &Mentioned<'_>,
    b: &Mentioned<'_>,
    because: Vec<Reason>,
    findings: &mut Vec<Finding>,
) {
    let mut differing: Vec<(FindingKind, Span, Span)> = Vec::new();
    if let (Some((first, x)), Some((second, y))) = (a.day, b.day)
        && !x.overlaps(y)
    {
        differing.push((FindingKind::Date, first.span, second.span));
    }
    if let (Some(first), Some(second)) = (a.clock, b.clock)
        && first.hours_apart(second, MINUTES) == Some(true)
        && !are_ends(context, (a.at, a.claim), (b.at, b.claim))
    {
        differing.push((FindingKind::Time, first.span, second.span));
    }
    if let (Some(first), Some(second)) = (a.place, b.place)
        && first.1 != second.1
        && context.same_level(first.1, second.1)
    {
        differing.push((FindingKind::Place, first.0, second.0));
    }
    if let (Some((first, x)), Some((second, y))) = (a.until, b.until)
        && !x.overlaps(y)
    {
        differing.push((FindingKind::Date, first.span, second.span));
    }
    if let [(kind, in_a, in_b)] = differing[..] {
        let planned = stage(a.claim) == Some(Stage::Planned)
            && context.minutes_after(b.at, a.at).is_some_and(|minutes| minutes != 0);
        let level = if planned { Level::Update } else { Level::Contradiction };
        findings.push(finding(context, kind, level, a, b, because, Some((in_a, in_b))));
    }
}

fn finding(
    context: &Context<'_>,
    kind: FindingKind,
    level: Level,
    a: &Mentioned<'_>,
    b: &Mentioned<'_>,
    because: Vec<Reason>,
    decisive: Option<(Span, Span)>,
) -> Finding {
    let witness = |event: &Mentioned<'_>, span: Option<Span>| {
        let cue = event.claim.factuality.cue.filter(|cue| event.claim.span.contains(*cue));
        let chosen = span.or(cue).unwrap_or(event.claim.trigger);
        let mut witness = context.witness(event.at.article, event.claim.span, chosen);
        if span.is_none() {
            let key = match stage(event.claim) {
                Some(Stage::Planned) => "status.planned",
                Some(Stage::Off) => "status.cancelled",
                Some(Stage::Held) | None => "status.took-place",
            };
            witness.label = Label::Message { key, parameters: Vec::new() };
        }
        witness
    };
    Finding {
        kind,
        level,
        subject: context.words(a.at.article, a.claim.trigger).to_owned(),
        witnesses: vec![witness(a, decisive.map(|spans| spans.0)), witness(b, decisive.map(|spans| spans.1))],
        because,
        confidence: None,
    }
}
