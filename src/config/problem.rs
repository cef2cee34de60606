//! What can be wrong with a configuration, shown with the file, the line and the words at fault.

use std::path::PathBuf;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};

/// A mistake in a configuration or baseline file, or a file that cannot be read or written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Problem {
    /// A file that says what it may not say.
    #[error("{message}")]
    Mistake {
        /// What is wrong and what would be right.
        message: String,
        /// The file.
        #[source_code]
        file: NamedSource<Arc<str>>,
        /// The words at fault.
        #[label("here")]
        at: SourceSpan,
    },
    /// The file system said no.
    #[error("cannot {what} `{}`: {cause}", path.display())]
    Io {
        /// `read` or `write`.
        what: &'static str,
        /// The path.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// The articles that are named have several configurations.
    #[error(
        "the articles have two configurations, `{}` and `{}`; name one with --config, or none with --no-config",
        first.display(),
        second.display()
    )]
    Several {
        /// The one.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
}

impl Problem {
    /// A mistake that shows only when the configuration is used: the line is shown as it is now.
    pub fn in_line(file: &str, line: usize, message: String) -> Self {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        Self::Mistake { message, file: NamedSource::new(file, Arc::from(text)), at: (start, length).into() }
    }
}
