//! One act, two who are said to have done it: deeds of one kind, in two articles, by parties that are not one.

use super::differ::{Aspect, Difference, own};
use super::statement::{Weighed, coverage};
use super::{Draft, Filled, Starts};
use crate::annotate::entity::EntityKind;
use crate::finding::Context;
use crate::finding::agent::{self, Deed, Party};
use crate::subject::Lexemes;

/// Words for an act this near may be of one act.
const SAME_ACT: f32 = 0.6;
/// Parties further apart than this are not one.
const OTHER_PARTY: f32 = 0.45;
/// A party this near is the same one.
const ONE: f32 = 0.8;
/// Where a clause says less than this of its matter …
const LITTLE: f32 = 0.3;
/// … it counts for this much.
const NOTHING: f32 = 0.4;
/// Letters that two nouns begin with when they are of one stem (`Klinik` and `Klinikleitung`).
const STEM: usize = 5;

/// Adds what two articles say of who did it.
pub(super) fn drafts(context: &Context<'_>, filled: &[Filled<'_>], starts: &Starts, drafts: &mut Vec<Draft>) {
    let deeds: Vec<(usize, Deed)> = agent::deeds(context)
        .into_iter()
        .filter(|deed| !says(context, deed))
        .filter(|deed| agent::is_body(context, &deed.agent) || is_somewhere(context, &deed.agent))
        .filter_map(|deed| Some((*starts.get(&(deed.article, deed.start))?, deed)))
        .collect();
    let mut seen: Vec<(usize, crate::text::Span, usize, crate::text::Span)> = Vec::new();
    for (index, (at_a, a)) in deeds.iter().enumerate() {
        for (at_b, b) in deeds[index + 1..].iter().filter(|(_, b)| b.article != a.article) {
            let act = context.scene.lexemes.nearness(a.act, b.act);
            let shared = a.kinds & b.kinds;
            if shared == 0 && act < SAME_ACT {
                continue;
            }
            let key = (*at_a, a.agent.span, *at_b, b.agent.span);
            if seen.contains(&key) {
                continue;
            }
            let pair = Pair { context, a, b, deeds: &deeds };
            let Some(difference) = pair.difference(act) else { continue };
            seen.push(key);
            super::draft(context, filled, (*at_a, *at_b), difference, drafts);
        }
    }
}

/// Whether the verb only says that somebody spoke.
fn says(context: &Context<'_>, deed: &Deed) -> bool {
    let quotes = &context.scene.dossier[deed.article].annotations.quotes;
    quotes.iter().any(|quote| quote.cue.is_some_and(|cue| cue.overlaps(deed.act_span)))
}

/// Whether a party is a place that stands for its people or government.
fn is_somewhere(context: &Context<'_>, party: &Party) -> bool {
    kind(context, party) == Some(EntityKind::Place)
}

fn kind(context: &Context<'_>, party: &Party) -> Option<EntityKind> {
    let &(article, id) = context.scene.identities.members(party.identity?).first()?;
    Some(context.scene.dossier[article].annotations.entities.list[id].kind)
}

struct Pair<'a> {
    context: &'a Context<'a>,
    a: &'a Deed,
    b: &'a Deed,
    deeds: &'a [(usize, Deed)],
}

