//! Articles with what is known about them.

use std::path::Path;
use std::sync::Arc;

use super::file::FileText;
use super::map::OffsetMap;
use super::read::{Limits, TextError, read_file};
use super::span::FileSpan;
use super::told::{Marked, Told};

/// Names one article of a run. Only a [`SourceSet`] hands these out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// One article's text, with what the caller and the file's format know about it.
#[derive(Clone, Debug)]
pub struct Source {
    /// What reports call it: the path as given, or the name in a batch.
    pub name: String,
    /// Which article of its file it is, counted from 1, where that holds several.
    pub entry: Option<usize>,
    /// The article's text.
    pub text: String,
    /// Where the text stands on disk.
    pub origin: Origin,
    /// Day and time of publication where the caller knows it: wins over what format and text say.
    pub published: Option<chrono::NaiveDateTime>,
    /// Language code where the caller knows it (`de`, `en`).
    pub language: Option<String>,
    /// Whose it is where the caller knows it: wins over what format and text say.
    pub outlet: Option<String>,
    /// What the file's format says about it: wins over what the text says.
    pub told: Told,
    /// What the file's format says of ranges of the text, in order.
    pub marks: Vec<Marked>,
}

/// Where an article's text comes from.
#[derive(Clone, Debug, Default)]
pub enum Origin {
    /// The text is the file, byte for byte.
    #[default]
    Plain,
    /// It was read out of a file.
    File {
        /// The file, which other articles may share.
        file: Arc<FileText>,
        /// The way from the article's text to the bytes on disk.
        map: OffsetMap,
    },
    /// It was taken out of a file that no span can point into (DOCX, PDF): spans are those of the text itself.
    Extracted,
}

impl Source {
    /// An article that is only text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            entry: None,
            text: text.into(),
            origin: Origin::Plain,
            published: None,
            language: None,
            outlet: None,
            told: Told::default(),
            marks: Vec::new(),
        }
    }

    /// The whole text that spans on disk point into: the file's characters, or those of the article where no span can
    /// point into the file.
    pub fn file_text(&self) -> &str {
        match &self.origin {
            Origin::Plain | Origin::Extracted => &self.text,
            Origin::File { file, .. } => file.text(),
        }
    }

    /// How many bytes spans on disk are counted in.
    pub fn file_bytes(&self) -> usize {
        match &self.origin {
            Origin::Plain | Origin::Extracted => self.text.len(),
            Origin::File { file, .. } => file.bytes(),
        }
    }

    /// What the file's charset is called.
    pub fn charset(&self) -> &'static str {
        match &self.origin {
            Origin::Plain | Origin::Extracted => "UTF-8",
            Origin::File { file, .. } => file.charset(),
        }
    }

    /// The file's path: its name without the number of the article in the file.
    pub fn path(&self) -> &str {
        let bare = self.entry.and_then(|entry| self.name.strip_suffix(&format!("#{entry}")));
        bare.unwrap_or(&self.name)
    }

    /// The file's own characters in a range on disk: its bytes where it is UTF-8, else what they stand for.
    pub fn words(&self, span: FileSpan) -> &str {
        match &self.origin {
            Origin::Plain | Origin::Extracted => span.of(&self.text),
            Origin::File { file, .. } => file.words(span),
        }
    }

    /// Which byte of [`Self::file_text`] a byte on disk is.
    pub fn decoded(&self, byte: usize) -> usize {
        match &self.origin {
            Origin::Plain | Origin::Extracted => byte,
            Origin::File { file, .. } => file.decoded(byte),
        }
    }

    /// The way from the article's text to the bytes on disk; none where it is those bytes.
    pub fn map(&self) -> Option<&OffsetMap> {
        match &self.origin {
            Origin::Plain | Origin::Extracted => None,
            Origin::File { map, .. } => Some(map),
        }
    }

    /// Whether spans cannot point into the file and refer to the text that was taken out of it.
    pub fn is_extracted(&self) -> bool {
        matches!(self.origin, Origin::Extracted)
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

    /// Reads a file and adds its articles.
    ///
    /// # Errors
    /// When the file cannot be read, is larger than the limit or of no form that is read.
    pub fn add_file(&mut self, path: &Path, limits: &Limits) -> Result<Vec<SourceId>, TextError> {
        Ok(read_file(path, limits)?.into_iter().map(|source| self.add(source)).collect())
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
