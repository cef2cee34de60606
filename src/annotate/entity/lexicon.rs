//! The entity lexicon: states, places, organisations and well-known people, read from `rules/entities/*.txt`, and the
//! words of a text looked up in it.

use rustc_hash::FxHashMap;

use crate::language::Gender;
use crate::rule::{Files, Problem, lines};

use super::model::EntityKind;
use super::spelled::Best;

/// The lexicon's files, in the order of loading; the first entry of a name wins.
const FILES: [&str; 5] = [
    "entities/states.txt",
    "entities/regions.txt",
    "entities/organisations.txt",
    "entities/cities.txt",
    "entities/persons.txt",
];

/// Index of an entry.
pub(super) type EntryId = u32;

/// What an entry is, finer than [`EntityKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    State,
    Region,
    City,
    Water,
    Building,
    Organisation,
    Party,
    Company,
    Club,
    Media,
    Event,
    Other,
    Person(Gender),
}

impl EntryKind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "state" => Self::State,
            "region" => Self::Region,
            "city" => Self::City,
            "water" => Self::Water,
            "building" => Self::Building,
            "organisation" => Self::Organisation,
            "party" => Self::Party,
            "company" => Self::Company,
            "club" => Self::Club,
            "media" => Self::Media,
            "event" => Self::Event,
            "other" => Self::Other,
            "person-m" => Self::Person(Gender::Masculine),
            "person-f" => Self::Person(Gender::Feminine),
            _ => return None,
        })
    }

    /// The kind that an entity made from the entry has.
    pub(super) fn entity(self) -> EntityKind {
        match self {
            Self::State | Self::Region | Self::City | Self::Water | Self::Building => EntityKind::Place,
            Self::Organisation | Self::Party | Self::Company | Self::Club | Self::Media => {
                EntityKind::Organisation
            }
            Self::Event => EntityKind::Event,
            Self::Other => EntityKind::Other,
            Self::Person(_) => EntityKind::Person,
        }
    }
}

/// One thing that the lexicon knows.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) kind: EntryKind,
    pub(super) name: String,
    /// The state or organisation that it belongs to: an entry's id.
    pub(super) inside: Option<String>,
    /// Lemmas of a person's offices.
    pub(super) offices: Vec<String>,
}

/// What a word or phrase of the lexicon is to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A name.
    Name,
    /// A person's surname alone.
    Surname,
    /// An adjective of origin.
    Adjective,
    /// A word for a person of that origin.
    Inhabitant(Option<Gender>),
    /// A capital or house that stands for a government; `entry` is the place, and this is the state.
    Capital(EntryId),
}

/// A word or phrase of the lexicon.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// What follows the first word, as written; words with `~` take an adjective ending.
    pub(super) rest: Box<str>,
    pub(super) entry: EntryId,
    pub(super) how: How,
    /// Counts only where the context says that it is a name.
    pub(super) doubtful: bool,
    /// Whether the first word takes an adjective ending.
    pub(super) inflected: bool,
}

/// What was found at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Where it ends, genitive ending included.
    pub(super) end: usize,
    /// What it is to the entry.
    pub(super) how: How,
    /// The entry.
    pub(super) entry: EntryId,
    /// See the `?` of the lexicon.
    pub(super) doubtful: bool,
    /// Whether the form tells that several persons are meant.
    pub(super) plural: bool,
}

/// How a language inflects names; from its `entity.toml`.
#[derive(Debug, Default)]
pub(super) struct Inflection {
    pub(super) name_endings: Vec<String>,
    pub(super) adjective_endings: Vec<String>,
    pub(super) inhabitant_forms: Vec<Derived>,
    pub(super) town_forms: Vec<Derived>,
}

/// A form made by an ending.
#[derive(Debug)]
pub(super) struct Derived {
    pub(super) ending: String,
    pub(super) base: Vec<String>,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
}

/// The entity lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    by_id: FxHashMap<String, EntryId>,
    /// By first word.
    forms: FxHashMap<Box<str>, Vec<Form>>,
}

