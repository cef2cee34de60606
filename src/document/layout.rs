//! What each block is for: what its own words show, what stands around it, and where it stands in the article.

use super::draft::Draft;
use super::join::first_word;
use super::model::BlockKind;
use super::rules::{Layout, Rules};
use super::start::{Start, is_bullet};
use super::{entry, head, notice, stamp};

/// Finds out the kind of every block.
pub(super) fn classify(drafts: &mut [Draft], raw: &[&str], text: &str, month_first: bool, rules: &Rules) {
    let layout = &rules.layout;
    // A text without any layout is plain prose.
    if drafts.len() < 2 {
        return;
    }
    for (draft, raw) in drafts.iter_mut().zip(raw) {
        if draft.kind.is_none() {
            own_words(draft, raw, text, month_first, layout);
        }
    }
    rows(drafts, raw);
    entry::mark(drafts, text, month_first, layout);
    teasers(drafts, text, month_first, layout);
    notice::mark(drafts, text, layout);
    head::mark(drafts, text, rules);
    body(drafts, text, month_first, rules);
}

/// What a block shows by itself, wherever it stands.
fn own_words(draft: &mut Draft, raw: &str, text: &str, month_first: bool, layout: &Layout) {
    let words = draft.of(text);
    if words.len() > LONGEST_LAYOUT {
        return;
    }
    let lower = words.to_lowercase();
    if is_links(words) {
        draft.kind = Some(BlockKind::Link);
    } else if layout.boilerplate.covers(bare(&lower)) || is_contact(words) {
        draft.kind = Some(BlockKind::Boilerplate);
    } else if is_credit(words, &lower, layout) {
        draft.kind = Some(BlockKind::Credit);
    } else if layout.teaser_headings.labels(&lower) && lower.len() < 250 {
        draft.kind = Some(BlockKind::Teaser);
    } else if let Some(found) = stamp::read(raw, month_first, layout) {
        draft.kind = Some(BlockKind::Stamp);
        draft.stamp = Some(found);
    } else if is_slug(words) {
        draft.kind = Some(BlockKind::Stamp);
    } else {
        draft.kind = match draft.start {
            Start::Row => Some(BlockKind::TableRow),
            Start::Bullet | Start::Dash | Start::Number => Some(BlockKind::ListItem),
            Start::Text | Start::Heading | Start::Entry | Start::Link => None,
        };
    }
}

/// Longer blocks are prose, in bytes.
const LONGEST_LAYOUT: usize = 320;

/// Without marks of emphasis around it.
fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| matches!(c, '*' | '_' | '(' | ')' | '[' | ']' | '|' | ' ' | '–' | '-' | '+'))
}

/// Addresses, perhaps behind a label (`Quelle: https://…`).
fn is_links(words: &str) -> bool {
    let is_link = |word: &&str| {
        let word = word.trim_start_matches(['<', '(', '[', '-', '•']);
        word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
    };
    let all = words.split(' ').count();
    let links = words.split(' ').filter(is_link).count();
    links > 0
        && (links == all
            || all - links <= 4 && (first_word(words).ends_with(':') || words.starts_with(is_bullet)))
}

/// A line with an electronic address and no full sentence.
fn is_contact(words: &str) -> bool {
    words.len() <= 200
        && !words.ends_with(['.', '!', '?'])
        && words.split(' ').any(|word| {
            let parts: Vec<&str> = word.trim_matches(|c: char| !c.is_alphanumeric()).split('@').collect();
            parts.len() == 2 && !parts[0].is_empty() && parts[1].contains('.')
        })
}

fn is_credit(words: &str, lower: &str, layout: &Layout) -> bool {
    if words.len() > 160 {
        return false;
    }
    let marked = words.starts_with("@ ") || words.starts_with('©') || lower.starts_with("(c) ");
    let labelled = layout.credit_begins.iter().any(|begin| lower.starts_with(begin.as_str()));
    // `akn hso/mbe`, `dpa/afp`: small letters only, no sentence.
    let code = words.len() <= 32
        && words == lower
        && words.split([' ', '/']).count() <= 5
        && words
            .split([' ', '/'])
            .all(|part| (2..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
        && words.contains('/');
    marked || labelled || code
}

/// An agency's slug: `akn 0412 4 pl 338`.
fn is_slug(words: &str) -> bool {
    let parts: Vec<&str> = words.split(' ').collect();
    let numbers = parts.iter().filter(|part| part.bytes().all(|b| b.is_ascii_digit())).count();
    words.len() <= 40
        && numbers >= 2
        && parts
            .iter()
            .all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()))
}

