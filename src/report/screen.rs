//! The picture of the interactive mode: the findings above, both sources of the chosen one side by side beneath, one
//! beneath the other where it is narrow. Lines of a terminal, made from nothing but what is to be shown.

use super::full::colour;
use super::paint::{Colour, Paint};
use super::passage::{Row, Tone, columns, paragraph_rows, wrap};
use super::{Entry, Messages, Quotation, shown};

/// A terminal narrower than this gets one source beneath the other.
const NARROW: usize = 68;
/// A window smaller than this shows nothing.
const LEAST: (usize, usize) = (30, 10);

/// What the screen shows.
pub struct Screen<'a> {
    /// The findings that are listed.
    pub entries: &'a [&'a Entry<'a>],
    /// How many there are in all.
    pub total: usize,
    /// Which one is chosen, as an index into `entries`.
    pub chosen: usize,
    /// Which of its places stands beside the first, from 1 on.
    pub other: usize,
    /// How many lines of the sources are scrolled past.
    pub scrolled: usize,
    /// What the list is narrowed to, in words; none where it is not.
    pub filter: Option<&'a str>,
    /// What is asked or told at the bottom instead of the keys.
    pub bottom: Option<&'a str>,
    /// Whether the help stands in place of the sources.
    pub help: bool,
    /// The words of the reader's language.
    pub messages: &'a Messages,
    /// Columns and lines of the window.
    pub size: (usize, usize),
    /// Whether colours may be used.
    pub colour: bool,
}

/// The window's lines, no more than it has and none wider; how far the sources can be scrolled.
pub fn screen(screen: &Screen<'_>) -> (Vec<String>, usize) {
    let (width, height) = screen.size;
    let messages = screen.messages;
    if width < LEAST.0 || height < LEAST.1 {
        return (wrap(&messages.review("small", &[]), width).into_iter().take(height).collect(), 0);
    }
    let painter = Painter { paint: Paint::new(screen.colour), width };
    let mut lines = vec![painter.head(screen)];
    let list = screen.entries.len().clamp(1, (height / 3).max(3));
    // The chosen one stays in the middle of a list that is longer than its window.
    let first = screen.chosen.saturating_sub(list / 2).min(screen.entries.len().saturating_sub(list));
    for (index, entry) in screen.entries.iter().enumerate().skip(first).take(list) {
        lines.push(painter.item(messages, entry, index == screen.chosen));
    }
    if screen.entries.is_empty() {
        lines.push(format!("  {}", messages.review("empty", &[])));
    }
    lines.push(painter.paint.colour(Colour::Faint, &"─".repeat(width)).into_owned());
    let room = height - lines.len() - 1;
    let detail = match screen.entries.get(screen.chosen) {
        _ if screen.help => {
            let help = messages.review("help", &[]);
            help.lines().flat_map(|line| cut_lines(line, width)).collect()
        }
        Some(entry) => painter.detail(messages, entry, screen.other, room),
        None => Vec::new(),
    };
    let most = detail.len().saturating_sub(room);
    lines.extend(detail.into_iter().skip(screen.scrolled.min(most)).take(room));
    lines.resize(height - 1, String::new());
    let keys = messages.review("keys", &[]);
    let bottom = cut(&shown(screen.bottom.unwrap_or(&keys)), width);
    lines.push(if screen.bottom.is_some() {
        painter.paint.bold(&bottom).into_owned()
    } else {
        painter.paint.colour(Colour::Faint, &bottom).into_owned()
    });
    (lines, most)
}

/// A line of a source's paragraph.
struct Line {
    words: String,
    /// How many columns it takes, which colours do not.
    columns: usize,
    /// Whether it underlines the decisive words above it.
    is_mark: bool,
}

struct Painter {
    paint: Paint,
    width: usize,
}

impl Painter {
    /// Where one is in the list, and what it is narrowed to.
    fn head(&self, screen: &Screen<'_>) -> String {
        let at = if screen.entries.is_empty() { 0 } else { screen.chosen + 1 };
        let numbers = [("n", at.to_string()), ("total", screen.entries.len().to_string())];
        let mut head = format!("factlint · {}", screen.messages.review("of", &numbers));
        if let Some(filter) = screen.filter {
            head = format!("{head} ({}) · {}", screen.total, shown(filter));
        }
        self.paint.bold(&cut(&head, self.width)).into_owned()
    }

