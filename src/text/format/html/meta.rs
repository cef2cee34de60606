//! What a page says about its article: JSON-LD, meta tags, `<time>`.

use serde_json::Value;

use super::page::{Page, plain};
use super::tag::Tag;
use crate::text::{Told, moment_in};

/// What is read of the page's own words about its article, before the dates are understood.
#[derive(Debug, Default)]
struct Found {
    outlet: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    headline: Option<String>,
    language: Option<String>,
}

/// Reads it. JSON-LD wins over meta tags, and those over the page's elements.
pub(super) fn told(page: &Page<'_>) -> Told {
    let mut found = Found::default();
    for (at, element) in page.elements.iter().enumerate() {
        if let (Tag::Script, Some((start, end))) = (element.tag, element.raw)
            && page.attribute(at, "type").is_some_and(|kind| kind.eq_ignore_ascii_case(JSON_LD))
        {
            found.json(&page.text[start..end]);
        }
    }
    for (at, element) in page.elements.iter().enumerate() {
        if element.tag == Tag::Meta {
            found.meta(page, at);
        }
    }
    for (at, element) in page.elements.iter().enumerate() {
        found.element(page, at, element.tag);
    }
    let language = found.language.filter(|code| code.len() >= 2);
    let date = |text: Option<String>| text.and_then(|text| moment_in(&text, language.as_deref()));
    let published = date(found.published);
    // A page that was not changed says the same day twice.
    let updated = date(found.updated).filter(|updated| published != Some(*updated));
    Told { outlet: found.outlet, published, updated, headline: found.headline, language, ..Told::default() }
}

const JSON_LD: &str = "application/ld+json";

impl Found {
    fn json(&mut self, text: &str) {
        let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
        let text = text.trim_end().trim_end_matches("-->").trim_end_matches("//]]>");
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            self.object(&value, 0);
        }
    }

    /// The first article among objects, lists of them and graphs.
    fn object(&mut self, value: &Value, depth: usize) {
        if depth > 4 {
            return;
        }
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.object(value, depth + 1)),
            Value::Object(object) if is_article(value) => {
                let text = |key: &str| object.get(key).and_then(words);
                fill(&mut self.headline, text("headline").or_else(|| text("name")));
                fill(&mut self.published, text("datePublished").or_else(|| text("dateCreated")));
                fill(&mut self.updated, text("dateModified"));
                fill(&mut self.language, text("inLanguage"));
                fill(&mut self.outlet, text("publisher").or_else(|| text("sourceOrganization")));
            }
            Value::Object(object) => {
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        self.object(inner, depth + 1);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn meta(&mut self, page: &Page<'_>, at: usize) {
        let Some(content) = page.attribute(at, "content") else { return };
        let key = ["property", "name", "itemprop"].iter().find_map(|name| page.attribute(at, name));
        let Some(key) = key else { return };
        let place = match key.to_ascii_lowercase().as_str() {
            "og:site_name" | "application-name" => &mut self.outlet,
            "article:published_time"
            | "og:published_time"
            | "datepublished"
            | "date"
            | "pubdate"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created" => &mut self.published,
            "article:modified_time"
            | "og:updated_time"
            | "datemodified"
            | "last-modified"
            | "dcterms.modified" => &mut self.updated,
            "og:title" | "headline" => &mut self.headline,
            "og:locale" | "language" | "inlanguage" => &mut self.language,
            _ => return,
        };
        fill(place, Some(content));
    }

    fn element(&mut self, page: &Page<'_>, at: usize, tag: Tag) {
        match tag {
            Tag::Time if self.published.is_none() => {
                let property = page.attribute(at, "itemprop").unwrap_or_default();
                let is_left_out = page
                    .is_within(at, |element| matches!(element.tag, Tag::Aside | Tag::Figure | Tag::Caption));
                if property != "dateModified" && !is_left_out {
                    fill(&mut self.published, page.attribute(at, "datetime"));
                }
            }
            Tag::Title => {
                let words = page.elements[at].raw.map(|(start, end)| plain(&page.text[start..end]));
                fill(&mut self.headline, words);
            }
            // `<html lang="de">`
            Tag::Block if page.elements[at].name.eq_ignore_ascii_case("html") && at > 0 => {
                fill(&mut self.language, page.attribute(at, "lang"));
            }
            _ => {}
        }
    }
}

/// Says it where nothing has said it yet.
fn fill(place: &mut Option<String>, value: Option<String>) {
    if place.is_none() {
        *place = value.filter(|value| !value.is_empty());
    }
}

fn is_article(value: &Value) -> bool {
    let names = |name: &str| {
        name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report")
    };
    match value.get("@type") {
        Some(Value::String(name)) => names(name),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).any(names),
        _ => false,
    }
}

/// A text, or the name of what is described.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(plain(text)),
        Value::Object(object) => {
            ["name", "alternateName", "@value"].iter().find_map(|key| object.get(*key)).and_then(words)
        }
        Value::Array(list) => list.first().filter(|first| !first.is_array()).and_then(words),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
