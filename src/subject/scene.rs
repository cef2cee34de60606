//! What all articles of a dossier are about: the day of the main event, and which clauses speak of something else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDateTime};

use super::{Article, ClaimRef, Identities, IdentityId, Lexemes, within};
use crate::annotate::entity::EntityKind;
use crate::annotate::time::{Bound, Interval, TimeKind};
use crate::claim;
use crate::claim::concept::Term;
use crate::claim::{Body, Claim};

/// How far before the day of its article a time may lie to be still about the main event.
const NEWS_DAYS: i64 = 12;

/// Days from which a stretch of the calendar is a period: a month, a quarter, a year.
const DAYS_OF_PERIOD: i64 = 27;
/// A term is everywhere if more clauses than this have it …
const EVERYWHERE_LEAST: usize = 4;
/// … and more than one in this many.
const EVERYWHERE_SHARE: usize = 20;

/// The dossier as a whole, as the comparators need it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The articles.
    pub dossier: &'a [Article<'a>],
    /// Who is who.
    pub identities: Identities,
    /// The person whom the dossier is about, where one is named far more often than any other.
    pub protagonist: Option<IdentityId>,
    /// The words of all articles by their meaning.
    pub lexemes: Lexemes,
    // In how many claims' clauses a term occurs.
    frequency: BTreeMap<Term, usize>,
    clauses: usize,
}

impl<'a> Scene<'a> {
    /// Looks at the dossier as a whole.
    pub fn new(dossier: &'a [Article<'a>], rules: &claim::Rules) -> Self {
        let mut frequency = BTreeMap::new();
        let mut clauses = 0;
        for claim in dossier.iter().flat_map(|article| article.claims) {
            if matches!(claim.body, Body::Plain { .. }) {
                clauses += 1;
                for term in &claim.terms {
                    *frequency.entry(*term).or_insert(0) += 1;
                }
            }
        }
        let identities = Identities::join(dossier);
        let protagonist = protagonist(dossier, &identities);
        let lexemes = Lexemes::read(dossier, &identities, rules);
        Self { dossier, identities, protagonist, lexemes, frequency, clauses }
    }

    /// Whether a term is all over the dossier, so that sharing it says little.
    pub fn is_everywhere(&self, term: Term) -> bool {
        let often = self.frequency.get(&term).copied().unwrap_or(0);
        often > EVERYWHERE_LEAST && often * EVERYWHERE_SHARE > self.clauses
    }

    /// Whom and what a claim's clause names.
    pub fn names(&self, at: ClaimRef) -> BTreeSet<IdentityId> {
        self.claim(at).entities.iter().filter_map(|id| self.identities.of(at.article, *id)).collect()
    }

    /// Whether each of two claims names somebody or some place that the other does not: then they are hardly about
    /// one thing.
    pub fn name_others(&self, a: ClaimRef, b: ClaimRef) -> bool {
        let (of_a, of_b) = (self.names(a), self.names(b));
        of_a.difference(&of_b).next().is_some() && of_b.difference(&of_a).next().is_some()
    }

    /// Whether the clauses of two claims give times that have nothing in common: another year, another day.
    pub fn other_time(&self, a: ClaimRef, b: ClaimRef) -> bool {
        let intervals = |at: ClaimRef| -> Vec<Interval> {
            let times = self.claim(at).times.iter();
            let list = &self.dossier[at.article].annotations.times;
            times
                .filter_map(|index| list[*index].interval.filter(|_| list[*index].bound == Bound::At))
                .collect()
        };
        let (of_a, of_b) = (intervals(a), intervals(b));
        // A day and a period are not of one kind: the one dates the news, the other the thing.
        let is_period = |interval: &Interval| (interval.to - interval.from).num_days() >= DAYS_OF_PERIOD;
        let alike = |x: &Interval, y: &Interval| is_period(x) == is_period(y);
        let meets = of_a.iter().any(|x| of_b.iter().any(|y| x.overlaps(*y)));
        !meets && of_a.iter().any(|x| of_b.iter().any(|y| alike(x, y)))
    }

    /// Whether an article names or means somebody or something.
    pub fn mentioned(&self, identity: IdentityId, article: usize) -> bool {
        self.identities.members(identity).iter().any(|(other, _)| *other == article)
    }

    /// A claim.
    pub fn claim(&self, at: ClaimRef) -> &'a Claim {
        &self.dossier[at.article].claims[at.claim]
    }

    /// Whether a claim speaks of something else than the news of the day: its sentence gives a time well before the
    /// article's day.
    pub fn is_aside(&self, at: ClaimRef) -> bool {
        let claim = self.claim(at);
        if claim.aside {
            return true;
        }
        let article = &self.dossier[at.article];
        let Some(said) = claim.said else { return false };
        let sentence = article.reading.sentences[claim.sentence].span;
        within(&article.annotations.times, sentence, |time| time.span).any(|time| {
            sentence.contains(time.span)
                && time.kind == TimeKind::Date
                && matches!(time.bound, Bound::At)
                && time.interval.is_some_and(|interval| interval.to < said - Duration::days(NEWS_DAYS))
        })
    }

    /// When an article was published, where that is known.
    pub fn published(&self, article: usize) -> Option<NaiveDateTime> {
        self.dossier[article].document.meta.published
    }
}

/// The person with twice as many mentions as any other, in most of the articles.
fn protagonist(dossier: &[Article<'_>], identities: &Identities) -> Option<IdentityId> {
    let mut mentions: BTreeMap<IdentityId, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for (article, read) in dossier.iter().enumerate() {
        let entities = &read.annotations.entities;
        for mention in &entities.mentions {
            let Some(identity) = identities.of(article, mention.entity) else { continue };
            if entities.list[mention.entity].kind == EntityKind::Person {
                let count = mentions.entry(identity).or_default();
                count.0 += 1;
                count.1.insert(article);
            }
        }
    }
    let (first, (most, articles)) =
        mentions.iter().max_by_key(|(id, (count, _))| (*count, std::cmp::Reverse(**id)))?;
    let second =
        mentions.iter().filter(|(id, _)| *id != first).map(|(_, (count, _))| *count).max().unwrap_or(0);
    (*most >= 2 * second && articles.len() * 2 > dossier.len()).then_some(*first)
}
