//! The rule files of a run: the built-in ones and the user's, which add to or override them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::{Level, builtin};

/// A mistake in a rule file, or a rule folder that cannot be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Problem {
    /// A file that says what no rule may say.
    #[error("{message}")]
    Rule {
        /// What is wrong and what would be right.
        message: String,
        /// The file.
        #[source_code]
        file: NamedSource<Arc<str>>,
        /// The words at fault.
        #[label("here")]
        at: SourceSpan,
    },
    /// A rule file that a stage needs is not there.
    #[error("the rule file `{0}` is missing")]
    Missing(String),
    /// The file system said no.
    #[error("cannot read the rule folder or file `{path}`: {cause}")]
    Io {
        /// The path as given.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
}

/// One rule file.
#[derive(Clone, Debug)]
struct File {
    /// What messages call it: `rules/de/time.toml`, or the user's path.
    name: String,
    text: Arc<str>,
    /// Whether it is part of the binary.
    builtin: bool,
}

/// The rule files of a run by their path below the rule folder (`de/time.toml`). A user's file of the same path
/// replaces the built-in one; files of other names in a folder that is read whole (`frames/`) add to it.
#[derive(Clone, Debug)]
pub struct Files {
    files: BTreeMap<String, File>,
}

impl Files {
    /// The files that are part of the binary.
    pub fn builtin() -> Self {
        let files = builtin::TEXT
            .iter()
            .map(|&(path, text)| {
                (
                    path.to_owned(),
                    File { name: format!("rules/{path}"), text: Arc::from(text), builtin: true },
                )
            })
            .collect();
        Self { files }
    }

    /// Adds every `.toml` and `.txt` file below a user's rule folder.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), Problem> {
        self.walk(folder, folder)
    }

    fn walk(&mut self, root: &Path, folder: &Path) -> Result<(), Problem> {
        let io = |path: &Path, cause| Problem::Io { path: path.to_owned(), cause };
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
            .map_err(|cause| io(folder, cause))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()
            .map_err(|cause| io(folder, cause))?;
        entries.sort();
        for path in entries {
            if path.is_dir() {
                self.walk(root, &path)?;
                continue;
            }
            if !path.extension().is_some_and(|ending| ending == "toml" || ending == "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|cause| io(&path, cause))?;
            let below = path.strip_prefix(root).unwrap_or(&path);
            let key = below.to_string_lossy().replace('\\', "/");
            self.insert(key, path.display().to_string(), &text);
        }
        Ok(())
    }

    /// Adds a user's rule file by its path below the rule folder.
    pub fn add(&mut self, path: &str, text: &str) {
        self.insert(path.to_owned(), path.to_owned(), text);
    }

    fn insert(&mut self, key: String, name: String, text: &str) {
        self.files.insert(key, File { name, text: Arc::from(text), builtin: false });
    }

    /// Adds lines to the end of a file. What they say must have been checked: a mistake in them would be shown in a
    /// file that does not have them.
    pub fn append(&mut self, path: &str, lines: &str) {
        if let Some(file) = self.files.get_mut(path) {
            file.text = Arc::from(format!("{}\n{lines}", file.text));
        }
    }

    /// A file's text.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn text(&self, path: &str) -> Result<&str, Problem> {
        self.files.get(path).map(|file| &*file.text).ok_or_else(|| Problem::Missing(path.to_owned()))
    }

    /// The paths of all files below a folder, sorted (`frames` gives `frames/meeting.toml` …).
    pub fn below(&self, folder: &str) -> Vec<&str> {
        let prefix = format!("{folder}/");
        self.files.keys().filter(|path| path.starts_with(&prefix)).map(String::as_str).collect()
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The codes of the languages there are rules for: every folder with a `language.toml`.
    pub fn languages(&self) -> Vec<&str> {
        self.files.keys().filter_map(|path| path.strip_suffix("/language.toml")).collect()
    }

    /// The lines of `<language>/<name>.txt` of every language that has it, comments (`#`) left out.
    pub fn words(&self, name: &str) -> Vec<String> {
        let texts =
            self.languages().into_iter().filter_map(|code| self.text(&format!("{code}/{name}.txt")).ok());
        let lines = texts.flat_map(str::lines).map(str::trim);
        lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
    }

    /// Reads a TOML file into its raw type.
    ///
    /// # Errors
    /// When there is no such file, or its TOML is not what the type admits.
    pub fn toml<T: DeserializeOwned>(&self, path: &str) -> Result<T, Problem> {
        self.toml_text(path, self.text(path)?)
    }

    /// Reads a part of a TOML file's text into its raw type. Spans, also those of mistakes, count from its beginning.
    ///
    /// # Errors
    /// When its TOML is not what the type admits.
    pub fn toml_text<T: DeserializeOwned>(&self, path: &str, text: &str) -> Result<T, Problem> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().unwrap_or(0..0);
            self.problem(path, at, error.message().to_owned())
        })
    }

    /// Whether a file is part of the binary: its mistakes are found by the project's own tests.
    pub fn is_builtin(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| file.builtin)
    }

    /// A mistake in a file, shown with the words at `at` (bytes of that file; `serde_spanned::Spanned` gives them).
    pub fn problem(&self, path: &str, at: std::ops::Range<usize>, message: String) -> Problem {
        match self.files.get(path) {
            Some(file) => Problem::Rule {
                message,
                file: NamedSource::new(&file.name, Arc::clone(&file.text)),
                at: at.into(),
            },
            None => Problem::Missing(path.to_owned()),
        }
    }

    /// The level of this name in a file.
    ///
    /// # Errors
    /// There is none; the words at fault are shown.
    pub fn level(&self, path: &str, name: &Spanned<String>) -> Result<Level, Problem> {
        let level = Level::ALL.into_iter().find(|level| level.name() == name.get_ref());
        level.ok_or_else(|| {
            let known: Vec<&str> = Level::ALL.iter().map(|level| level.name()).collect();
            let message = format!("no level `{}`; there are: {}", name.get_ref(), known.join(", "));
            self.problem(path, name.span(), message)
        })
    }

    /// A trained model that is part of the binary.
    pub fn binary(&self, path: &str) -> Option<&'static [u8]> {
        builtin::BINARY.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
    }
}

/// The lines of a list that are neither empty nor comments (`#`), without the blanks around them, with their byte ranges
/// for [`Files::problem`].
pub fn lines(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let words = line.trim();
        (!words.is_empty() && !words.starts_with('#'))
            .then_some((start..start + line.trim_end().len(), words))
    })
}
