//! Two versions of one quote: whether a change of words turns the sense.

use super::super::align::{self, Word};
use super::super::change::{Change, change, starts_alike};
use super::super::{Context, Finding, FindingKind, Level, Reason};
use super::said::Said;
use super::speaker;
use crate::language::{Pos, Sentence};
use crate::text::Span;

/// The longest change of wording, in words: anything longer is a passage left out.
const LONGEST_CHANGE: usize = 3;
/// Words that two versions must share for another word in one of them to be a slip and no other translation.
const VERBATIM: usize = 6;
/// The part of the shorter version that these must be.
const SHARE: f64 = 0.8;
/// Words nearer than this in meaning may stand for each other.
const NEAR: f32 = 0.3;

/// Where two versions differ.
#[derive(Clone, Copy, Debug)]
pub(super) struct Changed {
    pub(super) in_a: Span,
    pub(super) in_b: Span,
    pub(super) level: Level,
    /// Whether it is only a word put for another, as may happen to a quote whose speaker was changed, too.
    pub(super) slip: bool,
}

/// The first change of wording that turns the sense of a quote.
pub(super) fn changed(
    context: &Context<'_>,
    a: &Said<'_>,
    b: &Said<'_>,
    common: &[(usize, usize)],
) -> Option<Changed> {
    let gaps = align::gaps(common);
    let turned = gaps.iter().find(|(in_a, in_b)| {
        in_a.len().max(in_b.len()) <= LONGEST_CHANGE
            && turns(context, (a.article, &a.words[in_a.clone()]), (b.article, &b.words[in_b.clone()]))
    });
    if let Some((in_a, in_b)) = turned {
        return Some(Changed {
            in_a: align::around(&a.words, in_a.clone()),
            in_b: align::around(&b.words, in_b.clone()),
            level: Level::Contradiction,
            slip: false,
        });
    }
    if let Some((in_a, in_b)) = denied_once(context, a, b) {
        return Some(Changed { in_a, in_b, level: Level::Contradiction, slip: false });
    }
    if let Some((in_a, in_b)) = exchanged(context, a, b, common) {
        return Some(Changed { in_a, in_b, level: Level::Contradiction, slip: false });
    }
    let [(in_a, in_b)] = &gaps[..] else { return None };
    let shorter = a.words.len().min(b.words.len());
    let (run_a, run_b) = (&a.words[in_a.clone()], &b.words[in_b.clone()]);
    if let ([x], [y]) = (run_a, run_b)
        && common.len() + 1 >= super::SPOKEN
        && is_modal(context, x)
        && is_modal(context, y)
    {
        return Some(Changed { in_a: x.span, in_b: y.span, level: Level::Contradiction, slip: false });
    }
    if common.len() < VERBATIM || super::share(common.len(), shorter) < SHARE {
        return None;
    }
    let (x, y) = replaced(context, (a, run_a), (b, run_b))?;
    Some(Changed { in_a: x, in_b: y, level: Level::Tension, slip: true })
}

/// The one telling word that a sentence of one speaker has otherwise, at whatever place, all the rest being the same
/// and in order: `Wir brauchen frische Kräfte`, `Wir brauchen treue Kräfte`.
fn exchanged(
    context: &Context<'_>,
    a: &Said<'_>,
    b: &Said<'_>,
    common: &[(usize, usize)],
) -> Option<(Span, Span)> {
    let gaps = align::all_gaps(common, a.words.len(), b.words.len());
    let [(in_a, in_b)] = &gaps[..] else { return None };
    let (run_a, run_b) = (&a.words[in_a.clone()], &b.words[in_b.clone()]);
    let all = common.len() + in_a.len().max(in_b.len()) == a.words.len().max(b.words.len());
    let even = a.words.len().abs_diff(b.words.len()) <= 1;
    if !all || !even || !speaker::same(a, b) {
        return None;
    }
    replaced(context, (a, run_a), (b, run_b))
}

/// A negation that only one version has, between words that both have: found where the words are laid side by side
/// without their negations, so that one that follows later (`… verbieten, aber nicht …`) takes no other's place.
fn denied_once(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>) -> Option<(Span, Span)> {
    let plain = |said: &Said<'_>| -> Vec<usize> {
        (0..said.words.len()).filter(|at| !said.words[*at].negates).collect()
    };
    let (of_a, of_b) = (plain(a), plain(b));
    let words = |said: &Said<'_>, list: &[usize]| -> Vec<Word> {
        list.iter().map(|at| said.words[*at].clone()).collect()
    };
    let common = align::common(&words(a, &of_a), &words(b, &of_b), Word::is);
    let pairs: Vec<(usize, usize)> = common.iter().map(|&(x, y)| (of_a[x], of_b[y])).collect();
    let (first, last) = (*pairs.first()?, *pairs.last()?);
    let negations = |words: &[Word]| -> usize { words.iter().filter(|word| word.negates).count() };
    let parity = |words: &[Word]| negations(words) % 2;
    if parity(&a.words[first.0..=last.0]) == parity(&b.words[first.1..=last.1]) {
        return None;
    }
    let (in_a, in_b) = align::gaps(&pairs).into_iter().find(|(x, y)| {
        let (x, y) = (&a.words[x.clone()], &b.words[y.clone()]);
        x.len().max(y.len()) <= LONGEST_CHANGE
            && parity(x) != parity(y)
            && change(context, (a.article, x), (b.article, y)) == Some(Change::Negation)
    })?;
    Some((align::around(&a.words, in_a), align::around(&b.words, in_b)))
}

