//! One thing, two places: what two clauses say of where it is, happens, goes to, or comes from. A place is a name or a
//! kind of house, street or land.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::differ::{Aspect, Difference, own};
use super::statement::Statement;
use super::{Draft, Filled};
use crate::annotate::entity::EntityKind;
use crate::claim::pattern::{Key, Keys};
use crate::document::Language;
use crate::finding::Context;
use crate::language::{PhraseKind, Role};
use crate::rule::{Files, Problem};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// Places nearer than this are one.
const ONE: f32 = 0.6;
/// Letters that two words begin with when they are of one stem.
const STEM: usize = 5;

/// `sites.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    at: Vec<String>,
    to: Vec<String>,
    from: Vec<String>,
    venues: BTreeMap<String, Vec<String>>,
    acts: BTreeMap<String, Vec<String>>,
}

/// Which way a preposition points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    At,
    To,
    From,
}

#[derive(Debug, Default)]
struct Lexicon {
    ways: FxHashMap<String, Way>,
    /// By word: the kind of venue.
    venues: FxHashMap<String, u64>,
    /// By the first word of an entry: the kind of act, and the words that must stand in the clause beside it.
    acts: FxHashMap<String, Vec<(u64, Vec<String>)>>,
}

/// The words for places of all languages.
#[derive(Debug, Default)]
pub(in crate::finding) struct Sites {
    languages: FxHashMap<Language, Lexicon>,
}

impl Sites {
    /// Loads the file of every language that has one.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut sites = Self::default();
        let (mut kinds, mut deeds): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for code in files.languages() {
            let path = format!("{code}/sites.toml");
            let Some(language) = Language::from_code(code).filter(|_| files.text(&path).is_ok()) else {
                continue;
            };
            let raw: Raw = files.toml(&path)?;
            let mut lexicon = Lexicon::default();
            for (way, words) in [(Way::From, raw.from), (Way::To, raw.to), (Way::At, raw.at)] {
                lexicon.ways.extend(words.into_iter().map(|word| (word.to_lowercase(), way)));
            }
            for (name, words) in raw.venues {
                let bit = 1 << (index_of(&mut kinds, name) % 64);
                for word in words {
                    *lexicon.venues.entry(word.to_lowercase()).or_insert(0) |= bit;
                }
            }
            for (name, words) in raw.acts {
                let bit = 1 << (index_of(&mut deeds, name) % 64);
                for entry in words {
                    let entry = entry.to_lowercase();
                    let mut words = entry.split_whitespace().map(str::to_owned);
                    let Some(first) = words.next() else { continue };
                    lexicon.acts.entry(first).or_default().push((bit, words.collect()));
                }
            }
            sites.languages.insert(language, lexicon);
        }
        Ok(sites)
    }
}

fn index_of(names: &mut Vec<String>, name: String) -> usize {
    names.iter().position(|known| *known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
}

/// A place that a clause names.
#[derive(Clone, Debug)]
struct Site {
    span: Span,
    identity: Option<IdentityId>,
    /// The noun of a venue.
    lexeme: Option<LexemeId>,
    head: String,
    venue: u64,
    way: Way,
    role: Option<Role>,
}

/// Adds what two articles say of where it is.
pub(super) fn drafts(context: &Context<'_>, filled: &[Filled<'_>], drafts: &mut Vec<Draft>) {
    let read: Vec<(Vec<Site>, u64)> = filled.iter().map(|filled| sites(context, &filled.statement)).collect();
    for (index, a) in filled.iter().enumerate() {
        if read[index].0.is_empty() {
            continue;
        }
        for (offset, b) in filled[index + 1..].iter().enumerate() {
            let other = index + 1 + offset;
            let within_one = a.statement.article == b.statement.article;
            if read[other].0.is_empty()
                || (within_one && a.statement.is_headline() == b.statement.is_headline())
                || a.statement.is_negative() != b.statement.is_negative()
            {
                continue;
            }
            let acts = (read[index].1 & read[other].1).count_ones();
            if acts == 0 && !super::may_meet(context, a, b) {
                continue;
            }
            for x in &read[index].0 {
                for y in &read[other].0 {
                    let pair = Pair { context, a: &a.statement, b: &b.statement, x, y };
                    if let Some(mut difference) = pair.difference(acts) {
                        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
                        let sites = read[index].0.len().max(read[other].0.len()) as f32;
                        difference.own[9] = 1.0 / sites;
                        super::draft(context, filled, (index, other), difference, drafts);
                    }
                }
            }
        }
    }
}

