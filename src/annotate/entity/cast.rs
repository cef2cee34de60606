//! One identity per person and thing of an article: names are gathered under the fullest one.

mod ask;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::{Gender, Reading};
use crate::text::Span;

use super::Rules;
use super::lexicon::{EntryId, EntryKind, Hit, How};
use super::model::{Entity, EntityId, EntityKind, Mention, MentionForm};
use super::names::{PersonName, Spot, What};
use super::role::RoleWord;
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
    pub(super) by_key: HashMap<(bool, String), EntityId>,
    /// By the key of the surname alone.
    pub(super) by_surname: HashMap<String, Vec<EntityId>>,
    pub(super) by_given: HashMap<String, Vec<EntityId>>,
    /// Names of one word that stand somewhere in the article, whatever they name.
    pub(super) loose: HashSet<String>,
    /// Short forms of organisations and other names, as written.
    pub(super) by_short: HashMap<String, Vec<EntityId>>,
    /// Where an entity is first named in full.
    pub(super) introduced: Vec<usize>,
    /// Whom an entity turned out to be; mostly itself.
    pub(super) instead: Vec<EntityId>,
    /// Descriptions of people whom the article does not name, by sentence: they stand in the way of a pronoun.
    pub(super) strangers: Vec<Vec<Stranger>>,
    /// Ages of people who are introduced without a name.
    pub(super) strange_ages: Vec<u32>,
    /// How well descriptions fit offices, by office and description: the same few meet again and again.
    ranks: RefCell<HashMap<String, HashMap<String, u8>>>,
    /// Entities whose kind the words around a name tell.
    pub(super) told: HashSet<EntityId>,
    /// What the places say that name an entity of unclear kind.
    pub(super) votes: HashMap<EntityId, Vec<EntityKind>>,
}

/// Somebody described and not named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stranger {
    pub(super) span: Span,
    pub(super) gender: Option<Gender>,
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
            loose: HashSet::new(),
            by_short: HashMap::new(),
            introduced: Vec::new(),
            instead: Vec::new(),
            strangers: vec![Vec::new(); reading.sentences.len()],
            strange_ages: Vec::new(),
            votes: HashMap::new(),
            told: HashSet::new(),
            ranks: RefCell::default(),
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
                What::Person(_) | What::Unclear(_) => None,
            };
            self.name(index, spot, found, true);
            let lone = spot.tokens.len() == 1
                && matches!(spot.what, What::Unclear(_) | What::Kind(_) | What::Person(_));
            if lone {
                let name = self.words_of(spot, &spot.tokens, true);
                self.loose.insert(name);
            }
        }
        self.merge_organisations();
        self.collect_short_names();
    }

    /// Gives the other spots, which are short for a name or stand alone, their entities.
    pub(super) fn gather_short(&mut self, spots: &[Spot]) {
        for (index, spot) in spots.iter().enumerate() {
            if self.named[index].is_some() {
                continue;
            }
            let (found, sure) = self.short(spot);
            if let (Some(found), What::Unclear(kind)) = (found, &spot.what) {
                let place = spot.located.then_some(EntityKind::Place);
                self.votes.entry(found).or_default().extend(kind.iter().copied().chain(place));
            }
            self.name(index, spot, found, sure);
        }
    }

    fn name(&mut self, index: usize, spot: &Spot, entity: Option<EntityId>, sure: bool) {
        let Some(entity) = entity else { return };
        self.named[index] = Some(entity);
        let form = self.form(spot);
        let span = self.with_particles(spot, entity);
        self.mention(span, entity, form, sure);
    }

    /// The place of a name with the small words that belong to the surname (`ließ von Ahlefeld offen`).
    fn with_particles(&self, spot: &Spot, entity: EntityId) -> Span {
        let surname = self.list[entity].surname.as_deref().unwrap_or("");
        let Some((particles, _)) = surname.rsplit_once(' ').filter(|_| spot.tokens.len() == 1) else {
            return spot.span;
        };
        let start = spot.span.start().checked_sub(particles.len() + 1);
        match start.and_then(|start| self.text.get(start..spot.span.start())) {
            Some(before) if before.trim_end().eq_ignore_ascii_case(particles) => {
                Span::new(spot.span.start() - before.len(), spot.span.end())
            }
            _ => spot.span,
        }
    }

    /// Notes that a place of the text means an entity.
    pub(super) fn mention(&mut self, span: Span, entity: EntityId, form: MentionForm, sure: bool) {
        if let Some(first) = self.introduced.get_mut(entity) {
            *first = span.start().min(*first);
        }
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
                How::Capital(_) if spot.located => MentionForm::Name,
                How::Capital(_) => MentionForm::Metonym,
            },
            What::Institution(_) => MentionForm::Role,
            What::Person(_) | What::Kind(_) | What::Unclear(_) => MentionForm::Name,
        }
    }

    fn known(&mut self, spot: &Spot, hit: Hit) -> Option<EntityId> {
        match hit.how {
            How::Surname => None,
            How::Capital(state) if !spot.located => Some(self.entry(state)),
            How::Name | How::Adjective | How::Inhabitant(_) | How::Capital(_) => Some(self.entry(hit.entry)),
        }
    }

    /// The entity of a lexicon entry.
    pub(super) fn entry(&mut self, id: EntryId) -> EntityId {
        if let Some(&known) = self.by_entry.get(&id) {
            return known;
        }
        let Some(entry) = self.rules.lexicon.entry(id) else { return self.add(blank(), usize::MAX) };
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
        let index = self.add(entity, usize::MAX);
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

    pub(super) fn index_person(&mut self, index: EntityId, given: Option<&str>, surname: &str) {
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
        let id = self.thing(&name, kind, spot);
        self.told.insert(id);
        Some(id)
    }

    /// An organisation, place, event or other thing by its name.
    pub(super) fn thing(&mut self, name: &str, kind: EntityKind, spot: &Spot) -> EntityId {
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

    pub(super) fn add(&mut self, entity: Entity, at: usize) -> EntityId {
        self.list.push(entity);
        self.count.push(0);
        self.introduced.push(at);
        self.instead.push(self.list.len() - 1);
        self.list.len() - 1
    }

    /// The words of a range of a spot's sentence; the last one without its genitive ending where the lemma lacks it.
    pub(super) fn words_of(&self, spot: &Spot, range: &Range<u16>, inflected: bool) -> String {
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
    pub(super) fn without_ending(&self, spot: &Spot, name: &str) -> Option<String> {
        let sentence = self.reading.sentences.get(spot.sentence)?;
        let words = self.rules.words(sentence.language);
        words
            .inflection
            .name_endings
            .iter()
            .filter_map(|ending| name.strip_suffix(ending.as_str()))
            .find(|name| name.len() > 2 || name.ends_with('.'))
            .map(str::to_owned)
    }

    /// Takes back the mentions at a place.
    pub(super) fn forget(&mut self, span: Span) {
        let sentence = self.reading.sentences.partition_point(|sentence| sentence.span.end() <= span.start());
        if let Some(mentions) = self.mentions.get_mut(sentence) {
            mentions.retain(|mention| mention.span != span);
        }
    }

    /// Notes what a form tells about a person's gender, unless it is known.
    pub(super) fn learn_gender(&mut self, entity: EntityId, gender: Option<Gender>) {
        if let Some(entity) = self.list.get_mut(entity) {
            entity.gender = entity.gender.or(gender);
        }
    }
}

/// An article that names more things than this is no news: only the last of them are looked at for a description, so
/// that the work stays linear.
pub(super) const MANY: usize = 200;

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
