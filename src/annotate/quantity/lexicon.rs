//! What one language's `quantity.toml` says, checked and made quick to look up.

use rustc_hash::{FxHashMap, FxHashSet};

use super::QuantityKind;
use super::interval::Bound;
use super::raw::{Raw, RawAdjective};
use crate::rule::{Files, Problem, lines};

/// Part of a number word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Morpheme {
    /// `drei`, `zwanzig`
    Cardinal(f64),
    /// `hundert`, `tausend`
    Power(f64),
    /// `einhalb`
    Part(f64),
}

/// A unit of measure.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Base unit.
    pub base: Box<str>,
    /// What it measures.
    pub kind: QuantityKind,
    /// Multiplies a figure into the base unit.
    pub factor: f64,
    /// Added after that (degrees).
    pub offset: f64,
}

/// Meaning of an adjective's stem behind a number (`-stündig`).
#[derive(Clone, Debug)]
pub(super) struct Adjective {
    pub stem: Box<str>,
    /// Index of the unit, where it measures.
    pub unit: Option<usize>,
    /// What it counts, where it counts.
    pub noun: Option<Box<str>>,
    /// Whether of a person it tells an age.
    pub age: bool,
}

/// How a word joins the numbers around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// `Halle 6`
    Thing,
    /// `Platz neun`
    Rank,
    /// `Az. 6 Ks 14/25`
    File,
}

/// Words of one language that have to do with numbers.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The file as written, for its plain lists.
    pub raw: Raw,
    /// Decimal mark.
    pub decimal: char,
    /// Marks between groups of three digits.
    pub groups: Vec<char>,
    /// Units, in the order of the file.
    pub units: Vec<Unit>,
    /// Unit words as written.
    pub unit_words: FxHashMap<Box<str>, usize>,
    /// Unit words that count only behind a hyphen.
    pub hyphen_units: FxHashMap<Box<str>, usize>,
    /// Unit words before the figure.
    pub before_units: FxHashMap<Box<str>, usize>,
    /// Bounds before a number, lower case, of one to four words.
    pub bounds: FxHashMap<Box<str>, Bound>,
    /// Adjectives of number and measure.
    pub adjectives: Vec<Adjective>,
    /// Nouns before a number that name, lower case.
    pub naming: FxHashMap<Box<str>, Naming>,
    /// Single words that can start a number or have one inside, lower case.
    pub starts: FxHashSet<Box<str>>,
    morphemes: FxHashMap<char, Vec<(Box<str>, Morpheme)>>,
}

/// A word read as a number with something behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decomposed<'a> {
    /// The number.
    pub sum: Sum,
    /// What is left of the word.
    pub rest: &'a str,
}

/// A number word under construction.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    total: f64,
    current: f64,
    /// Places taken: 1 ones, 2 tens, 4 hundreds.
    filled: u8,
    /// Morphemes read.
    pub parts: u8,
    /// The last part was a power or it is larger than a hundred.
    pub power: bool,
}

impl Sum {
    /// Takes one more part; false if it does not fit behind the others.
    pub fn take(&mut self, part: Morpheme) -> bool {
        match part {
            Morpheme::Cardinal(value) => {
                let places = match value {
                    v if v < 10.0 => 1,
                    v if v < 20.0 => 3,
                    _ => 2,
                };
                if self.filled & places != 0 {
                    return false;
                }
                self.filled |= places;
                self.current += value;
            }
            Morpheme::Part(value) => {
                if self.filled & 8 != 0 {
                    return false;
                }
                self.filled |= 11;
                self.current += value;
            }
            Morpheme::Power(power) => {
                let factor = if self.current == 0.0 { 1.0 } else { self.current };
                if power >= 1000.0 {
                    if self.total > 0.0 {
                        return false;
                    }
                    self.total = factor * power;
                    self.current = 0.0;
                    self.filled = 0;
                } else {
                    if self.filled & 4 != 0 {
                        return false;
                    }
                    self.current = factor * power;
                    self.filled = 4;
                }
                self.power = true;
            }
        }
        self.parts = self.parts.saturating_add(1);
        true
    }

    /// What it is worth.
    pub fn value(self) -> f64 {
        self.total + self.current
    }
}

