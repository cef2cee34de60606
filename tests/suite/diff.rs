//! Two articles side by side, as an editor and a program use it.

use serde_json::Value;

use crate::common::{Folder, factlint, program, project, run};

const BEFORE: &str = "\
Brand in Lagerhalle am Hafen

Kiel (nda) - Bei einem Brand in einer Lagerhalle am Hafen sind am Montagabend zwei Menschen verletzt worden. Die \
Polizei geht von einem Schaden von rund 400.000 Euro aus. Anwohner wurden aufgefordert, Fenster und Türen \
geschlossen zu halten. Die Polizei nahm einen Mann fest. Das Gebäude soll am Mittwoch abgerissen werden. Am Dienstag \
will sich der Oberbürgermeister äußern.
";

const AFTER: &str = "\
Brand in Lagerhalle am Hafen

Kiel (nda) - Am Montagabend sind bei einem Feuer in einer Lagerhalle am Hafen drei Menschen verletzt worden. Die \
Polizei schätzt den Schaden auf etwa 400 000 Euro. Bewohner wurden aufgefordert, Fenster und Türen geschlossen zu \
halten. Ein Mann wurde von der Polizei festgenommen. Er ist 34 Jahre alt. Das Gebäude wurde am Mittwoch abgerissen.
";

fn compared(first: &str, second: &str) -> Value {
    let folder = Folder::new();
    let (first, second) = (folder.file("first.txt", first), folder.file("second.txt", second));
    let run = factlint(["diff".as_ref(), first.as_os_str(), second.as_os_str(), "--format=json".as_ref()]);
    assert_eq!(run.stderr, "");
    run.json()
}

/// Standing, and the passages of both sides.
fn rows(diff: &Value) -> Vec<(String, String, String)> {
    let text = |passages: &Value| {
        let list = passages.as_array().expect("a list").iter();
        list.filter_map(|passage| passage["text"].as_str()).collect::<Vec<_>>().join(" / ")
    };
    let rows = diff["rows"].as_array().expect("a list").iter();
    rows.map(|row| {
        (row["standing"].as_str().unwrap_or_default().to_owned(), text(&row["first"]), text(&row["second"]))
    })
    .collect()
}

#[track_caller]
fn standing<'a>(rows: &'a [(String, String, String)], words: &str) -> &'a str {
    let row = rows.iter().find(|(_, first, second)| first.contains(words) || second.contains(words));
    &row.unwrap_or_else(|| panic!("no row with `{words}`: {rows:#?}")).0
}

#[test]
fn of_two_versions_it_is_told_what_changed_in_fact() {
    let rows = rows(&compared(BEFORE, AFTER));
    assert_eq!(standing(&rows, "zwei Menschen"), "contradiction");
    for worded_otherwise in ["Schaden", "Anwohner", "nahm einen Mann fest", "Brand in Lagerhalle"] {
        assert_eq!(standing(&rows, worded_otherwise), "same", "{worded_otherwise}");
    }
    assert_eq!(standing(&rows, "soll am Mittwoch"), "differing");
    assert_eq!(standing(&rows, "Am Dienstag"), "only-first");
    assert_eq!(standing(&rows, "34 Jahre"), "only-second");
}

#[test]
fn an_article_against_itself_is_the_same() {
    let rows = rows(&compared(BEFORE, BEFORE));
    assert!(rows.len() > 5 && rows.iter().all(|(standing, _, _)| standing == "same"), "{rows:#?}");
}

#[test]
fn the_differing_words_are_marked() {
    let diff = compared(BEFORE, AFTER);
    let rows = diff["rows"].as_array().expect("a list");
    let row = rows.iter().find(|row| row["standing"] == "contradiction").expect("there is one");
    for (side, article, words) in [("first", BEFORE, "zwei"), ("second", AFTER, "drei")] {
        let marks = row[side][0]["marks"].as_array().expect("a list");
        let at = |key: &str| usize::try_from(marks[0][key].as_u64().unwrap_or(0)).unwrap_or(0);
        assert_eq!(&article[at("start")..at("end")], words, "{row:#}");
    }
    let known: Vec<&Value> =
        diff["findings"].as_array().expect("a list").iter().map(|it| &it["fingerprint"]).collect();
    assert!(known.contains(&&row["findings"][0]), "{diff:#}");
}

