//! What is known about an article as a whole: stamps, datelines and credits taken together.

use chrono::NaiveDate;

use super::date::{Item, ItemKind, items, with_year_near};
use super::dateline;
use super::draft::Draft;
use super::edition::Edition;
use super::front::Front;
use super::head;
use super::model::{BlockKind, Metadata};
use super::rules::{Layout, Rules};
use super::stamp::{self, Moment, Stamp};
use crate::text::{Source, Span};

/// Paragraphs in which a report says what is new.
const LEAD: usize = 3;
/// Articles of one dossier are not further apart, in days.
const LONGEST_STORY: i64 = 300;

/// Reads what front matter, stamps and credits tell. The caller's knowledge wins.
pub(super) fn read(
    source: &Source,
    text: &str,
    raw: &[&str],
    drafts: &[Draft],
    front: &Front,
    near: Option<NaiveDate>,
    rules: &Rules,
) -> Metadata {
    let layout = &rules.layout;
    let stamps: Vec<&Stamp> = drafts.iter().filter_map(|draft| draft.stamp.as_ref()).collect();
    let near = source.published.map(|moment| moment.date()).or(near);
    let without_year = stamps.iter().find_map(|stamp| with_year(stamp, near?));
    let updated = stamps.iter().find_map(|stamp| stamp.updated);
    let told = front
        .published(text, layout)
        .or_else(|| stamps.iter().find_map(|stamp| stamp.published))
        .or(without_year);
    let told_by_format = |moment: chrono::NaiveDateTime| Moment {
        day: moment.date(),
        time: Some(moment.time()).filter(|time| *time != chrono::NaiveTime::MIN),
    };
    let told = source.told.published.map(told_by_format).or(told);
    let known = source.outlet.clone().or_else(|| source.told.outlet.clone());
    let outlet = known.or_else(|| outlet(text, raw, drafts, front, layout));
    let mut meta = Metadata { outlet, ..Metadata::default() };
    publish(&mut meta, told.or(updated));
    // A revision is one only beside the day of publication.
    meta.updated = source
        .told
        .updated
        .or(front.updated(text, layout))
        .or(updated.filter(|_| told.is_some()).map(Moment::at));
    let noticed =
        drafts.iter().filter_map(|draft| draft.notice).fold(Edition::default(), |edition, notice| {
            edition.with(Edition { urn: None, version: notice.version, status: notice.status })
        });
    meta.edition = Edition::told(&source.told).with(front.edition(text)).with(noticed);
    meta.title = source.told.headline.clone();
    if let Some(known) = source.published {
        meta.published = Some(known);
        meta.published_time_known = known.time() != chrono::NaiveTime::MIN;
    }
    meta
}

/// The day that a report itself gives for what is new in it, as agencies do: `am Dienstag (6. Mai)`. Where no stamp tells
/// when it was published, that is the day.
fn reported(
    drafts: &[Draft],
    text: &str,
    near: Option<NaiveDate>,
    rules: &Rules,
    month_first: bool,
) -> Option<Moment> {
    let layout = &rules.layout;
    let prose = drafts.iter().filter(|draft| draft.kind.is_none_or(|kind| kind == BlockKind::Paragraph));
    let lead = prose.take(LEAD).map(|draft| draft.body.of(text));
    lead.flat_map(|words| words.match_indices(" (").map(move |(at, _)| (&words[..at], &words[at + 2..])))
        .find_map(|(before, behind)| {
            let word = before.rsplit(' ').next()?.to_lowercase();
            // Also `Dienstagabend`.
            let weekday =
                layout.weekdays.iter().find(|(name, _)| name.len() > 5 && word.starts_with(*name))?;
            let inner = &behind[..behind.find(')')?];
            match items(inner, month_first, layout)[..] {
                [Item { kind: ItemKind::Day(day), .. }] => Some(Moment { day, time: None }),
                [Item { kind: ItemKind::DayOfYear(month, day), .. }] => {
                    let without_year = Some((month, day, Some(*weekday.1)));
                    with_year(&Stamp { without_year, ..Stamp::default() }, near?)
                }
                _ => None,
            }
        })
}

