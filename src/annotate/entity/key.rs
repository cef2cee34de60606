//! One key for all spellings of a name: `Tschcheidse` and `Chkheidze` meet, `Köhler` and `Kahler` do not.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::rule::{Files, Problem};

/// Where the rules stand.
const FILE: &str = "entities/transliteration.toml";

/// The built-in rules, for comparing names outside of an article's reading.
static BUILTIN: LazyLock<Option<Keys>> = LazyLock::new(|| Keys::load(&Files::builtin()).ok());

/// The key under which other spellings of the same name meet: lower-case ASCII words joined by blanks, the surname
/// last. Transliterations
/// of Cyrillic and Georgian names into German, English and French fall together, and so do letters with and without
/// diacritics (`ö` and `oe`, `å` and `aa`).
///
/// ```
/// use factlint::annotate::entity::same_name_key;
/// assert_eq!(same_name_key("Lewan Tschcheidse"), same_name_key("Levan Chkheidze"));
/// assert_ne!(same_name_key("Köhler"), same_name_key("Kahler"));
/// ```
pub fn same_name_key(name: &str) -> String {
    match &*BUILTIN {
        Some(keys) => keys.key(name),
        None => name.to_lowercase(),
    }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKeys {
    fold: Vec<String>,
    pairs: FxHashMap<char, String>,
    always: Vec<(String, String)>,
    foreign_endings: Vec<String>,
    foreign_beginnings: Vec<String>,
    g_for_h_endings: Vec<String>,
    skeleton: Vec<(String, String)>,
}

/// The rules by which spellings meet.
#[derive(Debug)]
pub(super) struct Keys {
    letters: FxHashMap<char, String>,
    always: Vec<Spelling>,
    foreign_endings: Vec<String>,
    foreign_beginnings: Vec<String>,
    g_for_h_endings: Vec<String>,
    skeleton: Vec<Spelling>,
}

/// A piece of a word and what it becomes.
#[derive(Debug)]
struct Spelling {
    from: String,
    to: String,
    at_start: bool,
    at_end: bool,
    /// A vowel must follow; it is read again as the beginning of the next piece.
    before_vowel: bool,
}

impl Spelling {
    fn new((from, to): (String, String)) -> Self {
        let at_start = from.starts_with('^');
        let at_end = from.ends_with('$');
        let before_vowel = from.ends_with('V');
        let from = from.trim_start_matches('^').trim_end_matches(['$', 'V']).to_owned();
        let to = to.trim_end_matches('V').to_owned();
        Self { from, to, at_start, at_end, before_vowel }
    }

    fn fits(&self, word: &str, at: usize) -> bool {
        let Some(rest) = word.get(at..).and_then(|rest| rest.strip_prefix(self.from.as_str())) else {
            return false;
        };
        (!self.at_start || at == 0)
            && (!self.at_end || rest.is_empty())
            && (!self.before_vowel || rest.starts_with(is_vowel))
    }
}

impl Keys {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let raw: RawKeys = files.toml(FILE)?;
        let mut letters: FxHashMap<char, String> = raw.pairs;
        for line in &raw.fold {
            let mut line = line.chars();
            if let Some(plain) = line.next() {
                letters.extend(line.map(|letter| (letter, plain.to_string())));
            }
        }
        Ok(Self {
            letters,
            always: spellings(raw.always),
            foreign_endings: raw.foreign_endings,
            foreign_beginnings: raw.foreign_beginnings,
            g_for_h_endings: raw.g_for_h_endings,
            skeleton: spellings(raw.skeleton),
        })
    }

    /// See [`same_name_key`].
    pub(super) fn key(&self, name: &str) -> String {
        let plain: Vec<String> = name
            .split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '"'))
            .filter(|word| !word.is_empty())
            .map(|word| self.plain(word))
            .collect();
        let any = |list: &[String], test: fn(&str, &str) -> bool| {
            plain.iter().any(|word| list.iter().any(|mark| word.len() > mark.len() && test(word, mark)))
        };
        let foreign = any(&self.foreign_endings, |word, mark| word.ends_with(mark))
            || any(&self.foreign_beginnings, |word, mark| word.starts_with(mark));
        let g_for_h = any(&self.g_for_h_endings, |word, mark| word.ends_with(mark));
        let part = |part: &str| {
            let mut part = rewrite(part, &self.always);
            if foreign {
                part = rewrite(&part, &self.skeleton);
                if g_for_h {
                    part = part.replace('g', "h");
                }
                part = without_doubles(&part);
            }
            part.retain(|c| c.is_ascii_alphanumeric());
            part
        };
        let words: Vec<String> = plain
            .iter()
            .map(|word| {
                let parts: Vec<String> = word.split('-').map(part).filter(|part| !part.is_empty()).collect();
                parts.join("-")
            })
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    }

    /// A lower-case ASCII identifier made of a name as it is spelled (`Renate Kükelhan`: `renate-kuekelhan`).
    pub(super) fn slug(&self, name: &str) -> String {
        let plain = self.plain(name);
        let mut slug = String::with_capacity(plain.len());
        for c in plain.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        slug
    }

    /// Lower case, without diacritics.
    fn plain(&self, word: &str) -> String {
        let mut plain = String::with_capacity(word.len());
        for letter in word.chars().flat_map(char::to_lowercase) {
            match self.letters.get(&letter) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(letter),
            }
        }
        plain
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The longest spelling comes first, so that the first that fits is the one to take.
fn spellings(raw: Vec<(String, String)>) -> Vec<Spelling> {
    let mut spellings: Vec<Spelling> = raw.into_iter().map(Spelling::new).collect();
    spellings.sort_by_key(|spelling| {
        std::cmp::Reverse((spelling.from.len(), spelling.at_end, spelling.before_vowel, spelling.at_start))
    });
    spellings
}

