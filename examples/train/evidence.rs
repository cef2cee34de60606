//! Sets the weights of the evidence (`rules/evidence.toml`) on dossiers with gold: a logistic regression for every
//! aspect, with the thresholds from a cross-validation over dossiers.
//!
//! Reads the lines that `evaluate candidates DIR…` prints.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use factlint::finding::candidate::{COUNT, EVIDENCE, Evidence, Term};
use serde::Deserialize;

/// An aspect of which fewer conflicts than this are found when their dossier is left out is not reported: what is learned
/// from so few is chance.
const FEWEST: usize = 12;
/// Parts of the cross-validation.
const FOLDS: usize = 10;

/// What is set for one aspect.
struct Setting {
    aspect: &'static str,
    /// Kinds of gold conflicts that such a candidate can be; any where this is empty.
    kinds: &'static [&'static str],
    /// The level of gold conflicts that it is told at, where it is always one.
    level: Option<&'static str>,
    /// The evidence that is looked at; all of it where this is empty.
    only: &'static [&'static str],
    /// Products of evidence beside the evidence itself.
    products: &'static [&'static str],
    /// How much large weights cost.
    ridge: f64,
    /// What share of the reported candidates must be right in the cross-validation.
    precision: f64,
}

/// Kinds of conflict that two days or hours can be.
const WHEN: &[&str] =
    &["time", "date", "calendar", "order", "headline", "internal", "citation", "status", "role"];

const SETTINGS: &[Setting] = &[
    Setting {
        aspect: "figure",
        kinds: &["quantity", "internal", "headline", "calendar", "order", "place", "identity", "citation"],
        level: None,
        only: &[],
        products: &[
            "near*near",
            "clause-most*own-1",
            "near*first",
            "own-3*first",
            "own-3*wide",
            "first*few",
            "own-1*near",
            "own-3*few",
            "near*few",
            "meaning*own-1",
        ],
        ridge: 30.0,
        precision: 0.88,
    },
    Setting {
        aspect: "day",
        kinds: WHEN,
        level: None,
        only: &[],
        products: &[
            "near*near",
            "near*first",
            "first*few",
            "own-1*first",
            "own-1*near",
            "own-1*shared",
            "own-1*sentence",
            "own-1*matter",
            "own-1*own-9",
            "near*own-9",
            "own-11*first",
            "own-11*near",
            "own-11*own-10",
            "own-11*own-12",
            "own-11*own-15",
            "own-1*own-11",
            "own-10*names",
            "own-16*first",
        ],
        ridge: 30.0,
        // Most of them are told as a new state of things, not as a contradiction.
        precision: 0.7,
    },
    Setting {
        aspect: "hour",
        kinds: WHEN,
        level: None,
        only: &[],
        products: &[
            "near*first",
            "first*few",
            "near*few",
            "own-11*first",
            "own-11*near",
            "own-11*own-12",
            "own-2*own-11",
            "own-16*first",
            "own-1*near",
            "own-17*near",
        ],
        ridge: 30.0,
        precision: 0.85,
    },
    Setting {
        aspect: "name",
        kinds: &["identity", "participant", "agent", "speaker", "role", "order"],
        level: None,
        only: &[],
        products: &[
            "near*first",
            "own-3*first",
            "shared*first",
            "own-3*own-2",
            "own-5*own-7",
            "own-6*own-8",
            "own-8*shared",
            "own-2*shared",
            "own-2*own-4",
        ],
        ridge: 30.0,
        precision: 0.85,
    },
    Setting {
        aspect: "turn",
        kinds: &[],
        level: Some("update"),
        only: &[],
        products: &[
            "near*near",
            "near*first",
            "shared*first",
            "first*few",
            "meaning*first",
            "own-1*own-3",
            "own-1*own-4",
            "own-1*own-7",
            "own-2*own-4",
            "own-2*own-6",
            "own-3*own-14",
            "own-4*own-14",
            "own-5*shared",
            "own-7*shared",
            "own-10*own-17",
            "own-11*own-17",
            "own-12*own-13",
            "own-13*own-14",
            "own-13*own-15",
            "own-13*own-16",
            "own-14*first",
            "own-14*own-15",
            "own-14*own-16",
            "own-14*shared",
            "own-15*first",
            "own-15*near",
            "own-15*shared",
            "own-16*near",
            "own-16*shared",
            "own-17*first",
            "own-17*near",
        ],
        ridge: 30.0,
        // What is told as a new state of things need not be as sure as a contradiction, and gold holds only some of them.
        precision: 0.5,
    },
];

