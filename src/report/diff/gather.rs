//! Makes the comparison from what was read and found.

use std::collections::BTreeSet;

use super::align::{Group, Tie, align};
use super::marks::{decisive, difference, joined};
use super::unit::{Unit, UnitWord, units};
use super::{Comparison, Passage, Row, Side, Standing};
use crate::finding::{Finding, Level};
use crate::report::entry::outlet;
use crate::report::{Entry, Lines, Report, entries};
use crate::subject::{Scene, Subject};
use crate::text::{SourceId, Span};

/// How many words name what a row is about.
const MOST_SUBJECT: usize = 3;
/// A shared word that says less does not tell what a row is about.
const TELLING: f32 = 0.3;

/// A word is shared that the other article says by another so near in meaning.
const NEAR: f32 = 0.6;

/// What a comparison is made from.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The two articles, looked at together.
    pub scene: &'a Scene<'a>,
    /// Which of their claims are about one thing.
    pub subjects: &'a [Subject],
    /// The indices of the two in the scene, the one to stand first before the other.
    pub order: [usize; 2],
}

/// Aligns two articles. `report` holds the findings about them.
pub fn compare(compared: &Compared<'_>, report: &Report<'_>) -> Comparison {
    let Compared { scene, order, .. } = *compared;
    let units = order.map(|article| units(scene, article));
    let sides = order.map(|article| side(scene, article, report));
    let (ties, within) = ties(&units, order, scene, report.findings);
    let groups = align(scene, &units, &ties, &one_subject(compared, &units));
    let gatherer = Gatherer {
        scene,
        order,
        units: &units,
        entries: &entries(report),
        lines: sides.each_ref().map(|side| Lines::of(&report.sources[side.source])),
        report,
    };
    let rows = groups.iter().map(|group| gatherer.row(group)).collect();
    Comparison { sides: named(sides), rows, within }
}

fn side(scene: &Scene<'_>, article: usize, report: &Report<'_>) -> Side {
    let document = scene.dossier[article].document;
    let source = &report.sources[document.source];
    let meta = &document.meta;
    Side {
        source: document.source,
        path: source.name.clone(),
        name: outlet(document, source),
        published: meta.published.map(|moment| (moment, meta.published_time_known)),
    }
}

/// Two articles of one outlet are told apart by their files.
fn named(mut sides: [Side; 2]) -> [Side; 2] {
    if sides[0].name.to_lowercase() == sides[1].name.to_lowercase() {
        let file = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        let mut names = sides.each_ref().map(|side| file(&side.path));
        if names[0] == names[1] {
            names = sides.each_ref().map(|side| side.path.clone());
        }
        for (side, name) in sides.iter_mut().zip(names) {
            side.name = name;
        }
    }
    sides
}

/// Which assertions the findings hold together, and how many findings lie inside one article.
fn ties(
    units: &[Vec<Unit<'_>>; 2],
    order: [usize; 2],
    scene: &Scene<'_>,
    findings: &[Finding],
) -> (Vec<Tie>, usize) {
    let source = |side: usize| scene.dossier[order[side]].document.source;
    let place = |of: SourceId, span: Span| {
        let side = (0..2).find(|side| source(*side) == of)?;
        let index = units[side].partition_point(|unit| unit.span.end() <= span.start());
        let near = units[side].get(index).filter(|unit| unit.span.overlaps(span));
        near.map(|_| (side, index))
    };
    let mut within = 0;
    let mut ties = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let places: Vec<(usize, usize)> = finding
            .witnesses
            .iter()
            .filter_map(|witness| {
                place(witness.source, witness.decisive).or_else(|| place(witness.source, witness.span))
            })
            .collect();
        if places.iter().any(|(side, _)| *side == 0) && places.iter().any(|(side, _)| *side == 1) {
            ties.push((index, places));
        } else {
            within += 1;
        }
    }
    (ties, within)
}

/// Pairs of assertions with claims that are held to be about one thing.
fn one_subject(compared: &Compared<'_>, units: &[Vec<Unit<'_>>; 2]) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for subject in compared.subjects {
        let [first, second] = [0, 1].map(|side: usize| {
            let of = subject.claims.iter().filter(|at| at.article == compared.order[side]);
            let at = of.map(|at| compared.scene.claim(*at).span.start());
            at.map(|at| units[side].partition_point(|unit| unit.span.end() <= at)).collect::<BTreeSet<_>>()
        });
        pairs.extend(first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b))));
    }
    pairs
}

struct Gatherer<'a> {
    scene: &'a Scene<'a>,
    order: [usize; 2],
    units: &'a [Vec<Unit<'a>>; 2],
    entries: &'a [Entry<'a>],
    lines: [Lines<'a>; 2],
    report: &'a Report<'a>,
}

