//! Loading of the verb files: strong verbs, known verbs, how forms are made, auxiliaries and modals.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::language::model::Modality;
use crate::language::morph::{Mood, Tense};
use crate::rule::{Files, Problem};

use super::closed::PERSONS;
use super::noun_classes::umlaut;
use super::table::{self, Line};
use super::verbs::{Conjugation, Inflection, Stored, Verbs, WeakRow};

/// `verbs.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    #[serde(default)]
    separable: Vec<String>,
    #[serde(default)]
    inseparable: Vec<String>,
    #[serde(default)]
    particle_follows: bool,
    #[serde(default)]
    spellings: Vec<(String, String)>,
    #[serde(default)]
    participle_prefix: String,
    #[serde(default)]
    no_participle_prefix: Vec<String>,
    auxiliaries: Vec<String>,
    copulas: Vec<String>,
    passive: Vec<String>,
    #[serde(default)]
    stative: Vec<String>,
    perfect: Vec<String>,
    #[serde(default)]
    future: Vec<String>,
    #[serde(default)]
    zu_auxiliaries: Vec<String>,
    #[serde(default)]
    bare_infinitive: Vec<String>,
    modals: BTreeMap<String, String>,
    #[serde(default)]
    perfect_aux: PerfectAux,
    #[serde(default)]
    irregular: BTreeMap<String, (String, String)>,
}

/// Which verbs form their perfect with which auxiliary.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerfectAux {
    #[serde(default)]
    s: Vec<String>,
    #[serde(default)]
    h: Vec<String>,
}

impl Verbs {
    /// Loads `verbs.toml`, `conjugation.txt`, `strong_verbs.txt` and `known_verbs.txt`.
    ///
    /// # Errors
    /// When one is missing or says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let path = format!("{language}/verbs.toml");
        let raw: Raw = files.toml(&path)?;
        let mut verbs = Self {
            separable: by_length(raw.separable),
            inseparable: by_length(raw.inseparable),
            particle_follows: raw.particle_follows,
            spellings: raw.spellings,
            participle_prefix: raw.participle_prefix,
            no_participle_prefix: raw.no_participle_prefix,
            conjugation: Conjugation {
                auxiliaries: raw.auxiliaries,
                copulas: raw.copulas,
                passive: raw.passive,
                stative: raw.stative,
                perfect: raw.perfect,
                future: raw.future,
                infinitive_auxiliaries: raw.zu_auxiliaries,
                bare_infinitive: raw.bare_infinitive,
                modals: FxHashMap::default(),
                perfect_be: raw.perfect_aux.s.into_iter().map(Box::from).collect(),
                perfect_have: raw.perfect_aux.h.into_iter().map(Box::from).collect(),
            },
            ..Self::default()
        };
        for (modal, meaning) in raw.modals {
            let modality = modality(&meaning).ok_or_else(|| {
                let message = format!("`{meaning}` is no modality: possible, necessary, arranged, wanted");
                at_word(files, &path, &meaning, message)
            })?;
            verbs.conjugation.modals.insert(modal.into(), modality);
        }
        let templates = verbs.load_conjugation(files, &format!("{language}/conjugation.txt"))?;
        verbs.load_strong(files, &format!("{language}/strong_verbs.txt"), &templates)?;
        verbs.load_known(files, &format!("{language}/known_verbs.txt"))?;
        for (form, (lemma, readings)) in &raw.irregular {
            let Some(inflections) = inflections(readings) else {
                let message = format!("`{readings}` is no form of a verb; see conjugation.txt");
                return Err(at_word(files, &path, readings, message));
            };
            let id = verbs.intern(lemma);
            // What is given by hand replaces what a template would have made of another verb.
            verbs.forms.entry(form.as_str().into()).or_default().retain(|stored| stored.lemma != id);
            for inflection in inflections {
                verbs.store(form, id, inflection);
            }
        }
        Ok(verbs)
    }

    fn load_conjugation(&mut self, files: &Files, path: &str) -> Result<Vec<Template>, Problem> {
        let mut templates = Vec::new();
        let mut weak = false;
        for line in table::lines(files, path)? {
            if let Some(head) = line.text.strip_prefix("= ") {
                weak = head == "weak";
                continue;
            }
            let mut columns = line.text.splitn(if weak { 3 } else { 4 }, ' ');
            let mut next = || columns.next().map(nothing).unwrap_or_default();
            if weak {
                let (ending, replacement) = (next().to_owned(), next().to_owned());
                let inflections = readings(line, next())?;
                self.longest_weak_ending = self.longest_weak_ending.max(ending.len());
                self.weak.push(WeakRow { ending, replacement, inflections });
            } else {
                let (part, ending, replacement) = (next(), next(), next());
                let inflections = readings(line, next())?;
                let part = PARTS.iter().position(|name| *name == part).ok_or_else(|| {
                    line.problem(part, format!("`{part}` is no part of a strong verb: {}", PARTS.join(", ")))
                })?;
                templates.push(Template {
                    part,
                    ending: ending.to_owned(),
                    replacement: replacement.to_owned(),
                    inflections,
                });
            }
        }
        // The longest ending first: it is the best guess where no candidate is known.
        self.weak.sort_by_key(|row| std::cmp::Reverse(row.ending.len()));
        Ok(templates)
    }

    fn load_strong(&mut self, files: &Files, path: &str, templates: &[Template]) -> Result<(), Problem> {
        for line in table::lines(files, path)? {
            let columns: Vec<&str> = line.columns().collect();
            let [infinitive, third, past, participle, auxiliary, rest @ ..] = &columns[..] else {
                let message = "needs infinitive, third person, past, participle, auxiliary".to_owned();
                return Err(line.problem(line.text, message));
            };
            let regular = if past.ends_with('e') { String::new() } else { format!("{}e", umlaut(past)) };
            let unreal = rest.first().copied().unwrap_or(&regular);
            let id = self.intern(infinitive);
            self.known.insert((*infinitive).into());
            if *auxiliary == "s" {
                self.conjugation.perfect_be.insert((*infinitive).into());
            }
            for template in templates {
                let part = [infinitive, third, past, participle, &unreal][template.part];
                for form in part.split('/').filter(|form| !form.is_empty()) {
                    if let Some(made) = template.apply(form) {
                        for &inflection in &template.inflections {
                            self.store(&made, id, inflection);
                        }
                    }
                }
            }
            if let Some(bare) = participle.strip_prefix(self.participle_prefix.as_str())
                && !self.participle_prefix.is_empty()
            {
                self.bare_participles.insert(bare.into(), id);
            }
        }
        Ok(())
    }

    fn load_known(&mut self, files: &Files, path: &str) -> Result<(), Problem> {
        for line in table::lines(files, path)? {
            for verb in line.columns() {
                let Some((first, second)) = verb.split_once('|') else {
                    self.known.insert(verb.into());
                    continue;
                };
                let rest = second.replace('|', "");
                let (particle, base) =
                    if self.particle_follows { (rest.as_str(), first) } else { (first, rest.as_str()) };
                let whole = self.with_particle(particle, base);
                self.known.insert(base.into());
                self.known.insert(whole.as_str().into());
                self.particle_verbs.insert(whole.into());
            }
        }
        Ok(())
    }

    fn intern(&mut self, lemma: &str) -> u32 {
        if let Some(id) = self.ids.get(lemma) {
            return *id;
        }
        let id = u32::try_from(self.lemmas.len()).unwrap_or(u32::MAX);
        self.lemmas.push(lemma.into());
        self.ids.insert(lemma.into(), id);
        id
    }

    fn store(&mut self, form: &str, lemma: u32, inflection: Inflection) {
        let stored = self.forms.entry(form.into()).or_default();
        let new = Stored { lemma, inflection };
        if !stored.contains(&new) {
            stored.push(new);
        }
    }
}

