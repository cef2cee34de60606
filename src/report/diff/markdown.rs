//! Two articles side by side as a Markdown table, for mails and merge requests.

use std::fmt::Write;

use super::block::{Block, blocks, titles};
use super::{Comparison, Passage};
use crate::report::Report;
use crate::report::markdown::{inline, plain};

/// Writes the comparison; `unfold` shows what agrees, too.
pub fn render(comparison: &Comparison, report: &Report<'_>, unfold: bool) -> String {
    let messages = report.messages;
    let mut text = String::new();
    let heads = comparison.sides.each_ref().map(|side| {
        let published = side.published.map(|(moment, known)| messages.moment(moment, known));
        let name = inline(&side.name);
        published.map_or(name.clone(), |published| format!("{name}, {}", inline(&published)))
    });
    let _ = writeln!(text, "| | {} | {} |", heads[0], heads[1]);
    text.push_str("| --- | --- | --- |\n");
    for block in blocks(&comparison.rows, unfold) {
        let (standing, sides) = match block {
            Block::Row(row) => {
                let titles = titles(row, messages, report).into_iter();
                let lines = titles.map(|title| format!("**{}**{}", inline(&title.name), inline(&title.rest)));
                (lines.collect::<Vec<_>>(), row.passages.each_ref().map(|passages| passages.iter().collect()))
            }
            Block::Only(sides) => {
                let names = [0, 1].into_iter().filter(|side: &usize| !sides[*side].is_empty());
                (names.map(|side| inline(&comparison.only(side, messages))).collect(), sides)
            }
            Block::Folded(_) => continue,
        };
        let cells = sides.each_ref().map(|passages: &Vec<&Passage>| cell(passages));
        let _ = writeln!(text, "| {} | {} | {} |", standing.join("<br>"), cells[0], cells[1]);
    }
    if !report.layout.quiet {
        let _ = writeln!(text, "\n{}", plain(&comparison.closing(messages)));
    }
    text
}

/// The passages with their lines, the differing words in bold.
fn cell(passages: &[&Passage]) -> String {
    let each = passages.iter().map(|passage| {
        let mut words = format!("{}: ", passage.position.line);
        for (marked, piece) in passage.pieces() {
            let bare = piece.trim();
            if marked && !bare.is_empty() {
                let (before, after) = (piece.len() - piece.trim_start().len(), piece.trim_end().len());
                let _ = write!(words, "{}**{}**{}", &piece[..before], inline(bare), &piece[after..]);
            } else {
                words.push_str(&inline(piece));
            }
        }
        words
    });
    each.collect::<Vec<_>>().join("<br>")
}
