//! Where names stand in a sentence and what they look like, before anybody asks who they are.

use std::ops::Range;

use crate::language::{Gender, Number, Pos, Sentence, Token};
use crate::text::Span;

use super::Rules;
use super::lexicon::{Hit, How};
use super::model::EntityKind;
use super::role::RoleWord;
use super::tagger::{Buffers, Name};
use super::words::Words;

/// A name in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// The sentence.
    pub(super) sentence: usize,
    /// Its tokens.
    pub(super) tokens: Range<u16>,
    /// Its place, a genitive ending included.
    pub(super) span: Span,
    /// What it looks like.
    pub(super) what: What,
    /// Whether it stands behind a preposition of place.
    pub(super) located: bool,
    /// Whether it stands in a headline, which may give the short name before the text gives the full one.
    pub(super) heading: bool,
}

/// What a name looks like.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// The lexicon knows it.
    Known(Hit),
    /// Given name and surname; one may be missing.
    Person(PersonName),
    /// Its form or the words around it tell.
    Kind(EntityKind),
    /// A kind of authority that stands for itself (`die Polizei`), in the singular.
    Institution(String),
    /// A name, but of what? The tagger may have an opinion.
    Unclear(Option<EntityKind>),
}

/// The parts of a person's name.
#[derive(Clone, Debug)]
pub(super) struct PersonName {
    /// Given names and initials.
    pub(super) given: Range<u16>,
    /// Surname with its particles.
    pub(super) surname: Range<u16>,
    /// What the given name tells.
    pub(super) gender: Option<Gender>,
}

/// What a token may be part of.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// Begins with a capital letter.
    pub(super) capital: bool,
    /// A word for a person.
    pub(super) role: Option<RoleWord>,
    /// A given name, and whose.
    pub(super) given: Option<Option<Gender>>,
    /// `K.`
    pub(super) initial: bool,
    /// Written like a name and not known to be anything else.
    pub(super) name_like: bool,
    /// Covered by a spot.
    pub(super) covered: bool,
}

