//! Lines that say when an article was published or changed, and where.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::date::{Item, ItemKind, items};
use super::rules::Layout;

/// What a stamp says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    /// Month, day and weekday where the year is not given.
    pub without_year: Option<(u32, u32, Option<u32>)>,
    /// The time beside a day without its year.
    pub time: Option<NaiveTime>,
    /// The outlet's name, as a range of the line.
    pub outlet: Option<(usize, usize)>,
}

/// A day, and the time of day where it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// The moment, at midnight where only the day is known.
    pub(super) fn at(self) -> NaiveDateTime {
        self.day.and_time(self.time.unwrap_or_default())
    }
}

/// Longer lines are prose.
const LONGEST_STAMP: usize = 220;
/// More words than an outlet, a section and a page make are prose.
const MOST_WORDS: usize = 10;

/// What a word of a stamp is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Day, time or weekday.
    Date,
    /// `published on`
    Published,
    /// `last updated`
    Updated,
    /// `page`, `edition`
    Label,
    /// `on`, `at`
    Particle,
    Number,
    Word,
}

/// Reads a line as a stamp. A line of prose that holds a date is none.
pub(super) fn read(line: &str, month_first: bool, layout: &Layout) -> Option<Stamp> {
    let blanks = line.as_bytes().windows(2).filter(|pair| pair[0] == b' ' && pair[1] != b' ').count();
    if line.len() > LONGEST_STAMP || blanks > 2 * MOST_WORDS || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let items = items(line, month_first, layout);
    let uses = uses(line, &items, layout);
    let dated = items.iter().any(|item| matches!(item.kind, ItemKind::Day(_)))
        || items.iter().any(|item| matches!(item.kind, ItemKind::DayOfYear(..)))
            && items.iter().any(|item| matches!(item.kind, ItemKind::Weekday(_)));
    let timed = items.iter().any(|item| matches!(item.kind, ItemKind::Time(_)));
    let labelled = uses.iter().any(|it| matches!(it, Use::Published | Use::Updated));
    if !(dated || timed && labelled) {
        return None;
    }
    let words = uses.iter().filter(|it| **it == Use::Word).count();
    if words > MOST_WORDS || !stands_apart(line, &items, &uses) {
        return None;
    }
    let mut stamp = Stamp { outlet: outlet(line, &items, &uses, layout), ..Stamp::default() };
    moments(&mut stamp, &items, &uses);
    Some(stamp)
}

/// The first or last day that a text names, with the time behind it: a teaser's.
pub(super) fn last_moment(text: &str, month_first: bool, layout: &Layout) -> Option<Moment> {
    let items = items(text, month_first, layout);
    let (at, day) = items.iter().enumerate().rev().find_map(|(at, item)| match item.kind {
        ItemKind::Day(day) => Some((at, day)),
        _ => None,
    })?;
    let time = items[at + 1..].iter().take(3).find_map(time_of);
    Some(Moment { day, time })
}

fn time_of(item: &Item) -> Option<NaiveTime> {
    match item.kind {
        ItemKind::Time(time) => Some(time),
        _ => None,
    }
}

fn uses(line: &str, items: &[Item], layout: &Layout) -> Vec<Use> {
    let lower: Vec<String> = items.iter().map(|item| line[item.start..item.end].to_lowercase()).collect();
    let mut uses: Vec<Use> = items
        .iter()
        .zip(&lower)
        .map(|(item, word)| match item.kind {
            ItemKind::Day(_) | ItemKind::DayOfYear(..) | ItemKind::Time(_) | ItemKind::Weekday(_) => {
                Use::Date
            }
            ItemKind::Number => Use::Number,
            ItemKind::Word if layout.stamp.particles.contains(word) => Use::Particle,
            ItemKind::Word if layout.stamp.labels.contains(word) => Use::Label,
            ItemKind::Word => Use::Word,
        })
        .collect();
    for at in 0..items.len() {
        let next = uses.get(at + 1).copied();
        let close = items.get(at + 1).is_some_and(|next| !is_apart(&line[items[at].end..next.start]));
        let leads = uses[..at].iter().all(|it| *it == Use::Word);
        let weekday = matches!(items[at].kind, ItemKind::Weekday(_));
        let behind_time = at > 0 && matches!(items[at - 1].kind, ItemKind::Time(_));
        uses[at] = match uses[at] {
            // `Der Landbote`, `Sunday Comet`: part of a name.
            Use::Particle | Use::Date
                if leads && close && next == Some(Use::Word) && (weekday || uses[at] == Use::Particle) =>
            {
                Use::Word
            }
            // `10:05 AEDT`
            Use::Word if behind_time && is_zone(&line[items[at].start..items[at].end]) => Use::Particle,
            // `Pressemitteilung vom 3. Mai 2025`, `Rundmail vom 3. Mai 2025`
            Use::Word if is_release(&lower[at], layout) || is_writing(&lower[at], layout) => Use::Label,
            other => other,
        };
    }
    // `3. Mai 2025 | Von Ada Lind`: who wrote it.
    for at in 0..items.len() {
        if !begins_apart(line, items, at) || !layout.byline_begins.contains(&lower[at]) {
            continue;
        }
        let next = (at + 1..items.len()).find(|next| begins_apart(line, items, *next));
        let end = next.unwrap_or(items.len());
        if end > at + 1 && uses[at + 1..end].iter().all(|it| matches!(it, Use::Word | Use::Particle)) {
            uses[at..end].fill(Use::Word);
        }
    }
    // Phrases of several words, the longest first.
    for (phrases, meaning) in
        [(&layout.stamp.updated, Use::Updated), (&layout.stamp.published, Use::Published)]
    {
        for phrase in phrases {
            let parts: Vec<&str> = phrase.split(' ').collect();
            for at in 0..lower.len().saturating_sub(parts.len() - 1) {
                let here = lower[at..at + parts.len()].iter().zip(&parts).all(|(word, part)| word == part);
                if here
                    && uses[at..at + parts.len()]
                        .iter()
                        .all(|it| !matches!(it, Use::Updated | Use::Published))
                {
                    uses[at..at + parts.len()].fill(meaning);
                }
            }
        }
    }
    uses
}

