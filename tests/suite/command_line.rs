//! The command line as a person and a script use it.

use std::io::Read;
use std::process::Stdio;

use crate::common::{Folder, factlint, factlint_on, program, project, run};

#[test]
fn a_wrong_call_is_status_2() {
    for arguments in [&["check"][..], &["check", "--no-such-flag", "x"], &["chekc"], &[]] {
        let run = factlint(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(!run.stderr.is_empty());
    }
    for arguments in [["check", "--ui-language", "xx", "."], ["check", "--ignore", "no-such-rule", "."]] {
        let run = factlint(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains("there"), "{}", run.stderr);
    }
}

#[test]
fn help_and_version_are_status_0() {
    for arguments in [["--help"], ["--version"]] {
        let run = factlint(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains("factlint"));
    }
}

#[test]
fn the_language_comes_from_the_locale() {
    let folder = Folder::new();
    let article = folder.file("a.txt", "Ein Satz.");
    let closing = |locale: &str| run(program().env("LC_ALL", locale).arg("check").arg(&article), b"").stdout;
    assert!(closing("de_AT.UTF-8").contains("Artikel geprüft"));
    assert!(closing("en_GB.UTF-8").contains("article checked"));
    assert!(closing("C").contains("Artikel geprüft"));
    assert!(closing("fr_FR.UTF-8").contains("Artikel geprüft"));
    let mut command = program();
    let asked = run(command.args(["check", "--ui-language", "en"]).arg(&article), b"");
    assert!(asked.stdout.contains("article checked"));
}

#[test]
fn programs_read_the_same_bytes_in_every_locale() {
    let json = |locale: &str| {
        let mut command = program();
        command.env("LC_ALL", locale).args(["check", "--format", "json", "--no-config"]);
        run(command.arg(project("examples/dossier")), b"").stdout
    };
    assert_eq!(json("de_DE.UTF-8"), json("en_US.UTF-8"));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let page = |arguments: &[&str], refused: bool| {
        let mut command = program();
        command.args(["explain", "status"]).args(arguments);
        if refused {
            command.env("NO_COLOR", "1");
        }
        run(&mut command, b"").stdout.contains('\u{1b}')
    };
    assert!(!page(&[], false));
    assert!(page(&["--color", "always"], false));
    assert!(page(&["--color", "always"], true));
    assert!(!page(&["--color", "never"], false));
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let mut command = program();
    command.args(["annotate", "--format", "text"]);
    let folder = Folder::new();
    // More than a pipe holds.
    command.arg(folder.file("lang.txt", "Am Montag kamen zwölf Gäste in die Stadt.\n".repeat(1500)));
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut stdout = child.stdout.take().expect("it has a standard output");
    let mut first = [0; 10];
    stdout.read_exact(&mut first).expect("it writes something");
    drop(stdout);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_batch_answers_line_by_line() {
    let input = concat!(
        r#"{"id": "x", "language": "de", "articles": [{"name": "b", "text": "Ein Satz."}, {"name": "a", "text": "Ein Satz.", "published": "2025-02-12"}]}"#,
        "\n\nunsinn\n",
        r#"{"id": 7, "articles": []}"#,
        "\n",
        r#"{"id": 8, "articles": [{"name": "a", "text": "x", "published": "gestern"}]}"#,
        "\n",
    );
    let run = factlint_on(["batch"], input);
    assert_eq!(run.status, 3);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], serde_json::json!({"id": "x", "findings": []}));
    assert_eq!((&lines[1]["id"], &lines[1]["line"]), (&serde_json::Value::Null, &serde_json::json!(3)));
    assert!(lines[1]["error"].is_string());
    assert_eq!(lines[2], serde_json::json!({"id": 7, "findings": []}));
    assert!(lines[3]["error"].as_str().is_some_and(|error| error.contains("gestern")));
}

#[test]
fn annotations_are_answered_line_by_line() {
    let input = concat!(
        r#"{"id": "eins", "text": "Es regnete am Montag.", "published": "2025-02-12", "language": "de"}"#,
        "\n",
        r#"{"id": 2, "text": ""}"#,
        "\n",
        "[]\n",
    );
    let run = factlint_on(["annotate", "--ndjson"], input);
    assert_eq!(run.status, 3);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["id"], "eins");
    assert_eq!(lines[0]["language"], "de");
    assert_eq!(lines[0]["sentences"][0], serde_json::json!({"start": 0, "end": 21}));
    for key in ["entities", "times", "quantities", "quotes", "clauses"] {
        assert!(lines[0][key].is_array(), "{key}");
    }
    assert_eq!(lines[1]["id"], "2");
    assert_eq!(lines[2]["line"], 3);
}