fn rewrite(word: &str, spellings: &[Spelling]) -> String {
    let mut written = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(letter) = word.get(at..).and_then(|rest| rest.chars().next()) {
        match spellings.iter().find(|spelling| spelling.fits(word, at)) {
            Some(spelling) => {
                written.push_str(&spelling.to);
                at += spelling.from.len();
            }
            None => {
                written.push(letter);
                at += letter.len_utf8();
            }
        }
    }
    written
}

fn without_doubles(word: &str) -> String {
    let mut last = None;
    word.chars().filter(|&letter| last.replace(letter) != Some(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meet(names: &[&str]) {
        let keys: Vec<String> = names.iter().map(|name| same_name_key(name)).collect();
        assert!(keys.iter().all(|key| *key == keys[0]), "{names:?} {keys:?}");
    }

    #[track_caller]
    fn differ(names: &[&str]) {
        let mut keys: Vec<String> = names.iter().map(|name| same_name_key(name)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), names.len(), "{names:?} {keys:?}");
    }

    #[test]
    fn spellings_of_one_name_meet() {
        meet(&["Selenskyj", "Selenskij", "Selenski", "Zelensky", "Zelenskyy", "Zelenskiy"]);
        meet(&["Lewan Tschcheidse", "Levan Chkheidze"]);
        meet(&["Abischew", "Abishev"]);
        meet(&["Kowaltschuk", "Kovalchuk"]);
        meet(&["Doroschenko", "Doroshenko"]);
        meet(&["Holovchenko", "Golovchenko", "Holowtschenko"]);
        meet(&["Dragunov", "Dragounov", "Dragunow"]);
        meet(&["Åkerblad", "Aakerblad"]);
        meet(&["Serhij", "Serhiy", "Sergij", "Serhii"]);
        meet(&["Lewan", "Levan"]);
        meet(&["Michail Gorbatschow", "Mikhail Gorbachev"]);
        meet(&["Schukow", "Zhukov"]);
        meet(&["Alijew", "Aliyev"]);
        meet(&["Andrij Melnytschenko", "Andriy Melnychenko", "Andrii Melnychenko"]);
        meet(&["Kusnezow", "Kuznetsov"]);
        meet(&["Maia Sandu", "maia sandu"]);
        meet(&["Söder", "Soeder"]);
        meet(&["Erdoğan", "Erdogan"]);
        meet(&["Surabischwili", "Zurabishvili", "Zourabichvili"]);
    }

    #[test]
    fn other_names_stay_apart() {
        differ(&["Köhler", "Kahler", "Kohler"]);
        differ(&["Meier", "Meyer", "Maier"]);
        differ(&["Sander", "Zander"]);
        differ(&["Hermann", "Germann"]);
        differ(&["Kaiser", "Kayser"]);
        differ(&["Schulz", "Schultz", "Scholz"]);
        differ(&["Petersen", "Peterson"]);
        differ(&["Ivanov", "Ivanova"]);
        differ(&["Matthias Ückermann", "Michael Ückermann"]);
    }

    #[test]
    fn a_key_is_lower_case_ascii_words() {
        assert_eq!(same_name_key("Malte von Ahlefeld"), "malte von ahlefeld");
        assert_eq!(same_name_key(""), "");
        assert_eq!(same_name_key("Ségolène Royal-Dupré"), "segolene royal-dupre");
    }
}
