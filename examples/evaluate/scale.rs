//! How the work grows with the input: one article's length, the articles of one dossier, the dossiers of a batch, each
//! doubled four times, with times and their ratios. Wall clock on all cores where the program uses them, and processor
//! time of all threads together; ratios are of the latter where the system tells it, since others may use the machine.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use factlint::Engine;
use factlint::rule::Files;
use factlint::text::{Source, SourceSet};

use crate::memory::{forget_peak, peak_memory};
use crate::variants::{Pattern, patterns};

/// How often every input is doubled.
const DOUBLINGS: u32 = 4;
/// Articles of the smallest dossier.
const ARTICLES: usize = 64;
/// Dossiers of the smallest batch.
const DOSSIERS: usize = 64;

/// Measures one part (`length`, `articles`, `batch`), or all; `number` makes a batch of that
/// size only.
pub(crate) fn evaluate(part: Option<&str>, number: Option<usize>) -> ExitCode {
    let engine = match Engine::new(&Files::builtin()) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let folder = PathBuf::from("tests/dossiers/sample");
    let patterns = patterns(&engine, &[folder.clone(), PathBuf::from("examples/dossier")]);
    if patterns.is_empty() {
        return crate::absent(&folder);
    }
    let wanted = |name: &str| part.is_none_or(|part| part == name);
    if wanted("length") {
        length(&engine, &patterns);
    }
    if wanted("articles") {
        println!("\narticles of one dossier that tell of many events");
        articles(&engine, |count| many_events(&patterns, count));
        println!("\narticles of one dossier that tell of one event");
        articles(&engine, |count| one_event(&patterns, count));
    }
    if wanted("batch") {
        println!("\ndossiers of four articles in `factlint batch` (one process; its peak memory)");
        let sizes: Vec<usize> = match number {
            Some(number) => vec![number],
            None => (0..=DOUBLINGS).map(|doubling| DOSSIERS << doubling).collect(),
        };
        if let Err(error) = batch(&patterns, &sizes) {
            eprintln!("error: {error}");
            return ExitCode::from(3);
        }
    }
    ExitCode::SUCCESS
}

/// Prints a row's times behind its size, with the ratio to the row before.
struct Rows {
    last: Option<Vec<Duration>>,
}

/// What a piece of work took.
#[derive(Clone, Copy)]
pub(crate) struct Took {
    wall: Duration,
    /// Of all threads together.
    pub(crate) processor: Duration,
}

impl Took {
    /// Takes the time of some work of this process.
    pub(crate) fn by<T>(work: impl FnOnce() -> T) -> (T, Self) {
        let (start, before) = (Instant::now(), processor_time("self"));
        let result = work();
        let wall = start.elapsed();
        let processor = match (before, processor_time("self")) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => wall,
        };
        (result, Self { wall, processor })
    }
}

/// The processor time that a process has used.
fn processor_time(process: &str) -> Option<Duration> {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Behind the name, which may hold anything: user and system time are the 12th and 13th, in hundredths of a second.
    let (_, fields) = status.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u64>().ok());
    Some(Duration::from_millis(10 * ticks.sum::<Option<u64>>()?))
}

impl Rows {
    fn print(&mut self, size: &str, times: &[(&str, Took)]) {
        let mut row = format!("{size:>22}");
        for (at, (name, time)) in times.iter().enumerate() {
            let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
            let _ = write!(row, "  {name} {:8.0} ms", milliseconds(time.wall));
            let _ = write!(row, ", processor {:8.0} ms", milliseconds(time.processor));
            match self.last.as_ref().and_then(|last| last.get(at)) {
                Some(last) => {
                    let ratio = time.processor.as_secs_f64() / last.as_secs_f64().max(1e-9);
                    let _ = write!(row, " (×{ratio:.2})");
                }
                None => row.push_str("        "),
            }
        }
        println!("{row}");
        self.last = Some(times.iter().map(|(_, time)| time.processor).collect());
    }
}

/// One article as long as many.
fn length(engine: &Engine, patterns: &[Pattern]) {
    println!("one article's length");
    let mut rows = Rows { last: None };
    let mut text = String::new();
    let mut variants = 0;
    for doubling in 0..=DOUBLINGS {
        while variants < 1 << doubling {
            for pattern in patterns {
                text.push_str(&pattern.variant(variants).join("\n\n"));
                text.push_str("\n\n");
            }
            variants += 1;
        }
        let mut sources = SourceSet::new();
        sources.add(Source::new("article", text.as_str()));
        let (read, compared) = check(engine, &sources);
        rows.print(&format!("{} kB", text.len() / 1000), &[("read", read), ("compared", compared)]);
    }
}

