//! From paths to articles: files, folders, standard input. What cannot be read is told and left out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::output;
use crate::text::{Limits, Source, SourceId, SourceSet, TextError};

/// The endings of files that are articles when a folder is named.
const ENDINGS: [&str; 2] = ["txt", "md"];

/// Why an article was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is to be checked.
    Draft,
    /// Others are checked against it.
    Reference,
}

/// The articles of a run.
pub struct Inputs {
    /// The articles, by name, whatever the order of the arguments.
    pub sources: SourceSet,
    /// Those that are to be checked.
    pub drafts: BTreeSet<SourceId>,
    /// Whether something that was named could not be read.
    pub unread: bool,
}

/// Reads every article that the paths name, each file once.
pub fn read<'a>(paths: impl IntoIterator<Item = (&'a PathBuf, Part)>, limits: Limits) -> Inputs {
    let mut search = Search::default();
    for (path, part) in paths {
        search.add(path, part);
    }
    // A file may be named twice, in two spellings; the first in order stands for it.
    let mut seen = BTreeMap::new();
    for ((path, identity), part) in search.files {
        let (_, known) = seen.entry(identity).or_insert((path, part));
        *known = part.min(*known);
    }
    let mut files: Vec<(PathBuf, Part)> = seen.into_values().collect();
    files.sort();
    let mut inputs = Inputs { sources: SourceSet::new(), drafts: BTreeSet::new(), unread: search.unread };
    for (path, part) in files {
        let added = if path.as_os_str() == "-" {
            standard_input(&mut inputs.sources, limits)
        } else {
            inputs.sources.add_file(&path, limits)
        };
        match added {
            Ok(id) => {
                if inputs.sources[id].text.trim().is_empty() {
                    output::warning(&format!("`{}` is empty", inputs.sources[id].name));
                }
                if part == Part::Draft {
                    inputs.drafts.insert(id);
                }
            }
            Err(error) => {
                output::error(&error.to_string());
                inputs.unread = true;
            }
        }
    }
    inputs
}

/// The files that paths name.
#[derive(Default)]
struct Search {
    /// The path as it will be reported, with the file's identity on disk.
    files: BTreeMap<(PathBuf, PathBuf), Part>,
    unread: bool,
}

impl Search {
    fn add(&mut self, path: &Path, part: Part) {
        if path.as_os_str() == "-" {
            self.insert(path.to_owned(), path.to_owned(), part);
            return;
        }
        match path.canonicalize() {
            Ok(identity) if identity.is_dir() => {
                if !self.folder(path, part, &mut BTreeSet::new()) {
                    self.complain(format!("`{}` holds no articles (.txt, .md)", path.display()));
                }
            }
            Ok(identity) => self.insert(path.to_owned(), identity, part),
            Err(cause) => self.complain(TextError::Io { path: path.to_owned(), cause }.to_string()),
        }
    }

    fn insert(&mut self, path: PathBuf, identity: PathBuf, part: Part) {
        let known = self.files.entry((path, identity)).or_insert(part);
        *known = part.min(*known);
    }

    /// Adds the articles below a folder; whether there are any. Hidden entries are left alone, and a folder that a
    /// link leads back to is entered once.
    fn folder(&mut self, root: &Path, part: Part, entered: &mut BTreeSet<PathBuf>) -> bool {
        let mut found = false;
        let mut open = vec![root.to_owned()];
        while let Some(folder) = open.pop() {
            if !folder.canonicalize().is_ok_and(|identity| entered.insert(identity)) {
                continue;
            }
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(cause) => {
                    self.complain(TextError::Io { path: folder, cause }.to_string());
                    continue;
                }
            };
            for entry in entries.flatten() {
                let path = entry.path();
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                if path.is_dir() {
                    open.push(path);
                } else if is_article(&path)
                    && let Ok(identity) = path.canonicalize()
                {
                    self.insert(path, identity, part);
                    found = true;
                }
            }
        }
        found
    }

    fn complain(&mut self, message: String) {
        output::error(&message);
        self.unread = true;
    }
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn standard_input(sources: &mut SourceSet, limits: Limits) -> Result<SourceId, TextError> {
    let path = PathBuf::from("-");
    let mut bytes = Vec::new();
    let mut stream = std::io::stdin().lock().take(limits.file_size.saturating_add(1));
    if let Err(cause) = stream.read_to_end(&mut bytes) {
        return Err(TextError::Io { path, cause });
    }
    let size = bytes.len() as u64;
    if size > limits.file_size {
        return Err(TextError::TooLarge { path, size, limit: limits.file_size });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(sources.add(Source::new("-", text))),
        Err(error) => Err(TextError::NotText { path, at: error.utf8_error().valid_up_to() }),
    }
}
