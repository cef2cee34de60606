//! A real terminal: a program under tmux, the keys that are pressed, the screen that is seen.

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::common::Folder;

/// A terminal with a shell line running in it. Its server is its own, so that nobody's sessions are touched.
pub struct Terminal {
    folder: Folder,
}

impl Terminal {
    /// Runs a shell line in a folder; none where there is no tmux. The terminal stays open a while after the line ends.
    pub fn new(folder: Folder, line: &str, (columns, lines): (usize, usize)) -> Option<Self> {
        if !Command::new("tmux").arg("-V").output().is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: there is no tmux");
            return None;
        }
        let terminal = Self { folder };
        let line = format!("cd '{}'; {line}; sleep 60", terminal.folder.path().display());
        let (columns, lines) = (columns.to_string(), lines.to_string());
        let begun = terminal.tmux(&["-u", "new-session", "-d", "-x", &columns, "-y", &lines, &line]);
        assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
        Some(terminal)
    }

    /// The folder that the line runs in.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Presses keys, by tmux's names for them.
    #[cfg_attr(
        not(feature = "interactive"),
        expect(dead_code, reason = "only the interactive mode has keys")
    )]
    pub fn press(&self, keys: &[&str]) {
        self.tmux(&[&["send-keys"], keys].concat());
    }

    /// What the screen shows, with its colours.
    pub fn coloured(&self) -> String {
        String::from_utf8(self.tmux(&["capture-pane", "-p", "-e"]).stdout).expect("the screen is text")
    }

    /// Waits until the screen is as it should be; the screen without colours.
    #[track_caller]
    pub fn wait(&self, what: &str, is_there: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let pane = self.tmux(&["capture-pane", "-p"]).stdout;
            let pane = String::from_utf8(pane).expect("the screen is text");
            if is_there(&pane) {
                return pane;
            }
            assert!(Instant::now() < deadline, "`{what}` does not come: {pane}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the screen shows words; the screen without colours.
    #[track_caller]
    pub fn until(&self, words: &str) -> String {
        self.wait(words, |pane| pane.contains(words))
    }

    fn tmux(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.env("TERM", "xterm-256color").env_remove("TMUX").args(["-f", "/dev/null", "-S"]);
        command.arg(self.folder.path().join("socket")).args(arguments).output().expect("tmux runs")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// The program for a shell line, German, with an environment of its own.
pub fn call(environment: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_factlint")).display();
    format!("env -u VISUAL -u NO_COLOR -u COLUMNS LC_ALL=C.UTF-8 LANGUAGE= {environment} '{program}'")
}
