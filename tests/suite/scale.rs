//! Many articles: events found in a heap, findings kept from run to run, answers in order, the same on Spark.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use factlint::Engine;
use factlint::finding::Finding;
use factlint::rule::Files;
use factlint::text::{Limits, SourceSet};
use serde_json::{Value, json};

use crate::common::{Folder, factlint, factlint_on};

fn dossiers(below: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers").join(below);
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    folders.sort();
    folders
}

fn articles(dossier: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dossier).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut articles: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    articles.sort();
    articles
}

fn line(dossier: &Path, id: usize) -> String {
    let articles: Vec<Value> = articles(dossier)
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("it is text");
            json!({"name": path.file_name().map(|name| name.to_string_lossy()), "text": text})
        })
        .collect();
    json!({"id": id, "articles": articles}).to_string() + "\n"
}

/// Two stories, two outlets each.
const HEAP: [(&str, &str); 4] = [
    (
        "a1.txt",
        "Brand im Speicher Ostheim\n\nOstheim (nda) - Bei dem Brand im Kornspeicher von Ostheim sind zwölf Menschen verletzt worden. Brandmeisterin Ria Solvang sprach von einem Kabelfehler im Kornspeicher.\n",
    ),
    (
        "a2.txt",
        "Feuer im Kornspeicher\n\nOstheim - Bei dem Brand im Kornspeicher von Ostheim sind vierzehn Menschen verletzt worden. Das sagte Brandmeisterin Ria Solvang.\n",
    ),
    (
        "b1.txt",
        "Orchester ernennt Dirigentin\n\nKarlsruhe - Das Orchester ernennt Mirela Vasquenne zur Chefdirigentin. Die Dirigentin tritt das Amt im Herbst an.\n",
    ),
    (
        "b2.txt",
        "Vasquenne leitet Orchester\n\nKarlsruhe - Mirela Vasquenne wird Chefdirigentin des Orchesters. Die Dirigentin kommt aus Lyon.\n",
    ),
];

fn heap() -> Folder {
    let folder = Folder::new();
    for (name, text) in HEAP {
        folder.file(name, text);
    }
    folder
}

#[test]
fn a_heap_gives_back_its_events() {
    let folder = heap();
    let run = factlint(["check", "--group", "--format=json", &folder.path().display().to_string()]);
    let report = run.json();
    let events = report["events"].as_array().expect("events are told");
    let names = |event: &Value| -> Vec<String> {
        let paths = event["paths"].as_array().into_iter().flatten().filter_map(Value::as_str);
        paths.filter_map(|path| path.rsplit('/').next()).map(str::to_owned).collect()
    };
    let events: Vec<Vec<String>> = events.iter().map(names).collect();
    assert_eq!(events, [["a1.txt", "a2.txt"], ["b1.txt", "b2.txt"]]);
    let rules: Vec<&str> =
        report["findings"].as_array().into_iter().flatten().filter_map(|it| it["rule"].as_str()).collect();
    assert_eq!(rules, ["quantity"]);
}

#[test]
fn people_are_told_the_events() {
    let folder = heap();
    folder.file("c.txt", "Gurkenernte\n\nDie Gurkenernte fällt im Spreewald gut aus.\n");
    let run = factlint(["check", "--group", &folder.path().display().to_string()]);
    assert!(run.stdout.contains("Ereignis 1: "), "{}", run.stdout);
    assert!(run.stdout.contains("Für sich stehen: 1 Artikel"), "{}", run.stdout);
    let without = factlint(["check", &folder.path().display().to_string()]);
    assert!(!without.stdout.contains("Ereignis 1"), "{}", without.stdout);
}

/// Counted in pairs of articles; `evaluate -- group` prints the same.
#[test]
fn mixed_dossiers_come_apart_again() {
    let engine = Engine::new(&Files::builtin()).expect("the rules load");
    let mut sources = SourceSet::new();
    let mut of = Vec::new();
    for (at, dossier) in dossiers("sample").iter().chain(&dossiers("dev")).enumerate() {
        for article in articles(dossier) {
            sources.add_file(&article, &Limits::default()).expect("it is read");
            of.push(at);
        }
    }
    let reads = engine.read_all(&sources);
    let pairs = |groups: &dyn Fn(usize) -> usize| -> BTreeSet<(usize, usize)> {
        let all = (0..of.len()).flat_map(|a| (a + 1..of.len()).map(move |b| (a, b)));
        all.filter(|(a, b)| groups(*a) == groups(*b)).collect()
    };
    let mut event_of = vec![0; of.len()];
    for (number, event) in engine.events(&reads).iter().enumerate() {
        event.articles.iter().for_each(|article| event_of[*article] = number);
    }
    let (gold, found) = (pairs(&|at| of[at]), pairs(&|at| event_of[at]));
    let right = gold.intersection(&found).count();
    assert!(right * 100 >= found.len() * 98, "{right} of {} pairs are of one dossier", found.len());
    assert!(right * 100 >= gold.len() * 92, "{right} of {} pairs are found", gold.len());
}

