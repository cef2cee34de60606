//! The head of an article: headline, what stands above and below it, stamps and bylines.

use super::dateline;
use super::draft::Draft;
use super::join::first_word;
use super::model::BlockKind;
use super::rules::{Layout, Rules};
use super::stamp::is_release;
use super::start::Start;

/// A head has no more blocks than this.
const LONGEST_HEAD: usize = 14;
/// A standfirst is no longer than this, in bytes.
const LONGEST_STANDFIRST: usize = 420;

/// Finds headline, kickers, sub-headlines and bylines.
pub(super) fn mark(drafts: &mut [Draft], text: &str, rules: &Rules) {
    let layout = &rules.layout;
    bylines(drafts, text, rules);
    let mut end = end(drafts, text, layout);
    // Words to the desk stand above the headline.
    while drafts.get(end).is_some_and(|draft| draft.kind == Some(BlockKind::Notice)) {
        end += 1;
    }
    // Section and topic may also stand between the stamp and the headline.
    while end > 0
        && end + 2 < drafts.len()
        && drafts[end].kind.is_none()
        && is_kicker(drafts, end, text, layout)
    {
        drafts[end].kind = Some(BlockKind::Kicker);
        end += 1;
    }
    let mut open: Vec<usize> = (0..end).filter(|&at| drafts[at].kind.is_none()).collect();
    // What stands above the line `Pressemitteilung` is the sender.
    let release = (0..end)
        .rev()
        .find(|&at| drafts[at].is_short() && is_release(&drafts[at].of(text).to_lowercase(), layout));
    for (place, &at) in open.iter().enumerate() {
        let others = open.len() - place > 1
            || open.len() > 1 && is_masthead(drafts, at, text)
            || drafts.get(end).is_some_and(|next| next.is_heading(text));
        if release.is_some_and(|release| at <= release) || others && is_kicker(drafts, at, text, layout) {
            drafts[at].kind = Some(BlockKind::Kicker);
        }
    }
    open.retain(|&at| drafts[at].kind.is_none());
    let marked = open.iter().copied().find(|&at| drafts[at].start == Start::Heading);
    let headline = marked
        .or_else(|| open.iter().copied().find(|&at| drafts[at].is_heading(text)))
        .or_else(|| heading_behind(drafts, end, text));
    let Some(headline) = headline else {
        // The head has a standfirst only, or nothing at all.
        for at in open {
            drafts[at].kind = Some(BlockKind::Subheadline);
        }
        return;
    };
    drafts[headline].kind = Some(BlockKind::Headline);
    for at in open.into_iter().filter(|&at| at != headline) {
        drafts[at].kind = Some(if at < headline && drafts[at].is_short() {
            BlockKind::Kicker
        } else {
            BlockKind::Subheadline
        });
    }
    standfirst(drafts, headline.max(end.saturating_sub(1)) + 1, text, rules);
}

/// Where the head ends: behind its last stamp or byline.
fn end(drafts: &[Draft], text: &str, layout: &Layout) -> usize {
    let mut end = 0;
    for (at, draft) in drafts.iter().enumerate().take(LONGEST_HEAD) {
        match draft.kind {
            Some(BlockKind::Stamp | BlockKind::Byline) => end = at + 1,
            Some(
                BlockKind::Credit
                | BlockKind::Boilerplate
                | BlockKind::Link
                | BlockKind::Kicker
                | BlockKind::Notice,
            ) => {}
            None if draft.of(text).len() <= LONGEST_STANDFIRST => {
                if draft.is_short()
                    && is_release(&draft.of(text).to_lowercase(), layout)
                    && !draft.of(text).ends_with('.')
                {
                    end = at + 1;
                }
            }
            _ => break,
        }
    }
    // A stamp at the foot of a short text is no head.
    let prose = drafts[..end].iter().filter(|draft| draft.kind.is_none() && draft.is_prose(text)).count();
    if prose > 2 { 0 } else { end }
}

fn bylines(drafts: &mut [Draft], text: &str, rules: &Rules) {
    let count = drafts.len();
    for (at, draft) in drafts.iter_mut().enumerate() {
        let near_an_end = at < LONGEST_HEAD || at + 3 >= count;
        if draft.kind.is_none() && near_an_end && is_byline(draft.of(text), rules) {
            draft.kind = Some(BlockKind::Byline);
        }
    }
}

