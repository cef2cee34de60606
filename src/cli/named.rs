//! `dpa@2025-02-12=a.txt`: whose an article is and when it was published, said on the command line.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::config::Glob;
use crate::text::moment;

/// What an argument names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The file, folder or pattern.
    pub path: PathBuf,
    /// Whose the articles are.
    pub outlet: Option<String>,
    /// When they were published.
    pub published: Option<NaiveDateTime>,
}

impl Named {
    /// Reads an argument: `OUTLET@DAY=PATH`, `OUTLET=PATH`, `@DAY=PATH`, or a path. What is there under the whole
    /// name is that; and where nothing is behind the `=`, the whole is a path, too.
    pub fn of(argument: &Path) -> Self {
        let whole = || Self { path: argument.to_owned(), outlet: None, published: None };
        let Some(text) = argument.to_str().filter(|_| argument.symlink_metadata().is_err()) else {
            return whole();
        };
        text.match_indices('=').find_map(|(at, _)| named(&text[..at], &text[at + 1..])).unwrap_or_else(whole)
    }

    /// The path that an argument names.
    pub fn path_of(argument: &Path) -> PathBuf {
        Self::of(argument).path
    }
}

fn named(name: &str, path: &str) -> Option<Named> {
    let is_there = path == "-" || Glob::is_pattern(path) || Path::new(path).symlink_metadata().is_ok();
    if !is_there || name.is_empty() {
        return None;
    }
    // `@` may stand in an outlet's name, too.
    let (outlet, published) = match name.rsplit_once('@') {
        Some((outlet, day)) => match moment(day) {
            Some(published) => (outlet, Some(published)),
            // `@morgen=a.txt` says no day.
            None => (Some(name).filter(|_| !outlet.is_empty())?, None),
        },
        None => (name, None),
    };
    let outlet = Some(outlet.trim().to_owned()).filter(|outlet| !outlet.is_empty());
    Some(Named { path: PathBuf::from(path), outlet, published })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(argument: &str, path: &str, outlet: Option<&str>, published: Option<&str>) {
        let named = Named::of(Path::new(argument));
        let moment = published.and_then(moment);
        let expected =
            Named { path: PathBuf::from(path), outlet: outlet.map(str::to_owned), published: moment };
        assert_eq!(named, expected, "{argument}");
    }

    #[test]
    fn both_parts_may_be_left_out() {
        check("dpa@2025-02-12=-", "-", Some("dpa"), Some("2025-02-12"));
        check("dpa@2025-02-12T18:27=*.txt", "*.txt", Some("dpa"), Some("2025-02-12T18:27"));
        check("dpa=Cargo.toml", "Cargo.toml", Some("dpa"), None);
        check("@2025-02-12=src", "src", None, Some("2025-02-12"));
        check("Stadt @ Land=src", "src", Some("Stadt @ Land"), None);
        check("a=b@2025-02-12=src", "src", Some("a=b"), Some("2025-02-12"));
    }

    #[test]
    fn a_path_is_a_path() {
        for path in ["src", "a.txt", "dpa=no-such-file.txt", "=src", "@=src", "@morgen=src", "x@y.txt"] {
            check(path, path, None, None);
        }
    }
}
