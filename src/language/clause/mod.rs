//! Clauses: where each begins and ends, its verb, and the part that each phrase plays in it.

mod chain;
mod complex;
mod fixed;
mod fixed_roles;
mod infinitives;
mod links;
mod pieces;
mod roles;
mod second;
mod sight;

use super::lexicon::{Kinds, Lexicon, Order};
use super::model::{Clause, ClauseKind, Token};
use super::phrase::Draft;
use super::word::Word;

use complex::Complex;
use sight::Sight;

/// A clause while the sentence is being read.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Main until it turns out to be without a verb.
    pub kind: ClauseKind,
    /// Its tokens, sorted.
    pub tokens: Vec<u16>,
    /// Conjunction or relative pronoun.
    pub opener: Option<u16>,
    /// What it depends on.
    pub parent: Option<usize>,
    /// For relative clauses: the phrase that is meant.
    pub antecedent: Option<usize>,
    /// The finite verb, which may stand in the clause that this one is joined to.
    pub finite: Option<u16>,
    /// The clause whose subject it shares (`Er kam und ging`).
    pub shares: Option<usize>,
    /// Whether it shares the finite verb, too (`hat A getan und B gelassen`).
    pub shares_finite: bool,
}

/// Finds the clauses of a sentence; joins phrases that stand beside each other on the way.
pub fn clauses(
    words: &[Word<'_>],
    tokens: &mut [Token],
    drafts: &mut [Draft],
    lexicon: &Lexicon,
) -> Vec<Clause> {
    let sight = Sight::new(words, drafts);
    let mut outlines = match lexicon.grammar.order {
        Order::VerbSecond => {
            let mut outlines = second::outlines(&sight, drafts);
            infinitives::split(&mut outlines, &sight, drafts, lexicon);
            outlines
        }
        Order::Fixed => fixed::outlines(&sight, drafts),
    };
    sort(&mut outlines);
    roles::join(&outlines, &sight, drafts);
    let complexes: Vec<Option<Complex>> =
        outlines.iter().map(|outline| complex::complex(outline, &sight, lexicon)).collect();
    let mut clauses: Vec<Clause> = Vec::with_capacity(outlines.len());
    for (outline, complex) in outlines.iter().zip(&complexes) {
        let mut clause = Clause {
            kind: outline.kind,
            tokens: outline.tokens.clone(),
            verb: complex.as_ref().map(|complex| complex.verb.clone()),
            arguments: Vec::new(),
            negations: negations(outline, words),
            parent: outline.parent,
            antecedent: outline.antecedent,
            opener: outline.opener,
        };
        roles::assign(&mut clause, outline, complex.as_ref(), &clauses, &sight, drafts, lexicon);
        if let Some(complex) = complex {
            complex::describe(complex, tokens, lexicon);
        }
        clauses.push(clause);
    }
    clauses
}

/// Puts the clauses in the order of their first tokens and mends the references between them.
fn sort(outlines: &mut Vec<Outline>) {
    let mut order: Vec<usize> = (0..outlines.len()).filter(|id| !outlines[*id].tokens.is_empty()).collect();
    order.sort_by_key(|&id| outlines[id].tokens.first().copied());
    let mut place = vec![None; outlines.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    let moved = |reference: Option<usize>| reference.and_then(|old| place.get(old).copied().flatten());
    let mut sorted: Vec<Outline> = order.iter().map(|&old| outlines[old].clone()).collect();
    for (id, outline) in sorted.iter_mut().enumerate() {
        outline.parent = moved(outline.parent).filter(|parent| *parent != id);
        outline.shares = moved(outline.shares).filter(|shared| *shared != id);
    }
    *outlines = sorted;
}

/// The tokens that negate, without `nicht nur` and the like.
fn negations(outline: &Outline, words: &[Word<'_>]) -> Vec<u16> {
    let negates = |at: &u16| {
        let at = usize::from(*at);
        let exclusive = words.get(at + 1).is_some_and(|next| next.is(Kinds::EXCLUSIVE));
        words[at].is(Kinds::NEGATION) && !exclusive
    };
    outline.tokens.iter().copied().filter(negates).collect()
}
