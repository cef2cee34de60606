//! A heap of articles: which of them tell of one event, and which are worth comparing at all. Articles meet by what
//! they name and by telling words; who shares no such key is never looked at, and a key that very many share leads only
//! to the nearest of them, so that the work grows with the heap and not with its square.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHasher};

use super::Article;
use crate::annotate::entity::{Entity, EntityKind, MentionForm};
use crate::claim::pattern::Keys;
use crate::claim::vectors::Vectors;
use crate::document::BlockKind;
use crate::language::Pos;

/// What a name counts beside the rarest word.
const NAME: f32 = 1.6;
/// What a well-known name counts: a head of state is in the news every day.
const KNOWN_NAME: f32 = 0.7;
/// What stands in a headline counts so much more.
const HEADLINE: f32 = 1.6;
/// Words that are more frequent than this (Zipf value) say nothing of which event it is.
const FREQUENT: f32 = 5.2;
/// From here down they say most.
const RARE: f32 = 2.6;
/// Articles that a key leads to, on either side in the order of their days.
const PER_KEY: usize = 8;
/// Articles that one article is held against, at the most.
const NEAREST: usize = 8;
/// Days that the articles of one event may lie apart at no cost …
const DAYS: i64 = 3;
/// … and in how many more they lose two thirds of their likeness.
const FADING: f32 = 30.0;
/// Events are joined down to this likeness of their articles, on average.
const ONE_EVENT: f32 = 0.06;

/// What an article is about: keys with their weights, as a vector of length 1.
#[derive(Clone, Debug, Default)]
struct Signature {
    // By key.
    terms: Vec<(u64, f32)>,
    day: Option<NaiveDate>,
}

/// A heap of articles by what they are about.
#[derive(Debug)]
pub struct Heap {
    signatures: Vec<Signature>,
    // The words of the keys that name something, for people.
    names: FxHashMap<u64, String>,
    // The nearest other articles of each, the nearest first.
    near: Vec<Vec<(usize, f32)>>,
}

