//! The rule files: embedded completely, with words for everything, and clear about mistakes.

use crate::common::{Folder, factlint, files_below, project};
use factlint::finding::candidate::EVIDENCE;
use factlint::report::Messages;
use factlint::rule::{Files, FindingKind, Page};

#[test]
fn every_rule_file_is_part_of_the_binary() {
    let files = Files::builtin();
    let root = project("rules");
    for path in files_below(&root) {
        let below = path.strip_prefix(&root).expect("it is below").to_string_lossy().replace('\\', "/");
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending {
            "toml" | "txt" => assert!(files.text(&below).is_ok(), "`{below}` is not in src/rule/builtin.rs"),
            // Notes on where data comes from.
            "md" => {}
            _ => assert!(files.binary(&below).is_some(), "`{below}` is not in src/rule/builtin.rs"),
        }
    }
    for path in files.paths() {
        assert!(root.join(path).is_file(), "`{path}` is embedded but not in rules/");
    }
}

#[test]
fn every_kind_has_a_page_in_every_language() {
    let files = Files::builtin();
    let pages = Page::all(&files).expect("the pages load");
    let kinds: Vec<FindingKind> = pages.iter().map(|page| page.kind).collect();
    assert_eq!(kinds, FindingKind::ALL);
    for page in &pages {
        let name = page.kind.name();
        for language in Messages::languages(&files) {
            assert!(page.text.contains_key(language), "`{name}` has no text in `{language}`");
            for examples in [&page.examples, &page.near_misses] {
                assert!(
                    examples.iter().any(|example| example.language == language),
                    "`{name}` has no example in `{language}`"
                );
            }
        }
        assert!(page.examples.iter().all(|example| example.articles.iter().any(|a| !a.says.is_empty())));
        assert!(page.near_misses.iter().all(|example| example.why.is_some()), "`{name}`: why is it silent?");
    }
}

/// The comparators speak in keys (`same-place`, `status.cancelled`); each must have words.
#[test]
fn every_message_key_has_words() {
    let files = Files::builtin();
    let messages = Messages::load(&files, "de").expect("the messages load");
    let folders = ["src/finding", "src/subject"].map(project);
    let mut seen = 0;
    for file in folders.iter().flat_map(|folder| files_below(folder)) {
        let text = std::fs::read_to_string(&file).expect("the file can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        // Pieces of evidence and rule files have names, too, and `serde` is told how names are written.
        let named = |literal: &str| {
            EVIDENCE.contains(&literal) || literal.ends_with(".toml") || literal == "kebab-case"
        };
        for key in code.split('"').skip(1).step_by(2).filter(|literal| is_key(literal) && !named(literal)) {
            assert!(messages.knows(key), "`{key}` in {} has no words in messages.de.toml", file.display());
            seen += 1;
        }
    }
    assert!(seen > 5, "the keys are not where they are looked for");
}

fn is_key(literal: &str) -> bool {
    literal.contains(['-', '.'])
        && literal
            .split(['-', '.'])
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()))
}

#[track_caller]
fn mistake(path: &str, content: &str, expected: &[&str]) {
    let folder = Folder::new();
    folder.file(path, content);
    let article = folder.file("artikel.txt", "Ein Satz.");
    let run =
        factlint(["check".as_ref(), "--rules".as_ref(), folder.path().as_os_str(), article.as_os_str()]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(run.stdout, "");
    for words in expected {
        assert!(run.stderr.contains(words), "`{words}` is not in:\n{}", run.stderr);
    }
}

const PAGE: &str = r#"name = "status"
levels = ["contradiction"]
[text.de]
summary = "S"
compares = "V"
matters = "W"
[[example]]
language = "de"
[[example.article]]
outlet = "A"
published = "2025-06-03"
text = "Es fand statt."
says = ["fand statt"]
[[near-miss]]
language = "de"
why = "Darum."
[[near-miss.article]]
outlet = "A"
published = "2025-06-03"
text = "Es fand statt."
"#;

#[test]
fn a_field_no_rule_has_is_shown_where_it_stands() {
    let content = PAGE.replace("summary =", "sumary =");
    mistake("findings/status.toml", &content, &["sumary", "findings/status.toml", ":4:", "unknown field"]);
}

#[test]
fn a_level_that_there_is_not_is_shown_with_those_there_are() {
    let content = PAGE.replace("\"contradiction\"", "\"contradictory\"");
    let expected = ["no level `contradictory`", "tension", "findings/status.toml", "levels = ["];
    mistake("findings/status.toml", &content, &expected);
}

#[test]
fn a_page_needs_a_near_miss() {
    let content = PAGE.split("[[near-miss]]").next().expect("a part before");
    mistake("findings/status.toml", content, &["`status` has no [[near-miss]]"]);
}

#[test]
fn words_that_the_example_does_not_say_are_shown() {
    let content = PAGE.replace("says = [\"fand statt\"]", "says = [\"fiel aus\"]");
    mistake("findings/status.toml", &content, &["the article does not say `fiel aus`"]);
}

#[test]
fn broken_toml_is_shown() {
    mistake("findings/status.toml", "name = \"status", &["findings/status.toml", "name = "]);
}

#[test]
fn a_good_rule_folder_is_taken() {
    let folder = Folder::new();
    folder.file("findings/status.toml", PAGE);
    let run =
        factlint(["explain".as_ref(), "status".as_ref(), "--rules".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\nS\n"), "{}", run.stdout);
}

#[test]
fn the_rule_in_the_readme_is_one() {
    let readme = std::fs::read_to_string(project("README.md")).expect("it can be read");
    let part = readme.split("```toml").find(|part| part.trim_start().starts_with("[[frame]]"));
    let rule = part.and_then(|rest| rest.split("```").next());
    let folder = Folder::new();
    folder.file("frames/mine.toml", rule.expect("the README shows a rule"));
    let run = factlint(["rules".as_ref(), "list".as_ref(), "--rules".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\nsailings-cancelled "), "{}", run.stdout);
}

#[test]
fn a_rule_folder_that_is_not_there_is_a_wrong_call() {
    let run = factlint(["rules", "list", "--rules", "no/such/folder"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no/such/folder"), "{}", run.stderr);
}

#[test]
fn rules_are_listed_and_explained() {
    let list = factlint(["rules", "list"]);
    assert_eq!(list.status, 0);
    for kind in FindingKind::ALL {
        assert!(list.stdout.lines().any(|line| line.starts_with(kind.name())));
        for language in ["de", "en"] {
            let page = factlint(["explain", kind.name(), "--ui-language", language]);
            assert_eq!(page.status, 0, "{}", page.stderr);
            assert!(page.stdout.lines().all(|line| line.chars().count() <= 80), "{}", page.stdout);
        }
    }
    let run = factlint(["explain", "no-such-rule"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("there is no rule `no-such-rule`"));
}
