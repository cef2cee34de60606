//! `factlint claims`: the typed assertions of each article, as text and in the contract's JSON.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use serde::Serialize;

use super::annotation::{ends, measure};
use super::escape::json_line;
use super::paint::{Colour, Paint};
use super::{Layout, Lines, shown};
use crate::annotate::entity::EntityKind;
use crate::annotate::time::Interval;
use crate::claim::frame::{FrameId, Frames};
use crate::claim::{Body, Claim};
use crate::language::Role;
use crate::subject::{Article, ClaimRef, Holder, Scene, Subject};
use crate::text::{SourceSet, Span};

/// The claims of a dossier with what they are about.
#[derive(Clone, Copy)]
pub struct Asserted<'a> {
    /// The articles.
    pub sources: &'a SourceSet,
    /// The articles as they were read, with who is the same in them.
    pub scene: &'a Scene<'a>,
    /// Which claims are about one thing.
    pub subjects: &'a [Subject],
    /// The frames that the claims refer to.
    pub frames: &'a Frames,
}

#[derive(Serialize)]
struct JsonClaim<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    frame: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<JsonMeasure<'a>>,
    trigger: JsonRange,
    roles: BTreeMap<String, OneOrMore<'a>>,
    time: Option<JsonInterval>,
    status: &'static str,
    polarity: &'static str,
    source: Vec<&'a str>,
    subject: String,
}

#[derive(Serialize)]
struct JsonRange {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct JsonInterval {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct JsonMeasure<'a> {
    least: Option<f64>,
    most: Option<f64>,
    unit: Option<&'a str>,
}

/// One filler is written as it is, several as a list.
#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMore<'a> {
    One(&'a str),
    More(Vec<&'a str>),
}

/// One object per claim and line, in the order of articles and texts.
pub fn claims_json(asserted: &Asserted<'_>) -> String {
    let mut text = String::new();
    for claim in shapes(asserted) {
        text.push_str(&json_line(&claim));
    }
    text
}

/// One line per claim.
pub fn claims_text(asserted: &Asserted<'_>, layout: Layout) -> String {
    let paint = Paint::new(layout.colour);
    let mut lines: HashMap<&str, Lines<'_>> = HashMap::new();
    for id in asserted.sources.ids() {
        let source = &asserted.sources[id];
        lines.insert(&source.name, Lines::of(source));
    }
    let mut text = String::new();
    for (claim, words) in shapes(asserted).zip(words(asserted)) {
        let place = lines.get(claim.path).map(|lines| lines.position(claim.start));
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        let place = format!("{}:{line}:{column}", shown(claim.path));
        let mut what = claim.frame.to_owned();
        if let Some(value) = claim.value {
            let _ = write!(what, " {value}");
        }
        if let Some(quantity) = &claim.quantity {
            let end = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
            let unit = quantity.unit.map_or(String::new(), |unit| format!(" {unit}"));
            let _ = write!(what, " {}..{}{unit}", end(quantity.least), end(quantity.most));
        }
        let negated = if claim.polarity == "no" { "not " } else { "" };
        let _ = write!(
            text,
            "{} {} {negated}{}",
            paint.colour(Colour::Faint, &place),
            paint.bold(&what),
            claim.status
        );
        for (role, filler) in &claim.roles {
            let filler = match filler {
                OneOrMore::One(one) => (*one).to_owned(),
                OneOrMore::More(more) => more.join(","),
            };
            let _ = write!(text, " {role}={}", shown(&filler));
        }
        if let Some(time) = &claim.time {
            let _ = write!(text, " time={}..{}", time.from, time.to);
        }
        if !claim.source.is_empty() {
            let _ = write!(text, " source={}", shown(&claim.source.join(">")));
        }
        let _ = writeln!(text, "\n    {}", shown(words));
    }
    text
}

/// The words of every claim's clause, in the order of the shapes.
fn words<'a>(asserted: &Asserted<'a>) -> impl Iterator<Item = &'a str> {
    let dossier = asserted.scene.dossier;
    dossier
        .iter()
        .flat_map(|article| article.claims.iter().map(|claim| claim.span.of(article.document.text())))
}

fn shapes<'a>(asserted: &Asserted<'a>) -> impl Iterator<Item = JsonClaim<'a>> {
    let asserted = *asserted;
    let names = subject_names(&asserted);
    asserted.scene.dossier.iter().enumerate().flat_map(move |(index, article)| {
        let named = names.get(index).cloned().unwrap_or_default();
        article
            .claims
            .iter()
            .zip(named)
            .map(move |(claim, subject)| shape(&asserted, article, claim, subject))
    })
}

fn shape<'a>(
    asserted: &Asserted<'a>,
    article: &'a Article<'a>,
    claim: &'a Claim,
    subject: String,
) -> JsonClaim<'a> {
    let document = article.document;
    let range = |span: Span| document.on_disk(span);
    let clause = range(claim.span);
    let trigger = range(claim.trigger);
    let (mut value, mut quantity) = (None, None);
    match &claim.body {
        Body::State { frame, value: index } => {
            value = asserted.frames.list[*frame].values.get(*index).map(|(id, _)| id.as_str());
        }
        Body::Measure { quantity: index, .. } => {
            quantity = article.annotations.quantities.get(*index).map(|quantity| {
                let (least, most, unit) = measure(quantity);
                JsonMeasure { least, most, unit }
            });
        }
        Body::Event { .. } | Body::Act { .. } | Body::Plain { .. } => {}
    }
    let entities = &article.annotations.entities.list;
    let source = claim.factuality.source.iter().map(|voucher| {
        let entity = voucher.entity.and_then(|id| entities.get(id));
        entity.map_or(voucher.span.of(document.text()), |entity| entity.id.as_str())
    });
    let times = claim.times.iter().filter_map(|index| article.annotations.times.get(*index)?.interval);
    JsonClaim {
        path: &asserted.sources[document.source].name,
        start: clause.start(),
        end: clause.end(),
        frame: frame_name(asserted.frames, &claim.body),
        value,
        quantity,
        trigger: JsonRange { start: trigger.start(), end: trigger.end() },
        roles: roles(article, claim),
        time: times.reduce(narrower).map(|interval| {
            let (from, to) = ends(interval);
            JsonInterval { from, to }
        }),
        status: claim.factuality.status.name(),
        polarity: if claim.factuality.negated { "no" } else { "yes" },
        source: source.collect(),
        subject,
    }
}

