//! How fast the program is: loading the rules, reading per stage, comparing, and how the work grows with the text.
//! Times are wall clock on one core where nothing else is said; the best of several runs counts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use factlint::rule::Files;
use factlint::text::{Source, SourceSet};
use factlint::{Engine, annotate, claim, document, language};

/// Bytes of text that the stages are measured on, at least.
const TEXT: usize = 1 << 18;
/// How often each figure is taken.
const RUNS: usize = 5;
/// Doublings of one article.
const DOUBLINGS: u32 = 4;

/// Measures on the articles below a folder.
pub(crate) fn evaluate(folder: &Path) -> ExitCode {
    let mut articles = Vec::new();
    collect(folder, &mut articles);
    if articles.is_empty() {
        return crate::absent(folder);
    }
    match measure(&articles) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

/// The text of every article below a folder, in the order of their paths.
fn collect(folder: &Path, articles: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, articles);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            articles.extend(std::fs::read_to_string(&path));
        }
    }
}

fn measure(articles: &[String]) -> Result<(), factlint::rule::Problem> {
    let files = Files::builtin();
    let load = best(|| Engine::new(&files).map(drop));
    println!("load                 {:8.1} ms (all cores)", milliseconds(load));
    let rules = (
        document::Rules::load(&files)?,
        language::Rules::load(&files)?,
        annotate::Rules::load(&files)?,
        claim::Rules::load(&files)?,
    );
    let mut sources = SourceSet::new();
    let mut bytes = 0;
    while bytes < TEXT {
        for text in articles {
            bytes += text.len();
            sources.add(Source::new(format!("{}", sources.len()), text.as_str()));
        }
    }
    let ids: Vec<_> = sources.ids().collect();
    let documents = || ids.iter().map(|id| document::segment(&sources, *id, &rules.0)).collect::<Vec<_>>();
    let documents_read = documents();
    let readings = || documents_read.iter().map(|one| language::read(one, &rules.1)).collect::<Vec<_>>();
    let readings_read = readings();
    let annotations = || {
        let both = documents_read.iter().zip(&readings_read);
        both.map(|(one, reading)| annotate::annotate(one, reading, &rules.2)).collect::<Vec<_>>()
    };
    let annotations_read = annotations();
    let claims = || {
        let all = documents_read.iter().zip(&readings_read).zip(&annotations_read);
        all.map(|((one, reading), notes)| claim::extract(one, reading, notes, &rules.3)).collect::<Vec<_>>()
    };
    let times = [
        ("document", best(documents)),
        ("language", best(readings)),
        ("annotate", best(annotations)),
        ("claim", best(claims)),
    ];
    for (stage, time) in times {
        println!("{stage:<20} {:8.2} MB/s", megabytes(bytes, time));
    }
    let reading: Duration = times[..3].iter().map(|(_, time)| *time).sum();
    println!("reading together     {:8.2} MB/s of {bytes} bytes", megabytes(bytes, reading));
    growth(&Engine::new(&files)?, articles);
    Ok(())
}

/// One article made of all, so many times: time of reading and of comparing it with itself.
fn growth(engine: &Engine, articles: &[String]) {
    let once = articles.join("\n\n") + "\n\n";
    let mut last: Option<(Duration, Duration)> = None;
    for doubling in 0..=DOUBLINGS {
        let text = once.repeat(1 << doubling);
        let mut sources = SourceSet::new();
        sources.add(Source::new("article", text.as_str()));
        let start = Instant::now();
        let reads = engine.read_in_turn(&sources);
        let read = start.elapsed();
        let start = Instant::now();
        engine.check(&reads);
        let compared = start.elapsed();
        print!(
            "{:9} bytes: read in {:8.1} ms, compared in {:8.1} ms",
            text.len(),
            milliseconds(read),
            milliseconds(compared)
        );
        if let Some((read_before, compared_before)) = last {
            let ratio = |now: Duration, before: Duration| now.as_secs_f64() / before.as_secs_f64().max(1e-9);
            print!("; times {:.2} and {:.2}", ratio(read, read_before), ratio(compared, compared_before));
        }
        println!();
        last = Some((read, compared));
    }
}

/// The shortest of several runs.
fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        let result = work();
        let time = start.elapsed();
        drop(result);
        time
    };
    (0..RUNS).map(once).min().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "sizes of test texts are small")]
fn megabytes(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
}
