//! Agencies' JSON: ninjs 1, 2 and 3, what dpa delivers, and JSON Feed: one article, a list of them, or an object with
//! a list. Their fields differ in spelling (`version_created`, `versioncreated`, `versionCreated`) more than in sense.

mod string;

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::pieces::{date, sender, sender_of_urn};
use super::{Article, Content};
use crate::text::{Limits, Mark, Prose, Status, Told};

/// Whether a text is JSON.
pub(super) fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // `[1] Ja` is none.
    match text.as_bytes() {
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')),
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start().first(), Some(b'{' | b']')),
        _ => false,
    }
}

/// Reads it.
///
/// # Errors
/// When it is not well formed, or holds more articles than is allowed.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Content, String> {
    let bare = text.trim_start_matches('\u{feff}');
    let value: &RawValue = serde_json::from_str(bare).map_err(|error| error.to_string())?;
    let mut articles = Vec::new();
    for object in objects(value) {
        super::check_entries(articles.len() + 1, limits)?;
        articles.extend(article(&Fields { text, object }, limits)?);
    }
    Ok(Content::Articles(articles))
}

/// The objects that may be articles: the value itself, its elements, or those of a list that it has.
fn objects(value: &RawValue) -> Vec<Object<'_>> {
    if let Some(list) = list(value) {
        return list.into_iter().filter_map(object).collect();
    }
    let Some(whole) = object(value) else { return Vec::new() };
    const LISTS: [&str; 7] = ["items", "entries", "articles", "results", "hits", "news", "data"];
    let has_text = whole.0.iter().any(|(key, _)| BODIES.contains(&key.as_str()) || key == "bodies");
    let inner = LISTS.iter().find_map(|name| list(whole.get(name)?));
    match inner.filter(|_| !has_text) {
        Some(inner) => inner.into_iter().filter_map(object).collect(),
        None => vec![whole],
    }
}

/// An object of which every key is known by its letters in small (`versioncreated`), its values as written.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Object<'t> {
    fn get(&self, key: &str) -> Option<&'t RawValue> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| *value)
    }
}

impl<'t> Deserialize<'t> for Object<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        /// Takes the object's entries one by one.
        struct Entries;
        impl<'t> Visitor<'t> for Entries {
            type Value = Object<'t>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry::<Cow<'t, str>, &'t RawValue>()? {
                    let key = key.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                    entries.push((key.to_lowercase(), value));
                }
                Ok(Object(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

fn object(value: &RawValue) -> Option<Object<'_>> {
    value.get().starts_with('{').then(|| serde_json::from_str(value.get()).ok())?
}

fn list(value: &RawValue) -> Option<Vec<&RawValue>> {
    value.get().starts_with('[').then(|| serde_json::from_str(value.get()).ok())?
}

/// Fields with HTML in them, and fields with plain text.
const BODIES: [&str; 9] = [
    "articlehtml",
    "bodyhtml",
    "bodyxhtml",
    "contenthtml",
    "html",
    "bodytext",
    "articletext",
    "contenttext",
    "body",
];

/// The fields of an article with the file that they stand in.
struct Fields<'t> {
    text: &'t str,
    object: Object<'t>,
}

impl<'t> Fields<'t> {
    /// The first of some fields that is a text and not empty.
    fn prose(&self, names: &[&str]) -> Option<Prose> {
        names.iter().find_map(|name| self.string(self.object.get(name)?))
    }

