//! Who is said to have spoken, and whether two articles mean two persons: by name, by an office whose holder some
//! article names, or by offices that nobody holds together.

use std::collections::BTreeSet;

use super::super::{Context, Finding, FindingKind, Label, Level, Reason, within};
use super::said::Said;
use crate::annotate::entity::{Entity, EntityId, EntityKind, MentionForm};
use crate::language::{Gender, Pos, Sentence};
use crate::subject::IdentityId;
use crate::text::Span;

/// Somebody who speaks.
#[derive(Clone, Debug)]
pub(super) struct Who<'a> {
    /// The words that name the speaker.
    pub(super) span: Span,
    /// Who is meant, where an article of the dossier gives a name.
    named: Option<(IdentityId, &'a Entity)>,
    /// The office or profession that stands in place of a name, from the longest to the shortest reading.
    titles: Vec<String>,
    /// What that word tells of the speaker's gender.
    gender: Option<Gender>,
    /// Whether there is no doubt.
    sure: bool,
}

/// How two speakers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Two persons.
    Person,
    /// One surname and two given names, or the other way round.
    Name,
}

impl<'a> Who<'a> {
    /// Reads the words that name a speaker.
    pub(super) fn new(
        context: &Context<'a>,
        article: usize,
        span: Span,
        entity: Option<EntityId>,
        sure: bool,
    ) -> Self {
        let read = &context.scene.dossier[article];
        let person = entity.and_then(|id| {
            let entity = read.annotations.entities.list.get(id)?;
            let named = entity.kind == EntityKind::Person && entity.surname.is_some();
            Some((context.scene.identities.of(article, id)?, entity)).filter(|_| named)
        });
        let (titles, gender) =
            if person.is_some() { (Vec::new(), None) } else { titles(context, article, span) };
        let bearer = || titles.iter().find_map(|title| bearer(context, title));
        let sure = sure && (person.is_none() || !is_doubtful(context, article, span));
        Self { span, named: person.or_else(bearer), titles, gender, sure }
    }

    /// A name for people.
    pub(super) fn label(&self, context: &Context<'_>, article: usize) -> String {
        match self.named.filter(|_| self.titles.is_empty()) {
            Some((_, entity)) => entity.name.clone(),
            None => context.words(article, self.span).to_owned(),
        }
    }
}

/// What a speaker without a name is: the nouns of the phrase up to what they belong to (`der Leiter des Museums`),
/// in small letters; none where somebody unknown speaks (`ein Sprecher`).
fn titles(context: &Context<'_>, article: usize, span: Span) -> (Vec<String>, Option<Gender>) {
    const NOBODY: (Vec<String>, Option<Gender>) = (Vec::new(), None);
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    let Some(sentence) = sentences.get(index) else { return NOBODY };
    let text = context.document(article).text();
    let tokens: Vec<_> = sentence
        .tokens
        .iter()
        .skip_while(|token| token.span.start() < span.start())
        .take_while(|token| token.span.end() <= span.end())
        .collect();
    let unknown = tokens
        .first()
        .is_some_and(|first| context.rules.quote.indefinite.contains(&first.span.of(text).to_lowercase()));
    let start = tokens.iter().position(|token| matches!(token.pos, Pos::Noun | Pos::Adj)).unwrap_or(0);
    let nouns: Vec<&str> = tokens[start..]
        .iter()
        .take_while(|token| matches!(token.pos, Pos::Noun | Pos::Adj))
        .map(|token| token.span.of(text))
        .collect();
    let Some(head) = nouns.last().filter(|_| !unknown) else { return NOBODY };
    let person = context.entities.person_word(sentence.language, head);
    let gender = person.as_ref().and_then(|(_, gender)| *gender);
    let mut titles: Vec<String> =
        (0..nouns.len()).map(|from| nouns[from..].join(" ").to_lowercase()).collect();
    titles.extend(person.map(|(lemma, _)| lemma.to_lowercase()));
    (titles, gender)
}

