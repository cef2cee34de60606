//! A rule's name as an argument: any word is taken, since a user's folder may hold rules of its own, and the names of the
//! built-in ones are what a shell offers.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use super::rules::frame_files;
use crate::finding::FindingKind;
use crate::rule::Files;

/// Which rules are meant.
#[derive(Clone, Copy, Debug)]
pub enum RuleName {
    /// The kinds of findings, which can be left out.
    Kind,
    /// Those and the frames.
    Any,
}

impl TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let kinds = FindingKind::ALL.iter().map(|kind| PossibleValue::new(kind.name()));
        let frames = match self {
            Self::Kind => Vec::new(),
            Self::Any => frame_files(&Files::builtin()).unwrap_or_default(),
        };
        let frames = frames.into_iter().flat_map(|file| file.ids);
        // A name on the command line is never freed; they are made where a completion script is written.
        let frames = frames.map(|id| PossibleValue::new(&*id.leak()));
        Some(Box::new(kinds.chain(frames)))
    }
}
