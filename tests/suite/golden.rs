//! The report of the example dossier, word for word. `FACTLINT_UPDATE=1 cargo test golden` writes it anew.

use crate::common::{program, project, run};

#[track_caller]
fn check(name: &str, arguments: &[&str]) {
    check_command("check", name, arguments);
}

#[track_caller]
fn check_command(name_of_command: &str, name: &str, arguments: &[&str]) {
    check_call(name, &[&[name_of_command, "examples/dossier"], arguments].concat());
}

#[track_caller]
fn check_call(name: &str, arguments: &[&str]) {
    let mut command = program();
    command.current_dir(project("")).args(arguments);
    let seen = run(&mut command, b"").stdout;
    let path = project("tests/golden").join(name);
    if std::env::var_os("FACTLINT_UPDATE").is_some() {
        std::fs::create_dir_all(project("tests/golden")).expect("the folder can be made");
        std::fs::write(&path, &seen).expect("the report can be written");
    }
    match std::fs::read_to_string(&path) {
        Ok(expected) => assert_eq!(seen, expected, "\n{seen}\nFACTLINT_UPDATE=1 takes it as the new report"),
        Err(_) => eprintln!("skipped: there is no {}; FACTLINT_UPDATE=1 writes it", path.display()),
    }
}

#[test]
fn the_report_in_german() {
    check("dossier.de.txt", &["--ui-language", "de", "--width", "80"]);
}

#[test]
fn the_report_in_english_on_a_wide_terminal() {
    check("dossier.en.txt", &["--ui-language", "en", "--width", "160"]);
}

#[test]
fn the_report_for_programs() {
    check("dossier.json", &["--format", "json"]);
}

#[test]
fn the_other_forms_for_people_in_both_languages() {
    for language in ["de", "en"] {
        for (format, ending) in [("concise", "concise.txt"), ("markdown", "md"), ("html", "html")] {
            check(&format!("dossier.{language}.{ending}"), &["--ui-language", language, "--format", format]);
        }
    }
}

#[test]
fn the_other_forms_for_programs() {
    for (format, ending) in [
        ("ndjson", "ndjson"),
        ("sarif", "sarif"),
        ("github", "github.txt"),
        ("gitlab", "gitlab.json"),
        ("junit", "junit.xml"),
    ] {
        check(&format!("dossier.{ending}"), &["--format", format]);
    }
}

#[test]
fn the_table_of_facts() {
    for (name, arguments) in [
        ("facts.de.txt", &["--ui-language", "de", "--width", "80"][..]),
        ("facts.en.txt", &["--ui-language", "en", "--width", "160"]),
        ("facts.en.md", &["--ui-language", "en", "--format", "markdown"]),
        ("facts.de.md", &["--ui-language", "de", "--format", "markdown"]),
        ("facts.json", &["--format", "json"]),
        ("facts.csv", &["--format", "csv"]),
    ] {
        check_command("facts", name, arguments);
    }
}

#[test]
fn two_articles_side_by_side() {
    let articles = ["diff", "examples/dossier/a-agentur.txt", "examples/dossier/c-portal.txt"];
    for language in ["de", "en"] {
        for (format, width, ending) in [
            ("text", "60", "60.txt"),
            ("text", "80", "80.txt"),
            ("text", "160", "160.txt"),
            ("markdown", "80", "md"),
            ("html", "80", "html"),
        ] {
            let arguments = ["--ui-language", language, "--width", width, "--format", format];
            check_call(&format!("diff.{language}.{ending}"), &[&articles[..], &arguments].concat());
        }
    }
    check_call("diff.json", &[&articles[..], &["--format", "json"]].concat());
}

#[test]
fn the_page_of_a_rule() {
    for language in ["de", "en"] {
        check_call(&format!("explain.{language}.txt"), &["explain", "calendar", "--ui-language", language]);
    }
}
