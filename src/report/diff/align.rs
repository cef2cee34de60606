//! Which assertions of two articles speak of one thing: those that a finding holds together, those that are the same
//! word for word, then the best pairs by meaning, one to one; at last the parts of a sentence that the other article
//! says in one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::marks::same_figure;
use super::unit::Unit;
use crate::subject::{LexemeId, Scene};

/// How much two assertions must have in common to be one row …
const ENOUGH: f32 = 0.6;
/// … and how much where claims of theirs are held to be about one thing.
const ENOUGH_OF_ONE_SUBJECT: f32 = 0.42;
/// A part of a sentence joins a row whose other side says so much of it.
const COVERED: f32 = 0.7;
/// What claims about one thing count besides.
const ONE_SUBJECT: f32 = 0.2;
/// A figure or a day in common.
const ONE_FIGURE: f32 = 0.12;
const ONE_DAY: f32 = 0.05;
/// The same part of the article.
const ONE_PLACE: f32 = 0.06;
/// Up to so many pairs, every one is looked at; beyond, those that share a word.
const MOST_PAIRS: usize = 60_000;
/// A word that more assertions have than this leads to none of them.
const MOST_SHARING: usize = 40;

/// Assertions of both sides, as indices, that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Of the first article, of the second.
    pub sides: [BTreeSet<usize>; 2],
    /// The findings that hold them together.
    pub findings: BTreeSet<usize>,
}

/// A finding's places: a side and the index of an assertion each.
pub type Tie = (usize, Vec<(usize, usize)>);

