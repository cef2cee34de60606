//! Two clauses, of which one may deny what the other says.

use super::super::super::{Context, FindingKind};
use super::super::statement::{Weighed, coverage};
use super::read::{Thing, Told, is_of_verb};
use crate::annotate::entity::EntityKind;
use crate::claim::poles::{Nature, Sign};
use crate::language::{ClauseKind, Role, Tense, Voice};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// Words nearer than this are one.
const SAME: f32 = 0.9;
/// Words nearer than this can be two for one thing (`Zug`, `Fahrzeug`).
const LIKE: f32 = 0.5;
/// Words that weigh more than this are no chance.
const RARE: f32 = 0.4;
/// Subjects nearer than this can mean one thing.
const NEAR: f32 = 0.35;
/// How much of what the one tells the other must tell too where they have nothing but a person in common …
const MOST: f32 = 0.9;
/// … or else …
const MUCH: f32 = 0.5;
/// … most of it, where what it deals with is all …
const MOST_OF: f32 = 0.75;
/// … and how little will do on the other side.
const SOME: f32 = 0.3;
/// Verbs nearer than this can say one thing (`durchsuchen`, `kontrollieren`) …
const NEAR_ACT: f32 = 0.5;
/// … where so much of the rest is said on both sides.
const REST: f32 = 0.4;
/// Minutes after which a state that passes may have passed.
const MINUTES_OF_STATE: i64 = 12 * 60;

/// A yes and a no.
pub(super) struct Clash {
    pub(super) words: (Span, Span),
    pub(super) strength: f32,
    pub(super) kind: FindingKind,
    /// Whether two words from opposite ends of a matter say so, not a no.
    pub(super) opposed: bool,
}

/// A clause of one article and one of another.
pub(super) struct Pair<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) a: &'a Told<'a>,
    pub(super) b: &'a Told<'a>,
}

