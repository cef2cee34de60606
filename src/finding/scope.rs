//! What sets two sentences apart that else tell of one thing: other periods, one side of a day and the other, an
//! exception; and what takes a difference back: figures that both sentences have.

use super::{Context, Finding, FindingKind, Level, Witness, within};
use crate::annotate::time::{Time, TimeKind};
use crate::language::{Pos, Sentence};
use crate::text::Span;

/// Days from which on the middles of two times lie in other periods (about half a year).
const OTHER_PERIOD: i64 = 180;

/// So many words belong to a preposition.
const LONGEST_PHRASE: usize = 6;

/// Drops findings between sentences of which one is about something else.
pub(super) fn drop_apart(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.retain(|finding| {
        let [a, b] = &finding.witnesses[..] else { return true };
        let (Some(x), Some(y)) = (Place::of(context, a), Place::of(context, b)) else { return true };
        // Where the words are the same but for the figure, another year is a slip as well.
        let same_words = finding.because.iter().any(|reason| reason.key == "same-words");
        let apart = || {
            !same_words
                && matches!(finding.kind, FindingKind::Quantity | FindingKind::Negation)
                && other_period(context, &x, &y)
        };
        x.article == y.article || !(is_apart(context, finding.kind, &x, &y) || apart())
    });
}

/// Drops what is told as a new state of things where another finding tells the same two clauses more exactly.
pub(super) fn drop_repeated(findings: &mut Vec<Finding>) {
    let is_turn = |finding: &Finding| {
        finding.kind == FindingKind::Status
            && finding.level == Level::Update
            && finding.because.iter().any(|reason| reason.key == "same-matter")
    };
    let exact: Vec<Finding> = findings.iter().filter(|finding| !is_turn(finding)).cloned().collect();
    let tells = |finding: &Finding, witness: &Witness| {
        finding.witnesses.iter().any(|own| own.source == witness.source && own.span.overlaps(witness.span))
    };
    findings.retain(|finding| {
        !is_turn(finding)
            || !exact.iter().any(|other| finding.witnesses.iter().all(|witness| tells(other, witness)))
    });
}

/// Where a witness stands.
pub(super) struct Place<'a> {
    pub article: usize,
    pub sentence: &'a Sentence,
    /// The clause, with a label before it (`Steuerjahr 2023: …`).
    pub clause: Span,
    pub decisive: Span,
}

impl<'a> Place<'a> {
    pub fn of(context: &Context<'a>, witness: &Witness) -> Option<Self> {
        let article =
            context.scene.dossier.iter().position(|article| article.document.source == witness.source)?;
        let sentences = &context.scene.dossier[article].reading.sentences;
        let at = sentences.partition_point(|sentence| sentence.span.end() <= witness.decisive.start());
        let sentence = sentences.get(at)?;
        let text = context.document(article).text();
        let labelled = witness.span.start() > sentence.span.start()
            && Span::new(sentence.span.start(), witness.span.start()).of(text).trim_end().ends_with(':');
        let clause = if labelled { sentence.span.cover(witness.span) } else { witness.span };
        Some(Self { article, sentence, clause, decisive: witness.decisive })
    }
}

fn is_apart(context: &Context<'_>, kind: FindingKind, a: &Place<'_>, b: &Place<'_>) -> bool {
    match kind {
        FindingKind::Quantity => same_figures(context, a, b, true) || other_side(context, a, b),
        FindingKind::Order => same_figures(context, a, b, false),
        FindingKind::Stance | FindingKind::Status => other_side(context, a, b),
        FindingKind::Negation => {
            let norms = &context.rules.norms;
            norms.is_conditional(a.sentence) != norms.is_conditional(b.sentence) || other_side(context, a, b)
        }
        FindingKind::Agent => is_part(context, a, b) || has_too(context, a, b) || has_too(context, b, a),
        _ => false,
    }
}

