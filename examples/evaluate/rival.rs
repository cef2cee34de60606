//! `factlint` beside what one would use instead, on the same articles in one run: a plain comparison of all pairs of
//! sentences, and a neural cross-encoder over the same pairs, whose cost is computed from measured seconds a pair.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use factlint::Engine;
use factlint::finding::Level;

use crate::dossiers::{Dossier, Gold, Range, find, share};
use crate::memory::{forget_peak, peak_memory};
use crate::pairwise;
use crate::scale::Took;

/// What share of the shorter sentence's words the other must have.
const SHARED: [f64; 3] = [0.3, 0.5, 0.7];
/// Milliseconds that a cross-encoder of base size took for a pair of sentences on two cores: 27 to 77 s for the 2,625
/// pairs of a dossier, 115 to 329 s for the 11,177 of a longer one.
const ENCODER: [f64; 2] = [27_000.0 / 2_625.0, 329_000.0 / 11_177.0];
/// Its memory, in MB.
const ENCODER_MEMORY: [u32; 2] = [900, 1800];

/// How many conflicts were found, and how many reports tell of none.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    hits: usize,
    wrong: usize,
}

impl Score {
    /// Counts reports as `evaluate dossiers` does: what repeats a conflict or tells of an optional one is neither right
    /// nor wrong.
    fn add(&mut self, gold: &Gold, folder: &Path, reports: &[Vec<Range>]) -> std::io::Result<()> {
        let planted = gold.contradictions(folder)?;
        let mut known = vec![false; planted.len()];
        for places in reports {
            let touched: Vec<usize> =
                (0..planted.len()).filter(|at| planted[*at].is_touched(places)).collect();
            let fresh = touched.iter().any(|at| !known[*at] && !planted[*at].optional);
            touched.iter().for_each(|at| known[*at] = true);
            self.hits += usize::from(fresh);
            self.wrong += usize::from(touched.is_empty());
        }
        let counted = || planted.iter().zip(&known).filter(|(conflict, _)| !conflict.optional);
        self.gold += counted().count();
        self.found += counted().filter(|(_, known)| **known).count();
        Ok(())
    }

    fn row(&self, name: &str, took: Took, peak: u64) {
        println!(
            "{name:<34} {:>8.2} s of processor time {:>6} MB   recall {}, precision {}",
            took.processor.as_secs_f64(),
            peak / 1000,
            share(self.found, self.gold),
            share(self.hits, self.hits + self.wrong)
        );
    }
}

/// Compares them on every dossier below a folder.
pub fn evaluate(folder: &Path) -> ExitCode {
    let mut folders = Vec::new();
    find(folder, &mut folders);
    if folders.is_empty() {
        return crate::absent(folder);
    }
    match compare(&folders) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn compare(folders: &[PathBuf]) -> Result<(), Box<dyn std::error::Error>> {
    let mut articles = 0;
    let mut pairs = 0;
    for (at, least) in SHARED.into_iter().enumerate() {
        forget_peak();
        let (result, took) = Took::by(|| -> Result<_, Box<dyn std::error::Error>> {
            let mut score = Score::default();
            for folder in folders {
                let gold = Gold::read(folder)?;
                let files = gold.files();
                let texts: Vec<String> = files
                    .iter()
                    .map(|file| std::fs::read_to_string(folder.join(file)))
                    .collect::<Result<_, _>>()?;
                let found = pairwise::compare(&texts, least);
                let range = |(article, place): (usize, std::ops::Range<usize>)| -> Range {
                    (files[article].clone(), place.start, place.end)
                };
                let reports: Vec<Vec<Range>> =
                    found.reported.into_iter().map(|pair| pair.map(range).to_vec()).collect();
                score.add(&gold, folder, &reports)?;
                if at == 0 {
                    articles += files.len();
                    pairs += found.pairs;
                }
            }
            Ok(score)
        });
        let score = result?;
        if at == 0 {
            println!("{} dossiers, {articles} articles, {pairs} pairs of sentences\n", folders.len());
        }
        score.row(&format!("all pairs, {:.0} % of words shared", least * 100.0), took, peak_memory("self"));
    }
    forget_peak();
    let (result, took) = Took::by(|| -> Result<_, Box<dyn std::error::Error>> {
        let engine = Engine::new(&crate::rules())?;
        let mut score = Score::default();
        for folder in folders {
            let dossier = Dossier::read(&engine, folder)?;
            let findings = engine.check(&dossier.reads);
            let told = findings.iter().filter(|it| matches!(it.level, Level::Contradiction | Level::Tension));
            let reports: Vec<Vec<Range>> = told.map(|finding| dossier.places(finding)).collect();
            score.add(&dossier.gold, folder, &reports)?;
        }
        Ok(score)
    });
    result?.row("factlint, with loading its rules", took, peak_memory("self"));
    #[expect(clippy::cast_precision_loss, reason = "there are not that many")]
    let seconds = ENCODER.map(|each| each * pairs as f64 / 1000.0);
    println!(
        "a cross-encoder over these pairs    {:.0} to {:.0} s on two cores, {} to {} MB (computed: {:.1} to {:.1} ms a pair)",
        seconds[0], seconds[1], ENCODER_MEMORY[0], ENCODER_MEMORY[1], ENCODER[0], ENCODER[1]
    );
    Ok(())
}
