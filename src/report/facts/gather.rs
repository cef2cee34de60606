//! Makes the table: the typed assertions that are about one thing, those that only one article has, and what only the
//! findings tell of.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{noun_spans, nouns};
use super::{Fact, FactCell, FactSource, Facts, Verdict};
use crate::annotate::factuality::Status;
use crate::claim::frame::{Frame, FrameId, Unit};
use crate::claim::{Body, Claim};
use crate::language::Role;
use crate::report::claims::Asserted;
use crate::report::entry::outlet;
use crate::report::{Entry, Lines, Messages, Report, entries};
use crate::subject::{Article, ClaimRef, Holder, Subject};
use crate::text::Span;

/// The table of a dossier. `report` holds the findings that it points out.
pub fn facts(asserted: &Asserted<'_>, report: &Report<'_>) -> Facts {
    let gatherer = Gatherer::new(asserted, report);
    let mut rows: Vec<Fact> = Vec::new();
    let mut told: BTreeSet<ClaimRef> = BTreeSet::new();
    for subject in asserted.subjects {
        told.extend(&subject.claims);
        let frame = &asserted.frames.list[subject.frame];
        rows.push(gatherer.row(gatherer.name(subject, frame), Some(subject.frame), &subject.claims));
    }
    for (name, claims) in gatherer.events() {
        told.extend(&claims);
        rows.push(gatherer.row(name, None, &claims));
    }
    for (name, frame, claims) in gatherer.rest(&told) {
        rows.push(gatherer.row(name, Some(frame), &claims));
    }
    let entries = entries(report);
    for entry in &entries {
        gatherer.dispute(&mut rows, entry);
    }
    rows.retain(|row| !row.cells.is_empty());
    let place = |row: &Fact| row.cells.first().map(|cell| (cell.article, cell.clause.start()));
    rows.sort_by(|a, b| {
        let rank = |row: &Fact| (row.verdict, std::cmp::Reverse(row.agreeing), place(row));
        rank(a).cmp(&rank(b)).then_with(|| a.subject.cmp(&b.subject))
    });
    Facts { sources: gatherer.sources, rows }
}

pub(super) struct Gatherer<'a> {
    pub(super) asserted: &'a Asserted<'a>,
    pub(super) messages: &'a Messages,
    pub(super) sources: Vec<FactSource>,
    pub(super) lines: Vec<Lines<'a>>,
}

