//! Time expressions against TIMEX3 gold: strict, relaxed and value F1, counted as `score_timex.py` counts them.
//!
//! With `FACTLINT_ERRORS` set, every miss is printed; `FACTLINT_RULES` names a rule folder to measure with. The data is for evaluation only.

use std::path::Path;
use std::process::ExitCode;

use chrono::{NaiveDate, NaiveDateTime};
use factlint::rule::Files;
use factlint::text::{Source, SourceSet};
use factlint::{annotate, document, language};
use serde::Deserialize;

/// The parts of the benchmark, and which of them count together.
const SETS: [&[&str]; 4] = [
    &["krauts_diezeit"],
    &["krauts_dolomiten42"],
    &["krauts_diezeit", "krauts_dolomiten42"],
    &["wikiwars_de"],
];

#[derive(Deserialize)]
struct Article {
    file: Option<String>,
    doc: String,
    text: String,
    lang: String,
    dct: Option<String>,
    timex: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    bstart: usize,
    bend: usize,
    text: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<String>,
}

/// An expression found by the program.
struct Seen {
    start: usize,
    end: usize,
    kind: &'static str,
    value: String,
}

/// What is counted over a set.
#[derive(Default)]
struct Counts {
    gold: u32,
    seen: u32,
    strict: u32,
    relaxed: u32,
    kind: u32,
    value: u32,
    strict_value: u32,
}

