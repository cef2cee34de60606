//! Which language a text is written in, by its most common words.

use super::model::Language;
use super::rules::Rules;

/// How many common words of each language a text has, in the order of the rules.
pub(super) type Counts = [u32; 8];

/// Words looked at in one block: enough to tell, whatever the block's length.
const MOST_WORDS: usize = 60;

/// Common words are short, in bytes.
const LONGEST_WORD: usize = 9;

/// Counts the common words of each language.
pub(super) fn counts(text: &str, rules: &Rules) -> Counts {
    let mut counts = Counts::default();
    let mut lower = String::new();
    let mut end = text.len().min(MOST_WORDS * 8);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    for word in text[..end]
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && word.len() <= LONGEST_WORD)
    {
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let bits = rules.common.get(&lower).copied().unwrap_or(0);
        for (place, count) in counts.iter_mut().enumerate() {
            *count += u32::from(bits >> place & 1);
        }
    }
    counts
}

/// The language of the most common words; `None` where no word tells or two languages have as many.
pub(super) fn ahead(counts: &Counts, rules: &Rules) -> Option<Language> {
    let best = counts.iter().max()?;
    let mut places = (0..rules.languages.len()).filter(|&place| counts[place] == *best && *best > 0);
    let place = places.next()?;
    places.next().is_none().then(|| rules.languages[place].language)
}

/// The language that most words of a short text end like.
pub(super) fn by_endings(text: &str, rules: &Rules) -> Option<Language> {
    let mut counts = Counts::default();
    for word in text.split(|c: char| !c.is_alphabetic()).take(MOST_WORDS).filter(|word| word.len() > 3) {
        for (_, place) in rules.endings.iter().filter(|(ending, _)| word.ends_with(ending.as_str())) {
            if let Some(count) = counts.get_mut(*place) {
                *count += 1;
            }
        }
    }
    ahead(&counts, rules)
}

/// The language of the most common words; `None` unless it is plainly ahead.
pub(super) fn language(counts: &Counts, rules: &Rules) -> Option<Language> {
    let mut best: Vec<(u32, usize)> = counts.iter().copied().zip(0..rules.languages.len()).collect();
    best.sort_by_key(|&(count, place)| (std::cmp::Reverse(count), place));
    let (most, place) = *best.first()?;
    let second = best.get(1).map_or(0, |&(count, _)| count);
    (most >= 3 && most > 2 * second).then(|| rules.languages[place].language)
}
