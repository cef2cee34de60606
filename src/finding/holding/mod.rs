//! Who holds what: the titles that an article gives a person, and the bodies that it says they lead (`die das Museum
//! leitet`), each with the words and names that say of what.

mod beside;
mod clause;

use std::collections::BTreeSet;

use super::post::{Part, Post, Posts};
use super::role::Offices;
use super::{Context, within};
use crate::annotate::entity::{Entity, EntityId, EntityKind, MentionForm, Title};
use crate::language::{Pos, Sentence};
use crate::subject::IdentityId;
use crate::text::Span;

/// Words behind a title that may still say of what it is one.
const BEHIND: u16 = 6;
/// Letters that two words for a body begin with in common (`Verbandspräsident`, `Geschäftsführer des Verbands`).
const SAME_BODY: usize = 4;

/// A post that an article gives somebody.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    pub(super) article: usize,
    pub(super) person: EntityId,
    pub(super) identity: IdentityId,
    /// One name for all titles of the office; empty where a verb says it.
    pub(super) title: String,
    /// The title as the article has it.
    pub(super) lemma: String,
    pub(super) post: Post,
    /// Whether it is a former, coming or deputy one.
    pub(super) qualified: bool,
    /// Whether it is a deputy's.
    pub(super) deputy: bool,
    /// Content words that say of what, in their dictionary form.
    pub(super) words: BTreeSet<String>,
    /// Places and organisations that say of what.
    pub(super) bodies: BTreeSet<IdentityId>,
    /// The decisive words.
    pub(super) span: Span,
}

/// Every post that the articles give, article by article.
pub(super) fn holdings(context: &Context<'_>) -> Vec<Holding> {
    let mut found = Vec::new();
    for (article, read) in context.scene.dossier.iter().enumerate() {
        for (person, entity) in read.annotations.entities.list.iter().enumerate() {
            let Some(identity) = context.scene.identities.of(article, person) else { continue };
            if entity.kind == EntityKind::Person {
                let titles = entity.titles.iter();
                found
                    .extend(titles.filter_map(|title| of_title(context, (article, person, identity), title)));
            }
        }
        beside::beside(context, article, &mut found);
        clause::leads(context, article, &mut found);
    }
    found
}

fn sentence_of<'a>(context: &Context<'a>, article: usize, place: Span) -> Option<&'a Sentence> {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= place.start());
    sentences.get(index).filter(|sentence| sentence.span.start() < place.end())
}

fn of_title(
    context: &Context<'_>,
    (article, person, identity): (usize, EntityId, IdentityId),
    title: &Title,
) -> Option<Holding> {
    let sentence = sentence_of(context, article, title.span)?;
    let (first, last) = (sentence.token_at(title.span.start())?, sentence.token_at(title.span.end() - 1)?);
    // `Fire chief`: the noun before the title is the body.
    let named = &context.scene.dossier[article].annotations.entities.mentions;
    let is_noun = |at: u16| {
        let token = &sentence.tokens[usize::from(at)];
        matches!(token.pos, Pos::Noun | Pos::Propn)
            && within(named, token.span, |mention| mention.span).next().is_none()
    };
    let first = if first > 0 && is_noun(first - 1) { first - 1 } else { first };
    let end = behind(context, article, sentence, last + 1);
    let span = sentence.cover(first..end);
    let (words, bodies) = of_what(context, article, sentence, first..end, &title.lemma);
    let mut of: Vec<String> = words.iter().cloned().collect();
    // `der kaufmännische Geschäftsführer`
    let before = (0..first).rev().take_while(|at| sentence.tokens[usize::from(*at)].pos == Pos::Adj);
    of.extend(before.take(2).map(|at| sentence.tokens[usize::from(at)].lemma.to_lowercase()));
    let offices = &context.rules.offices;
    Some(Holding {
        deputy: is_deputy(context, article, sentence, first, last),
        article,
        person,
        identity,
        title: offices.canonical(&title.lemma),
        lemma: title.lemma.clone(),
        post: context.rules.posts.read(&title.lemma, &of),
        qualified: title.qualified,
        words,
        bodies,
        span,
    })
}

