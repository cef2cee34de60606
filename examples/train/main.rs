//! Trains the models that are shipped under `rules/` from the corpora beside the project. The same corpora give the
//! same files.
//!
//! `cargo run --release --example train -- pos de` writes `rules/de/pos.bin`. The weights of the evidence:
//! `cargo run --release --example evaluate -- candidates tests/dossiers/dev tests/dossiers/sample > target/candidates`,
//! then `cargo run --release --example train -- evidence target/candidates`.

mod cluster;
mod conllu;
mod evidence;
mod field;
mod names;
mod pos;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["pos", language] => pos(language),
        ["names", language] => {
            texts(language).and_then(|texts| names::train(language, &cluster::cluster(&texts)))
        }
        ["evidence", candidates] => evidence::train(candidates),
        _ => Err("usage: train pos|names LANGUAGE, or train evidence CANDIDATES".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn pos(language: &str) -> Result<(), String> {
    let names = corpora(&format!("ner-{language}"));
    let further = if names.exists() { names::news(&names)? } else { Vec::new() };
    pos::train(language, &cluster::cluster(&texts(language)?), &further)
}

/// The words of every text that may be trained on, without their labels.
fn texts(language: &str) -> Result<Vec<Vec<String>>, String> {
    let mut texts = Vec::new();
    for part in ["train.conllu", "dev.conllu"] {
        let sentences = conllu::sentences(&read(&corpora(&format!("ud-{language}")).join(part))?);
        texts.extend(
            sentences.into_iter().map(|sentence| conllu::joined(&sentence).unwrap_or(sentence).words),
        );
    }
    let names = corpora(&format!("ner-{language}"));
    if names.exists() {
        texts.extend(names::texts(&names, language)?);
    }
    Ok(texts)
}

/// A folder of the corpora: below the folder that the variable `FACTLINT_SHARED` names, or `../shared`.
fn corpora(below: &str) -> PathBuf {
    std::env::var_os("FACTLINT_SHARED")
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
        .join("corpora")
        .join(below)
}

/// Reads a file of the corpora.
fn read(path: &std::path::Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|cause| format!("cannot read `{}`: {cause}", path.display()))
}
