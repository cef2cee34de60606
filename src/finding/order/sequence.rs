//! What came first and what then, told the other way round: `erst sprach A, danach B`, `B begann, danach sprach A`.

use super::super::{Context, Finding, FindingKind, Level, Reason};
use crate::language::Sentence;
use crate::subject::{LexemeId, Word};
use crate::text::Span;

/// Words nearer than this name one thing.
const SAME: f32 = 0.62;
/// What a word must say to tell one part from another.
const TELLING: f32 = 0.1;

/// A sentence that tells two things in their order.
struct Sequence {
    article: usize,
    sentence: Span,
    /// The words that say so.
    place: Span,
    first: Vec<LexemeId>,
    then: Vec<LexemeId>,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut all = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        let story = read.reading.sentences.iter().enumerate().filter(|(_, sentence)| {
            read.document.blocks.get(sentence.block).is_some_and(|block| block.kind.is_story())
        });
        for (index, sentence) in story {
            all.extend(sequence(context, (article, index), sentence));
        }
    }
    for (index, a) in all.iter().enumerate() {
        for b in all[index + 1..].iter().filter(|b| b.article != a.article) {
            if is_turned(context, a, b) {
                findings.push(finding(context, a, b));
            }
        }
    }
}

/// Reads `first …, then …` in one sentence.
fn sequence(
    context: &Context<'_>,
    (article, index): (usize, usize),
    sentence: &Sentence,
) -> Option<Sequence> {
    let words = &context.rules.order;
    let forms: Vec<String> =
        sentence.tokens.iter().map(|token| context.words(article, token.span).to_lowercase()).collect();
    let then = (1..forms.len())
        .find(|at| words.then.contains(&forms[*at]) && !words.opening.contains(&forms[at - 1]))?;
    let opens = |at: usize| {
        let lemma = sentence.tokens[at].lemma.to_lowercase();
        words.opening.contains(&forms[at]) || words.begin.contains(&lemma)
    };
    let opening = (0..then).find(|at| opens(*at))?;
    // What is told second begins behind a comma or an `und`.
    let bound = (opening + 1..=then).rev().find(|at| {
        matches!(forms[*at].as_str(), "," | ";" | "–" | "-" | "—") || words.and.contains(&forms[*at])
    })?;
    let at = |token: usize| u16::try_from(token).unwrap_or(u16::MAX);
    let lexemes = &context.scene.lexemes;
    let telling = |word: &&Word| {
        let own = [opening, then].iter().any(|one| word.token == at(*one));
        !own && lexemes.weight(word.lexeme) >= TELLING
    };
    let all = lexemes.words(article, index).iter().filter(telling);
    let (first, second): (Vec<&Word>, Vec<&Word>) = all.partition(|word| word.token < at(bound));
    let ids = |words: Vec<&Word>| words.iter().map(|word| word.lexeme).collect::<Vec<LexemeId>>();
    let place = sentence.tokens[opening].span.cover(sentence.tokens[then].span);
    (!first.is_empty() && !second.is_empty()).then(|| Sequence {
        article,
        sentence: sentence.span,
        place,
        first: ids(first),
        then: ids(second),
    })
}

/// Whether the one tells first what the other tells second, and the other way round.
fn is_turned(context: &Context<'_>, a: &Sequence, b: &Sequence) -> bool {
    let lexemes = &context.scene.lexemes;
    let near = |word: LexemeId, list: &[LexemeId]| {
        list.iter().map(|other| lexemes.nearness(word, *other)).fold(0.0, f32::max)
    };
    // How much of a part is said in one part of the other sentence and not in the other part.
    let share = |of: &[LexemeId], own: &[LexemeId], here: &[LexemeId], there: &[LexemeId]| -> f32 {
        let distinct = of.iter().filter(|word| near(**word, own) < SAME);
        distinct
            .map(|word| {
                let (here, there) = (near(*word, here), near(*word, there));
                if here >= SAME && here > there + 0.25 { lexemes.weight(*word) } else { 0.0 }
            })
            .sum()
    };
    // What both say anyway stands in the first part: only the second one tells the two apart.
    let crossed = (share(&a.first, &a.then, &b.then, &b.first), share(&a.then, &a.first, &b.first, &b.then));
    let straight = share(&a.then, &a.first, &b.then, &b.first);
    crossed.0 > 0.0 && crossed.1 > straight
}

fn finding(context: &Context<'_>, a: &Sequence, b: &Sequence) -> Finding {
    let witness = |one: &Sequence| context.witness(one.article, one.sentence, one.place);
    Finding {
        kind: FindingKind::Order,
        level: Level::Contradiction,
        subject: context.words(a.article, a.place).split_whitespace().collect::<Vec<_>>().join(" "),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-event", parameters: Vec::new() }],
        confidence: None,
    }
}