/// The day of a stamp that lacks the year, near another day. A weekday that belongs to a year far from it is a slip.
fn with_year(stamp: &Stamp, near: NaiveDate) -> Option<Moment> {
    let (month, day, weekday) = stamp.without_year?;
    let exact = with_year_near(near, month, day, weekday)
        .filter(|date| (*date - near).num_days().abs() <= LONGEST_STORY);
    Some(Moment { day: exact.or_else(|| with_year_near(near, month, day, None))?, time: stamp.time })
}

fn publish(meta: &mut Metadata, moment: Option<Moment>) {
    if let Some(moment) = moment {
        meta.published = Some(moment.at());
        meta.published_time_known = moment.time.is_some();
    }
}

/// Takes the datelines off the paragraphs' first sentences, and from them what the stamps did not tell.
pub(super) fn datelines(
    meta: &mut Metadata,
    drafts: &mut [Draft],
    source: &Source,
    text: &str,
    near: Option<NaiveDate>,
    month_first: bool,
    rules: &Rules,
) {
    let headed = drafts.iter().any(|draft| !matches!(draft.kind, Some(BlockKind::Paragraph) | None));
    let mut first = headed;
    for draft in drafts
        .iter_mut()
        .filter(|draft| draft.entry.is_none() && draft.kind.is_none_or(|kind| kind == BlockKind::Paragraph))
    {
        let words = draft.body.of(text);
        let found = dateline::read(words, first, month_first, rules);
        first = false;
        let Some(found) = found else { continue };
        let at = draft.body.start();
        if meta.dateline.is_none() {
            meta.dateline = found.place.map(|(start, end)| Span::new(start, end).shift(at));
            if meta.published.is_none() && source.published.is_none() {
                let day = found.stamp.published.or_else(|| with_year(&found.stamp, near?));
                publish(meta, day);
            }
            if let Some((start, end)) = found.agency
                && meta.outlet.is_none()
            {
                meta.outlet = words.get(start..end).map(str::to_owned);
            }
        }
        draft.body = Span::new(at + found.end, draft.body.end());
    }
    if meta.published.is_none() {
        publish(meta, reported(drafts, text, near, rules, month_first));
    }
}

/// The outlet: from front matter, an agency's brackets, a stamp, a masthead, a credit.
fn outlet(text: &str, raw: &[&str], drafts: &[Draft], front: &Front, layout: &Layout) -> Option<String> {
    let stamped = drafts.iter().zip(raw).find_map(|(draft, raw)| {
        let (start, end) = draft.stamp.as_ref()?.outlet?;
        raw.get(start..end)
    });
    let masthead = || {
        let at = (0..drafts.len().min(8)).find(|&at| {
            drafts[at].kind == Some(BlockKind::Kicker)
                && head::is_masthead(drafts, at, text)
                && stamp::is_name(drafts[at].of(text), layout)
        })?;
        Some(drafts[at].of(text))
    };
    // `Radio Nordhessen | Nachrichten`: what stands before the bar.
    let barred = || {
        let kicker = drafts.iter().take(4).find(|draft| draft.kind == Some(BlockKind::Kicker))?;
        let (name, _) = kicker.of(text).split_once(" | ").or_else(|| kicker.of(text).split_once(" – "))?;
        stamp::is_name(name, layout).then_some(name)
    };
    let credit = || {
        let credit = drafts.iter().rfind(|draft| draft.kind == Some(BlockKind::Credit))?;
        let name = credit.of(text).strip_prefix(['@', '©'])?.trim();
        Some(name.split_once(".").map_or(name, |(name, _)| name))
    };
    let found = front.outlet(text).or_else(masthead).or(stamped).or_else(barred).or_else(credit)?;
    Some(found.trim().to_owned())
}
