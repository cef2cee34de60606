//! Turns of events: what an earlier article announced or left open, and what a later one says has become of it.

use serde::Deserialize;

use super::super::{Relation, relate_quantities};
use super::differ::{Aspect, Difference, Filled, own};
use super::statement::Statement;
use crate::annotate::factuality::Status;
use crate::annotate::time::{Interval, TimeKind};
use crate::document::Language;
use crate::language::Sentence;
use crate::rule::{Files, Problem};
use crate::subject::Scene;
use crate::text::Span;

/// How many words the parts of an entry (`put … off`) may span beside the parts themselves.
const GAP: usize = 3;
/// Days after which it tells nothing more how much later an article came out.
const LONGEST_WAIT: f32 = 7.0;
/// Days before the earlier article from which on what happened was long ago.
const LONG_AGO: i64 = 30;
/// Days from which on an expression means a stretch of the calendar, not a day.
const LONGEST_DAY: i64 = 20;

/// The words of `<language>/turns.toml`.
#[derive(Clone, Debug, Default)]
pub(in crate::finding) struct Turns {
    by_language: Vec<(Language, Words)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    off: Vec<String>,
    moved: Vec<String>,
    planned: Vec<String>,
    anew: Vec<String>,
    latest: Vec<String>,
    open: Vec<String>,
    again: Vec<String>,
}

/// What a statement tells of a turn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Where it says that something will not come to it.
    pub(super) off: Option<Span>,
    /// Where it says that something will come to it at another time or place.
    pub(super) moved: Option<Span>,
    /// Whether it speaks of something as announced.
    pub(super) planned: bool,
    /// Where it says that something else holds now.
    pub(super) anew: Option<Span>,
    /// Where it says how things stand by now.
    pub(super) latest: Option<Span>,
    /// Whether it says that things may still change.
    pub(super) open: bool,
    /// Where it says that something is as it was before.
    pub(super) again: Option<Span>,
}

impl Turns {
    /// Reads the words of every language.
    ///
    /// # Errors
    /// A file that is no TOML or lacks a list.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut by_language = Vec::new();
        for code in files.languages() {
            let path = format!("{code}/turns.toml");
            let Some(language) = Language::from_code(code) else { continue };
            if files.text(&path).is_ok() {
                by_language.push((language, files.toml(&path)?));
            }
        }
        Ok(Self { by_language })
    }

    /// Whether the clause of a sentence tells how things stand by now.
    pub(in crate::finding) fn is_latest(
        &self,
        sentence: &Sentence,
        statement: &Statement<'_>,
        text: &str,
    ) -> bool {
        let words = self.by_language.iter().find(|(of, _)| *of == sentence.language);
        words.is_some_and(|(_, words)| Clause { sentence, statement, text }.first(&words.latest).is_some())
    }

    /// What the clause of a sentence tells.
    pub(super) fn told(&self, sentence: &Sentence, statement: &Statement<'_>, text: &str) -> Told {
        let language = sentence.language;
        let Some((_, words)) = self.by_language.iter().find(|(of, _)| *of == language) else {
            return Told::default();
        };
        let clause = Clause { sentence, statement, text };
        Told {
            off: clause.first(&words.off),
            moved: clause.first(&words.moved),
            planned: clause.first(&words.planned).is_some(),
            anew: clause.first(&words.anew),
            latest: clause.first(&words.latest),
            open: clause.first(&words.open).is_some(),
            again: clause.first(&words.again),
        }
    }
}

struct Clause<'a> {
    sentence: &'a Sentence,
    statement: &'a Statement<'a>,
    text: &'a str,
}

impl Clause<'_> {
    /// Where the first of the entries that it holds stands.
    fn first(&self, entries: &[String]) -> Option<Span> {
        entries.iter().find_map(|entry| self.place(entry))
    }

    fn place(&self, entry: &str) -> Option<Span> {
        let mut parts = entry.split(' ');
        let first = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        let verb = self.statement.clause.verb.as_ref();
        let tokens = &self.statement.clause.tokens;
        (0..tokens.len()).find_map(|at| {
            let index = usize::from(tokens[at]);
            let is_verb = verb.is_some_and(|verb| verb.main == tokens[at] && *verb.lemma == *first);
            if !is_verb && !self.says(index, first) {
                return None;
            }
            let mut from = at + 1;
            for part in &rest {
                let within = from..tokens.len().min(from + GAP + 1);
                from = within.into_iter().find(|next| self.says(usize::from(tokens[*next]), part))? + 1;
            }
            Some(self.sentence.tokens[index].span)
        })
    }

    fn says(&self, token: usize, word: &str) -> bool {
        let token = &self.sentence.tokens[token];
        *token.lemma == *word || token.span.of(self.text).eq_ignore_ascii_case(word)
    }
}

