//! What a word's form tells before its neighbours are asked, as numbers: hashes of the word, its endings and
//! beginnings, its shape. Computed once per token, so that features of neighbours cost nothing.

/// A word's form as hashes. Equal forms have equal hashes on every machine; models depend on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// The word as written, digits as zeros.
    pub word: u32,
    /// The same in lower case.
    pub lower: u32,
    /// The first one to four letters, in lower case; 0 where the word is not longer than that.
    pub prefixes: [u32; 4],
    /// The last one to six letters, in lower case; 0 where the word is not longer than that.
    pub suffixes: [u32; 6],
    /// What follows the last hyphen, in lower case; 0 where there is no hyphen.
    pub tail: u32,
    /// Upper and lower case, digits and marks, runs shortened.
    pub shape: u32,
    /// Whether the first letter is upper case.
    pub capital: bool,
    /// Whether there is a letter.
    pub letters: bool,
}

impl Form {
    /// The form of no word at all, beyond the ends of a sentence.
    pub const NONE: Self = Self {
        word: 0,
        lower: 0,
        prefixes: [0; 4],
        suffixes: [0; 6],
        tail: 0,
        shape: 0,
        capital: false,
        letters: false,
    };

    /// Reads a word. Only the first 64 characters count.
    pub fn new(word: &str) -> Self {
        let mut lower = ['\0'; 64];
        let mut length = 0;
        let mut form = Self::default();
        let mut hash = SEED;
        let mut shape = SEED;
        let mut last_class = '\0';
        let mut repeated = 0;
        for c in word.chars().take(lower.len()) {
            let c = if c.is_numeric() {
                '0'
            } else if c == '’' {
                '\''
            } else {
                c
            };
            let small =
                if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            let class = class_of(c, small);
            form.capital |= length == 0 && class == 'X';
            form.letters |= class == 'X' || class == 'x';
            // Runs count up to two: `Xxx` and `Xx`, but not every length.
            repeated = if class == last_class { repeated + 1 } else { 0 };
            if repeated < 2 {
                shape = mix(shape, class as u32);
            }
            last_class = class;
            hash = mix(hash, c as u32);
            lower[length] = small;
            length += 1;
        }
        let lower = &lower[..length];
        form.word = hash;
        form.shape = shape;
        let mut hash = SEED;
        for (at, &c) in lower.iter().enumerate() {
            hash = mix(hash, c as u32);
            if at < form.prefixes.len() && at + 1 < length {
                form.prefixes[at] = hash;
            }
        }
        form.lower = hash;
        if let Some(hyphen) = lower.iter().rposition(|&c| c == '-').filter(|&at| at + 1 < length) {
            form.tail = lower[hyphen + 1..].iter().fold(SEED, |hash, &c| mix(hash, c as u32));
        }
        let mut hash = SEED;
        for (at, &c) in lower.iter().rev().enumerate().take(form.suffixes.len()) {
            hash = mix(hash, c as u32);
            if at + 1 < length {
                form.suffixes[at] = hash;
            }
        }
        form
    }
}

/// Where hashes begin.
pub const SEED: u32 = 0x811c_9dc5;

/// Adds a number to a hash.
#[inline]
pub const fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (hash ^ value).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

fn class_of(c: char, small: char) -> char {
    if c == '0' {
        '0'
    } else if c != small {
        'X'
    } else if c.is_alphabetic() {
        'x'
    } else {
        c
    }
}
