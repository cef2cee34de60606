//! The table for spreadsheets: one line per article and thing, fields quoted where they must be (RFC 4180).

use super::Facts;
use super::json::moment;
use crate::report::shown;

const HEAD: [&str; 13] = [
    "subject",
    "verdict",
    "independent",
    "agreeing",
    "outlet",
    "value",
    "status",
    "polarity",
    "said",
    "source",
    "path",
    "line",
    "text",
];

/// Writes the table.
pub fn render(facts: &Facts) -> String {
    let mut text = String::new();
    line(&mut text, &HEAD.map(str::to_owned));
    for fact in &facts.rows {
        for cell in &fact.cells {
            let source = &facts.sources[cell.article];
            let fields = [
                fact.subject.clone(),
                fact.verdict.name().to_owned(),
                fact.independent.to_string(),
                fact.agreeing.to_string(),
                source.outlet.clone(),
                cell.value.clone(),
                cell.status.name().to_owned(),
                if cell.negated { "no" } else { "yes" }.to_owned(),
                cell.said.map_or(String::new(), moment),
                cell.vouchers.join("; "),
                source.path.clone(),
                cell.position.line.to_string(),
                cell.text.clone(),
            ];
            line(&mut text, &fields);
        }
    }
    text
}

fn line(text: &mut String, fields: &[String; HEAD.len()]) {
    let fields: Vec<String> = fields.iter().map(|words| field(words)).collect();
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

/// A spreadsheet takes what begins with one of these marks for a formula and carries it out; an apostrophe makes it
/// words.
fn field(words: &str) -> String {
    let words = shown(words);
    let formula = words.starts_with(['=', '+', '-', '@']);
    let words = if formula { format!("'{words}") } else { words.into_owned() };
    if words.contains([',', '"', ';', '\n', '\r']) {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(field("rund 140"), "rund 140");
        assert_eq!(field("a,b \"c\""), "\"a,b \"\"c\"\"\"");
        assert_eq!(field("zwei\nZeilen"), "zwei Zeilen");
    }

    #[test]
    fn nothing_in_an_article_is_a_formula() {
        assert_eq!(field("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
        assert_eq!(field("-2 Grad"), "'-2 Grad");
    }
}
