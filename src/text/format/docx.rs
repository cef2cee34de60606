//! DOCX (Office Open XML, ECMA-376): a ZIP archive with XML inside. No span can point into it, so its text is taken out.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{Item, Xml, meant};
use super::{Article, Content};
use crate::text::{Limits, Mark, Prose, Told, moment};

/// Whether bytes are a ZIP archive.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads it.
///
/// # Errors
/// When it is no archive, not a document, or holds more than is allowed.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Content, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    if archive.len() > limits.entries {
        return Err(format!(
            "the archive has {} entries, more than the limit of {}; raise it with --max-entries",
            archive.len(),
            limits.entries
        ));
    }
    let mut left = limits.unpacked;
    let document = entry(&mut archive, "word/document.xml", &mut left, limits)?
        .ok_or("the archive has no `word/document.xml`, as every DOCX has")?;
    let styles = entry(&mut archive, "word/styles.xml", &mut left, limits)?.unwrap_or_default();
    let about = entry(&mut archive, "docProps/core.xml", &mut left, limits)?.unwrap_or_default();
    let mut article = Article::default();
    // A broken list of styles or properties does not make the text unreadable.
    let styles = Xml::new(&styles, limits).map(|xml| marks(&xml)).unwrap_or_default();
    article.told = Xml::new(&about, limits).map(|xml| told(&xml)).unwrap_or_default();
    text(&Xml::new(&document, limits)?, &styles, &mut article);
    Ok(Content::Extracted(vec![article]))
}

/// The text of an entry; none where there is no such entry. What is unpacked counts against what is `left`.
fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
    limits: &Limits,
) -> Result<Option<String>, String> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    // What the archive says of its size is not believed.
    let mut bytes = Vec::new();
    file.take(left.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| format!("`{name}`: {error}"))?;
    if bytes.len() as u64 > *left {
        return Err(format!(
            "unpacked, it has more than the limit of {} bytes; raise it with --max-unpacked-size",
            limits.unpacked
        ));
    }
    *left -= bytes.len() as u64;
    String::from_utf8(bytes).map(Some).map_err(|_| format!("`{name}` is not UTF-8"))
}

/// What the styles of headings mark, by their ids: those differ by the language of the program, their names do not.
fn marks(styles: &Xml<'_>) -> BTreeMap<String, Mark> {
    let style = |at: usize| {
        let id = styles.attribute(at, "styleId")?;
        let name = styles.attribute(styles.child(at, "name")?, "val")?.to_lowercase();
        let mark = match name.as_str() {
            "title" => Mark::Headline,
            "subtitle" => Mark::Standfirst,
            name if name.starts_with("heading") => Mark::Crosshead,
            _ => return None,
        };
        Some((id, mark))
    };
    styles.descendants(0).filter(|at| styles.nodes[*at].name == "style").filter_map(style).collect()
}

fn told(about: &Xml<'_>) -> Told {
    let said = |name: &str| about.find(0, name).and_then(|at| about.words(at));
    let language = said("language");
    let created = said("created").and_then(|text| moment(&text));
    let modified = said("modified").and_then(|text| moment(&text));
    Told {
        published: created.or(modified),
        updated: modified.filter(|modified| created.is_some_and(|created| created.date() != modified.date())),
        language,
        ..Told::default()
    }
}

/// Adds the paragraphs; the cells of a table's row stand in one line.
fn text(document: &Xml<'_>, styles: &BTreeMap<String, Mark>, article: &mut Article) {
    let (mut line, mut mark, mut rows, mut aside) = (String::new(), None, 0_usize, 0_usize);
    // Only what stands in `<w:t>` is text; what was deleted, and what stands in for a drawing, is not.
    let mut inside = 0_usize;
    for item in document.inside(0) {
        match *item {
            Item::Open(at) => match document.nodes[at].name {
                "t" => inside += 1,
                "del" | "moveFrom" | "Fallback" => aside += 1,
                "tr" => rows += 1,
                "pStyle" => mark = document.attribute(at, "val").and_then(|id| styles.get(&id).copied()),
                "tab" | "br" | "cr" if aside == 0 && !line.is_empty() => line.push(' '),
                "noBreakHyphen" if aside == 0 => line.push('-'),
                _ => {}
            },
            Item::Close(at) => match document.nodes[at].name {
                "t" => inside -= 1,
                "del" | "moveFrom" | "Fallback" => aside -= 1,
                "tr" => {
                    rows -= 1;
                    add(&mut line, mark.take(), article);
                }
                "p" if rows == 0 => add(&mut line, mark.take(), article),
                "tc" => line.push('\t'),
                "p" if !line.is_empty() && !line.ends_with('\t') => line.push(' '),
                _ => {}
            },
            Item::Words(span) if inside > 0 && aside == 0 => line.push_str(span.of(document.text)),
            Item::Reference(span) if inside > 0 && aside == 0 => {
                line.push_str(&meant(span.of(document.text)))
            }
            Item::Words(_) | Item::Reference(_) => {}
        }
    }
    add(&mut line, mark, article);
}

fn add(line: &mut String, mark: Option<Mark>, article: &mut Article) {
    let mut words = Prose::default();
    words.push_separator(line.trim());
    line.clear();
    // The first heading of a document without a title is its headline.
    let is_first = article.prose.is_empty();
    let mark = mark.map(|mark| if is_first && mark == Mark::Crosshead { Mark::Headline } else { mark });
    match mark {
        Some(_) => article.add_line(words, mark),
        None => article.add_text(words),
    }
}
