//! Reading verb forms: strong verbs from a table, weak verbs by their endings, both with prefixes and particles.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::model::Modality;
use crate::language::morph::{Mood, Tense};

/// What a form of a verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflection {
    /// A finite form.
    Finite {
        /// The persons it fits: bits 0 to 5 for 1s, 2s, 3s, 1p, 2p, 3p.
        persons: u8,
        /// Present or past.
        tense: Tense,
        /// Indicative and so on.
        mood: Mood,
    },
    /// `absagen`
    Infinitive,
    /// `abzusagen`
    MarkedInfinitive,
    /// `abgesagt`
    Participle,
    /// `laufend`
    PresentParticiple,
}

/// One thing that a verb form can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbReading {
    /// What the form is.
    pub inflection: Inflection,
    /// Length in bytes of the particle at the start of the form (`ab` in `abgesagt`).
    pub particle: u8,
    /// Whether the verb is listed; otherwise it is a guess by the ending.
    pub known: bool,
    lemma: Lemma,
}

/// Where the dictionary form comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lemma {
    /// Prefix (bytes of the form after the particle and its `zu` or `ge`) and listed base.
    Listed { prefix: (u8, u8), base: u32 },
    /// A stretch of the form with the infinitive ending of a weak row.
    Weak { stem: (u8, u8), row: u16 },
}

/// Everything that a verb form can be, the likeliest first.
#[derive(Clone, Copy, Debug, Default)]
pub struct VerbReadings {
    items: [Option<VerbReading>; 6],
}

impl VerbReadings {
    /// The readings.
    pub fn iter(&self) -> impl Iterator<Item = &VerbReading> {
        self.items.iter().flatten()
    }

    /// Whether the form is no verb at all.
    pub fn is_empty(&self) -> bool {
        self.items[0].is_none()
    }

    /// The readings that fit.
    #[must_use]
    pub fn only(&self, fits: impl Fn(&VerbReading) -> bool) -> Self {
        let mut only = Self::default();
        self.iter().filter(|reading| fits(reading)).for_each(|reading| only.push(*reading));
        only
    }

    fn push(&mut self, reading: VerbReading) {
        if let Some(free) = self.items.iter_mut().find(|item| item.is_none_or(|item| item == reading)) {
            *free = Some(reading);
        }
    }
}

/// How a language builds its verb complexes: which verbs do what, by dictionary form.
#[derive(Debug, Default)]
pub struct Conjugation {
    /// Auxiliary verbs.
    pub auxiliaries: Vec<String>,
    /// Verbs that take a predicative.
    pub copulas: Vec<String>,
    /// Auxiliaries of the passive.
    pub passive: Vec<String>,
    /// Auxiliaries of the stative passive (`ist abgesagt`).
    pub stative: Vec<String>,
    /// Auxiliaries of the perfect.
    pub perfect: Vec<String>,
    /// Auxiliaries of the future.
    pub future: Vec<String>,
    /// Verbs that take a marked infinitive into their complex (`hat zu tun`).
    pub infinitive_auxiliaries: Vec<String>,
    /// Verbs beside the modals that take a bare infinitive.
    pub bare_infinitive: Vec<String>,
    /// Modal verbs and what they commit to.
    pub modals: FxHashMap<Box<str>, Modality>,
    /// Verbs with a perfect of being, beside what the base verb tells.
    pub perfect_be: FxHashSet<Box<str>>,
    /// Prefixed verbs with a perfect of having, whose base has one of being.
    pub perfect_have: FxHashSet<Box<str>>,
}

/// A stored form of a listed verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub lemma: u32,
    pub inflection: Inflection,
}

/// An ending of the weak verbs.
#[derive(Debug)]
pub(super) struct WeakRow {
    pub ending: String,
    pub replacement: String,
    pub inflections: Vec<Inflection>,
}

/// The verbs of a language.
#[derive(Debug, Default)]
pub struct Verbs {
    /// Auxiliaries, modals, copulas, perfects.
    pub conjugation: Conjugation,
    pub(super) lemmas: Vec<Box<str>>,
    pub(super) ids: FxHashMap<Box<str>, u32>,
    pub(super) forms: FxHashMap<Box<str>, Vec<Stored>>,
    pub(super) bare_participles: FxHashMap<Box<str>, u32>,
    pub(super) known: FxHashSet<Box<str>>,
    pub(super) particle_verbs: FxHashSet<Box<str>>,
    pub(super) weak: Vec<WeakRow>,
    pub(super) longest_weak_ending: usize,
    pub(super) separable: Vec<String>,
    pub(super) inseparable: Vec<String>,
    /// Whether the dictionary form has the particle behind the verb (`call off`), not before it (`absagen`).
    pub(super) particle_follows: bool,
    /// Spellings of other countries, and the listed one, of the same length in bytes.
    pub(super) spellings: Vec<(String, String)>,
    pub(super) participle_prefix: String,
    pub(super) no_participle_prefix: Vec<String>,
}

