//! Two articles give the one deed of a field to two actors.

use super::field::{Doer, doers};
use super::read::Party;
use super::two::Two;
use super::{ONE, TELLING};
use crate::finding::partner::{Partners, Place};
use crate::finding::{Context, Finding, FindingKind, Level, Reason};
use crate::subject::Lexemes;

/// From here on two words for what a deed is about mean one thing.
const TOPIC: f32 = 0.8;
/// So many words in common tell one deed where no sentence presupposes it.
const SEVERAL: usize = 2;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let doers = doers(context);
    let place = |doer: &Doer| Place { article: doer.article, sentence: doer.sentence, is_headline: false };
    let partners = Partners::new(context, doers.iter().map(place));
    for (index, a) in doers.iter().enumerate() {
        for b in partners.of(index).into_iter().map(|other| &doers[other]) {
            let pair = Pair { context, a, b, all: &doers };
            if pair.disagrees() {
                findings.push(pair.finding());
            }
        }
    }
}

struct Pair<'a> {
    context: &'a Context<'a>,
    a: &'a Doer,
    b: &'a Doer,
    all: &'a [Doer],
}

impl Pair<'_> {
    fn lexemes(&self) -> &Lexemes {
        &self.context.scene.lexemes
    }

    fn disagrees(&self) -> bool {
        let (a, b) = (self.a, self.b);
        if a.field != b.field || a.article == b.article || !self.is_one_deed() {
            return false;
        }
        let two = Two { context: self.context };
        two.are_two(a, b)
            && !self.does_too(&a.agent, b)
            && !self.does_too(&b.agent, a)
            && !self.context.other_scope((a.article, a.span), (b.article, b.span))
    }

    /// How many words for what the deeds are about they have in common.
    fn common(&self, a: &Doer, b: &Doer) -> usize {
        let said = |x: &&u32| self.lexemes().name(**x).is_some() || self.lexemes().weight(**x) >= TELLING;
        let met = |x: &&u32| b.topic.iter().any(|y| self.lexemes().nearness(**x, *y) >= TOPIC);
        a.topic.iter().filter(said).filter(met).count()
    }

    fn is_one_deed(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let common = self.common(a, b);
        let either = a.presupposed || b.presupposed;
        let both = a.presupposed && b.presupposed;
        let bare = a.topic.is_empty() || b.topic.is_empty();
        common >= SEVERAL || (common >= 1 && either) || (bare && both && self.is_only(a) && self.is_only(b))
    }

    /// Whether its article tells of no other deed of the field.
    fn is_only(&self, doer: &Doer) -> bool {
        self.all
            .iter()
            .filter(|other| other.article == doer.article && other.field == doer.field)
            .all(|other| self.is(&other.agent, &doer.agent))
    }

    fn is(&self, a: &Party, b: &Party) -> bool {
        if let (Some(x), Some(y)) = (a.identity, b.identity) {
            return x == y || a.head == b.head;
        }
        let pairs = a.words.iter().flat_map(|x| b.words.iter().map(move |y| (*x, *y)));
        pairs.map(|(x, y)| self.lexemes().nearness(x, y)).fold(0.0, f32::max) >= ONE
    }

    /// Whether the article of a deed has somebody do such a thing as well.
    fn does_too(&self, who: &Party, there: &Doer) -> bool {
        self.all
            .iter()
            .filter(|other| other.article == there.article && other.field == there.field)
            .any(|other| self.is(&other.agent, who))
    }

    fn finding(&self) -> Finding {
        let (a, b) = (self.a, self.b);
        let act = self.context.words(a.article, a.act_span).to_owned();
        Finding {
            kind: FindingKind::Agent,
            level: Level::Contradiction,
            subject: act.clone(),
            witnesses: vec![
                self.context.witness(a.article, a.span, a.agent.span),
                self.context.witness(b.article, b.span, b.agent.span),
            ],
            because: vec![Reason { key: "same-act", parameters: vec![("act", act)] }],
            confidence: None,
        }
    }
}
