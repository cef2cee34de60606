//! How two values of one type stand to each other. Only [`Relation::Disjoint`] can become a contradiction.

use crate::annotate::quantity::{Quantity, QuantityKind};

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They can be the same.
    Compatible,
    /// They cannot both be so.
    Disjoint,
    /// They measure different things, or nothing can be said.
    Unknown,
}

/// Relates two quantities by their intervals. Different kinds and units are unknown; one figure in two currencies
/// is disjoint, since rates are never exactly one.
pub fn relate_quantities(a: &Quantity, b: &Quantity) -> Relation {
    if a.kind != b.kind {
        let figures = (a.kind, b.kind);
        let mixed = matches!(
            figures,
            (QuantityKind::Share, QuantityKind::Points) | (QuantityKind::Points, QuantityKind::Share)
        );
        // `um 2,5 Prozent` and `um 2,5 Prozentpunkte` are one figure and two measures.
        return if mixed && same(a.value, b.value) { Relation::Disjoint } else { Relation::Unknown };
    }
    if a.unit != b.unit {
        let money = a.kind == QuantityKind::Money && a.unit.is_some() && b.unit.is_some();
        return if money && same(a.value, b.value) { Relation::Disjoint } else { Relation::Unknown };
    }
    if a.kind == QuantityKind::Score {
        return relate_scores(a, b);
    }
    let below = |most: Option<f64>, least: Option<f64>| match (most, least) {
        (Some(most), Some(least)) => most < least,
        _ => false,
    };
    if below(a.most, b.least) || below(b.most, a.least) { Relation::Disjoint } else { Relation::Compatible }
}

/// A result may be told from either side: `0:4 verloren`, `4:0 gewonnen`.
fn relate_scores(a: &Quantity, b: &Quantity) -> Relation {
    let (Some(against_a), Some(against_b)) = (a.against, b.against) else { return Relation::Unknown };
    let straight = same(a.value, b.value) && same(against_a, against_b);
    let turned = same(a.value, against_b) && same(against_a, b.value);
    if straight || turned { Relation::Compatible } else { Relation::Disjoint }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}
