//! Articles in the forms that newsrooms have: what is read of them, and that every span counts bytes of the file.

use std::path::Path;
use std::time::{Duration, Instant};

use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use factlint::text::{Limits, TextError, read_bytes};
use serde_json::Value;

use crate::common::{Folder, factlint, project, run};

/// The agency's article, which the others are held against.
fn agency() -> std::path::PathBuf {
    project("examples/dossier/a-agentur.txt")
}

/// A report on two articles.
fn check(first: &Path, second: &Path) -> Value {
    let arguments = [first.as_os_str(), second.as_os_str()];
    let run = factlint(
        ["check".as_ref(), "--no-config".as_ref(), "--format=json".as_ref()].iter().chain(&arguments),
    );
    assert!(run.status <= 1, "{}", run.stderr);
    run.json()
}

/// Every span's words and position are those of the file on disk.
#[track_caller]
fn spans_are_in_the_files(report: &Value, charset: &'static Encoding) -> usize {
    let mut seen = 0;
    for finding in report["findings"].as_array().expect("a list") {
        for span in finding["spans"].as_array().expect("a list") {
            let path = span["path"].as_str().expect("a path");
            let bytes = std::fs::read(path).expect("the file is there");
            let charset = if path.ends_with("a-agentur.txt") { UTF_8 } else { charset };
            let number = |key: &str| usize::try_from(span[key].as_u64().expect("a number")).expect("it fits");
            let decode = |from: usize, to: usize| charset.decode_without_bom_handling(&bytes[from..to]).0;
            assert_eq!(decode(number("start"), number("end")), span["text"].as_str().expect("words"));
            let before = decode(0, number("start"));
            let before = before.strip_prefix('\u{feff}').unwrap_or(&before);
            let line = before.rsplit('\n').next().unwrap_or_default();
            assert_eq!(number("line"), before.matches('\n').count() + 1, "{span}");
            assert_eq!(number("column"), line.chars().count() + 1, "{span}");
            seen += 1;
        }
    }
    seen
}

fn messages(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("a list");
    findings.iter().filter_map(|finding| finding["message"].as_str()).collect()
}

fn encoded(text: &str, charset: &'static Encoding, mark: bool) -> Vec<u8> {
    let wide = |bytes: fn(u16) -> [u8; 2]| {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    match charset {
        charset if charset == UTF_16LE => wide(u16::to_le_bytes),
        charset if charset == UTF_16BE => wide(u16::to_be_bytes),
        charset => {
            let (bytes, _, failed) = charset.encode(text);
            assert!(!failed, "the text can be written so");
            bytes.into_owned()
        }
    }
}

#[test]
fn text_in_any_charset_is_the_same_article() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(project("examples/dossier/c-portal.txt")).expect("it is there");
    // What ISO-8859-15 does not have is written as people did.
    let text = text.replace(['„', '“'], "\"").replace('•', "-") + "\nDas Ticket kostet 12 €.\n";
    let plain = folder.file("c.txt", &text);
    let expected = check(&agency(), &plain);
    assert!(messages(&expected).len() >= 2, "{expected}");
    for (charset, mark) in [
        (UTF_16LE, true),
        (UTF_16BE, true),
        (UTF_16LE, false),
        (UTF_16BE, false),
        (WINDOWS_1252, false),
        (ISO_8859_15, false),
    ] {
        let path = folder.file("c.txt", encoded(&text, charset, mark));
        let report = check(&agency(), &path);
        assert_eq!(messages(&report), messages(&expected), "{}", charset.name());
        assert!(spans_are_in_the_files(&report, charset) >= 4, "{}", charset.name());
    }
}

