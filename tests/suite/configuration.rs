//! `factlint.toml`: where it is found, what it may say, what holds when several layers speak.

use std::process::Command;

use crate::common::{Folder, Run, factlint, program, project, run};

/// Two articles on one event, in a folder of their own, with a configuration above it.
fn desk(configuration: &str) -> Folder {
    let folder = Folder::new();
    folder.file(
        "desk/story/a.txt",
        "Kurhafen (mda) - Das Spitzengespräch am Montag war kurzfristig abgesagt worden.\n\nDen Schaden bezifferte die Reederei auf 1,2 Millionen Euro.\n",
    );
    folder.file(
        "desk/story/b.txt",
        "Das Spitzengespräch am Montag fand in einem Hotel statt.\n\nDen Schaden bezifferte die Reederei auf 1,2 Milliarden Euro.\n",
    );
    folder.file("desk/factlint.toml", configuration);
    folder
}

fn at(folder: &Folder, arguments: &[&str]) -> Run {
    run(here(folder).args(arguments), b"")
}

fn here(folder: &Folder) -> Command {
    let mut command = program();
    command.current_dir(folder.path());
    command
}

/// Rule and level of every finding.
fn findings(run: &Run) -> Vec<String> {
    let report = run.json();
    let list = report["findings"].as_array().expect("a list");
    list.iter()
        .map(|it| format!("{} {}", it["level"].as_str().unwrap(), it["rule"].as_str().unwrap()))
        .collect()
}

#[test]
fn the_nearest_file_upward_from_the_articles_holds() {
    let folder = desk("[rules]\nstatus = \"off\"\n");
    let seen = at(&folder, &["check", "--format=json", "desk/story"]);
    assert_eq!(findings(&seen), ["contradiction quantity"]);
    folder.file("desk/story/factlint.toml", "[rules]\nquantity = \"off\"\n");
    let seen = at(&folder, &["check", "--format=json", "desk/story/a.txt", "desk/story/b.txt"]);
    assert_eq!(findings(&seen), ["contradiction status"]);
    let seen = at(&folder, &["check", "--format=json", "--no-config", "desk/story"]);
    assert_eq!(findings(&seen), ["contradiction status", "contradiction quantity"]);
}

#[test]
fn the_command_line_holds_over_a_named_file_and_that_over_the_found_one() {
    let folder = desk("fail-level = \"note\"\n[rules]\nstatus = \"off\"\nquantity = \"tension\"\n");
    folder.file("strict.toml", "[rules]\nquantity = \"contradiction\"\nstatus = \"note\"\n");
    let check = |more: &[&str]| at(&folder, &[&["check", "--format=json", "desk/story"], more].concat());
    assert_eq!(findings(&check(&[])), ["tension quantity"]);
    let named = ["--config", "strict.toml"];
    assert_eq!(findings(&check(&named)), ["contradiction quantity", "note status"]);
    let all = ["--config", "strict.toml", "--level", "status=tension", "--ignore", "quantity"];
    assert_eq!(findings(&check(&all)), ["tension status"]);
    // Nothing but the named file: its note is milder than what fails by default.
    let alone = check(&["--config", "strict.toml", "--no-config"]);
    assert_eq!(findings(&alone), ["contradiction quantity"]);
}

#[test]
fn the_levels_of_the_configuration_decide_on_the_exit_status() {
    let folder =
        desk("fail-level = \"contradiction\"\n[rules]\nstatus = \"tension\"\nquantity = \"tension\"\n");
    assert_eq!(at(&folder, &["check", "desk/story"]).status, 0);
    assert_eq!(at(&folder, &["check", "desk/story", "--fail-level", "tension"]).status, 1);
}

