//! Nouns: dictionary form, gender and the cases a form can stand for; compounds by their head; unknown words by their
//! ending.

use rustc_hash::FxHashMap;

use crate::language::cells::Cells;
use crate::rule::{Files, Problem};

use super::noun_classes::{Classes, Row};
use super::table::{self, Line};

/// What a noun's form tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounReading {
    /// Dictionary form.
    pub lemma: Box<str>,
    /// Cases, gender, number.
    pub cells: Cells,
    /// Where in the dictionary form the head of a compound begins; 0 for a simple word.
    pub head: u16,
    /// Whether the word or its head is listed.
    pub known: bool,
}

/// A form of a listed noun.
#[derive(Clone, Copy, Debug)]
struct Form {
    lemma: u32,
    cells: Cells,
}

/// What an ending tells about an unknown noun.
#[derive(Clone, Debug)]
struct Ending {
    cells: Cells,
    cut: usize,
    add: Box<str>,
}

/// The nouns of a language.
#[derive(Debug, Default)]
pub struct Nouns {
    lemmas: Vec<Box<str>>,
    // Form with a lower-case first letter → the form of one or two lemmas.
    forms: FxHashMap<Box<str>, (Form, Option<Form>)>,
    endings: FxHashMap<Box<str>, Ending>,
    longest_ending: usize,
}

/// Parts of a compound shorter than this many characters are not looked for.
const SHORTEST_HEAD: usize = 3;
/// Heads shorter than this need a modifier that is a noun, too.
const SURE_HEAD: usize = 5;

