//! Reports into files.

use std::collections::BTreeSet;
use std::path::Path;

use super::Failure;
use super::arguments::ReportFile;
use crate::whole;

/// Looks at the files that reports go into before the work begins.
///
/// # Errors
/// When two reports would go into one file, or a folder is named.
pub fn check(files: &[ReportFile]) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for file in files {
        let path = file.path.display();
        if !seen.insert(&file.path) {
            return Err(Failure::Call(format!("two reports go into `{path}`; give each a file of its own")));
        }
        if file.path.is_dir() {
            return Err(Failure::Call(format!("`{path}` is a folder; name a file for the report")));
        }
    }
    Ok(())
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// With the path, when it cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    whole::write(path, text).map_err(|error| Failure::File(path.to_owned(), error))
}
