//! An article as a reader sees it: its blocks, its sentences, when it was published and by whom.

mod date;
mod dateline;
mod draft;
mod edition;
mod entry;
mod front;
mod head;
mod join;
mod layout;
mod lines;
mod list;
mod marked;
mod meta;
mod model;
mod notice;
mod phrase;
mod rules;
mod sentence;
mod stamp;
mod start;
mod whose;

#[cfg(test)]
mod tests;

pub use crate::text::Prose;
pub use edition::Edition;
pub use model::{Block, BlockKind, Document, Language, Metadata};
pub use rules::Rules;

use chrono::NaiveDate;

use crate::text::{Source, SourceId, SourceSet, Span};
use draft::Draft;
use join::Joint;

/// Splits an article into blocks and sentences and reads its metadata.
pub fn segment(sources: &SourceSet, id: SourceId, rules: &Rules) -> Document {
    read(&sources[id], id, None, rules)
}

/// Splits every article of a dossier. A stamp without its year (`Monday 3 February`) gets the year that fits the other
/// articles' days.
pub fn segment_all(sources: &SourceSet, rules: &Rules) -> Vec<Document> {
    let mut documents: Vec<Document> = sources.ids().map(|id| segment(sources, id, rules)).collect();
    let near =
        documents.iter().filter_map(|document| document.meta.published).min().map(|moment| moment.date());
    for document in documents.iter_mut().filter(|document| document.meta.published.is_none()) {
        if near.is_some() {
            *document = read(&sources[document.source], document.source, near, rules);
        }
    }
    documents
}

/// Reads one article; `near` is a day near which it was published, where one is known.
fn read(source: &Source, id: SourceId, near: Option<NaiveDate>, rules: &Rules) -> Document {
    let text = &source.text;
    let (mut prose, mut drafts, raw, front) = drafts(text, rules);
    marked::mark(&mut drafts, &prose, source);
    let main = main_language(source, prose.text(), &drafts, &front, rules);
    let month_first = rules.language(main).is_some_and(|language| language.month_first);
    layout::classify(&mut drafts, &raw, prose.text(), month_first, rules);
    front::title(&mut drafts, &front);
    let mut meta = meta::read(source, prose.text(), &raw, &drafts, &front, near, rules);
    meta.language = Some(main);
    let latest = meta.updated.or(meta.published).map(|moment| moment.date());
    entry::date(&mut drafts, latest);
    meta::datelines(&mut meta, &mut drafts, source, prose.text(), near, month_first, rules);
    let blocks = drafts.iter().map(|draft| block(draft, prose.text(), main, rules)).collect();
    if let Some(map) = source.map() {
        prose.through(map);
    }
    prose.shrink();
    Document { source: id, prose, blocks, meta }
}

/// The blocks of a text before their kinds are known, with the bytes of the file of those that take one line.
fn drafts<'text>(text: &'text str, rules: &Rules) -> (Prose, Vec<Draft>, Vec<&'text str>, front::Front) {
    let lines = lines::lines(text);
    let mut joints = join::joints(text, &lines, rules);
    let mut front = front::Front::find(text, &lines, &rules.layout);
    joints[..front.lines.min(lines.len())].fill(Joint::Break);
    let (mut prose, mut drafts, mut raw) = (Prose::default(), Vec::new(), Vec::new());
    let mut first = 0;
    for (at, joint) in joints.iter().enumerate() {
        if *joint != Joint::Break {
            continue;
        }
        let start = start::starts(lines[first].of(text));
        let body_at = prose.len() + start::marks(start, lines[first].of(text));
        let span = join::write(&mut prose, text, &lines[first..=at], &joints[first..=at]);
        let (gap, taken, from) = (lines[first].gap, at + 1 - first, first);
        first = at + 1;
        if span.is_empty() {
            continue;
        }
        prose.push_separator("\n");
        let kind = (from < front.lines).then_some(BlockKind::Stamp);
        front.place(from, drafts.len(), span.start());
        let body = Span::new(body_at.min(span.end()), span.end());
        drafts.push(Draft {
            span,
            body,
            gap,
            lines: taken,
            start,
            kind,
            stamp: None,
            notice: None,
            entry: None,
            dated: None,
            common: whose::counts(span.of(prose.text()), rules),
        });
        raw.push(if taken == 1 { lines[from].of(text) } else { "" });
    }
    (prose, drafts, raw, front)
}

/// The language that the caller or the text names, or that most common words belong to.
fn main_language(
    source: &Source,
    text: &str,
    drafts: &[Draft],
    front: &front::Front,
    rules: &Rules,
) -> Language {
    let named = [source.language.as_deref(), source.told.language.as_deref(), front.language(text)];
    let named = named.into_iter().flatten().find_map(Language::from_code);
    let known = named.filter(|language| rules.languages.iter().any(|rules| rules.language == *language));
    known.unwrap_or_else(|| {
        let mut all = whose::Counts::default();
        // The first blocks tell; a file of many megabytes need not be counted whole.
        for draft in drafts.iter().take(200) {
            for (sum, count) in all.iter_mut().zip(draft.common) {
                *sum += count;
            }
        }
        whose::ahead(&all, rules).or_else(|| whose::by_endings(text, rules)).unwrap_or(Language::GERMAN)
    })
}

fn block(draft: &Draft, text: &str, main: Language, rules: &Rules) -> Block {
    let language = whose::language(&draft.common, rules).unwrap_or(main);
    let body = if draft.body.is_empty() { draft.span } else { draft.body };
    let mut sentences = match rules.language(language) {
        Some(known) => sentence::split(text, body, known),
        None => vec![body],
    };
    if sentences.is_empty() {
        sentences.push(body);
    }
    Block {
        kind: draft.kind.unwrap_or(BlockKind::Paragraph),
        span: draft.span,
        language,
        dated: draft.dated,
        sentences,
    }
}