impl Nouns {
    /// Loads `nouns*.txt` and `noun_endings.txt`.
    ///
    /// # Errors
    /// When one is missing or says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let mut nouns = Self::default();
        let folder = files.below(language);
        let prefix = format!("{language}/nouns");
        // Roughly: a word of nine letters, four forms of each.
        let bytes: usize = folder
            .iter()
            .filter(|path| path.starts_with(&prefix))
            .filter_map(|path| files.text(path).ok())
            .map(str::len)
            .sum();
        nouns.forms.reserve(bytes / 3);
        let classes = Classes::load(files, &format!("{language}/noun_classes.txt"))?;
        for path in folder.into_iter().filter(|path| path.starts_with(&prefix)) {
            nouns.load_list(files, path, &classes)?;
        }
        nouns.load_endings(files, &format!("{language}/noun_endings.txt"))?;
        Ok(nouns)
    }

    /// What a form can be. `form` as written; `scratch` saves allocations from call to call.
    pub fn read(&self, form: &str, scratch: &mut String) -> NounReading {
        scratch.clear();
        let mut chars = form.chars();
        scratch.extend(chars.next().into_iter().flat_map(char::to_lowercase));
        scratch.push_str(chars.as_str());
        if let Some(&(first, second)) = self.forms.get(scratch.as_str()) {
            return self.listed(form, 0, first, second);
        }
        if let Some(reading) = self.hyphenated(form, scratch) {
            return reading;
        }
        self.compound(form).unwrap_or_else(|| self.by_ending(form))
    }

    /// Whether the word is the form of a listed noun, given in lower case.
    pub fn knows(&self, lower: &str) -> bool {
        self.forms.contains_key(lower)
    }

    fn listed(&self, form: &str, head: usize, first: Form, second: Option<Form>) -> NounReading {
        // Of two words with one form the one that is its own dictionary form (`Kosten`, not `Kost`).
        let own = second.filter(|second| *self.lemmas[second.lemma as usize] == form[head..]);
        let lemma = &self.lemmas[own.unwrap_or(first).lemma as usize];
        let lemma = if head == 0 {
            lemma.clone()
        } else {
            let mut whole = String::with_capacity(head + lemma.len());
            whole.push_str(&form[..head]);
            if whole.ends_with('-') {
                whole.push_str(lemma);
            } else {
                whole.extend(lemma.chars().flat_map(char::to_lowercase));
            }
            whole.into()
        };
        let cells = second.map_or(first.cells, |second| first.cells.or(second.cells));
        NounReading { lemma, cells, head: u16::try_from(head).unwrap_or(0), known: true }
    }

    fn hyphenated(&self, form: &str, scratch: &mut String) -> Option<NounReading> {
        let head = form.rfind('-')? + 1;
        if head >= form.len() || head == 1 {
            return None;
        }
        let last = self.read(&form[head..], scratch);
        let lemma = format!("{}{}", &form[..head], last.lemma).into();
        let start = u16::try_from(head + usize::from(last.head)).unwrap_or(0);
        Some(NounReading { lemma, cells: last.cells, head: start, known: last.known })
    }

    fn compound(&self, form: &str) -> Option<NounReading> {
        let length = form.chars().count();
        // A head that is hardly longer than an ending is seldom one: `Ermittlungen` has no `Lungen`.
        let ending = self.ending(form).map_or(0, |(start, _)| form[start..].chars().count());
        let sure = SURE_HEAD.max(ending + 2);
        for (at, (start, _)) in form.char_indices().enumerate().skip(SHORTEST_HEAD) {
            let left = length - at;
            if left < SHORTEST_HEAD {
                break;
            }
            if let Some(&(first, second)) = self.forms.get(&form[start..])
                && (left >= sure || self.is_modifier(&form[..start]))
            {
                return Some(self.listed(form, start, first, second));
            }
        }
        None
    }

    /// Whether the first part of a would-be compound is a noun, maybe with a linking element.
    fn is_modifier(&self, part: &str) -> bool {
        let lower = part.to_lowercase();
        self.forms.contains_key(lower.as_str())
            || ["s", "es", "n", "en"]
                .iter()
                .any(|link| lower.strip_suffix(link).is_some_and(|stem| self.forms.contains_key(stem)))
    }

    /// The longest ending of a form that tells something, with its start.
    fn ending(&self, form: &str) -> Option<(usize, &Ending)> {
        let longest = form.char_indices().rev().take(self.longest_ending).last().map_or(0, |(at, _)| at);
        let mut starts = form[longest..].char_indices().map(|(at, _)| longest + at).filter(|at| *at > 1);
        starts.find_map(|start| self.endings.get(&form[start..]).map(|ending| (start, ending)))
    }

    fn by_ending(&self, form: &str) -> NounReading {
        if let Some((_, ending)) = self.ending(form) {
            let stem = form.get(..form.len() - ending.cut).unwrap_or(form);
            let lemma = format!("{stem}{}", ending.add).into();
            return NounReading { lemma, cells: ending.cells, head: 0, known: false };
        }
        // A word that is not listed and ends in no way that tells: anything but the genitive that would add an s.
        let genitive = Cells::columns("mn").and(Cells::GENITIVE);
        let cells =
            if form.ends_with(['s', 'ß', 'x', 'z']) { Cells::ALL } else { Cells::ALL.without(genitive) };
        NounReading { lemma: form.into(), cells, head: 0, known: false }
    }

    fn load_list(&mut self, files: &Files, path: &str, classes: &Classes) -> Result<(), Problem> {
        let mut group: Option<&[Row]> = None;
        let mut irregular = false;
        for line in table::lines(files, path)? {
            if let Some(head) = line.text.strip_prefix("= ") {
                irregular = head == "irregular";
                let (gender, plural) = head.split_once(' ').unwrap_or((head, ""));
                group = classes.get(gender, plural);
                if group.is_none() && !irregular {
                    let message = format!("there is no group `{head}` in noun_classes.txt");
                    return Err(line.problem(head, message));
                }
                continue;
            }
            if irregular {
                self.add_irregular(classes, line)?;
                continue;
            }
            let Some(rows) = group else {
                let message = "words need a group before them, such as `= f n`".to_owned();
                return Err(line.problem(line.text, message));
            };
            for lemma in line.columns() {
                let id = self.lemma(lemma);
                rows.iter().for_each(|row| self.add_form(&row.apply(lemma), id, row.cells));
            }
        }
        Ok(())
    }

    fn add_irregular(&mut self, classes: &Classes, line: Line<'_>) -> Result<(), Problem> {
        let columns: Vec<&str> = line.columns().collect();
        let [lemma, gender, plural] = columns[..] else {
            return Err(line.problem(line.text, "needs a noun, its gender and its plural".to_owned()));
        };
        let id = self.lemma(lemma);
        for (word, class) in [(lemma, gender), (plural, "p")] {
            let rows = classes.get(class, "irregular").ok_or_else(|| {
                line.problem(class, format!("there is no `{class} irregular` in noun_classes.txt"))
            })?;
            rows.iter().for_each(|row| self.add_form(&row.apply(word), id, row.cells));
        }
        Ok(())
    }

    fn lemma(&mut self, lemma: &str) -> u32 {
        self.lemmas.push(lemma.into());
        u32::try_from(self.lemmas.len() - 1).unwrap_or(u32::MAX)
    }

    fn add_form(&mut self, form: &str, lemma: u32, cells: Cells) {
        let mut chars = form.chars();
        let mut key: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
        key.push_str(chars.as_str());
        let (first, second) =
            self.forms.entry(key.into()).or_insert((Form { lemma, cells: Cells::NONE }, None));
        let same = self.lemmas[first.lemma as usize] == self.lemmas[lemma as usize];
        if same {
            first.cells = first.cells.or(cells);
        } else {
            let second = second.get_or_insert(Form { lemma, cells: Cells::NONE });
            second.cells = second.cells.or(cells);
        }
    }

    fn load_endings(&mut self, files: &Files, path: &str) -> Result<(), Problem> {
        for line in table::lines(files, path)? {
            let columns: Vec<&str> = line.columns().collect();
            let [ending, gender, numbers, cut, add] = columns[..] else {
                let message = "needs ending, gender, number, letters to cut and letters to add".to_owned();
                return Err(line.problem(line.text, message));
            };
            let cut: usize =
                cut.parse().map_err(|_| line.problem(cut, format!("`{cut}` is no number of letters")))?;
            let mut cells = Cells::NONE;
            if numbers.contains('s') {
                let column = Cells::columns(gender);
                let genitive = Cells::columns("mn").and(Cells::GENITIVE);
                let has_s = ending.ends_with('s') && cut > 0;
                cells = if has_s { column.and(genitive) } else { column.without(genitive) };
            }
            if numbers.contains('p') {
                cells = cells.or(Cells::PLURAL);
            }
            let add = if add == "-" { "" } else { add };
            let cut_bytes = ending.len()
                - ending.char_indices().rev().take(cut).last().map_or(ending.len(), |(at, _)| at);
            self.longest_ending = self.longest_ending.max(ending.chars().count());
            self.endings.insert(ending.into(), Ending { cells, cut: cut_bytes, add: add.into() });
        }
        Ok(())
    }
}
