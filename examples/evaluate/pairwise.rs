//! What one would write in an afternoon instead: every sentence of an article held against every sentence of the others.
//! Two sentences that share enough of their words and differ in a number, a negation or a weekday are reported, each
//! sentence with its best partner of an article only.

use std::collections::BTreeSet;
use std::ops::Range;

const NEGATIONS: [&str; 12] = [
    "nicht", "nichts", "kein", "keine", "keinen", "keiner", "keinem", "nie", "niemals", "not", "no", "never",
];
const WEEKDAYS: [(&str, &str); 15] = [
    ("montag", "1"),
    ("monday", "1"),
    ("dienstag", "2"),
    ("tuesday", "2"),
    ("mittwoch", "3"),
    ("wednesday", "3"),
    ("donnerstag", "4"),
    ("thursday", "4"),
    ("freitag", "5"),
    ("friday", "5"),
    ("samstag", "6"),
    ("sonnabend", "6"),
    ("saturday", "6"),
    ("sonntag", "7"),
    ("sunday", "7"),
];
/// Shorter words say little.
const LEAST_LETTERS: usize = 4;
/// So many first letters are one word, whatever its ending.
const STEM: usize = 6;

/// A sentence as such a program sees it.
struct Sentence {
    range: Range<usize>,
    words: BTreeSet<String>,
    numbers: BTreeSet<String>,
    weekdays: BTreeSet<&'static str>,
    negative: bool,
}

/// Two sentences that are reported: the article and the place of each.
pub(crate) type Pair = [(usize, Range<usize>); 2];

/// What was found, and how many pairs that took.
pub(crate) struct Found {
    pub(crate) pairs: usize,
    pub(crate) reported: Vec<Pair>,
}

/// Compares the articles. `least` is the share of the shorter sentence's words that the other must have, too.
pub(crate) fn compare(texts: &[String], least: f64) -> Found {
    let articles: Vec<Vec<Sentence>> = texts.iter().map(|text| sentences(text)).collect();
    let mut found = Found { pairs: 0, reported: Vec::new() };
    for (first, a) in articles.iter().enumerate() {
        for (second, b) in articles.iter().enumerate().skip(first + 1) {
            let mut likely = Vec::new();
            for (i, x) in a.iter().enumerate() {
                for (j, y) in b.iter().enumerate() {
                    found.pairs += 1;
                    let shared = likeness(x, y);
                    if shared >= least && differs(x, y) {
                        likely.push((shared, i, j));
                    }
                }
            }
            likely.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
            for (_, i, j) in likely {
                if !left.contains(&i) && !right.contains(&j) {
                    left.insert(i);
                    right.insert(j);
                    found.reported.push([(first, a[i].range.clone()), (second, b[j].range.clone())]);
                }
            }
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "sentences are short")]
fn likeness(a: &Sentence, b: &Sentence) -> f64 {
    let least = a.words.len().min(b.words.len());
    if least < 2 { 0.0 } else { a.words.intersection(&b.words).count() as f64 / least as f64 }
}

fn differs(a: &Sentence, b: &Sentence) -> bool {
    let apart =
        |x: &BTreeSet<String>, y: &BTreeSet<String>| !x.is_empty() && !y.is_empty() && x.is_disjoint(y);
    let days = !a.weekdays.is_empty() && !b.weekdays.is_empty() && a.weekdays.is_disjoint(&b.weekdays);
    days || a.negative != b.negative || apart(&a.numbers, &b.numbers)
}

/// Sentences end at a full stop, a question or an exclamation mark that a blank and a capital letter follow, and at
/// empty lines.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        if !text[range.clone()].trim().is_empty() {
            sentences.push(sentence(text, range));
        }
    };
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let behind = &text[end..];
        let closes = match letter {
            '.' | '!' | '?' => {
                let marks = behind.trim_start_matches(['"', '“', '”', '«', '»', '\'']);
                let next = marks.trim_start();
                // `3. September`, `Dr. Weber`
                let word = text[start..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                let short =
                    letter == '.' && (word.chars().count() < 3 || word.chars().all(|c| c.is_ascii_digit()));
                next.len() < marks.len()
                    && !short
                    && next.starts_with(|c: char| c.is_uppercase() || "„“\"»".contains(c))
            }
            '\n' => behind.starts_with('\n') || behind.starts_with("\r\n"),
            _ => false,
        };
        if closes {
            push(start..end);
            start = end;
        }
    }
    push(start..text.len());
    sentences
}

fn sentence(text: &str, range: Range<usize>) -> Sentence {
    let words = text[range.clone()].split(|c: char| !c.is_alphanumeric() && c != ',' && c != '.');
    let mut sentence = Sentence {
        range,
        words: BTreeSet::new(),
        numbers: BTreeSet::new(),
        weekdays: BTreeSet::new(),
        negative: false,
    };
    for word in words.map(|word| word.trim_matches([',', '.'])).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        sentence.negative |= NEGATIONS.contains(&lower.as_str());
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            sentence.numbers.insert(lower);
        } else if let Some((_, day)) = WEEKDAYS.iter().find(|(name, _)| *name == lower) {
            sentence.weekdays.insert(day);
        } else if lower.chars().count() >= LEAST_LETTERS {
            sentence.words.insert(lower.chars().take(STEM).collect());
        }
    }
    sentence
}
