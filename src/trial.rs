//! Runs the examples of the frames: every text that a frame must read, and every near miss that it must leave alone.

use crate::claim::Body;
use crate::claim::frame::{Compares, Example, Frame};
use crate::engine::Engine;
use crate::text::{Source, SourceSet};

/// One example of a frame, run.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The frame's id.
    pub frame: String,
    /// The text.
    pub text: String,
    /// What the frame must read in it.
    pub expected: Vec<String>,
    /// What it read.
    pub seen: Vec<String>,
}

impl Trial {
    /// Whether the frame read what it must, and nothing else.
    pub fn passes(&self) -> bool {
        self.expected == self.seen
    }
}

/// Runs the examples of every frame, in the order of the rule files.
pub fn frames(engine: &Engine) -> Vec<Trial> {
    let frames = &engine.frames().list;
    frames
        .iter()
        .enumerate()
        .flat_map(|(id, frame)| frame.examples().into_iter().map(move |example| (id, frame, example)))
        .map(|(id, frame, example)| Trial {
            frame: frame.id.clone(),
            seen: read(engine, id, frame, &example),
            text: example.text,
            expected: example.reads,
        })
        .collect()
}

fn read(engine: &Engine, id: usize, frame: &Frame, example: &Example) -> Vec<String> {
    let mut sources = SourceSet::new();
    let mut source = Source::new("example", &example.text);
    source.language = Some(example.language.clone());
    let at = sources.add(source);
    let claims = engine.read(&sources, at).claims;
    let of_frame = claims.iter().filter_map(|claim| match &claim.body {
        Body::State { frame, value } => Some((*frame, Some(*value), claim.factuality.negated)),
        Body::Measure { frame, .. } | Body::Event { frame, .. } => (*frame).map(|frame| (frame, None, false)),
        Body::Act { frame } => Some((*frame, None, false)),
        Body::Plain { .. } => None,
    });
    of_frame
        .filter(|(frame, _, _)| *frame == id)
        .map(|(_, value, negated)| match value.filter(|_| frame.compares == Compares::State) {
            Some(value) if negated => format!("not {}", frame.values[value].0),
            Some(value) => frame.values[value].0.clone(),
            None => frame.id.clone(),
        })
        .collect()
}
