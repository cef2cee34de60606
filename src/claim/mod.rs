//! Typed assertions: every clause of an article read by the frames in `rules/frames/`.

mod aside;
pub mod concept;
pub mod event;
mod extract;
pub mod frame;
mod model;
pub mod pattern;
pub mod vectors;

pub use model::{Body, Claim, Filler};

use crate::annotate::Annotations;
use crate::document::Document;
use crate::language::Reading;
use crate::rule::{Files, Problem};
use concept::Concepts;
use event::Events;
use frame::Frames;
use vectors::Vectors;

/// Frames and the words that set a clause aside from the main event.
#[derive(Debug)]
pub struct Rules {
    /// What kinds of assertions there are.
    pub frames: Frames,
    /// Which words say the same, and which exclude each other.
    pub concepts: Concepts,
    /// How a clause says that an event took place.
    pub events: Events,
    /// How near words are in meaning.
    pub vectors: Vectors,
}

impl Rules {
    /// Loads the frames.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        Ok(Self {
            frames: Frames::load(files)?,
            concepts: Concepts::load(files)?,
            events: Events::load(files)?,
            vectors: Vectors::load(files),
        })
    }
}

/// Extracts the claims of an article, in the order of the text.
pub fn extract(
    document: &Document,
    reading: &Reading,
    annotations: &Annotations,
    rules: &Rules,
) -> Vec<Claim> {
    extract::extract(document, reading, annotations, rules)
}
