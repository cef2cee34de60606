//! Which places of the articles are held against which. Of few, every one with every one of another article; of very many
//! (an article as long as a book), each with those that share the most of its telling words, so that the work grows with
//! the text and not with its square.

use rustc_hash::FxHashMap;

use super::Context;
use crate::subject::{ClaimRef, LexemeId};

/// Up to so many pairs, all are looked at: two articles of 2,000 clauses each have no more.
const MOST_PAIRS: usize = 4_000_000;
/// Up to so many claims of one kind, every one is held against every other.
const MOST_CLAIMS: usize = 1000;
/// Of more, each place is held against so many behind it …
const MOST_PARTNERS: usize = 24;
/// … that share a word with it that stands in so many places at the most.
const TELLING: usize = 64;

/// A place that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) article: usize,
    pub(super) sentence: usize,
    /// Whether it stands in a headline: it is held against its own article's body, too.
    pub(super) is_headline: bool,
}

/// The places that are compared, in the order of the articles and their texts.
pub(super) struct Partners {
    places: Vec<Place>,
    // Of each place, where those of its article end.
    ends: Vec<usize>,
    headlines: Vec<usize>,
    // Where there are very many.
    words: Option<Words>,
}

/// The places by their words.
struct Words {
    of: Vec<Vec<(LexemeId, f32)>>,
    places: FxHashMap<LexemeId, Vec<usize>>,
}

impl Partners {
    /// Takes places in the order of the articles.
    pub(super) fn new(context: &Context<'_>, places: impl Iterator<Item = Place>) -> Self {
        let mut partners = Self::all(places.collect());
        let pairs = (0..partners.places.len()).map(|at| partners.number(at)).fold(0, usize::saturating_add);
        if pairs > MOST_PAIRS {
            partners.words = Some(Words::new(context, &partners.places));
        }
        partners
    }

    fn all(places: Vec<Place>) -> Self {
        let mut ends = vec![places.len(); places.len()];
        for at in (1..places.len()).rev() {
            let is_last = places[at - 1].article != places[at].article;
            ends[at - 1] = if is_last { at } else { ends[at] };
        }
        let headlines = (0..places.len()).filter(|at| places[*at].is_headline).collect();
        Self { places, ends, headlines, words: None }
    }

    /// The indices of those behind one that it is held against, in order.
    pub(super) fn of(&self, index: usize) -> Vec<usize> {
        match &self.words {
            Some(words) => words.nearest(index, |other| self.may_meet(index, other)),
            None => self.own(index).chain(self.ends[index]..self.places.len()).collect(),
        }
    }

    /// The pairs of claims of one kind that are held against each other: all of few, those of one article among them; of
    /// very many, those of two articles whose sentences share telling words.
    pub(super) fn of_claims(context: &Context<'_>, claims: &[ClaimRef]) -> Vec<(usize, usize)> {
        if claims.len() <= MOST_CLAIMS {
            return (0..claims.len()).flat_map(|a| (a + 1..claims.len()).map(move |b| (a, b))).collect();
        }
        let place = |at: &ClaimRef| Place {
            article: at.article,
            sentence: context.claim(*at).sentence,
            is_headline: false,
        };
        let mut partners = Self::all(claims.iter().map(place).collect());
        partners.words = Some(Words::new(context, &partners.places));
        (0..claims.len()).flat_map(|a| partners.of(a).into_iter().map(move |b| (a, b))).collect()
    }

    fn may_meet(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.places[a], &self.places[b]);
        a.article != b.article || a.is_headline != b.is_headline
    }

    /// Those of the same article behind a place: the body's for a headline, the headlines for the body.
    fn own(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.ends[index];
        let is_headline = self.places[index].is_headline;
        let body = if is_headline { index + 1..end } else { 0..0 };
        let first = self.headlines.partition_point(|headline| *headline <= index);
        let headlines = if is_headline { &[] } else { &self.headlines[first..] };
        let headlines = headlines.iter().copied().take_while(move |headline| *headline < end);
        body.filter(|other| !self.places[*other].is_headline).chain(headlines)
    }

    /// How many are behind a place, no fewer than [`Self::of`] would give of few.
    fn number(&self, index: usize) -> usize {
        let end = self.ends[index];
        let own = if self.places[index].is_headline {
            end - index - 1
        } else {
            let behind = |at: usize| self.headlines.partition_point(|headline| *headline < at);
            behind(end) - behind(index + 1)
        };
        own + self.places.len() - end
    }
}

impl Words {
    fn new(context: &Context<'_>, places: &[Place]) -> Self {
        let lexemes = &context.scene.lexemes;
        let mut words = Self { of: Vec::with_capacity(places.len()), places: FxHashMap::default() };
        for (index, place) in places.iter().enumerate() {
            let mut own: Vec<LexemeId> =
                lexemes.words(place.article, place.sentence).iter().map(|word| word.lexeme).collect();
            own.sort_unstable();
            own.dedup();
            for lexeme in &own {
                words.places.entry(*lexeme).or_default().push(index);
            }
            words.of.push(own.into_iter().map(|lexeme| (lexeme, lexemes.weight(lexeme))).collect());
        }
        words
    }

    /// Those that share the most telling words, in the order of the texts.
    fn nearest(&self, index: usize, may_meet: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut shared: FxHashMap<usize, f32> = FxHashMap::default();
        for (lexeme, weight) in &self.of[index] {
            let places = &self.places[lexeme];
            if places.len() <= TELLING {
                let behind = places.partition_point(|other| *other <= index);
                for other in places[behind..].iter().filter(|other| may_meet(**other)) {
                    *shared.entry(*other).or_default() += weight;
                }
            }
        }
        let mut best: Vec<(usize, f32)> = shared.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(MOST_PARTNERS);
        let mut nearest: Vec<usize> = best.into_iter().map(|(other, _)| other).collect();
        nearest.sort_unstable();
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partners(places: &[(usize, bool)]) -> Partners {
        let place = |&(article, is_headline): &(usize, bool)| Place { article, sentence: 0, is_headline };
        Partners::all(places.iter().map(place).collect())
    }

    #[test]
    fn places_meet_those_of_other_articles_and_headlines_their_body() {
        let partners = partners(&[(0, true), (0, false), (0, false), (0, true), (1, false), (1, false)]);
        let all: Vec<Vec<usize>> = (0..6).map(|at| partners.of(at)).collect();
        let expected: [&[usize]; 6] = [&[1, 2, 4, 5], &[3, 4, 5], &[3, 4, 5], &[4, 5], &[], &[]];
        assert_eq!(all, expected);
        for (at, found) in all.iter().enumerate() {
            assert!(found.len() <= partners.number(at));
            assert!(found.iter().all(|other| partners.may_meet(at, *other)));
        }
    }
}