#[test]
fn every_assertion_is_in_one_row() {
    for (first, second) in
        [("a-agentur", "c-portal"), ("b-zeitung", "d-liveblog"), ("d-liveblog", "a-agentur")]
    {
        let mut command = program();
        command.current_dir(project("examples/dossier")).args(["diff", "--format=json"]);
        command.args([first, second].map(|name| format!("{name}.txt")));
        let diff = run(&mut command, b"").json();
        for side in ["first", "second"] {
            let passages =
                diff["rows"].as_array().expect("a list").iter().filter_map(|row| row[side].as_array());
            let mut starts: Vec<u64> =
                passages.flatten().filter_map(|passage| passage["start"].as_u64()).collect();
            let number = starts.len();
            starts.sort_unstable();
            starts.dedup();
            assert_eq!(starts.len(), number, "{first} {second} {side}");
            assert!(number > 8, "{first} {second} {side}");
        }
    }
}

#[test]
fn the_first_named_stands_first() {
    let first_path = |arguments: [&str; 2]| {
        let mut command = program();
        command.current_dir(project("examples/dossier")).args(["diff", "--format=json"]).args(arguments);
        let diff = run(&mut command, b"").json();
        (diff["documents"][0]["path"].clone(), diff["rows"].as_array().map_or(0, Vec::len))
    };
    let forth = first_path(["a-agentur.txt", "./c-portal.txt"]);
    let back = first_path(["./c-portal.txt", "a-agentur.txt"]);
    assert_eq!((&forth.0, &back.0), (&"a-agentur.txt".into(), &"./c-portal.txt".into()));
    assert_eq!(forth.1, back.1, "the rows do not hang on the order");
}

#[test]
fn what_agrees_is_shown_on_demand() {
    let folder = Folder::new();
    let (first, second) = (folder.file("a.txt", BEFORE), folder.file("b.txt", BEFORE));
    let shown = |more: &[&str]| {
        let mut command = program();
        command.arg("diff").args([&first, &second]).args(more);
        run(&mut command, b"")
    };
    let folded = shown(&[]);
    assert_eq!(folded.status, 0);
    assert!(folded.stdout.contains("··· 7 gleich\n\n7 gleich\n"), "{}", folded.stdout);
    assert!(!folded.stdout.contains("Lagerhalle"), "{}", folded.stdout);
    assert!(shown(&["--all"]).stdout.contains("Lagerhalle"));
    assert!(shown(&["--format=html"]).stdout.contains("<details><summary>7 gleich</summary>"));
    assert!(shown(&["--format=html", "--all"]).stdout.contains("<details open>"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (first, second) in [("a-agentur.txt", "c-portal.txt"), ("d-liveblog.txt", "b-zeitung.txt")] {
        for width in [30, 50, 68, 110] {
            let mut command = program();
            command.current_dir(project("examples/dossier")).args(["diff", first, second, "--all"]);
            let seen = run(command.arg(format!("--width={width}")), b"").stdout;
            for line in seen.lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn the_exit_status_is_that_of_the_findings() {
    let folder = Folder::new();
    let (first, second) = (folder.file("a.txt", BEFORE), folder.file("b.txt", AFTER));
    let status = |more: &[&str]| {
        let mut command = program();
        command.arg("diff").args([&first, &second]).args(more);
        run(&mut command, b"").status
    };
    assert_eq!(status(&[]), 1);
    assert_eq!(status(&["--ignore", "quantity"]), 0);
    let missing = folder.path().join("none.txt");
    let run = factlint(["diff".as_ref(), first.as_os_str(), missing.as_os_str()]);
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
    let run = factlint(["diff".as_ref(), first.as_os_str(), first.as_os_str()]);
    assert_eq!(run.status, 2);
    let run = factlint(["diff".as_ref(), first.as_os_str(), folder.path().as_os_str()]);
    assert!(run.status == 2 && run.stderr.contains("factlint check"), "{}", run.stderr);
}

#[test]
fn an_article_is_only_text() {
    let hostile = BEFORE
        .replace("Die Polizei nahm", "</td><script>alert(1)</script> **| Die\u{1b}[31m Polizei nahm")
        .replace("zwei Menschen", "vier Menschen");
    let folder = Folder::new();
    let (first, second) = (folder.file("a.txt", hostile), folder.file("b.txt", AFTER));
    for format in ["text", "markdown", "html", "json"] {
        let mut command = program();
        command.arg("diff").args([&first, &second]).args(["--all", &format!("--format={format}")]);
        let seen = run(&mut command, b"").stdout;
        assert!(!seen.contains('\u{1b}'), "{format}: {seen}");
        match format {
            "html" => assert!(!seen.contains("<script") && seen.contains("&lt;script&gt;"), "{seen}"),
            "markdown" => assert!(seen.contains("\\*\\*\\|") && !seen.contains("<script"), "{seen}"),
            _ => assert!(seen.contains("alert(1)"), "{format}: {seen}"),
        }
    }
}
