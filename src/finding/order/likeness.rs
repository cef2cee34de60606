//! What speaks for two counts being of one thing.

use super::count::{Count, Of};
use crate::finding::Context;
use crate::finding::candidate::statement::{Weighed, coverage};
use crate::language::Role;
use crate::subject::LexemeId;
use crate::text::Span;

/// A word nearer than this to one of another clause's is spoken of there.
const NARROW: f32 = 0.3;

/// Whether a count holds for something that the other does not speak of: `in her new boat`.
pub(super) fn is_narrower(context: &Context<'_>, low: &Count<'_, '_>, high: &Count<'_, '_>) -> bool {
    let lexemes = &context.scene.lexemes;
    let statement = low.statement;
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let other = high.statement;
    let all: Vec<LexemeId> =
        other.own.iter().chain(&other.rest).chain(&other.before).map(|word| word.lexeme).collect();
    let phrases = statement.clause.arguments.iter().filter(|argument| argument.role == Role::Oblique);
    phrases.filter_map(|argument| sentence.phrases.get(argument.phrase)).any(|phrase| {
        let span = sentence.cover(phrase.tokens.clone());
        let words = statement.own.iter().filter(|word| span.contains(word.span));
        let said: Vec<_> = words.filter(|word| lexemes.name(word.lexeme).is_none()).collect();
        !span.overlaps(low.place)
            && !said.is_empty()
            && said.iter().all(|word| all.iter().all(|other| lexemes.nearness(word.lexeme, *other) < NARROW))
    })
}

/// How much of each other two counts say.
#[derive(Debug)]
pub(super) struct Likeness {
    pub(super) low: f32,
    pub(super) high: f32,
    pub(super) thing: f32,
    pub(super) names: f32,
}

/// Compares what two counts are about.
pub(super) fn likeness(context: &Context<'_>, low: &Count<'_, '_>, high: &Count<'_, '_>) -> Likeness {
    let lexemes = &context.scene.lexemes;
    let all = |count: &Count<'_, '_>| -> Vec<Weighed> {
        let statement = count.statement;
        let words = statement.own.iter().chain(&statement.rest).chain(&statement.before);
        words.copied().collect()
    };
    let core = |count: &Count<'_, '_>| -> Vec<Weighed> {
        let ever = |span: Span| {
            let word = context.words(count.statement.article, span).to_lowercase();
            let lists = &context.rules.order;
            let listed = [&lists.ever, &lists.time, &lists.first].iter().any(|list| list.contains(&word));
            listed || lists.stretch.contains_key(&word)
        };
        let noun = match count.of {
            Of::Act | Of::Work => None,
            Of::Noun(noun) | Of::Past(noun) => noun,
        };
        let words = count.statement.own.iter().chain(&count.statement.rest);
        words
            .filter(|word| noun == Some(word.lexeme) || !word.span.overlaps(count.place))
            .filter(|word| !ever(word.span))
            .copied()
            .collect()
    };
    let (all_low, all_high) = (all(low), all(high));
    let of_low = coverage(lexemes, core(low).into_iter(), &all_high, |_| false);
    let of_high = coverage(lexemes, core(high).into_iter(), &all_low, |_| false);
    let things = |count: &Count<'_, '_>| -> Vec<LexemeId> {
        let statement = count.statement;
        match count.of {
            Of::Noun(noun) | Of::Past(noun) => noun.into_iter().collect(),
            Of::Work => Vec::new(),
            Of::Act => {
                let verb = statement.verb.map(|(verb, _)| verb);
                verb.into_iter().chain(statement.own.iter().map(|word| word.lexeme)).collect()
            }
        }
    };
    let (of_a, of_b) = (things(low), things(high));
    let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (*x, *y)));
    let thing = pairs.map(|(x, y)| lexemes.nearness(x, y)).fold(0.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "few names")]
    let names = low.statement.sentence_names.intersection(&high.statement.sentence_names).count() as f32;
    Likeness { low: of_low.share(), high: of_high.share(), thing, names }
}
