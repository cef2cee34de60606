//! Accepted findings: the baseline, single ones in the configuration, and checking again on save.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::common::{Folder, Run, program, run};

const A: &str = "Kurhafen (mda) - Das Spitzengespräch am Montag war kurzfristig abgesagt worden.\n\nDen Schaden bezifferte die Reederei auf 1,2 Millionen Euro.\n";
const B: &str = "Das Spitzengespräch am Montag fand in einem Hotel statt.\n\nDen Schaden bezifferte die Reederei auf 1,2 Milliarden Euro.\n";

fn story() -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", A);
    folder.file("b.txt", B);
    folder
}

fn at(folder: &Folder, arguments: &[&str]) -> Run {
    // Some day in 2025, so that no acceptance ends while nobody looks.
    run(program().current_dir(folder.path()).env("SOURCE_DATE_EPOCH", "1750000000").args(arguments), b"")
}

fn rules(folder: &Folder) -> Vec<String> {
    let report = at(folder, &["check", "--format=json", "."]).json();
    let list = report["findings"].as_array().expect("a list");
    list.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
}

fn fingerprint(folder: &Folder, rule: &str) -> String {
    let report = at(folder, &["check", "--format=json", "--no-baseline", "."]).json();
    let list = report["findings"].as_array().expect("a list").clone();
    let found = list.into_iter().find(|it| it["rule"] == rule).expect("there is one");
    found["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

#[test]
fn a_baseline_keeps_moved_text_and_drops_changed_text() {
    let folder = story();
    assert_eq!(rules(&folder), ["status", "quantity"]);
    let written = at(&folder, &["baseline", "."]);
    assert_eq!(
        (written.status, written.stdout.trim()),
        (0, "factlint-baseline.toml: 2 neu, 0 behalten, 0 entfernt")
    );
    assert_eq!(at(&folder, &["check", "."]).status, 0);
    assert!(rules(&folder).is_empty());
    // Other lines and another file: the words are the same.
    folder.file("a.txt", format!("Eilmeldung aus dem Norden.\n\n{A}"));
    std::fs::rename(folder.path().join("b.txt"), folder.path().join("c.txt")).expect("it can be renamed");
    assert!(rules(&folder).is_empty());
    // Other words.
    folder.file("a.txt", A.replace("1,2 Millionen", "1,3 Millionen"));
    assert_eq!(rules(&folder), ["quantity"]);
}

#[test]
fn stale_entries_are_told_and_pruned() {
    let folder = story();
    at(&folder, &["baseline", "."]);
    folder.file("b.txt", B.replace("Milliarden", "Millionen"));
    let seen = at(&folder, &["check", "."]);
    assert_eq!(seen.status, 0);
    assert!(seen.stderr.contains("1 entry of `factlint-baseline.toml` fits no finding"), "{}", seen.stderr);
    let checked = at(&folder, &["baseline", "--check", "."]);
    assert_eq!(
        (checked.status, checked.stdout.trim()),
        (1, "factlint-baseline.toml: 0 fehlen, 1 passen, 1 veraltet")
    );
    // Half of the articles say nothing about the pair.
    assert_eq!(at(&folder, &["check", "a.txt"]).stderr, "");
    assert_eq!(
        at(&folder, &["baseline", "a.txt"]).stdout.trim(),
        "factlint-baseline.toml: 0 neu, 2 behalten, 0 entfernt"
    );
    let pruned = at(&folder, &["baseline", "--prune", "."]);
    assert_eq!(pruned.stdout.trim(), "factlint-baseline.toml: 0 neu, 1 behalten, 1 entfernt");
    assert_eq!(at(&folder, &["baseline", "--check", "."]).status, 0);
}

#[test]
fn pruning_accepts_nothing_new() {
    let folder = story();
    at(&folder, &["baseline", "."]);
    folder.file("a.txt", A.replace("1,2 Millionen", "1,3 Millionen"));
    let pruned = at(&folder, &["baseline", "--prune", "."]);
    assert_eq!(pruned.stdout.trim(), "factlint-baseline.toml: 0 neu, 1 behalten, 1 entfernt");
    assert_eq!(rules(&folder), ["quantity"]);
}

#[test]
fn a_reason_written_into_the_baseline_is_kept_and_the_file_is_the_same_twice() {
    let folder = story();
    at(&folder, &["baseline", "."]);
    let path = folder.path().join("factlint-baseline.toml");
    let text = std::fs::read_to_string(&path).expect("it is there");
    for words in
        ["rule = \"status\"", "\"a.txt\"", "\"b.txt\"", "abgesagt worden", "level = \"contradiction\""]
    {
        assert!(text.contains(words), "`{words}` in {text}");
    }
    let reasoned = text.replacen("[[finding]]\n", "[[finding]]\nreason = \"vom Amt bestätigt\"\n", 1);
    std::fs::write(&path, reasoned).expect("it can be written");
    at(&folder, &["baseline", "."]);
    let again = std::fs::read_to_string(&path).expect("it is there");
    assert!(again.contains("vom Amt bestätigt"), "{again}");
    at(&folder, &["baseline", "."]);
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), again);
}

