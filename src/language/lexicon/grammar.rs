//! The settings of a language (`grammar.toml`) and its adjectives (`adjectives.txt`).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::language::cells::Cells;
use crate::rule::{Files, Problem};

use super::table;

/// Where the finite verb stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Second in main clauses, last in subordinate ones; case tells who does what (German).
    VerbSecond,
    /// Between subject and object, in every clause (English).
    #[default]
    Fixed,
}

/// Cells by adjective ending.
#[derive(Debug, Default)]
pub struct Endings {
    /// Ending and cells, the longest ending first.
    rows: Vec<(String, Cells)>,
}

/// Settings of a language.
#[derive(Debug, Default)]
pub struct Grammar {
    /// Word order.
    pub order: Order,
    /// Whether nouns are written with a capital.
    pub capital_nouns: bool,
    /// `zu`, `to`.
    pub infinitive_marker: String,
    /// What the genitive adds to a name.
    pub name_genitive: Vec<String>,
    /// Endings of names that look like a genitive and are none.
    pub name_endings: Vec<String>,
    /// Prepositions of the passive's agent.
    pub agents: Vec<String>,
    /// Endings of nouns for people and bodies of people, lower case.
    pub person_endings: Vec<String>,
    /// Adjectives that follow a measure.
    pub measure_adjectives: Vec<String>,
    /// The ending of adjectives made from places, which are not inflected; empty where there are none.
    pub place_adjective_ending: String,
    compared_endings: Vec<String>,
    /// Endings after a determiner that is inflected.
    pub weak: Endings,
    /// Endings without one.
    pub strong: Endings,
    /// Nouns that make a bare phrase an adverbial of time.
    pub time_nouns: FxHashSet<Box<str>>,
    /// Nouns that take a bare noun after them.
    pub measure_nouns: FxHashSet<Box<str>>,
    irregular: FxHashMap<Box<str>, Box<str>>,
    whole: FxHashSet<Box<str>>,
}

/// `grammar.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    order: Order,
    #[serde(default)]
    capital_nouns: bool,
    infinitive_marker: String,
    #[serde(default)]
    name_genitive: Vec<String>,
    #[serde(default)]
    name_endings: Vec<String>,
    #[serde(default)]
    agents: Vec<String>,
    #[serde(default)]
    person_endings: Vec<String>,
    #[serde(default)]
    measure_adjectives: Vec<String>,
    #[serde(default)]
    place_adjective_ending: String,
    #[serde(default)]
    compared_endings: Vec<String>,
    #[serde(default)]
    adjective: RawAdjective,
}

/// Endings as written: ending → cells.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAdjective {
    #[serde(default)]
    weak: BTreeMap<String, String>,
    #[serde(default)]
    strong: BTreeMap<String, String>,
}

impl Grammar {
    /// Loads `grammar.toml`, `adjectives.txt`, `time_nouns.txt` and `measure_nouns.txt`.
    ///
    /// # Errors
    /// When one is missing or says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let path = format!("{language}/grammar.toml");
        let raw: Raw = files.toml(&path)?;
        let (mut irregular, mut whole) = (FxHashMap::default(), FxHashSet::default());
        let mut in_forms = true;
        for line in table::lines(files, &format!("{language}/adjectives.txt"))? {
            match (line.text, line.text.split_once(' ')) {
                ("= forms", _) => in_forms = true,
                ("= whole", _) => in_forms = false,
                (_, Some((stem, lemma))) if in_forms => {
                    irregular.insert(stem.into(), lemma.into());
                }
                (word, None) if !in_forms => {
                    whole.insert(word.into());
                }
                (text, _) => {
                    let message = "expected `stem form` below `= forms`, one word below `= whole`".to_owned();
                    return Err(line.problem(text, message));
                }
            }
        }
        Ok(Self {
            order: raw.order,
            capital_nouns: raw.capital_nouns,
            infinitive_marker: raw.infinitive_marker,
            name_genitive: raw.name_genitive,
            name_endings: raw.name_endings,
            agents: raw.agents,
            person_endings: raw.person_endings,
            measure_adjectives: raw.measure_adjectives,
            place_adjective_ending: raw.place_adjective_ending,
            compared_endings: raw.compared_endings,
            weak: Endings::read(files, &path, raw.adjective.weak)?,
            strong: Endings::read(files, &path, raw.adjective.strong)?,
            time_nouns: words(files, &format!("{language}/time_nouns.txt"))?,
            measure_nouns: words(files, &format!("{language}/measure_nouns.txt"))?,
            irregular,
            whole,
        })
    }

    /// The dictionary form of an adjective, given in lower case. `inflected`: whether it stands where it has an ending;
    /// `is_word` tells of a stem that it is no comparative or superlative (a participle: `gelöst`).
    pub fn adjective_lemma(&self, form: &str, inflected: bool, is_word: impl Fn(&str) -> bool) -> String {
        if let Some(lemma) = self.irregular.get(form) {
            return lemma.to_string();
        }
        if self.whole.contains(form) || !inflected && is_word(form) {
            return form.to_owned();
        }
        let ending = self.strong.rows.iter().find(|(ending, _)| form.ends_with(ending.as_str()));
        let stem = ending.filter(|_| inflected).and_then(|(ending, _)| form.strip_suffix(ending.as_str()));
        let stem = stem.filter(|stem| stem.chars().count() > 2).unwrap_or(form);
        if let Some(lemma) = self.irregular.get(stem) {
            return lemma.to_string();
        }
        if self.whole.contains(stem) || is_word(stem) {
            return stem.to_owned();
        }
        for ending in &self.compared_endings {
            if let Some(base) = stem.strip_suffix(ending.as_str()).filter(|base| base.chars().count() > 2) {
                return self.irregular.get(base).map_or_else(|| base.to_owned(), |lemma| lemma.to_string());
            }
        }
        stem.to_owned()
    }

    /// Whether a word is listed as an adjective in its dictionary form (`bewusst` is no participle).
    pub fn is_adjective(&self, form: &str) -> bool {
        self.whole.contains(form)
    }

    /// Whether a noun, in its dictionary form, stands for people or a body of people.
    pub fn is_person(&self, lemma: &str) -> bool {
        let lower = lemma.to_lowercase();
        self.person_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }
}

impl Endings {
    fn read(files: &Files, path: &str, raw: BTreeMap<String, String>) -> Result<Self, Problem> {
        let mut rows = Vec::new();
        for (ending, items) in raw {
            let mut cells = Cells::NONE;
            for item in items.split_whitespace() {
                let Some(set) = Cells::parse(item) else {
                    let at = files.text(path)?.find(item).map_or(0..0, |start| start..start + item.len());
                    let message = format!("`{item}` is no case with gender or number");
                    return Err(files.problem(path, at, message));
                };
                cells = cells.or(set);
            }
            rows.push((ending, cells));
        }
        rows.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        Ok(Self { rows })
    }

    /// The cells of an adjective's form; `None` if it has no ending.
    pub fn cells(&self, form: &str) -> Option<Cells> {
        self.rows.iter().find(|(ending, _)| form.ends_with(ending.as_str())).map(|(_, cells)| *cells)
    }
}

fn words(files: &Files, path: &str) -> Result<FxHashSet<Box<str>>, Problem> {
    Ok(table::lines(files, path)?.map(|line| line.text.into()).collect())
}
