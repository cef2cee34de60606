//! Word clusters by the exchange algorithm: words stand in one cluster when the clusters before and after them are
//! alike, so that rare words share what frequent ones have learned. No labels are needed.

use std::collections::HashMap;

use factlint::language::tagger::form::Form;

/// How many clusters there are, and how often a word must occur to be in one.
const CLUSTERS: usize = 200;
const LEAST: usize = 3;
const ROUNDS: usize = 12;

/// Clusters the words of the sentences: hash of the lower-case form and cluster (from 1), sorted by hash.
pub fn cluster(sentences: &[Vec<String>]) -> Vec<(u32, u8)> {
    let forms: Vec<Vec<u32>> =
        sentences.iter().map(|words| words.iter().map(|word| Form::new(word).lower).collect()).collect();
    let mut counts: HashMap<u32, usize> = HashMap::new();
    forms.iter().flatten().for_each(|form| *counts.entry(*form).or_default() += 1);
    let mut frequent: Vec<(usize, u32)> =
        counts.into_iter().filter(|&(_, count)| count >= LEAST).map(|(form, count)| (count, form)).collect();
    frequent.sort_by_key(|&(count, form)| (std::cmp::Reverse(count), form));
    // Word 0 is every rare word and the end of a sentence: cluster 0, which never moves.
    let index: HashMap<u32, usize> = frequent.iter().zip(1..).map(|(&(_, form), at)| (form, at)).collect();
    let mut pairs: HashMap<(usize, usize), f64> = HashMap::new();
    for sentence in &forms {
        let mut last = 0;
        for form in sentence.iter().map(|form| index.get(form).copied().unwrap_or(0)).chain([0]) {
            *pairs.entry((last, form)).or_default() += 1.0;
            last = form;
        }
    }
    let size = frequent.len() + 1;
    let mut after: Vec<Vec<(usize, f64)>> = vec![Vec::new(); size];
    let mut before: Vec<Vec<(usize, f64)>> = vec![Vec::new(); size];
    let mut sorted: Vec<_> = pairs.into_iter().collect();
    sorted.sort_by_key(|&(pair, _)| pair);
    for ((one, other), count) in sorted {
        after[one].push((other, count));
        before[other].push((one, count));
    }
    let mut state = State::new(size, &after);
    for _ in 0..ROUNDS {
        let moved = (1..size).filter(|&word| state.improve(word, &after[word], &before[word])).count();
        println!("clusters: {moved} of {} words moved", size - 1);
    }
    let mut out: Vec<(u32, u8)> =
        index.into_iter().map(|(form, at)| (form, u8::try_from(state.of[at]).unwrap_or(0))).collect();
    out.sort_unstable();
    out
}

/// The clusters with the counts of their pairs.
struct State {
    of: Vec<usize>,
    pairs: Vec<f64>,
    first: Vec<f64>,
    second: Vec<f64>,
}

const WIDTH: usize = CLUSTERS + 1;

impl State {
    fn new(size: usize, after: &[Vec<(usize, f64)>]) -> Self {
        let of = (0..size).map(|word| if word == 0 { 0 } else { (word - 1) % CLUSTERS + 1 }).collect();
        let mut state =
            Self { of, pairs: vec![0.0; WIDTH * WIDTH], first: vec![0.0; WIDTH], second: vec![0.0; WIDTH] };
        for (word, next) in after.iter().enumerate() {
            for &(other, count) in next {
                let (one, two) = (state.of[word], state.of[other]);
                state.pairs[one * WIDTH + two] += count;
                state.first[one] += count;
                state.second[two] += count;
            }
        }
        state
    }

    /// Moves a word to the cluster where it makes the text most likely. Whether it moved.
    fn improve(&mut self, word: usize, after: &[(usize, f64)], before: &[(usize, f64)]) -> bool {
        let own = self.of[word];
        let (mut next, mut last) = (vec![0.0; WIDTH], vec![0.0; WIDTH]);
        let mut itself = 0.0;
        for &(other, count) in after {
            if other == word {
                itself += count;
            } else {
                next[self.of[other]] += count;
            }
        }
        for &(other, count) in before.iter().filter(|(other, _)| *other != word) {
            last[self.of[other]] += count;
        }
        self.shift(own, &next, &last, itself, -1.0);
        let nexts: Vec<(usize, f64)> =
            next.iter().copied().enumerate().filter(|(_, count)| *count > 0.0).collect();
        let lasts: Vec<(usize, f64)> =
            last.iter().copied().enumerate().filter(|(_, count)| *count > 0.0).collect();
        let (out, into) = (next.iter().sum::<f64>() + itself, last.iter().sum::<f64>() + itself);
        let gain = |cluster: usize| {
            let mut sum = 0.0;
            for &(other, count) in &nexts {
                let old = self.pairs[cluster * WIDTH + other];
                sum += entropy(old + count) - entropy(old);
            }
            for &(other, count) in &lasts {
                let old = self.pairs[other * WIDTH + cluster];
                sum += entropy(old + count) - entropy(old);
            }
            sum - (entropy(self.first[cluster] + out) - entropy(self.first[cluster]))
                - (entropy(self.second[cluster] + into) - entropy(self.second[cluster]))
        };
        let mut best = (own, gain(own));
        for cluster in 1..WIDTH {
            let gain = gain(cluster);
            if gain > best.1 + 1e-9 {
                best = (cluster, gain);
            }
        }
        self.shift(best.0, &next, &last, itself, 1.0);
        self.of[word] = best.0;
        best.0 != own
    }

    fn shift(&mut self, cluster: usize, next: &[f64], last: &[f64], itself: f64, sign: f64) {
        for other in 0..WIDTH {
            self.pairs[cluster * WIDTH + other] += sign * next[other];
            self.pairs[other * WIDTH + cluster] += sign * last[other];
            self.second[other] += sign * next[other];
            self.first[other] += sign * last[other];
            self.first[cluster] += sign * next[other];
            self.second[cluster] += sign * last[other];
        }
        self.pairs[cluster * WIDTH + cluster] += sign * itself;
        self.first[cluster] += sign * itself;
        self.second[cluster] += sign * itself;
    }
}

fn entropy(count: f64) -> f64 {
    if count > 0.0 { count * count.ln() } else { 0.0 }
}
