//! `factlint explain`: a rule's page, as its file tells it.

use std::fmt::Write;

use super::paint::Paint;
use super::passage::wrap;
use super::{Layout, Messages, shown};
use crate::claim::frame::{Compares, Example, Frame};
use crate::rule::{FindingKind, Page, PageExample};

/// Wider than this is hard to read.
const WIDEST: usize = 90;

/// The page of a kind of finding.
pub fn explain_page(page: &Page, messages: &Messages, layout: Layout) -> String {
    let mut writer = Writer::new(messages, layout);
    let name = page.kind.name();
    writer.title(name, messages.title(page.kind));
    if let Some(words) = page.text(messages.code()) {
        writer.paragraph(&words.summary);
        writer.section("compares", &words.compares);
        writer.section("matters", &words.matters);
    }
    let levels: Vec<&str> = page.levels.iter().map(|level| messages.level(*level)).collect();
    writer.section("levels", &levels.join(", "));
    let own = |example: &&PageExample| example.language == messages.code();
    for (heading, examples) in [("reported", &page.examples), ("silent", &page.near_misses)] {
        writer.heading(heading);
        // A reader sees the examples of the own language, where there are some.
        let any = examples.iter().any(|example| own(&example));
        for (index, example) in examples.iter().filter(|example| !any || own(example)).enumerate() {
            if index > 0 {
                writer.text.push('\n');
            }
            writer.example(example);
        }
    }
    writer.heading("quieter");
    writer.paragraphs(&messages.explain("quieter-text", &[("rule", name.to_owned())]));
    writer.text
}

/// The kind of finding that a difference in a frame gives first of all.
pub fn kind_of(frame: &Frame) -> FindingKind {
    frame.kind.unwrap_or(match frame.compares {
        Compares::State => FindingKind::Negation,
        Compares::Measure => FindingKind::Quantity,
        Compares::Event => FindingKind::Status,
        Compares::Act => FindingKind::Agent,
    })
}

/// What a frame compares, in one sentence.
pub fn compared(frame: &Frame, messages: &Messages) -> String {
    let key = match frame.compares {
        Compares::State => "compares-state",
        Compares::Measure => "compares-measure",
        Compares::Event => "compares-event",
        Compares::Act => "compares-act",
    };
    let values: Vec<&str> = frame.values.iter().map(|(value, _)| value.as_str()).collect();
    messages.explain(key, &[("values", values.join(", "))])
}

/// The page of a frame; `page` is that of the kind of finding that it gives.
pub fn explain_frame(frame: &Frame, page: Option<&Page>, messages: &Messages, layout: Layout) -> String {
    let mut writer = Writer::new(messages, layout);
    let kind = kind_of(frame).name();
    writer.title(&frame.id, &messages.explain("frame", &[]));
    writer.paragraph(frame.title(messages.code()));
    writer.section("compares", &compared(frame, messages));
    writer.paragraph(&messages.explain("frame-kind", &[("rule", kind.to_owned())]));
    if let Some(words) = page.and_then(|page| page.text(messages.code())) {
        writer.section("matters", &words.matters);
    }
    let all = frame.examples();
    let own = |example: &Example| example.language == messages.code();
    for (heading, reads) in [("reads", true), ("leaves", false)] {
        let of = || all.iter().filter(|example| example.reads.is_empty() != reads);
        // A reader sees the examples of the own language, where there are some.
        let any = of().any(own);
        if of().next().is_some() {
            writer.heading(heading);
        }
        for example in of().filter(|example| !any || own(example)) {
            writer.lines("  ", &example.text);
            if reads {
                let values = example.reads.join(", ");
                writer.lines("    ", &messages.explain("read-as", &[("values", values)]));
            }
        }
    }
    writer.heading("quieter");
    writer.paragraphs(&messages.explain("quieter-frame", &[("rule", kind.to_owned())]));
    writer.text
}

struct Writer<'a> {
    messages: &'a Messages,
    paint: Paint,
    width: usize,
    text: String,
}

impl<'a> Writer<'a> {
    fn new(messages: &'a Messages, layout: Layout) -> Self {
        let width = layout.width.clamp(30, WIDEST);
        Self { messages, paint: Paint::new(layout.colour), width, text: String::new() }
    }

    fn title(&mut self, name: &str, title: &str) {
        let _ = writeln!(self.text, "{} – {title}", self.paint.bold(name));
    }

    fn heading(&mut self, key: &str) {
        let words = self.messages.explain(key, &[]);
        let _ = writeln!(self.text, "\n{}", self.paint.bold(&words));
    }

    fn section(&mut self, key: &str, words: &str) {
        self.heading(key);
        self.paragraph(words);
    }

    fn paragraph(&mut self, words: &str) {
        self.lines("", words);
    }

    fn paragraphs(&mut self, words: &str) {
        for paragraph in words.lines().filter(|line| !line.is_empty()) {
            self.paragraph(paragraph);
        }
    }

    fn lines(&mut self, indent: &str, words: &str) {
        for line in wrap(&shown(words), self.width - indent.len()) {
            let _ = writeln!(self.text, "{indent}{line}");
        }
    }

    fn example(&mut self, example: &PageExample) {
        for (index, article) in example.articles.iter().enumerate() {
            let time_known = article.published.time() != chrono::NaiveTime::MIN;
            let published = self.messages.moment(article.published, time_known);
            let corner = if index == 0 { "╭" } else { "├" };
            let _ = writeln!(self.text, "  {corner} {}, {published}", shown(&article.outlet));
            for paragraph in article.text.split("\n\n") {
                self.lines("  │ ", paragraph);
            }
        }
        match (&example.why, example.level) {
            (Some(why), _) => {
                for (index, line) in wrap(&shown(why), self.width - 4).iter().enumerate() {
                    let _ = writeln!(self.text, "  {} {line}", if index == 0 { "╰" } else { " " });
                }
            }
            (None, Some(level)) => {
                let _ = writeln!(self.text, "  ╰ {}", self.messages.level(level));
            }
            (None, None) => {
                let _ = writeln!(self.text, "  ╰");
            }
        }
    }
}