impl Pair<'_> {
    /// The words by which one denies the other.
    pub(super) fn clash(&self) -> Option<Clash> {
        let (a, b) = (self.a, self.b);
        let (act, exist, of_verb) = if a.negative == b.negative {
            (false, false, false)
        } else {
            (self.same_act(), a.exists && b.exists, self.is_of_verb())
        };
        let opposed = self.opposed();
        let gone = a.negative != b.negative && self.is_gone();
        let near = a.negative != b.negative && !act && self.near_act();
        if !(act || exist || of_verb || gone || near) && opposed.is_none() {
            return None;
        }
        let shared = self.shared(SAME);
        let like = act && !self.shared(LIKE).is_empty();
        let alone = act && self.without_subject();
        if (shared.is_empty() && !of_verb && !alone && !like) || self.are_apart() {
            return None;
        }
        let shares = (self.share(a, b), self.share(b, a));
        let (least, most) = (shares.0.min(shares.1), shares.0.max(shares.1));
        let no = if a.negative { shares.0 } else { shares.1 };
        let noun = |(x, _): &(&Thing, &Thing)| !x.is_name;
        let name_only = !shared.is_empty() && !shared.iter().any(noun);
        let sound = a.is_planned() == b.is_planned() && !self.other_subjects(&shared);
        let same_act = act
            && most >= MUCH
            && no >= if name_only { MOST } else { MUCH }
            && (!shared.is_empty() || least >= MUCH)
            && (!name_only || least >= MUCH && a.words.len().min(b.words.len()) > 1)
            && !self.is_still_open();
        let same_thing = exist
            && least >= SOME
            && no >= MUCH
            && shared.iter().any(|(x, y)| !x.is_name && x.exists && y.exists);
        let same_deed = of_verb && no >= MUCH && !self.is_still_open();
        let same_matter = gone && no >= MOST_OF && least >= SOME;
        let near_act = near && least >= REST && !a.is_open && !b.is_open;
        let strength = shares.0 + shares.1;
        if sound && (near_act || same_act || same_thing || same_deed || same_matter) {
            let views = opposed.as_ref().is_some_and(|(x, _)| self.nature(x) == Nature::View);
            let status =
                opposed.as_ref().is_some_and(|(x, _)| self.context.claims.poles.is_status(x.pole.dimension));
            let kind = if views {
                FindingKind::Stance
            } else if status || a.planned {
                FindingKind::Status
            } else {
                FindingKind::Negation
            };
            return Some(Clash { words: (a.cue, b.cue), strength: strength + 1.0, kind, opposed: false });
        }
        let (x, y) = opposed?;
        let core = |(x, y): &&(&Thing, &Thing)| x.is_core() && y.is_core();
        let noun_core = shared.iter().filter(core).any(noun);
        let kind = match self.nature(&x) {
            Nature::Weak | Nature::View => return None,
            nature @ (Nature::State | Nature::Passing) => {
                let inside = |sign: &Sign, thing: &Thing| sign.span.overlaps(thing.word.span);
                let named = shared.iter().any(|(one, two)| inside(&x, one) || inside(&y, two));
                let passed = nature == Nature::Passing
                    && self.minutes().is_none_or(|minutes| minutes >= MINUTES_OF_STATE);
                if !sound || named || passed || least < MUCH || !noun_core {
                    return None;
                }
                if self.context.claims.poles.is_status(x.pole.dimension) {
                    FindingKind::Status
                } else {
                    FindingKind::Negation
                }
            }
        };
        Some(Clash { words: (x.span, y.span), strength, kind, opposed: true })
    }

    fn nature(&self, sign: &Sign) -> Nature {
        self.context.claims.poles.nature(sign.pole.dimension)
    }

    fn nearness(&self, x: LexemeId, y: LexemeId) -> f32 {
        self.context.scene.lexemes.nearness(x, y)
    }

    /// Whether one says that there is none of what the other deals with: `Farbpatronen fehlten` against `mit
    /// Farbpatronen gesichert`.
    fn is_gone(&self) -> bool {
        let (yes, no) = if self.a.negative { (self.b, self.a) } else { (self.a, self.b) };
        let lexemes = &self.context.scene.lexemes;
        let rare = |thing: &&Thing| {
            thing.exists && !thing.is_name && !thing.is_person && lexemes.weight(thing.word.lexeme) >= RARE
        };
        let told = |thing: &Thing| {
            let met = |other: &Thing| thing.by_means && other.word.lexeme == thing.word.lexeme;
            no.things.iter().filter(rare).any(met)
        };
        no.exists && no.says_no && yes.is_fact && yes.statement.verb.is_some() && yes.things.iter().any(told)
    }

    /// Whether a pronoun, or nothing, stands for the subject of one of them, and the act itself says much.
    fn without_subject(&self) -> bool {
        let lexemes = &self.context.scene.lexemes;
        let (a, b) = (self.a, self.b);
        let main = |told: &Told<'_>| {
            told.statement.clause.kind == ClauseKind::Main && !told.is_open && !told.says_nobody
        };
        let same = a.acts.iter().any(|x| {
            lexemes.weight(x.0) >= RARE
                && b.acts
                    .iter()
                    .any(|y| x.0 == y.0 || x.1.trim_end_matches("en") == y.1.trim_end_matches('t'))
        });
        (a.subject.is_none() || b.subject.is_none()) && same && main(a) && main(b)
    }

    /// What both speak of, as near as that.
    fn shared(&self, least: f32) -> Vec<(&Thing, &Thing)> {
        let pairs = self.a.things.iter().flat_map(|x| self.b.things.iter().map(move |y| (x, y)));
        pairs.filter(|(x, y)| self.nearness(x.word.lexeme, y.word.lexeme) >= least).collect()
    }

    /// Whether both say the same of what they speak of.
    fn same_act(&self) -> bool {
        self.a.acts.iter().any(|x| self.b.acts.iter().any(|y| self.nearness(x.0, y.0) >= SAME))
    }

    /// Whether the verbs are near and deal with one thing: `Taschen wurden durchsucht` against `Taschen hat niemand
    /// kontrolliert`.
    fn near_act(&self) -> bool {
        let verb = |told: &Told<'_>| {
            let (lexeme, _) = told.statement.verb?;
            told.acts.iter().any(|(act, _)| *act == lexeme).then_some(lexeme)
        };
        let (Some(x), Some(y)) = (verb(self.a), verb(self.b)) else { return false };
        let core = |(x, y): &(&Thing, &Thing)| {
            !x.is_name && !x.is_measure && !y.is_measure && x.is_core() && y.is_core()
        };
        self.nearness(x, y) >= NEAR_ACT && self.shared(SAME).iter().any(core)
    }

    /// `Eine Genehmigung liegt nicht vor` against `wurde genehmigt`.
    fn is_of_verb(&self) -> bool {
        let one = |one: &Told<'_>, two: &Told<'_>| {
            let named = |thing: &Thing| {
                thing.exists
                    && two
                        .acts
                        .iter()
                        .any(|(_, verb)| is_of_verb(&thing.noun, verb) || is_of_verb(&thing.whole, verb))
            };
            !two.words.is_empty() && one.exists && one.says_no && one.things.iter().any(named)
        };
        one(self.a, self.b) || one(self.b, self.a)
    }

    /// The signs at opposite ends of one matter; of any two views, where there is none.
    fn opposed(&self) -> Option<(Sign, Sign)> {
        let (a, b) = (&self.a.statement.signs, &self.b.statement.signs);
        let pairs = || a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
        if pairs().any(|(x, y)| x.pole == y.pole) {
            return None;
        }
        let apart =
            || pairs().filter(|(x, y)| x.pole.dimension == y.pole.dimension && x.pole.end != y.pole.end);
        apart().max_by_key(|(x, _)| match self.nature(x) {
            Nature::View => 3,
            Nature::State => 2,
            Nature::Passing => 1,
            Nature::Weak => 0,
        })
    }

    /// Whether what is told later was still open before.
    fn is_still_open(&self) -> bool {
        let (yes, no) = if self.a.negative { (self.b, self.a) } else { (self.a, self.b) };
        no.is_open && yes.tense() == Some(Tense::Present)
    }

    /// Whether something sets the two apart: other days, others who are named, a modal verb, a change in between.
    fn are_apart(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let (x, y) = (a.statement, b.statement);
        a.modal != b.modal
            || self.context.other_scope((x.article, x.span), (y.article, y.span))
            || self.name_others()
            || has_ended(a, b)
            || has_ended(b, a)
    }

    fn name_others(&self) -> bool {
        let names = |told: &Told<'_>, kind: EntityKind| -> Vec<IdentityId> {
            let names = told.statement.names.iter().filter(|name| name.kind == kind);
            names.map(|name| name.identity).collect()
        };
        [EntityKind::Person, EntityKind::Place, EntityKind::Organisation].into_iter().any(|kind| {
            let (x, y) = (names(self.a, kind), names(self.b, kind));
            !x.is_empty() && !y.is_empty() && !x.iter().any(|id| y.contains(id))
        })
    }

    /// How near the subjects come to each other; none where one of them is not told.
    fn subjects(&self) -> Option<f32> {
        let (x, y) = (self.a.subject.as_ref()?, self.b.subject.as_ref()?);
        let pairs = x.iter().flat_map(|x| y.iter().map(move |y| (x, y)));
        Some(pairs.map(|(x, y)| self.nearness(x.word.lexeme, y.word.lexeme)).fold(0.0, f32::max))
    }

    /// Whether the subjects are surely two. Bodies have many names (`das Gericht`, `der Senat`): with one object they
    /// can be one, people cannot.
    fn other_subjects(&self, shared: &[(&Thing, &Thing)]) -> bool {
        let voice =
            |told: &Told<'_>| told.statement.clause.verb.as_ref().map(|verb| verb.voice == Voice::Active);
        let object = |thing: &Thing| thing.role == Some(Role::Object) && thing.head;
        let same_object = shared.iter().any(|(x, y)| !x.is_name && object(x) && object(y));
        let Some(near) = self.subjects() else { return false };
        let kind = |told: &Told<'_>| {
            let nouns = told.subject.iter().flatten().filter(|thing| !thing.is_name && thing.head);
            nouns.map(|thing| (thing.is_person, self.context.rules.actors.kind(&thing.whole))).next()
        };
        let (x, y) = (kind(self.a), kind(self.b));
        let (of_a, of_b) = (x.and_then(|(_, kind)| kind), y.and_then(|(_, kind)| kind));
        let people = x.is_some_and(|(person, _)| person) || y.is_some_and(|(person, _)| person);
        if x.is_some() && y.is_some() && (people || of_a.is_some() || of_b.is_some()) {
            return near < SAME;
        }
        if same_object || voice(self.a) != voice(self.b) {
            return false;
        }
        near < NEAR
    }

    /// How much of what one clause tells the other and its surroundings tell.
    fn share(&self, one: &Told<'_>, other: &Told<'_>) -> f32 {
        let statement = other.statement;
        let around: Vec<Weighed> =
            statement.own.iter().chain(&statement.rest).chain(&statement.before).copied().collect();
        let covered = coverage(&self.context.scene.lexemes, one.words.iter().copied(), &around, |_| false);
        if covered.all > 0.0 { covered.share() } else { 1.0 }
    }

    /// Minutes between the articles.
    fn minutes(&self) -> Option<i64> {
        let scene = self.context.scene;
        let (x, y) = (scene.published(self.a.statement.article)?, scene.published(self.b.statement.article)?);
        Some((y - x).num_minutes().abs())
    }
}

/// Whether one says that it is so no more, and the other only that it was.
fn has_ended(now: &Told<'_>, then: &Told<'_>) -> bool {
    let is_past =
        |told: &Told<'_>| matches!(told.tense(), Some(Tense::Past | Tense::Perfect | Tense::Pluperfect));
    now.no_more && is_past(then) && !is_past(now)
}
