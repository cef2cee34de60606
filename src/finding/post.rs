//! What somebody does in public life: the trade that a title and its body belong to, and the part in it (`Polizei`,
//! `Sprecher`). From `posts.toml` of every language and `concepts/trades.txt`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::listed::Listed;
use super::ressort::{RawHeads, Ressorts};
use crate::rule::{Files, Problem, lines};

/// `posts.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPosts {
    part: BTreeMap<Part, String>,
    qualifiers: String,
    past: String,
    deputies: String,
    movements: String,
    openers: String,
    verbs: RawVerbs,
    ressort: BTreeMap<String, String>,
    ressort_heads: RawHeads,
    trade: BTreeMap<String, RawTrade>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerbs {
    lead: String,
    chair: String,
    work: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrade {
    titles: String,
    bodies: String,
}

/// What somebody is in a body.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    /// `Leiter`, `Chef`
    Lead,
    /// `Geschäftsführer`
    Manage,
    /// `Vorsitzende` of a club, an association: not who runs its office
    Preside,
    /// `Vorstand`
    Chair,
    /// `Sprecher`
    Speak,
    /// `Schriftführer`, `branch secretary`
    Clerk,
    /// `Mitarbeiter`
    Member,
}

impl Part {
    /// Whether a body has one of them at a time.
    pub(super) fn is_single(self) -> bool {
        match self {
            Self::Lead | Self::Preside | Self::Chair => true,
            Self::Manage | Self::Speak | Self::Clerk | Self::Member => false,
        }
    }
}

/// A title read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Post {
    /// Police, school …; none where the words do not tell.
    pub(super) trade: Option<usize>,
    /// Chief, spokesman …; none for a title that says it all by itself.
    pub(super) part: Option<Part>,
    /// Of which field the post is the head: finance, planning …
    pub(super) ressort: Option<usize>,
}

/// Trades, their titles and bodies, in all languages together.
#[derive(Debug)]
pub(super) struct Posts {
    parts: Listed<Part>,
    titles: Listed<usize>,
    bodies: Listed<usize>,
    verbs: BTreeMap<String, Part>,
    work: BTreeSet<String>,
    qualifiers: BTreeSet<String>,
    // Words of another time.
    past: BTreeSet<String>,
    deputies: Vec<String>,
    movements: Vec<String>,
    openers: BTreeSet<String>,
    ressorts: Ressorts,
    open: BTreeSet<usize>,
    together: BTreeSet<(usize, usize)>,
}

impl Posts {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut posts = Self {
            parts: Listed::new(),
            titles: Listed::new(),
            bodies: Listed::new(),
            verbs: BTreeMap::new(),
            work: BTreeSet::new(),
            qualifiers: BTreeSet::new(),
            past: BTreeSet::new(),
            deputies: Vec::new(),
            movements: Vec::new(),
            openers: BTreeSet::new(),
            ressorts: Ressorts::default(),
            open: BTreeSet::new(),
            together: BTreeSet::new(),
        };
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for code in files.languages() {
            let path = format!("{code}/posts.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawPosts = files.toml(&path)?;
            for (part, words) in raw.part {
                posts.parts.add(&words, part);
            }
            posts.past.extend(raw.past.split_whitespace().map(str::to_owned));
            posts.qualifiers.extend(raw.qualifiers.split_whitespace().map(str::to_owned));
            posts.deputies.extend(raw.deputies.split_whitespace().map(str::to_owned));
            posts.movements.extend(raw.movements.split_whitespace().map(str::to_owned));
            posts.ressorts.add(&raw.ressort, &raw.ressort_heads);
            posts.openers.extend(raw.openers.split_whitespace().map(str::to_owned));
            posts.work.extend(raw.verbs.work.split_whitespace().map(str::to_owned));
            for (words, part) in [(&raw.verbs.lead, Part::Lead), (&raw.verbs.chair, Part::Preside)] {
                posts.verbs.extend(words.split_whitespace().map(|verb| (verb.to_owned(), part)));
            }
            for (name, trade) in raw.trade {
                let next = names.len();
                let id = *names.entry(name).or_insert(next);
                posts.titles.add(&trade.titles, id);
                posts.bodies.add(&trade.bodies, id);
            }
        }
        posts.pairs(files, &names)?;
        Ok(posts)
    }

    /// Which trades go together.
    fn pairs(&mut self, files: &Files, names: &BTreeMap<String, usize>) -> Result<(), Problem> {
        let path = "concepts/trades.txt";
        for (place, line) in lines(files.text(path)?) {
            let id = |name: &str| {
                let problem = || {
                    let message =
                        format!("`{name}` is no trade of any `posts.toml`; add it there or take it out here");
                    files.problem(path, place.clone(), message)
                };
                names.get(name).copied().ok_or_else(problem)
            };
            match line.split_once('/') {
                Some((a, b)) => {
                    let (a, b) = (id(a.trim())?, id(b.trim())?);
                    self.together.insert((a.min(b), a.max(b)));
                }
                None => {
                    self.open.insert(id(line)?);
                }
            }
        }
        Ok(())
    }

