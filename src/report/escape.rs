//! Articles are hostile input: what would steer a terminal is shown, never obeyed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

/// The text with every character that steers a terminal or turns the direction of writing replaced by its number
/// (`\u{1b}`); tabs and line ends become spaces.
pub fn shown(text: &str) -> Cow<'_, str> {
    replace(text, |c| c == '\n')
}

/// The same, with line ends left as they are: for messages of several lines.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

/// A shape as JSON on several lines, with a line end. What would steer a terminal is written as JSON writes such
/// characters (`\u001b`): whoever reads the JSON gets the article's own, whoever looks at it is safe.
pub fn json_text(shape: &impl Serialize) -> String {
    json_ended(serde_json::to_string_pretty(shape))
}

/// The same on one line.
pub fn json_line(shape: &impl Serialize) -> String {
    json_ended(serde_json::to_string(shape))
}

fn json_ended(written: serde_json::Result<String>) -> String {
    // Shapes have texts as keys and numbers that are finite: there is nothing that JSON cannot hold.
    let mut text = written.unwrap_or_default();
    if text.chars().any(steers) {
        let mut units = [0; 2];
        let mut safe = String::with_capacity(text.len() + 64);
        for c in text.chars() {
            if steers(c) {
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(safe, "\\u{unit:04x}");
                }
            } else {
                safe.push(c);
            }
        }
        text = safe;
    }
    text.push('\n');
    text
}

/// The characters of a text that steer a terminal or turn the direction of writing, each once.
pub fn steering(text: &str) -> Vec<char> {
    let lines = |c: &char| !matches!(c, '\t' | '\r' | '\u{ad}' | '\u{feff}' | '\u{2028}' | '\u{2029}');
    let found: BTreeSet<char> = text.chars().filter(|c| steers(*c)).filter(lines).collect();
    found.into_iter().collect()
}

fn replace(text: &str, breaks: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|c| breaks(c) || c == '\t' || c == '\r' || steers(c)) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if breaks(c) || c == '\t' || c == '\r' {
            result.push(' ');
        } else if c == '\u{ad}' {
            // A soft hyphen is only a hint where a word may be broken.
        } else if steers(c) {
            result.extend(c.escape_unicode());
        } else {
            result.push(c);
        }
    }
    Cow::Owned(result)
}

fn steers(c: char) -> bool {
    match c {
        '\n' => false,
        // Direction marks, embeddings, overrides and isolates; line and paragraph separators; the byte order mark;
        // invisible tags; the soft hyphen.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{ad}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_alone() {
        assert!(matches!(shown("„Grüße“ – 38 Mio. €"), Cow::Borrowed(_)));
    }

    #[test]
    fn escape_sequences_are_shown() {
        assert_eq!(shown("a\u{1b}[31mrot"), "a\\u{1b}[31mrot");
        assert_eq!(shown("a\u{202e}b\u{9b}c"), "a\\u{202e}b\\u{9b}c");
        assert_eq!(shown("ein\tWort\nzwei"), "ein Wort zwei");
        assert_eq!(shown("Minis\u{ad}ter"), "Minister");
        assert_eq!(shown_lines("a\nb\u{7}"), "a\nb\\u{7}");
    }

    #[test]
    fn json_says_the_same_and_steers_nothing() {
        let words = "a\u{1b}b\u{9b}c\u{202e}d\u{e0041}„ä“\n";
        let text = json_line(&words);
        assert!(!text.trim_end().chars().any(steers) && text.contains("„ä“"), "{text:?}");
        assert!(text.contains("\\u202e") && text.contains("\\udb40\\udc41"), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).ok().as_deref(), Some(words));
    }

    #[test]
    fn what_steers_is_named_once() {
        assert_eq!(steering("a\u{1b}[0m\r\n\tb\u{202e}\u{1b}\u{ad}"), ['\u{1b}', '\u{202e}']);
    }
}
