//! One identity per person and thing of an article: names are gathered under the fullest one.

use std::collections::HashMap;
use std::ops::Range;

use crate::language::{Gender, Reading};
use crate::text::Span;

use super::Rules;
use super::lexicon::{EntryId, EntryKind, Hit, How};
use super::model::{Entities, Entity, EntityId, EntityKind, Mention, MentionForm};
use super::names::{PersonName, Scan, Spot, What};
use super::words::Words;

/// The entities of an article while they are being found.
pub(super) struct Cast<'a> {
    pub(super) text: &'a str,
    pub(super) reading: &'a Reading,
    pub(super) rules: &'a Rules,
    pub(super) list: Vec<Entity>,
    /// By sentence.
    pub(super) mentions: Vec<Vec<Mention>>,
    /// For every spot: whom it names.
    pub(super) named: Vec<Option<EntityId>>,
    /// How often an entity is named.
    pub(super) count: Vec<usize>,
    by_entry: HashMap<EntryId, EntityId>,
    by_key: HashMap<(bool, String), EntityId>,
    /// By the key of the surname alone.
    by_surname: HashMap<String, Vec<EntityId>>,
    by_given: HashMap<String, Vec<EntityId>>,
    /// Short forms of organisations and other names, as written.
    by_short: HashMap<String, Vec<EntityId>>,
    /// Where an entity is first named in full.
    introduced: Vec<usize>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(text: &'a str, reading: &'a Reading, rules: &'a Rules) -> Self {
        Self {
            text,
            reading,
            rules,
            list: Vec::new(),
            mentions: vec![Vec::new(); reading.sentences.len()],
            named: Vec::new(),
            count: Vec::new(),
            by_entry: HashMap::new(),
            by_key: HashMap::new(),
            by_surname: HashMap::new(),
            by_given: HashMap::new(),
            by_short: HashMap::new(),
            introduced: Vec::new(),
        }
    }

    /// Gives full names and other strong spots their entities.
    pub(super) fn gather(&mut self, spots: &[Spot]) {
        self.named = vec![None; spots.len()];
        for (index, spot) in spots.iter().enumerate() {
            let found = match &spot.what {
                What::Known(hit) => self.known(spot, *hit),
                What::Person(name) if !name.given.is_empty() && !name.surname.is_empty() => {
                    Some(self.person(spot, name))
                }
                What::Kind(kind) => self.kind(spot, *kind),
                What::Institution(noun) => Some(self.thing(noun, EntityKind::Organisation, spot)),
                What::Person(_) | What::Unclear => None,
            };
            self.name(index, spot, found, true);
        }
        self.collect_short_names();
    }

    /// Gives the other spots, which are short for a name or stand alone, their entities.
    pub(super) fn gather_short(&mut self, spots: &[Spot]) {
        for (index, spot) in spots.iter().enumerate() {
            if self.named[index].is_some() {
                continue;
            }
            let (found, sure) = self.short(spot);
            self.name(index, spot, found, sure);
        }
    }

    fn name(&mut self, index: usize, spot: &Spot, entity: Option<EntityId>, sure: bool) {
        let Some(entity) = entity else { return };
        self.named[index] = Some(entity);
        let form = self.form(spot);
        self.mention(spot.span, entity, form, sure);
    }

    /// Notes that a place of the text means an entity.
    pub(super) fn mention(&mut self, span: Span, entity: EntityId, form: MentionForm, sure: bool) {
        if let Some(count) = self.count.get_mut(entity)
            && form == MentionForm::Name
        {
            *count += 1;
        }
        let sentence = self.reading.sentences.partition_point(|sentence| sentence.span.end() <= span.start());
        if let Some(mentions) = self.mentions.get_mut(sentence) {
            mentions.push(Mention { span, entity, form, sure });
        }
    }

    fn form(&self, spot: &Spot) -> MentionForm {
        match &spot.what {
            What::Known(hit) => match hit.how {
                How::Name | How::Surname => MentionForm::Name,
                How::Adjective | How::Inhabitant(_) => MentionForm::Adjective,
                How::House => MentionForm::Metonym,
                How::Capital(_) if spot.located => MentionForm::Name,
                How::Capital(_) => MentionForm::Metonym,
            },
            What::Institution(_) => MentionForm::Role,
            What::Person(_) | What::Kind(_) | What::Unclear => MentionForm::Name,
        }
    }

    fn known(&mut self, spot: &Spot, hit: Hit) -> Option<EntityId> {
        match hit.how {
            How::Surname => None,
            How::Capital(state) if !spot.located => Some(self.entry(state)),
            How::Name | How::Adjective | How::Inhabitant(_) | How::House | How::Capital(_) => {
                Some(self.entry(hit.entry))
            }
        }
    }

    /// The entity of a lexicon entry.
    pub(super) fn entry(&mut self, id: EntryId) -> EntityId {
        if let Some(&known) = self.by_entry.get(&id) {
            return known;
        }
        let Some(entry) = self.rules.lexicon.entry(id) else { return self.add(blank(), 0) };
        let mut entity = Entity {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind.entity(),
            known: true,
            key: self.rules.keys.key(&entry.name),
            origins: entry.inside.iter().cloned().collect(),
            ..blank()
        };
        if let EntryKind::Person(gender) = entry.kind {
            entity.gender = Some(gender);
            let (given, surname) = split_name(&entry.name);
            entity.given = given.map(str::to_owned);
            entity.surname = Some(surname.to_owned());
        }
        let surname = entity.surname.clone();
        let given = entity.given.clone();
        let index = self.add(entity, 0);
        self.by_entry.insert(id, index);
        if let Some(surname) = surname {
            self.index_person(index, given.as_deref(), &surname);
        }
        index
    }

    fn person(&mut self, spot: &Spot, name: &PersonName) -> EntityId {
        let given = self.words_of(spot, &name.given, false);
        let surname = self.words_of(spot, &name.surname, true);
        let key = self.rules.keys.key(&format!("{given} {surname}"));
        if let Some(&known) = self.by_key.get(&(true, key.clone())) {
            return known;
        }
        // A genitive at first sight (`Malte Petersens`) whose plain form is known, and the other way round.
        if let Some(plain) = self.without_ending(spot, &surname) {
            let plain_key = self.rules.keys.key(&format!("{given} {plain}"));
            if let Some(&known) = self.by_key.get(&(true, plain_key)) {
                return known;
            }
        }
        if let Some(known) = self.person_of_entry(&given, &surname) {
            self.by_key.insert((true, key), known);
            return known;
        }
        let full = format!("{given} {surname}");
        let entity = Entity {
            id: self.rules.keys.slug(&full),
            name: full,
            kind: EntityKind::Person,
            given: Some(given.clone()),
            surname: Some(surname.clone()),
            key: key.clone(),
            gender: name.gender,
            ..blank()
        };
        let index = self.add(entity, spot.span.start());
        self.by_key.insert((true, key), index);
        self.index_person(index, Some(&given), &surname);
        index
    }

    /// A person of the lexicon under a full name that is spelled in a way it does not list.
    fn person_of_entry(&mut self, given: &str, surname: &str) -> Option<EntityId> {
        let key = self.rules.keys.key(&format!("{given} {surname}"));
        let id = self.by_surname.get(&self.rules.keys.key(surname))?;
        id.iter().copied().find(|&id| self.list[id].key == key)
    }

    fn index_person(&mut self, index: EntityId, given: Option<&str>, surname: &str) {
        let keys = &self.rules.keys;
        let mut enter = |key: String| {
            let list = self.by_surname.entry(key).or_default();
            if !list.contains(&index) {
                list.push(index);
            }
        };
        enter(keys.key(surname));
        if let Some(last) = surname.rsplit(' ').next() {
            enter(keys.key(last));
        }
        for given in given.into_iter().flat_map(str::split_whitespace).filter(|word| !word.ends_with('.')) {
            self.by_given.entry(keys.key(given)).or_default().push(index);
        }
    }

    fn kind(&mut self, spot: &Spot, kind: EntityKind) -> Option<EntityId> {
        let name = self.words_of(spot, &spot.tokens, true);
        Some(self.thing(&name, kind, spot))
    }

    /// An organisation, place, event or other thing by its name.
    fn thing(&mut self, name: &str, kind: EntityKind, spot: &Spot) -> EntityId {
        let key = self.rules.keys.key(name);
        if let Some(&known) = self.by_key.get(&(false, key.clone())) {
            return known;
        }
        let entity = Entity {
            id: self.rules.keys.slug(name),
            name: name.to_owned(),
            kind,
            key: key.clone(),
            ..blank()
        };
        let index = self.add(entity, spot.span.start());
        self.by_key.insert((false, key), index);
        index
    }

    fn add(&mut self, entity: Entity, at: usize) -> EntityId {
        self.list.push(entity);
        self.count.push(0);
        self.introduced.push(at);
        self.list.len() - 1
    }

    /// Single words and acronyms that are short for the longer names of organisations.
    fn collect_short_names(&mut self) {
        for (index, entity) in self.list.iter().enumerate() {
            if entity.kind != EntityKind::Organisation || entity.known {
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
    fn short(&mut self, spot: &Spot) -> (Option<EntityId>, bool) {
        let name = self.words_of(spot, &spot.tokens, true);
        let plain = self.without_ending(spot, &name);
        for name in std::iter::once(name.as_str()).chain(plain.as_deref()) {
            if let Some(found) = self.by_surname(name, spot.span.start()) {
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
        let key = self.rules.keys.key(plain.as_deref().unwrap_or(&name));
        if let Some(&known) = self.by_key.get(&(false, key)) {
            return (Some(known), true);
        }
        match &spot.what {
            What::Person(person) => (self.half_named(spot, person), true),
            What::Unclear if !name.is_empty() => {
                let kind = if spot.located { EntityKind::Place } else { EntityKind::Other };
                (Some(self.thing(&name, kind, spot)), false)
            }
            What::Known(_) | What::Kind(_) | What::Institution(_) | What::Unclear => (None, false),
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
                if self.by_word(word, scan.words, token.span.start()).is_some() {
                    scan.marks[at].covered = true;
                    all.push(scan.make(at, at + 1, What::Unclear));
                    named.push(None);
                }
            }
            *range = first..all.len();
        }
        self.named = named;
        all
    }

    /// The finished list, mentions in the order of the text.
    pub(super) fn finish(self) -> Entities {
        let mut mentions: Vec<Mention> = self.mentions.into_iter().flatten().collect();
        mentions.sort_by_key(|mention| (mention.span, mention.entity));
        mentions.dedup_by_key(|mention| (mention.span, mention.entity));
        Entities { list: self.list, mentions }
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

    /// The words of a range of a spot's sentence; the last one without its genitive ending where the lemma lacks it.
    fn words_of(&self, spot: &Spot, range: &Range<u16>, inflected: bool) -> String {
        let Some(sentence) = self.reading.sentences.get(spot.sentence) else { return String::new() };
        let words = sentence.cover(range.clone()).of(self.text);
        if range.is_empty() {
            return String::new();
        }
        let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if inflected && let Some(last) = sentence.tokens.get(usize::from(range.end) - 1) {
            let word = last.span.of(self.text);
            let quoted = word.trim_end_matches(['\'', '’']);
            let lemma = if word.strip_prefix(&*last.lemma).is_some_and(|ending| ending.chars().count() == 1) {
                &*last.lemma
            } else {
                quoted
            };
            words.truncate(words.len() - (word.len() - lemma.len().min(word.len())));
        }
        words
    }

    /// A name without the genitive ending that it may carry.
    fn without_ending(&self, spot: &Spot, name: &str) -> Option<String> {
        let sentence = self.reading.sentences.get(spot.sentence)?;
        let words = self.rules.words(sentence.language);
        words
            .inflection
            .name_endings
            .iter()
            .filter_map(|ending| name.strip_suffix(ending.as_str()))
            .find(|name| name.len() > 2)
            .map(str::to_owned)
    }

    /// Takes back the mentions at a place.
    pub(super) fn forget(&mut self, span: Span) {
        let sentence = self.reading.sentences.partition_point(|sentence| sentence.span.end() <= span.start());
        if let Some(mentions) = self.mentions.get_mut(sentence) {
            mentions.retain(|mention| mention.span != span);
        }
    }

    /// Adds an entity that no name made.
    pub(super) fn push(&mut self, entity: Entity, at: usize) -> EntityId {
        self.add(entity, at)
    }

    /// The lemmas of the offices that the lexicon gives a person.
    pub(super) fn office_of(&self, id: EntityId) -> &[String] {
        let entity = &self.list[id];
        if !entity.known || entity.kind != EntityKind::Person {
            return &[];
        }
        let entry = self.rules.lexicon.find(&entity.id).and_then(|entry| self.rules.lexicon.entry(entry));
        entry.map_or(&[], |entry| &entry.offices)
    }

    /// The mentions in the sentences that a place of the text lies in.
    pub(super) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
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
    pub(super) fn pair_before(&self, at: usize) -> Vec<EntityId> {
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

    /// Notes what a form tells about a person's gender, unless it is known.
    pub(super) fn learn_gender(&mut self, entity: EntityId, gender: Option<Gender>) {
        if let Some(entity) = self.list.get_mut(entity) {
            entity.gender = entity.gender.or(gender);
        }
    }
}

/// An entity about which nothing is known.
pub(super) fn blank() -> Entity {
    Entity {
        id: String::new(),
        name: String::new(),
        kind: EntityKind::Other,
        known: false,
        given: None,
        surname: None,
        key: String::new(),
        titles: Vec::new(),
        gender: None,
        age: None,
        origins: Vec::new(),
    }
}

/// Given names and surname of a name in the lexicon: the surname begins with the first small word after the given
/// name, or is the last word.
fn split_name(name: &str) -> (Option<&str>, &str) {
    let particle = name.match_indices(' ').find(|(at, _)| name[at + 1..].starts_with(char::is_lowercase));
    let at = particle.map(|(at, _)| at).or_else(|| name.rfind(' '));
    match at {
        Some(at) => (Some(&name[..at]), &name[at + 1..]),
        None => (None, name),
    }
}
