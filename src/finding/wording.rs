//! Two clauses that say the same but for one slot: a number, a day, a name, a negation, an opposite. This needs no
//! frame, and therefore nearly all words to agree.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Word;
use super::change::{is_other_period, starts_alike};
use super::unit::Unit;
use super::{Context, Finding, FindingKind, Level, Reason, Relation, relate_quantities};
use crate::annotate::entity::EntityKind;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::{Interval, Time, TimeKind};
use crate::claim::concept::Term;
use crate::language::{Pos, Tense};
use crate::text::Span;

/// The part of a clause's content (by weight) that the other text must have.
const COVERED: f64 = 0.74;
/// The least content, by weight, that two clauses must share.
const LEAST_SHARED: f64 = 2.4;
/// Terms that occur in more units than this part of all say nothing about which clauses belong together.
const COMMON_TERM: usize = 40;

/// One slot in which two units differ.
struct Difference {
    kind: FindingKind,
    in_a: Span,
    in_b: Span,
}

/// Minutes by which two reports of one hour may differ.
const MINUTES: u32 = 15;

pub(super) fn compare(context: &Context<'_>, units: &[Unit<'_>], findings: &mut Vec<Finding>) {
    for (a, b) in candidates(units) {
        // Either may be the longer text: what the shorter one says must stand in the other.
        let finding = compare_units(context, &units[a], &units[b])
            .or_else(|| compare_units(context, &units[b], &units[a]));
        findings.extend(finding);
    }
}

