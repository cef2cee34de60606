//! Poles: words and phrases that say opposite things of one matter (`mittragen`, `sich dagegenstellen`), by dimension.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use serde::Deserialize;

use super::pattern::{Keys, Patterns};
use crate::document::Language;
use crate::language::{Pos, Sentence, Tense, Voice};
use crate::rule::{Files, Problem, lines};
use crate::text::Span;

/// Index of a dimension: the same in all languages.
pub type DimensionId = u16;

/// One end of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pole {
    /// What it is about.
    pub dimension: DimensionId,
    /// Which end, counted from 0.
    pub end: u8,
}

/// What kind of matter a dimension is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// A state of a thing, or an event.
    #[default]
    State,
    /// A state that may be another an hour later.
    Passing,
    /// What somebody thinks of something or wants.
    View,
    /// A matter whose words often say something else.
    Weak,
}

/// A pole that a clause speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// The pole.
    pub pole: Pole,
    /// The words that say so.
    pub span: Span,
    /// How many they are.
    pub words: usize,
    /// Whether they are nouns only: what the clause's verb makes of them counts.
    pub nominal: bool,
}

/// `rules/poles.toml`: the dimensions of each nature, by name; those not named are states.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNatures {
    views: String,
    weak: String,
    passing: String,
    status: String,
    wishes: String,
    stands: String,
}

/// Where the natures are.
const NATURES: &str = "poles.toml";

/// The poles of all dimensions, `<language>/poles.txt`. A language is read when it is first asked for.
#[derive(Debug, Default)]
pub struct Poles {
    names: Vec<Box<str>>,
    ends: Vec<u8>,
    texts: FxHashMap<Language, (String, OnceLock<Patterns<Pole>>)>,
    by_name: FxHashMap<Box<str>, DimensionId>,
    natures: FxHashMap<DimensionId, Nature>,
    // Views that are of one matter only where both name it.
    wishes: FxHashSet<DimensionId>,
    // Views that can be at odds with a view of another dimension.
    stands: FxHashSet<DimensionId>,
    // Dimensions that tell what becomes of an event or proceeding.
    status: FxHashSet<DimensionId>,
    // Verbs that turn round what their noun says.
    refusing: FxHashMap<Language, Vec<Box<str>>>,
}

