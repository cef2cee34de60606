//! Disagreements: what was compared, how bad it is, and why the two places are held to be about one thing.

mod act;
mod actor;
mod agent;
mod align;
mod body;
mod brief;
mod calendar;
pub mod candidate;
mod cause;
mod change;
mod citation;
mod cited;
mod confidence;
mod deed;
mod doubt;
mod event;
mod gather;
mod headline;
mod holder;
mod holding;
mod kin;
mod listed;
mod measure;
mod misname;
mod model;
mod occasion;
mod order;
mod ordinal;
mod outlet;
mod partner;
mod party;
mod place;
mod post;
mod presence;
mod quote;
mod relate;
mod renew;
mod ressort;
mod rewrite;
mod role;
mod scope;
mod slip;
mod slot;
mod source;
mod spelling;
mod state;
mod sum;
mod unit;
mod version;
mod wording;

pub use model::{Confidence, Finding, FindingKind, Label, Level, Reason, Witness};
pub use relate::{Relation, relate_quantities};
pub use version::between_versions;

use crate::annotate::entity::{self, Entity, MentionForm};
use crate::annotate::time::{Time, TimeKind};
use crate::claim;
use crate::claim::Claim;
use crate::claim::frame::Frames;
use crate::document::Document;
use crate::parallel;
use crate::rule::{Files, Problem};
use crate::subject::{ClaimRef, Holder, IdentityId, Scene, Subject, within};
use crate::text::Span;

/// Levels, settings and messages of every kind of finding.
#[derive(Debug)]
pub struct Rules {
    offices: role::Offices,
    posts: post::Posts,
    parties: party::Parties,
    presence: presence::Presence,
    journeys: place::Journeys,
    spelling: spelling::Spelling,
    // Where things are and happen.
    sites: slot::Sites,
    actors: actor::Actors,
    agents: agent::Agents,
    causes: cause::Causes,
    // Words that make a length of time a distance between two things.
    comparatives: Vec<String>,
    // Verbs of asking.
    asking: Vec<String>,
    // Words that say of everybody that it is not so.
    nobody: Vec<String>,
    // Words that say of what follows that there is none.
    without: Vec<String>,
    // Prepositions that make what follows the whole of which somebody is a part.
    among: Vec<String>,
    // Prepositions before the whole of which somebody is one, and words for such a whole named before.
    whole: Vec<String>,
    thereof: Vec<String>,
    // Verbs for what both sides do.
    mutual: Vec<String>,
    // Words that take back what was announced.
    turns: candidate::turn::Turns,
    // Verbs of wanting something.
    demanding: Vec<String>,
    // Verbs of hoping and fearing.
    hoping: Vec<String>,
    // Words that say what somebody expects.
    expecting: Vec<String>,
    // Words behind a number that make it so many more than those told before.
    further: Vec<String>,
    // Prepositions of a change, in pairs: before what was and before what is.
    change: Vec<String>,
    // Nouns that can stand for any matter.
    matters: Vec<String>,
    // Words that say that a state lasts.
    lasting: Vec<String>,
    // Ways to say that there is something, or that there is none.
    existence: candidate::polar::Existence,
    // Words that leave something open.
    undecided: candidate::undecided::Undecided,
    // Prepositions by which something is told of the time of a thing, before it, after it.
    sides: [Vec<String>; 3],
    // What must, may, need not or must not be done.
    norms: candidate::norm::Norms,
    // What kind of moment a clause gives the time of.
    moments: candidate::moment::Moments,
    // What has but one date.
    occasions: occasion::Occasions,
    // Words that say that a time is sooner or later than one would think.
    stressing: Vec<String>,
    // What each piece of evidence for one matter is worth.
    weights: candidate::Weights,
    quote: quote::Words,
    sources: source::Sources,
    calendar: calendar::Words,
    order: order::Words,
    votes: sum::Votes,
    // How often findings have been right, by what was compared and how.
    confidences: confidence::Confidences,
}

