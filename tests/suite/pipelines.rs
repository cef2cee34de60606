//! The files that other people's pipelines read: the hooks for pre-commit, the action, what the README shows.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{Folder, Run, program, project, run};

/// A repository with a draft that disagrees with what is printed already.
fn repository() -> Folder {
    let folder = Folder::new();
    folder.file("reference/b c.txt", "Das Spitzengespräch am Montag fand in einem Hotel statt.\n");
    folder.file("drafts/a.txt", "Das Spitzengespräch am Montag war kurzfristig abgesagt worden.\n");
    folder.file("drafts/$(touch stolen).txt", "Ein Satz.\n");
    folder
}

/// The part of a YAML file below a line, without its indent.
fn block(text: &str, head: &str) -> String {
    let mut lines = text.lines().skip_while(|line| line.trim() != head);
    let depth = lines.next().map_or(0, |line| line.len() - line.trim_start().len());
    let inside =
        lines.take_while(|line| line.trim().is_empty() || line.len() - line.trim_start().len() > depth);
    let inside: Vec<&str> = inside.collect();
    let indent = inside.first().map_or(0, |line| line.len() - line.trim_start().len());
    inside.iter().map(|line| format!("{}\n", line.get(indent..).unwrap_or_default())).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(project(path)).expect("the file can be read")
}

/// Runs the action's script as a runner would: its inputs in the variables that the step names.
fn action(folder: &Folder, inputs: &[(&str, &str)]) -> Option<Run> {
    let text = read("action.yml");
    let check = text.split("- name: Check\n").nth(1).expect("there is a step");
    let mut command = Command::new("bash");
    let program_folder = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().expect("it lies in a folder");
    let paths = path_with(program_folder);
    command.current_dir(folder.path()).env("PATH", paths).args([
        "-eo",
        "pipefail",
        "-c",
        &block(check, "run: |"),
    ]);
    for line in block(check, "env:").lines() {
        let (name, value) = line.split_once(": ").expect("a variable");
        let input = value.trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let given = inputs.iter().find(|(known, _)| *known == input);
        let declared = text.contains(&format!("\n  {input}:\n"));
        assert!(declared, "the action has no input `{input}`");
        command.env(name, given.map_or("", |(_, value)| value));
    }
    if Command::new("bash").arg("--version").output().is_err() {
        eprintln!("skipped: there is no bash");
        return None;
    }
    Some(run(&mut command, b""))
}

#[test]
fn the_action_annotates_and_fails() {
    let folder = repository();
    let inputs = [("paths", "drafts\n"), ("against", "reference/b c.txt"), ("sarif", "out.sarif")];
    let Some(seen) = action(&folder, &inputs) else { return };
    assert_eq!(seen.status, 1, "{}{}", seen.stdout, seen.stderr);
    assert!(seen.stdout.contains("::error "), "{}", seen.stdout);
    assert!(folder.path().join("out.sarif").is_file());
    let mild = [inputs[0], inputs[1], ("args", "--level\nstatus=note\n"), ("fail-level", "tension")];
    let Some(seen) = action(&folder, &mild) else { return };
    assert_eq!(seen.status, 0, "{}{}", seen.stdout, seen.stderr);
    // A path is never a command.
    let odd = [("paths", "drafts/$(touch stolen).txt\n$(touch stolen)")];
    let Some(seen) = action(&folder, &odd) else { return };
    assert_eq!(seen.status, 3, "{}", seen.stderr);
    assert!(!folder.path().join("stolen").exists());
    // Without paths, the configuration names them.
    folder.file("factlint.toml", "inputs = [\"drafts\"]\nagainst = [\"reference\"]\n");
    let Some(seen) = action(&folder, &[]) else { return };
    assert_eq!(seen.status, 1, "{}{}", seen.stdout, seen.stderr);
}

