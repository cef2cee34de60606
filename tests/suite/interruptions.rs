//! When something is in the way: a full disk, a folder that cannot be written to, a file that is gone, a run that is
//! stopped. People are told what, the exit status says it, and no file is left half written.
#![cfg(unix)]

use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::common::{Folder, Run, program, run};

const A: &str = "Kurhafen (mda) - Das Spitzengespräch am Montag war kurzfristig abgesagt worden.\n";
const B: &str = "Das Spitzengespräch am Montag fand in einem Hotel statt.\n";

/// Two articles with a finding, and a file of each kind that the program writes.
fn desk() -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", A);
    folder.file("b.txt", B);
    folder.file("factlint.toml", "min-level = \"note\"\n");
    folder.file("report.json", "old");
    folder
}

/// What is in a folder and below it, with what the files say.
fn content(folder: &Folder) -> Vec<(PathBuf, Vec<u8>)> {
    let files = crate::common::files_below(folder.path()).into_iter();
    files.map(|path| (path.clone(), std::fs::read(path).unwrap_or_default())).collect()
}

/// The calls that write files, each with the words that tell which file it was.
fn writing(folder: &Folder) -> Vec<(Vec<String>, &'static str)> {
    let report =
        run(program().current_dir(folder.path()).args(["check", "--format=json", "a.txt", "b.txt"]), b"");
    let finding = report.json()["findings"][0]["fingerprint"].as_str().expect("there is one").to_owned();
    let call = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![
        (call(&["check", "a.txt", "b.txt", "--report=json=report.json"]), "cannot write `report.json`"),
        (call(&["baseline", "a.txt", "b.txt"]), "cannot write `factlint-baseline.toml`"),
        (call(&["accept", &finding, "--reason", "geprüft"]), "cannot write `factlint.toml`"),
        (call(&["rules", "new", "ships-sunk", "."]), "cannot write `./frames"),
        (call(&["man", "--dir", "."]), "cannot write `./factlint.1`"),
    ]
}

#[track_caller]
fn fails(seen: &Run, expected: &str, cause: &str) {
    assert_eq!(seen.status, 2, "{}{}", seen.stdout, seen.stderr);
    assert!(seen.stderr.contains(expected), "`{expected}` is not in: {}", seen.stderr);
    assert!(seen.stderr.contains(cause), "`{cause}` is not in: {}", seen.stderr);
}