/// The places of a clause, and the kinds of acts that it tells of.
fn sites(context: &Context<'_>, statement: &Statement<'_>) -> (Vec<Site>, u64) {
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    let Some(lexicon) = context.rules.sites.languages.get(&sentence.language) else { return (Vec::new(), 0) };
    let keys = Keys::new(sentence, read.document.text());
    let is = |key: &Key, word: &str| {
        *key.lemma == *word || *key.form == *word || key.head.as_deref() == Some(word)
    };
    let words: Vec<&Key> = statement.clause.tokens.iter().map(|token| keys.get(*token)).collect();
    let mut acts = 0;
    for key in &words {
        let forms = [Some(&*key.lemma), Some(&*key.form), key.head.as_deref()];
        for entry in forms.into_iter().flatten().filter_map(|form| lexicon.acts.get(form)).flatten() {
            if entry.1.iter().all(|word| words.iter().any(|key| is(key, word))) {
                acts |= entry.0;
            }
        }
    }
    let role = |phrase: usize| {
        let arguments = statement.clause.arguments.iter();
        arguments.into_iter().find(|argument| argument.phrase == phrase).map(|argument| argument.role)
    };
    let mut found: Vec<Site> = Vec::new();
    for (id, phrase) in sentence.phrases.iter().enumerate() {
        if statement.clause.tokens.binary_search(&phrase.tokens.start).is_err() {
            continue;
        }
        let way = match &phrase.kind {
            PhraseKind::Prepositional(word) => lexicon.ways.get(&**word).copied(),
            PhraseKind::Noun => None,
        };
        let span = sentence.cover(phrase.tokens.clone());
        let name = statement.names.iter().find(|name| span.contains(name.span));
        let place = name.filter(|name| name.kind == EntityKind::Place);
        let key = keys.get(phrase.head);
        let venue = [Some(&*key.lemma), key.head.as_deref()]
            .into_iter()
            .flatten()
            .find_map(|form| lexicon.venues.get(form))
            .copied()
            .unwrap_or(0);
        let named =
            name.is_some_and(|name| name.kind == EntityKind::Organisation && venue != 0) || place.is_some();
        // `Betroffen ist der Ortsteil Hellinghausen`: a place without a preposition must have a name or be one.
        if !(named || (venue != 0 && way.is_some())) {
            continue;
        }
        let lexeme = context
            .scene
            .lexemes
            .words(statement.article, statement.sentence)
            .iter()
            .find(|word| word.token == phrase.head && context.scene.lexemes.name(word.lexeme).is_none())
            .map(|word| word.lexeme);
        found.push(Site {
            span: if venue == 0 { place.map_or(span, |name| name.span) } else { span },
            identity: place.or(name).map(|name| name.identity),
            lexeme: lexeme.filter(|_| venue != 0),
            head: key.lemma.to_string(),
            venue,
            way: way.unwrap_or(Way::At),
            role: role(id),
        });
    }
    (found, acts)
}

struct Pair<'a> {
    context: &'a Context<'a>,
    a: &'a Statement<'a>,
    b: &'a Statement<'a>,
    x: &'a Site,
    y: &'a Site,
}

impl Pair<'_> {
    fn difference(&self, acts: u32) -> Option<Difference> {
        let (x, y) = (self.x, self.y);
        let scene = self.context.scene;
        let alike = self.alike();
        let named = (x.identity.is_some(), y.identity.is_some());
        let elsewhere = |site: &Site, other: &Statement<'_>| {
            site.identity.is_some_and(|identity| other.sentence_names.contains(&identity))
        };
        if alike <= ONE && (elsewhere(x, self.b) || elsewhere(y, self.a)) {
            return None;
        }
        let known =
            |site: &Site, article: usize| site.identity.is_some_and(|id| scene.mentioned(id, article));
        let level = match (x.identity, y.identity) {
            (Some(first), Some(second)) => {
                if self.context.same_level(first, second) {
                    1.0
                } else {
                    0.0
                }
            }
            (None, None) if x.venue & y.venue != 0 => 0.5,
            (None, None) => 1.0,
            _ => -0.5,
        };
        let ways = match (x.way == y.way, x.way == Way::From || y.way == Way::From) {
            (true, _) => 1.0,
            (false, true) => -1.0,
            (false, false) => 0.0,
        };
        Some(Difference {
            aspect: Aspect::Place,
            in_a: x.span,
            in_b: y.span,
            agrees: alike > ONE,
            own: own([
                f32::from(known(x, self.b.article)) + f32::from(known(y, self.a.article)),
                ways,
                if acts > 0 { 1.0 } else { 0.0 },
                level,
                f32::from(named.0) + f32::from(named.1),
                1.0 - alike,
                f32::from(x.role.is_some() && y.role.is_some()),
                f32::from(self.is_predicated(x, self.a)) + f32::from(self.is_predicated(y, self.b)),
                super::evidence::likeness_of(
                    &scene.lexemes,
                    self.a.patient.as_ref(),
                    self.b.patient.as_ref(),
                ),
            ]),
        })
    }

    /// Whether the place belongs to the verb, not to a noun.
    fn is_predicated(&self, site: &Site, _of: &Statement<'_>) -> bool {
        matches!(site.role, Some(Role::Oblique | Role::Subject | Role::Predicative))
    }

    fn alike(&self) -> f32 {
        let (x, y) = (self.x, self.y);
        if let (Some(first), Some(second)) = (x.identity, y.identity) {
            let name = |id: IdentityId| self.context.scene.identities.name(self.context.scene.dossier, id);
            let shares = name(first).split_whitespace().any(|word| {
                word.chars().count() > 3 && name(second).split_whitespace().any(|other| other == word)
            });
            return f32::from(first == second || shares);
        }
        let common = x.head.chars().zip(y.head.chars()).take_while(|(x, y)| x == y).count();
        if common >= STEM || x.head.ends_with(y.head.as_str()) || y.head.ends_with(x.head.as_str()) {
            // `Umspannwerk Süd` and `Umspannwerk Nord` differ by what stands beside the noun.
            let rest = |site: &Site, article: usize| -> Vec<String> {
                let words = self.context.words(article, site.span).to_lowercase();
                words.split_whitespace().map(str::to_owned).collect()
            };
            let (of_x, of_y) = (rest(x, self.a.article), rest(y, self.b.article));
            let own = |words: &[String], others: &[String]| {
                words.iter().any(|word| word.chars().count() > 3 && !others.contains(word))
            };
            return if own(&of_x, &of_y) && own(&of_y, &of_x) { 0.5 } else { 1.0 };
        }
        match (x.lexeme, y.lexeme) {
            (Some(first), Some(second)) => self.context.scene.lexemes.nearness(first, second),
            _ => 0.0,
        }
    }
}
