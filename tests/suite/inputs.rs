//! Bad input: each a clear message and the right exit status, everything else still checked.

use crate::common::{Folder, factlint, factlint_on, program, run};

const TEXT: &str = "Oberfelden - Das Gespräch fand am Montag statt.\n";

#[test]
fn a_missing_file_does_not_keep_the_others_from_being_checked() {
    let folder = Folder::new();
    let article = folder.file("a.txt", TEXT);
    let missing = folder.path().join("fehlt.txt");
    let run = factlint(["check".as_ref(), missing.as_os_str(), article.as_os_str()]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("fehlt.txt"), "{}", run.stderr);
    assert!(run.stdout.contains("1 Artikel geprüft"), "{}", run.stdout);
}

#[test]
fn a_folder_is_read_with_its_folders() {
    let folder = Folder::new();
    folder.file("b.txt", TEXT);
    folder.file("unten/a.MD", TEXT);
    folder.file("unten/gold.json", "{}");
    folder.file(".versteckt/c.txt", TEXT);
    let run = factlint(["check".as_ref(), "--format=json".as_ref(), folder.path().as_os_str()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let report = run.json();
    let documents = report["documents"].as_array().expect("a list");
    let names: Vec<&str> = documents.iter().filter_map(|document| document["path"].as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(names[0].ends_with("b.txt") && names[1].ends_with("a.MD"), "{names:?}");
}

#[test]
fn a_folder_without_articles_is_told() {
    let folder = Folder::new();
    folder.file("gold.json", "{}");
    let run = factlint(["check".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("holds no articles"), "{}", run.stderr);
}

#[test]
fn an_empty_file_is_fine_and_told() {
    let folder = Folder::new();
    let article = folder.file("leer.txt", "");
    let run = factlint(["check".as_ref(), article.as_os_str()]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("leer.txt` is empty"), "{}", run.stderr);
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let folder = Folder::new();
    let article = folder.file("bild.txt", b"abc\xff\xfe\x00");
    let good = folder.file("gut.txt", TEXT);
    let run = factlint(["check".as_ref(), article.as_os_str(), good.as_os_str()]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("is not text (byte 3)"), "{}", run.stderr);
    assert!(run.stdout.contains("1 Artikel geprüft"), "{}", run.stdout);
}

#[test]
fn a_file_that_is_too_large_is_told() {
    let folder = Folder::new();
    let article = folder.file("lang.txt", TEXT.repeat(100));
    let run = factlint(["check".as_ref(), "--max-file-size=1K".as_ref(), article.as_os_str()]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("more than the limit of 1024"), "{}", run.stderr);
    let run = factlint_on(["check", "--max-file-size=1K", "-"], &TEXT.repeat(100));
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("more than the limit of 1024"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_too_large() {
    let run = factlint(["check", "--max-file-size=1M", "/dev/zero"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("more than the limit"), "{}", run.stderr);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = Folder::new();
    let article = folder.file("a.txt", TEXT);
    let other = folder.path().join("./a.txt");
    let arguments = [
        "check".as_ref(),
        "--format=json".as_ref(),
        article.as_os_str(),
        other.as_os_str(),
        folder.path().as_os_str(),
    ];
    let run = factlint(arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.json()["documents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn standard_input_is_an_article() {
    let run = factlint_on(["check", "--format", "json", "-"], TEXT);
    assert_eq!(run.status, 0);
    assert_eq!(run.json()["documents"][0]["path"], "-");
}

#[test]
fn the_order_of_the_arguments_changes_nothing() {
    let folder = Folder::new();
    let paths = ["c.txt", "a.txt", "b.txt"].map(|name| folder.file(name, TEXT));
    let report = |order: [usize; 3]| {
        let mut command = program();
        command.arg("check").args(order.map(|at| &paths[at]));
        let full = run(&mut command, b"");
        let json = run(command.args(["--format", "json"]), b"");
        (full.stdout, json.stdout)
    };
    let first = report([0, 1, 2]);
    assert_eq!(first, report([2, 0, 1]));
    assert_eq!(first, report([1, 2, 0]));
}

#[test]
fn steering_characters_of_an_article_never_reach_the_terminal() {
    let folder = Folder::new();
    let article = folder.file("a.txt", "Das \u{1b}[31mrote\u{1b}[0m Wort\u{202e} am Montag.\u{7}\n");
    let run = factlint(["annotate".as_ref(), article.as_os_str()]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.contains("[31mrote"), "{}", run.stdout);
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}', '\u{7}']));
}
