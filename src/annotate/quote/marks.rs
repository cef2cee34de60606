//! Finds what stands between quotation marks, in every convention that news uses, nested and over paragraphs.

use crate::document::{BlockKind, Document};
use crate::text::Span;

/// A pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: char,
    pub close: char,
    /// A single mark, which may also be an apostrophe.
    pub single: bool,
}

/// Words between marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// With the marks that stand in the text; a paragraph's end closes without one.
    pub span: Span,
    /// Without them.
    pub words: Span,
    /// Index of the block.
    pub block: usize,
    /// How many marks are open around it.
    pub depth: usize,
    /// Whether it goes on with the quote of the paragraph before.
    pub continues: bool,
}

/// Quotes nest no deeper than this; what is deeper is a stray mark.
const DEPTH: usize = 3;

/// A mark that has been opened.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: char,
    start: usize,
    words: usize,
    continues: bool,
    /// Where the closing mark stands, where it had to be looked for at once.
    known_end: Option<usize>,
}

/// Finds every quoted stretch of the blocks that tell a story, in the order in which they begin.
pub(super) fn find(document: &Document, pairs: &[Pair]) -> Vec<Marked> {
    let text = document.text();
    let mut all = Vec::new();
    let mut carried: Option<Open> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        if !block.kind.is_story() && block.kind != BlockKind::Teaser {
            carried = None;
            continue;
        }
        let mut open = Vec::new();
        if let Some(before) = carried.take() {
            // A paragraph that opens the quote again, or closes it before it opens another.
            let start = block.span.start();
            let body = block.span.of(text);
            if body.chars().next().is_some_and(|c| c == before.mark) {
                let words = start + before.mark.len_utf8();
                open.push(Open { start, words, continues: true, known_end: None, ..before });
            } else {
                open.push(Open { start, words: start, continues: true, known_end: None, ..before });
            }
        }
        let left = scan(text, block.span, index, pairs, open, &mut all);
        if let Some(outer) = left
            && goes_on(document, index, outer, pairs)
        {
            let end = block.span.start() + block.span.of(text).trim_end().len();
            all.push(Marked {
                span: Span::new(outer.start, end),
                words: Span::new(outer.words, end),
                block: index,
                depth: 0,
                continues: outer.continues,
            });
            carried = Some(outer);
        }
    }
    all.sort_by_key(|marked| (marked.span.start(), marked.depth));
    all
}

/// Whether a quote that is open at the end of a block goes on in the next one.
fn goes_on(document: &Document, index: usize, open: Open, pairs: &[Pair]) -> bool {
    let Some(next) = document.blocks.get(index + 1).filter(|next| next.kind == BlockKind::Paragraph) else {
        return false;
    };
    let single = pairs.iter().any(|pair| pair.open == open.mark && pair.single);
    if single {
        return false;
    }
    let body = next.span.of(document.text());
    if body.starts_with(open.mark) {
        return true;
    }
    let mark =
        body.chars().find(|c| pairs.iter().any(|pair| !pair.single && (pair.open == *c || pair.close == *c)));
    mark.is_some_and(|c| closes(pairs, open.mark, c) && c != open.mark)
}

fn closes(pairs: &[Pair], open: char, close: char) -> bool {
    pairs.iter().any(|pair| pair.open == open && pair.close == close)
}

/// Pairs the marks of one block; gives the outermost mark that is left open.
fn scan(
    text: &str,
    block: Span,
    index: usize,
    pairs: &[Pair],
    mut open: Vec<Open>,
    all: &mut Vec<Marked>,
) -> Option<Open> {
    let body = block.of(text);
    let base = block.start();
    let mut before = ' ';
    let skip = open.first().map_or(0, |open| open.words - base);
    let mut chars = body.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = base + offset;
        let last = std::mem::replace(&mut before, c);
        if offset < skip || !pairs.iter().any(|pair| pair.open == c || pair.close == c) {
            continue;
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let after = at + c.len_utf8();
        if let Some(level) = closing(pairs, &open, c, at, last, next) {
            let opened = open[level];
            // What was opened inside and never closed was a stray mark.
            open.truncate(level);
            if opened.words < at {
                all.push(Marked {
                    span: Span::new(opened.start, after),
                    words: Span::new(opened.words, at),
                    block: index,
                    depth: level,
                    continues: opened.continues,
                });
            }
        } else if opening(pairs, c, last, next) && open.len() < DEPTH {
            let known_end = single_end(pairs, c, body, offset + c.len_utf8()).map(|end| base + end);
            let single = pairs.iter().any(|pair| pair.open == c && pair.single);
            if !single || known_end.is_some() {
                open.push(Open { mark: c, start: at, words: after, continues: false, known_end });
            }
        }
    }
    open.first().copied()
}

