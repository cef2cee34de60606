//! Whether two who did a deed are certainly two.

use super::field::Doer;
use crate::annotate::entity::EntityKind;
use crate::finding::Context;
use crate::language::Gender;
use crate::language::Number;
use crate::subject::IdentityId;

pub(super) struct Two<'a> {
    pub(super) context: &'a Context<'a>,
}

/// Nouns nearer than this may mean one person.
const NEAR: f32 = 0.55;

impl Two<'_> {
    /// Whether nobody is both.
    pub(super) fn are_two(&self, a: &Doer, b: &Doer) -> bool {
        let lexemes = &self.context.scene.lexemes;
        if a.roles.iter().any(|x| b.roles.contains(x)) {
            return false;
        }
        let pairs = a.agent.words.iter().flat_map(|x| b.agent.words.iter().map(move |y| (*x, *y)));
        if pairs.map(|(x, y)| lexemes.nearness(x, y)).fold(0.0, f32::max) >= NEAR {
            return false;
        }
        if a.from.iter().any(|x| b.from.contains(x)) || self.is_beside(a, b) || self.is_beside(b, a) {
            return false;
        }
        if let (Some(x), Some(y)) = (a.agent.identity, b.agent.identity) {
            if x == y || self.is_short_for(a, b) || self.is_short_for(b, a) {
                return false;
            }
            let (of_x, of_y) = (self.kind(x), self.kind(y));
            if of_x == of_y && of_x.is_some() {
                return true;
            }
        }
        if let (Some(x), Some(y)) = (self.gender(a), self.gender(b))
            && x != y
        {
            return true;
        }
        let actors = &self.context.rules.actors;
        let relations: Vec<bool> = a
            .roles
            .iter()
            .flat_map(|x| b.roles.iter().map(move |y| (x, y)))
            .filter_map(|(x, y)| match (actors.kind(x), actors.kind(y)) {
                (Some(_), Some(_)) => Some(actors.differ(x, y) || actors.are_apart(x, y)),
                _ => None,
            })
            .collect();
        !relations.is_empty() && relations.iter().all(|apart| *apart)
    }

    /// Whether the other's sentence has one as well, and denies nothing: they were in it together (`mit Unterstützung der
    /// Weltbank`).
    fn is_beside(&self, one: &Doer, other: &Doer) -> bool {
        let read = &self.context.scene.dossier[other.article];
        let place = other.agent.head_span;
        let Some(sentence) = read.reading.sentences.iter().find(|it| it.span.contains(place)) else {
            return false;
        };
        let name = self.context.words(one.article, one.agent.head_span);
        let denies = sentence.clauses.iter().any(|clause| !clause.negations.is_empty());
        let text = read.document.text();
        let is_word = || sentence.tokens.iter().any(|token| token.span.of(text) == name);
        !denies && (is_word() || name.contains(' ') && sentence.span.of(text).contains(name))
    }

    /// Whether one is named by an acronym whose letters the other's words have, in order.
    fn is_short_for(&self, short: &Doer, long: &Doer) -> bool {
        let short = self.context.words(short.article, short.agent.head_span);
        let long = self.context.words(long.article, long.agent.span).to_lowercase();
        let is_acronym = short.chars().count() >= 2 && short.chars().all(|letter| !letter.is_lowercase());
        let mut letters = long.chars();
        is_acronym && short.to_lowercase().chars().all(|letter| letters.any(|other| other == letter))
    }

    fn kind(&self, identity: IdentityId) -> Option<EntityKind> {
        let &(article, id) = self.context.scene.identities.members(identity).first()?;
        Some(self.context.scene.dossier[article].annotations.entities.list[id].kind)
    }

    /// Of one person, where the name or the noun tells.
    fn gender(&self, doer: &Doer) -> Option<Gender> {
        if let Some(identity) = doer.agent.identity {
            let mut members = self.context.scene.identities.members(identity).iter();
            return members.find_map(|&(article, id)| {
                let entity = &self.context.scene.dossier[article].annotations.entities.list[id];
                entity.gender.filter(|_| entity.kind == EntityKind::Person)
            });
        }
        let word = self.context.words(doer.article, doer.agent.head_span);
        let language = self.context.document(doer.article).meta.language?;
        let one = doer.agent.number.is_only(Number::Singular);
        self.context.entities.person_word(language, word).filter(|_| one)?.1
    }
}
