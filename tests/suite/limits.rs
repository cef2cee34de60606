//! What is read at the most: hostile files are told and left out, within time and memory, and every limit can be raised.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use crate::common::{Folder, Run, factlint, program, run};

const TEXT: &str = "Die Anhörung zum Deichbau fand am Montag in Nordersiel statt.";

/// Checks one file with further options.
fn check(path: &Path, options: &[&str]) -> Run {
    let arguments = ["check", "--no-config", "--format=json"].map(std::ffi::OsStr::new);
    let options = options.iter().map(std::ffi::OsStr::new);
    factlint(arguments.into_iter().chain(options).chain([path.as_os_str()]))
}

/// The file is told with the limit and the option that raises it, within a minute.
#[track_caller]
fn is_refused(path: &Path, options: &[&str], limit: &str, raise: &str) {
    let begun = Instant::now();
    let seen = check(path, options);
    assert_eq!(seen.status, 3, "{}{}", seen.stdout, seen.stderr);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for words in [&name, limit, raise] {
        assert!(seen.stderr.contains(words), "`{words}` is not in: {}", seen.stderr);
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[track_caller]
fn is_read(path: &Path, options: &[&str], articles: usize) {
    let seen = check(path, options);
    assert_eq!((seen.status, seen.stderr.as_str()), (0, ""));
    assert_eq!(seen.json()["documents"].as_array().map(Vec::len), Some(articles));
}

/// An archive of named files, packed.
fn archive<'a>(files: impl IntoIterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(content).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

fn document(blanks: usize) -> String {
    format!("<document><body><p><r><t>{TEXT}</t></r></p>{}</body></document>", " ".repeat(blanks))
}

#[test]
fn an_article_as_long_as_a_book_is_refused() {
    let folder = Folder::new();
    let path = folder.file("lang.txt", format!("{TEXT}\n\n").repeat(20_000));
    is_refused(&path, &[], "bytes of text, more than the limit of 1048576", "--max-article-size");
    let path = folder.file("kurz.txt", format!("{TEXT}\n\n").repeat(40));
    is_refused(&path, &["--max-article-size=1K"], "limit of 1024", "--max-article-size");
    is_read(&path, &["--max-article-size=4K"], 1);
    let line = serde_json::json!({"articles": [{"name": "a", "text": TEXT.repeat(40)}]}).to_string();
    let seen = run(program().args(["batch", "--max-article-size=1K"]), line.as_bytes());
    assert_eq!(seen.status, 3);
    assert!(seen.stdout.contains("--max-article-size"), "{}", seen.stdout);
}

/// With the limits raised, the work grows with the text and not with its square.
#[test]
fn long_articles_are_compared_in_time() {
    let folder = Folder::new();
    let mut text = String::new();
    for number in 0..3000 {
        let _ = writeln!(
            text,
            "{TEXT} Es kamen {number} Menschen, sagte Bürgermeister Möller aus Ort {}.\n",
            number % 97
        );
    }
    let (first, second) =
        (folder.file("a.txt", &text), folder.file("b.txt", text.replace("Montag", "Dienstag")));
    let begun = Instant::now();
    let arguments = ["check", "--no-config", "--quiet", "--max-article-size=16M"].map(std::ffi::OsStr::new);
    let seen = factlint(arguments.into_iter().chain([first.as_os_str(), second.as_os_str()]));
    assert!(seen.status <= 1, "{}", seen.stderr);
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}

#[test]
fn what_unpacks_to_much_is_refused() {
    let folder = Folder::new();
    let bomb = archive([("word/document.xml".to_owned(), document(200 << 20).as_bytes())]);
    assert!(bomb.len() < 1 << 20, "it is small on disk: {}", bomb.len());
    let path = folder.file("bombe.docx", bomb);
    is_refused(&path, &[], "more than the limit of 67108864 bytes", "--max-unpacked-size");
    let small = archive([("word/document.xml".to_owned(), document(3000).as_bytes())]);
    let path = folder.file("klein.docx", small);
    is_refused(&path, &["--max-unpacked-size=3K"], "limit of 3072 bytes", "--max-unpacked-size");
    is_read(&path, &["--max-unpacked-size=4K"], 1);
}

#[test]
fn an_archive_of_very_many_files_is_refused() {
    let folder = Folder::new();
    let document = document(0);
    let files = (0..10_001).map(|number| (format!("{number}"), &b""[..]));
    let path = folder
        .file("viele.docx", archive(files.chain([("word/document.xml".to_owned(), document.as_bytes())])));
    is_refused(&path, &[], "10002 entries, more than the limit of 10000", "--max-entries");
    is_read(&path, &["--max-entries=20000"], 1);
}

#[test]
fn a_feed_of_very_many_entries_is_refused() {
    let folder = Folder::new();
    let entry = format!("<item><title>Deichbau</title><description>{TEXT}</description></item>");
    let feed = |number| format!("<rss><channel>{}</channel></rss>", entry.repeat(number));
    let path = folder.file("viele.rss", feed(20_000));
    is_refused(&path, &[], "more than 10000 articles", "--max-entries");
    let path = folder.file("wenige.rss", feed(5));
    is_refused(&path, &["--max-entries=4"], "more than 4 articles", "--max-entries");
    is_read(&path, &["--max-entries=5"], 5);
    let item = format!("{{\"headline\": \"Deichbau\", \"body_text\": \"{TEXT}\"}}");
    let path = folder.file("liste.json", format!("[{}]", vec![item; 5].join(",")));
    is_refused(&path, &["--max-entries=4"], "more than 4 articles", "--max-entries");
    is_read(&path, &["--max-entries=5"], 5);
}

#[test]
fn a_file_of_very_many_elements_is_refused() {
    let folder = Folder::new();
    let page = folder.file("a.html", format!("<!DOCTYPE html><p>{TEXT}{}", "<i>x</i>".repeat(600_000)));
    is_refused(&page, &[], "more than 400000 elements", "--max-elements");
    let story =
        folder.file("a.nitf", format!("<nitf><body><p>{TEXT}</p>{}</body></nitf>", "<a/>".repeat(600_000)));
    is_refused(&story, &[], "more than 400000 elements", "--max-elements");
    is_read(&story, &["--max-elements=1000000"], 1);
}

#[test]
fn deep_xml_is_refused() {
    let folder = Folder::new();
    let deep = |depth: usize| {
        format!("<nitf><body><p>{TEXT}</p>{}{}</body></nitf>", "<a>".repeat(depth), "</a>".repeat(depth))
    };
    let path = folder.file("tief.nitf", deep(300));
    is_refused(&path, &[], "nested more than 256 deep", "--max-nesting");
    is_read(&path, &["--max-nesting=400"], 1);
    // As deep as may be asked for.
    let path = folder.file("tiefer.nitf", deep(300_000));
    is_refused(&path, &[], "nested more than 256 deep", "--max-nesting");
    is_read(&path, &["--max-nesting=400000"], 1);
}

#[test]
fn the_words_of_deep_html_are_read() {
    let folder = Folder::new();
    let deep = format!("<!DOCTYPE html>{}<p>{TEXT}", "<div>".repeat(300_000));
    let path = folder.file("tief.html", deep);
    is_read(&path, &[], 1);
    is_read(&path, &["--max-nesting=400000"], 1);
}

#[test]
fn deep_json_is_read_without_going_down() {
    let folder = Folder::new();
    let deep = format!(
        "{{\"headline\": \"Deichbau\", \"body_text\": \"{TEXT}\", \"x\": {}{}}}",
        "[".repeat(1_000_000),
        "]".repeat(1_000_000)
    );
    is_read(&folder.file("tief.json", deep), &[], 1);
    let nothing = format!("{}{}", "[{\"items\":".repeat(500_000), "}]".repeat(500_000));
    let seen = check(&folder.file("nichts.json", nothing), &[]);
    assert_eq!(seen.status, 3);
    assert!(seen.stderr.contains("nichts.json"), "{}", seen.stderr);
    // JSON-LD in a page, and a line of `batch`.
    let page = format!(
        "<!DOCTYPE html><script type=\"application/ld+json\">{}</script><p>{TEXT}",
        "{\"@graph\":".repeat(500_000)
    );
    is_read(&folder.file("tief.html", page), &[], 1);
    let line = format!("{{\"id\": {}1{}, \"articles\": []}}\n", "[".repeat(500_000), "]".repeat(500_000));
    let seen = run(program().arg("batch"), line.as_bytes());
    assert_eq!(seen.status, 3, "{}", seen.stderr);
}

#[test]
fn entries_inside_entries_are_read_once() {
    let folder = Folder::new();
    let filler = format!("{TEXT} ").repeat(10_000);
    let feed = format!(
        "<rss>{}<description>{filler}</description>{}</rss>",
        "<item><title>".repeat(120),
        "</title></item>".repeat(120)
    );
    is_read(&folder.file("tief.rss", feed), &[], 1);
}

#[test]
fn limits_stand_in_the_configuration_too() {
    let folder = Folder::new();
    let entry = format!("<item><title>Deichbau</title><description>{TEXT}</description></item>");
    folder.file("a.rss", format!("<rss><channel>{}</channel></rss>", entry.repeat(5)));
    folder.file("factlint.toml", "max-entries = 4\n");
    let at = |arguments: &[&str]| run(program().current_dir(folder.path()).args(arguments), b"");
    assert!(at(&["check", "a.rss"]).stderr.contains("more than 4 articles"));
    assert_eq!(at(&["check", "a.rss", "--max-entries=5"]).status, 0);
}
