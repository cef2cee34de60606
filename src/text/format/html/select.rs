//! Which words of a page are its article.

use std::fmt::Write;

use dom_smoothie::{Config, Readability};

use super::page::{Element, Item, Page};
use super::scan::attributes;
use super::tag::Tag;

/// Which of the page's items are kept: only words ever are.
pub(super) type Kept = Vec<bool>;

/// A shorter text is not held to be the article; short news have about two sentences.
const SHORTEST: usize = 140;
/// A page of more runs of words than this is not given to the chooser, whose time is not linear.
const MOST_CHOSEN: usize = 30_000;
/// Deeper elements are left out of what the chooser gets, whose time grows with the square of the depth.
const DEEPEST: usize = 50;

/// The words of the article, chosen by Mozilla's Readability as `dom_smoothie` has it; where that finds nothing, those
/// in `<article>`, else in `<main>`, else all, without navigation and the like.
pub(super) fn main_text(page: &Page<'_>) -> Kept {
    let all = all_text(page);
    let enough = |kept: &Kept| size(page, kept) > 0;
    [chosen(page, &all), largest(page, &all, Tag::Article), largest(page, &all, Tag::Main)]
        .into_iter()
        .find(enough)
        .unwrap_or(all)
}

/// All words that are not navigation, forms, captions, or hidden.
pub(super) fn all_text(page: &Page<'_>) -> Kept {
    let is_left_out = left_out(page);
    let keep = |item: &Item| match *item {
        Item::Words { start, end, within } => {
            !is_left_out[within] && !page.text[start..end].trim_ascii().is_empty()
        }
        Item::Open(_) | Item::Close(_) => false,
    };
    page.items.iter().map(keep).collect()
}

/// Which elements are left out, with all that stands in them.
fn left_out(page: &Page<'_>) -> Vec<bool> {
    let sizes = sizes(page);
    let mut out: Vec<bool> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        // Some sites set the whole page into a form.
        let is_all = sizes[at] * 2 > sizes[0];
        let by_itself = match element.tag {
            Tag::Aside | Tag::Figure | Tag::Caption => !is_all,
            tag => tag.is_raw() || !is_all && is_hidden(element),
        };
        let inherited = at > 0 && out.get(element.parent).copied().unwrap_or(false);
        out.push(by_itself || inherited);
    }
    out
}

/// How many bytes of words stand in each element.
fn sizes(page: &Page<'_>) -> Vec<usize> {
    let mut sizes = vec![0; page.elements.len()];
    for item in &page.items {
        if let Item::Words { start, end, within } = *item {
            sizes[within] += page.text[start..end].trim_ascii().len();
        }
    }
    // Every element stands behind the one it is in.
    for at in (1..sizes.len()).rev() {
        sizes[page.elements[at].parent] += sizes[at];
    }
    sizes
}