fn articles(engine: &Engine, texts: impl Fn(usize) -> Vec<String>) {
    let mut rows = Rows { last: None };
    for doubling in 0..=DOUBLINGS {
        let count = ARTICLES << doubling;
        let mut sources = SourceSet::new();
        for (at, text) in texts(count).into_iter().enumerate() {
            sources.add(Source::new(format!("{at:05}"), text));
        }
        forget_peak();
        let (read, compared) = check(engine, &sources);
        rows.print(&format!("{count} articles"), &[("read", read), ("compared", compared)]);
        println!("{:22}  peak {} MB, the rules among it", "", peak_memory("self") / 1000);
    }
}

fn check(engine: &Engine, sources: &SourceSet) -> (Took, Took) {
    let (reads, read) = Took::by(|| engine.read_all(sources));
    let (_, compared) = Took::by(|| engine.check(&reads));
    (read, compared)
}

/// So many articles of as many dossiers as that takes.
fn many_events(patterns: &[Pattern], count: usize) -> Vec<String> {
    let mut texts: Vec<String> = dossiers(patterns).flatten().take(count).collect();
    // As they come from the wires: those of one event are not neighbours.
    texts.sort_by_key(|text| text.len() * 7919 % 1013);
    texts
}

/// So many articles on the events of one dossier: names stay, figures differ here and there.
fn one_event(patterns: &[Pattern], count: usize) -> Vec<String> {
    let texts = patterns[0].variant(0);
    let varied = |at: usize| {
        let text = &texts[at % texts.len()];
        // Every copy leaves out other sentences and is another outlet's.
        let paragraphs = text.split("\n\n").enumerate();
        let kept =
            paragraphs.filter(|(number, _)| *number == 0 || !(number + at / texts.len()).is_multiple_of(5));
        kept.map(|(_, paragraph)| paragraph).collect::<Vec<_>>().join("\n\n")
    };
    (0..count).map(varied).collect()
}

/// Every dossier, and then the same ones with other names and figures, without end.
fn dossiers(patterns: &[Pattern]) -> impl Iterator<Item = Vec<String>> {
    (0..).flat_map(|number| patterns.iter().map(move |pattern| pattern.variant(number)))
}

/// Lines for `factlint batch`: so many dossiers of four articles.
pub(crate) fn lines(patterns: &[Pattern], count: usize) -> impl Iterator<Item = String> {
    dossiers(patterns).take(count).enumerate().map(|(at, texts)| {
        let article =
            |(name, text): (usize, String)| serde_json::json!({"name": name.to_string(), "text": text});
        let articles: Vec<_> = texts.into_iter().take(4).enumerate().map(article).collect();
        serde_json::json!({"id": at, "articles": articles}).to_string()
    })
}

fn batch(patterns: &[Pattern], sizes: &[usize]) -> std::io::Result<()> {
    let mut rows = Rows { last: None };
    for &size in sizes {
        // This program is the other one, too, when its first argument is `batch`.
        let mut child = Command::new(std::env::current_exe()?)
            .args(["batch", "--no-config"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let start = Instant::now();
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else { continue };
        let mut peak = 0;
        let (answers, bytes) = std::thread::scope(|scope| -> std::io::Result<(usize, usize)> {
            let writer = scope.spawn(move || -> std::io::Result<()> {
                for line in lines(patterns, size) {
                    writeln!(stdin, "{line}")?;
                }
                Ok(())
            });
            let (mut answers, mut bytes) = (0, 0);
            for line in BufReader::new(stdout).lines() {
                bytes += line?.len();
                answers += 1;
                if answers % 16 == 0 || answers == size {
                    peak = peak.max(peak_memory(&child.id().to_string()));
                }
            }
            writer.join().map_err(|_| std::io::Error::other("the writer failed"))??;
            Ok((answers, bytes))
        })?;
        let time = start.elapsed();
        let processor = processor_time(&child.id().to_string()).unwrap_or(time);
        child.wait()?;
        rows.print(&format!("{size} dossiers"), &[("all", Took { wall: time, processor })]);
        println!(
            "{:22}  {answers} answers of {bytes} bytes, {:.1} dossiers per second, peak {} MB",
            "",
            answers_per_second(answers, time),
            peak / 1000
        );
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn answers_per_second(answers: usize, time: Duration) -> f64 {
    answers as f64 / time.as_secs_f64().max(1e-9)
}