    fn words(&self, names: &[&str]) -> Option<String> {
        self.prose(names).map(|prose| prose.text().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn string(&self, value: &'t RawValue) -> Option<Prose> {
        let written = value.get();
        // Where the value stands in the file: it is a slice of it.
        let at = (written.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let prose = string::prose(written, at)?;
        (!prose.text().trim().is_empty()).then_some(prose)
    }

    /// The value of a list's entries (`bodies`, `headlines`) that fits best: the first of a content type, else the
    /// first at all.
    fn listed(&self, names: &[&str], kind: &str) -> Option<Prose> {
        let entries = names.iter().find_map(|name| list(self.object.get(name)?))?;
        let entries: Vec<Fields<'t>> = entries
            .into_iter()
            .filter_map(|value| Some(Fields { text: self.text, object: object(value)? }))
            .collect();
        let fits = |entry: &&Fields<'t>| {
            entry.words(&["contenttype", "role"]).is_some_and(|found| found.to_lowercase().contains(kind))
        };
        let best = entries.iter().find(fits).or(entries.first())?;
        best.prose(&["value", "text", "html"])
    }
}

/// Reads an article; none where the object has neither headline nor text.
fn article(fields: &Fields<'_>, limits: &Limits) -> Result<Option<Article>, String> {
    let mut article = Article { told: told(fields), ..Article::default() };
    let headline = || fields.prose(&["headline", "title"]).or_else(|| fields.listed(&["headlines"], "main"));
    let body = fields.prose(&BODIES).or_else(|| fields.listed(&["bodies"], "html"));
    let teaser = || {
        fields
            .prose(&["teaser", "descriptiontext", "descriptionhtml", "description", "summary"])
            .or_else(|| fields.listed(&["descriptions"], "html"))
    };
    if let Some(note) = fields.prose(&["ednote", "editorialnote", "editornote", "notetoeditors"]) {
        article.add_any(note, Some(Mark::Boilerplate), limits)?;
    }
    if let Some(headline) = headline() {
        article.add_any(headline, Some(Mark::Headline), limits)?;
    }
    match (teaser(), body) {
        (teaser, Some(body)) => {
            // Some wires give the first paragraph again as the teaser.
            if let Some(teaser) = teaser.filter(|teaser| !body.text().contains(teaser.text().trim())) {
                article.add_any(teaser, Some(Mark::Standfirst), limits)?;
            }
            if let Some(byline) = fields.prose(&["byline", "by"]) {
                article.add_any(byline, Some(Mark::Byline), limits)?;
            }
            article.add_any(body, None, limits)?;
        }
        (Some(teaser), None) if !article.prose.is_empty() => article.add_any(teaser, None, limits)?,
        (_, None) => {}
    }
    // Other data has titles, too; an agency's item without a text has at least its state.
    let marked: usize = article.marks.iter().map(|(span, _)| span.len()).sum();
    let has_text = article.prose.text().trim().len() > marked + 2 * article.marks.len();
    let is_item = ["pubstatus", "versioncreated"].iter().any(|key| fields.object.get(key).is_some());
    Ok((has_text || is_item && !article.prose.is_empty()).then_some(article))
}

fn told(fields: &Fields<'_>) -> Told {
    let language = fields.words(&["language", "lang"]);
    let moment = |names: &[&str]| date(&fields.words(names)?, language.as_deref());
    let urn = fields.words(&["urn", "uri", "guid", "id", "entryid"]);
    let created = moment(&[
        "firstpublished",
        "firstcreated",
        "contentcreated",
        "datepublished",
        "published",
        "created",
    ]);
    let versioned = moment(&["versioncreated", "updated", "datemodified", "modified"]);
    // A name, or an object that has one.
    let name = |key: &str| {
        fields.words(&[key]).or_else(|| {
            let inner = object(fields.object.get(key)?)?;
            Fields { text: fields.text, object: inner }.words(&["name", "literal"])
        })
    };
    const SENDERS: [&str; 6] =
        ["source", "provider", "publisher", "creditline", "copyrightholder", "copyrightnotice"];
    let named = SENDERS.into_iter().find_map(name);
    let version = fields.object.get("version").map(|value| value.get().trim_matches('"').to_owned());
    Told {
        outlet: named.and_then(|name| sender(&name)).or_else(|| sender_of_urn(urn.as_deref()?)),
        published: created.or(versioned),
        updated: versioned.filter(|versioned| created.is_some_and(|created| created != *versioned)),
        headline: fields.words(&["headline", "title"]),
        // JSON Feed's version is that of the form.
        version: version.filter(|version| !version.contains('/')),
        status: fields.words(&["pubstatus"]).as_deref().and_then(Status::from_word),
        urn,
        language,
    }
}
