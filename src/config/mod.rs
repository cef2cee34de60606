//! The configuration: `factlint.toml`, what it may say, where it is found, and which of several layers holds. Knows
//! the names of rules and levels and nothing of the stages; the command line asks it.

mod baseline;
mod check;
mod find;
mod glob;
mod model;
mod paths;
mod problem;
mod raw;
mod show;
mod write;

pub use baseline::{BASELINE_NAME, Baseline, BaselineEntry, is_fingerprint};
pub use check::size;
pub use find::{CONFIG_NAME, Request, candidates, load};
pub use glob::{Glob, Scope};
pub use model::{Acceptance, Config, Entity, Origin, RuleSetting, Set};
pub use paths::{from_here, identity};
pub use problem::Problem;
pub use show::{show, size_words};
pub use write::accept;

/// The JSON Schema of `factlint.toml`, for editors.
pub const SCHEMA: &str = include_str!("factlint.schema.json");

/// The largest configuration file that is read, in bytes.
const MOST_BYTES: u64 = 4 << 20;
