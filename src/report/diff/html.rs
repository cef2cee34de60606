//! Two articles side by side as one page to mail. Nothing is loaded and nothing runs: what agrees is folded by the
//! browser itself.

use std::fmt::Write;

use super::block::{Block, Title, blocks, titles};
use super::{Comparison, Passage, Row, Standing};
use crate::report::Report;
use crate::report::html::{STYLE, escape, language, source as digest};

const OWN_STYLE: &str = include_str!("diff.css");

/// Writes the page; `unfold` shows what agrees from the beginning.
pub fn render(comparison: &Comparison, report: &Report<'_>, unfold: bool) -> String {
    let messages = report.messages;
    let style = format!("{STYLE}{OWN_STYLE}");
    let policy =
        format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", digest(&style));
    let closing = escape(&comparison.closing(messages));
    let names = comparison.sides.each_ref().map(|side| escape(&side.name));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta \
         http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" \
         content=\"no-referrer\">\n<title>factlint: {} | {}</title>\n<style>{style}</style>\n</head>\n<body>\n",
        messages.code(),
        names[0],
        names[1]
    );
    let _ =
        writeln!(html, "<header class=\"top\"><h1>{} | {}</h1><p>{closing}</p></header>", names[0], names[1]);
    html.push_str("<main class=\"pairs\">\n<div class=\"heads\">");
    for side in &comparison.sides {
        let published = side.published.map(|(moment, known)| messages.moment(moment, known));
        let published = published.map_or(String::new(), |published| format!(", {published}"));
        let _ = write!(
            html,
            "<p><b>{}</b>{}<br><code>{}</code></p>",
            escape(&side.name),
            escape(&published),
            escape(&side.path)
        );
    }
    html.push_str("</div>\n");
    let mut rest = comparison.rows.as_slice();
    while let Some(row) = rest.first() {
        let same = row.standing == Standing::Same;
        let run = rest.iter().take_while(|row| (row.standing == Standing::Same) == same).count();
        let (rows, behind) = rest.split_at(run);
        rest = behind;
        if same {
            let folded = messages.diff("folded", &[("n", run.to_string())]);
            let open = if unfold { " open" } else { "" };
            let _ = writeln!(html, "<details{open}><summary>{}</summary>", escape(&folded));
        }
        table(&mut html, comparison, report, rows);
        if same {
            html.push_str("</details>\n");
        }
    }
    let _ = writeln!(
        html,
        "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>",
        escape(&messages.page("no-verdict", &[]))
    );
    html
}

fn table(html: &mut String, comparison: &Comparison, report: &Report<'_>, rows: &[Row]) {
    html.push_str("<table><thead class=\"unseen\"><tr>");
    for side in &comparison.sides {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(&side.name));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for block in blocks(rows, true) {
        match block {
            Block::Row(row) => {
                let class = row.standing.name();
                // What agrees stands under its fold and needs no heading.
                let titles = if row.standing == Standing::Same {
                    Vec::new()
                } else {
                    titles(row, report.messages, report)
                };
                for Title { name, rest, .. } in titles {
                    let _ = writeln!(
                        html,
                        "<tr class=\"title {class}\"><th colspan=\"2\" scope=\"colgroup\"><span class=\"level\">{}</span>{}</th></tr>",
                        escape(&name),
                        escape(&rest)
                    );
                }
                let sides = row.passages.each_ref().map(|passages| passages.iter().collect::<Vec<_>>());
                cells(html, comparison, report, class, &sides);
            }
            Block::Only(sides) => {
                cells(html, comparison, report, "only", &sides);
            }
            // The caller folds.
            Block::Folded(_) => {}
        }
    }
    html.push_str("</tbody></table>\n");
}

/// What each side says, in one row. What only one says has that above it; elsewhere a narrow page names the sides.
fn cells(
    html: &mut String,
    comparison: &Comparison,
    report: &Report<'_>,
    class: &str,
    sides: &[Vec<&Passage>; 2],
) {
    let _ = write!(html, "<tr class=\"{class}\">");
    for (index, passages) in sides.iter().enumerate() {
        let side = &comparison.sides[index];
        let _ = write!(html, "<td{}", language(report.documents[side.source.index()]));
        if passages.is_empty() {
            html.push('>');
        } else if class == "only" {
            let only = comparison.only(index, report.messages);
            let _ = write!(html, "><p class=\"whose\">{}</p>", escape(&only));
        } else {
            let _ = write!(html, " data-whose=\"{}\">", escape(&side.name));
        }
        for passage in passages {
            words(html, passage);
        }
        html.push_str("</td>");
    }
    html.push_str("</tr>\n");
}

fn words(html: &mut String, passage: &Passage) {
    let _ = write!(html, "<p><span class=\"line\">{}</span>", passage.position.line);
    for (marked, piece) in passage.pieces() {
        let piece = escape(piece);
        let _ = if marked { write!(html, "<mark>{piece}</mark>") } else { write!(html, "{piece}") };
    }
    html.push_str("</p>");
}