    /// What a verb says that its subject is in its object.
    pub(super) fn by_verb(&self, lemma: &str) -> Option<Part> {
        self.verbs.get(lemma).copied()
    }

    /// Whether a verb says that its subject has the job that `als X`, `as an X` names.
    pub(super) fn is_work(&self, lemma: &str) -> bool {
        self.work.contains(lemma)
    }

    /// A title without the first part that makes it a deputy's: `vizelandrat`, `landrat`.
    pub(super) fn without_deputy<'t>(&self, title: &'t str) -> &'t str {
        let beginnings = self.deputies.iter().filter_map(|deputy| deputy.strip_suffix('*'));
        let rest = beginnings.into_iter().find_map(|beginning| title.strip_prefix(beginning));
        rest.map_or(title, |rest| rest.trim_start_matches(['-', ' ']))
    }

    /// Whether a word says that a title is a former, coming or deputy one.
    pub(super) fn is_qualifier(&self, word: &str) -> bool {
        self.qualifiers.contains(word)
    }

    /// Whether a word says that somebody had a title at another time.
    pub(super) fn is_past(&self, word: &str) -> bool {
        self.past.contains(word)
    }

    /// Whether a word opens a title that stands behind its clause: `bislang Leiterin`.
    pub(super) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether a noun is a title by itself.
    pub(super) fn knows(&self, title: &str) -> bool {
        self.titles.get(title).is_some() || self.part(title, title).0.is_some()
    }

    /// Whether a noun is a title that tells the trade.
    pub(super) fn is_title(&self, noun: &str) -> bool {
        self.titles.get(noun).is_some()
    }

    /// Whether a word says that somebody only stands in.
    pub(super) fn is_deputy(&self, word: &str) -> bool {
        self.deputies.iter().any(|deputy| match deputy.strip_suffix('*') {
            Some(beginning) => word.starts_with(beginning),
            None => word == deputy,
        })
    }

    /// The field whose head a title says that somebody is.
    fn ressort(&self, title: &str, of: &[String]) -> Option<usize> {
        let last = title.rsplit([' ', '-']).next().unwrap_or(title);
        let leads = self.ressorts.heads.iter().any(|head| last.ends_with(head.as_str()));
        if !leads {
            return None;
        }
        let own = self.ressorts.only(title.split([' ', '-']));
        own.or_else(|| self.ressorts.only(of.iter().map(String::as_str)))
    }

    /// Reads a title with the words that say of what it is one, all in lower case and in their dictionary form.
    pub(super) fn read(&self, title: &str, of: &[String]) -> Post {
        let title = title.to_lowercase();
        Post { ressort: self.ressort(&title, of), ..self.read_trade(&title, of) }
    }

    fn read_trade(&self, title: &str, of: &[String]) -> Post {
        let last = title.rsplit([' ', '-']).next().unwrap_or(title);
        if let Some(trade) = self.titles.get(title) {
            return Post { trade: Some(trade), part: self.part(title, last).0, ressort: None };
        }
        let (part, body) = match self.part(title, last) {
            // `branch secretary` is a part of two words.
            (None, _) => self.part(title, title),
            found => found,
        };
        // `police spokesman`: the words before the part.
        let before = title.strip_suffix(last).unwrap_or("").split([' ', '-']).map(str::to_owned);
        if part.is_none() {
            let trade = self.titles.get(last).filter(|_| last != title);
            return Post { trade, ..Post::default() };
        }
        let own = body.and_then(|body| self.body(body.trim_end()));
        let trade = own
            .or_else(|| before.filter(|word| !word.is_empty()).find_map(|word| self.body(&word)))
            .or_else(|| of.iter().find_map(|word| self.body(word)));
        Post { trade, part, ressort: None }
    }

    /// The trade of a body that some of the words name.
    pub(super) fn read_body(&self, words: &[String]) -> Post {
        Post {
            trade: words.iter().find_map(|word| self.body(word)),
            part: None,
            ressort: self.ressorts.only(words.iter().map(String::as_str)),
        }
    }

    /// The part that a title names, and the first half of a compound that names the body.
    fn part<'t>(&self, title: &str, last: &'t str) -> (Option<Part>, Option<&'t str>) {
        if let Some(part) = self.parts.whole.get(title).or_else(|| self.parts.whole.get(last)) {
            return (Some(*part), None);
        }
        let starts = last.char_indices().map(|(at, _)| at).skip(3);
        let found =
            starts.into_iter().find_map(|at| Some((*self.parts.whole.get(&last[at..])?, &last[..at])));
        found.map_or((None, None), |(part, body)| (Some(part), Some(body)))
    }

    /// What stands before the part in a title: `verband` in `Verbandspräsident`; none where nothing does.
    pub(super) fn first_part(&self, title: &str) -> Option<String> {
        let title = title.to_lowercase();
        let last = title.rsplit([' ', '-']).next().unwrap_or(&title);
        let starts = last.char_indices().map(|(at, _)| at).skip(3);
        let own = starts.into_iter().find(|at| self.parts.whole.contains_key(&last[*at..]));
        let before = title.strip_suffix(last).unwrap_or("").trim_end_matches([' ', '-']);
        own.map(|at| &last[..at]).or(Some(before)).filter(|first| !first.is_empty()).map(str::to_owned)
    }

    /// The trade of a body.
    fn body(&self, word: &str) -> Option<usize> {
        let word = word.trim_end_matches('-');
        // `Behördens` and `Bahns-` are joints of compounds.
        self.bodies.get(word).or_else(|| self.bodies.get(word.strip_suffix('s')?))
    }

    /// Whether a word names a group whose speaker is its head: `Sprecherin der Bürgerinitiative`.
    pub(super) fn is_movement(&self, word: &str) -> bool {
        self.movements.iter().any(|movement| word.ends_with(movement.as_str()))
    }

    /// Whether nobody has both in one body: who speaks for it, who runs its office, over whom it is presided.
    pub(super) fn exclude_in_one_body(a: &Post, b: &Post) -> bool {
        let one = |x: Option<Part>, y: Option<Part>| {
            matches!(
                (x, y),
                (Some(Part::Speak), Some(Part::Lead | Part::Preside))
                    | (Some(Part::Manage), Some(Part::Preside))
            )
        };
        one(a.part, b.part) || one(b.part, a.part)
    }

    /// Whether nobody has both.
    pub(super) fn exclude(&self, a: &Post, b: &Post) -> bool {
        if let (Some(x), Some(y)) = (a.ressort, b.ressort)
            && self.ressorts.exclude(x, y)
        {
            return true;
        }
        match (a.trade, b.trade) {
            (Some(x), Some(y)) if x != y => {
                !self.open.contains(&x)
                    && !self.open.contains(&y)
                    && !self.together.contains(&(x.min(y), x.max(y)))
            }
            (Some(_), Some(_)) => matches!(
                (a.part, b.part),
                (Some(Part::Speak), Some(Part::Lead | Part::Manage | Part::Preside | Part::Chair))
                    | (Some(Part::Lead | Part::Manage | Part::Preside | Part::Chair), Some(Part::Speak))
            ),
            // Of whatever body: who speaks for it does not run it.
            _ => matches!(
                (a.part, b.part),
                (Some(Part::Speak), Some(Part::Manage))
                    | (Some(Part::Manage), Some(Part::Speak))
                    | (Some(Part::Clerk), Some(Part::Lead | Part::Preside | Part::Chair | Part::Manage))
                    | (Some(Part::Lead | Part::Preside | Part::Chair | Part::Manage), Some(Part::Clerk))
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts() -> Posts {
        Posts::load(&Files::builtin()).unwrap()
    }

    #[test]
    fn a_body_in_a_compound_or_behind_the_title_tells_the_trade() {
        let posts = posts();
        let rail = posts.read("Bahnsprecher", &[]);
        let police = posts.read("Sprecher", &["bundespolizei".to_owned()]);
        assert_eq!(rail.part, Some(Part::Speak));
        assert!(posts.exclude(&rail, &police));
        assert!(!posts.exclude(&police, &posts.read("Polizeisprecher", &[])));
    }

    #[test]
    fn who_heads_one_field_heads_no_other() {
        let posts = posts();
        let of = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
        let finance = posts.read("Finanzchef", &[]);
        assert!(posts.exclude(&finance, &posts.read("Leiter", &of(&["planungsamt"]))));
        assert!(posts.exclude(&finance, &posts.read("head", &of(&["council", "planning"]))));
        assert!(!posts.exclude(&finance, &posts.read("Leiter", &of(&["haushaltsabteilung"]))));
        assert!(!posts.exclude(&finance, &posts.read("Leiter", &of(&["unternehmen"]))));
        // Who speaks for a field is no head.
        assert_eq!(posts.read("Sprecher", &of(&["verkehrsverbund"])).ressort, None);
        assert!(posts.is_deputy("stellvertretende") && !posts.is_deputy("vorsitzender"));
    }

    #[test]
    fn what_goes_together_is_no_contradiction() {
        let posts = posts();
        let (mayor, rescue) =
            (posts.read("Bürgermeister", &[]), posts.read("Leiter", &["bergrettung".to_owned()]));
        assert!(posts.exclude(&mayor, &rescue));
        assert!(!posts.exclude(&mayor, &posts.read("Landwirt", &[])));
        assert!(!posts.exclude(&mayor, &posts.read("Vorsitzender", &[])));
        assert!(!posts.exclude(&posts.read("Notarzt", &[]), &rescue));
    }
}
