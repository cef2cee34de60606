//! One effect, two causes.

use super::differ::{Aspect, Difference, own};
use super::evidence::Means;
use super::{Draft, Filled, Starts};
use crate::finding::Context;
use crate::finding::cause::{self, Cause, Pair, Strength};

/// Causes nearer than this are one.
const ONE: f32 = 0.5;

/// Adds what two articles say of why it happened.
pub(super) fn drafts(
    context: &Context<'_>,
    filled: &[Filled<'_>],
    starts: &Starts,
    means: &mut Means,
    drafts: &mut Vec<Draft>,
) {
    let causes = cause::causes(context);
    let headlines = cause::headlines(context);
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for (index, a) in causes.iter().enumerate() {
        let Some(&at_a) = starts.get(&(a.article, a.start)) else { continue };
        for b in causes[index + 1..].iter().filter(|b| b.article != a.article) {
            // Of two clauses that only tell of something that can be a cause, hardly any two are of one effect.
            let typed = |cause: &Cause| cause.strength == Strength::Typed && !cause.asked;
            if typed(a) && typed(b) {
                continue;
            }
            let Some(&at_b) = starts.get(&(b.article, b.start)) else { continue };
            if seen.contains(&(at_a, at_b)) {
                continue;
            }
            let pair = Pair { context, a, b, all: &causes, headlines: &headlines };
            if let Some(difference) = difference(&pair) {
                seen.push((at_a, at_b));
                let (of_a, of_b) = ((at_a, &filled[at_a]), (at_b, &filled[at_b]));
                super::pair(context, of_a, of_b, vec![difference], means, drafts);
            }
        }
    }
}

fn difference(pair: &Pair<'_>) -> Option<Difference> {
    let (a, b) = (pair.a, pair.b);
    let alike = pair.causes();
    if a.denied == b.denied && (pair.knows(b.article, a) || pair.knows(a.article, b)) {
        return None;
    }
    let strength = |cause: &Cause| match cause.strength {
        Strength::Typed if cause.asked => 0.7,
        Strength::Typed => 0.0,
        Strength::Before => 0.2,
        Strength::Told => 0.5,
        Strength::Outright => 1.0,
    };
    let kinds = match (a.kinds & b.kinds, a.kinds != 0 && b.kinds != 0) {
        (0, true) => 1.0,
        (0, false) => 0.0,
        _ => -1.0,
    };
    Some(Difference {
        aspect: Aspect::Cause,
        in_a: a.decisive,
        in_b: b.decisive,
        agrees: if a.denied == b.denied { alike > ONE } else { alike < ONE },
        own: own([
            f32::min(strength(a), strength(b)),
            f32::max(strength(a), strength(b)),
            1.0 - alike,
            kinds,
            pair.effects(a.denied != b.denied),
            (f32::from(a.asked) + f32::from(b.asked)) / 2.0,
            f32::from(a.denied != b.denied) - f32::from(a.denied && b.denied),
            (f32::from(a.scale) + f32::from(b.scale)) / 2.0,
            f32::from(a.shared || b.shared),
            (f32::from(a.is_open) + f32::from(b.is_open)) / 2.0,
        ]),
    })
}
