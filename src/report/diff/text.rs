//! Side by side in the terminal: two columns, one beneath the other where it is narrow. What agrees is folded.

use std::fmt::Write;

use super::block::{Block, blocks, titles};
use super::{Comparison, Passage, Row, Standing};
use crate::report::full::colour;
use crate::report::paint::{Colour, Paint};
use crate::report::passage::{self, Tone, columns, marked_rows, wrap};
use crate::report::{Layout, Messages, Report, shown};

/// Wider than this is hard to read, however wide the terminal.
const WIDEST: usize = 170;
/// A terminal narrower than this gets one column.
const NARROW: usize = 68;
/// What stands between the columns.
const BETWEEN: &str = " │ ";

/// Writes the comparison; `unfold` shows what agrees, too.
pub fn render(comparison: &Comparison, report: &Report<'_>, unfold: bool) -> String {
    let layout = report.layout;
    let width = layout.width.clamp(30, WIDEST);
    let lines = comparison.rows.iter().flat_map(|row| row.passages.iter().flatten());
    let last = lines.map(|passage| passage.position.line).max().unwrap_or(0);
    let writer = Writer {
        comparison,
        report,
        messages: report.messages,
        paint: Paint::new(layout.colour),
        width,
        number: last.to_string().len().max(2),
    };
    let mut text = String::new();
    writer.head(&mut text);
    for block in blocks(&comparison.rows, unfold) {
        text.push('\n');
        writer.block(&mut text, &block);
    }
    writer.closing(&mut text, layout);
    text
}

struct Writer<'a> {
    comparison: &'a Comparison,
    report: &'a Report<'a>,
    messages: &'a Messages,
    paint: Paint,
    width: usize,
    number: usize,
}