#[test]
fn a_finding_that_became_worse_is_reported() {
    let folder = story();
    folder.file("factlint.toml", "[rules]\nquantity = \"tension\"\nstatus = \"off\"\n");
    at(&folder, &["baseline", "."]);
    assert!(rules(&folder).is_empty());
    folder.file("factlint.toml", "[rules]\nquantity = \"on\"\nstatus = \"off\"\n");
    assert_eq!(rules(&folder), ["quantity"]);
}

#[test]
fn an_article_is_never_written_to() {
    let folder = story();
    at(&folder, &["baseline", "."]);
    let fingerprint = fingerprint(&folder, "status");
    at(&folder, &["accept", &fingerprint, "--reason", "geprüft"]);
    for (name, text) in [("a.txt", A), ("b.txt", B)] {
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).expect("it is there"), text);
    }
}

#[test]
fn a_finding_is_accepted_with_a_reason_until_a_day() {
    let folder = story();
    folder.file("factlint.toml", "# Unsere Regeln\nmin-level = \"note\"\n");
    let fingerprint = fingerprint(&folder, "status");
    assert_eq!(at(&folder, &["accept", &fingerprint]).status, 2);
    assert_eq!(at(&folder, &["accept", &fingerprint, "--reason", " "]).status, 2);
    assert_eq!(at(&folder, &["accept", "xyz", "--reason", "x"]).status, 2);
    let accepted =
        at(&folder, &["accept", &fingerprint, "--reason", "Das \"Amt\" sagt:\nja", "--until", "2025-06-15"]);
    assert_eq!(accepted.status, 0, "{}", accepted.stderr);
    let text = std::fs::read_to_string(folder.path().join("factlint.toml")).expect("it is there");
    assert!(text.starts_with("# Unsere Regeln\nmin-level = \"note\"\n\n[[accept]]\n"), "{text}");
    // The clock of these tests stands on the last day.
    assert_eq!(rules(&folder), ["quantity"]);
    at(&folder, &["accept", &fingerprint, "--reason", "noch einmal"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("factlint.toml")).expect("it is there"), text);
    folder.file("factlint.toml", text.replace("2025-06-15", "2025-06-14"));
    assert_eq!(rules(&folder), ["status", "quantity"]);
    let seen = at(&folder, &["check", "."]);
    assert!(seen.stderr.contains("was accepted until 2025-06-14"), "{}", seen.stderr);
    assert!(seen.stderr.contains("factlint.toml:4"), "{}", seen.stderr);
    at(&folder, &["accept", &fingerprint, "--reason", "wieder geprüft", "--until", "2025-07-01"]);
    assert_eq!(rules(&folder), ["quantity"]);
}

#[test]
fn a_finding_is_accepted_by_its_place() {
    let folder = story();
    let report = at(&folder, &["check", ".", "--format", "concise"]).stdout;
    let place = |rule: &str| {
        let line = report.lines().find(|line| line.contains(rule)).expect("it is there");
        line.split(": ").next().expect("a place").to_owned()
    };
    let accepted = at(&folder, &["accept", &place("(quantity)"), "--reason", "geprüft", "."]);
    assert_eq!(accepted.status, 0, "{}", accepted.stderr);
    assert_eq!(rules(&folder), ["status"]);
    let closing = at(&folder, &["check", "."]).stdout;
    assert!(closing.ends_with("2 Artikel geprüft: 1 Widerspruch (1 angenommen)\n"), "{closing}");
    for wrong in ["a.txt:99:1", "a.txt", "no.txt:1:1"] {
        let seen = at(&folder, &["accept", wrong, "--reason", "x", "."]);
        assert_eq!(seen.status, 2);
        assert!(seen.stderr.contains(wrong), "{}", seen.stderr);
    }
    // Every finding of the place would be accepted: one must be named.
    folder
        .file("a.txt", "Das Spitzengespräch am Montag, dem 3. Juni 2025, war kurzfristig abgesagt worden.\n");
    let place = "a.txt:1";
    let several = at(&folder, &["accept", place, "--reason", "x", "."]);
    assert_eq!(several.status, 2, "{}", several.stdout);
    assert!(several.stderr.contains("several findings; name one: "), "{}", several.stderr);
}

