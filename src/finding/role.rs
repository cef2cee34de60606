//! One person in two articles: the offices and relationships that they cannot both have, and the names they cannot
//! both bear.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::holding::{self, Holding};
use super::{Context, Finding, FindingKind, Level, Reason, holder, kin, misname, party};
use crate::rule::{Files, Problem};

/// Letters of a title that another one can end in: `teammate` is no `mate`.
const ENDING: usize = 5;

/// `offices.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffices {
    single: Vec<String>,
    any_body: Vec<String>,
    kin: Vec<Vec<String>>,
    portfolio_heads: Vec<String>,
    portfolio_levels: Vec<String>,
    same: Vec<Vec<String>>,
    ranks: Vec<String>,
    exclusive: Vec<RawExclusive>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExclusive {
    #[serde(rename = "of")]
    _of: String,
    titles: Vec<String>,
}

/// Which titles name one office, and which exclude each other, in all languages together.
#[derive(Debug, Default)]
pub(super) struct Offices {
    heads: Vec<String>,
    // First parts that say at which level, not for what.
    levels: BTreeSet<String>,
    single: BTreeSet<String>,
    any_body: BTreeSet<String>,
    // Word for a relative → the set of those that are said of one person side by side.
    kin: BTreeMap<String, usize>,
    // Title or first part → the first of its set.
    same: BTreeMap<String, String>,
    exclusive: Vec<BTreeSet<String>>,
    // Ending of a title → its rank, ladder by ladder.
    ranks: Vec<BTreeMap<String, usize>>,
}

impl Offices {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut offices = Self::default();
        for code in files.languages() {
            let path = format!("{code}/offices.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawOffices = files.toml(&path)?;
            offices.heads.extend(raw.portfolio_heads);
            offices.levels.extend(raw.portfolio_levels);
            for set in raw.same {
                let Some(first) = set.first().cloned() else { continue };
                offices.same.extend(set.into_iter().map(|title| (title, first.clone())));
            }
            offices
                .single
                .extend(raw.single.iter().map(|title| offices.canonical(title)).collect::<Vec<_>>());
            offices.any_body.extend(raw.any_body);
            for set in raw.kin {
                let next = offices.kin.values().max().map_or(0, |last| last + 1);
                offices.kin.extend(set.into_iter().map(|word| (word, next)));
            }
            for ladder in raw.ranks {
                let ranks = ladder.split_whitespace().enumerate();
                let words = ranks.flat_map(|(rank, words)| words.split('|').map(move |word| (word, rank)));
                offices.ranks.push(words.map(|(word, rank)| (word.replace('_', " "), rank)).collect());
            }
            for set in raw.exclusive {
                let titles = set.titles.into_iter().map(|title| offices.canonical(&title)).collect();
                offices.exclusive.push(titles);
            }
        }
        // `staatssekretär` before `sekretär`: the longest head decides what the first part is.
        offices.heads.sort_by_key(|head| std::cmp::Reverse(head.len()));
        Ok(offices)
    }

    /// One name for all titles of an office.
    pub(super) fn canonical(&self, title: &str) -> String {
        let title = title.to_lowercase();
        self.same.get(&title).cloned().unwrap_or(title)
    }

    /// The first part and the head of a title such as `Außenminister` or `foreign minister`.
    fn portfolio(&self, title: &str) -> Option<(String, &str)> {
        let title = title.to_lowercase();
        self.heads.iter().find_map(|head| {
            let first = title.strip_suffix(head.as_str())?.trim_end_matches(['-', ' ']);
            // `Staatsminister` says nothing of the field.
            let says = !first.is_empty() && !self.levels.contains(first);
            says.then(|| (self.canonical(first), head.as_str()))
        })
    }

    /// Whether a title says of what field it is the head.
    pub(super) fn has_field(&self, title: &str) -> bool {
        self.portfolio(title).is_some()
    }

    /// Whether two titles name one office as far as the words tell.
    pub(super) fn agree(&self, a: &str, b: &str) -> bool {
        self.canonical(a) == self.canonical(b)
    }

    /// Whether one title stands above the other, so that nobody has both: `Chefarzt`, `Oberarzt`.
    fn outranks(&self, a: &str, b: &str) -> bool {
        self.ranks
            .iter()
            .any(|ladder| matches!((rank(ladder, a), rank(ladder, b)), (Some(x), Some(y)) if x != y))
    }

    /// Whether a word is a title that is compared.
    pub(super) fn knows(&self, title: &str) -> bool {
        let title = title.to_lowercase();
        if self.ranks.iter().any(|ladder| rank(ladder, &title).is_some()) {
            return true;
        }
        self.same.contains_key(&title) || self.exclusive.iter().any(|set| set.contains(&title))
    }

