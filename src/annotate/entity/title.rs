//! Words for people in a sentence, what belongs to them, and whose name stands beside them: `die georgische
//! Außenministerin Nino K.`, `Lucille O., its chair`.

use std::ops::Range;

use crate::language::{Gender, Pos};
use crate::text::Span;

use super::lexicon::{EntryId, How};
use super::model::EntityKind;
use super::names::{Scan, Spot, What};
use super::role::RoleWord;

/// How the reader is told whom a description means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// `der`, `dieser`, `the`
    Definite,
    /// `sein`, `Trumps`, `its`
    Possessive,
    /// `ein`, `kein`
    Indefinite,
    /// None.
    Bare,
}

/// A word for people with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct RoleSpot {
    pub(super) sentence: usize,
    /// From the first word of the office to the last of what it is the office of.
    pub(super) tokens: Range<u16>,
    /// With article and adjectives.
    pub(super) phrase: Range<u16>,
    pub(super) span: Span,
    pub(super) word: RoleWord,
    pub(super) determiner: Determiner,
    /// What the office belongs to.
    pub(super) of: Vec<Owner>,
    pub(super) qualified: bool,
    /// Whether several are meant.
    pub(super) plural: bool,
    /// Whether `beide` stands before it.
    pub(super) both: bool,
    /// Years, where an adjective says them.
    pub(super) age: Option<u32>,
    /// The spots of the names beside it.
    pub(super) names: Vec<usize>,
}

/// What an office belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Something that the lexicon knows.
    Entry(EntryId),
    /// Something named in this sentence: the spot.
    Spot(usize),
}

impl RoleSpot {
    /// What the form tells about the person.
    pub(super) fn gender(&self) -> Option<Gender> {
        self.word.gender
    }
}

/// The sentence's words for people. `spots` are those of the whole article; `own` are the sentence's.
pub(super) fn roles(scan: &Scan<'_>, spots: &[Spot], own: Range<usize>) -> Vec<RoleSpot> {
    let finder = Finder { scan, spots, own };
    let mut found = Vec::new();
    for at in 0..scan.marks.len() {
        let Some(role) = scan.at(at).filter(|mark| !mark.covered).and_then(|mark| mark.role.clone()) else {
            continue;
        };
        // In `chief executive officer` and `der Vorsitzende Richter` the last word counts.
        let next = scan.at(at + 1).and_then(|mark| mark.role.as_ref().filter(|_| !mark.covered));
        if next
            .is_some_and(|next| !scan.words.roles.capitals || (role.adjectival && next.class == role.class))
        {
            continue;
        }
        found.push(finder.role(at, role));
    }
    found
}

pub(super) struct Finder<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) spots: &'a [Spot],
    own: Range<usize>,
}

