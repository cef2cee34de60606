//! Trains a name model: GermEval 2014 and SmartData.

use factlint::annotate::entity::tagger::{ALWAYS, features, words};
use factlint::language::tagger::lists::Lists;
use factlint::language::tagger::{Buffers, Tagger};
use factlint::rule::Files;

use crate::field::{self, Example, Settings};
use crate::{corpora, read};

#[path = "../evaluate/names_data.rs"]
mod data;

/// Trains on the training parts of `corpora/ner-<language>` and writes `rules/<language>/names.bin`.
pub fn train(language: &str, clusters: &[(u32, u8)]) -> Result<(), String> {
    let folder = corpora(&format!("ner-{language}"));
    let files = Files::builtin();
    let problem = |problem: factlint::rule::Problem| problem.to_string();
    let tagger = Tagger::load(&files, language).map_err(problem)?;
    let lists = Lists::names(&files).map_err(problem)?;
    let labels: Vec<String> =
        ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-OTH", "I-OTH", "B-DER"]
            .map(str::to_owned)
            .to_vec();
    let cluster = |lower: u32| {
        clusters.binary_search_by_key(&lower, |&(hash, _)| hash).map_or(0, |at| u32::from(clusters[at].1))
    };
    let mut buffers = Buffers::default();
    let mut examples = Vec::new();
    let news = data::germeval(&read(&folder.join("germeval_train.tsv"))?);
    let smart = data::smartdata(&read(&folder.join("smartdata_train.jsonl"))?, language)?;
    for (domain, sentences) in [news, smart].iter().enumerate() {
        for sentence in sentences {
            let tokens: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
            let tags = tagger.tag(&tokens, &mut buffers);
            let mut seen = Vec::new();
            let tokens = tokens.into_iter().zip(tags.into_iter().map(|(pos, _)| pos));
            words(tokens, &lists, cluster, &mut seen);
            let token = |at| {
                let mut hashes = Vec::new();
                features(&seen, at, &mut hashes);
                hashes
            };
            let label = |label: &String| labels.iter().position(|known| known == label).unwrap_or(0);
            examples.push(Example {
                features: (0..seen.len()).map(token).collect(),
                labels: sentence.labels.iter().map(label).collect(),
                domain,
                // SmartData knows no other names than persons, organisations and places.
                silent: (0, if domain == 1 { &[7, 8] } else { &[] }),
                // Half of SmartData is traffic and wire reports, less like articles.
                weight: if domain == 1 { 0.7 } else { 1.0 },
            });
        }
    }
    let settings =
        Settings { labels, domains: 1, shipped: 0, least: 3, rounds: 10, rate: 0.04, dropout: 0.1, runs: 1 };
    let path = format!("rules/{language}/names.bin");
    let mut field = field::train(&examples, &settings);
    // Left alone, the model misses more names than it makes up; half a point evens that out (held-out sentences).
    field.lower(0, ALWAYS, 0.5);
    let bytes = field.bytes(clusters);
    std::fs::write(&path, bytes).map_err(|cause| format!("cannot write `{path}`: {cause}"))
}

/// The words of the training texts.
pub fn texts(folder: &std::path::Path, language: &str) -> Result<Vec<Vec<String>>, String> {
    let mut sentences = data::germeval(&read(&folder.join("germeval_train.tsv"))?);
    sentences.extend(data::smartdata(&read(&folder.join("smartdata_train.jsonl"))?, language)?);
    Ok(sentences.into_iter().map(|sentence| sentence.words).collect())
}

/// The words of the training texts that read like articles.
pub fn news(folder: &std::path::Path) -> Result<Vec<Vec<String>>, String> {
    let sentences = data::germeval(&read(&folder.join("germeval_train.tsv"))?);
    Ok(sentences.into_iter().map(|sentence| sentence.words).collect())
}
