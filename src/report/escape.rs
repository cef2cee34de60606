//! Articles are hostile input: what would steer a terminal is shown, never obeyed.

use std::borrow::Cow;

/// The text with every character that steers a terminal or turns the direction of writing replaced by its number
/// (`\u{1b}`); tabs and line ends become spaces.
pub fn shown(text: &str) -> Cow<'_, str> {
    replace(text, |c| c == '\n')
}

/// The same, with line ends left as they are: for messages of several lines.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
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
}