/// Whether nothing stands before an item, or something that sets it off.
fn begins_apart(line: &str, items: &[Item], at: usize) -> bool {
    at == 0 || is_apart(&line[items[at - 1].end..items[at].start])
}

/// Whether a word in lower case names a piece of writing that is dated (`Kundeninformation`).
fn is_writing(lower: &str, layout: &Layout) -> bool {
    layout.stamp.writings.iter().any(|word| lower.ends_with(word.as_str()))
}

/// Whether a word can be the name of a time zone.
fn is_zone(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the words beside the date are set off from it: `Nordblatt | 3. Mai 2025`, not `Wahl am 3. Mai 2025`.
fn stands_apart(line: &str, items: &[Item], uses: &[Use]) -> bool {
    let named = uses.first() == Some(&Use::Label) && uses.contains(&Use::Published);
    items.windows(2).zip(uses.windows(2)).all(|(pair, uses)| {
        let gap = &line[pair[0].end..pair[1].start];
        match (uses[0], uses[1]) {
            (Use::Particle, Use::Word) if named => true,
            (Use::Word, Use::Date | Use::Particle) => is_apart(gap),
            (Use::Date | Use::Particle, Use::Word) => is_apart(gap),
            // `Stand der Dinge`
            (Use::Published | Use::Updated, Use::Word) => is_apart(gap) || gap.contains(':'),
            // `Mitteilung der Polizei Norderhaff vom 3. Mai 2025`
            (Use::Word, Use::Published | Use::Updated) => is_apart(gap) || named,
            _ => true,
        }
    })
}

fn is_apart(gap: &str) -> bool {
    gap.contains(['|', '·', '•', '–', '—', ',', ';', '/', '(', ')', '.', '\t'])
        || gap.contains(" - ")
        || gap.contains("  ")
        || gap.contains('-') && gap.len() > 1
}

fn moments(stamp: &mut Stamp, items: &[Item], uses: &[Use]) {
    let weekday = items.iter().find_map(|item| match item.kind {
        ItemKind::Weekday(day) => Some(day),
        _ => None,
    });
    let is_day = |item: &Item| matches!(item.kind, ItemKind::Day(_) | ItemKind::DayOfYear(..));
    let mut from = 0;
    for (at, item) in items.iter().enumerate() {
        if !is_day(item) {
            continue;
        }
        // The time stands behind the day (`3. Mai 2025, 10.15 Uhr`) or before it (`5:00 a.m. May 3, 2025`).
        let behind = items[at + 1..].iter().take_while(|item| !is_day(item)).find_map(time_of);
        let time = behind.or_else(|| items[from..at].iter().rev().find_map(time_of));
        let meaning = uses[..at].iter().rev().find(|it| matches!(it, Use::Published | Use::Updated));
        from = at + 1;
        match item.kind {
            ItemKind::Day(day) => {
                let moment = Some(Moment { day, time });
                match meaning {
                    Some(Use::Updated) => stamp.updated = stamp.updated.or(moment),
                    // Two days without a word: the second is the revision's.
                    None if stamp.published.is_some() => stamp.updated = stamp.updated.or(moment),
                    _ => stamp.published = stamp.published.or(moment),
                }
            }
            ItemKind::DayOfYear(month, day) => {
                stamp.without_year = stamp.without_year.or(Some((month, day, weekday)));
                stamp.time = stamp.time.or(time);
            }
            _ => {}
        }
    }
    if stamp.time.is_none() {
        stamp.time = items.iter().find_map(time_of);
    }
}

/// The first run of words that is a name: no section, no press release, no place directly before the date.
fn outlet(line: &str, items: &[Item], uses: &[Use], layout: &Layout) -> Option<(usize, usize)> {
    let mut at = 0;
    while at < items.len() {
        if uses[at] != Use::Word {
            at += 1;
            continue;
        }
        let first = at;
        while at + 1 < items.len()
            && matches!(uses[at + 1], Use::Word | Use::Number)
            && !is_apart(&line[items[at].end..items[at + 1].start])
        {
            at += 1;
        }
        let (start, end) = (items[first].start, items[at].end);
        let name = &line[start..end];
        // `Kassel, 3. Mai 2025`: a place. `Nordblatt, Samstag, 3. Mai 2025`: an outlet.
        let place = items
            .get(at + 1)
            .is_some_and(|next| line[end..next.start].trim() == "," && matches!(next.kind, ItemKind::Day(_)));
        let author = items[first..=at]
            .first()
            .is_some_and(|item| layout.byline_begins.contains(&line[item.start..item.end].to_lowercase()));
        if !place && !author && is_name(name, layout) {
            return Some((start, end));
        }
        at += 1;
    }
    None
}

/// Whether a short run of words can be an outlet's name.
pub(super) fn is_name(name: &str, layout: &Layout) -> bool {
    let lower = name.to_lowercase();
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && name.split(' ').count() <= 6
        && !layout.sections.contains(&lower)
        && !is_release(&lower, layout)
}

/// Whether a line, in lower case, names a press release.
pub(super) fn is_release(lower: &str, layout: &Layout) -> bool {
    layout.releases.iter().any(|word| lower.contains(word.as_str()))
}
