//! Who did it: one act that two articles give to two actors, or in which doer and done-to change places. The words for
//! the act and for what it is done to may differ; that the two actors are two must be certain.

mod field;
mod lexicon;
mod one;
mod read;
mod two;

pub(super) use lexicon::Agents;

use super::candidate::statement::coverage;
use super::partner::{Partners, Place};
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::entity::EntityKind;
use crate::language::Number;
use crate::subject::Lexemes;
use read::{Deed, Party, deeds};

/// From here on two words are held to be one.
const SAME: f32 = 0.97;
/// Words for an act this near are of one act where both parties change places …
const TURNED_ACT: f32 = 0.55;
/// … and where one of them is left out …
const OTHER_ACT: f32 = 0.75;
/// … acts that are done once being few enough to be less near …
const ONCE: f32 = 0.6;
/// Parties this near are one …
const ONE: f32 = 0.8;
/// … and up to here two.
const TWO: f32 = 0.4;
/// What the sentences must share where only the actor is another …
const SHARED: f32 = 0.3;
/// … where those to whom it is done have no word in common …
const MUCH: f32 = 0.5;
/// … and where nothing but the numbers of the two actors tells that they are two.
const VERBATIM: f32 = 0.8;
/// What an act must say to be told from others of its kind.
const TELLING: f32 = 0.35;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let deeds = deeds(context);
    let place = |deed: &Deed| Place { article: deed.article, sentence: deed.sentence, is_headline: false };
    let partners = Partners::new(context, deeds.iter().map(place));
    for (index, a) in deeds.iter().enumerate() {
        for b in partners.of(index).into_iter().map(|other| &deeds[other]) {
            let pair = Pair { context, a, b, all: &deeds };
            if pair.turned() || pair.other() || pair.lone() {
                findings.push(pair.finding());
            }
        }
    }
    one::compare(context, findings);
}

/// What kind of body a party is: a person, an organisation; none for things and places.
fn kind(context: &Context<'_>, party: &Party) -> Option<EntityKind> {
    let &(article, id) = context.scene.identities.members(party.identity?).first()?;
    let kind = context.scene.dossier[article].annotations.entities.list[id].kind;
    matches!(kind, EntityKind::Person | EntityKind::Organisation).then_some(kind)
}

/// Whether a party is somebody: a person, a firm, an authority.
fn is_body(context: &Context<'_>, party: &Party) -> bool {
    kind(context, party).is_some() || context.rules.actors.knows(&party.head)
}

struct Pair<'a> {
    context: &'a Context<'a>,
    a: &'a Deed,
    b: &'a Deed,
    all: &'a [Deed],
}

