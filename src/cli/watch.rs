//! `factlint check --watch`: checks again whenever something is saved. Looks at the files' times of change: that works
//! on every file system, network drives among them.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::arguments::{Check, Common};
use super::check;
use super::input::{self, Part};
use super::named::Named;
use super::output::Output;
use super::scope::Scope;
use super::settings::Settings;
use super::stats::Clock;
use super::{ExitStatus, Failure, reports};
use crate::config;

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// Clears the screen and what was scrolled off it, and goes to its first line.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Checks until the reader goes away or the program is stopped.
pub fn run(options: &Check, common: &Common, output: &mut Output) -> Result<ExitStatus, Failure> {
    if options.articles.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Call("standard input cannot be watched; name files or folders".to_owned()));
    }
    reports::check(&options.reports)?;
    let scope = Scope {
        paths: &options.articles.paths,
        against: &options.articles.against,
        levels: Some(&options.levels),
        baseline: options.baseline.as_ref(),
    };
    let mut status = ExitStatus::Agreement;
    let mut settings = None;
    let mut last = None;
    while !output.is_gone() {
        if last.as_ref() == Some(&state(settings.as_ref(), common, scope)) {
            std::thread::sleep(PAUSE);
            continue;
        }
        if std::io::stdout().is_terminal() {
            output.text(CLEAR)?;
        }
        let loaded = Settings::new(common, scope).map(|new| settings.insert(new));
        // Taken before the check: what is saved meanwhile is checked again.
        let checked = loaded.and_then(|settings| {
            last = Some(state(Some(settings), common, scope));
            let clock = Clock::new();
            check::once(options, settings, &settings.engine()?, clock, output)
        });
        match checked {
            Ok(seen) => status = seen,
            Err(Failure::Output(error)) => return Err(Failure::Output(error)),
            // A mistake in the configuration or a rule is told, and the next save may mend it.
            Err(failure) => {
                last = Some(state(settings.as_ref(), common, scope));
                failure.tell();
                status = ExitStatus::Misuse;
            }
        }
    }
    Ok(status)
}

/// When each file of a run was changed last; none where it is not there.
fn state(
    settings: Option<&Settings>,
    common: &Common,
    scope: Scope<'_>,
) -> BTreeMap<PathBuf, Option<SystemTime>> {
    let paths: Vec<PathBuf> = scope.paths.iter().map(|path| Named::path_of(path)).collect();
    let mut files: Vec<PathBuf> = common.config.iter().chain(&paths).cloned().collect();
    if !common.no_config {
        files.extend(config::candidates(&paths));
    }
    if let Some(settings) = settings {
        if let Ok((paths, against)) = settings.articles() {
            let all = paths.iter().chain(against).map(|path| (path, Part::Draft));
            files.extend(input::files(all, settings));
        }
        files.extend(settings.config.files.iter().cloned());
        files.extend(settings.baseline().map(Path::to_owned));
        for folder in settings.config.rule_folders.iter().flat_map(|folders| &folders.value) {
            below(folder, &mut files);
        }
    }
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    files.into_iter().map(|path| (path.clone(), changed(&path))).collect()
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() { below(&path, files) } else { files.push(path) }
    }
}
