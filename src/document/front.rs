//! Front matter: lines of keys and values above an article, between lines of three dashes or without.

use chrono::NaiveDateTime;

use super::draft::Draft;
use super::edition::{Edition, counted};
use super::lines::Line;
use super::model::BlockKind;
use super::rules::Layout;
use super::stamp::{self, Moment};
use crate::text::{Span, Status};

/// Front matter has no more lines than this.
const MOST_LINES: usize = 60;

/// What a key says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Published,
    Updated,
    Outlet,
    Title,
    Language,
    Urn,
    Version,
    Status,
    Other,
}

/// One line of front matter that says something.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    line: usize,
    /// The value's range, from the beginning of the line; later in the reading text.
    value: Span,
    draft: usize,
}

/// The front matter of an article.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// How many lines it takes.
    pub lines: usize,
    entries: Vec<Entry>,
}

impl Front {
    /// Finds the front matter at the top of the lines.
    pub fn find(text: &str, lines: &[Line], layout: &Layout) -> Self {
        let is_rule = |line: &Line| matches!(line.of(text), "---" | "+++");
        let mut front = Self::default();
        let fenced = lines.first().is_some_and(is_rule);
        if fenced {
            let end = lines.iter().take(MOST_LINES).skip(1).position(is_rule);
            let Some(end) = end else { return front };
            front.lines = end + 2;
        }
        let last = if fenced { front.lines } else { MOST_LINES.min(lines.len()) };
        for (at, line) in lines.iter().enumerate().take(last) {
            match entry(line.of(text), at, layout) {
                Some(entry) => front.entries.push(entry),
                None if fenced => {}
                None => break,
            }
        }
        if !fenced {
            // One line with a colon is no front matter yet.
            if front.entries.len() < 2 {
                front.entries.clear();
            }
            front.lines = front.entries.len();
        }
        front
    }

    /// Tells the front matter which draft a line has become, and where it stands in the reading text.
    pub fn place(&mut self, line: usize, draft: usize, at: usize) {
        for entry in self.entries.iter_mut().filter(|entry| entry.line == line) {
            entry.draft = draft;
            entry.value = entry.value.shift(at);
        }
    }

    fn value<'text>(&self, key: Key, text: &'text str) -> Option<&'text str> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(entry.value.of(text)).filter(|value| !value.is_empty())
    }

    pub fn language<'text>(&self, text: &'text str) -> Option<&'text str> {
        self.value(Key::Language, text)
    }

    pub fn outlet<'text>(&self, text: &'text str) -> Option<&'text str> {
        self.value(Key::Outlet, text)
    }

    /// Where the article stands among the versions of itself.
    pub fn edition(&self, text: &str) -> Edition {
        Edition {
            urn: self.value(Key::Urn, text).map(str::to_owned),
            version: self.value(Key::Version, text).and_then(counted),
            status: self.value(Key::Status, text).and_then(Status::from_word).unwrap_or_default(),
        }
    }

    pub fn published(&self, text: &str, layout: &Layout) -> Option<Moment> {
        self.value(Key::Published, text).and_then(|value| moment(value, layout))
    }

    pub fn updated(&self, text: &str, layout: &Layout) -> Option<NaiveDateTime> {
        self.value(Key::Updated, text).and_then(|value| moment(value, layout)).map(Moment::at)
    }
}

fn moment(value: &str, layout: &Layout) -> Option<Moment> {
    stamp::last_moment(value, false, layout)
}

/// Where the article has no headline of its own, the title of its front matter is one.
pub(super) fn title(drafts: &mut [Draft], front: &Front) {
    if drafts.iter().any(|draft| draft.kind == Some(BlockKind::Headline)) {
        return;
    }
    if let Some(entry) = front.entries.iter().find(|entry| entry.key == Key::Title)
        && let Some(draft) = drafts.get_mut(entry.draft)
    {
        draft.kind = Some(BlockKind::Headline);
        draft.body = entry.value;
    }
}

fn entry(line: &str, at: usize, layout: &Layout) -> Option<Entry> {
    let colon = line.find([':', '=']).filter(|&at| at <= 40)?;
    // `article:published_time: …`
    let colon = line[colon + 1..]
        .find(": ")
        .map(|more| colon + 1 + more)
        .filter(|&more| line[..more].chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_')))
        .unwrap_or(colon);
    let name = line[..colon].trim().to_lowercase();
    let keys = &layout.keys;
    let key = [
        (&keys.published, Key::Published),
        (&keys.updated, Key::Updated),
        (&keys.outlet, Key::Outlet),
        (&keys.title, Key::Title),
        (&keys.language, Key::Language),
        (&keys.urn, Key::Urn),
        (&keys.version, Key::Version),
        (&keys.status, Key::Status),
        (&keys.other, Key::Other),
    ]
    .into_iter()
    .find_map(|(names, key)| names.contains(&name).then_some(key))?;
    let value = line[colon + 1..].trim_start();
    let start = line.len() - value.len();
    let quoted = value.len() >= 2 && value.starts_with(['"', '\'']) && value.ends_with(['"', '\'']);
    let inside = usize::from(quoted);
    Some(Entry { key, line: at, value: Span::new(start + inside, line.len() - inside), draft: usize::MAX })
}
