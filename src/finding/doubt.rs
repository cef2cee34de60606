//! What makes a difference doubtful that two sentences have: one of them tells of an earlier case, of what was expected,
//! of a part of the place, or of what is so no more.

use chrono::{Duration, NaiveDateTime};

use super::scope::Place;
use super::{Context, Finding, FindingKind, Level, within};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::quantity::QuantityKind;
use crate::annotate::time::{Bound, Interval, Time, TimeKind};
use crate::language::{Pos, Tense};
use crate::text::Span;

/// Days before the first article by which a thing must have been over to be another case than its news.
const EARLIER: i64 = 120;
/// Days that what is planned may lie ahead.
const AHEAD: i64 = 1_000;
/// Sentences of an article, its headline among them, that say where its news is.
const OPENING: usize = 3;
/// Words of a figure within which its number stands (`about 12,000`).
const LONGEST_FIGURE: usize = 3;
/// Words behind a time within which the noun stands that a participle with that time belongs to.
const ATTRIBUTE: usize = 3;

/// Drops findings between an earlier case and the news, or a part and the whole; what was expected and what has ended
/// is shown as an update.
pub(super) fn weigh(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| {
        if !matches!(finding.level, Level::Contradiction | Level::Tension) {
            return true;
        }
        let [a, b] = &finding.witnesses[..] else { return true };
        let (Some(x), Some(y)) = (Place::of(context, a), Place::of(context, b)) else { return true };
        if x.article == y.article {
            return true;
        }
        // Two figures of the same digits are one slip of the pen, whatever stands around them.
        if finding.kind == FindingKind::Quantity && is_slip(context, &x, &y) {
            return true;
        }
        let kind = finding.kind;
        if matches!(kind, FindingKind::Date | FindingKind::Time) && are_two_in_a_row(context, &x, &y) {
            return false;
        }
        if is_of_cases(kind) && (earlier(context, &x, &y) || earlier(context, &y, &x)) {
            return false;
        }
        let partial = |one: &Place<'_>, other: &Place<'_>| {
            within_part(context, one, other) || is_more(context, one) && !is_more(context, other)
        };
        let before = || was_before(context, &x) || was_before(context, &y);
        if kind == FindingKind::Quantity && (partial(&x, &y) || partial(&y, &x) || before()) {
            return false;
        }
        let came = |one: &Place<'_>, other: &Place<'_>| is_expected(context, one) && has_come(context, other);
        let expected = || kind == FindingKind::Quantity && (came(&x, &y) || came(&y, &x));
        let state = matches!(kind, FindingKind::Negation | FindingKind::Status);
        if expected() || state && (came_after(context, &x, &y) || came_after(context, &y, &x)) {
            finding.level = Level::Update;
        }
        true
    });
}

/// Kinds of which one article may tell an earlier case, and another the news; what causes something is earlier anyhow.
fn is_of_cases(kind: FindingKind) -> bool {
    matches!(
        kind,
        FindingKind::Negation | FindingKind::Quantity | FindingKind::Status | FindingKind::Participant
    )
}

/// Whether the one is dated to a time before the news (`when it was built in 1931`), and the other is not.
fn earlier(context: &Context<'_>, old: &Place<'_>, new: &Place<'_>) -> bool {
    let Some(first) = news(context) else { return false };
    let over: Vec<Interval> = dated(context, old, false)
        .into_iter()
        .filter(|interval| interval.to < first - Duration::days(EARLIER))
        .collect();
    // A time that is not over dates the clause as well.
    let dated_new = dated(context, old, false).len() > over.len();
    !over.is_empty()
        && !dated_new
        && !dated(context, new, true).iter().any(|other| over.iter().any(|one| one.overlaps(*other)))
}

/// Whether the one is dated to a time after the other's article had come out, and the other is not.
fn came_after(context: &Context<'_>, late: &Place<'_>, early: &Place<'_>) -> bool {
    let published = |place: &Place<'_>| context.scene.published(place.article);
    let (Some(of_late), Some(of_early)) = (published(late), published(early)) else { return false };
    let since: Vec<Interval> = dated(context, late, false)
        .into_iter()
        .filter(|interval| interval.from.date() > of_early.date() && interval.from < of_late)
        .collect();
    !since.is_empty()
        && !dated(context, early, true).iter().any(|other| since.iter().any(|one| one.overlaps(*other)))
}

