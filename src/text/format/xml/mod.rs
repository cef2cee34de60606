//! XML as a list of elements and words with their places in the file. Nothing is fetched and no entity of a document's
//! own is put in: what `&name;` stands for is known from HTML, or it stands for itself.

mod write;

pub(super) use write::body;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::html::reference;
use crate::text::{FileSpan, Limits, Prose};

/// A document, read.
#[derive(Debug)]
pub(super) struct Xml<'t> {
    pub text: &'t str,
    /// The elements in the order in which they begin; the first one stands for the document.
    pub nodes: Vec<Node<'t>>,
    /// Beginnings and ends of elements and the words between them, in the order of the file.
    pub items: Vec<Item>,
}

/// An element.
#[derive(Debug)]
pub(super) struct Node<'t> {
    /// Its name without prefix.
    pub name: &'t str,
    /// The element that it stands in; its own index where it is the document.
    pub parent: usize,
    attributes: Vec<(&'t str, &'t str)>,
    /// Its items: from behind its beginning to before its end.
    first: usize,
    last: usize,
}

/// What a document is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    Open(usize),
    Close(usize),
    /// Words as they stand in the file.
    Words(FileSpan),
    /// A reference (`&auml;`).
    Reference(FileSpan),
}

/// The name of a document's root element, without prefix: what stands before it is skipped.
pub(super) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = rest.strip_prefix('<')?;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1.trim_start();
        } else if after.starts_with('?') {
            rest = after.split_once("?>")?.1.trim_start();
        } else if after.starts_with('!') {
            rest = behind_doctype(after)?.trim_start();
        } else {
            let end = after.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            let name = &after[..end];
            return Some(name.rsplit_once(':').map_or(name, |(_, local)| local));
        }
    }
}

/// What follows a document type, with its own declarations in brackets.
fn behind_doctype(text: &str) -> Option<&str> {
    let mut inside = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => inside = true,
            b']' => inside = false,
            b'>' if !inside => return text.get(at + 1..),
            _ => {}
        }
    }
    None
}

