//! One quote in two articles: its wording, and who is said to have spoken.

mod interview;
mod said;
mod speaker;
mod told;
mod turned;
mod wording;

use std::collections::BTreeMap;

use super::align::{self, Word};
use super::{Context, Finding, Reason, Witness};
use crate::language::Pos;
use crate::rule::Files;
use said::{Form, Said};
use speaker::Difference;

/// Words that two quotes must share in a row to be compared at all.
const RUN: usize = 3;
/// Telling words that reported speech must share with a quote to be compared with it.
const SHARED: usize = 3;
/// The part of the shorter quote that the longer one must have for both to be one quote.
const SAME_QUOTE: f64 = 0.7;
/// The part that must be shared for the speakers to be compared: word for word but for a slip.
const SAME_WORDS: f64 = 0.85;
/// The part of the telling words that reported speech must share with a quote for the speakers to be compared …
const SAME_REPORT: f64 = 0.8;
/// … and how many there must be.
const LEAST_REPORTED: usize = 4;
/// The fewest words, in order, of a saying that neither side marks as a quote.
const VERBATIM: usize = 7;
/// What a shorter quote must say, the weights of its words added, so that two people hardly hit on it (`Kahlschlag mit
/// Ansage`, not `ein guter Tag`).
const TELLING: f32 = 1.2;
/// … and what it must say where it is all that either is quoted with.
const WHOLE: f32 = 0.5;
/// The fewest words of a quote that only one of two people can have said.
const SPOKEN: usize = 5;

/// Words that tell who speaks.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Pronouns of the first person.
    first_person: Vec<String>,
    /// Articles of somebody who is not known yet.
    indefinite: Vec<String>,
    /// Verbs of which one is no other.
    modals: Vec<String>,
    /// Nouns that make a negation stronger and say nothing else.
    emphatics: Vec<String>,
    /// Words for a piece of somebody else's text.
    passages: Vec<String>,
}

impl Words {
    pub(super) fn load(files: &Files) -> Self {
        Self {
            first_person: files.words("selves"),
            indefinite: files.words("indefinite"),
            modals: files.words("modals"),
            emphatics: files.words("emphatics"),
            passages: files.words("passages"),
        }
    }
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = said::all(context);
    for (a, b) in candidates(&said) {
        let (a, b) = (&said[a], &said[b]);
        let from = findings.len();
        compare_pair(context, a, b, findings);
        if findings.len() == from
            && speaker::differ(context, a, b) != Some(Difference::Person)
            && let Some(changed) = turned::turned(context, a, b)
        {
            let of_b = |word: &&Word| b.words.iter().any(|other| word.is(other));
            let shared = (0..a.words.len()).filter(|at| of_b(&&a.words[*at]));
            findings.push(wording::finding(context, a, b, &changed, vec![same_quote(context, a, shared)]));
        }
    }
}

/// Drops what other comparators found in quotes of two different people: that they contradict each other is no error.
pub(super) fn drop_opinions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = said::all(context);
    let quoted = |witness: &Witness| {
        said.iter().find(|said| {
            said.form == Form::Marked
                && context.document(said.article).source == witness.source
                && said.span.contains(witness.decisive)
        })
    };
    findings.retain(|finding| {
        let [a, b] = &finding.witnesses[..] else { return true };
        match (quoted(a), quoted(b)) {
            (Some(a), Some(b)) => {
                a.article == b.article || speaker::differ(context, a, b) != Some(Difference::Person)
            }
            _ => true,
        }
    });
}

