//! Trains a part-of-speech model: first on the treebank, then, where it is small, once more with further texts that
//! the first model has labelled, so that the second has seen more words in their surroundings.

use factlint::language::tagger::WIDTH;
use factlint::language::tagger::form::Form;
use factlint::language::tagger::lists::Lists;
use factlint::language::tagger::pos::{Known, features};
use factlint::language::tagger::sequence::{Scratch, Sequence};
use factlint::rule::Files;

use crate::conllu::{self, Sentence};
use crate::field::{self, Example, Settings};
use crate::{corpora, read};

/// What a sentence labelled by the first model counts beside one labelled by people.
const SILVER: f32 = 0.3;

/// Trains on `corpora/ud-<language>/{train,dev}` and writes `rules/<language>/pos.bin`. `further` are texts without
/// labels.
pub fn train(language: &str, clusters: &[(u32, u8)], further: &[Vec<String>]) -> Result<(), String> {
    let folder = corpora(&format!("ud-{language}"));
    let mut sentences = conllu::sentences(&read(&folder.join("train.conllu"))?);
    sentences.extend(conllu::sentences(&read(&folder.join("dev.conllu"))?));
    let joined: Vec<Sentence> = sentences.iter().filter_map(conllu::joined).collect();
    sentences.extend(joined);
    let mut labels: Vec<String> = sentences.iter().flat_map(|sentence| &sentence.labels).cloned().collect();
    labels.sort();
    labels.dedup();
    let lists = Lists::load(&Files::builtin(), language).map_err(|problem| problem.to_string())?;
    let hashes = |words: &[String]| hashes(words, &lists, clusters);
    let mut examples: Vec<Example> = sentences
        .iter()
        .map(|sentence| Example {
            features: hashes(&sentence.words),
            labels: sentence
                .labels
                .iter()
                .map(|label| labels.iter().position(|known| known == label).unwrap_or(0))
                .collect(),
            domain: usize::from(sentence.parallel),
            silent: (usize::MAX, &[]),
            weight: 1.0,
        })
        .collect();
    let small = sentences.len() < 5000;
    let mut settings = Settings {
        labels,
        domains: if sentences.iter().any(|sentence| sentence.parallel) { 2 } else { 1 },
        shipped: 0,
        least: if small { 2 } else { 6 },
        rounds: if small { 15 } else { 10 },
        rate: 0.05,
        dropout: 0.1,
        runs: if small { 3 } else { 1 },
    };
    let mut bytes = field::train(&examples, &settings).bytes(clusters);
    if small && !further.is_empty() {
        let model = Sequence::<WIDTH>::read(bytes.clone().leak()).ok_or("the first model cannot be read")?;
        let (mut scratch, mut found) = (Scratch::default(), Vec::new());
        for words in further.iter().filter(|words| words.len() > 3) {
            let features = hashes(words);
            model.label(features.len(), &mut scratch, |at, out| out.extend(&features[at]), &mut found);
            let labels = found.iter().map(|&label| usize::from(label)).collect();
            examples.push(Example { features, labels, domain: 0, silent: (usize::MAX, &[]), weight: SILVER });
        }
        (settings.least, settings.runs) = (4, 1);
        bytes = field::train(&examples, &settings).bytes(clusters);
    }
    let path = format!("rules/{language}/pos.bin");
    std::fs::write(&path, bytes).map_err(|cause| format!("cannot write `{path}`: {cause}"))
}

fn hashes(words: &[String], lists: &Lists, clusters: &[(u32, u8)]) -> Vec<Vec<u32>> {
    let forms: Vec<Form> = words.iter().map(|word| Form::new(word)).collect();
    let cluster = |lower: u32| {
        clusters.binary_search_by_key(&lower, |&(hash, _)| hash).map_or(0, |at| u32::from(clusters[at].1))
    };
    let known: Vec<Known> = forms
        .iter()
        .map(|form| Known { cluster: cluster(form.lower), lists: lists.of(form.lower) })
        .collect();
    let token = |at| {
        let mut hashes = Vec::new();
        features(&forms, &known, at, &mut hashes);
        hashes
    };
    (0..forms.len()).map(token).collect()
}