impl Finder<'_> {
    pub(super) fn spot_ending(&self, at: usize) -> Option<usize> {
        self.own.clone().find(|&index| usize::from(self.spots[index].tokens.end) == at)
    }

    pub(super) fn spot_starting(&self, at: usize) -> Option<usize> {
        self.own.clone().find(|&index| usize::from(self.spots[index].tokens.start) == at)
    }

    fn role(&self, at: usize, word: RoleWord) -> RoleSpot {
        let scan = self.scan;
        let words = scan.words;
        let mut spot = RoleSpot {
            sentence: scan.index,
            tokens: short(at)..short(at + 1),
            phrase: short(at)..short(at + 1),
            span: Span::new(0, 0),
            word,
            determiner: Determiner::Bare,
            of: Vec::new(),
            qualified: false,
            plural: false,
            both: false,
            age: None,
            names: Vec::new(),
        };
        self.compound(at, &mut spot);
        let start = self.before(at, &mut spot);
        let mut end = self.after(at + 1, &mut spot);
        // An article alone makes `die Präsidenten` a plural.
        let article = scan.word(start).to_lowercase();
        let masculine = spot.word.gender != Some(Gender::Feminine);
        spot.plural = (spot.word.plural && !spot.word.singular)
            || spot.both
            || (spot.word.plural
                && masculine
                && start < at
                && (words.plural_articles.contains(article.as_str())
                    || scan.token(start).is_some_and(|token| token.pos == Pos::Num)));
        spot.tokens.end = short(end);
        spot.phrase = short(start)..short(end);
        self.names(start, &mut end, &mut spot);
        spot.span = scan.sentence.cover(spot.tokens.clone());
        spot
    }

    /// The first part of the compound: what the office belongs to, or that it is a former one.
    fn compound(&self, at: usize, spot: &mut RoleSpot) {
        let full = self.scan.word(at);
        let Some(first) = full.get(..spot.word.prefix).filter(|first| !first.is_empty()) else { return };
        let hyphen = first.ends_with('-');
        let first = first.trim_end_matches('-');
        let mut rest = first;
        if hyphen && self.scan.words.is_qualifier(&format!("{first}-")) || self.scan.words.is_qualifier(first)
        {
            spot.qualified = true;
            spot.word.lemma = spot.word.head.clone();
            return;
        }
        // `EU-Außenbeauftragte`: the name may be only the first of several parts.
        while !rest.is_empty() {
            let lexicon = &self.scan.rules.lexicon;
            let hit = self.scan.words.compound_joints.iter().find_map(|joint| {
                let name = if *joint == "-" { rest } else { rest.strip_suffix(joint.as_str())? };
                lexicon.whole(name, &self.scan.words.inflection)
            });
            if let Some(hit) = hit.filter(|hit| !hit.doubtful || hyphen) {
                let owner = match hit.how {
                    How::Capital(state) => state,
                    How::Name | How::Surname | How::Adjective | How::Inhabitant(_) => hit.entry,
                };
                spot.of.push(Owner::Entry(owner));
                let cut = rest.len() + usize::from(hyphen || rest.len() < first.len());
                if full.as_bytes().get(rest.len()) == Some(&b'-') {
                    spot.word.lemma = spot.word.lemma.get(cut..).map(str::to_owned).unwrap_or_default();
                    if spot.word.lemma.is_empty() {
                        spot.word.lemma = spot.word.head.clone();
                    }
                }
                return;
            }
            rest = rest.rsplit_once('-').map_or("", |(rest, _)| rest);
        }
    }

    /// Reads article and adjectives to the left; returns where the phrase begins.
    fn before(&self, at: usize, spot: &mut RoleSpot) -> usize {
        let scan = self.scan;
        let words = scan.words;
        let mut start = at;
        let mut modifying = !words.roles.capitals;
        while start > 0 && at - start < 7 {
            let word = scan.word(start - 1);
            let lower = word.to_lowercase();
            let Some(token) = scan.token(start - 1) else { break };
            if words.articles.contains(lower.as_str()) || words.demonstratives.contains(lower.as_str()) {
                spot.determiner = Determiner::Definite;
                start -= 1;
                if start > 0 && words.both.contains(scan.word(start - 1).to_lowercase().as_str()) {
                    spot.both = true;
                }
                break;
            }
            if words.indefinite_articles.contains(lower.as_str()) {
                spot.determiner = Determiner::Indefinite;
                start -= 1;
                break;
            }
            if words
                .pronouns
                .get(lower.as_str())
                .is_some_and(|all| all.iter().any(|pronoun| pronoun.possessive))
                || (token.pos == Pos::Det || token.pos == Pos::Pron) && !words.roles.capitals
            {
                spot.determiner = Determiner::Possessive;
                start -= 1;
                break;
            }
            if words.both.contains(lower.as_str()) {
                spot.both = true;
                start -= 1;
                continue;
            }
            if words.is_qualifier(word) {
                spot.qualified = true;
                start -= 1;
                continue;
            }
            if let Some(age) = words.age(word) {
                spot.age = Some(age);
                start -= 1;
                continue;
            }
            if let Some(index) = self.spot_ending(start) {
                match &self.spots[index].what {
                    What::Known(hit) if matches!(hit.how, How::Adjective | How::Inhabitant(_)) => {
                        spot.of.insert(0, Owner::Entry(hit.entry));
                        start = usize::from(self.spots[index].tokens.start);
                        continue;
                    }
                    What::Known(hit)
                        if !words.roles.capitals
                            && !matches!(hit.how, How::Surname)
                            && !self.is_person(index) =>
                    {
                        let owner = match hit.how {
                            How::Capital(_) if scan.rules.lexicon.entry(hit.entry).is_some() => {
                                Owner::Entry(hit.entry)
                            }
                            _ => Owner::Entry(hit.entry),
                        };
                        spot.of.insert(0, owner);
                        start = usize::from(self.spots[index].tokens.start);
                        continue;
                    }
                    // `Kasachstans Präsident`, `Trumps Minister`.
                    _ if words.roles.capitals && self.is_genitive(index) => {
                        spot.of.insert(0, Owner::Spot(index));
                        spot.determiner = Determiner::Possessive;
                        start = usize::from(self.spots[index].tokens.start);
                        break;
                    }
                    _ => break,
                }
            }
            // `Holovchenko's agent`, `the defendant's brother`: the clitic is a word of its own.
            if matches!(word, "'s" | "’s" | "'" | "’") && !words.roles.capitals {
                spot.determiner = Determiner::Possessive;
                start -= 1;
                match self.spot_ending(start) {
                    Some(index) => {
                        spot.of.insert(0, Owner::Spot(index));
                        start = usize::from(self.spots[index].tokens.start);
                    }
                    None => {
                        start = start.saturating_sub(1);
                        let article =
                            start.checked_sub(1).map_or("", |before| scan.word(before)).to_lowercase();
                        start -= usize::from(start > 0 && words.articles.contains(article.as_str()));
                    }
                }
                break;
            }
            let modifier = modifying
                && word.starts_with(char::is_alphabetic)
                && (words.title_modifiers.contains(lower.as_str())
                    || matches!(token.pos, Pos::Noun | Pos::Propn)
                        && !scan.at(start - 1).is_some_and(|mark| mark.covered));
            if modifier {
                start -= 1;
                spot.tokens.start = short(start);
                spot.word.lemma = format!("{lower} {}", spot.word.lemma);
                continue;
            }
            if matches!(token.pos, Pos::Adj | Pos::Num)
                || (token.pos == Pos::Verb
                    && word.ends_with(char::is_alphabetic)
                    && words.roles.capitals
                    && word.ends_with('e'))
            {
                modifying = false;
                start -= 1;
                continue;
            }
            break;
        }
        start
    }

    fn is_genitive(&self, index: usize) -> bool {
        let Some(last) = usize::from(self.spots[index].tokens.end).checked_sub(1) else { return false };
        let word = self.scan.word(last);
        self.scan.words.inflection.name_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    pub(super) fn is_person(&self, index: usize) -> bool {
        match &self.spots[index].what {
            What::Person(_) => true,
            What::Known(hit) => {
                hit.how == How::Surname
                    || (hit.how == How::Name
                        && self
                            .scan
                            .rules
                            .lexicon
                            .entry(hit.entry)
                            .is_some_and(|entry| entry.kind.entity() == EntityKind::Person))
            }
            What::Kind(kind) => *kind == EntityKind::Person,
            What::Unclear(kind) => kind.is_none_or(|kind| kind == EntityKind::Person),
            What::Institution(_) => false,
        }
    }

    /// What follows: `des Vorstands`, `Kasachstans und Georgiens`, `von Tornqvist`. Returns where it ends.
    fn after(&self, from: usize, spot: &mut RoleSpot) -> usize {
        let scan = self.scan;
        let words = scan.words;
        let mut end = from;
        let mut at = from;
        let of_word = words.of_words.contains(scan.word(at));
        if of_word {
            at += 1;
            while scan.token(at).is_some_and(|token| {
                matches!(token.pos, Pos::Det | Pos::Adj) && !scan.at(at).is_some_and(|mark| mark.covered)
                    || words.articles.contains(scan.word(at))
            }) {
                at += 1;
            }
        }
        while let Some(index) = self.spot_starting(at) {
            // In German a bare name behind an office is a genitive, or the person's own.
            let genitive = of_word || self.is_genitive(index) && !self.is_person_for_sure(index);
            if !genitive || (!of_word && !words.roles.capitals) {
                break;
            }
            let adjective = matches!(&self.spots[index].what, What::Known(hit) if matches!(hit.how, How::Adjective | How::Inhabitant(_)));
            if let What::Institution(body) = &self.spots[index].what
                && words.genitive_articles.contains(scan.word(from))
                && at == from + 1
            {
                // `Vorsitzende des Vorstands` is the Vorstandsvorsitzende.
                let first = body.clone();
                spot.word.lemma =
                    format!("{first}{}{}", words.genitive_joint, spot.word.lemma.to_lowercase());
                return at + 1;
            }
            spot.of.push(match &self.spots[index].what {
                What::Known(hit) if hit.how != How::Surname => Owner::Entry(hit.entry),
                _ => Owner::Spot(index),
            });
            at = usize::from(self.spots[index].tokens.end);
            if adjective {
                // `Chef des Krefelder Werks`
                at += usize::from(scan.word(at).starts_with(char::is_uppercase));
            }
            end = at;
            if words.and_words.contains(scan.word(at))
                && self.spot_starting(at + 1).is_some_and(|next| !self.is_person_for_sure(next))
            {
                at += 1;
            } else {
                break;
            }
        }
        if of_word
            && end == from
            && scan.token(at).is_some_and(|token| token.pos == Pos::Noun)
            && scan.at(at).is_some_and(|mark| mark.role.is_none())
        {
            // `Vorsitzende des Vorstands`, `chief financial officer of the district`
            end = at + 1;
            // `chair of the orchestra's trustees`
            while matches!(scan.word(end), "'s" | "’s")
                && scan.token(end + 1).is_some_and(|token| token.pos == Pos::Noun)
            {
                end += 2;
            }
        }
        end
    }

    fn is_person_for_sure(&self, index: usize) -> bool {
        !matches!(self.spots[index].what, What::Unclear(_)) && self.is_person(index)
    }
}

fn short(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