/// One sentence on its way through the search.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) index: usize,
    pub(super) sentence: &'a Sentence,
    pub(super) words: &'a Words,
    pub(super) rules: &'a Rules,
    pub(super) marks: Vec<Mark>,
    /// Whether every word is written with a capital, so that capitals tell nothing.
    pub(super) shouting: bool,
    /// What the name tagger says, in a language that it has a model for; none where it was not asked.
    pub(super) tagged: Option<Vec<Name>>,
    /// What the lists of names say, in a language without a model.
    pub(super) hints: Vec<Name>,
    /// Whether it is a headline.
    pub(super) heading: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        text: &'a str,
        index: usize,
        sentence: &'a Sentence,
        words: &'a Words,
        rules: &'a Rules,
    ) -> Self {
        let mut scan = Self {
            text,
            index,
            sentence,
            words,
            rules,
            marks: Vec::new(),
            shouting: false,
            tagged: None,
            hints: Vec::new(),
            heading: false,
        };
        scan.shouting = scan.is_shouting();
        scan.marks = (0..sentence.tokens.len()).map(|at| scan.mark(at)).collect();
        scan
    }

    fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(at)
    }

    /// The word of a token; empty outside of the sentence.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    pub(super) fn at(&self, at: usize) -> Option<&Mark> {
        self.marks.get(at)
    }

    /// Capitals tell nothing where nearly all longer words have one, in a language that writes nouns without.
    fn is_shouting(&self) -> bool {
        let (mut all, mut capitals, mut loud) = (0_usize, 0_usize, 0_usize);
        for at in 0..self.len() {
            let word = self.word(at);
            if word.len() > 3 && word.starts_with(char::is_alphabetic) {
                all += 1;
                capitals += usize::from(word.starts_with(char::is_uppercase));
                loud += usize::from(!word.contains(char::is_lowercase));
            }
        }
        if all >= 2 && loud == all {
            return true;
        }
        !self.words.roles.capitals && all >= 4 && capitals * 4 >= all * 3
    }

    fn mark(&self, at: usize) -> Mark {
        let word = self.word(at);
        let Some(token) = self.token(at) else { return Mark::default() };
        let capital = word.starts_with(char::is_uppercase);
        let mut mark = Mark { capital, ..Mark::default() };
        if !word.starts_with(char::is_alphabetic) {
            return mark;
        }
        mark.role = self.words.roles.read(word);
        if !capital {
            return mark;
        }
        let mut letters = word.chars();
        letters.next();
        mark.initial = matches!((letters.next(), letters.next()), (Some('.'), None));
        mark.given = self.rules.given(word);
        let barred = self.words.not_names.contains(word)
            || self.words.honorifics.contains_key(word)
            || mark.role.is_some()
            || word.ends_with('-')
            || self.words.legal_forms.contains(word)
            || self.words.title_modifiers.contains(word.to_lowercase().as_str())
            || self.words.age(word).is_some();
        mark.name_like = !barred
            && !self.shouting
            && match token.pos {
                Pos::Propn => true,
                Pos::Noun | Pos::X | Pos::Adj | Pos::Verb | Pos::Num => {
                    !self.words.roles.capitals && !self.is_initial(at)
                }
                _ => false,
            };
        // `“, sagte Brünings`, `der Hersteller Hellbrück`: the words before tell that it is a name.
        mark.name_like |= !barred && !self.shouting && self.is_told(at);
        mark
    }

    /// Whether a word would be written with a capital even if it were no name: it begins a sentence, a quotation, what
    /// follows a colon.
    pub(super) fn is_initial(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            let word = self.word(before);
            !word.starts_with(char::is_alphanumeric)
                && !matches!(word, "," | ")" | "&" | "’s" | "'s" | "’" | "'")
        })
    }

    /// Whether the words before a capital tell that it is a name, whatever the tagger takes it for: a verb behind the
    /// end of a quotation, or the word for a kind of organisation.
    fn is_told(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let noun = self.word(before).starts_with(char::is_uppercase)
            || self.token(before).is_some_and(|token| token.pos == Pos::Noun);
        self.is_said(at) || noun && self.words.is_organisation_head(self.word(before))
    }

    /// Whether a quotation and a verb stand right before: who follows is speaking.
    pub(super) fn is_said(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.token(before).is_none_or(|token| token.pos != Pos::Verb) {
            return false;
        }
        let comma = before.checked_sub(1).map_or("", |at| self.word(at));
        let close = before.checked_sub(2).map_or("", |at| self.word(at));
        let ends = |word: &str| matches!(word, "“" | "”" | "\"" | "«" | "»" | "’" | "'");
        let plural = self.token(at).is_some_and(|token| token.morph.numbers.is_only(Number::Plural));
        !plural && (comma == "," && ends(close) || ends(comma) && close == ",")
    }

    /// Finds the names of the sentence, in the order of the text.
    pub(super) fn spots(&mut self, buffers: &mut Buffers) -> Vec<Spot> {
        let mut spots = Vec::new();
        let model = self.rules.tagger.has_model(self.sentence.language.code());
        let named = self.sentence.tokens.iter().any(|token| token.pos == Pos::Propn);
        if model && !self.shouting {
            self.tagged = Some(match named {
                true => self.rules.tagger.find(self.text, self.sentence, buffers),
                false => Vec::new(),
            });
        } else if named && !self.shouting {
            self.hints = self.rules.tagger.find(self.text, self.sentence, buffers);
        }
        let mut at = 0;
        while at < self.len() {
            match self.spot(at) {
                Some((end, what)) if end > at => {
                    let spot = self.make(at, end, what);
                    for mark in &mut self.marks[at..end] {
                        mark.covered = true;
                    }
                    spots.push(spot);
                    at = end;
                }
                _ => at += 1,
            }
        }
        spots
    }

    pub(super) fn make(&self, from: usize, to: usize, what: What) -> Spot {
        let tokens = short(from)..short(to);
        Spot {
            sentence: self.index,
            span: self.sentence.cover(tokens.clone()),
            tokens,
            what,
            located: self.is_located(from) || self.is_attribute(to),
            heading: self.heading,
        }
    }

    /// Whether a noun follows that a name belongs to (`a London saleroom`), in a language that writes nouns small.
    fn is_attribute(&self, end: usize) -> bool {
        !self.words.roles.capitals
            && self.token(end).is_some_and(|token| token.pos == Pos::Noun)
            && self.at(end).is_some_and(|mark| !mark.capital)
    }

    /// Whether a preposition of place stands before, with at most an article or adjective between.
    pub(super) fn is_located(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).rev().find_map(|before| {
            let word = self.word(before);
            if self.words.place_prepositions.contains(word.to_lowercase().as_str()) {
                return Some(true);
            }
            let skipped = self.token(before).is_some_and(|token| matches!(token.pos, Pos::Det | Pos::Adj));
            (!skipped).then_some(false)
        }) == Some(true)
    }

    /// The name that begins at a token.
    fn spot(&self, at: usize) -> Option<(usize, What)> {
        let mark = self.at(at)?;
        if !self.word(at).starts_with(char::is_alphanumeric) {
            return None;
        }
        let hit = self.lookup(at);
        let known = hit.map(|(end, hit)| (end, What::Known(hit)));
        if !mark.capital {
            // Adjectives of origin, and names written small (`taz`).
            return known;
        }
        if let Some(person) = self.person(at) {
            let end = usize::from(person.surname.end.max(person.given.end));
            return match known {
                Some((known_end, what)) if known_end >= end => Some((known_end, what)),
                _ => Some((end, What::Person(person))),
            };
        }
        if let Some(found) = self.organisation(at) {
            return match known {
                Some((end, what)) if end >= found => Some((end, what)),
                _ => Some((found, What::Kind(EntityKind::Organisation))),
            };
        }
        if let Some(end) = self.place(at) {
            return Some((end, What::Kind(EntityKind::Place)));
        }
        if let Some(end) = self.event(at) {
            return Some((end, What::Kind(EntityKind::Event)));
        }
        if let Some((end, what)) = self.tagged_at(at)
            && hit.is_none_or(|(known, hit)| end > known && hit.how == How::Name)
        {
            return Some((end, what));
        }
        if let Some((end, hit)) = hit {
            let longer = self.placed(end, hit).map(|end| (end, What::Kind(EntityKind::Organisation)));
            return longer.or(known);
        }
        // `Vorstand` is the board, `Finanzvorstand` a person.
        if !self.shouting
            && mark.role.as_ref().is_none_or(|role| role.prefix == 0 && !self.is_before_name(at))
            && let Some(singular) = self.words.institution(self.word(at))
        {
            return Some((at + 1, What::Institution(singular.to_owned())));
        }
        self.run(at)
    }

    /// The lexicon's entry at a token, and the token where it ends. Doubtful ones only where the context supports them.
    pub(super) fn lookup(&self, at: usize) -> Option<(usize, Hit)> {
        let token = self.token(at)?;
        let word = self.word(at);
        let inflection = &self.words.inflection;
        let lexicon = &self.rules.lexicon;
        let mut hit = lexicon.at(self.text, token.span.start(), inflection);
        if hit.is_none() && word.len() > 3 && !word.contains(char::is_lowercase) && word.is_char_boundary(1) {
            // `KREFELD.`
            let plain: String =
                word.chars().take(1).chain(word.chars().skip(1).flat_map(char::to_lowercase)).collect();
            hit = lexicon.whole(&plain, inflection).map(|hit| Hit { end: token.span.end(), ..hit });
        }
        let hit = hit?;
        let mut end = at + 1;
        while self.token(end).is_some_and(|next| next.span.start() < hit.end) {
            end += 1;
        }
        let capital = self.at(at).is_some_and(|mark| mark.capital);
        match hit.how {
            How::Adjective | How::Inhabitant(_) if !capital => return Some((end, hit)),
            _ if !capital && !self.is_lower_name(hit) => return None,
            _ => {}
        }
        if hit.doubtful {
            let proper = token.pos == Pos::Propn && (at > 0 || self.words.roles.capitals);
            let numbered = self.word(end).starts_with(|c: char| c.is_ascii_digit());
            if !proper || numbered || !(self.is_located(at) || end > at + 1) {
                return None;
            }
        }
        // `US` inside `US-Präsident` is no name of its own; the title takes it.
        Some((end, hit))
    }

    /// Whether a given name or initial follows.
    fn is_before_name(&self, at: usize) -> bool {
        self.at(at + 1).is_some_and(|mark| mark.given.is_some() || mark.initial)
    }

    fn is_lower_name(&self, hit: Hit) -> bool {
        self.rules.lexicon.entry(hit.entry).is_some_and(|entry| entry.name.starts_with(char::is_lowercase))
    }
}

pub(super) fn short(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