impl<'a> Gatherer<'a> {
    fn new(asserted: &'a Asserted<'a>, report: &Report<'a>) -> Self {
        let articles = || asserted.scene.dossier.iter();
        let source = |article: &Article<'_>| {
            let source = &asserted.sources[article.document.source];
            let meta = &article.document.meta;
            FactSource {
                source: article.document.source,
                path: source.name.clone(),
                outlet: outlet(article.document, source),
                published: meta.published.map(|moment| (moment, meta.published_time_known)),
            }
        };
        let lines = |article: &Article<'_>| Lines::of(&asserted.sources[article.document.source]);
        Self {
            asserted,
            messages: report.messages,
            sources: articles().map(source).collect(),
            lines: articles().map(lines).collect(),
        }
    }

    pub(super) fn claim(&self, at: ClaimRef) -> &'a Claim {
        self.asserted.scene.claim(at)
    }

    pub(super) fn article(&self, at: ClaimRef) -> &'a Article<'a> {
        &self.asserted.scene.dossier[at.article]
    }

    /// What a group of claims is about.
    fn name(&self, subject: &Subject, frame: &Frame) -> String {
        let title = frame.title(self.messages.code());
        match &subject.holder {
            Holder::Named(identity) => {
                let scene = self.asserted.scene;
                format!("{}: {title}", scene.identities.name(scene.dossier, *identity))
            }
            Holder::MainEvent | Holder::Shared(_) => title.to_owned(),
        }
    }

    /// Events that more than one article calls by one word.
    fn events(&self) -> Vec<(String, Vec<ClaimRef>)> {
        let mut named: BTreeMap<&str, Vec<ClaimRef>> = BTreeMap::new();
        for (article, read) in self.asserted.scene.dossier.iter().enumerate() {
            for (claim, body) in read.claims.iter().enumerate().map(|(index, claim)| (index, &claim.body)) {
                let Body::Event { frame: Some(_), .. } = body else { continue };
                let at = ClaimRef { article, claim };
                if let Some(lemma) = nouns(read, self.claim(at).trigger).next() {
                    named.entry(lemma).or_default().push(at);
                }
            }
        }
        let several = |claims: &Vec<ClaimRef>| claims.iter().any(|at| at.article != claims[0].article);
        let named = named.into_values().filter(several);
        named.map(|claims| (self.noun(claims[0]), claims)).collect()
    }

    /// The noun by which an event is called.
    fn noun(&self, at: ClaimRef) -> String {
        let trigger = self.claim(at).trigger;
        let noun = noun_spans(self.article(at), trigger).next().map_or(trigger, |(span, _)| span);
        self.words(at, noun)
    }

    /// Numbers that no other article has anything to say to.
    fn rest(&self, told: &BTreeSet<ClaimRef>) -> Vec<(String, FrameId, Vec<ClaimRef>)> {
        let mut rest = Vec::new();
        for (article, read) in self.asserted.scene.dossier.iter().enumerate() {
            for (index, claim) in read.claims.iter().enumerate() {
                let at = ClaimRef { article, claim: index };
                let frame = match claim.body {
                    Body::Measure { frame: Some(frame), .. } => frame,
                    Body::Measure { frame: None, .. }
                    | Body::State { .. }
                    | Body::Event { .. }
                    | Body::Act { .. }
                    | Body::Plain { .. } => continue,
                };
                // That something is the third of its kind is no figure of the story.
                let counts = self.asserted.frames.list[frame].unit != Some(Unit::Ordinal);
                if told.contains(&at) || !counts || !is_stated(claim.factuality.status) {
                    continue;
                }
                let title = self.asserted.frames.list[frame].title(self.messages.code());
                let subject = claim.fillers.iter().find(|filler| filler.role == Role::Subject);
                let entity = subject.and_then(|filler| read.annotations.entities.list.get(filler.entity?));
                let name = entity.map_or(title.to_owned(), |entity| format!("{}: {title}", entity.name));
                rest.push((name, frame, vec![at]));
            }
        }
        rest
    }

    fn row(&self, subject: String, frame: Option<FrameId>, claims: &[ClaimRef]) -> Fact {
        let mut cells: Vec<FactCell> = Vec::new();
        let mut kept: Vec<ClaimRef> = Vec::new();
        let mut told = BTreeSet::new();
        for &at in claims {
            let cell = self.cell(at);
            // An article that says it again says it once.
            if told.insert((cell.article, cell.value.to_lowercase(), cell.status, cell.negated)) {
                cells.push(cell);
                kept.push(at);
            }
        }
        self.group(&mut cells, &kept);
        self.trace(&mut cells, &kept);
        let mut fact = Fact {
            subject,
            frame: frame.map(|frame| self.asserted.frames.list[frame].id.clone()),
            verdict: Verdict::Single,
            independent: 0,
            agreeing: 0,
            cells,
        };
        count(&mut fact);
        fact
    }

    /// Puts a finding into the row that it is about; into one of its own where no row is.
    fn dispute(&self, rows: &mut Vec<Fact>, entry: &Entry<'_>) {
        let finding = entry.finding;
        let touched = |row: &Fact| {
            let touches = |source, span: Span| {
                row.cells
                    .iter()
                    .any(|cell| self.sources[cell.article].source == source && cell.span.overlaps(span))
            };
            let named = row.frame.is_some() || row.cells.len() > 1;
            named
                && finding
                    .witnesses
                    .iter()
                    .filter(|witness| touches(witness.source, witness.decisive))
                    .count()
                    > 1
        };
        let verdict = Verdict::Disputed(finding.level);
        let own = rows.iter().position(|row| touched(row) && row.subject == entry.subject);
        match own.or_else(|| rows.iter().position(touched)) {
            Some(at) => rows[at].verdict = rows[at].verdict.min(verdict),
            None => rows.push(self.finding_row(entry, verdict)),
        }
    }

    /// A row of what only a finding tells.
    fn finding_row(&self, entry: &Entry<'_>, verdict: Verdict) -> Fact {
        let cells = entry.quotations.iter().enumerate().filter_map(|(index, quotation)| {
            let source = quotation.witness.source;
            let article = self.sources.iter().position(|known| known.source == source)?;
            Some(FactCell {
                article,
                value: quotation.label.clone(),
                measure: None,
                status: Status::Fact,
                negated: false,
                said: self.sources[article].published,
                vouchers: Vec::new(),
                span: quotation.witness.span,
                clause: quotation.clause,
                position: quotation.position,
                text: quotation.text.to_owned(),
                group: index,
                origin: article,
            })
        });
        let mut fact = Fact {
            subject: entry.heading(self.messages),
            frame: None,
            verdict,
            independent: 0,
            agreeing: 0,
            cells: cells.collect(),
        };
        fact.cells.sort_by_key(|cell| (cell.article, cell.clause.start()));
        count(&mut fact);
        fact.verdict = verdict;
        fact
    }
}

/// How many independent sources there are, and how many of them say the same where most do.
fn count(fact: &mut Fact) {
    let origins = |cells: &mut dyn Iterator<Item = &FactCell>| -> usize {
        cells.map(|cell| cell.origin).collect::<BTreeSet<_>>().len()
    };
    fact.independent = origins(&mut fact.cells.iter());
    let groups: BTreeSet<usize> = fact.cells.iter().map(|cell| cell.group).collect();
    let of_group = |group: &usize| origins(&mut fact.cells.iter().filter(|cell| cell.group == *group));
    fact.agreeing = groups.iter().map(of_group).max().unwrap_or(0);
    fact.verdict = if groups.len() > 1 && fact.independent > 1 {
        Verdict::Differing
    } else if fact.independent > 1 {
        Verdict::Agreed
    } else {
        Verdict::Single
    };
}

/// Whether an article states what a clause says, rather than to weigh or demand it.
pub(super) fn is_stated(status: Status) -> bool {
    match status {
        Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed => true,
        Status::Postponed
        | Status::Cancelled
        | Status::Denied
        | Status::Demanded
        | Status::Possible
        | Status::Conditional
        | Status::Accused => false,
    }
}