impl Pair<'_> {
    fn lexemes(&self) -> &Lexemes {
        &self.context.scene.lexemes
    }

    fn difference(&self, act: f32) -> Option<Difference> {
        let (a, b) = (self.a, self.b);
        let shared = a.kinds & b.kinds;
        let alike = self.likeness(&a.agent, &b.agent);
        let turned = |one: &Party, other: &Deed| {
            other.patient.iter().chain(&other.others).any(|party| self.likeness(one, party) >= ONE)
        };
        let swapped = f32::from(turned(&a.agent, b)) + f32::from(turned(&b.agent, a));
        // Each article may let both do it.
        if swapped < 1.0 && alike <= OTHER_PARTY && (self.does_too(a, b) || self.does_too(b, a)) {
            return None;
        }
        let named = f32::from(a.agent.identity.is_some()) + f32::from(b.agent.identity.is_some());
        let theme = (self.theme(a, b), self.theme(b, a));
        let all = |article: usize| {
            let same = |deed: &Deed| deed.article == article && deed.kinds & shared != 0;
            self.deeds.iter().filter(|(_, deed)| same(deed)).count().max(1)
        };
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let few = 2.0 / (all(a.article) + all(b.article)) as f32;
        Some(Difference {
            aspect: Aspect::Actor,
            in_a: a.agent.span,
            in_b: b.agent.span,
            agrees: alike > OTHER_PARTY,
            own: own([
                swapped,
                named / 2.0,
                f32::from(a.sure && b.sure) - f32::from(a.presumed || b.presumed),
                1.0 - alike,
                if shared == 0 { 0.0 } else { few },
                act,
                self.kinds(),
                theme.0.max(theme.1),
                theme.0.min(theme.1),
                (f32::from(a.own) + f32::from(b.own)) / 2.0,
            ]),
        })
    }

    /// 1 where the parties are of kinds that exclude each other or two of one kind with names of their own, 0 where
    /// nothing is known, -1 where one may stand for the other.
    fn kinds(&self) -> f32 {
        let (a, b) = (&self.a.agent, &self.b.agent);
        let actors = &self.context.rules.actors;
        let (of_a, of_b) = (self.nouns(a), self.nouns(b));
        let relations = || of_a.iter().flat_map(|x| of_b.iter().filter_map(move |y| actors.relation(x, y)));
        if relations().any(|differ| differ) {
            return 1.0;
        }
        let (x, y) = (kind(self.context, a), kind(self.context, b));
        if x.is_some() && x == y && a.identity != b.identity {
            return 1.0;
        }
        let known = |nouns: &[String]| nouns.iter().find_map(|noun| actors.kind(noun).map(str::to_owned));
        match (known(&of_a), known(&of_b)) {
            (Some(one), Some(other)) if one == other => 0.5,
            (Some(_), Some(_)) if relations().next().is_some() => -1.0,
            _ => 0.0,
        }
    }

    fn nouns(&self, party: &Party) -> Vec<String> {
        let mut nouns = vec![party.head.clone()];
        if let Some(identity) = party.identity {
            let name = self.context.scene.identities.name(self.context.scene.dossier, identity);
            nouns.extend(name.split_whitespace().map(str::to_lowercase));
        }
        nouns
    }

    /// What share of what the one does it to stands near the other's deed, those words left out that name the act or
    /// either party.
    fn theme(&self, one: &Deed, other: &Deed) -> f32 {
        let skip = |word: &&Weighed| {
            one.agent.span.overlaps(word.span)
                || one.act_span.overlaps(word.span)
                || !one.span.contains(word.span)
        };
        let words: Vec<Weighed> = one.around.iter().filter(|word| !skip(word)).copied().collect();
        let to: Vec<Weighed> = other
            .around
            .iter()
            .chain(&other.before)
            .filter(|word| !other.agent.span.overlaps(word.span))
            .copied()
            .collect();
        let found = coverage(self.lexemes(), words.into_iter(), &to, |_| false);
        if found.all < LITTLE { NOTHING } else { found.share() }
    }

    /// Whether the other's article lets the one do it, too.
    fn does_too(&self, one: &Deed, other: &Deed) -> bool {
        let shared = one.kinds & other.kinds;
        self.deeds.iter().any(|(_, deed)| {
            deed.article == other.article
                && (deed.kinds & shared != 0 || self.lexemes().nearness(deed.act, one.act) >= SAME_ACT)
                && self.likeness(&deed.agent, &one.agent) >= ONE
        })
    }

    /// How near two parties are, from 0 to 1.
    fn likeness(&self, a: &Party, b: &Party) -> f32 {
        if let (Some(x), Some(y)) = (a.identity, b.identity) {
            return f32::from(x == y || a.head == b.head || self.context.is_one_person(x, y));
        }
        // `Klinik` and `Klinikleitung`, `Stadt` and `Stadtverwaltung`; not `Arbeitgeber` and `Arbeitnehmer`.
        let common = a.head.chars().zip(b.head.chars()).take_while(|(x, y)| x == y).count();
        let shorter = a.head.chars().count().min(b.head.chars().count());
        if common >= STEM && common + 1 >= shorter {
            return ONE;
        }
        let pairs = a.words.iter().flat_map(|x| b.words.iter().map(move |y| (*x, *y)));
        pairs.map(|(x, y)| self.lexemes().nearness(x, y)).fold(0.0, f32::max)
    }
}
