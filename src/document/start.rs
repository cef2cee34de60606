//! How a line begins: what its first characters say about the block it opens.

/// What the beginning of a line announces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Start {
    /// Running text, or nothing special.
    #[default]
    Text,
    /// A Markdown heading.
    Heading,
    /// `•`, `➤` and the like.
    Bullet,
    /// A dash and a space.
    Dash,
    /// `1.`, `2)`, `a)`, `(iv)`.
    Number,
    /// An entry of a live blog that cannot be running text: `+++ 16.12 Uhr`, `14:05 |`.
    Entry,
    /// A row of a table.
    Row,
    /// An address.
    Link,
}

/// Looks at the beginning of a line.
pub(super) fn starts(line: &str) -> Start {
    let Some(first) = line.chars().next() else { return Start::Text };
    match first {
        '#' if line.trim_start_matches('#').starts_with(' ') => Start::Heading,
        '+' if line.starts_with("+++") => Start::Entry,
        '|' => Start::Row,
        '*' if line.starts_with("* ") => Start::Bullet,
        '-' | '–' | '—' if line[first.len_utf8()..].starts_with(' ') => {
            // `- Presse -` is set between dashes.
            if line.ends_with(first) { Start::Text } else { Start::Dash }
        }
        'h' if line.starts_with("http://") || line.starts_with("https://") => Start::Link,
        'w' if line.starts_with("www.") => Start::Link,
        '0'..='9' => number_or_time(line),
        'a'..='z' | 'A'..='Z' if line[1..].starts_with(") ") => Start::Number,
        'a'..='z' if is_lettered(line) => Start::Number,
        '(' if is_bracketed_number(line) => Start::Number,
        _ if is_bullet(first) => Start::Bullet,
        _ if line.contains('\t') && line.matches('\t').count() >= 2 => Start::Row,
        _ => Start::Text,
    }
}

/// The length of the marks at the beginning of a line that are not part of its words: `## `.
pub(super) fn marks(start: Start, line: &str) -> usize {
    match start {
        Start::Heading => line.len() - line.trim_start_matches(['#', ' ']).len(),
        Start::Text
        | Start::Bullet
        | Start::Dash
        | Start::Number
        | Start::Entry
        | Start::Row
        | Start::Link => 0,
    }
}

/// Whether a character marks an item of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '►'
            | '▶'
            | '➤'
            | '➜'
            | '→'
            | '‣'
            | '⁃'
            | '·'
            | '■'
            | '□'
            | '✓'
            | '✔'
            | '◆'
            | '➡'
            | '»'
    ) && c != '»'
}

fn number_or_time(line: &str) -> Start {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits <= 2 && (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with(".) ")) {
        return Start::Number;
    }
    let time: usize = line.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count();
    let after = line[time..].trim_start();
    if time >= 4 && digits <= 2 && after.starts_with('|') { Start::Entry } else { Start::Text }
}

/// `d. Haushalt`, but not `z. B.`
fn is_lettered(line: &str) -> bool {
    let mut chars = line[1..].strip_prefix(". ").unwrap_or("").chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

fn is_bracketed_number(line: &str) -> bool {
    let inner = line[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    (1..=4).contains(&inner)
        && line[1 + inner..].starts_with(") ")
        && (inner == 1
            || line[1..=inner].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'i' | b'v' | b'x')))
}