impl Lexicon {
    /// Loads a language's file.
    ///
    /// # Errors
    /// When it is missing or says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let path = format!("{language}/quantity.toml");
        let raw: Raw = files.toml(&path)?;
        Checker { files, path, units: format!("{language}/units.txt") }.check(raw)
    }

    /// Reads a lower-case word as a number with a rest; `None` if it does not start with a number.
    pub fn decompose<'a>(&self, word: &'a str) -> Option<Decomposed<'a>> {
        let mut sum = Sum::default();
        let mut rest = word;
        // What the number was before the last joiner, to go back to where nothing follows it.
        loop {
            let joined = rest.strip_prefix(&*self.raw.joiner).filter(|_| sum.parts > 0);
            let Some((part, left)) =
                self.morpheme(rest).or_else(|| joined.and_then(|after| self.morpheme(after)))
            else {
                break;
            };
            if !sum.take(part) {
                break;
            }
            rest = left;
        }
        (sum.parts > 0).then_some(Decomposed { sum, rest })
    }

    /// The longest part of a number word at the start of `words`.
    fn morpheme<'a>(&self, words: &'a str) -> Option<(Morpheme, &'a str)> {
        let candidates = self.morphemes.get(&words.chars().next()?)?;
        candidates.iter().find_map(|(part, meaning)| Some((*meaning, words.strip_prefix(&**part)?)))
    }

    /// Whether the rest of a number word makes an ordinal of it.
    pub fn is_ordinal_ending(&self, rest: &str) -> bool {
        let ordinals = &self.raw.ordinals;
        ordinals.marks.iter().any(|mark| {
            rest.strip_prefix(&**mark).is_some_and(|ending| ordinals.endings.iter().any(|e| **e == *ending))
        })
    }

    /// The value of an ordinal word in lower case.
    pub fn ordinal(&self, word: &str) -> Option<f64> {
        let ordinals = &self.raw.ordinals;
        if let Some(value) = ordinals.words.get(word) {
            return Some(*value);
        }
        for ending in &ordinals.endings {
            if let Some(value) = word.strip_suffix(&**ending).and_then(|stem| ordinals.stems.get(stem)) {
                // A stem that is a number itself needs the mark (`acht` is none, `achte` is).
                if !ending.is_empty() || !self.raw.cardinals.contains_key(word) {
                    return Some(*value);
                }
            }
        }
        let number = self.decompose(word)?;
        self.is_ordinal_ending(number.rest).then(|| number.sum.value())
    }

    /// The adjective whose stem, with an ending, `rest` is.
    pub fn adjective(&self, rest: &str) -> Option<&Adjective> {
        self.adjectives.iter().find(|adjective| {
            rest.strip_prefix(&*adjective.stem)
                .is_some_and(|ending| self.raw.adjectives.endings.iter().any(|e| **e == *ending))
        })
    }
}

/// Turns what is written into what is meant, with the file at hand for messages.
struct Checker<'a> {
    files: &'a Files,
    path: String,
    units: String,
}

impl Checker<'_> {
    fn check(&self, raw: Raw) -> Result<Lexicon, Problem> {
        let mut lexicon = Lexicon {
            decimal: raw.decimal,
            groups: raw.groups.clone(),
            units: Vec::new(),
            unit_words: FxHashMap::default(),
            hyphen_units: FxHashMap::default(),
            before_units: FxHashMap::default(),
            bounds: FxHashMap::default(),
            adjectives: Vec::new(),
            naming: FxHashMap::default(),
            starts: FxHashSet::default(),
            morphemes: FxHashMap::default(),
            raw,
        };
        self.units(&mut lexicon)?;
        self.adjectives(&mut lexicon)?;
        bounds(&mut lexicon);
        naming(&mut lexicon);
        morphemes(&mut lexicon);
        starts(&mut lexicon);
        Ok(lexicon)
    }

    /// Reads `units.txt`, one unit a line.
    fn units(&self, lexicon: &mut Lexicon) -> Result<(), Problem> {
        let text = self.files.text(&self.units)?;
        for (span, line) in lines(text) {
            if let Err(message) = unit(lexicon, line) {
                return Err(self.files.problem(&self.units, span, message));
            }
        }
        Ok(())
    }

    fn adjectives(&self, lexicon: &mut Lexicon) -> Result<(), Problem> {
        for RawAdjective { stem, unit, noun, age } in &lexicon.raw.adjective {
            let unit = match unit {
                None => None,
                Some(word) => match lexicon.unit_words.get(word.get_ref().as_str()) {
                    Some(index) => Some(*index),
                    None => {
                        let message =
                            format!("no unit has the word `{0}`; add it to `units.txt`", word.get_ref());
                        return Err(self.files.problem(&self.path, word.span(), message));
                    }
                },
            };
            lexicon.adjectives.push(Adjective { stem: stem.clone(), unit, noun: noun.clone(), age: *age });
        }
        Ok(())
    }
}

