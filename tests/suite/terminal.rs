//! The reports in a real terminal, under tmux: colour without being asked, the terminal's width, nothing that wraps.
//! Skipped where there is no tmux.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::common::{Folder, program, project, run};

/// What a terminal of a width shows when a command is run in it, with its colours; none where there is no tmux.
fn screen(arguments: &str, columns: usize, environment: &str) -> Option<String> {
    if !Command::new("tmux").arg("-V").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no tmux");
        return None;
    }
    let folder = Folder::new();
    // A server of its own, so that nobody's sessions are touched.
    let socket = folder.path().join("socket");
    let tmux = |arguments: &[&str]| {
        let mut command = Command::new("tmux");
        command.env("TERM", "xterm-256color").env_remove("TMUX").args(["-f", "/dev/null", "-S"]).arg(&socket);
        command.args(arguments).output().expect("tmux runs")
    };
    let line = format!(
        "cd '{}'; env -u NO_COLOR -u COLUMNS LC_ALL=C.UTF-8 {environment} '{}' {arguments} --ui-language de; echo \
         DONE; sleep 60",
        project("").display(),
        env!("CARGO_BIN_EXE_factlint"),
    );
    let columns = columns.to_string();
    let begun = tmux(&["-u", "new-session", "-d", "-x", &columns, "-y", "300", &line]);
    assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
    let deadline = Instant::now() + Duration::from_secs(30);
    let shown = loop {
        let pane = tmux(&["capture-pane", "-p", "-e"]).stdout;
        let pane = String::from_utf8(pane).expect("the screen is text");
        if plain(&pane).lines().any(|line| line.trim_end() == "DONE") {
            break pane;
        }
        assert!(Instant::now() < deadline, "the program does not end: {pane}");
        std::thread::sleep(Duration::from_millis(50));
    };
    tmux(&["kill-server"]);
    Some(shown)
}

/// Without colours.
fn plain(screen: &str) -> String {
    let mut text = String::new();
    let mut rest = screen;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        text.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    text + rest
}

/// What is shown is what the program writes for that width: nothing wrapped, nothing cut.
#[track_caller]
fn check(command: &str, columns: usize) {
    let Some(seen) = screen(command, columns, "") else { return };
    assert!(seen.contains("[31mWiderspruch"), "contradictions are red: {seen}");
    let mut piped = program();
    piped.current_dir(project("")).args(command.split(' '));
    let written = run(piped.args(["--ui-language=de", &format!("--width={columns}")]), b"").stdout;
    let lines = |text: &str| -> Vec<String> { text.lines().map(|line| line.trim_end().to_owned()).collect() };
    let shown: Vec<String> = lines(&plain(&seen)).into_iter().take_while(|line| line != "DONE").collect();
    assert_eq!(shown, lines(&written), "{seen}");
}

#[test]
fn the_report_fits_the_terminal() {
    for columns in [60, 80, 160] {
        check("check examples/dossier", columns);
    }
}

#[test]
fn the_table_fits_the_terminal() {
    for columns in [50, 80, 160] {
        check("facts examples/dossier", columns);
    }
}

#[test]
fn two_articles_fit_the_terminal() {
    for columns in [50, 80, 160] {
        check("diff examples/dossier/a-agentur.txt examples/dossier/b-zeitung.txt", columns);
    }
}

#[test]
fn no_color_is_honoured_in_a_terminal() {
    let Some(seen) = screen("check examples/dossier", 80, "NO_COLOR=1") else { return };
    assert!(!seen.contains("\u{1b}[31m"), "{seen}");
}
