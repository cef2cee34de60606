//! The forms of a report as the programs take them that read them: what their schemas demand, on a dossier with
//! findings and on one without.

use std::process::Command;

use serde_json::Value;

use crate::common::{Folder, Run, factlint, program, project, run};

/// The forms that programs read as one document.
const DOCUMENTS: [&str; 4] = ["json", "sarif", "gitlab", "junit"];

fn check(arguments: &[&str]) -> Run {
    let mut command = program();
    command.current_dir(project("")).args(["check", "examples/dossier"]).args(arguments);
    run(&mut command, b"")
}

/// The report of a single article that nothing is wrong with.
fn silent(format: &str) -> Run {
    let folder = Folder::new();
    let article = folder.file("a.txt", "Kiel (nda) - Der Zug fuhr pünktlich ab.\n");
    factlint(["check".as_ref(), article.as_os_str(), "--format".as_ref(), format.as_ref()])
}

#[track_caller]
fn text<'a>(value: &'a Value, what: &str) -> &'a str {
    value.as_str().unwrap_or_else(|| panic!("{what} is a text: {value}"))
}

#[track_caller]
fn list<'a>(value: &'a Value, what: &str) -> &'a [Value] {
    value.as_array().unwrap_or_else(|| panic!("{what} is a list: {value}"))
}

#[track_caller]
fn number(value: &Value, what: &str) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{what} is a number: {value}"))
}

