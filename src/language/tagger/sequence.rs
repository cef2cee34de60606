//! A linear model that labels the tokens of a sentence: the weights of a token's features add up to a score for each
//! label, each pair of neighbouring labels has a score, and the best sequence wins (Viterbi). Trained as a conditional
//! random field by `examples/train`.
//!
//! A model file is little-endian: `FLM2`, the number of labels and each label's length and name; the scores of label
//! pairs as `i16`, row by row, the row of the sentence start last; the number of features, their hashes in ascending
//! order and their rows of one `i8` per label; the number of clustered words, their hashes and one cluster byte each.

use std::collections::HashMap;

/// What a model file begins with.
pub const MAGIC: &[u8; 4] = b"FLM2";

/// Labels of up to `WIDTH` kinds; a row of weights is padded to that.
#[derive(Debug)]
pub struct Sequence<const WIDTH: usize> {
    labels: Vec<String>,
    /// `pairs[after][before]`, unknown labels at minus infinity.
    pairs: Vec<[f32; WIDTH]>,
    start: [f32; WIDTH],
    table: Table<WIDTH>,
    clusters: HashMap<u32, u8, Identity>,
}

/// Buffers that one call leaves to the next.
#[derive(Debug)]
pub struct Scratch<const WIDTH: usize> {
    features: Vec<u32>,
    scores: Vec<[f32; WIDTH]>,
}

impl<const WIDTH: usize> Default for Scratch<WIDTH> {
    fn default() -> Self {
        Self { features: Vec::new(), scores: Vec::new() }
    }
}

impl<const WIDTH: usize> Sequence<WIDTH> {
    /// Reads a model file; `None` where the bytes are not one.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut file = Reader { whole: bytes, bytes };
        if file.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let count = usize::from(file.take(1)?[0]);
        if count == 0 || count > WIDTH {
            return None;
        }
        let mut labels = Vec::new();
        for _ in 0..count {
            let length = usize::from(file.take(1)?[0]);
            labels.push(String::from_utf8(file.take(length)?.to_vec()).ok()?);
        }
        let mut pairs = vec![[f32::NEG_INFINITY; WIDTH]; WIDTH];
        let mut start = [f32::NEG_INFINITY; WIDTH];
        let mut score = || Some(f32::from(i16::from_le_bytes(file.take(2)?.try_into().ok()?)));
        for before in 0..count {
            for row in &mut pairs[..count] {
                row[before] = score()?;
            }
        }
        for after in &mut start[..count] {
            *after = score()?;
        }
        let features = file.count()?;
        let hashes = file.take(features.checked_mul(4)?)?;
        let rows = file.take(features.checked_mul(count)?)?;
        // The last row is read beyond its end, too.
        let table = Table::new(hashes, file.behind(rows, WIDTH), count);
        let words = file.count()?;
        let hashes = file.take(words.checked_mul(4)?)?;
        let kinds = file.take(words)?;
        let clusters = hashes.as_chunks::<4>().0.iter().map(|&hash| u32::from_le_bytes(hash));
        let clusters = clusters.zip(kinds.iter().copied()).collect();
        Some(Self { labels, pairs, start, table, clusters })
    }

    /// The names of the labels; results are indices into it.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The cluster of a word by the hash of its lower-case form; 0 for words too rare to have one.
    pub fn cluster(&self, lower: u32) -> u32 {
        self.clusters.get(&lower).map_or(0, |&cluster| u32::from(cluster))
    }

    /// Labels `length` tokens. `features` writes the feature hashes of one token.
    pub fn label(
        &self,
        length: usize,
        scratch: &mut Scratch<WIDTH>,
        mut features: impl FnMut(usize, &mut Vec<u32>),
        labels: &mut Vec<u8>,
    ) {
        labels.clear();
        scratch.scores.clear();
        let mut last = [0.0; WIDTH];
        for at in 0..length {
            scratch.features.clear();
            features(at, &mut scratch.features);
            let own = self.table.sum(&scratch.features);
            let mut best = self.start;
            if at > 0 {
                for (best, pairs) in best.iter_mut().zip(&self.pairs) {
                    *best = best_before(&last, pairs);
                }
            }
            for (best, own) in best.iter_mut().zip(own) {
                *best += f32::from(own);
            }
            last = best;
            scratch.scores.push(best);
        }
        let Some(scores) = scratch.scores.last() else { return };
        let mut label = argmax(scores.iter().copied());
        labels.push(to_u8(label));
        for scores in scratch.scores.iter().rev().skip(1) {
            label = argmax(scores.iter().zip(&self.pairs[label]).map(|(score, pair)| score + pair));
            labels.push(to_u8(label));
        }
        labels.reverse();
    }
}

