//! What the readers of structured formats put articles together from: fields with the way back into the file.

use super::{Article, html};
use crate::text::{FileSpan, Limits, Mark, Prose, Span};

impl Article {
    /// Adds words as one block in one line; nothing where they are blank.
    pub fn add_line(&mut self, words: Prose, mark: Option<Mark>) {
        self.add(one_line(words), mark);
    }

    /// Adds text with its own lines and blank lines.
    pub fn add_text(&mut self, text: Prose) {
        self.add(text, None);
    }

    /// Adds a piece of HTML, every block of it marked as one thing where `mark` says so.
    ///
    /// # Errors
    /// When it has more elements than is allowed.
    pub fn add_html(&mut self, html: Prose, mark: Option<Mark>, limits: &Limits) -> Result<(), String> {
        let (text, map) = html.into_parts();
        let mut body = html::body(&text, limits)?;
        body.prose.through(&map);
        if mark.is_some() {
            let whole = Span::new(0, body.prose.len());
            body.marks = mark.map(|mark| (whole, mark)).into_iter().collect();
        }
        if body.prose.text().trim().is_empty() {
            return Ok(());
        }
        self.end_block();
        let at = self.prose.len();
        self.prose.append(&body.prose);
        self.marks.extend(body.marks.into_iter().map(|(span, mark)| (span.shift(at), mark)));
        self.end_block();
        Ok(())
    }

    /// Adds a field that may hold plain text or HTML.
    ///
    /// # Errors
    /// When it has more elements than is allowed.
    pub fn add_any(&mut self, words: Prose, mark: Option<Mark>, limits: &Limits) -> Result<(), String> {
        if looks_like_html(words.text()) {
            return self.add_html(words, mark, limits);
        }
        match mark {
            Some(_) => self.add_line(words, mark),
            None => self.add_text(words),
        }
        Ok(())
    }

    fn add(&mut self, words: Prose, mark: Option<Mark>) {
        if words.text().trim().is_empty() {
            return;
        }
        self.end_block();
        let at = self.prose.len();
        self.prose.append(&words);
        if let Some(mark) = mark {
            self.mark(at, mark);
        }
        self.end_block();
    }
}

/// Whether a text has tags or references in it.
pub(super) fn looks_like_html(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    });
    let named = text.match_indices('&').any(|(at, _)| {
        html::reference(&text[at..]).is_some_and(|(length, _)| text[..at + length].ends_with(';'))
    });
    tag || named
}

/// Words without line ends and runs of blanks.
fn one_line(words: Prose) -> Prose {
    let (text, map) = words.into_parts();
    let mut line = Prose::default();
    let mut end = 0;
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()).map(|found| at + found) {
        let stop = text[start..].find(char::is_whitespace).map_or(text.len(), |found| start + found);
        if !line.is_empty() {
            let gap = FileSpan::new(end, start);
            if gap.of(&text) == " " {
                line.push(" ", gap)
            } else {
                line.push_decoded(" ", gap)
            };
        }
        line.push(&text[start..stop], FileSpan::new(start, stop));
        (end, at) = (stop, stop);
    }
    line.through(&map);
    line
}

/// Whose article it is by a field that names its sender: not the rest of a title (`Nordblatt - Nachrichten`).
pub(super) fn sender(name: &str) -> Option<String> {
    let name = name.split([':', '|']).next().unwrap_or("");
    let name = name.split(" - ").next().unwrap_or("").split(" – ").next().unwrap_or("");
    let name = name.trim().trim_start_matches(['©', ' ']).trim_start_matches("(c) ");
    (!name.is_empty() && name.len() <= 80).then(|| name.to_owned())
}

/// Whose article it is by its name: `dpa` in `urn:newsml:dpa.com:20250603:1`, `tag:akn.example,2025:7`.
pub(super) fn sender_of_urn(urn: &str) -> Option<String> {
    let rest = urn.strip_prefix("urn:newsml:").or_else(|| urn.strip_prefix("tag:"))?;
    let host = rest.split([':', ',', '/']).next()?;
    let name = host.strip_prefix("www.").unwrap_or(host).split('.').next()?;
    (!name.is_empty() && host.contains('.')).then(|| name.to_owned())
}

/// A moment in any of the forms that formats use: ISO 8601 with and without separators, RFC 2822.
pub(super) fn date(text: &str, language: Option<&str>) -> Option<chrono::NaiveDateTime> {
    let text = text.trim();
    crate::text::moment_in(text, language)
        .or_else(|| {
            let moment = chrono::DateTime::parse_from_rfc2822(text).ok()?;
            crate::text::moment_in(&moment.to_rfc3339(), language)
        })
        .or_else(|| crate::text::moment_in(&with_separators(text)?, language))
}

/// `2025-06-03T14:10:00+02:00` for `20250603T141000+0200`.
fn with_separators(text: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let day = format!("{}-{}-{}", digits(0..4)?, digits(4..6)?, digits(6..8)?);
    let rest = &text[8..];
    if rest.is_empty() {
        return Some(day);
    }
    rest.strip_prefix('T')?;
    let time = format!("{}:{}:{}", digits(9..11)?, digits(11..13)?, digits(13..15).unwrap_or("00"));
    Some(format!("{day}T{time}{}", text.get(15..).unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_every_format_are_read() {
        for (text, language, expected) in [
            ("20250603T141000+0200", "de", "2025-06-03T14:10"),
            ("20250603T141000Z", "de", "2025-06-03T16:10"),
            ("20250603", "de", "2025-06-03T00:00"),
            ("Tue, 03 Jun 2025 14:10:00 +0200", "de", "2025-06-03T14:10"),
            ("Tue, 3 Jun 2025 12:10:00 GMT", "de", "2025-06-03T14:10"),
            ("Tue, 3 Jun 2025 12:10:00 GMT", "en", "2025-06-03T12:10"),
        ] {
            let seen = date(text, Some(language)).map(|moment| moment.format("%Y-%m-%dT%H:%M").to_string());
            assert_eq!(seen.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(date("2025060", None), None);
        assert_eq!(date("ä0250603", None), None);
    }

    #[test]
    fn senders_are_told_by_name() {
        assert_eq!(sender("Nordblatt - Nachrichten aus dem Norden").as_deref(), Some("Nordblatt"));
        assert_eq!(sender_of_urn("urn:newsml:akn.example:20250603:7").as_deref(), Some("akn"));
        assert_eq!(sender_of_urn("urn:uuid:7"), None);
    }

    #[test]
    fn html_is_known_by_its_tags() {
        assert!(looks_like_html("<p>Ja</p>") && looks_like_html("f&auml;hrt"));
        assert!(!looks_like_html("1 < 2 & 3 > 2") && !looks_like_html("AT&T; Co"));
    }
}
