//! A language's `factuality.toml`: checked and made quick to look up.

use rustc_hash::{FxHashMap, FxHashSet};

use serde::Deserialize;

use super::Status;
use crate::rule::{Files, Problem};

/// What a word makes of the clause below it, or of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    /// The clause gets this status.
    Status(Status),
    /// The clause does not come about (`weigert sich, zu …`).
    Refused,
}

/// One or several words, as a list or as one string with spaces between.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Listed {
    List(Vec<String>),
    Words(String),
}

impl Default for Listed {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Listed {
    fn words(self) -> Vec<String> {
        match self {
            Self::List(list) => list,
            Self::Words(words) => words.split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// The file as written. What the fields are for stands in the file itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    verbs: RawVerbs,
    nouns: RawNouns,
    adverbs: RawAdverbs,
    forms: RawForms,
    openers: RawOpeners,
    negation: RawNegation,
    attributes: RawAttributes,
    event_nouns: RawEventNouns,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerbs {
    cancelled: Listed,
    postponed: Listed,
    planned: Listed,
    coming: Listed,
    manner: Listed,
    manner_with: Listed,
    under_way: Listed,
    denied: Listed,
    demanded: Listed,
    accused: Listed,
    possible: Listed,
    presumed: Listed,
    refused: Listed,
    said: Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNouns {
    denied: Listed,
    demanded: Listed,
    accused: Listed,
    possible: Listed,
    presumed: Listed,
    planned: Listed,
    said: Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAdverbs {
    presumed: Listed,
    possible: Listed,
    planned: Listed,
    predicates_possible: Listed,
    predicates_planned: Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForms {
    possible: Listed,
    presumed: Listed,
    demanded: Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOpeners {
    conditional: Listed,
    possible: Listed,
    planned: Listed,
    negated: Listed,
    content: Listed,
    verb_first: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNegation {
    none: Listed,
    contrast: Listed,
    yet: Listed,
    weak: Listed,
    confirm: Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAttributes {
    planned: Listed,
    cancelled: Listed,
    postponed: Listed,
    presumed: Listed,
    possible: Listed,
    demanded: Listed,
    endings: Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEventNouns {
    cancelled: Listed,
    postponed: Listed,
    planned: Listed,
    demanded: Listed,
    genitives: Listed,
}

/// A set of words.
pub(super) type Words = FxHashSet<Box<str>>;

/// Words of one language that shift what a clause commits to.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// What a verb makes of the event that its own clause names.
    pub own: FxHashMap<Box<str>, Status>,
    /// What a verb makes of the clause below it.
    pub below: FxHashMap<Box<str>, Force>,
    /// First words of the verbs of two words (`call off`), with the second.
    pub pairs: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Verbs that do what one says one can do.
    pub said: Words,
    /// What a noun makes of its clause.
    pub nouns: FxHashMap<Box<str>, Force>,
    /// Adverbs of the clause itself.
    pub adverbs: FxHashMap<Box<str>, Status>,
    /// Predicates of the clause itself.
    pub predicates: FxHashMap<Box<str>, Status>,
    /// Planning verbs whose subject is the event.
    pub coming: Words,
    /// Verbs of cancelling that with an adjective tell how something was.
    pub manner: Words,
    /// Such verbs with a preposition that does so, too.
    pub manner_with: Words,
    /// What a form of a modal verb makes of its clause, lower case.
    pub forms: FxHashMap<Box<str>, Status>,
    /// What a conjunction makes of the clause that it opens.
    pub openers: FxHashMap<Box<str>, Force>,
    /// Conjunctions that open the content of a verb.
    pub content: Words,
    /// Whether a clause with its verb first is a condition.
    pub verb_first: bool,
    /// Phrases with a negation that negate nothing.
    pub no_negation: Vec<String>,
    /// Words that set a denied part right.
    pub contrast: Words,
    /// Words that make a negation hold for now only.
    pub yet: Words,
    /// Words that nearly negate.
    pub weak: Words,
    /// Verbs that tell nothing of the clause below when negated.
    pub confirm: Words,
    /// Forms of adjectives before a noun, lower case.
    pub attributes: FxHashMap<Box<str>, Status>,
    /// Nouns that say what becomes of the event in their genitive.
    pub event_nouns: FxHashMap<Box<str>, Status>,
    /// Words that link such a noun to the event.
    pub genitives: Words,
}

impl Lexicon {
    /// Loads a language's file.
    ///
    /// # Errors
    /// When it is missing or says what it may not say.
    pub fn load(files: &Files, path: &str) -> Result<Self, Problem> {
        let Raw { verbs, nouns, adverbs, forms, openers, negation, attributes, event_nouns } =
            files.toml(path)?;
        let mut own = FxHashMap::default();
        let mut below = FxHashMap::default();
        for (list, status) in [
            (verbs.cancelled, Status::Cancelled),
            (verbs.postponed, Status::Postponed),
            (verbs.under_way, Status::UnderWay),
        ] {
            own.extend(list.words().into_iter().map(|word| (word.into_boxed_str(), status)));
        }
        for word in verbs.planned.words() {
            own.insert(word.clone().into_boxed_str(), Status::Planned);
            below.insert(word.into_boxed_str(), Force::Status(Status::Planned));
        }
        for (list, status) in [
            (verbs.presumed, Status::Presumed),
            (verbs.possible, Status::Possible),
            (verbs.demanded, Status::Demanded),
            (verbs.accused, Status::Accused),
            (verbs.denied, Status::Denied),
        ] {
            let words = list.words().into_iter().map(String::into_boxed_str);
            below.extend(words.map(|word| (word, Force::Status(status))));
        }
        below.extend(verbs.refused.words().into_iter().map(|word| (word.into_boxed_str(), Force::Refused)));
        let mut pairs: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        for word in own.keys().chain(below.keys()) {
            if let Some((first, second)) = word.split_once(' ') {
                pairs.entry(first.into()).or_default().push(second.into());
            }
        }
        let nouns = [
            (nouns.denied, Status::Denied),
            (nouns.demanded, Status::Demanded),
            (nouns.accused, Status::Accused),
            (nouns.possible, Status::Possible),
            (nouns.presumed, Status::Presumed),
            (nouns.planned, Status::Planned),
            (nouns.said, Status::Fact),
        ];
        let openers_of = [
            (openers.conditional, Force::Status(Status::Conditional)),
            (openers.possible, Force::Status(Status::Possible)),
            (openers.planned, Force::Status(Status::Planned)),
            (openers.negated, Force::Refused),
        ];
        let endings = attributes.endings.words();
        let attributes_of = [
            (attributes.planned, Status::Planned),
            (attributes.cancelled, Status::Cancelled),
            (attributes.postponed, Status::Postponed),
            (attributes.presumed, Status::Presumed),
            (attributes.possible, Status::Possible),
            (attributes.demanded, Status::Demanded),
        ];
        let mut attribute_forms = FxHashMap::default();
        for (list, status) in attributes_of {
            for stem in list.words() {
                attribute_forms.extend(
                    endings.iter().map(|ending| (format!("{stem}{ending}").into_boxed_str(), status)),
                );
            }
        }
        Ok(Self {
            own,
            below,
            pairs,
            said: set(verbs.said),
            nouns: table(nouns.map(|(list, status)| (list, Force::Status(status)))),
            adverbs: table([
                (adverbs.presumed, Status::Presumed),
                (adverbs.possible, Status::Possible),
                (adverbs.planned, Status::Planned),
            ]),
            predicates: table([
                (adverbs.predicates_possible, Status::Possible),
                (adverbs.predicates_planned, Status::Planned),
            ]),
            coming: set(verbs.coming),
            manner: set(verbs.manner),
            manner_with: set(verbs.manner_with),
            forms: table([
                (forms.possible, Status::Possible),
                (forms.presumed, Status::Presumed),
                (forms.demanded, Status::Demanded),
            ]),
            openers: table(openers_of),
            content: set(openers.content),
            verb_first: openers.verb_first,
            no_negation: negation.none.words(),
            contrast: set(negation.contrast),
            yet: set(negation.yet),
            weak: set(negation.weak),
            confirm: set(negation.confirm),
            attributes: attribute_forms,
            event_nouns: table([
                (event_nouns.cancelled, Status::Cancelled),
                (event_nouns.postponed, Status::Postponed),
                (event_nouns.planned, Status::Planned),
                (event_nouns.demanded, Status::Demanded),
            ]),
            genitives: set(event_nouns.genitives),
        })
    }
}

fn set(list: Listed) -> Words {
    list.words().into_iter().map(String::into_boxed_str).collect()
}

fn table<T: Copy, const N: usize>(lists: [(Listed, T); N]) -> FxHashMap<Box<str>, T> {
    lists
        .into_iter()
        .flat_map(|(list, value)| list.words().into_iter().map(move |word| (word.into_boxed_str(), value)))
        .collect()
}
