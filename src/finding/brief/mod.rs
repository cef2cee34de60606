//! Briefs: a note, a teaser or a line of a ticker of one or two sentences against an article that is hardly longer.
//! There, nearly every word of the one must stand in the other for both to be about one thing, and where that is so, one
//! figure, day or turn of phrase that the other excludes is what they disagree about: an alignment word by word,
//! without frames and without the weights that were learned from long articles.

mod day;
mod figure;
mod side;
mod value;
mod words;

use super::{Context, Finding, FindingKind, Level, Reason};
use crate::annotate::factuality::Status;
use crate::text::Span;
use words::Line;

/// So many sentences make a brief at the most …
const BRIEF_SENTENCES: usize = 2;
/// … with so many content words.
const BRIEF_WORDS: usize = 24;
/// What it is held against has so many sentences at the most.
const SHORT_SENTENCES: usize = 8;

/// Two places of a brief and another short article that exclude each other.
pub(super) struct Clash {
    pub(super) kind: FindingKind,
    /// The clauses, the brief's first.
    pub(super) clauses: (Span, Span),
    pub(super) places: (Span, Span),
    pub(super) strength: f32,
}

/// Reports what a brief tells otherwise than another short article.
pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let lines: Vec<Vec<Line<'_>>> =
        (0..context.scene.dossier.len()).map(|article| words::lines(context, article)).collect();
    let size = |article: usize| lines[article].iter().map(|line| line.words.len()).sum::<usize>();
    for (brief, own) in lines.iter().enumerate() {
        if own.is_empty() || own.len() > BRIEF_SENTENCES || size(brief) > BRIEF_WORDS {
            continue;
        }
        for (other, others) in lines.iter().enumerate() {
            let apart = other != brief && !others.is_empty() && others.len() <= SHORT_SENTENCES;
            if !apart || (size(other), other) < (size(brief), brief) {
                continue;
            }
            let clash = own.iter().filter_map(|line| against(context, line, others));
            let best = clash.max_by(|a, b| a.strength.total_cmp(&b.strength));
            findings.extend(best.map(|clash| finding(context, (brief, other), &clash)));
        }
    }
}

/// The surest disagreement of a line with an article.
fn against(context: &Context<'_>, line: &Line<'_>, others: &[Line<'_>]) -> Option<Clash> {
    let mut found = Vec::new();
    figure::compare(context, line, others, &mut found);
    side::compare(context, line, others, &mut found);
    day::compare(context, line, others, &mut found);
    value::compare(context, line, others, &mut found);
    found.into_iter().max_by(|a, b| a.strength.total_cmp(&b.strength))
}

/// Whether an article tells of something as done, under way or coming, or as not so.
pub(super) fn is_told(status: Status) -> bool {
    matches!(status, Status::Fact | Status::UnderWay | Status::Planned | Status::Denied)
}

fn finding(context: &Context<'_>, (a, b): (usize, usize), clash: &Clash) -> Finding {
    let words = context.words(a, clash.places.0).to_owned();
    Finding {
        kind: clash.kind,
        level: Level::Contradiction,
        subject: words.clone(),
        witnesses: vec![
            context.witness(a, clash.clauses.0, clash.places.0),
            context.witness(b, clash.clauses.1, clash.places.1),
        ],
        because: vec![Reason { key: "same-matter", parameters: vec![("words", words)] }],
        confidence: None,
    }
}