/// The hooks, run as pre-commit runs them: entry, arguments, then the files of the commit if they are asked for.
#[test]
fn the_hooks_check_drafts_and_stories() {
    let text = read(".pre-commit-hooks.yaml");
    for hook in text.split("\n- id: ").skip(1).chain(text.split("- id: ").nth(1)) {
        assert!(hook.contains("entry: factlint check\n"), "{hook}");
        assert!(hook.contains("language: rust\n"), "{hook}");
        // Two halves of a story say nothing about each other.
        assert!(hook.contains("require_serial: true"), "{hook}");
    }
    let folder = repository();
    let at = |arguments: &[&str]| run(program().current_dir(folder.path()).arg("check").args(arguments), b"");
    let readme = read("README.md");
    let arguments =
        readme.split("args: [").nth(1).and_then(|rest| rest.split(']').next()).expect("it shows some");
    let mut call: Vec<&str> = arguments.split(", ").collect();
    call.push("drafts/a.txt");
    let seen = at(&call);
    assert_eq!(seen.status, 1, "{}", seen.stderr);
    assert!(seen.stdout.contains("2 Artikel"), "{}", seen.stdout);
    folder.file("factlint.toml", "inputs = [\"drafts\", \"reference\"]\n");
    assert_eq!(at(&[]).status, 1);
}

#[test]
fn pre_commit_takes_the_hooks() {
    let manifest = project(".pre-commit-hooks.yaml");
    match Command::new("pre-commit").arg("validate-manifest").arg(&manifest).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => eprintln!("skipped: there is no pre-commit"),
    }
}

#[test]
fn what_is_written_in_yaml_can_be_read() {
    let folder = Folder::new();
    let readme = read("README.md");
    let mut files: Vec<PathBuf> = [".pre-commit-hooks.yaml", "action.yml"].map(project).to_vec();
    for (number, part) in readme.split("```yaml\n").skip(1).enumerate() {
        let shown = part.split("```").next().expect("it ends");
        files.push(folder.file(&format!("{number}.yaml"), shown));
    }
    assert_eq!(files.len(), 5, "the README shows three");
    let python = "import sys, yaml\nfor path in sys.argv[1:]:\n    assert yaml.safe_load(open(path)), path\n";
    if !Command::new("python3").args(["-c", "import yaml"]).output().is_ok_and(|it| it.status.success()) {
        eprintln!("skipped: there is no python3 with yaml");
        return;
    }
    let seen = run(Command::new("python3").arg("-c").arg(python).args(&files), b"");
    assert_eq!(seen.status, 0, "{}", seen.stderr);
}

/// The GitLab job's own script, without the line that installs.
#[test]
fn the_gitlab_job_writes_its_report() {
    let readme = read("README.md");
    let line = readme.lines().find(|line| line.contains("--report gitlab=")).expect("it shows one");
    let call: Vec<&str> = line.split_whitespace().skip(2).collect();
    let folder = repository();
    let seen = run(program().current_dir(folder.path()).args(call), b"");
    assert_eq!(seen.status, 1, "{}", seen.stderr);
    let named =
        readme.split("codequality: ").nth(1).and_then(|rest| rest.lines().next()).expect("it names one");
    let report = std::fs::read_to_string(folder.path().join(named)).expect("the report is there");
    let report: serde_json::Value = serde_json::from_str(&report).expect("it is JSON");
    assert_eq!(report[0]["check_name"], "status");
}

/// A `cargo` that installs the program under test instead of building it.
fn stand_in_for_cargo(folder: &Folder) -> PathBuf {
    let script = format!(
        "#!/bin/sh\n[ \"$1\" = --version ] && echo cargo && exit 0\nroot=\nwhile [ $# -gt 0 ]; do\n  [ \"$1\" = --root ] && \
         root=$2\n  shift\ndone\nmkdir -p \"$root/bin\" && cp '{}' \"$root/bin/factlint\"\n",
        env!("CARGO_BIN_EXE_factlint")
    );
    let path = folder.file("stand-in/cargo", script);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let runs = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&path, runs).expect("it can be made to run");
    }
    folder.path().join("stand-in")
}

/// `PATH` with a folder before everything else.
fn path_with(folder: &Path) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = [folder.to_owned()].into_iter().chain(std::env::split_paths(&path));
    std::env::join_paths(all).expect("a path")
}

