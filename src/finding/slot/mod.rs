//! An alternative in one slot: two clauses tell one happening of one thing, and give it two places that exclude each
//! other.

mod read;
mod sites;

pub(in crate::finding) use sites::Sites;

use super::candidate::statement::{Weighed, coverage};
use super::partner::Partners;
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::factuality::Status;
use read::{Act, Placed, Site, placed};
use sites::{Happening, Way};

/// Verbs nearer than this say the same.
const SAME: f32 = 0.9;
/// Nouns nearer than this can mean one thing.
const LIKE: f32 = 0.55;
/// … and how much where more such things are told.
const MUCH: f32 = 0.55;
/// Words that weigh more than this are no chance.
const RARE: f32 = 0.3;
/// How much of what the one tells the other must tell where neither says of whom.
const LITTLE: f32 = 0.2;

/// Reports where articles put one thing at two places.
pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let all: Vec<Placed<'_>> =
        context.statements.iter().filter_map(|statement| placed(context, statement)).collect();
    let partners = Partners::new(context, all.iter().map(|one| one.statement.place()));
    let mut clashes: Vec<(f32, usize, usize)> = Vec::new();
    for (at, a) in all.iter().enumerate() {
        for other in partners.of(at) {
            let b = &all[other];
            if a.statement.article != b.statement.article
                && let Some(strength) = (Pair { context, a, b }).strength(&all)
            {
                clashes.push((strength, at, other));
            }
        }
    }
    clashes.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, at, other) in clashes {
        let (a, b) = (&all[at], &all[other]);
        let keys = [(at, b.statement.article), (other, a.statement.article)];
        if keys.iter().any(|key| taken.contains(key)) {
            continue;
        }
        taken.extend(keys);
        findings.push(finding(context, a, b));
    }
}

/// A kind of happening that both clauses tell of.
#[derive(Clone, Copy)]
struct Shared {
    stays: bool,
    once: bool,
}

struct Pair<'a> {
    context: &'a Context<'a>,
    a: &'a Placed<'a>,
    b: &'a Placed<'a>,
}

