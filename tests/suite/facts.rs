//! The table of facts as an editor and a program use it.

use serde_json::Value;

use crate::common::{Folder, factlint, program, project, run};

fn facts(articles: &[(&str, &str)]) -> Value {
    let folder = Folder::new();
    for (name, text) in articles {
        folder.file(name, text);
    }
    let run = factlint(["facts".as_ref(), folder.path().as_os_str(), "--format=json".as_ref()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.json()
}

#[track_caller]
fn of_frame<'a>(facts: &'a Value, frame: &str) -> &'a Value {
    let rows = facts["facts"].as_array().expect("a list");
    rows.iter().find(|row| row["frame"] == frame).unwrap_or_else(|| panic!("no row of `{frame}`: {facts:#}"))
}

#[test]
fn independent_sources_are_counted_and_reprints_are_not() {
    let first =
        "Kiel (nda) - Bei dem Brand in der Lagerhalle am Hafen wurden am Montag fünf Menschen verletzt.\n";
    let reprint =
        "Kiel (Bote) - Bei dem Brand in der Lagerhalle am Hafen wurden am Montag fünf Menschen verletzt.\n";
    let own = "Kiel (Kurier) - Nach dem Feuer im Gewerbegebiet zählt die Klinik fünf Verletzte.\n";
    let row = |articles: &[(&str, &str)]| of_frame(&facts(articles), "injured").clone();
    let alone = row(&[("a.txt", first), ("b.txt", reprint)]);
    assert_eq!((&alone["verdict"], &alone["independent"]), (&"single".into(), &1.into()), "{alone:#}");
    let agreed = row(&[("a.txt", first), ("b.txt", reprint), ("c.txt", own)]);
    assert_eq!((&agreed["verdict"], &agreed["independent"]), (&"agreed".into(), &2.into()), "{agreed:#}");
    assert_eq!(agreed["agreeing"], 2);
    assert_eq!(agreed["statements"].as_array().map(Vec::len), Some(3));
}

#[test]
fn every_finding_is_in_the_table() {
    let table = |command: &str| {
        let mut program = program();
        program.current_dir(project("")).args([command, "examples/dossier", "--format=json"]);
        run(&mut program, b"").json()
    };
    let (facts, report) = (table("facts"), table("check"));
    for finding in report["findings"].as_array().expect("a list") {
        let touches = |row: &Value| {
            let at = |place: &Value| (place["start"].as_u64(), place["end"].as_u64());
            let statements = row["statements"].as_array().expect("a list").iter();
            let spans = finding["spans"].as_array().expect("a list");
            let near = |statement: &Value| {
                spans.iter().any(|span| {
                    let (a, b) = (at(statement), at(span));
                    span["path"] == statement["path"] && a.0 < b.1 && b.0 < a.1
                })
            };
            row["verdict"] != "single" && statements.filter(|statement| near(statement)).count() > 1
        };
        assert!(facts["facts"].as_array().expect("a list").iter().any(touches), "{finding:#}");
    }
}

#[test]
fn who_vouches_and_when_it_was_said_is_told() {
    let mut command = program();
    command.current_dir(project("")).args(["facts", "examples/dossier", "--format=json"]);
    let facts = run(&mut command, b"").json();
    let damage = of_frame(&facts, "damage");
    assert_eq!(damage["verdict"], "contradiction");
    let portal = &damage["statements"][1];
    assert_eq!(portal["said"], "2025-09-18T20:10:00");
    assert!(portal["source"][0].as_str().is_some_and(|source| source.contains("Reederei")), "{portal:#}");
    // A live blog's entry has a time of its own.
    let stranded = of_frame(&facts, "stranded")["statements"].as_array().expect("a list");
    assert!(stranded.iter().any(|statement| statement["said"] == "2025-09-18T10:30:00"), "{stranded:#?}");
}

#[test]
fn only_what_several_tell_is_shown_on_demand() {
    let rows = |arguments: &[&str]| {
        let mut command = program();
        command.current_dir(project("")).args(["facts", "examples/dossier", "--format=json"]).args(arguments);
        run(&mut command, b"").json()["facts"].as_array().map_or(0, Vec::len)
    };
    assert!(rows(&["--min-sources", "2"]) < rows(&[]));
    assert_eq!(rows(&["--min-sources", "9"]), 0);
}