    /// A finding in one line.
    fn item(&self, messages: &Messages, entry: &Entry<'_>, chosen: bool) -> String {
        let level = entry.finding.level;
        let name = messages.level(level);
        let mark = if chosen { "▸ " } else { "  " };
        let about = format!(" ({}): {}", entry.finding.kind.name(), shown(&entry.heading(messages)));
        let about = cut(&about, self.width.saturating_sub(columns(mark) + columns(name)));
        let about = if chosen { self.paint.bold(&about).into_owned() } else { about };
        format!("{mark}{}{about}", self.paint.colour(colour(level), name))
    }

    /// Both sources, and why they are held to be about one thing. `room` lines are seen without scrolling.
    fn detail(&self, messages: &Messages, entry: &Entry<'_>, other: usize, room: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for line in wrap(&shown(&entry.message), self.width) {
            lines.push(self.paint.colour(colour(entry.finding.level), &line).into_owned());
        }
        lines.push(String::new());
        let others = entry.quotations.len().saturating_sub(1).max(1);
        let beside = 1 + (other.saturating_sub(1)) % others;
        let places = [entry.quotations.first(), entry.quotations.get(beside)];
        let number = |at: usize| {
            // Which of several stands here.
            if at > 0 && entry.quotations.len() > 2 { format!(" [{beside}/{others}]") } else { String::new() }
        };
        let narrow = self.width < NARROW;
        let column = if narrow { self.width } else { (self.width - 3) / 2 };
        let room = room.saturating_sub(lines.len()) / if narrow { 2 } else { 1 };
        let [first, second] = [0, 1].map(|at: usize| {
            let Some(place) = places[at] else { return Vec::new() };
            let mut lines = self.source(messages, place, &number(at), column);
            let words = self.passage(entry, place, column);
            lines.extend(self.at_the_marks(words, room.saturating_sub(lines.len())));
            lines
        });
        if narrow {
            lines.extend(first.into_iter().map(|(line, _)| line));
            lines.push(String::new());
            lines.extend(second.into_iter().map(|(line, _)| line));
        } else {
            let none = (String::new(), 0);
            let between = self.paint.colour(Colour::Faint, "│").into_owned();
            for at in 0..first.len().max(second.len()) {
                let (left, taken) = first.get(at).unwrap_or(&none);
                let (right, _) = second.get(at).unwrap_or(&none);
                let gap = " ".repeat(column.saturating_sub(*taken));
                lines.push(format!("{left}{gap} {between} {right}").trim_end().to_owned());
            }
        }
        if !entry.because.is_empty() {
            lines.push(String::new());
        }
        for reason in &entry.because {
            for line in wrap(&shown(reason), self.width) {
                lines.push(self.paint.colour(Colour::Faint, &line).into_owned());
            }
        }
        lines
    }

    /// Whose words follow, each line with the columns it takes.
    fn source(
        &self,
        messages: &Messages,
        place: &Quotation<'_>,
        number: &str,
        column: usize,
    ) -> Vec<(String, usize)> {
        let whose = cut(&format!("{}{number}", place.whose(messages)), column);
        let mut lines = vec![(self.paint.bold(&whose).into_owned(), columns(&whose))];
        for line in wrap(&place.place(), column) {
            lines.push((self.paint.colour(Colour::Faint, &line).into_owned(), columns(&line)));
        }
        lines.push((String::new(), 0));
        lines
    }

    /// The lines from a little above the decisive words on, where these would not be seen in `room` lines otherwise.
    fn at_the_marks(&self, lines: Vec<Line>, room: usize) -> Vec<(String, usize)> {
        let marked = lines.iter().position(|line| line.is_mark).filter(|at| *at >= room);
        let left_out = marked.map_or(0, |at| (at + 1).saturating_sub(room.div_ceil(2).max(2)));
        let rest = lines.into_iter().skip(left_out).map(|line| (line.words, line.columns));
        let sign = (left_out > 0).then(|| (self.paint.colour(Colour::Faint, "…").into_owned(), 1));
        sign.into_iter().chain(rest).collect()
    }

    /// A source's paragraph.
    fn passage(&self, entry: &Entry<'_>, place: &Quotation<'_>, column: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let tone = colour(entry.finding.level);
        let rows = paragraph_rows(place.document, place.witness.span, place.witness.decisive, column);
        let last = rows.iter().rposition(|row| row.mark.is_some());
        for (index, row) in rows.iter().enumerate() {
            let taken = row.runs.iter().map(|(_, words)| columns(words)).sum();
            lines.push(Line { words: self.words(row, tone), columns: taken, is_mark: false });
            if let Some((start, width)) = row.mark {
                let bar = self.paint.colour(tone, &"━".repeat(width)).into_owned();
                let label = shown(&place.label).into_owned();
                let fits = start + width + 1 + columns(&label) <= column;
                let own = place.witness.decisive.of(place.document.text());
                let says = Some(index) == last && fits && !own.contains(&*place.label);
                let (label, wide) = if says {
                    (format!(" {}", self.paint.colour(tone, &label)), columns(&label) + 1)
                } else {
                    (String::new(), 0)
                };
                let words = format!("{}{bar}{label}", " ".repeat(start));
                lines.push(Line { words, columns: start + width + wide, is_mark: true });
            }
        }
        lines
    }

    fn words(&self, row: &Row, tone: Colour) -> String {
        let painted = row.runs.iter().map(|(kind, words)| match kind {
            Tone::Around => self.paint.colour(Colour::Faint, words),
            Tone::Clause => words.as_str().into(),
            Tone::Decisive => self.paint.colour(tone, words),
        });
        painted.collect()
    }
}

