//! Rules as documentation: pages, the page of all rules, a rule to begin with, what the examples cover, man pages.

use crate::common::{Folder, factlint, program, project, run};

/// Made by the program, never by hand. `FACTLINT_UPDATE=1 cargo test rule_pages` writes it anew.
#[test]
fn the_page_of_all_rules_is_current() {
    let seen = factlint(["rules", "docs", "--ui-language", "en"]);
    assert_eq!((seen.status, seen.stderr.as_str()), (0, ""));
    let path = project("rules/README.md");
    if std::env::var_os("FACTLINT_UPDATE").is_some() {
        std::fs::write(&path, &seen.stdout).expect("the page can be written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = known.lines().zip(seen.stdout.lines()).find(|(known, seen)| known != seen);
    assert!(
        known == seen.stdout,
        "rules/README.md is not what the rules say now (first: {differs:?}); FACTLINT_UPDATE=1 cargo test rule_pages"
    );
}

#[test]
fn the_page_of_all_rules_names_every_rule() {
    for language in ["de", "en"] {
        let docs = factlint(["rules", "docs", "--ui-language", language]).stdout;
        let list = factlint(["rules", "list", "--ui-language", language]).stdout;
        for name in list.lines().filter_map(|line| line.split_whitespace().next()) {
            let named = docs.contains(&format!("### {name}: ")) || docs.contains(&format!("\n| `{name}` | "));
            assert!(named, "`{name}` is missing");
        }
    }
}

#[test]
fn a_page_tells_what_why_when_and_how_to_turn_it_down() {
    for rule in ["quantity", "strike-state", "strike", "strikers"] {
        let page = factlint(["explain", rule, "--ui-language", "en"]).stdout;
        for heading in ["What is compared", "Why it matters", "How to turn it down"] {
            assert!(page.contains(&format!("\n{heading}\n")), "`{heading}` in {page}");
        }
        assert!(page.contains("\nReported\n") || page.contains("\nReads\n"), "{page}");
        assert!(page.contains("\nNot reported\n") || page.contains("\nLeaves alone\n"), "{page}");
        assert!(page.contains("`factlint.toml`"), "{page}");
    }
}

/// What a page says of turning a rule down does turn it down.
#[test]
fn what_turns_a_rule_down_works() {
    let folder = Folder::new();
    folder.file("a.txt", "Das Spitzengespräch am Montag war kurzfristig abgesagt worden.\n");
    folder.file("b.txt", "Das Spitzengespräch am Montag fand in einem Hotel statt.\n");
    let status = |arguments: &[&str]| {
        run(program().current_dir(folder.path()).args(["check", "."]).args(arguments), b"").status
    };
    assert_eq!(status(&[]), 1);
    assert_eq!(status(&["--ignore", "status"]), 0);
    assert_eq!(status(&["--level", "status=note"]), 0);
    assert_eq!(status(&["--level", "status=tension", "--fail-level", "contradiction"]), 0);
    assert_eq!(status(&["--level", "status=loud"]), 2);
    assert_eq!(status(&["--level", "status"]), 2);
    assert_eq!(status(&["--level", "stat=off"]), 2);
}

#[test]
fn a_new_rule_passes_its_own_examples() {
    let folder = Folder::new();
    let new = |name: &str| run(program().current_dir(folder.path()).args(["rules", "new", name]), b"");
    let made = new("panes-broken");
    assert_eq!((made.status, made.stdout.trim()), (0, "rules/frames/panes-broken.toml"), "{}", made.stderr);
    let tested = run(program().current_dir(folder.path()).args(["rules", "test", "rules", "--verbose"]), b"");
    assert_eq!(tested.status, 0, "{}", tested.stdout);
    let ran = tested.stdout.lines().filter(|line| line.starts_with("ok    panes-broken, ")).count();
    assert_eq!(ran, 4, "{}", tested.stdout);
    // Nothing is overwritten, and names are names.
    for name in ["panes-broken", "status", "strike", "Panes", "panes_broken", "-", ""] {
        assert_eq!(new(name).status, 2, "{name}");
    }
}

#[test]
fn coverage_fails_a_language_that_no_example_shows() {
    let built_in = factlint(["rules", "test", "--coverage"]);
    assert_eq!(built_in.status, 0, "{}", built_in.stdout);
    assert!(built_in.stdout.contains("rules are shown by examples in full"), "{}", built_in.stdout);
    let folder = Folder::new();
    let frame = "[[frame]]\nid = \"pane-state\"\nsummary = \"panes\"\ncompares = \"state\"\nper = \"thing\"\n\
                 example = [\n  { text = \"Die Scheibe wurde zerschlagen.\", reads = [\"broken\"] },\n  { text = \"Die Scheibe glänzt.\", reads = [] },\n]\n\
                 [[frame.value]]\nid = \"broken\"\nwords.de = [\"Scheibe zerschlagen\"]\nwords.en = [\"pane break\"]\n\
                 [[frame.value]]\nid = \"mended\"\nwords.de = [\"Scheibe ersetzen\"]\n";
    folder.file("frames/panes.toml", frame);
    let own = factlint(["rules".as_ref(), "test".as_ref(), "--coverage".as_ref(), folder.path().as_os_str()]);
    assert_eq!(own.status, 1, "{}", own.stdout);
    assert!(own.stdout.contains("FAIL  pane-state: no example that it reads in `en`"), "{}", own.stdout);
    assert!(own.stdout.contains("gap   pane-state: no example of the value `mended`"), "{}", own.stdout);
}

#[test]
fn every_command_has_a_man_page_and_completions() {
    let folder = Folder::new();
    let made = factlint(["man".as_ref(), "--dir".as_ref(), folder.path().as_os_str()]);
    assert_eq!((made.status, made.stdout.as_str()), (0, ""), "{}", made.stderr);
    let page = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("the page is there");
    assert_eq!(factlint(["man"]).stdout, page("factlint.1"));
    for name in ["check", "baseline", "accept", "rules-test", "rules-new", "explain"] {
        assert!(page(&format!("factlint-{name}.1")).contains(".TH"), "{name}");
    }
    assert!(page("factlint-check.1").contains("watch"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = factlint(["completions", shell]).stdout;
        for word in ["baseline", "accept", "show-config"] {
            assert!(script.contains(word), "`{word}` for {shell}");
        }
    }
}