/// The shorter of two stretches of the calendar where one lies in the other, else the first.
fn narrower(a: Interval, b: Interval) -> Interval {
    if a.contains(b) { b } else { a }
}

fn frame_of(body: &Body) -> Option<FrameId> {
    match body {
        Body::State { frame, .. } | Body::Act { frame } => Some(*frame),
        Body::Measure { frame, .. } | Body::Event { frame, .. } => *frame,
        Body::Plain { .. } => None,
    }
}

/// The frame's name; what names the claim itself where no frame covers it.
fn frame_name<'a>(frames: &'a Frames, body: &'a Body) -> &'a str {
    if let Some(frame) = frame_of(body) {
        return &frames.list[frame].id;
    }
    match body {
        Body::Event { name, .. } => name,
        Body::Plain { verb } => verb,
        Body::Measure { .. } => "count",
        Body::State { .. } | Body::Act { .. } => "",
    }
}

/// Who and what takes part. In an event: participants and place, wherever they stand in the clause; otherwise by the
/// part in the clause.
fn roles<'a>(article: &'a Article<'a>, claim: &'a Claim) -> BTreeMap<String, OneOrMore<'a>> {
    let entities = &article.annotations.entities.list;
    let mut roles: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut add = |role: &str, filler: &'a str| {
        let fillers = roles.entry(role.to_owned()).or_default();
        if !filler.is_empty() && !fillers.contains(&filler) {
            fillers.push(filler);
        }
    };
    if let Body::Event { .. } = claim.body {
        for entity in claim.entities.iter().filter_map(|id| entities.get(*id)) {
            match entity.kind {
                EntityKind::Person | EntityKind::Organisation => add("participants", &entity.id),
                EntityKind::Place => add("place", &entity.id),
                EntityKind::Event | EntityKind::Other => add("occasion", &entity.id),
            }
        }
    } else {
        for filler in &claim.fillers {
            let role = match filler.role {
                Role::Subject => "subject",
                Role::Object => "object",
                Role::IndirectObject => "indirect-object",
                Role::Agent => "agent",
                Role::Predicative => "predicative",
                Role::Adverbial => "adverbial",
                Role::Oblique => filler.preposition.as_deref().unwrap_or("oblique"),
            };
            let entity = filler.entity.and_then(|id| entities.get(id));
            add(role, entity.map_or(&*filler.head, |entity| entity.id.as_str()));
        }
    }
    let one_or_more = |fillers: Vec<&'a str>| match fillers.as_slice() {
        [one] => OneOrMore::One(one),
        _ => OneOrMore::More(fillers),
    };
    roles
        .into_iter()
        .filter(|(_, fillers)| !fillers.is_empty())
        .map(|(role, fillers)| (role, one_or_more(fillers)))
        .collect()
}

/// For every claim of every article the name of what it is about: that of its group, or its own where it is alone.
fn subject_names(asserted: &Asserted<'_>) -> Vec<Vec<String>> {
    let dossier = asserted.scene.dossier;
    let own = |article: &Article<'_>, claim: &Claim| {
        let entities = claim.entities.iter().filter_map(|id| article.annotations.entities.list.get(*id));
        let mut parts: Vec<&str> = entities.map(|entity| entity.id.as_str()).collect();
        parts.sort_unstable();
        parts.dedup();
        parts.insert(0, frame_name(asserted.frames, &claim.body));
        parts.join(":")
    };
    let mut names: Vec<Vec<String>> = dossier
        .iter()
        .map(|article| article.claims.iter().map(|claim| own(article, claim)).collect())
        .collect();
    for subject in asserted.subjects {
        let frame = &asserted.frames.list[subject.frame].id;
        let name = match &subject.holder {
            Holder::MainEvent => format!("{frame}:main-event"),
            Holder::Named(identity) => {
                let first = asserted.scene.identities.members(*identity).first();
                let entity = first.map(|&(article, id)| &dossier[article].annotations.entities.list[id]);
                format!("{frame}:{}", entity.map_or("", |entity| entity.id.as_str()))
            }
            // A pair has no name of its own but that of its first claim.
            Holder::Shared(_) => {
                let first = subject.claims.first().and_then(|at| name_at(&names, *at));
                first.unwrap_or_else(|| frame.clone())
            }
        };
        for at in &subject.claims {
            if let Some(slot) = names.get_mut(at.article).and_then(|row| row.get_mut(at.claim)) {
                slot.clone_from(&name);
            }
        }
    }
    names
}

fn name_at(names: &[Vec<String>], at: ClaimRef) -> Option<String> {
    names.get(at.article)?.get(at.claim).cloned()
}
