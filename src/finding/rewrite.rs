//! Two versions of one sentence: nearly the same words in the same order, with a change that turns the sense.

use std::collections::BTreeMap;

use super::align::{self, Word};
use super::change::{Change, change};
use super::{Context, Finding, Level, Reason};
use crate::language::Pos;
use crate::text::Span;

/// Words that two sentences must share in a row to be compared at all.
const RUN: usize = 3;
/// Runs that stand in more sentences than this are phrases, not traces of a common text.
const COMMON_RUN: usize = 30;
/// The part of the shorter sentence that both must share in order …
const OF_SHORTER: f64 = 0.72;
/// … and of the longer one.
const OF_LONGER: f64 = 0.55;
/// The fewest words they must share.
const LEAST_SHARED: usize = 5;
/// The longest change, in words.
const LONGEST_CHANGE: usize = 4;

struct Sentence {
    article: usize,
    span: Span,
    words: Vec<Word>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let sentences = sentences(context);
    for (a, b) in candidates(&sentences) {
        findings.extend(compare_pair(context, &sentences[a], &sentences[b]));
    }
}

fn sentences(context: &Context<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for sentence in
            read.reading.sentences.iter().filter(|sentence| context.is_story(article, sentence.span))
        {
            let words = align::words(read, &context.claims.concepts, sentence.span);
            if words.len() >= LEAST_SHARED {
                sentences.push(Sentence { article, span: sentence.span, words });
            }
        }
    }
    sentences
}

fn candidates(sentences: &[Sentence]) -> Vec<(usize, usize)> {
    let mut by_run: BTreeMap<[&str; RUN], Vec<usize>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate() {
        for run in sentence.words.windows(RUN) {
            let list = by_run.entry([&run[0].form, &run[1].form, &run[2].form]).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = by_run
        .values()
        .filter(|list| list.len() <= COMMON_RUN)
        .flat_map(|list| {
            list.iter().enumerate().flat_map(|(at, &a)| list[at + 1..].iter().map(move |&b| (a, b)))
        })
        .filter(|&(a, b)| sentences[a].article != sentences[b].article)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[expect(clippy::cast_precision_loss, reason = "word counts are small")]
fn compare_pair(context: &Context<'_>, a: &Sentence, b: &Sentence) -> Option<Finding> {
    let common = align::common(&a.words, &b.words, Word::is);
    let (shorter, longer) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
    let shared = common.len() as f64;
    if common.len() < LEAST_SHARED
        || shared < shorter as f64 * OF_SHORTER
        || shared < longer as f64 * OF_LONGER
    {
        return None;
    }
    let (turned, in_a, in_b) =
        align::all_gaps(&common, a.words.len(), b.words.len()).into_iter().find_map(|(x, y)| {
            if x.len().max(y.len()) > LONGEST_CHANGE {
                return None;
            }
            let turned = change(context, (a.article, &a.words[x.clone()]), (b.article, &b.words[y.clone()]))?;
            // Moved, not changed; or of another time, with figures of its own.
            let moved = has(&b.words, &a.words[x.clone()]) || has(&a.words, &b.words[y.clone()]);
            let other_scope =
                turned == Change::Number && context.other_scope((a.article, a.span), (b.article, b.span));
            (!moved && !other_scope).then_some((turned, x, y))
        })?;
    // `keine Gefahr bestand`, `zu keiner Zeit bestand Gefahr`: as many times no.
    let negations = |sentence: &Sentence| sentence.words.iter().filter(|word| word.negates).count();
    let moved = negations(a) == negations(b);
    if turned == Change::Negation && (moved || begins_with_another(a, b, &common)) {
        return None;
    }
    let words: Vec<&str> =
        common.iter().take(6).map(|&(at, _)| context.words(a.article, a.words[at].span)).collect();
    Some(Finding {
        kind: turned.kind(),
        level: level(turned),
        subject: words.join(" "),
        witnesses: vec![
            context.witness(a.article, a.span, align::around(&a.words, in_a)),
            context.witness(b.article, b.span, align::around(&b.words, in_b)),
        ],
        because: vec![Reason { key: "same-words", parameters: vec![("words", words.join(" "))] }],
        confidence: None,
    })
}

/// Whether the sentences begin with different nouns: that somebody else was not is no denial.
fn begins_with_another(a: &Sentence, b: &Sentence, common: &[(usize, usize)]) -> bool {
    let Some(&(in_a, in_b)) = common.iter().find(|(at, _)| a.words[*at].is_content()) else { return false };
    let nouns = |words: &[Word]| -> Vec<Word> {
        words.iter().filter(|word| matches!(word.pos, Pos::Noun | Pos::Propn)).cloned().collect()
    };
    let (of_a, of_b) = (nouns(&a.words[..in_a]), nouns(&b.words[..in_b]));
    let is_new = |word: &Word, other: &Sentence| {
        !other.words.iter().any(|own| word.is(own) || word.terms.iter().any(|term| own.terms.contains(term)))
    };
    of_a.iter().any(|word| is_new(word, b)) && of_b.iter().any(|word| is_new(word, a))
}

/// Whether a sentence has some content word of a run.
fn has(words: &[Word], run: &[Word]) -> bool {
    let content = run.iter().filter(|word| word.pos == Pos::Propn || word.pos == Pos::Num);
    content.into_iter().any(|word| words.iter().any(|other| word.is(other)))
}

fn level(turned: Change) -> Level {
    match turned {
        Change::Negation | Change::Number | Change::Date | Change::Hour | Change::Opposite => {
            Level::Contradiction
        }
        Change::Name => Level::Tension,
    }
}
