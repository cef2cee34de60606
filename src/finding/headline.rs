//! What the headline says as a fact, and the body denies, leaves open, or only plans.

use std::collections::BTreeSet;

use super::candidate::{Statement, likeness};
use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::MentionForm;
use crate::annotate::factuality::Status;
use crate::claim::concept::Term;
use crate::claim::pattern::Keys;
use crate::claim::{Body, Claim};
use crate::document::{BlockKind, Language};
use crate::language::{Pos, Role, Token, VerbForm, Voice};
use crate::text::Span;

/// Nouns nearer than this may be of one thing.
const ONE: f32 = 0.5;
/// Letters that a verb and its noun begin with.
const STEM: usize = 4;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for article in 0..context.scene.dossier.len() {
        compare_states(context, article, findings);
        compare_verbs(context, article, findings);
    }
}

/// A state that the headline gives and the body leaves open, negates, or puts otherwise.
fn compare_states(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let claims = context.scene.dossier[article].claims;
    let value_of = |claim: &Claim| match claim.body {
        Body::State { frame, value } => Some((frame, value)),
        Body::Measure { .. } | Body::Event { .. } | Body::Act { .. } | Body::Plain { .. } => None,
    };
    let headlines = claims.iter().filter(|claim| claim.block == BlockKind::Headline && is_flat(claim));
    for headline in headlines {
        let Some((frame, value)) = value_of(headline) else { continue };
        let definition = &context.frames().list[frame];
        let body = || {
            claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| is_body(claim) && !is_asked(context, article, claim))
                .filter_map(|(index, claim)| {
                    value_of(claim).map(|(other, value)| (index, claim, other, value))
                })
                .filter(|(_, _, other, _)| *other == frame)
        };
        // Told in the body as well: the headline has its ground.
        if body().any(|(_, claim, _, other)| other == value && is_ground(claim)) {
            continue;
        }
        let against = body().find(|(_, claim, _, other)| {
            let takes_back = *other == value && (claim.factuality.negated || open(claim.factuality.status));
            let stands = is_flat(claim) && definition.excludes(value, *other);
            (takes_back || stands) && !other_subject(context, article, headline, claim)
        });
        let Some((_, claim, _, _)) = against else { continue };
        findings.push(finding(context, article, headline, claim, claim.trigger));
    }
}

/// Whether what the two clauses speak of are surely two things: the guard and the driver.
fn other_subject(context: &Context<'_>, article: usize, headline: &Claim, claim: &Claim) -> bool {
    let subject = |claim: &Claim| {
        let of_clause = |statement: &&Statement<'_>| {
            statement.article == article && statement.span.overlaps(claim.trigger)
        };
        let statement = context.statements.iter().find(of_clause)?;
        let passive = statement.clause.verb.as_ref().is_some_and(|verb| verb.voice != Voice::Active);
        let party = if passive { statement.patient.as_ref() } else { statement.actor.as_ref() };
        party.filter(|party| !party.words.is_empty())
    };
    match (subject(headline), subject(claim)) {
        (Some(a), Some(b)) => likeness(&context.scene.lexemes, a, b) < ONE,
        _ => false,
    }
}

/// Whether a clause is a question that somebody is asked (`Ob sie ihm vergeben könne, wird sie gefragt`).
fn is_asked(context: &Context<'_>, article: usize, claim: &Claim) -> bool {
    let sentence = &context.scene.dossier[article].reading.sentences[claim.sentence];
    let mut verbs = sentence.clauses.iter().filter_map(|clause| clause.verb.as_ref());
    claim.factuality.status == Status::Possible
        && verbs.any(|verb| context.rules.asking.iter().any(|word| **word == *verb.lemma))
}

/// Whether a claim is made without reserve.
fn is_flat(claim: &Claim) -> bool {
    !claim.factuality.negated && matches!(claim.factuality.status, Status::Fact | Status::UnderWay)
}

/// Whether a claim of the body is ground enough for a headline: also a plan or what somebody says.
fn is_ground(claim: &Claim) -> bool {
    !claim.factuality.negated && !open(claim.factuality.status)
}