/// Whether two sentences tell of two in a row (`the first passenger`, `a second passenger`).
fn are_two_in_a_row(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>) -> bool {
    let counted = |place: &Place<'_>| -> Vec<u64> {
        let sentence = context.sentence_span(place.article, place.decisive);
        let quantities = &context.scene.dossier[place.article].annotations.quantities;
        let ordinals = within(quantities, sentence, |quantity| quantity.span)
            .filter(|quantity| quantity.kind == QuantityKind::Ordinal);
        ordinals.map(|quantity| quantity.value.to_bits()).collect()
    };
    let (of_a, of_b) = (counted(a), counted(b));
    !of_a.is_empty() && !of_b.is_empty() && of_a.iter().all(|place| !of_b.contains(place))
}

/// Whether two places have the same digits in another order, zeros left out.
fn is_slip(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>) -> bool {
    let digits = |place: &Place<'_>| -> Vec<char> {
        let words = context.words(place.article, place.decisive);
        let mut digits: Vec<char> = words.chars().filter(|c| c.is_ascii_digit() && *c != '0').collect();
        digits.sort_unstable();
        digits
    };
    let of_a = digits(a);
    !of_a.is_empty() && of_a == digits(b)
}

/// The day of the first article; where none gives one, a day that surely lies before: years before the last time that
/// any of them tells.
fn news(context: &Context<'_>) -> Option<NaiveDateTime> {
    let dossier = &context.scene.dossier;
    let first = (0..dossier.len()).filter_map(|article| context.scene.published(article)).min();
    let times = || dossier.iter().flat_map(|article| &article.annotations.times);
    let last = || times().filter_map(|time| time.interval).map(|interval| interval.to).max();
    first.or_else(|| last().map(|last| last - Duration::days(AHEAD)))
}

/// The times that date a clause: its own, or those before it in its sentence; of the sentence before too, if wanted.
fn dated(context: &Context<'_>, place: &Place<'_>, before: bool) -> Vec<Interval> {
    let list = &context.scene.dossier[place.article].annotations.times;
    let sentences = &context.scene.dossier[place.article].reading.sentences;
    let sentence = place.sentence.span;
    let start = match sentences.partition_point(|one| one.span.end() <= sentence.start()) {
        at if before && at > 0 => sentences[at - 1].span.start(),
        _ => sentence.start(),
    };
    let end = if before { sentence.end() } else { place.clause.end().min(sentence.end()) };
    within(list, Span::new(start, end.max(start)), |time| time.span)
        .filter(|time| time.kind == TimeKind::Date && matches!(time.bound, Bound::At | Bound::For))
        .filter(|time| before || !is_attribute(place, time) && !time.span.overlaps(place.decisive))
        .filter_map(|time| time.interval)
        .collect()
}

/// Whether a time belongs to a participle before a noun (`das 1908 errichtete Gebäude`).
fn is_attribute(place: &Place<'_>, time: &Time) -> bool {
    let tokens = &place.sentence.tokens;
    let at = tokens.partition_point(|token| token.span.start() < time.span.end());
    let next = tokens.get(at);
    let participle = next.is_some_and(|token| matches!(token.pos, Pos::Adj))
        && tokens[at..].iter().take(ATTRIBUTE).any(|token| token.pos == Pos::Noun);
    // `der Bericht aus dem Vorjahr`, `the report of last year`
    let first = tokens.partition_point(|token| token.span.end() <= time.span.start());
    let mut before = tokens[..first].iter().rev().skip_while(|token| token.pos == Pos::Det);
    let preposition = before.next().is_some_and(|token| token.pos == Pos::Adp && *token.lemma != *"in");
    let noun = preposition && before.next().is_some_and(|token| token.pos == Pos::Noun);
    // `in the storm of 1990` dates what happened in it.
    let mut before = before.skip_while(|token| matches!(token.pos, Pos::Det | Pos::Adj));
    let of_noun = noun && before.next().is_none_or(|token| token.pos != Pos::Adp);
    participle || of_noun
}