impl Heap {
    /// Looks at every article once, and at those that share a key with it.
    pub fn new(articles: &[Article<'_>], vectors: &Vectors) -> Self {
        let mut names = FxHashMap::default();
        let signatures: Vec<Signature> =
            articles.iter().map(|article| Signature::of(article, vectors, &mut names)).collect();
        let near = neighbours(&signatures);
        Self { signatures, names, near }
    }

    /// The articles by event, the events in the order of their first articles. Two events are one where their articles
    /// are alike on average: that one article of each is like one of the other is not enough.
    pub fn events(&self) -> Vec<Vec<usize>> {
        let mut links: Vec<(f32, usize, usize)> = Vec::new();
        for (a, near) in self.near.iter().enumerate() {
            links.extend(near.iter().map(|&(b, likeness)| (likeness, a.min(b), a.max(b))));
        }
        links.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
        links.dedup_by_key(|link| (link.1, link.2));
        let mut events = Events::new(&self.signatures);
        for (_, a, b) in links {
            events.join(a, b);
        }
        events.finish()
    }

    /// What an event is called: the names that most of its articles share.
    pub fn title(&self, event: &[usize]) -> String {
        let mut sums: FxHashMap<u64, f32> = FxHashMap::default();
        for &article in event {
            for &(key, weight) in &self.signatures[article].terms {
                if self.names.contains_key(&key) {
                    *sums.entry(key).or_default() += weight;
                }
            }
        }
        let mut sums: Vec<(f32, &String)> = sums.iter().map(|(key, sum)| (*sum, &self.names[key])).collect();
        sums.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        sums.iter().take(3).map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The articles in rounds of at most `most`, such that every article meets those of its event that are nearest to
    /// it in one of them.
    pub fn rounds(&self, most: usize) -> Vec<Vec<usize>> {
        let mut open: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.near.len()];
        let mut event_of = vec![0; self.near.len()];
        for (number, event) in self.events().iter().enumerate() {
            event.iter().for_each(|article| event_of[*article] = number);
        }
        for (a, near) in self.near.iter().enumerate() {
            for &(b, _) in near.iter().filter(|(b, _)| event_of[*b] == event_of[a]) {
                open[a].insert(b);
                open[b].insert(a);
            }
        }
        let mut rounds = Vec::new();
        for first in 0..open.len() {
            while !open[first].is_empty() {
                let round = round(first, most, &open);
                for &a in &round {
                    for &b in &round {
                        open[a].remove(&b);
                    }
                }
                rounds.push(round);
            }
        }
        // Whoever meets nobody can still be at odds with itself.
        let mut met = vec![false; open.len()];
        rounds.iter().flatten().for_each(|article| met[*article] = true);
        rounds.extend((0..open.len()).filter(|article| !met[*article]).map(|article| vec![article]));
        rounds
    }
}

/// The articles around a first one that have most left to be compared among themselves.
fn round(first: usize, most: usize, open: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut round = BTreeSet::from([first]);
    let mut gains: FxHashMap<usize, usize> = FxHashMap::default();
    let mut last = first;
    while round.len() < most {
        for &next in &open[last] {
            if !round.contains(&next) {
                *gains.entry(next).or_default() += 1;
            }
        }
        let best = gains.iter().max_by_key(|(article, gain)| (**gain, std::cmp::Reverse(**article)));
        let Some((&best, _)) = best else { break };
        gains.remove(&best);
        round.insert(best);
        last = best;
    }
    round.into_iter().collect()
}

impl Signature {
    fn of(article: &Article<'_>, vectors: &Vectors, names: &mut FxHashMap<u64, String>) -> Self {
        let text = article.document.text();
        let entities = &article.annotations.entities;
        let mut counts: FxHashMap<u64, (f32, f32)> = FxHashMap::default();
        let mut count = |key: u64, worth: f32, times: f32| {
            let entry = counts.entry(key).or_insert((worth, 0.0));
            entry.1 += times;
        };
        let outlet = article.document.meta.outlet.as_deref().unwrap_or_default();
        for sentence in &article.reading.sentences {
            let Some(block) = article.document.blocks.get(sentence.block) else { continue };
            if !block.kind.is_story() {
                continue;
            }
            let headline = matches!(block.kind, BlockKind::Headline | BlockKind::Subheadline);
            let times = if headline { HEADLINE } else { 1.0 };
            let first = entities.mentions.partition_point(|other| other.span.end() <= sentence.span.start());
            let mentions: Vec<_> = entities.mentions[first..]
                .iter()
                .take_while(|mention| mention.span.start() < sentence.span.end())
                .filter(|mention| mention.form == MentionForm::Name)
                .collect();
            for mention in &mentions {
                let entity = &entities.list[mention.entity];
                if entity.name == outlet {
                    continue;
                }
                let key = name_key(entity);
                names.entry(key).or_insert_with(|| entity.name.clone());
                count(key, if entity.known { KNOWN_NAME } else { NAME }, times);
            }
            let keys = Keys::new(sentence, text);
            for (at, token) in (0u16..).zip(&sentence.tokens) {
                if !matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X)
                    || mentions.iter().any(|mention| mention.span.overlaps(token.span))
                {
                    continue;
                }
                let word = keys.get(at);
                let worth = (FREQUENT - vectors.frequency(sentence.language, word)) / (FREQUENT - RARE);
                if worth > 0.0 && word.lemma.chars().any(char::is_alphabetic) {
                    count(hash("word", &word.lemma), worth.min(1.0), times);
                }
            }
        }
        let mut terms: Vec<(u64, f32)> = counts
            .into_iter()
            .map(|(key, (worth, times))| (key, worth * (1.0 + times.ln().max(0.0))))
            .collect();
        terms.sort_unstable_by_key(|(key, _)| *key);
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            terms.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        Self { terms, day: article.document.meta.published.map(|published| published.date()) }
    }

    /// How alike two articles are, from 0 to 1.
    fn likeness(&self, other: &Self) -> f32 {
        dot(&self.terms, &other.terms) * nearness_of_days(self.day, other.day)
    }
}

/// The surname for persons, so that short and full name meet; the whole name of everything else.
fn name_key(entity: &Entity) -> u64 {
    let name = match entity.kind {
        _ if entity.known => &entity.id,
        EntityKind::Person => entity.key.rsplit(' ').next().unwrap_or(&entity.key),
        EntityKind::Organisation | EntityKind::Place | EntityKind::Event | EntityKind::Other => &entity.key,
    };
    hash("name", name)
}

fn hash(space: &str, word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (space, word).hash(&mut hasher);
    hasher.finish()
}

fn nearness_of_days(a: Option<NaiveDate>, b: Option<NaiveDate>) -> f32 {
    let (Some(a), Some(b)) = (a, b) else { return 1.0 };
    #[expect(clippy::cast_precision_loss, reason = "only its size counts")]
    let apart = ((a - b).num_days().abs() - DAYS).max(0) as f32;
    (-apart / FADING).exp()
}

/// The product of two lists of weights by key.
fn dot(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut x, mut y, mut sum) = (0, 0, 0.0);
    while x < a.len() && y < b.len() {
        match a[x].0.cmp(&b[y].0) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => {
                sum += a[x].1 * b[y].1;
                x += 1;
                y += 1;
            }
        }
    }
    sum
}