/// Forty articles are more than are held against each other one by one; those of one story still meet.
#[test]
fn a_big_dossier_is_compared_with_what_is_near() {
    let engine = Engine::new(&Files::builtin()).expect("the rules load");
    let mut sources = SourceSet::new();
    let mut of = Vec::new();
    let dossiers: Vec<PathBuf> = dossiers("sample").into_iter().chain(dossiers("dev")).take(10).collect();
    for (at, dossier) in dossiers.iter().enumerate() {
        for article in articles(dossier) {
            sources.add_file(&article, &Limits::default()).expect("it is read");
            of.push(at);
        }
    }
    let reads = engine.read_all(&sources);
    let places = |finding: &Finding| -> BTreeSet<(usize, usize)> {
        finding.witnesses.iter().map(|it| (it.source.index(), it.decisive.start())).collect()
    };
    let together: Vec<Finding> = engine.check(&reads);
    let alone: Vec<Finding> = (0..dossiers.len())
        .flat_map(|at| {
            let own: Vec<usize> = (0..of.len()).filter(|article| of[*article] == at).collect();
            engine.check_some(&reads, &own)
        })
        .collect();
    let again = |one: &&Finding| {
        together.iter().any(|it| it.kind == one.kind && places(it).intersection(&places(one)).count() > 1)
    };
    let kept = alone.iter().filter(again).count();
    let mixed = together
        .iter()
        .filter(|it| {
            it.witnesses.iter().any(|place| of[place.source.index()] != of[it.witnesses[0].source.index()])
        })
        .count();
    assert!(kept * 10 >= alone.len() * 8, "{kept} of {} findings are found again", alone.len());
    assert!(mixed * 10 <= together.len(), "{mixed} of {} findings are of two stories", together.len());
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = folders.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    files.map(|entry| entry.path()).collect()
}

#[test]
fn what_was_found_is_kept_and_found_again() {
    let folder = heap();
    let cache = Folder::new();
    let kept = format!("--cache-dir={}", cache.path().display());
    let heap = folder.path().display().to_string();
    let fresh = factlint(["check", "--format=json", &heap]);
    let first = factlint(["check", "--format=json", &kept, &heap]);
    assert_eq!(entries(cache.path()).len(), 1);
    let again = factlint(["check", "--format=json", &kept, &heap]);
    assert_eq!((&first.stdout, &again.stdout), (&fresh.stdout, &fresh.stdout));
    assert_eq!(again.status, fresh.status);
    // Other rules and other words are other entries.
    factlint(["check", "--format=json", &kept, "--language=en", &heap]);
    assert_eq!(entries(cache.path()).len(), 2);
    // Each event is an entry of its own.
    factlint(["check", "--group", "--format=json", &kept, &heap]);
    assert_eq!(entries(cache.path()).len(), 4);
    let grouped = factlint(["check", "--group", "--format=json", &kept, &heap]);
    assert_eq!(grouped.stdout, factlint(["check", "--group", "--format=json", &heap]).stdout);
}

#[test]
fn a_kept_finding_is_what_is_reported() {
    let folder = heap();
    let cache = Folder::new();
    let kept = format!("--cache-dir={}", cache.path().display());
    let heap = folder.path().display().to_string();
    factlint(["check", &kept, &heap]);
    let entry = entries(cache.path()).remove(0);
    std::fs::write(&entry, "[]").expect("it can be written");
    // It is read, not worked out again …
    assert_eq!(factlint(["check", "--format=json", &kept, &heap]).json()["findings"], json!([]));
    assert_ne!(
        factlint(["check", "--format=json", &kept, "--no-cache", &heap]).json()["findings"],
        json!([])
    );
    // … unless it is half an entry.
    std::fs::write(&entry, "[{\"kind\":\"quan").expect("it can be written");
    assert_ne!(factlint(["check", "--format=json", &kept, &heap]).json()["findings"], json!([]));
}

#[test]
fn nothing_is_kept_unless_asked() {
    let folder = heap();
    let home = Folder::new();
    let run = crate::common::program()
        .args(["check", &folder.path().display().to_string()])
        .env("XDG_CACHE_HOME", home.path())
        .env("HOME", home.path())
        .output()
        .expect("the program runs");
    assert!(run.status.code().is_some());
    assert_eq!(std::fs::read_dir(home.path()).into_iter().flatten().count(), 0);
}

