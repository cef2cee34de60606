//! One self-contained page that an editor can mail: the findings as cards, the articles side by side with the places
//! marked, the table of facts. Nothing is loaded from elsewhere, and its policy lets nothing run but the script that
//! is part of it; whatever an article says is only text.

mod article;
mod digest;
mod table;

use std::fmt::Write;

pub(super) use digest::source;

use super::full::closing;
use super::{Entry, Messages, Quotation, Report, entries, shown, versions};
use crate::document::Document;
use crate::finding::Level;
use crate::text::Span;

pub(super) const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// With more articles than this only those with a finding are shown.
const MOST_ARTICLES: usize = 24;

/// Writes the page.
pub fn render(report: &Report<'_>) -> String {
    let messages = report.messages;
    let entries = entries(report);
    let summary = closing(report, |_, words| words.to_owned());
    let mut html = String::new();
    head(&mut html, messages, &summary);
    let _ = writeln!(html, "<a class=\"skip\" href=\"#findings\">{}</a>", page(messages, "skip"));
    let _ = writeln!(html, "<header class=\"top\"><h1>factlint</h1><p>{}</p>", escape(&summary));
    for line in versions::lines(report) {
        let _ = writeln!(html, "<p>{}</p>", escape(&line));
    }
    filter(&mut html, messages, &entries);
    html.push_str("</header>\n<p id=\"status\" class=\"unseen\" role=\"status\" aria-live=\"polite\"></p>\n");
    html.push_str("<main><div class=\"desk\">\n");
    findings(&mut html, report, &entries);
    articles(&mut html, report, &entries);
    html.push_str("</div>\n");
    if !report.events.is_empty() {
        let heading = |words: &str| format!("<h3>{}</h3>", escape(words));
        let events = super::events::list(report, heading, |article| format!("<p>{}</p>", escape(article)));
        let _ = writeln!(html, "<section class=\"events\">\n{events}</section>");
    }
    if let Some(facts) = report.facts.filter(|facts| !facts.rows.is_empty()) {
        table::table(&mut html, facts, messages);
    }
    let _ = writeln!(html, "</main>\n<footer><p>{}</p>", page(messages, "no-verdict"));
    let _ = writeln!(html, "<p class=\"keys\">{}</p></footer>", page(messages, "keys"));
    let _ = writeln!(html, "<script>{SCRIPT}</script>\n</body>\n</html>");
    html
}

fn head(html: &mut String, messages: &Messages, summary: &str) {
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        digest::source(STYLE),
        digest::source(SCRIPT)
    );
    let _ = writeln!(
        html,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">",
        messages.code()
    );
    let _ = writeln!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let _ = writeln!(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    let _ = writeln!(html, "<meta name=\"referrer\" content=\"no-referrer\">");
    let _ = writeln!(
        html,
        "<title>factlint: {}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        escape(summary)
    );
}

/// One box per level that there are findings of; where there is but one, nothing is to be chosen.
fn filter(html: &mut String, messages: &Messages, entries: &[Entry<'_>]) {
    let number = |level: Level| entries.iter().filter(|entry| entry.finding.level == level).count();
    let levels: Vec<Level> = Level::ALL.into_iter().filter(|level| number(*level) > 0).collect();
    if levels.len() < 2 {
        return;
    }
    let _ = write!(html, "<fieldset class=\"filter\" hidden><legend>{}</legend>", page(messages, "show"));
    for level in levels {
        let _ = write!(
            html,
            "<label class=\"{0}\"><input type=\"checkbox\" value=\"{0}\" checked><span class=\"level\">{1}</span></label>",
            level.name(),
            escape(&messages.findings(level, number(level)))
        );
    }
    html.push_str("</fieldset>\n");
}

fn findings(html: &mut String, report: &Report<'_>, entries: &[Entry<'_>]) {
    let messages = report.messages;
    let heading = page(messages, "findings");
    let _ = writeln!(
        html,
        "<section class=\"findings\" id=\"findings\" tabindex=\"-1\" aria-labelledby=\"h-findings\"><h2 \
         id=\"h-findings\">{heading}</h2>"
    );
    if entries.is_empty() {
        let _ = writeln!(html, "<p>{}</p>", escape(messages.word("nothing")));
    } else {
        html.push_str("<ol class=\"cards\">\n");
        for (index, entry) in entries.iter().enumerate() {
            card(html, messages, index + 1, entry);
        }
        html.push_str("</ol>\n");
    }
    html.push_str("</section>\n");
}

fn card(html: &mut String, messages: &Messages, number: usize, entry: &Entry<'_>) {
    let level = entry.finding.level;
    let places = entry.quotations.len().to_string();
    let says = messages.page("selected", &[("n", number.to_string()), ("places", places)]);
    let _ = writeln!(
        html,
        "<li class=\"card {0}\" id=\"f{number}\" data-finding=\"{number}\" data-level=\"{0}\" data-says=\"{1}\">",
        level.name(),
        escape(&says)
    );
    let _ = writeln!(
        html,
        "<h3><button type=\"button\" class=\"pick\" aria-pressed=\"false\"><span class=\"number\">{number}</span> <span \
         class=\"level\">{}</span> {}</button></h3>",
        escape(messages.level(level)),
        escape(&entry.heading(messages))
    );
    let _ = writeln!(html, "<p class=\"unseen\">{}</p>", escape(&entry.message));
    for (index, quotation) in entry.quotations.iter().enumerate() {
        place(html, messages, &format!("f{number}-p{}", index + 1), quotation);
    }
    if !entry.because.is_empty() {
        html.push_str("<ul class=\"because\">");
        for reason in &entry.because {
            let _ = write!(html, "<li>{}</li>", escape(reason));
        }
        html.push_str("</ul>");
    }
    html.push_str("</li>\n");
}

