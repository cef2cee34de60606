//! A linear-chain conditional random field, trained by AdaGrad with feature dropout, and written as a model file that
//! `factlint::language::tagger::sequence` reads.
//!
//! Sentences belong to domains (treebanks with guidelines of their own, labels made by a model). Every domain has
//! weights on top of the common ones; those of the domain that is shipped are added in the end.

use std::collections::HashMap;

use factlint::language::tagger::sequence::MAGIC;

/// A sentence ready for training: for each token the features' hashes, and the label.
pub struct Example {
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<usize>,
    pub domain: usize,
    /// A label that is given where the annotation is silent, and the labels that could be meant beside it.
    pub silent: (usize, &'static [usize]),
    /// How much it counts; 1 for what people have labelled.
    pub weight: f32,
}

/// Settings of a training run.
pub struct Settings {
    pub labels: Vec<String>,
    pub domains: usize,
    /// The domain whose weights are shipped.
    pub shipped: usize,
    /// Features seen less often are left out.
    pub least: u32,
    pub rounds: usize,
    pub rate: f32,
    /// The share of features left out at random.
    pub dropout: f32,
    /// Runs with different orders of the sentences, averaged.
    pub runs: u64,
}

/// A trained model.
pub struct Field {
    labels: Vec<String>,
    hashes: Vec<u32>,
    weights: Vec<f32>,
    /// `pairs[before * labels + after]`; the last row is the start.
    pairs: Vec<f32>,
}

/// Trains on the examples.
pub fn train(examples: &[Example], settings: &Settings) -> Field {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for hash in examples.iter().flat_map(|example| &example.features).flatten() {
        *counts.entry(*hash).or_default() += 1;
    }
    let mut hashes: Vec<u32> =
        counts.into_iter().filter(|&(_, count)| count >= settings.least).map(|(hash, _)| hash).collect();
    hashes.sort_unstable();
    let index: HashMap<u32, u32> = hashes.iter().zip(0..).map(|(&hash, index)| (hash, index)).collect();
    let features: Vec<Vec<Vec<u32>>> = examples
        .iter()
        .map(|example| {
            let known = |token: &Vec<u32>| token.iter().filter_map(|hash| index.get(hash).copied()).collect();
            example.features.iter().map(known).collect()
        })
        .collect();
    println!("{} sentences, {} features", examples.len(), hashes.len());
    let count = settings.labels.len();
    let mut total = Field {
        labels: settings.labels.clone(),
        weights: vec![0.0; hashes.len() * count],
        pairs: vec![0.0; (count + 1) * count],
        hashes,
    };
    for run in 0..settings.runs {
        let mut trainer = Trainer::new(&total, settings, run);
        trainer.run(examples, &features, settings);
        trainer.add_to(&mut total, settings.shipped);
    }
    total
}

/// Weights with the sums of their squared gradients.
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn new(length: usize) -> Self {
        Self { values: vec![0.0; length], squares: vec![0.0; length] }
    }

    fn step(&mut self, at: usize, gradient: &[f32], rate: f32) {
        let values = &mut self.values[at..at + gradient.len()];
        let squares = &mut self.squares[at..at + gradient.len()];
        for ((value, square), gradient) in values.iter_mut().zip(squares).zip(gradient) {
            *square += gradient * gradient;
            *value += rate * gradient / (1e-6 + *square).sqrt();
        }
    }
}

struct Trainer {
    labels: usize,
    /// The common weights, then those of each domain.
    weights: Vec<Weights>,
    pairs: Weights,
    sums: Vec<Vec<f32>>,
    pair_sums: Vec<f32>,
    summed: f32,
    random: u64,
}

impl Trainer {
    fn new(field: &Field, settings: &Settings, run: u64) -> Self {
        let length = field.weights.len();
        let domains = if settings.domains > 1 { settings.domains + 1 } else { 1 };
        Self {
            labels: settings.labels.len(),
            weights: (0..domains).map(|_| Weights::new(length)).collect(),
            pairs: Weights::new(field.pairs.len()),
            sums: vec![vec![0.0; length]; domains],
            pair_sums: vec![0.0; field.pairs.len()],
            summed: 0.0,
            random: 0x0123_4567 + run * 7919,
        }
    }

