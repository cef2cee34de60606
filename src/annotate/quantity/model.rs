//! The data of quantities.

use crate::text::Span;

/// A number with what it measures, as the interval that the wording allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Number, bound and unit or counted noun (`mehr als vier Stunden`, `rund 400 Bewohner`, `38 Millionen Euro`).
    pub span: Span,
    /// The number alone (`38 Millionen`).
    pub number: Span,
    /// What kind of number it is.
    pub kind: QuantityKind,
    /// Lower end; `None` where the wording leaves it open (`bis zu`). In the base unit: metres, seconds, grams,
    /// plain euros (`38 Millionen Euro` is 38e6).
    pub least: Option<f64>,
    /// Upper end; `None` where the wording leaves it open (`mehr als`, `mindestens`).
    pub most: Option<f64>,
    /// The figure as written, before bounds and rounding widened it.
    pub value: f64,
    /// Whether the wording is approximate (`rund`, `etwa`, `knapp`, `gut`).
    pub approximate: bool,
    /// Base unit: `EUR`, `USD`, `percent`, `percentage-point`, `second`, `metre`, `year-of-age`, `celsius` …; none
    /// for plain counts.
    pub unit: Option<Box<str>>,
    /// Lemma of the counted noun (`Verletzter`, `Bewohner`, `Punkt`), or of the thing measured where it stands in
    /// the same phrase.
    pub noun: Option<Box<str>>,
    /// Where the counted noun stands.
    pub noun_span: Option<Span>,
    /// The whole that it is a part of (`14 der 38 Firmen`), as an index into the list.
    pub part_of: Option<usize>,
    /// The second number of a score (`2:1`), the first being `value`.
    pub against: Option<f64>,
}

/// Kinds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuantityKind {
    /// `fünf Verletzte`
    Count,
    /// `38 Millionen Euro`
    Money,
    /// `18 Prozent`, `jeder Dritte`, `zwei Drittel`
    Share,
    /// `2,5 Prozentpunkte`
    Points,
    /// `vier Stunden`; in seconds.
    Duration,
    /// `58 Jahre alt`, `der 58-Jährige`; in years.
    Age,
    /// Length, weight, speed, temperature, area …
    Measure,
    /// `2:1`
    Score,
    /// `zum zweiten Mal`, `der dritte Überfall`
    Ordinal,
    /// A number that names (`Nummer 19`, `Halle 6`, `A 7`, `Az. 6 Ks 14/25`).
    Name,
}
