//! The table for the terminal: a heading per thing, and beneath it a line per article, so that it can be read at any
//! width.

use std::fmt::Write;

use super::{Fact, FactCell, FactSource, Facts, Verdict};
use crate::report::full::colour;
use crate::report::paint::{Colour, Paint};
use crate::report::passage::{columns, wrap};
use crate::report::{Layout, Messages, shown};

/// Wider than this is hard to read, however wide the terminal.
const WIDEST: usize = 130;
/// What stands to the left of a line.
const INDENT: usize = 2;
/// No column of outlets is wider than this.
const WIDEST_OUTLET: usize = 20;
/// Between two columns.
const GAP: usize = 2;
/// A terminal narrower than this gets no columns.
const NARROW: usize = 60;

/// Writes the table.
pub fn render(facts: &Facts, messages: &Messages, layout: Layout) -> String {
    let width = layout.width.clamp(30, WIDEST);
    let writer = Writer { facts, messages, paint: Paint::new(layout.colour), width };
    let mut text = String::new();
    writer.sources(&mut text);
    for fact in &facts.rows {
        writer.fact(&mut text, fact);
    }
    if facts.rows.is_empty() && !layout.quiet {
        let _ = writeln!(text, "{}", messages.word("no-facts"));
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// How the articles stand to each other, in words.
pub fn verdict(facts: &Facts, fact: &Fact, messages: &Messages) -> String {
    let numbers = |key| {
        let parameters = [("n", fact.agreeing.to_string()), ("total", fact.independent.to_string())];
        messages.phrase(key, &parameters)
    };
    let and_most = |words: &str| {
        // That one of two agrees with itself tells nothing.
        if fact.agreeing > 1 { format!("{words}, {}", numbers("agreeing")) } else { words.to_owned() }
    };
    match fact.verdict {
        Verdict::Disputed(level) => and_most(messages.level(level)),
        Verdict::Differing => and_most(messages.word("differing")),
        Verdict::Agreed => numbers("agreed"),
        Verdict::Single => {
            let mut names: Vec<&str> =
                fact.cells.iter().map(|cell| facts.sources[cell.article].outlet.as_str()).collect();
            names.dedup();
            messages.phrase("single", &[("source", names.join(", "))])
        }
    }
}

/// When it was said, where that is not when the article was published, and who vouches for it.
pub fn circumstances(source: &FactSource, cell: &FactCell, messages: &Messages) -> String {
    let said = cell.said.filter(|_| cell.said != source.published);
    let said = said.map(|(moment, known)| messages.moment(moment, known));
    let vouched = (!cell.vouchers.is_empty())
        .then(|| messages.phrase("vouched", &[("names", cell.vouchers.join(", "))]));
    said.into_iter().chain(vouched).collect::<Vec<_>>().join(", ")
}

struct Writer<'a> {
    facts: &'a Facts,
    messages: &'a Messages,
    paint: Paint,
    width: usize,
}

impl Writer<'_> {
    /// Whose articles the table is about, when they were published and where they are: told once.
    fn sources(&self, text: &mut String) {
        for source in &self.facts.sources {
            let outlet = self.outlet(&source.outlet);
            let gap = " ".repeat(self.outlets() - columns(&outlet) + GAP);
            let published = source.published.map(|(moment, known)| self.messages.moment(moment, known));
            let published = published.unwrap_or_default();
            let path = shown(&source.path);
            let left = self.outlets() + GAP;
            let between = if published.is_empty() { "" } else { " · " };
            let outlet = self.paint.bold(&outlet);
            // The path is never broken, so that it can be copied.
            if left + columns(&published) + columns(between) + columns(&path) <= self.width {
                let _ = writeln!(text, "{outlet}{gap}{published}{between}{path}");
            } else {
                let _ = writeln!(text, "{}", format!("{outlet}{gap}{published}").trim_end());
                let _ = writeln!(text, "{}{path}", " ".repeat(INDENT));
            }
        }
        text.push('\n');
    }

    /// An outlet's name, cut where it is longer than its column.
    fn outlet(&self, name: &str) -> String {
        let name = shown(name);
        let mut short = name.to_string();
        while columns(&short) > self.outlets() {
            short.pop();
            if columns(&short) < self.outlets() {
                short.push('…');
                break;
            }
        }
        short
    }

    fn fact(&self, text: &mut String, fact: &Fact) {
        let verdict = shown(&verdict(self.facts, fact, self.messages)).into_owned();
        let tone = match fact.verdict {
            Verdict::Disputed(level) => colour(level),
            Verdict::Agreed => Colour::Green,
            Verdict::Differing | Verdict::Single => Colour::Faint,
        };
        let subject = shown(&fact.subject).into_owned();
        if columns(&subject) + 3 + columns(&verdict) <= self.width {
            let verdict = self.paint.colour(tone, &verdict);
            let _ = writeln!(text, "{} · {verdict}", self.paint.bold(&subject));
        } else {
            for line in wrap(&subject, self.width) {
                let _ = writeln!(text, "{}", self.paint.bold(&line));
            }
            for line in wrap(&verdict, self.width) {
                let _ = writeln!(text, "{}", self.paint.colour(tone, &line));
            }
        }
        let mut before = None;
        for cell in &fact.cells {
            self.cell(text, cell, before == Some(cell.article));
            before = Some(cell.article);
        }
        text.push('\n');
    }

    /// Outlet, value, and behind or beneath it where it stands, when it was said if that is not the article's day, and
    /// who vouches.
    fn cell(&self, text: &mut String, cell: &FactCell, same_article: bool) {
        let source = &self.facts.sources[cell.article];
        let outlet = if same_article { String::new() } else { self.outlet(&source.outlet) };
        let narrow = self.width < NARROW;
        let left = if narrow { INDENT * 2 } else { INDENT + self.outlets() + GAP };
        let room = self.width - left;
        let indent = " ".repeat(left);
        let mut first = indent.clone();
        if !narrow {
            let gap = " ".repeat(self.outlets() - columns(&outlet) + GAP);
            first = format!("{}{outlet}{gap}", " ".repeat(INDENT));
        } else if !outlet.is_empty() {
            let _ = writeln!(text, "{}{outlet}", " ".repeat(INDENT));
        }
        let value = shown(&cell.value).into_owned();
        let mut details = format!("{}:{}", cell.position.line, cell.position.column);
        let about = circumstances(source, cell, self.messages);
        if !about.is_empty() {
            let _ = write!(details, " · {}", shown(&about));
        }
        let faint = |words: &str| self.paint.colour(Colour::Faint, words).into_owned();
        if columns(&value) + GAP + columns(&details) <= room {
            let _ = writeln!(text, "{first}{value}{}{}", " ".repeat(GAP), faint(&details));
            return;
        }
        for (index, line) in wrap(&value, room).iter().enumerate() {
            let _ = writeln!(text, "{}{line}", if index == 0 { &first } else { &indent });
        }
        for line in wrap(&details, room) {
            let _ = writeln!(text, "{indent}{}", faint(&line));
        }
    }

    fn outlets(&self) -> usize {
        let names = self.facts.sources.iter().map(|source| columns(&shown(&source.outlet)));
        names.max().unwrap_or(0).clamp(1, WIDEST_OUTLET)
    }
}