/// What the schema of SARIF 2.1.0 demands of the parts that the report has.
#[track_caller]
fn check_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"], "the schema").ends_with("sarif-2.1.0.json"));
    let runs = list(&log["runs"], "runs");
    assert_eq!(runs.len(), 1);
    let run = &runs[0];
    only(log, &["$schema", "version", "runs"]);
    only(run, &["tool", "language", "invocations", "columnKind", "artifacts", "results"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let driver = &run["tool"]["driver"];
    only(driver, &["name", "version", "semanticVersion", "rules"]);
    assert_eq!(driver["name"], "factlint");
    let rules = list(&driver["rules"], "rules");
    for rule in rules {
        only(rule, &["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"]);
        for key in ["shortDescription", "fullDescription", "help"] {
            let words = text(&rule[key]["text"], key);
            // Code scanning cuts what is longer.
            assert!(!words.is_empty() && words.chars().count() <= 1024, "{key}: {words}");
        }
    }
    for artifact in list(&run["artifacts"], "artifacts") {
        only(artifact, &["location", "length", "encoding"]);
        check_uri(&artifact["location"]["uri"]);
    }
    for result in list(&run["results"], "results") {
        only(
            result,
            &[
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "relatedLocations",
                "partialFingerprints",
                "rank",
                "suppressions",
            ],
        );
        let rule = &rules[number(&result["ruleIndex"], "the rule's index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&text(&result["level"], "the level")));
        assert_eq!(list(&result["locations"], "locations").len(), 1);
        check_location(&result["locations"][0]);
        let related = list(&result["relatedLocations"], "related locations");
        assert!(!related.is_empty(), "a finding has at least two places");
        let message = text(&result["message"]["text"], "the message");
        for (at, location) in related.iter().enumerate() {
            assert_eq!(number(&location["id"], "the id"), at as u64 + 1);
            assert!(message.contains(&format!("]({})", at + 1)), "the message links to it: {message}");
            check_location(location);
        }
        let prints = result["partialFingerprints"].as_object().expect("fingerprints");
        assert!(prints.values().all(Value::is_string) && prints.contains_key("primaryLocationLineHash"));
    }
}

/// A shape has no field that its schema does not know.
#[track_caller]
fn only(shape: &Value, keys: &[&str]) {
    for key in shape.as_object().expect("an object").keys() {
        assert!(keys.contains(&key.as_str()), "`{key}` is not in the schema");
    }
}

#[track_caller]
fn check_location(location: &Value) {
    only(location, &["id", "physicalLocation", "message"]);
    let place = &location["physicalLocation"];
    only(place, &["artifactLocation", "region", "contextRegion"]);
    check_uri(&place["artifactLocation"]["uri"]);
    let path = project(text(&place["artifactLocation"]["uri"], "the path"));
    let article = std::fs::read_to_string(path).expect("the article can be read");
    for key in ["region", "contextRegion"] {
        let region = &place[key];
        let get = |field: &str| number(&region[field], field) as usize;
        let start = (get("startLine"), get("startColumn"));
        let end = (get("endLine"), get("endColumn"));
        assert!(start.0 >= 1 && start.1 >= 1 && start < end, "{start:?} {end:?}");
        let bytes = get("byteOffset")..get("byteOffset") + get("byteLength");
        assert_eq!(article.get(bytes), region["snippet"]["text"].as_str());
        let lines: Vec<&str> = article.split('\n').collect();
        let from: String = lines[start.0 - 1].chars().skip(start.1 - 1).collect();
        let first = text(&region["snippet"]["text"], "the words").split('\n').next().unwrap_or_default();
        assert!(from.starts_with(first), "line and column point to the words: {from} / {first}");
    }
}

/// An address holds no spaces, no other letters than ASCII's, and no backslash.
#[track_caller]
fn check_uri(uri: &Value) {
    let uri = text(uri, "the address");
    assert!(!uri.is_empty() && uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'), "{uri}");
}

#[test]
fn sarif_has_what_its_schema_demands() {
    let run = check(&["--format", "sarif"]);
    assert_eq!(run.status, 1);
    check_sarif(&run.json());
    assert!(!list(&run.json()["runs"][0]["results"], "results").is_empty());
    let none = silent("sarif");
    assert_eq!(none.status, 0);
    check_sarif(&none.json());
}

/// The official schema is long and not ours: `FACTLINT_SARIF_SCHEMA` names it (npm's `@microsoft/sarif-multitool-linux`
/// carries it as `sarif-2.1.0.json`).
#[test]
fn sarif_is_valid_against_the_official_schema() {
    let Some(schema) = std::env::var_os("FACTLINT_SARIF_SCHEMA") else {
        eprintln!("skipped: FACTLINT_SARIF_SCHEMA names no schema");
        return;
    };
    let reader = "import json, sys, jsonschema\n\
                  schema = json.load(open(sys.argv[1], encoding='utf-8-sig'))\n\
                  log = json.load(sys.stdin)\n\
                  found = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(log))\n\
                  print([error.message for error in found])";
    if !Command::new("python3").args(["-c", "import jsonschema"]).output().is_ok_and(|it| it.status.success())
    {
        eprintln!("skipped: there is no python3 with jsonschema");
        return;
    }
    let folder = Folder::new();
    let copied = |name: &str| {
        let text = std::fs::read(project("examples/dossier").join(name)).expect("the article can be read");
        folder.file(name, text);
    };
    copied("a-agentur.txt");
    copied("b-zeitung.txt");
    let inside = |arguments: &[&str]| run(program().current_dir(folder.path()).args(arguments), b"");
    inside(&["baseline", "."]);
    let accepted = inside(&["check", ".", "--format", "sarif"]);
    assert!(accepted.stdout.contains("\"suppressions\""), "{}", accepted.stdout);
    for report in [check(&["--format", "sarif"]), silent("sarif"), accepted] {
        let seen = run(Command::new("python3").args(["-c", reader]).arg(&schema), report.stdout.as_bytes());
        assert_eq!((seen.status, seen.stdout.trim()), (0, "[]"), "{}", seen.stderr);
    }
}

#[test]
fn a_fingerprint_survives_moved_lines_and_not_changed_words() {
    let folder = Folder::new();
    let said = "Die neue Schleuse in Grünhafen wurde am 4. September 2025 eröffnet.";
    let other = "Am 6. September 2025 wurde die neue Schleuse in Grünhafen eröffnet.";
    let hash = |first: &str| -> Vec<String> {
        let (a, b) = (folder.file("a.txt", first), folder.file("b.txt", other));
        let run =
            factlint(["check".as_ref(), a.as_os_str(), b.as_os_str(), "--format=sarif".as_ref()]).json();
        let results = list(&run["runs"][0]["results"], "results").iter();
        results
            .map(|result| {
                text(&result["partialFingerprints"]["primaryLocationLineHash"], "the hash").to_owned()
            })
            .collect()
    };
    let plain = hash(said);
    assert_eq!(plain.len(), 1);
    assert_eq!(plain, hash(&format!("Ein Anfang, der nichts sagt.\n\n{said}\n")));
    assert_ne!(plain, hash(&said.replace("4. September", "5. September")));
}

#[test]
fn gitlab_finds_what_it_asks_for() {
    let issues = check(&["--format", "gitlab"]).json();
    let mut prints: Vec<&str> = Vec::new();
    for issue in list(&issues, "the report") {
        for key in ["description", "check_name"] {
            assert!(!text(&issue[key], key).is_empty());
        }
        let severity = text(&issue["severity"], "severity");
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        let path = text(&issue["location"]["path"], "the path");
        assert!(!path.starts_with("./") && project(path).is_file());
        let begin = number(&issue["location"]["lines"]["begin"], "begin");
        assert!(begin >= 1 && begin <= number(&issue["location"]["lines"]["end"], "end"));
        prints.push(text(&issue["fingerprint"], "the fingerprint"));
    }
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert!(all > 0 && prints.len() == all, "no two fingerprints are alike");
}

#[test]
fn junit_is_read_by_a_parser_of_xml() {
    let reader = "import sys, xml.etree.ElementTree as e\n\
                  root = e.fromstring(sys.stdin.buffer.read())\n\
                  cases = root.findall('testsuite/testcase')\n\
                  failed = root.findall('testsuite/testcase/failure')\n\
                  assert root.tag == 'testsuites'\n\
                  assert int(root.get('tests')) == len(cases) > 0\n\
                  assert int(root.get('failures')) == len(failed)\n\
                  assert all(c.get('name') and c.get('classname') for c in cases)\n\
                  print(len(failed))";
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3 to read the XML");
        return;
    }
    let folder = Folder::new();
    let hostile = folder
        .file("<a href=\"x\">&'.txt", "Kiel (nda) - Ein Satz \u{0} mit \u{1b}[31m und ]]> und & und <b>.\n");
    let hostile = factlint(["check".as_ref(), hostile.as_os_str(), "--format=junit".as_ref()]);
    for (report, failures) in [(check(&["--format", "junit"]), 7), (silent("junit"), 0), (hostile, 0)] {
        let mut python = Command::new("python3");
        let read = run(python.args(["-c", reader]), report.stdout.as_bytes());
        assert_eq!((read.status, read.stdout.trim()), (0, failures.to_string().as_str()), "{}", read.stderr);
    }
}

#[test]
fn silence_is_a_valid_report_in_every_form() {
    for format in DOCUMENTS {
        let run = silent(format);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{format}");
        assert!(!run.stdout.is_empty(), "{format}");
    }
    assert_eq!(silent("gitlab").json(), serde_json::json!([]));
    for format in ["ndjson", "github", "concise"] {
        assert_eq!(silent(format).stdout, "", "{format}");
    }
}

#[test]
fn one_run_writes_several_reports() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("old.md"), "an old report").expect("the file can be written");
    let argument = |format: &str, name: &str| format!("--report={format}={}", path(name).display());
    let run = check(&["--format", "concise", &argument("sarif", "x.sarif"), &argument("markdown", "old.md")]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, check(&["--format", "concise"]).stdout);
    let read = |name: &str| std::fs::read_to_string(path(name)).expect("the report is there");
    assert_eq!(read("x.sarif"), check(&["--format", "sarif"]).stdout);
    assert_eq!(read("old.md"), check(&["--format", "markdown"]).stdout);
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").flatten().collect();
    assert_eq!(names.len(), 2, "nothing is left at the side: {names:?}");
}

#[test]
fn a_report_that_cannot_be_written_is_told_with_its_file() {
    let folder = Folder::new();
    let missing = format!("--report=json={}", folder.path().join("no/such/folder.json").display());
    let run = check(&[&missing]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no/such/folder.json"), "{}", run.stderr);
    let twice = format!("--report=json={}", folder.path().join("x").display());
    let run = check(&[&twice, &twice]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("two reports"), "{}", run.stderr);
    assert!(check(&["--report=xml=x"]).stderr.contains("junit"));
}

#[test]
fn quiet_leaves_only_findings() {
    let loud = check(&["--width", "80"]).stdout;
    let quiet = check(&["--width", "80", "--quiet"]).stdout;
    assert!(loud.starts_with(&quiet) && loud.len() > quiet.len());
    let folder = Folder::new();
    let empty = folder.file("leer.txt", "");
    let run = factlint(["check".as_ref(), empty.as_os_str(), "-q".as_ref()]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn stats_are_told_beside_the_report() {
    let plain = check(&["--format", "json"]);
    let told = check(&["--format", "json", "--stats"]);
    assert_eq!(plain.stdout, told.stdout);
    assert!(told.stderr.contains("4 Artikel, "), "{}", told.stderr);
    assert!(told.stderr.contains("calendar"), "{}", told.stderr);
}

#[test]
fn a_draft_is_what_programs_are_pointed_to() {
    let mut command = program();
    command.current_dir(project("examples/dossier"));
    command.args(["check", "d-liveblog.txt", "--against", "a-agentur.txt", "--format", "concise"]);
    let seen = run(&mut command, b"").stdout;
    assert!(seen.lines().count() > 0);
    assert!(seen.lines().all(|line| line.starts_with("d-liveblog.txt:")), "{seen}");
}