fn place(html: &mut String, messages: &Messages, anchor: &str, quotation: &Quotation<'_>) {
    let _ = writeln!(
        html,
        "<figure><figcaption><a href=\"#{anchor}\">{}</a> <span class=\"path\">{}</span></figcaption>",
        escape(&quotation.whose(messages)),
        escape(&quotation.place())
    );
    let words = quotation.document.text();
    let (clause, decisive) = (quotation.witness.span, quotation.witness.decisive);
    let language = language(quotation.document);
    if clause.contains(decisive) && !decisive.is_empty() {
        let before = escape(Span::new(clause.start(), decisive.start()).of(words));
        let after = escape(Span::new(decisive.end(), clause.end()).of(words));
        let within = escape(decisive.of(words));
        let _ =
            write!(html, "<blockquote{language}>{before}<b class=\"level\">{within}</b>{after}</blockquote>");
    } else {
        let _ = write!(html, "<blockquote{language}>{}</blockquote>", escape(clause.of(words)));
    }
    // What the decisive words say themselves is not said again.
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !one_line(decisive.of(words)).contains(&one_line(&quotation.label)) {
        let _ = write!(html, "<p class=\"says\">{}</p>", escape(&quotation.label));
    }
    html.push_str("</figure>\n");
}

fn articles(html: &mut String, report: &Report<'_>, entries: &[Entry<'_>]) {
    let messages = report.messages;
    let heading = page(messages, "articles");
    let _ = writeln!(
        html,
        "<section class=\"articles\" aria-labelledby=\"h-articles\"><h2 id=\"h-articles\">{heading}</h2><div \
         class=\"columns\">"
    );
    let involved = |document: &Document| {
        let mut quotations = entries.iter().flat_map(|entry| &entry.quotations);
        quotations.any(|quotation| quotation.witness.source == document.source)
    };
    let few = report.documents.len() <= MOST_ARTICLES;
    for document in report.documents.iter().filter(|document| few || involved(document)) {
        let source = &report.sources[document.source];
        let name = super::entry::outlet(document, source);
        let id = document.source.index() + 1;
        let meta = &document.meta;
        let published = meta.published.map(|moment| messages.moment(moment, meta.published_time_known));
        let _ = writeln!(
            html,
            "<article class=\"source\" id=\"a{id}\" tabindex=\"0\" aria-labelledby=\"h-a{id}\"><header><h3 \
             id=\"h-a{id}\">{}</h3><p>{}</p><p class=\"path\">{}</p></header><div class=\"text\"{}>",
            escape(&name),
            escape(&published.unwrap_or_default()),
            escape(&source.name),
            language(document)
        );
        article::text(html, report, document, entries);
        html.push_str("</div></article>\n");
    }
    html.push_str("</div></section>\n");
}

/// The language of an article's words, for those who have them read aloud.
pub(super) fn language(document: &Document) -> String {
    document.meta.language.map_or(String::new(), |language| format!(" lang=\"{}\"", escape(language.code())))
}

fn page(messages: &Messages, key: &str) -> String {
    escape(&messages.page(key, &[]))
}

/// Words that are nothing but words, between tags and inside an attribute's quotes.
pub(super) fn escape(words: &str) -> String {
    let words = shown(words);
    let mut text = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
        let from = html.find(start).unwrap_or_else(|| panic!("no {start}")) + start.len();
        &html[from..from + html[from..].find(end).unwrap_or_else(|| panic!("no {end} behind {start}"))]
    }

    #[test]
    fn both_places_are_marked_and_linked() {
        let html = Sample::new().with("de", 80, false, render);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"de\">"));
        for anchor in ["f1-p1", "f1-p2"] {
            assert!(html.contains(&format!("href=\"#{anchor}\"")), "{anchor}");
            assert!(
                html.contains(&format!("<span id=\"{anchor}\"></span><mark class=\"decisive")),
                "{anchor}"
            );
        }
        let card = between(&html, "<li class=\"card contradiction\" id=\"f1\"", "</li>\n");
        assert!(card.contains("<b class=\"level\">kurzfristig abgesagt</b>"), "{card}");
        assert!(card.contains("<p class=\"says\">fand statt</p>"), "{card}");
        assert!(!card.contains("<p class=\"says\">abgesagt</p>"), "the words say so themselves: {card}");
    }

    #[test]
    fn places_that_overlap_are_both_marked() {
        let mut sample = Sample::new();
        sample.repeat();
        let html = sample.with("de", 80, false, render);
        assert!(html.contains("data-findings=\"1 2\">kurzfristig abgesagt</mark><a"), "{html}");
        assert!(html.contains("id=\"f2-p2\""));
    }

    #[test]
    fn an_article_is_only_text() {
        let mut sample = Sample::new();
        sample.finding().subject = "</title></li><script>alert(1)</script>\" onclick='x' &lt;".to_owned();
        let html = sample.with("de", 80, false, render);
        assert_eq!(html.matches("<script>").count(), 1, "only the page's own");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&#39;x&#39; &amp;lt;"));
        assert!(!html.contains('\u{1b}'));
    }

    #[test]
    fn nothing_comes_from_elsewhere() {
        let html = Sample::new().with("en", 80, false, render);
        for elsewhere in ["http://", "https://", "src=", "@import", "url(", " style=", " onclick="] {
            assert!(!html.contains(elsewhere), "{elsewhere}");
        }
        let policy = between(&html, "Content-Security-Policy\" content=\"", "\"");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn silence_is_a_page_too() {
        let html = Sample::silent().with("en", 80, false, render);
        assert!(html.contains("<p>no disagreement found</p>") && html.contains("</html>"));
        assert_eq!(html.matches("<mark").count(), 0);
    }
}