fn is_hidden(element: &Element<'_>) -> bool {
    attributes(element.attributes).any(|(name, value)| match name.as_str() {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => value.eq_ignore_ascii_case("true"),
        "style" => {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        "role" => matches!(value, "dialog" | "alertdialog" | "navigation" | "menu" | "complementary"),
        _ => false,
    })
}

/// Of the kept words those that the chooser takes for the article.
fn chosen(page: &Page<'_>, kept: &Kept) -> Kept {
    let none = || vec![false; page.items.len()];
    if kept.iter().filter(|kept| **kept).count() > MOST_CHOSEN {
        return none();
    }
    let (copy, words) = copy(page, kept);
    let config = Config { disable_json_ld: true, char_threshold: SHORTEST, ..Config::default() };
    let found = Readability::new(copy, None, Some(config)).and_then(|mut reader| reader.parse());
    let Ok(found) = found else { return none() };
    let mut chosen = none();
    for c in found.content.chars() {
        if let Some(item) = number_of(c).and_then(|number| words.get(number)) {
            chosen[*item] = true;
        }
    }
    whole_blocks(page, kept, &mut chosen);
    chosen
}

/// Keeps all words of a block of which some are chosen: the chooser takes names of authors out of their lines.
fn whole_blocks(page: &Page<'_>, kept: &Kept, chosen: &mut Kept) {
    let mut begin = 0;
    let breaks = |item: &Item| match *item {
        Item::Open(at) | Item::Close(at) => page.elements[at].tag.breaks(),
        Item::Words { .. } => false,
    };
    for at in 0..=page.items.len() {
        if page.items.get(at).is_none_or(breaks) {
            if chosen[begin..at].contains(&true) {
                chosen[begin..at].copy_from_slice(&kept[begin..at]);
            }
            begin = at;
        }
    }
}

/// A page for the chooser: well-formed, without what is left out, every run of words headed by a character that no
/// text has and that tells which one it is. So what is chosen need not be looked for in the page.
fn copy(page: &Page<'_>, kept: &Kept) -> (String, Vec<usize>) {
    let is_left_out = left_out(page);
    let (mut copy, mut words, mut depth) = ("<!DOCTYPE html><html><body>".to_owned(), Vec::new(), 0);
    let is_written = |at: usize| {
        let tag = page.elements[at].tag;
        at > 0
            && !is_left_out[at]
            && !matches!(tag, Tag::Inline | Tag::Time | Tag::Meta)
            && is_plain(page, at)
    };
    for (at, item) in page.items.iter().enumerate() {
        match *item {
            Item::Open(element) if is_written(element) => {
                depth += 1;
                if depth <= DEEPEST {
                    open(page, element, &mut copy);
                }
            }
            Item::Close(element) if is_written(element) => {
                if depth <= DEEPEST && !page.elements[element].tag.is_void() {
                    let _ = write!(copy, "</{}>", page.elements[element].name);
                }
                depth -= 1;
            }
            Item::Words { start, end, .. } if kept[at] => {
                copy.extend(number(words.len()));
                words.push(at);
                copy.extend(page.text[start..end].chars().map(|c| match c {
                    '<' | '>' => ' ',
                    c if number_of(c).is_some() => char::REPLACEMENT_CHARACTER,
                    c => c,
                }));
            }
            Item::Words { .. } if !copy.ends_with(' ') => copy.push(' '),
            Item::Open(_) | Item::Close(_) | Item::Words { .. } => {}
        }
    }
    copy.push_str("</body></html>");
    (copy, words)
}

/// Whether an element may stand in the copy: the page's frame stands there once, and a name is nothing but a name.
fn is_plain(page: &Page<'_>, at: usize) -> bool {
    let name = page.elements[at].name;
    !["html", "head", "body"].iter().any(|frame| name.eq_ignore_ascii_case(frame))
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// What the chooser looks at.
const TELLING: [&str; 6] = ["id", "class", "role", "rel", "itemprop", "href"];

fn open(page: &Page<'_>, at: usize, copy: &mut String) {
    let element = &page.elements[at];
    let _ = write!(copy, "<{}", element.name);
    for (name, value) in attributes(element.attributes) {
        if TELLING.contains(&name.as_str()) && value.len() <= 400 {
            let value: String = value.chars().filter(|c| !matches!(c, '"' | '<' | '>')).collect();
            let _ = write!(copy, " {name}=\"{value}\"");
        }
    }
    copy.push('>');
}

/// The first character of a plane that is for nobody's text.
const FIRST: u32 = 0x000f_0000;

fn number(number: usize) -> Option<char> {
    u32::try_from(number).ok().and_then(|number| char::from_u32(FIRST + number))
}

fn number_of(c: char) -> Option<usize> {
    u32::from(c).checked_sub(FIRST).and_then(|number| usize::try_from(number).ok())
}

/// Of the kept words those in the element of a kind that has most of them.
fn largest(page: &Page<'_>, kept: &Kept, wanted: Tag) -> Kept {
    let mut sizes = vec![0_usize; page.elements.len()];
    for (item, _) in page.items.iter().zip(kept).filter(|(_, kept)| **kept) {
        if let Item::Words { start, end, within } = *item {
            sizes[within] += end - start;
        }
    }
    for at in (1..sizes.len()).rev() {
        sizes[page.elements[at].parent] += sizes[at];
    }
    let is_meant = |at: &usize| page.elements[*at].tag == wanted && sizes[*at] > 0;
    let best = (1..sizes.len()).filter(is_meant).max_by_key(|at| (sizes[*at], usize::MAX - at));
    let Some(best) = best else { return vec![false; page.items.len()] };
    let mut inside = false;
    let within = |(item, kept): (&Item, &bool)| {
        match *item {
            Item::Open(at) if at == best => inside = true,
            Item::Close(at) if at == best => inside = false,
            Item::Open(_) | Item::Close(_) | Item::Words { .. } => {}
        }
        inside && *kept
    };
    page.items.iter().zip(kept).map(within).collect()
}

/// How many bytes of words are kept.
fn size(page: &Page<'_>, kept: &Kept) -> usize {
    let sizes = page.items.iter().zip(kept).filter(|(_, kept)| **kept).map(|(item, _)| match *item {
        Item::Words { start, end, .. } => page.text[start..end].trim_ascii().len(),
        Item::Open(_) | Item::Close(_) => 0,
    });
    sizes.sum()
}
