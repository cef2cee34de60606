//! Accepts a finding: adds it to a configuration file, whose other lines stay as they are.

use std::path::Path;

use serde::Serialize;

use super::check;
use super::find::text;
use super::model::Acceptance;
use super::problem::Problem;
use crate::whole;

/// One `[[accept]]`, as written.
#[derive(Serialize)]
struct Written<'a> {
    fingerprint: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<toml::value::Datetime>,
}

/// Adds an accepted finding to a configuration file, which is made where there is none.
///
/// # Errors
/// When the file cannot be read or written, or would hold a mistake with the new entry in it; it is then left alone.
pub fn accept(path: &Path, acceptance: &Acceptance) -> Result<(), Problem> {
    let mut content = if path.exists() { text(path)? } else { String::new() };
    if !content.is_empty() {
        content.truncate(content.trim_end().len());
        content.push_str("\n\n");
    }
    let until = acceptance.until.and_then(|day| day.to_string().parse().ok());
    let entry = Written { fingerprint: &acceptance.fingerprint, reason: acceptance.reason.trim(), until };
    content.push_str("[[accept]]\n");
    content.push_str(&toml::to_string(&entry).unwrap_or_default());
    check::read(path, &content)?;
    let io = |cause| Problem::Io { what: "write", path: path.to_owned(), cause };
    whole::write(path, &content).map_err(io)
}
