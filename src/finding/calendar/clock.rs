//! Two hours of one day, or two days, and the length of time that they make: `Um 8 Uhr …, um 13.45 Uhr …`,
//! `siebeneinhalb Stunden`.

use super::super::Context;
use super::{Finding, is_lasting, is_length, report, seconds, times_in};
use crate::annotate::time::{Bound, Interval, Time, TimeKind};
use crate::language::Sentence;
use crate::text::Span;

/// A length this many times as long or as short as two hours make is that of something else.
const FAR: f64 = 2.5;

pub(super) fn compare(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let sentences = &context.scene.dossier[article].reading.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        let inside = times_in(context, article, sentence.span);
        let Some((range, (shortest, longest))) = hours(&inside).or_else(|| days(&inside)) else { continue };
        let near = &sentences[index.saturating_sub(1)..sentences.len().min(index + 2)];
        for other in near.iter().filter(|other| other.block == sentence.block) {
            for length in times_in(context, article, other.span).into_iter().filter(|time| is_length(time)) {
                let like = length.duration.is_some_and(|(least, most)| {
                    let (least, most) = (least.or(most).unwrap_or(0.0), most.or(least).unwrap_or(0.0));
                    least < longest * FAR && most * FAR > shortest
                });
                let before = other.span.end() <= sentence.span.start();
                if like
                    && is_lasting(context, article, length)
                    && is_of_whole(context, article, other, length, before)
                {
                    report(context, article, length, range, Some((shortest, longest)), findings);
                }
            }
        }
    }
}

/// The only two hours of a sentence, one day's and in their order, with the seconds between them.
fn hours(inside: &[&Time]) -> Option<(Span, (f64, f64))> {
    let clocked: Vec<&&Time> = inside.iter().filter(|time| time.clock.is_some()).collect();
    let [from, to] = clocked[..] else { return None };
    let plain = |time: &Time| matches!(time.bound, Bound::At | Bound::From) && !time.half_day;
    let ((start_least, start_most), (end_least, end_most)) = (from.clock?, to.clock?);
    let same_day = match (from.interval, to.interval) {
        (Some(one), Some(other)) => one.from.date() == other.from.date(),
        _ => true,
    };
    if !plain(from) || !plain(to) || !same_day || start_most >= end_least {
        return None;
    }
    let length = |minutes: u32| f64::from(minutes) * 60.0;
    Some((from.span.cover(to.span), (length(end_least - start_most), length(end_most - start_least))))
}

/// The only two days or months of a sentence, in their order, with the seconds between them.
fn days(inside: &[&Time]) -> Option<(Span, (f64, f64))> {
    let dated: Vec<&&Time> = inside.iter().filter(|time| time.kind == TimeKind::Date).collect();
    let [from, to] = dated[..] else { return None };
    let (from, to): (&Time, &Time) = (from, to);
    let (first, second) = (from.interval?, to.interval?);
    let from_open = matches!(from.bound, Bound::At | Bound::From);
    let fits = from_open && matches!(to.bound, Bound::At | Bound::Until) && first.to < second.from;
    let sharp = |interval: Interval| (interval.to - interval.from).num_days() <= 31;
    let said = |time: &Time| time.explicit_date || !time.relative;
    if !fits || !said(from) || !said(to) || !sharp(first) || !sharp(second) {
        return None;
    }
    let (shortest, longest) = (second.from - first.to, second.to - first.from);
    Some((from.span.cover(to.span), (seconds(shortest), seconds(longest))))
}

/// Whether a length of time stands for all that is told: alone, without a verb, or with a word that says so, or as what
/// the sentence before begins with (`Knapp drei Monate nahm sich das Kartellamt. Am …`).
fn is_of_whole(
    context: &Context<'_>,
    article: usize,
    sentence: &Sentence,
    length: &Time,
    before: bool,
) -> bool {
    let Some(token) = sentence.token_at(length.span.start()) else { return false };
    let Some(clause) = sentence.clause_of(token).map(|id| &sentence.clauses[id]) else { return false };
    let opens = clause.tokens.first() == Some(&token);
    let says = clause.tokens.iter().any(|token| {
        let token = &sentence.tokens[usize::from(*token)];
        context.rules.calendar.total.contains(&context.words(article, token.span).to_lowercase())
    });
    says || opens && (before || clause.verb.is_none())
}