#[test]
fn what_is_not_sure_enough_is_left_out_and_makes_no_run_fail() {
    let folder = desk("");
    let check = |more: &[&str]| at(&folder, &[&["check", "--format=json", "desk/story"], more].concat());
    let shares = |run: &Run| -> Vec<f64> {
        let report = run.json();
        let list = report["findings"].as_array().expect("a list");
        list.iter().map(|it| it["confidence"].as_f64().expect("a number")).collect()
    };
    let all = check(&[]);
    assert_eq!(findings(&all).len(), 2);
    assert!(shares(&all).iter().all(|share| (0.0..=1.0).contains(share)), "{}", all.stdout);
    let highest = shares(&all).into_iter().fold(0.0, f64::max);
    let lowest = shares(&all).into_iter().fold(1.0, f64::min);
    assert!(lowest < highest, "{}", all.stdout);
    let some = check(&["--min-confidence", &highest.to_string()]);
    assert!(
        !shares(&some).is_empty() && shares(&some).iter().all(|share| *share >= highest),
        "{}",
        some.stdout
    );
    assert_eq!(some.status, 1);
    // The configuration says the same, and the command line holds over it.
    folder.file("desk/factlint.toml", "min-confidence = 1\n");
    let none = check(&[]);
    assert_eq!((findings(&none), none.status), (Vec::<String>::new(), 0));
    assert_eq!(findings(&check(&["--min-confidence", "0"])), findings(&all));
    for wrong in ["1.1", "-0.1", "much"] {
        let seen = check(&["--min-confidence", wrong]);
        assert_eq!(seen.status, 2);
        assert!(seen.stderr.contains("from 0 (everything) to 1"), "{}", seen.stderr);
    }
}

#[test]
fn a_finding_that_is_not_sure_enough_keeps_its_entry_in_the_baseline() {
    let folder = desk("");
    assert_eq!(at(&folder, &["baseline", "desk/story"]).status, 0);
    let seen = at(&folder, &["check", "desk/story", "--min-confidence", "1"]);
    assert_eq!((seen.status, seen.stderr.as_str()), (0, ""));
}

#[test]
fn what_is_checked_can_be_left_to_the_configuration() {
    let folder = desk("inputs = [\"story\"]\n");
    let mut command = program();
    // Paths are told from where one stands, not from where the file is.
    let seen =
        run(command.current_dir(folder.path().join("desk/story")).args(["check", "--format=json"]), b"");
    assert_eq!(seen.json()["documents"][0]["path"], "a.txt");
    let nothing = at(&folder, &["check"]);
    assert_eq!(nothing.status, 2);
    assert!(nothing.stderr.contains("inputs"), "{}", nothing.stderr);
}

