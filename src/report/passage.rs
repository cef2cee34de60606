//! A few words of an article around what a finding is about, broken into rows of a given width with the decisive
//! words marked. A paragraph is one line of its file, so whole lines are never shown.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::escape::shown;
use crate::document::Document;
use crate::text::Span;

/// A clause longer than this many bytes is cut around its decisive words.
const LONGEST_CLAUSE: usize = 360;
/// How far away, in bytes, the sentence may begin or end and still be shown whole.
const NEAR: usize = 110;
/// How many bytes around the clause are shown where the sentence is longer than that.
const AROUND: usize = 60;

/// What words are to the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// They stand around the clause.
    Around,
    /// They belong to the clause.
    Clause,
    /// The disagreement hangs on them.
    Decisive,
}

/// One row of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The row's words, safe to print.
    pub runs: Vec<(Tone, String)>,
    /// First column of the decisive words in this row, and how many columns they take.
    pub mark: Option<(usize, usize)>,
}

/// The passage around a clause in rows of at most `width` columns.
pub fn rows(document: &Document, clause: Span, decisive: Span, width: usize) -> Vec<Row> {
    let decisive = decisive_in(clause, decisive);
    in_rows(document, &Window::around(document, clause, decisive), clause, decisive, width)
}

/// The paragraphs of a clause in rows of at most `width` columns.
#[cfg(feature = "interactive")]
pub fn paragraph_rows(document: &Document, clause: Span, decisive: Span, width: usize) -> Vec<Row> {
    let touched = document.blocks.iter().map(|block| block.span).filter(|block| block.overlaps(clause));
    let span = touched.fold(clause, Span::cover);
    let window = Window { span, cut_before: false, cut_after: false };
    in_rows(document, &window, clause, decisive_in(clause, decisive), width)
}

fn decisive_in(clause: Span, decisive: Span) -> Span {
    if decisive.is_empty() || !clause.contains(decisive) { clause } else { decisive }
}

fn in_rows(document: &Document, window: &Window, clause: Span, decisive: Span, width: usize) -> Vec<Row> {
    let text = document.text();
    let mut glyphs = Vec::new();
    if window.cut_before {
        glyphs.extend(glyphs_of("… ", Tone::Around));
    }
    let mut add = |start: usize, end: usize, tone: Tone| {
        glyphs.extend(glyphs_of(Span::new(start, end).of(text), tone));
    };
    let inside = |at: usize| at.clamp(window.span.start(), window.span.end());
    let borders = [clause.start(), decisive.start(), decisive.end(), clause.end()].map(inside);
    add(window.span.start(), borders[0], Tone::Around);
    add(borders[0], borders[1], Tone::Clause);
    add(borders[1], borders[2], Tone::Decisive);
    add(borders[2], borders[3], Tone::Clause);
    add(borders[3], window.span.end(), Tone::Around);
    if window.cut_after {
        glyphs.extend(glyphs_of(" …", Tone::Around));
    }
    broken(glyphs, width).into_iter().map(row).collect()
}

/// Words in pieces, each with whether it is marked, in rows of at most `width` columns.
pub fn marked_rows(pieces: &[(bool, &str)], width: usize) -> Vec<Row> {
    let tone = |marked: bool| if marked { Tone::Decisive } else { Tone::Clause };
    let glyphs = pieces.iter().flat_map(|(marked, words)| glyphs_of(words, tone(*marked)));
    broken(glyphs, width).into_iter().map(row).collect()
}

/// A text in lines of at most `width` columns, broken between words.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let lines = broken(glyphs_of(text, Tone::Around), width);
    lines.into_iter().map(|line| line.into_iter().map(|glyph| glyph.text).collect()).collect()
}

/// How many columns a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The part of the reading text that is shown.
struct Window {
    span: Span,
    cut_before: bool,
    cut_after: bool,
}