/// What the headline's verb says, and a clause of the body with the same verb or its noun takes back.
fn compare_verbs(context: &Context<'_>, article: usize, findings: &mut Vec<Finding>) {
    let claims = context.scene.dossier[article].claims;
    let is_plain = |claim: &&Claim| matches!(claim.body, Body::Plain { .. });
    let headlines = claims.iter().filter(is_plain).filter(|claim| claim.block == BlockKind::Headline);
    for headline in headlines.filter(|claim| states(claim) && !claim.factuality.negated) {
        let predicate = predicate_terms(context, article, headline);
        if predicate.is_empty() || hopes(context, headline) {
            continue;
        }
        let body: Vec<&Claim> = claims
            .iter()
            .filter(is_plain)
            .filter(|claim| is_body(claim) && !is_asked(context, article, claim))
            .collect();
        let about = |claim: &Claim| speaks_of(context, article, claim, &predicate);
        // Told as a fact somewhere in the body: the headline has its ground.
        if body.iter().any(|claim| states(claim) && !claim.factuality.negated && about(claim).is_some()) {
            continue;
        }
        let against = body.iter().find_map(|claim| {
            let takes_back = claim.factuality.negated || open(claim.factuality.status);
            let word = about(claim).filter(|&word| {
                let shares = || shares_beside(headline, claim, &predicate);
                let answers = || claim.factuality.negated && answers(context, article, headline, claim, word);
                // One name in common says little where only a noun speaks of it.
                let same = || same_subject(headline, claim) && is_verb(context, article, claim, word);
                takes_back && (shares() || same() || answers())
            })?;
            Some((*claim, word))
        });
        if let Some((claim, word)) = against {
            findings.push(finding(context, article, headline, claim, word));
        }
    }
}

/// Whether a word is its clause's verb.
fn is_verb(context: &Context<'_>, article: usize, claim: &Claim, word: Span) -> bool {
    let sentence = &context.scene.dossier[article].reading.sentences[claim.sentence];
    let token = sentence.token_at(word.start()).and_then(|at| sentence.tokens.get(usize::from(at)));
    token.is_some_and(|token| token.pos == Pos::Verb)
}

/// Whether a headline tells of a hope or a fear, which is open in itself.
fn hopes(context: &Context<'_>, headline: &Claim) -> bool {
    let Body::Plain { verb } = &headline.body else { return false };
    context.rules.hoping.iter().any(|word| **word == **verb)
}

/// Whether two clauses have more in common than what they say of it.
fn shares_beside(headline: &Claim, claim: &Claim, predicate: &BTreeSet<Term>) -> bool {
    claim.terms.iter().any(|term| headline.terms.binary_search(term).is_ok() && !predicate.contains(term))
}

fn finding(context: &Context<'_>, article: usize, headline: &Claim, claim: &Claim, word: Span) -> Finding {
    let mut first = context.witness(article, headline.span, headline.trigger);
    let mut second = context.witness(article, claim.span, word);
    first.label = Label::Message { key: "headline.says", parameters: Vec::new() };
    let key = if claim.factuality.negated { "headline.denied" } else { "headline.open" };
    second.label = Label::Message { key, parameters: Vec::new() };
    Finding {
        kind: FindingKind::Headline,
        level: Level::Contradiction,
        subject: context.words(article, headline.span).to_owned(),
        witnesses: vec![first, second],
        because: vec![Reason {
            key: "same-predicate",
            parameters: vec![("words", context.words(article, word).to_owned())],
        }],
        confidence: None,
    }
}

fn states(claim: &Claim) -> bool {
    matches!(claim.factuality.status, Status::Fact | Status::UnderWay) && claim.factuality.source.is_empty()
}

/// Whether a status leaves open whether it is so.
fn open(status: Status) -> bool {
    match status {
        Status::Possible | Status::Denied | Status::Conditional | Status::Demanded | Status::Cancelled => {
            true
        }
        Status::Fact
        | Status::UnderWay
        | Status::Planned
        | Status::Postponed
        | Status::Accused
        | Status::Presumed => false,
    }
}

fn is_body(claim: &Claim) -> bool {
    match claim.block {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => true,
        BlockKind::Headline
        | BlockKind::Kicker
        | BlockKind::Subheadline
        | BlockKind::Crosshead
        | BlockKind::Question
        | BlockKind::EntryHead
        | BlockKind::Stamp
        | BlockKind::Byline
        | BlockKind::Credit
        | BlockKind::Teaser
        | BlockKind::Link
        | BlockKind::Boilerplate
        | BlockKind::Notice => false,
    }
}

