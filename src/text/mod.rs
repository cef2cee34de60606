//! Sources and the spans that point into them: the only module that knows what a file is.

mod charset;
mod file;
mod format;
mod map;
mod moment;
mod prose;
mod read;
mod source;
mod span;
mod told;

pub use file::FileText;
pub use format::Format;
#[cfg(feature = "pdf")]
pub use format::pdf::process::serve as serve_pdf;
pub use map::OffsetMap;
pub use moment::{moment, moment_in};
pub use prose::Prose;
pub(crate) use read::too_long;
pub use read::{Limits, TextError, read_bytes, read_file, read_stream};
pub use source::{Origin, Source, SourceId, SourceSet};
pub use span::{FileSpan, Span};
pub use told::{Mark, Marked, Status, Told};