/// What the article that was published first tells as planned or open, and what the later one says has become of it.
pub(super) fn turns(scene: &Scene<'_>, a: &Filled<'_>, b: &Filled<'_>, found: &mut Vec<Difference>) {
    let published = |filled: &Filled<'_>| scene.published(filled.statement.article);
    let (Some(first), Some(second)) = (published(a), published(b)) else { return };
    if first == second {
        return;
    }
    let swapped = second < first;
    let (earlier, later) = if swapped { (b, a) } else { (a, b) };
    let said = first.min(second);
    let (x, y) = (&earlier.statement, &later.statement);
    let days = |filled: &Filled<'_>| -> Vec<Interval> {
        let dated = filled.times.iter().filter(|time| time.kind == TimeKind::Date || time.weekday.is_some());
        dated.filter_map(|time| time.interval).collect()
    };
    let (before, after) = (days(earlier), days(later));
    // What was long before the earlier article is no news of what that one tells.
    if !after.is_empty() && after.iter().all(|day| (said - day.to).num_days() > LONG_AGO) {
        return;
    }
    let told = later.told;
    let is_ahead = before.iter().any(|day| day.to > said);
    let planned = x.factuality.status == Status::Planned;
    // What happened after the earlier article came out is news.
    let is_news = after.iter().any(|day| day.from >= said && day.from <= first.max(second));
    let provisional = planned || is_ahead || earlier.told.open;
    let renewed = told.off.or(told.moved).or(told.again).or(told.latest).or(told.anew);
    if !(provisional || renewed.is_some() || is_news) || earlier.told.off.is_some() {
        return;
    }
    let short = |day: &&Interval| (day.to - day.from).num_days() < LONGEST_DAY;
    let same_day =
        before.iter().filter(short).any(|one| after.iter().filter(short).any(|other| one.overlaps(*other)));
    let other_day =
        before.iter().any(|one| !after.is_empty() && after.iter().all(|other| !one.overlaps(*other)));
    let stopped = matches!(y.factuality.status, Status::Cancelled | Status::Postponed);
    let contrary = x.signs.iter().any(|one| {
        y.signs
            .iter()
            .any(|other| one.pole.dimension == other.pole.dimension && one.pole.end != other.pole.end)
    });
    let turned = x.is_negative() != y.is_negative();
    let other_figure = earlier.quantities.iter().find_map(|one| {
        let other =
            later.quantities.iter().find(|other| relate_quantities(one, other) == Relation::Disjoint)?;
        Some((one.span, other.span))
    });
    let differs =
        told.off.is_some() || told.moved.is_some() || told.again.is_some() || stopped || contrary || turned;
    if !(differs || other_day || other_figure.is_some()) {
        return;
    }
    let in_x = x.verb.map_or(x.span, |(_, span)| span);
    let in_y = y.verb.map_or(y.span, |(_, span)| span);
    let signal = told.off.or(told.moved).or(told.again).unwrap_or(in_y);
    let (from, to) = other_figure.filter(|_| !differs).unwrap_or((in_x, signal));
    let (in_a, in_b) = if swapped { (to, from) } else { (from, to) };
    #[expect(clippy::cast_precision_loss, reason = "days are few")]
    let apart = (((first - second).num_hours().abs() as f32) / 24.0).min(LONGEST_WAIT) / LONGEST_WAIT;
    found.push(Difference {
        aspect: Aspect::Turn,
        in_a,
        in_b,
        agrees: false,
        own: own([
            f32::from(told.off.is_some()),
            f32::from(told.moved.is_some()),
            f32::from(planned),
            f32::from(is_ahead),
            f32::from(same_day),
            f32::from(other_day),
            f32::from(told.planned),
            f32::from(stopped),
            f32::from(y.is_negative()),
            f32::from(told.anew.is_some()),
            f32::from(told.latest.is_some()),
            f32::from(told.again.is_some()),
            f32::from(earlier.told.open),
            f32::from(is_news),
            f32::from(contrary),
            f32::from(turned),
            f32::from(other_figure.is_some()),
            apart,
            f32::from(y.factuality.status == Status::Planned),
            f32::from(x.is_negative()),
        ]),
    });
}
