//! What the cast of an article is asked while its mentions are read.

use super::{Cast, EntityId, EntityKind, MANY, Mention, RoleWord, Span, Words};

impl Cast<'_> {
    /// How well a description fits an office: see [`Words::describes`].
    pub(in crate::annotate::entity) fn rank(
        &self,
        words: &Words,
        description: &RoleWord,
        office: &str,
    ) -> u8 {
        let mut ranks = self.ranks.borrow_mut();
        if let Some(&known) = ranks.get(office).and_then(|ranks| ranks.get(&description.lemma)) {
            return known;
        }
        let rank = words.describes(description, office);
        ranks.entry(office.to_owned()).or_default().insert(description.lemma.clone(), rank);
        rank
    }

    /// The persons of the article.
    pub(in crate::annotate::entity) fn persons(&self) -> impl Iterator<Item = EntityId> {
        let most = self.list.len().saturating_sub(MANY);
        (most..self.list.len())
            .filter(|&id| self.list[id].kind == EntityKind::Person && self.instead[id] == id)
    }

    /// The lemmas of the offices that the lexicon gives a person.
    pub(in crate::annotate::entity) fn office_of(&self, id: EntityId) -> &[String] {
        let entity = &self.list[id];
        if !entity.known || entity.kind != EntityKind::Person {
            return &[];
        }
        let entry = self.rules.lexicon.find(&entity.id).and_then(|entry| self.rules.lexicon.entry(entry));
        entry.map_or(&[], |entry| &entry.offices)
    }

    /// The mentions in the sentences that a place of the text lies in.
    pub(in crate::annotate::entity) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let sentences = &self.reading.sentences;
        let first = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
        let last = sentences.partition_point(|sentence| sentence.span.start() < span.end());
        self.mentions
            .get(first..last.max(first))
            .unwrap_or(&[])
            .iter()
            .flatten()
            .filter(move |mention| span.contains(mention.span))
    }

    /// The two persons spoken of last before a place, where they are two.
    pub(in crate::annotate::entity) fn pair_before(&self, at: usize) -> Vec<EntityId> {
        let sentences = &self.reading.sentences;
        let here = sentences.partition_point(|sentence| sentence.span.end() <= at);
        let mut found: Vec<EntityId> = Vec::new();
        for sentence in (here.saturating_sub(3)..=here).rev() {
            let Some(mentions) = self.mentions.get(sentence) else { continue };
            let persons = mentions.iter().filter(|mention| {
                mention.span.end() <= at
                    && mention.sure
                    && self.list[mention.entity].kind == EntityKind::Person
            });
            for mention in persons {
                if !found.contains(&mention.entity) {
                    found.push(mention.entity);
                }
            }
            if found.len() >= 2 {
                break;
            }
        }
        if found.len() == 2 { found } else { Vec::new() }
    }
}
