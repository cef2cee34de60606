//! From a path to the articles of the file.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::FileText;
use super::format::{Article, Content, Format};
use super::source::{Origin, Source};

/// What is read at the most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one file.
    pub file_size: u64,
    /// Bytes of one article's text: comparing takes longer than reading.
    pub article_size: usize,
    /// Bytes of what is packed in one file, unpacked.
    pub unpacked: u64,
    /// Articles of one file, and files of one archive.
    pub entries: usize,
    /// Elements of one page or XML file.
    pub elements: usize,
    /// How deep elements may be nested.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 16 << 20,
            article_size: 1 << 20,
            unpacked: 64 << 20,
            entries: 10_000,
            elements: 400_000,
            nesting: 256,
        }
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
    /// No text in any charset.
    #[error("`{path}` is not text (byte {at}), nor any other form of an article that factlint reads")]
    NotText {
        /// The path as given.
        path: PathBuf,
        /// The first byte that is no text.
        at: usize,
    },
    /// Its form is not as it should be.
    #[error("cannot read `{path}` as {format}: {problem}")]
    Form {
        /// The path as given.
        path: PathBuf,
        /// What the form is called.
        format: &'static str,
        /// What is wrong with it.
        problem: String,
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

/// Reads the articles of a file: one of most, several of a feed, which are called `feed.xml#1`, `feed.xml#2`, …
///
/// # Errors
/// When the file cannot be read, is larger than the limit, or is of no form that is read.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<Source>, TextError> {
    let io = |cause| TextError::Io { path: path.to_owned(), cause };
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > limits.file_size {
        return Err(TextError::TooLarge { path: path.to_owned(), size, limit: limits.file_size });
    }
    let file = std::fs::File::open(path).map_err(io)?;
    read_stream(path, file, limits)
}

/// Reads the articles of a stream that is called `path`.
///
/// # Errors
/// When it cannot be read, is larger than the limit, or is of no form that is read.
pub fn read_stream(path: &Path, stream: impl Read, limits: &Limits) -> Result<Vec<Source>, TextError> {
    // A device or a growing file can hold more than it says.
    let mut bytes = Vec::new();
    let read = stream.take(limits.file_size.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|cause| TextError::Io { path: path.to_owned(), cause })?;
    let size = bytes.len() as u64;
    if size > limits.file_size {
        return Err(TextError::TooLarge { path: path.to_owned(), size, limit: limits.file_size });
    }
    read_bytes(path, bytes, limits)
}

/// Reads the articles of a file's bytes.
///
/// # Errors
/// When they are of no form that is read.
pub fn read_bytes(path: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<Vec<Source>, TextError> {
    let form = |format: Format| {
        move |problem| TextError::Form { path: path.to_owned(), format: format.name(), problem }
    };
    let name = path.display().to_string();
    if let Some(format) = Format::of_bytes(&bytes) {
        let content = format.read_bytes(&bytes, limits).map_err(form(format))?;
        return within(sources(&name, None, content), limits).map_err(form(format));
    }
    let file = FileText::decode(bytes).map_err(|at| TextError::NotText { path: path.to_owned(), at })?;
    let format = Format::of_text(path, file.text());
    let content = format.read_text(&file, limits).map_err(form(format))?;
    within(sources(&name, Some(file), content), limits).map_err(form(format))
}

/// Refuses articles with too much text.
fn within(sources: Vec<Source>, limits: &Limits) -> Result<Vec<Source>, String> {
    match sources.iter().map(|source| source.text.len()).max() {
        Some(longest) if longest > limits.article_size => Err(too_long(longest, limits)),
        Some(_) | None => Ok(sources),
    }
}

/// What is said of an article with too much text.
pub(crate) fn too_long(bytes: usize, limits: &Limits) -> String {
    format!(
        "an article has {bytes} bytes of text, more than the limit of {}; raise it with --max-article-size",
        limits.article_size
    )
}

/// The articles of a file as sources.
fn sources(name: &str, file: Option<FileText>, content: Content) -> Vec<Source> {
    match (content, file) {
        (Content::Whole, Some(file)) if file.map().is_none() => vec![Source::new(name, file.into_text())],
        (Content::Whole, Some(file)) => {
            let (text, map) = (file.text().to_owned(), file.map().cloned().unwrap_or_default());
            let mut source = Source::new(name, text);
            source.origin = Origin::File { file: Arc::new(file), map };
            vec![source]
        }
        (Content::Whole, None) => Vec::new(),
        (Content::Articles(articles), Some(file)) => {
            let file = Arc::new(file);
            let from = |mut article: Article| {
                if let Some(map) = file.map() {
                    article.prose.through(map);
                }
                source(article, |map| Origin::File { file: Arc::clone(&file), map })
            };
            named(name, articles.into_iter().map(from).collect())
        }
        (Content::Extracted(articles) | Content::Articles(articles), _) => {
            named(name, articles.into_iter().map(|article| source(article, |_| Origin::Extracted)).collect())
        }
    }
}

fn source(article: Article, origin: impl FnOnce(super::OffsetMap) -> Origin) -> Source {
    let (text, map) = article.prose.into_parts();
    let mut source = Source::new("", text);
    source.told = article.told;
    source.marks = article.marks;
    source.origin = origin(map);
    source
}

/// The only article of a file has the file's name, several are numbered.
fn named(name: &str, mut sources: Vec<Source>) -> Vec<Source> {
    let several = sources.len() > 1;
    for (at, source) in sources.iter_mut().enumerate() {
        source.entry = several.then_some(at + 1);
        source.name = if several { format!("{name}#{}", at + 1) } else { name.to_owned() };
    }
    sources
}
