//! A headline at one end of a matter and its own article at the other: `Hafenarbeiter streiken weiter`, and below `der
//! Ausstand ist seit Freitag beendet`. Headline and article have one story, so that less in common is enough than
//! between two articles; but nothing in the article may stand at the headline's end.

use super::super::{Context, Finding, FindingKind, Label, Level, Reason};
use super::statement::Statement;
use super::undecided::{is_body, meets};
use crate::annotate::factuality::Status;
use crate::claim::poles::{Nature, Sign};
use crate::document::BlockKind;
use crate::language::ClauseKind;

/// What the clause of the article must meet of the headline's other words, by weight.
const LEAST_MET: f32 = 0.5;

/// Reports headlines whose articles say the opposite.
pub(in super::super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for article in 0..context.scene.dossier.len() {
        let own: Vec<&Statement<'_>> =
            context.statements.iter().filter(|statement| statement.article == article).collect();
        let body: Vec<&Statement<'_>> = own.iter().copied().filter(|one| is_body(one)).collect();
        for headline in own.iter().filter(|one| is_headline(one)) {
            findings.extend(against(context, headline, &body));
        }
    }
}

fn is_headline(statement: &Statement<'_>) -> bool {
    matches!(statement.block, BlockKind::Headline | BlockKind::Subheadline | BlockKind::Crosshead)
        && is_told(statement)
}

/// Whether it is told as something that is so, or is not.
fn is_told(statement: &Statement<'_>) -> bool {
    matches!(
        statement.factuality.status,
        Status::Fact | Status::UnderWay | Status::Denied | Status::Cancelled | Status::Postponed
    ) && statement.factuality.source.is_empty()
}

/// Whether it says by itself how things are: no cause or condition, nothing that shall or may be.
fn is_main(statement: &Statement<'_>) -> bool {
    let modal = statement.clause.verb.as_ref().is_none_or(|verb| verb.modality.is_some());
    statement.clause.kind == ClauseKind::Main && !modal
}

/// Whether both have the very words, so that only a negation that may be another's stands between them.
fn same_words(context: &Context<'_>, a: &Statement<'_>, x: Sign, b: &Statement<'_>, y: Sign) -> bool {
    context.words(a.article, x.span).eq_ignore_ascii_case(context.words(b.article, y.span))
}

fn against(context: &Context<'_>, headline: &Statement<'_>, body: &[&Statement<'_>]) -> Option<Finding> {
    let poles = &context.claims.poles;
    // What passes may have been otherwise an hour before.
    let counts = |sign: &&Sign| poles.nature(sign.pole.dimension) == Nature::State;
    let mut best: Option<(f32, Sign, &Statement<'_>, Sign)> = None;
    for sign in headline.signs.iter().filter(counts) {
        let of_matter =
            |one: &&Statement<'_>| one.signs.iter().any(|other| other.pole.dimension == sign.pole.dimension);
        // One more word for the headline's end, in whatever clause, and it has its ground.
        let ground = body.iter().any(|one| one.signs.iter().any(|other| other.pole == sign.pole));
        if ground {
            continue;
        }
        for one in body.iter().copied().filter(|one| of_matter(one) && is_told(one) && is_main(one)) {
            // A noun alone names the matter, whatever its clause says of it, unless the clause says no.
            let Some(other) = one.signs.iter().find(|other| {
                other.pole.dimension == sign.pole.dimension
                    && other.pole.end != sign.pole.end
                    && (!other.nominal || one.is_negative())
            }) else {
                continue;
            };
            let words: Vec<_> = one.own.iter().chain(&one.rest).map(|word| word.lexeme).collect();
            let met = meets(context.scene, headline, &words).0;
            if met >= LEAST_MET
                && !same_words(context, headline, *sign, one, *other)
                && best.as_ref().is_none_or(|(most, ..)| met > *most)
            {
                best = Some((met, *sign, one, *other));
            }
        }
    }
    let (_, sign, one, other) = best?;
    let article = headline.article;
    let mut first = context.witness(article, headline.span, sign.span);
    let mut second = context.witness(article, one.span, other.span);
    first.label = Label::Message { key: "headline.says", parameters: Vec::new() };
    second.label = Label::Words(context.words(article, other.span).to_owned());
    let words = context.words(article, sign.span).to_owned();
    Some(Finding {
        kind: FindingKind::Headline,
        level: Level::Contradiction,
        subject: context.words(article, headline.span).to_owned(),
        witnesses: vec![first, second],
        because: vec![Reason { key: "same-matter", parameters: vec![("words", words)] }],
        confidence: None,
    })
}