#[test]
fn the_action_installs_what_it_runs() {
    let folder = Folder::new();
    let text = read("action.yml");
    let step = text.split("- name: Build factlint\n").nth(1).expect("there is a step");
    let script = block(step, "run: |");
    // `cargo install` knows these and no others of this name.
    assert!(
        script
            .contains("cargo install --quiet --locked --path \"$FACTLINT_SOURCE\" --root \"$FACTLINT_ROOT\"")
    );
    let github_path = folder.file("github-path", "");
    let mut command = Command::new("bash");
    command
        .args(["-eo", "pipefail", "-c", &script])
        .env("PATH", path_with(&stand_in_for_cargo(&folder)))
        .env("GITHUB_PATH", &github_path)
        .env("FACTLINT_SOURCE", project(""))
        .env("FACTLINT_ROOT", folder.path().join("with blanks/root"));
    let seen = run(&mut command, b"");
    assert_eq!(seen.status, 0, "{}", seen.stderr);
    // The runner puts every line of that file into the PATH of the next step.
    let lines = std::fs::read_to_string(github_path).expect("it is there");
    let installed = Path::new(lines.trim_end()).join("factlint");
    assert!(run(Command::new(installed).arg("--version"), b"").stdout.starts_with("factlint "));
}

#[test]
fn pre_commit_stops_a_draft() {
    let there = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|it| it.status.success());
    if !there("pre-commit") || !there("git") {
        eprintln!("skipped: there is no pre-commit, or no git");
        return;
    }
    let folder = Folder::new();
    let path = path_with(&stand_in_for_cargo(&folder));
    let within = |name: &str, program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.current_dir(folder.path().join(name)).args(arguments).env("PATH", &path);
        command.env("PRE_COMMIT_HOME", folder.path().join("cache")).env("GIT_CONFIG_GLOBAL", "/dev/null");
        for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "RUSTUP_TOOLCHAIN"] {
            command.env_remove(variable);
        }
        for who in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{who}_NAME"), "A Desk")
                .env(format!("GIT_{who}_EMAIL"), "desk@example.org");
        }
        run(&mut command, b"")
    };
    let committed = |name: &str| {
        for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "A story"]] {
            let seen = within(name, "git", arguments);
            assert_eq!(seen.status, 0, "{}", seen.stderr);
        }
        within(name, "git", &["rev-parse", "HEAD"]).stdout.trim().to_owned()
    };
    folder.file("hooks/.pre-commit-hooks.yaml", read(".pre-commit-hooks.yaml"));
    let revision = committed("hooks");
    // What the README shows, with this repository in it.
    let readme = read("README.md");
    let shown = readme.split("```yaml\nrepos:").nth(1).and_then(|rest| rest.split("```").next());
    let hooks = folder.path().join("hooks");
    let config = format!("repos:{}", shown.expect("it shows one"))
        .replace("# where this repository is", &hooks.display().to_string())
        .replace("v0.1.0", &revision);
    folder.file("story/.pre-commit-config.yaml", config);
    folder.file("story/reference/b.txt", "Das Spitzengespräch am Montag fand in einem Hotel statt.\n");
    folder.file("story/drafts/a.txt", "Das Spitzengespräch am Montag war kurzfristig abgesagt worden.\n");
    committed("story");
    let seen = within("story", "pre-commit", &["run", "--all-files", "--color=never"]);
    assert_eq!(seen.status, 1, "{}{}", seen.stdout, seen.stderr);
    assert!(seen.stdout.contains("exit code: 1") && seen.stdout.contains("abgesagt"), "{}", seen.stdout);
    folder.file("story/drafts/a.txt", "Das Spitzengespräch am Montag fand statt.\n");
    let seen = within("story", "pre-commit", &["run", "--all-files", "--color=never"]);
    assert_eq!(seen.status, 0, "{}{}", seen.stdout, seen.stderr);
    assert!(seen.stdout.contains("Passed"), "{}", seen.stdout);
}
