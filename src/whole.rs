//! Files that are written whole or not at all: to the side, and put in their place when all of it is on the disk. So a
//! full disk or a run that is killed leaves the file as it was, and nobody reads half of one.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// So many names are tried for the file at the side: runs that were killed may have left some.
const MOST_NAMES: usize = 100;

/// Writes a file.
///
/// # Errors
/// When it cannot be written; it is then as it was.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let existing = fs::metadata(path).ok();
    // A device or a pipe cannot be replaced, only written to.
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
    }
    // Renaming would replace a file that its owner has protected.
    if existing.as_ref().is_some_and(|existing| existing.permissions().readonly()) {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"));
    }
    // A link stays one: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (side, mut file) = beside(&path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| existing.map_or(Ok(()), |existing| file.set_permissions(existing.permissions())))
        // Some file systems tell only now that there is no room.
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&side, &path));
    if written.is_err() {
        let _ = fs::remove_file(&side);
    }
    written
}

/// A new file in the same folder, so that renaming is one step.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut last = ErrorKind::AlreadyExists.into();
    for number in 0..MOST_NAMES {
        let side = path.with_file_name(format!(".{name}.{}-{number}.part", std::process::id()));
        match File::create_new(&side) {
            Ok(file) => return Ok((side, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
