//! RSS (0.9x, 1.0, 2.0) and Atom: every entry an article.

use super::pieces::{date, looks_like_html, sender};
use super::xml::{self, Xml};
use super::{Article, Content};
use crate::text::{Limits, Mark, Prose, Told};

/// Whether a text is a feed.
pub(super) fn recognises(text: &str) -> bool {
    matches!(xml::root(text), Some("rss" | "RDF" | "feed"))
}

/// Reads it.
///
/// # Errors
/// When it is not well formed, or has more entries than is allowed.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Content, String> {
    let xml = Xml::new(text, limits)?;
    let root = xml.root().ok_or("it has no root element")?;
    let entries = xml.outermost(root, &["item", "entry"]);
    super::check_entries(entries.len(), limits)?;
    let channel = xml.child(root, "channel").unwrap_or(root);
    let language = xml.said(channel, "language").or_else(|| xml.attribute(root, "lang"));
    let outlet = xml.said(channel, "title").and_then(|name| sender(&name));
    let feed = Told { outlet, language, ..Told::default() };
    let articles = entries.into_iter().map(|entry| article(&xml, entry, &feed, limits));
    let articles = articles.collect::<Result<Vec<_>, _>>()?;
    Ok(Content::Articles(articles.into_iter().filter(|article| !article.prose.is_empty()).collect()))
}

fn article(xml: &Xml<'_>, entry: usize, feed: &Told, limits: &Limits) -> Result<Article, String> {
    let mut article = Article { told: told(xml, entry, feed), ..Article::default() };
    if let Some(title) = xml.child(entry, "title") {
        field(xml, title, Some(Mark::Headline), &mut article, limits)?;
    }
    // `content:encoded` and Atom's `content`; a picture's `media:content` says nothing.
    let content = xml
        .children(entry)
        .find(|at| matches!(xml.nodes[*at].name, "encoded" | "content") && xml.words(*at).is_some());
    let summary = xml.child(entry, "description").or_else(|| xml.child(entry, "summary"));
    if let Some(summary) = summary {
        // What stands in for the text is the text.
        let mark = content.is_some().then_some(Mark::Standfirst);
        field(xml, summary, mark, &mut article, limits)?;
    }
    if let Some(content) = content {
        field(xml, content, None, &mut article, limits)?;
    }
    Ok(article)
}

/// Adds a field: XHTML inside, HTML as text, or plain text.
fn field(
    xml: &Xml<'_>,
    at: usize,
    mark: Option<Mark>,
    article: &mut Article,
    limits: &Limits,
) -> Result<(), String> {
    if xml.children(at).next().is_some() {
        xml::body(xml, at, mark, article);
        return Ok(());
    }
    let words: Prose = xml.prose(at);
    if xml.attribute(at, "type").as_deref() == Some("html") && looks_like_html(words.text()) {
        return article.add_html(words, mark, limits);
    }
    article.add_any(words, mark, limits)
}

fn told(xml: &Xml<'_>, entry: usize, feed: &Told) -> Told {
    let language = xml.attribute(entry, "lang").or_else(|| feed.language.clone());
    let moment = |names: &[&str]| {
        let said = names.iter().find_map(|name| xml.said(entry, name))?;
        date(&said, language.as_deref())
    };
    let source = xml.child(entry, "source");
    let source = source.and_then(|source| xml.said(source, "title").or_else(|| xml.words(source)));
    let published = moment(&["pubDate", "published", "issued", "date"]);
    let updated = moment(&["updated", "modified"]);
    Told {
        outlet: source.and_then(|name| sender(&name)).or_else(|| feed.outlet.clone()),
        published: published.or(updated),
        updated: updated.filter(|updated| published.is_some_and(|published| published != *updated)),
        headline: xml.said(entry, "title"),
        urn: xml.said(entry, "guid").or_else(|| xml.said(entry, "id")),
        language,
        ..Told::default()
    }
}
