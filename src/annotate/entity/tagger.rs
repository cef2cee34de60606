//! Finds names in a sentence and says what they name: by a model trained from annotated news where a language has
//! one, by runs of proper nouns and the lists of names elsewhere. Titles are not part of a name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::EntityKind;
use crate::language::tagger::form::{Form, mix};
use crate::language::tagger::lists::Lists;
use crate::language::tagger::sequence::{Scratch, Sequence};
use crate::language::{Pos, Sentence};
use crate::rule::{Files, Problem};

/// Labels of a name model are padded to this many.
pub const WIDTH: usize = 12;

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<u16>,
    /// What it names.
    pub kind: EntityKind,
    /// Whether it is an adjective of origin (`russisch`, `Kasseler`) and its kind that of what it is derived from.
    pub adjective: bool,
}

/// Name models and lists of all languages.
#[derive(Debug, Default)]
pub struct NameTagger {
    models: BTreeMap<String, Sequence<WIDTH>>,
    lists: Lists,
}

/// Buffers that one sentence leaves to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    words: Vec<Word>,
    labels: Vec<u8>,
    scratch: Scratch<WIDTH>,
}

/// What the features look at.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    form: Form,
    cluster: u32,
    lists: u32,
    pos: u32,
    quoted: u32,
}

impl NameTagger {
    /// Loads the models (`<language>/names.bin`) and the lists of names.
    ///
    /// # Errors
    /// When a list cannot be read.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let model = |code: &str| {
            files
                .binary(&format!("{code}/names.bin"))
                .and_then(Sequence::read)
                .map(|model| (code.to_owned(), model))
        };
        let models = files.languages().into_iter().filter_map(model).collect();
        Ok(Self { models, lists: Lists::names(files)? })
    }

    /// Whether there is a model for a language.
    pub fn has_model(&self, language: &str) -> bool {
        self.models.contains_key(language)
    }

    /// The lists of names.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The names of a sentence, in its order; they do not overlap.
    pub fn find(&self, text: &str, sentence: &Sentence, buffers: &mut Buffers) -> Vec<Name> {
        let tokens = sentence.tokens.iter().map(|token| (token.span.of(text), token.pos));
        self.names(sentence.language.code(), tokens, buffers)
    }

    /// The names in a sequence of words with their parts of speech.
    pub fn names<'a>(
        &self,
        language: &str,
        tokens: impl Iterator<Item = (&'a str, Pos)>,
        buffers: &mut Buffers,
    ) -> Vec<Name> {
        let model = self.models.get(language);
        let cluster = |lower| model.map_or(0, |model| model.cluster(lower));
        words(tokens, &self.lists, cluster, &mut buffers.words);
        let Some(model) = model else { return self.proper_nouns(&buffers.words) };
        let Buffers { words, labels, scratch } = buffers;
        model.label(words.len(), scratch, |at, out| features(words, at, out), labels);
        chunks(labels.iter().map(|&label| model.labels().get(usize::from(label)).map_or("O", String::as_str)))
    }

    /// Runs of proper nouns, for a language without a model.
    fn proper_nouns(&self, words: &[Word]) -> Vec<Name> {
        let is_name = |word: &Word| word.pos == Pos::Propn as u32 && word.form.capital;
        let mut names = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let length = words[at..].iter().take_while(|word| is_name(word)).count();
            // A title at the start belongs to the person, but not to the name.
            let title = |word: &&Word| self.lists.has(word.lists, "titles");
            let titles = words[at..at + length].iter().take_while(title).count();
            if length > titles {
                let titled = titles > 0 || at > 0 && title(&&words[at - 1]);
                let kind = self.kind_of(&words[at + titles..at + length], titled);
                names.push(Name { tokens: to_u16(at + titles)..to_u16(at + length), kind, adjective: false });
            }
            at += length.max(1);
        }
        names
    }

    fn kind_of(&self, words: &[Word], titled: bool) -> EntityKind {
        let any = |lists: &[&str]| {
            words.iter().any(|word| lists.iter().any(|list| self.lists.has(word.lists, list)))
        };
        let first = words.first().map_or(0, |word| word.lists);
        if titled || words.len() > 1 && self.lists.has(first, "given-names") {
            EntityKind::Person
        } else if any(&["organisations", "organisation-words"]) {
            EntityKind::Organisation
        } else if any(&["countries", "cities", "regions", "place-words"]) {
            EntityKind::Place
        } else if words.len() > 1 || any(&["given-names", "surnames"]) {
            EntityKind::Person
        } else {
            EntityKind::Other
        }
    }
}