impl Pair<'_> {
    fn strength(&self, all: &[Placed<'_>]) -> Option<f32> {
        let (a, b) = (self.a, self.b);
        let act = self.same_act()?;
        if !self.same_way(act.stays) || !self.excluded(act.stays) {
            return None;
        }
        let share = self.share(a, b).max(self.share(b, a));
        let theme = self.theme();
        let only = act.once && self.is_only(all);
        let fits = match theme {
            Some(theme) => theme >= LIKE || (only && (self.are_people() || share >= MUCH)),
            None => self.antecedent() || share >= MUCH || (only && share >= LITTLE),
        };
        (fits && !self.are_apart()).then(|| theme.unwrap_or(0.0) + share)
    }

    /// What kind of happening both tell of.
    fn same_act(&self) -> Option<Shared> {
        let lexemes = &self.context.scene.lexemes;
        let pairs = || self.a.acts.iter().flat_map(|x| self.b.acts.iter().map(move |y| (x, y)));
        let needed = |happening: &Happening| {
            happening
                .needs
                .is_none_or(|kind| self.a.site.kinds.contains(&kind) || self.b.site.kinds.contains(&kind))
        };
        let shared = |(x, y): (&Act, &Act)| -> Option<Happening> {
            let mut both = x.happenings.iter().filter(|one| y.happenings.contains(one));
            both.find(|happening| needed(happening)).cloned()
        };
        if let Some(happening) = pairs().find_map(shared) {
            return Some(Shared { stays: happening.stays, once: happening.once });
        }
        let positional = |act: &Act| act.happenings.iter().any(|happening| happening.needs.is_some());
        pairs()
            .any(|(x, y)| {
                x.is_verb
                    && y.is_verb
                    && !positional(x)
                    && !positional(y)
                    && lexemes.nearness(x.lexeme, y.lexeme) >= SAME
            })
            .then_some(Shared { stays: false, once: false })
    }

    /// Whether each article tells of one happening of the kind, at one place.
    fn is_only(&self, all: &[Placed<'_>]) -> bool {
        let alike = |own: &Placed<'_>| {
            let same = |other: &&Placed<'_>| {
                other.statement.article == own.statement.article
                    && !std::ptr::eq(*other, own)
                    && own.acts.iter().any(|x| {
                        x.happenings.iter().any(|one| other.acts.iter().any(|y| y.happenings.contains(one)))
                    })
            };
            !all.iter().any(|other| same(&other))
        };
        alike(self.a) && alike(self.b)
    }

    fn are_people(&self) -> bool {
        let concepts = &self.context.claims.concepts;
        let people = |placed: &Placed<'_>| {
            let read = &self.context.scene.dossier[placed.statement.article].reading;
            let language = read.sentences[placed.statement.sentence].language;
            placed.theme.nouns.iter().any(|noun| concepts.is_person(language, noun))
                || !placed.theme.names.is_empty()
        };
        self.a.theme.plural == self.b.theme.plural && people(self.a) && people(self.b)
    }

    /// Whether what the one names stands right before the other, which has only a pronoun for it, or nothing.
    fn antecedent(&self) -> bool {
        let lexemes = &self.context.scene.lexemes;
        let told = |open: &Placed<'_>, named: &Placed<'_>| {
            let statement = open.statement;
            open.theme.open
                && !named.theme.open
                && open.theme.count.is_none()
                && named.theme.words.iter().any(|word| {
                    let near = statement.rest.iter().chain(&statement.before);
                    lexemes.weight(*word) >= RARE
                        && near.into_iter().any(|other| lexemes.nearness(*word, other.lexeme) >= SAME)
                })
        };
        told(self.a, self.b) || told(self.b, self.a)
    }

    fn same_way(&self, stays: bool) -> bool {
        let way = |site: &Site| match site.way {
            Way::Near => Way::At,
            Way::To if stays => Way::At,
            other => other,
        };
        way(&self.a.site) == way(&self.b.site)
    }

    /// Whether what is at the one place is not at the other.
    fn excluded(&self, stays: bool) -> bool {
        let (x, y) = (&self.a.site, &self.b.site);
        if x.names.iter().any(|(id, ..)| y.names.iter().any(|(other, ..)| id == other)) {
            return self.kinds_exclude(stays);
        }
        self.kinds_exclude(stays) || self.names_exclude() || self.sides_exclude()
    }

    fn kinds_exclude(&self, stays: bool) -> bool {
        let (x, y) = (&self.a.site, &self.b.site);
        let sites = &self.context.rules.sites;
        !x.kinds.is_empty()
            && !y.kinds.is_empty()
            && !x.kinds.iter().chain(&y.kinds).any(|kind| stays && sites.is_vehicle(*kind))
            && x.kinds.iter().all(|one| y.kinds.iter().all(|other| sites.exclude(*one, *other)))
    }

    fn names_exclude(&self) -> bool {
        let (x, y) = (&self.a.site, &self.b.site);
        let same = |x: usize, y: usize| {
            self.context.same_level(x, y) || (self.context.may_be_town(x) && self.context.may_be_town(y))
        };
        // `die Bremer Neustadt` and `die Neustadt`, `Linz` and `Linz-Hörsching`
        let words = |site: &Site, article: usize| -> Vec<String> {
            let names =
                site.names.iter().map(|(_, span, _)| self.context.words(article, *span).to_lowercase());
            names.flat_map(|name| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        let (of_x, of_y) = (words(x, self.a.statement.article), words(y, self.b.statement.article));
        let touch = |one: &String| {
            of_y.iter().any(|other| one.contains(other.as_str()) || other.contains(one.as_str()))
        };
        !x.names.is_empty()
            && !y.names.is_empty()
            && x.way != Way::Near
            && y.way != Way::Near
            && !of_x.iter().any(touch)
            && x.names.iter().all(|one| y.names.iter().all(|other| one.2 == other.2 && same(one.0, other.0)))
    }

    fn sides_exclude(&self) -> bool {
        let (x, y) = (&self.a.site, &self.b.site);
        x.sides.iter().any(|((group, side), of)| {
            y.sides.iter().any(|((other, at), what)| group == other && side != at && of == what)
        })
    }

    /// How near the things come to each other to which it happens.
    fn theme(&self) -> Option<f32> {
        let (x, y) = (&self.a.theme, &self.b.theme);
        if x.open || y.open {
            return None;
        }
        if x.names.iter().any(|name| y.names.contains(name)) {
            return Some(1.0);
        }
        let lexemes = &self.context.scene.lexemes;
        let pairs = x.words.iter().flat_map(|x| y.words.iter().map(move |y| (*x, *y)));
        Some(pairs.map(|(x, y)| lexemes.nearness(x, y)).fold(0.0, f32::max))
    }

    fn are_apart(&self) -> bool {
        let (x, y) = (self.a.statement, self.b.statement);
        let (p, q) = (&self.a.theme, &self.b.theme);
        self.context.other_scope((x.article, x.span), (y.article, y.span))
            || matches!((p.count, q.count), (Some(p), Some(q)) if p != q)
            || (!p.names.is_empty() && !q.names.is_empty() && p.names.is_disjoint(&q.names))
    }

    fn share(&self, one: &Placed<'_>, other: &Placed<'_>) -> f32 {
        let statement = other.statement;
        let around: Vec<Weighed> =
            statement.own.iter().chain(&statement.rest).chain(&statement.before).copied().collect();
        let covered =
            coverage(&self.context.scene.lexemes, one.statement.own.iter().copied(), &around, |span| {
                one.about.iter().any(|about| about.overlaps(span))
            });
        covered.share()
    }
}

fn finding(context: &Context<'_>, a: &Placed<'_>, b: &Placed<'_>) -> Finding {
    let witness = |placed: &Placed<'_>| {
        let statement = placed.statement;
        context.witness(statement.article, statement.span, placed.site.span)
    };
    let later = context
        .scene
        .published(a.statement.article)
        .zip(context.scene.published(b.statement.article))
        .is_some_and(|(first, second)| first != second);
    let planned = [a, b].iter().any(|one| one.statement.factuality.status == Status::Planned);
    let act = a.acts.first().map_or(a.site.span, |act| act.span);
    let word = context.words(a.statement.article, act).to_owned();
    Finding {
        kind: FindingKind::Place,
        level: if planned && later { Level::Update } else { Level::Contradiction },
        subject: word.clone(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-words", parameters: vec![("words", word)] }],
        confidence: None,
    }
}
