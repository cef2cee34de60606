//! Who is independent of whom: one outlet, one text that several print, and one authority that several quote are one
//! source.

use std::collections::BTreeSet;

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
    let words: Vec<BTreeSet<String>> = places.iter().map(|place| words(place.sentence)).collect();
    let mut origin: Vec<usize> = (0..places.len()).collect();
    for b in 0..places.len() {
        for a in 0..b {
            if are_one(&places[a], &places[b]) || is_reprint(&words[a], &words[b]) {
                let (from, to) = (origin[b].max(origin[a]), origin[b].min(origin[a]));
                for known in &mut origin {
                    if *known == from {
                        *known = to;
                    }
                }
            }
        }
    }
    origin
}

fn are_one(a: &Place<'_>, b: &Place<'_>) -> bool {
    a.outlet.to_lowercase() == b.outlet.to_lowercase()
        || (a.authority.is_some() && a.authority == b.authority)
}

fn words(sentence: &str) -> BTreeSet<String> {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn is_reprint(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (fewer, more) = (a.len().min(b.len()), a.len().max(b.len()));
    fewer >= LONG_ENOUGH && a.intersection(b).count() * 100 >= more * REPRINT
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
