//! Where names stand in a sentence and what they look like, before anybody asks who they are.

use std::ops::Range;

use crate::language::{Gender, Pos, Sentence, Token};
use crate::text::Span;

use super::Rules;
use super::lexicon::{Hit, How};
use super::model::EntityKind;
use super::role::{RoleClass, RoleWord};
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
    /// A name, but of what?
    Unclear,
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
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        text: &'a str,
        index: usize,
        sentence: &'a Sentence,
        words: &'a Words,
        rules: &'a Rules,
    ) -> Self {
        let mut scan = Self { text, index, sentence, words, rules, marks: Vec::new(), shouting: false };
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
            || self.words.age(word).is_some();
        mark.name_like = !barred
            && !self.shouting
            && match token.pos {
                Pos::Propn => true,
                Pos::Noun => !self.words.roles.capitals && at > 0,
                Pos::X | Pos::Adj | Pos::Verb | Pos::Num => !self.words.roles.capitals && at > 0,
                _ => false,
            };
        mark
    }

    /// Finds the names of the sentence, in the order of the text.
    pub(super) fn spots(&mut self) -> Vec<Spot> {
        let mut spots = Vec::new();
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
            located: self.is_located(from),
        }
    }

    /// Whether a preposition of place stands before, with at most an article or adjective between.
    fn is_located(&self, at: usize) -> bool {
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
        if known.is_some() {
            return known;
        }
        if let Some(end) = self.event(at) {
            return Some((end, What::Kind(EntityKind::Event)));
        }
        if !self.shouting
            && let Some(singular) = self.words.institution(self.word(at))
        {
            return Some((at + 1, What::Institution(singular.to_owned())));
        }
        self.run(at)
    }

    /// The lexicon's entry at a token, and the token where it ends. Doubtful ones only where the context supports them.
    fn lookup(&self, at: usize) -> Option<(usize, Hit)> {
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
            if !proper || !(self.is_located(at) || end > at + 1) {
                return None;
            }
        }
        // `US` inside `US-Präsident` is no name of its own; the title takes it.
        Some((end, hit))
    }

    fn is_lower_name(&self, hit: Hit) -> bool {
        self.rules.lexicon.entry(hit.entry).is_some_and(|entry| entry.name.starts_with(char::is_lowercase))
    }

    /// Given names with a surname, or a surname behind an initial or a title.
    fn person(&self, at: usize) -> Option<PersonName> {
        let mark = self.at(at)?;
        let mut next = at;
        let mut gender = None;
        while let Some(mark) = self.at(next) {
            match mark.given {
                Some(given) if !(next > at && self.ends_here(next)) => gender = gender.or(given),
                _ if mark.initial && (next > at || self.at(next + 1).is_some_and(|mark| mark.capital)) => {}
                _ => break,
            }
            next += 1;
        }
        let titled = at > 0 && self.is_title_before(at);
        if next == at && !titled {
            return None;
        }
        // The last of several given names is the surname where nothing else follows (`Peter Alexander`).
        let given_end = next;
        let surname_start = next;
        while self
            .token(next)
            .is_some_and(|_| self.words.particles.contains(self.word(next).to_lowercase().as_str()))
        {
            next += 1;
        }
        let particles = next > surname_start;
        let surname = self.at(next).filter(|mark| {
            mark.capital
                && !mark.initial
                && self.can_be_surname(next, titled || given_end > at)
                && (mark.role.is_none() || (given_end > at && !self.ends_here(next)))
        });
        if surname.is_none() {
            // `Peter Alexander`, `Marlon K.`: the last given name or initial is the surname.
            let last = given_end.checked_sub(1)?;
            if last > at && !particles {
                return Some(PersonName {
                    given: short(at)..short(last),
                    surname: short(last)..short(given_end),
                    gender,
                });
            }
            if titled && given_end == at + 1 && mark.initial {
                return Some(PersonName {
                    given: short(at)..short(at),
                    surname: short(at)..short(at + 1),
                    gender: None,
                });
            }
            return None;
        }
        next += 1;
        // Further words of the surname.
        let may_go_on = !self.words.roles.capitals || given_end > at;
        while may_go_on && next - surname_start < 4 {
            let more = self.at(next).is_some_and(|mark| mark.name_like && mark.given.is_none());
            let particle = self.words.particles.contains(self.word(next))
                && self.at(next + 1).is_some_and(|mark| mark.name_like);
            if particle {
                next += 2;
            } else if more && self.lookup(next).is_none() {
                next += 1;
            } else {
                break;
            }
        }
        Some(PersonName {
            given: short(at)..short(given_end),
            surname: short(surname_start)..short(next),
            gender,
        })
    }

    /// Whether the sentence's story of this token ends with it: the next is no capital.
    fn ends_here(&self, at: usize) -> bool {
        let next_is_name =
            self.at(at + 1).is_some_and(|mark| mark.capital && (mark.name_like || mark.given.is_some()))
                || (self.words.particles.contains(self.word(at + 1))
                    && self.at(at + 2).is_some_and(|mark| mark.capital));
        !next_is_name
    }

    fn can_be_surname(&self, at: usize, after_given: bool) -> bool {
        let word = self.word(at);
        if self.words.not_names.contains(word) || self.words.honorifics.contains_key(word) || word.len() < 2 {
            return false;
        }
        let Some(token) = self.token(at) else { return false };
        if let Some((_, hit)) = self.lookup(at)
            && !after_given
            && matches!(hit.how, How::Adjective | How::Inhabitant(_))
        {
            return false;
        }
        match token.pos {
            Pos::Propn => true,
            Pos::Noun | Pos::X | Pos::Adj | Pos::Verb => after_given && !self.shouting,
            _ => after_given && !self.words.roles.capitals && !self.shouting,
        }
    }

    /// Whether a title in the singular stands right before a name (`Richter Oeldenburg`, `Frau Köhler`).
    fn is_title_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.words.honorifics.contains_key(self.word(before)) {
            return true;
        }
        let name = self.token(at).is_some_and(|token| token.pos == Pos::Propn);
        name && self.at(before).and_then(|mark| mark.role.as_ref()).is_some_and(|role| {
            role.singular && role.class != RoleClass::Kinship && self.lookup(at).is_none()
        })
    }

    /// The end of an organisation's name that begins here: a legal form behind it, a club's prefix or an authority
    /// with its place.
    fn organisation(&self, at: usize) -> Option<usize> {
        if self.shouting {
            return None;
        }
        let word = self.word(at);
        let name = |at: usize| {
            self.at(at).is_some_and(|mark| {
                mark.capital && mark.role.is_none() && !self.words.not_names.contains(self.word(at))
            })
        };
        let propn = |at: usize| self.token(at).is_some_and(|token| token.pos == Pos::Propn) && name(at);
        if self.words.club_prefixes.contains(word) || self.words.club_names.contains(word) {
            let mut end = at + 1;
            while end - at < 4
                && (propn(end)
                    || (end == at + 1 && name(end))
                    || self.lookup(end).is_some_and(|(_, hit)| hit.how == How::Name && name(end)))
            {
                end += 1;
            }
            if end > at + 1 {
                return Some(end);
            }
        }
        if self.words.institution(word).is_some() && self.words.roles.capitals {
            let follows = self.lookup(at + 1).is_some_and(|(_, hit)| {
                matches!(hit.how, How::Name | How::Capital(_))
                    && self.at(at + 1).is_some_and(|mark| mark.capital)
            }) || propn(at + 1);
            if follows {
                let end = self.lookup(at + 1).map_or(at + 2, |(end, _)| end);
                return Some(end);
            }
        }
        // A run of capitals that ends in a legal form or the word for a kind of organisation.
        if !name(at) || (at == 0 && self.words.not_names.contains(word)) {
            return None;
        }
        let mut end = at;
        let mut found = None;
        while end < at + 6 && (name(end) || matches!(self.word(end), "&" | "-")) {
            let last = self.word(end);
            if end > at && self.words.legal_forms.contains(last) {
                found = Some(end + 1);
            }
            if end > at && self.words.organisation_endings.contains(last) {
                found = Some(end + 1);
            }
            if self.words.roles.capitals && !propn(end) && end > at && found != Some(end + 1) {
                // In a language of capital nouns only names and the noun before a legal form go on.
                let legal = self.words.legal_forms.contains(self.word(end + 1));
                if !legal {
                    break;
                }
            }
            end += 1;
        }
        // Without a name before it, the kind alone is a common noun.
        found.filter(|_| propn(at) || !self.words.roles.capitals && at > 0)
    }

    /// The end of a street, square or building: an ending behind a name or an adjective with a capital.
    fn place(&self, at: usize) -> Option<usize> {
        if self.shouting || self.at(at).is_some_and(|mark| mark.role.is_some()) {
            return None;
        }
        let word = self.word(at);
        let ending = |word: &str| Words::ends_in(&self.words.place_endings, word);
        if self.words.roles.capitals {
            if word.contains('-') && word.matches('-').count() > 1 && ending(word) {
                return Some(at + 1);
            }
            let next = self.word(at + 1);
            let named = self
                .lookup(at)
                .is_some_and(|(end, hit)| end == at + 1 && matches!(hit.how, How::Inhabitant(_)))
                || (at > 0 && self.token(at).is_some_and(|token| token.pos == Pos::Adj));
            return (named && next.starts_with(char::is_uppercase) && ending(next)).then_some(at + 2);
        }
        let mut end = at;
        while end < at + 3 && self.at(end).is_some_and(|mark| mark.name_like) {
            if end > at
                && self.words.place_endings.iter().any(|known| **known == *self.word(end).to_lowercase())
            {
                return Some(end + 1);
            }
            end += 1;
        }
        None
    }

    /// A compound of a name and the word for an event (`G20-Gipfel`).
    fn event(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let (first, _) = word.rsplit_once('-')?;
        let named = self.rules.lexicon.whole(first, &self.words.inflection).is_some();
        (named && Words::ends_in(&self.words.event_endings, word)).then_some(at + 1)
    }

    /// A run of words that look like names, with what the word before it tells.
    fn run(&self, at: usize) -> Option<(usize, What)> {
        if !self.at(at)?.name_like || self.word(at).len() < 2 {
            return None;
        }
        let mut end = at + 1;
        while end < at + 5
            && self.at(end).is_some_and(|mark| mark.name_like)
            && self.lookup(end).is_none_or(|(_, hit)| !matches!(hit.how, How::Adjective | How::Inhabitant(_)))
        {
            end += 1;
        }
        Some((end, self.told_by_neighbours(at, end)))
    }

    /// What the noun before a name says about it (`der Getriebehersteller X`, `die Stadt X`).
    fn told_by_neighbours(&self, at: usize, end: usize) -> What {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        if before.starts_with(char::is_alphabetic) {
            let lower = before.to_lowercase();
            let stem = self
                .words
                .inflection
                .name_endings
                .iter()
                .find_map(|ending| lower.strip_suffix(ending.as_str()))
                .unwrap_or(&lower);
            if Words::ends_in(&self.words.organisation_heads, &lower)
                || Words::ends_in(&self.words.organisation_heads, stem)
            {
                return What::Kind(EntityKind::Organisation);
            }
            if self.words.place_heads.contains(lower.as_str()) || self.words.place_heads.contains(stem) {
                return What::Kind(EntityKind::Place);
            }
        }
        // A given name alone, or with a surname that no list knows.
        let first_given = self.at(at).is_some_and(|mark| mark.given.is_some());
        if first_given {
            let surname = short(at + 1)..short(end);
            let gender = self.at(at).and_then(|mark| mark.given).flatten();
            return What::Person(PersonName { given: short(at)..short(at + 1), surname, gender });
        }
        What::Unclear
    }
}

fn short(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
