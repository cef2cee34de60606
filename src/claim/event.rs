//! Whether a clause that names an event says that the event took place, is to, or was called off: a clause about
//! something else only mentions it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use serde::Deserialize;

use crate::annotate::factuality::{Factuality, Status};
use crate::document::Language;
use crate::language::{Clause, PhraseKind, Role, Sentence};
use crate::rule::{Files, Problem};

/// `event.toml` of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvents {
    happens: BTreeSet<String>,
    excludes: BTreeSet<String>,
    occurs: BTreeSet<String>,
    holds: BTreeSet<String>,
    during: BTreeSet<String>,
    invites: BTreeSet<String>,
    to: BTreeSet<String>,
}

/// The verbs and prepositions by which an event takes place, per language.
#[derive(Debug, Default)]
pub struct Events {
    by_language: FxHashMap<Language, RawEvents>,
}

impl Events {
    /// Reads `event.toml` of every language that has one.
    ///
    /// # Errors
    /// A file that is not of that form.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut events = Self::default();
        for code in files.languages() {
            let path = format!("{code}/event.toml");
            if let (Ok(_), Some(language)) = (files.text(&path), Language::from_code(code)) {
                events.by_language.insert(language, files.toml(&path)?);
            }
        }
        Ok(events)
    }

    /// Whether a clause's verb says of its subject that it took place, and of nothing but events (`stattfinden`,
    /// `take place`).
    pub fn happens(&self, sentence: &Sentence, clause: &Clause) -> bool {
        let (Some(words), Some(verb)) = (self.by_language.get(&sentence.language), &clause.verb) else {
            return false;
        };
        let object = clause.arguments.iter().find(|argument| argument.role == Role::Object);
        let head = object
            .and_then(|argument| sentence.phrases.get(argument.phrase))
            .and_then(|phrase| sentence.tokens.get(usize::from(phrase.head)));
        words.happens.contains(&*verb.lemma)
            || head.is_some_and(|head| words.happens.contains(&format!("{} {}", verb.lemma, head.lemma)))
    }

    /// Whether a clause's verb says that what stands beside it is not so (`Brandstiftung ausschließen`), the verb itself
    /// not being one of the words.
    pub fn excludes(&self, sentence: &Sentence, clause: &Clause, words: &[u16]) -> bool {
        let (Some(list), Some(verb)) = (self.by_language.get(&sentence.language), &clause.verb) else {
            return false;
        };
        list.excludes.contains(&*verb.lemma) && !words.contains(&verb.main)
    }

    /// What a clause says of the event that its word at `token` names: the clause's own factuality, or that of
    /// something that took place where the event is only the occasion. `None` where it is merely mentioned.
    pub fn status(
        &self,
        sentence: &Sentence,
        clause: &Clause,
        token: u16,
        factuality: &Factuality,
    ) -> Option<Factuality> {
        let words = self.by_language.get(&sentence.language)?;
        let verb = clause.verb.as_ref();
        if verb.is_some_and(|verb| verb.tokens.contains(&token)) {
            return Some(factuality.clone());
        }
        let decided = matches!(factuality.status, Status::Cancelled | Status::Postponed | Status::Planned);
        let argument = clause.arguments.iter().find(|argument| {
            sentence.phrases.get(argument.phrase).is_some_and(|phrase| phrase.tokens.contains(&token))
        });
        // What was called off is seldom anything but the event, wherever the phrase was put.
        let Some(argument) = argument else { return decided.then(|| factuality.clone()) };
        let phrase = &sentence.phrases[argument.phrase];
        if phrase.head != token {
            return None;
        }
        if let PhraseKind::Prepositional(preposition) = &phrase.kind {
            let invites = verb.is_some_and(|verb| words.invites.contains(&*verb.lemma));
            if invites && words.to.contains(&**preposition) && !factuality.negated {
                return Some(Factuality { status: Status::Planned, ..factuality.clone() });
            }
            let past = factuality.status == Status::Fact && !factuality.negated;
            return (past && words.during.contains(&**preposition)).then(|| factuality.clone());
        }
        let lemma = verb.map_or("", |verb| &verb.lemma);
        let fits = match argument.role {
            Role::Subject => decided || words.occurs.contains(lemma),
            Role::Object => decided || words.holds.contains(lemma) || words.occurs.contains(lemma),
            Role::Predicative => true,
            Role::Adverbial => decided,
            Role::IndirectObject | Role::Agent | Role::Oblique => false,
        };
        fits.then(|| factuality.clone())
    }
}