/// The only person of the dossier who is given a title.
fn bearer<'a>(context: &Context<'a>, title: &str) -> Option<(IdentityId, &'a Entity)> {
    let bearers: BTreeSet<IdentityId> =
        (0..context.scene.dossier.len()).flat_map(|article| context.all_bearers(article, title)).collect();
    let identity = bearers.first().copied().filter(|_| bearers.len() == 1)?;
    let &(article, id) = context.scene.identities.members(identity).iter().find(|&&(article, id)| {
        context.scene.dossier[article].annotations.entities.list[id].surname.is_some()
    })?;
    Some((identity, &context.scene.dossier[article].annotations.entities.list[id]))
}

/// Whether a speaker's words are a pronoun that may mean somebody else.
fn is_doubtful(context: &Context<'_>, article: usize, span: Span) -> bool {
    let read = &context.scene.dossier[article];
    let entities = &read.annotations.entities;
    let mut mentions = within(&entities.mentions, span, |mention| mention.span);
    if !mentions.all(|mention| mention.form == MentionForm::Pronoun) {
        return false;
    }
    let Some(own) = within(&entities.mentions, span, |mention| mention.span).next() else { return false };
    let sentences = &read.reading.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    let from: usize = at.saturating_sub(1);
    let Some(start) = sentences.get(from).map(|sentence: &Sentence| sentence.span.start()) else {
        return true;
    };
    let near = Span::new(start, span.start().max(start));
    let named = within(&entities.mentions, near, |mention| mention.span)
        .any(|mention| mention.entity == own.entity && mention.form == MentionForm::Name);
    let gender = entities.list[own.entity].gender;
    // Somebody else who was just named, and whom the pronoun fits as well.
    let other = within(&entities.mentions, near, |mention| mention.span).any(|mention| {
        let entity = &entities.list[mention.entity];
        mention.entity != own.entity
            && entity.kind == EntityKind::Person
            && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
    });
    other || !own.sure && !named
}

/// Whether one named person is sure to have spoken both times.
pub(super) fn same(a: &Said<'_>, b: &Said<'_>) -> bool {
    let named = |said: &Said<'_>| {
        let who = said.who.as_ref().filter(|who| who.sure)?;
        who.named.map(|(identity, _)| identity)
    };
    named(a).is_some() && named(a) == named(b)
}

/// How the speakers of two quotes differ; none where they may be one, or are not known well enough.
pub(super) fn differ(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>) -> Option<Difference> {
    let (x, y) = (a.who.as_ref()?, b.who.as_ref()?);
    if !x.sure || !y.sure {
        return None;
    }
    match (x.named, y.named) {
        (Some((first, one)), Some((second, other))) => {
            if first == second {
                return None;
            }
            let (surname, other_surname) = (one.surname.as_ref()?, other.surname.as_ref()?);
            if surname == other_surname {
                let given = one.given.is_some() && other.given.is_some();
                return (given && x.titles.is_empty() && y.titles.is_empty()).then_some(Difference::Name);
            }
            let own_names = x.titles.is_empty() && y.titles.is_empty();
            if let (Some(given), Some(other_given)) = (&one.given, &other.given)
                && given == other_given
                && own_names
                && spelled_alike(surname, other_surname)
                && !one.key.contains(last(&other.key))
                && !other.key.contains(last(&one.key))
            {
                return Some(Difference::Name);
            }
            // A name read with a word too many or too few is no other name.
            let words = |entity: &Entity| -> BTreeSet<String> {
                entity.key.split([' ', '-']).filter(|word| word.len() > 3).map(str::to_owned).collect()
            };
            (words(one).is_disjoint(&words(other))).then_some(Difference::Person)
        }
        (Some((identity, entity)), None) => {
            (other_gender(entity, y) || excluded(context, identity, y)).then_some(Difference::Person)
        }
        (None, Some((identity, entity))) => {
            (other_gender(entity, x) || excluded(context, identity, x)).then_some(Difference::Person)
        }
        (None, None) => bodies_differ(context, a, b).then_some(Difference::Person),
    }
}

/// Whether two names differ by a letter or two in one place (`Kettler`, `Kessler`).
fn spelled_alike(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shorter = x.len().min(y.len());
    let front = x.iter().zip(&y).take_while(|(x, y)| x == y).count();
    let back = x.iter().rev().zip(y.iter().rev()).take(shorter - front).take_while(|(x, y)| x == y).count();
    x.len().max(y.len()) - front - back <= 2
}