/// Whether a figure is of a place that is not where the news is, and the other is not of that place.
fn within_part(context: &Context<'_>, part: &Place<'_>, whole: &Place<'_>) -> bool {
    let places = |place: &Place<'_>, span: Span, adverbial: bool| -> Vec<usize> {
        let entities = &context.scene.dossier[place.article].annotations.entities;
        within(&entities.mentions, span, |mention| mention.span)
            .filter(|mention| mention.form == MentionForm::Name)
            .filter(|mention| entities.list[mention.entity].kind == EntityKind::Place)
            .filter(|mention| !adverbial || is_inside(place, mention.span))
            .filter_map(|mention| context.scene.identities.of(place.article, mention.entity))
            .collect()
    };
    let opening = |article: usize| -> Vec<usize> {
        let sentences = &context.scene.dossier[article].reading.sentences;
        let entities = &context.scene.dossier[article].annotations.entities;
        let Some(end) = sentences.iter().take(OPENING).next_back().map(|sentence| sentence.span.end()) else {
            return Vec::new();
        };
        within(&entities.mentions, Span::new(0, end), |mention| mention.span)
            .filter_map(|mention| context.scene.identities.of(article, mention.entity))
            .collect()
    };
    let own = places(part, part.clause, true);
    let other = places(whole, whole.sentence.span, false);
    let news: Vec<usize> = opening(part.article).into_iter().chain(opening(whole.article)).collect();
    !own.is_empty() && own.iter().all(|place| !other.contains(place) && !news.contains(place))
}

/// Whether a place is said to be the one in which it is so (German and English have one word for that).
fn is_inside(place: &Place<'_>, span: Span) -> bool {
    let tokens = &place.sentence.tokens;
    let at = tokens.partition_point(|token| token.span.end() <= span.start());
    let mut before = tokens[..at].iter().rev().take(2);
    before.any(|token| token.pos == Pos::Adp && *token.lemma == *"in")
}

/// Whether a sentence says what somebody expects.
fn is_expected(context: &Context<'_>, place: &Place<'_>) -> bool {
    let tokens = place.sentence.tokens.iter().filter(|token| place.clause.contains(token.span));
    tokens.into_iter().any(|token| {
        let lemma = token.lemma.to_lowercase();
        context.rules.expecting.contains(&lemma)
    })
}

/// Whether a clause tells what has come, and not what is expected.
fn has_come(context: &Context<'_>, place: &Place<'_>) -> bool {
    let at = place.sentence.token_at(place.decisive.start());
    let clause =
        place.sentence.clauses.iter().find(|clause| at.is_some_and(|at| clause.tokens.contains(&at)));
    let tense = clause.and_then(|clause| clause.verb.as_ref()).and_then(|verb| verb.tense);
    !is_expected(context, place) && matches!(tense, Some(Tense::Past | Tense::Perfect | Tense::Pluperfect))
}

/// Whether a figure counts those beside the ones told before (`sie und 39 weitere Mieter`).
fn is_more(context: &Context<'_>, place: &Place<'_>) -> bool {
    let tokens = &place.sentence.tokens;
    let Some(number) =
        tokens.iter().position(|token| place.decisive.contains(token.span) && token.pos == Pos::Num)
    else {
        return false;
    };
    tokens.get(number + 1).is_some_and(|token| {
        let word = context.words(place.article, token.span).to_lowercase();
        context.rules.further.contains(&word)
    })
}

/// Whether a figure is what there was before a change (`von 8.000 auf 12.000`).
fn was_before(context: &Context<'_>, place: &Place<'_>) -> bool {
    let tokens = &place.sentence.tokens;
    let word =
        |at: usize| tokens.get(at).map(|token| context.words(place.article, token.span).to_lowercase());
    let first = tokens.partition_point(|token| token.span.end() <= place.decisive.start());
    let next = tokens.partition_point(|token| token.span.start() < place.decisive.end());
    let Some((from, to)) = first.checked_sub(1).and_then(word).zip(word(next)) else { return false };
    let pair = format!("{from} {to}");
    let figure = tokens.iter().skip(next + 1).take(LONGEST_FIGURE).any(|token| token.pos == Pos::Num);
    context.rules.change.contains(&pair) && figure
}
