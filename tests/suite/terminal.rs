//! The reports in a real terminal, under tmux: colour without being asked, the terminal's width, nothing that wraps.
//! Skipped where there is no tmux.

use crate::common::{Folder, example_articles, program, project, run};
use crate::tmux::{Terminal, call};

/// What a terminal of a width shows when a command is run in it, with its colours; none where there is no tmux.
fn screen(arguments: &str, columns: usize, environment: &str) -> Option<String> {
    let line = format!(
        "cd '{}'; {} {arguments} --ui-language de; echo DONE",
        project("").display(),
        call(environment)
    );
    let terminal = Terminal::new(Folder::new(), &line, (columns, 300))?;
    terminal.wait("DONE", |pane| pane.lines().any(|line| line.trim_end() == "DONE"));
    Some(terminal.coloured())
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

/// A copy of the example's articles.
fn story() -> Folder {
    let folder = Folder::new();
    for article in example_articles() {
        let name = article.file_name().expect("an article has a name").to_string_lossy().into_owned();
        folder.file(&name, std::fs::read(&article).expect("the article can be read"));
    }
    folder
}

#[test]
fn a_save_is_seen_while_watching() {
    let line =
        format!("{} check --watch --format concise --ui-language de a-agentur.txt b-zeitung.txt", call(""));
    let Some(terminal) = Terminal::new(story(), &line, (160, 40)) else { return };
    let seen = terminal.until("Personalchef");
    assert_eq!(seen.matches("(role)").count(), 1, "{seen}");
    let path = terminal.folder().path().join("b-zeitung.txt");
    let text = std::fs::read_to_string(&path).expect("the article can be read");
    let mended = text.replace("Personalchef", "Betriebsratschef");
    assert_ne!(text, mended);
    terminal.folder().file("b-zeitung.txt", mended);
    let seen =
        terminal.wait("a new report", |pane| !pane.contains("Personalchef") && pane.contains("(status)"));
    // The report of before is gone from the screen, and the new one begins at its top.
    assert_eq!((seen.matches("(role)").count(), seen.matches("(status)").count()), (0, 1), "{seen}");
    assert!(seen.starts_with("a-agentur.txt:"), "{seen}");
    terminal.folder().file("b-zeitung.txt", text);
    terminal.until("Personalchef");
}