/// Lines with columns: wide blanks or tabs between figures, in two neighbouring lines at least.
fn rows(drafts: &mut [Draft], raw: &[&str]) {
    let is_row = |raw: &str| {
        let columns =
            raw.split("   ").filter(|part| !part.trim().is_empty()).count().max(raw.split('\t').count());
        columns >= 2 && raw.len() <= 200 && raw.bytes().any(|b| b.is_ascii_digit())
    };
    for at in 1..drafts.len() {
        if drafts[at].gap == 0 && is_row(raw[at - 1]) && is_row(raw[at]) {
            for draft in &mut drafts[at - 1..=at] {
                if draft.lines == 1 && draft.stamp.is_none() {
                    draft.kind = Some(BlockKind::TableRow);
                }
            }
        }
    }
}

/// Lists of other stories: from a heading such as `Weitere Meldungen` on, as long as the blocks look like items.
fn teasers(drafts: &mut [Draft], text: &str, month_first: bool, layout: &Layout) {
    let mut at = 0;
    while at < drafts.len() {
        let heading = drafts[at].of(text);
        if heading.len() > 80 {
            at += 1;
            continue;
        }
        let lower = heading.to_lowercase();
        let is_heading = !matches!(drafts[at].kind, Some(BlockKind::Stamp | BlockKind::Link))
            && layout.teaser_headings.covers(bare(&lower).trim_end_matches([':', '.', '!']));
        at += 1;
        if !is_heading {
            continue;
        }
        drafts[at - 1].kind = Some(BlockKind::Boilerplate);
        let first = at;
        while at < drafts.len() && is_item(&drafts[at], text, layout, at == first) {
            let words = drafts[at].of(text);
            drafts[at].dated = stamp::last_moment(words, month_first, layout).map(stamp::Moment::at);
            drafts[at].kind = Some(BlockKind::Teaser);
            drafts[at].stamp = None;
            at += 1;
        }
    }
}

fn is_item(draft: &Draft, text: &str, layout: &Layout, first: bool) -> bool {
    match draft.kind {
        // An item that is hardly more than its day may look like a stamp.
        Some(BlockKind::ListItem | BlockKind::Stamp) => return true,
        Some(BlockKind::Boilerplate | BlockKind::Credit | BlockKind::EntryHead) => {
            return false;
        }
        _ => {}
    }
    let words = draft.of(text);
    let end = words.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let pointer = layout.teaser_ends.iter().any(|phrase| end.ends_with(phrase.as_str()));
    pointer || words.len() <= 160 && !words.contains(". ") || first && words.len() <= 200
}

/// Headings, questions and credits of the text proper; everything else is a paragraph.
fn body(drafts: &mut [Draft], text: &str, month_first: bool, rules: &Rules) {
    let last = drafts.iter().rposition(|draft| draft.kind.is_none()).unwrap_or(0);
    let prose = drafts.iter().any(|draft| draft.is_prose(text));
    for at in 0..drafts.len() {
        if drafts[at].kind.is_some() {
            continue;
        }
        let words = drafts[at].of(text);
        let next = drafts.get(at + 1).filter(|next| {
            !matches!(next.kind, Some(BlockKind::Boilerplate | BlockKind::Teaser | BlockKind::Notice))
        });
        let leads = next.is_some_and(|next| {
            next.body.len() > words.len() || next.kind == Some(BlockKind::ListItem) || next.is_prose(text)
        });
        let signed = at > 0
            && prose
            && at + 3 > last
            && drafts[at..=last]
                .iter()
                .all(|draft| draft.kind.is_some() || is_signature(draft.of(text), month_first, rules));
        let kind = if signed {
            BlockKind::Credit
        } else if drafts[at].start == Start::Heading {
            if words.ends_with('?') { BlockKind::Question } else { BlockKind::Crosshead }
        } else if words.ends_with('?')
            && words.len() <= 170
            && leads
            && !words.contains(". ")
            && drafts[at].is_heading(text)
        {
            BlockKind::Question
        } else if words.len() <= 120
            && leads
            && drafts[at].is_heading(text)
            && !words.ends_with('!')
            && words.split(' ').count() <= 14
        {
            BlockKind::Crosshead
        } else {
            BlockKind::Paragraph
        };
        drafts[at].kind = Some(kind);
    }
}

/// A name and perhaps an office at the end of a text: `Dr. Jana Weil, Pressesprecherin`.
fn is_signature(words: &str, month_first: bool, rules: &Rules) -> bool {
    words.len() <= 70
        && words.split(' ').count() <= 8
        && !words.ends_with(['.', '!', '?', ':', '“', '”', '"', '«', '»'])
        && words.starts_with(char::is_uppercase)
        && super::date::items(words, month_first, &rules.layout)
            .iter()
            .all(|item| item.kind == super::date::ItemKind::Word)
}
