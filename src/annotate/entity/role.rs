//! Words for people: offices, professions, kinship. `Außenministerinnen` is an `Außenminister`, feminine, plural.

use rustc_hash::FxHashMap;

use crate::language::Gender;

/// How sharply a word names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RoleClass {
    /// An office or post: `Minister`.
    Office,
    /// What somebody does or is: `Händler`, `Zeugin`.
    Profession,
    /// Whose relative somebody is: `Bruder`.
    Kinship,
}

/// A word for a person, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoleWord {
    /// Base form: masculine singular where there is one, compound included.
    pub(super) lemma: String,
    /// The part that follows the compound's first part (`Präsident` in `US-Präsident`); the lemma of a simple word.
    pub(super) head: String,
    /// Bytes of the word before the head; 0 for a simple word.
    pub(super) prefix: usize,
    /// What the form tells.
    pub(super) gender: Option<Gender>,
    /// Whether one person can be meant.
    pub(super) singular: bool,
    /// Whether several can be meant.
    pub(super) plural: bool,
    /// Which list it is in.
    pub(super) class: RoleClass,
    /// Whether it is inflected like an adjective (`Vorsitzender`).
    pub(super) adjectival: bool,
}

/// One inflected form of a head.
#[derive(Clone, Debug)]
struct HeadForm {
    base: Box<str>,
    gender: Option<Gender>,
    singular: bool,
    plural: bool,
    adjectival: bool,
    class: RoleClass,
    /// Whether the head is only a word of its own, never the end of a compound.
    whole: bool,
}

/// The words for people of one language.
#[derive(Debug, Default)]
pub(super) struct RoleWords {
    forms: FxHashMap<Box<str>, HeadForm>,
    longest: usize,
    /// Whether words of this language grow together (`Außenminister`).
    pub(super) compounds: bool,
    /// Whether nouns are written with a capital.
    pub(super) capitals: bool,
}

/// How a language makes forms of a role word.
#[derive(Clone, Debug, Default)]
pub(super) struct RoleEndings {
    pub(super) feminine: String,
    pub(super) feminine_plural: String,
    /// For a base that ends in the first string: endings of the singular, endings of the plural.
    pub(super) declension: Vec<(String, Vec<String>, Vec<String>)>,
    /// For bases written with `~`: ending, gender where it tells, singular, plural.
    pub(super) adjectival: Vec<(String, Option<Gender>, bool, bool)>,
}

impl RoleWords {
    /// No words yet; `joined` tells whether nouns grow together and are written with a capital.
    pub(super) fn new(joined: bool) -> Self {
        Self { compounds: joined, capitals: joined, ..Self::default() }
    }

    /// Adds a list of words as they stand in `entity.toml`.
    pub(super) fn add(&mut self, list: &str, class: RoleClass, endings: &RoleEndings) {
        for word in list.split_whitespace() {
            let (masculine, feminine) = match word.split_once('/') {
                Some((masculine, feminine)) => (masculine, Some(feminine)),
                None => (word, None),
            };
            let whole = masculine.starts_with('=');
            let masculine = masculine.trim_start_matches('=');
            if let Some(stem) = masculine.strip_suffix('~') {
                self.adjectival(stem, class, whole, endings);
                continue;
            }
            let gender = feminine.map(|_| Gender::Masculine);
            self.masculine(masculine, gender, class, whole, endings);
            match feminine {
                Some("-") => {
                    let stem = masculine.strip_suffix('e').unwrap_or(masculine);
                    self.feminine(&format!("{stem}{}", endings.feminine), masculine, class, whole, endings);
                }
                Some(feminine) => {
                    let whole = whole || feminine.starts_with('=');
                    let feminine = feminine.trim_start_matches('=');
                    // A sister is no brother: words for kin are words of their own.
                    let base = if class == RoleClass::Kinship { feminine } else { masculine };
                    self.feminine(feminine, base, class, whole, endings);
                }
                None => {}
            }
        }
    }

    /// Adds plural forms that do not follow from the singular (`brüder=bruder`). Unknown singulars are left out.
    pub(super) fn add_plurals(&mut self, list: &str) {
        for (plural, singular) in list.split_whitespace().filter_map(|pair| pair.split_once('=')) {
            if let Some(form) = self.forms.get(singular) {
                let form = HeadForm { singular: false, plural: true, ..form.clone() };
                self.enter(plural.to_owned(), form);
            }
        }
    }

