//! Articles as they are on disk.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Edition;

/// Names one article of a run. Only a [`SourceSet`] hands these out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// One article as it is on disk, with what the caller knows about it.
#[derive(Clone, Debug)]
pub struct Source {
    /// What reports call it: the path as given, or the name in a batch.
    pub name: String,
    /// The file's bytes as text (UTF-8).
    pub text: String,
    /// Day and time of publication where the caller knows it: wins over what the text says.
    pub published: Option<chrono::NaiveDateTime>,
    /// Language code where the caller knows it (`de`, `en`).
    pub language: Option<String>,
    /// Whose it is where the caller knows it: wins over what the text says.
    pub outlet: Option<String>,
    /// Where it stands among the versions of itself, as far as the caller knows.
    pub edition: Edition,
}

impl Source {
    /// An article that is only text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            published: None,
            language: None,
            outlet: None,
            edition: Edition::default(),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When the file cannot be read, is larger than the limit or is not UTF-8.
    pub fn from_file(path: &Path, limits: Limits) -> Result<Self, TextError> {
        let io = |cause| TextError::Io { path: path.to_owned(), cause };
        let size = std::fs::metadata(path).map_err(io)?.len();
        if size > limits.file_size {
            return Err(TextError::TooLarge { path: path.to_owned(), size, limit: limits.file_size });
        }
        // A device or a growing file can hold more than it says.
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(io)?;
        file.take(limits.file_size.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > limits.file_size {
            let size = bytes.len() as u64;
            return Err(TextError::TooLarge { path: path.to_owned(), size, limit: limits.file_size });
        }
        let text = String::from_utf8(bytes).map_err(|error| TextError::NotText {
            path: path.to_owned(),
            at: error.utf8_error().valid_up_to(),
        })?;
        Ok(Self::new(path.display().to_string(), text))
    }
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// The file system said no.
    #[error("cannot read `{path}`: {cause}")]
    Io {
        /// The path as given.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// Not UTF-8.
    #[error("`{path}` is not UTF-8 text (byte {at}); convert it first")]
    NotText {
        /// The path as given.
        path: PathBuf,
        /// The first byte that is no text.
        at: usize,
    },
    /// Larger than the limit.
    #[error(
        "`{path}` has at least {size} bytes, more than the limit of {limit}; raise it with --max-file-size"
    )]
    TooLarge {
        /// The path as given.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
}

/// What is read at the most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub file_size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_size: 16 << 20 }
    }
}

/// The articles of one run. Owns them; everything else holds a [`SourceId`].
#[derive(Clone, Debug, Default)]
pub struct SourceSet {
    sources: Vec<Source>,
}

impl SourceSet {
    /// A set without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an article.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(source);
        id
    }

    /// Reads a file and adds it.
    ///
    /// # Errors
    /// When the file cannot be read, is larger than the limit or is not UTF-8.
    pub fn add_file(&mut self, path: &Path, limits: Limits) -> Result<SourceId, TextError> {
        Ok(self.add(Source::from_file(path, limits)?))
    }

    /// Every article's id, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }
}

impl SourceId {
    /// Its place in the set, counted from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::ops::Index<SourceId> for SourceSet {
    type Output = Source;

    fn index(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }
}
