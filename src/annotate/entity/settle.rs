//! The last word on who is who: organisations under several names, kinds by majority, the finished list.

use std::collections::HashMap;

use super::cast::{Cast, MANY};
use super::model::{Entities, Entity, EntityId, EntityKind, Mention};

impl Cast<'_> {
    /// `SC Wesermark` is `SC Wesermark Bremerhaven`: an organisation all of whose words stand in the longer name of
    /// just one other.
    pub(super) fn merge_organisations(&mut self) {
        let mut by_word: HashMap<&str, Vec<EntityId>> = HashMap::new();
        let named = |entity: &Entity| entity.kind == EntityKind::Organisation && !entity.known;
        for (id, entity) in self.list.iter().enumerate().filter(|(_, entity)| named(entity)) {
            for word in entity.name.split(' ').filter(|word| !self.rules.is_kind_word(word)) {
                by_word.entry(word).or_default().push(id);
            }
        }
        let mut same: Vec<(EntityId, EntityId)> = Vec::new();
        for (id, entity) in self.list.iter().enumerate().filter(|(_, entity)| named(entity)) {
            let Some(first) = entity.name.split(' ').find(|word| by_word.contains_key(word)) else {
                continue;
            };
            let mut longer = by_word[first].iter().copied().take(MANY).filter(|&other| {
                let words: Vec<&str> = self.list[other].name.split(' ').collect();
                words.len() > entity.name.split(' ').count()
                    && entity.name.split(' ').all(|word| words.contains(&word))
            });
            if let (Some(one), None) = (longer.next(), longer.next()) {
                same.push((id, one));
            }
        }
        for (short, long) in same {
            self.instead[short] = long;
        }
    }

    /// Lets the places that name something of unclear kind decide together what it is.
    pub(super) fn count_votes(&mut self) {
        for (id, votes) in std::mem::take(&mut self.votes) {
            let entity = &mut self.list[id];
            let unclear = !entity.known
                && entity.given.is_none()
                && entity.titles.is_empty()
                && !entity.name.contains(' ');
            let most = votes.iter().copied().max_by_key(|kind| {
                (votes.iter().filter(|vote| *vote == kind).count(), std::cmp::Reverse(*kind))
            });
            let Some(kind) = most.filter(|_| unclear) else { continue };
            if self.told.contains(&id) {
                continue;
            }
            entity.kind = kind;
            if kind == EntityKind::Person && entity.surname.is_none() {
                entity.surname = Some(entity.name.clone());
            }
        }
    }

    /// The finished list, mentions in the order of the text. Entities that turned out to be others are left out.
    pub(super) fn finish(self) -> Entities {
        let mut place = Vec::with_capacity(self.list.len());
        let mut list = Vec::with_capacity(self.list.len());
        for (id, entity) in self.list.into_iter().enumerate() {
            place.push(list.len());
            if self.instead[id] == id {
                list.push(entity);
            }
        }
        let mut mentions: Vec<Mention> = self.mentions.into_iter().flatten().collect();
        for mention in &mut mentions {
            mention.entity = place[self.instead[mention.entity]];
        }
        mentions.sort_by_key(|mention| (mention.span, mention.entity));
        mentions.dedup_by_key(|mention| (mention.span, mention.entity));
        Entities { list, mentions }
    }
}