/// Groups the assertions of two articles. `one_subject` are pairs with claims about one thing.
pub fn align(
    scene: &Scene<'_>,
    units: &[Vec<Unit<'_>>; 2],
    ties: &[Tie],
    one_subject: &BTreeSet<(usize, usize)>,
) -> Vec<Group> {
    let mut groups = Groups::new(units);
    for (finding, places) in ties {
        groups.tie(*finding, places);
    }
    groups.twins(units);
    let weighed = units.each_ref().map(|list| list.iter().map(Weighed::of).collect::<Vec<_>>());
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (a, b) in candidates(&weighed) {
        let shares = weighed[0][a].shares(&weighed[1][b], scene);
        let mut score = shares.common;
        let (x, y) = (&units[0][a], &units[1][b]);
        let known = one_subject.contains(&(a, b));
        if known {
            score += ONE_SUBJECT;
        }
        if x.quantities.iter().any(|x| y.quantities.iter().any(|y| same_figure(x, y))) {
            score += ONE_FIGURE;
        }
        let meets = |x: &&crate::annotate::time::Time, y: &&crate::annotate::time::Time| {
            x.interval.zip(y.interval).is_some_and(|(x, y)| x.overlaps(y))
        };
        if x.times.iter().any(|x| y.times.iter().any(|y| meets(x, y))) {
            score += ONE_DAY;
        }
        #[expect(clippy::cast_precision_loss, reason = "only a share is wanted")]
        let place = |at: usize, side: usize| at as f32 / units[side].len().max(1) as f32;
        score += ONE_PLACE * (1.0 - (place(a, 0) - place(b, 1)).abs());
        if score >= if known { ENOUGH_OF_ONE_SUBJECT } else { ENOUGH } {
            pairs.push((score, a, b));
        }
    }
    let order = |x: &(f32, usize, usize), y: &(f32, usize, usize)| {
        y.0.partial_cmp(&x.0).unwrap_or(Ordering::Equal).then((x.1, x.2).cmp(&(y.1, y.2)))
    };
    pairs.sort_by(order);
    for (_, a, b) in &pairs {
        if groups.is_free(0, *a) && groups.is_free(1, *b) {
            groups.join(&[(0, *a), (1, *b)]);
        }
    }
    groups.parts(&weighed, scene, &pairs);
    groups.done()
}

/// Pairs that may speak of one thing.
fn candidates(weighed: &[Vec<Weighed>; 2]) -> Vec<(usize, usize)> {
    let (first, second) = (weighed[0].len(), weighed[1].len());
    if first.saturating_mul(second) <= MOST_PAIRS {
        return (0..first).flat_map(|a| (0..second).map(move |b| (a, b))).collect();
    }
    let mut holders: FxHashMap<LexemeId, [Vec<usize>; 2]> = FxHashMap::default();
    for (side, list) in weighed.iter().enumerate() {
        for (index, unit) in list.iter().enumerate() {
            for (meaning, _) in &unit.words {
                holders.entry(*meaning).or_default()[side].push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for [of_a, of_b] in holders.values() {
        if of_a.len() <= MOST_SHARING && of_b.len() <= MOST_SHARING {
            pairs.extend(of_a.iter().flat_map(|a| of_b.iter().map(move |b| (*a, *b))));
        }
    }
    pairs.into_iter().collect()
}

/// What an assertion is about, every meaning once.
struct Weighed {
    words: Vec<(LexemeId, f32)>,
    all: f32,
}

/// What two assertions have in common, from 0 to 1.
struct Shares {
    /// Of all words of both.
    common: f32,
    /// Of the first one's.
    of_first: f32,
    /// Of the second one's.
    of_second: f32,
}

impl Weighed {
    fn of(unit: &Unit<'_>) -> Self {
        let words: BTreeMap<LexemeId, f32> =
            unit.words.iter().filter_map(|word| Some((word.meaning?, word.weight))).collect();
        let words: Vec<(LexemeId, f32)> = words.into_iter().collect();
        let all = words.iter().map(|(_, weight)| weight).sum();
        Self { words, all }
    }

    fn met(&self, other: &Self, scene: &Scene<'_>) -> f32 {
        let best = |meaning: LexemeId| {
            let near = other.words.iter().map(|(theirs, _)| scene.lexemes.nearness(meaning, *theirs));
            near.fold(0.0, f32::max)
        };
        self.words.iter().map(|(meaning, weight)| weight * best(*meaning)).sum()
    }

    fn shares(&self, other: &Self, scene: &Scene<'_>) -> Shares {
        let (first, second) = (self.met(other, scene), other.met(self, scene));
        let share = |met: f32, all: f32| if all > 0.0 { met / all } else { 0.0 };
        Shares {
            common: share(first + second, self.all + other.all),
            of_first: share(first, self.all),
            of_second: share(second, other.all),
        }
    }
}

/// The groups while they are being made.
struct Groups {
    list: Vec<Group>,
    // [side][unit] → its group
    of: [Vec<Option<usize>>; 2],
}

impl Groups {
    fn new(units: &[Vec<Unit<'_>>; 2]) -> Self {
        Self { list: Vec::new(), of: units.each_ref().map(|list| vec![None; list.len()]) }
    }

    fn is_free(&self, side: usize, unit: usize) -> bool {
        self.of[side][unit].is_none()
    }

    /// Puts assertions into one group, with whatever they already belong to; its index.
    fn join(&mut self, members: &[(usize, usize)]) -> usize {
        let target = members.iter().find_map(|(side, unit)| self.of[*side][*unit]).unwrap_or_else(|| {
            self.list.push(Group::default());
            self.list.len() - 1
        });
        for &(side, unit) in members {
            match self.of[side][unit] {
                Some(group) if group == target => {}
                Some(group) => {
                    let moved = std::mem::take(&mut self.list[group]);
                    for (side, units) in moved.sides.iter().enumerate() {
                        for unit in units {
                            self.of[side][*unit] = Some(target);
                            self.list[target].sides[side].insert(*unit);
                        }
                    }
                    self.list[target].findings.extend(moved.findings);
                }
                None => {
                    self.of[side][unit] = Some(target);
                    self.list[target].sides[side].insert(unit);
                }
            }
        }
        target
    }

    fn tie(&mut self, finding: usize, places: &[(usize, usize)]) {
        let target = self.join(places);
        self.list[target].findings.insert(finding);
    }

    /// Assertions that are the same word for word, each with the next of its kind. One that a finding already holds
    /// takes its twin along.
    fn twins(&mut self, units: &[Vec<Unit<'_>>; 2]) {
        let mut known: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, unit) in units[1].iter().enumerate().rev() {
            known.entry(&unit.plain).or_default().push(index);
        }
        for (index, unit) in units[0].iter().enumerate() {
            let twin = known.get_mut(unit.plain.as_str()).and_then(Vec::pop);
            if let Some(twin) = twin
                && (self.is_free(0, index) || self.is_free(1, twin))
            {
                self.join(&[(0, index), (1, twin)]);
            }
        }
    }

    /// Takes what is left over into the row of its neighbour where the other article says both in one.
    fn parts(&mut self, weighed: &[Vec<Weighed>; 2], scene: &Scene<'_>, pairs: &[(f32, usize, usize)]) {
        for &(_, a, b) in pairs {
            let (left, right) = (self.of[0][a], self.of[1][b]);
            let (side, unit, group) = match (left, right) {
                (None, Some(group)) => (0, a, group),
                (Some(group), None) => (1, b, group),
                (Some(_), Some(_)) | (None, None) => continue,
            };
            let neighbours = &self.list[group].sides[side];
            let beside = neighbours.contains(&(unit + 1)) || unit > 0 && neighbours.contains(&(unit - 1));
            let shares = weighed[0][a].shares(&weighed[1][b], scene);
            let covered = if side == 0 { shares.of_first } else { shares.of_second };
            if beside && covered >= COVERED {
                self.join(&[(0, a), (1, b)]);
            }
        }
    }

    /// Every group, in the order of the first article; what only the second has stands behind what it says before.
    fn done(mut self) -> Vec<Group> {
        for (side, units) in self.of.iter().enumerate() {
            for (unit, group) in units.iter().enumerate() {
                if group.is_none() {
                    let mut alone = Group::default();
                    alone.sides[side].insert(unit);
                    self.list.push(alone);
                }
            }
        }
        self.list.retain(|group| group.sides.iter().any(|units| !units.is_empty()));
        // Where the second article's assertions stand in the order of the first.
        let mut anchors: Vec<(usize, usize)> = self
            .list
            .iter()
            .filter_map(|group| Some((*group.sides[1].first()?, *group.sides[0].first()?)))
            .collect();
        anchors.sort_unstable();
        let key = |group: &Group| match (group.sides[0].first(), group.sides[1].first()) {
            (Some(first), _) => (*first + 1, 0, 0),
            (None, Some(second)) => {
                let before = anchors.partition_point(|(theirs, _)| theirs < second);
                let anchor = before.checked_sub(1).map_or(0, |at| anchors[at].1 + 1);
                (anchor, 1, *second)
            }
            (None, None) => (usize::MAX, 0, 0),
        };
        self.list.sort_by_key(key);
        self.list
    }
}
