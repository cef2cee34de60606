//! Given names, and whose they are.

use rustc_hash::FxHashMap;

use crate::language::Gender;
use crate::rule::{Files, Problem, lines};

/// Where the names stand.
const FILE: &str = "entities/given-names.txt";

/// Further given names, of whom nothing else is told.
const MORE: &str = "entities/gazetteer-given-names.txt";

/// Given names with the gender of who bears them; none where both do.
pub(super) type GivenNames = FxHashMap<Box<str>, Option<Gender>>;

/// Loads the list.
pub(super) fn load(files: &Files) -> Result<GivenNames, Problem> {
    let text = files.text(FILE)?;
    let mut names = GivenNames::with_capacity_and_hasher(text.len() / 7, Default::default());
    for (place, line) in lines(text) {
        let (whose, list) = line.split_once('|').unwrap_or((line, ""));
        let gender = match whose.trim() {
            "m" => Some(Gender::Masculine),
            "f" => Some(Gender::Feminine),
            "u" => None,
            other => {
                let message =
                    format!("`{other}` is no gender of a name; write `m`, `f` or `u` before the bar");
                return Err(files.problem(FILE, place, message));
            }
        };
        for name in list.split_whitespace() {
            names
                .entry(name.into())
                .and_modify(|known| {
                    if *known != gender {
                        *known = None;
                    }
                })
                .or_insert(gender);
        }
    }
    // The tagger's list knows more names, but not whose they are.
    for name in files.text(MORE)?.lines().filter(|line| !line.starts_with('#')) {
        names.entry(name.into()).or_insert(None);
    }
    Ok(names)
}

/// Where the endings of surnames stand that are at home in one state.
const ORIGINS: &str = "entities/surname-origins.txt";

/// Endings of surnames with the state that they are at home in.
pub(super) type SurnameOrigins = Vec<(Box<str>, Box<str>)>;

/// Loads the endings of surnames.
pub(super) fn load_origins(files: &Files) -> Result<SurnameOrigins, Problem> {
    let lines = files.text(ORIGINS)?.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('|'));
    Ok(pairs
        .flat_map(|(state, endings)| {
            endings.split_whitespace().map(move |ending| (ending.into(), state.trim().into()))
        })
        .collect())
}
