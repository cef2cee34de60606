//! Colours of the terminal, or none.

use std::borrow::Cow;

/// What something is coloured for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Contradictions.
    Red,
    /// Tensions.
    Yellow,
    /// Updates.
    Blue,
    /// What agrees.
    Green,
    /// What differs without disagreeing.
    Cyan,
    /// What only surrounds.
    Faint,
}

/// Puts colours around text where they are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Colours, or none.
    pub fn new(on: bool) -> Self {
        Self { on }
    }

    /// The text in a colour.
    pub fn colour<'a>(self, colour: Colour, text: &'a str) -> Cow<'a, str> {
        let code = match colour {
            Colour::Red => "31",
            Colour::Yellow => "33",
            Colour::Blue => "34",
            Colour::Green => "32",
            Colour::Cyan => "36",
            Colour::Faint => "2",
        };
        self.with(code, text)
    }

    /// The text in bold.
    pub fn bold<'a>(self, text: &'a str) -> Cow<'a, str> {
        self.with("1", text)
    }

    fn with<'a>(self, code: &str, text: &'a str) -> Cow<'a, str> {
        if self.on && !text.is_empty() {
            Cow::Owned(format!("\u{1b}[{code}m{text}\u{1b}[0m"))
        } else {
            Cow::Borrowed(text)
        }
    }
}