#[test]
fn an_acceptance_without_a_finding_is_told_when_everything_is_read() {
    let folder = story();
    folder.file(
        "factlint.toml",
        "inputs = [\"*.txt\"]\n[[accept]]\nfingerprint = \"0123456789abcdef\"\nreason = \"früher\"\n",
    );
    let seen = at(&folder, &["check"]);
    assert!(seen.stderr.contains("factlint.toml:2: 0123456789abcdef fits no finding"), "{}", seen.stderr);
    assert_eq!(at(&folder, &["check", "a.txt", "b.txt"]).stderr, "");
}

#[test]
fn accepted_findings_are_marked_in_sarif() {
    let folder = story();
    folder.file("factlint.toml", "");
    let fingerprint = fingerprint(&folder, "status");
    at(&folder, &["accept", &fingerprint, "--reason", "vom Amt bestätigt"]);
    let report = at(&folder, &["check", ".", "--format", "sarif"]).json();
    let results = report["runs"][0]["results"].as_array().expect("a list");
    let marked: Vec<_> = results
        .iter()
        .filter(|result| !result["suppressions"].as_array().is_none_or(Vec::is_empty))
        .collect();
    assert_eq!((results.len(), marked.len()), (2, 1));
    assert_eq!(marked[0]["suppressions"][0]["justification"], "vom Amt bestätigt");
}

#[test]
fn a_mistake_in_the_baseline_is_shown() {
    let folder = story();
    folder.file(
        "factlint-baseline.toml",
        "[[finding]]\nfingerprint = \"x\"\nrule = \"status\"\nlevel = \"note\"\narticles = []\n",
    );
    let seen = at(&folder, &["check", "."]);
    assert_eq!(seen.status, 2);
    assert!(seen.stderr.contains("`x` is no fingerprint"), "{}", seen.stderr);
    assert!(seen.stderr.contains("factlint-baseline.toml:2"), "{}", seen.stderr);
}

#[test]
fn saving_an_article_checks_again() {
    let folder = story();
    folder.file("factlint.toml", "[rules]\nquantity = \"off\"\n");
    let mut child = program()
        .current_dir(folder.path())
        .args(["check", ".", "--watch", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let stdout = child.stdout.take().expect("it has a standard output");
    let (lines, reader) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
    // A report ends with a brace that stands alone.
    let report = || {
        let end = Instant::now() + Duration::from_secs(60);
        let mut text = String::new();
        while let Ok(line) = reader.recv_timeout(end.saturating_duration_since(Instant::now())) {
            text.push_str(&line);
            if line == "}" {
                let report: serde_json::Value = serde_json::from_str(&text).expect("a report");
                let findings = report["findings"].as_array().map_or(0, Vec::len);
                return (findings, report["documents"].as_array().map_or(0, Vec::len));
            }
        }
        panic!("no report in time: {text}");
    };
    let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut seen = vec![report()];
        folder.file("b.txt", "Ein Satz.");
        seen.push(report());
        folder.file("b.txt", B);
        seen.push(report());
        // A mistake is survived; a new article and a new configuration are seen.
        folder.file("factlint.toml", "[rules\n");
        std::thread::sleep(Duration::from_millis(600));
        folder.file("factlint.toml", "[rules]\nstatus = \"off\"\nquantity = \"off\"\n");
        seen.push(report());
        folder.file("c.txt", "Noch ein Satz.");
        seen.push(report());
        seen
    }));
    child.kill().expect("it can be stopped");
    child.wait().expect("it ends");
    assert_eq!(seen.expect("the reports come"), [(1, 2), (0, 2), (1, 2), (0, 2), (0, 3)]);
}

#[test]
fn nothing_is_accepted_until_a_day_that_is_over() {
    let folder = story();
    let fingerprint = fingerprint(&folder, "status");
    let seen = at(&folder, &["accept", &fingerprint, "--reason", "geprüft", "--until", "2025-06-14"]);
    assert_eq!(seen.status, 2);
    assert!(seen.stderr.contains("a day that is over"), "{}", seen.stderr);
    assert!(!folder.path().join("factlint.toml").exists());
}
