//! One person in two articles: the offices and relationships that they cannot both have, and the names they cannot
//! both bear.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::{Entity, EntityKind, Title};
use crate::rule::{Files, Problem};

/// `offices.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffices {
    portfolio_heads: Vec<String>,
    same: Vec<Vec<String>>,
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
    // Title or first part → the first of its set.
    same: BTreeMap<String, String>,
    exclusive: Vec<BTreeSet<String>>,
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
            for set in raw.same {
                let Some(first) = set.first().cloned() else { continue };
                offices.same.extend(set.into_iter().map(|title| (title, first.clone())));
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
            (!first.is_empty()).then(|| (self.canonical(first), head.as_str()))
        })
    }

    /// Whether two titles name one office as far as the words tell.
    pub(super) fn agree(&self, a: &str, b: &str) -> bool {
        self.canonical(a) == self.canonical(b)
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
        if let (Some((first, head)), Some((other, other_head))) = (self.portfolio(a), self.portfolio(b))
            && head == other_head
        {
            // `emergency management director` is an emergency director.
            let narrower = first.contains(other.as_str()) || other.contains(first.as_str());
            return first != other && !narrower;
        }
        let (a, b) = (self.canonical(a), self.canonical(b));
        self.exclusive.iter().any(|set| set.contains(&a) && set.contains(&b))
    }
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let scene = context.scene;
    for identity in 0..scene.identities.len() {
        let members = scene.identities.members(identity);
        for (index, &(article, id)) in members.iter().enumerate() {
            for &(other, other_id) in &members[index + 1..] {
                let a = &scene.dossier[article].annotations.entities.list[id];
                let b = &scene.dossier[other].annotations.entities.list[other_id];
                if a.kind == EntityKind::Person && article != other {
                    compare_titles(context, (article, a), (other, b), findings);
                }
            }
        }
    }
    compare_given_names(context, findings);
}

fn compare_titles(
    context: &Context<'_>,
    a: (usize, &Entity),
    b: (usize, &Entity),
    findings: &mut Vec<Finding>,
) {
    let offices = &context.rules.offices;
    let held = |entity: &'_ Entity| -> Vec<Title> {
        entity.titles.iter().filter(|title| !title.qualified).cloned().collect()
    };
    let (first, second) = (held(a.1), held(b.1));
    // One office in common means that the others are further ones.
    if first.iter().any(|x| second.iter().any(|y| offices.agree(&x.lemma, &y.lemma))) {
        return;
    }
    let clash = first
        .iter()
        .find_map(|x| second.iter().find(|y| offices.exclude(&x.lemma, &y.lemma)).map(|y| (x.span, y.span)));
    let Some((in_a, in_b)) = clash else { return };
    let witness = |article: usize, entity: &Entity, title| {
        let name = context.nearest_mention(article, entity, title).unwrap_or(title);
        context.witness(article, name.cover(title), title)
    };
    findings.push(Finding {
        kind: FindingKind::Role,
        level: Level::Contradiction,
        subject: a.1.name.clone(),
        witnesses: vec![witness(a.0, a.1, in_a), witness(b.0, b.1, in_b)],
        because: vec![Reason { key: "same-person", parameters: vec![("name", a.1.name.clone())] }],
    });
}

/// One office, one surname, two given names: one of them is a slip.
fn compare_given_names(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dossier = context.scene.dossier;
    let persons = |article: usize| {
        dossier[article].annotations.entities.list.iter().filter(|entity| {
            entity.kind == EntityKind::Person && entity.given.is_some() && entity.surname.is_some()
        })
    };
    for first in 0..dossier.len() {
        for second in first + 1..dossier.len() {
            for a in persons(first) {
                for b in persons(second) {
                    if is_slip(context, a, b) && !names_both(context, first, second, a, b) {
                        findings.extend(slip(context, (first, a), (second, b)));
                    }
                }
            }
        }
    }
}

fn is_slip(context: &Context<'_>, a: &Entity, b: &Entity) -> bool {
    let offices = &context.rules.offices;
    let last = |entity: &Entity| entity.key.rsplit(' ').next().map(str::to_owned);
    let given = |entity: &Entity| entity.key.split(' ').next().map(str::to_owned);
    let initial =
        |entity: &Entity| entity.given.as_ref().is_some_and(|name| name.trim_end_matches('.').len() < 2);
    last(a) == last(b)
        && given(a) != given(b)
        && !initial(a)
        && !initial(b)
        && a.titles.iter().any(|x| b.titles.iter().any(|y| offices.agree(&x.lemma, &y.lemma) && x.of == y.of))
}

/// Whether one of the articles knows both: then they are two people.
fn names_both(context: &Context<'_>, first: usize, second: usize, a: &Entity, b: &Entity) -> bool {
    let has = |article: usize, key: &str| {
        context.scene.dossier[article].annotations.entities.list.iter().any(|entity| entity.key == key)
    };
    has(first, &b.key) || has(second, &a.key)
}

fn slip(context: &Context<'_>, a: (usize, &Entity), b: (usize, &Entity)) -> Option<Finding> {
    let witness = |(article, entity): (usize, &Entity)| {
        let title = entity.titles.first()?.span;
        let name = context.nearest_mention(article, entity, title)?;
        let mut witness = context.witness(article, name.cover(title), name);
        witness.label = Label::Words(entity.name.clone());
        Some(witness)
    };
    Some(Finding {
        kind: FindingKind::Identity,
        level: Level::Contradiction,
        subject: a.1.surname.clone()?,
        witnesses: vec![witness(a)?, witness(b)?],
        because: vec![Reason {
            key: "same-office",
            parameters: vec![("title", a.1.titles.first()?.lemma.clone())],
        }],
    })
}
