//! Which words of a page are its article.

use super::page::{Item, Page};
use super::tag::Tag;

/// Which of the page's items are kept: only words are ever asked for.
pub(super) type Kept = Vec<bool>;

/// The words of the article: those in `<article>`, else in `<main>`, else all, without navigation and the like.
pub(super) fn main_text(page: &Page<'_>) -> Kept {
    let all = all_text(page);
    for wanted in [Tag::Article, Tag::Main] {
        let kept = largest(page, &all, wanted);
        if kept.iter().any(|kept| *kept) {
            return kept;
        }
    }
    all
}

/// All words that are not navigation, forms and the like.
pub(super) fn all_text(page: &Page<'_>) -> Kept {
    let is_left_out = |within: usize| {
        page.is_within(within, |element| {
            matches!(element.tag, Tag::Aside | Tag::Figure | Tag::Caption) || element.tag.is_raw()
        })
    };
    let keep = |item: &Item| match *item {
        Item::Words { start, end, within } => {
            !page.text[start..end].trim_ascii().is_empty() && !is_left_out(within)
        }
        Item::Open(_) | Item::Close(_) => false,
    };
    page.items.iter().map(keep).collect()
}

/// Of the kept words those in the element of a kind that has most of them.
fn largest(page: &Page<'_>, kept: &Kept, wanted: Tag) -> Kept {
    let mut sizes = vec![0_usize; page.elements.len()];
    for (item, _) in page.items.iter().zip(kept).filter(|(_, kept)| **kept) {
        let Item::Words { start, end, within } = *item else { continue };
        let mut at = within;
        while at > 0 {
            if page.elements[at].tag == wanted {
                sizes[at] += end - start;
            }
            at = page.elements[at].parent;
        }
    }
    let best = (1..sizes.len()).filter(|at| sizes[*at] > 0).max_by_key(|at| (sizes[*at], usize::MAX - at));
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
