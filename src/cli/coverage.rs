//! `factlint rules test --coverage`: what the rules say they can do and no example shows.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::claim::frame::Frame;
use crate::engine::Engine;
use crate::report::Messages;
use crate::rule::{Files, Page, Problem};

/// What the examples of all rules show.
pub struct Coverage {
    /// How many rules there are.
    pub rules: usize,
    /// What no example shows, in the order of the rules.
    pub gaps: Vec<Gap>,
}

/// Something that no example shows.
pub struct Gap {
    /// The rule.
    pub rule: String,
    /// What is not shown.
    pub what: String,
    /// Whether the rule fails for it: nothing shows that it works at all, or in one of its languages.
    pub fails: bool,
}

/// What a frame file says of its words; the rest is known from elsewhere.
#[derive(Deserialize)]
struct WordFile {
    #[serde(default)]
    frame: Vec<WordFrame>,
}

#[derive(Deserialize)]
struct WordFrame {
    id: String,
    #[serde(default)]
    words: BTreeMap<String, toml::Value>,
    #[serde(default)]
    value: Vec<WordFrame>,
}

/// Compares what the rules say with what their examples show.
///
/// # Errors
/// The first mistake in a file.
pub fn measure(files: &Files, engine: &Engine) -> Result<Coverage, Problem> {
    let mut gaps = Vec::new();
    let languages = Messages::languages(files);
    let pages = Page::all(files)?;
    for page in &pages {
        let mut gap = |what: String, fails| gaps.push(Gap { rule: page.kind.name().to_owned(), what, fails });
        for language in &languages {
            if !page.examples.iter().any(|example| example.language == *language) {
                gap(format!("no example in `{language}`"), true);
            }
            if !page.near_misses.iter().any(|example| example.language == *language) {
                gap(format!("no near miss in `{language}`"), true);
            }
        }
        for level in &page.levels {
            if !page.examples.iter().any(|example| example.level == Some(*level)) {
                gap(format!("no example at the level `{}`", level.name()), false);
            }
        }
    }
    let words = words(files)?;
    for frame in &engine.frames().list {
        gaps.extend(of_frame(frame, words.get(&frame.id)));
    }
    Ok(Coverage { rules: pages.len() + engine.frames().list.len(), gaps })
}

fn of_frame(frame: &Frame, languages: Option<&BTreeSet<String>>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut gap = |what: String, fails| gaps.push(Gap { rule: frame.id.clone(), what, fails });
    let examples = frame.examples();
    let reads = |language: &str| {
        examples.iter().any(|example| example.language == language && !example.reads.is_empty())
    };
    for language in languages.into_iter().flatten() {
        if !reads(language) {
            gap(format!("no example that it reads in `{language}`"), true);
        }
    }
    if examples.iter().all(|example| !example.reads.is_empty()) {
        gap("no near miss".to_owned(), true);
    }
    for (value, _) in &frame.values {
        let shown = |read: &String| read.strip_prefix("not ").unwrap_or(read) == value;
        if !examples.iter().flat_map(|example| &example.reads).any(shown) {
            gap(format!("no example of the value `{value}`"), false);
        }
    }
    gaps
}

/// The languages that a frame has words in.
fn words(files: &Files) -> Result<BTreeMap<String, BTreeSet<String>>, Problem> {
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files.below("frames").into_iter().filter(|path| path.ends_with(".toml")) {
        for frame in files.toml::<WordFile>(path)?.frame {
            let of_values = frame.value.into_iter().flat_map(|value| value.words.into_keys());
            words.entry(frame.id).or_default().extend(frame.words.into_keys().chain(of_values));
        }
    }
    Ok(words)
}
