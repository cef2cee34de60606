//! In what two statements can differ: their figures and days, who is named, and what was announced.

use rustc_hash::FxHashMap;

use super::super::{Context, Relation, misname, relate_quantities};
use super::evidence::OWN;
use super::statement::Statement;
use super::turn::{Told, turns};
use super::when::When;
use crate::annotate::entity::{EntityId, EntityKind};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::Time;
use crate::claim::concept::Concepts;
use crate::subject::Scene;
use crate::text::Span;

/// What two statements are compared in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// A figure with its unit or counted noun.
    Figure,
    /// A day or a longer stretch of the calendar.
    Day,
    /// A time of day.
    Hour,
    /// Who or what is named.
    Name,
    /// What was announced and is taken back later.
    Turn,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Self; 5] = [Self::Figure, Self::Day, Self::Hour, Self::Name, Self::Turn];

    /// The name in `rules/evidence.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Name => "name",
            Self::Turn => "turn",
        }
    }
}

/// Two places that say something of one aspect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference {
    pub(super) aspect: Aspect,
    pub(super) in_a: Span,
    pub(super) in_b: Span,
    /// Whether they agree: then they only stand in the way of other pairs.
    pub(super) agrees: bool,
    /// What the aspect itself has to say.
    pub(super) own: [f32; OWN],
}

/// A statement with its figures and times.
#[derive(Clone, Debug)]
pub(super) struct Filled<'a> {
    pub(super) statement: &'a Statement<'a>,
    pub(super) quantities: Vec<&'a Quantity>,
    /// The figures of which others are a part (`nine` in `seven of nine`).
    pub(super) wholes: Vec<Span>,
    pub(super) times: Vec<&'a Time>,
    /// What its words tell of a turn of events.
    pub(super) told: Told,
    /// What it tells of the happening that it gives a time of.
    pub(super) when: When,
}

/// The numbers that an aspect gives, the others being 0.
pub(super) fn own<const N: usize>(numbers: [f32; N]) -> [f32; OWN] {
    let mut own = [0.0; OWN];
    for (place, number) in own.iter_mut().zip(numbers) {
        *place = number;
    }
    own
}

/// What pairs of names tell of whether they are one person's, looked at once.
pub(super) type Traits = FxHashMap<((usize, EntityId), (usize, EntityId)), [f32; 5]>;

/// Nouns nearer than this name one kind of thing.
const SAME_NOUN: f32 = 0.9;

/// Everything in which two statements agree or differ.
pub(super) fn differences(
    context: &Context<'_>,
    (a, b): (&Filled<'_>, &Filled<'_>),
    traits: &mut Traits,
) -> Vec<Difference> {
    let (scene, concepts) = (context.scene, &context.claims.concepts);
    let mut found = Vec::new();
    figures(scene, concepts, a, b, &mut found);
    settle(&mut found);
    names(context, (a, b), traits, &mut found);
    turns(scene, a, b, &mut found);
    found
}

/// A figure or day that the other clause has, too, is in no conflict with what else stands there.
pub(super) fn settle(found: &mut Vec<Difference>) {
    let agreeing: Vec<Difference> = found.iter().filter(|difference| difference.agrees).copied().collect();
    found.retain(|difference| {
        difference.agrees
            || !agreeing.iter().any(|other| {
                other.aspect == difference.aspect
                    && (other.in_a == difference.in_a || other.in_b == difference.in_b)
            })
    });
}

fn figures(
    scene: &Scene<'_>,
    concepts: &Concepts,
    a: &Filled<'_>,
    b: &Filled<'_>,
    found: &mut Vec<Difference>,
) {
    for x in &a.quantities {
        for y in &b.quantities {
            let names = x.kind == QuantityKind::Name && y.kind == QuantityKind::Name;
            let relation = if names { relate_names(x, y) } else { relate_quantities(x, y) };
            // `seven of nine`: the nine is no rival of another article's seven.
            let role = |filled: &Filled<'_>, one: &Quantity| {
                let whole = filled.wholes.iter().any(|whole| whole.overlaps(one.number));
                (whole, one.part_of.is_some())
            };
            let (of_x, of_y) = (role(a, x), role(b, y));
            let mixed = (of_x.0 && of_y.1) || (of_x.1 && of_y.0);
            if relation == Relation::Unknown || x.kind == QuantityKind::Ordinal || mixed {
                continue;
            }
            let noun = noun_nearness(scene, (a.statement, x), (b.statement, y));
            // `430 jobs` and `340 who lose their posts`: people are counted under many names, and so is what was
            // counted wrong.
            let people = counts_people(scene, concepts, (a, x)) && counts_people(scene, concepts, (b, y));
            let slip = slip(x.value, y.value);
            let far = noun.is_some_and(|noun| noun < 0.15);
            if far && x.kind == QuantityKind::Count && !people && slip < 0.5 {
                continue;
            }
            // `C-311` and `AC-131` are two names; `Terminal 1` and `Terminal 3` may be a slip.
            if x.kind == QuantityKind::Name && noun.is_none_or(|noun| noun < SAME_NOUN) {
                continue;
            }
            let ratio = (x.value.max(1e-9) / y.value.max(1e-9)).ln().abs();
            #[expect(clippy::cast_possible_truncation, reason = "a share")]
            let close = (-ratio).exp() as f32;
            let parts = x.part_of.is_some() != y.part_of.is_some();
            let bounded = x.least.is_none() || x.most.is_none() || y.least.is_none() || y.most.is_none();
            found.push(Difference {
                aspect: Aspect::Figure,
                in_a: x.span,
                in_b: y.span,
                agrees: relation == Relation::Compatible,
                own: own([
                    noun.unwrap_or(0.5),
                    close,
                    slip,
                    f32::from(parts || bounded),
                    f32::from(noun.is_none()),
                    f32::from(x.kind == QuantityKind::Age),
                    f32::from(x.kind == QuantityKind::Duration),
                    f32::from(x.kind == QuantityKind::Count),
                    f32::from(people),
                    f32::from(far),
                ]),
            });
        }
    }
}

