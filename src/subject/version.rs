//! Which articles of a dossier are versions of one: a later version replaces an earlier one, and one that its sender
//! has withdrawn is not compared any more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use crate::document::Document;
use crate::text::Status;

/// An outlet that prints one headline again after more days than this tells of something else.
const MOST_DAYS: i64 = 3;
/// Headlines of fewer words (`Kurz notiert`) say little of an article.
const TELLING: usize = 3;
/// The share of words that nearly the same headlines have in common (twice the common ones by all of both).
const NEARLY: f64 = 0.7;
/// The share of the shorter text's runs of words that the other has, too, where the headline alone does not tell.
const SAME_TEXT: f64 = 0.3;
/// How many words of a text tell what it is a version of.
const COMPARED: usize = 400;

/// How an article stands among the versions of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the last version, or the only one.
    Current,
    /// A later version replaces it.
    Replaced {
        /// The index of the next version.
        by: usize,
    },
    /// Its sender has withdrawn it.
    Withdrawn {
        /// The index of the notice; the article's own where it says so itself.
        by: usize,
    },
}

/// The versions of all articles of a dossier.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    places: Vec<Place>,
    steps: Vec<(usize, usize)>,
}

impl Versions {
    /// Finds the versions among articles.
    pub fn of(documents: &[&Document]) -> Self {
        let mut versions = Self { places: vec![Place::Current; documents.len()], steps: Vec::new() };
        for story in stories(documents) {
            versions.settle(documents, story);
        }
        versions.steps.sort_unstable();
        versions
    }

    /// How each article stands, in the order of the dossier.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The articles that are compared with others.
    pub fn current(&self) -> impl Iterator<Item = usize> {
        (0..self.places.len()).filter(|at| self.places[*at] == Place::Current)
    }

    /// Every version with the one that came after it.
    pub fn steps(&self) -> &[(usize, usize)] {
        &self.steps
    }

    /// Puts the versions of one article in order.
    fn settle(&mut self, documents: &[&Document], mut story: Vec<usize>) {
        let all_numbered = story.iter().all(|at| documents[*at].meta.edition.version.is_some());
        story.sort_by_key(|at| {
            (
                all_numbered.then(|| number(documents[*at])),
                moment(documents[*at]),
                number(documents[*at]),
                *at,
            )
        });
        let is_later =
            |later: usize, earlier: usize| is_later(documents[later], documents[earlier], all_numbered);
        // Articles of which nobody tells which is the later stand side by side.
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in story {
            match groups.last_mut() {
                Some(group) if !group.iter().all(|earlier| is_later(at, *earlier)) => group.push(at),
                _ => groups.push(vec![at]),
            }
        }
        let is_withdrawn = |at: &usize| documents[*at].meta.edition.status == Status::Withdrawn;
        let last = groups.last().and_then(|group| group.iter().copied().find(is_withdrawn));
        for (index, group) in groups.iter().enumerate() {
            for &at in group {
                self.places[at] = match (last, groups.get(index + 1)) {
                    _ if is_withdrawn(&at) => Place::Withdrawn { by: at },
                    (Some(by), _) => Place::Withdrawn { by },
                    (None, Some(next)) => Place::Replaced { by: next[0] },
                    (None, None) => Place::Current,
                };
            }
        }
        if last.is_none() {
            let usable = groups.iter().flatten().filter(|at| !is_withdrawn(at)).copied();
            let usable: Vec<usize> = usable.collect();
            let steps = usable.windows(2).map(|pair| (pair[0], pair[1]));
            self.steps.extend(steps.filter(|(earlier, later)| is_later(*later, *earlier)));
        }
    }
}

fn number(document: &Document) -> u32 {
    document.meta.edition.version.unwrap_or(0)
}

/// When a version was made.
fn moment(document: &Document) -> Option<NaiveDateTime> {
    document.meta.updated.max(document.meta.published)
}

/// Whether one version is known to be later than another.
fn is_later(later: &Document, earlier: &Document, numbered: bool) -> bool {
    let numbers = number(later).cmp(&number(earlier));
    if numbered && numbers.is_ne() {
        return numbers.is_gt();
    }
    let timed = |document: &Document| document.meta.published_time_known || document.meta.updated.is_some();
    let moments = moment(later)
        .zip(moment(earlier))
        .map(|(x, y)| if timed(later) && timed(earlier) { x.cmp(&y) } else { x.date().cmp(&y.date()) });
    let status = later.meta.edition.status.cmp(&earlier.meta.edition.status);
    moments.unwrap_or(std::cmp::Ordering::Equal).then(numbers).then(status).is_gt()
}

