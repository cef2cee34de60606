//! What holds for any file and any words in it: every reader ends without a panic and its spans lie in the file; every
//! report stays what it is, whatever the articles say. The fuzz targets under `tests/fuzz` look for the same, longer.

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::OnceLock;

use factlint::finding::Finding;
use factlint::report::{self, Format, Gate, Layout, Messages, Report};
use factlint::rule::{Files, Page};
use factlint::text::{Limits, Source, SourceSet, read_bytes};
use factlint::{Engine, Read};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::common::{files_below, project};
use crate::spans;

/// The same cases on every run.
fn cases(number: u32) -> ProptestConfig {
    ProptestConfig {
        cases: number,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_250_923),
        ..ProptestConfig::default()
    }
}

/// What readers stumble over.
const SHARDS: [&[u8]; 24] = [
    b"<",
    b">",
    b"&",
    b"\"",
    b"'",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"-->",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"&x;",
    b"&#x110000;",
    b"\\u00",
    b"\\ud800",
    b"{\"a\":",
    b"[",
    b"=?utf-8?q?=",
    b"=\r\n",
    b"\r",
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
];

/// A change to a file: where, and what is taken out and put in there.
fn change() -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
    let shard = prop_oneof![
        prop::sample::select(&SHARDS[..]).prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    (any::<usize>(), 0..24_usize, shard)
}

fn changed(bytes: &[u8], changes: &[(usize, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (share, length, shard) in changes {
        let at = share % (bytes.len() + 1);
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, shard.iter().copied());
    }
    bytes
}

/// Every sample of every form, by its file name.
fn samples() -> &'static Vec<(String, Vec<u8>)> {
    static SAMPLES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let files =
            files_below(&project("tests/inputs")).into_iter().chain(crate::common::example_articles());
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.map(|path| (name(&path), std::fs::read(&path).expect("it is there"))).collect()
    })
}

/// Reads a file, which may be refused; what is read keeps its promises.
fn read(name: &str, bytes: Vec<u8>) -> Vec<Source> {
    let articles = read_bytes(Path::new(name), bytes, &Limits::default()).unwrap_or_default();
    articles.iter().for_each(spans::hold);
    articles
}

/// An archive with these bytes for a document, so that they get past its checksums.
fn docx(document: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).expect("memory takes it");
    archive.write_all(document).expect("memory takes it");
    archive.finish().expect("memory takes it").into_inner()
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn damaged_files_are_read_or_refused(
        sample in 0..64_usize,
        changes in prop::collection::vec(change(), 1..12),
    ) {
        let samples = samples();
        let (name, bytes) = &samples[sample % samples.len()];
        read(name, changed(bytes, &changes));
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        ending in prop::sample::select(&["txt", "html", "json", "newsml", "nitf", "rss", "eml", "docx"][..]),
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), 32..127_u8], 0..400),
    ) {
        read("a.docx", docx(&bytes));
        read(&format!("a.{ending}"), bytes);
    }

    #[test]
    fn damaged_documents_in_whole_archives_are_read_or_refused(
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let document = b"<w:document><w:body><w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>Er f&#228;hrt</w:t></w:r>\
            </w:p><w:tbl><w:tr><w:tc><w:p><w:del><w:r><w:t>x</w:t></w:r></w:del></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        read("a.docx", docx(&changed(document, &changes)));
    }
}

/// What reports stumble over: what means something in one of their forms.
const PIECES: [&str; 20] = [
    "<script>alert(1)</script>",
    "</script><b onclick=x>",
    "<!--",
    "]]>",
    "\"'",
    "\\",
    "\\u0000",
    "`code`",
    "```\n",
    "[x](javascript:alert(1))",
    "![x](https://x.example/y)",
    "*_~#|",
    "::error::x",
    "%0A",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{0}\u{7}\u{7f}\u{9b}",
    "\u{2028}\u{2029}",
    "&lt;&amp;",
    "\u{10ffff}\u{fffe}",
];

/// Words with such pieces in them.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        "[a-zäöü ]{0,8}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

struct Desk {
    engine: Engine,
    messages: Messages,
    pages: Vec<Page>,
}

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| {
        let files = Files::builtin();
        let engine = Engine::new(&files).expect("the rules load");
        let mut messages = Messages::load(&files, "de").expect("the words load");
        messages.name_frames(engine.frames());
        Desk { engine, messages, pages: Page::all(&files).expect("the pages load") }
    })
}

