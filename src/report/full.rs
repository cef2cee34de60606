//! The report for people: every finding with both sources quoted, the decisive words underlined and labelled, why
//! the two are about one thing, and a closing line that counts.
//!
//! Not built on miette: a clause is often wider than the terminal, and miette shows the lines of a file as they are,
//! one source per report. Here the passage is set anew in the reader's width.

use std::fmt::Write;

use super::entry::{Entry, Quotation, entries};
use super::paint::{Colour, Paint};
use super::passage::{Row, Tone, columns, rows, wrap};
use super::{Messages, Report, shown, versions};
use crate::finding::Level;

/// Wider than this is hard to read, however wide the terminal.
const WIDEST: usize = 110;
/// What stands to the left of a passage: `  │ `.
const GUTTER: usize = 4;

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    let writer = Writer {
        messages: report.messages,
        paint: Paint::new(report.layout.colour),
        width: report.layout.width.clamp(30, WIDEST),
    };
    let mut text = String::new();
    for entry in entries(report) {
        writer.entry(&mut text, &entry);
    }
    if !report.layout.quiet {
        let heading = |words: &str| writer.paint.bold(words).into_owned();
        text.push_str(&super::events::list(report, heading, |article| format!("  {article}")));
        writer.closing(&mut text, report);
    }
    text
}

/// How many articles were checked, and what was found: one line, the counts of each level put through `paint`.
pub fn closing(report: &Report<'_>, paint: impl Fn(Level, &str) -> String) -> String {
    let messages = report.messages;
    let counts: Vec<String> = Level::ALL
        .into_iter()
        .filter_map(|level| {
            let number = report.findings.iter().filter(|finding| finding.level == level).count();
            (number > 0).then(|| paint(level, &messages.findings(level, number)))
        })
        .collect();
    let articles = messages.count("articles", report.sources.len());
    // Where nothing was read, nothing was found to be in order either.
    if report.sources.is_empty() {
        return format!("{articles} {}", messages.word("checked"));
    }
    let counts = match counts.as_slice() {
        [] => messages.word("nothing").to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {} {last}", most.join(", "), messages.word("and")),
    };
    let accepted = match report.gate.accepted.len() {
        0 => String::new(),
        number => format!(" {}", messages.gate("closing", &[("n", number.to_string())])),
    };
    format!("{articles} {}: {counts}{accepted}", messages.word("checked"))
}

/// The colour of a level.
pub fn colour(level: Level) -> Colour {
    match level {
        Level::Contradiction => Colour::Red,
        Level::Tension => Colour::Yellow,
        Level::Update => Colour::Blue,
        Level::Note => Colour::Green,
    }
}

struct Writer<'a> {
    messages: &'a Messages,
    paint: Paint,
    width: usize,
}

