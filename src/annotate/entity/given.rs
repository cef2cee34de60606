//! Given names, and whose they are.

use std::collections::HashMap;

use crate::language::Gender;
use crate::rule::{Files, Problem};

/// Where the names stand.
const FILE: &str = "entities/given-names.txt";

/// Given names with the gender of who bears them; none where both do.
pub(super) type GivenNames = HashMap<Box<str>, Option<Gender>>;

/// Loads the list.
pub(super) fn load(files: &Files) -> Result<GivenNames, Problem> {
    let text = files.text(FILE)?;
    let mut names = GivenNames::with_capacity(text.len() / 7);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = at..at + line.trim_end().len();
        at += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
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
    Ok(names)
}
