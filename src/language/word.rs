//! Each word by itself: everything that its form, its part of speech and the word lists tell, before its neighbours are
//! asked.

use super::cells::Cells;
use super::lexicon::{Entry, Inflection, Kinds, Lexicon, VerbReading, VerbReadings};
use super::model::{Pos, Token};
use super::morph::{Mood, Person, Tense, VerbForm};
use super::phrase::Draft;

/// What is known about a word while a sentence is being read.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Part of speech.
    pub pos: Pos,
    /// Its closed-class reading.
    pub entry: Option<&'a Entry>,
    /// Every kind that any of its closed-class readings has: `seit` opens phrases and clauses.
    pub kinds: Kinds,
    /// Cases, genders, numbers; empty where it has none.
    pub cells: Cells,
    /// What it can be as a verb; empty for other words.
    pub verb: VerbReadings,
    /// The form of a verb that the tagger saw.
    pub form: Option<VerbForm>,
    /// Whether it is a noun of time.
    pub time: bool,
    /// Whether it is a noun of measure.
    pub measure: bool,
}

impl Word<'_> {
    /// Whether it is of one of these kinds.
    pub fn is(&self, kinds: Kinds) -> bool {
        self.kinds.any(kinds)
    }

    /// Whether it is a noun, a name or the sign of a unit.
    pub fn is_nominal(&self) -> bool {
        matches!(self.pos, Pos::Noun | Pos::Propn) || self.pos == Pos::Sym && self.measure
    }

    /// Whether it can be a finite verb.
    pub fn can_be_finite(&self) -> bool {
        self.finite().is_some()
    }

    /// Whether it can be nothing but a finite verb.
    pub fn must_be_finite(&self) -> bool {
        !self.verb.is_empty()
            && self.verb.iter().all(|reading| matches!(reading.inflection, Inflection::Finite { .. }))
    }

    /// Its first finite reading.
    pub fn finite(&self) -> Option<&VerbReading> {
        self.reading(|inflection| matches!(inflection, Inflection::Finite { .. }))
    }

    /// The persons of all its finite readings, as in [`Inflection::Finite`].
    pub fn persons(&self) -> u8 {
        self.verb.iter().fold(0, |all, reading| match reading.inflection {
            Inflection::Finite { persons, .. } => all | persons,
            _ => all,
        })
    }

    /// Its first reading of a form.
    pub fn reading(&self, fits: impl Fn(Inflection) -> bool) -> Option<&VerbReading> {
        self.verb.iter().find(|reading| fits(reading.inflection))
    }

    /// Whether it can be a participle.
    pub fn can_be_participle(&self) -> bool {
        self.reading(|inflection| inflection == Inflection::Participle).is_some()
    }

    /// Whether it can be an infinitive without marker inside.
    pub fn can_be_infinitive(&self) -> bool {
        self.reading(|inflection| inflection == Inflection::Infinitive).is_some()
    }

    /// Whether it is an infinitive with the marker inside (`abzusagen`).
    pub fn is_marked_infinitive(&self) -> bool {
        self.reading(|inflection| inflection == Inflection::MarkedInfinitive).is_some()
    }
}

/// Buffers that one word leaves to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    lower: String,
    noun: String,
}

