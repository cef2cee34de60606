//! Sources and the spans that point into them: the only module that knows what a file is.

mod edition;
mod moment;
mod source;
mod span;

pub use edition::{Edition, Standing};
pub use moment::moment;
pub use source::{Limits, Source, SourceId, SourceSet, TextError};
pub use span::{FileSpan, Span};
