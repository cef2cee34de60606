//! Which articles of a heap tell of one event, for the reports that people read.

use std::fmt::Write;

use super::{Report, shown};
use crate::text::SourceId;

/// Articles that tell of one event.
#[derive(Clone, Debug)]
pub struct Event {
    /// What most of them name.
    pub title: String,
    /// The articles.
    pub articles: Vec<SourceId>,
}

/// The events of several articles, one headed list each, and how many articles tell of something that no other tells
/// of; nothing where all articles are one dossier. `heading` and `item` make a line of words.
pub fn list(report: &Report<'_>, heading: impl Fn(&str) -> String, item: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    let several = report.events.iter().filter(|event| event.articles.len() > 1);
    for (index, event) in several.enumerate() {
        let parameters = [("n", (index + 1).to_string()), ("title", event.title.clone())];
        let _ = writeln!(text, "{}", heading(&shown(&report.messages.phrase("event", &parameters))));
        for article in &event.articles {
            let _ = writeln!(text, "{}", item(&shown(&report.sources[*article].name)));
        }
        text.push('\n');
    }
    let alone = report.events.iter().filter(|event| event.articles.len() == 1).count();
    if alone > 0 {
        let articles = report.messages.count("articles", alone);
        let words = report.messages.phrase("alone", &[("articles", articles)]);
        let _ = writeln!(text, "{}\n", heading(&words));
    }
    text
}
