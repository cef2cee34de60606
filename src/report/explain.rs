//! `factlint explain`: a rule's page, as its file tells it.

use std::fmt::Write;

use super::paint::Paint;
use super::passage::wrap;
use super::{Layout, Messages, shown};
use crate::claim::frame::Frame;
use crate::rule::{Page, PageExample};

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
        for example in examples.iter().filter(|example| !any || own(example)) {
            writer.example(example);
        }
    }
    writer.heading("quieter");
    writer.paragraph(&messages.explain("quieter-text", &[("rule", name.to_owned())]));
    writer.text
}

/// The page of a frame.
pub fn explain_frame(frame: &Frame, messages: &Messages, layout: Layout) -> String {
    let mut writer = Writer::new(messages, layout);
    writer.title(&frame.id, &messages.explain("frame", &[]));
    writer.paragraph(frame.title(messages.code()));
    for (heading, reads) in [("reads", true), ("leaves", false)] {
        let mut examples =
            frame.examples().into_iter().filter(|example| example.reads.is_empty() != reads).peekable();
        if examples.peek().is_some() {
            writer.heading(heading);
        }
        for example in examples {
            writer.lines("  ", &example.text);
            if reads {
                let values = example.reads.join(", ");
                writer.lines("    ", &messages.explain("read-as", &[("values", values)]));
            }
        }
    }
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
