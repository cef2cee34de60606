//! Phrases of rule files in which `…` stands for any words: `this text … artificial intelligence …`.

use std::collections::BTreeMap;

/// A list of phrases. A phrase covers a whole line, but for what its `…` leave open.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The phrases by their first byte; those that begin with `…` under 0.
    phrases: BTreeMap<u8, Vec<Phrase>>,
}

/// The words between the `…`.
type Phrase = Vec<String>;

impl Phrases {
    pub(super) fn extend(&mut self, phrases: Vec<String>) {
        for phrase in phrases {
            let parts: Phrase = phrase.split('…').map(|part| part.trim().to_owned()).collect();
            let first = parts.first().and_then(|part| part.bytes().next()).unwrap_or(0);
            self.phrases.entry(first).or_default().push(parts);
        }
    }

    /// Whether one of the phrases covers the line, which is given in lower case.
    pub(super) fn covers(&self, line: &str) -> bool {
        self.like(line).chain(self.phrases.get(&0).into_iter().flatten()).any(|parts| covers(parts, line))
    }

    /// Whether the line begins with one of the phrases and a colon: `read more: …`.
    pub(super) fn labels(&self, line: &str) -> bool {
        self.like(line)
            .filter_map(|parts| parts.first())
            .any(|phrase| line.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.starts_with(':')))
    }

    /// The phrases that begin like the line.
    fn like(&self, line: &str) -> impl Iterator<Item = &Phrase> {
        line.bytes().next().and_then(|first| self.phrases.get(&first)).into_iter().flatten()
    }
}

fn covers(parts: &[String], line: &str) -> bool {
    let mut rest = line;
    for (place, part) in parts.iter().enumerate() {
        if place == 0 {
            let Some(after) = rest.strip_prefix(part.as_str()) else { return false };
            if !part.is_empty() && after.starts_with(char::is_alphanumeric) {
                return false;
            }
            rest = after;
        } else if place + 1 == parts.len() {
            return part.is_empty()
                || rest.ends_with(part.as_str()) && is_word_end(rest, rest.len() - part.len());
        } else {
            let found = rest.match_indices(part.as_str()).find(|(at, _)| {
                is_word_end(rest, *at) && !rest[at + part.len()..].starts_with(char::is_alphanumeric)
            });
            let Some((at, _)) = found else { return false };
            rest = &rest[at + part.len()..];
        }
    }
    rest.is_empty()
}

/// Whether no word runs over this place from the left.
fn is_word_end(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(phrase: &str, line: &str, expected: bool) {
        let mut phrases = Phrases::default();
        phrases.extend(vec![phrase.to_owned()]);
        assert_eq!(phrases.covers(line), expected, "`{phrase}` and `{line}`");
    }

    #[test]
    fn phrases_cover_whole_lines() {
        check("share", "share", true);
        check("share", "shares fall", false);
        check("more from …", "more from channel 4", true);
        check("more from …", "no more from him", false);
        check("this text … ai …", "this text was made with ai and checked.", true);
        check("this text … ai …", "this text is about air traffic.", false);
        check("… all rights reserved.", "(c) 2025. all rights reserved.", true);
        check("", "anything", false);
    }
}
