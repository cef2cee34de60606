//! Two sayings of one speaker on one matter, the one of which says yes where the other says no: word by word, since
//! the words may stand in any order (`time and not passengers`, `Glück hat er keines gehabt`).

use super::super::align::{self, Word};
use super::super::{Context, Level};
use super::said::Said;
use super::speaker;
use super::told::{Told, told};
use super::wording::Changed;
use crate::text::Span;

/// Words nearer than this are one.
const ONE: f32 = 0.93;
/// What the clause of the saying that says less must share with the other, by weight …
const OF_LESS: f32 = 0.68;
/// … and what the other's.
const OF_MORE: f32 = 0.34;
/// The least that they must share, by weight, where both have one speaker.
const LEAST: f32 = 0.75;
/// The part of the words of the shorter saying that must be in the other one, where little is said …
const VERBATIM: f64 = 0.74;
/// … or this, where the clause is met as well …
const BRIEF: f64 = 0.6;
/// … and how many of them, with one speaker and without.
const FEW: usize = 3;
const MANY: usize = 5;

/// Where one says no to what the other says.
pub(super) fn turned(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>) -> Option<Changed> {
    let (of_a, of_b) = (told(context, a), told(context, b));
    let pairs = pairs(context, &of_a, &of_b);
    let both_denied = pairs.iter().any(|pair| of_a[pair.a].denied && of_b[pair.b].denied && !pair.opposed);
    if both_denied {
        return None;
    }
    let flips: Vec<&Pair> =
        pairs.iter().filter(|pair| (of_a[pair.a].denied != of_b[pair.b].denied) != pair.opposed).collect();
    // `Es bestand keine Gefahr`, `zu keiner Zeit bestand Gefahr`: the noun or its verb, it is one.
    let denied_in = |pair: &Pair| of_a[pair.a].denied;
    let moved = flips
        .iter()
        .any(|x| flips.iter().any(|y| denied_in(x) != denied_in(y) && of_a[x.a].verb != of_a[y.a].verb));
    if moved {
        return None;
    }
    let flips: Vec<&Pair> = flips
        .into_iter()
        .filter(|pair| !of_a[pair.a].open && !of_b[pair.b].open)
        .filter(|pair| !stays(a, b, &of_a[pair.a], &of_b[pair.b]))
        .collect();
    let flip = flips.first()?;
    let (in_a, in_b) = (of_a[flip.a], of_b[flip.b]);
    let scopes = ((a.article, in_a.span), (b.article, in_b.span));
    let scope = |(article, span)| (article, context.sentence_span(article, span));
    if context.other_scope(scope(scopes.0), scope(scopes.1)) {
        return None;
    }
    let one = speaker::same(a, b);
    let shared: f32 = pairs.iter().map(|pair| of_a[pair.a].weight.min(of_b[pair.b].weight)).sum();
    let whole = |list: &[Told], met: &dyn Fn(usize) -> bool, clauses: &[(usize, usize)]| -> (f32, f32) {
        let own = list.iter().enumerate().filter(|(_, word)| clauses.contains(&word.clause));
        own.fold((0.0, 0.0), |(all, sum), (at, word)| {
            (all + word.weight, sum + if met(at) { word.weight } else { 0.0 })
        })
    };
    let clauses =
        |pick: &dyn Fn(&Pair) -> (usize, usize)| flips.iter().map(|pair| pick(pair)).collect::<Vec<_>>();
    let of_clause_a = clauses(&|pair: &Pair| of_a[pair.a].clause);
    let of_clause_b = clauses(&|pair: &Pair| of_b[pair.b].clause);
    let (all_a, met_a) = whole(&of_a, &|at| pairs.iter().any(|pair| pair.a == at), &of_clause_a);
    let (all_b, met_b) = whole(&of_b, &|at| pairs.iter().any(|pair| pair.b == at), &of_clause_b);
    let (share_a, share_b) = (met_a / all_a.max(0.01), met_b / all_b.max(0.01));
    let (more, less) = (share_a.max(share_b), share_a.min(share_b));
    let plain =
        |said: &Said<'_>| -> Vec<Word> { said.words.iter().filter(|word| !word.negates).cloned().collect() };
    let (bag_a, bag_b) = (plain(a), plain(b));
    let common = bag_a.iter().filter(|word| bag_b.iter().any(|other| word.is(other))).count();
    let verbatim = super::share(common, bag_a.len().min(bag_b.len()));
    let close = verbatim >= VERBATIM && common >= if one { FEW } else { MANY };
    let covered = one && more >= OF_LESS && less >= OF_MORE;
    let alike = covered && shared >= LEAST;
    let brief = covered && verbatim >= BRIEF && common >= FEW;
    if !close && !alike && !brief {
        return None;
    }
    let place = |word: Told| word.by.map_or(word.span, |by| word.span.cover(by));
    let near = |span: Span, word: Told| {
        if span.end() - span.start() > 60 { word.by.unwrap_or(word.span) } else { span }
    };
    Some(Changed {
        in_a: near(place(in_a), in_a),
        in_b: near(place(in_b), in_b),
        level: Level::Contradiction,
        slip: false,
    })
}

/// Whether the negation of a word stands beside the same word in both sayings, and only the reading of the words around
/// it differs.
fn stays(a: &Said<'_>, b: &Said<'_>, in_a: &Told, in_b: &Told) -> bool {
    let index = |said: &Said<'_>, span: Span| said.words.iter().position(|word| word.span == span);
    let common = align::common(&a.words, &b.words, Word::is);
    let words = index(a, in_a.span).zip(index(b, in_b.span));
    let (by, said) = match (in_a.by.filter(|_| in_a.denied), in_b.by.filter(|_| in_b.denied)) {
        (Some(by), None) => (by, a),
        (None, Some(by)) => (by, b),
        _ => return false,
    };
    let Some(negation) = index(said, by).filter(|at| said.words[*at].negates) else { return false };
    let met = |at: &(usize, usize)| if std::ptr::eq(said, a) { at.0 == negation } else { at.1 == negation };
    words.is_some_and(|words| common.contains(&words)) && common.iter().any(met)
}

/// A word of the one saying with the word of the other that speaks of the same.
struct Pair {
    a: usize,
    b: usize,
    /// Whether they say the opposite of each other.
    opposed: bool,
}

fn pairs(context: &Context<'_>, a: &[Told], b: &[Told]) -> Vec<Pair> {
    let lexemes = &context.scene.lexemes;
    let mut taken = vec![false; b.len()];
    let mut pairs = Vec::new();
    for (at, word) in a.iter().enumerate() {
        let met = (0..b.len())
            .filter(|other| !taken[*other] && lexemes.nearness(word.lexeme, b[*other].lexeme) >= ONE)
            .max_by_key(|other| (word.lexeme == b[*other].lexeme, std::cmp::Reverse(*other)));
        if let Some(other) = met {
            taken[other] = true;
            pairs.push(Pair { a: at, b: other, opposed: false });
        }
    }
    for (at, word) in a.iter().enumerate() {
        if pairs.iter().any(|pair| pair.a == at) {
            continue;
        }
        let contrary = (0..b.len()).find(|other| {
            !taken[*other]
                && lexemes.terms(word.lexeme).iter().any(|x| {
                    lexemes.terms(b[*other].lexeme).iter().any(|y| context.claims.concepts.opposed(*x, *y))
                })
        });
        if let Some(other) = contrary {
            taken[other] = true;
            pairs.push(Pair { a: at, b: other, opposed: true });
        }
    }
    pairs
}
