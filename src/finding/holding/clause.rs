//! Posts that a clause gives: `Sie ist Sprecherin der Bahn`, `arbeitet als Tischlerin`, `der das Museum leitet`.

use super::super::post::{Part, Post};
use super::super::{Context, within};
use super::beside::{titled, token_word};
use super::{Holding, behind, of_what};
use crate::annotate::entity::EntityKind;
use crate::language::{Clause, ClauseKind, Role, Sentence, Tense};
use crate::text::Span;

/// What the clauses of an article say of who leads what.
pub(super) fn leads(context: &Context<'_>, article: usize, found: &mut Vec<Holding>) {
    let read = &context.scene.dossier[article];
    for (index, sentence) in read.reading.sentences.iter().enumerate() {
        let Some(judged) = read.annotations.factuality.get(index) else { continue };
        for (clause, factuality) in sentence.clauses.iter().zip(judged) {
            if factuality.negated {
                continue;
            }
            if let Some(part) = clause.verb.as_ref().and_then(|verb| context.rules.posts.by_verb(&verb.lemma))
            {
                found.extend(lead(context, article, sentence, clause, part));
            }
            found.extend(said(context, article, sentence, clause));
            found.extend(works(context, article, sentence, clause));
        }
    }
}

/// `Sie ist Sprecherin der Bahn`.
fn said(context: &Context<'_>, article: usize, sentence: &Sentence, clause: &Clause) -> Option<Holding> {
    let verb = clause.verb.as_ref()?;
    let phrase = |role: Role| {
        let argument = clause.arguments.iter().find(|argument| argument.role == role)?;
        sentence.phrases.get(argument.phrase)
    };
    let (subject, predicative) = (phrase(Role::Subject)?, phrase(Role::Predicative)?);
    // `war Sprecherin` tells of a time that may be over.
    if verb.tense != Some(Tense::Present) || verb.modality.is_some() {
        return None;
    }
    let entities = &context.scene.dossier[article].annotations.entities;
    let span = sentence.cover(subject.tokens.clone());
    let person = within(&entities.mentions, span, |mention| mention.span)
        .find(|mention| mention.sure && entities.list[mention.entity].kind == EntityKind::Person)?
        .entity;
    titled(context, (article, person), sentence, predicative.tokens.start)
}

/// `Sie arbeitet als Tischlerin`.
fn works(context: &Context<'_>, article: usize, sentence: &Sentence, clause: &Clause) -> Option<Holding> {
    let verb = clause.verb.as_ref()?;
    if !context.rules.posts.is_work(&verb.lemma)
        || verb.tense != Some(Tense::Present)
        || verb.modality.is_some()
    {
        return None;
    }
    let text = context.document(article).text();
    let subject = clause.arguments.iter().find(|argument| argument.role == Role::Subject)?;
    let span = sentence.cover(sentence.phrases.get(subject.phrase)?.tokens.clone());
    let entities = &context.scene.dossier[article].annotations.entities;
    let person = within(&entities.mentions, span, |mention| mention.span)
        .find(|mention| mention.sure && entities.list[mention.entity].kind == EntityKind::Person)?
        .entity;
    let as_what = clause.tokens.iter().find(|at| {
        let word = token_word(sentence, **at, text);
        word == "als" || word == "as"
    })?;
    titled(context, (article, person), sentence, as_what + 1)
}

fn lead(
    context: &Context<'_>,
    article: usize,
    sentence: &Sentence,
    clause: &Clause,
    part: Part,
) -> Option<Holding> {
    let entities = &context.scene.dossier[article].annotations.entities;
    let phrase = |wanted: &[Role]| {
        let argument = clause.arguments.iter().find(|argument| wanted.contains(&argument.role))?;
        sentence.phrases.get(argument.phrase)
    };
    let person = |span: Span| {
        within(&entities.mentions, span, |mention| mention.span)
            .find(|mention| entities.list[mention.entity].kind == EntityKind::Person)
            .map(|mention| mention.entity)
    };
    let relative = clause.kind == ClauseKind::Relative;
    let subject = if relative {
        // Whom the relative pronoun stands for: the name or description right before the clause.
        let first = sentence.tokens.get(usize::from(*clause.tokens.first()?))?.span.start();
        entities
            .mentions
            .iter()
            .filter(|mention| mention.span.end() <= first && first - mention.span.end() <= 16)
            .filter(|mention| entities.list[mention.entity].kind == EntityKind::Person)
            .max_by_key(|mention| mention.span.end())
            .map(|mention| (mention.entity, mention.span))
    } else {
        let subject = phrase(&[Role::Subject])?;
        let span = sentence.cover(subject.tokens.clone());
        person(span).map(|person| (person, span))
    };
    let (person_id, subject_span) = subject?;
    let object = phrase(&[Role::Object, Role::IndirectObject])?;
    let end = behind(context, article, sentence, object.tokens.end);
    let tokens = object.tokens.start..end.max(object.tokens.end);
    let (words, bodies) = of_what(context, article, sentence, tokens.clone(), "-");
    let of: Vec<String> = words.iter().cloned().collect();
    let post = Post { part: Some(part), ..context.rules.posts.read_body(&of) };
    Some(Holding {
        article,
        person: person_id,
        identity: context.scene.identities.of(article, person_id)?,
        title: String::new(),
        lemma: String::new(),
        post,
        qualified: false,
        deputy: false,
        words,
        bodies,
        span: subject_span.cover(sentence.cover(tokens)),
    })
}