#[test]
fn a_full_disk_leaves_no_half_file() {
    let folder = desk();
    for (arguments, expected) in writing(&folder) {
        let before = content(&folder);
        // No file may grow beyond nothing, which the program is told as it is told of a full disk.
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"]).arg(program().get_program());
        let seen = run(shell.current_dir(folder.path()).args(&arguments), b"");
        fails(&seen, expected, "too large");
        assert_eq!(content(&folder), before, "{arguments:?}");
        // With room, the same call writes.
        let seen = run(program().current_dir(folder.path()).args(&arguments), b"");
        assert!(seen.status <= 1, "{arguments:?}: {}", seen.stderr);
        assert_ne!(content(&folder), before, "{arguments:?}");
        let parts =
            content(&folder).into_iter().filter(|(path, _)| path.to_string_lossy().ends_with(".part"));
        assert_eq!(parts.count(), 0, "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_printed_is_told() {
    let folder = desk();
    let line = serde_json::json!({"articles": [{"name": "a", "text": A}, {"name": "b", "text": B}]});
    for arguments in [
        &["check", "a.txt", "b.txt"][..],
        &["check", "a.txt", "b.txt", "--format=sarif"],
        &["facts", "a.txt", "b.txt"],
        &["diff", "a.txt", "b.txt"],
        &["claims", "a.txt"],
        &["annotate", "a.txt"],
        &["rules", "list"],
        &["schema"],
        &["batch"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
        let mut child = program()
            .current_dir(folder.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("it has a standard input");
        let _ = writeln!(stdin, "{line}");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("cannot write the report: No space left"), "{arguments:?}: {told}");
    }
    let seen =
        run(program().current_dir(folder.path()).args(["check", "a.txt", "--report=json=/dev/full"]), b"");
    fails(&seen, "cannot write `/dev/full`", "No space left");
}

/// Whether the tests run as somebody whom no permission stops.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// The program as somebody who may not do everything; a copy of it, since its own folder may be out of reach.
fn stranger(folder: &Folder) -> Command {
    let copy = folder.path().join("program");
    if !copy.exists() {
        std::fs::copy(program().get_program(), &copy).expect("it can be copied");
    }
    let mut command = Command::new(copy);
    command.env("LANG", "de_DE.UTF-8");
    if is_root() {
        command.uid(65_534).gid(65_534);
    }
    command
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("the mode can be set");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told() {
    let (folder, bin) = (desk(), Folder::new());
    let calls = writing(&folder);
    allow(folder.path(), 0o555);
    let before = content(&folder);
    for (arguments, expected) in calls {
        let seen = run(stranger(&bin).current_dir(folder.path()).args(&arguments), b"");
        fails(&seen, expected, "ermission denied");
        assert_eq!(content(&folder), before, "{arguments:?}");
    }
    // Findings that cannot be kept are found all the same.
    let seen = run(
        stranger(&bin).current_dir(folder.path()).args(["check", "--cache-dir=.", "a.txt", "b.txt"]),
        b"",
    );
    assert_eq!((seen.status, seen.stderr.as_str()), (1, ""));
    allow(folder.path(), 0o755);
}

#[test]
fn a_protected_file_is_not_replaced() {
    let folder = desk();
    let calls = writing(&folder);
    let baseline = folder.file("factlint-baseline.toml", "");
    for name in ["report.json", "factlint.toml"] {
        allow(&folder.path().join(name), 0o444);
    }
    allow(&baseline, 0o444);
    for (arguments, expected) in &calls[..3] {
        let before = content(&folder);
        let seen = run(program().current_dir(folder.path()).args(arguments), b"");
        fails(&seen, expected, "read-only");
        assert_eq!(content(&folder), before, "{arguments:?}");
    }
}

#[test]
fn what_is_replaced_keeps_its_mode_and_its_link() {
    let folder = desk();
    let report = folder.path().join("report.json");
    allow(&report, 0o640);
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(&report, &link).expect("a link can be made");
    // A run that was killed left this.
    for number in 0..3 {
        folder.file(&format!(".report.json.{number}-0.part"), "ha");
    }
    let seen = run(
        program().current_dir(folder.path()).args(["check", "a.txt", "b.txt", "--report=json=link.json"]),
        b"",
    );
    assert_eq!(seen.status, 1, "{}", seen.stderr);
    assert_eq!(std::fs::metadata(&report).map(|data| data.mode() & 0o777).ok(), Some(0o640));
    assert!(std::fs::symlink_metadata(&link).is_ok_and(|data| data.is_symlink()));
    assert!(std::fs::read_to_string(&report).is_ok_and(|text| text.starts_with('{')));
}

#[test]
fn an_article_that_cannot_be_read_does_not_stop_the_others() {
    let (folder, bin) = (desk(), Folder::new());
    let secret = folder.file("geheim.txt", A);
    allow(&secret, 0o000);
    let seen = run(stranger(&bin).current_dir(folder.path()).args(["check", "."]), b"");
    assert_eq!(seen.status, 3, "{}", seen.stderr);
    assert!(seen.stderr.contains("cannot read `geheim.txt`: Permission denied"), "{}", seen.stderr);
    assert!(seen.stdout.contains("2 Artikel geprüft"), "{}", seen.stdout);
}

/// A run that has listed its articles and waits for the first one: a pipe without a writer.
fn waiting(folder: &Folder, arguments: &[&str]) -> (Child, PathBuf) {
    let pipe = folder.path().join("0.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    let child = program()
        .current_dir(folder.path())
        .args(["check", "0.txt", "a.txt", "b.txt"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    (child, pipe)
}

/// Writes the first article into the pipe, once the program has opened it and `then` has been done.
fn go_on(pipe: &Path, then: impl FnOnce()) {
    // Opening waits for the reader, who has by then listed the articles.
    let mut writer = std::fs::OpenOptions::new().write(true).open(pipe).expect("the pipe opens");
    then();
    writer.write_all("Ein Satz.\n".as_bytes()).expect("it is read");
}

#[test]
fn an_article_that_vanishes_is_told() {
    let folder = desk();
    let (child, pipe) = waiting(&folder, &[]);
    go_on(&pipe, || std::fs::remove_file(folder.path().join("b.txt")).expect("it can be removed"));
    let output = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot read `b.txt`: No such file"), "{told}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("2 Artikel geprüft"));
}

#[test]
fn an_article_that_grows_is_read_up_to_the_limit() {
    let folder = desk();
    let (child, pipe) = waiting(&folder, &["--max-file-size=1K"]);
    go_on(&pipe, || {
        std::fs::write(folder.path().join("a.txt"), "").expect("it can be written");
        std::fs::write(folder.path().join("b.txt"), B.repeat(100)).expect("it can be written");
    });
    let output = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("`a.txt` is empty") && told.contains("more than the limit of 1024"), "{told}");
}

#[test]
fn a_run_that_is_stopped_leaves_the_old_report() {
    let folder = desk();
    for signal in ["INT", "TERM", "KILL"] {
        let (mut child, pipe) = waiting(&folder, &["--report=json=report.json"]);
        // It is at work when somebody could write to it.
        let writer = std::fs::OpenOptions::new().write(true).open(&pipe).expect("the pipe opens");
        let stop = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(stop.is_ok_and(|status| status.success()));
        assert_eq!(child.wait().expect("it ends").code(), None, "{signal} ends it");
        drop(writer);
        std::fs::remove_file(&pipe).expect("it can be removed");
        assert_eq!(std::fs::read_to_string(folder.path().join("report.json")).ok().as_deref(), Some("old"));
    }
    let names: Vec<_> = content(&folder).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names.len(), 4, "nothing is left behind: {names:?}");
}

#[test]
fn a_reader_of_messages_who_is_gone_changes_no_status() {
    let folder = desk();
    let mut child = program()
        .current_dir(folder.path())
        .args(["check", "a.txt", "b.txt", "no-such.txt", "--stats"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(3));
}
