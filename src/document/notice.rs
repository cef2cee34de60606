//! Words to the desk above and below an article: that it is corrected (`Korrektur: …`), that it is withdrawn (`ACHTUNG:
//! Meldung zurückgezogen`), which version it is (`2. Zusammenfassung`). None of them is part of the story.

use super::draft::Draft;
use super::model::BlockKind;
use super::rules::{Layout, NoticeWords};
use super::start::Start;
use crate::text::{Span, Status};

/// So many blocks at the head …
const HEAD: usize = 8;
/// … and so many at the foot may be notices.
const FOOT: usize = 4;
/// Lines that withdraw a report stand among so many first blocks: further down they are a story's own.
const FIRST: usize = 3;
/// A longer block is no notice, in bytes.
const LONGEST: usize = 600;
/// What stands between the word and what it is about.
const MARKS: [char; 17] =
    [' ', ':', '-', '–', '—', '+', '*', '!', '|', '(', ')', '[', ']', '.', ',', '/', '#'];

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub status: Status,
    /// The number of the version where it tells one.
    pub version: Option<u32>,
}

/// A notice in a line, with the rest of the line that is none: a headline; empty where there is nothing else.
struct Found {
    notice: Notice,
    rest: Span,
}

/// Marks the blocks that are notices, and takes the word off the headlines that begin or end with one.
pub(super) fn mark(drafts: &mut [Draft], text: &str, layout: &Layout) {
    let count = drafts.len();
    for (at, draft) in drafts.iter_mut().enumerate() {
        // A format may have told what the block is: a headline, or a note of the editors.
        let (marked, noted) = match draft.kind {
            None | Some(BlockKind::ListItem) => (false, false),
            Some(BlockKind::Headline) => (true, false),
            Some(BlockKind::Boilerplate) => (true, true),
            Some(_) => continue,
        };
        let words = draft.of(text);
        if (at >= HEAD && at + FOOT < count) || words.is_empty() || words.len() > LONGEST {
            continue;
        }
        let found = whole(words, at, &layout.notice).or_else(|| labelled(words, noted, &layout.notice));
        let Some(found) = found else { continue };
        if found.rest.is_empty() {
            draft.kind = Some(BlockKind::Notice);
        } else if at < HEAD && draft.is_short() {
            draft.body = found.rest.shift(draft.body.start());
            // `+++` and `2.` belong to the notice.
            draft.start = Start::Text;
            draft.kind = draft.kind.filter(|_| marked);
        } else {
            continue;
        }
        draft.notice = Some(found.notice);
    }
}

/// A line that tells of an earlier version, or that a report is withdrawn.
fn whole(words: &str, at: usize, layout: &NoticeWords) -> Option<Found> {
    let lower = words.to_lowercase();
    let line = lower.trim_matches(|c: char| MARKS.contains(&c));
    let status = if layout.corrects.covers(line) {
        Status::Correction
    } else if at < FIRST && layout.withdraws.covers(line) {
        Status::Withdrawn
    } else {
        return None;
    };
    Some(Found { notice: Notice { status, version: None }, rest: Span::new(0, 0) })
}

/// A word to the desk before or behind a headline, or alone in its line.
fn labelled(words: &str, noted: bool, layout: &NoticeWords) -> Option<Found> {
    before(words, noted, layout).or_else(|| behind(words, layout))
}

fn before(words: &str, noted: bool, layout: &NoticeWords) -> Option<Found> {
    let bracketed = words.starts_with(['(', '[']) && words.trim_end_matches('.').ends_with([')', ']']);
    let mut rest = bare(words);
    let mut led = false;
    while let Some(after) = layout.leads.iter().find_map(|lead| word(rest, lead)) {
        (rest, led) = (bare(after), true);
    }
    let (notice, after) = label(rest, layout)?;
    let remainder = bare(after);
    let gap = &after[..after.len() - remainder.len()];
    let apart = gap.chars().any(|c| c != ' ' && c != '.');
    // `UPDATE 2-Bridge closed`, not `Update-Pflicht für …`.
    let said = &rest[..rest.len() - after.len()];
    let joined = gap == "-" && said.chars().any(char::is_lowercase);
    // `Rückzug: Weil gibt auf` is news; `RÜCKZUG: …` is to the desk.
    let news = notice.status == Status::Withdrawn && said.chars().any(char::is_lowercase);
    let nothing_else = bracketed || noted || remainder.is_empty();
    if !(nothing_else || led || apart && !joined && (!news || said.contains(' '))) {
        return None;
    }
    // What is put right is told in a sentence; a headline is none.
    let tells = remainder.ends_with('.') || remainder.contains(". ") || led && !apart;
    let rest = if nothing_else || tells {
        Span::new(0, 0)
    } else {
        Span::new(words.len() - remainder.len(), words.len())
    };
    Some(Found { notice, rest })
}

/// `Brücke in Altfurt gesperrt (Korrektur)`
fn behind(words: &str, layout: &NoticeWords) -> Option<Found> {
    let inside = words.strip_suffix([')', ']'])?;
    let open = inside.rfind(['(', '['])?;
    let (notice, after) = label(bare(&inside[open + 1..]), layout)?;
    let rest = Span::new(0, words[..open].trim_end().len());
    (bare(after).is_empty() && !rest.is_empty()).then_some(Found { notice, rest })
}

/// The word at the beginning of a line, with its number before or behind it (`2. Zusammenfassung`, `UPDATE 3`), and
/// what follows.
fn label<'a>(line: &'a str, layout: &NoticeWords) -> Option<(Notice, &'a str)> {
    let (first, line) = ordinal(line).map_or((None, line), |(number, rest)| (Some(number), rest));
    let (status, after) = [
        (&layout.withdrawal, Status::Withdrawn),
        (&layout.correction, Status::Correction),
        (&layout.revision, Status::Usable),
    ]
    .into_iter()
    .find_map(|(words, status)| Some((status, words.iter().find_map(|it| word(line, it))?)))?;
    let digits = after.strip_prefix(' ').map_or("", |rest| leading_digits(rest));
    let (second, after) = match digits.parse().ok().filter(|_| digits.len() <= 2) {
        Some(number) => (Some(number), &after[1 + digits.len()..]),
        None => (None, after),
    };
    let numbered = status == Status::Usable;
    let number = first.or(second).or(numbered.then_some(1));
    Some((Notice { status, version: number.filter(|_| numbered) }, after))
}

/// `2.`, `2nd`
fn ordinal(line: &str) -> Option<(u32, &str)> {
    let digits = leading_digits(line);
    let number = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    let rest = &line[digits.len()..];
    let rest = [".", "st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    Some((number, rest.strip_prefix(' ')?))
}

fn leading_digits(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len()]
}

fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| MARKS.contains(&c))
}

/// What follows a word, which is given in lower case, at the beginning of a line.
fn word<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for c in word.chars() {
        let mut lower = rest.next()?.to_lowercase();
        if lower.next() != Some(c) || lower.next().is_some() {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}
