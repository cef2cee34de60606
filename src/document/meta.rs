//! What is known about an article as a whole: stamps, datelines and credits taken together.

use chrono::NaiveDate;

use super::date::with_year_near;
use super::dateline;
use super::draft::Draft;
use super::edition::Edition;
use super::front::Front;
use super::head;
use super::model::{BlockKind, Metadata};
use super::rules::{Layout, Rules};
use super::stamp::{self, Moment, Stamp};
use crate::text::{Source, Span};

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
    let without_year = stamps.iter().find_map(|stamp| {
        let (month, day, weekday) = stamp.without_year?;
        let near = source.published.map(|moment| moment.date()).or(near)?;
        Some(Moment { day: with_year_near(near, month, day, weekday)?, time: stamp.time })
    });
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
            meta.dateline = Some(Span::new(found.place.0, found.place.1).shift(at));
            if meta.published.is_none() && source.published.is_none() {
                publish(meta, found.day);
            }
            if let Some((start, end)) = found.agency
                && meta.outlet.is_none()
            {
                meta.outlet = words.get(start..end).map(str::to_owned);
            }
        }
        draft.body = Span::new(at + found.end, draft.body.end());
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