    /// Xorshift: the same on every machine.
    fn random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    fn run(&mut self, examples: &[Example], features: &[Vec<Vec<u32>>], settings: &Settings) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 2^16")]
        let dropped = (settings.dropout * 65536.0) as u64;
        for round in 0..settings.rounds {
            for last in (1..order.len()).rev() {
                let other = usize::try_from(self.random() % (last as u64 + 1)).unwrap_or(0);
                order.swap(last, other);
            }
            let rate = settings.rate * (1.0 - 0.9 * round as f32 / settings.rounds as f32);
            for &sentence in &order {
                let kept: Vec<Vec<u32>> = features[sentence]
                    .iter()
                    .map(|token| token.iter().copied().filter(|_| self.random() >> 48 >= dropped).collect())
                    .collect();
                self.learn(&examples[sentence], &kept, rate);
            }
            if round >= settings.rounds * 2 / 3 {
                self.remember();
            }
        }
    }

    /// Adds the present weights to the average.
    fn remember(&mut self) {
        for (sums, weights) in self.sums.iter_mut().zip(&self.weights) {
            sums.iter_mut().zip(&weights.values).for_each(|(sum, value)| *sum += value);
        }
        self.pair_sums.iter_mut().zip(&self.pairs.values).for_each(|(sum, value)| *sum += value);
        self.summed += 1.0;
    }

    fn add_to(&self, total: &mut Field, shipped: usize) {
        for (at, sums) in self.sums.iter().enumerate() {
            if at == 0 || at == shipped + 1 {
                total.weights.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum / self.summed);
            }
        }
        total.pairs.iter_mut().zip(&self.pair_sums).for_each(|(total, sum)| *total += sum / self.summed);
    }

    /// One step on one sentence: the gradient of the likelihood of its labels.
    fn learn(&mut self, example: &Example, features: &[Vec<u32>], rate: f32) {
        let n = self.labels;
        let layers: Vec<usize> = if self.weights.len() > 1 { vec![0, example.domain + 1] } else { vec![0] };
        let pairs: Vec<f32> = self.pairs.values.iter().map(|score| score.exp()).collect();
        let own: Vec<Vec<f32>> = features.iter().map(|token| self.own(token, &layers)).collect();
        let model = expected(&own, &pairs);
        // What the annotation leaves possible: one label for each token, or several where it is silent.
        let mut possible = own;
        for (shares, &label) in possible.iter_mut().zip(&example.labels) {
            for (at, share) in shares.iter_mut().enumerate() {
                if at != label && !(label == example.silent.0 && example.silent.1.contains(&at)) {
                    *share = 0.0;
                }
            }
        }
        let truth = expected(&possible, &pairs);
        for (token, (truth, model)) in features.iter().zip(truth.0.iter().zip(&model.0)) {
            let gradient: Vec<f32> =
                truth.iter().zip(model).map(|(truth, model)| example.weight * (truth - model)).collect();
            for &layer in &layers {
                for &feature in token {
                    self.weights[layer].step(feature as usize * n, &gradient, rate);
                }
            }
        }
        let gradient: Vec<f32> =
            truth.1.iter().zip(&model.1).map(|(truth, model)| example.weight * (truth - model)).collect();
        self.pairs.step(0, &gradient, rate);
    }

    /// What a token's features say on their own, as relative probabilities.
    fn own(&self, features: &[u32], layers: &[usize]) -> Vec<f32> {
        let n = self.labels;
        let mut scores = vec![0f32; n];
        for &layer in layers {
            for &feature in features {
                let row = &self.weights[layer].values[feature as usize * n..][..n];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
            }
        }
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        scores.iter_mut().for_each(|score| *score = (*score - most).exp());
        scores
    }
}

