//! One person under two names: two given names beside one surname, or two surnames that differ in a letter or two
//! beside one given name. Two people often share a surname; that one of the names is a slip shows in the office, or in
//! how like the names are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::{Entity, EntityKind, same_name_key};
use crate::rule::{Files, Problem};

/// Letters of a name, for each of which one letter may differ.
const PER_LETTER: usize = 5;
/// Names shorter than this differ in any letter by chance.
const SHORTEST: usize = 5;

/// How one name can be written, and by which short ones somebody goes.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    alike: Vec<(String, String)>,
    nicknames: BTreeMap<String, BTreeSet<usize>>,
}

impl Spelling {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            lines.map(str::to_owned).collect()
        };
        let mut spelling = Self::default();
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
    fn is_one(&self, a: &str, b: &str) -> bool {
        let nick = |name: &str| self.nicknames.get(name).cloned().unwrap_or_default();
        self.sound(a) == self.sound(b)
            || !nick(a).is_disjoint(&nick(b))
            || a.starts_with(b)
            || b.starts_with(a)
    }
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
fn is_near(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    longest >= SHORTEST
        && a.chars().next() == b.chars().next()
        && distance(a, b) <= longest.div_ceil(PER_LETTER)
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dossier = context.scene.dossier;
    let persons = |article: usize| {
        dossier[article]
            .annotations
            .entities
            .list
            .iter()
            .filter(|entity| entity.kind == EntityKind::Person && entity.key.contains(' '))
    };
    for first in 0..dossier.len() {
        for second in first + 1..dossier.len() {
            for a in persons(first) {
                for b in persons(second) {
                    if is_slip(context, a, b) && !names_both(context, first, second, a, b) {
                        findings.extend(slip(context, (first, a), (second, b)));
                    }
                }
            }
        }
    }
}

fn is_slip(context: &Context<'_>, a: &Entity, b: &Entity) -> bool {
    let offices = &context.rules.offices;
    // A final `s` may be a genitive's or the name's own.
    let last = |entity: &Entity| entity.key.rsplit(' ').next().unwrap_or("").trim_end_matches('s').to_owned();
    let given = |entity: &Entity| entity.key.split(' ').next().unwrap_or("").to_owned();
    let initial = |entity: &Entity| given(entity).trim_end_matches('.').len() < 2;
    if initial(a)
        || initial(b)
        || a.known && b.known
        || matches!((a.age, b.age), (Some(x), Some(y)) if x != y)
    {
        return false;
    }
    let same_office =
        a.titles.iter().any(|x| b.titles.iter().any(|y| offices.agree(&x.lemma, &y.lemma) && x.of == y.of));
    let other_office = a.titles.iter().any(|x| b.titles.iter().any(|y| !offices.agree(&x.lemma, &y.lemma)));
    let other_gender = matches!((a.gender, b.gender), (Some(x), Some(y)) if x != y);
    let spelling = &context.rules.spelling;
    let (given_a, given_b, last_a, last_b) = (given(a), given(b), last(a), last(b));
    if last_a == last_b {
        let other = given_a != given_b && !spelling.is_one(&given_a, &given_b);
        return other && (same_office || (is_near(&given_a, &given_b) && !other_gender && !other_office));
    }
    let like = given_a == given_b && !spelling.is_one(&last_a, &last_b) && is_near(&last_a, &last_b);
    like && !other_gender && !other_office
}

/// Whether one of the articles knows both: then they are two people.
fn names_both(context: &Context<'_>, first: usize, second: usize, a: &Entity, b: &Entity) -> bool {
    let has = |article: usize, key: &str| {
        context.scene.dossier[article].annotations.entities.list.iter().any(|entity| entity.key == key)
    };
    has(first, &b.key) || has(second, &a.key)
}

fn slip(context: &Context<'_>, a: (usize, &Entity), b: (usize, &Entity)) -> Option<Finding> {
    let witness = |(article, entity): (usize, &Entity)| {
        let first = || {
            let entities = &context.scene.dossier[article].annotations.entities;
            let id = entities.list.iter().position(|other| std::ptr::eq(other, entity))?;
            entities.mentions.iter().find(|mention| mention.entity == id).map(|mention| mention.span)
        };
        let title = entity.titles.first().map(|title| title.span);
        let place = title.or_else(first)?;
        let name = context.nearest_mention(article, entity, place)?;
        let mut witness = context.witness(article, name.cover(title.unwrap_or(name)), name);
        witness.label = Label::Words(entity.name.clone());
        Some(witness)
    };
    let reason = match a.1.titles.first() {
        Some(title) => Reason { key: "same-office", parameters: vec![("title", title.lemma.clone())] },
        None => Reason {
            key: "same-person",
            parameters: vec![("name", a.1.surname.clone().unwrap_or_else(|| a.1.name.clone()))],
        },
    };
    Some(Finding {
        kind: FindingKind::Identity,
        level: Level::Contradiction,
        subject: a.1.surname.clone().unwrap_or_else(|| a.1.name.clone()),
        witnesses: vec![witness(a)?, witness(b)?],
        because: vec![reason],
    })
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
        assert!(!is_near("anna", "anne") && !is_near("bauer", "sauer") && !is_near("matthias", "michael"));
    }
}