/// Reads the tokens of a sentence into what the features look at.
pub fn words<'a>(
    tokens: impl Iterator<Item = (&'a str, Pos)>,
    lists: &Lists,
    cluster: impl Fn(u32) -> u32,
    out: &mut Vec<Word>,
) {
    out.clear();
    let mut quoted = 0;
    out.extend(tokens.map(|(token, pos)| {
        quoted = match token {
            "„" | "«" | "»" | "“" | "\"" | "”" | "''" | "``" => u32::from(quoted == 0),
            _ if quoted > 0 => (quoted + 1).min(4),
            _ => 0,
        };
        let form = Form::new(token);
        let known = lists.of(form.lower) | if form.tail == 0 { 0 } else { lists.of(form.tail) };
        Word { form, cluster: cluster(form.lower), lists: known, pos: pos as u32, quoted }
    }));
}

/// The feature that every word has: what is likely before anything is known.
pub const ALWAYS: u32 = mix(1, FIRST_TEMPLATE + 1);

/// Features of names are told from others by where their templates begin to count.
const FIRST_TEMPLATE: u32 = 0x4e00;

/// Writes the features of the word `at`.
pub fn features(words: &[Word], at: usize, out: &mut Vec<u32>) {
    const NONE: Word = Word { form: Form::NONE, cluster: 0, lists: 0, pos: 99, quoted: 0 };
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&NONE);
    let (this, before, after) = (word(0), word(-1), word(1));
    let (second_before, second_after) = (word(-2), word(2));
    let start = u32::from(!before.form.letters);
    let look = |word: &Word| mix(word.lists, u32::from(word.form.capital));
    let mut template = FIRST_TEMPLATE;
    let mut add = |hash: u32| {
        template += 1;
        out.push(mix(hash, template));
    };
    add(1);
    add(this.form.word);
    add(this.form.lower);
    add(this.form.tail);
    for length in 1..6 {
        add(this.form.suffixes[length]);
    }
    for length in 1..4 {
        add(this.form.prefixes[length]);
    }
    add(mix(this.form.shape, start));
    add(mix(this.pos, mix(this.form.shape, start)));
    add(mix(this.form.suffixes[2], this.pos));
    for (one, other) in [(this, before), (this, after), (second_before, before), (after, second_after)] {
        add(mix(one.form.lower, other.form.lower));
        add(mix(one.form.shape, other.form.shape));
        add(mix(one.pos, other.pos));
        add(mix(look(one), look(other)));
        add(mix(one.cluster, other.cluster));
    }
    for near in [before, after, second_before, second_after, word(-3), word(3)] {
        add(near.form.lower);
        add(look(near));
        add(near.cluster);
        add(near.pos);
    }
    for near in [before, after] {
        add(near.form.suffixes[2]);
        add(near.form.prefixes[2]);
        add(mix(near.form.tail, 7));
        add(mix(near.form.shape, this.form.lower));
        add(mix(near.form.lower, mix(this.form.shape, this.pos)));
        add(mix(near.form.lower, look(this)));
        add(mix(near.form.suffixes[1], this.form.suffixes[1]));
        add(mix(near.form.suffixes[2], mix(this.form.shape, 3)));
    }
    add(look(this));
    add(mix(look(this), this.pos));
    add(this.cluster);
    add(mix(this.cluster, this.form.shape));
    add(mix(mix(before.pos, this.pos), after.pos));
    add(mix(mix(before.form.shape, this.form.shape), after.form.shape));
    add(mix(mix(look(before), look(this)), look(after)));
    add(mix(before.form.lower, after.form.lower));
    add(mix(this.quoted, u32::from(this.form.capital)));
    add(mix(this.quoted, mix(before.quoted, this.form.shape)));
}