/// Whether a title or a word before it says that somebody only stands in.
fn is_deputy(context: &Context<'_>, article: usize, sentence: &Sentence, first: u16, last: u16) -> bool {
    let text = context.document(article).text();
    let posts = &context.rules.posts;
    (first.saturating_sub(2)..=last).any(|at| {
        sentence.tokens.get(usize::from(at)).is_some_and(|token| {
            token.pos != Pos::Punct && posts.is_deputy(&token.span.of(text).to_lowercase())
        })
    })
}

/// Where the words end that say of what a title is one: `Leiter` `der örtlichen Bergrettung`.
fn behind(context: &Context<'_>, article: usize, sentence: &Sentence, from: u16) -> u16 {
    let person = |token: u16| {
        let entities = &context.scene.dossier[article].annotations.entities;
        let span = sentence.tokens[usize::from(token)].span;
        within(&entities.mentions, span, |mention| mention.span)
            .any(|mention| entities.list[mention.entity].kind == EntityKind::Person)
    };
    let Some(first) = sentence.tokens.get(usize::from(from)) else { return from };
    if !matches!(first.pos, Pos::Det | Pos::Adp) {
        return from;
    }
    let mut end = from;
    for at in from..from + BEHIND {
        let Some(token) = sentence.tokens.get(usize::from(at)) else { break };
        if !matches!(token.pos, Pos::Det | Pos::Adp | Pos::Adj | Pos::Noun | Pos::Propn | Pos::X)
            || person(at)
        {
            break;
        }
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X) {
            end = at + 1;
            // One body is enough: what follows may belong to the sentence.
            let more = sentence.tokens.get(usize::from(end)).is_some_and(|next| {
                matches!(next.pos, Pos::Noun | Pos::Propn | Pos::Det | Pos::X)
                    || (next.pos == Pos::Adp && token.pos == Pos::Noun)
            });
            if !more {
                break;
            }
        }
    }
    end
}

/// Content words and names of a run of tokens, the title's own word left out.
fn of_what(
    context: &Context<'_>,
    article: usize,
    sentence: &Sentence,
    tokens: std::ops::Range<u16>,
    title: &str,
) -> (BTreeSet<String>, BTreeSet<IdentityId>) {
    let title = title.to_lowercase();
    let text = context.document(article).text();
    let words = tokens
        .clone()
        .filter_map(|at| sentence.tokens.get(usize::from(at)))
        .filter(|token| matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X | Pos::Adj))
        .map(|token| match token.pos {
            // Names keep their form: their dictionary form is a guess.
            Pos::Propn | Pos::X => token.span.of(text).to_lowercase(),
            _ => token.lemma.to_lowercase(),
        })
        .filter(|word| !title.contains(word.as_str()) && !word.contains(title.as_str()))
        .collect();
    let entities = &context.scene.dossier[article].annotations.entities;
    let bodies = within(&entities.mentions, sentence.cover(tokens), |mention| mention.span)
        .filter(|mention| mention.form == MentionForm::Name)
        .filter(|mention| {
            matches!(entities.list[mention.entity].kind, EntityKind::Place | EntityKind::Organisation)
        })
        .filter_map(|mention| context.scene.identities.of(article, mention.entity))
        .collect();
    (words, bodies)
}

