//! `factlint` reads several articles about one event and reports where they cannot all be right.
//!
//! The modules are the stages, in the order in which data passes through them; a stage uses the stages before it
//! and never one after it:
//!
//! `text → rule → document → language → annotate → claim → subject → finding → report`

pub mod text;

pub mod rule;

pub mod document;

pub mod language;

pub mod annotate;

pub mod claim;

pub mod subject;

pub mod finding;

pub mod report;

pub mod cli;

pub mod config;

mod engine;

mod parallel;

pub mod trial;

mod whole;

pub use engine::{Engine, Event, Read};
