//! Pages as saved from a site: the article's text found in the page, with the way back to the page's bytes.

mod entity;
mod meta;
mod page;
mod scan;
mod select;
mod tag;
mod write;

pub(super) use entity::reference;

use super::Article;
use crate::text::{Limits, Told};
use page::Page;
use tag::Tag;

/// Whether a text begins as a page does.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(600).collect();
    let head = head.to_ascii_lowercase();
    let head = head.as_str();
    let mut rest = head;
    // Comments and the XML declaration of XHTML may stand before it.
    while let Some((_, after)) =
        ["<!--", "<?xml"].iter().find(|begin| rest.starts_with(**begin)).and_then(|_| rest.split_once('>'))
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|begin| rest.starts_with(begin))
}

/// The article of a page.
///
/// # Errors
/// When it has more elements than is allowed.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Article, String> {
    let page = Page::new(text, limits)?;
    let kept = select::main_text(&page);
    let told = meta::told(&page);
    let mut article = write::article(&page, &kept, headline(&page, &told));
    article.told = told;
    Ok(article)
}

/// The text of a piece of HTML that is nothing but an article's body, with the way back into `text`: what feeds and
/// agencies put into their fields.
///
/// # Errors
/// When it has more elements than is allowed.
pub(super) fn body(text: &str, limits: &Limits) -> Result<Article, String> {
    let page = Page::new(text, limits)?;
    let kept = select::all_text(&page);
    Ok(write::article(&page, &kept, None))
}

/// The element of the headline: the `<h1>` that says what the page says its headline is, else the only one.
fn headline(page: &Page<'_>, told: &Told) -> Option<usize> {
    let all: Vec<usize> =
        (1..page.elements.len()).filter(|at| page.elements[*at].tag == Tag::Heading1).take(20).collect();
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let wanted = told.headline.as_deref().map(letters).unwrap_or_default();
    let says_it = |at: &&usize| {
        let words = letters(&page.words_in(**at));
        !words.is_empty() && (wanted.contains(&words) || !wanted.is_empty() && words.contains(&wanted))
    };
    let found = all.iter().find(says_it);
    found.or_else(|| all.first().filter(|_| all.len() == 1)).copied()
}