/// A form made from a part of a strong verb.
struct Template {
    part: usize,
    ending: String,
    replacement: String,
    inflections: Vec<Inflection>,
}

/// The parts of a strong verb in the order of the file's columns.
const PARTS: [&str; 5] = ["infinitive", "third", "past", "participle", "unreal"];

impl Template {
    fn apply(&self, part: &str) -> Option<String> {
        let stem = match self.ending.strip_prefix('!') {
            Some(not) => (!part.ends_with(not)).then_some(part)?,
            None => part.strip_suffix(self.ending.as_str())?,
        };
        Some(format!("{stem}{}", self.replacement))
    }
}

fn by_length(mut words: Vec<String>) -> Vec<String> {
    words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words
}

fn nothing(column: &str) -> &str {
    if column == "0" { "" } else { column }
}

fn readings(line: Line<'_>, text: &str) -> Result<Vec<Inflection>, Problem> {
    inflections(text).ok_or_else(|| line.problem(text, format!("`{text}` is no form of a verb")))
}

/// Reads what a form is: `1s present indicative; 3s present reported`, `participle`.
fn inflections(text: &str) -> Option<Vec<Inflection>> {
    text.split([';', ',']).map(|item| inflection(item.trim())).collect()
}

fn inflection(item: &str) -> Option<Inflection> {
    match item {
        "infinitive" => return Some(Inflection::Infinitive),
        "participle" => return Some(Inflection::Participle),
        "present-participle" => return Some(Inflection::PresentParticiple),
        _ => {}
    }
    let mut words = item.split(' ');
    let (named, tense, mood) = (words.next()?, words.next()?, words.next()?);
    let mut persons = 0;
    for (bit, name) in PERSONS.iter().enumerate() {
        if named.contains(name) {
            persons |= 1 << bit;
        }
    }
    let tense = match tense {
        "present" => Tense::Present,
        "past" => Tense::Past,
        _ => return None,
    };
    let mood = match mood {
        "indicative" => Mood::Indicative,
        "reported" => Mood::Reported,
        "unreal" => Mood::Unreal,
        _ => return None,
    };
    (persons != 0).then_some(Inflection::Finite { persons, tense, mood })
}

fn modality(name: &str) -> Option<Modality> {
    match name {
        "possible" => Some(Modality::Possible),
        "necessary" => Some(Modality::Necessary),
        "arranged" => Some(Modality::Arranged),
        "wanted" => Some(Modality::Wanted),
        _ => None,
    }
}

fn at_word(files: &Files, path: &str, word: &str, message: String) -> Problem {
    let text = files.text(path).unwrap_or_default();
    let at = text.find(word).map_or(0..0, |start| start..start + word.len());
    files.problem(path, at, message)
}
