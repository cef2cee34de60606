//! What all articles of a dossier are about: the day of the main event, and which clauses speak of something else.

use chrono::{Duration, NaiveDateTime};

use super::{Article, ClaimRef, Identities};
use crate::annotate::time::{Bound, TimeKind};
use crate::claim::Claim;

/// How far before the day of its article a time may lie to be still about the main event.
const NEWS_DAYS: i64 = 12;

/// The dossier as a whole, as the comparators need it.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The articles.
    pub dossier: &'a [Article<'a>],
    /// Who is who.
    pub identities: Identities,
}

impl<'a> Scene<'a> {
    /// Looks at the dossier as a whole.
    pub fn new(dossier: &'a [Article<'a>]) -> Self {
        Self { dossier, identities: Identities::join(dossier) }
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
        article.annotations.times.iter().any(|time| {
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