#[test]
fn claims_are_one_object_per_line() {
    let run =
        factlint(["claims".as_ref(), "--format=json".as_ref(), project("examples/dossier").as_os_str()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for line in run.stdout.lines() {
        let claim: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let text = std::fs::read_to_string(claim["path"].as_str().expect("a path")).expect("an article");
        let at = |place: &serde_json::Value, key: &str| place[key].as_u64().expect("a number") as usize;
        assert!(text.get(at(&claim, "start")..at(&claim, "end")).is_some_and(|clause| !clause.is_empty()));
        let trigger = &claim["trigger"];
        assert!(text.get(at(trigger, "start")..at(trigger, "end")).is_some());
        for key in ["frame", "status", "polarity", "subject"] {
            assert!(claim[key].is_string(), "{key}: {line}");
        }
        assert!(claim["roles"].is_object() && claim["source"].is_array());
    }
}

#[test]
fn only_what_touches_a_draft_is_reported() {
    let dossier = project("examples/dossier");
    let draft = dossier.join("a-agentur.txt");
    let arguments = [
        "check".as_ref(),
        draft.as_os_str(),
        "--format=json".as_ref(),
        "--against".as_ref(),
        dossier.as_os_str(),
    ];
    let report = factlint(arguments).json();
    assert_eq!(report["documents"].as_array().map(Vec::len), Some(4));
    for finding in report["findings"].as_array().expect("a list") {
        let spans = finding["spans"].as_array().expect("a list");
        assert!(spans.iter().any(|span| span["path"] == draft.to_string_lossy().as_ref()), "{finding}");
    }
}

#[test]
fn manual_pages_tell_of_every_command_and_option() {
    let page = |arguments: &[&str]| factlint([&["man"], arguments].concat());
    let whole = page(&[]);
    assert_eq!((whole.status, whole.stderr.as_str()), (0, ""));
    for words in [".TH factlint 1", ".SH SYNOPSIS", "factlint\\-check(1)", "Exit status"] {
        assert!(whole.stdout.contains(words), "{words}: {}", whole.stdout);
    }
    assert!(page(&["check"]).stdout.contains("\\-\\-fail\\-level"));
    assert_eq!(page(&["chekc"]).status, 2);
    let folder = Folder::new();
    let into = folder.path().join("man");
    assert_eq!(page(&["--dir", &into.to_string_lossy()]).status, 0);
    for name in ["factlint.1", "factlint-check.1", "factlint-facts.1", "factlint-rules.1"] {
        let text = std::fs::read_to_string(into.join(name)).expect("the page is there");
        assert!(text.contains(".SH NAME"), "{name}");
    }
}

#[test]
fn completions_name_the_commands_and_the_rules() {
    for shell in ["bash", "zsh", "fish"] {
        let run = factlint(["completions", shell]);
        assert_eq!(run.status, 0);
        let words: &[&str] = match shell {
            // Its scripts have no words for what is no option.
            "fish" => &["annotate", "min-confidence", "headline"],
            _ => &["annotate", "min-confidence", "headline", "net-profit"],
        };
        for word in words {
            assert!(run.stdout.contains(word), "{word} for {shell}");
        }
    }
    // People look names up with `rules list`; a hundred of them in the help would hide everything else.
    let help = factlint(["explain", "--help"]).stdout;
    assert!(!help.contains("net-profit"), "{help}");
}

#[test]
fn json_can_be_looked_at_in_a_terminal() {
    let folder = Folder::new();
    let a = "Kiel (mda) - Die neue Schleuse in Grünhafen wurde am 4. \u{202e}September\u{202c} 2025 \u{9b}2Jeröffnet.\n";
    let b = "Am 6. September 2025 wurde die neue Schleuse in Grünhafen eröffnet.\n";
    let (a, b) = (folder.file("a.txt", a), folder.file("b.txt", b));
    let seen = factlint(["check".as_ref(), a.as_os_str(), b.as_os_str(), "--format=json".as_ref()]);
    assert!(seen.stderr.contains("U+009B, U+202C, U+202E"), "{}", seen.stderr);
    let words = seen.json()["findings"][0]["spans"][0]["text"].clone();
    assert!(words.as_str().is_some_and(|words| words.contains("\u{202e}September")), "{words}");
    for format in ["json", "ndjson", "sarif", "gitlab"] {
        let format = format!("--format={format}");
        let seen = factlint(["check".as_ref(), a.as_os_str(), b.as_os_str(), format.as_ref()]).stdout;
        assert!(!seen.contains(['\u{202e}', '\u{9b}']), "{seen}");
    }
    for command in ["diff", "facts"] {
        let seen =
            factlint([command.as_ref(), a.as_os_str(), b.as_os_str(), "--format=json".as_ref()]).stdout;
        assert!(seen.contains("\\u202e") && !seen.contains(['\u{202e}', '\u{9b}']), "{seen}");
    }
}

#[test]
fn where_nothing_was_read_nothing_is_in_order() {
    let folder = Folder::new();
    let seen = factlint(["check".as_ref(), folder.path().as_os_str()]);
    assert_eq!((seen.status, seen.stdout.as_str()), (3, "0 Artikel geprüft\n"));
    assert!(seen.stderr.contains("holds no articles"), "{}", seen.stderr);
}

#[test]
fn an_update_tells_the_earlier_first() {
    let folder = Folder::new();
    // By name, the later article comes first.
    let later = "Kiel (mda), 3. Juni 2025\n\nDie Sitzung des Gemeinderats von Oberfelden am Dienstag wurde abgesagt.\n";
    let earlier = "Oberfelden (nda), 1. Juni 2025\n\nDie Sitzung des Gemeinderats von Oberfelden am Dienstag ist für \
                   19 Uhr geplant.\n";
    folder.file("a.txt", later);
    folder.file("b.txt", earlier);
    let seen = factlint(["check".as_ref(), folder.path().as_os_str(), "--format=concise".as_ref()]).stdout;
    assert!(seen.contains("Neuer Stand") && seen.contains("erst geplant"), "{seen}");
}

#[test]
fn every_manual_page_can_be_asked_for() {
    let folder = Folder::new();
    factlint(["man".as_ref(), "--dir".as_ref(), folder.path().as_os_str()]);
    let files = crate::common::files_below(folder.path());
    assert!(files.len() > 15);
    for path in files {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let asked = name.strip_prefix("factlint").map(|rest| rest.trim_start_matches('-'));
        let asked = asked.expect("all are of factlint");
        let seen = if asked.is_empty() { factlint(["man"]) } else { factlint(["man", asked]) };
        assert_eq!(seen.stdout, std::fs::read_to_string(&path).expect("it is there"), "{name}");
    }
}