/// Reads one line of `units.txt`; the message says what is wrong with it.
fn unit(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let mut parts = line.split('|').map(str::trim);
    let mut head = parts.next().unwrap_or("").split_whitespace();
    let kind = match head.next().unwrap_or("") {
        "money" => QuantityKind::Money,
        "share" => QuantityKind::Share,
        "points" => QuantityKind::Points,
        "duration" => QuantityKind::Duration,
        "measure" => QuantityKind::Measure,
        other => {
            return Err(format!(
                "no kind of unit is called `{other}`; write money, share, points, duration or measure"
            ));
        }
    };
    let base = head.next().ok_or("the base unit is missing behind the kind")?.into();
    let factor = head.next().and_then(|factor| factor.parse().ok()).ok_or("the factor is no number")?;
    let offset = head.next().map_or(Ok(0.0), str::parse).map_err(|_| "what is added is no number")?;
    let index = lexicon.units.len();
    lexicon.units.push(Unit { base, kind, factor, offset });
    for word in parts.filter(|word| !word.is_empty()) {
        let (table, word) = match (word.strip_prefix('~'), word.strip_prefix('^')) {
            (Some(word), _) => (&mut lexicon.hyphen_units, word),
            (_, Some(word)) => (&mut lexicon.before_units, word),
            (None, None) => (&mut lexicon.unit_words, word),
        };
        table.insert(word.into(), index);
    }
    Ok(())
}

fn bounds(lexicon: &mut Lexicon) {
    let raw = &lexicon.raw.bounds;
    let lists = [
        (&raw.about, Bound::About),
        (&raw.nearly, Bound::Nearly),
        (&raw.amply, Bound::Amply),
        (&raw.at_least, Bound::AtLeast),
        (&raw.more, Bound::More),
        (&raw.at_most, Bound::AtMost),
        (&raw.less, Bound::Less),
    ];
    for (words, bound) in lists {
        lexicon.bounds.extend(words.iter().map(|word| (word.clone(), bound)));
    }
}

fn naming(lexicon: &mut Lexicon) {
    let raw = &lexicon.raw;
    let lists = [
        (&raw.names.naming, Naming::Thing),
        (&raw.names.rank, Naming::Rank),
        (&raw.file_number, Naming::File),
    ];
    for (words, naming) in lists {
        lexicon.naming.extend(words.iter().map(|word| (word.to_lowercase().into(), naming)));
    }
}

fn morphemes(lexicon: &mut Lexicon) {
    let raw = &lexicon.raw;
    let all = raw
        .cardinals
        .iter()
        .map(|(word, value)| (word, Morpheme::Cardinal(*value)))
        .chain(raw.powers.iter().map(|(word, value)| (word, Morpheme::Power(*value))))
        .chain(raw.fraction_parts.iter().map(|(word, value)| (word, Morpheme::Part(*value))));
    let mut table: FxHashMap<char, Vec<(Box<str>, Morpheme)>> = FxHashMap::default();
    for (word, meaning) in all {
        if let Some(first) = word.chars().next() {
            table.entry(first).or_default().push((word.clone(), meaning));
        }
    }
    // The longest first: `achtzehn` before `acht`.
    for list in table.values_mut() {
        list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    }
    lexicon.morphemes = table;
}

fn starts(lexicon: &mut Lexicon) {
    let raw = &lexicon.raw;
    let mut starts = FxHashSet::default();
    let maps = [&raw.cardinals, &raw.powers, &raw.fraction_parts, &raw.exact, &raw.multipliers, &raw.halves];
    starts.extend(maps.into_iter().flat_map(|map| map.keys().cloned()));
    starts.extend(raw.shares.keys().chain(raw.ordinals.words.keys()).cloned());
    starts.extend(raw.vague.keys().cloned());
    starts.extend(raw.one.iter().chain(&raw.every).cloned());
    let firsts = raw.vague_pairs.keys().filter_map(|pair| pair.split(' ').next());
    starts.extend(firsts.map(Box::from));
    starts.extend(lexicon.before_units.keys().map(|word| Box::from(word.to_lowercase())));
    lexicon.starts = starts;
}
