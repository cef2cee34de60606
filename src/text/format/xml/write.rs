//! The blocks of a story in XML: NITF's paragraphs and sub-headlines, XHTML's.

use super::{Item, Xml, meant};
use crate::text::format::Article;
use crate::text::{FileSpan, Mark, Prose};

/// What an element does to the words in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// They run on.
    Inline,
    /// They are a block of their own.
    Block(Option<Mark>),
    /// They are no part of the story.
    Aside,
}

/// By the names that NITF and XHTML use.
fn role(name: &str) -> Role {
    match name {
        "hl1" | "h1" => Role::Block(Some(Mark::Headline)),
        "hl2" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Block(Some(Mark::Crosshead)),
        "byline" => Role::Block(Some(Mark::Byline)),
        "p" | "block" | "bq" | "blockquote" | "pre" | "ul" | "ol" | "dl" | "li" | "dt" | "dd" | "table"
        | "tr" | "td" | "th" | "div" | "section" | "article" | "br" | "hr" | "credit" | "abstract"
        | "note" | "nitf-table" | "fn" | "body" | "hedline" | "dateline" => Role::Block(None),
        "media" | "media-caption" | "media-producer" | "media-metadata" | "media-reference" | "figure"
        | "figcaption" | "script" | "style" | "head" | "aside" | "nav" | "footer" | "form"
        | "custom-table" | "tagline" | "bibliography" | "distributor" => Role::Aside,
        _ => Role::Inline,
    }
}

/// Adds the blocks inside an element to an article, all of them marked as one thing where `mark` says so.
pub(in crate::text::format) fn body(xml: &Xml<'_>, node: usize, mark: Option<Mark>, article: &mut Article) {
    let mut writer = Writer { xml, article, line: Prose::default(), marks: vec![mark], aside: 0 };
    for item in xml.inside(node) {
        match *item {
            Item::Open(child) => match role(xml.nodes[child].name) {
                Role::Inline => {}
                Role::Block(own) => {
                    writer.end();
                    let around = writer.marks.last().copied().flatten();
                    writer.marks.push(mark.or(own).or(around));
                }
                Role::Aside => {
                    writer.end();
                    writer.aside += 1;
                }
            },
            Item::Close(child) => match role(xml.nodes[child].name) {
                Role::Inline => {}
                Role::Block(_) => {
                    writer.end();
                    writer.marks.pop();
                }
                Role::Aside => writer.aside -= 1,
            },
            Item::Words(span) => writer.words(span.of(xml.text), span),
            Item::Reference(span) => writer.reference(span),
        }
    }
    writer.end();
}

struct Writer<'a, 't> {
    xml: &'a Xml<'t>,
    article: &'a mut Article,
    /// The block that is being written.
    line: Prose,
    marks: Vec<Option<Mark>>,
    /// How many elements are open that are no part of the story.
    aside: usize,
}

impl Writer<'_, '_> {
    fn words(&mut self, words: &str, span: FileSpan) {
        if self.aside == 0 {
            self.line.push(words, span);
        }
    }

    fn reference(&mut self, span: FileSpan) {
        if self.aside == 0 {
            self.line.push_decoded(&meant(span.of(self.xml.text)), span);
        }
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.article.add_line(line, self.marks.last().copied().flatten());
    }
}
