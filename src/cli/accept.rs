//! `factlint accept`

use std::path::{Path, PathBuf};

use super::arguments::{Accept, Common};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::config::{self, Acceptance, CONFIG_NAME};
use crate::report;

/// Adds an accepted finding to the configuration: to the file that is named or found, or to a new one here.
pub fn run(
    options: &Accept,
    common: &Common,
    settings: &Settings,
    output: &mut Output,
) -> Result<ExitStatus, Failure> {
    let messages = settings.messages()?;
    if !config::is_fingerprint(&options.fingerprint) {
        let message = format!(
            "`{}` is no fingerprint; copy the 16 digits and letters a to f that the report shows",
            options.fingerprint
        );
        return Err(Failure::Call(message));
    }
    if options.reason.trim().is_empty() {
        return Err(Failure::Call("say with --reason why the finding is accepted".to_owned()));
    }
    let found = settings.config.files.last();
    let path: PathBuf = common.config.as_ref().or(found).cloned().unwrap_or_else(|| CONFIG_NAME.into());
    let known = settings.config.accepted.iter().any(|it| it.value.fingerprint == options.fingerprint);
    if !known {
        let acceptance = Acceptance {
            fingerprint: options.fingerprint.clone(),
            reason: options.reason.clone(),
            until: options.until,
        };
        config::accept(Path::new(&path), &acceptance)?;
    }
    let key = if known { "accepted-already" } else { "accepted" };
    let line = messages
        .gate(key, &[("fingerprint", options.fingerprint.clone()), ("path", path.display().to_string())]);
    output.text(&format!("{}\n", report::shown(&line)))?;
    Ok(ExitStatus::Agreement)
}
