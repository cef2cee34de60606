//! How one name can be written, and how like two names are.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::entity::same_name_key;
use crate::rule::{Files, Problem};

/// Letters of a name, for each of which one letter may differ.
const PER_LETTER: usize = 5;
/// Names shorter than this differ in any letter by chance.
const SHORTEST: usize = 5;
/// Letters that two names begin with in common where one is taken for the other (`Winkelmann`, `Winterfeld`) …
const BEGINNING: usize = 2;
/// … or end with.
const ENDING: usize = 5;

/// How one name can be written, and by which short ones somebody goes.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    alike: Vec<(String, String)>,
    nicknames: BTreeMap<String, BTreeSet<usize>>,
    /// Nouns before a name that say nothing of whom it is.
    pub(super) address: Vec<String>,
    /// Words that tell two people of one name apart.
    pub(super) namesakes: Vec<String>,
}

impl Spelling {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            lines.map(str::to_owned).collect()
        };
        let mut spelling =
            Self { address: files.words("address"), namesakes: files.words("namesakes"), ..Self::default() };
        for line in lines(files.text("entities/spelling.txt")?) {
            if let Some((from, to)) = line.split_once(' ') {
                spelling.alike.push((from.to_owned(), to.trim().to_owned()));
            }
        }
        for (set, line) in lines(files.text("entities/nicknames.txt")?).into_iter().enumerate() {
            for name in line.split_whitespace() {
                spelling.nicknames.entry(same_name_key(name)).or_default().insert(set);
            }
        }
        Ok(spelling)
    }

    /// A name as it sounds.
    fn sound(&self, name: &str) -> String {
        let mut sound = name.to_owned();
        for (from, to) in &self.alike {
            sound = sound.replace(from, to);
        }
        let mut letters: Vec<char> = Vec::new();
        for letter in sound.chars() {
            // A doubled letter, and an `h` that only lengthens a vowel.
            let silent = letter == 'h' && letters.last().is_some_and(|last| "aeiou".contains(*last));
            if letters.last() != Some(&letter) && !silent {
                letters.push(letter);
            }
        }
        let sound: String = letters.into_iter().collect();
        sound.trim_end_matches('e').to_owned()
    }

    /// Whether two names of persons are one: every word the same in another spelling or a short form. Words before
    /// the last two are titles.
    pub(super) fn is_same_person(&self, a: &str, b: &str) -> bool {
        let words = |name: &str| -> Vec<String> {
            name.split_whitespace().rev().take(2).map(same_name_key).collect()
        };
        let (a, b) = (words(a), words(b));
        a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| x == y || self.is_one(x, y))
    }

    /// Whether two names are one in another spelling or a short form.
    pub(super) fn is_one(&self, a: &str, b: &str) -> bool {
        let nick = |name: &str| self.nicknames.get(name).cloned().unwrap_or_default();
        self.sound(a) == self.sound(b)
            || !nick(a).is_disjoint(&nick(b))
            || a.starts_with(b)
            || b.starts_with(a)
    }
}

/// Whether two surnames sound alike at their beginning or end, as names do that are mixed up in remembering.
pub(super) fn is_alike(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shorter = x.len().min(y.len());
    let front = x.iter().zip(&y).take_while(|(x, y)| x == y).count();
    let back = x.iter().rev().zip(y.iter().rev()).take_while(|(x, y)| x == y).count();
    shorter >= SHORTEST && (front >= BEGINNING && front < shorter || back >= ENDING && back < shorter)
}

/// Whether two given names begin alike and have nearly the same length, as names do that one mishears: `Rolf`, `Ralf`;
/// `Rosa`, `Rosel`.
pub(super) fn may_be_heard_as(a: &str, b: &str) -> bool {
    let front = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    front >= 1 && (distance(a, b) == 1 || front > BEGINNING)
}

/// How many letters must be changed, put in or left out to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Whether two names are so like that one is easily taken for the other.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    longest >= SHORTEST
        && a.chars().next() == b.chars().next()
        && distance(a, b) <= longest.div_ceil(PER_LETTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_short_forms_are_one_name() {
        let spelling = Spelling::load(&Files::builtin()).unwrap();
        for (a, b) in
            [("stephan", "stefan"), ("katharina", "katarina"), ("meier", "mayer"), ("michael", "mike")]
        {
            assert!(spelling.is_one(a, b), "{a}, {b}");
        }
        for (a, b) in [("sondre", "sindre"), ("birte", "birgit"), ("kettler", "kessler")] {
            assert!(!spelling.is_one(a, b), "{a}, {b}");
        }
        assert!(spelling.is_same_person("Coach Mike Stalbridge", "Michael Stalbridge"));
        assert!(!spelling.is_same_person("Michael Stalbridge", "Michael Overmore"));
    }

    #[test]
    fn a_letter_or_two_of_a_long_name_may_differ() {
        assert!(is_near("furrer", "furger") && is_near("kettler", "kessler") && is_near("sondre", "sindre"));
        assert!(is_alike("verhaegen", "verhoeven") && is_alike("winkelmann", "winterfeld"));
        assert!(!is_alike("kettler", "brandt") && !is_alike("bauer", "sauer"));
        assert!(!is_near("anna", "anne") && !is_near("bauer", "sauer") && !is_near("matthias", "michael"));
    }
}
