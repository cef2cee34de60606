//! Rule files: where they come from, and how a mistake in one is shown. What a rule *means* is each stage's own
//! business: every stage has a `Rules` type that is built from [`Files`].

mod builtin;
mod confidence;
mod files;
mod kind;
mod page;

pub use confidence::Confidence;
pub use files::{Files, Problem, lines};
pub use kind::{FindingKind, Level};
pub use page::{Page, PageArticle, PageExample, PageText};
