//! What the targets share: bytes go in, nothing panics, and what comes out keeps its promises.

#[path = "../../suite/spans.rs"]
mod spans;

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::OnceLock;

use factlint::config::{self, Baseline, Request};
use factlint::report::{self, Format, Gate, Layout, Messages, Report};
use factlint::rule::{Files, Page};
use factlint::text::{Limits, Source, SourceSet, read_bytes};
use factlint::{Engine, Read};

/// Small enough that a hostile file meets them.
const LIMITS: Limits = Limits {
    file_size: 1 << 20,
    article_size: 1 << 20,
    unpacked: 1 << 18,
    entries: 50,
    elements: 5_000,
    nesting: 64,
};

/// The articles of a file; none where it is refused.
fn articles(name: &str, bytes: &[u8]) -> Vec<Source> {
    let articles = read_bytes(Path::new(name), bytes.to_vec(), &LIMITS).unwrap_or_default();
    articles.iter().for_each(spans::hold);
    articles
}

/// Reads a file of this name.
pub fn read(name: &str, bytes: &[u8]) {
    articles(name, bytes);
}

/// Reads a DOCX: an archive as it is, or the parts of one, a zero byte between them, packed by this function, since
/// chance does not get checksums right.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read("a.docx", bytes);
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let names = ["word/document.xml", "word/styles.xml", "docProps/core.xml"];
    for (name, part) in names.iter().zip(bytes.split(|byte| *byte == 0)) {
        archive.start_file(*name, stored).expect("memory takes it");
        archive.write_all(part).expect("memory takes it");
    }
    read("a.docx", archive.finish().expect("memory takes it").get_ref());
}

/// Loads rules of which one file is the bytes behind the first line, which names it (`de/time.toml`).
pub fn rules(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (path, text) = text.split_once('\n').unwrap_or(("frames/own.toml", text));
    let mut files = Files::builtin();
    files.add(path, text);
    for language in ["de", "en"] {
        let _ = Messages::load(&files, language);
    }
    let _ = Page::all(&files);
    // A mistake is shown with the words at fault.
    if let Err(problem) = Engine::new(&files) {
        let _ = problem.to_string();
    }
}

/// Reads a configuration and a baseline.
pub fn config(bytes: &[u8]) {
    // In memory where the system has such a folder.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let path = folder.join(format!("factlint-fuzz-{}.toml", std::process::id()));
    std::fs::write(&path, bytes).expect("the file can be written");
    let request = Request { named: Some(&path), isolated: true, articles: Vec::new() };
    match config::load(&request) {
        Ok(config) => drop(config::show(&config, &[])),
        Err(problem) => drop(problem.to_string()),
    }
    if let Ok(baseline) = Baseline::read(&path) {
        let _ = baseline.text();
    }
    let _ = std::fs::remove_file(&path);
}

/// The rules and words of all runs.
fn loaded() -> &'static (Engine, Messages, Vec<Page>) {
    static LOADED: OnceLock<(Engine, Messages, Vec<Page>)> = OnceLock::new();
    LOADED.get_or_init(|| {
        let files = Files::builtin();
        let engine = Engine::new(&files).expect("the rules load");
        let mut messages = Messages::load(&files, "en").expect("the words load");
        messages.name_frames(engine.frames());
        (engine, messages, Page::all(&files).expect("the pages load"))
    })
}

/// Compares two files, the first as long as its first byte says in parts of 256, and writes every form of report.
pub fn check(bytes: &[u8]) {
    let Some((split, bytes)) = bytes.split_first() else { return };
    let (first, second) = bytes.split_at(bytes.len() * usize::from(*split) / 256);
    let mut sources = SourceSet::new();
    for source in articles("a.txt", first).into_iter().chain(articles("b", second)) {
        sources.add(source);
    }
    let (engine, messages, pages) = loaded();
    let reads: Vec<Read> = engine.read_in_turn(&sources);
    let findings = engine.check(&reads);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    for finding in &findings {
        for witness in &finding.witnesses {
            let document = &reads[witness.source.index()].document;
            assert!(document.text().get(witness.span.start()..witness.span.end()).is_some(), "{finding:?}");
            assert!(witness.span.contains(witness.decisive), "{finding:?}");
        }
    }
    let report = Report {
        sources: &sources,
        documents: &documents,
        findings: &findings,
        messages,
        layout: Layout { width: 80, colour: false, quiet: false },
        gate: Gate::default(),
        pages,
        facts: None,
        events: &[],
    };
    for format in Format::ALL {
        let text = report::render(format, &report);
        if matches!(format, Format::Json | Format::Sarif | Format::Gitlab) {
            serde_json::from_str::<serde_json::Value>(&text).expect("a report for programs is JSON");
        }
        if format.is_for_people() {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "a report steers the terminal");
        }
    }
}