#[test]
fn runs_side_by_side_share_a_cache() {
    let cache = Folder::new();
    let kept = format!("--cache-dir={}", cache.path().display());
    let mut lines = String::new();
    for (at, dossier) in dossiers("sample").iter().enumerate() {
        lines.push_str(&line(dossier, at));
    }
    let fresh = factlint_on(["batch"], &lines).stdout;
    let runs: Vec<String> = std::thread::scope(|scope| {
        let run = || factlint_on(["batch", kept.as_str()], &lines).stdout;
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    assert!(runs.iter().all(|run| *run == fresh));
    let left = entries(cache.path());
    assert_eq!(left.len(), dossiers("sample").len(), "{left:?}");
    assert_eq!(factlint_on(["batch", kept.as_str()], &lines).stdout, fresh);
}

#[test]
fn answers_come_in_order_though_the_first_takes_longest() {
    let all = dossiers("sample");
    // The first line holds as much as many.
    let mut first: Value = serde_json::from_str(&line(&all[0], 0)).expect("it is JSON");
    let long = first["articles"].as_array().cloned().unwrap_or_default();
    first["articles"] = (0..6).flat_map(|_| long.clone()).collect();
    let mut lines = first.to_string() + "\n";
    for at in 1..150 {
        let _ = writeln!(lines, "{}", json!({"id": at, "articles": [{"name": "a", "text": "Ein Satz."}]}));
    }
    let run = factlint_on(["batch"], &lines);
    let ids: Vec<u64> = run
        .stdout
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?["id"].as_u64())
        .collect();
    assert_eq!(ids, (0..150).collect::<Vec<u64>>());
}

#[test]
fn claims_are_read_from_lines() {
    let input =
        "{\"id\":\"x\",\"text\":\"Oberfelden - Bei dem Brand wurden zwölf Menschen verletzt.\"}\nnonsense\n";
    let run = factlint_on(["claims", "--ndjson"], input);
    assert_eq!(run.status, 3);
    let lines: Vec<Value> = run.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert!(lines.iter().any(|line| line["path"] == "x" && line["subject"].is_string()), "{}", run.stdout);
    assert_eq!(lines.last().map(|line| line["line"].clone()), Some(json!(2)));
}

/// Python with PySpark: the one that `PYSPARK_PYTHON` names, or `python3`. None where it or Java is missing.
fn python() -> Option<String> {
    let python = std::env::var("PYSPARK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    (has(Command::new(&python).args(["-c", "import pyspark"])) && has(Command::new("java").arg("-version")))
        .then_some(python)
}

fn spark(python: &str, arguments: &[&str]) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/spark/check.py");
    let run = Command::new(python)
        .arg(script)
        .args(["--factlint", env!("CARGO_BIN_EXE_factlint")])
        .args(arguments)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .output()
        .expect("it runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// What Spark wrote, its parts in order.
fn parts(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_part =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-"));
    let mut parts: Vec<PathBuf> = entries.filter(is_part).collect();
    parts.sort();
    parts.iter().filter_map(|part| std::fs::read_to_string(part).ok()).collect()
}

#[test]
fn spark_gives_what_one_process_gives() {
    let Some(python) = python() else {
        eprintln!("skipped: no Python with pyspark, or no Java");
        return;
    };
    let folder = Folder::new();
    // A thousand dossiers: short ones, so that the test is about the way of the lines.
    let mut lines = String::new();
    for at in 0..1000 {
        let articles: Vec<Value> = HEAP[..2]
            .iter()
            .map(|(name, text)| json!({"name": name, "text": text.replace("zwölf", &(at + 20).to_string())}))
            .collect();
        let _ = writeln!(lines, "{}", json!({"id": at, "articles": articles}));
    }
    let input = folder.file("dossiers.ndjson", &lines);
    let answers = folder.path().join("answers");
    spark(&python, &[&input.display().to_string(), &answers.display().to_string(), "--partitions=6"]);
    assert_eq!(parts(&answers), factlint_on(["batch", "--no-config"], &lines).stdout);
}

#[test]
fn spark_finds_events_by_shuffling_subject_keys() {
    let Some(python) = python() else {
        eprintln!("skipped: no Python with pyspark, or no Java");
        return;
    };
    let folder = Folder::new();
    let mut lines = String::new();
    for dossier in dossiers("sample") {
        for path in articles(&dossier) {
            let text = std::fs::read_to_string(&path).expect("it is text");
            let id = path.strip_prefix(dossier.parent().expect("it has one")).expect("it is below");
            let _ = writeln!(lines, "{}", json!({"id": id.display().to_string(), "text": text}));
        }
    }
    let input = folder.file("articles.ndjson", &lines);
    let answers = folder.path().join("answers");
    spark(&python, &["--group", &input.display().to_string(), &answers.display().to_string()]);
    let answers = parts(&answers);
    let mut several = 0;
    for answer in answers.lines().map(|line| serde_json::from_str::<Value>(line).expect("it is JSON")) {
        let spans = answer["findings"].as_array().into_iter().flatten();
        for finding in spans {
            let folders: BTreeSet<&str> = finding["spans"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|span| span["path"].as_str()?.split('/').next())
                .collect();
            assert_eq!(folders.len(), 1, "a finding between two events: {finding}");
            several += 1;
        }
    }
    assert!(several > 0, "{answers}");
}
