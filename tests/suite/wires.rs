//! Articles as agencies, feeds and mail bring them: a finding's place is the right one in the file on disk.

use serde_json::Value;

use crate::common::{Folder, Run, factlint, project};

/// What another outlet says, who disagrees with every sample.
const OTHER: &str = "\
Weidener Bote, 3. Juni 2025, 14.10 Uhr

Brand bei Möbelhändler

Bei dem Brand in einer Lagerhalle in Altfurt sind am Dienstag acht Menschen verletzt worden.
";

fn check(paths: &[&std::path::Path]) -> Run {
    let mut arguments: Vec<&std::ffi::OsStr> = vec!["check".as_ref(), "--format=json".as_ref()];
    arguments.extend(paths.iter().map(|path| path.as_os_str()));
    factlint(arguments)
}

/// The span of the sample in the only finding, with the whole report.
fn span(sample: &str) -> (Value, Value) {
    let folder = Folder::new();
    let other = folder.file("bote.txt", OTHER);
    let run = check(&[&project(&format!("tests/inputs/{sample}")), &other]);
    let report = run.json();
    let findings = report["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), 1, "{sample}: {}{}", run.stdout, run.stderr);
    assert_eq!(findings[0]["rule"], "quantity", "{sample}: {}", run.stdout);
    let spans = findings[0]["spans"].as_array().expect("a list");
    let own = spans.iter().find(|span| span["path"].as_str().is_some_and(|path| path.contains(sample)));
    (own.expect("the sample is in the finding").clone(), report.clone())
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("it is small")
}

/// What a sample must say on disk: the decisive words as the file writes them, in which line, and of whom.
#[track_caller]
fn on_disk(sample: &str, decisive: &str, path_ends: &str, outlet: &str, published: &str) {
    let (span, report) = span(sample);
    let bytes = std::fs::read(project(&format!("tests/inputs/{sample}"))).expect("the sample is there");
    let text = |span: &Value| {
        let range = number(&span["start"])..number(&span["end"]);
        String::from_utf8_lossy(&bytes[range]).into_owned()
    };
    assert_eq!(text(&span["decisive"]), decisive, "{sample}");
    assert_eq!(span["text"].as_str(), Some(text(&span).as_str()), "{sample}");
    let before = String::from_utf8_lossy(&bytes[..number(&span["start"])]).into_owned();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    assert_eq!((number(&span["line"]), number(&span["column"])), (line, column), "{sample}");
    assert!(span["path"].as_str().is_some_and(|path| path.ends_with(path_ends)), "{sample}: {span}");
    let documents = report["documents"].as_array().expect("a list");
    let document = documents.iter().find(|document| document["path"] == span["path"]).expect("it is listed");
    assert_eq!(document["outlet"], outlet, "{sample}");
    assert_eq!(document["published"], published, "{sample}");
    assert_eq!(document["language"], "de", "{sample}");
}

#[test]
fn places_in_agencies_json_are_those_of_the_file() {
    on_disk("dpa.json", r"F\u00fcnf Verletzte", "dpa.json", "akn", "2025-06-03T14:10:00");
    on_disk("ninjs-1.json", "fünf Menschen", "ninjs-1.json", "akn", "2025-06-03T14:10:00");
    on_disk("ninjs-2.json", r"f&#252;nf<\/b> Menschen", "ninjs-2.json", "akn", "2025-06-03T14:10:00");
    on_disk("ninjs-3.json", r"f\u00fcnf Menschen", "ninjs-3.json", "akn", "2025-06-03T13:00:00");
}

#[test]
fn places_in_news_xml_are_those_of_the_file() {
    on_disk("newsml-nitf.xml", "f&#xFC;nf Menschen", "newsml-nitf.xml", "akn", "2025-06-03T12:30:00");
    on_disk(
        "newsml-xhtml.xml",
        "fünf</html:em> Menschen",
        "newsml-xhtml.xml#1",
        "akn",
        "2025-06-03T14:10:00",
    );
    on_disk("story.nitf", "f&uuml;nf Menschen", "story.nitf", "akn", "2025-06-03T14:10:00");
}

#[test]
fn places_in_feeds_are_those_of_the_file() {
    on_disk("feed.rss", "f&uuml;nf Menschen", "feed.rss#1", "akn", "2025-06-03T14:10:00");
    on_disk("feed.atom", "fünf Menschen", "feed.atom#1", "akn", "2025-06-03T14:10:00");
}

#[test]
fn places_in_mail_are_those_of_the_file() {
    on_disk("mail.eml", "f=FCnf Men=\r\nschen", "mail.eml", "akn Nachrichtenbüro", "2025-06-03T14:10:00");
}

#[test]
fn what_no_place_can_point_into_is_read_as_its_text() {
    for sample in ["bericht.docx", "mail-packed.eml"] {
        let (span, _) = span(sample);
        let text = span["text"].as_str().unwrap_or_default();
        assert!(text.contains("sind am Dienstag fünf Menschen verletzt worden"), "{sample}: {text}");
    }
    let run = factlint(["annotate".as_ref(), project("tests/inputs/bericht.docx").as_os_str()]);
    assert!(!run.stdout.contains("sechs") && run.stdout.contains("Weiden & Sohn"), "{}", run.stdout);
}

#[test]
fn a_withdrawn_item_of_a_wire_is_left_out() {
    let folder = Folder::new();
    let other = folder.file("bote.txt", OTHER);
    let wire = |version: u32, status: &str, number: &str| {
        format!(
            r#"{{"urn": "urn:newsml:akn.example:1", "version": {version}, "version_created": "2025-06-03T14:1{version}:00+02:00", "pubstatus": "{status}", "language": "de", "headline": "Brand in Lagerhalle", "article_html": "<p>Bei einem Brand in einer Lagerhalle in Altfurt sind am Dienstag {number} Menschen verletzt worden.</p>"}}"#
        )
    };
    let first = folder.file("1.json", wire(1, "usable", "fünf"));
    let standing = |run: &Run, at: usize| run.json()["documents"][at]["standing"].as_str().map(str::to_owned);
    let second = folder.file("2.json", wire(2, "canceled", "fünf"));
    let run = check(&[&first, &second, &other]);
    assert_eq!(run.json()["findings"].as_array().map(Vec::len), Some(0), "{}", run.stdout);
    assert_eq!(standing(&run, 0).as_deref(), Some("withdrawn"));
    let second = folder.file("2.json", wire(2, "usable", "acht"));
    let run = check(&[&first, &second, &other]);
    assert_eq!(run.json()["findings"][0]["level"], "update", "{}", run.stdout);
    assert_eq!(standing(&run, 0).as_deref(), Some("replaced"));
}

#[test]
fn a_folder_may_hold_other_data() {
    let folder = Folder::new();
    folder.file("a.txt", OTHER);
    folder
        .file("gold.json", r#"{"id": "x", "title": "Gold", "articles": [{"file": "a.txt", "outlet": "b"}]}"#);
    folder.file("leer.json", "{}");
    folder.file("conf.xml", "<project><name>x</name></project>");
    let run = check(&[folder.path()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.json()["documents"].as_array().map(Vec::len), Some(1));
    let run = check(&[&folder.path().join("gold.json")]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("holds no article"), "{}", run.stderr);
}

/// A file that must be refused: at once, and with words.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, expected: &str) {
    let folder = Folder::new();
    let path = folder.file(name, content);
    let start = std::time::Instant::now();
    let run = check(&[&path]);
    assert_eq!(run.status, 3, "{name}: {}", run.stdout);
    assert!(run.stderr.contains(expected), "{name}: {}", run.stderr);
    assert!(start.elapsed().as_secs() < 20, "{name}: {:?}", start.elapsed());
}

#[test]
fn hostile_files_end_quickly_with_a_message() {
    refused("tief.json", "[".repeat(100_000), "JSON: EOF");
    refused("tief.json", format!("{{\"a\":{}", "[".repeat(100_000)), "JSON: EOF");
    refused("ende.json", r#"{"headline": "Brand", "article_html": "<p>Bei"#, "JSON: EOF");
    refused("tief.rss", format!("<rss><channel>{}", "<a>".repeat(100_000)), "nested more than");
    refused("ende.rss", "<rss><channel><item><title>Brand</title>", "ends inside `<item>`");
    refused("ende.nitf", "<nitf><body><p>Brand", "NITF: ");
    refused(
        "viele.rss",
        format!("<rss>{}</rss>", "<item><title>a</title></item>".repeat(10_001)),
        "more than 10000",
    );
    refused(
        "viele.json",
        format!("[{}]", vec![r#"{"title":"a","body":"b"}"#; 10_001].join(",")),
        "more than 10000",
    );
    refused(
        "leer.eml",
        "From: a@b.example\nMIME-Version: 1.0\nContent-Type: image/png\n\n",
        "no part with text",
    );
    refused("kein.docx", b"PK\x03\x04nichts", "DOCX");
}

#[test]
fn entities_of_a_document_are_not_put_in() {
    let folder = Folder::new();
    let secret = folder.file("geheim.txt", "Geheim");
    let lol = (1..10).map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10)));
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"haha\">{}<!ENTITY datei SYSTEM \"file://{}\">]><rss><channel><item><title>Brand in Halle</title><description>Der Text sagt &l9; und &datei; am Montag.</description></item></channel></rss>",
        lol.collect::<String>(),
        secret.display()
    );
    let feed = folder.file("bombe.rss", bomb);
    let run = factlint(["annotate".as_ref(), feed.as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("&l9;") && !run.stdout.contains("haha") && !run.stdout.contains("Geheim"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_packed_bomb_is_not_unpacked() {
    use std::io::Write;
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("it begins");
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..80 {
        archive.write_all(&nothing).expect("it is written");
    }
    archive.finish().expect("it ends");
    refused("bombe.docx", bytes.into_inner(), "unpacked, it has more than the limit");
}

#[test]
fn no_damage_to_a_sample_ends_in_a_panic() {
    let folder = Folder::new();
    let mut paths = Vec::new();
    for (at, sample) in
        ["dpa.json", "newsml-nitf.xml", "story.nitf", "feed.rss", "feed.atom", "mail.eml", "bericht.docx"]
            .into_iter()
            .enumerate()
    {
        let bytes = std::fs::read(project(&format!("tests/inputs/{sample}"))).expect("the sample is there");
        for (cut, step) in (0..bytes.len()).step_by(bytes.len() / 12).enumerate() {
            paths.push(folder.file(&format!("{at}/kurz{cut}-{sample}"), &bytes[..step]));
            let mut broken = bytes.clone();
            broken[step] ^= 0x55;
            paths.push(folder.file(&format!("{at}/falsch{cut}-{sample}"), broken));
        }
    }
    let paths: Vec<&std::path::Path> = paths.iter().map(std::path::PathBuf::as_path).collect();
    let run = check(&paths);
    assert!([0, 1, 3].contains(&run.status), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}
