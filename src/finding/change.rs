//! Words put for others: whether the sense turns with them.

use super::align::Word;
use super::{Context, FindingKind, Relation, relate_quantities, within};
use chrono::Datelike;

use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::{Interval, Time, TimeKind};
use crate::document::Language;
use crate::language::Pos;
use crate::text::Span;

/// How a change of wording turns the sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A negation came or went.
    Negation,
    /// Another number.
    Number,
    /// Another day, month or year.
    Date,
    /// Another time of day.
    Hour,
    /// The opposite.
    Opposite,
    /// Another name.
    Name,
}

impl Change {
    /// The kind of finding that the change gives outside quotes.
    pub(super) fn kind(self) -> FindingKind {
        match self {
            Self::Negation | Self::Opposite => FindingKind::Negation,
            Self::Number => FindingKind::Quantity,
            Self::Date => FindingKind::Date,
            Self::Hour => FindingKind::Time,
            Self::Name => FindingKind::Participant,
        }
    }
}

/// How the sense turns when the words of one article's gap are put for those of the other's; none where it need not.
pub(super) fn change(context: &Context<'_>, a: (usize, &[Word]), b: (usize, &[Word])) -> Option<Change> {
    let negated = |words: &[Word]| words.iter().filter(|word| word.negates).count() % 2 == 1;
    if negated(a.1) != negated(b.1) {
        // `nicht mehr` for `nie`, `unmöglich` for `nicht möglich`: an opposite beside the negation takes it back.
        // The negation itself (`nie` for `schon`) takes nothing back.
        let plain =
            |words: &[Word]| -> Vec<Word> { words.iter().filter(|word| !word.negates).cloned().collect() };
        return (!opposed(context, &plain(a.1), &plain(b.1))).then_some(Change::Negation);
    }
    if opposed(context, a.1, b.1) {
        return Some(Change::Opposite);
    }
    if let Some(change) = other_number(context, a, b) {
        return Some(change);
    }
    other_name(context, a.1, b.1).then_some(Change::Name)
}

fn opposed(context: &Context<'_>, a: &[Word], b: &[Word]) -> bool {
    a.iter().any(|x| b.iter().any(|y| context.opposed(x, y)))
}

/// Numbers on both sides, none of which fits one of the other side.
fn other_number(context: &Context<'_>, a: (usize, &[Word]), b: (usize, &[Word])) -> Option<Change> {
    let both = time(context, a).zip(time(context, b));
    if let Some((x, y)) = both
        && x.kind == TimeKind::Duration
        && x.kind == y.kind
    {
        // `ten years` is one length, whatever it is ten years from.
        let apart = x.duration.zip(y.duration).is_some_and(|(x, y)| {
            let below = |least: Option<f64>, most: Option<f64>| matches!((most, least), (Some(most), Some(least)) if most < least);
            below(x.0, y.1) || below(y.0, x.1)
        });
        return apart.then_some(Change::Number);
    }
    if let Some((x, y)) = both {
        let days = x.interval.zip(y.interval);
        let same_day = days.is_none_or(|(x, y)| x.from.date() <= y.to.date() && y.from.date() <= x.to.date());
        let other_day = days.is_some_and(|(x, y)| !is_other_period(x, y)) && !same_day;
        let other_hour = same_day && x.hours_apart(y, 0) == Some(true);
        return (other_day || other_hour).then_some(if other_hour { Change::Hour } else { Change::Date });
    }
    let (in_a, in_b) = (quantities(context, a), quantities(context, b));
    if in_a.is_empty() || in_b.is_empty() {
        // Digits alone: `3-1-1` and `3:1:1` are the same.
        let digits = |words: &[Word]| -> Vec<String> {
            let letters = |c: char| !c.is_ascii_digit();
            let groups = words.iter().flat_map(|word| word.form.split(letters));
            groups
                .filter(|group| !group.is_empty())
                .map(|group| group.trim_start_matches('0').to_owned())
                .collect()
        };
        let (x, y) = (digits(a.1), digits(b.1));
        return (!x.is_empty() && !y.is_empty() && x != y).then_some(Change::Number);
    }
    let fits = |x: &Quantity, y: &Quantity| {
        (x.value - y.value).abs() <= 1e-9 * x.value.abs().max(y.value.abs())
            || (relate_quantities(x, y) == Relation::Compatible
                && (x.approximate || y.approximate || x.noun == y.noun))
    };
    // `acht Verletzte`, `drei Feuerwehrleute`: counts of different things do not meet.
    let people = |article: usize, noun: &str| {
        let language = context.document(article).meta.language.unwrap_or(Language::GERMAN);
        context.claims.concepts.is_people(language, noun)
    };
    let meets = |x: &Quantity, y: &Quantity| match (&x.noun, &y.noun) {
        (Some(one), Some(other)) if x.kind == QuantityKind::Count && x.kind == y.kind => {
            one == other || (people(a.0, one) && people(b.0, other))
        }
        _ => true,
    };
    let pairs = || in_a.iter().flat_map(|x| in_b.iter().map(move |y| (*x, *y))).filter(|(x, y)| meets(x, y));
    let disjoint = pairs().any(|(x, y)| relate_quantities(x, y) == Relation::Disjoint);
    (disjoint && !pairs().any(|(x, y)| fits(x, y))).then_some(Change::Number)
}

/// Whether two times are two of a kind, each with figures of its own: two years, the same day of two years.
pub(super) fn is_other_period(a: Interval, b: Interval) -> bool {
    const DAYS_OF_QUARTER: i64 = 80;
    let is_long = |interval: Interval| (interval.to - interval.from).num_days() > DAYS_OF_QUARTER;
    let (x, y) = (a.from.date(), b.from.date());
    (is_long(a) && is_long(b)) || (x.year() != y.year() && x.month() == y.month() && x.day() == y.day())
}

fn range(words: &[Word]) -> Option<Span> {
    Some(words.first()?.span.cover(words.last()?.span))
}

fn quantities<'a>(context: &Context<'a>, (article, words): (usize, &[Word])) -> Vec<&'a Quantity> {
    let Some(range) = range(words) else { return Vec::new() };
    let list = &context.scene.dossier[article].annotations.quantities;
    let first = list.partition_point(|quantity| quantity.span.end() <= range.start());
    list[first..]
        .iter()
        .take_while(|quantity| quantity.span.start() < range.end())
        .filter(|quantity| quantity.number.overlaps(range))
        .collect()
}

/// The time expression that a gap changes; none where it changes several.
fn time<'a>(context: &Context<'a>, (article, words): (usize, &[Word])) -> Option<&'a Time> {
    let range = range(words)?;
    let mut times = within(&context.scene.dossier[article].annotations.times, range, |time| time.span);
    let only = times.next()?;
    times.next().is_none().then_some(only)
}

/// Nothing but names on both sides, which share no word.
fn other_name(context: &Context<'_>, a: &[Word], b: &[Word]) -> bool {
    let alike = |x: &Word, y: &Word| context.rules.spelling.is_same_person(&x.form, &y.form);
    let all_names = |words: &[Word]| !words.is_empty() && words.iter().all(|word| word.pos == Pos::Propn);
    all_names(a)
        && all_names(b)
        && !a.iter().any(|x| b.iter().any(|y| x.is(y) || starts_alike(&x.form, &y.form) || alike(x, y)))
}

/// Whether one word begins like the other: inflected, shortened or spelled otherwise.
pub(super) fn starts_alike(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 3 || shared * 2 > a.chars().count().min(b.chars().count())
}