/// Pairs of units of different articles that share at least two telling terms.
fn candidates(units: &[Unit<'_>]) -> Vec<(usize, usize)> {
    let mut by_term: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        let terms: BTreeSet<Term> = unit
            .words
            .iter()
            .filter(|word| word.is_content())
            .flat_map(|word| word.terms.iter().copied())
            .collect();
        for term in terms {
            by_term.entry(term).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for list in by_term.values().filter(|list| list.len() <= COMMON_TERM) {
        for (at, &a) in list.iter().enumerate() {
            for &b in list[at + 1..].iter().filter(|&&b| units[a].article != units[b].article) {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    shared.into_iter().filter(|(_, count)| *count >= 2).map(|(pair, _)| pair).collect()
}

fn compare_units(context: &Context<'_>, a: &Unit<'_>, b: &Unit<'_>) -> Option<Finding> {
    if !a.is_stated() || !b.is_stated() {
        return None;
    }
    let missing = coverage(context, a, b)?;
    let mut differences = Vec::new();
    let other_scope = context.other_scope((a.article, a.span), (b.article, b.span));
    if a.factuality.negated == b.factuality.negated {
        if !other_scope {
            differences.extend(numbers(a, b));
        }
        // Another thing or place beside another day is another occasion.
        let elsewhere = missing.iter().any(|word| matches!(word.pos, Pos::Noun | Pos::Propn));
        if !elsewhere && (missing.is_empty() || same_verb(context, a, b, false)) {
            differences.extend(days(a, b));
        }
        differences.extend(names(a, b));
        differences.extend(polarity(context, a, b, &missing));
    } else if !other_scope {
        // What the one says and the other denies has no other difference.
        differences.extend(polarity(context, a, b, &missing));
    }
    let [difference] = &differences[..] else { return None };
    let shared =
        a.words.iter().filter(|word| word.is_content() && b.words.iter().any(|other| word.is(other)));
    let words: Vec<&str> = shared.map(|word| context.words(a.article, word.span)).take(6).collect();
    Some(Finding {
        kind: difference.kind,
        level: Level::Contradiction,
        subject: words.join(" "),
        witnesses: vec![
            context.witness(a.article, a.span, difference.in_a),
            context.witness(b.article, b.span, difference.in_b),
        ],
        because: vec![Reason { key: "same-words", parameters: vec![("words", words.join(", "))] }],
        confidence: None,
    })
}

/// How much a word says about which thing a clause is about. Numbers, times and names are compared for themselves.
fn weight(unit: &Unit<'_>, word: &Word, light: bool) -> f64 {
    let compared = unit.quantities.iter().any(|quantity| quantity.number.overlaps(word.span))
        || unit.times.iter().any(|time| time.span.overlaps(word.span));
    if compared || light {
        return 0.0;
    }
    match word.pos {
        Pos::Noun | Pos::Propn | Pos::X | Pos::Num => 1.0,
        Pos::Verb => 0.9,
        Pos::Adj => 0.7,
        Pos::Adv => 0.3,
        Pos::Adp
        | Pos::Aux
        | Pos::Cconj
        | Pos::Det
        | Pos::Intj
        | Pos::Part
        | Pos::Pron
        | Pos::Punct
        | Pos::Sconj
        | Pos::Sym => 0.0,
    }
}

/// The content words of `a` that `b` does not have, where it has nearly all of them; none otherwise.
fn coverage<'u>(context: &Context<'_>, a: &'u Unit<'_>, b: &Unit<'_>) -> Option<Vec<&'u Word>> {
    let (mut all, mut found) = (0.0, 0.0);
    let mut missing = Vec::new();
    let language = context.document(a.article).meta.language.unwrap_or(crate::document::Language::GERMAN);
    for word in &a.words {
        let light = word.pos == Pos::Verb && context.claims.concepts.is_light(language, &word.lemma);
        let weight = weight(a, word, light);
        if weight == 0.0 {
            continue;
        }
        all += weight;
        if b.words.iter().any(|other| meets(word, other)) || same_name(a, b, word.span) {
            found += weight;
        } else {
            missing.push(word);
        }
    }
    // A differing name or opposite is the one slot that may differ: its words do not count against the match.
    let excused: f64 = missing
        .iter()
        .filter(|word| word.pos == Pos::Propn || b.words.iter().any(|other| context.opposed(word, other)))
        .map(|word| weight(a, word, false))
        .sum::<f64>()
        .min(2.0);
    let enough = found >= LEAST_SHARED && found / (all - excused).max(0.1) >= COVERED;
    enough.then_some(missing)
}

fn meets(a: &Word, b: &Word) -> bool {
    a.is(b) || a.terms.iter().any(|term| b.terms.contains(term))
}

fn same_name(a: &Unit<'_>, b: &Unit<'_>, word: Span) -> bool {
    a.names.iter().any(|(_, span, identity)| {
        span.overlaps(word) && b.names.iter().any(|(_, _, other)| other == identity)
    })
}

/// A quantity of `a` that no quantity of `b` fits, while one of the same measure stands there.
fn numbers(a: &Unit<'_>, b: &Unit<'_>) -> Option<Difference> {
    let comparable = |x: &Quantity, y: &Quantity| {
        x.kind != QuantityKind::Name
            && x.kind != QuantityKind::Ordinal
            && (x.unit.is_some() || x.noun == y.noun)
    };
    a.quantities.iter().find_map(|x| {
        let relations: Vec<(Relation, &Quantity)> = b
            .quantities
            .iter()
            .filter(|y| comparable(x, y))
            .map(|y| (relate_quantities(x, y), *y))
            .filter(|(relation, _)| *relation != Relation::Unknown)
            .collect();
        match relations[..] {
            // The other's figure must have no second one that it could be compared with.
            [(Relation::Disjoint, y)]
                if a.quantities.iter().filter(|own| comparable(own, y)).count() == 1 =>
            {
                Some(Difference { kind: FindingKind::Quantity, in_a: x.span, in_b: y.span })
            }
            _ => None,
        }
    })
}

/// Two dates that do not overlap.
fn days<'a>(a: &Unit<'a>, b: &Unit<'a>) -> Option<Difference> {
    let dated = |unit: &Unit<'a>| -> Vec<(&'a Time, Interval)> {
        let dates = unit.times.iter().filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time));
        dates.filter_map(|time| Some((*time, time.interval?))).collect()
    };
    let (in_a, in_b) = (dated(a), dated(b));
    let ([(first, x)], [(second, y)]) = (&in_a[..], &in_b[..]) else { return None };
    let same_day = x.from.date() == y.from.date() && x.to.date() == y.to.date();
    // `ten to nine` may be of the evening.
    let one_hour = same_day && first.hours_apart(second, MINUTES) == Some(false);
    (first.bound == second.bound && !x.overlaps(*y) && !one_hour && !is_other_period(*x, *y)).then_some(
        Difference {
            kind: if same_day { FindingKind::Time } else { FindingKind::Date },
            in_a: first.span,
            in_b: second.span,
        },
    )
}

/// A negation on one side, or opposites, where every other word is met.
fn polarity(context: &Context<'_>, a: &Unit<'_>, b: &Unit<'_>, missing: &[&Word]) -> Option<Difference> {
    let opposites = missing.iter().find_map(|word| {
        // The opposite must be new, too: a father and a son can both be in one clause.
        let is_new = |other: &&Word| !a.words.iter().any(|own| meets(own, other));
        let other = b.words.iter().filter(is_new).find(|other| context.opposed(word, other))?;
        Some((word.span, other.span))
    });
    // `keine Gefahr`, `zu keiner Zeit eine Gefahr`: each says no once.
    let negations = |unit: &Unit<'_>| unit.words.iter().filter(|word| word.negates).count();
    let flipped = a.factuality.negated != b.factuality.negated && negations(a) != negations(b);
    if flipped && (has_ended(context, a, b) || has_ended(context, b, a)) {
        return None;
    }
    // `sieht sich mit Vorwürfen konfrontiert`, `hat das nicht gesehen`
    if flipped && is_reflexive(context, a) != is_reflexive(context, b) {
        return None;
    }
    // `Arson was ruled out`, `it was caused by a fault`: the verbs say what is meant of the opposites.
    let is_verb = |span: Span| a.verb == Some(span);
    let opposites = opposites.filter(|(in_a, _)| is_verb(*in_a) || same_verb(context, a, b, true));
    match opposites {
        // Not the opposite is the same again.
        Some((in_a, in_b)) if !flipped => Some(Difference { kind: FindingKind::Negation, in_a, in_b }),
        Some(_) => None,
        // Somebody else of whom it is not so: `the driver was hurt`, `a cyclist was not`.
        None if flipped && missing.iter().any(|word| is_before_verb(a, word)) => None,
        None if flipped && missing.len() <= 1 && same_verb(context, a, b, missing.is_empty()) => {
            let cue = |unit: &Unit<'_>| unit.words.iter().find(|word| word.negates).map(|word| word.span);
            let in_a = cue(a).or(a.verb)?;
            let in_b = cue(b).or(b.verb)?;
            Some(Difference { kind: FindingKind::Negation, in_a, in_b })
        }
        None => None,
    }
}

/// Whether a clause has a reflexive pronoun, which makes another verb of many.
fn is_reflexive(context: &Context<'_>, unit: &Unit<'_>) -> bool {
    context.words(unit.article, unit.span).split_whitespace().any(|word| word == "sich")
}

/// Whether one says that it is so no more, and the other only that it was.
fn has_ended(context: &Context<'_>, now: &Unit<'_>, then: &Unit<'_>) -> bool {
    let is_past =
        |unit: &Unit<'_>| matches!(unit.tense, Some(Tense::Past | Tense::Perfect | Tense::Pluperfect));
    let mut negations = now.words.iter().filter(|word| word.negates);
    let rest =
        |span: Span| context.words(now.article, Span::new(span.start(), now.span.end().max(span.end())));
    let no_more = negations.any(|word| rest(word.span).split_whitespace().any(|word| word == "mehr"));
    let published = |unit: &Unit<'_>| context.scene.published(unit.article);
    let later = matches!((published(then), published(now)), (Some(then), Some(now)) if now > then);
    no_more && !is_past(now) && (is_past(then) || later)
}

/// Whether both clauses have one verb. A verb that says little of its own counts only where everything else is there,
/// and is more than names.
fn same_verb(context: &Context<'_>, a: &Unit<'_>, b: &Unit<'_>, complete: bool) -> bool {
    let verb = |unit: &'_ Unit<'_>| {
        unit.verb.and_then(|span| unit.words.iter().find(|word| word.span == span).cloned())
    };
    let language = context.document(a.article).meta.language.unwrap_or(crate::document::Language::GERMAN);
    match (verb(a), verb(b)) {
        (Some(x), Some(y)) => {
            meets(&x, &y)
                && ((complete && has_noun(a) && has_noun(b))
                    || !context.claims.concepts.is_light(language, &x.lemma))
        }
        _ => false,
    }
}

/// Whether a word is a noun that stands before its clause's verb, where subjects are.
fn is_before_verb(unit: &Unit<'_>, word: &Word) -> bool {
    word.pos == Pos::Noun && unit.verb.is_some_and(|verb| word.span.end() <= verb.start())
}

fn has_noun(unit: &Unit<'_>) -> bool {
    unit.words.iter().any(|word| matches!(word.pos, Pos::Noun | Pos::Adj))
}

/// One name of a kind on either side, and two different ones.
fn names(a: &Unit<'_>, b: &Unit<'_>) -> Option<Difference> {
    let kinds = [
        (EntityKind::Person, FindingKind::Participant),
        (EntityKind::Organisation, FindingKind::Participant),
    ];
    kinds.into_iter().find_map(|(entity_kind, kind)| {
        let of_kind = |unit: &Unit<'_>| -> Vec<(Span, usize)> {
            let named = unit.names.iter().filter(|(entity, _, _)| entity.kind == entity_kind);
            named.map(|(_, span, identity)| (*span, *identity)).collect()
        };
        let (in_a, in_b) = (of_kind(a), of_kind(b));
        let ([(span_a, x)], [(span_b, y)]) = (&in_a[..], &in_b[..]) else { return None };
        let differ = x != y && !shares_word(a, *span_a, b) && !shares_word(b, *span_b, a);
        differ.then_some(Difference { kind, in_a: *span_a, in_b: *span_b })
    })
}

/// Whether the other clause has some word of a name, or one spelled nearly like it.
fn shares_word(unit: &Unit<'_>, name: Span, other: &Unit<'_>) -> bool {
    unit.words.iter().filter(|word| word.span.overlaps(name)).any(|word| {
        other
            .words
            .iter()
            .any(|own| word.is(own) || (own.pos == Pos::Propn && starts_alike(&word.form, &own.form)))
    })
}