#[test]
fn patterns_and_excludes_choose_the_articles() {
    let folder = desk("exclude = [\"old\", \"*-notes.txt\"]\n");
    for path in ["desk/old/c.txt", "desk/story/old/d.txt", "desk/story/e-notes.txt", "desk/story/f.dat"] {
        folder.file(path, "Ein Satz.");
    }
    let paths = |arguments: &[&str]| {
        let report = at(&folder, &[&["check", "--format=json"], arguments].concat()).json();
        let documents = report["documents"].as_array().expect("a list");
        documents.iter().map(|it| it["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&["desk"]), ["desk/story/a.txt", "desk/story/b.txt"]);
    assert_eq!(paths(&["desk/**/{a,c}.txt"]), ["desk/story/a.txt"]);
    assert_eq!(paths(&["desk/story/*.dat"]), ["desk/story/f.dat"]);
    // What is named itself is read.
    assert_eq!(paths(&["desk/old", "desk/story/e-notes.txt"]), ["desk/old/c.txt", "desk/story/e-notes.txt"]);
    let none = at(&folder, &["check", "desk/*.none"]);
    assert_eq!(none.status, 3);
    assert!(none.stderr.contains("no article fits `desk/*.none`"), "{}", none.stderr);
}

#[test]
fn outlets_are_known_by_their_path_and_trusted_ones_come_first() {
    let folder = desk("trusted = [\"Wire\"]\n[outlets]\n\"story/b*\" = \"Wire\"\n\"story\" = \"Somebody\"\n");
    let report = at(&folder, &["check", "--format=json", "desk/story"]).json();
    assert_eq!(report["documents"][0]["outlet"], "Somebody");
    assert_eq!(report["documents"][1]["outlet"], "Wire");
    for finding in report["findings"].as_array().expect("a list") {
        assert_eq!(finding["spans"][0]["path"], "desk/story/b.txt", "{finding}");
    }
}

#[test]
fn names_of_ones_own_are_known() {
    let folder = Folder::new();
    let ids = |configuration: &str| {
        folder.file("factlint.toml", configuration);
        folder.file("a.txt", "Die SWQ kauft zwölf Busse. Die Frankfurter Notenbank zahlt.\n");
        let seen = at(&folder, &["annotate", "--format=json", "--language=de", "a.txt"]);
        let entities = seen.json()["entities"].clone();
        entities
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!ids("").contains(&"stadtwerke-quedlingen".to_owned()));
    let own = "[[entity]]\nname = \"Stadtwerke Quedlingen\"\naliases = [\"SWQ\"]\nkind = \"company\"\n";
    assert!(ids(own).contains(&"stadtwerke-quedlingen".to_owned()));
    // One that the lexicon knows needs no kind, also where its name is inflected.
    let known = "[[entity]]\nname = \"Europäische Zentralbank\"\naliases = [\"Frankfurter Notenbank\"]\n";
    assert!(ids(known).contains(&"ezb".to_owned()));
}

#[test]
fn the_language_is_given_once() {
    let folder = Folder::new();
    folder.file("factlint.toml", "language = \"en\"\nui-language = \"en\"\n");
    folder.file("a.txt", "Genf, Zürich.");
    let seen = at(&folder, &["annotate", "--format=json", "a.txt"]);
    assert_eq!(seen.json()["language"], "en");
    assert!(at(&folder, &["check", "a.txt"]).stdout.contains("article checked"));
    assert!(at(&folder, &["check", "a.txt", "--ui-language=de"]).stdout.contains("Artikel geprüft"));
    let batch = r#"{"id": 1, "articles": [{"name": "a", "text": "Genf."}]}"#;
    assert_eq!(run(here(&folder).arg("batch"), batch.as_bytes()).status, 0);
}

#[test]
fn what_holds_is_shown_with_its_origin() {
    let folder = desk("min-level = \"note\"\nmin-confidence = 0.4\n[rules]\nstatus = \"tension\"\n");
    let shown =
        at(&folder, &["check", "desk/story", "--show-config", "--fail-level", "note", "--ignore", "quote"]);
    assert_eq!((shown.status, shown.stderr.as_str()), (0, ""));
    let origin = |line: &str| {
        let found = shown.stdout.lines().find(|it| it.starts_with(line));
        found.and_then(|it| it.split(" # ").nth(1)).unwrap_or_else(|| panic!("`{line}` in {}", shown.stdout))
    };
    assert_eq!(origin("inputs = [\"desk/story\"]"), "PATH");
    assert_eq!(origin("min-level = \"note\""), "desk/factlint.toml:1");
    assert_eq!(origin("min-confidence = 0.4"), "desk/factlint.toml:2");
    assert_eq!(origin("fail-level = \"note\""), "--fail-level");
    assert_eq!(origin("status = \"tension\""), "desk/factlint.toml:4");
    assert_eq!(origin("quote = \"off\""), "--ignore");
    for line in [
        "max-file-size = \"16M\"",
        "max-article-size = \"1M\"",
        "max-unpacked-size = \"64M\"",
        "max-entries = 10000",
        "max-elements = 400000",
        "max-nesting = 256",
    ] {
        assert_eq!(origin(line), "default");
    }
    // What is shown is a configuration that says the same.
    folder.file("shown.toml", &shown.stdout);
    let again =
        at(&folder, &["check", "desk/story", "--show-config", "--no-config", "--config", "shown.toml"]);
    let values = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines
            .map(|line| line.split(" #").next().unwrap_or_default().trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(values(&again.stdout), values(&shown.stdout));
}

#[track_caller]
fn mistake(configuration: &str, expected: &[&str]) {
    let folder = Folder::new();
    folder.file("factlint.toml", configuration);
    folder.file("a.txt", "Ein Satz.");
    let seen = at(&folder, &["check", "a.txt"]);
    assert_eq!((seen.status, seen.stdout.as_str()), (2, ""), "{}", seen.stderr);
    for words in expected {
        assert!(seen.stderr.contains(words), "`{words}` is not in:\n{}", seen.stderr);
    }
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    mistake(
        "inputs = [\"a.txt\"]\nmin-levle = \"note\"\n",
        &["unknown field `min-levle`", "factlint.toml:2", "min-level"],
    );
    mistake("fail-level = \"error\"\n", &["no level `error`", "contradiction", "fail-level = \"error\""]);
    mistake("[rules]\nquotes = \"off\"\n", &["no rule `quotes`", "speaker", "factlint.toml:2"]);
    mistake("[rules]\nquote = \"loud\"\n", &["`on`, `off`", "loud"]);
    mistake("[rules]\nquote = false\n", &["factlint.toml:2", "quote = false"]);
    mistake("exclude = [\"{a\"]\n", &["`{a` has a brace without its partner"]);
    mistake("language = \"fr\"\n", &["no rules for the language `fr`", "de, en", "factlint.toml:1"]);
    mistake("ui-language = \"fr\"\n", &["no messages in the language `fr`", "factlint.toml:1"]);
    mistake("max-file-size = \"large\"\n", &["number of bytes", "large"]);
    for wrong in ["80", "-0.1", "nan"] {
        mistake(
            &format!("min-confidence = {wrong}\n"),
            &["from 0 (everything) to 1", "factlint.toml:1", wrong],
        );
    }
    mistake("min-confidence = \"high\"\n", &["factlint.toml:1", "min-confidence"]);
    mistake("max-entries = -1\n", &["-1", "factlint.toml:1"]);
    mistake("[[entity]]\nname = \"Stadtwerke Quedlingen\"\n", &["kind = ", "factlint.toml:1"]);
    mistake("[[entity]]\nname = \"A|B\"\nkind = \"city\"\n", &["a name has none of the characters"]);
    mistake("[[entity]]\nname = \"A\"\nkind = \"town\"\n", &["no kind of name `town`", "city"]);
    mistake("[[accept]]\nfingerprint = \"794b0511409897f4\"\n", &["missing field `reason`", "factlint.toml"]);
    mistake(
        "[[accept]]\nfingerprint = \"794b0511409897f4\"\nreason = \" \"\n",
        &["say why", "factlint.toml:3"],
    );
    mistake("[[accept]]\nfingerprint = \"no\"\nreason = \"x\"\n", &["`no` is no fingerprint"]);
    mistake(
        "[[accept]]\nfingerprint = \"794b0511409897f4\"\nreason = \"x\"\nuntil = \"soon\"\n",
        &["`soon` is no day"],
    );
    mistake("rule-folders = [\"nowhere\"]\n", &["nowhere"]);
    mistake("inputs = [\n", &["factlint.toml"]);
}

#[test]
fn a_configuration_that_is_named_must_be_there() {
    let seen = factlint(["check", "--config", "no/such.toml", "examples/dossier"]);
    assert_eq!(seen.status, 2);
    assert!(seen.stderr.contains("cannot read `no/such.toml`"), "{}", seen.stderr);
}

#[test]
fn two_configurations_are_a_question_for_the_caller() {
    let folder = Folder::new();
    for desk in ["a", "b"] {
        folder.file(&format!("{desk}/factlint.toml"), "");
        folder.file(&format!("{desk}/x.txt"), "Ein Satz.");
    }
    let seen = at(&folder, &["check", "a/x.txt", "b/x.txt"]);
    assert_eq!(seen.status, 2);
    for words in ["a/factlint.toml", "b/factlint.toml", "--config", "--no-config"] {
        assert!(seen.stderr.contains(words), "{}", seen.stderr);
    }
    assert_eq!(at(&folder, &["check", "a/x.txt", "b/x.txt", "--no-config"]).status, 0);
    // Only the drafts are asked: what they are checked against may lie anywhere.
    assert_eq!(at(&folder, &["check", "a/x.txt", "--against", "b/x.txt"]).status, 0);
}

/// The keys that a table of the schema names, in the order of the reader's own list.
fn keys(schema: &serde_json::Value) -> Vec<String> {
    let mut keys: Vec<String> = schema["properties"].as_object().expect("a table").keys().cloned().collect();
    keys.sort();
    keys
}

/// The keys that the reader knows, from what it says of one that it does not know.
fn known(head: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.file("factlint.toml", format!("{head}no-such-key = 1\n"));
    folder.file("a.txt", "Ein Satz.");
    let told = run(here(&folder).env("COLUMNS", "200").args(["check", "a.txt"]), b"").stderr;
    let told: String = told.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    let list = told.split("expected one of ").nth(1).expect("it lists what there is");
    let list = list.split("╭").next().expect("the message ends");
    let mut keys: Vec<String> = list.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_says_what_the_reader_reads() {
    let run = factlint(["schema"]);
    assert_eq!(run.status, 0);
    let schema = run.json();
    assert_eq!(keys(&schema), known(""));
    assert_eq!(keys(&schema["$defs"]["entity"]), known("[[entity]]\n"));
    assert_eq!(keys(&schema["$defs"]["accept"]), known("[[accept]]\n"));
    let mut rules: Vec<&str> = factlint::rule::FindingKind::ALL.iter().map(|kind| kind.name()).collect();
    let list = schema["$defs"]["rule"]["enum"].as_array().expect("a list");
    let mut named: Vec<&str> = list.iter().filter_map(|name| name.as_str()).collect();
    rules.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, rules);
}

#[test]
fn every_kind_of_name_in_the_schema_is_known() {
    let schema = factlint(["schema"]).json();
    for kind in schema["$defs"]["entity"]["properties"]["kind"]["enum"].as_array().expect("a list") {
        let folder = Folder::new();
        folder.file("factlint.toml", format!("[[entity]]\nname = \"Quabbelstein\"\nkind = {kind}\n"));
        folder.file("a.txt", "Ein Satz über Quabbelstein.");
        let seen = at(&folder, &["check", "a.txt"]);
        assert_eq!((seen.status, seen.stderr.as_str()), (0, ""), "{kind}");
    }
}

#[test]
fn the_configuration_in_the_readme_is_one() {
    let readme = std::fs::read_to_string(project("README.md")).expect("it can be read");
    let shown =
        readme.split("```toml\n").find(|part| part.starts_with("inputs")).expect("the README shows one");
    let configuration = shown.split("```").next().expect("it ends");
    let folder = Folder::new();
    folder.file("factlint.toml", configuration);
    folder.file("articles/a.txt", "Ein Satz.");
    folder.file("house-rules/de/none.txt", "");
    let seen = at(&folder, &["check", "--show-config"]);
    assert_eq!((seen.status, seen.stderr.as_str()), (0, ""));
}

#[test]
fn the_schema_is_one_and_takes_what_the_reader_takes() {
    let python = "import json, sys, tomllib, jsonschema\n\
                  schema = json.load(sys.stdin)\n\
                  jsonschema.Draft202012Validator.check_schema(schema)\n\
                  value = json.loads(json.dumps(tomllib.loads(open(sys.argv[1]).read()), default=str))\n\
                  jsonschema.validate(value, schema)\n";
    let there = Command::new("python3").args(["-c", "import jsonschema, tomllib"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3 with jsonschema");
        return;
    }
    let schema = factlint(["schema"]).stdout;
    let folder = Folder::new();
    let good = folder.file(
        "good.toml",
        "inputs = [\"a\"]\nfail-level = \"note\"\nmax-file-size = \"16M\"\nmax-entries = 5\n[rules]\nquote = \"off\"\n[outlets]\n\"a/*\" = \"A\"\n\
         [[entity]]\nname = \"A\"\n[[accept]]\nfingerprint = \"794b0511409897f4\"\nreason = \"x\"\nuntil = 2026-01-31\n",
    );
    let bad = folder.file("bad.toml", "[rules]\nquotes = \"off\"\n");
    let valid = |path: &std::path::Path| {
        run(Command::new("python3").arg("-c").arg(python).arg(path), schema.as_bytes())
    };
    let seen = valid(&good);
    assert_eq!(seen.status, 0, "{}", seen.stderr);
    assert_eq!(valid(&bad).status, 1);
}