impl Window {
    fn around(document: &Document, clause: Span, decisive: Span) -> Self {
        let text = document.text();
        let core = if clause.len() > LONGEST_CLAUSE {
            let room = (LONGEST_CLAUSE / 2).saturating_sub(decisive.len().min(LONGEST_CLAUSE) / 2);
            let end = decisive.end().min(decisive.start() + LONGEST_CLAUSE);
            Span::new(
                word_start(text, decisive.start().saturating_sub(room))
                    .clamp(clause.start(), decisive.start()),
                word_end(text, end + room).clamp(decisive.start(), clause.end()),
            )
        } else {
            clause
        };
        let sentences = || document.blocks.iter().flat_map(|block| &block.sentences);
        let whole = core == clause;
        let begin = sentences().map(|sentence| sentence.start()).filter(|at| *at <= core.start()).max();
        let (start, cut_before) = match begin {
            Some(begin) if core.start() - begin <= NEAR && (whole || begin == core.start()) => (begin, false),
            _ if !whole => (core.start(), core.start() > clause.start()),
            begin => {
                let start = word_start(text, core.start().saturating_sub(AROUND));
                let start = start.clamp(begin.unwrap_or(0), core.start());
                (start, start > begin.unwrap_or(0))
            }
        };
        let finish = sentences().map(|sentence| sentence.end()).filter(|at| *at >= core.end()).min();
        let (end, cut_after) = match finish {
            Some(finish) if finish - core.end() <= NEAR && (whole || finish == core.end()) => (finish, false),
            _ if !whole => (core.end(), core.end() < clause.end()),
            finish => {
                let end = word_end(text, core.end() + AROUND);
                let end = end.clamp(core.end(), finish.unwrap_or(text.len()).max(core.end()));
                (end, end < finish.unwrap_or(text.len()))
            }
        };
        Self { span: Span::new(start, end), cut_before, cut_after }
    }
}

/// The first beginning of a word at or behind a position; the position itself where none is near.
fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if at == 0 {
        return 0;
    }
    let rest = &text[at..];
    match rest.find(char::is_whitespace) {
        Some(gap) if gap < AROUND => at + gap + rest[gap..].chars().next().map_or(0, char::len_utf8),
        _ => at,
    }
}

/// The last end of a word at or before a position; the position itself where none is near.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    match text[..at].rfind(char::is_whitespace) {
        Some(gap) if at - gap < AROUND => gap,
        _ => at,
    }
}

/// One character as it is shown.
struct Glyph {
    text: String,
    width: usize,
    tone: Tone,
}

impl Glyph {
    fn is_space(&self) -> bool {
        self.text == " "
    }
}

fn glyphs_of(text: &str, tone: Tone) -> impl Iterator<Item = Glyph> {
    let shown: Vec<char> = shown(text).chars().collect();
    shown.into_iter().map(move |c| {
        // Spaces that do not break would push a row over its width; in a report they are spaces.
        let c = if c.is_whitespace() { ' ' } else { c };
        Glyph { text: c.to_string(), width: c.width().unwrap_or(0), tone }
    })
}

/// Breaks glyphs into rows: between words, inside a word only where it is wider than a row. Runs of spaces become
/// one, and rows neither begin nor end with one.
fn broken(glyphs: impl IntoIterator<Item = Glyph>, width: usize) -> Vec<Vec<Glyph>> {
    let width = width.max(8);
    let mut rows = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    let mut used = 0;
    for glyph in glyphs {
        if glyph.is_space() && row.last().is_none_or(Glyph::is_space) {
            continue;
        }
        if used + glyph.width > width && !glyph.is_space() {
            let next = match row.iter().rposition(Glyph::is_space) {
                Some(gap) => row.split_off(gap + 1),
                None => Vec::new(),
            };
            finish(&mut rows, row);
            used = next.iter().map(|glyph| glyph.width).sum();
            row = next;
        }
        used += glyph.width;
        row.push(glyph);
    }
    finish(&mut rows, row);
    rows
}

fn finish(rows: &mut Vec<Vec<Glyph>>, mut row: Vec<Glyph>) {
    while row.last().is_some_and(Glyph::is_space) {
        row.pop();
    }
    if !row.is_empty() {
        rows.push(row);
    }
}

