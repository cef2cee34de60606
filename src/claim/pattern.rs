//! Word patterns: how a frame says which words of a clause it goes by.
//!
//! A pattern is one or more words separated by spaces, all of which must stand in one clause, in any order:
//! `Haft` (also as the head of a compound: `Untersuchungshaft`), `=Haft` (that word alone), `frei Fuß auf`
//! (all three), `Strafe annehmen !nicht` (none of the words marked `!` nearby).

use rustc_hash::FxHashMap;

use crate::language::Sentence;
/// How many words away from the others a word marked `!` still counts: further off it belongs to something else.
const NEAR: u16 = 6;

/// How many words away from the first one the others of a pattern are looked for.
const WIDTH: u16 = 40;

/// One word of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Lower-case lemma.
    lemma: Box<str>,
    /// Whether the word may be the head of a compound.
    head: bool,
}

/// A pattern with what it stands for.
#[derive(Clone, Debug)]
struct Entry<T> {
    words: Vec<Word>,
    absent: Vec<Word>,
    meaning: T,
}

/// Why a pattern cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Nothing to look for.
    #[error("a pattern needs at least one word that must be there")]
    Empty,
}

/// All patterns of one language, found by their first word.
#[derive(Clone, Debug)]
pub struct Patterns<T> {
    entries: Vec<Entry<T>>,
    // First word's lemma → indices of entries.
    by_first: FxHashMap<Box<str>, Vec<usize>>,
}

/// A pattern found in a clause.
#[derive(Clone, Debug)]
pub struct Hit<T> {
    /// What the pattern stands for.
    pub meaning: T,
    /// The tokens it matched, sorted.
    pub tokens: Vec<u16>,
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_first: FxHashMap::default() }
    }
}

impl<T: Clone> Patterns<T> {
    /// Adds a pattern.
    ///
    /// # Errors
    /// When it has no word that must be there.
    pub fn add(&mut self, pattern: &str, meaning: T) -> Result<(), PatternError> {
        let (mut words, mut absent) = (Vec::new(), Vec::new());
        for written in pattern.split_whitespace() {
            match written.strip_prefix('!') {
                Some(word) => absent.push(Word::read(word)),
                None => words.push(Word::read(written)),
            }
        }
        let first = words.first().ok_or(PatternError::Empty)?.lemma.clone();
        self.by_first.entry(first).or_default().push(self.entries.len());
        self.entries.push(Entry { words, absent, meaning });
        Ok(())
    }

    /// Every pattern that the given tokens of a sentence satisfy. `keys` are the sentence's [`Keys`].
    pub fn find(&self, keys: &Keys, tokens: &[u16]) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        for &token in tokens {
            let key = &keys.0[token as usize];
            for (lemma, is_head) in key.candidates() {
                for &index in self.by_first.get(lemma).into_iter().flatten() {
                    let entry = &self.entries[index];
                    if is_head && !entry.words[0].head {
                        continue;
                    }
                    if let Some(found) = entry.complete(keys, tokens, token) {
                        hits.push(Hit { meaning: entry.meaning.clone(), tokens: found });
                    }
                }
            }
        }
        hits
    }
}

impl<T> Entry<T> {
    /// The tokens of the whole pattern, its first word being at `first`.
    fn complete(&self, keys: &Keys, tokens: &[u16], first: u16) -> Option<Vec<u16>> {
        let mut found = vec![first];
        let from = tokens.partition_point(|at| *at < first.saturating_sub(WIDTH));
        let to = tokens.partition_point(|at| *at <= first.saturating_add(WIDTH));
        let tokens = &tokens[from..to];
        for word in &self.words[1..] {
            // The nearest one, so that a long clause's other words do not stretch the trigger.
            let at = tokens
                .iter()
                .copied()
                .filter(|at| !found.contains(at) && keys.0[*at as usize].is(word))
                .min_by_key(|at| at.abs_diff(first))?;
            found.push(at);
        }
        found.sort_unstable();
        let (first, last) = (found[0], found[found.len() - 1]);
        let near = first.saturating_sub(NEAR)..=last.saturating_add(NEAR);
        let beyond_comma = |at: u16| {
            let between = if at < first { at..first } else { last..at };
            between.into_iter().any(|token| &*keys.0[token as usize].form == ",")
        };
        let mut around = tokens.iter().filter(|at| near.contains(at) && !beyond_comma(**at));
        if around.any(|at| self.absent.iter().any(|word| keys.0[*at as usize].is(word))) {
            return None;
        }
        Some(found)
    }
}

impl Word {
    fn read(written: &str) -> Self {
        match written.strip_prefix('=') {
            Some(word) => Self { lemma: word.to_lowercase().into(), head: false },
            None => Self { lemma: written.to_lowercase().into(), head: true },
        }
    }
}

/// The forms under which the words of a sentence can be looked up, one entry per token.
#[derive(Clone, Debug)]
pub struct Keys(Vec<Key>);

/// The forms of one word.
#[derive(Clone, Debug)]
pub struct Key {
    /// Lower-case lemma.
    pub lemma: Box<str>,
    /// Lower-case form as written.
    pub form: Box<str>,
    /// Lower-case head of a compound.
    pub head: Option<Box<str>>,
}

impl Key {
    /// The forms of a word that stands for itself, as in a link or a list.
    pub fn of_word(word: &str) -> Self {
        let lemma: Box<str> = word.to_lowercase().into();
        let head = word.rsplit_once('-').map(|(_, head)| head.to_lowercase().into());
        Self { form: lemma.clone(), lemma, head }
    }

    fn candidates(&self) -> impl Iterator<Item = (&str, bool)> {
        let form = (self.form != self.lemma).then_some((&*self.form, false));
        std::iter::once((&*self.lemma, false))
            .chain(form)
            .chain(self.head.as_deref().map(|head| (head, true)))
    }

    fn is(&self, word: &Word) -> bool {
        self.candidates().any(|(lemma, is_head)| *lemma == *word.lemma && (word.head || !is_head))
    }
}

impl Keys {
    /// Looks up every word of a sentence once.
    pub fn new(sentence: &Sentence, text: &str) -> Self {
        let keys = sentence.tokens.iter().map(|token| {
            let lemma = token.lemma.to_lowercase();
            let compound = token.compound().map(|(_, head)| head.to_lowercase());
            // A verb with its particle (`call off`) is also looked up as the plain verb: the particle has its own token.
            let head = compound.or_else(|| lemma.split_once(' ').map(|(verb, _)| verb.to_owned()));
            let head = head.map(Into::into);
            Key { lemma: lemma.into(), form: token.span.of(text).to_lowercase().into(), head }
        });
        Self(keys.collect())
    }

    /// The forms of one token.
    pub fn get(&self, token: u16) -> &Key {
        &self.0[token as usize]
    }
}
