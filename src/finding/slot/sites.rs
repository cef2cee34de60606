//! Kinds of places by the nouns that name them, and which of them exclude each other.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::document::Language;
use crate::rule::{Files, Problem, lines};

/// Letters from which on a noun is also looked for at the end of a longer one.
const LEAST_END: usize = 4;

/// `sites.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSites {
    prepositions: BTreeMap<String, String>,
    words: RawWords,
    kinds: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    empty: String,
    apart: String,
    toward: String,
    sides: Vec<String>,
}

/// How a place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// In or on it.
    At,
    /// At it or near it.
    Near,
    /// There is where it goes.
    To,
    /// There is where it comes from.
    From,
    /// It passes there.
    Via,
}

/// What a kind of place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Room,
    Building,
    Ground,
    Area,
    Way,
    Vehicle,
    /// Anywhere but at what it excludes.
    Only,
}

/// Index of a kind of place.
pub(super) type Kind = usize;

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Words {
    prepositions: FxHashMap<String, Way>,
    /// Verbs that leave it to a noun what happens.
    pub(super) empty: BTreeSet<String>,
    /// Words that make a clause tell of another occasion, or of some of several.
    pub(super) apart: BTreeSet<String>,
    /// Nouns that make a place one that is only on the way.
    pub(super) toward: BTreeSet<String>,
    sides: FxHashMap<String, (usize, usize)>,
    kinds: FxHashMap<String, Kind>,
}

/// Kinds of places of all languages.
#[derive(Debug, Default)]
pub(in crate::finding) struct Sites {
    levels: Vec<Level>,
    // Pairs of kinds of which one may lie in the other; of those that exclude only some, those.
    within: BTreeSet<(Kind, Kind)>,
    words: FxHashMap<Language, Words>,
    happenings: FxHashMap<Language, FxHashMap<String, Vec<Happening>>>,
}

/// A kind of happening.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Happening {
    pub(super) name: String,
    /// Whether it goes somewhere or stays there, so that where to and where are one.
    pub(super) stays: bool,
    /// Whether it happens to one thing once, and in most stories once at all.
    pub(super) once: bool,
    /// A kind of place that one of the places must be.
    pub(super) needs: Option<Kind>,
}

impl Sites {
    /// Loads `concepts/sites.txt`, and `sites.toml` and `happenings.txt` of every language that has them.
    ///
    /// # Errors
    /// A kind that is not listed, and what else is wrong in the files.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut sites = Self::default();
        let names = sites.read_kinds(files)?;
        for code in files.languages() {
            let Some(language) = Language::from_code(code) else { continue };
            let path = format!("{code}/sites.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawSites = files.toml(&path)?;
            let mut words = Words::default();
            let list = |words: &str| words.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<_>>();
            for (name, prepositions) in &raw.prepositions {
                let way = match name.as_str() {
                    "near" => Way::Near,
                    "to" => Way::To,
                    "from" => Way::From,
                    "via" => Way::Via,
                    _ => Way::At,
                };
                words.prepositions.extend(list(prepositions).into_iter().map(|word| (word, way)));
            }
            words.empty = list(&raw.words.empty);
            words.apart = list(&raw.words.apart);
            words.toward = list(&raw.words.toward);
            for (group, sides) in raw.words.sides.iter().enumerate() {
                let sides = sides.split_whitespace().enumerate();
                words.sides.extend(sides.map(|(at, word)| (word.to_owned(), (group, at))));
            }
            for (name, nouns) in &raw.kinds {
                let Some(kind) = names.get(name.as_str()) else {
                    let message = format!("`concepts/sites.txt` lists no kind `{name}`");
                    return Err(files.problem(&path, 0..0, message));
                };
                let nouns = nouns.split_whitespace().map(|noun| noun.to_lowercase().replace('-', " "));
                words.kinds.extend(nouns.map(|noun| (noun, *kind)));
            }
            sites.words.insert(language, words);
            let path = format!("{code}/happenings.txt");
            let mut happenings: FxHashMap<String, Vec<Happening>> = FxHashMap::default();
            for (place, line) in files.text(&path).map(lines).into_iter().flatten() {
                let Some((name, list)) = line.split_once(':') else {
                    let message = "a line names a happening, then `:`, then its words".to_owned();
                    return Err(files.problem(&path, place, message));
                };
                let (name, needed) = name.split_once(' ').unwrap_or((name, ""));
                let needs = names.get(needed.trim()).copied();
                if needs.is_none() && !needed.is_empty() {
                    let message = format!("`concepts/sites.txt` lists no kind `{needed}`");
                    return Err(files.problem(&path, place, message));
                }
                let happening = Happening {
                    name: name.trim_end_matches(['>', '!']).to_owned(),
                    stays: name.contains('>'),
                    once: name.contains('!'),
                    needs,
                };
                for word in list.split_whitespace() {
                    let of_word = happenings.entry(word.to_lowercase()).or_default();
                    if !of_word.contains(&happening) {
                        of_word.push(happening.clone());
                    }
                }
            }
            sites.happenings.insert(language, happenings);
        }
        Ok(sites)
    }