impl Lexicon {
    pub(super) fn load(files: &Files, slug: impl Fn(&str) -> String) -> Result<Self, Problem> {
        let mut lexicon = Self::default();
        lexicon.forms.reserve(8192);
        for path in FILES {
            let text = files.text(path)?;
            for (place, line) in lines(text) {
                if let Err(message) = lexicon.add(line, &slug) {
                    return Err(files.problem(path, place, message));
                }
            }
        }
        for forms in lexicon.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.rest.len()));
        }
        Ok(lexicon)
    }

    /// The entry of an index that this lexicon gave out.
    pub(super) fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// The entry of an identifier.
    pub(super) fn find(&self, id: &str) -> Option<EntryId> {
        self.by_id.get(id).copied()
    }

    fn add(&mut self, line: &str, slug: &impl Fn(&str) -> String) -> Result<(), String> {
        let mut fields = line.split('|').map(str::trim);
        let mut field = || fields.next().unwrap_or("");
        let kind = field();
        let kind = EntryKind::parse(kind).ok_or_else(|| {
            format!("`{kind}` is no kind of entity; the file's first lines say which there are")
        })?;
        let (id, names, inside) = (field(), field(), field());
        let (adjectives, inhabitants, seats) = (field(), field(), field());
        let first = items(names)
            .next()
            .ok_or("an entry needs a name in its third field")?
            .trim_end_matches('?')
            .replace('~', "e");
        let id = if id.is_empty() { slug(&first) } else { id.to_owned() };
        let person = matches!(kind, EntryKind::Person(_));
        let inside = (!inside.is_empty()).then(|| inside.to_owned());
        let offices = if person { items(inhabitants).map(str::to_owned).collect() } else { Vec::new() };
        let entry = self.enter(Entry { id, kind, name: first, inside, offices });
        for name in items(names) {
            self.form(name, entry, How::Name);
        }
        if person {
            for surname in items(seats) {
                self.form(surname, entry, How::Surname);
            }
            return Ok(());
        }
        for adjective in items(adjectives) {
            let inflected = adjective.starts_with(char::is_lowercase) || adjective.contains('-');
            let form = if inflected { format!("{adjective}~") } else { adjective.to_owned() };
            self.form(&form, entry, How::Adjective);
        }
        for inhabitant in items(inhabitants) {
            let (masculine, feminine) = inhabitant.split_once('/').unwrap_or((inhabitant, ""));
            self.form(masculine, entry, How::Inhabitant(None));
            if !feminine.is_empty() {
                self.form(feminine, entry, How::Inhabitant(Some(Gender::Feminine)));
            }
        }
        for (place, seat) in items(seats).enumerate() {
            let spellings = seat.split(',').map(str::trim);
            let capital = place == 0 && kind == EntryKind::State;
            let kind = if capital { EntryKind::City } else { EntryKind::Building };
            let name = spellings.clone().next().unwrap_or("").trim_end_matches('?').replace('~', "es");
            let inside = self.entries.get(entry as usize).map(|state| state.id.clone());
            let id = slug(&name);
            let place = self.enter(Entry { id, kind, name, inside, offices: Vec::new() });
            for spelling in spellings {
                self.form(spelling, place, How::Capital(entry));
            }
        }
        Ok(())
    }

    fn enter(&mut self, entry: Entry) -> EntryId {
        if let Some(&known) = self.by_id.get(&entry.id) {
            return known;
        }
        let index = EntryId::try_from(self.entries.len()).unwrap_or(EntryId::MAX);
        self.by_id.insert(entry.id.clone(), index);
        self.entries.push(entry);
        index
    }

    fn form(&mut self, words: &str, entry: EntryId, how: How) {
        let doubtful = words.ends_with('?');
        let words = words.trim_end_matches('?');
        let first = first_word(words);
        let mut rest = &words[first.len()..];
        let inflected = rest.starts_with('~');
        if inflected {
            rest = &rest[1..];
        }
        let form = Form { rest: rest.into(), entry, how, doubtful, inflected };
        match self.forms.get_mut(first) {
            Some(forms) => forms.push(form),
            None => {
                self.forms.insert(first.into(), vec![form]);
            }
        }
    }

    /// The longest entry that begins at a place of the text, which must be the beginning of a word. A word inside a
    /// compound with hyphen is none (`Trump-Berater`).
    pub(super) fn at(&self, text: &str, start: usize, inflection: &Inflection) -> Option<Hit> {
        let here = text.get(start..)?;
        let first = first_word(here);
        if first.is_empty() {
            return None;
        }
        let after = &here[first.len()..];
        let mut best = Best { first_end: start + first.len(), after, inflection, hit: None };
        if let Some(forms) = self.forms.get(first) {
            best.take(forms, false, false);
        }
        for ending in &inflection.adjective_endings {
            if let Some(forms) = first.strip_suffix(ending.as_str()).and_then(|stem| self.forms.get(stem)) {
                best.take(forms, true, false);
            }
        }
        if best.hit.is_none() {
            for ending in &inflection.name_endings {
                if let Some(forms) = first.strip_suffix(ending.as_str()).and_then(|stem| self.forms.get(stem))
                {
                    best.take(forms, false, true);
                }
            }
        }
        best.hit.or_else(|| self.derived(text, start, inflection))
    }

    /// The entry that the first part of a compound names (`US` in `US-Präsident`, `Kreml` in `Kremlchef`).
    pub(super) fn whole(&self, word: &str, inflection: &Inflection) -> Option<Hit> {
        let hit = self.at(word, 0, inflection)?;
        (hit.end == word.len()).then_some(hit)
    }

    /// Inhabitants and adjectives that are made by an ending.
    fn derived(&self, text: &str, start: usize, inflection: &Inflection) -> Option<Hit> {
        let here = text.get(start..)?;
        if !here.starts_with(char::is_uppercase) {
            return None;
        }
        let word = here.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
        let end = start + word.len();
        let mut base = String::new();
        for (derived, town) in inflection
            .inhabitant_forms
            .iter()
            .map(|derived| (derived, false))
            .chain(inflection.town_forms.iter().map(|derived| (derived, true)))
        {
            let Some(stem) = word.strip_suffix(derived.ending.as_str()) else { continue };
            if stem.len() < 3 {
                continue;
            }
            for ending in &derived.base {
                base.clear();
                base.push_str(stem);
                base.push_str(ending);
                let first = first_word(&base);
                let rest = &base[first.len()..];
                let Some(form) = self.forms.get(first).and_then(|forms| {
                    forms.iter().find(|form| {
                        *form.rest == *rest
                            && !form.doubtful
                            && match form.how {
                                How::Inhabitant(_) => !town,
                                How::Capital(_) => town,
                                How::Name => town && self.is_town(form.entry),
                                How::Surname | How::Adjective => false,
                            }
                    })
                }) else {
                    continue;
                };
                return Some(Hit {
                    end,
                    how: How::Inhabitant(derived.gender),
                    entry: form.entry,
                    doubtful: false,
                    plural: derived.plural,
                });
            }
        }
        None
    }

    fn is_town(&self, entry: EntryId) -> bool {
        self.entry(entry).is_some_and(|entry| matches!(entry.kind, EntryKind::City))
    }
}

/// The items of a field.
fn items(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|item| !item.is_empty())
}

/// The letters and digits at the beginning.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}
