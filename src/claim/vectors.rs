//! How near two words are in meaning: `Anwohner` is near `Bewohner`, and far from `Sirene`. The vectors come from
//! `<language>/vectors.bin` (made by `examples/train/vectors.py`, which describes the file). They tell whether two
//! clauses speak of one matter; they never decide that two words say the same.

use rustc_hash::FxHashMap;

use super::pattern::Key;
use crate::document::Language;
use crate::rule::Files;

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 128;
/// Products that are added up side by side; divides the above.
const LANES: usize = 16;
/// A part of a compound is looked up from this many letters on.
const SHORTEST_PART: usize = 4;
/// The Zipf value of words that the list does not have: rarer than its rarest.
const UNLISTED: f32 = 2.0;

/// A word's meaning as a vector of length 1.
pub type Vector = [f32; DIMENSIONS];

/// The vectors of every language that has some.
#[derive(Debug, Default)]
pub struct Vectors {
    tables: FxHashMap<Language, Table>,
}

/// The vectors of one language, as they lie in the file.
#[derive(Debug)]
struct Table {
    groups: usize,
    width: usize,
    centres: &'static [u8],
    hashes: &'static [u8],
    frequencies: &'static [u8],
    codes: &'static [u8],
}

impl Vectors {
    /// Takes the vectors of every language that has some. A file that is not of their form is none.
    pub fn load(files: &Files) -> Self {
        let tables = files.languages().into_iter().filter_map(|code| {
            let table = Table::read(files.binary(&format!("{code}/vectors.bin"))?)?;
            Some((Language::from_code(code)?, table))
        });
        Self { tables: tables.collect() }
    }

    /// The vector of a word: of its form, its lemma, the head of a compound, or the parts that it is made of. `None`
    /// where nothing of it is listed.
    pub fn of(&self, language: Language, key: &Key) -> Option<Vector> {
        let table = self.tables.get(&language)?;
        let whole = table.find(&key.lemma).or_else(|| table.find(&key.form));
        whole.map(|index| table.vector(index)).or_else(|| table.of_parts(&key.lemma)).or_else(|| {
            let head = table.find(key.head.as_deref()?)?;
            Some(table.vector(head))
        })
    }

    /// How frequent a word is: the decimal logarithm of its occurrences in a billion words (Zipf value, 0 to 8).
    pub fn frequency(&self, language: Language, key: &Key) -> f32 {
        let Some(table) = self.tables.get(&language) else { return UNLISTED };
        let of = |word: &str| table.find(word).map(|index| f32::from(table.frequencies[index]) / 30.0);
        match (of(&key.lemma), of(&key.form)) {
            (Some(lemma), Some(form)) => lemma.max(form),
            (one, other) => one.or(other).unwrap_or(UNLISTED),
        }
    }
}

/// How near two meanings are: the cosine of their vectors, from -1 to 1; unrelated words lie around 0.
pub fn nearness(a: &Vector, b: &Vector) -> f32 {
    // Several sums side by side: the processor adds them at once.
    let mut sums = [0.0; LANES];
    for (x, y) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum += x * y;
        }
    }
    sums.iter().sum()
}

impl Table {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"FLV1")?;
        let (head, bytes) = bytes.split_at_checked(12)?;
        let number = |at: usize| {
            let bytes = head.get(at * 4..at * 4 + 4)?;
            usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
        };
        let (words, groups, width) = (number(0)?, number(1)?, number(2)?);
        if groups.checked_mul(width)? != DIMENSIONS {
            return None;
        }
        let (centres, bytes) = bytes.split_at_checked(groups * width * 256)?;
        // The scale of the centres is of no use to vectors of length 1.
        let (_, bytes) = bytes.split_at_checked(4)?;
        let (hashes, bytes) = bytes.split_at_checked(words.checked_mul(4)?)?;
        let (frequencies, codes) = bytes.split_at_checked(words)?;
        (codes.len() == words.checked_mul(groups)?).then_some(Self {
            groups,
            width,
            centres,
            hashes,
            frequencies,
            codes,
        })
    }

    fn hash_at(&self, index: usize) -> u32 {
        let bytes = &self.hashes[index * 4..index * 4 + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }

    fn find(&self, word: &str) -> Option<usize> {
        // FNV-1a; an unlisted word meets a listed one's hash once in a hundred thousand.
        let wanted = word
            .bytes()
            .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let (mut low, mut high) = (0, self.frequencies.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.hash_at(middle) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < self.frequencies.len() && self.hash_at(low) == wanted).then_some(low)
    }

    fn vector(&self, index: usize) -> Vector {
        let mut vector = [0.0; DIMENSIONS];
        let codes = &self.codes[index * self.groups..(index + 1) * self.groups];
        for (group, code) in codes.iter().enumerate() {
            let at = (group * 256 + usize::from(*code)) * self.width;
            let centre = &self.centres[at..at + self.width];
            for (number, byte) in vector[group * self.width..].iter_mut().zip(centre) {
                *number = f32::from(i8::from_le_bytes([*byte]));
            }
        }
        normal(vector)
    }

    /// The mean of a compound's longest listed end, which says what it is, and its listed beginning.
    fn of_parts(&self, word: &str) -> Option<Vector> {
        let cuts = word.char_indices().map(|(at, _)| at).skip(1);
        let (cut, end) = cuts
            .filter(|cut| word[*cut..].chars().count() >= SHORTEST_PART)
            .find_map(|cut| self.find(&word[cut..]).map(|end| (cut, end)))?;
        let mut vector = self.vector(end);
        let beginning = word[..cut].trim_end_matches('-');
        // `Verletzung-s-gefahr`: the letters that join the parts belong to neither.
        let joined = ["", "s", "n", "en", "es"].into_iter().filter_map(|joint| beginning.strip_suffix(joint));
        let listed =
            joined.filter(|part| part.chars().count() >= SHORTEST_PART).find_map(|part| self.find(part));
        if let Some(beginning) = listed {
            for (number, other) in vector.iter_mut().zip(self.vector(beginning)) {
                *number += 0.6 * other;
            }
        }
        Some(normal(vector))
    }
}

fn normal(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    if length > 0.0 {
        for number in &mut vector {
            *number /= length;
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(language: Language, a: &str, b: &str) -> f32 {
        let vectors = Vectors::load(&Files::builtin());
        let of = |word: &str| vectors.of(language, &Key::of_word(word)).expect("listed");
        nearness(&of(a), &of(b))
    }

    #[test]
    fn words_for_one_thing_are_nearer_than_words_of_one_story() {
        assert!(
            near(Language::GERMAN, "Anwohner", "Bewohner") > near(Language::GERMAN, "Anwohner", "Sirene")
        );
        assert!(near(Language::GERMAN, "Fertigung", "Produktion") > 0.5);
        assert!(near(Language::ENGLISH, "fire", "blaze") > near(Language::ENGLISH, "fire", "council"));
    }

    #[test]
    fn unlisted_compounds_go_by_their_parts() {
        let near = near(Language::GERMAN, "Chemiewerksgelände", "Gelände");
        assert!(near > 0.5, "{near}");
    }

    #[test]
    fn frequent_words_are_told_from_rare_ones() {
        let vectors = Vectors::load(&Files::builtin());
        let of = |word: &str| vectors.frequency(Language::GERMAN, &Key::of_word(word));
        assert!(of("sagen") > of("detonation"));
        assert!(of("qwertzuiopü") < of("detonation"));
    }
}