impl Rules {
    /// Loads the rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        Ok(Self {
            offices: role::Offices::load(files)?,
            posts: post::Posts::load(files)?,
            parties: party::Parties::load(files)?,
            presence: presence::Presence::load(files)?,
            journeys: place::Journeys::load(files)?,
            spelling: spelling::Spelling::load(files)?,
            sites: slot::Sites::load(files)?,
            actors: actor::Actors::load(files)?,
            agents: agent::Agents::load(files)?,
            causes: cause::Causes::load(files)?,
            comparatives: files.words("comparatives"),
            asking: files.words("asking"),
            nobody: files.words("nobody"),
            without: files.words("without"),
            among: files.words("among"),
            whole: files.words("whole"),
            thereof: files.words("thereof"),
            mutual: files.words("mutual"),
            turns: candidate::turn::Turns::load(files)?,
            demanding: files.words("demanding"),
            hoping: files.words("hoping"),
            further: files.words("further"),
            change: files.words("change"),
            expecting: files.words("expecting"),
            matters: files.words("matters"),
            lasting: files.words("lasting"),
            existence: candidate::polar::Existence::load(files)?,
            undecided: candidate::undecided::Undecided::load(files)?,
            sides: ["during", "before", "after"].map(|side| files.words(side)),
            norms: candidate::norm::Norms::load(files)?,
            moments: candidate::moment::Moments::load(files)?,
            occasions: occasion::Occasions::load(files)?,
            stressing: files.words("stressing"),
            weights: candidate::Weights::load(files)?,
            quote: quote::Words::load(files),
            sources: source::Sources::load(files)?,
            calendar: calendar::Words::load(files)?,
            order: order::Words::load(files)?,
            votes: sum::Votes::load(files)?,
            confidences: confidence::Confidences::load(files)?,
        })
    }
}

/// What the comparators know beside the dossier.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// Frames and concepts.
    pub claims: &'a claim::Rules,
    /// Well-known names.
    pub entities: &'a entity::Rules,
    /// Levels, settings and offices.
    pub rules: &'a Rules,
}

/// What every comparator needs.
#[derive(Clone, Copy)]
struct Context<'a> {
    scene: &'a Scene<'a>,
    subjects: &'a [Subject],
    claims: &'a claim::Rules,
    entities: &'a entity::Rules,
    rules: &'a Rules,
    bearers: &'a actor::Bearers,
    /// The clauses of every article's story, in order.
    statements: &'a [candidate::statement::Statement<'a>],
}