impl Writer<'_> {
    /// Columns of one of two columns, line number included.
    fn column(&self) -> usize {
        (self.width - columns(BETWEEN)) / 2
    }

    fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Whose articles they are, when they were published and where they are.
    fn head(&self, text: &mut String) {
        let sides = self.comparison.sides.each_ref().map(|side| {
            let published = side.published.map(|(moment, known)| self.messages.moment(moment, known));
            let name = shown(&side.name).into_owned();
            let whose = published.map_or(name.clone(), |published| format!("{name}, {published}"));
            (whose, shown(&side.path).into_owned())
        });
        let fits = |words: &str| columns(words) <= self.column();
        if self.is_narrow() || !sides.iter().all(|(whose, path)| fits(whose) && fits(path)) {
            for (whose, path) in &sides {
                for line in wrap(whose, self.width) {
                    let _ = writeln!(text, "{}", self.paint.bold(&line));
                }
                // The path is never broken, so that it can be copied.
                let _ = writeln!(text, "  {}", self.paint.colour(Colour::Faint, path));
            }
            return;
        }
        let [(first, first_path), (second, second_path)] = &sides;
        let bold = |words: &str| self.paint.bold(words).into_owned();
        let faint = |words: &str| self.paint.colour(Colour::Faint, words).into_owned();
        self.beside(text, (bold(first), columns(first)), (bold(second), columns(second)));
        let paths = [first_path, second_path].map(|path| (faint(path), columns(path)));
        let [first, second] = paths;
        self.beside(text, first, second);
    }

    fn block(&self, text: &mut String, block: &Block<'_>) {
        match block {
            Block::Folded(number) => {
                let words = self.messages.diff("folded", &[("n", number.to_string())]);
                let words = format!("··· {}", shown(&words));
                let _ = writeln!(text, "{}", self.paint.colour(Colour::Faint, &words));
            }
            Block::Row(row) => {
                self.heading(text, row);
                let tone = tone(row.standing);
                let sides = row.passages.each_ref().map(|passages| passages.iter().collect::<Vec<_>>());
                self.sides(text, &sides, tone, self.is_narrow());
            }
            Block::Only(sides) => {
                let heads = [0, 1].map(|side: usize| {
                    let words = self.comparison.only(side, self.messages);
                    if sides[side].is_empty() { String::new() } else { shown(&words).into_owned() }
                });
                if !self.is_narrow() {
                    let heads = heads.map(|head| self.cut(&head, self.column()));
                    let [first, second] =
                        heads.map(|head| (self.paint.bold(&head).into_owned(), columns(&head)));
                    self.beside(text, first, second);
                    self.sides(text, sides, None, false);
                    return;
                }
                let mut parted = false;
                for (side, head) in heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
                    if parted {
                        text.push('\n');
                    }
                    parted = true;
                    for line in wrap(head, self.width) {
                        let _ = writeln!(text, "{}", self.paint.bold(&line));
                    }
                    let mut only: [Vec<&Passage>; 2] = Default::default();
                    only[side].clone_from(&sides[side]);
                    self.sides(text, &only, None, false);
                }
            }
        }
    }

    /// What the row is about: a line for every finding, or how it stands.
    fn heading(&self, text: &mut String, row: &Row) {
        for title in titles(row, self.messages, self.report) {
            let line = format!("{}{}", title.name, title.rest);
            for (index, line) in wrap(&shown(&line), self.width).iter().enumerate() {
                let tail = line.strip_prefix(title.name.as_str()).filter(|_| index == 0);
                let _ = match (tail, tone(title.standing)) {
                    (Some(tail), Some(tone)) => {
                        writeln!(text, "{}{}", self.paint.colour(tone, &title.name), self.paint.bold(tail))
                    }
                    (Some(_) | None, _) => writeln!(text, "{}", self.paint.bold(line)),
                };
            }
        }
    }

    /// Passages side by side, or one side after the other.
    fn sides(&self, text: &mut String, sides: &[Vec<&Passage>; 2], tone: Option<Colour>, named: bool) {
        if self.is_narrow() {
            for (side, passages) in sides.iter().enumerate().filter(|(_, passages)| !passages.is_empty()) {
                if named {
                    let name = shown(&self.comparison.sides[side].name).into_owned();
                    let name = self.cut(&name, self.width - 2);
                    let _ = writeln!(text, "  {}", self.paint.colour(Colour::Faint, &name));
                }
                for (line, _) in self.lines(passages, self.width, tone) {
                    let _ = writeln!(text, "{}", line.trim_end());
                }
            }
            return;
        }
        let [first, second] = sides.each_ref().map(|passages| self.lines(passages, self.column(), tone));
        let none = (String::new(), 0);
        for index in 0..first.len().max(second.len()) {
            let line = |lines: &[(String, usize)]| lines.get(index).unwrap_or(&none).clone();
            self.beside(text, line(&first), line(&second));
        }
    }

    /// One line of both columns, each with how many columns it takes.
    fn beside(&self, text: &mut String, (first, taken): (String, usize), (second, _): (String, usize)) {
        let gap = " ".repeat(self.column().saturating_sub(taken));
        let between = self.paint.colour(Colour::Faint, BETWEEN.trim()).into_owned();
        let line = format!("{first}{gap} {between} {second}");
        let _ = writeln!(text, "{}", line.trim_end());
    }

    /// Passages with their line numbers, the differing words underlined; each line with the columns it takes.
    fn lines(&self, passages: &[&Passage], width: usize, tone: Option<Colour>) -> Vec<(String, usize)> {
        let left = self.number + 1;
        let mut lines = Vec::new();
        for passage in passages {
            for (index, row) in marked_rows(&passage.pieces(), width - left).iter().enumerate() {
                let number = if index == 0 { passage.position.line.to_string() } else { String::new() };
                let number = format!("{number:>wide$}", wide = self.number);
                let taken = left + row.runs.iter().map(|(_, words)| columns(words)).sum::<usize>();
                let number = self.paint.colour(Colour::Faint, &number).into_owned();
                lines.push((format!("{number} {}", self.words(row, tone)), taken));
                if let Some(line) = self.marks(row, tone) {
                    lines.push((format!("{}{}", " ".repeat(left), line.0), left + line.1));
                }
            }
        }
        lines
    }

    fn words(&self, row: &passage::Row, tone: Option<Colour>) -> String {
        let painted = row.runs.iter().map(|(kind, words)| match (kind, tone) {
            (Tone::Decisive, Some(tone)) => self.paint.colour(tone, words).into_owned(),
            (Tone::Decisive | Tone::Clause | Tone::Around, _) => words.clone(),
        });
        painted.collect()
    }

    /// The line beneath a row with the differing words underlined, and the columns it takes.
    fn marks(&self, row: &passage::Row, tone: Option<Colour>) -> Option<(String, usize)> {
        row.mark?;
        let (mut line, mut taken, mut at) = (String::new(), 0, 0);
        for (kind, words) in &row.runs {
            let wide = columns(words);
            if *kind == Tone::Decisive {
                // A space at a row's end is no word.
                let bar = "━".repeat(columns(words.trim_end()));
                let bar = tone.map_or(bar.clone(), |tone| self.paint.colour(tone, &bar).into_owned());
                let _ = write!(line, "{}{bar}", " ".repeat(at - taken));
                taken = at + columns(words.trim_end());
            }
            at += wide;
        }
        Some((line, taken))
    }

    /// A name that has to fit into a column.
    fn cut(&self, words: &str, width: usize) -> String {
        if columns(words) <= width {
            return words.to_owned();
        }
        let mut short = words.to_owned();
        while columns(&short) >= width && short.pop().is_some() {}
        short + "…"
    }

    fn closing(&self, text: &mut String, layout: Layout) {
        if layout.quiet {
            return;
        }
        let paint = |standing, words: &str| match tone(standing) {
            Some(tone) => self.paint.colour(tone, words).into_owned(),
            None => words.to_owned(),
        };
        let closing = self.comparison.closing(self.messages);
        // Colours would be broken with the line.
        if columns(&closing) <= self.width {
            let _ = writeln!(text, "\n{}", self.comparison.closing_painted(self.messages, paint));
            return;
        }
        text.push('\n');
        for line in wrap(&shown(&closing), self.width) {
            let _ = writeln!(text, "{line}");
        }
    }
}

fn tone(standing: Standing) -> Option<Colour> {
    match standing {
        Standing::Disputed(level) => Some(colour(level)),
        Standing::Differing => Some(Colour::Cyan),
        Standing::Same => Some(Colour::Green),
        Standing::Only(_) => None,
    }
}
