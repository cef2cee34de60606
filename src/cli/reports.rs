//! Reports into files: each is written to the side and put in its place when it is whole, so that nobody reads half
//! of one.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::arguments::ReportFile;

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
    replace(path, text).map_err(|error| Failure::File(path.to_owned(), error))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A device or a pipe cannot be replaced, only written to.
    if fs::metadata(path).is_ok_and(|existing| !existing.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
    }
    // A link stays one: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let side = beside(&path);
    let written = fs::File::create_new(&side)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&side, &path));
    if written.is_err() {
        let _ = fs::remove_file(&side);
    }
    written
}

/// A name in the same folder, so that renaming is one step.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
