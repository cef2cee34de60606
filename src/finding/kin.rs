//! Whose relative somebody is: one person who is a daughter here and a niece there, and the one relative of somebody
//! who is a brother here and a brother-in-law there.

use std::collections::BTreeSet;

use super::candidate::statement::{Statement, Weighed, coverage};
use super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::entity::{EntityKind, Mention, MentionForm};
use crate::language::{Number, Pos, Role, Sentence};
use crate::subject::IdentityId;
use crate::text::Span;

/// Words that say whose relative somebody is are of one meaning from here on.
const SAME_ANCHOR: f32 = 0.6;
/// How much of one statement the other must say for two nameless relatives to be one.
const SAME_MATTER: f32 = 0.35;
/// Bytes between a noun and the name that stands beside it.
const BESIDE: usize = 2;

/// Somebody who is called a relative.
struct Relative<'a> {
    statement: &'a Statement<'a>,
    /// The noun's base form.
    noun: String,
    plural: bool,
    /// Who it is, where the article names them.
    person: Option<IdentityId>,
    /// Of whom.
    anchor: Anchor,
    /// The noun, with the name.
    span: Span,
    decisive: Span,
}

/// Whose relative somebody is.
#[derive(Default)]
struct Anchor {
    person: Option<IdentityId>,
    words: Vec<Weighed>,
}

pub(super) fn compare(context: &Context<'_>, statements: &[Statement<'_>], findings: &mut Vec<Finding>) {
    let relatives: Vec<Relative<'_>> =
        statements.iter().flat_map(|statement| relatives(context, statement)).collect();
    let mut told: BTreeSet<(usize, usize, String, String)> = BTreeSet::new();
    for (index, a) in relatives.iter().enumerate() {
        for b in relatives[index + 1..].iter().filter(|b| b.statement.article != a.statement.article) {
            if context.rules.offices.kin_exclude(&a.noun, &b.noun)
                && a.plural == b.plural
                && is_one(context, &relatives, a, b)
                && told.insert((a.statement.article, b.statement.article, a.noun.clone(), b.noun.clone()))
            {
                findings.push(finding(context, a, b));
            }
        }
    }
}

/// Whether both nouns speak of one person's relation to one other.
fn is_one(context: &Context<'_>, relatives: &[Relative<'_>], a: &Relative<'_>, b: &Relative<'_>) -> bool {
    let has = |article: usize, wanted: &Relative<'_>| {
        relatives.iter().any(|other| other.statement.article == article && other.noun == wanted.noun)
    };
    // An article that knows both relations speaks of two people.
    if has(a.statement.article, b) || has(b.statement.article, a) || !same_anchor(context, a, b) {
        return false;
    }
    match (a.person, b.person) {
        (Some(x), Some(y)) => x == y || is_short_for(context, x, y) || is_short_for(context, y, x),
        (None, None) => {
            let anchored = a.anchor.person.is_some() && a.anchor.person == b.anchor.person;
            anchored && same_matter(context, a, b)
        }
        _ => false,
    }
}

/// Whether one name is the given name of the other: `Annika`, `Annika T.`.
fn is_short_for(context: &Context<'_>, short: IdentityId, long: IdentityId) -> bool {
    let name = |identity| context.scene.identities.name(context.scene.dossier, identity);
    let (short, long) = (name(short), name(long));
    !short.contains(' ') && long.split(' ').next() == Some(short)
}

fn same_anchor(context: &Context<'_>, a: &Relative<'_>, b: &Relative<'_>) -> bool {
    match (a.anchor.person, b.anchor.person) {
        (Some(x), Some(y)) => x == y,
        _ if a.anchor.words.is_empty() || b.anchor.words.is_empty() => true,
        _ => {
            let lexemes = &context.scene.lexemes;
            let near =
                a.anchor.words.iter().any(|x| {
                    b.anchor.words.iter().any(|y| lexemes.nearness(x.lexeme, y.lexeme) >= SAME_ANCHOR)
                });
            near || a.anchor.person.is_some() || b.anchor.person.is_some()
        }
    }
}

fn same_matter(context: &Context<'_>, a: &Relative<'_>, b: &Relative<'_>) -> bool {
    let lexemes = &context.scene.lexemes;
    let all = |relative: &Relative<'_>| -> Vec<Weighed> {
        let statement = relative.statement;
        statement.own.iter().chain(&statement.rest).chain(&statement.before).copied().collect()
    };
    let own = |relative: &Relative<'_>| -> Vec<Weighed> {
        let statement = relative.statement;
        let own = statement.own.iter().chain(&statement.rest);
        own.filter(|word| !word.span.overlaps(relative.decisive)).copied().collect()
    };
    let one = coverage(lexemes, own(a).into_iter(), &all(b), |_| false);
    let other = coverage(lexemes, own(b).into_iter(), &all(a), |_| false);
    one.share().max(other.share()) >= SAME_MATTER
}

fn relatives<'a>(context: &Context<'_>, statement: &'a Statement<'a>) -> Vec<Relative<'a>> {
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let mut found = Vec::new();
    if !statement.is_stated() || statement.is_negative() {
        return found;
    }
    for &at in &statement.clause.tokens {
        let token = &sentence.tokens[usize::from(at)];
        let noun = token.lemma.to_lowercase();
        if token.pos != Pos::Noun || !context.rules.offices.is_kin(&noun) {
            continue;
        }
        let (person, span) = person(context, statement, sentence, at);
        found.push(Relative {
            statement,
            noun,
            plural: token.morph.numbers.is_only(Number::Plural),
            person,
            anchor: anchor(context, statement, sentence, at),
            span,
            decisive: token.span,
        });
    }
    found
}

