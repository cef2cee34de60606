//! Which cells of a row say the same, and which come from one source.

use std::collections::BTreeMap;

use super::FactCell;
use super::gather::{Gatherer, is_stated};
use super::origin::{Place, origins};
use crate::annotate::factuality::Status;
use crate::claim::Body;
use crate::finding::{Relation, relate_quantities};
use crate::subject::ClaimRef;

impl Gatherer<'_> {
    /// Numbers the cells so that those of one number say the same: each can be so together with every other. (`Hunderte`
    /// goes with 300 and with 600, which do not go together.)
    pub(super) fn group(&self, cells: &mut [FactCell], claims: &[ClaimRef]) {
        let mut groups: Vec<Vec<ClaimRef>> = Vec::new();
        // The same words are the same: only unlike ones are compared.
        let mut known: BTreeMap<(String, Status, bool), usize> = BTreeMap::new();
        for (cell, &claim) in cells.iter_mut().zip(claims) {
            let key = (cell.value.to_lowercase(), cell.status, cell.negated);
            cell.group = *known.entry(key).or_insert_with(|| {
                let fits = |group: &Vec<ClaimRef>| group.iter().all(|other| self.agree(claim, *other));
                let at = groups.iter().position(fits).unwrap_or(groups.len());
                match groups.get_mut(at) {
                    Some(group) => group.push(claim),
                    None => groups.push(vec![claim]),
                }
                at
            });
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
    pub(super) fn trace(&self, cells: &mut [FactCell], claims: &[ClaimRef]) {
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
}
