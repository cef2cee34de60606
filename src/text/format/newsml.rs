//! NewsML-G2 (IPTC): news items with what the agency says of each version, and the story as NITF or XHTML inside.

use super::pieces::{date, sender, sender_of_urn};
use super::xml::{self, Xml};
use super::{Article, Content, nitf};
use crate::text::{Limits, Mark, Prose, Status, Told};

/// Whether a text is a news item or a message of several.
pub(super) fn recognises(text: &str) -> bool {
    matches!(xml::root(text), Some("newsItem" | "newsMessage"))
}

/// Reads it.
///
/// # Errors
/// When it is not well formed, or holds more items than is allowed.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Content, String> {
    let xml = Xml::new(text, limits)?;
    let items = xml.outermost(0, &["newsItem"]);
    super::check_entries(items.len(), limits)?;
    let articles =
        items.into_iter().map(|item| article(&xml, item, limits)).collect::<Result<Vec<_>, _>>()?;
    Ok(Content::Articles(articles.into_iter().filter(|article| !article.prose.is_empty()).collect()))
}

fn article(xml: &Xml<'_>, item: usize, limits: &Limits) -> Result<Article, String> {
    let mut article = Article { told: told(xml, item), ..Article::default() };
    let meta = xml.child(item, "itemMeta");
    for note in meta.into_iter().flat_map(|meta| xml.children(meta)) {
        if xml.nodes[note].name == "edNote" {
            article.add_line(xml.prose(note), Some(Mark::Boilerplate));
        }
    }
    let content = xml.child(item, "contentSet");
    let inside = content.and_then(|content| xml.children(content).next());
    let story = inside.and_then(|inside| xml.find(inside, "nitf"));
    if let Some(nitf) = story {
        nitf::story(xml, nitf, &mut article);
    }
    // XHTML stories begin with their headline; where they do not, the item tells it.
    let is_headed = story.is_some_and(|nitf| xml.find(nitf, "hl1").is_some())
        || inside.is_some_and(|inside| xml.find(inside, "h1").is_some());
    let about = xml.child(item, "contentMeta");
    if !is_headed && let Some(headline) = about.and_then(|about| xml.child(about, "headline")) {
        // The headline stands above what has been added so far.
        let added = std::mem::take(&mut article);
        article.told = added.told;
        article.add_line(xml.prose(headline), Some(Mark::Headline));
        let at = article.prose.len();
        article.prose.append(&added.prose);
        article.marks.extend(added.marks.into_iter().map(|(span, mark)| (span.shift(at), mark)));
    }
    match inside {
        Some(inside) if story.is_none() => match xml.nodes[inside].name {
            "inlineXML" => {
                let body = xml.find(inside, "body").unwrap_or(inside);
                xml::body(xml, body, None, &mut article);
            }
            "inlineData" => {
                let text: Prose = xml.prose(inside);
                let is_html = xml.attribute(inside, "contenttype").is_some_and(|kind| kind.contains("html"));
                if is_html {
                    article.add_html(text, None, limits)?
                } else {
                    article.add_any(text, None, limits)?
                }
            }
            _ => {}
        },
        _ => {}
    }
    Ok(article)
}

fn told(xml: &Xml<'_>, item: usize) -> Told {
    let meta = xml.child(item, "itemMeta");
    let about = xml.child(item, "contentMeta");
    let language = about
        .and_then(|about| xml.child(about, "language"))
        .and_then(|language| xml.attribute(language, "tag"))
        .or_else(|| xml.attribute(item, "lang"));
    let said = |parent: Option<usize>, name: &str| xml.said(parent?, name);
    let moment = |parent, name| date(&said(parent, name)?, language.as_deref());
    let urn = xml.attribute(item, "guid");
    let provider = meta.and_then(|meta| xml.child(meta, "provider"));
    let name = |at: usize| {
        let code = || xml.attribute(at, "qcode").and_then(|code| Some(code.rsplit_once(':')?.1.to_owned()));
        xml.said(at, "name").or_else(|| xml.attribute(at, "literal")).or_else(code)
    };
    let status = meta.and_then(|meta| xml.child(meta, "pubStatus"));
    let status = status.and_then(|status| Status::from_word(&xml.attribute(status, "qcode")?));
    // A signal says of a correction what its status does not (`sig:correction`).
    let corrects = meta.is_some_and(|meta| {
        let mut signals = xml.children(meta).filter(|at| xml.nodes[*at].name == "signal");
        signals.any(|at| xml.attribute(at, "qcode").is_some_and(|code| code.ends_with("correction")))
    });
    let versioned = moment(meta, "versionCreated");
    let first = moment(meta, "firstCreated").or_else(|| moment(about, "contentCreated"));
    Told {
        outlet: provider
            .and_then(name)
            .and_then(|name| sender(&name))
            .or_else(|| sender_of_urn(urn.as_deref()?)),
        published: first.or(versioned),
        updated: versioned.filter(|versioned| first.is_some_and(|first| first != *versioned)),
        headline: said(about, "headline"),
        version: xml.attribute(item, "version"),
        status: if corrects { status.max(Some(Status::Correction)) } else { status },
        urn,
        language,
    }
}
