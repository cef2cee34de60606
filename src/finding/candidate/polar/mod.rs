//! Yes against no: one article says that something is so, or that there is something, the other that it is not, or that
//! there is none; and two words from opposite ends of one matter. Both clauses must say it of the same thing, and nothing
//! in either may set them apart.

mod pair;
mod read;

pub(in crate::finding) use read::Existence;

use super::super::partner::Partners;
use super::super::{Context, Finding, Level, Reason};
use super::contrary;
use crate::language::Tense;
use pair::{Clash, Pair};
use read::{Told, told};

/// Reports what is so here and not so there.
pub(in super::super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let all: Vec<Told<'_>> =
        context.statements.iter().filter_map(|statement| told(context, statement)).collect();
    let mut clashes: Vec<((usize, usize), Clash)> = Vec::new();
    let partners = Partners::new(context, all.iter().map(|one| one.statement.place()));
    for (at, a) in all.iter().enumerate() {
        for other in partners.of(at) {
            let b = &all[other];
            if a.statement.article != b.statement.article
                && let Some(clash) = (Pair { context, a, b }).clash()
            {
                clashes.push(((at, other), clash));
            }
        }
    }
    clashes.sort_by(|a, b| b.1.strength.total_cmp(&a.1.strength).then_with(|| a.0.cmp(&b.0)));
    // A clause that has met its match in another article meets no second one there.
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for ((at, other), clash) in clashes {
        let (a, b) = (&all[at], &all[other]);
        let keys = [(at, b.statement.article), (other, a.statement.article)];
        if keys.iter().any(|key| taken.contains(key)) {
            continue;
        }
        taken.extend(keys);
        findings.push(finding(context, a, b, &clash));
    }
}

fn finding(context: &Context<'_>, a: &Told<'_>, b: &Told<'_>, clash: &Clash) -> Finding {
    let (first, second) = (a.statement, b.statement);
    let words = context.words(first.article, clash.words.0);
    let subject = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Finding {
        kind: clash.kind,
        level: level(context, a, b, clash),
        subject: subject.clone(),
        witnesses: vec![
            context.witness(first.article, first.span, clash.words.0),
            context.witness(second.article, second.span, clash.words.1),
        ],
        because: vec![Reason { key: "same-matter", parameters: vec![("words", subject)] }],
        confidence: None,
    }
}

/// Minutes after which what was not so may have come about.
const MINUTES_TO_CHANGE: i64 = 12 * 60;

/// What was not so yet may be so later, and what was so may be so no more; what happened cannot unhappen.
fn level(context: &Context<'_>, a: &Told<'_>, b: &Told<'_>, clash: &Clash) -> Level {
    if clash.opposed {
        return contrary::level(context, a.statement, b.statement);
    }
    let (yes, no) = if a.negative { (b, a) } else { (a, b) };
    let published = |told: &Told<'_>| context.scene.published(told.statement.article);
    let (Some(of_yes), Some(of_no)) = (published(yes), published(no)) else { return Level::Contradiction };
    let later = (of_yes - of_no).num_minutes();
    let now = matches!(no.tense(), Some(Tense::Present | Tense::Perfect));
    let came = later >= MINUTES_TO_CHANGE && (now || no.is_open);
    let ended = -later >= MINUTES_TO_CHANGE && no.no_more;
    if came || ended { Level::Update } else { Level::Contradiction }
}
