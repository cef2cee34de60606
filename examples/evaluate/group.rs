//! A heap made of all dossiers below some folders: whether the events found in it are the dossiers. Counted in pairs of
//! articles.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use factlint::Engine;
use factlint::rule::Files;
use factlint::text::{Limits, SourceSet};

use crate::dossiers::find;

/// Mixes the dossiers of the folders and tells how well they come apart again.
pub(crate) fn evaluate(folders: &[PathBuf], verbose: bool) -> ExitCode {
    let mut dossiers = Vec::new();
    for folder in folders {
        find(folder, &mut dossiers);
    }
    let Some(first) = folders.first() else { return crate::absent(&PathBuf::from("DIR")) };
    if dossiers.is_empty() {
        return crate::absent(first);
    }
    let engine = match Engine::new(&Files::builtin()) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let mut articles: Vec<(PathBuf, usize)> = Vec::new();
    for (at, dossier) in dossiers.iter().enumerate() {
        let entries = std::fs::read_dir(dossier).into_iter().flatten().flatten().map(|entry| entry.path());
        let texts = entries.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
        articles.extend(texts.map(|path| (path, at)));
    }
    // By the names of the files: the articles of one dossier are no neighbours.
    articles.sort_by(|a, b| (a.0.file_name(), &a.0).cmp(&(b.0.file_name(), &b.0)));
    let mut sources = SourceSet::new();
    for (path, _) in &articles {
        if let Err(error) = sources.add_file(path, &Limits::default()) {
            eprintln!("error: {error}");
            return ExitCode::from(3);
        }
    }
    let reads = engine.read_all(&sources);
    let start = Instant::now();
    let events = engine.events(&reads);
    let time = start.elapsed();
    let pairs = |number: usize| number * number.saturating_sub(1) / 2;
    let found: usize = events.iter().map(|event| pairs(event.articles.len())).sum();
    let (mut right, mut whole) = (0, 0);
    let mut sizes = vec![0; dossiers.len()];
    articles.iter().for_each(|(_, dossier)| sizes[*dossier] += 1);
    for event in &events {
        let mut counts = vec![0; dossiers.len()];
        event.articles.iter().for_each(|article| counts[articles[*article].1] += 1);
        right += counts.iter().map(|count| pairs(*count)).sum::<usize>();
        let only: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
        if only.len() == 1 && counts[only[0]] == sizes[only[0]] {
            whole += 1;
        } else if verbose {
            println!("{}:", event.title);
            event.articles.iter().for_each(|article| println!("    {}", articles[*article].0.display()));
        }
    }
    let gold: usize = sizes.iter().map(|size| pairs(*size)).sum();
    println!(
        "{} articles of {} dossiers: {} events in {:.1} ms, {whole} of them a whole dossier and nothing else",
        articles.len(),
        dossiers.len(),
        events.len(),
        time.as_secs_f64() * 1e3
    );
    println!(
        "pairs: precision {right}/{found} = {:.3}, recall {right}/{gold} = {:.3}",
        share(right, found),
        share(right, gold)
    );
    ExitCode::SUCCESS
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