/// Whether it is people that are counted.
fn counts_people(scene: &Scene<'_>, concepts: &Concepts, (a, quantity): (&Filled<'_>, &Quantity)) -> bool {
    let sentences = &scene.dossier[a.statement.article].reading.sentences;
    let language = sentences[a.statement.sentence].language;
    quantity.kind == QuantityKind::Count
        && quantity.noun.as_ref().is_some_and(|noun| concepts.is_person(language, noun))
}

fn relate_names(a: &Quantity, b: &Quantity) -> Relation {
    if (a.value - b.value).abs() < 1e-9 { Relation::Compatible } else { Relation::Disjoint }
}

/// How near the counted nouns are; none where a figure has none.
fn noun_nearness(
    scene: &Scene<'_>,
    (a, x): (&Statement<'_>, &Quantity),
    (b, y): (&Statement<'_>, &Quantity),
) -> Option<f32> {
    let noun = |statement: &Statement<'_>, quantity: &Quantity| {
        let span = quantity.noun_span?;
        statement.own.iter().find(|word| word.span.overlaps(span)).map(|word| word.lexeme)
    };
    match (noun(a, x), noun(b, y)) {
        (Some(x), Some(y)) => Some(scene.lexemes.nearness(x, y)),
        _ => None,
    }
}

/// Whether one figure is what a slip of the pen makes of the other: the same digits in another order or of another
/// magnitude (1), or one digit another or left out (0.5).
fn slip(a: f64, b: f64) -> f32 {
    let (x, y) = (digits(a), digits(b));
    let (mut sorted_x, mut sorted_y) = (x.clone(), y.clone());
    sorted_x.sort_unstable();
    sorted_y.sort_unstable();
    if sorted_x == sorted_y {
        // `3` and `30` are chance, `300` and `3000` hardly; `24` and `42` neither.
        return if x.len() > 1 || a.min(b) >= 100.0 { 1.0 } else { 0.0 };
    }
    let differing = x.iter().zip(&y).filter(|(x, y)| x != y).count();
    let one_digit = x.len() == y.len() && x.len() > 2 && differing == 1;
    let longer = if x.len() > y.len() { &x } else { &y };
    let shorter = if x.len() > y.len() { &y } else { &x };
    let left_out = longer.len() == shorter.len() + 1
        && shorter.len() > 1
        && (0..longer.len()).any(|at| longer[..at] == shorter[..at] && longer[at + 1..] == shorter[at..]);
    f32::from(one_digit || left_out) * 0.5
}

/// The digits of a figure without leading and trailing zeros and without the point.
fn digits(value: f64) -> Vec<u8> {
    let written = format!("{value:.4}");
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    let start = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    let end = digits.iter().rposition(|digit| *digit != b'0').map_or(start, |last| last + 1);
    digits[start..end.max(start)].to_vec()
}

/// One names another person or firm where the other names one.
fn names(
    context: &Context<'_>,
    (a, b): (&Filled<'_>, &Filled<'_>),
    known_traits: &mut Traits,
    found: &mut Vec<Difference>,
) {
    let scene = context.scene;
    let (x, y) = (&a.statement, &b.statement);
    for first in &x.names {
        for second in &y.names {
            if first.kind == EntityKind::Place || second.kind == EntityKind::Place {
                continue;
            }
            if first.kind == EntityKind::Person && second.kind != EntityKind::Person {
                continue;
            }
            let agrees = first.identity == second.identity;
            let elsewhere =
                y.sentence_names.contains(&first.identity) || x.sentence_names.contains(&second.identity);
            if elsewhere && !agrees {
                continue;
            }
            let known =
                scene.mentioned(first.identity, y.article) || scene.mentioned(second.identity, x.article);
            let same_role = first.role.is_some() && first.role == second.role;
            let surname = shares_word(scene, first.identity, second.identity);
            let of = |article: usize, identity: usize| {
                let members = scene.identities.members(identity).iter();
                members.copied().find(|&(other, _)| other == article)
            };
            let traits = match (of(x.article, first.identity), of(y.article, second.identity)) {
                (Some(a), Some(b)) if !agrees => {
                    *known_traits.entry((a, b)).or_insert_with(|| misname::traits(context, a, b))
                }
                _ => [0.0; 5],
            };
            let [given, last, alike, office, both] = traits;
            found.push(Difference {
                aspect: Aspect::Name,
                in_a: first.span,
                in_b: second.span,
                agrees,
                own: own([
                    f32::from(known),
                    f32::from(same_role),
                    f32::from(surname),
                    f32::from(first.kind == second.kind),
                    given,
                    last,
                    alike,
                    office,
                    both,
                ]),
            });
        }
    }
}

/// Whether two names share a word: `Pieter` and `Willem Verlinde`.
fn shares_word(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (scene.identities.name(scene.dossier, a), scene.identities.name(scene.dossier, b));
    a.split_whitespace()
        .any(|word| word.chars().count() > 2 && b.split_whitespace().any(|other| word == other))
}
