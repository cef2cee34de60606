//! What the stage knows about one language: its `entity.toml`, ready for use.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Gender;
use crate::rule::{Files, Problem};

use super::lexicon::{Derived, Inflection};
use super::raw::{Raw, RawNumber};
use super::role::{RoleClass, RoleEndings, RoleWord, RoleWords};

/// What a pronoun tells about whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pronoun {
    /// Of whom it means, where it tells.
    pub(super) gender: Option<Gender>,
    /// Whether it means several.
    pub(super) plural: bool,
    /// Whether only the verb tells if one or several are meant (`sie sagt`, `sie sagen`).
    pub(super) verb: bool,
    /// Whether it belongs to a noun (`sein`, `her`).
    pub(super) possessive: bool,
}

/// A set of words.
pub(super) type WordSet = FxHashSet<Box<str>>;

/// One language's words and endings.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) inflection: Inflection,
    pub(super) roles: RoleWords,
    pub(super) compound_joints: Vec<String>,
    pub(super) place_prepositions: WordSet,
    /// Prepositions before which a name is a place's.
    pub(super) inside_prepositions: WordSet,
    /// Prepositions melted with an article (`am`).
    pub(super) melted: WordSet,
    pub(super) particles: WordSet,
    pub(super) not_names: WordSet,
    pub(super) generic: WordSet,
    unique: WordSet,
    /// Numbers of the groups of offices of one meaning, by lemma.
    synonyms: FxHashMap<Box<str>, Vec<u16>>,
    qualifiers: Vec<Box<str>>,
    pub(super) honorifics: FxHashMap<Box<str>, Option<Gender>>,
    pub(super) apposition_openers: WordSet,
    pub(super) legal_forms: WordSet,
    pub(super) club_prefixes: WordSet,
    pub(super) club_names: WordSet,
    pub(super) organisation_heads: Vec<Box<str>>,
    pub(super) organisation_endings: WordSet,
    /// Kind of authority: whether it is only a word of its own, never the end of a compound.
    institutions: FxHashMap<Box<str>, bool>,
    pub(super) place_heads: WordSet,
    pub(super) place_endings: Vec<Box<str>>,
    pub(super) event_endings: Vec<Box<str>>,
    pub(super) pronouns: FxHashMap<Box<str>, Vec<Pronoun>>,
    /// Endings of a finite verb in the third person plural.
    pub(super) plural_verb_endings: Vec<String>,
    pub(super) both: WordSet,
    pub(super) articles: WordSet,
    /// Articles that tell a person's gender.
    pub(super) article_genders: FxHashMap<Box<str>, Gender>,
    /// Words before an office that belong to it.
    pub(super) title_modifiers: WordSet,
    pub(super) plural_articles: WordSet,
    pub(super) demonstratives: WordSet,
    pub(super) indefinite_articles: WordSet,
    pub(super) relative_pronouns: WordSet,
    age_endings: Vec<String>,
    pub(super) age_units: WordSet,
    pub(super) of_words: WordSet,
    /// Articles of the genitive behind which an office and a body make one word, and what joins them.
    pub(super) genitive_articles: WordSet,
    pub(super) genitive_joint: String,
    pub(super) and_words: WordSet,
}