impl Poles {
    /// Takes the files of every language: `dimension: pattern; pattern / pattern; pattern`, comments (`#`) left out.
    ///
    /// # Errors
    /// A line that is not of that form.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut poles = Self::default();
        for code in files.languages() {
            let path = format!("{code}/poles.txt");
            let (Ok(text), Some(language)) = (files.text(&path), Language::from_code(code)) else { continue };
            for (range, line) in lines(text) {
                let name = line.split_once(':').filter(|(_, rest)| rest.contains('/')).map(|(name, _)| name);
                let Some(name) = name else {
                    let message =
                        "a line names a dimension, then `:`, then its poles with `/` between".to_owned();
                    return Err(files.problem(&path, range, message));
                };
                poles.dimension(name.trim(), line.matches('/').count() + 1);
            }
            poles.texts.insert(language, (text.to_owned(), OnceLock::new()));
            if !files.is_builtin(&path) {
                poles.patterns(language);
            }
            let refusing = files.text(&format!("{code}/refusing.txt")).unwrap_or_default().lines();
            let verbs = refusing.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            poles.refusing.insert(language, verbs.map(Into::into).collect());
        }
        if files.text(NATURES).is_ok() {
            let raw: RawNatures = files.toml(NATURES)?;
            let lists = [
                (&raw.views, Some(Nature::View), false),
                (&raw.wishes, Some(Nature::View), true),
                (&raw.weak, Some(Nature::Weak), false),
                (&raw.passing, Some(Nature::Passing), false),
                (&raw.status, None, false),
            ];
            for (names, nature, is_wish) in lists {
                for name in names.split_whitespace() {
                    let Some(&id) = poles.by_name.get(name) else {
                        let message = format!("no language has the dimension `{name}`");
                        return Err(files.problem(NATURES, 0..0, message));
                    };
                    if is_wish {
                        poles.wishes.insert(id);
                    }
                    match nature {
                        Some(nature) => {
                            poles.natures.insert(id, nature);
                        }
                        None => {
                            poles.status.insert(id);
                        }
                    }
                }
            }
            poles.stands =
                raw.stands.split_whitespace().filter_map(|name| poles.by_name.get(name).copied()).collect();
        }
        Ok(poles)
    }

    /// Whether a view can be at odds with one of another dimension.
    pub fn is_stand(&self, dimension: DimensionId) -> bool {
        self.stands.contains(&dimension)
    }

    /// What kind of matter a dimension is.
    pub fn nature(&self, dimension: DimensionId) -> Nature {
        self.natures.get(&dimension).copied().unwrap_or_default()
    }

    /// Whether a dimension tells of a wish for something or of a no to it.
    pub fn is_wish(&self, dimension: DimensionId) -> bool {
        self.wishes.contains(&dimension)
    }

    /// Whether a dimension tells what becomes of an event or a proceeding.
    pub fn is_status(&self, dimension: DimensionId) -> bool {
        self.status.contains(&dimension)
    }

    /// Whether a verb turns round what its noun says.
    pub fn refuses(&self, language: Language, verb: &str) -> bool {
        self.refusing.get(&language).is_some_and(|list| list.iter().any(|own| **own == *verb))
    }

    fn dimension(&mut self, name: &str, ends: usize) {
        if !self.by_name.contains_key(name) {
            let id = DimensionId::try_from(self.names.len()).unwrap_or(DimensionId::MAX);
            self.by_name.insert(name.into(), id);
            self.names.push(name.into());
            self.ends.push(u8::try_from(ends).unwrap_or(u8::MAX));
        }
    }

    fn patterns(&self, language: Language) -> Option<&Patterns<Pole>> {
        let (text, patterns) = self.texts.get(&language)?;
        Some(patterns.get_or_init(|| {
            let mut patterns = Patterns::default();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let Some((name, ends)) = line.split_once(':') else { continue };
                let Some(&dimension) = self.by_name.get(name.trim()) else { continue };
                for (end, list) in ends.split('/').enumerate() {
                    let pole = Pole { dimension, end: u8::try_from(end).unwrap_or(u8::MAX) };
                    for pattern in list.split(';').map(str::trim).filter(|pattern| !pattern.is_empty()) {
                        // A pattern of nothing but absent words says nothing.
                        let _ = patterns.add(pattern, pole);
                    }
                }
            }
            patterns
        }))
    }

    /// The poles that some words of a sentence speak of, in the order of the text; of one dimension, the sign of most
    /// words counts.
    pub fn signs(&self, sentence: &Sentence, keys: &Keys, tokens: &[u16]) -> Vec<Sign> {
        let Some(patterns) = self.patterns(sentence.language) else { return Vec::new() };
        let mut signs: Vec<Sign> = Vec::new();
        for hit in patterns.find(keys, tokens) {
            let (Some(&first), Some(&last)) = (hit.tokens.first(), hit.tokens.last()) else { continue };
            let pos = |at: u16| sentence.tokens.get(usize::from(at)).map_or(Pos::X, |token| token.pos);
            // Part of a name, or said of a noun alone (`die verbotenen Rennen`).
            let named = pos(first) == Pos::Propn;
            let attribute =
                pos(first) == Pos::Adj && matches!(pos(first + 1), Pos::Noun | Pos::Propn | Pos::Adj);
            // `hat … festgestellt` has nothing.
            let auxiliary = hit.tokens.iter().any(|at| is_auxiliary(sentence, *at));
            // `sein Kommen` is no verb.
            let possessive = hit.tokens.iter().any(|at| {
                let token = sentence.tokens.get(usize::from(*at));
                token.is_some_and(|token| token.pos == Pos::Det && &*token.lemma == "sein")
            });
            if auxiliary || possessive || hit.tokens.len() == 1 && (named || attribute) {
                continue;
            }
            let nominal = hit.tokens.iter().all(|at| !matches!(pos(*at), Pos::Verb | Pos::Aux | Pos::Adj));
            let sign = Sign {
                pole: hit.meaning,
                span: sentence.cover(first..last + 1),
                words: hit.tokens.len(),
                nominal,
            };
            match signs.iter_mut().find(|other| other.pole.dimension == sign.pole.dimension) {
                Some(other) if (other.words, !other.nominal) < (sign.words, !sign.nominal) => *other = sign,
                Some(_) => {}
                None => signs.push(sign),
            }
        }
        signs.sort_by_key(|sign| (sign.span, sign.pole));
        signs
    }

    /// The other end of a dimension that has two: what a negation makes of a pole.
    pub fn turned(&self, pole: Pole) -> Option<Pole> {
        (self.ends.get(usize::from(pole.dimension)) == Some(&2))
            .then(|| Pole { end: 1 - pole.end.min(1), ..pole })
    }

    /// A dimension's name.
    pub fn name(&self, dimension: DimensionId) -> &str {
        self.names.get(usize::from(dimension)).map_or("", |name| name)
    }
}

/// Whether a token only helps another verb to its tense or voice.
fn is_auxiliary(sentence: &Sentence, token: u16) -> bool {
    sentence.clauses.iter().filter_map(|clause| clause.verb.as_ref()).any(|verb| {
        let composed = matches!(verb.tense, Some(Tense::Perfect | Tense::Pluperfect | Tense::Future))
            || verb.voice != Voice::Active;
        composed && verb.modality.is_none() && verb.main != token && verb.finite == Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_lists_load_in_both_languages() {
        let poles = Poles::load(&Files::builtin()).expect("valid");
        assert!(poles.patterns(Language::GERMAN).is_some() && poles.patterns(Language::ENGLISH).is_some());
    }

    #[test]
    fn the_nature_of_a_matter_is_data() {
        let poles = Poles::load(&Files::builtin()).expect("valid");
        assert_eq!(poles.nature(poles.by_name["attitude"]), Nature::View);
        assert_eq!(poles.nature(poles.by_name["venue-open"]), Nature::Passing);
        assert_eq!(poles.nature(poles.by_name["final-pending"]), Nature::State);
        assert!(poles.is_status(poles.by_name["final-pending"]));
    }

    #[test]
    fn a_verb_of_refusing_turns_its_noun() {
        let poles = Poles::load(&Files::builtin()).expect("valid");
        assert!(poles.refuses(Language::GERMAN, "verweigern") && !poles.refuses(Language::GERMAN, "geben"));
    }

    #[test]
    fn a_negation_turns_one_of_two_poles() {
        let poles = Poles::load(&Files::builtin()).expect("valid");
        let pole = Pole { dimension: poles.by_name["support-oppose"], end: 0 };
        assert_eq!(poles.turned(pole), Some(Pole { end: 1, ..pole }));
    }
}