fn row(glyphs: Vec<Glyph>) -> Row {
    let mut row = Row::default();
    let mut column = 0;
    for glyph in glyphs {
        if glyph.tone == Tone::Decisive {
            let (start, width) = row.mark.unwrap_or((column, 0));
            row.mark = Some((start, width + glyph.width));
        }
        column += glyph.width;
        match row.runs.last_mut() {
            Some((tone, text)) if *tone == glyph.tone => text.push_str(&glyph.text),
            _ => row.runs.push((glyph.tone, glyph.text)),
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[track_caller]
    fn check(text: &str, clause: &str, decisive: &str, width: usize, expected: &str) {
        let document = sample::document(text);
        let mut seen = String::new();
        for row in rows(&document, sample::find(text, clause), sample::find(text, decisive), width) {
            let line: String = row.runs.iter().map(|(_, text)| text.as_str()).collect();
            assert!(columns(&line) <= width, "too wide: {line}");
            seen.push_str(&line);
            seen.push('\n');
            if let Some((start, width)) = row.mark {
                seen.push_str(&" ".repeat(start));
                seen.push_str(&"^".repeat(width));
                seen.push('\n');
            }
        }
        assert_eq!(seen, expected, "got:\n{seen}");
    }

    #[test]
    fn a_short_sentence_is_shown_whole() {
        check(
            "Es regnete. Die Übung wurde am Abend abgesagt. Alle gingen heim.",
            "Die Übung wurde am Abend abgesagt",
            "abgesagt",
            60,
            "\
Die Übung wurde am Abend abgesagt.
                         ^^^^^^^^
",
        );
    }

    #[test]
    fn marks_go_on_in_the_next_row() {
        check(
            "Die Feuerwehr sprach von mehr als vierzig Verletzten im Hafen.",
            "Die Feuerwehr sprach von mehr als vierzig Verletzten im Hafen",
            "mehr als vierzig Verletzten",
            34,
            "\
Die Feuerwehr sprach von mehr als
                         ^^^^^^^^
vierzig Verletzten im Hafen.
^^^^^^^^^^^^^^^^^^
",
        );
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        let lead = "wie aus einem Papier hervorgeht, das der Redaktion vorliegt und das ".repeat(3);
        let tail = ", wobei die Verwaltung auf Nachfragen zunächst nicht antworten wollte".repeat(3);
        let text = format!(
            "Der Rat hat, {lead}am Montag beschlossen wurde, der Bau kostet 38 Millionen Euro{tail}."
        );
        check(
            &text,
            "der Bau kostet 38 Millionen Euro",
            "38 Millionen Euro",
            76,
            "\
… Redaktion vorliegt und das am Montag beschlossen wurde, der Bau kostet 38
                                                                         ^^
Millionen Euro, wobei die Verwaltung auf Nachfragen zunächst nicht …
^^^^^^^^^^^^^^
",
        );
    }

    #[test]
    fn a_word_without_end_is_broken() {
        check(
            "Siehe https://beispiel.example/a/b/c/d/e/f dort.",
            "https://beispiel.example/a/b/c/d/e/f",
            "beispiel",
            20,
            "\
Siehe
https://beispiel.exa
        ^^^^^^^^
mple/a/b/c/d/e/f
dort.
",
        );
    }

    #[test]
    fn wide_and_steering_characters_count_as_they_are_shown() {
        check(
            "In 東京 fand\u{1b}[31m es statt.",
            "In 東京 fand\u{1b}[31m es statt",
            "fand\u{1b}[31m",
            60,
            "\
In 東京 fand\\u{1b}[31m es statt.
        ^^^^^^^^^^^^^^
",
        );
    }

    #[test]
    fn a_clause_without_end_is_cut_around_its_words() {
        let many = "und dann noch ein Wort ".repeat(60);
        let text = format!("Er sagte {many}neunzehn Tote {many}am Ende.");
        let document = sample::document(&text);
        let clause = Span::new(0, text.len());
        let rows = rows(&document, clause, sample::find(&text, "neunzehn Tote"), 80);
        assert!(rows.len() <= 6, "{} rows", rows.len());
        assert!(rows.iter().any(|row| row.mark.is_some()));
        let first = &rows[0].runs[0].1;
        let last = &rows[rows.len() - 1].runs.last().expect("a row has words").1;
        assert!(first.starts_with('…') && last.ends_with('…'), "{first} / {last}");
    }
}