/// Whether one sentence tells of the time of something, and the other of the time before or after it (`during the strike`,
/// `after the strike`).
fn other_side(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>) -> bool {
    let sides = |place: &Place<'_>| -> Vec<(usize, String)> {
        let tokens = &place.sentence.tokens;
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let lists = &context.rules.sides;
            let form = context.words(place.article, token.span);
            let is = |list: &[String]| {
                list.iter()
                    .any(|word| word.eq_ignore_ascii_case(&token.lemma) || word.eq_ignore_ascii_case(form))
            };
            let Some(side) = lists.iter().position(|list| is(list)) else { continue };
            let nouns = tokens[at + 1..]
                .iter()
                .take(LONGEST_PHRASE)
                .filter(|next| next.pos == Pos::Noun || next.pos == Pos::Propn);
            found.extend(nouns.map(|noun| (side, noun.lemma.to_lowercase())));
        }
        found
    };
    let (of_a, of_b) = (sides(a), sides(b));
    of_a.iter().any(|(side, noun)| of_b.iter().any(|(other, name)| side != other && noun == name))
        && !of_a.iter().any(|one| of_b.contains(one))
}

/// Whether what the one says stands in the other as well (`von der SG Wellen` behind `Trainerin`, not behind `ernannt`).
fn has_too(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>) -> bool {
    let words = context.words(b.article, b.decisive);
    let first = b.sentence.token_at(b.decisive.start()).and_then(|at| b.sentence.tokens.get(usize::from(at)));
    first.is_some_and(|token| token.pos == Pos::Adp)
        && context.words(a.article, a.sentence.span).contains(words)
}

/// Whether each clause is bound to a year, or to a day of one, and none of them to one of the other's periods.
fn other_period(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>) -> bool {
    let times = |place: &Place<'_>| -> Vec<&Time> {
        let list = &context.scene.dossier[place.article].annotations.times;
        within(list, place.clause, |time| time.span)
            .filter(|time| time.kind != TimeKind::Duration && time.interval.is_some())
            .filter(|time| !time.span.overlaps(place.decisive))
            // `on Friday` says when it became known.
            .filter(|time| names_year(context.words(place.article, time.span)))
            .collect()
    };
    let (of_a, of_b) = (times(a), times(b));
    let apart = |x: &Time, y: &Time| {
        let (Some(p), Some(q)) = (x.interval, y.interval) else { return false };
        let middle =
            |interval: crate::annotate::time::Interval| interval.from + (interval.to - interval.from) / 2;
        x.bound != y.bound || (!p.overlaps(q) && (middle(p) - middle(q)).num_days().abs() >= OTHER_PERIOD)
    };
    !of_a.is_empty() && !of_b.is_empty() && of_a.iter().all(|x| of_b.iter().all(|y| apart(x, y)))
}

fn names_year(words: &str) -> bool {
    words.split(|c: char| !c.is_ascii_digit()).any(|group| group.len() == 4)
}

/// Whether both sentences have the same figures, in whatever notation, so that only their places differ. What is told the
/// other way round (`24 zu 38`, `38 zu 24`), or in the same words but for that, does differ. `told` says that the places
/// must be figures themselves.
fn same_figures(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>, told: bool) -> bool {
    let figures = |place: &Place<'_>, span: Span| -> Vec<String> {
        let groups =
            context.words(place.article, span).split(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
        let groups = groups.map(|group| group.trim_matches(['.', ','])).filter(|group| !group.is_empty());
        groups.map(str::to_owned).collect()
    };
    let rest = |place: &Place<'_>| -> String {
        context.words(place.article, place.sentence.span).chars().filter(|c| c.is_alphabetic()).collect()
    };
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    let (x, y) = (figures(a, a.sentence.span), figures(b, b.sentence.span));
    let (own, other) = (figures(a, a.decisive), figures(b, b.decisive));
    let turned = own.len() > 1 && own != other && sorted(own.clone()) == sorted(other.clone());
    let put_in_place = own != other && rest(a) == rest(b);
    let told = !told || !own.is_empty() && !other.is_empty();
    told && !turned && !put_in_place && x.len() > 1 && sorted(x) == sorted(y)
}

/// Whether the words of the one are all among those of the other (`Manager Kofler`, `der Manager des SC Kofler`).
fn is_part(context: &Context<'_>, a: &Place<'_>, b: &Place<'_>) -> bool {
    let words = |place: &Place<'_>| -> Vec<String> {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let all = context.words(place.article, place.decisive).split_whitespace();
        all.filter(capital).map(str::to_lowercase).collect()
    };
    let (x, y) = (words(a), words(b));
    let within =
        |one: &[String], other: &[String]| one.len() > 1 && one.iter().all(|word| other.contains(word));
    within(&x, &y) || within(&y, &x)
}