/// What the verb of a headline means. Light verbs give the meaning of their object instead (`legt Geständnis ab`).
fn predicate_terms(context: &Context<'_>, article: usize, claim: &Claim) -> BTreeSet<Term> {
    let sentence = &context.scene.dossier[article].reading.sentences[claim.sentence];
    let keys = Keys::new(sentence, context.document(article).text());
    let clause = &sentence.clauses[claim.clause];
    let Some(verb) = &clause.verb else { return BTreeSet::new() };
    // `Roman „Ostwind über Rügen“`: a name or noun that was taken for a verb.
    let main = sentence.tokens[usize::from(verb.main)].span;
    let capital = context.words(article, main).starts_with(char::is_uppercase);
    let is_noun = sentence.language == Language::GERMAN && capital && verb.main > 0;
    if is_noun || is_name(context, article, main) {
        return BTreeSet::new();
    }
    let concepts = &context.claims.concepts;
    let light = concepts.is_light(sentence.language, &verb.lemma);
    let tokens: Vec<u16> = if light {
        clause
            .arguments
            .iter()
            .filter(|argument| matches!(argument.role, Role::Object | Role::Subject | Role::Predicative))
            .filter_map(|argument| sentence.phrases.get(argument.phrase).map(|phrase| phrase.head))
            .filter(|head| sentence.tokens[*head as usize].pos == Pos::Noun)
            .collect()
    } else {
        vec![verb.main]
    };
    tokens.iter().flat_map(|token| concepts.terms(sentence.language, keys.get(*token))).collect()
}

/// The word of a clause, verb or noun, that speaks of what the headline's predicate means.
fn speaks_of(
    context: &Context<'_>,
    article: usize,
    claim: &Claim,
    predicate: &BTreeSet<Term>,
) -> Option<Span> {
    let sentence = &context.scene.dossier[article].reading.sentences[claim.sentence];
    let keys = Keys::new(sentence, context.document(article).text());
    let clause = &sentence.clauses[claim.clause];
    clause
        .tokens
        .iter()
        .map(|token| (*token, &sentence.tokens[*token as usize]))
        .filter(|(_, token)| match token.pos {
            Pos::Noun => true,
            Pos::Verb => token.morph.form != Some(VerbForm::PresentParticiple),
            _ => false,
        })
        .filter(|(_, token)| !is_name(context, article, token.span))
        .find(|(at, _)| {
            let terms = context.claims.concepts.terms(sentence.language, keys.get(*at));
            terms.iter().any(|term| predicate.contains(term))
        })
        .map(|(_, token)| token.span)
}

/// Whether a clause of its own denies what the headline's full verb says, by that verb or its simple noun: a headline without
/// a verb, or a noun that only ends like it (`Rettungsweg`), says too little.
fn answers(context: &Context<'_>, article: usize, headline: &Claim, claim: &Claim, word: Span) -> bool {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let clause = |claim: &Claim| sentences[claim.sentence].clauses.get(claim.clause);
    let verb = |claim: &Claim| {
        let at = clause(claim)?.verb.as_ref()?.main;
        sentences[claim.sentence].tokens.get(usize::from(at))
    };
    let body = &sentences[claim.sentence];
    let simple = body.token_at(word.start()).and_then(|at| body.tokens.get(usize::from(at)));
    let Some(verb) = verb(headline) else { return false };
    let alike = |token: &Token| {
        let (noun, verb) = (token.lemma.to_lowercase(), verb.lemma.to_lowercase());
        token.head == 0 || noun.chars().zip(verb.chars()).take_while(|(x, y)| x == y).count() >= STEM
    };
    !context.claims.concepts.is_light(body.language, &verb.lemma)
        && clause(claim).is_some_and(|clause| clause.opener.is_none())
        && simple.is_some_and(alike)
}

/// Whether a word is part of a name (`Rügen`, which is no noun of reproach).
fn is_name(context: &Context<'_>, article: usize, word: Span) -> bool {
    let mentions = &context.scene.dossier[article].annotations.entities.mentions;
    mentions.iter().any(|mention| mention.form == MentionForm::Name && mention.span.overlaps(word))
}

fn same_subject(a: &Claim, b: &Claim) -> bool {
    a.entities.iter().any(|entity| b.entities.contains(entity))
}
