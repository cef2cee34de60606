//! Makes the table: the typed assertions that are about one thing, those that only one article has, and what only the
//! findings tell of.

use std::collections::{BTreeMap, BTreeSet};

use super::origin::{Place, origins};
use super::{Fact, FactCell, FactSource, Facts, Verdict};
use crate::annotate::factuality::{Status, Voucher};
use crate::annotate::quantity::Quantity;
use crate::claim::frame::{Frame, FrameId, Unit};
use crate::claim::{Body, Claim};
use crate::finding::{Relation, relate_quantities};
use crate::language::{Pos, Role, Token};
use crate::report::annotation::measure;
use crate::report::claims::Asserted;
use crate::report::entry::outlet;
use crate::report::{Entry, Lines, Messages, Report, entries};
use crate::subject::{Article, ClaimRef, Holder, Subject};
use crate::text::Span;

/// A clause longer than this many characters is cut.
const LONGEST: usize = 90;

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

struct Gatherer<'a> {
    asserted: &'a Asserted<'a>,
    messages: &'a Messages,
    sources: Vec<FactSource>,
    lines: Vec<Lines<'a>>,
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
        let lines = |article: &Article<'_>| Lines::new(&asserted.sources[article.document.source].text);
        Self {
            asserted,
            messages: report.messages,
            sources: articles().map(source).collect(),
            lines: articles().map(lines).collect(),
        }
    }

    fn claim(&self, at: ClaimRef) -> &'a Claim {
        self.asserted.scene.claim(at)
    }

    fn article(&self, at: ClaimRef) -> &'a Article<'a> {
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
        for &at in claims {
            let cell = self.cell(at);
            let again = cells.iter().any(|other| {
                other.article == cell.article
                    && other.status == cell.status
                    && other.negated == cell.negated
                    && other.value.to_lowercase() == cell.value.to_lowercase()
            });
            if !again {
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

    fn cell(&self, at: ClaimRef) -> FactCell {
        let claim = self.claim(at);
        let article = self.article(at);
        let clause = article.document.on_disk(claim.span);
        let meta = &article.document.meta;
        let quantity = self.quantity(at);
        FactCell {
            article: at.article,
            value: self.value(at),
            measure: quantity.map(|quantity| {
                let (least, most, unit) = measure(quantity);
                (least, most, unit.map(str::to_owned))
            }),
            status: claim.factuality.status,
            negated: claim.factuality.negated,
            said: claim.said.map(|said| (said, meta.published != Some(said) || meta.published_time_known)),
            vouchers: self.vouchers(at).map(|voucher| self.voucher(at, voucher)).collect(),
            span: claim.span,
            clause,
            position: self.lines[at.article].position(clause.start()),
            text: clause.of(&self.asserted.sources[article.document.source].text).to_owned(),
            group: 0,
            origin: 0,
        }
    }

    /// What the claim says: a number in the article's words; of an event what became of it; of anything else the
    /// clause, since the words that tell it apart may stand anywhere in it.
    fn value(&self, at: ClaimRef) -> String {
        let claim = self.claim(at);
        let status = claim.factuality.status;
        let status_word = || {
            let key = format!("status.{}", status.name());
            self.messages.label_word(&key).to_owned()
        };
        let mut value = match (&claim.body, self.quantity(at)) {
            (Body::Event { .. }, _) => {
                let mut value = status_word();
                let list = &self.article(at).annotations.times;
                let times = claim.times.iter().filter_map(|index| list.get(*index));
                if let Some(time) = times.max_by_key(|time| time.span.len()) {
                    value = format!("{value} ({})", self.words(at, time.span));
                }
                value
            }
            (_, Some(quantity)) => self.words(at, quantity.span),
            (_, None) => return shortened(&self.words(at, claim.span)),
        };
        if claim.factuality.negated {
            value = self.messages.phrase("negated", &[("value", value)]);
        }
        let is_event = matches!(claim.body, Body::Event { .. });
        if !is_event && !matches!(status, Status::Fact | Status::UnderWay) {
            value = format!("{value} ({})", status_word());
        }
        value
    }

    fn words(&self, at: ClaimRef, span: Span) -> String {
        let words = span.of(self.article(at).document.text()).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    fn quantity(&self, at: ClaimRef) -> Option<&'a Quantity> {
        match self.claim(at).body {
            Body::Measure { quantity, .. } => self.article(at).annotations.quantities.get(quantity),
            Body::State { .. } | Body::Event { .. } | Body::Act { .. } | Body::Plain { .. } => None,
        }
    }

    /// Those who vouch and are named by a noun; `angeblich` names nobody, nor does `nach ersten Schätzungen`.
    fn vouchers(&self, at: ClaimRef) -> impl Iterator<Item = &'a Voucher> {
        let article = self.article(at);
        let vouchers = self.claim(at).factuality.source.iter();
        vouchers.filter(move |voucher| voucher.entity.is_some() || is_named(article, voucher.span))
    }

    fn voucher(&self, at: ClaimRef, voucher: &Voucher) -> String {
        let list = &self.article(at).annotations.entities.list;
        let entity = voucher.entity.and_then(|id| list.get(id));
        entity.map_or_else(|| self.words(at, voucher.span), |entity| entity.name.clone())
    }

    /// Numbers the cells so that those of one number say the same.
    fn group(&self, cells: &mut [FactCell], claims: &[ClaimRef]) {
        for index in 0..cells.len() {
            let same = (0..index).find(|other| self.agree(claims[index], claims[*other]));
            cells[index].group = same.map_or(index, |other| cells[other].group);
        }
    }

    fn agree(&self, a: ClaimRef, b: ClaimRef) -> bool {
        let (x, y) = (self.claim(a), self.claim(b));
        if x.factuality.negated != y.factuality.negated {
            return false;
        }
        match (&x.body, &y.body) {
            (Body::Measure { .. }, Body::Measure { .. }) => match (self.quantity(a), self.quantity(b)) {
                (Some(x), Some(y)) => relate_quantities(x, y) == Relation::Compatible,
                _ => false,
            },
            (Body::State { frame, value }, Body::State { value: other, .. }) => {
                is_stated(x.factuality.status) == is_stated(y.factuality.status)
                    && !self.asserted.frames.list[*frame].excludes(*value, *other)
            }
            (Body::Event { .. }, Body::Event { .. }) => {
                x.factuality.status == y.factuality.status && !self.asserted.scene.other_time(a, b)
            }
            (Body::Act { .. }, Body::Act { .. }) => true,
            (
                Body::State { .. }
                | Body::Measure { .. }
                | Body::Event { .. }
                | Body::Act { .. }
                | Body::Plain { .. },
                _,
            ) => false,
        }
    }

    /// Numbers the cells so that those of one number come from one source.
    fn trace(&self, cells: &mut [FactCell], claims: &[ClaimRef]) {
        let places: Vec<Place<'_>> = claims
            .iter()
            .map(|&at| {
                let article = self.article(at);
                let sentence = &article.reading.sentences[self.claim(at).sentence];
                Place {
                    outlet: &self.sources[at.article].outlet,
                    sentence: sentence.span.of(article.document.text()),
                    authority: self.vouchers(at).last().map(|voucher| self.authority(at, voucher)),
                }
            })
            .collect();
        for (cell, origin) in cells.iter_mut().zip(origins(&places)) {
            cell.origin = origin;
        }
    }

    /// A voucher by a name that is the same in every article: who it is, or the noun without its ending's case.
    fn authority(&self, at: ClaimRef, voucher: &Voucher) -> String {
        let identity = voucher.entity.and_then(|id| self.asserted.scene.identities.of(at.article, id));
        match identity {
            Some(identity) => format!("#{identity}"),
            None => {
                let article = self.article(at);
                nouns(article, voucher.span).last().map_or(String::new(), |lemma| lemma.to_lowercase())
            }
        }
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
fn is_stated(status: Status) -> bool {
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

/// A clause in as many words as fit into a cell.
fn shortened(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(at, _)| at);
    let cut = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &words[..cut])
}

/// The lemmas of the nouns in a range of an article.
fn nouns<'a>(article: &'a Article<'a>, span: Span) -> impl Iterator<Item = &'a str> {
    noun_spans(article, span).map(|(_, lemma)| lemma)
}

/// The nouns in a range of an article, with their lemmas.
fn noun_spans<'a>(article: &'a Article<'a>, span: Span) -> impl Iterator<Item = (Span, &'a str)> {
    let inside = tokens(article, span);
    let nouns = inside.filter(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
    nouns.map(|token| (token.span, &*token.lemma))
}

/// Whether a noun, without a preposition before it, names somebody.
fn is_named(article: &Article<'_>, span: Span) -> bool {
    tokens(article, span).next().is_some_and(|token| token.pos != Pos::Adp)
        && nouns(article, span).next().is_some()
}

fn tokens<'a>(article: &'a Article<'a>, span: Span) -> impl Iterator<Item = &'a Token> {
    let sentences = &article.reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    let tokens = sentences.get(index).map_or(&[][..], |sentence| &sentence.tokens);
    tokens.iter().filter(move |token| token.span.overlaps(span))
}