/// Measures every part of the benchmark.
pub fn evaluate(folder: &Path) -> ExitCode {
    let mut files = Files::builtin();
    // A rule writer measures a change without building the program anew.
    if let Some(rules) = std::env::var_os("FACTLINT_RULES")
        && let Err(problem) = files.add_folder(Path::new(&rules))
    {
        eprintln!("{problem}");
        return ExitCode::from(2);
    }
    let stages = match Stages::load(&files) {
        Ok(stages) => stages,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let show = std::env::var_os("FACTLINT_ERRORS").is_some();
    for set in SETS {
        let mut counts = Counts::default();
        let (mut bytes, mut spent) = (0, std::time::Duration::ZERO);
        for name in set {
            let path = folder.join(format!("{name}.jsonl"));
            let Ok(data) = std::fs::read_to_string(&path) else { return crate::absent(&path) };
            for line in data.lines() {
                let mut article: Article = match serde_json::from_str(line) {
                    Ok(article) => article,
                    Err(error) => {
                        eprintln!("`{}` has a line that cannot be read: {error}", path.display());
                        return ExitCode::from(3);
                    }
                };
                article.timex.sort_by_key(|gold| gold.bstart);
                let (seen, took) = stages.times(&article);
                bytes += article.text.len();
                spent += took;
                let label = article.file.as_deref().unwrap_or(&article.doc);
                count(&article, label, &seen, &mut counts, show && set.len() == 1);
            }
        }
        println!("timex {}: {}", set.join(" + "), counts.line());
        #[expect(clippy::cast_precision_loss, reason = "a speed for people")]
        let speed = bytes as f64 / 1e6 / spent.as_secs_f64();
        println!("  stage alone: {speed:.1} MB/s");
    }
    ExitCode::SUCCESS
}

/// The stages that finding times needs.
struct Stages {
    document: document::Rules,
    language: language::Rules,
    time: annotate::time::Rules,
}

impl Stages {
    fn load(files: &Files) -> Result<Self, factlint::rule::Problem> {
        Ok(Self {
            document: document::Rules::load(files)?,
            language: language::Rules::load(files)?,
            time: annotate::time::Rules::load(files)?,
        })
    }

    fn times(&self, article: &Article) -> (Vec<Seen>, std::time::Duration) {
        let mut sources = SourceSet::new();
        let mut source = Source::new(article.doc.clone(), article.text.clone());
        source.language = Some(article.lang.clone());
        source.published = article.dct.as_deref().and_then(moment);
        let id = sources.add(source);
        let document = document::segment(&sources, id, &self.document);
        let reading = language::read(&document, &self.language);
        let begun = std::time::Instant::now();
        let times = annotate::time::find(&document, &reading, &self.time);
        let took = begun.elapsed();
        let seen = times.into_iter().map(|time| {
            let span = document.on_disk(time.span);
            Seen { start: span.start(), end: span.end(), kind: time.kind.name(), value: time.value }
        });
        let mut seen: Vec<Seen> = seen.collect();
        seen.sort_by_key(|seen| seen.start);
        (seen, took)
    }
}

fn moment(written: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or_else(|| NaiveDate::parse_from_str(written, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}

/// Matches gold and found, exact ones first, then any overlap, each used once.
fn count(article: &Article, label: &str, seen: &[Seen], counts: &mut Counts, show: bool) {
    let gold = &article.timex;
    let mut used = vec![false; seen.len()];
    let mut matches: Vec<Option<usize>> = vec![None; gold.len()];
    let mut assign = |fits: &dyn Fn(&Gold, &Seen) -> bool, matches: &mut Vec<Option<usize>>| {
        for (slot, one) in matches.iter_mut().zip(gold) {
            if slot.is_none()
                && let Some(at) = (0..seen.len()).find(|&at| !used[at] && fits(one, &seen[at]))
            {
                (used[at], *slot) = (true, Some(at));
            }
        }
    };
    assign(&|gold, seen| seen.start == gold.bstart && seen.end == gold.bend, &mut matches);
    assign(&|gold, seen| seen.start < gold.bend && gold.bstart < seen.end, &mut matches);
    counts.gold += u32::try_from(gold.len()).unwrap_or(u32::MAX);
    counts.seen += u32::try_from(seen.len()).unwrap_or(u32::MAX);
    for (one, slot) in gold.iter().zip(&matches) {
        let Some(found) = slot.map(|at| &seen[at]) else {
            if show {
                println!(
                    "MISSED {label} {:?} {} | {}",
                    one.text,
                    one.value.as_deref().unwrap_or(""),
                    around(&article.text, one.bstart, one.bend)
                );
            }
            continue;
        };
        let exact = found.start == one.bstart && found.end == one.bend;
        let same_value = canonical(one.value.as_deref().unwrap_or("")) == canonical(&found.value);
        counts.relaxed += 1;
        counts.strict += u32::from(exact);
        counts.kind += u32::from(one.kind.as_deref().unwrap_or("") == found.kind);
        counts.value += u32::from(same_value);
        counts.strict_value += u32::from(exact && same_value);
        if show && !same_value {
            println!(
                "VALUE {label} {:?} {} seen {} | {}",
                one.text,
                one.value.as_deref().unwrap_or(""),
                found.value,
                around(&article.text, found.start, found.end)
            );
        } else if show && !exact {
            println!("SPAN {label} {:?} | {}", one.text, around(&article.text, found.start, found.end));
        }
    }
    for (found, used) in seen.iter().zip(used) {
        if show && !used {
            println!(
                "EXTRA {label} {} {} | {}",
                found.kind,
                found.value,
                around(&article.text, found.start, found.end)
            );
        }
    }
}

fn around(text: &str, start: usize, end: usize) -> String {
    let from = (0..=start.saturating_sub(50)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let to = (end + 30..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let part = |range| text.get(range).unwrap_or("").replace('\n', " ");
    format!("{}[{}]{}", part(from..start), part(start..end), part(end..to))
}

/// Upper case, `T20.30` as `T20:30`, no seconds that are `:00`.
fn canonical(value: &str) -> String {
    let value = value.trim().to_uppercase();
    let mut bytes = value.into_bytes();
    for at in 0..bytes.len() {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if bytes[at] == b'T'
            && digit(at + 1)
            && digit(at + 2)
            && bytes.get(at + 3) == Some(&b'.')
            && digit(at + 4)
            && digit(at + 5)
        {
            bytes[at + 3] = b':';
        }
    }
    let value = String::from_utf8_lossy(&bytes).into_owned();
    match value.strip_suffix(":00") {
        Some(rest) if rest.len() >= 6 && rest.as_bytes().get(rest.len() - 6) == Some(&b'T') => {
            rest.to_owned()
        }
        _ => value,
    }
}

impl Counts {
    fn line(&self) -> String {
        let share = |part: u32, whole: u32| if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) };
        let scores = |hits: u32| {
            let (precision, recall) = (share(hits, self.seen), share(hits, self.gold));
            let sum = precision + recall;
            let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
            (precision, recall, f1)
        };
        let shown = |hits: u32| {
            let (precision, recall, f1) = scores(hits);
            format!("{:.1} {:.1} {:.1}", precision * 100.0, recall * 100.0, f1 * 100.0)
        };
        let relaxed = scores(self.relaxed).2;
        format!(
            "gold {} seen {} | strict P/R/F {} | relaxed P/R/F {} | type F1 {:.1} | value F1 {:.1} (acc {:.1}) | strict+value P/R/F {}",
            self.gold,
            self.seen,
            shown(self.strict),
            shown(self.relaxed),
            relaxed * share(self.kind, self.relaxed) * 100.0,
            relaxed * share(self.value, self.relaxed) * 100.0,
            share(self.value, self.relaxed) * 100.0,
            shown(self.strict_value)
        )
    }
}