/// `Von Jana Weil, Bremen`: a word of authorship, then names.
fn is_byline(words: &str, rules: &Rules) -> bool {
    let layout = &rules.layout;
    if words.len() > 140 || words.ends_with(['?', '!', ':']) {
        return false;
    }
    let lower = words.to_lowercase();
    let Some(begin) = layout
        .byline_begins
        .iter()
        .find(|begin| lower.strip_prefix(begin.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    else {
        return false;
    };
    let names: Vec<&str> =
        words.get(begin.len()..).unwrap_or("").split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
            || layout.byline_between.contains(word.trim_matches(|c: char| !c.is_alphanumeric()))
            || word.len() <= 1
    };
    // In a line of capitals a common word shows that it is a heading (`VON DER HAND IN DEN MUND`).
    let is_common = |word: &&str| {
        let lower = word.to_lowercase();
        rules.common.contains_key(&lower) && !layout.byline_between.contains(&lower)
    };
    if names.iter().any(is_common)
        || layout.byline_between.contains(&names.first().unwrap_or(&"").to_lowercase())
    {
        return false;
    }
    // A single name may be a place (`Von Bremen …`), so two words are needed.
    (2..=12).contains(&names.len())
        && names.iter().all(is_name)
        && names[0].starts_with(char::is_uppercase)
        && !words.contains(". ")
}

/// A line above the headline: section, topic, outlet.
fn is_kicker(drafts: &[Draft], at: usize, text: &str, layout: &Layout) -> bool {
    let draft = &drafts[at];
    let words = draft.of(text);
    if draft.start == Start::Heading || words.ends_with(['.', '!', '?']) || !draft.is_short() {
        return false;
    }
    let slashes = words.contains('/') && !words.contains(' ');
    let brackets = words.starts_with('(') && words.ends_with(')');
    let bars = words.contains(" | ") || words.contains(" · ");
    let section = layout.sections.contains(&words.to_lowercase());
    slashes
        || brackets
        || bars
        || section
        || is_masthead(drafts, at, text)
        || is_names(words) && at == 0 && words.contains(',')
}

/// An outlet's or sender's name: capitalised words directly above or below the stamp.
pub(super) fn is_masthead(drafts: &[Draft], at: usize, text: &str) -> bool {
    let is_stamp = |at: usize| drafts.get(at).is_some_and(|draft| draft.stamp.is_some());
    let beside =
        is_stamp(at + 1) && drafts[at + 1].gap == 0 || at > 0 && is_stamp(at - 1) && drafts[at].gap == 0;
    beside
        && is_names(drafts[at].of(text))
        && (at == 0 || drafts[at].gap > 0 || drafts[at - 1].kind.is_some())
}

/// Capitalised words only, as names are.
fn is_names(words: &str) -> bool {
    let count = words.split(' ').count();
    count <= 6 && words.split(' ').all(|word| !word.starts_with(char::is_lowercase)) && !words.contains(':')
}

/// The headline where it stands behind the stamps, or where there are none.
fn heading_behind(drafts: &[Draft], end: usize, text: &str) -> Option<usize> {
    let draft = drafts.get(end)?;
    let next = drafts.get(end + 1)?;
    let follows = next.kind.is_none()
        || matches!(
            next.kind,
            Some(BlockKind::ListItem | BlockKind::EntryHead | BlockKind::Paragraph | BlockKind::Notice)
        );
    let leads = next.body.len() >= draft.body.len() || next.gap > 0;
    let question = draft.of(text).ends_with('?') && end > 0 && next.gap == 0;
    (draft.kind.is_none() && draft.is_heading(text) && follows && leads && !question).then_some(end)
}

/// Marks a standfirst behind the headline: a short block before the one that the dateline opens.
fn standfirst(drafts: &mut [Draft], at: usize, text: &str, rules: &Rules) {
    if at + 1 >= drafts.len() || drafts[at].kind.is_some() || drafts[at].of(text).len() > LONGEST_STANDFIRST {
        return;
    }
    let month_first = false;
    let has_dateline = |draft: &Draft| {
        draft.kind.is_none()
            && draft.is_prose(text)
            && dateline::read(draft.of(text), true, month_first, rules).is_some_and(|found| !found.plain)
    };
    let opens = has_dateline(&drafts[at + 1]) && !has_dateline(&drafts[at]);
    if opens && first_word(drafts[at].of(text)).starts_with(|c: char| !c.is_lowercase()) {
        drafts[at].kind = Some(BlockKind::Subheadline);
    }
}
