//! The user's own names, put beside those of the lexicon.

use super::Failure;
use crate::config::{Entity, Set};
use crate::rule::Files;

/// The lexicon's file that is read last: what it has already stays as it is, and other names join it.
const LAST: &str = "entities/persons.txt";

/// Adds names to the lexicon.
///
/// # Errors
/// When the lexicon does not know a name and the configuration does not say what it is.
pub fn add(entities: &[Set<Entity>], files: &mut Files) -> Result<(), Failure> {
    let mut lines = String::new();
    for Set { value: entity, origin } in entities {
        let names = |first: &str| {
            let rest = std::iter::once(&entity.name).chain(&entity.aliases);
            std::iter::once(first).chain(rest.map(String::as_str)).collect::<Vec<_>>().join("; ")
        };
        let line = match (known(&entity.name, files), &entity.kind) {
            (Some(known), _) => format!("{} | {} | {}", known.kind, known.id, names(known.first)),
            (None, Some(kind)) => format!("{kind} | | {}", names(&entity.name)),
            (None, None) => {
                let message = format!(
                    "the lexicon has no `{}`; say what it is: kind = \"organisation\", \"company\", \"person-f\" …",
                    entity.name
                );
                return Err(Failure::at(origin, message));
            }
        };
        lines.push_str(&line);
        lines.push('\n');
    }
    if !lines.is_empty() {
        files.append(LAST, &lines);
    }
    Ok(())
}

/// An entry of the lexicon.
struct Known<'a> {
    kind: &'a str,
    id: &'a str,
    /// Its first name, from which an id that is left out is made.
    first: &'a str,
}

/// The entry that has a name.
fn known<'a>(name: &str, files: &'a Files) -> Option<Known<'a>> {
    let texts = files.below("entities").into_iter().filter_map(|path| files.text(path).ok());
    texts.flat_map(str::lines).filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut fields = line.split('|').map(str::trim);
        let (kind, id, names) = (fields.next()?, fields.next()?, fields.next()?);
        let mut names = names.split(';').map(|name| name.trim().trim_end_matches('?'));
        let first = names.clone().next()?;
        // `~` stands for the ending of an adjective.
        let is =
            |written: &str| ["e", "er", "es", "en", "em"].iter().any(|end| written.replace('~', end) == name);
        names.any(|written| written == name || is(written)).then_some(Known { kind, id, first })
    })
}