impl Holding {
    pub(super) fn entity<'a>(&self, context: &Context<'a>) -> &'a Entity {
        &context.scene.dossier[self.article].annotations.entities.list[self.person]
    }

    /// Whether two holdings are of one office and part, whoever has it and wherever.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        let parts = |part: Option<Part>| part.is_some_and(|part| matches!(part, Part::Lead | Part::Manage));
        (!self.title.is_empty() && self.title == other.title)
            || (self.post.trade.is_some()
                && self.post.trade == other.post.trade
                && parts(self.post.part)
                && parts(other.post.part))
    }

    /// Whether one is said to have an office that the other article only lets them stand in for.
    pub(super) fn stands_in(&self, other: &Self, offices: &Offices, posts: &Posts) -> bool {
        let chairs =
            |holding: &Self| matches!(holding.post.part, Some(Part::Preside | Part::Chair | Part::Lead));
        let trades = matches!((self.post.trade, other.post.trade), (Some(x), Some(y)) if x != y);
        if self.deputy == other.deputy {
            return false;
        }
        // `Vizelandrätin`, `stellvertretende Leiterin des Amts`: of the very office.
        let bare = |holding: &Self| posts.without_deputy(&holding.title).to_owned();
        if !self.title.is_empty() && bare(self) == bare(other) {
            return true;
        }
        // `Stellvertreterin des Landrats`
        let (deputy, head) = if self.deputy { (self, other) } else { (other, self) };
        if !head.title.is_empty()
            && deputy.words.iter().any(|word| offices.spellings(word).contains(&head.title))
        {
            return true;
        }
        // `Vizepräsident` has its own title.
        let titled = self.title.is_empty() || other.title.is_empty() || self.title == other.title;
        self.deputy != other.deputy
            && self.post.part == other.post.part
            && chairs(self)
            && !trades
            && (titled
                || self.post.trade.is_some()
                || matches!(self.post.part, Some(Part::Preside | Part::Chair)))
    }

    /// Whether it is a post in a group whose speaker is its head.
    fn is_movement(&self, posts: &Posts) -> bool {
        posts.is_movement(&self.lemma.to_lowercase()) || self.words.iter().any(|word| posts.is_movement(word))
    }

    /// What the words say of the body: those behind the title, and the first part of a compound.
    fn of_body(&self, context: &Context<'_>) -> Vec<String> {
        let own = context.rules.posts.first_part(&self.lemma);
        own.into_iter().chain(self.words.iter().cloned()).collect()
    }

    /// Whether both posts may be in one body: one says of none, or both have a word or a name of it in common.
    fn may_be_of_one(&self, context: &Context<'_>, other: &Self) -> bool {
        if self.bodies.intersection(&other.bodies).next().is_some() {
            return true;
        }
        let (of_a, of_b) = (self.of_body(context), other.of_body(context));
        let begins = |x: &str, y: &str| {
            let same = x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count();
            same >= SAME_BODY && same + 3 >= x.chars().count().min(y.chars().count())
        };
        // Who speaks for a house and who runs one: a compound's first part says too little to tell two houses.
        let speaks = [self, other].iter().any(|holding| holding.post.part == Some(Part::Speak));
        if speaks && (self.words.is_empty() || other.words.is_empty()) {
            return true;
        }
        of_a.is_empty() || of_b.is_empty() || of_a.iter().any(|x| of_b.iter().any(|y| begins(x, y)))
    }

    /// Whether the words tell of two towns or two bodies, one on either side.
    pub(super) fn is_elsewhere(&self, context: &Context<'_>, other: &Self) -> bool {
        let (mut own, mut others) = (self.bodies.iter(), other.bodies.iter());
        match (own.next(), own.next(), others.next(), others.next()) {
            (Some(a), None, Some(b), None) => a != b && context.same_level(*a, *b),
            _ => false,
        }
    }

    /// Whether nobody has both.
    pub(super) fn excludes(
        &self,
        context: &Context<'_>,
        other: &Self,
        offices: &Offices,
        posts: &Posts,
    ) -> bool {
        if self.deputy || other.deputy {
            return self.stands_in(other, offices, posts) && !self.is_elsewhere(context, other);
        }
        let alike = self.is_alike(other);
        offices.exclude(&self.lemma, &other.lemma)
            || posts.exclude(&self.post, &other.post)
            || (Posts::exclude_in_one_body(&self.post, &other.post)
                && !self.title.is_empty()
                && !other.title.is_empty()
                && !self.is_movement(posts)
                && !other.is_movement(posts)
                && self.may_be_of_one(context, other))
            || (alike && self.is_elsewhere(context, other))
    }
}