/// A candidate as printed.
#[derive(Deserialize)]
struct Line {
    dossier: String,
    aspect: String,
    conflict: Option<String>,
    kind: Option<String>,
    level: Option<String>,
    evidence: Vec<f32>,
}

/// A candidate with what it is.
struct Row {
    dossier: String,
    conflict: Option<String>,
    values: Vec<f64>,
    right: bool,
}

/// Reads the candidates and writes `rules/evidence.toml`.
///
/// # Errors
/// A file that cannot be read or written, or a line that is no candidate.
pub fn train(path: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let lines: Vec<Line> = text
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{path}: {error}")))
        .collect::<Result<_, _>>()?;
    let mut file = String::from(
        "# What each piece of evidence is worth for two places being about one matter and in conflict, per aspect.\n\
         # Made by `examples/train` from the dossiers in tests/dossiers/{dev,more,sample,facts}; not by hand.\n",
    );
    for setting in SETTINGS {
        let terms = terms(setting)?;
        let rows = rows(setting, &lines, &terms)?;
        let Some(threshold) = threshold(setting, &rows) else { continue };
        let all: Vec<&Row> = rows.iter().collect();
        let (bias, weights) = fit(&all, setting.ridge);
        let _ = write!(
            file,
            "\n[{}]\nthreshold = {threshold:.3}\nbias = {bias:.4}\n\n[{}.weights]\n",
            setting.aspect, setting.aspect
        );
        for ((name, _), weight) in terms.iter().zip(weights).filter(|(_, weight)| weight.abs() > 5e-5) {
            let _ = writeln!(file, "\"{name}\" = {weight:.4}");
        }
    }
    std::fs::write("rules/evidence.toml", file).map_err(|error| format!("rules/evidence.toml: {error}"))
}

fn terms(setting: &Setting) -> Result<Vec<(&'static str, Term)>, String> {
    let all = if setting.only.is_empty() { &EVIDENCE[..] } else { setting.only };
    let names = all.iter().chain(setting.products);
    names.map(|name| Ok((*name, Term::read(name).ok_or_else(|| format!("no evidence `{name}`"))?))).collect()
}

fn rows(setting: &Setting, lines: &[Line], terms: &[(&str, Term)]) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for line in lines.iter().filter(|line| line.aspect == setting.aspect) {
        let evidence: &Evidence = line
            .evidence
            .as_slice()
            .try_into()
            .map_err(|_| format!("a candidate has {} numbers, not {COUNT}", line.evidence.len()))?;
        let of_kind = |kind: &str| setting.kinds.is_empty() || setting.kinds.contains(&kind);
        let of_level = setting.level.is_none_or(|level| line.level.as_deref() == Some(level));
        let fits = line.kind.as_deref().is_some_and(of_kind) && of_level;
        let optional = line.level.as_deref() == Some("optional");
        // A candidate that touches a conflict of another kind or level, or an optional one, is neither right nor wrong.
        if line.conflict.is_some() && (!fits || optional) {
            continue;
        }
        rows.push(Row {
            dossier: line.dossier.clone(),
            conflict: line.conflict.clone(),
            values: terms.iter().map(|(_, term)| f64::from(term.of(evidence))).collect(),
            right: fits,
        });
    }
    Ok(rows)
}