/// Two articles that disagree, with any words around and within the place, under any name.
fn dossier(name: &str, hostile: [&str; 3]) -> SourceSet {
    let [before, within, behind] = hostile;
    let mut sources = SourceSet::new();
    sources.add(Source::new(
        format!("a{name}.txt"),
        format!("{before}\n\nDen Schaden der Stadtwerke {within} bezifferte die Reederei auf 1,2 Millionen Euro. {behind}\n"),
    ));
    sources.add(Source::new(
        "b.txt",
        format!("{behind}\n\nDen Schaden der Stadtwerke {within} bezifferte die Reederei auf 1,2 Milliarden Euro. {before}\n"),
    ));
    sources
}

/// The words of every string of a JSON value.
fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(words) => found.push(words.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
        serde_json::Value::Object(object) => object.values().for_each(|value| strings(value, found)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

fn is_well_formed(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Markdown without what stands between equally long runs of backticks: nothing in there is live.
fn without_code(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        kept.push_str(&rest[..at]);
        let behind = rest[at..].trim_start_matches('`');
        let fence = &rest[at..rest.len() - behind.len()];
        // Of a longer run the end is no end.
        let is_end =
            |at: &usize| !behind[..*at].ends_with('`') && !behind[at + fence.len()..].starts_with('`');
        let end = behind.match_indices(fence).map(|(at, _)| at).find(is_end);
        rest = end.map_or(behind, |end| &behind[end + fence.len()..]);
    }
    kept + rest
}

/// What must hold of a report in any form, whatever was found.
fn keeps_its_form(format: Format, text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text);
    match format {
        Format::Json | Format::Sarif | Format::Gitlab => {
            prop_assert!(json(text).is_ok(), "{format:?}: {text}");
        }
        Format::Ndjson => {
            let lines: Vec<_> = text.lines().collect();
            prop_assert_eq!(lines.len(), findings.len(), "{}", text);
            prop_assert!(lines.iter().all(|line| json(line).is_ok()), "{}", text);
        }
        Format::Junit => prop_assert!(is_well_formed(text), "{}", text),
        Format::Html => {
            prop_assert!(!text.contains("<script>alert") && !text.contains("<b onclick"), "{}", text);
        }
        Format::Markdown => {
            let text = without_code(text);
            for live in ["<script", "<b onclick", "[x](javascript", "![x](https"] {
                prop_assert!(!text.contains(live), "`{live}` in {text}");
            }
        }
        Format::Github => {
            // A command stands at the beginning of a line, each of them one of ours.
            let of_us = |line: &str| {
                let levels = ["::error file=", "::warning file=", "::notice file="];
                line.is_empty() || levels.iter().any(|level| line.starts_with(level))
            };
            prop_assert!(text.lines().all(of_us), "{}", text);
        }
        Format::Full | Format::Concise => {}
    }
    if format.is_for_people() {
        let steers =
            |c: char| c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{202a}'..='\u{202e}');
        prop_assert!(!text.contains(steers), "{format:?} steers: {text:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn reports_keep_their_form_whatever_articles_say(
        name in words(), before in words(), within in words(), behind in words(),
    ) {
        let desk = desk();
        let sources = dossier(&name, [&before, &within, &behind]);
        let reads: Vec<Read> = desk.engine.read_in_turn(&sources);
        let findings = desk.engine.check(&reads);
        let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
        let report = Report {
            sources: &sources,
            documents: &documents,
            findings: &findings,
            messages: &desk.messages,
            layout: Layout { width: 80, colour: false, quiet: false },
            gate: Gate::default(),
            pages: &desk.pages,
            facts: None,
            events: &[],
        };
        for format in Format::ALL {
            keeps_its_form(format, &report::render(format, &report), &findings)?;
        }
        // Programs get the article's own words back.
        let json: serde_json::Value = serde_json::from_str(&report::render(Format::Json, &report)).expect("it is JSON");
        let mut told = Vec::new();
        strings(&json["findings"], &mut told);
        for finding in &findings {
            for witness in &finding.witnesses {
                let document = documents[witness.source.index()];
                let words = sources[witness.source].words(document.on_disk(witness.span)).to_owned();
                prop_assert!(told.contains(&words), "{words:?} is not in {told:?}");
            }
        }
    }
}

#[test]
fn the_hostile_dossier_has_a_finding() {
    let sources = dossier("", ["", "<script>alert(1)</script>", ""]);
    let reads: Vec<Read> = desk().engine.read_in_turn(&sources);
    assert!(!desk().engine.check(&reads).is_empty(), "the tests above look at nothing");
}