/// Pairs of different articles that share a run of words or, where one is reported, words that say something.
fn candidates(said: &[Said<'_>]) -> Vec<(usize, usize)> {
    let mut by_run: BTreeMap<[&str; RUN], Vec<usize>> = BTreeMap::new();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, one) in said.iter().enumerate() {
        for run in one.words.windows(RUN) {
            let list = by_run.entry([&run[0].lemma, &run[1].lemma, &run[2].lemma]).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
        for word in one.words.iter().filter(|word| word.is_content()) {
            let list = by_word.entry(&word.lemma).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let may_meet = |a: usize, b: usize| {
        said[a].article != said[b].article && (said[a].form != Form::Answer || said[b].form != Form::Answer)
    };
    let pairs = |list: &[usize]| -> Vec<(usize, usize)> {
        let pairs = list.iter().enumerate().flat_map(|(at, &a)| list[at + 1..].iter().map(move |&b| (a, b)));
        pairs.filter(|&(a, b)| may_meet(a, b)).collect()
    };
    for pair in by_run.values().flat_map(|list| pairs(list)) {
        *shared.entry(pair).or_default() += SHARED;
    }
    for pair in by_word.values().flat_map(|list| pairs(list)) {
        *shared.entry(pair).or_default() += 1;
    }
    let met = |(a, b): (usize, usize), count: usize| count >= SHARED || speaker::same(&said[a], &said[b]);
    shared.into_iter().filter(|(pair, count)| met(*pair, *count)).map(|(pair, _)| pair).collect()
}

fn compare_pair(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>, findings: &mut Vec<Finding>) {
    if a.form == Form::Reported || b.form == Form::Reported {
        compare_report(context, a, b, findings);
        return;
    }
    let common = align::common(&a.words, &b.words, Word::is);
    let shorter = a.words.len().min(b.words.len());
    let share = share(common.len(), shorter);
    let different = speaker::differ(context, a, b);
    if share >= SAME_QUOTE && common.len() >= RUN {
        let because = vec![same_quote(context, a, common.iter().map(|(at, _)| *at))];
        // Two people may well say the opposite of each other in nearly the same words.
        let by_one = different != Some(Difference::Person) || common.len() >= 2 * SPOKEN;
        let long = shorter >= said::SHORTEST;
        let changed = wording::changed(context, a, b, &common).filter(|_| long);
        if let Some(changed) = changed.as_ref().filter(|_| by_one) {
            findings.push(wording::finding(context, a, b, changed, because.clone()));
        }
        // A few words that the other quote has, too, in a longer one.
        let least = if a.words.len() <= b.words.len() { a } else { b };
        // The whole of both, word for word: that two people hit on it is rare however short it is.
        let whole = common.len() == a.words.len().max(b.words.len());
        let telling = if whole { WHOLE } else { TELLING };
        let spoken = shorter >= SPOKEN || common.len() == shorter && weight(context, least) >= telling;
        let turned = changed.is_some_and(|changed| !changed.slip);
        if share >= SAME_WORDS
            && spoken
            && let Some(different) = different
            && (!turned || different == Difference::Name)
        {
            findings.push(speaker::finding(context, (a, b), different, because));
        }
    } else if different.is_none()
        && let Some(changed) = wording::swapped(context, a, b)
    {
        let because = vec![same_quote(context, a, 0..a.words.len())];
        findings.push(wording::finding(context, a, b, &changed, because));
    }
}

/// A quote and the same words as reported speech.
fn compare_report(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>, findings: &mut Vec<Finding>) {
    let (of_a, of_b): (Vec<&Word>, Vec<&Word>) =
        (said::content(&a.words).collect(), said::content(&b.words).collect());
    let met: Vec<&&Word> = of_a.iter().filter(|word| of_b.iter().any(|other| word.is(other))).collect();
    let shorter = of_a.len().min(of_b.len());
    if met.len() < LEAST_REPORTED || share(met.len(), shorter) < SAME_REPORT {
        return;
    }
    // Without marks on either side, only what is the same word for word is one saying.
    let marked = a.form == Form::Marked || b.form == Form::Marked;
    let in_order = || {
        let common = align::common(&a.words, &b.words, Word::is).len();
        common >= VERBATIM && share(common, a.words.len().min(b.words.len())) >= SAME_WORDS
    };
    if !marked && !in_order() {
        return;
    }
    let negated = |said: &Said<'_>| said.words.iter().filter(|word| word.negates).count();
    let words: Vec<&str> = met.iter().take(6).map(|word| context.words(a.article, word.span)).collect();
    let because = vec![Reason { key: "same-quote", parameters: vec![("words", words.join(" "))] }];
    if negated(a) % 2 != negated(b) % 2 {
        // What somebody says and what the same person is reported to say, but for a negation.
        let verb = met.iter().any(|word| word.pos == Pos::Verb);
        let complete = met.len() == shorter && of_a.len().abs_diff(of_b.len()) <= 1;
        if marked && verb && complete && speaker::same(a, b) {
            findings.push(wording::finding(context, a, b, &wording::denial(a, b), because));
        }
        return;
    }
    if let Some(different) = speaker::differ(context, a, b) {
        findings.push(speaker::finding(context, (a, b), different, because));
    }
}

/// How much the words of a quote say together.
fn weight(context: &Context<'_>, said: &Said<'_>) -> f32 {
    let lexemes = &context.scene.lexemes;
    let sentences = &context.scene.dossier[said.article].reading.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end() <= said.span.start());
    let last = sentences.partition_point(|sentence| sentence.span.start() < said.span.end());
    let words = (first..last.max(first)).flat_map(|sentence| lexemes.words(said.article, sentence));
    words.filter(|word| said.span.contains(word.span)).map(|word| lexemes.weight(word.lexeme)).sum()
}

fn same_quote(context: &Context<'_>, said: &Said<'_>, shared: impl Iterator<Item = usize>) -> Reason {
    let words: Vec<&str> =
        shared.take(6).map(|at| context.words(said.article, said.words[at].span)).collect();
    Reason { key: "same-quote", parameters: vec![("words", words.join(" "))] }
}

#[expect(clippy::cast_precision_loss, reason = "word counts are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