    /// Whether a word only says what kind of body something is, so that there may be several in a story.
    pub(super) fn is_any_body(&self, word: &str) -> bool {
        self.any_body.contains(word)
    }

    /// Whether a noun says whose relative somebody is.
    pub(super) fn is_kin(&self, noun: &str) -> bool {
        self.kin.contains_key(noun)
    }

    /// Whether nobody is both to one person.
    pub(super) fn kin_exclude(&self, a: &str, b: &str) -> bool {
        matches!((self.kin.get(a), self.kin.get(b)), (Some(x), Some(y)) if x != y)
    }

    /// Whether a body has one of it at a time.
    pub(super) fn is_single(&self, title: &str) -> bool {
        self.single.contains(title)
    }

    /// The offices that a noun means: the same title in either gender (`Präsidentin` for `Präsident`).
    pub(super) fn spellings(&self, noun: &str) -> Vec<String> {
        let noun = self.canonical(noun);
        let masculine = noun.strip_suffix("in").map(|masculine| self.canonical(masculine));
        std::iter::once(noun).chain(masculine).collect()
    }

    /// Whether nobody holds both.
    pub(super) fn exclude(&self, a: &str, b: &str) -> bool {
        if self.agree(a, b) {
            return false;
        }
        if self.outranks(&a.to_lowercase(), &b.to_lowercase()) {
            return true;
        }
        if let (Some((first, head)), Some((other, other_head))) = (self.portfolio(a), self.portfolio(b))
            && head == other_head
        {
            // `emergency management director` is an emergency director.
            let narrower = first.contains(other.as_str()) || other.contains(first.as_str());
            return first != other && !narrower;
        }
        let (a, b) = (self.canonical(a), self.canonical(b));
        // `Minister` and `Innenminister`
        if a.ends_with(&b) || b.ends_with(&a) {
            return false;
        }
        self.exclusive.iter().any(|set| set.contains(&a) && set.contains(&b))
    }
}

/// The rank of a title on a ladder, by its longest ending there.
fn rank(ladder: &BTreeMap<String, usize>, title: &str) -> Option<usize> {
    let ends = title.char_indices().map(|(at, _)| &title[at..]);
    let whole = ladder.get(title).copied();
    whole.or_else(|| {
        ends.take_while(|end| end.chars().count() >= ENDING).find_map(|end| ladder.get(end).copied())
    })
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let holdings = holding::holdings(context);
    compare_posts(context, &holdings, findings);
    holder::compare(context, &holdings, findings);
    kin::compare(context, context.statements, findings);
    misname::compare(context, findings);
    party::compare(context, findings);
}

/// One person, two posts that nobody has both of.
fn compare_posts(context: &Context<'_>, holdings: &[Holding], findings: &mut Vec<Finding>) {
    let (offices, posts) = (&context.rules.offices, &context.rules.posts);
    let mut by_person: BTreeMap<usize, Vec<&Holding>> = BTreeMap::new();
    for holding in holdings.iter().filter(|holding| !holding.qualified || holding.deputy) {
        by_person.entry(holding.identity).or_default().push(holding);
    }
    for list in by_person.values() {
        let excludes = |a: &Holding, b: &Holding| a.excludes(context, b, offices, posts);
        // What one article gives a person side by side goes together.
        let both = |a: &Holding, b: &Holding| {
            let has = |article: usize, wanted: &Holding| {
                list.iter()
                    .any(|own| own.article == article && (own.is_alike(wanted) && !excludes(own, wanted)))
            };
            has(a.article, b) || has(b.article, a)
        };
        let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (index, a) in list.iter().enumerate() {
            for b in list[index + 1..].iter().filter(|b| b.article != a.article) {
                if excludes(a, b) && !both(a, b) && told.insert((a.article, b.article)) {
                    findings.push(two_posts(context, a, b));
                }
            }
        }
    }
}

fn two_posts(context: &Context<'_>, a: &Holding, b: &Holding) -> Finding {
    let witness = |holding: &Holding| {
        let entity = holding.entity(context);
        let name = context.nearest_mention(holding.article, entity, holding.span).unwrap_or(holding.span);
        context.witness(holding.article, name.cover(holding.span), holding.span)
    };
    let name = a.entity(context).name.clone();
    // Of two trades somebody may have one on the side.
    let trades = matches!((a.post.trade, b.post.trade), (Some(x), Some(y)) if x != y);
    let listed = context.rules.offices.exclude(&a.lemma, &b.lemma);
    let level =
        if trades && !listed && a.post.part != b.post.part { Level::Tension } else { Level::Contradiction };
    Finding {
        kind: FindingKind::Role,
        level,
        subject: name.clone(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-person", parameters: vec![("name", name)] }],
        confidence: None,
    }
}
