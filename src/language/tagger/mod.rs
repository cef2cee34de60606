//! Parts of speech: a linear model trained from treebanks (`examples/train`), one file per language.

pub mod form;
pub mod lists;
pub mod pos;
pub mod sequence;

use crate::rule::{Files, Problem};
use crate::text::Span;

use super::{Pos, Token, VerbForm};
use form::Form;
use lists::Lists;
use pos::Known;
use sequence::{Scratch, Sequence};

/// Labels of a part-of-speech model are padded to this many.
pub const WIDTH: usize = 24;

/// The tagger of one language. Without a model it leaves every word as [`Pos::X`].
#[derive(Debug, Default)]
pub struct Tagger {
    model: Option<Sequence<WIDTH>>,
    labels: Vec<(Pos, Option<VerbForm>)>,
    lists: Lists,
}

/// Buffers that one sentence leaves to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    forms: Vec<Form>,
    known: Vec<Known>,
    labels: Vec<u8>,
    scratch: Scratch<WIDTH>,
}

impl Tagger {
    /// Loads the model and the word lists of a language.
    ///
    /// # Errors
    /// When a word list says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let lists = Lists::load(files, language)?;
        let model = files.binary(&format!("{language}/pos.bin")).and_then(Sequence::read);
        let labels = model.iter().flat_map(Sequence::labels).map(|label| parse(label)).collect();
        Ok(Self { model, labels, lists })
    }

    /// Whether there is a model.
    pub fn is_trained(&self) -> bool {
        self.model.is_some()
    }

    /// The parts of speech of a sentence's words, and the forms of its verbs.
    pub fn tag(&self, words: &[&str], buffers: &mut Buffers) -> Vec<(Pos, Option<VerbForm>)> {
        self.run(words.iter().copied(), buffers);
        buffers.labels.iter().map(|&label| self.label(label)).collect()
    }

    /// Sets part of speech and verb form of a sentence's tokens.
    pub fn apply(&self, text: &str, tokens: &mut [Token], buffers: &mut Buffers) {
        self.run(tokens.iter().map(|token| Span::of(token.span, text)), buffers);
        for (token, &label) in tokens.iter_mut().zip(&buffers.labels) {
            (token.pos, token.morph.form) = self.label(label);
        }
    }

    fn label(&self, label: u8) -> (Pos, Option<VerbForm>) {
        self.labels.get(usize::from(label)).copied().unwrap_or((Pos::X, None))
    }

    fn run<'a>(&self, words: impl Iterator<Item = &'a str>, buffers: &mut Buffers) {
        let Buffers { forms, known, labels, scratch } = buffers;
        labels.clear();
        let Some(model) = &self.model else { return };
        forms.clear();
        forms.extend(words.map(Form::new));
        known.clear();
        known.extend(
            forms
                .iter()
                .map(|form| Known { cluster: model.cluster(form.lower), lists: self.lists.of(form.lower) }),
        );
        let features = |at: usize, out: &mut Vec<u32>| pos::features(forms, known, at, out);
        model.label(forms.len(), scratch, features, labels);
    }
}

/// Reads a label: a Universal Dependencies tag, verbs with their form (`VERB:Fin`).
fn parse(label: &str) -> (Pos, Option<VerbForm>) {
    let (tag, form) = label.split_once(':').unwrap_or((label, ""));
    let form = match form {
        "Fin" => Some(VerbForm::Finite),
        "Inf" => Some(VerbForm::Infinitive),
        "Zu" => Some(VerbForm::ZuInfinitive),
        "Part" => Some(VerbForm::Participle),
        "Ing" => Some(VerbForm::PresentParticiple),
        _ => None,
    };
    (Pos::from_tag(tag), form)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The only code here that touches the API: words with the tags they should get.
    #[track_caller]
    fn check(language: &str, expected: &str) {
        let tagger = Tagger::load(&Files::builtin(), language).expect("the files are right");
        let words: Vec<&str> =
            expected.split_whitespace().filter_map(|pair| pair.rsplit_once('/')).map(|pair| pair.0).collect();
        let tags = tagger.tag(&words, &mut Buffers::default());
        let shown: Vec<String> = words
            .iter()
            .zip(tags)
            .map(|(word, (pos, form))| match form {
                Some(form) => format!("{word}/{pos:?}:{form:?}"),
                None => format!("{word}/{pos:?}"),
            })
            .collect();
        assert_eq!(shown.join(" "), expected.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn german_words_get_their_parts_of_speech() {
        check(
            "de",
            "Der/Det alte/Adj Minister/Noun hat/Aux:Finite das/Det Treffen/Noun im/Adp Herbst/Noun
             in/Adp Berlin/Propn abgesagt/Verb:Participle ./Punct",
        );
        check(
            "de",
            "Sie/Pron konnte/Aux:Finite die/Det Verhandlungen/Noun nicht/Part fortsetzen/Verb:Infinitive ,/Punct
             weil/Sconj er/Pron lügt/Verb:Finite ./Punct",
        );
        check(
            "de",
            "Die/Det Regierung/Noun plant/Verb:Finite ,/Punct drei/Num Schulen/Noun zu/Part bauen/Verb:Infinitive ./Punct",
        );
    }

    #[test]
    fn english_words_get_their_parts_of_speech() {
        check(
            "en",
            "The/Det president/Noun did/Aux:Finite n't/Part cancel/Verb:Infinitive the/Det meeting/Noun
             in/Adp London/Propn ./Punct",
        );
        check(
            "en",
            "He/Pron was/Aux:Finite walking/Verb:PresentParticiple slowly/Adv and/Cconj laughed/Verb:Finite ./Punct",
        );
    }

    #[test]
    fn any_words_are_tagged_without_panic() {
        let tagger = Tagger::load(&Files::builtin(), "de").expect("the files are right");
        let long = "ä".repeat(1000);
        for words in [&[] as &[&str], &[""], &["\u{0}", "\u{301}", "💥", &long], &["-", "-", ".", "’"]] {
            assert_eq!(tagger.tag(words, &mut Buffers::default()).len(), words.len());
        }
        assert!(Sequence::<WIDTH>::read(b"").is_none());
        assert!(Sequence::<WIDTH>::read(b"FLM2\x02\x01A").is_none());
        assert_eq!(Tagger::default().tag(&["x"], &mut Buffers::default()).len(), 0);
    }

    #[test]
    fn every_language_with_a_model_file_can_use_it() {
        for language in ["de", "en"] {
            assert!(Tagger::load(&Files::builtin(), language).is_ok_and(|tagger| tagger.is_trained()));
        }
    }
}