impl Words {
    /// Loads a language's `entity.toml`.
    pub(super) fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let raw: Raw = files.toml(&format!("{language}/entity.toml"))?;
        let endings = RoleEndings {
            feminine: raw.role_endings.feminine,
            feminine_plural: raw.role_endings.feminine_plural,
            declension: raw
                .role_endings
                .declension
                .into_iter()
                .map(|raw| (raw.base, raw.singular, raw.plural))
                .collect(),
            adjectival: raw
                .role_endings
                .adjectival
                .into_iter()
                .map(|raw| (raw.ending, raw.gender.map(Gender::from), raw.singular, raw.plural))
                .collect(),
        };
        let mut roles = RoleWords::new(raw.nouns_grow_together);
        roles.add(&raw.kinship, RoleClass::Kinship, &endings);
        roles.add(&raw.offices, RoleClass::Office, &endings);
        roles.add(&raw.professions, RoleClass::Profession, &endings);
        roles.add_plurals(&raw.plurals);
        let mut pronouns: FxHashMap<Box<str>, Vec<Pronoun>> = FxHashMap::default();
        for pronoun in raw.pronouns {
            for word in pronoun.words.split_whitespace() {
                pronouns.entry(word.into()).or_default().push(Pronoun {
                    gender: pronoun.gender.map(Gender::from),
                    plural: pronoun.number == RawNumber::Plural,
                    verb: pronoun.verb,
                    possessive: false,
                });
            }
        }
        for possessive in raw.possessives {
            let endings = std::iter::once("").chain(raw.possessive_endings.split_whitespace());
            for ending in endings {
                pronouns.entry(format!("{}{ending}", possessive.stem).into()).or_default().push(Pronoun {
                    gender: Some(possessive.gender.into()),
                    plural: false,
                    verb: false,
                    possessive: true,
                });
            }
        }
        let mut synonyms: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
        for (group, line) in (0_u16..).zip(&raw.synonyms) {
            for lemma in line.split_whitespace() {
                synonyms.entry(lemma.to_lowercase().into()).or_default().push(group);
            }
        }
        let mut honorifics: FxHashMap<Box<str>, Option<Gender>> =
            raw.honorifics.split_whitespace().map(|word| (word.into(), None)).collect();
        for (word, gender) in raw.honorific_genders {
            honorifics.insert(word.into(), Some(gender.into()));
        }
        Ok(Self {
            inflection: Inflection {
                name_endings: raw.name_endings,
                adjective_endings: raw.adjective_endings,
                inhabitant_forms: raw.inhabitant_forms.into_iter().map(Derived::from).collect(),
                town_forms: raw.town_forms.into_iter().map(Derived::from).collect(),
            },
            roles,
            compound_joints: raw.compound_joints,
            place_prepositions: set(&raw.place_prepositions),
            inside_prepositions: set(&raw.inside_prepositions),
            melted: set(&raw.melted),
            particles: set(&raw.particles),
            not_names: set(&raw.not_names),
            generic: set(&raw.generic),
            unique: set(&raw.unique),
            synonyms,
            qualifiers: list(&raw.qualifiers),
            honorifics,
            apposition_openers: set(&raw.apposition_openers),
            legal_forms: set(&raw.legal_forms),
            club_prefixes: set(&raw.club_prefixes),
            club_names: set(&raw.club_names),
            organisation_heads: list(&raw.organisation_heads),
            organisation_endings: set(&raw.organisation_endings),
            institutions: raw
                .institutions
                .split_whitespace()
                .map(|word| (word.trim_start_matches('=').into(), word.starts_with('=')))
                .collect(),
            place_heads: set(&raw.place_heads),
            place_endings: list(&raw.place_endings),
            event_endings: list(&raw.event_endings),
            pronouns,
            plural_verb_endings: raw.plural_verb_endings,
            both: set(&raw.both),
            articles: set(&raw.articles),
            article_genders: raw
                .article_genders
                .into_iter()
                .map(|(word, gender)| (word.into(), gender.into()))
                .collect(),
            title_modifiers: set(&raw.title_modifiers),
            plural_articles: set(&raw.plural_articles),
            demonstratives: set(&raw.demonstratives),
            indefinite_articles: set(&raw.indefinite_articles),
            relative_pronouns: set(&raw.relative_pronouns),
            age_endings: raw.age_endings,
            age_units: set(&raw.age_units),
            of_words: set(&raw.of_words),
            genitive_articles: set(&raw.genitive_articles),
            genitive_joint: raw.genitive_joint,
            and_words: set(&raw.and_words),
        })
    }

    /// Whether a word says that an office is a former, designated or acting one: the word itself, inflected, or a
    /// beginning that ends in a hyphen.
    pub(super) fn is_qualifier(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.qualifiers.iter().any(|qualifier| {
            lower.strip_prefix(&**qualifier).is_some_and(|ending| {
                ending.is_empty() || self.inflection.adjective_endings.iter().any(|known| known == ending)
            })
        })
    }

    /// Whether two offices are one: the same word, words of one meaning, or one the head of the other.
    pub(super) fn same_office(&self, a: &str, b: &str) -> bool {
        if a == b {
            return true;
        }
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        if a == b {
            return true;
        }
        match (self.synonyms.get(a.as_str()), self.synonyms.get(b.as_str())) {
            (Some(a), Some(b)) => a.iter().any(|group| b.contains(group)),
            _ => false,
        }
    }

    /// How well a description fits the holder of an office: 2 for the same office, 1 for its head (`der Minister`
    /// for the Außenminister), 0 for another.
    pub(super) fn describes(&self, description: &RoleWord, office: &str) -> u8 {
        if self.same_office(&description.lemma, office) {
            return 2;
        }
        let last = office.rsplit(' ').next().unwrap_or(office);
        let Some(held) = self.roles.read(last) else { return 0 };
        let first = office[..office.len() - last.len()].trim_end();
        let first = if first.is_empty() { &last[..held.prefix] } else { first };
        let own = description.prefix == 0 && !description.lemma.contains(' ');
        u8::from(
            own && held.head == description.head && !self.is_qualifier(first.trim_end_matches(['-', ' '])),
        )
    }

    /// Whether only one person at a time holds an office.
    pub(super) fn is_unique(&self, role: &RoleWord) -> bool {
        let head = role.head.to_lowercase();
        self.unique.contains(head.as_str()) || self.unique.contains(role.lemma.to_lowercase().as_str())
    }

    /// The years of a word such as `48-Jährige`.
    pub(super) fn age(&self, word: &str) -> Option<u32> {
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 || digits > 3 {
            return None;
        }
        let ending = word[digits..].to_lowercase();
        self.age_endings.contains(&ending).then(|| word[..digits].parse().ok()).flatten()
    }

    /// Whether a word says what kind of organisation follows (`der Getriebehersteller X`, `des Konzerns X`).
    pub(super) fn is_organisation_head(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let ends = |word: &str| {
            if self.roles.capitals {
                self.organisation_heads.iter().any(|head| word.ends_with(&**head))
            } else {
                self.organisation_heads.iter().any(|head| word == &**head)
            }
        };
        ends(&lower)
            || self
                .inflection
                .name_endings
                .iter()
                .any(|ending| lower.strip_suffix(ending.as_str()).is_some_and(ends))
    }

    /// Whether a word stands in a list of endings, or ends in one of it.
    pub(super) fn ends_in(list: &[Box<str>], word: &str) -> bool {
        let lower = word.to_lowercase();
        list.iter().any(|ending| lower.ends_with(&**ending))
    }

    /// The authority that a noun names (`Landgericht`, `Außenministerium`), in the singular.
    pub(super) fn institution<'w>(&self, word: &'w str) -> Option<&'w str> {
        let lower = word.to_lowercase();
        if lower.len() != word.len() {
            return None;
        }
        let known = |stem: &str| {
            stem.char_indices().any(|(at, _)| {
                self.institutions.get(&stem[at..]).is_some_and(|whole| at == 0 || (!whole && at > 2))
            })
        };
        if known(&lower) {
            return Some(word);
        }
        self.inflection.name_endings.iter().find_map(|ending| {
            let stem = lower.strip_suffix(ending.as_str())?;
            known(stem).then(|| &word[..stem.len()])
        })
    }
}

fn set(words: &str) -> WordSet {
    words.split_whitespace().map(Box::from).collect()
}

fn list(words: &str) -> Vec<Box<str>> {
    let mut list: Vec<Box<str>> = words.split_whitespace().map(Box::from).collect();
    list.sort_by_key(|word| std::cmp::Reverse(word.len()));
    list
}
