//! Hours of two statements, with what speaks for their being those of one happening.

use super::super::Context;
use super::differ::{Aspect, Difference, Filled, own};
use super::when::{Timetable, happening};
use crate::annotate::factuality::Status;
use crate::annotate::time::{Bound, Interval, Time};
use crate::document::Document;
use crate::text::Span;

/// Minutes that two exact hours may differ by.
const EXACT: u32 = 4;
/// Minutes that two hours may differ by where one is given roughly.
const ROUGH: u32 = 16;
/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Whether a statement gives an hour.
pub(super) fn has_hour(filled: &Filled<'_>) -> bool {
    filled.times.iter().any(|time| time.clock.is_some())
}

/// Every pair of hours of two statements.
pub(super) fn hours(
    context: &Context<'_>,
    table: &Timetable,
    (a, b): (&Filled<'_>, &Filled<'_>),
    found: &mut Vec<Difference>,
) {
    found.extend(super::when::pairs(a, b).flat_map(|(x, y)| pair(context, table, (a, x), (b, y))));
}

fn pair(
    context: &Context<'_>,
    table: &Timetable,
    (a, x): (&Filled<'_>, &Time),
    (b, y): (&Filled<'_>, &Time),
) -> Option<Difference> {
    if context.rules.moments.are_ends(a.when.kinds, b.when.kinds) {
        return None;
    }
    let rough = x.approximate || y.approximate;
    let (first, second) = (x.clock?, y.clock?);
    let apart = x.hours_apart(y, if rough { ROUGH } else { EXACT })?;
    let (day_a, day_b) = (day(a, x), day(b, y));
    let same_day = match (day_a, day_b) {
        (Some(one), Some(other)) if !one.overlaps(other) => return None,
        (Some(_), Some(_)) => 1.0,
        (None, None) => 0.0,
        _ => 0.5,
    };
    // Around midnight the clock begins anew, and so does at noon an hour of either half of the day.
    let turn = if x.half_day || y.half_day { DAY / 2 } else { DAY };
    let gap = first.0.abs_diff(second.0) % turn;
    let gap = gap.min(turn - gap);
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day")]
    let close = (-(gap as f32) / 60.0).exp();
    let minutes = first.0 % 60 == second.0 % 60 && first.0 % 60 != 0;
    let whole = gap > 0 && gap % 60 == 0;
    let stamp =
        |filled: &Filled<'_>, time: &Time| is_stamp(context.document(filled.statement.article), time.span);
    let mut numbers = own([
        f32::from(rough),
        close,
        f32::from(minutes),
        f32::from(x.bound != y.bound),
        f32::from(x.bound == y.bound && x.bound != Bound::At),
        f32::from(x.half_day || y.half_day),
        f32::from(stamp(a, x)) + f32::from(stamp(b, y)),
        same_day,
        f32::from(whole),
        f32::from(gap > 4 * 60),
    ]);
    happening(context, table, (a, b), &mut numbers);
    let hours = |filled: &Filled<'_>| filled.times.iter().filter(|time| time.clock.is_some()).count();
    numbers[18] = f32::from(hours(a) > 1 || hours(b) > 1);
    let planned = |filled: &Filled<'_>| filled.statement.factuality.status == Status::Planned;
    numbers[19] = f32::from(planned(a) != planned(b));
    Some(Difference { aspect: Aspect::Hour, in_a: x.span, in_b: y.span, agrees: !apart, own: numbers })
}

/// The day that an hour is of, where the clause names one: a bare hour stands for the day that the article guesses.
fn day(filled: &Filled<'_>, hour: &Time) -> Option<Interval> {
    let whole = |time: &Time| {
        let interval = time.interval?;
        let (from, to) =
            (interval.from.date().and_hms_opt(0, 0, 0)?, interval.to.date().and_hms_opt(23, 59, 59)?);
        Some(Interval { from, to })
    };
    let dated = |time: &Time| time.weekday.is_some() || time.explicit_date;
    if dated(hour) {
        return whole(hour);
    }
    let mut others = filled.times.iter().filter(|time| dated(time) || time.relative && time.clock.is_none());
    let only = others.next()?;
    others.next().is_none().then(|| whole(only))?
}

/// Whether an hour opens a block, as in a ticker: it is when that was written.
fn is_stamp(document: &Document, hour: Span) -> bool {
    let index = document.blocks.partition_point(|block| block.span.end() <= hour.start());
    document.blocks.get(index).is_some_and(|block| {
        let before = Span::new(block.span.start(), hour.start().max(block.span.start()));
        before.of(document.text()).chars().all(|c| !c.is_alphanumeric())
    })
}
