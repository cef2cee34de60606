//! The kept words of a page as an article's text, one line per block.

use super::entity::reference;
use super::page::{Item, Page};
use super::select::Kept;
use super::tag::Tag;
use crate::text::format::Article;
use crate::text::{FileSpan, Mark};

/// Writes the article.
pub(super) fn article(page: &Page<'_>, kept: &Kept) -> Article {
    let mut article = Article::default();
    // Where the block that is being written begins, and what it is.
    let mut begin = 0;
    let mut mark = None;
    let mut breaks = true;
    for (item, kept) in page.items.iter().zip(kept) {
        match *item {
            Item::Open(at) | Item::Close(at) => breaks |= page.elements[at].tag.breaks(),
            Item::Words { start, end, within } if *kept => {
                if breaks {
                    end_block(&mut article, begin, mark);
                    begin = article.prose.len();
                    mark = kind(page, within, &article);
                    breaks = false;
                }
                words(page.text, start, end, &mut article, begin);
            }
            Item::Words { .. } => {}
        }
    }
    end_block(&mut article, begin, mark);
    article
}

fn end_block(article: &mut Article, begin: usize, mark: Option<Mark>) {
    if let Some(mark) = mark {
        article.mark(begin, mark);
    }
    article.end_block();
}

fn kind(page: &Page<'_>, within: usize, article: &Article) -> Option<Mark> {
    let is = |tag: Tag| page.is_within(within, |element| element.tag == tag);
    let has_headline = article.marks.iter().any(|(_, mark)| *mark == Mark::Headline);
    if is(Tag::Heading1) {
        return Some(if has_headline { Mark::Crosshead } else { Mark::Headline });
    }
    is(Tag::Heading).then_some(Mark::Crosshead)
}

/// Adds words of the page to the article's text: references decoded, blanks made single spaces, none at the beginning
/// of a block.
fn words(text: &str, start: usize, end: usize, article: &mut Article, begin: usize) {
    let prose = &mut article.prose;
    let mut plain = start;
    let mut at = start;
    let flush = |prose: &mut crate::text::Prose, from: usize, to: usize| {
        if from < to {
            prose.push(&text[from..to], FileSpan::new(from, to));
        }
    };
    while at < end {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else { break };
        let (length, meant) = match c {
            '&' => match reference(rest) {
                Some((length, meant)) => (length, Some(meant)),
                None => (1, None),
            },
            c if c.is_ascii_whitespace() => {
                let blanks = rest.len() - rest.trim_ascii_start().len();
                (blanks, (&rest[..blanks] != " ").then(|| " ".to_owned()))
            }
            c => (c.len_utf8(), None),
        };
        let is_blank = c.is_ascii_whitespace();
        if is_blank || meant.is_some() {
            flush(prose, plain, at);
            plain = at;
            let after_blank = prose.len() == begin || prose.text().ends_with(' ');
            if !(is_blank && after_blank) {
                let file = FileSpan::new(at, at + length);
                match meant {
                    Some(meant) => prose.push_decoded(&meant, file),
                    None => prose.push(" ", file),
                };
            }
            plain += length;
        }
        at += length;
    }
    flush(prose, plain, end);
}
