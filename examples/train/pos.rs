//! Trains a part-of-speech model.

use factlint::language::tagger::form::Form;
use factlint::language::tagger::lists::Lists;
use factlint::language::tagger::pos::{Known, features};
use factlint::rule::Files;

use crate::conllu::{self, Sentence};
use crate::field::{self, Example, Settings};
use crate::{corpora, read};

/// Trains on `corpora/ud-<language>/{train,dev}` and writes `rules/<language>/pos.bin`.
pub fn train(language: &str, clusters: &[(u32, u8)]) -> Result<(), String> {
    let folder = corpora(&format!("ud-{language}"));
    let mut sentences = conllu::sentences(&read(&folder.join("train.conllu"))?);
    sentences.extend(conllu::sentences(&read(&folder.join("dev.conllu"))?));
    let joined: Vec<Sentence> = sentences.iter().filter_map(conllu::joined).collect();
    sentences.extend(joined);
    let mut labels: Vec<String> = sentences.iter().flat_map(|sentence| &sentence.labels).cloned().collect();
    labels.sort();
    labels.dedup();
    let lists = Lists::load(&Files::builtin(), language).map_err(|problem| problem.to_string())?;
    let examples: Vec<Example> =
        sentences.iter().map(|sentence| example(sentence, &labels, &lists, clusters)).collect();
    let small = sentences.len() < 5000;
    let settings = Settings {
        labels,
        domains: if sentences.iter().any(|sentence| sentence.parallel) { 2 } else { 1 },
        shipped: 0,
        least: if small { 2 } else { 6 },
        rounds: if small { 20 } else { 10 },
        rate: 0.05,
        dropout: 0.1,
        runs: if small { 3 } else { 1 },
    };
    let field = field::train(&examples, &settings);
    let path = format!("rules/{language}/pos.bin");
    std::fs::write(&path, field.bytes(clusters)).map_err(|cause| format!("cannot write `{path}`: {cause}"))
}

fn example(sentence: &Sentence, labels: &[String], lists: &Lists, clusters: &[(u32, u8)]) -> Example {
    let forms: Vec<Form> = sentence.words.iter().map(|word| Form::new(word)).collect();
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
    Example {
        features: (0..forms.len()).map(token).collect(),
        labels: sentence
            .labels
            .iter()
            .map(|label| labels.iter().position(|known| known == label).unwrap_or(0))
            .collect(),
        domain: usize::from(sentence.parallel),
        weight: 1.0,
    }
}