/// Whether a change turns the sense of a quote. Names are not compared: a translated quote spells them in many ways.
fn turns(context: &Context<'_>, a: (usize, &[Word]), b: (usize, &[Word])) -> bool {
    match change(context, a, b) {
        Some(Change::Negation | Change::Number | Change::Date | Change::Hour | Change::Opposite) => true,
        Some(Change::Name) | None => false,
    }
}

/// Whether a word says that something can, must, may or shall be.
fn is_modal(context: &Context<'_>, word: &Word) -> bool {
    context.rules.quote.modals.iter().any(|modal| **modal == *word.lemma)
}

/// One telling word put for another that means something else (`über den Kampf` for `über den Kopf`).
fn replaced(
    context: &Context<'_>,
    (a, in_a): (&Said<'_>, &[Word]),
    (b, in_b): (&Said<'_>, &[Word]),
) -> Option<(Span, Span)> {
    let telling = |words: &[Word]| -> Option<Word> {
        let mut telling = words.iter().filter(|word| word.is_content());
        let only = telling.next()?;
        (telling.next().is_none() && words.len() <= 2).then(|| only.clone())
    };
    let (x, y) = (telling(in_a)?, telling(in_b)?);
    let kind = |word: &Word| matches!(word.pos, Pos::Noun | Pos::Verb | Pos::Adj);
    let alike = x.terms.iter().any(|term| y.terms.contains(term)) || starts_alike(&x.form, &y.form);
    if x.pos != y.pos || !kind(&x) || alike {
        return None;
    }
    let lexeme = |said: &Said<'_>, word: &Word| {
        let sentences = &context.scene.dossier[said.article].reading.sentences;
        let at = sentences.partition_point(|sentence: &Sentence| sentence.span.end() <= word.span.start());
        let words = context.scene.lexemes.words(said.article, at);
        words.iter().find(|other| other.span == word.span).map(|word| word.lexeme)
    };
    let near = context.scene.lexemes.nearness(lexeme(a, &x)?, lexeme(b, &y)?);
    (near < NEAR).then_some((x.span, y.span))
}

/// The same words in another order, so that another verb is denied: `Wir müssen nicht, aber wir wollen`.
pub(super) fn swapped(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>) -> Option<Changed> {
    let bag = |said: &'_ Said<'_>| {
        let mut lemmas: Vec<String> = said.words.iter().map(|word| word.lemma.to_string()).collect();
        lemmas.sort_unstable();
        lemmas
    };
    if a.words.len() != b.words.len() || bag(a) != bag(b) {
        return None;
    }
    if let Some((in_a, in_b)) = numbers(a, b) {
        return Some(Changed { in_a, in_b, level: Level::Contradiction, slip: false });
    }
    let (x, y) = (denied(context, a)?, denied(context, b)?);
    (x.0 != y.0).then_some(Changed { in_a: x.1, in_b: y.1, level: Level::Contradiction, slip: false })
}

/// The negation that only one of two has.
pub(super) fn denial(a: &Said<'_>, b: &Said<'_>) -> Changed {
    let place = |said: &Said<'_>| {
        let negation = said.words.iter().find(|word| word.negates).map(|word| word.span);
        let verb = said.words.iter().rfind(|word| word.pos == Pos::Verb).map(|word| word.span);
        negation.or(verb).unwrap_or(said.span)
    };
    Changed { in_a: place(a), in_b: place(b), level: Level::Contradiction, slip: false }
}

/// Where two numbers have changed places, everything else being in order (`ten years, not two`).
fn numbers(a: &Said<'_>, b: &Said<'_>) -> Option<(Span, Span)> {
    let is_number = |word: &Word| word.pos == Pos::Num || word.form.starts_with(|c: char| c.is_ascii_digit());
    let changed = a.words.iter().zip(&b.words).filter(|(x, y)| !x.is(y));
    let mut first = None;
    for (x, y) in changed {
        if !is_number(x) || !is_number(y) {
            return None;
        }
        first = first.or(Some((x.span, y.span)));
    }
    first
}

/// The verb of the only clause of a quote that has a negation, with the negation's place.
fn denied(context: &Context<'_>, said: &Said<'_>) -> Option<(String, Span)> {
    let mut negations = said.words.iter().filter(|word| word.negates);
    let only = negations.next().filter(|_| negations.next().is_none())?;
    let sentences = &context.scene.dossier[said.article].reading.sentences;
    let at = sentences.partition_point(|sentence: &Sentence| sentence.span.end() <= only.span.start());
    let sentence = sentences.get(at)?;
    let token = sentence.token_at(only.span.start())?;
    let clause = sentence.clauses.iter().find(|clause| clause.negations.contains(&token))?;
    let verb = clause.verb.as_ref()?;
    let place = sentence.tokens.get(usize::from(verb.main))?.span;
    Some((verb.lemma.to_lowercase(), only.span.cover(place)))
}

/// The report of a change.
pub(super) fn finding(
    context: &Context<'_>,
    a: &Said<'_>,
    b: &Said<'_>,
    changed: &Changed,
    because: Vec<Reason>,
) -> Finding {
    let name = |said: &Said<'_>| said.who.as_ref().map(|who| who.label(context, said.article));
    Finding {
        kind: FindingKind::Quote,
        level: changed.level,
        subject: name(a).or_else(|| name(b)).unwrap_or_default(),
        witnesses: vec![
            context.witness(a.article, a.span, changed.in_a),
            context.witness(b.article, b.span, changed.in_b),
        ],
        because,
        confidence: None,
    }
}
