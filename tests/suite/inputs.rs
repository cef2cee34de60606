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

/// The documents of a report: path, outlet and day of publication.
fn documents(arguments: &[&std::ffi::OsStr], at: &std::path::Path) -> Vec<(String, String, String)> {
    let mut command = program();
    let run = run(command.current_dir(at).args(["check", "--format", "json"]).args(arguments), b"");
    assert!(run.status <= 1, "{}", run.stderr);
    let report = run.json();
    let documents = report["documents"].as_array().expect("a list");
    let word =
        |document: &serde_json::Value, key: &str| document[key].as_str().unwrap_or_default().to_owned();
    documents.iter().map(|it| (word(it, "path"), word(it, "outlet"), word(it, "published"))).collect()
}

#[test]
fn articles_are_named_with_outlet_and_day() {
    let folder = Folder::new();
    for name in ["a.txt", "b.txt", "sub/c.txt", "x@y=z.txt"] {
        folder.file(name, TEXT);
    }
    folder.file("factlint.toml", "[outlets]\n\"sub\" = \"Bote\"\n\n[published]\n\"sub\" = 2025-02-10\n\"b.txt\" = 2025-02-09T07:30:00\n");
    let seen = documents(
        &[
            "dpa@2025-02-12=a.txt".as_ref(),
            "@2025-02-11T18:27=b.txt".as_ref(),
            "sub".as_ref(),
            "x@y=z.txt".as_ref(),
        ],
        folder.path(),
    );
    let expected = [
        ("a.txt", "dpa", "2025-02-12"),
        ("b.txt", "", "2025-02-11T18:27:00"),
        ("sub/c.txt", "Bote", "2025-02-10"),
        ("x@y=z.txt", "", ""),
    ];
    for ((path, outlet, published), expected) in seen.iter().zip(expected) {
        assert_eq!((path.as_str(), outlet.as_str()), (expected.0, expected.1));
        assert!(published.starts_with(expected.2), "{path}: {published}");
    }
    assert_eq!(seen.len(), expected.len());
    let seen = documents(&["Tageblatt=sub".as_ref()], folder.path());
    assert_eq!(seen[0].1, "Tageblatt");
}

#[test]
fn folders_are_walked_as_ripgrep_walks_them() {
    let folder = Folder::new();
    for name in ["a.txt", "b.html", "c.htm", "alt/d.txt", "entwurf/e.txt", "f.json5", ".g.txt", "notiz.md"] {
        folder.file(name, TEXT);
    }
    folder.file(".gitignore", "alt/\n");
    folder.file(".ignore", "notiz*\n");
    let names = |arguments: &[&std::ffi::OsStr]| -> Vec<String> {
        documents(arguments, folder.path()).into_iter().map(|(path, ..)| path).collect()
    };
    // `.gitignore` counts in a repository.
    assert_eq!(names(&[".".as_ref()]), ["a.txt", "alt/d.txt", "b.html", "c.htm", "entwurf/e.txt"]);
    std::fs::create_dir(folder.path().join(".git")).expect("the folder can be made");
    assert_eq!(names(&[".".as_ref()]), ["a.txt", "b.html", "c.htm", "entwurf/e.txt"]);
    assert_eq!(names(&["**/*.{htm,html}".as_ref()]), ["b.html", "c.htm"]);
    // What is named itself is read.
    assert_eq!(names(&["alt/d.txt".as_ref(), "notiz.md".as_ref()]), ["alt/d.txt", "notiz.md"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let (folder, other) = (Folder::new(), Folder::new());
    folder.file("a.txt", TEXT);
    let secret = other.file("geheim.txt", TEXT);
    std::os::unix::fs::symlink(other.path(), folder.path().join("ordner")).expect("a link can be made");
    std::os::unix::fs::symlink(&secret, folder.path().join("b.txt")).expect("a link can be made");
    let seen = documents(&[".".as_ref()], folder.path());
    assert_eq!(seen.len(), 1, "{seen:?}");
    let seen = documents(&["b.txt".as_ref()], folder.path());
    assert_eq!(seen.len(), 1, "a link that is named is read");
}
