//! Persons, organisations, places, events: who is named, and who is meant by a short name, a role word or a pronoun.

mod age;
mod beside;
mod cast;
mod given;
mod key;
mod lexicon;
mod model;
mod names;
mod office;
mod origin;
mod pronoun;
mod raw;
mod refer;
mod role;
mod settle;
mod shape;
mod short;
mod spelled;
mod subject;
pub mod tagger;
mod title;
mod words;

pub use key::same_name_key;
pub use model::{Entities, Entity, EntityId, EntityKind, Mention, MentionForm, Title};

use std::collections::BTreeMap;

use crate::document::{BlockKind, Document, Language};
use crate::language::{Gender, Reading};
use crate::rule::{Files, Problem};

use cast::Cast;
use given::{GivenNames, SurnameOrigins};
use key::Keys;
use lexicon::{EntryKind, Lexicon};
use names::Scan;
use tagger::{Buffers, NameTagger};
use words::Words;

/// The entity lexicon, titles and roles, given names, and the rules by which spellings meet.
#[derive(Debug)]
pub struct Rules {
    keys: Keys,
    lexicon: Lexicon,
    given: GivenNames,
    /// Endings of surnames, and the state where they are at home.
    surname_origins: SurnameOrigins,
    tagger: NameTagger,
    languages: BTreeMap<String, Words>,
    /// For a language without a rule folder.
    plain: Words,
}

impl Rules {
    /// Loads the rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let keys = Keys::load(files)?;
        let lexicon = Lexicon::load(files, |name| keys.slug(name))?;
        let mut languages = BTreeMap::new();
        for code in files.languages() {
            languages.insert(code.to_owned(), Words::load(files, code)?);
        }
        Ok(Self {
            keys,
            lexicon,
            given: given::load(files)?,
            surname_origins: given::load_origins(files)?,
            tagger: NameTagger::load(files)?,
            languages,
            plain: Words::default(),
        })
    }

    /// The name of a well-known person by a surname or full name, however it begins (`rubio` in a link).
    pub fn known_person(&self, name: &str, language: Language) -> Option<&str> {
        let mut letters = name.chars();
        let first = letters.next()?.to_uppercase();
        let written: String = first.chain(letters).collect();
        let hit = self.lexicon.whole(&written, &self.words(language).inflection)?;
        let entry = self.lexicon.entry(hit.entry)?;
        (entry.kind.entity() == EntityKind::Person && !hit.doubtful).then_some(entry.name.as_str())
    }

    /// Whether two ids of the lexicon are both towns.
    pub fn are_cities(&self, a: &str, b: &str) -> bool {
        let is_city = |id: &str| {
            let entry = self.lexicon.find(id).and_then(|at| self.lexicon.entry(at));
            entry.is_some_and(|entry| entry.kind == EntryKind::City)
        };
        is_city(a) && is_city(b)
    }

    /// A word for a person: its base form (`Intendant` for `Intendantin`) and what it tells of the gender; none for
    /// other words and for those that are only a plural.
    pub fn person_word(&self, language: Language, word: &str) -> Option<(String, Option<Gender>)> {
        let role = self.words(language).roles.read(word).filter(|role| role.singular)?;
        Some((role.lemma, role.gender))
    }

    fn words(&self, language: Language) -> &Words {
        self.languages.get(language.code()).unwrap_or(&self.plain)
    }

    /// Whether a word is a given name, and whose. Of a double name the first part tells.
    fn given(&self, word: &str) -> Option<Option<Gender>> {
        let known = |word: &str| self.given.get(word).copied();
        known(word).or_else(|| {
            let (first, second) = word.split_once('-')?;
            known(second)?;
            known(first)
        })
    }

    /// Whether a word only says what kind of organisation something is, in any language.
    fn is_kind_word(&self, word: &str) -> bool {
        self.languages.values().any(|words| {
            words.legal_forms.contains(word)
                || words.organisation_endings.contains(word)
                || words.club_prefixes.contains(word)
                || words.club_names.contains(word)
                || words.institution(word).is_some()
        })
    }
}

/// Finds every mention in an article and who it refers to. Only blocks that tell the story count.
pub fn find(document: &Document, reading: &Reading, rules: &Rules) -> Entities {
    let text = document.text();
    let mut buffers = Buffers::default();
    let mut scans: Vec<Scan<'_>> = Vec::new();
    let mut spots = Vec::new();
    let mut own = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let Some(kind) = document.blocks.get(sentence.block).map(|block| block.kind) else { continue };
        if !kind.is_story() {
            continue;
        }
        let mut scan = Scan::new(text, index, sentence, rules.words(sentence.language), rules);
        scan.heading = !matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow);
        let first = spots.len();
        spots.extend(scan.spots(&mut buffers));
        own.push(first..spots.len());
        scans.push(scan);
    }
    let mut cast = Cast::new(text, reading, rules);
    cast.gather(&spots);
    let spots = cast.add_uncovered(&mut scans, &mut own, spots);
    cast.gather_short(&spots);
    cast.count_votes();
    let mut roles = Vec::new();
    let mut role_ranges = Vec::new();
    for (scan, own) in scans.iter().zip(&own) {
        let first = roles.len();
        roles.extend(title::roles(scan, &spots, own.clone()));
        role_ranges.push(first..roles.len());
    }
    office::assign(&mut cast, &roles);
    for (scan, own) in scans.iter().zip(&own) {
        age::read(&mut cast, scan, &spots, own);
    }
    let mut open = false;
    let mut block = usize::MAX;
    for ((scan, own), range) in scans.iter().zip(&own).zip(role_ranges) {
        if scan.sentence.block != block {
            block = scan.sentence.block;
            open = false;
        }
        let (quoted, after) = pronoun::quoted(scan, open);
        open = after;
        refer::descriptions(&mut cast, scan, roles[range].iter());
        origin::resolve(&mut cast, scan, &spots, own.clone());
        pronoun::resolve(&mut cast, scan, &quoted);
    }
    cast.finish()
}

/// Whether two entities of different articles can be one person: the same full name in any transliteration, or the
/// same surname where one article gives no given name and the titles do not exclude each other. Two given names of one
/// surname are two persons.
pub fn same_person(a: &Entity, b: &Entity) -> bool {
    if a.kind != EntityKind::Person || b.kind != EntityKind::Person {
        return false;
    }
    if a.known && b.known {
        return a.id == b.id;
    }
    if a.key == b.key {
        return true;
    }
    if let (Some(a), Some(b)) = (a.gender, b.gender)
        && a != b
    {
        return false;
    }
    let surname = |entity: &Entity| entity.surname.as_deref().map(same_name_key);
    match (surname(a), surname(b)) {
        (Some(x), Some(y)) => {
            x == y
                && match (&a.given, &b.given) {
                    (Some(x), Some(y)) => initials_fit(x, y),
                    _ => true,
                }
        }
        // One of them is known by an office alone.
        (Some(_), None) | (None, Some(_)) => a
            .titles
            .iter()
            .any(|x| x.of.is_some() && b.titles.iter().any(|y| x.of == y.of && x.lemma == y.lemma)),
        (None, None) => false,
    }
}

/// Whether one of two given names is an initial of the other.
fn initials_fit(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.strip_suffix('.').is_some_and(|initial| initial.chars().count() == 1 && long.starts_with(initial))
}

#[cfg(test)]
mod tests;