/// The nearest articles of each, found by the keys that they share.
fn neighbours(signatures: &[Signature]) -> Vec<Vec<(usize, f32)>> {
    // Those who share a key stand in the order of their days: the nearest in time are the likeliest.
    let mut order: Vec<usize> = (0..signatures.len()).collect();
    order.sort_by_key(|at| (signatures[*at].day, *at));
    let mut sharing: FxHashMap<u64, Vec<(usize, f32)>> = FxHashMap::default();
    // [article] → its place in the list of each of its keys
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); signatures.len()];
    for article in order {
        for &(key, weight) in &signatures[article].terms {
            let list = sharing.entry(key).or_default();
            places[article].push(list.len());
            list.push((article, weight));
        }
    }
    let mut met = vec![0.0_f32; signatures.len()];
    let mut near = Vec::with_capacity(signatures.len());
    for (article, signature) in signatures.iter().enumerate() {
        let mut candidates: Vec<usize> = Vec::new();
        for (&(key, weight), &place) in signature.terms.iter().zip(&places[article]) {
            let list = &sharing[&key];
            let end = list.len().min(place + PER_KEY + 1);
            for &(other, of_other) in &list[place.saturating_sub(PER_KEY)..end] {
                if other != article {
                    if met[other] <= 0.0 {
                        candidates.push(other);
                    }
                    met[other] += weight * of_other;
                }
            }
        }
        candidates.sort_by(|a, b| met[*b].total_cmp(&met[*a]).then_with(|| a.cmp(b)));
        candidates.iter().for_each(|other| met[*other] = 0.0);
        candidates.truncate(2 * NEAREST);
        let likeness = |other: usize| signature.likeness(&signatures[other]);
        let mut nearest: Vec<(usize, f32)> =
            candidates.into_iter().map(|other| (other, likeness(other))).collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        nearest.truncate(NEAREST);
        near.push(nearest);
    }
    near
}

/// Events while they are being joined.
struct Events {
    // The event that an article belongs to; another article of it, or itself for the one that stands for all.
    of: Vec<usize>,
    // By the article that stands for all: the sum of all signatures, the sum of the days, and the articles.
    sums: Vec<Vec<(u64, f32)>>,
    days: Vec<Vec<NaiveDate>>,
    articles: Vec<Vec<usize>>,
}

impl Events {
    fn new(signatures: &[Signature]) -> Self {
        Self {
            of: (0..signatures.len()).collect(),
            sums: signatures.iter().map(|signature| signature.terms.clone()).collect(),
            days: signatures.iter().map(|signature| signature.day.into_iter().collect()).collect(),
            articles: (0..signatures.len()).map(|at| vec![at]).collect(),
        }
    }

    fn find(&self, mut article: usize) -> usize {
        while self.of[article] != article {
            article = self.of[article];
        }
        article
    }

    /// Joins the events of two articles where they are one.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let pairs = (self.articles[a].len() * self.articles[b].len()) as f32;
        let middle = |days: &[NaiveDate]| days.get(days.len() / 2).copied();
        let days = nearness_of_days(middle(&self.days[a]), middle(&self.days[b]));
        if dot(&self.sums[a], &self.sums[b]) / pairs * days < ONE_EVENT {
            return;
        }
        let (kept, gone) = if self.articles[a].len() >= self.articles[b].len() { (a, b) } else { (b, a) };
        self.of[gone] = kept;
        let (sum, days) = (std::mem::take(&mut self.sums[gone]), std::mem::take(&mut self.days[gone]));
        self.sums[kept] = merged(&self.sums[kept], &sum);
        self.days[kept].extend(days);
        self.days[kept].sort_unstable();
        let articles = std::mem::take(&mut self.articles[gone]);
        self.articles[kept].extend(articles);
    }

    fn finish(self) -> Vec<Vec<usize>> {
        let mut events: Vec<Vec<usize>> =
            self.articles.into_iter().filter(|event| !event.is_empty()).collect();
        events.iter_mut().for_each(|event| event.sort_unstable());
        events.sort_unstable();
        events
    }
}

fn merged(a: &[(u64, f32)], b: &[(u64, f32)]) -> Vec<(u64, f32)> {
    let mut all: Vec<(u64, f32)> = a.iter().chain(b).copied().collect();
    all.sort_by_key(|(key, _)| *key);
    let mut sums: Vec<(u64, f32)> = Vec::with_capacity(all.len());
    for (key, weight) in all {
        match sums.last_mut() {
            Some(last) if last.0 == key => last.1 += weight,
            _ => sums.push((key, weight)),
        }
    }
    sums
}
