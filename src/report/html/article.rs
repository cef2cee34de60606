//! An article with the places of all findings marked. A word may belong to several: the text is cut wherever a place
//! begins or ends.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::escape;
use crate::document::{Block, BlockKind, Document};
use crate::finding::Level;
use crate::report::{Entry, Messages, Report};
use crate::text::Span;

/// A place of a finding in this article.
struct Place {
    /// The finding's number, counted from 1.
    finding: usize,
    /// The place's number in the finding, counted from 1.
    number: usize,
    level: Level,
    clause: Span,
    decisive: Span,
}

/// The text of an article.
pub fn text(html: &mut String, report: &Report<'_>, document: &Document, entries: &[Entry<'_>]) {
    let places = places(document, entries);
    for block in &document.blocks {
        let (tag, class) = dress(block.kind);
        let _ = write!(html, "<{tag} class=\"{class}\">");
        marked(html, report.messages, document, block, &places);
        let _ = writeln!(html, "</{tag}>");
    }
}

fn places(document: &Document, entries: &[Entry<'_>]) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        for (number, quotation) in entry.quotations.iter().enumerate() {
            let witness = quotation.witness;
            if witness.source == document.source {
                places.push(Place {
                    finding: index + 1,
                    number: number + 1,
                    level: entry.finding.level,
                    clause: witness.span,
                    decisive: witness.decisive,
                });
            }
        }
    }
    places
}

/// The element and the class of a block.
fn dress(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Headline => ("h4", "headline"),
        BlockKind::Crosshead | BlockKind::EntryHead | BlockKind::Question => ("h5", "crosshead"),
        BlockKind::Subheadline => ("p", "crosshead"),
        BlockKind::Kicker
        | BlockKind::Stamp
        | BlockKind::Byline
        | BlockKind::Credit
        | BlockKind::Teaser
        | BlockKind::Link
        | BlockKind::Boilerplate
        | BlockKind::Notice => ("p", "aside"),
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => ("p", "body"),
    }
}

fn marked(html: &mut String, messages: &Messages, document: &Document, block: &Block, places: &[Place]) {
    let here: Vec<&Place> = places
        .iter()
        .filter(|place| place.clause.overlaps(block.span) || place.decisive.overlaps(block.span))
        .collect();
    let clamp = |at: usize| at.clamp(block.span.start(), block.span.end());
    let mut cuts: BTreeSet<usize> = BTreeSet::from([block.span.start(), block.span.end()]);
    for place in &here {
        let ends = [place.clause.start(), place.clause.end(), place.decisive.start(), place.decisive.end()];
        cuts.extend(ends.map(clamp));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        let covers = |of: Span| of.contains(span);
        let on: Vec<&&Place> =
            here.iter().filter(|place| covers(place.clause) || covers(place.decisive)).collect();
        let words = escape(span.of(document.text()));
        let Some(worst) = on.iter().min_by_key(|place| place.level) else {
            html.push_str(&words);
            continue;
        };
        let numbers: BTreeSet<usize> = on.iter().map(|place| place.finding).collect();
        let numbers = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let weight = if on.iter().any(|place| covers(place.decisive)) { "decisive" } else { "clause" };
        // What a finding's links lead to: where its decisive words begin.
        for place in
            on.iter().filter(|place| clamp(place.decisive.start()) == span.start() && covers(place.decisive))
        {
            let _ = write!(html, "<span id=\"f{}-p{}\"></span>", place.finding, place.number);
        }
        let _ = write!(
            html,
            "<mark class=\"{weight} {}\" data-findings=\"{numbers}\">{words}</mark>",
            worst.level.name()
        );
        for place in
            on.iter().filter(|place| clamp(place.decisive.end()) == span.end() && covers(place.decisive))
        {
            let name = messages.page("reference", &[("n", place.finding.to_string())]);
            let _ = write!(
                html,
                "<a class=\"reference {}\" href=\"#f{}\" aria-label=\"{}\">{}</a>",
                place.level.name(),
                place.finding,
                escape(&name),
                place.finding
            );
        }
    }
}
