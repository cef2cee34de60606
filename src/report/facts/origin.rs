//! Who is independent of whom: one outlet, one text that several print, and one authority that several quote are one
//! source.

use std::collections::{BTreeMap, BTreeSet};

/// Words from which a passage is long enough to be told as a reprint.
const LONG_ENOUGH: usize = 6;
/// The share of words, in percent, that two passages have in common when one is a reprint of the other.
const REPRINT: usize = 80;

/// What of a place tells where it comes from.
pub struct Place<'a> {
    /// Whose article it stands in.
    pub outlet: &'a str,
    /// The sentence.
    pub sentence: &'a str,
    /// Who vouches for it, as a key: one person or authority has one. None where the article itself does.
    pub authority: Option<String>,
}

/// The number of each place's source; places of one source have the same.
pub fn origins(places: &[Place<'_>]) -> Vec<usize> {
    let mut joined = Joined((0..places.len()).collect());
    // By the outlet, the authority and the words; sentences with the same words are compared with others once.
    let mut outlets: BTreeMap<String, usize> = BTreeMap::new();
    let mut authorities: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sentences: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        joined.join(at, *outlets.entry(place.outlet.to_lowercase()).or_insert(at));
        if let Some(authority) = &place.authority {
            joined.join(at, *authorities.entry(authority).or_insert(at));
        }
        let words = words(place.sentence);
        if words.len() >= LONG_ENOUGH {
            joined.join(at, *sentences.entry(words).or_insert(at));
        }
    }
    let unlike: Vec<(&BTreeSet<String>, &usize)> = sentences.iter().collect();
    for (index, (a, first)) in unlike.iter().enumerate() {
        for (b, second) in &unlike[index + 1..] {
            if is_reprint(a, b) {
                joined.join(**first, **second);
            }
        }
    }
    (0..places.len()).map(|at| joined.root(at)).collect()
}

/// Which places are of one source: each points to an earlier one of the same, or to itself.
struct Joined(Vec<usize>);

impl Joined {
    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

fn words(sentence: &str) -> BTreeSet<String> {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn is_reprint(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (fewer, more) = (a.len().min(b.len()), a.len().max(b.len()));
    // Sets of too unlike sizes need not be compared.
    fewer * 100 >= more * REPRINT && a.intersection(b).count() * 100 >= more * REPRINT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place<'a>(outlet: &'a str, sentence: &'a str, authority: Option<&str>) -> Place<'a> {
        Place { outlet, sentence, authority: authority.map(str::to_owned) }
    }

    #[test]
    fn five_prints_of_one_text_are_one_source() {
        let text = "Bei dem Brand in der Lagerhalle wurden am Montag fünf Menschen verletzt.";
        let same = text.replace("am Montag", "am Montagabend");
        let other = "Fünf Verletzte hat es nach dem Feuer im Gewerbegebiet gegeben.";
        let places = [
            place("Bote", text, None),
            place("Anzeiger", &same, None),
            place("Kurier", other, None),
            place("BOTE", "Es blieb bei fünf Verletzten.", None),
        ];
        assert_eq!(origins(&places), [0, 0, 2, 0]);
    }

    #[test]
    fn one_authority_is_one_source() {
        let places = [
            place("Bote", "Laut Polizei waren es fünf.", Some("polizei")),
            place("Kurier", "Fünf, teilte die Polizei mit.", Some("polizei")),
            place("Radio", "Fünf, sagt die Feuerwehr.", Some("feuerwehr")),
        ];
        assert_eq!(origins(&places), [0, 0, 2]);
    }
}