/// A line of several columns, its spaces kept; cut where it is too long.
fn cut_lines(line: &str, width: usize) -> Option<String> {
    Some(cut(&shown(line), width))
}

fn cut(words: &str, width: usize) -> String {
    if columns(words) <= width {
        return words.to_owned();
    }
    let mut short = words.to_owned();
    while columns(&short) >= width && short.pop().is_some() {}
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::entries;
    use crate::report::sample::Sample;

    fn shown_at(size: (usize, usize), change: impl Fn(&mut Screen<'_>)) -> Vec<String> {
        Sample::new().with("de", 80, false, |report| {
            let entries = entries(report);
            let all: Vec<&Entry<'_>> = entries.iter().collect();
            let mut of = Screen {
                entries: &all,
                total: all.len(),
                chosen: 0,
                other: 1,
                scrolled: 0,
                filter: None,
                bottom: None,
                help: false,
                messages: report.messages,
                size,
                colour: false,
            };
            change(&mut of);
            screen(&of).0
        })
    }

    #[test]
    fn the_picture_fits_the_window() {
        for width in [30, 50, 80, 160] {
            for height in [10, 24, 60] {
                let lines = shown_at((width, height), |_| {});
                assert_eq!(lines.len(), height);
                assert!(lines.iter().all(|line| columns(line) <= width), "{width}: {lines:#?}");
            }
        }
        assert!(shown_at((12, 3), |_| {}).len() <= 3);
    }

    #[test]
    fn both_sources_stand_side_by_side() {
        let lines = shown_at((100, 30), |_| {});
        let text = lines.join("\n");
        assert!(text.contains("▸ Widerspruch (status): Anhörung zum Deichbau"), "{text}");
        let sources = lines.iter().find(|line| line.starts_with("mda, 3.6.2025"));
        assert!(sources.is_some_and(|line| line.contains("│ b-bote")), "{text}");
        // The paragraph around the clause is there, too.
        assert!(text.contains("Gründe nannte"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn the_decisive_words_are_seen_in_a_small_window() {
        let lines = shown_at((72, 14), |_| {});
        let right: Vec<&str> = lines.iter().filter_map(|line| Some(line.split_once('│')?.1.trim())).collect();
        let mark = right.iter().position(|line| line.starts_with('━') || line.ends_with('━'));
        let sign = right.iter().position(|line| *line == "…");
        assert!(
            sign.is_some() && sign < mark,
            "what stands above them is left out, and a sign says so: {lines:#?}"
        );
    }

    #[test]
    fn scrolling_ends_at_the_last_line() {
        let last = shown_at((80, 12), |screen| screen.scrolled = 1000);
        assert!(last.join("\n").contains("derselbe Tag"), "{last:#?}");
    }
}
