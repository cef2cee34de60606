//! A page as a tree that knows where its words stand.

use super::scan::{Opening, Piece, Scanner, attributes};
use super::tag::Tag;
use crate::text::Limits;

/// A page: its elements, and its words in order.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub text: &'t str,
    /// The elements, each behind the one that it stands in; the first one is the page.
    pub elements: Vec<Element<'t>>,
    /// Beginnings, words and ends, in order.
    pub items: Vec<Item>,
}

/// An element of a page.
#[derive(Debug)]
pub(super) struct Element<'t> {
    pub tag: Tag,
    pub name: &'t str,
    pub attributes: &'t str,
    /// Which element it stands in.
    pub parent: usize,
    /// What stands in it, where that is not read as markup.
    pub raw: Option<(usize, usize)>,
}

/// What stands in a page one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// An element begins.
    Open(usize),
    /// It ends.
    Close(usize),
    /// Words from one byte to another, in an element.
    Words { start: usize, end: usize, within: usize },
}

impl<'t> Page<'t> {
    /// Reads a page. Elements nested deeper than allowed are left out, their words are not.
    ///
    /// # Errors
    /// When it has too many elements.
    pub fn new(text: &'t str, limits: &Limits) -> Result<Self, String> {
        let root = Element { tag: Tag::Block, name: "html", attributes: "", parent: 0, raw: None };
        let mut page = Self { text, elements: vec![root], items: Vec::new() };
        let mut open = vec![0];
        for piece in Scanner::new(text) {
            match piece {
                Piece::Text { start, end } => {
                    let within = open.last().copied().unwrap_or(0);
                    page.items.push(Item::Words { start, end, within });
                }
                Piece::Open(opening) => page.open(opening, &mut open, limits)?,
                Piece::Close { name } => page.close(name, &mut open),
            }
        }
        while let Some(element) = open.pop() {
            page.items.push(Item::Close(element));
        }
        Ok(page)
    }

    fn open(&mut self, opening: Opening<'t>, open: &mut Vec<usize>, limits: &Limits) -> Result<(), String> {
        if self.elements.len() >= limits.elements {
            return Err(crate::text::format::too_many_elements(limits));
        }
        while open.len() > 1
            && let Some(last) = open.last().copied()
            && opening.tag.ends(self.elements[last].tag)
        {
            open.pop();
            self.items.push(Item::Close(last));
        }
        let tag = opening.tag;
        let is_alone = tag.is_void() || tag.is_raw();
        if !is_alone && open.len() >= limits.nesting {
            return Ok(());
        }
        let parent = open.last().copied().unwrap_or(0);
        let index = self.elements.len();
        let Opening { name, attributes, raw, .. } = opening;
        self.elements.push(Element { tag, name, attributes, parent, raw });
        self.items.push(Item::Open(index));
        if is_alone {
            self.items.push(Item::Close(index));
        } else {
            open.push(index);
        }
        Ok(())
    }

    /// Ends the innermost open element of a name, and those in it; an end without its beginning means nothing.
    fn close(&mut self, name: &str, open: &mut Vec<usize>) {
        let is_it = |element: &&usize| self.elements[**element].name.eq_ignore_ascii_case(name);
        let Some(depth) = open.iter().skip(1).rposition(|element| is_it(&element)) else {
            // `</br>` and `</p>` end a line all the same, which needs no item.
            return;
        };
        while open.len() > depth + 1 {
            if let Some(element) = open.pop() {
                self.items.push(Item::Close(element));
            }
        }
    }

    /// The value of an element's attribute, its references decoded; none where it is empty.
    pub fn attribute(&self, element: usize, name: &str) -> Option<String> {
        let found = attributes(self.elements[element].attributes).find(|(known, _)| known == name);
        found.map(|(_, value)| plain(value)).filter(|value| !value.is_empty())
    }

    /// Whether an element stands in one of a kind, or is one.
    pub fn is_within(&self, element: usize, is_meant: impl Fn(&Element<'t>) -> bool) -> bool {
        self.around(element).any(|at| is_meant(&self.elements[at]))
    }

    /// Whether an element stands in another, or is it.
    pub fn is_within_element(&self, element: usize, other: usize) -> bool {
        self.around(element).any(|at| at == other)
    }

    /// An element and those that it stands in, from the inside out.
    fn around(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |at| (*at > 0).then(|| self.elements[*at].parent))
    }

    /// The words that stand in an element, as a reader sees them.
    pub fn words_in(&self, element: usize) -> String {
        let mut words = String::new();
        let begin = self.items.iter().position(|item| *item == Item::Open(element));
        for item in self.items.iter().skip(begin.unwrap_or(self.items.len())) {
            match *item {
                Item::Close(at) if at == element => break,
                Item::Words { start, end, .. } => words.push_str(&self.text[start..end]),
                Item::Open(_) | Item::Close(_) => {}
            }
        }
        plain(&words)
    }
}

/// Text with its references decoded and its blanks made single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (length, meant) = super::entity::reference(rest).unwrap_or((1, "&".to_owned()));
        decoded.push_str(&meant);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}
