//! Many dossiers made from a few: every copy tells of other people, places and figures, and its articles still speak of
//! one event, so that a big input is no heap of repetitions.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use factlint::Engine;
use factlint::annotate::entity::MentionForm;
use factlint::text::{Source, SourceSet};

const SYLLABLES: [&str; 24] = [
    "ba", "del", "fen", "gor", "hal", "kem", "lin", "mor", "nis", "pol", "ram", "sel", "tar", "vol", "wen",
    "zan", "bru", "dro", "fri", "gla", "kri", "ste", "tro", "bre",
];

/// A dossier to make others from.
pub(crate) struct Pattern {
    /// The texts of its articles.
    articles: Vec<String>,
    /// The words of the names that the lexicon does not know.
    names: Vec<String>,
}

/// The dossiers below some folders: every folder that holds text files is one.
pub(crate) fn patterns(engine: &Engine, folders: &[PathBuf]) -> Vec<Pattern> {
    let mut dossiers = BTreeMap::new();
    for folder in folders {
        collect(folder, &mut dossiers);
    }
    dossiers.into_values().map(|articles| Pattern::new(engine, articles)).collect()
}

fn collect(folder: &Path, dossiers: &mut BTreeMap<PathBuf, Vec<String>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, dossiers);
        } else if path.extension().is_some_and(|ending| ending == "txt")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            dossiers.entry(folder.to_owned()).or_default().push(text);
        }
    }
}

impl Pattern {
    fn new(engine: &Engine, articles: Vec<String>) -> Self {
        let mut sources = SourceSet::new();
        for (at, text) in articles.iter().enumerate() {
            sources.add(Source::new(at.to_string(), text.as_str()));
        }
        let mut names = Vec::new();
        for read in engine.read_in_turn(&sources) {
            let entities = &read.annotations.entities;
            let text = read.document.text();
            for mention in &entities.mentions {
                if mention.form == MentionForm::Name && !entities.list[mention.entity].known {
                    let words = mention.span.of(text).split(|c: char| !c.is_alphabetic());
                    let is_name = |word: &&str| {
                        word.chars().count() > 3 && word.chars().next().is_some_and(char::is_uppercase)
                    };
                    names.extend(words.filter(is_name).map(str::to_owned));
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        Self { articles, names }
    }

    /// The articles with other names and figures, the same ones in every article of the dossier. Number 0 is the
    /// dossier itself.
    pub(crate) fn variant(&self, number: usize) -> Vec<String> {
        self.articles.iter().map(|text| self.vary(text, number)).collect()
    }

    fn vary(&self, text: &str, number: usize) -> String {
        if number == 0 {
            return text.to_owned();
        }
        let mut varied = String::with_capacity(text.len() + text.len() / 8);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let same =
                |c: char| c.is_alphabetic() == first.is_alphabetic() && c.is_numeric() == first.is_numeric();
            let length = rest.find(|c: char| !same(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(length);
            let alone = !varied.ends_with(['.', ':', '-', ',']) && !after.starts_with(['.', ':', '-', ',']);
            if first.is_alphabetic() {
                varied.push_str(&self.name(word, number));
            } else if let Some(figure) = word.parse::<u32>().ok().filter(|_| alone && word.is_ascii()) {
                varied.push_str(&shifted(figure, number).to_string());
            } else {
                varied.push_str(word);
            }
            rest = after;
        }
        varied
    }

    /// A word, or the name that stands for it, its genitive included.
    fn name(&self, word: &str, number: usize) -> String {
        let is_name = |word: &str| self.names.binary_search_by(|name| name.as_str().cmp(word)).is_ok();
        match word.strip_suffix('s').filter(|base| is_name(base)) {
            Some(base) => invented(base, number) + "s",
            None if is_name(word) => invented(word, number),
            None => word.to_owned(),
        }
    }
}

/// Figures that may be counts and sums become others; small ones, years and days stay.
fn shifted(figure: u32, number: usize) -> u32 {
    if (32..1900).contains(&figure) || figure > 2100 {
        figure + u32::try_from(number % 23).unwrap_or(0)
    } else {
        figure
    }
}

/// A name made from syllables, another one for every number.
fn invented(name: &str, number: usize) -> String {
    let mut hasher = DefaultHasher::new();
    (name, number).hash(&mut hasher);
    let mut rest = hasher.finish();
    let mut made = String::new();
    for _ in 0..3 {
        let count = SYLLABLES.len() as u64;
        made.push_str(SYLLABLES[usize::try_from(rest % count).unwrap_or(0)]);
        rest /= count;
    }
    made[..1].to_uppercase() + &made[1..]
}