impl Verbs {
    /// Everything that a lower-case form can be. `marker` is the infinitive marker (`zu`), which stands inside
    /// separable verbs.
    pub fn read(&self, form: &str, marker: &str) -> VerbReadings {
        let mut readings = VerbReadings::default();
        if form.len() > 60 || !form.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’') {
            return readings;
        }
        self.listed(form, marker, &mut readings);
        // Another spelling (`schliesst`). Both have the same length in bytes, so that places in the form stay right.
        for (written, listed) in &self.spellings {
            if readings.is_empty() && form.contains(written.as_str()) && written.len() == listed.len() {
                self.listed(&form.replace(written.as_str(), listed), marker, &mut readings);
            }
        }
        if readings.is_empty() {
            self.guess(form, &mut readings);
        }
        readings
    }

    /// Readings as a listed verb, with or without a particle.
    fn listed(&self, form: &str, marker: &str, out: &mut VerbReadings) {
        let readings = out;
        self.plain(form, 0, readings);
        for particle in &self.separable {
            let Some(rest) = form.strip_prefix(particle.as_str()) else { continue };
            if rest.len() < 3 {
                continue;
            }
            let before = *readings;
            if let Some(infinitive) = rest.strip_prefix(marker).filter(|rest| rest.len() > 2) {
                let mut marked = VerbReadings::default();
                self.plain(infinitive, form.len() - infinitive.len(), &mut marked);
                for reading in marked.iter().filter(|reading| reading.inflection == Inflection::Infinitive) {
                    readings.push(VerbReading {
                        inflection: Inflection::MarkedInfinitive,
                        particle: length(particle.len()),
                        ..*reading
                    });
                }
            }
            let mut parted = VerbReadings::default();
            self.plain(rest, particle.len(), &mut parted);
            for reading in parted.iter() {
                readings.push(VerbReading { particle: length(particle.len()), ..*reading });
            }
            if !same(&before, readings) {
                break;
            }
        }
    }

    /// The dictionary form of a reading of the given form.
    pub fn lemma(&self, form: &str, reading: &VerbReading) -> String {
        let mut lemma = String::with_capacity(form.len() + 2);
        lemma.push_str(form.get(..usize::from(reading.particle)).unwrap_or_default());
        match reading.lemma {
            Lemma::Listed { prefix: (start, end), base } => {
                lemma.push_str(form.get(usize::from(start)..usize::from(end)).unwrap_or_default());
                lemma.push_str(self.lemmas.get(base as usize).map_or("", |lemma| lemma));
            }
            Lemma::Weak { stem: (start, end), row } => {
                lemma.push_str(form.get(usize::from(start)..usize::from(end)).unwrap_or_default());
                lemma.push_str(self.weak.get(usize::from(row)).map_or("", |row| &row.replacement));
            }
        }
        lemma
    }

    /// Whether a dictionary form is listed.
    pub fn knows(&self, lemma: &str) -> bool {
        self.known.contains(lemma)
    }

    /// The dictionary form of a verb with its particle.
    pub fn with_particle(&self, particle: &str, verb: &str) -> String {
        if self.particle_follows { format!("{verb} {particle}") } else { format!("{particle}{verb}") }
    }

    /// Whether a particle and a verb are listed as one verb.
    pub fn knows_particle_verb(&self, verb: &str) -> bool {
        self.particle_verbs.contains(verb)
    }

    /// Whether the word is a separable particle.
    pub fn is_particle(&self, word: &str) -> bool {
        self.separable.iter().any(|particle| particle == word)
    }

    /// Whether the verb forms its perfect with the verb of being (`ist gekommen`), so that this is no passive.
    pub fn perfect_with_be(&self, lemma: &str) -> bool {
        let rules = &self.conjugation;
        if rules.perfect_be.contains(lemma) {
            return true;
        }
        if rules.perfect_have.contains(lemma) {
            return false;
        }
        // A separable verb goes with its base, an inseparable one does not.
        self.separable
            .iter()
            .filter(|particle| !self.inseparable.contains(particle) || self.particle_verbs.contains(lemma))
            .filter_map(|particle| lemma.strip_prefix(particle.as_str()))
            .any(|base| rules.perfect_be.contains(base))
    }

    /// Readings of a form without its particle: `from` is where the rest begins in the whole form.
    fn plain(&self, rest: &str, from: usize, out: &mut VerbReadings) {
        if let Some(stored) = self.forms.get(rest) {
            for item in stored {
                self.push_listed(out, item.inflection, (from, from), item.lemma);
            }
        }
        for prefix in &self.inseparable {
            let Some(base) = rest.strip_prefix(prefix.as_str()) else { continue };
            let span = (from, from + prefix.len());
            if let Some(lemma) = self.bare_participles.get(base) {
                self.push_listed(out, Inflection::Participle, span, *lemma);
            }
            for item in self.forms.get(base).into_iter().flatten() {
                // `getreten` is no form of a verb `getreten`: the participle's prefix makes verbs only where listed.
                let doubtful = *prefix == self.participle_prefix
                    && !with_joined(prefix, &self.lemmas[item.lemma as usize], |verb| {
                        self.known.contains(verb)
                    });
                if item.inflection != Inflection::Participle && !doubtful {
                    self.push_listed(out, item.inflection, span, item.lemma);
                }
            }
        }
        self.weak(rest, from, out);
    }

    fn push_listed(&self, out: &mut VerbReadings, inflection: Inflection, prefix: (usize, usize), base: u32) {
        let lemma = Lemma::Listed { prefix: (length(prefix.0), length(prefix.1)), base };
        out.push(VerbReading { inflection, particle: 0, known: true, lemma });
    }

    /// Readings of a form as one of a listed weak verb.
    fn weak(&self, rest: &str, from: usize, out: &mut VerbReadings) {
        let prefixed = (!self.participle_prefix.is_empty())
            .then(|| rest.strip_prefix(self.participle_prefix.as_str()))
            .flatten();
        for (number, row) in self.weak.iter().enumerate() {
            for (form, start, marked) in
                [(Some(rest), from, false), (prefixed, from + self.participle_prefix.len(), true)]
            {
                let Some(stem) = form.and_then(|form| form.strip_suffix(row.ending.as_str())) else {
                    continue;
                };
                if stem.len() < 2 || !self.knows_stem(stem, &row.replacement) {
                    continue;
                }
                let bare = self.participle_prefix.is_empty() || self.lacks_prefix(stem, &row.replacement);
                for &inflection in &row.inflections {
                    let fits = if inflection == Inflection::Participle { marked != bare } else { !marked };
                    if fits {
                        let lemma = Lemma::Weak {
                            stem: (length(start), length(start + stem.len())),
                            row: u16::try_from(number).unwrap_or(0),
                        };
                        out.push(VerbReading { inflection, particle: 0, known: true, lemma });
                    }
                }
            }
        }
    }

    fn knows_stem(&self, stem: &str, ending: &str) -> bool {
        with_joined(stem, ending, |infinitive| self.known.contains(infinitive))
    }

    /// Whether a verb's participle goes without the prefix (`verhandelt`, `kritisiert`).
    fn lacks_prefix(&self, stem: &str, ending: &str) -> bool {
        self.inseparable
            .iter()
            .any(|prefix| stem.starts_with(prefix.as_str()) && stem.len() > prefix.len() + 2)
            || with_joined(stem, ending, |infinitive| {
                self.no_participle_prefix.iter().any(|end| infinitive.ends_with(end.as_str()))
            })
    }

    /// A verb nobody listed: what its ending says.
    fn guess(&self, form: &str, out: &mut VerbReadings) {
        let prefixed = form.strip_prefix(self.participle_prefix.as_str()).filter(|rest| rest.len() > 3);
        for (number, row) in self.weak.iter().enumerate() {
            let Some(stem) = form.strip_suffix(row.ending.as_str()).filter(|stem| stem.len() > 2) else {
                continue;
            };
            let participle = !self.participle_prefix.is_empty() && prefixed.is_some();
            for &inflection in &row.inflections {
                let is_participle = inflection == Inflection::Participle;
                let start = if is_participle && participle { self.participle_prefix.len() } else { 0 };
                if is_participle && !participle && !self.lacks_prefix(stem, &row.replacement) {
                    continue;
                }
                let lemma = Lemma::Weak {
                    stem: (length(start), length(stem.len())),
                    row: u16::try_from(number).unwrap_or(0),
                };
                out.push(VerbReading { inflection, particle: 0, known: false, lemma });
            }
            return;
        }
    }
}

fn same(left: &VerbReadings, right: &VerbReadings) -> bool {
    left.items == right.items
}

fn length(bytes: usize) -> u8 {
    u8::try_from(bytes).unwrap_or(u8::MAX)
}

/// Joins stem and ending without allocating, and asks.
fn with_joined(stem: &str, ending: &str, ask: impl FnOnce(&str) -> bool) -> bool {
    let mut buffer = [0_u8; 80];
    let total = stem.len() + ending.len();
    let Some(room) = buffer.get_mut(..total) else { return false };
    room[..stem.len()].copy_from_slice(stem.as_bytes());
    room[stem.len()..].copy_from_slice(ending.as_bytes());
    std::str::from_utf8(room).is_ok_and(ask)
}