    fn adjectival(&mut self, stem: &str, class: RoleClass, whole: bool, endings: &RoleEndings) {
        let base: Box<str> =
            match endings.adjectival.iter().find(|ending| ending.1 == Some(Gender::Masculine)) {
                Some((ending, ..)) => format!("{stem}{ending}").into(),
                None => stem.into(),
            };
        for (ending, gender, singular, plural) in &endings.adjectival {
            let form = HeadForm {
                base: base.clone(),
                gender: *gender,
                singular: *singular,
                plural: *plural,
                adjectival: true,
                class,
                whole,
            };
            self.enter(format!("{stem}{ending}"), form);
        }
    }

    fn masculine(
        &mut self,
        base: &str,
        gender: Option<Gender>,
        class: RoleClass,
        whole: bool,
        endings: &RoleEndings,
    ) {
        let mut forms: Vec<(String, bool, bool)> = vec![(base.to_owned(), true, false)];
        if let Some((_, singular, plural)) =
            endings.declension.iter().find(|(end, ..)| base.ends_with(end.as_str()))
        {
            let made = singular
                .iter()
                .map(|ending| (ending, true))
                .chain(plural.iter().map(|ending| (ending, false)));
            for (ending, is_singular) in made {
                let form = format!("{base}{ending}");
                match forms.iter_mut().find(|(known, ..)| *known == form) {
                    Some(known) if is_singular => known.1 = true,
                    Some(known) => known.2 = true,
                    None => forms.push((form, is_singular, !is_singular)),
                }
            }
        }
        for (form, singular, plural) in forms {
            let form_of =
                HeadForm { base: base.into(), gender, singular, plural, adjectival: false, class, whole };
            self.enter(form, form_of);
        }
    }

    fn feminine(&mut self, word: &str, base: &str, class: RoleClass, whole: bool, endings: &RoleEndings) {
        let gender = Some(Gender::Feminine);
        let form = |singular: bool| HeadForm {
            base: base.into(),
            gender,
            singular,
            plural: !singular,
            adjectival: false,
            class,
            whole,
        };
        self.enter(word.to_owned(), form(true));
        if !endings.feminine_plural.is_empty() {
            self.enter(format!("{word}{}", endings.feminine_plural), form(false));
        }
    }

    fn enter(&mut self, word: String, form: HeadForm) {
        self.longest = self.longest.max(word.len());
        match self.forms.get_mut(word.as_str()) {
            // The first list wins, but a form that two cells of a paradigm share can be either.
            Some(known) if known.base == form.base => {
                known.singular |= form.singular;
                known.plural |= form.plural;
                if known.gender != form.gender {
                    known.gender = None;
                }
            }
            Some(known) if known.whole && !form.whole => known.whole = false,
            Some(_) => {}
            None => {
                self.forms.insert(word.into_boxed_str(), form);
            }
        }
    }

    /// Reads a word; `None` where it is no word for a person.
    pub(super) fn read(&self, word: &str) -> Option<RoleWord> {
        if self.capitals && !word.starts_with(char::is_uppercase) {
            return None;
        }
        let lower = word.to_lowercase();
        if lower.len() != word.len() {
            return None;
        }
        let starts = lower.char_indices().map(|(at, _)| at).skip_while(|at| lower.len() - at > self.longest);
        for at in starts {
            let joint = at == 0 || lower[..at].ends_with('-');
            if !joint && (!self.compounds || at < 3) {
                continue;
            }
            let Some(form) = self.forms.get(&lower[at..]) else { continue };
            if at > 0 && form.whole && !lower[..at].ends_with('-') {
                continue;
            }
            let head = if self.capitals { capitalised(&form.base) } else { form.base.to_string() };
            // `CEO` stays as it is, and inside a compound the head is small (`Außenminister`).
            let own = &word[at..];
            let lemma = match (own.contains(char::is_lowercase), joint && self.capitals) {
                (false, _) => word.to_owned(),
                (true, true) => format!("{}{head}", &word[..at]),
                (true, false) => format!("{}{}", &word[..at], form.base),
            };
            return Some(RoleWord {
                lemma,
                head,
                prefix: at,
                gender: form.gender,
                singular: form.singular,
                plural: form.plural,
                class: form.class,
                adjectival: form.adjectival,
            });
        }
        None
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