#[test]
fn a_broken_character_does_not_make_a_file_another_charset() {
    let folder = Folder::new();
    let mut bytes = "Köln (nda) - Die Brücke ist für Fußgänger geöffnet. Über die Höhe wird gestritten."
        .as_bytes()
        .to_vec();
    bytes.extend(b" Der Abend\xe4 endet. Das Gespr\xc3\xa4ch fand am Montag statt.\n");
    let path = folder.file("a.txt", bytes);
    let run = factlint(["annotate".as_ref(), "--no-config".as_ref(), path.as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Gespräch") || run.stdout.contains("Köln"), "{}", run.stdout);
    assert!(!run.stdout.contains('Ã'), "{}", run.stdout);
}

#[test]
fn a_saved_page_is_its_article() {
    let page = project("tests/inputs/portal.html");
    let report = check(&agency(), &page);
    let document = &report["documents"][1];
    assert_eq!(document["outlet"], "Inselreise24");
    assert_eq!(document["published"], "2025-09-18T20:10:00");
    assert_eq!(document["language"], "de");
    assert!(spans_are_in_the_files(&report, UTF_8) >= 4);
    let text = report["findings"].to_string();
    // Tags and entities stand in the file's words, not in the way of the comparison.
    assert!(text.contains("am <b>Mitt</b><b>woch</b>,\\n       dem 23.&#160;September"), "{text}");
    assert!(text.contains("<em>1,2&nbsp;Milliarden Euro\""), "{text}");
    let rules: Vec<_> = report["findings"].as_array().expect("a list").iter().map(|it| &it["rule"]).collect();
    assert_eq!(rules.len(), 2, "{rules:?}");
}

#[test]
fn what_stands_around_an_article_claims_nothing() {
    let page = project("tests/inputs/portal.html");
    let file = std::fs::read_to_string(&page).expect("it is there");
    let run =
        factlint(["claims".as_ref(), "--no-config".as_ref(), "--format=json".as_ref(), page.as_os_str()]);
    let claims: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    assert!(claims.len() >= 5, "{}", run.stdout);
    let words = |claim: &Value| {
        let number = |key: &str| usize::try_from(claim[key].as_u64().expect("a number")).expect("it fits");
        file[number("start")..number("end")].to_owned()
    };
    for claim in &claims {
        let words = words(claim);
        for trap in ["99", "77", "44", "812", "13 Ab", "17 von", "55", "31 aus", "1998", "2003", "Wanderung"]
        {
            assert!(!words.contains(trap), "`{words}` is no claim of the article");
        }
    }
}

#[test]
fn a_page_says_its_charset() {
    let folder = Folder::new();
    let page = std::fs::read_to_string(project("tests/inputs/portal.html")).expect("it is there");
    // In the same folder, since a report's order is that of the names.
    let expected = check(&agency(), &folder.file("seite.html", &page));
    let page = page.replace("h&auml;rter", "härter");
    for (charset, declared) in [
        (WINDOWS_1252, "<meta charset=\"iso-8859-1\">"),
        (ISO_8859_15, "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-15'>"),
        (UTF_16LE, "<meta charset=\"utf-16\">"),
        (UTF_8, "<meta charset=\"iso-8859-1\">"),
    ] {
        let page = page.replace("<meta charset=\"utf-8\">", declared);
        let path = folder.file("seite.html", encoded(&page, charset, true));
        let report = check(&agency(), &path);
        assert_eq!(messages(&report), messages(&expected), "{declared}");
        assert!(spans_are_in_the_files(&report, charset) >= 4, "{declared}");
    }
}

#[test]
fn people_read_words_and_programs_the_files_own() {
    let page = project("tests/inputs/portal.html");
    let paths = [agency(), page];
    for format in ["full", "concise", "markdown", "github", "gitlab", "junit", "html"] {
        let mut command = crate::common::program();
        let run = run(command.args(["check", "--no-config", "--format", format]).args(&paths), b"");
        assert!(run.status <= 1, "{}", run.stderr);
        assert!(!run.stdout.contains("nbsp;Milliarden"), "{format}: {}", run.stdout);
    }
}

#[test]
fn hostile_pages_end_soon() {
    let fill = |piece: &str| format!("<!DOCTYPE html><html><body>{}", piece.repeat(10_000_000 / piece.len()));
    for piece in [
        "<div>",
        "<b>x",
        "<a href=x>y",
        "<ul><li>x",
        "<table><tr><td>x",
        "<p>Am Montag fiel 1 Fahrt aus.",
        "<",
        "<!--",
        "<p a=\"",
        "<script></",
        "&auml;",
        "</div>",
    ] {
        let begun = Instant::now();
        let read = read_bytes(Path::new("a.html"), fill(piece).into_bytes(), &Limits::default());
        match read {
            Ok(articles) => assert_eq!(articles.len(), 1),
            Err(TextError::Form { problem, .. }) => assert!(problem.contains("more than"), "{problem}"),
            Err(other) => panic!("{other}"),
        }
        // A tenth of that on an idle machine.
        assert!(begun.elapsed() < Duration::from_secs(30), "`{piece}` took {:?}", begun.elapsed());
    }
}

#[test]
fn deep_pages_are_read_all_the_same() {
    let depth = 100_000;
    let page = format!(
        "<!DOCTYPE html><html><body>{}<p>Die Anhörung zum Deichbau fand am Montag in Nordersiel statt.</p>{}",
        "<div>".repeat(depth),
        "</div>".repeat(depth),
    );
    let read = read_bytes(Path::new("a.html"), page.clone().into_bytes(), &Limits::default());
    let articles = read.expect("it can be read");
    assert!(articles[0].text.starts_with("Die Anhörung zum Deichbau"), "{}", articles[0].text.len());
    let map = articles[0].map().expect("it has one");
    let at = map.on_disk(factlint::text::Span::new(0, 3));
    assert_eq!(&page[at.start()..at.end()], "Die");
}

#[test]
fn any_bytes_end_without_a_panic() {
    let seeds: Vec<Vec<u8>> = ["tests/inputs/portal.html", "examples/dossier/b-zeitung.txt"]
        .iter()
        .map(|path| std::fs::read(project(path)).expect("it is there"))
        .collect();
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("it fits")
    };
    for round in 0..300 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..=chance(12) {
            let at = chance(bytes.len());
            match chance(4) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes[at] = u8::try_from(chance(256)).expect("it fits"),
                2 => drop(bytes.drain(at..(at + 9).min(bytes.len()))),
                _ => {
                    let piece = [&b"<"[..], b"&#", b"\"", b"<!--", b"\xff", b"</p>", b"\xc3"][chance(7)];
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        let length = bytes.len();
        let Ok(articles) = read_bytes(Path::new("a.html"), bytes, &Limits::default()) else { continue };
        for article in &articles {
            let Some(map) = article.map() else { continue };
            let mut before = 0;
            for (at, c) in article.text.char_indices() {
                let place = map.on_disk(factlint::text::Span::new(at, at + c.len_utf8()));
                assert!(place.start() <= place.end() && place.end() <= length);
                // The headline may stand elsewhere; within a block, the text follows the file.
                if c != '\n' && at > 0 && !article.text[..at].contains("\n\n") {
                    assert!(place.start() >= before, "the text follows the file");
                    before = place.start();
                }
            }
        }
    }
}