fn last(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

/// Whether the word for a speaker (`die Intendantin`) cannot mean somebody because of their gender.
fn other_gender(entity: &Entity, other: &Who<'_>) -> bool {
    matches!((entity.gender, other.gender), (Some(x), Some(y)) if x != y)
}

/// Whether somebody holds an office that goes with none of a speaker's.
fn excluded(context: &Context<'_>, identity: IdentityId, other: &Who<'_>) -> bool {
    let offices = &context.rules.offices;
    let members = context.scene.identities.members(identity).iter();
    let held: Vec<&str> = members
        .flat_map(|&(article, id)| &context.scene.dossier[article].annotations.entities.list[id].titles)
        .map(|title| title.lemma.as_str())
        .collect();
    let others: Vec<String> = other.titles.iter().flat_map(|title| offices.spellings(title)).collect();
    let agree = held.iter().any(|x| others.iter().any(|y| offices.agree(x, y)));
    let posts = &context.rules.posts;
    let exclude =
        |x: &str, y: &str| offices.exclude(x, y) || posts.exclude(&posts.read(x, &[]), &posts.read(y, &[]));
    !agree && held.iter().any(|x| others.iter().any(|y| exclude(x, y)))
}

/// Whether two speakers are bodies of different kinds (`die Polizei`, `die Feuerwehr`), or hold offices that exclude
/// each other.
fn bodies_differ(context: &Context<'_>, a: &Said<'_>, b: &Said<'_>) -> bool {
    let titles = |said: &Said<'_>| said.who.as_ref().map_or(Vec::new(), |who| who.titles.clone());
    let (of_a, of_b) = (titles(a), titles(b));
    let (Some(x), Some(y)) = (of_a.last(), of_b.last()) else { return false };
    let sentence = |said: &Said<'_>| {
        context.words(said.article, context.sentence_span(said.article, said.span)).to_lowercase()
    };
    // Of two who speak together, one may be left out.
    let together = sentence(a).contains(y.as_str()) || sentence(b).contains(x.as_str());
    let exclude = of_a.iter().any(|x| of_b.iter().any(|y| context.rules.offices.exclude(x, y)));
    !together && (context.rules.actors.differ(x, y) || exclude)
}

/// The report of two speakers of one quote.
pub(super) fn finding(
    context: &Context<'_>,
    (a, b): (&Said<'_>, &Said<'_>),
    difference: Difference,
    because: Vec<Reason>,
) -> Finding {
    let slip = difference == Difference::Name;
    let witness = |said: &Said<'_>| {
        let who = said.who.as_ref();
        let span = who.map_or(said.span, |who| who.span);
        // A slip in a name is where the name stands, a wrong speaker is beside the quote.
        let named = who.and_then(|who| who.named).filter(|_| slip);
        let name = named.and_then(|(_, entity)| context.nearest_mention(said.article, entity, span));
        let clause = if slip { name.unwrap_or(span) } else { said.span };
        let decisive = name.unwrap_or(span);
        // The one who is interviewed is named far away from the answer.
        let far = !slip && said.form == super::Form::Answer;
        let mut witness = context.witness(said.article, clause, if far { clause } else { decisive });
        witness.label = Label::Words(who.map_or(String::new(), |who| who.label(context, said.article)));
        witness
    };
    let words =
        a.words.first().zip(a.words.last()).map_or(a.span, |(first, last)| first.span.cover(last.span));
    Finding {
        kind: if slip { FindingKind::Identity } else { FindingKind::Speaker },
        level: Level::Contradiction,
        subject: context.words(a.article, words).chars().take(60).collect(),
        witnesses: vec![witness(a), witness(b)],
        because,
        confidence: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_name_is_a_letter_or_two_in_one_place() {
        assert!(spelled_alike("Kettler", "Kessler"));
        assert!(spelled_alike("Brandt", "Brand"));
        assert!(!spelled_alike("Kettler", "Köster"));
        assert!(!spelled_alike("Oelkers", "Tietjen"));
        assert!(!spelled_alike("", "Weber"));
    }
}