impl Writer<'_> {
    fn entry(&self, text: &mut String, entry: &Entry<'_>) {
        let level = entry.finding.level;
        let name = self.messages.level(level);
        let subject = entry.heading(self.messages);
        let head = format!("{name} ({}): {}", entry.finding.kind.name(), shown(&subject));
        for (index, line) in wrap(&head, self.width).iter().enumerate() {
            let rest = line.strip_prefix(name).filter(|_| index == 0);
            let _ = match rest {
                Some(rest) => {
                    writeln!(text, "{}{}", self.paint.colour(colour(level), name), self.paint.bold(rest))
                }
                None => writeln!(text, "{}", self.paint.bold(line)),
            };
        }
        let last = entry.quotations.len().saturating_sub(1);
        for (index, quotation) in entry.quotations.iter().enumerate() {
            self.source(text, quotation, if index == 0 { "╭" } else { "├" });
            self.passage(text, quotation, level);
            if index < last || !entry.because.is_empty() {
                self.gutter(text, "│", "");
            }
        }
        self.because(text, &entry.because);
        text.push('\n');
    }

    /// Whose words follow, when they were published, and where they stand.
    fn source(&self, text: &mut String, quotation: &Quotation<'_>, corner: &str) {
        let place = quotation.place();
        let whose = quotation.whose(self.messages);
        let one_line = columns(&whose) + 3 + columns(&place) + GUTTER <= self.width;
        let whose = self.paint.bold(&whose);
        // The place is never broken, so that it can be clicked and copied.
        if one_line {
            let place = self.paint.colour(Colour::Faint, &place);
            self.gutter(text, corner, &format!("{whose} · {place}"));
        } else {
            self.gutter(text, corner, &whose);
            self.gutter(text, "│", &self.paint.colour(Colour::Faint, &place));
        }
    }

    fn passage(&self, text: &mut String, quotation: &Quotation<'_>, level: Level) {
        let room = self.width - GUTTER;
        let rows = rows(quotation.document, quotation.witness.span, quotation.witness.decisive, room);
        let last = rows.iter().rposition(|row| row.mark.is_some());
        for (index, row) in rows.iter().enumerate() {
            self.gutter(text, "│", &self.words(row, level));
            if let Some(mark) = row.mark {
                let label = if Some(index) == last { self.label(quotation) } else { String::new() };
                self.mark(text, mark, &label, room, level);
            }
        }
    }

    /// What the place says; nothing where that is what is underlined.
    fn label(&self, quotation: &Quotation<'_>) -> String {
        let decisive = quotation.witness.decisive.of(quotation.document.text());
        let same = decisive.split_whitespace().eq(quotation.label.split_whitespace());
        if same { String::new() } else { shown(&quotation.label).into_owned() }
    }

    fn words(&self, row: &Row, level: Level) -> String {
        row.runs
            .iter()
            .map(|(tone, words)| match tone {
                Tone::Around => self.paint.colour(Colour::Faint, words),
                Tone::Clause => words.as_str().into(),
                Tone::Decisive => self.paint.colour(colour(level), words),
            })
            .collect()
    }

    /// The line under the decisive words, with what they say behind it or, where there is no room, beneath it.
    fn mark(
        &self,
        text: &mut String,
        (start, width): (usize, usize),
        label: &str,
        room: usize,
        level: Level,
    ) {
        let line = self.paint.colour(colour(level), &"━".repeat(width)).into_owned();
        let indent = " ".repeat(start);
        let painted = |label: &str| self.paint.colour(colour(level), label).into_owned();
        if label.is_empty() {
            self.gutter(text, "│", &format!("{indent}{line}"));
        } else if start + width + 1 + columns(label) <= room {
            self.gutter(text, "│", &format!("{indent}{line} {}", painted(label)));
        } else {
            self.gutter(text, "│", &format!("{indent}{line}"));
            for label in wrap(label, room) {
                let indent = " ".repeat(start.min(room - columns(&label).min(room)));
                self.gutter(text, "│", &format!("{indent}{}", painted(&label)));
            }
        }
    }

    /// Why the places are about one thing, one reason after the other.
    fn because(&self, text: &mut String, reasons: &[String]) {
        let room = self.width - GUTTER - 2;
        for (index, reason) in reasons.iter().enumerate() {
            for (row, line) in wrap(&shown(reason), room).iter().enumerate() {
                let corner = if index == 0 && row == 0 { "╰" } else { " " };
                let hang = if row == 0 { "" } else { "  " };
                self.gutter(text, corner, &format!("{hang}{line}"));
            }
        }
    }

    fn gutter(&self, text: &mut String, corner: &str, line: &str) {
        let corner = self.paint.colour(Colour::Faint, corner);
        let gap = if line.is_empty() { "" } else { " " };
        let _ = writeln!(text, "  {corner}{gap}{line}");
    }

    fn closing(&self, text: &mut String, report: &Report<'_>) {
        for line in versions::lines(report) {
            for line in wrap(&line, self.width) {
                let _ = writeln!(text, "{}", self.paint.colour(Colour::Faint, &line));
            }
        }
        let paint = |level, words: &str| self.paint.colour(colour(level), words).into_owned();
        let _ = writeln!(text, "{}", closing(report, paint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[track_caller]
    fn check(sample: &Sample, language: &str, width: usize, expected: &str) {
        let seen = sample.with(language, width, false, render);
        assert_eq!(seen, expected, "got:\n{seen}");
        assert!(seen.lines().all(|line| columns(line) <= width || line.contains(".txt:")));
    }

    #[test]
    fn both_sources_are_quoted() {
        check(
            &Sample::new(),
            "de",
            80,
            "\
Widerspruch (status): Anhörung zum Deichbau
  ╭ mda, 3.6.2025, 18.05 Uhr · artikel/a-agentur.txt:1:18
  │ Kurhafen (mda) - Die Anhörung zum Deichbau war am Montagabend kurzfristig
  │                                                               ━━━━━━━━━━━
  │ abgesagt worden.
  │ ━━━━━━━━ abgesagt
  │
  ├ b-bote · artikel/b-bote.txt:4:37
  │ … Jahren betreibt und dafür auch Grundstücke gekauft hat, fand die Anhörung
  │ zum Deich\\u{1b}[31mbau am Montag in der Aula der Realschule statt, und
  │                                  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ fand statt
  │ niemand ging vor Mitternacht nach Hause, wie es später in mehreren
  │ Zuschriften an die Redaktion hieß.
  │
  ╰ dieselbe Sache: Anhörung, Deichbau
    derselbe Tag: 2.6.2025

2 Artikel geprüft: 1 Widerspruch
",
        );
    }

    #[test]
    fn a_narrow_terminal_is_enough() {
        check(
            &Sample::new(),
            "en",
            46,
            "\
Contradiction (status): Anhörung zum Deichbau
  ╭ mda, 3 Jun 2025, 18:05
  │ artikel/a-agentur.txt:1:18
  │ Kurhafen (mda) - Die Anhörung zum Deichbau
  │ war am Montagabend kurzfristig abgesagt
  │                    ━━━━━━━━━━━━━━━━━━━━
  │                    cancelled
  │ worden.
  │
  ├ b-bote · artikel/b-bote.txt:4:37
  │ … Jahren betreibt und dafür auch
  │ Grundstücke gekauft hat, fand die Anhörung
  │ zum Deich\\u{1b}[31mbau am Montag in der
  │                                  ━━━━━━
  │ Aula der Realschule statt, und niemand
  │ ━━━━━━━━━━━━━━━━━━━━━━━━━ took place
  │ ging vor Mitternacht nach Hause, wie es
  │ später in mehreren Zuschriften an die
  │ Redaktion hieß.
  │
  ╰ same thing: Anhörung, Deichbau
    same day: 2 Jun 2025

2 articles checked: 1 contradiction
",
        );
    }

    #[test]
    fn silence_is_said() {
        check(&Sample::silent(), "en", 80, "2 articles checked: no disagreement found\n");
    }

    #[test]
    fn colours_only_surround_the_words() {
        let plain = Sample::new().with("de", 80, false, render);
        let coloured = Sample::new().with("de", 80, true, render);
        assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[31mWiderspruch\u{1b}[0m"));
        let mut stripped = coloured;
        for code in ["0", "1", "2", "31"] {
            stripped = stripped.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert_eq!(stripped, plain);
    }

    #[test]
    fn a_label_that_repeats_the_words_is_left_out() {
        let mut sample = Sample::new();
        let label = "kurzfristig  abgesagt".to_owned();
        sample.finding().witnesses[0].label = crate::finding::Label::Words(label);
        let seen = sample.with("de", 80, false, render);
        assert_eq!(seen.matches("━━━━━━━━ abgesagt").count(), 0, "{seen}");
        assert!(seen.contains("  │ ━━━━━━━━\n"), "{seen}");
    }

    #[test]
    fn a_subject_that_is_a_day_is_written_as_one() {
        let mut sample = Sample::new();
        sample.finding().subject = "2025-09-23".to_owned();
        assert!(sample.with("de", 80, false, render).starts_with("Widerspruch (status): 23.9.2025\n"));
        sample.finding().subject = String::new();
        assert!(sample.with("de", 80, false, render).starts_with("Widerspruch (status): Fand es statt?\n"));
    }

    #[test]
    fn long_labels_stand_beneath_their_words() {
        let mut sample = Sample::new();
        let label = "ein sehr langes Schild ".repeat(6);
        sample.finding().witnesses[0].label = crate::finding::Label::Words(label);
        let seen = sample.with("de", 60, false, render);
        assert!(seen.lines().all(|line| columns(line) <= 60), "{seen}");
        assert_eq!(seen.matches("Schild").count(), 6);
    }
}