/// The chunks of a sequence of labels (`B-PER`, `I-PER`, `O`).
fn chunks<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open = "";
    for (at, label) in labels.enumerate() {
        let (position, kind) = label.split_once('-').unwrap_or(("O", ""));
        match names.last_mut() {
            Some(name) if position == "I" && open == kind => name.tokens.end = to_u16(at + 1),
            _ => {
                if let Some((kind, adjective)) = parse(kind) {
                    names.push(Name { tokens: to_u16(at)..to_u16(at + 1), kind, adjective });
                }
            }
        }
        open = kind;
    }
    names
}

/// Reads the kind in a label.
fn parse(kind: &str) -> Option<(EntityKind, bool)> {
    match kind {
        "PER" => Some((EntityKind::Person, false)),
        "ORG" => Some((EntityKind::Organisation, false)),
        "LOC" => Some((EntityKind::Place, false)),
        "OTH" => Some((EntityKind::Other, false)),
        "DER" => Some((EntityKind::Place, true)),
        _ => None,
    }
}

fn to_u16(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tagger::Tagger;

    /// The only code here that touches the API: words, names in brackets with their kind.
    #[track_caller]
    fn check(language: &str, expected: &str) {
        let files = Files::builtin();
        let tagger = Tagger::load(&files, language).expect("the files are right");
        let names = NameTagger::load(&files).expect("the files are right");
        let words: Vec<&str> = expected
            .split_whitespace()
            .map(|word| word.trim_matches(['[', ']']))
            .filter(|word| !word.starts_with('/'))
            .collect();
        let tags = tagger.tag(&words, &mut crate::language::tagger::Buffers::default());
        let tokens = words.iter().copied().zip(tags.into_iter().map(|(pos, _)| pos));
        let found = names.names(language, tokens, &mut Buffers::default());
        let mut shown = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let start = found.iter().any(|name| usize::from(name.tokens.start) == at);
            let end = found.iter().find(|name| usize::from(name.tokens.end) == at + 1);
            shown.push(format!(
                "{}{word}{}",
                if start { "[" } else { "" },
                if end.is_some() { "]" } else { "" }
            ));
            if let Some(name) = end {
                shown.push(format!("/{}", name.kind.name()));
            }
        }
        assert_eq!(shown.join(" "), expected.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn german_names_are_found_without_their_titles() {
        check(
            "de",
            "Der Präsident [Martin Brandner] /person traf in [Hamburg] /place die Ministerin [Anna Kovács] /person .",
        );
        check(
            "de",
            "Die [Deutsche Bank] /organisation und die [SPD] /organisation lehnten den Vorschlag aus [Frankreich] /place ab .",
        );
        check("de", "Der Vorstand lehnte den Vorschlag am Montag ab .");
    }

    #[test]
    fn without_a_model_proper_nouns_and_lists_decide() {
        check("en", "President [Martin Brandner] /person flew to [London] /place yesterday .");
    }

    #[test]
    fn any_words_are_read_without_panic() {
        let names = NameTagger::load(&Files::builtin()).expect("the files are right");
        for language in ["de", "en", "xx"] {
            for words in [&[] as &[&str], &[""], &["\u{0}", "\u{301}", "💥"], &["„", "„", "“", "-"]] {
                for pos in [Pos::X, Pos::Propn] {
                    let tokens = words.iter().map(|word| (*word, pos));
                    assert!(names.names(language, tokens, &mut Buffers::default()).len() <= words.len());
                }
            }
        }
    }
}