    /// Reads the kinds with their levels; their names.
    fn read_kinds<'f>(&mut self, files: &'f Files) -> Result<BTreeMap<&'f str, Kind>, Problem> {
        let path = "concepts/sites.txt";
        let mut names = BTreeMap::new();
        let mut within: Vec<(Kind, &str, std::ops::Range<usize>)> = Vec::new();
        for (place, line) in files.text(path).map(lines).into_iter().flatten() {
            let mut words = line.split_whitespace();
            let (Some(name), Some(level)) = (words.next(), words.next()) else {
                let message = "a line names a kind of place and its level".to_owned();
                return Err(files.problem(path, place, message));
            };
            let level = match level {
                "room" => Level::Room,
                "building" => Level::Building,
                "ground" => Level::Ground,
                "area" => Level::Area,
                "way" => Level::Way,
                "vehicle" => Level::Vehicle,
                "only" => Level::Only,
                _ => {
                    let message = format!("`{level}` is no level of places");
                    return Err(files.problem(path, place, message));
                }
            };
            let kind = self.levels.len();
            self.levels.push(level);
            names.insert(name, kind);
            within.extend(words.filter(|word| *word != "in").map(|outer| (kind, outer, place.clone())));
        }
        for (kind, outer, place) in within {
            let Some(outer) = names.get(outer) else {
                let message = format!("no line names a kind `{outer}`");
                return Err(files.problem(path, place, message));
            };
            self.within.insert((kind, *outer));
        }
        Ok(names)
    }

    /// The words of a language.
    pub(super) fn words(&self, language: Language) -> Option<&Words> {
        self.words.get(&language)
    }

    /// The happenings that a word tells of.
    pub(super) fn happenings(&self, language: Language, word: &str) -> &[Happening] {
        self.happenings.get(&language).and_then(|words| words.get(word)).map_or(&[], Vec::as_slice)
    }

    /// Whether it is something to go in.
    pub(super) fn is_vehicle(&self, kind: Kind) -> bool {
        self.levels[kind] == Level::Vehicle
    }

    /// Whether what is at a place of the one kind is not at a place of the other.
    pub(super) fn exclude(&self, a: Kind, b: Kind) -> bool {
        use Level::{Area, Building, Ground, Only, Room, Vehicle, Way};
        let only = |kind: Kind| self.levels[kind] == Only;
        if only(a) || only(b) {
            let listed = self.within.contains(&(a, b)) || self.within.contains(&(b, a));
            return a != b && listed && only(a) != only(b);
        }
        if a == b || self.within.contains(&(a, b)) || self.within.contains(&(b, a)) {
            return false;
        }
        let silent = |one: Level, other: Level| {
            matches!(
                (one, other),
                (Room, Building | Area)
                    | (Building, Area)
                    | (Way, Way | Area | Ground | Vehicle)
                    | (Vehicle, Area | Ground)
            )
        };
        let (one, other) = (self.levels[a], self.levels[b]);
        !silent(one, other) && !silent(other, one)
    }
}

impl Words {
    /// How a preposition tells of a place.
    pub(super) fn way(&self, preposition: &str) -> Option<Way> {
        self.prepositions.get(preposition).copied()
    }

    /// The kind of place that a noun names; longer words first: a `Busbahnhof` is one.
    pub(super) fn kind(&self, noun: &str) -> Option<Kind> {
        let noun = noun.to_lowercase();
        if let Some(kind) = self.kinds.get(noun.as_str()) {
            return Some(*kind);
        }
        let ends = noun.char_indices().skip(2).map(|(at, _)| &noun[at..]);
        ends.filter(|end| end.chars().count() >= LEAST_END).find_map(|end| self.kinds.get(end).copied())
    }

    /// The kind of place that a word of exactly these letters names.
    pub(super) fn kind_of(&self, words: &str) -> Option<Kind> {
        self.kinds.get(words).copied()
    }

    /// Which of several sides a word names, with the group of sides.
    pub(super) fn side(&self, word: &str) -> Option<(usize, usize)> {
        self.sides.get(word).copied()
    }

    /// The side that the first part of a compound names (`Südtribüne`), with the rest of the word.
    pub(super) fn side_of<'w>(&self, word: &'w str) -> Option<((usize, usize), &'w str)> {
        let cuts = word.char_indices().skip(2).map(|(at, _)| word.split_at(at));
        let sides = cuts.filter_map(|(first, rest)| Some((self.side(first)?, rest.trim_start_matches('-'))));
        sides.filter(|(_, rest)| rest.chars().count() >= LEAST_END - 1).last()
    }
}
