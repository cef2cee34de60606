//! Entries of live blogs and chronologies: `+++ 16.12 Uhr: … +++`, `14:05 | …`, `22:51 …`.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::date::{ItemKind, items};
use super::draft::Draft;
use super::model::BlockKind;
use super::rules::Layout;
use super::start::Start;
use crate::text::Span;

/// When an entry was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub time: NaiveTime,
    /// The day, where the entry tells.
    pub day: Option<NaiveDate>,
}

/// What the head of an entry says, and where its own words stand in the line.
struct Head {
    time: Time,
    start: usize,
    end: usize,
    /// Whether it cannot be anything else.
    sure: bool,
}

/// Marks the entries among the blocks. Two of them make a live blog; one alone is a paragraph that begins with a time.
pub(super) fn mark(drafts: &mut [Draft], text: &str, month_first: bool, layout: &Layout) {
    let mut heads = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        if draft.kind.is_none()
            && matches!(draft.start, Start::Text | Start::Entry | Start::Heading)
            && let Some(head) = head(draft.of(text), month_first, layout)
        {
            heads.push((at, head));
        }
    }
    let sure = heads.iter().any(|(_, head)| head.sure);
    if heads.len() < 2 && !sure {
        return;
    }
    for (at, head) in heads {
        let draft = &mut drafts[at];
        let words = draft.of(text).get(head.start..head.end).unwrap_or("");
        let long = words.len() > LONGEST_HEAD || words.contains(". ") || words.contains("! ");
        draft.kind = Some(if long { BlockKind::Paragraph } else { BlockKind::EntryHead });
        draft.entry = Some(head.time);
        if !words.trim().is_empty() {
            draft.body = Span::new(head.start, head.end).shift(draft.body.start());
        }
    }
}

/// Longer lines are an entry's whole text.
const LONGEST_HEAD: usize = 140;

fn head(line: &str, month_first: bool, layout: &Layout) -> Option<Head> {
    let marked = line.starts_with("+++");
    let end = if marked { line.trim_end_matches(['+', ' ']).len() } else { line.len() };
    let mut lead = line.len() - line.trim_start_matches(['+', ' ', '[', '(', '*']).len();
    if !line[lead..].starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic()) {
        return None;
    }
    // The time stands at the very beginning, perhaps behind its day.
    let begins_with_day = || {
        let word = line[lead..].split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        word.len() < 16 && {
            let lower = word.to_lowercase();
            layout.weekdays.contains_key(&lower) || layout.months.contains_key(&lower)
        }
    };
    if !line[lead..].starts_with(|c: char| c.is_ascii_digit()) && !begins_with_day() {
        return None;
    }
    let mut stop = (lead + 60).min(end);
    while !line.is_char_boundary(stop) {
        stop -= 1;
    }
    let items = items(line.get(lead..stop)?, month_first, layout);
    let (mut day, mut time) = (None, None);
    for item in items.iter().take(4) {
        match item.kind {
            ItemKind::Day(found) => day = Some(found),
            ItemKind::Weekday(_) | ItemKind::DayOfYear(..) => {}
            ItemKind::Time(found) => {
                time = Some((found, lead + item.end, item.start));
                break;
            }
            ItemKind::Number | ItemKind::Word => break,
        }
    }
    let (time, after, begin) = time?;
    let rest = &line[after.min(end)..end];
    let separated = rest.trim_start().starts_with(['|', ':', '–', '—', '-', ']', ')', '*', '•', '·', '+']);
    let bare = rest.trim().is_empty();
    // `22:51 Text`: the time alone, written with a colon, and a capital behind it.
    let first = rest.trim_start().chars().next();
    let loose = begin == 0
        && line[lead..after].contains(':')
        && rest.starts_with(' ')
        && first.is_some_and(|c| !c.is_lowercase() && c != ',');
    if !(marked || separated || bare || loose) {
        return None;
    }
    lead =
        after + (rest.len() - rest.trim_start_matches(|c: char| c == ' ' || "|:–—-])*•·+".contains(c)).len());
    Some(Head { time: Time { time, day }, start: lead.min(end), end, sure: marked })
}

/// Gives every entry, and what follows it, its day and time. `latest` is the day of the article's stamp.
pub(super) fn date(drafts: &mut [Draft], latest: Option<NaiveDate>) {
    let entries: Vec<(usize, Time)> =
        drafts.iter().enumerate().filter_map(|(at, draft)| Some((at, draft.entry?))).collect();
    // Live blogs run backwards as a rule; chronologies forwards.
    // A step of more than half a day is one over midnight, the other way.
    let falls = |pair: &&[(usize, Time)]| {
        let step = pair[1].1.time - pair[0].1.time;
        (step < TimeDelta::zero()) != (step.abs() > TimeDelta::hours(12))
    };
    let falling = entries.windows(2).filter(falls).count();
    let backwards = falling * 2 >= entries.len().saturating_sub(1);
    let mut days: Vec<Option<NaiveDate>> = vec![None; entries.len()];
    let mut day = latest;
    let mut later: Option<NaiveTime> = None;
    // From the latest entry to the earliest: where the time jumps up, midnight lies between.
    let order: Vec<usize> =
        if backwards { (0..entries.len()).collect() } else { (0..entries.len()).rev().collect() };
    for place in order {
        let time = entries[place].1;
        if let Some(own) = time.day {
            day = Some(own);
        } else if later.is_some_and(|later| time.time > later) {
            day = day.and_then(|day| day.checked_sub_days(Days::new(1)));
        }
        later = Some(time.time);
        days[place] = day;
    }
    for (place, (at, time)) in entries.iter().enumerate() {
        let until = entries.get(place + 1).map_or(drafts.len(), |(next, _)| *next);
        let dated = days[place].map(|day| day.and_time(time.time));
        for draft in &mut drafts[*at..until] {
            match draft.kind {
                Some(
                    BlockKind::Teaser
                    | BlockKind::Stamp
                    | BlockKind::Boilerplate
                    | BlockKind::Link
                    | BlockKind::Notice,
                ) => {}
                _ => draft.dated = dated,
            }
        }
    }
}
