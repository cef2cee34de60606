//! What is short for a longer name: surnames, given names, acronyms, the first word of a firm's name.

use std::ops::Range;

use super::cast::{Cast, blank};
use super::model::{Entity, EntityId, EntityKind};
use super::names::{PersonName, Scan, Spot, What};
use super::words::Words;

impl Cast<'_> {
    /// Single words and acronyms that are short for the longer names of organisations.
    pub(super) fn collect_short_names(&mut self) {
        for (index, entity) in self.list.iter().enumerate() {
            if entity.kind != EntityKind::Organisation || entity.known || self.instead[index] != index {
                continue;
            }
            let words: Vec<&str> = entity.name.split_whitespace().collect();
            if words.len() < 2 {
                continue;
            }
            let mut initials = String::new();
            for word in &words {
                if word.chars().all(char::is_uppercase) && word.len() > 1 && word.len() < 4 {
                    initials.push_str(word);
                } else {
                    initials.extend(word.chars().next().filter(|letter| letter.is_uppercase()));
                }
            }
            let mut short = Vec::new();
            for cut in 3..=initials.chars().count().min(5) {
                short.push(initials.chars().take(cut).collect::<String>());
            }
            let own = words.iter().filter(|word| {
                word.len() > 3
                    && word.starts_with(char::is_uppercase)
                    && !self.rules.is_kind_word(word)
                    && self.rules.lexicon.whole(word, &Default::default()).is_none()
            });
            short.extend(own.map(|word| (*word).to_owned()));
            for short in short {
                self.by_short.entry(short).or_default().push(index);
            }
        }
    }

    /// Whom a short name means.
    pub(super) fn short(&mut self, spot: &Spot) -> (Option<EntityId>, bool) {
        let name = self.words_of(spot, &spot.tokens, true);
        let plain = self.without_ending(spot, &name);
        for name in std::iter::once(name.as_str()).chain(plain.as_deref()) {
            // A firm that bears the name of somebody who is named only later (`Lindhorst` before `Carla Lindhorst`).
            let other = !spot.heading
                && matches!(spot.what, What::Unclear(Some(EntityKind::Organisation | EntityKind::Place)));
            let found = self.by_surname(name, spot.span.start());
            if let Some(found) = found.filter(|found| !other || self.introduced[found.0] < spot.span.start())
            {
                return (Some(found.0), found.1);
            }
        }
        if let What::Known(hit) = &spot.what {
            return (Some(self.entry(hit.entry)), true);
        }
        for name in std::iter::once(name.as_str()).chain(plain.as_deref()) {
            let one = |list: Option<&Vec<EntityId>>| list.filter(|list| list.len() == 1).map(|list| list[0]);
            if let Some(found) =
                one(self.by_short.get(name)).or_else(|| one(self.by_given.get(&self.rules.keys.key(name))))
            {
                return (Some(found), true);
            }
        }
        for name in std::iter::once(name.as_str()).chain(plain.as_deref()) {
            if let Some(&known) = self.by_key.get(&(false, self.rules.keys.key(name))) {
                return (Some(known), true);
            }
        }
        match &spot.what {
            What::Person(person) => (self.half_named(spot, person), true),
            What::Unclear(hint) if !name.is_empty() => {
                let place = spot.located.then_some(EntityKind::Place);
                let kind = hint.or(place).unwrap_or(EntityKind::Other);
                (Some(self.thing(&name, kind, spot)), hint.is_some())
            }
            What::Known(_) | What::Kind(_) | What::Institution(_) | What::Unclear(_) => (None, false),
        }
    }

    /// A person of whom the article gives only the surname or only the given name.
    fn half_named(&mut self, spot: &Spot, person: &PersonName) -> Option<EntityId> {
        let name = self.words_of(spot, &spot.tokens, true);
        let key = self.rules.keys.key(&name);
        if key.is_empty() {
            return None;
        }
        let mut entity = Entity {
            id: self.rules.keys.slug(&name),
            name: name.clone(),
            kind: EntityKind::Person,
            key,
            gender: person.gender,
            ..blank()
        };
        if person.surname.is_empty() {
            entity.given = Some(name.clone());
            let index = self.add(entity, spot.span.start());
            self.by_given.entry(self.rules.keys.key(&name)).or_default().push(index);
            return Some(index);
        }
        entity.surname = Some(name.clone());
        let index = self.add(entity, spot.span.start());
        self.index_person(index, None, &name);
        Some(index)
    }

    /// The person of a bare surname at a place of the text, and whether that is clear.
    pub(super) fn by_surname(&self, surname: &str, at: usize) -> Option<(EntityId, bool)> {
        let all = self.by_surname.get(&self.rules.keys.key(surname))?;
        match all.as_slice() {
            [] => None,
            [one] => Some((*one, true)),
            several => {
                let before: Vec<EntityId> =
                    several.iter().copied().filter(|&id| self.introduced[id] < at).collect();
                match before.as_slice() {
                    [one] => Some((*one, true)),
                    [] => several.iter().copied().min_by_key(|&id| self.introduced[id]).map(|id| (id, false)),
                    many => {
                        let most =
                            many.iter().copied().max_by_key(|&id| (self.count[id], std::cmp::Reverse(id)))?;
                        let second = many.iter().filter(|&&id| id != most).map(|&id| self.count[id]).max()?;
                        Some((most, self.count[most] >= 3 * second.max(1)))
                    }
                }
            }
        }
    }

    /// Adds the names that no pass found because only the rest of the article tells that they are names: a surname at
    /// the beginning of a sentence, a short form in a headline. The ranges say which spots are each sentence's.
    pub(super) fn add_uncovered(
        &mut self,
        scans: &mut [Scan<'_>],
        own: &mut [Range<usize>],
        spots: Vec<Spot>,
    ) -> Vec<Spot> {
        let mut all = Vec::with_capacity(spots.len());
        let mut named = Vec::with_capacity(spots.len());
        let mut old = spots.into_iter().zip(std::mem::take(&mut self.named)).peekable();
        for (scan, range) in scans.iter_mut().zip(own) {
            let first = all.len();
            for at in 0..scan.marks.len() {
                while let Some((spot, entity)) = old
                    .next_if(|(spot, _)| spot.sentence == scan.index && usize::from(spot.tokens.start) <= at)
                {
                    all.push(spot);
                    named.push(entity);
                }
                let mark = &scan.marks[at];
                let word = scan.word(at);
                if !mark.capital || mark.covered || mark.role.is_some() || scan.words.not_names.contains(word)
                {
                    continue;
                }
                let Some(token) = scan.token(at) else { continue };
                let known = self.by_word(word, scan.words, token.span.start()).is_some()
                    || (self.is_loose(word, scan.words) && !scan.is_common(at));
                if known {
                    scan.marks[at].covered = true;
                    all.push(scan.make(at, at + 1, What::Unclear(None)));
                    named.push(None);
                }
            }
            *range = first..all.len();
        }
        self.named = named;
        all
    }

    /// The organisation, place or thing of a full or short name.
    pub(super) fn by_name(&self, name: &str) -> Option<EntityId> {
        let short = self.by_short.get(name).filter(|list| list.len() == 1).map(|list| list[0]);
        short.or_else(|| self.by_key.get(&(false, self.rules.keys.key(name))).copied())
    }

    /// Whether a word stands as a name of its own elsewhere in the article.
    fn is_loose(&self, word: &str, words: &Words) -> bool {
        self.loose.contains(word)
            || words.inflection.name_endings.iter().any(|ending| {
                word.strip_suffix(ending.as_str()).is_some_and(|name| self.loose.contains(name))
            })
    }

    /// Whom an uncovered word of the text names, being short for a name found elsewhere.
    pub(super) fn by_word(&self, word: &str, words: &Words, at: usize) -> Option<(EntityId, bool)> {
        let mut forms = vec![word];
        forms.extend(
            words.inflection.name_endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str())),
        );
        forms.into_iter().filter(|form| form.len() > 1).find_map(|form| {
            let short = || self.by_short.get(form).filter(|list| list.len() == 1).map(|list| (list[0], true));
            self.by_surname(form, at).or_else(short)
        })
    }
}