/// The level of the open mark that `c` closes: the innermost that it fits.
fn closing(pairs: &[Pair], open: &[Open], c: char, at: usize, last: char, next: char) -> Option<usize> {
    let level = open.iter().rposition(|open| closes(pairs, open.mark, c))?;
    let opened = open[level];
    if let Some(end) = opened.known_end {
        return (end == at).then_some(level);
    }
    // The same mark on both sides opens again only after a space and before a word.
    let reopens = opened.mark == c && last.is_whitespace() && next.is_alphanumeric();
    // `»` may open a quote inside one that `«` will close, and the other way round.
    let nested = opened.mark != c && pairs.iter().any(|pair| pair.open == c && !pair.single) && {
        last.is_whitespace() && next.is_alphanumeric()
    };
    (!reopens && !nested).then_some(level)
}

/// Whether a mark stands where a quote can begin.
fn opening(pairs: &[Pair], c: char, last: char, next: char) -> bool {
    let can = pairs.iter().any(|pair| pair.open == c);
    let free = last.is_whitespace() || "([{/–—-:„“»«\"‚‘'".contains(last);
    can && free && !next.is_whitespace()
}

/// Where a quote in single marks ends: the first mark behind a full stop or comma, else the first that ends a word.
/// An apostrophe inside a word is neither.
fn single_end(pairs: &[Pair], open: char, body: &str, from: usize) -> Option<usize> {
    let rest = body.get(from..)?;
    if !pairs.iter().any(|pair| pair.open == open && pair.single) {
        return None;
    }
    let mut fallback = None;
    let mut before = open;
    let mut chars = rest.char_indices().take(2000).peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        if closes(pairs, open, c) && !next.is_alphanumeric() {
            if matches!(before, '.' | ',' | '!' | '?' | '…') {
                return Some(from + offset);
            }
            if !before.is_whitespace() && fallback.is_none() {
                fallback = Some(from + offset);
            }
        }
        before = c;
    }
    fallback
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::rule::Files;
    use crate::text::{Source, SourceSet};

    const PAIRS: [(char, char, bool); 12] = [
        ('„', '“', false),
        ('„', '”', false),
        ('“', '”', false),
        ('"', '"', false),
        ('»', '«', false),
        ('«', '»', false),
        ('‚', '‘', true),
        ('‚', '’', true),
        ('‘', '’', true),
        ('\'', '\'', true),
        ('›', '‹', true),
        ('‹', '›', true),
    ];

    /// The words between marks, nested ones with a number of dots before them.
    fn quoted(text: &str) -> Vec<String> {
        let mut sources = SourceSet::new();
        let id = sources.add(Source::new("text", text));
        let rules = document::Rules::load(&Files::builtin()).expect("the built-in rules load");
        let document = document::segment(&sources, id, &rules);
        let pairs: Vec<Pair> =
            PAIRS.iter().map(|&(open, close, single)| Pair { open, close, single }).collect();
        find(&document, &pairs)
            .iter()
            .map(|marked| {
                let more = if marked.continues { "+" } else { "" };
                format!("{}{more}{}", ".".repeat(marked.depth), marked.words.of(document.text()))
            })
            .collect()
    }

    #[test]
    fn every_convention_is_read() {
        assert_eq!(quoted("Er sagte: „Wir gehen.“ Dann ging er."), ["Wir gehen."]);
        assert_eq!(quoted("Er nannte es »groß« und «schön» und \"neu\"."), ["groß", "schön", "neu"]);
        assert_eq!(quoted("“We know,” she said. “It is late.”"), ["We know,", "It is late."]);
        assert_eq!(quoted("„Amerikanisch” endet so."), ["Amerikanisch"]);
    }

    #[test]
    fn quotes_nest() {
        assert_eq!(quoted("„Er rief ‚Halt!‘ und lief“, sagte sie."), ["Er rief ‚Halt!‘ und lief", ".Halt!"]);
        assert_eq!(quoted("»Das ›Wort‹ fiel«, sagte er."), ["Das ›Wort‹ fiel", ".Wort"]);
    }

    #[test]
    fn an_apostrophe_closes_nothing() {
        assert_eq!(
            quoted("‘We don’t know the players’ names,’ he said. It’s late."),
            ["We don’t know the players’ names,"]
        );
        assert_eq!(quoted("The players' union didn't know. Lars' Haus, Hans' Hut."), Vec::<String>::new());
    }

    #[test]
    fn a_stray_mark_quotes_nothing() {
        assert_eq!(quoted("Das Rohr ist 5\" dick und 3 m lang."), Vec::<String>::new());
        assert_eq!(quoted("„Ohne Ende beginnt der Satz.\n\nDer nächste Absatz."), Vec::<String>::new());
    }

    #[test]
    fn a_quote_goes_on_in_the_next_paragraph() {
        assert_eq!(
            quoted("“We waited for hours in the cold.\n\n“Then we left the place,” she said."),
            ["We waited for hours in the cold.", "+Then we left the place,"]
        );
    }
}