/// The best score of all ways to get here.
#[inline]
fn best_before<const WIDTH: usize>(last: &[f32; WIDTH], pairs: &[f32; WIDTH]) -> f32 {
    // Four lanes, so that the compiler can use vector registers.
    let mut lanes = [f32::NEG_INFINITY; 4];
    for (last, pairs) in last.as_chunks::<4>().0.iter().zip(pairs.as_chunks::<4>().0) {
        for ((lane, last), pair) in lanes.iter_mut().zip(last).zip(pairs) {
            let score = last + pair;
            *lane = if score > *lane { score } else { *lane };
        }
    }
    lanes.into_iter().fold(f32::NEG_INFINITY, f32::max)
}

fn argmax(scores: impl Iterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (at, score) in scores.enumerate() {
        if score > best.1 {
            best = (at, score);
        }
    }
    best.0
}

fn to_u8(label: usize) -> u8 {
    u8::try_from(label).unwrap_or(0)
}

/// Weights by feature hash, left where they are in the file: only where each run of hashes begins is worked out.
#[derive(Debug)]
struct Table<const WIDTH: usize> {
    /// In ascending order.
    hashes: &'static [[u8; 4]],
    /// One row of `labels` weights for each hash. What a row is read beyond its labels belongs to the next one and
    /// counts for labels that there are none of.
    rows: &'static [u8],
    labels: usize,
    /// The first hash with each value of the upper bits, and the end.
    starts: Vec<u32>,
    shift: u32,
}

impl<const WIDTH: usize> Table<WIDTH> {
    fn new(hashes: &'static [u8], rows: &'static [u8], labels: usize) -> Self {
        let hashes = hashes.as_chunks::<4>().0;
        let bits = (hashes.len() + 2).next_power_of_two().trailing_zeros().min(24);
        let shift = 32 - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (at, hash) in (0..).zip(hashes) {
            let home = (u32::from_le_bytes(*hash) >> shift) as usize;
            if home >= starts.len() {
                starts.resize(home + 1, at);
            }
        }
        starts.resize((1 << bits) + 1, u32::try_from(hashes.len()).unwrap_or(0));
        Self { hashes, rows, labels, starts, shift }
    }

    /// The sum of the rows of all features that the model knows.
    #[inline]
    fn sum(&self, features: &[u32]) -> [i16; WIDTH] {
        let mut sum = [0i16; WIDTH];
        for &hash in features {
            let home = (hash >> self.shift) as usize;
            let &[first, end] = &self.starts[home..home + 2] else { continue };
            let run = self.hashes.get(first as usize..end as usize).unwrap_or_default();
            let Some(at) = run.iter().position(|known| u32::from_le_bytes(*known) == hash) else { continue };
            let row = self.rows.get((first as usize + at) * self.labels..).unwrap_or_default();
            if let Some(row) = row.first_chunk::<WIDTH>() {
                for (sum, &weight) in sum.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
                }
            }
        }
        sum
    }
}

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identity(u64);

impl std::hash::BuildHasher for Identity {
    type Hasher = Self;
    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl std::hash::Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }
    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Takes a model file apart.
struct Reader {
    whole: &'static [u8],
    bytes: &'static [u8],
}

impl Reader {
    fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// What has been taken, with up to `more` bytes of what follows.
    fn behind(&self, taken: &'static [u8], more: usize) -> &'static [u8] {
        let from = self.whole.len() - self.bytes.len() - taken.len();
        self.whole.get(from..from + taken.len() + more).unwrap_or(taken)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.take(4)?.try_into().ok()?)).ok()
    }
}
