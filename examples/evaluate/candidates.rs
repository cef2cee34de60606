//! The candidates of dossiers with gold, one JSON object per line: what the weights of the evidence are made from.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use factlint::Engine;
use serde_json::json;

use crate::dossiers::{self, Dossier};

/// Prints every candidate of every dossier below the folders, with the gold conflict or trap that it touches.
pub fn print(folders: &[PathBuf]) -> ExitCode {
    let engine = match Engine::new(&crate::rules()) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for folder in folders {
        let mut list = Vec::new();
        dossiers::find(folder, &mut list);
        for dossier in &list {
            if let Err(error) = dossier_lines(&engine, dossier, &mut out) {
                eprintln!("{}: {error}", dossier.display());
                return ExitCode::from(3);
            }
        }
    }
    ExitCode::SUCCESS
}

fn dossier_lines(
    engine: &Engine,
    folder: &Path,
    out: &mut impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::read(engine, folder)?;
    for candidate in engine.candidates(&dossier.reads) {
        let place = |article: usize, clause, place| {
            let document = &dossier.reads[article].document;
            let span = factlint::text::Span::cover(clause, place);
            dossier.range(document.source, document.on_disk(span))
        };
        let a = place(candidate.articles.0, candidate.clauses.0, candidate.places.0);
        let b = place(candidate.articles.1, candidate.clauses.1, candidate.places.1);
        let words = |article: usize, span: factlint::text::Span| {
            span.of(dossier.reads[article].document.text()).to_owned()
        };
        let touched = dossier.touched(&[a, b])?;
        let line = json!({
            "dossier": folder.file_name().unwrap_or_default().to_string_lossy(),
            "aspect": candidate.aspect.name(),
            "articles": [candidate.articles.0, candidate.articles.1],
            "conflict": touched.conflict, "kind": touched.kind, "level": touched.level,
            "trap": touched.trap,
            "evidence": candidate.evidence.to_vec(),
            "places": [words(candidate.articles.0, candidate.places.0), words(candidate.articles.1, candidate.places.1)],
            "clauses": [words(candidate.articles.0, candidate.clauses.0), words(candidate.articles.1, candidate.clauses.1)],
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
