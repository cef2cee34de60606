//! NITF (News Industry Text Format 3.x): one story with its headlines, its paragraphs and what the agency says of it.

use super::pieces::{date, sender, sender_of_urn};
use super::xml::{self, Xml};
use super::{Article, Content};
use crate::text::{Limits, Mark, Status, Told};

/// Whether a text is an NITF document.
pub(super) fn recognises(text: &str) -> bool {
    xml::root(text) == Some("nitf")
}

/// Reads it.
///
/// # Errors
/// When it is not well formed.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Content, String> {
    let xml = Xml::new(text, limits)?;
    let root = xml.root().ok_or("it has no root element")?;
    let mut article = Article { told: told(&xml, root), ..Article::default() };
    story(&xml, root, &mut article);
    Ok(Content::Articles(vec![article]))
}

/// Adds the story of a `<nitf>` element: notes of the editors, headlines, byline, text.
pub(super) fn story(xml: &Xml<'_>, root: usize, article: &mut Article) {
    let head = xml.find(root, "body.head");
    // A note stands in an attribute or in the head of the body.
    if let Some(note) = head.and_then(|head| xml.child(head, "note")) {
        xml::body(xml, note, Some(Mark::Boilerplate), article);
    }
    if let Some(hedline) = head.and_then(|head| xml.find(head, "hedline")) {
        for line in xml.children(hedline) {
            let mark = if xml.nodes[line].name == "hl1" { Mark::Headline } else { Mark::Standfirst };
            article.add_line(xml.prose(line), Some(mark));
        }
    }
    for (name, mark) in [("abstract", Mark::Standfirst), ("byline", Mark::Byline)] {
        if let Some(element) = head.and_then(|head| xml.child(head, name)) {
            xml::body(xml, element, Some(mark), article);
        }
    }
    match xml.find(root, "body.content") {
        Some(content) => xml::body(xml, content, None, article),
        None => xml::body(xml, xml.find(root, "body").unwrap_or(root), None, article),
    }
}

/// What the head says.
pub(super) fn told(xml: &Xml<'_>, root: usize) -> Told {
    let attribute =
        |element: &str, name: &str| xml.find(root, element).and_then(|at| xml.attribute(at, name));
    let language = xml.attribute(root, "lang");
    let moment = |element: &str, name: &str| date(&attribute(element, name)?, language.as_deref());
    let urn = attribute("doc-id", "id-string").filter(|urn| !urn.trim().is_empty());
    let outlet = attribute("pubdata", "name")
        .or_else(|| xml.find(root, "distributor").and_then(|at| xml.words(at)))
        .or_else(|| attribute("doc-id", "regsrc"))
        .or_else(|| attribute("doc.copyright", "holder"));
    let headline = xml.find(root, "hl1").or_else(|| xml.find(root, "title")).and_then(|at| xml.words(at));
    let status = attribute("docdata", "management-status").as_deref().and_then(Status::from_word);
    Told {
        outlet: outlet.and_then(|name| sender(&name)).or_else(|| sender_of_urn(urn.as_deref()?)),
        published: moment("date.issue", "norm").or_else(|| moment("pubdata", "date.publication")),
        updated: moment("date.release", "norm"),
        headline,
        version: attribute("du-key", "version"),
        status,
        urn,
        language,
    }
}