/// Reads one token: returns what is known and sets the token's dictionary form. It is told whether the word is the
/// sentence's first, and whether an adjective, noun or name follows.
pub fn read<'a>(
    text: &'a str,
    token: &mut Token,
    (first, before_noun): (bool, bool),
    lexicon: &'a Lexicon,
    scratch: &mut Scratch,
) -> Word<'a> {
    let form: &str = token.span.of(text);
    scratch.lower.clear();
    // `wasn’t` and `wasn't` are one word.
    let plain = |c: char| if c == '’' { '\'' } else { c };
    scratch.lower.extend(form.chars().flat_map(char::to_lowercase).map(plain));
    let lower = scratch.lower.as_str();
    let entries =
        if first || form == lower || token.pos != Pos::Propn { lexicon.closed.get(lower) } else { &[] };
    let kinds = entries.iter().fold(Kinds::NONE, |kinds, entry| kinds.or(entry.kinds));
    let mut word = Word {
        text: form,
        pos: token.pos,
        entry: choose(entries, token.pos),
        kinds,
        cells: Cells::NONE,
        verb: VerbReadings::default(),
        form: token.morph.form,
        time: false,
        measure: false,
    };
    repair(&mut word, lower, first, lexicon);
    let small = lexicon.grammar.capital_nouns && form.starts_with(char::is_lowercase);
    // `Hinweise nimmt jeder entgegen`: a listed noun that the tagger, at the capital of a sentence, did not see.
    let unseen = word.pos == Pos::Adv || word.pos == Pos::Adj && !before_noun;
    if first
        && unseen
        && entries.is_empty()
        && lexicon.grammar.capital_nouns
        && lexicon.nouns.knows(lower)
        && !lexicon.grammar.time_nouns.contains(form)
    {
        word.pos = Pos::Noun;
    }
    let noun = matches!(word.pos, Pos::Noun | Pos::Propn | Pos::X | Pos::Intj);
    let closed = matches!(word.pos, Pos::Adp | Pos::Det | Pos::Pron | Pos::Sconj | Pos::Cconj);
    if small && entries.is_empty() && (noun || closed) {
        // Neither a noun nor one of the closed classes: a verb that is listed, or an adjective or adverb.
        let verb = lexicon.verbs.read(lower, &lexicon.grammar.infinitive_marker);
        word.pos = match verb.iter().any(|reading| reading.known) {
            true => Pos::Verb,
            false if noun => Pos::Adj,
            false => Pos::Adv,
        };
    }
    if small && entries.is_empty() && matches!(word.pos, Pos::Adv | Pos::Adj) && is_past(lower, lexicon) {
        word.pos = Pos::Verb;
    }
    if !lexicon.grammar.capital_nouns
        && form == lower
        && entries.is_empty()
        && is_mistaken(word.pos, lower, lexicon)
    {
        word.pos = Pos::Verb;
    }
    token.pos = word.pos;
    match word.pos {
        Pos::Noun => read_noun(&mut word, token, lexicon, &mut scratch.noun),
        Pos::Propn => read_name(&mut word, token, lexicon, &mut scratch.noun),
        Pos::Verb | Pos::Aux => read_verb(&mut word, token, lower, lexicon),
        Pos::Adj => read_adjective(&mut word, token, lower, before_noun, lexicon),
        Pos::Sym => {
            word.measure = lexicon.grammar.measure_nouns.contains(form);
            word.cells = if word.measure { Cells::ALL } else { Cells::NONE };
        }
        Pos::Num => {
            word.cells = if form == "1" { Cells::SINGULAR } else { Cells::PLURAL };
            token.lemma = form.into();
        }
        _ => {
            if let Some(entry) = word.entry {
                word.cells = entry.cells;
                token.lemma = entry.lemma.clone();
            } else {
                token.lemma = lower.into();
                // Short words that are no closed-class word may be a verb that the tagger took for an adverb.
                if word.pos == Pos::Adv && form == lower {
                    word.verb = participles_only(lexicon, lower);
                }
            }
        }
    }
    word
}

/// The reading of a closed-class word that goes with a part of speech.
fn choose(entries: &[Entry], pos: Pos) -> Option<&Entry> {
    let determiners = Kinds::ARTICLE.or(Kinds::DETERMINER).or(Kinds::BARE).or(Kinds::STRONG);
    let pronouns = Kinds::PERSONAL.or(Kinds::PRONOUN).or(Kinds::REFLEXIVE).or(Kinds::RELATIVE);
    let wanted = match pos {
        Pos::Det => determiners,
        Pos::Pron => pronouns.or(Kinds::DEMONSTRATIVE).or(Kinds::INTERROGATIVE),
        Pos::Adp => Kinds::PREPOSITION.or(Kinds::CONTRACTION).or(Kinds::POSTPOSITION),
        Pos::Sconj => Kinds::SUBORDINATOR,
        Pos::Cconj => Kinds::COORDINATOR.or(Kinds::CLAUSE_COORDINATOR),
        _ => Kinds::NONE,
    };
    entries.iter().find(|entry| entry.kinds.any(wanted)).or(entries.first())
}

