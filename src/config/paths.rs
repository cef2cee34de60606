//! Paths: what stands for a file whatever it is called, and what people call it.

use std::path::{Component, Path, PathBuf};

/// What stands for a file or folder whatever it is called: links followed, no `..`. A path that does not exist is
/// taken from the working folder as it is written.
pub fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| {
        let from = std::env::current_dir().unwrap_or_default();
        let mut result = from.canonicalize().unwrap_or(from);
        for part in path.components() {
            match part {
                Component::ParentDir => {
                    result.pop();
                }
                Component::CurDir => {}
                Component::Normal(_) | Component::RootDir | Component::Prefix(_) => result.push(part),
            }
        }
        result
    })
}

/// What people call a file or folder of this identity in the working folder.
pub fn from_here(path: &Path) -> PathBuf {
    let here = identity(Path::new("."));
    if here.ancestors().any(|above| path.starts_with(above) && above.parent().is_some()) {
        relative(&here, path)
    } else {
        path.to_owned()
    }
}

/// The way from a folder to a file or folder, both by their identity.
pub fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let mut way = PathBuf::new();
    for _ in from.components().skip(shared) {
        way.push("..");
    }
    for part in to.components().skip(shared) {
        way.push(part);
    }
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// A path as it is written in files that are shared between machines.
pub(super) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_two_places() {
        for (from, to, way) in [
            ("/a/b", "/a/b/c.txt", "c.txt"),
            ("/a/b", "/a/c/d.txt", "../c/d.txt"),
            ("/a/b", "/a", ".."),
            ("/a", "/a", "."),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(way));
        }
    }

    #[test]
    fn a_file_that_is_not_there_has_an_identity() {
        let here = identity(Path::new("."));
        assert_eq!(identity(Path::new("./no/../such.txt")), here.join("such.txt"));
    }
}