/// None where too few are found. The lowest probability from which on enough of the candidates are right when each dossier is left out of the fit.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn threshold(setting: &Setting, rows: &[Row]) -> Option<f64> {
    let dossiers: Vec<&str> =
        rows.iter().map(|row| row.dossier.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut judged: Vec<(f64, &Row)> = Vec::new();
    for fold in 0..FOLDS {
        let held: BTreeSet<&str> = dossiers.iter().skip(fold).step_by(FOLDS).copied().collect();
        let (out, rest): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| held.contains(row.dossier.as_str()));
        let (bias, weights) = fit(&rest, setting.ridge);
        judged.extend(out.into_iter().map(|row| (probability(bias, &weights, &row.values), row)));
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut wrong, mut best) = (BTreeMap::new(), 0_usize, (1.0, 0, 0));
    for (likely, row) in judged {
        if row.right {
            right.entry((row.dossier.as_str(), row.conflict.as_deref())).or_insert(());
        } else {
            wrong += 1;
        }
        let share = right.len() as f64 / (right.len() + wrong) as f64;
        if row.right && share >= setting.precision {
            best = (likely, right.len(), wrong);
        }
    }
    println!("{}: {} right and {} wrong from {:.3} on", setting.aspect, best.1, best.2, best.0);
    (best.1 >= FEWEST).then_some(best.0 - 1e-3)
}

fn probability(bias: f64, weights: &[f64], values: &[f64]) -> f64 {
    let sum: f64 = weights.iter().zip(values).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-(sum + bias)).exp())
}

/// Logistic regression with a penalty on large weights of standardised evidence, by Newton's method (iteratively
/// reweighted least squares).
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn fit(rows: &[&Row], ridge: f64) -> (f64, Vec<f64>) {
    let width = rows.first().map_or(0, |row| row.values.len());
    let count = rows.len().max(1) as f64;
    let mean: Vec<f64> =
        (0..width).map(|at| rows.iter().map(|row| row.values[at]).sum::<f64>() / count).collect();
    let spread: Vec<f64> = (0..width)
        .map(|at| {
            let square = rows.iter().map(|row| (row.values[at] - mean[at]).powi(2)).sum::<f64>() / count;
            if square > 1e-12 { square.sqrt() } else { f64::INFINITY }
        })
        .collect();
    let standard = |row: &Row| -> Vec<f64> {
        let numbers = row
            .values
            .iter()
            .zip(mean.iter().zip(&spread))
            .map(|(value, (mean, spread))| (value - mean) / spread);
        std::iter::once(1.0).chain(numbers).collect()
    };
    let inputs: Vec<(Vec<f64>, f64)> =
        rows.iter().map(|row| (standard(row), f64::from(u8::from(row.right)))).collect();
    let mut weights = vec![0.0; width + 1];
    for _ in 0..30 {
        let mut gradient = vec![0.0; width + 1];
        let mut curve = vec![vec![0.0; width + 1]; width + 1];
        for (input, wanted) in &inputs {
            let sum: f64 = weights.iter().zip(input).map(|(weight, value)| weight * value).sum();
            let likely = 1.0 / (1.0 + (-sum).exp());
            let slope = (likely * (1.0 - likely)).max(1e-6);
            for (at, value) in input.iter().enumerate() {
                gradient[at] += (wanted - likely) * value;
                for (cell, number) in curve[at].iter_mut().zip(input) {
                    *cell += slope * value * number;
                }
            }
        }
        for at in 1..=width {
            gradient[at] -= ridge * weights[at];
            curve[at][at] += ridge;
        }
        let step = solve(curve, gradient);
        let largest = step.iter().fold(0.0_f64, |largest, number| largest.max(number.abs()));
        for (weight, number) in weights.iter_mut().zip(&step) {
            *weight += number;
        }
        if largest < 1e-8 {
            break;
        }
    }
    let plain: Vec<f64> = weights[1..].iter().zip(&spread).map(|(weight, spread)| weight / spread).collect();
    let bias = weights[0] - plain.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum::<f64>();
    (bias, plain)
}

/// Solves a system of linear equations by Gauss's elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let pivot =
            (column..size).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()));
        let pivot = pivot.unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let divisor = matrix[column][column];
        if divisor.abs() < 1e-12 {
            continue;
        }
        let (above, below) = matrix.split_at_mut(column + 1);
        let chosen = &above[column][column..];
        for (offset, row) in below.iter_mut().enumerate() {
            let factor = row[column] / divisor;
            for (number, other) in row[column..].iter_mut().zip(chosen) {
                *number -= factor * other;
            }
            right[column + 1 + offset] -= factor * right[column];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| matrix[row][at] * right[at]).sum();
        let divisor = matrix[row][row];
        right[row] = if divisor.abs() < 1e-12 { 0.0 } else { (right[row] - known) / divisor };
    }
    right
}
