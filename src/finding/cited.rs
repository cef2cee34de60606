//! What an article says with another one as its source, where that one says something else in words, not in figures:
//! the place of the source that speaks of it, and whether that says no to a yes or gives another figure.

use super::candidate::statement::Statement;
use super::source::{Citation, apart};
use super::{Context, Finding, FindingKind, Level, Reason, Relation, relate_quantities, within};
use crate::annotate::quantity::Quantity;
use crate::claim::poles::Sign;
use crate::text::Span;

/// What a citing passage must share with the place of its source …
const LEAST_SHARED: f32 = 0.5;
/// … and what share of its words that must be.
const SHARE: f32 = 0.28;
/// What the very clause of the source must share.
const OWN: f32 = 0.35;
/// What words in the rest of the source's sentence count, and those in the sentence before.
const REST: f32 = 0.6;
const BEFORE: f32 = 0.3;
/// What share of the citing words the clause of the source must have for a yes against a no.
const CLOSE: f32 = 0.45;
/// What the share of the source's words that the citing passage has is worth.
const BACK: f32 = 0.35;
/// What a figure that the source gives otherwise is worth.
const FIGURE: f32 = 0.3;

/// A word of the citing passage.
struct Cited {
    lexeme: u32,
    weight: f32,
    /// The last word as written: a name may be read as two in two articles (`des Büros Ahlers`).
    last: String,
}

pub(super) fn compare(
    context: &Context<'_>,
    statements: &[Statement<'_>],
    citation: &Citation,
) -> Option<Finding> {
    let citing: Vec<&Statement<'_>> = statements
        .iter()
        .filter(|one| one.article == citation.article && citation.passage.overlaps(one.span))
        .collect();
    let words: Vec<Cited> = citing
        .iter()
        .flat_map(|one| &one.own)
        .filter(|word| !citation.named.iter().any(|named| named.overlaps(word.span)))
        .map(|word| Cited {
            lexeme: word.lexeme,
            weight: word.weight,
            last: last(context.words(citation.article, word.span)),
        })
        .collect();
    let all: f32 = words.iter().map(|word| word.weight).sum();
    let mut best: Option<(f32, &Statement<'_>, Fit)> = None;
    let asks = |one: &Statement<'_>| {
        let sentence = &context.scene.dossier[one.article].reading.sentences[one.sentence];
        context.words(one.article, sentence.span).trim_end().ends_with('?')
    };
    let of_source =
        |one: &&Statement<'_>| citation.sources.contains(&one.article) && !one.is_headline() && !asks(one);
    for other in statements.iter().filter(of_source) {
        let fit = fit(context, citation, (&citing, &words), other);
        if fit.met < LEAST_SHARED || fit.met < SHARE * all || fit.own < OWN {
            continue;
        }
        let score = fit.met / all + BACK * fit.back + if fit.figures { FIGURE } else { 0.0 };
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, other, fit));
        }
    }
    let (_, other, fit) = best?;
    if !fit.figures && !fit.turned {
        return None;
    }
    let main = citing.iter().max_by(|a, b| weight(a, citation).total_cmp(&weight(b, citation)))?;
    let words = context.words(citation.article, main.span);
    let named = citation.named.iter().copied().reduce(Span::cover).unwrap_or(citation.passage);
    Some(Finding {
        kind: FindingKind::Citation,
        level: Level::Contradiction,
        subject: words.chars().take(60).collect(),
        witnesses: vec![
            context.witness(citation.article, main.span, main.verb.map_or(main.span, |(_, verb)| verb)),
            context.witness(other.article, other.span, other.verb.map_or(other.span, |(_, verb)| verb)),
        ],
        because: vec![Reason {
            key: "same-thing",
            parameters: vec![("words", context.words(citation.article, named).to_owned())],
        }],
        confidence: None,
    })
}

/// How much a clause of the citing passage says beside naming the source.
fn weight(statement: &Statement<'_>, citation: &Citation) -> f32 {
    let told =
        statement.own.iter().filter(|word| !citation.named.iter().any(|named| named.overlaps(word.span)));
    told.map(|word| word.weight).sum()
}

/// The last word of a name, in small letters.
fn last(words: &str) -> String {
    words.rsplit(char::is_whitespace).next().unwrap_or(words).to_lowercase()
}

/// How a place of the source fits what it is cited for.
struct Fit {
    met: f32,
    /// How much of that the clause itself has.
    own: f32,
    /// What share of its own words the citing passage has.
    back: f32,
    /// Whether it gives another figure.
    figures: bool,
    /// Whether one says yes and the other no.
    turned: bool,
}

fn fit(
    context: &Context<'_>,
    citation: &Citation,
    (citing, words): (&[&Statement<'_>], &[Cited]),
    other: &Statement<'_>,
) -> Fit {
    let lexemes = &context.scene.lexemes;
    let other_article = other.article;
    let nearest = |word: &Cited, list: &[super::candidate::statement::Weighed]| {
        let is = |other: &super::candidate::statement::Weighed| {
            lexemes.name(other.lexeme).is_some()
                && last(context.words(other_article, other.span)) == word.last
        };
        let near = |other: &super::candidate::statement::Weighed| {
            if is(other) { 1.0 } else { lexemes.nearness(word.lexeme, other.lexeme) }
        };
        list.iter().map(near).fold(0.0, f32::max)
    };
    let (mut met, mut own) = (0.0, 0.0);
    for word in words {
        let in_clause = nearest(word, &other.own);
        own += word.weight * in_clause;
        let near =
            in_clause.max(REST * nearest(word, &other.rest)).max(BEFORE * nearest(word, &other.before));
        met += word.weight * near;
    }
    let weighed: f32 = words.iter().map(|word| word.weight).sum();
    let (mut whole, mut back) = (0.0, 0.0);
    for word in &other.own {
        let near = words.iter().map(|one| lexemes.nearness(one.lexeme, word.lexeme)).fold(0.0, f32::max);
        whole += word.weight;
        back += word.weight * near;
    }
    let quantities = |one: &Statement<'_>| {
        let list = &context.scene.dossier[one.article].annotations.quantities;
        within(list, one.span, |quantity| quantity.span).collect::<Vec<_>>()
    };
    let of_source = quantities(other);
    let has = |own: &Quantity| {
        let of = |source: &usize| &context.scene.dossier[*source].annotations.quantities;
        let mut everywhere = citation.sources.iter().flat_map(of);
        everywhere.any(|other| relate_quantities(own, other) == Relation::Compatible)
    };
    let of_citing: Vec<&Quantity> = citing.iter().flat_map(|one| quantities(one)).collect();
    let figures = of_citing.iter().any(|own| {
        let apart =
            of_source.iter().any(|other| apart(context, (citation.article, own), (other_article, other)));
        apart && !has(own)
    });
    let same = |x: &Sign, y: &Sign| x.pole.dimension == y.pole.dimension && x.pole.end == y.pole.end;
    let ends = |x: &Sign, y: &Sign| x.pole.dimension == y.pole.dimension && x.pole.end != y.pole.end;
    let turned = citing.iter().any(|one| {
        let opposed = one.signs.iter().any(|x| other.signs.iter().any(|y| ends(x, y)));
        let agreed = one.signs.iter().any(|x| other.signs.iter().any(|y| same(x, y)));
        (opposed && !agreed) || (one.is_negative() != other.is_negative() && own >= CLOSE * weighed)
    });
    Fit { met, own, back: if whole > 0.0 { back / whole } else { 0.0 }, figures, turned }
}
