//! Where somebody or something was taken: the hospital, the other factory, the airport that was flown to instead. Of
//! each an article that names it names one, and two articles name the same one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::candidate::statement::{Name, Statement, Weighed, coverage};
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::entity::EntityKind;
use crate::annotate::factuality::Status;
use crate::claim::pattern::Keys;
use crate::language::{PhraseKind, Sentence};
use crate::rule::{Files, Problem};
use crate::subject::IdentityId;

/// How much of what the one says of it the other must say too.
const SAME_MATTER: f32 = 0.3;

/// Whoever is no nearer in meaning than this is somebody else.
const OTHERS: f32 = 0.2;

/// `journeys.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawJourneys {
    prepositions: Vec<String>,
    journey: Vec<RawJourney>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawJourney {
    of: String,
    verbs: String,
    things: String,
}

/// A kind of journey: what is done, and to what or to which kind of house.
#[derive(Debug)]
struct Journey {
    of: String,
    verbs: BTreeSet<String>,
    things: Vec<String>,
}

/// Journeys of all languages.
#[derive(Debug, Default)]
pub(super) struct Journeys {
    prepositions: BTreeSet<String>,
    list: Vec<Journey>,
}

impl Journeys {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut journeys = Self::default();
        for code in files.languages() {
            let path = format!("{code}/journeys.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawJourneys = files.toml(&path)?;
            journeys.prepositions.extend(raw.prepositions);
            let words = |list: &str| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            journeys.list.extend(raw.journey.iter().map(|journey| Journey {
                of: journey.of.clone(),
                verbs: words(&journey.verbs).into_iter().collect(),
                things: words(&journey.things),
            }));
        }
        Ok(journeys)
    }
}

impl Journey {
    /// Whether a clause tells of such a journey: one of its verbs, and one of its things.
    fn is_told(&self, words: &[String]) -> bool {
        // `Getriebefertigung` is a `Fertigung`.
        let thing = |word: &String| self.things.iter().any(|thing| word.ends_with(thing.as_str()));
        words.iter().any(|word| word.split(' ').any(|part| self.verbs.contains(part)))
            && words.iter().any(thing)
    }
}

/// A clause that says where something went.
struct Located<'a> {
    statement: &'a Statement<'a>,
    name: Name,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = context.statements;
    let mut by_journey: BTreeMap<&str, Vec<Located<'_>>> = BTreeMap::new();
    for statement in statements {
        for (of, located) in located(context, statement) {
            by_journey.entry(of).or_default().push(located);
        }
    }
    for list in by_journey.values() {
        let only = |article: usize| -> Option<IdentityId> {
            let mut places =
                list.iter().filter(|one| one.statement.article == article).map(|one| one.name.identity);
            let first = places.next()?;
            places.all(|place| place == first).then_some(first)
        };
        let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (index, a) in list.iter().enumerate() {
            for b in list[index + 1..].iter().filter(|b| b.statement.article != a.statement.article) {
                let (x, y) = (a.statement.article, b.statement.article);
                if only(x).is_some()
                    && only(y).is_some()
                    && are_two(context, a, b)
                    && same_matter(context, a, b)
                    && !of_others(context, a, b)
                    && told.insert((x, y))
                {
                    findings.push(finding(context, a, b));
                }
            }
        }
    }
}

/// Whether the clauses share more than the kind of journey.
fn same_matter(context: &Context<'_>, a: &Located<'_>, b: &Located<'_>) -> bool {
    let lexemes = &context.scene.lexemes;
    let own = |located: &Located<'_>| -> Vec<Weighed> {
        let words = located.statement.own.iter();
        words.filter(|word| !word.span.overlaps(located.name.span)).copied().collect()
    };
    let all = |located: &Located<'_>| -> Vec<Weighed> {
        let statement = located.statement;
        statement.own.iter().chain(&statement.rest).chain(&statement.before).copied().collect()
    };
    let one = coverage(lexemes, own(a).into_iter(), &all(b), |_| false);
    let other = coverage(lexemes, own(b).into_iter(), &all(a), |_| false);
    one.share().max(other.share()) >= SAME_MATTER
}