impl Gatherer<'_> {
    fn row(&self, group: &Group) -> Row {
        let members = [0, 1].map(|side: usize| {
            group.sides[side].iter().map(|index| &self.units[side][*index]).collect::<Vec<&Unit<'_>>>()
        });
        let findings: Vec<usize> = group.findings.iter().copied().collect();
        let (standing, marks) = match (members[0].is_empty(), members[1].is_empty()) {
            (true, _) => (Standing::Only(1), Default::default()),
            (_, true) => (Standing::Only(0), Default::default()),
            (false, false) => self.standing(&members, &findings),
        };
        let headings = findings.iter().filter_map(|finding| self.entries.get(*finding));
        let mut subjects: Vec<String> = headings.map(|entry| entry.heading(self.report.messages)).collect();
        if findings.is_empty() {
            subjects.extend(Some(self.shared(&members)).filter(|shared| !shared.is_empty()));
        }
        let passages = [0, 1].map(|side: usize| {
            members[side].iter().map(|unit| self.passage(side, unit.span, &marks[side])).collect()
        });
        Row { standing, findings, subjects, passages }
    }

    fn standing(&self, members: &[Vec<&Unit<'_>>; 2], findings: &[usize]) -> (Standing, [Vec<Span>; 2]) {
        let texts = [0, 1].map(|side: usize| self.text(side));
        let difference = difference(self.scene, [&members[0], &members[1]], texts);
        let worst: Option<Level> = findings.iter().map(|finding| self.report.findings[*finding].level).min();
        let Some(level) = worst else {
            let standing = if difference.differs { Standing::Differing } else { Standing::Same };
            return (standing, difference.marks);
        };
        // What else was changed in the same sentence is not hidden by the finding.
        let mut marks: [Vec<Span>; 2] =
            if difference.is_edit { difference.marks } else { Default::default() };
        for finding in findings {
            let mut places: [Option<Span>; 2] = [None, None];
            for witness in &self.report.findings[*finding].witnesses {
                let side = (0..2).find(|side| self.source(*side) == witness.source);
                if let Some(side) = side
                    && places[side].is_none()
                {
                    let place = if witness.decisive.is_empty() { witness.span } else { witness.decisive };
                    places[side] = Some(place);
                }
            }
            if let [Some(first), Some(second)] = places {
                let of = decisive([first, second], texts);
                for (marks, of) in marks.iter_mut().zip(of) {
                    marks.extend(of);
                }
            }
        }
        let marks = [0, 1].map(|side: usize| joined(&marks[side], texts[side]));
        (Standing::Disputed(level), marks)
    }

    /// The words that both sides share and that say most.
    fn shared(&self, members: &[Vec<&Unit<'_>>; 2]) -> String {
        let there: Vec<_> =
            members[1].iter().flat_map(|unit| &unit.words).filter_map(|word| word.meaning).collect();
        let mut shared: Vec<&UnitWord> = Vec::new();
        for word in members[0].iter().flat_map(|unit| &unit.words) {
            let again = shared.iter().any(|other| other.meaning == word.meaning);
            let near =
                |meaning| there.iter().any(|other| self.scene.lexemes.nearness(meaning, *other) >= NEAR);
            if !again && word.weight >= TELLING && word.meaning.is_some_and(near) {
                shared.push(word);
            }
        }
        let text = self.text(0);
        let is_noun = |word: &&UnitWord| word.span.of(text).chars().next().is_some_and(char::is_uppercase);
        // Names and, in German, nouns say better what it is about than verbs.
        if shared.iter().any(is_noun) {
            shared.retain(is_noun);
        }
        shared.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.span.cmp(&b.span)));
        shared.truncate(MOST_SUBJECT);
        shared.sort_by_key(|word| word.span);
        shared.iter().map(|word| word.span.of(text)).collect::<Vec<_>>().join(", ")
    }

    fn passage(&self, side: usize, span: Span, marks: &[Span]) -> Passage {
        let document = self.scene.dossier[self.order[side]].document;
        let place = document.on_disk(span);
        let inside = |mark: &Span| {
            let (start, end) = (mark.start().max(span.start()), mark.end().min(span.end()));
            (start < end).then(|| Span::new(start, end))
        };
        let marks: Vec<Span> = marks.iter().filter_map(inside).collect();
        Passage {
            span,
            words: span.of(document.text()).to_owned(),
            place,
            position: self.lines[side].position(place.start()),
            marked: marks.iter().map(|mark| document.on_disk(*mark)).collect(),
            text: self.report.sources[self.source(side)].words(place).to_owned(),
            marks,
        }
    }

    fn text(&self, side: usize) -> &str {
        self.scene.dossier[self.order[side]].document.text()
    }

    fn source(&self, side: usize) -> SourceId {
        self.scene.dossier[self.order[side]].document.source
    }
}
