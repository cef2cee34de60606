//! What a row of verbs means as a whole: its voice and its tense.

use crate::language::lexicon::{Inflection, Lexicon};
use crate::language::model::{Modality, Voice};
use crate::language::morph::Tense;

use super::complex::{Link, has};

/// The verbs of a complex, for voice and tense.
pub(super) struct Chain<'c> {
    pub(super) finite: &'c str,
    pub(super) past: bool,
    pub(super) main: &'c Link,
    pub(super) others: &'c [&'c Link],
}

impl Chain<'_> {
    fn contains(&self, verbs: &[String], inflections: &[Inflection]) -> bool {
        self.others.iter().any(|link| {
            link.at != self.main.at
                && has(verbs, &link.lemma)
                && inflections.contains(&link.reading.inflection)
        })
    }

    pub(super) fn voice(&self, lexicon: &Lexicon) -> Voice {
        let rules = &lexicon.verbs.conjugation;
        if self.main.reading.inflection != Inflection::Participle {
            return Voice::Active;
        }
        let infinitives = [Inflection::Infinitive, Inflection::MarkedInfinitive];
        let perfect_infinitive = self.contains(&rules.perfect, &infinitives);
        if self.contains(&rules.passive, &[Inflection::Participle, Inflection::PresentParticiple])
            || self.contains(&rules.passive, &infinitives)
            || has(&rules.passive, self.finite) && !perfect_infinitive
        {
            return Voice::Passive;
        }
        let be = has(&rules.stative, self.finite) || self.contains(&rules.stative, &infinitives);
        let have = rules.perfect.iter().any(|verb| {
            !rules.stative.contains(verb)
                && (verb == self.finite || self.contains(std::slice::from_ref(verb), &infinitives))
        });
        if be && !have && !lexicon.verbs.perfect_with_be(&self.main.lemma) {
            Voice::Stative
        } else {
            Voice::Active
        }
    }

    pub(super) fn tense(&self, voice: Voice, modality: Option<Modality>, lexicon: &Lexicon) -> Tense {
        let rules = &lexicon.verbs.conjugation;
        let simple = if self.past { Tense::Past } else { Tense::Present };
        let perfect = if self.past { Tense::Pluperfect } else { Tense::Perfect };
        let participle = self.main.reading.inflection == Inflection::Participle;
        let infinitives = [Inflection::Infinitive, Inflection::MarkedInfinitive];
        let perfect_infinitive =
            self.contains(&rules.perfect, &infinitives) && participle && voice != Voice::Stative;
        let passive_participle = self.contains(&rules.passive, &[Inflection::Participle]);
        if perfect_infinitive {
            return if self.contains(&rules.passive, &infinitives) { simple } else { Tense::Perfect };
        }
        let future = has(&rules.future, self.finite) && !self.past;
        match voice {
            Voice::Passive if passive_participle => perfect,
            Voice::Passive if future && self.contains(&rules.passive, &infinitives) => Tense::Future,
            Voice::Passive | Voice::Stative => simple,
            Voice::Active if participle && has(&rules.perfect, self.finite) => perfect,
            Voice::Active if future && !participle && modality.is_none() => Tense::Future,
            Voice::Active => simple,
        }
    }
}
