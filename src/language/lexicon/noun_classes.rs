//! How nouns are inflected: the groups of `noun_classes.txt`.

use rustc_hash::FxHashMap;

use crate::language::cells::Cells;
use crate::rule::{Files, Problem};

use super::table;

/// One form of a class: how it is made and what it can be.
#[derive(Clone, Debug)]
pub struct Row {
    // Last letters that the word must have, and what is done then; the first that fits counts.
    endings: Vec<(String, Change)>,
    /// What the form can be.
    pub cells: Cells,
}

/// What happens to the word.
#[derive(Clone, Debug)]
struct Change {
    umlaut: bool,
    cut: bool,
    add: String,
}

/// The classes by gender and group.
#[derive(Debug, Default)]
pub struct Classes {
    rows: FxHashMap<(String, String), Vec<Row>>,
}

impl Classes {
    /// Loads `noun_classes.txt`.
    ///
    /// # Errors
    /// When it is missing or a form cannot be read.
    pub fn load(files: &Files, path: &str) -> Result<Self, Problem> {
        let mut classes = Self::default();
        for line in table::lines(files, path)? {
            let mut columns = line.columns();
            let (Some(gender), Some(group)) = (columns.next(), columns.next()) else {
                return Err(line.problem(line.text, "needs a gender and a group".to_owned()));
            };
            let rows: Option<Vec<Row>> = columns.clone().map(Row::parse).collect();
            let Some(rows) = rows else {
                let fault = columns.find(|column| Row::parse(column).is_none()).unwrap_or(group);
                let message = format!("`{fault}` is no form; write `ending=cells`, as in `e>n/en=.p`");
                return Err(line.problem(fault, message));
            };
            classes.rows.insert((gender.to_owned(), group.to_owned()), rows);
        }
        Ok(classes)
    }

    /// The forms of a group.
    pub fn get(&self, gender: &str, group: &str) -> Option<&[Row]> {
        self.rows.get(&(gender.to_owned(), group.to_owned())).map(Vec::as_slice)
    }
}

impl Row {
    fn parse(column: &str) -> Option<Self> {
        let (endings, cells) = column.split_once('=')?;
        let mut set = Cells::NONE;
        for item in cells.split('+') {
            let item = match item.strip_prefix('.') {
                Some(columns) if columns.chars().all(|c| "mfnp".contains(c)) => Cells::columns(columns),
                Some(_) => return None,
                None => Cells::parse(item)?,
            };
            set = set.or(item);
        }
        let endings = endings.split('/').map(|ending| {
            let (condition, change) = ending.split_once('>').unwrap_or(("", ending));
            let (umlaut, change) = change.strip_prefix('^').map_or((false, change), |rest| (true, rest));
            let (cut, change) = change.strip_prefix('~').map_or((false, change), |rest| (true, rest));
            let add = if change == "0" { String::new() } else { change.to_owned() };
            (condition.to_owned(), Change { umlaut, cut, add })
        });
        Some(Self { endings: endings.collect(), cells: set })
    }

    /// The form of a word.
    pub fn apply(&self, word: &str) -> String {
        let Some((_, change)) = self.endings.iter().find(|(end, _)| word.ends_with(end.as_str())) else {
            return word.to_owned();
        };
        let mut form = if change.umlaut { umlaut(word) } else { word.to_owned() };
        if change.cut {
            form.pop();
        }
        form.push_str(&change.add);
        form
    }
}

/// A word with its last a, o, u or au changed to ä, ö, ü or äu.
pub fn umlaut(word: &str) -> String {
    let Some((at, vowel)) = word.char_indices().rev().find(|(_, c)| "aouAOU".contains(*c)) else {
        return word.to_owned();
    };
    let (at, old, new) = match vowel {
        'u' if word[..at].ends_with('a') => (at - 1, "au", "äu"),
        'a' => (at, "a", "ä"),
        'o' => (at, "o", "ö"),
        'u' => (at, "u", "ü"),
        'A' => (at, "A", "Ä"),
        'O' => (at, "O", "Ö"),
        _ => (at, "U", "Ü"),
    };
    format!("{}{new}{}", &word[..at], &word[at + old.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_hangs_on_the_last_letters() {
        let plural = Row::parse("e>n/in>nen/el>n/y>~ies/en=.p").map(|row| {
            ["Absage", "Ministerin", "Wahl", "Regel", "Story"].map(|word| row.apply(word)).join(" ")
        });
        assert_eq!(plural.as_deref(), Some("Absagen Ministerinnen Wahlen Regeln Stories"));
    }

    #[test]
    fn vowels_change() {
        assert_eq!(
            ["Haus", "Vorwurf", "Anschlag", "Tier", "Amt"].map(umlaut).join(" "),
            "Häus Vorwürf Anschläg Tier Ämt"
        );
    }
}
