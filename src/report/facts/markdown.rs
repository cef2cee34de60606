//! The table in Markdown: one row per thing, one column per article.

use std::fmt::Write;

use super::text::{circumstances, verdict};
use super::{FactCell, Facts};
use crate::report::Messages;
use crate::report::markdown::inline;

/// Writes the table.
pub fn render(facts: &Facts, messages: &Messages) -> String {
    if facts.rows.is_empty() {
        return format!("{}\n", messages.word("no-facts"));
    }
    let mut text = format!("| {} |", inline(messages.word("subject")));
    for source in &facts.sources {
        let published = source.published.map(|(moment, known)| messages.moment(moment, known));
        let published = published.map_or(String::new(), |moment| format!("<br>{moment}"));
        let _ = write!(text, " {}{published} |", inline(&source.outlet));
    }
    let _ = writeln!(text, " {} |", inline(messages.word("agreement")));
    let _ = writeln!(text, "|{}", " --- |".repeat(facts.sources.len() + 2));
    for fact in &facts.rows {
        let _ = write!(text, "| {} |", inline(&fact.subject));
        for article in 0..facts.sources.len() {
            let own = fact.cells.iter().filter(|cell| cell.article == article);
            let cells: Vec<String> = own.map(|cell| words(facts, cell, messages)).collect();
            let _ = write!(text, " {} |", cells.join("<br>"));
        }
        let _ = writeln!(text, " {} |", inline(&verdict(facts, fact, messages)));
    }
    text
}

/// The value, with when it was said, where that is not what the heading tells, and who vouches.
fn words(facts: &Facts, cell: &FactCell, messages: &Messages) -> String {
    let about = circumstances(&facts.sources[cell.article], cell, messages);
    let about = if about.is_empty() { about } else { format!(" ({})", inline(&about)) };
    format!("{}{about}", inline(&cell.value))
}
