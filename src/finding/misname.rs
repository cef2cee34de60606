//! One person under two names: two given names beside one surname, or two surnames that differ in a letter or two
//! beside one given name. Two people often share a surname; that one of the names is a slip shows in the office, or in
//! how like the names are.

use super::post::Part;
use super::spelling::{is_alike, is_near, may_be_heard_as};
use super::{Context, Finding, FindingKind, Label, Level, Reason, body};
use crate::annotate::entity::{Entity, EntityId, EntityKind, MentionForm};
use crate::document::Language;
use crate::language::Pos;
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// Nouns nearer than this name one profession.
const SAME_NOUN: f32 = 0.85;
/// Sentences of an article that tells a story.
const STORY: usize = 5;
/// Letters of a noun that can be the end of another one (`Schiedsrichter`, `Hauptschiedsrichter`).
const NOUN: usize = 5;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let people: Vec<Person<'_>> =
        (0..context.scene.dossier.len()).flat_map(|article| people(context, article)).collect();
    for (index, a) in people.iter().enumerate() {
        for b in people[index + 1..].iter().filter(|b| b.article != a.article) {
            if a.identity != b.identity && is_slip(context, a, b) && !knows_both(context, a, b) {
                findings.extend(slip(context, (a.article, a.entity), (b.article, b.entity)));
            }
        }
    }
    body::compare(context, findings);
}

/// Somebody whom an article names in full.
struct Person<'a> {
    article: usize,
    entity: &'a Entity,
    identity: Option<IdentityId>,
    given: String,
    /// A final `s` may be a genitive's or the name's own: it does not count.
    last: String,
    /// The nouns that stand before the name: `der Bochumer Unternehmer`.
    nouns: Vec<(String, Option<LexemeId>)>,
}

fn people<'a>(context: &Context<'a>, article: usize) -> Vec<Person<'a>> {
    let list = 0..context.scene.dossier[article].annotations.entities.list.len();
    let people = list.filter_map(|id| person(context, article, id));
    let language = context.document(article).meta.language.unwrap_or(Language::GERMAN);
    people
        .filter(|person| person.given.trim_end_matches('.').chars().count() > 1)
        // `Ortsvorsteherin Pieper` has a title and no given name.
        .filter(|person| {
            let first = person.entity.name.split(' ').next().unwrap_or("");
            let noun = first.to_lowercase();
            let (posts, offices) = (&context.rules.posts, &context.rules.offices);
            context.entities.person_word(language, first).is_none()
                && !offices.spellings(&noun).iter().any(|noun| posts.is_title(noun) || offices.knows(noun))
        })
        .collect()
}

/// An entity as a person whom the article names in full.
fn person<'a>(context: &Context<'a>, article: usize, id: EntityId) -> Option<Person<'a>> {
    let entities = &context.scene.dossier[article].annotations.entities;
    let entity = entities.list.get(id)?;
    if entity.kind != EntityKind::Person || entity.surname.is_none() {
        return None;
    }
    let mut words = entity.key.split(' ');
    let (given, last) = (words.next()?.to_owned(), words.next_back()?);
    let mentions = entities.mentions.iter();
    let places = mentions.filter(|mention| mention.entity == id && mention.form == MentionForm::Name);
    Some(Person {
        article,
        entity,
        identity: context.scene.identities.of(article, id),
        given,
        last: last.trim_end_matches('s').to_owned(),
        nouns: places.filter_map(|mention| noun_before(context, article, mention.span)).collect(),
    })
}

/// What two names tell of whether they are one person's, as evidence: one given name and two surnames, one surname and
/// two given names, whether what differs is alike, one office (1) or two (-1), whether an article knows both.
pub(super) fn traits(context: &Context<'_>, a: (usize, EntityId), b: (usize, EntityId)) -> [f32; 5] {
    let (Some(a), Some(b)) = (person(context, a.0, a.1), person(context, b.0, b.1)) else { return [0.0; 5] };
    let spelling = &context.rules.spelling;
    let same_given = a.given == b.given || spelling.is_one(&a.given, &b.given);
    let same_last = a.last == b.last || spelling.is_one(&a.last, &b.last);
    let alike = |x: &str, y: &str| x != y && (is_near(x, y) || is_alike(x, y));
    let differing_alike = (same_last || alike(&a.last, &b.last)) && (same_given || alike(&a.given, &b.given));
    [
        f32::from(same_given && !same_last),
        f32::from(same_last && !same_given),
        f32::from(differing_alike),
        match office(context, &a, &b) {
            Office::Same => 1.0,
            Office::Other => -1.0,
            Office::Unknown => 0.0,
        },
        f32::from(knows_both(context, &a, &b)),
    ]
}

/// The noun right before a name.
pub(super) fn noun_before(
    context: &Context<'_>,
    article: usize,
    name: Span,
) -> Option<(String, Option<LexemeId>)> {
    let sentences = &context.scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= name.start());
    let sentence = sentences.get(index)?;
    let at = sentence.token_at(name.start())?.checked_sub(1)?;
    let token = &sentence.tokens[usize::from(at)];
    if token.pos != Pos::Noun {
        return None;
    }
    let words = context.scene.lexemes.words(article, index);
    let lexeme = words.iter().find(|word| word.token == at).map(|word| word.lexeme);
    Some((token.lemma.to_lowercase(), lexeme))
}

