//! The interactive mode as a person uses it: in a real terminal, under tmux. Skipped where there is no tmux.

#[cfg(not(feature = "interactive"))]
#[test]
fn without_it_one_is_told_how_to_get_it() {
    let run = crate::common::factlint(["check", "--interactive", "examples/dossier"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--features interactive"), "{}", run.stderr);
}

#[cfg(feature = "interactive")]
mod interactive {
    use std::time::{Duration, Instant};

    use crate::common::{Folder, example_articles, factlint};
    use crate::tmux::{Terminal, call};

    /// The interactive mode in a folder with the example's articles; none where there is no tmux. The editor writes
    /// down how it was called.
    fn session(columns: usize, lines: usize, language: &str) -> Option<Terminal> {
        let folder = Folder::new();
        for article in example_articles() {
            let name = article.file_name().expect("an article has a name").to_string_lossy().into_owned();
            folder.file(&name, std::fs::read(&article).expect("the article can be read"));
        }
        let editor = folder.file("editor.sh", "#!/bin/sh\necho \"$@\" > edited\n");
        let program = call(&format!("EDITOR='sh {}'", editor.display()));
        let line = format!("{program} check --interactive --ui-language {language} .; echo STATUS $?");
        Terminal::new(folder, &line, (columns, lines))
    }

    #[test]
    fn one_goes_through_the_findings() {
        for (columns, language, first, second) in
            [(80, "de", "factlint · 1 von", "· 2 von"), (160, "en", "factlint · 1 of", "· 2 of")]
        {
            let Some(session) = session(columns, 30, language) else { return };
            let screen = session.until(first);
            let sources = screen.lines().find(|line| line.starts_with("nda, "));
            assert!(sources.is_some_and(|line| line.contains(" │ ")), "{screen}");
            session.press(&["j"]);
            session.until(second);
            session.press(&["?"]);
            session.until("$EDITOR");
            session.press(&["x"]);
            session.press(&["f"]);
            session.until(if language == "de" { "Art: " } else { "kind: " });
            session.press(&["q"]);
            let screen = session.until("STATUS 1");
            assert!(!screen.contains('│'), "the screen of before is back: {screen}");
        }
    }

    #[test]
    fn a_narrow_window_is_enough() {
        let Some(session) = session(50, 20, "de") else { return };
        session.until("factlint · 1 von");
        session.press(&["Space"]);
        session.press(&["Space"]);
        session.until("dieselbe");
        session.press(&["C-c"]);
        session.until("STATUS 1");
    }

    #[test]
    fn a_place_is_opened_at_its_line() {
        let Some(session) = session(100, 30, "de") else { return };
        let screen = session.until("factlint · 1 von");
        let place = screen.lines().find(|line| line.contains(".txt:")).expect("places are shown");
        let first = place.split_whitespace().next().expect("a place").to_owned();
        session.press(&["e"]);
        let edited = session.folder().path().join("edited");
        let deadline = Instant::now() + Duration::from_secs(60);
        while !edited.is_file() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(50));
        }
        session.until("factlint · 1 von");
        let mut parts = first.split(':');
        let (path, line) = (parts.next().expect("a path"), parts.next().expect("a line"));
        let call = std::fs::read_to_string(edited).expect("the editor was called");
        assert_eq!(call.trim(), format!("+{line} {path}"));
    }

    #[test]
    fn a_finding_is_accepted_with_a_reason() {
        let Some(session) = session(100, 30, "de") else { return };
        let screen = session.until("factlint · 1 von");
        let total = |screen: &str| {
            let head = screen.lines().next().unwrap_or_default().to_owned();
            let number = head.split(" von ").nth(1).and_then(|rest| rest.split_whitespace().next());
            number.and_then(|number| number.parse::<usize>().ok()).unwrap_or_else(|| panic!("{head}"))
        };
        let before = total(&screen);
        session.press(&["a"]);
        session.until("Begründung:");
        session.press(&["Enter"]);
        session.until("ohne Begründung");
        session.press(&["a"]);
        session.press(&["-l", "Mit der \"Reederei\" geklärt."]);
        session.until("geklärt.");
        session.press(&["Enter"]);
        let screen = session.until("ist angenommen (factlint.toml)");
        assert_eq!(total(&screen), before - 1);
        let config =
            std::fs::read_to_string(session.folder().path().join("factlint.toml")).expect("it is written");
        assert!(
            config.contains("[[accept]]") && config.contains("Mit der \"Reederei\" geklärt."),
            "{config}"
        );
        session.press(&["q"]);
        session.until("STATUS 1");
    }

    #[test]
    fn it_needs_a_terminal() {
        let run = factlint(["check", "--interactive", "examples/dossier"]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("needs a terminal"), "{}", run.stderr);
    }
}