/// Everything that holds articles against each other, each for itself; of two findings that tell one thing, the earlier
/// one's words are kept.
const COMPARATORS: [fn(&Context<'_>, &mut Vec<Finding>); 28] = [
    state::compare,
    measure::compare,
    act::compare,
    event::compare,
    quote::compare,
    role::compare,
    presence::compare,
    place::compare,
    slot::compare,
    calendar::compare,
    headline::compare,
    citation::compare,
    source::compare,
    rewrite::compare,
    deed::compare,
    sum::compare,
    agent::compare,
    cause::compare,
    order::compare,
    compare_units,
    candidate::compare,
    candidate::contrary::compare,
    candidate::polar::compare,
    candidate::undecided::compare,
    candidate::norm::compare,
    candidate::overstated::compare,
    brief::compare,
    occasion::compare,
];

/// What needs no frame: clauses held against each other word for word.
fn compare_units(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let units = unit::units(context);
    ordinal::compare(context, &units, findings);
    slip::compare(context, &units, findings);
    wording::compare(context, &units, findings);
}

/// Compares what the articles assert and returns every disagreement, in report order.
pub fn compare(scene: &Scene<'_>, subjects: &[Subject], knowledge: Knowledge<'_>) -> Vec<Finding> {
    let Knowledge { claims, entities, rules } = knowledge;
    let bearers = actor::Bearers::new(scene, &rules.offices);
    let statements = candidate::statement::statements(scene, &claims.poles);
    let context =
        Context { scene, subjects, claims, entities, rules, bearers: &bearers, statements: &statements };
    // The last are the longest, and begin first.
    let last = COMPARATORS.len() - 1;
    let mut found = parallel::each(COMPARATORS.len(), |at| {
        let mut findings = Vec::new();
        COMPARATORS[last - at](&context, &mut findings);
        findings
    });
    found.reverse();
    let mut findings = found.concat();
    quote::drop_opinions(&context, &mut findings);
    sum::drop_parts(&context, &mut findings);
    scope::drop_apart(&context, &mut findings);
    doubt::weigh(&context, &mut findings);
    scope::drop_repeated(&mut findings);
    renew::renew(&context, &mut findings);
    rules.confidences.fill(&mut findings);
    join(findings)
}

/// Joins findings that tell of one disagreement, and brings them into the order of a report.
pub fn join(findings: Vec<Finding>) -> Vec<Finding> {
    let mut findings = gather::gather(findings);
    findings.sort_by_key(Finding::order);
    findings
}

/// Pairs of places that may say different things of one matter, with the evidence: what the weights in
/// `rules/evidence.toml` are made from.
pub fn candidates(scene: &Scene<'_>, knowledge: Knowledge<'_>) -> Vec<candidate::Candidate> {
    let Knowledge { claims, entities, rules } = knowledge;
    let bearers = actor::Bearers::new(scene, &rules.offices);
    let statements = candidate::statement::statements(scene, &claims.poles);
    let context =
        Context { scene, subjects: &[], claims, entities, rules, bearers: &bearers, statements: &statements };
    candidate::candidates(&context, |_| true)
}

impl<'a> Context<'a> {
    fn frames(&self) -> &'a Frames {
        &self.claims.frames
    }

    fn claim(&self, at: ClaimRef) -> &'a Claim {
        self.scene.claim(at)
    }

    fn document(&self, article: usize) -> &'a Document {
        self.scene.dossier[article].document
    }

    /// Words of an article.
    fn words(&self, article: usize, span: Span) -> &'a str {
        span.of(self.document(article).text())
    }

    /// A place that makes a claim, the decisive words being given.
    fn witness(&self, article: usize, span: Span, decisive: Span) -> Witness {
        let document = self.document(article);
        let words = decisive.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        Witness { source: document.source, span: span.cover(decisive), decisive, label: Label::Words(words) }
    }

    /// The mention of an entity by name that stands nearest to a place.
    fn nearest_mention(&self, article: usize, entity: &Entity, place: Span) -> Option<Span> {
        let entities = &self.scene.dossier[article].annotations.entities;
        let id = entities.list.iter().position(|other| std::ptr::eq(other, entity))?;
        entities
            .mentions
            .iter()
            .filter(|mention| mention.entity == id && mention.form == MentionForm::Name)
            .map(|mention| mention.span)
            .min_by_key(|span| span.start().abs_diff(place.start()))
    }

    /// The sentence that a place stands in; the place itself where there is none.
    fn sentence_span(&self, article: usize, place: Span) -> Span {
        let sentences = &self.scene.dossier[article].reading.sentences;
        let index = sentences.partition_point(|sentence| sentence.span.end() <= place.start());
        sentences.get(index).map_or(place, |sentence| sentence.span)
    }

    /// Whether two places give times that set them apart: before a day and from it on, two years.
    fn other_scope(&self, a: (usize, Span), b: (usize, Span)) -> bool {
        let times = |(article, span): (usize, Span)| -> Vec<&Time> {
            let list = &self.scene.dossier[article].annotations.times;
            within(list, span, |time| time.span).filter(|time| time.kind != TimeKind::Duration).collect()
        };
        let (of_a, of_b) = (times(a), times(b));
        let apart = |x: &Time, y: &Time| {
            x.bound != y.bound || matches!((x.interval, y.interval), (Some(x), Some(y)) if !x.overlaps(y))
        };
        !of_a.is_empty() && !of_b.is_empty() && of_a.iter().all(|x| of_b.iter().all(|y| apart(x, y)))
    }

    /// Whether two places are of one kind, so that a thing in the one is not in the other: two cities, two states, or
    /// two names that the lexicon does not know.
    fn same_level(&self, a: IdentityId, b: IdentityId) -> bool {
        let entity = |identity: IdentityId| {
            let &(article, id) = self.scene.identities.members(identity).first()?;
            self.scene.dossier[article].annotations.entities.list.get(id)
        };
        match (entity(a), entity(b)) {
            (Some(x), Some(y)) if x.known && y.known => self.entities.are_cities(&x.id, &y.id),
            (Some(x), Some(y)) => !x.known && !y.known,
            _ => false,
        }
    }

    /// Whether two identities are one person's name in two spellings, or with a short form.
    fn is_one_person(&self, a: IdentityId, b: IdentityId) -> bool {
        let name = |identity| self.scene.identities.name(self.scene.dossier, identity);
        self.rules.spelling.is_same_person(name(a), name(b))
    }

    /// Whether a place can be a town: one that the lexicon knows as such, or does not know.
    fn may_be_town(&self, identity: IdentityId) -> bool {
        let entity = self
            .scene
            .identities
            .members(identity)
            .first()
            .and_then(|&(article, id)| self.scene.dossier[article].annotations.entities.list.get(id));
        entity.is_some_and(|entity| !entity.known || self.entities.are_cities(&entity.id, &entity.id))
    }

    /// Whether a place stands in a block that tells the story.
    fn is_story(&self, article: usize, span: Span) -> bool {
        let blocks = &self.document(article).blocks;
        let index = blocks.partition_point(|block| block.span.end() <= span.start());
        blocks.get(index).is_some_and(|block| block.kind.is_story())
    }

    /// Whether two words exclude each other.
    fn opposed(&self, a: &align::Word, b: &align::Word) -> bool {
        a.terms.iter().any(|x| b.terms.iter().any(|y| self.claims.concepts.opposed(*x, *y)))
    }

    /// How far a claim was said after another, in minutes; none where a day is not known.
    fn minutes_after(&self, later: ClaimRef, earlier: ClaimRef) -> Option<i64> {
        let (a, b) = (self.claim(earlier).said?, self.claim(later).said?);
        Some((b - a).num_minutes())
    }

    /// What a subject is about and why its claims meet, for people.
    fn evidence(&self, subject: &Subject) -> (String, Vec<Reason>) {
        let frame = &self.frames().list[subject.frame];
        match &subject.holder {
            Holder::MainEvent => {
                (frame.summary.clone(), vec![Reason { key: "same-event", parameters: Vec::new() }])
            }
            Holder::Named(identity) => {
                let name = self.scene.identities.name(self.scene.dossier, *identity).to_owned();
                let reason = Reason { key: "same-holder", parameters: vec![("name", name.clone())] };
                (format!("{name}: {}", frame.summary), vec![reason])
            }
            Holder::Shared(_) => {
                let words = self.shared_words(subject);
                let reason = Reason { key: "same-thing", parameters: vec![("words", words)] };
                (frame.summary.clone(), vec![reason])
            }
        }
    }

    /// The words of the first claim that the second one shares.
    fn shared_words(&self, subject: &Subject) -> String {
        let Holder::Shared(terms) = &subject.holder else { return String::new() };
        let Some(&at) = subject.claims.first() else { return String::new() };
        let claim = self.claim(at);
        let sentence = &self.scene.dossier[at.article].reading.sentences[claim.sentence];
        let keys = claim::pattern::Keys::new(sentence, self.document(at.article).text());
        let clause = &sentence.clauses[claim.clause];
        let words: Vec<&str> = clause
            .tokens
            .iter()
            .filter(|token| {
                let of = self.claims.concepts.terms(sentence.language, keys.get(**token));
                of.iter().any(|term| terms.contains(term))
            })
            .map(|token| self.words(at.article, sentence.tokens[*token as usize].span))
            .collect();
        words.join(", ")
    }
}