/// How the offices and professions of two people stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Office {
    Same,
    Other,
    Unknown,
}

fn office(context: &Context<'_>, a: &Person<'_>, b: &Person<'_>) -> Office {
    let offices = &context.rules.offices;
    let titles = |person: &Person<'_>| -> Vec<String> {
        let held = person.entity.titles.iter().map(|title| title.lemma.to_lowercase());
        let mut titles: Vec<String> = held.chain(person.nouns.iter().map(|(noun, _)| noun.clone())).collect();
        titles = titles.iter().flat_map(|title| offices.spellings(title)).collect();
        titles.retain(|title| !context.rules.spelling.address.contains(title));
        titles
    };
    let (of_a, of_b) = (titles(a), titles(b));
    let other_body = a.entity.titles.iter().any(|x| {
        b.entity
            .titles
            .iter()
            .any(|y| offices.agree(&x.lemma, &y.lemma) && x.of.is_some() && y.of.is_some() && x.of != y.of)
    });
    // `Ex-Werftdirektor`, `der frühere Werftdirektor`
    let ends = |x: &String, y: &String| y.chars().count() >= NOUN && x.ends_with(y.as_str());
    let same = |x: &String, y: &String| x == y || ends(x, y) || ends(y, x);
    if other_body {
        return Office::Other;
    }
    // `Betriebsratschefin`, `Vorsitzender`: the head of one body.
    let posts = &context.rules.posts;
    let heads = |title: &str| posts.read(title, &[]).part.is_some_and(Part::is_single);
    let of = |title: &String| posts.first_part(title);
    let head = of_a.iter().filter(|x| heads(x)).any(|x| {
        of_b.iter().filter(|y| heads(y)).any(|y| match (of(x), of(y)) {
            (Some(x), Some(y)) => x == y,
            _ => true,
        })
    });
    if head && a.given.chars().next() == b.given.chars().next() {
        return Office::Same;
    }
    if of_a.iter().any(|x| of_b.iter().any(|y| same(x, y))) {
        return Office::Same;
    }
    let lexemes = &context.scene.lexemes;
    let near = a.nouns.iter().any(|(_, x)| {
        b.nouns
            .iter()
            .any(|(_, y)| matches!((x, y), (Some(x), Some(y)) if lexemes.nearness(*x, *y) >= SAME_NOUN))
    });
    if near {
        Office::Same
    } else if of_a.is_empty() || of_b.is_empty() {
        Office::Unknown
    } else {
        Office::Other
    }
}

fn is_slip(context: &Context<'_>, a: &Person<'_>, b: &Person<'_>) -> bool {
    let (x, y) = (a.entity, b.entity);
    if x.known && y.known || matches!((x.age, y.age), (Some(x), Some(y)) if x != y) {
        return false;
    }
    // `Kriminaloberrat Georg Stadlbauer` and `Georg Stadlbauer`
    let within =
        |x: &Entity, y: &Entity| x.key.split(' ').all(|word| y.key.split(' ').any(|own| own == word));
    if within(x, y) || within(y, x) {
        return false;
    }
    let spelling = &context.rules.spelling;
    let one = |x: &str, y: &str| x == y || spelling.is_one(x, y);
    let (same_given, same_last) = (one(&a.given, &b.given), a.last == b.last);
    if same_last == same_given {
        // Both names differ, each a little, and the office is one: `Dana Rehbein`, `Diana Rehwald`.
        let office = office(context, a, b);
        let given = is_near(&a.given, &b.given) || may_be_heard_as(&a.given, &b.given);
        let (near, alike) = (is_near(&a.last, &b.last), is_alike(&a.last, &b.last));
        return !same_given
            && given
            && !spelling.is_one(&a.last, &b.last)
            && ((near || alike) && office == Office::Same
                || near && office == Office::Unknown && tells_a_story(context, a, b));
    }
    let office = office(context, a, b);
    let other_gender = matches!((x.gender, y.gender), (Some(x), Some(y)) if x != y);
    if same_last {
        // `Reto`, `Remo`
        let initial = a.given.chars().next() == b.given.chars().next();
        return office == Office::Same
            || ((is_near(&a.given, &b.given) || initial)
                && !other_gender
                && office != Office::Other
                && tells_a_story(context, a, b));
    }
    // One given name and two surnames.
    let alike = is_near(&a.last, &b.last) || is_alike(&a.last, &b.last);
    let near = is_near(&a.last, &b.last) && a.given == b.given;
    !spelling.is_one(&a.last, &b.last)
        && alike
        && !other_gender
        && (office == Office::Same || ((near || office == Office::Unknown) && tells_a_story(context, a, b)))
}

/// Whether both articles are long enough to have their own spelling. Sentences alone that differ in a letter are two
/// ways to write one name.
fn tells_a_story(context: &Context<'_>, a: &Person<'_>, b: &Person<'_>) -> bool {
    is_story(context, a.article, b.article)
}