impl Pair<'_> {
    fn lexemes(&self) -> &Lexemes {
        &self.context.scene.lexemes
    }

    /// How near the words for the act are.
    fn act(&self) -> f32 {
        if self.a.approach && self.b.approach {
            return ONE.max(self.lexemes().nearness(self.a.act, self.b.act));
        }
        self.lexemes().nearness(self.a.act, self.b.act)
    }

    /// Who does it in the one is whom it is done to in the other.
    fn turned(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let mutual =
            [a, b].iter().any(|deed| self.context.rules.mutual.iter().any(|word| **word == *deed.word));
        if mutual || !a.sure || !b.sure || self.act() < TURNED_ACT {
            return false;
        }
        if self.likeness(&a.agent, &b.agent) > TWO {
            return false;
        }
        let reached = |party: &Party, deed: &Deed| {
            let all = deed.patient.iter().chain(deed.others.iter().filter(|_| deed.approach));
            all.into_iter().any(|other| self.likeness(party, other) >= ONE)
        };
        let (first, second) = (reached(&a.agent, b), reached(&b.agent, a));
        let word = self.lexemes().nearness(a.act, b.act);
        let bodies = is_body(self.context, &a.agent) && is_body(self.context, &b.agent);
        let carried = a.light || b.light;
        let both = first
            && second
            && bodies
            && if carried {
                word >= SAME && self.shared() >= SHARED
            } else {
                word >= TURNED_ACT || self.shared() >= SHARED
            };
        // One side may leave out to whom: then the act must be one word.
        let silent = |deed: &Deed| {
            deed.patient.is_none() && deed.others.iter().all(|other| !is_body(self.context, other))
        };
        let half = word >= OTHER_ACT
            && !carried
            && ((first && silent(a)) || (second && silent(b)))
            && bodies
            && self.telling();
        (both || half) && !self.context.other_scope((a.article, a.span), (b.article, b.span))
    }

    fn telling(&self) -> bool {
        [self.a, self.b].iter().all(|deed| self.lexemes().weight(deed.act) >= TELLING)
    }

    /// Another did the same to the same.
    fn other(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let act = self.lexemes().nearness(a.act, b.act);
        let once = a.single && b.single && act >= ONCE && self.are_two();
        // The surroundings cost most to look at: only where the acts can be one.
        if !once && act < SAME {
            return false;
        }
        let (patients, shared) = (self.patients(), self.shared());
        let known = once && patients >= ONE && shared >= SHARED;
        // Other words for the one to whom it was done hide that he is one: then the rest must speak for itself.
        let hidden = once && act >= SAME && shared >= MUCH && patients < ONE && self.are_named();
        let verbatim = act >= SAME && patients >= SAME && shared >= VERBATIM && self.are_of_two_numbers();
        (known || hidden || verbatim)
            && !self.does_too(a, b.article)
            && !self.does_too(b, a.article)
            && !self.context.other_scope((a.article, a.span), (b.article, b.span))
    }

    fn article_of(&self, party: &Party) -> usize {
        if std::ptr::eq(party, &self.a.agent) { self.a.article } else { self.b.article }
    }

    /// Another did the one act of its family that either article tells: who found it, who asked for it, who ordered it.
    fn lone(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let one = |x: &Deed, y: &Deed| x.family == y.family;
        // Before a court every side has its own.
        let side = |deed: &Deed| {
            let actors = &self.context.rules.actors;
            matches!(actors.kind(&deed.agent.head), Some("prosecution" | "defence"))
        };
        if a.family.is_none() || !one(a, b) || side(a) || side(b) || !self.are_two() {
            return false;
        }
        let only = |deed: &Deed| {
            self.all
                .iter()
                .filter(|other| other.article == deed.article && one(other, deed))
                .all(|other| self.likeness(&other.agent, &deed.agent) >= ONE)
        };
        let least = if self.lexemes().nearness(a.act, b.act) >= SAME { 0.0 } else { SHARED };
        (self.is_bare(a) || self.is_bare(b) || self.patients() >= ONE)
            && (self.patients() >= ONE || self.shared() >= least)
            && only(a)
            && only(b)
            && !self.context.other_scope((a.article, a.span), (b.article, b.span))
    }

    /// Whether a deed does not tell to what it is done: by nothing, a pronoun, or a word for any matter.
    fn is_bare(&self, deed: &Deed) -> bool {
        let matters = &self.context.rules.matters;
        deed.patient.as_ref().is_none_or(|patient| {
            patient.identity.is_none()
                && (patient.words.iter().all(|word| self.lexemes().weight(*word) < TELLING)
                    || matters.iter().any(|word| word.to_lowercase() == patient.head))
        })
    }

    /// Whether both actors are known by name or by the office that they hold.
    fn are_named(&self) -> bool {
        self.a.agent.identity.is_some() && self.b.agent.identity.is_some()
    }

    /// Whether the actors are one noun in the singular and another in the plural, and neither a body of many heads.
    fn are_of_two_numbers(&self) -> bool {
        let (a, b) = (&self.a.agent, &self.b.agent);
        let one =
            |x: &Party, y: &Party| x.number.is_only(Number::Singular) && y.number.is_only(Number::Plural);
        let plain = |party: &Party| {
            party.identity.is_none()
                && !party.words.is_empty()
                && !self.context.rules.actors.knows(&party.head)
        };
        plain(a) && plain(b) && (one(a, b) || one(b, a)) && self.likeness(a, b) <= TWO
    }

    /// How near that is to which it is done, the direct objects or what stands for them.
    fn patients(&self) -> f32 {
        let all =
            |deed: &'_ Deed| -> Vec<Party> { deed.patient.iter().chain(&deed.others).cloned().collect() };
        let said = |party: &Party| {
            party.identity.is_some() || party.words.iter().any(|word| self.lexemes().weight(*word) >= TELLING)
        };
        let (of_a, of_b) = (all(self.a), all(self.b));
        let best = |from: &[Party], to: &[Party]| {
            let near = from
                .iter()
                .filter(|party| said(party))
                .flat_map(|x| to.iter().map(move |y| self.likeness(x, y)));
            near.fold(0.0, f32::max)
        };
        let of_patient_a: Vec<Party> = self.a.patient.iter().cloned().collect();
        let of_patient_b: Vec<Party> = self.b.patient.iter().cloned().collect();
        best(&of_patient_a, &of_b).max(best(&of_patient_b, &of_a))
    }

    /// Whether an article has the other's actor do it as well.
    fn does_too(&self, deed: &Deed, article: usize) -> bool {
        self.all.iter().filter(|other| other.article == article).any(|other| {
            self.lexemes().nearness(deed.act, other.act) >= TURNED_ACT
                && self.likeness(&deed.agent, &other.agent) >= ONE
        })
    }

    fn shared(&self) -> f32 {
        let (a, b) = (self.a, self.b);
        let share = |one: &Deed, other: &Deed| {
            let own = |span: crate::text::Span| span.overlaps(one.agent.span);
            coverage(self.lexemes(), one.around.iter().copied(), &other.around, own).share()
        };
        f32::midpoint(share(a, b), share(b, a))
    }

    /// Whether the actors are certainly two.
    fn are_two(&self) -> bool {
        let (a, b) = (&self.a.agent, &self.b.agent);
        let (of_a, of_b) = (self.names_of(a), self.names_of(b));
        if self.likeness(a, b) > TWO || of_a.iter().any(|x| of_b.contains(x)) {
            return false;
        }
        if let (Some(x), Some(y)) = (a.identity, b.identity) {
            return x != y
                && kind(self.context, a).is_some()
                && kind(self.context, a) == kind(self.context, b);
        }
        let posts = &self.context.rules.posts;
        let plain = a.identity.is_none() && b.identity.is_none();
        // `ein Rentner`, `eine Kassiererin`
        let gender = |party: &Party| {
            let one = party.number.is_only(Number::Singular) && party.identity.is_none();
            let word = self.context.words(self.article_of(party), party.head_span);
            let language = self.context.document(self.article_of(party)).meta.language?;
            self.context.entities.person_word(language, word).filter(|_| one)?.1
        };
        if matches!((gender(a), gender(b)), (Some(x), Some(y)) if x != y) {
            return true;
        }
        let jobs = || posts.exclude(&posts.read(&a.head, &[]), &posts.read(&b.head, &[]));
        of_a.iter().any(|x| of_b.iter().any(|y| self.context.rules.actors.differ(x, y))) || plain && jobs()
    }

    /// The noun of a party, and the words of its name that tell its kind: `Flughafen GmbH`.
    fn names_of(&self, party: &Party) -> Vec<String> {
        let mut names = vec![party.head.clone()];
        if let Some(identity) = party.identity {
            let name = self.context.scene.identities.name(self.context.scene.dossier, identity);
            names.extend(name.split_whitespace().map(str::to_lowercase));
        }
        names
    }

    /// How near two parties are, from 0 to 1.
    fn likeness(&self, a: &Party, b: &Party) -> f32 {
        if let (Some(x), Some(y)) = (a.identity, b.identity) {
            // A name that the articles inflect or shorten in two ways is one all the same.
            return f32::from(x == y || a.head == b.head);
        }
        let pairs = a.words.iter().flat_map(|x| b.words.iter().map(move |y| (*x, *y)));
        pairs.map(|(x, y)| self.lexemes().nearness(x, y)).fold(0.0, f32::max)
    }

    fn finding(&self) -> Finding {
        let (a, b) = (self.a, self.b);
        let act = self.context.words(a.article, a.act_span).to_owned();
        Finding {
            kind: FindingKind::Agent,
            level: Level::Contradiction,
            subject: act.clone(),
            witnesses: vec![
                self.context.witness(a.article, a.span, a.agent.span),
                self.context.witness(b.article, b.span, b.agent.span),
            ],
            because: vec![Reason { key: "same-act", parameters: vec![("act", act)] }],
            confidence: None,
        }
    }
}