/// Whether the clauses tell of two people or things.
fn of_others(context: &Context<'_>, a: &Located<'_>, b: &Located<'_>) -> bool {
    let lexemes = &context.scene.lexemes;
    match (&a.statement.patient, &b.statement.patient) {
        (Some(x), Some(y)) if x.sure && y.sure => {
            let near = |x: &u32| y.words.iter().map(|y| lexemes.nearness(*x, *y)).fold(0.0, f32::max);
            x.words.iter().map(near).fold(0.0, f32::max) < OTHERS
        }
        _ => false,
    }
}

/// Whether two places are surely two: neither a part of the other, as far as the lexicon knows.
fn are_two(context: &Context<'_>, a: &Located<'_>, b: &Located<'_>) -> bool {
    let (x, y) = (a.name.identity, b.name.identity);
    let words = |located: &Located<'_>| -> BTreeSet<String> {
        let words = context.words(located.statement.article, located.name.span).to_lowercase();
        words.split_whitespace().map(str::to_owned).collect()
    };
    x != y
        && words(a).is_disjoint(&words(b))
        && (context.same_level(x, y) || (context.may_be_town(x) && context.may_be_town(y)))
}

fn finding(context: &Context<'_>, a: &Located<'_>, b: &Located<'_>) -> Finding {
    let witness = |located: &Located<'_>| {
        let statement = located.statement;
        context.witness(statement.article, statement.span, located.name.span)
    };
    let later = context
        .scene
        .published(a.statement.article)
        .zip(context.scene.published(b.statement.article))
        .is_some_and(|(first, second)| first != second);
    let planned = [a, b].iter().any(|one| one.statement.factuality.status == Status::Planned);
    let verb = a.statement.verb.map_or(a.name.span, |(_, span)| span);
    let word = context.words(a.statement.article, verb).to_owned();
    Finding {
        kind: FindingKind::Place,
        level: if planned && later { Level::Update } else { Level::Contradiction },
        subject: word.clone(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-words", parameters: vec![("words", word)] }],
        confidence: None,
    }
}

/// The one place of the clause, with the journeys that it is the goal of.
fn located<'a, 'j>(context: &Context<'j>, statement: &'a Statement<'a>) -> Vec<(&'j str, Located<'a>)> {
    let told = matches!(
        statement.factuality.status,
        Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed
    );
    if !told || statement.is_negative() {
        return Vec::new();
    }
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    // `Spital` may pass for a name.
    let is_thing = |name: &Name| {
        let word = context.words(statement.article, name.span).to_lowercase();
        context.rules.journeys.list.iter().any(|journey| journey.things.contains(&word))
    };
    // `Krankenhaus Rottenmann` is a place, too.
    let is_house = |name: &Name| {
        let words = context.words(statement.article, name.span).to_lowercase();
        let things = || context.rules.journeys.list.iter().flat_map(|journey| &journey.things);
        words.split_whitespace().count() > 1
            && words.split_whitespace().any(|word| things().any(|thing| word == thing))
    };
    let is_place = |name: &&Name| match name.kind {
        EntityKind::Place => !is_thing(name),
        EntityKind::Organisation => is_house(name),
        EntityKind::Person | EntityKind::Event | EntityKind::Other => false,
    };
    let mut places = statement.names.iter().filter(is_place);
    let Some(name) = places.next() else { return Vec::new() };
    if places.any(|other| other.identity != name.identity) || !is_goal(context, sentence, name) {
        return Vec::new();
    }
    let keys = Keys::new(sentence, read.document.text());
    let words: Vec<String> =
        statement.clause.tokens.iter().map(|at| keys.get(*at).lemma.to_string()).collect();
    let journeys = context.rules.journeys.list.iter().filter(|journey| journey.is_told(&words));
    journeys.map(|journey| (journey.of.as_str(), Located { statement, name: *name })).collect()
}

/// Whether the name, or what it belongs to, stands behind a preposition that says where to.
fn is_goal(context: &Context<'_>, sentence: &Sentence, name: &Name) -> bool {
    let Some(mut phrase) = sentence.token_at(name.span.start()).and_then(|token| sentence.phrase_of(token))
    else {
        return false;
    };
    for _ in 0..3 {
        let of = &sentence.phrases[phrase];
        if let PhraseKind::Prepositional(preposition) = &of.kind
            && context.rules.journeys.prepositions.contains(&**preposition)
        {
            return true;
        }
        match of.parent {
            Some(parent) => phrase = parent,
            None => return false,
        }
    }
    false
}
