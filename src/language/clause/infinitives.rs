//! Infinitive clauses without a comma (`versuchte den Vertrag zu ändern`): taken out of the clause they stand in.

use crate::language::cells::Cells;
use crate::language::lexicon::{Inflection, Lexicon};
use crate::language::model::ClauseKind;
use crate::language::phrase::Draft;

use super::Outline;
use super::sight::Sight;

/// Splits marked infinitives off the clauses whose finite verb does not take one into its own complex.
pub fn split(outlines: &mut Vec<Outline>, sight: &Sight<'_, '_>, drafts: &[Draft], lexicon: &Lexicon) {
    for id in 0..outlines.len() {
        let Some(finite) = outlines[id].finite.map(usize::from) else { continue };
        let tokens = &outlines[id].tokens;
        let marked = tokens.iter().copied().find(|at| sight.marked_infinitive(usize::from(*at)));
        let Some(marked) = marked.filter(|_| !takes_infinitive(finite, sight, lexicon)) else { continue };
        let taken = taken(marked, outlines[id].finite, tokens, sight, drafts);
        outlines[id].tokens.retain(|at| !taken.contains(at));
        outlines.push(Outline {
            kind: ClauseKind::Infinitive,
            tokens: taken,
            opener: None,
            parent: Some(id),
            antecedent: None,
            finite: None,
            shares: None,
            shares_finite: false,
        });
    }
}

/// Whether the finite verb makes one complex with a marked infinitive (`hat zu tun`, `scheint zu wissen`).
fn takes_infinitive(finite: usize, sight: &Sight<'_, '_>, lexicon: &Lexicon) -> bool {
    let word = &sight.words[finite];
    let lower = word.text.to_lowercase();
    word.verb.iter().any(|reading| {
        matches!(reading.inflection, Inflection::Finite { .. })
            && lexicon
                .verbs
                .conjugation
                .infinitive_auxiliaries
                .contains(&lexicon.verbs.lemma(&lower, reading))
    })
}

/// The infinitive with its marker, the verbs beside it, and the phrases right before it that cannot be the subject.
fn taken(
    marked: u16,
    finite: Option<u16>,
    tokens: &[u16],
    sight: &Sight<'_, '_>,
    drafts: &[Draft],
) -> Vec<u16> {
    let mut taken = vec![marked];
    let place = tokens.iter().position(|at| *at == marked).unwrap_or(0);
    let mut before = place;
    while let Some(at) = before.checked_sub(1).and_then(|index| tokens.get(index)).copied() {
        let word = usize::from(at);
        let object = sight.phrase(word).map(|id| &drafts[id]);
        let object = object.is_some_and(|draft| draft.preposition.is_some() || !draft.may(Cells::NOMINATIVE));
        let verb = sight.is_verb(word) && Some(at) != finite;
        let marker = at + 1 == marked && sight.marker_before(usize::from(marked));
        if at + 1 != taken[taken.len() - 1] || !(object || verb || marker) {
            break;
        }
        taken.push(at);
        before -= 1;
    }
    taken.sort_unstable();
    taken
}