/// Mends a participle that opens its sentence, which the tagger takes for a noun or an adjective because of its capital,
/// the auxiliary standing right behind it (`Gefasst wurden die drei in Lyon`).
pub fn mend_fronted(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    if !lexicon.grammar.capital_nouns {
        return;
    }
    for at in 0..tokens.len().saturating_sub(1) {
        let opens = at == 0 || matches!(tokens[at - 1].pos, Pos::Punct);
        let next = &tokens[at + 1];
        let helped = next.pos == Pos::Aux
            && lexicon.verbs.read(next.span.of(text), "").iter().any(|reading| {
                let lemma = lexicon.verbs.lemma(next.span.of(text), reading);
                lexicon.verbs.conjugation.auxiliaries.contains(&lemma)
            });
        let token = &mut tokens[at];
        let form = token.span.of(text);
        let open = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Adv | Pos::X | Pos::Intj);
        if opens && helped && open && form.starts_with(char::is_uppercase) {
            let lower = form.to_lowercase();
            let noun = token.pos == Pos::Noun && lexicon.nouns.knows(&lower);
            if !noun && !participles_only(lexicon, &lower).is_empty() {
                token.pos = Pos::Verb;
                token.morph.form = Some(VerbForm::Participle);
            }
        }
    }
}

/// Mends what the tagger cannot have meant: closed-class words have a closed set of parts of speech.
fn repair(word: &mut Word<'_>, lower: &str, first: bool, lexicon: &Lexicon) {
    let Some(entry) = word.entry else { return };
    let adverbial =
        Kinds::FOCUS.or(Kinds::DEGREE).or(Kinds::APPROXIMATOR).or(Kinds::BARE).or(Kinds::MID_ADVERB);
    let pronoun = entry.kinds.any(Kinds::PRONOUN) && !entry.kinds.any(adverbial);
    let other = match word.pos {
        Pos::Adv | Pos::Adj | Pos::X => true,
        Pos::Verb | Pos::Aux => !lexicon.verbs.read(lower, "").iter().any(|reading| reading.known),
        Pos::Noun | Pos::Propn => lexicon.grammar.capital_nouns,
        _ => false,
    };
    if pronoun && other && (word.text == lower || first && word.pos != Pos::Noun) {
        word.pos = Pos::Pron;
        return;
    }
    let unique = Kinds::PERSONAL.or(Kinds::REFLEXIVE).or(Kinds::ARTICLE);
    let open = matches!(word.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::X | Pos::Intj);
    if !open || (word.text != lower && !first) {
        return;
    }
    if entry.kinds.any(unique) {
        word.pos = if entry.kinds.any(Kinds::ARTICLE) { Pos::Det } else { Pos::Pron };
    } else if entry.kinds.any(Kinds::CONTRACTION)
        || (entry.kinds == Kinds::PREPOSITION && word.kinds == Kinds::PREPOSITION && word.pos != Pos::Verb)
    {
        word.pos = Pos::Adp;
    } else if word.pos == Pos::X {
        let preposition = Kinds::PREPOSITION.or(Kinds::POSTPOSITION);
        let determiner = Kinds::DETERMINER.or(Kinds::BARE).or(Kinds::STRONG);
        word.pos = match entry.kinds {
            kinds if kinds.any(preposition) => Pos::Adp,
            kinds if kinds.any(determiner) => Pos::Det,
            kinds if kinds.any(Kinds::SUBORDINATOR) => Pos::Sconj,
            kinds if kinds.any(Kinds::COORDINATOR.or(Kinds::CLAUSE_COORDINATOR)) => Pos::Cconj,
            kinds if kinds.any(Kinds::PRONOUN.or(Kinds::RELATIVE).or(Kinds::INTERROGATIVE)) => Pos::Pron,
            _ => Pos::Adv,
        };
    }
}

