//! What each piece of evidence is worth: `rules/evidence.toml`, set on the dossiers by `examples/train`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::differ::Aspect;
use super::evidence::{EVIDENCE, Evidence};
use crate::rule::{Files, Problem};

/// Where the weights are.
const PATH: &str = "evidence.toml";

/// The weights of one aspect as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAspect {
    /// From which probability on a candidate is reported.
    threshold: f32,
    bias: f32,
    /// By piece of evidence, or by two of them joined by `*`.
    weights: BTreeMap<String, f32>,
}

/// The weights of every aspect that is reported.
#[derive(Debug, Default)]
pub struct Weights {
    by_aspect: BTreeMap<Aspect, AspectWeights>,
}

#[derive(Debug)]
struct AspectWeights {
    threshold: f32,
    bias: f32,
    weights: Vec<(Term, f32)>,
}

/// A piece of evidence, or the product of two.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// The number at an index of [`EVIDENCE`].
    One(usize),
    /// The product of two of them.
    Product(usize, usize),
}

impl Term {
    /// Reads `near` or `near*first`; none where there is no such evidence.
    pub fn read(name: &str) -> Option<Self> {
        let index = |name: &str| EVIDENCE.iter().position(|known| *known == name);
        match name.split_once('*') {
            Some((a, b)) => Some(Self::Product(index(a)?, index(b)?)),
            None => index(name).map(Self::One),
        }
    }

    /// Its value for a candidate.
    pub fn of(self, evidence: &Evidence) -> f32 {
        match self {
            Self::One(index) => evidence[index],
            Self::Product(a, b) => evidence[a] * evidence[b],
        }
    }
}

impl Weights {
    /// Loads the weights; there are none where the file is not there.
    ///
    /// # Errors
    /// An aspect or a piece of evidence that does not exist.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut weights = Self::default();
        let Ok(text) = files.text(PATH) else { return Ok(weights) };
        let raw: BTreeMap<toml::Spanned<String>, RawAspect> = files.toml_text(PATH, text)?;
        for (name, raw) in raw {
            let aspect = Aspect::ALL.into_iter().find(|aspect| aspect.name() == name.get_ref());
            let Some(aspect) = aspect else {
                let message = format!("there is no aspect `{}`", name.get_ref());
                return Err(files.problem(PATH, name.span(), message));
            };
            let mut terms = Vec::new();
            for (evidence, weight) in raw.weights {
                let Some(term) = Term::read(&evidence) else {
                    let message = format!("there is no evidence `{evidence}`");
                    return Err(files.problem(PATH, name.span(), message));
                };
                terms.push((term, weight));
            }
            let all = AspectWeights { threshold: raw.threshold, bias: raw.bias, weights: terms };
            weights.by_aspect.insert(aspect, all);
        }
        Ok(weights)
    }

    /// Whether anything is reported of an aspect.
    pub(super) fn reports(&self, aspect: Aspect) -> bool {
        self.by_aspect.contains_key(&aspect)
    }

    /// How likely a candidate is a disagreement, from 0 to 1, if that is enough to report it.
    pub(super) fn reported(&self, aspect: Aspect, evidence: &Evidence) -> Option<f32> {
        let weights = self.by_aspect.get(&aspect)?;
        let sum: f32 = weights.weights.iter().map(|(term, weight)| weight * term.of(evidence)).sum();
        let likely = 1.0 / (1.0 + (-(sum + weights.bias)).exp());
        (likely >= weights.threshold).then_some(likely)
    }
}
