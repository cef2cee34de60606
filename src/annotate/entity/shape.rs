//! The shapes that names have: given name and surname, legal form and club prefix, street and building, compounds of
//! events, plain runs of names.

use crate::language::Pos;

use super::lexicon::{Hit, How};
use super::model::EntityKind;
use super::names::{PersonName, Scan, What, short};
use super::role::RoleClass;
use super::words::Words;

/// Letters of a noun for a woman before a name, at least.
const NOUN: usize = 8;

impl Scan<'_> {
    /// Given names with a surname, or a surname behind an initial or a title.
    pub(super) fn person(&self, at: usize) -> Option<PersonName> {
        let mark = self.at(at)?;
        let mut next = at;
        let title = at.checked_sub(1).map_or("", |before| self.word(before));
        let mut gender = self.words.honorifics.get(title).copied().flatten();
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
        // `Assistent Janek W.`: behind a title the first of two unknown names is the given one.
        let pair = titled && given_end == at && !particles;
        let may_go_on = !self.words.roles.capitals || given_end > at;
        while (may_go_on || pair && next == at + 1) && next - surname_start < 4 {
            let seen = self.tagged.as_ref().is_none_or(|names| {
                names
                    .iter()
                    .any(|name| usize::from(name.tokens.start) <= at && usize::from(name.tokens.end) > next)
            });
            let second =
                pair && next == at + 1 && self.token(next).is_some_and(|token| token.pos == Pos::Propn);
            let more = (seen || second)
                && self.at(next).is_some_and(|mark| mark.name_like && (second || mark.given.is_none()));
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
        // Behind a title the first of two unknown names is the given one (`Lady Honor T.`).
        if given_end == at && !particles && next > at + 1 {
            return Some(PersonName {
                given: short(at)..short(at + 1),
                surname: short(at + 1)..short(next),
                gender,
            });
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
    pub(super) fn organisation(&self, at: usize) -> Option<usize> {
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
        let person = self.at(at).is_some_and(|mark| mark.role.is_some());
        if self.words.institution(word).is_some() && self.words.roles.capitals && !person {
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
        if !name(at) || self.words.not_names.contains(word) {
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
        // Without a name before it, the kind alone is a common noun; a legal form tells by itself.
        found.filter(|&end| {
            propn(at) || !self.words.roles.capitals || self.words.legal_forms.contains(self.word(end - 1))
        })
    }

    /// Whether a preposition that means being inside stands right before: there a lone given name is a place's.
    fn is_inside(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.words.inside_prepositions.contains(self.word(before).to_lowercase().as_str())
        })
    }

    /// The end of a street, square or building: an ending behind a name or an adjective with a capital.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
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
    pub(super) fn event(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let (first, _) = word.rsplit_once('-')?;
        let named = self.rules.lexicon.whole(first, &self.words.inflection).is_some();
        (named && Words::ends_in(&self.words.event_endings, word)).then_some(at + 1)
    }

    /// The end of a name that begins with a place's (`Plymouth Mariners`), in a language of small nouns.
    pub(super) fn placed(&self, end: usize, hit: Hit) -> Option<usize> {
        let place = matches!(hit.how, How::Name | How::Capital(_))
            && self
                .rules
                .lexicon
                .entry(hit.entry)
                .is_some_and(|entry| entry.kind.entity() == EntityKind::Place);
        if self.words.roles.capitals || self.shouting || !place {
            return None;
        }
        let mut last = end;
        while last < end + 3
            && self.lookup(last).is_none()
            && self.at(last).is_some_and(|mark| mark.name_like && mark.given.is_none())
        {
            last += 1;
        }
        (last > end).then_some(last)
    }

    /// The name that the tagger sees at a token.
    pub(super) fn tagged_at(&self, at: usize) -> Option<(usize, What)> {
        let name = self.tagged.as_ref()?.iter().find(|name| usize::from(name.tokens.start) == at)?;
        let end = usize::from(name.tokens.end);
        // `Dr. Maren O.`, `Hafenstadt Aktau`: what the words before the name say is no part of it.
        let before = |at: usize| {
            self.words.honorifics.contains_key(self.word(at))
                || self.words.place_heads.contains(self.word(at).to_lowercase().as_str())
                    && self.token(at).is_some_and(|token| token.pos == Pos::Noun)
        };
        // `Berichterstatterin Margit A.`: a noun for a woman that no list has, before a given name and a surname.
        let noun = self.words.roles.capitals
            && self.word(at).len() >= NOUN
            && self.word(at).ends_with("in")
            && end > at + 2
            && self.at(at).is_some_and(|mark| mark.given.is_none())
            && self.at(at + 1).is_some_and(|mark| mark.given.is_some());
        if before(at) && end > at + 1 || noun {
            return None;
        }
        let plain = |at: usize| {
            self.at(at).is_some_and(|mark| mark.role.is_some())
                || self.words.not_names.contains(self.word(at))
                || self.words.institution(self.word(at)).is_some()
                || self.words.age(self.word(at)).is_some()
                || self.word(at).ends_with('-')
        };
        if name.adjective || plain(at) || self.word(at).len() < 2 {
            return None;
        }
        let what = match name.kind {
            EntityKind::Person => {
                let given = (at..end)
                    .take_while(|&at| self.at(at).is_some_and(|mark| mark.given.is_some() || mark.initial));
                let given_end = given.last().map_or(at, |last| last + 1).min(end - 1).max(if end > at + 1 {
                    at + 1
                } else {
                    at
                });
                let gender = self.at(at).and_then(|mark| mark.given).flatten();
                What::Person(PersonName {
                    given: short(at)..short(given_end),
                    surname: short(given_end)..short(end),
                    gender,
                })
            }
            kind => What::Kind(kind),
        };
        if end == at + 1 {
            let told = self.told_by_neighbours(at, end);
            let kind = Some(name.kind);
            return Some((end, if matches!(told, What::Unclear(_)) { What::Unclear(kind) } else { told }));
        }
        Some((end, what))
    }

    /// A run of words that look like names, with what the word before it tells.
    pub(super) fn run(&self, at: usize) -> Option<(usize, What)> {
        if !self.at(at)?.name_like || self.word(at).len() < 2 {
            return None;
        }
        let mut end = at + 1;
        while end < at + 5 && self.at(end).is_some_and(|mark| mark.name_like) && self.lookup(end).is_none() {
            end += 1;
        }
        // `Joris van H.`: small words of a surname stand between capitals, in a language where they mean nothing else.
        let mut surname = end;
        while !self.words.roles.capitals && self.words.particles.contains(self.word(surname)) {
            surname += 1;
        }
        if surname > end && end == at + 1 && self.at(surname).is_some_and(|mark| mark.name_like) {
            let gender = self.at(at)?.given.flatten();
            let name =
                PersonName { given: short(at)..short(end), surname: short(end)..short(surname + 1), gender };
            return Some((surname + 1, What::Person(name)));
        }
        let lone = end == at + 1;
        // At the beginning a lone capital tells nothing; the rest of the article may.
        if lone && self.is_initial(at) && self.at(at)?.given.is_none() {
            return None;
        }
        let what = self.told_by_neighbours(at, end);
        // A noun taken for a name: the tagger sees none, an article stands before it.
        let plain = !self.word(at).chars().skip(1).any(char::is_uppercase);
        let untold = plain && self.tagged.is_some() || self.words.roles.capitals && self.is_common(at);
        if matches!(what, What::Unclear(_)) && lone && untold {
            return None;
        }
        Some((end, what))
    }

    /// Whether a lone word that the tagger takes for a name is rather a noun: it is written like one, and an article,
    /// a number or another word of a noun phrase stands before it.
    pub(super) fn is_common(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.chars().skip(1).any(char::is_uppercase) {
            return false;
        }
        let owned = at.checked_sub(1).is_some_and(|before| {
            let word = self.word(before);
            let genitive =
                self.words.inflection.name_endings.iter().any(|ending| word.ends_with(ending.as_str()));
            genitive && self.at(before).is_some_and(|mark| mark.covered)
        });
        owned
            || at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|token| {
                matches!(token.pos, Pos::Det | Pos::Num | Pos::Adj | Pos::Adv)
                    || self.words.melted.contains(token.span.of(self.text).to_lowercase().as_str())
            })
    }

    /// What the noun before a name says about it (`der Getriebehersteller X`, `die Stadt X`).
    fn told_by_neighbours(&self, at: usize, end: usize) -> What {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let first_given = self.at(at).is_some_and(|mark| mark.given.is_some());
        if self.is_said(at) {
            return What::Person(PersonName {
                given: short(at)..short(at),
                surname: short(at)..short(end),
                gender: None,
            });
        }
        if before.starts_with(char::is_alphabetic) {
            if self.words.is_organisation_head(before) && !first_given {
                return What::Kind(EntityKind::Organisation);
            }
            let lower = before.to_lowercase();
            let stem = self
                .words
                .inflection
                .name_endings
                .iter()
                .find_map(|ending| lower.strip_suffix(ending.as_str()))
                .unwrap_or(&lower);
            if self.words.place_heads.contains(lower.as_str()) || self.words.place_heads.contains(stem) {
                return What::Kind(EntityKind::Place);
            }
        }
        // A given name alone, or with a surname that no list knows.
        if first_given && !(end == at + 1 && self.is_inside(at)) {
            let surname = short(at + 1)..short(end);
            let gender = self.at(at).and_then(|mark| mark.given).flatten();
            return What::Person(PersonName { given: short(at)..short(at + 1), surname, gender });
        }
        let hint = self
            .hints
            .iter()
            .find(|name| usize::from(name.tokens.start) <= at && usize::from(name.tokens.end) >= end);
        What::Unclear(
            hint.map(|name| name.kind)
                .filter(|kind| matches!(kind, EntityKind::Place | EntityKind::Organisation)),
        )
    }
}