/// The named person that a noun stands beside or is said of.
fn person(
    context: &Context<'_>,
    statement: &Statement<'_>,
    sentence: &Sentence,
    at: u16,
) -> (Option<IdentityId>, Span) {
    let article = statement.article;
    let entities = &context.scene.dossier[article].annotations.entities;
    let noun = sentence.tokens[usize::from(at)].span;
    let text = context.document(article).text();
    let persons = || {
        within(&entities.mentions, sentence.span, |mention| mention.span)
            .filter(|mention| entities.list[mention.entity].kind == EntityKind::Person)
    };
    let identity = |mention: &Mention| context.scene.identities.of(article, mention.entity);
    // `seine Nichte Annika`
    let behind = persons().find(|mention| {
        mention.form == MentionForm::Name
            && mention.span.start() >= noun.end()
            && mention.span.start() - noun.end() <= BESIDE
    });
    if let Some(mention) = behind {
        return (identity(mention), noun.cover(mention.span));
    }
    // `die Nichte der Autorin, Annika T.`: between noun and name only whose relative it is, and a comma.
    let apart = persons().find(|mention| {
        mention.form == MentionForm::Name && mention.span.start() > noun.end() && {
            let between = Span::new(noun.end(), mention.span.start()).of(text);
            let first = sentence.token_at(noun.end() + 1).unwrap_or(at);
            let last = sentence.token_at(mention.span.start()).unwrap_or(at);
            between.trim_end().ends_with(',')
                && between.matches(',').count() == 1
                && last > first
                && last - first <= 5
                && (first..last).all(|token| {
                    matches!(
                        sentence.tokens[usize::from(token)].pos,
                        Pos::Punct | Pos::Det | Pos::Adj | Pos::Noun | Pos::Adp
                    )
                })
        }
    });
    if let Some(mention) = apart {
        return (identity(mention), noun.cover(mention.span));
    }
    // `Annika T., seine Tochter`: between name and noun only a comma and what belongs to the noun.
    let names = persons().filter(|mention| mention.form == MentionForm::Name);
    if let Some(mention) = names.filter(|mention| mention.span.end() <= noun.start()).last() {
        let between = Span::new(mention.span.end(), noun.start()).of(text);
        let first = sentence.token_at(mention.span.end()).unwrap_or(at);
        let light = (first..at).all(|token| {
            matches!(sentence.tokens[usize::from(token)].pos, Pos::Punct | Pos::Det | Pos::Adj | Pos::Pron)
        });
        if between.starts_with(',') && light {
            return (identity(mention), mention.span.cover(noun));
        }
    }
    // `sie ist die Nichte`
    let clause = statement.clause;
    let phrase = |role: Role| {
        let argument = clause.arguments.iter().find(|argument| argument.role == role)?;
        sentence.phrases.get(argument.phrase)
    };
    let said = phrase(Role::Predicative).is_some_and(|phrase| phrase.tokens.contains(&at));
    if let (true, Some(subject)) = (said, phrase(Role::Subject)) {
        let span = sentence.cover(subject.tokens.clone());
        let mention = persons().find(|mention| mention.span.overlaps(span));
        if let Some(mention) = mention {
            return (identity(mention), noun);
        }
    }
    (None, noun)
}

/// Whose relative a noun says that somebody is: the possessive before it, the genitive or `von X` behind it.
fn anchor(context: &Context<'_>, statement: &Statement<'_>, sentence: &Sentence, at: u16) -> Anchor {
    let article = statement.article;
    let entities = &context.scene.dossier[article].annotations.entities;
    let mention = |token: u16| {
        let span = sentence.tokens.get(usize::from(token))?.span;
        within(&entities.mentions, span, |mention| mention.span)
            .find(|mention| entities.list[mention.entity].kind == EntityKind::Person)
            .and_then(|mention| context.scene.identities.of(article, mention.entity))
    };
    let before = (at.saturating_sub(3)..at).rev().take_while(|&token| {
        matches!(
            sentence.tokens[usize::from(token)].pos,
            Pos::Det | Pos::Adj | Pos::Pron | Pos::Part | Pos::Propn
        )
    });
    if let Some(person) = before.into_iter().find_map(mention) {
        return Anchor { person: Some(person), words: Vec::new() };
    }
    let next = sentence.tokens.get(usize::from(at) + 1);
    let belongs = next.is_some_and(|next| matches!(next.pos, Pos::Det | Pos::Adp));
    if !belongs {
        return Anchor::default();
    }
    let end = (at + 1..at + 7)
        .take_while(|&token| {
            sentence.tokens.get(usize::from(token)).is_some_and(|token| {
                matches!(token.pos, Pos::Det | Pos::Adp | Pos::Adj | Pos::Noun | Pos::Propn | Pos::X)
            })
        })
        .last()
        .unwrap_or(at);
    let range = sentence.cover(at + 1..end + 1);
    let words = statement.own.iter().filter(|word| range.contains(word.span)).copied().collect();
    Anchor { person: (at + 1..=end).find_map(mention), words }
}

fn finding(context: &Context<'_>, a: &Relative<'_>, b: &Relative<'_>) -> Finding {
    let witness = |relative: &Relative<'_>| {
        let span = relative.statement.span.cover(relative.span);
        context.witness(relative.statement.article, span, relative.decisive)
    };
    let name = [a.person, b.person, a.anchor.person]
        .into_iter()
        .flatten()
        .next()
        .map_or("", |identity| context.scene.identities.name(context.scene.dossier, identity));
    Finding {
        kind: FindingKind::Role,
        level: Level::Contradiction,
        subject: name.to_owned(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-person", parameters: vec![("name", name.to_owned())] }],
        confidence: None,
    }
}
