//! The kept words of a page as an article's text, one line per block.

use super::entity::reference;
use super::page::{Item, Page};
use super::select::Kept;
use super::tag::Tag;
use crate::text::format::Article;
use crate::text::{FileSpan, Mark, Prose};

/// Writes the article: its headline, which choosers take away from the text, and the kept words.
pub(super) fn article(page: &Page<'_>, kept: &Kept, headline: Option<usize>) -> Article {
    let mut article = Article::default();
    let blocks = blocks(page, kept);
    let headline = headline.and_then(|element| {
        let all: Kept = page.items.iter().map(|item| matches!(item, Item::Words { .. })).collect();
        let stands_in = |block: &Block| page.is_within_element(block.within, element);
        self::blocks(page, &all).into_iter().find(|block| stands_in(block) && !block.is_blank(page))
    });
    let mut headline = headline.as_ref();
    for block in &blocks {
        // It stands where it stands in the page, behind its kicker.
        if let Some(found) = headline.take_if(|headline| headline.start(page) <= block.start(page)) {
            found.write(page, Some(Mark::Headline), &mut article);
            if found.start(page) == block.start(page) {
                continue;
            }
        }
        if block.is_link(page) {
            continue;
        }
        let is = |tag: Tag| page.is_within(block.within, |element| element.tag == tag);
        let mark = (is(Tag::Heading) || is(Tag::Heading1)).then_some(Mark::Crosshead);
        block.write(page, mark, &mut article);
    }
    if let Some(headline) = headline {
        headline.write(page, Some(Mark::Headline), &mut article);
    }
    article
}

/// Words that stand in one block of the page.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    /// From one byte to another, with the element they stand in.
    words: Vec<(usize, usize, usize)>,
    /// The element that the first of them stand in.
    within: usize,
}

fn blocks(page: &Page<'_>, kept: &Kept) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut breaks = true;
    for (item, kept) in page.items.iter().zip(kept) {
        match *item {
            Item::Open(at) | Item::Close(at) => breaks |= page.elements[at].tag.breaks(),
            Item::Words { start, end, within } if *kept => {
                match blocks.last_mut() {
                    Some(block) if !breaks => block.words.push((start, end, within)),
                    _ => blocks.push(Block { words: vec![(start, end, within)], within }),
                }
                breaks = false;
            }
            // Blanks between two words are kept with them.
            Item::Words { start, end, within } => {
                if let Some(block) = blocks.last_mut().filter(|_| !breaks)
                    && page.text[start..end].trim_ascii().is_empty()
                {
                    block.words.push((start, end, within));
                }
            }
        }
    }
    blocks
}

impl Block {
    /// The first byte of it that is no blank.
    fn start(&self, page: &Page<'_>) -> Option<usize> {
        self.words.iter().find_map(|(from, to, _)| {
            let words = page.text[*from..*to].trim_ascii_start();
            (!words.is_empty()).then(|| to - words.len())
        })
    }

    fn is_blank(&self, page: &Page<'_>) -> bool {
        self.words.iter().all(|(start, end, _)| page.text[*start..*end].trim_ascii().is_empty())
    }

    /// Whether all its words are a link: it leads to another story, and says nothing of this one.
    fn is_link(&self, page: &Page<'_>) -> bool {
        let is_linked = |within: usize| page.is_within(within, |element| element.tag == Tag::Link);
        self.words.iter().all(|(start, end, within)| {
            is_linked(*within) || !page.text[*start..*end].contains(char::is_alphanumeric)
        })
    }

    fn write(&self, page: &Page<'_>, mark: Option<Mark>, article: &mut Article) {
        let begin = article.prose.len();
        for (start, end, _) in &self.words {
            words(page.text, *start, *end, &mut article.prose, begin);
        }
        if let Some(mark) = mark {
            article.mark(begin, mark);
        }
        article.end_block();
    }
}

/// Adds words of the page to the article's text: references decoded, blanks made single spaces, none at the beginning
/// of a block.
fn words(text: &str, start: usize, end: usize, prose: &mut Prose, begin: usize) {
    let mut plain = start;
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else { break };
        let (length, instead) = match c {
            '&' => reference(rest).map_or((1, None), |(length, meant)| (length, Some(meant))),
            c if c.is_ascii_whitespace() => {
                let blanks = rest.len() - rest.trim_ascii_start().len();
                let after_blank = at == plain && (prose.len() == begin || prose.text().ends_with(' '));
                (
                    blanks,
                    match () {
                        () if after_blank => Some(String::new()),
                        () if &rest[..blanks] == " " => None,
                        () => Some(" ".to_owned()),
                    },
                )
            }
            c => (c.len_utf8(), None),
        };
        if let Some(instead) = instead {
            same(prose, text, plain, at);
            plain = at + length;
            if !instead.is_empty() {
                prose.push_decoded(&instead, FileSpan::new(at, plain));
            }
        }
        at += length;
    }
    same(prose, text, plain, end);
}

fn same(prose: &mut Prose, text: &str, from: usize, to: usize) {
    if from < to {
        prose.push(&text[from..to], FileSpan::new(from, to));
    }
}