/// How likely each label is for each token, and how often each pair of labels is to be expected (the last row: at the
/// start), given what the tokens say on their own: forward and backward.
fn expected(own: &[Vec<f32>], pairs: &[f32]) -> (Vec<Vec<f32>>, Vec<f32>) {
    let (n, length) = (own.first().map_or(0, Vec::len), own.len());
    let mut forward = vec![vec![0f32; n]; length];
    for at in 0..length {
        for after in 0..n {
            let before: f32 = if at == 0 {
                pairs[n * n + after]
            } else {
                (0..n).map(|before| forward[at - 1][before] * pairs[before * n + after]).sum()
            };
            forward[at][after] = before * own[at][after];
        }
        normalize(&mut forward[at]);
    }
    let mut backward = vec![vec![1f32; n]; length];
    for at in (0..length.saturating_sub(1)).rev() {
        for before in 0..n {
            backward[at][before] = (0..n)
                .map(|after| pairs[before * n + after] * own[at + 1][after] * backward[at + 1][after])
                .sum();
        }
        normalize(&mut backward[at]);
    }
    let mut sums = vec![0f32; (n + 1) * n];
    let mut shares = Vec::with_capacity(length);
    for at in 0..length {
        let mut here: Vec<f32> = (0..n).map(|label| forward[at][label] * backward[at][label]).collect();
        normalize(&mut here);
        if at == 0 {
            sums[n * n..].copy_from_slice(&here);
        } else {
            let pair = |pair: usize| {
                let (before, after) = (pair / n, pair % n);
                forward[at - 1][before] * pairs[pair] * own[at][after] * backward[at][after]
            };
            let mut here: Vec<f32> = (0..n * n).map(pair).collect();
            normalize(&mut here);
            sums.iter_mut().zip(&here).for_each(|(sum, share)| *sum += share);
        }
        shares.push(here);
    }
    (shares, sums)
}

fn normalize(shares: &mut [f32]) {
    let sum: f32 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|share| *share /= sum);
    }
}

impl Field {
    /// Makes a label less likely everywhere: moves its weight for a feature that every token has.
    pub fn lower(&mut self, label: usize, feature: u32, by: f32) {
        let labels = self.labels.len();
        if let Ok(at) = self.hashes.binary_search(&feature) {
            self.weights[at * labels + label] -= by;
        }
    }

    /// Writes the model file; `clusters` are words by the hash of their lower-case form.
    #[expect(clippy::cast_possible_truncation, reason = "scores are scaled into the range first")]
    pub fn bytes(&self, clusters: &[(u32, u8)]) -> Vec<u8> {
        let n = self.labels.len();
        let most = self.weights.iter().fold(0f32, |most, weight| most.max(weight.abs()));
        let scale = 127.0 / most;
        let mut bytes = MAGIC.to_vec();
        bytes.push(n as u8);
        for label in &self.labels {
            bytes.push(label.len() as u8);
            bytes.extend(label.as_bytes());
        }
        for score in &self.pairs {
            bytes.extend(((score * scale).round().clamp(-32000.0, 32000.0) as i16).to_le_bytes());
        }
        let rows: Vec<(u32, Vec<i8>)> = self
            .hashes
            .iter()
            .zip(self.weights.chunks(n))
            .map(|(&hash, row)| (hash, row.iter().map(|weight| (weight * scale).round() as i8).collect()))
            .filter(|(_, row): &(u32, Vec<i8>)| row.iter().any(|weight| weight.abs() > 1))
            .collect();
        bytes.extend((rows.len() as u32).to_le_bytes());
        rows.iter().for_each(|(hash, _)| bytes.extend(hash.to_le_bytes()));
        rows.iter().for_each(|(_, row)| bytes.extend(row.iter().map(|weight| weight.cast_unsigned())));
        bytes.extend((clusters.len() as u32).to_le_bytes());
        clusters.iter().for_each(|(hash, _)| bytes.extend(hash.to_le_bytes()));
        bytes.extend(clusters.iter().map(|&(_, cluster)| cluster));
        println!("{} features with weight, {} bytes, largest weight {most:.2}", rows.len(), bytes.len());
        bytes
    }
}
