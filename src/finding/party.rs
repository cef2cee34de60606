//! Which party somebody belongs to: in brackets behind the name (`Weber (CDU)`), in what they are called (`CDU-Fachfrau
//! Weber`, `Labour councillor Weaver`), behind the name (`Weaver, a Green`). Two articles that put one person into two
//! parties cannot both be right.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Finding, FindingKind, Label, Level, Reason};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::language::{Pos, Sentence};
use crate::rule::{Files, Problem};
use crate::subject::IdentityId;
use crate::text::Span;

/// Words before a name that may say what somebody is.
const BEFORE: u16 = 6;
/// Words in brackets or behind a comma that are looked at.
const BEHIND: u16 = 6;

/// `parties.txt` of all languages: word → its line.
#[derive(Debug, Default)]
pub(super) struct Parties(BTreeMap<String, usize>);

impl Parties {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut parties = Self::default();
        for code in files.languages() {
            let Ok(text) = files.text(&format!("{code}/parties.txt")) else { continue };
            let lines = text.lines().map(str::trim);
            for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let next = parties.0.values().max().map_or(0, |last| last + 1);
                let words = line.split_whitespace().map(|word| (word.to_owned(), next));
                parties.0.extend(words.filter(|(word, _)| !word.is_empty()));
            }
        }
        Ok(parties)
    }

    /// The party that a word names, or its first part before a joint.
    fn of(&self, word: &str, joint: bool) -> Option<usize> {
        // `linke Hand`, `a conservative senator`
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let word = word.to_lowercase();
        let whole = || self.0.get(&word);
        let first = || self.0.get(word.split_once('-')?.0);
        let found = if joint { whole().or_else(first) } else { whole() };
        found.copied()
    }
}

/// Somebody in a party.
struct Belongs {
    article: usize,
    identity: IdentityId,
    party: usize,
    name: Span,
    place: Span,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut by_person: BTreeMap<IdentityId, Vec<Belongs>> = BTreeMap::new();
    for article in 0..context.scene.dossier.len() {
        for belongs in belongings(context, article) {
            by_person.entry(belongs.identity).or_default().push(belongs);
        }
    }
    for list in by_person.values() {
        let parties = |article: usize| -> BTreeSet<usize> {
            list.iter().filter(|one| one.article == article).map(|one| one.party).collect()
        };
        let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (index, a) in list.iter().enumerate() {
            for b in list[index + 1..].iter().filter(|b| b.article != a.article && b.party != a.party) {
                // Who has two parties in one article has changed sides.
                let settled = parties(a.article).len() == 1 && parties(b.article).len() == 1;
                if settled && told.insert((a.article, b.article)) {
                    findings.push(finding(context, a, b));
                }
            }
        }
    }
}

fn belongings(context: &Context<'_>, article: usize) -> Vec<Belongs> {
    let read = &context.scene.dossier[article];
    let entities = &read.annotations.entities;
    let names = entities.mentions.iter().filter(|mention| {
        mention.form == MentionForm::Name && entities.list[mention.entity].kind == EntityKind::Person
    });
    names
        .filter_map(|mention| {
            let sentences = &read.reading.sentences;
            let index = sentences.partition_point(|sentence| sentence.span.end() <= mention.span.start());
            let sentence = sentences.get(index)?;
            let (party, place) = party(context, article, sentence, mention.span)?;
            let identity = context.scene.identities.of(article, mention.entity)?;
            Some(Belongs { article, identity, party, name: mention.span, place })
        })
        .collect()
}

fn party(context: &Context<'_>, article: usize, sentence: &Sentence, name: Span) -> Option<(usize, Span)> {
    let text = context.document(article).text();
    let parties = &context.rules.parties;
    let token = |at: u16| sentence.tokens.get(usize::from(at));
    let word = |at: u16| token(at).map(|token| token.span.of(text));
    let first = sentence.token_at(name.start())?;
    let behind = sentence.token_at(name.end() - 1)? + 1;
    // `Weber (CDU)`, `Weber (49, CDU)`
    if word(behind) == Some("(") {
        let inside = (behind + 1..behind + BEHIND).take_while(|at| word(*at).is_some_and(|word| word != ")"));
        let found = inside.filter_map(|at| Some((parties.of(word(at)?, false)?, token(at)?.span))).next();
        if found.is_some() {
            return found;
        }
    }
    // `Weaver, a Green`
    let article_word = |at: u16| token(at).is_some_and(|token| token.pos == Pos::Det);
    if word(behind) == Some(",") && article_word(behind + 1) {
        let ends = |at: u16| {
            word(at).is_none_or(|word| matches!(word, "," | "." | ";" | ")"))
                || token(at).is_some_and(|token| matches!(token.pos, Pos::Adp | Pos::Pron))
        };
        if let (Some(found), Some(place)) = (word(behind + 2), token(behind + 2))
            && ends(behind + 3)
            && let Some(party) = parties.of(found, true)
        {
            return Some((party, place.span));
        }
    }
    // `CDU-Fachfrau Weber`, `Labour councillor Weaver`, `der Sprecher der AfD, Weber`
    let mut at = first;
    for _ in 0..BEFORE {
        at = at.checked_sub(1)?;
        let (found, place) = (word(at)?, token(at)?);
        let comma = found == "," && at + 1 == first;
        let named = parties.of(found, true);
        if let Some(party) = named {
            let against = at > 0 && token(at - 1).is_some_and(|before| before.pos == Pos::Adp);
            return (!against).then_some((party, place.span));
        }
        if !comma && !matches!(place.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::X) {
            return None;
        }
    }
    None
}

fn finding(context: &Context<'_>, a: &Belongs, b: &Belongs) -> Finding {
    let witness = |belongs: &Belongs| {
        let mut witness = context.witness(belongs.article, belongs.name.cover(belongs.place), belongs.place);
        witness.label = Label::Words(context.words(belongs.article, belongs.place).to_owned());
        witness
    };
    let name = context.scene.identities.name(context.scene.dossier, a.identity).to_owned();
    Finding {
        kind: FindingKind::Role,
        level: Level::Contradiction,
        subject: name.clone(),
        witnesses: vec![witness(a), witness(b)],
        because: vec![Reason { key: "same-person", parameters: vec![("name", name)] }],
        confidence: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_named_alone_or_before_a_joint() {
        let parties = Parties::load(&Files::builtin()).unwrap();
        assert_eq!(parties.of("CDU", false), parties.of("CDU-Innenexperte", true));
        assert_ne!(parties.of("CDU", false), parties.of("AfD", false));
        assert_eq!(parties.of("CDU-Innenexperte", false), None);
        assert_eq!(parties.of("Verein", true), None);
        assert_eq!(parties.of("linke", true), None);
    }
}
