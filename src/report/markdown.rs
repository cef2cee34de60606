//! Markdown for chats, mails and merge requests: every finding with its sources quoted, the decisive words in bold.

use std::fmt::Write;

use super::full::closing;
use super::{Entry, Quotation, Report, entries, shown, versions};
use crate::text::Span;

/// What Markdown takes for more than a character wherever it stands.
const SPECIAL: &str = "\\`*_[]|~$";

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for entry in entries(report) {
        finding(&mut text, report, &entry);
    }
    if !report.layout.quiet {
        let left_out = versions::lines(report);
        for line in &left_out {
            let _ = writeln!(text, "- {}", inline(line));
        }
        if !left_out.is_empty() {
            text.push('\n');
        }
        let heading = |words: &str| format!("### {}\n", inline(words));
        text.push_str(&super::events::list(report, heading, |article| format!("- {}", code(article))));
        let _ = writeln!(text, "{}", plain(&closing(report, |_, words| words.to_owned())));
    }
    text
}

fn finding(text: &mut String, report: &Report<'_>, entry: &Entry<'_>) {
    let messages = report.messages;
    let level = messages.level(entry.finding.level);
    let heading = entry.heading(messages);
    let _ = writeln!(text, "### {} ({}): {}\n", plain(level), entry.finding.kind.name(), inline(&heading));
    for quotation in &entry.quotations {
        let _ = writeln!(text, "{} · {}\n", plain(&quotation.whose(messages)), code(&quotation.place()));
        let _ = writeln!(text, "> {}\n", quoted(quotation));
    }
    for reason in &entry.because {
        let _ = writeln!(text, "- {}", plain(reason));
    }
    if !entry.because.is_empty() {
        text.push('\n');
    }
}

/// The clause, the decisive words in bold, and what they say where they do not say it themselves.
fn quoted(quotation: &Quotation<'_>) -> String {
    let words = quotation.document.text();
    let (clause, decisive) = (quotation.witness.span, quotation.witness.decisive);
    if !clause.contains(decisive) || decisive.is_empty() {
        return plain(clause.of(words));
    }
    let before = Span::new(clause.start(), decisive.start()).of(words);
    let after = Span::new(decisive.end(), clause.end()).of(words);
    let decisive = decisive.of(words).trim();
    let mut text = format!("{}**{}**{}", plain(before), inline(decisive), inline(after));
    if !decisive.split_whitespace().eq(quotation.label.split_whitespace()) {
        let _ = write!(text, " → {}", inline(&quotation.label));
    }
    text
}

/// Words that mean nothing but themselves, at the beginning of a line and inside it.
pub fn plain(words: &str) -> String {
    escape(words, true)
}

/// Words that mean nothing but themselves inside a line.
pub fn inline(words: &str) -> String {
    escape(words, false)
}

fn escape(words: &str, begins_a_line: bool) -> String {
    let words = shown(words);
    let mut text = String::with_capacity(words.len() + 8);
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let begins = begins_a_line && text.is_empty();
        match c {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            // `@name` would call somebody, `#12` point to an issue.
            '@' => text.push_str("&#64;"),
            '#' if begins || next.is_some_and(|next| next.is_ascii_digit()) => text.push_str("&#35;"),
            '-' | '+' | '=' if begins => text.extend(['\\', c]),
            '.' | ')' if begins_a_line && begins_a_list(&text) => text.extend(['\\', c]),
            ':' if next == Some('/') => text.extend(['\\', c]),
            '.' if ends_with_www(&text) => text.extend(['\\', c]),
            c if SPECIAL.contains(c) => text.extend(['\\', c]),
            c => text.push(c),
        }
    }
    text
}

/// Whether only digits stand before: `1.` would begin a list.
fn begins_a_list(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// `www.` would begin an address.
fn ends_with_www(text: &str) -> bool {
    let mut last = text.chars().rev().take(3);
    text.len() >= 3 && last.all(|c| c.eq_ignore_ascii_case(&'w'))
}

/// A path as code; a grave accent in it would end the code.
fn code(path: &str) -> String {
    if path.contains('`') { format!("`` {path} ``") } else { format!("`{path}`") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn sources_are_quoted() {
        let seen = Sample::new().with("de", 80, false, render);
        assert_eq!(
            seen,
            "\
### Widerspruch (status): Anhörung zum Deichbau

mda, 3.6.2025, 18.05 Uhr · `artikel/a-agentur.txt:1:18`

> Die Anhörung zum Deichbau war am Montagabend **kurzfristig abgesagt** worden → abgesagt

b-bote · `artikel/b-bote.txt:4:37`

> fand die Anhörung zum Deich\\\\u{1b}\\[31mbau am Montag **in der Aula der Realschule statt** → fand statt

- dieselbe Sache: Anhörung, Deichbau
- derselbe Tag: 2.6.2025

2 Artikel geprüft: 1 Widerspruch
",
            "{seen}"
        );
    }

    #[test]
    fn articles_mean_nothing_but_their_words() {
        for (words, expected) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("![x](http://böse.example)", "!\\[x\\](http\\://böse.example)"),
            ("www.example.org", "www\\.example.org"),
            ("*fett* _schief_ `code` a|b", "\\*fett\\* \\_schief\\_ \\`code\\` a\\|b"),
            ("1. Platz", "1\\. Platz"),
            ("- Punkt", "\\- Punkt"),
            ("# Titel", "&#35; Titel"),
            ("Fall #12 von @dpa", "Fall &#35;12 von &#64;dpa"),
            ("am 3.6.2025 (Dienstag)", "am 3.6.2025 (Dienstag)"),
        ] {
            assert_eq!(plain(words), expected);
        }
    }

    #[test]
    fn silence_is_said() {
        assert_eq!(
            Sample::silent().with("en", 80, false, render),
            "2 articles checked: no disagreement found\n"
        );
    }
}