/// Articles with versions: those with one name of their sender's, those of one outlet with nearly one headline, and
/// those that a notice of their outlet withdraws by their headline.
fn stories(documents: &[&Document]) -> Vec<Vec<usize>> {
    let mut joined = Joined((0..documents.len()).collect());
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut outlets: BTreeMap<String, Vec<Headed<'_>>> = BTreeMap::new();
    let mut nobodys: Vec<Headed<'_>> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let name = document.meta.edition.urn.as_ref().map(|name| name.trim().to_lowercase());
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            joined.join(at, *names.entry(name).or_insert(at));
        }
        // A notice that withdraws another article needs no headline of its own.
        let headline = document.headline().map(words).unwrap_or_default();
        let withdraws = document.meta.edition.status == Status::Withdrawn;
        let headed = Headed { at, document, words: headline };
        match &document.meta.outlet {
            Some(outlet) if withdraws || !headed.words.is_empty() => {
                outlets.entry(outlet.trim().to_lowercase()).or_default().push(headed);
            }
            None if withdraws => nobodys.push(headed),
            _ => {}
        }
    }
    // A notice that does not say whose it is withdraws the article whose headline it quotes, if that is one outlet's.
    for notice in nobodys {
        let mut quoted = outlets.values().filter_map(|articles| {
            let with_notice: Vec<Headed<'_>> = articles.iter().chain([&notice]).cloned().collect();
            let of_notice = withdrawals(&with_notice).into_iter().filter(|pair| pair.0 == notice.at);
            Some(of_notice.map(|pair| pair.1).collect::<Vec<_>>()).filter(|quoted| !quoted.is_empty())
        });
        if let (Some(articles), None) = (quoted.next(), quoted.next()) {
            for article in articles {
                joined.join(notice.at, article);
            }
        }
    }
    for articles in outlets.values() {
        for (a, b) in alike(articles) {
            if are_versions(&articles[a], &articles[b]) {
                joined.join(articles[a].at, articles[b].at);
            }
        }
        for (notice, withdrawn) in withdrawals(articles) {
            joined.join(notice, withdrawn);
        }
    }
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..documents.len() {
        stories.entry(joined.root(at)).or_default().push(at);
    }
    let is_told =
        |story: &Vec<usize>| story.len() > 1 || documents[story[0]].meta.edition.status == Status::Withdrawn;
    stories.into_values().filter(is_told).collect()
}

/// An article with the words of its headline.
#[derive(Clone)]
struct Headed<'a> {
    at: usize,
    document: &'a Document,
    words: Vec<String>,
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Pairs of one outlet's articles whose headlines may be nearly the same. Two sets of words that share so many share one
/// of their rarest, so that only those need to be looked at (prefix filtering).
fn alike(articles: &[Headed<'_>]) -> BTreeSet<(usize, usize)> {
    let sets: Vec<BTreeSet<&str>> =
        articles.iter().map(|article| article.words.iter().map(String::as_str).collect()).collect();
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for word in sets.iter().flatten() {
        *often.entry(word).or_default() += 1;
    }
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    for (at, set) in sets.iter().enumerate() {
        let mut rarest: Vec<&str> = set.iter().copied().collect();
        rarest.sort_unstable_by_key(|word| (often[word], *word));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a headline has few words"
        )]
        let must_share = (rarest.len() as f64 * NEARLY / (2.0 - NEARLY)).ceil() as usize;
        rarest.truncate(rarest.len() + 1 - must_share.min(rarest.len()));
        for word in rarest {
            let others = by_word.entry(word).or_default();
            pairs
                .extend(others.iter().filter(|other| is_near(set, &sets[**other])).map(|other| (*other, at)));
            others.push(at);
        }
    }
    pairs
}

#[expect(clippy::cast_precision_loss, reason = "a headline has few words")]
fn is_near(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> bool {
    let shared = a.intersection(b).count();
    2.0 * shared as f64 >= NEARLY * (a.len() + b.len()) as f64
}

/// Whether two articles of one outlet with nearly one headline are versions of one.
fn are_versions(a: &Headed<'_>, b: &Headed<'_>) -> bool {
    let (of_a, of_b) = (&a.document.meta, &b.document.meta);
    if of_a.edition.urn.is_some() && of_b.edition.urn.is_some() {
        return false;
    }
    let far = of_a.published.zip(of_b.published).is_some_and(|(x, y)| (x - y).num_days().abs() > MOST_DAYS);
    let telling = a.words.len() >= TELLING && a.words == b.words;
    !far && (telling || is_same_text(a.document, b.document))
}

/// Whether two texts share many runs of words.
#[expect(clippy::cast_precision_loss, reason = "so few words are compared")]
fn is_same_text(a: &Document, b: &Document) -> bool {
    let runs = |document: &Document| -> BTreeSet<[String; 3]> {
        let story = document.blocks.iter().filter(|block| block.kind.is_story());
        let sentences = story.flat_map(|block| &block.sentences);
        let words: Vec<String> =
            sentences.flat_map(|sentence| words(sentence.of(document.text()))).take(COMPARED).collect();
        words.windows(3).map(|run| [run[0].clone(), run[1].clone(), run[2].clone()]).collect()
    };
    let (of_a, of_b) = (runs(a), runs(b));
    let shared = of_a.intersection(&of_b).count();
    shared > 0 && shared as f64 >= SAME_TEXT * of_a.len().min(of_b.len()) as f64
}

/// Notices of withdrawal with the articles whose headline they repeat.
fn withdrawals(articles: &[Headed<'_>]) -> Vec<(usize, usize)> {
    let is_withdrawn = |article: &&Headed<'_>| article.document.meta.edition.status == Status::Withdrawn;
    let mut by_beginning: BTreeMap<&[String], Vec<&Headed<'_>>> = BTreeMap::new();
    for article in articles.iter().filter(|article| !is_withdrawn(article)) {
        if let Some(beginning) = article.words.get(..TELLING) {
            by_beginning.entry(beginning).or_default().push(article);
        }
    }
    let mut pairs = Vec::new();
    for notice in articles.iter().filter(is_withdrawn) {
        let text: Vec<String> = words(head(notice.document.text()));
        for at in 0..text.len().saturating_sub(TELLING - 1) {
            let fitting = by_beginning.get(&text[at..at + TELLING]).into_iter().flatten();
            pairs.extend(
                fitting.filter(|article| text[at..].starts_with(&article.words)).map(|it| (notice.at, it.at)),
            );
        }
    }
    pairs
}

/// The beginning of a text, in which a notice says what it is about.
fn head(text: &str) -> &str {
    const BYTES: usize = 2000;
    let end = (0..=BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// Which articles are versions of one: each points to an earlier one of the same, or to itself.
struct Joined(Vec<usize>);

impl Joined {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
