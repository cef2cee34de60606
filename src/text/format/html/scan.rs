//! A page cut into tags and text, every piece with its place: what parsers that build a tree do not keep.

use super::tag::Tag;

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Piece<'t> {
    /// Words, with character references as they are written.
    Text { start: usize, end: usize },
    /// The beginning of an element.
    Open(Opening<'t>),
    /// The end of one, by its name as written.
    Close { name: &'t str },
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Opening<'t> {
    /// Its name as written.
    pub name: &'t str,
    pub tag: Tag,
    /// What stands between name and `>`.
    pub attributes: &'t str,
    /// What stands in it, where that is not read as markup.
    pub raw: Option<(usize, usize)>,
}

/// Cuts a page into pieces, in order. Linear in the page.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// From here on there is no further end of a comment, so that it is not looked for again and again.
    no_comment_end: bool,
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, no_comment_end: false }
    }

    /// Where the markup that begins with the `<` at `at` ends, and what it is.
    fn markup(&mut self, at: usize) -> Option<(usize, Option<Piece<'t>>)> {
        let rest = &self.text[at + 1..];
        let bytes = rest.as_bytes();
        match *bytes.first()? {
            b'!' if rest.starts_with("!--") && !self.no_comment_end => {
                let Some(end) = rest[3..].find("-->") else {
                    self.no_comment_end = true;
                    return Some((self.until_bracket(at), None));
                };
                Some((at + 1 + 3 + end + 3, None))
            }
            b'!' | b'?' => Some((self.until_bracket(at), None)),
            b'/' if bytes.get(1).is_some_and(u8::is_ascii_alphabetic) => {
                let name = name(&rest[1..]);
                Some((self.until_bracket(at), Some(Piece::Close { name })))
            }
            b'/' => Some((self.until_bracket(at), None)),
            byte if byte.is_ascii_alphabetic() => {
                let name = name(rest);
                let from = at + 1 + name.len();
                let end = tag_end(self.text, from);
                let tag = Tag::of(&name.to_ascii_lowercase());
                let inside = end - usize::from(self.text[..end].ends_with('>') && end > from);
                let attributes = &self.text[from..inside];
                let (raw, end) = match tag.is_raw() && !attributes.ends_with('/') {
                    true => {
                        let (close, behind) = raw_end(self.text, end, name);
                        (Some((end, close)), behind)
                    }
                    false => (None, end),
                };
                Some((end, Some(Piece::Open(Opening { name, tag, attributes, raw }))))
            }
            _ => None,
        }
    }

    fn until_bracket(&self, at: usize) -> usize {
        self.text[at..].find('>').map_or(self.text.len(), |end| at + end + 1)
    }
}

impl<'t> Iterator for Scanner<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let mut from = self.at;
        let start = self.at;
        while from < self.text.len() {
            let Some(bracket) = self.text[from..].find('<').map(|bracket| from + bracket) else { break };
            // Words before the markup come first; it is looked at again then.
            if bracket > start {
                let begins = self.text[bracket + 1..]
                    .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
                if begins {
                    self.at = bracket;
                    return Some(Piece::Text { start, end: bracket });
                }
                from = bracket + 1;
                continue;
            }
            match self.markup(bracket) {
                Some((end, Some(piece))) => {
                    self.at = end;
                    return Some(piece);
                }
                Some((end, None)) => {
                    self.at = end;
                    return self.next_after_nothing();
                }
                // A lone `<` is a word.
                None => from = bracket + 1,
            }
        }
        self.at = self.text.len();
        (start < self.at).then_some(Piece::Text { start, end: self.at })
    }
}

impl<'t> Scanner<'t> {
    /// Goes on behind a comment; a loop instead of a call per comment, since a page may be nothing but comments.
    fn next_after_nothing(&mut self) -> Option<Piece<'t>> {
        loop {
            let rest = &self.text[self.at..];
            if !rest.starts_with("<!") && !rest.starts_with("<?") && !rest.starts_with("</") {
                return self.next();
            }
            match self.markup(self.at) {
                Some((end, Some(piece))) => {
                    self.at = end;
                    return Some(piece);
                }
                Some((end, None)) => self.at = end,
                None => return self.next(),
            }
        }
    }
}

fn name(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<'));
    &text[..end.unwrap_or(text.len())]
}

/// Where a tag ends, behind its `>`: not inside a quoted value.
fn tag_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut value_may_begin = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' if value_may_begin => {
                let Some(end) = text[at + 1..].find(char::from(*byte)) else { return text.len() };
                at += 1 + end;
                value_may_begin = false;
            }
            b'=' => value_may_begin = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => value_may_begin = false,
        }
        at += 1;
    }
    text.len()
}

/// Where the text of `<script>` and the like ends, and where its end tag does.
fn raw_end(text: &str, from: usize, name: &str) -> (usize, usize) {
    let mut at = from;
    while let Some(found) = text[at..].find("</") {
        let close = at + found;
        let rest = &text[close + 2..];
        let is_end = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && rest[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        if is_end {
            let end = text[close..].find('>').map_or(text.len(), |end| close + end + 1);
            return (close, end);
        }
        at = close + 2;
    }
    (text.len(), text.len())
}

/// The attributes between a tag's name and its `>`: names in lower case and values as written.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (String, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A name may begin with `=`.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .map_or(rest.len(), |end| first + end);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_ascii_start();
        let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_ascii_start();
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = behind;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces in short: words as they are, `<p class>` with the names of the attributes, `[…]` around raw text.
    fn shown(text: &str) -> String {
        let piece = |piece| match piece {
            Piece::Text { start, end } => text[start..end].to_owned(),
            Piece::Open(opening) => {
                let names = attributes(opening.attributes).map(|(name, value)| format!(" {name}={value}"));
                let raw = opening.raw.map_or("", |(start, end)| &text[start..end]);
                format!("<{}{}>[{raw}]", opening.name, names.collect::<String>())
            }
            Piece::Close { name } => format!("</{name}>"),
        };
        Scanner::new(text).map(piece).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn pages_are_cut_as_browsers_cut_them() {
        for (text, expected) in [
            ("<p class=x>Er <b>sagt</b>", "<p class=x>[]|Er |<b>[]|sagt|</b>"),
            ("<a title=\"a > b\" x='>'>c", "<a title=a > b x=>>[]|c"),
            ("1 < 2 <3 <4>", "1 < 2 <3 <4>"),
            ("a<!-- <p> --><!----><!DOCTYPE html>b", "a|b"),
            ("a<!-- ohne Ende <p>b", "a|b"),
            ("<script>if (a</b) '</scripts>'</SCRIPT >x", "<script>[if (a</b) '</scripts>']|x"),
            ("<script>ohne Ende", "<script>[ohne Ende]"),
            ("<p", "<p>[]"),
            ("<p a=\"ohne Ende", "<p a=ohne Ende>[]"),
            ("</p >x</>y", "</p>|x|y"),
            ("<br/>x<img src=a/b.jpg />", "<br>[]|x|<img src=a/b.jpg>[]"),
            ("", ""),
            ("<", "<"),
            ("<!", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
