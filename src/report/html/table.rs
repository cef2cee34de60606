//! The table of facts: one column per article where there are few, else the articles beneath one another.

use std::fmt::Write;

use super::escape;
use crate::report::facts::text::{circumstances, verdict};
use crate::report::{Fact, FactCell, Facts, Messages, Verdict};

/// More articles than this are no columns any more.
const MOST_COLUMNS: usize = 6;

/// Writes the table.
pub fn table(html: &mut String, facts: &Facts, messages: &Messages) {
    let heading = escape(&messages.page("facts", &[]));
    let _ = writeln!(
        html,
        "<section class=\"facts\" aria-labelledby=\"h-facts\"><h2 id=\"h-facts\">{heading}</h2>"
    );
    let _ = writeln!(
        html,
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"h-facts\"><table>"
    );
    let columns = facts.sources.len() <= MOST_COLUMNS;
    let _ = write!(html, "<thead><tr><th scope=\"col\">{}</th>", escape(messages.word("subject")));
    if columns {
        for source in &facts.sources {
            let published = source.published.map(|(moment, known)| messages.moment(moment, known));
            let _ = write!(
                html,
                "<th scope=\"col\">{}<small>{}</small></th>",
                escape(&source.outlet),
                escape(&published.unwrap_or_default())
            );
        }
    } else {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(&messages.page("articles", &[])));
    }
    let _ =
        writeln!(html, "<th scope=\"col\">{}</th></tr></thead><tbody>", escape(messages.word("agreement")));
    for fact in &facts.rows {
        row(html, facts, fact, messages, columns);
    }
    html.push_str("</tbody></table></div></section>\n");
}

fn row(html: &mut String, facts: &Facts, fact: &Fact, messages: &Messages, columns: bool) {
    let _ = write!(html, "<tr><th scope=\"row\">{}</th>", escape(&fact.subject));
    if columns {
        for article in 0..facts.sources.len() {
            html.push_str("<td>");
            for cell in fact.cells.iter().filter(|cell| cell.article == article) {
                words(html, facts, cell, messages, false);
            }
            html.push_str("</td>");
        }
    } else {
        html.push_str("<td>");
        for cell in &fact.cells {
            words(html, facts, cell, messages, true);
        }
        html.push_str("</td>");
    }
    let class = match fact.verdict {
        Verdict::Disputed(level) => level.name(),
        Verdict::Agreed => "agreed",
        Verdict::Differing | Verdict::Single => "open",
    };
    let verdict = escape(&verdict(facts, fact, messages));
    let _ = writeln!(html, "<td class=\"verdict {class}\">{verdict}</td></tr>");
}

fn words(html: &mut String, facts: &Facts, cell: &FactCell, messages: &Messages, named: bool) {
    let source = &facts.sources[cell.article];
    html.push_str("<p>");
    if named {
        let _ = write!(html, "<b>{}</b> ", escape(&source.outlet));
    }
    html.push_str(&escape(&cell.value));
    let about = circumstances(source, cell, messages);
    if !about.is_empty() {
        let _ = write!(html, "<small>{}</small>", escape(&about));
    }
    html.push_str("</p>");
}
