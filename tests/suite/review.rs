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
    use std::process::{Command, Output};
    use std::time::{Duration, Instant};

    use crate::common::{Folder, example_articles, factlint};

    /// The program in a terminal, in a folder with the example's articles.
    struct Session {
        folder: Folder,
    }

    impl Session {
        /// None where there is no tmux.
        fn new(columns: usize, lines: usize, language: &str) -> Option<Self> {
            if !Command::new("tmux").arg("-V").output().is_ok_and(|output| output.status.success()) {
                eprintln!("skipped: there is no tmux");
                return None;
            }
            let folder = Folder::new();
            for article in example_articles() {
                let name = article.file_name().expect("an article has a name").to_string_lossy().into_owned();
                folder.file(&name, std::fs::read(&article).expect("the article can be read"));
            }
            let editor = folder.file("editor.sh", "#!/bin/sh\necho \"$@\" > edited\n");
            let session = Self { folder };
            let line = format!(
                "cd '{}'; env -u VISUAL -u NO_COLOR LC_ALL=C.UTF-8 EDITOR='sh {}' '{}' check --interactive \
                 --ui-language {language} .; echo STATUS $?; sleep 60",
                session.folder.path().display(),
                editor.display(),
                env!("CARGO_BIN_EXE_factlint"),
            );
            let (columns, lines) = (columns.to_string(), lines.to_string());
            let begun = session.tmux(&["-u", "new-session", "-d", "-x", &columns, "-y", &lines, &line]);
            assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
            Some(session)
        }

        fn tmux(&self, arguments: &[&str]) -> Output {
            let mut command = Command::new("tmux");
            // A server of its own, so that nobody's sessions are touched.
            command.env("TERM", "xterm-256color").env_remove("TMUX").args(["-f", "/dev/null", "-S"]);
            command.arg(self.folder.path().join("socket")).args(arguments).output().expect("tmux runs")
        }

        fn press(&self, keys: &[&str]) {
            self.tmux(&[&["send-keys"], keys].concat());
        }

        /// Waits until the screen shows something; the screen.
        #[track_caller]
        fn until(&self, words: &str) -> String {
            let deadline = Instant::now() + Duration::from_secs(60);
            loop {
                let pane = self.tmux(&["capture-pane", "-p"]).stdout;
                let pane = String::from_utf8(pane).expect("the screen is text");
                if pane.contains(words) {
                    return pane;
                }
                assert!(Instant::now() < deadline, "`{words}` does not come: {pane}");
                std::thread::sleep(Duration::from_millis(50));
            }
        }
    }

    impl Drop for Session {
        fn drop(&mut self) {
            self.tmux(&["kill-server"]);
        }
    }

    #[test]
    fn one_goes_through_the_findings() {
        for (columns, language, first, second) in
            [(80, "de", "factlint · 1 von", "· 2 von"), (160, "en", "factlint · 1 of", "· 2 of")]
        {
            let Some(session) = Session::new(columns, 30, language) else { return };
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
        let Some(session) = Session::new(50, 20, "de") else { return };
        session.until("factlint · 1 von");
        session.press(&["Space"]);
        session.press(&["Space"]);
        session.until("dieselbe");
        session.press(&["C-c"]);
        session.until("STATUS 1");
    }

    #[test]
    fn a_place_is_opened_at_its_line() {
        let Some(session) = Session::new(100, 30, "de") else { return };
        let screen = session.until("factlint · 1 von");
        let place = screen.lines().find(|line| line.contains(".txt:")).expect("places are shown");
        let first = place.split_whitespace().next().expect("a place").to_owned();
        session.press(&["e"]);
        let edited = session.folder.path().join("edited");
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
        let Some(session) = Session::new(100, 30, "de") else { return };
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
            std::fs::read_to_string(session.folder.path().join("factlint.toml")).expect("it is written");
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