/// Whether two articles are both more than a sentence or two.
pub(super) fn is_story(context: &Context<'_>, a: usize, b: usize) -> bool {
    let long = |article: usize| context.scene.dossier[article].reading.sentences.len() >= STORY;
    long(a) && long(b)
}

/// Whether one of the articles knows both: by their full names, by the two surnames, or because it says that two people
/// of one name are not related.
fn knows_both(context: &Context<'_>, a: &Person<'_>, b: &Person<'_>) -> bool {
    let has = |article: usize, other: &Person<'_>, own: &Person<'_>| {
        context.scene.dossier[article].annotations.entities.list.iter().any(|entity| {
            entity.kind == EntityKind::Person
                && (entity.key == other.entity.key
                    || other.last != own.last
                        && entity.key.rsplit(' ').next().map(|last| last.trim_end_matches('s'))
                            == Some(&other.last))
        })
    };
    // Two people of one surname in one article are told apart there.
    let several = |article: usize| {
        let list = &context.scene.dossier[article].annotations.entities.list;
        let bearers = list.iter().filter(|entity| {
            entity.kind == EntityKind::Person
                && entity.given.is_some()
                && entity.key.rsplit(' ').next().map(|last| last.trim_end_matches('s')) == Some(&a.last)
        });
        bearers.count() > 1
            || context
                .rules
                .spelling
                .namesakes
                .iter()
                .any(|word| context.document(article).text().to_lowercase().contains(word.as_str()))
    };
    // `Kapitänin Melanie R.`, `die Kapitänin Melina R.`: that there is a namesake too does not matter.
    let slip = is_near(&a.given, &b.given) && office(context, a, b) == Office::Same;
    has(a.article, b, a)
        || has(b.article, a, b)
        || (a.last == b.last
            && !slip
            && (several(a.article)
                || several(b.article)
                || is_another_of_the_name(context, a)
                || is_another_of_the_name(context, b)))
}

/// Whether a sentence that names somebody calls them somebody's relative, or tells of another time (`Ernst Volland, der
/// Großvater der Geschäftsführerin`): of one surname there are two people then.
fn is_another_of_the_name(context: &Context<'_>, person: &Person<'_>) -> bool {
    let read = &context.scene.dossier[person.article];
    let entities = &read.annotations.entities;
    let own = entities.mentions.iter().filter(|mention| {
        mention.form == MentionForm::Name
            && entities.list.get(mention.entity).is_some_and(|entity| std::ptr::eq(entity, person.entity))
    });
    own.filter_map(|mention| read.reading.sentences.iter().find(|it| it.span.contains(mention.span))).any(
        |sentence| {
            sentence.tokens.iter().any(|token| {
                let lemma = token.lemma.to_lowercase();
                context.rules.offices.is_kin(&lemma) || context.rules.posts.is_past(&lemma)
            })
        },
    )
}

/// The nearest place that names somebody in full: what differs stands only there.
fn full_mention(context: &Context<'_>, article: usize, entity: &Entity, place: Span) -> Option<Span> {
    let entities = &context.scene.dossier[article].annotations.entities;
    let id = entities.list.iter().position(|other| std::ptr::eq(other, entity))?;
    let given = entity.given.as_deref()?;
    let mentions =
        entities.mentions.iter().filter(|mention| mention.entity == id && mention.form == MentionForm::Name);
    mentions
        .map(|mention| mention.span)
        .filter(|span| context.words(article, *span).contains(given))
        .min_by_key(|span| span.start().abs_diff(place.start()))
}

fn slip(context: &Context<'_>, a: (usize, &Entity), b: (usize, &Entity)) -> Option<Finding> {
    let witness = |(article, entity): (usize, &Entity)| {
        let first = || {
            let entities = &context.scene.dossier[article].annotations.entities;
            let id = entities.list.iter().position(|other| std::ptr::eq(other, entity))?;
            entities.mentions.iter().find(|mention| mention.entity == id).map(|mention| mention.span)
        };
        let title = entity.titles.first().map(|title| title.span);
        let place = title.or_else(first)?;
        let name = full_mention(context, article, entity, place)
            .or_else(|| context.nearest_mention(article, entity, place))?;
        // Only a title in the same sentence is part of the claim.
        let sentence = context.sentence_span(article, name);
        let title = title.filter(|title| sentence.contains(*title));
        let mut witness = context.witness(article, name.cover(title.unwrap_or(name)), name);
        witness.label = Label::Words(entity.name.clone());
        Some(witness)
    };
    let reason = match a.1.titles.first() {
        Some(title) => Reason { key: "same-office", parameters: vec![("title", title.lemma.clone())] },
        None => Reason {
            key: "same-person",
            parameters: vec![("name", a.1.surname.clone().unwrap_or_else(|| a.1.name.clone()))],
        },
    };
    Some(Finding {
        kind: FindingKind::Identity,
        level: Level::Contradiction,
        subject: a.1.surname.clone().unwrap_or_else(|| a.1.name.clone()),
        witnesses: vec![witness(a)?, witness(b)?],
        because: vec![reason],
        confidence: None,
    })
}
