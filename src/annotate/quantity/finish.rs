//! Makes a quantity of a draft: its interval in the base unit, its span, what it is a part of.

use super::figure::tidy;
use super::interval::{Bound, Interval, bounded, rounded};
use super::numeral::Numeral;
use super::scan::{Draft, Scan};
use super::{Quantity, QuantityKind};

impl Scan<'_> {
    /// Adds a quantity to the list; gives the atom behind it.
    pub(super) fn push(&mut self, draft: Draft) -> usize {
        let words = self.words;
        let numeral = draft.numeral;
        let measured = draft.unit.is_some() || numeral.fraction;
        let bounding =
            !matches!(draft.kind, QuantityKind::Ordinal | QuantityKind::Score | QuantityKind::Name);
        let start = if bounding { self.bound_start(draft.start, measured) } else { draft.start };
        let bound = if bounding { self.bound(draft.start, start, &draft) } else { None };
        let lexicon = words.lexicon;
        let unit = draft.unit.map(|unit| &lexicon.units[unit]);
        let age = draft.kind == QuantityKind::Age;
        let share = draft.kind == QuantityKind::Share && unit.is_none();
        // Years of age are counted in years, shares of a whole in percent.
        let year = 31_556_952.0;
        let (factor, offset) = match unit {
            Some(unit) if age => (unit.factor / year, 0.0),
            Some(unit) => (unit.factor, unit.offset),
            None if share => (100.0, 0.0),
            None => (1.0, 0.0),
        };
        let convert = |value: f64| tidy(value * factor + offset);
        let (least, most) = interval(&numeral, bound, draft.kind);
        let name = match unit {
            _ if age => Some(lexicon.raw.age_unit.clone()),
            Some(unit) => Some(unit.base.clone()),
            None if share => Some("percent".into()),
            None => None,
        };
        let mut span = words.cover(start, draft.end);
        let index = self.found.list.len();
        let is_part = self.found.whole_due.is_some_and(|(part, _)| part == index) || draft.part_of.is_some();
        if matches!(draft.kind, QuantityKind::Count | QuantityKind::Ordinal)
            && !is_part
            && let Some(noun) = &draft.noun
            && noun.span.start() >= span.start()
        {
            span = span.cover(noun.span);
        }
        if let Some((part, due)) = self.found.whole_due
            && part < index
        {
            self.found.whole_due = None;
            if due == words.cover(numeral.start, numeral.end).start() {
                self.found.list[part].part_of = Some(index);
            }
        }
        if draft.kind == QuantityKind::Count && draft.noun.is_some() {
            self.found.last_count = Some(index);
            self.found.sentence_count = Some(index);
        }
        let vague = numeral.open.is_some_and(|(least, most)| least.is_none() || most.is_none());
        self.found.list.push(Quantity {
            span,
            number: words.cover(numeral.start, numeral.end),
            kind: draft.kind,
            least: least.map(convert),
            most: most.map(convert),
            value: convert(numeral.value),
            approximate: vague || bound.is_some_and(Bound::approximate),
            unit: name,
            noun_span: draft.noun.as_ref().map(|noun| noun.span),
            noun: draft.noun.map(|noun| noun.lemma),
            part_of: draft.part_of,
            against: None,
        });
        draft.end
    }
}

/// The interval in the unit as written.
fn interval(numeral: &Numeral, bound: Option<Bound>, kind: QuantityKind) -> Interval {
    let Numeral { value, place, .. } = *numeral;
    match (numeral.open, bound) {
        (Some((least, _)), Some(Bound::AtLeast | Bound::More)) => (least, None),
        (Some((_, most)), Some(Bound::AtMost | Bound::Less)) => (None, most),
        (Some(open), _) => open,
        (None, Some(bound)) => bounded(value, place, bound),
        (None, None) if numeral.fraction && kind == QuantityKind::Share => {
            rounded(value, value * 0.06, false)
        }
        (None, None) => match kind {
            QuantityKind::Share | QuantityKind::Points | QuantityKind::Measure => {
                rounded(value, place, false)
            }
            QuantityKind::Count | QuantityKind::Money if numeral.multiplied => rounded(value, place, true),
            _ => (Some(value), Some(value)),
        },
    }
}
