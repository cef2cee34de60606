//! Whether a form of the lexicon stands at a place of the text, with the endings that its language allows.

use super::lexicon::{Form, Hit, How, Inflection};

/// The longest hit so far.
pub(super) struct Best<'a> {
    pub(super) first_end: usize,
    /// The text behind the first word.
    pub(super) after: &'a str,
    pub(super) inflection: &'a Inflection,
    pub(super) hit: Option<Hit>,
}

impl Best<'_> {
    /// Looks at forms whose first word stands there; `single` ones must be complete with it.
    pub(super) fn take(&mut self, forms: &[Form], inflected: bool, single: bool) {
        for form in forms {
            if form.inflected != inflected || (single && !form.rest.is_empty()) {
                continue;
            }
            let Some(length) = match_rest(&form.rest, self.after, self.inflection) else { continue };
            let end = self.first_end + length;
            let better = self.hit.is_none_or(|best| {
                end > best.end || (end == best.end && best.how == How::Adjective && form.how == How::Name)
            });
            if better {
                self.hit = Some(Hit {
                    end,
                    how: form.how,
                    entry: form.entry,
                    doubtful: form.doubtful,
                    plural: false,
                });
            }
        }
    }
}

/// How many bytes of the text the rest of a form takes, a genitive ending included; `None` where it does not stand
/// there or does not end with a word.
fn match_rest(rest: &str, text: &str, inflection: &Inflection) -> Option<usize> {
    let mut at = 0;
    let mut pieces = rest.split('~');
    at += text.strip_prefix(pieces.next()?).map(|after| text.len() - after.len())?;
    for piece in pieces {
        let tail = &text[at..];
        at += inflection.adjective_endings.iter().find_map(|ending| {
            let after = tail.strip_prefix(ending.as_str())?.strip_prefix(piece)?;
            // The ending must be the whole rest of its word.
            let clean = piece.starts_with(|c: char| !c.is_alphanumeric())
                || (piece.is_empty() && !after.starts_with(char::is_alphanumeric));
            clean.then(|| tail.len() - after.len())
        })?;
    }
    let tail = &text[at..];
    if ends_word(tail) {
        return Some(at);
    }
    if rest.is_empty() {
        return None;
    }
    inflection
        .name_endings
        .iter()
        .find(|ending| tail.strip_prefix(ending.as_str()).is_some_and(ends_word))
        .map(|ending| at + ending.len())
}

/// Whether a word ends before this text: no letter follows, and no hyphen that makes a compound.
fn ends_word(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        None => true,
        Some('-' | '‑') => !letters.next().is_some_and(char::is_alphanumeric),
        Some(letter) => !letter.is_alphanumeric(),
    }
}
