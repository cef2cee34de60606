//! The examples of built-in frames, set aside while the frames are read: only `rules test` and `explain` need them, and
//! they are the larger part of the text that every start would have to go through.

use serde::Deserialize;

use super::frame::Example;

/// The line that begins a frame.
const FRAME: &str = "[[frame]]";
/// The line that begins a frame's examples; a line that begins with `]` ends them.
const EXAMPLES: &str = "example = [";

/// The examples of one frame.
#[derive(Clone, Debug)]
pub(super) enum Examples {
    /// As read with the frame.
    Read(Vec<Example>),
    /// As written.
    Aside(Box<str>),
}

/// Examples as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    example: Vec<Example>,
}

impl Examples {
    /// The examples; none where their text is not what examples look like.
    pub(super) fn get(&self) -> Vec<Example> {
        match self {
            Self::Read(examples) => examples.clone(),
            Self::Aside(text) => toml::from_str(text).map_or_else(|_| Vec::new(), |raw: Raw| raw.example),
        }
    }
}

/// A frame file without its examples, and the text of the examples of every frame.
pub(super) fn set_aside(text: &str) -> (String, Vec<String>) {
    let mut rest = String::with_capacity(text.len() / 2);
    let mut examples: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words == FRAME {
            examples.push(String::new());
        }
        inside |= words == EXAMPLES;
        match examples.last_mut() {
            Some(aside) if inside => aside.push_str(line),
            _ => rest.push_str(line),
        }
        inside &= !words.starts_with(']');
    }
    (rest, examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_cut_out_and_read_later() {
        let text = "[[frame]]\nid = \"a\"\nexample = [\n  { text = \"Ein Haus.\", reads = [\"a\"] },\n]\n[[frame]]\nid = \"b\"\n";
        let (rest, examples) = set_aside(text);
        assert_eq!(rest, "[[frame]]\nid = \"a\"\n[[frame]]\nid = \"b\"\n");
        assert_eq!(examples.len(), 2);
        let first = Examples::Aside(examples[0].as_str().into()).get();
        assert_eq!(first.iter().map(|example| example.text.as_str()).collect::<Vec<_>>(), ["Ein Haus."]);
        assert!(Examples::Aside(examples[1].as_str().into()).get().is_empty());
    }
}
