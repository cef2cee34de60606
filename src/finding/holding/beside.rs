//! Posts that stand beside a name: `Priya R., chair of the trustees,`, `Insolvenzverwalter Arno P.`.

use std::collections::BTreeSet;

use super::super::{Context, within};
use super::{Holding, behind, is_deputy, of_what, sentence_of};
use crate::annotate::entity::{EntityId, EntityKind, MentionForm};
use crate::language::{Pos, Sentence};
use crate::text::Span;

/// What stands behind a name and a comma: `Priya R., chair of the trustees,`.
pub(super) fn beside(context: &Context<'_>, article: usize, found: &mut Vec<Holding>) {
    let read = &context.scene.dossier[article];
    let entities = &read.annotations.entities;
    let text = read.document.text();
    for mention in entities.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
        if entities.list[mention.entity].kind != EntityKind::Person {
            continue;
        }
        let Some(sentence) = sentence_of(context, article, mention.span) else { continue };
        let Some(comma) = sentence.token_at(mention.span.end()) else { continue };
        if sentence.tokens[usize::from(comma)].span.of(text) == "," {
            let holding = titled(context, (article, mention.entity), sentence, comma + 1);
            // What the reading stage has found says it better.
            let known = holding.as_ref().is_some_and(|holding| {
                found.iter().any(|other| {
                    other.article == article
                        && other.person == holding.person
                        && other.span.overlaps(holding.span)
                })
            });
            found.extend(holding.filter(|_| !known));
        }
    }
    for mention in entities.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
        if entities.list[mention.entity].kind == EntityKind::Person {
            let holding = before(context, article, mention.entity, mention.span);
            let known = |holding: &Holding| {
                found.iter().any(|other| other.article == article && other.span.overlaps(holding.span))
            };
            found.extend(holding.filter(|holding| !known(holding)));
        }
    }
    for sentence in &read.reading.sentences {
        found.extend(late(context, article, sentence));
    }
}

/// `Insolvenzverwalter Arno P.`: a noun right before the name that the reading stage does not know as a title.
fn before(context: &Context<'_>, article: usize, person: EntityId, name: Span) -> Option<Holding> {
    let sentence = sentence_of(context, article, name)?;
    let at = sentence.token_at(name.start())?.checked_sub(1)?;
    let token = sentence.tokens.get(usize::from(at))?;
    if token.pos != Pos::Noun {
        return None;
    }
    let (offices, posts) = (&context.rules.offices, &context.rules.posts);
    let title = offices
        .spellings(&token.lemma.to_lowercase())
        .into_iter()
        .find(|title| offices.knows(title) || posts.knows(title))?;
    let text = context.document(article).text();
    let qualified = at > 0
        && [token_word(sentence, at - 1, text), sentence.tokens[usize::from(at - 1)].lemma.to_lowercase()]
            .iter()
            .any(|word| posts.is_qualifier(word));
    Some(Holding {
        article,
        person,
        identity: context.scene.identities.of(article, person)?,
        post: posts.read(&title, &[]),
        title: offices.canonical(&title),
        lemma: title,
        deputy: is_deputy(context, article, sentence, at, at),
        qualified,
        words: BTreeSet::new(),
        bodies: BTreeSet::new(),
        span: token.span,
    })
}

/// `An der Spitze soll X stehen, bislang Leiterin in Y`: behind the verb, and of the only person that is named.
fn late(context: &Context<'_>, article: usize, sentence: &Sentence) -> Option<Holding> {
    let entities = &context.scene.dossier[article].annotations.entities;
    let text = context.document(article).text();
    let mut names = within(&entities.mentions, sentence.span, |mention| mention.span)
        .filter(|mention| mention.form == MentionForm::Name)
        .filter(|mention| entities.list[mention.entity].kind == EntityKind::Person);
    let person = names.next()?.entity;
    if names.any(|mention| mention.entity != person) {
        return None;
    }
    let word = |at: usize| sentence.tokens.get(at).map(|token| token.span.of(text));
    let at = (1..sentence.tokens.len()).find(|&at| {
        word(at - 1) == Some(",") && word(at).is_some_and(|word| context.rules.posts.is_opener(word))
    })?;
    titled(context, (article, person), sentence, u16::try_from(at + 1).ok()?)
}

/// The title that begins at a token: an article and adjectives, what it belongs to, its noun, and what follows.
pub(super) fn titled(
    context: &Context<'_>,
    (article, person): (usize, EntityId),
    sentence: &Sentence,
    from: u16,
) -> Option<Holding> {
    let text = context.document(article).text();
    let word = |at: u16| sentence.tokens.get(usize::from(at));
    let light = |at: u16| word(at).is_some_and(|token| matches!(token.pos, Pos::Det | Pos::Adj | Pos::Adv));
    let (offices, posts) = (&context.rules.offices, &context.rules.posts);
    let noun = |at: u16| {
        word(at).is_some_and(|token| match token.pos {
            Pos::Noun | Pos::Propn | Pos::Part | Pos::X => true,
            // `chair` is a verb as well.
            Pos::Verb => offices.knows(&token.lemma) || posts.knows(&token.lemma),
            _ => false,
        })
    };
    let first = (from..from + 4).find(|at| !light(*at))?;
    // The last noun of the run is the title: `the union's branch secretary`.
    let last = (first..first + 7).take_while(|at| noun(*at) || light(*at)).filter(|at| noun(*at)).last()?;
    let lemma = |at: u16| word(at).map(|token| token.lemma.to_lowercase()).unwrap_or_default();
    let masculine = |title: String| {
        let bare = title
            .strip_suffix("in")
            .map(str::to_owned)
            .filter(|bare| offices.knows(bare) || posts.knows(bare));
        bare.unwrap_or(title)
    };
    let run = |start: u16| (start..=last).map(lemma).collect::<Vec<_>>().join(" ");
    let title = (last.saturating_sub(2).max(first)..=last)
        .map(|start| (start, masculine(run(start))))
        .find(|(start, title)| {
            // `the Business Minister`: which minister, the noun before says.
            offices.knows(title)
                || posts.knows(title)
                || (last - start <= 1 && first <= *start && offices.has_field(title))
        })?
        .1;
    let qualified = (from..last).any(|at| {
        word(at).is_some_and(|token| context.rules.posts.is_qualifier(&token.lemma.to_lowercase()))
            || word(at)
                .is_some_and(|token| context.rules.posts.is_qualifier(&token.span.of(text).to_lowercase()))
    });
    let end = behind(context, article, sentence, last + 1);
    let (words, bodies) = of_what(context, article, sentence, first..end, &title);
    let of: Vec<String> = words.iter().cloned().collect();
    Some(Holding {
        article,
        person,
        identity: context.scene.identities.of(article, person)?,
        post: posts.read(&title, &of),
        title: offices.canonical(&title),
        lemma: title,
        deputy: is_deputy(context, article, sentence, first, last),
        qualified,
        words,
        bodies,
        span: sentence.cover(first..end),
    })
}

pub(super) fn token_word(sentence: &Sentence, at: u16, text: &str) -> String {
    sentence.tokens[usize::from(at)].span.of(text).to_lowercase()
}