/// Whether a form is a listed verb's past and nothing else (`nahm`, `kam`).
fn is_past(lower: &str, lexicon: &Lexicon) -> bool {
    let readings = lexicon.verbs.read(lower, &lexicon.grammar.infinitive_marker);
    let past = |reading: &VerbReading| {
        reading.known
            && matches!(
                reading.inflection,
                Inflection::Finite { tense: Tense::Past, mood: Mood::Indicative, .. }
            )
    };
    !readings.is_empty() && readings.iter().all(past)
}

/// Whether a small word of an open class was taken for a noun or for one of a closed class, and can only be a listed
/// verb's past (`took`, `won`).
fn is_mistaken(pos: Pos, lower: &str, lexicon: &Lexicon) -> bool {
    let mistaken = matches!(
        pos,
        Pos::Noun
            | Pos::Propn
            | Pos::X
            | Pos::Intj
            | Pos::Adp
            | Pos::Det
            | Pos::Pron
            | Pos::Sconj
            | Pos::Cconj
    );
    let is_past = |inflection: Inflection| {
        matches!(inflection, Inflection::Participle | Inflection::Finite { tense: Tense::Past, .. })
    };
    if !mistaken && !matches!(pos, Pos::Adj | Pos::Adv) {
        return false;
    }
    let readings = lexicon.verbs.read(lower, &lexicon.grammar.infinitive_marker);
    // A participle can be an adjective, and be listed as a noun's form by no list.
    !readings.is_empty()
        && readings.iter().all(|reading| reading.known && is_past(reading.inflection))
        && (mistaken || readings.iter().all(|reading| reading.inflection != Inflection::Participle))
}

fn read_noun(word: &mut Word<'_>, token: &mut Token, lexicon: &Lexicon, scratch: &mut String) {
    let reading = lexicon.nouns.read(word.text, scratch);
    word.cells = reading.cells;
    word.time = lexicon.grammar.time_nouns.contains(&reading.lemma)
        || reading.head > 0 && ends_in(&reading.lemma, reading.head, &lexicon.grammar.time_nouns);
    word.measure = lexicon.grammar.measure_nouns.contains(&reading.lemma);
    token.head = reading.head;
    token.lemma = reading.lemma;
    // Where nouns are written small, a capital is that of a sentence or a headline.
    if !lexicon.grammar.capital_nouns && word.pos == Pos::Noun && token.lemma.starts_with(char::is_uppercase)
    {
        let acronym = token.lemma.chars().skip(1).any(char::is_uppercase);
        token.lemma = if acronym { token.lemma.clone() } else { token.lemma.to_lowercase().into() };
    }
}

/// Whether the head of a compound is in a list of nouns (`Dienstagabend`).
fn ends_in(lemma: &str, head: u16, list: &rustc_hash::FxHashSet<Box<str>>) -> bool {
    let Some(head) = lemma.get(usize::from(head)..) else { return false };
    let mut chars = head.chars();
    let capital: String =
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars.as_str().chars()).collect();
    list.contains(capital.as_str())
}

fn read_name(word: &mut Word<'_>, token: &mut Token, lexicon: &Lexicon, scratch: &mut String) {
    // A name that is also a noun (`Bundestag`, `Polizei`) is inflected like it.
    let reading = lexicon.nouns.read(word.text, scratch);
    if reading.known && reading.head == 0 {
        read_noun(word, token, lexicon, scratch);
        return;
    }
    token.head = if word.text.contains('-') { reading.head } else { 0 };
    token.lemma = word.text.into();
    let plain = Cells::SINGULAR.without(Cells::GENITIVE);
    word.cells = match name_stem(word.text, lexicon) {
        Some(_) => plain.or(Cells::SINGULAR),
        None => plain,
    };
}

/// A name without the genitive's ending, if it has one.
pub fn name_stem<'n>(name: &'n str, lexicon: &Lexicon) -> Option<&'n str> {
    let grammar = &lexicon.grammar;
    let stem = grammar.name_genitive.iter().find_map(|ending| name.strip_suffix(ending.as_str()))?;
    let by_itself = grammar.name_endings.iter().any(|ending| name.ends_with(ending.as_str()));
    (stem.chars().count() > 2 && !by_itself).then_some(stem)
}

