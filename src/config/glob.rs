//! Patterns of paths, as people know them from ignore files.

use std::path::{Path, PathBuf};

use regex::Regex;

use super::paths::{identity, slashed};

/// A pattern of paths: `*` and `?` stay inside a folder, `**` crosses folders, `{a,b}` is either. One without a
/// slash names a file or folder at any depth; a folder stands for everything below it.
#[derive(Clone, Debug)]
pub struct Glob {
    words: String,
    regex: Regex,
}

impl Glob {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(words: &str) -> Result<Self, String> {
        let body = words.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        if body.is_empty() {
            return Err("the pattern is empty; name a file or folder (`archive/**`)".to_owned());
        }
        let anchored = body.contains('/') || words.starts_with('/') || words.starts_with("./");
        let mut regex = String::from(if anchored { "^" } else { "^(?:.*/)?" });
        let mut open = false;
        let mut rest = body;
        while let Some(letter) = rest.chars().next() {
            let (taken, piece): (usize, &str) = match letter {
                _ if rest.starts_with("**/") => (3, "(?:.*/)?"),
                _ if rest.starts_with("**") => (2, ".*"),
                '*' => (1, "[^/]*"),
                '?' => (1, "[^/]"),
                '{' if !open => (1, "(?:"),
                '}' if open => (1, ")"),
                ',' if open => (1, "|"),
                '{' | '}' => return Err(format!("`{words}` has a brace without its partner")),
                letter => {
                    regex.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
                    (letter.len_utf8(), "")
                }
            };
            open = match letter {
                '{' => true,
                '}' => false,
                _ => open,
            };
            regex.push_str(piece);
            rest = &rest[taken..];
        }
        if open {
            return Err(format!("`{words}` has a brace without its partner"));
        }
        regex.push_str("(?:/.*)?$");
        match Regex::new(&regex) {
            Ok(regex) => Ok(Self { words: words.to_owned(), regex }),
            Err(_) => Err(format!("`{words}` is too long for a pattern")),
        }
    }

    /// The pattern as written.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether a path (with `/` between its parts) is meant.
    pub fn matches(&self, path: &str) -> bool {
        self.regex.is_match(path)
    }

    /// Whether words are meant as a pattern and not as the name of one file.
    pub fn is_pattern(words: &str) -> bool {
        words.contains(['*', '?', '{'])
    }
}

/// A pattern that counts from a folder: that of the file that it stands in.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The folder's identity on disk.
    pub folder: PathBuf,
    /// What is meant in it.
    pub glob: Glob,
}

impl Scope {
    /// Whether a file or folder is meant.
    pub fn covers(&self, path: &Path) -> bool {
        let path = identity(path);
        path.strip_prefix(&self.folder).is_ok_and(|below| self.glob.matches(&slashed(below)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, meant: &[&str], not_meant: &[&str]) {
        let glob = Glob::new(pattern).expect("it is a pattern");
        for path in meant {
            assert!(glob.matches(path), "`{pattern}` means `{path}`");
        }
        for path in not_meant {
            assert!(!glob.matches(path), "`{pattern}` does not mean `{path}`");
        }
    }

    #[test]
    fn a_name_is_meant_at_any_depth() {
        check("old", &["old", "old/a.txt", "desk/old/a.txt"], &["older/a.txt", "a-old"]);
        check("*.md", &["a.md", "desk/b.md"], &["a.md.txt"]);
    }

    #[test]
    fn a_path_counts_from_the_folder() {
        check("desk/old", &["desk/old", "desk/old/a.txt"], &["x/desk/old/a.txt"]);
        check("/old", &["old/a.txt"], &["desk/old/a.txt"]);
        check("./old/", &["old/a.txt"], &["desk/old/a.txt"]);
    }

    #[test]
    fn stars_and_braces() {
        check("desk/*.txt", &["desk/a.txt"], &["desk/x/a.txt", "a.txt"]);
        check("desk/**", &["desk/x/a.txt", "desk/a.txt"], &["a.txt"]);
        check("**/old/*.txt", &["old/a.txt", "x/y/old/a.txt"], &["old/x/a.txt"]);
        check("a?.{txt,md}", &["a1.txt", "x/aü.md"], &["a.txt", "a1.html"]);
        check("wire (1)+.txt", &["wire (1)+.txt"], &["wire 1.txt"]);
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for pattern in ["", "/", "{a", "a}", "{a,{b}}"] {
            assert!(Glob::new(pattern).is_err(), "{pattern}");
        }
    }
}