impl<'t> Xml<'t> {
    /// Reads a document.
    ///
    /// # Errors
    /// When it is not well formed, or has more elements or more deeply nested ones than is allowed.
    pub fn new(text: &'t str, limits: &Limits) -> Result<Self, String> {
        let base = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(&text[base..]);
        reader.config_mut().allow_dangling_amp = true;
        let document = Node { name: "", parent: 0, attributes: Vec::new(), first: 0, last: 0 };
        let mut xml = Self { text, nodes: vec![document], items: Vec::new() };
        let mut open = vec![0];
        loop {
            let start = place(&reader, base);
            let event = reader.read_event().map_err(|error| {
                format!("{error} (byte {})", base + usize::try_from(reader.error_position()).unwrap_or(0))
            })?;
            let span = FileSpan::new(start, place(&reader, base));
            if xml.nodes.len() > limits.elements {
                return Err(super::too_many_elements(limits));
            }
            match event {
                Event::Start(tag) => {
                    if open.len() > limits.nesting {
                        return Err(format!(
                            "its elements are nested more than {} deep; raise the limit with --max-nesting",
                            limits.nesting
                        ));
                    }
                    let node = xml.open(&tag, span, *open.last().unwrap_or(&0));
                    open.push(node);
                }
                Event::Empty(tag) => {
                    let node = xml.open(&tag, span, *open.last().unwrap_or(&0));
                    xml.close(node);
                }
                Event::End(_) => {
                    if let Some(node) = open.pop().filter(|node| *node > 0) {
                        xml.close(node);
                    }
                }
                Event::Text(_) => xml.items.push(Item::Words(span)),
                // Without `<![CDATA[` and `]]>`.
                Event::CData(_) => {
                    xml.items
                        .push(Item::Words(FileSpan::new(span.start() + 9, span.end().saturating_sub(3))));
                }
                Event::GeneralRef(_) => xml.items.push(Item::Reference(span)),
                Event::Eof if open.len() > 1 => {
                    let name = open.last().map_or("", |node| xml.nodes[*node].name);
                    return Err(format!("it ends inside `<{name}>`"));
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        xml.nodes[0].last = xml.items.len();
        Ok(xml)
    }

    fn open(&mut self, tag: &BytesStart<'_>, span: FileSpan, parent: usize) -> usize {
        // Names and values are slices of the file, not of the event.
        let inside = &self.text[span.start() + 1..span.end()];
        let name = inside.get(..tag.name().0.len()).unwrap_or("");
        let rest = inside.get(name.len()..).unwrap_or("").trim_end_matches('>').trim_end_matches('/');
        let node = self.nodes.len();
        self.items.push(Item::Open(node));
        let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
        let first = self.items.len();
        self.nodes.push(Node { name, parent, attributes: attributes(rest), first, last: first });
        node
    }

    fn close(&mut self, node: usize) {
        self.nodes[node].last = self.items.len();
        self.items.push(Item::Close(node));
    }

    /// The root element.
    pub fn root(&self) -> Option<usize> {
        self.children(0).next()
    }

    /// The elements that stand directly in one.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.descendants(node).filter(move |child| self.nodes[*child].parent == node)
    }

    /// All elements inside one.
    pub fn descendants(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.inside(node).iter().filter_map(|item| match item {
            Item::Open(child) => Some(*child),
            Item::Close(_) | Item::Words(_) | Item::Reference(_) => None,
        })
    }

    /// The elements of some names inside one, without those that stand in another of them: what stands in several is read
    /// once.
    pub fn outermost(&self, node: usize, names: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut behind = 0;
        for at in self.descendants(node).filter(|at| names.contains(&self.nodes[*at].name)) {
            if self.nodes[at].first >= behind {
                behind = self.nodes[at].last;
                found.push(at);
            }
        }
        found
    }

    /// What stands inside an element.
    pub fn inside(&self, node: usize) -> &[Item] {
        let Node { first, last, .. } = self.nodes[node];
        self.items.get(first..last).unwrap_or_default()
    }

    /// The first element of a name directly in another.
    pub fn child(&self, node: usize, name: &str) -> Option<usize> {
        self.children(node).find(|child| self.nodes[*child].name == name)
    }

    /// The first element of a name anywhere inside another.
    pub fn find(&self, node: usize, name: &str) -> Option<usize> {
        self.descendants(node).find(|child| self.nodes[*child].name == name)
    }

    /// An attribute, by its name without prefix, as written but for references.
    pub fn attribute(&self, node: usize, name: &str) -> Option<String> {
        let mut attributes = self.nodes[node].attributes.iter();
        attributes.find(|(known, _)| *known == name).map(|(_, value)| decoded(value))
    }

    /// The words inside an element with the way back into the file.
    pub fn prose(&self, node: usize) -> Prose {
        let mut prose = Prose::default();
        for item in self.inside(node) {
            match *item {
                Item::Words(span) => {
                    prose.push(span.of(self.text), span);
                }
                Item::Reference(span) => {
                    prose.push_decoded(&meant(span.of(self.text)), span);
                }
                Item::Open(_) | Item::Close(_) => {}
            }
        }
        prose
    }

    /// The words inside an element in one line; none where there are none.
    pub fn words(&self, node: usize) -> Option<String> {
        let prose = self.prose(node);
        let words = prose.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }

    /// The words of the first element of a name directly in another.
    pub fn said(&self, node: usize, name: &str) -> Option<String> {
        self.child(node, name).and_then(|child| self.words(child))
    }
}

/// Where the reader stands in the file.
fn place(reader: &Reader<&[u8]>, base: usize) -> usize {
    base + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX - base)
}

/// The character that a reference stands for, or itself.
pub(super) fn meant(written: &str) -> String {
    match written {
        "&apos;" => "'".to_owned(),
        _ => reference(written)
            .filter(|(length, _)| *length == written.len())
            .map_or(written.to_owned(), |it| it.1),
    }
}

fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let (length, found) = reference(&rest[at..]).unwrap_or_else(|| (1, "&".to_owned()));
        text.push_str(&found);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    text
}

/// The attributes of a tag: names without prefix, values as written.
fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, behind)) = after[1..].split_once(quote) else { break };
        let name = name.trim();
        found.push((name.rsplit_once(':').map_or(name, |(_, local)| local), value));
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_into_the_file() {
        let file = "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y>'>]>\n<n:a n:b=\"1 &amp; 2\">Er<c/> f&auml;hrt <![CDATA[<b> & ]]>&x;</n:a>";
        let xml = Xml::new(file, &Limits::default()).expect("it is well formed");
        let root = xml.root().expect("there is one");
        assert_eq!((xml.nodes[root].name, super::root(file)), ("a", Some("a")));
        assert_eq!(xml.attribute(root, "b").as_deref(), Some("1 & 2"));
        let prose = xml.prose(root);
        assert_eq!(prose.text(), "Er fährt <b> & &x;");
        let at = prose.text().find("fährt").unwrap_or_default();
        assert_eq!(prose.on_disk(crate::text::Span::new(at, at + 6)).of(file), "f&auml;hrt");
    }

    #[test]
    fn what_is_no_xml_is_told() {
        let limits = Limits { nesting: 10, ..Limits::default() };
        for (text, expected) in [
            ("<a><b></a>", "b"),
            ("<a><b>", "it ends inside `<b>`"),
            ("<a", "byte"),
            (&"<a>".repeat(1000), "nested more than 10 deep"),
        ] {
            let problem = Xml::new(text, &limits).expect_err("it is broken");
            assert!(problem.contains(expected), "{problem}");
        }
    }
}