fn read_verb(word: &mut Word<'_>, token: &mut Token, lower: &str, lexicon: &Lexicon) {
    word.verb = lexicon.verbs.read(lower, &lexicon.grammar.infinitive_marker);
    let best = preferred(word).copied();
    token.lemma = match best {
        Some(reading) => lexicon.verbs.lemma(lower, &reading).into(),
        None => lower.into(),
    };
}

/// The reading that the tagger's form speaks for, or the first.
pub fn preferred<'w>(word: &'w Word<'_>) -> Option<&'w VerbReading> {
    let wanted = word.form;
    let agrees = |reading: &&VerbReading| form(reading.inflection) == wanted.unwrap_or(VerbForm::Finite);
    word.verb.iter().find(agrees).or_else(|| word.verb.iter().next())
}

/// The model's name for a form.
pub fn form(inflection: Inflection) -> VerbForm {
    match inflection {
        Inflection::Finite { .. } => VerbForm::Finite,
        Inflection::Infinitive => VerbForm::Infinitive,
        Inflection::MarkedInfinitive => VerbForm::ZuInfinitive,
        Inflection::Participle => VerbForm::Participle,
        Inflection::PresentParticiple => VerbForm::PresentParticiple,
    }
}

fn read_adjective(word: &mut Word<'_>, token: &mut Token, lower: &str, before_noun: bool, lexicon: &Lexicon) {
    let capital = word.text.starts_with(char::is_uppercase);
    let place = &lexicon.grammar.place_adjective_ending;
    token.lemma = if capital && before_noun && !place.is_empty() && lower.ends_with(place.as_str()) {
        word.text.into()
    } else {
        let is_word = |stem: &str| !participles_only(lexicon, stem).is_empty();
        lexicon.grammar.adjective_lemma(lower, before_noun || capital, is_word).into()
    };
    if word.text == lower {
        word.verb = participles_only(lexicon, lower);
    }
    // The phrase decides between weak and strong endings; an adjective that stands alone has either.
    let weak = lexicon.grammar.weak.cells(lower);
    let strong = lexicon.grammar.strong.cells(lower);
    word.cells = weak.unwrap_or_default().or(strong.unwrap_or_default());
}

/// The verb readings of a word that is no verb for the tagger: participles only (`ist gesperrt`).
fn participles_only(lexicon: &Lexicon, lower: &str) -> VerbReadings {
    if lexicon.grammar.is_adjective(lower) {
        return VerbReadings::default();
    }
    let readings = lexicon.verbs.read(lower, &lexicon.grammar.infinitive_marker);
    readings.only(|reading| reading.known && reading.inflection == Inflection::Participle)
}

/// Sets the case, gender and number of each word: what its phrase agrees on.
pub fn inflect(tokens: &mut [Token], words: &[Word<'_>], drafts: &[Draft]) {
    for (token, word) in tokens.iter_mut().zip(words) {
        if matches!(word.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Det) {
            set_cells(token, word.cells);
        }
    }
    for draft in drafts {
        for token in tokens.iter_mut().take(usize::from(draft.end)).skip(usize::from(draft.start)) {
            let agrees =
                matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Det | Pos::Adj | Pos::Num);
            if agrees {
                set_cells(token, draft.cells);
            }
        }
    }
}

fn set_cells(token: &mut Token, cells: Cells) {
    (token.morph.cases, token.morph.genders, token.morph.numbers) =
        (cells.cases(), cells.genders(), cells.numbers());
}

/// Person, tense and mood of a finite reading for the model; with several persons none is known.
pub fn finite_features(reading: &VerbReading) -> (Option<Person>, Option<Tense>, Option<Mood>) {
    let Inflection::Finite { persons, tense, mood } = reading.inflection else { return (None, None, None) };
    let person = match persons {
        0b001_001 => Some(Person::First),
        0b010_010 | 0b000_010 | 0b010_000 => Some(Person::Second),
        0b000_100 | 0b100_000 => Some(Person::Third),
        _ => None,
    };
    (person, Some(tense), Some(mood))
}
