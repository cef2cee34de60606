//! Contraries: somebody is for it in one article and against it in the other; a thing is at one end of a matter here
//! and at the other end there. That it is the same somebody, or the same thing, must be plain; then two words from
//! opposite ends are enough.

use super::super::partner::Partners;
use super::super::{Context, Finding, FindingKind, Level, Reason, within};
use super::statement::Statement;
use super::who::{Who, holders, thing};
use crate::annotate::factuality::Status;
use crate::annotate::quantity::QuantityKind;
use crate::claim::poles::{Nature, Pole, Sign};
use crate::language::{Pos, Role, Tense};
use crate::text::Span;

/// Minutes after which what was planned may have been given up.
const MINUTES_TO_CHANGE: i64 = 60;
/// Minutes after which what is so may be so no more.
const MINUTES_OF_STATE: i64 = 12 * 60;
/// Words of the objects nearer than this can be about one matter.
const SAME_MATTER: f32 = 0.3;
/// Words of the objects nearer than this are of one thing.
const SAME_OBJECT: f32 = 0.9;

/// A statement that takes a side.
struct Side<'a, 's> {
    statement: &'s Statement<'a>,
    signs: Vec<Sign>,
    parties: Vec<Who>,
}

/// Two statements at opposite ends.
struct Clash {
    statements: (usize, usize),
    places: (Span, Span),
    strength: u32,
    kind: FindingKind,
}

/// Reports who stands on both sides, and what is at both ends.
pub(in super::super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = context.statements;
    let mut clashes = views(context, statements);
    clashes.extend(states(context, statements));
    clashes.sort_by(|a, b| b.strength.cmp(&a.strength).then_with(|| a.statements.cmp(&b.statements)));
    // A place that has met its match in another article meets no second one there.
    let mut taken: Vec<(usize, Span, usize)> = Vec::new();
    for clash in clashes {
        let (a, b) = (&statements[clash.statements.0], &statements[clash.statements.1]);
        let keys = [(a.article, clash.places.0, b.article), (b.article, clash.places.1, a.article)];
        let met = |key: &(usize, Span, usize)| {
            taken.iter().any(|other| other.0 == key.0 && other.2 == key.2 && other.1.overlaps(key.1))
        };
        if !keys.iter().any(met) {
            taken.extend(keys);
            findings.push(finding(context, a, b, &clash));
        }
    }
}

/// Whether the article says it as something that is, was, will be or will not be.
fn is_told(statement: &Statement<'_>) -> bool {
    match statement.factuality.status {
        Status::Fact
        | Status::UnderWay
        | Status::Planned
        | Status::Presumed
        | Status::Denied
        | Status::Cancelled
        | Status::Postponed => true,
        Status::Demanded | Status::Possible | Status::Conditional | Status::Accused => false,
    }
}

/// Somebody's view, at both ends.
fn views(context: &Context<'_>, statements: &[Statement<'_>]) -> Vec<Clash> {
    let poles = &context.claims.poles;
    let mut sides: Vec<(usize, Side<'_, '_>, u8)> = Vec::new();
    for (index, statement) in statements.iter().enumerate().filter(|(_, statement)| is_told(statement)) {
        let of_view = |sign: &&Sign| poles.nature(sign.pole.dimension) == Nature::View;
        let signs: Vec<Sign> = statement.signs.iter().filter(of_view).copied().collect();
        if signs.is_empty() {
            continue;
        }
        let mut parties = holders(context.scene, statements, index);
        parties.retain(|party| !party.is_one_of(&context.rules.matters));
        // `the supporters' trust` supports nothing.
        let inside = |sign: &Sign| sign.nominal && parties.iter().any(|party| party.span.contains(sign.span));
        let signs: Vec<Sign> = signs.into_iter().filter(|sign| !inside(sign)).collect();
        if let Some(end) = common_end(&signs)
            && !parties.is_empty()
        {
            sides.push((index, Side { statement, signs, parties }, end));
        }
    }
    let mut clashes = Vec::new();
    let partners = Partners::new(context, sides.iter().map(|(_, side, _)| side.statement.place()));
    for (at, (index, a, end)) in sides.iter().enumerate() {
        for (other, b, other_end) in partners.of(at).into_iter().map(|other| &sides[other]) {
            let one_dimension = a.signs.iter().any(|x| {
                b.signs.iter().any(|y| x.pole.dimension == y.pole.dimension && x.pole.end != y.pole.end)
                    && !poles.is_wish(x.pole.dimension)
            });
            if end == other_end {
                continue;
            }
            // A wish for one thing and a no to another are no contradiction, nor are two kinds of view of two things.
            let stand =
                |side: &Side<'_, '_>| side.signs.iter().any(|sign| poles.is_stand(sign.pole.dimension));
            if !(one_dimension || stand(a) && stand(b)) {
                continue;
            }
            let fits = if one_dimension { one_matter(context, a, b) } else { one_object(context, a, b) };
            if !fits {
                continue;
            }
            // `53 Prozent` are nobody.
            let somebody = |who: &Who| !who.some || who.is_named();
            if let Some(sure) = one_party(context, a, b, |(one, two)| somebody(one) && somebody(two)) {
                clashes.push(Clash {
                    statements: (*index, *other),
                    places: (place(&a.signs), place(&b.signs)),
                    strength: 10 * u32::from(sure) + words(&a.signs).min(words(&b.signs)),
                    kind: FindingKind::Stance,
                });
            }
        }
    }
    clashes
}

/// The end that the signs agree on; verbs say more than nouns, and more words say more than fewer.
fn common_end(signs: &[Sign]) -> Option<u8> {
    let verbal: Vec<&Sign> = signs.iter().filter(|sign| !sign.nominal).collect();
    let signs = if verbal.is_empty() { signs.iter().collect() } else { verbal };
    let longest = signs.iter().map(|sign| sign.words).max()?;
    let agreed = |signs: &[&Sign]| {
        let first = signs.first()?.pole.end;
        signs.iter().all(|sign| sign.pole.end == first).then_some(first)
    };
    agreed(&signs).or_else(|| {
        let long: Vec<&Sign> = signs.into_iter().filter(|sign| sign.words == longest).collect();
        agreed(&long)
    })
}

fn place(signs: &[Sign]) -> Span {
    let best = signs.iter().max_by_key(|sign| (!sign.nominal, sign.words, std::cmp::Reverse(sign.span)));
    best.map_or(Span::new(0, 0), |sign| sign.span)
}

fn words(signs: &[Sign]) -> u32 {
    signs.iter().map(|sign| u32::try_from(sign.words).unwrap_or(9)).max().unwrap_or(0).min(9)
}

/// How surely a party of the one is a party of the other.
fn one_party(
    context: &Context<'_>,
    a: &Side<'_, '_>,
    b: &Side<'_, '_>,
    fits: impl Fn((&Who, &Who)) -> bool,
) -> Option<u8> {
    let pairs = a.parties.iter().flat_map(|x| b.parties.iter().map(move |y| (x, y)));
    pairs.filter(|pair| fits(*pair)).filter_map(|(x, y)| x.is(y, &context.scene.lexemes)).max()
}

/// Whether the objects of two views can be one matter: one of them has none, or one that can stand for any matter, or
/// its words come up beside the other.
fn one_matter(context: &Context<'_>, a: &Side<'_, '_>, b: &Side<'_, '_>) -> bool {
    let (of_a, of_b) = (object(context, a), object(context, b));
    if of_a.is_empty() || of_b.is_empty() {
        return true;
    }
    let lexemes = &context.scene.lexemes;
    let wide = |side: &Side<'_, '_>| {
        let statement = side.statement;
        let first = statement.sentence.saturating_sub(1);
        let nouns = (first..=statement.sentence).flat_map(|at| nouns(context, statement.article, at));
        nouns
            .filter(|(_, span)| !side.parties.iter().any(|party| party.span.contains(*span)))
            .map(|(lexeme, _)| lexeme)
            .collect::<Vec<_>>()
    };
    let comes_up = |object: &[u32], side: &Side<'_, '_>| {
        let around = wide(side);
        object.iter().any(|x| around.iter().any(|y| lexemes.nearness(*x, *y) >= SAME_MATTER))
    };
    comes_up(&of_a, b) || comes_up(&of_b, a)
}

/// Whether both clauses have a noun in common beside the party that they share.
fn one_object(context: &Context<'_>, a: &Side<'_, '_>, b: &Side<'_, '_>) -> bool {
    let lexemes = &context.scene.lexemes;
    let of = |side: &Side<'_, '_>| -> Vec<(u32, Span)> {
        let statement = side.statement;
        let own = |span: Span| statement.own.iter().any(|word| word.span == span);
        let all = nouns(context, statement.article, statement.sentence).into_iter();
        all.filter(|(lexeme, span)| own(*span) && lexemes.name(*lexeme).is_none()).collect()
    };
    let (of_a, of_b) = (of(a), of(b));
    a.parties.iter().flat_map(|x| b.parties.iter().map(move |y| (x, y))).any(|(x, y)| {
        let beside = |who: &Who, span: Span| !who.span.overlaps(span);
        x.is(y, lexemes).is_some()
            && of_a.iter().filter(|(_, span)| beside(x, *span)).any(|(one, _)| {
                let meets = |two: u32| lexemes.nearness(*one, two) >= SAME_OBJECT;
                of_b.iter().any(|(two, span)| beside(y, *span) && meets(*two))
            })
    })
}

/// The nouns of a sentence.
fn nouns(context: &Context<'_>, article: usize, sentence: usize) -> Vec<(u32, Span)> {
    let tokens = &context.scene.dossier[article].reading.sentences[sentence].tokens;
    let is_noun = |at: u16| {
        tokens.get(usize::from(at)).is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn))
    };
    let words = context.scene.lexemes.words(article, sentence).iter();
    words.filter(|word| is_noun(word.token)).map(|word| (word.lexeme, word.span)).collect()
}

/// The nouns of the direct object, unless it stands for any matter (`die Entscheidung`).
fn object(context: &Context<'_>, side: &Side<'_, '_>) -> Vec<u32> {
    let statement = side.statement;
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    let argument = statement.clause.arguments.iter().find(|argument| argument.role == Role::Object);
    let Some(phrase) = argument.and_then(|argument| sentence.phrases.get(argument.phrase)) else {
        return Vec::new();
    };
    let head = sentence.tokens.get(usize::from(phrase.head));
    let any = head.is_some_and(|head| {
        let compound = head.compound().map(|(_, end)| end.to_lowercase());
        let lemma = head.lemma.to_lowercase();
        context.rules.matters.iter().any(|word| {
            let word = word.to_lowercase();
            word == lemma || compound.as_ref() == Some(&word)
        })
    });
    // The others are who else it may be.
    let inside = |span: Span| side.parties.first().is_some_and(|party| party.span.contains(span));
    if any || head.is_some_and(|head| inside(head.span) || head.pos == Pos::Pron) {
        return Vec::new();
    }
    let words = context.scene.lexemes.words(statement.article, statement.sentence).iter();
    words.filter(|word| phrase.tokens.contains(&word.token)).map(|word| word.lexeme).collect()
}

/// A thing at both ends of a matter.
fn states(context: &Context<'_>, statements: &[Statement<'_>]) -> Vec<Clash> {
    let poles = &context.claims.poles;
    let mut sides: Vec<(usize, Side<'_, '_>)> = Vec::new();
    for (index, statement) in statements.iter().enumerate().filter(|(_, statement)| is_told(statement)) {
        let of_thing =
            |sign: &&Sign| matches!(poles.nature(sign.pole.dimension), Nature::State | Nature::Passing);
        let signs: Vec<Sign> = statement.signs.iter().filter(of_thing).copied().collect();
        let parties: Vec<Who> = thing(context.scene, statement).into_iter().collect();
        if !signs.is_empty() && !counts(context, statement) && !demands(context, statement) {
            sides.push((index, Side { statement, signs, parties }));
        }
    }
    let mut clashes = Vec::new();
    let partners = Partners::new(context, sides.iter().map(|(_, side)| side.statement.place()));
    for (at, (index, a)) in sides.iter().enumerate() {
        for (other, b) in partners.of(at).into_iter().map(|other| &sides[other]) {
            let places = [a, b].map(|side| (side.statement.article, side.statement.span));
            if context.other_scope(places[0], places[1]) {
                continue;
            }
            let Some((x, y)) = opposed(context, a, b) else { continue };
            let said_of_itself = |sign: &Sign, party: &Who| sign.nominal && sign.span.overlaps(party.span);
            let fits = |(one, two): (&Who, &Who)| {
                let all = one.none || two.none || !(one.some || two.some);
                all && !said_of_itself(&x, one) && !said_of_itself(&y, two)
            };
            let sure = one_party(context, a, b, fits).or_else(|| one_noun(context, (a, x), (b, y)));
            if let Some(sure) = sure {
                clashes.push(Clash {
                    statements: (*index, *other),
                    places: (x.span, y.span),
                    strength: 10 * u32::from(sure) + words(&[x]).min(words(&[y])),
                    kind: if poles.is_status(x.pole.dimension) {
                        FindingKind::Status
                    } else {
                        FindingKind::Negation
                    },
                });
            }
        }
    }
    clashes
}

/// Whether somebody only wants it (`hatte lebenslange Haft beantragt`).
fn demands(context: &Context<'_>, statement: &Statement<'_>) -> bool {
    let verb = statement.clause.verb.as_ref();
    verb.is_some_and(|verb| context.rules.demanding.iter().any(|word| **word == *verb.lemma))
}

/// Whether a statement speaks of some of several things only (`on seven counts`).
fn counts(context: &Context<'_>, statement: &Statement<'_>) -> bool {
    let quantities = &context.scene.dossier[statement.article].annotations.quantities;
    within(quantities, statement.span, |quantity| quantity.span)
        .any(|quantity| quantity.kind == QuantityKind::Count && quantity.noun.is_some())
}

/// Two signs at opposite ends of one dimension, where time cannot be what is between them.
fn opposed(context: &Context<'_>, a: &Side<'_, '_>, b: &Side<'_, '_>) -> Option<(Sign, Sign)> {
    let poles = &context.claims.poles;
    let pairs = || a.signs.iter().flat_map(|x| b.signs.iter().map(move |y| (x, y)));
    let same = |x: Pole, y: Pole| x.dimension == y.dimension;
    let pair = pairs()
        .filter(|(x, y)| same(x.pole, y.pole) && x.pole.end != y.pole.end)
        .max_by_key(|(x, y)| (x.words.min(y.words), std::cmp::Reverse((x.span, y.span))))?;
    let agree = pairs().any(|(x, y)| x.pole == y.pole);
    let passing = pairs()
        .filter(|(x, y)| same(x.pole, y.pole) && x.pole.end != y.pole.end)
        .any(|(x, _)| poles.nature(x.pole.dimension) == Nature::Passing);
    let lasting = |side: &Side<'_, '_>| lasts(context, side.statement);
    let same_words =
        context.words(a.statement.article, pair.0.span) == context.words(b.statement.article, pair.1.span);
    if agree || (passing && !same_words && !lasting(a) && !lasting(b)) {
        return None;
    }
    let planned = |statement: &Statement<'_>| statement.factuality.status == Status::Planned;
    let past = |statement: &Statement<'_>| {
        let tense = statement.clause.verb.as_ref().and_then(|verb| verb.tense);
        matches!(tense, Some(Tense::Past | Tense::Perfect | Tense::Pluperfect))
            && !matches!(statement.factuality.status, Status::Cancelled | Status::Postponed)
    };
    let (x, y) = (a.statement, b.statement);
    let later = (planned(x) && past(y)) || (planned(y) && past(x));
    (!later).then_some((*pair.0, *pair.1))
}

/// Whether a statement says that a state lasts (`bleibt`, `throughout`), or never was.
fn lasts(context: &Context<'_>, statement: &Statement<'_>) -> bool {
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    statement.clause.tokens.iter().filter_map(|at| sentence.tokens.get(usize::from(*at))).any(|token| {
        let form = context.words(statement.article, token.span);
        context
            .rules
            .lasting
            .iter()
            .any(|word| word.eq_ignore_ascii_case(&token.lemma) || word.eq_ignore_ascii_case(form))
    })
}

fn finding(context: &Context<'_>, a: &Statement<'_>, b: &Statement<'_>, clash: &Clash) -> Finding {
    let words = context.words(a.article, clash.places.0).split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = if a.article == b.article { FindingKind::Headline } else { clash.kind };
    Finding {
        kind,
        level: match clash.kind {
            FindingKind::Stance if turned(context, a) || turned(context, b) => Level::Update,
            FindingKind::Stance => Level::Contradiction,
            _ => level(context, a, b),
        },
        subject: words.clone(),
        witnesses: vec![
            context.witness(a.article, a.span, clash.places.0),
            context.witness(b.article, b.span, clash.places.1),
        ],
        because: vec![Reason { key: "same-matter", parameters: vec![("words", words)] }],
        confidence: None,
    }
}

/// Whether a statement says that it was otherwise before (`fordert nicht mehr`, `lehnt nun ab`).
fn turned(context: &Context<'_>, statement: &Statement<'_>) -> bool {
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    let text = read.document.text();
    let no_more =
        || statement.span.of(text).split_whitespace().any(|word| word == "mehr" || word == "longer");
    context.rules.turns.is_latest(sentence, statement, text) || statement.is_negative() && no_more()
}

/// Whether the words of both signs have a noun in common (`Anzeige erstattet`, `auf eine Anzeige verzichtet`).
fn one_noun(
    context: &Context<'_>,
    (a, x): (&Side<'_, '_>, Sign),
    (b, y): (&Side<'_, '_>, Sign),
) -> Option<u8> {
    let of_sign = |side: &Side<'_, '_>, sign: Sign| -> Vec<u32> {
        let all = nouns(context, side.statement.article, side.statement.sentence).into_iter();
        all.filter(|(_, span)| sign.span.contains(*span)).map(|(lexeme, _)| lexeme).collect()
    };
    let others = of_sign(b, y);
    let several = x.words > 1 && y.words > 1 && !x.nominal && !y.nominal;
    (several && of_sign(a, x).iter().any(|noun| others.contains(noun))).then_some(1)
}

/// What a later article tells otherwise of a plan, or of a state that may have changed since, is an update.
pub(super) fn level(context: &Context<'_>, a: &Statement<'_>, b: &Statement<'_>) -> Level {
    let planned = |statement: &Statement<'_>| statement.factuality.status == Status::Planned;
    let off = |statement: &Statement<'_>| {
        matches!(statement.factuality.status, Status::Cancelled | Status::Postponed)
    };
    let times = (context.scene.published(a.article), context.scene.published(b.article));
    let (Some(x), Some(y)) = times else {
        let given_up = (planned(a) && off(b)) || (planned(b) && off(a));
        return if given_up { Level::Update } else { Level::Contradiction };
    };
    let (earlier, later) = if x <= y { (a, b) } else { (b, a) };
    let apart = (y - x).num_minutes().abs();
    let given_up = planned(earlier) && !planned(later) && (apart >= MINUTES_TO_CHANGE || off(later));
    let changed = apart >= MINUTES_OF_STATE && (is_now(earlier) || is_now(later));
    if given_up || changed { Level::Update } else { Level::Contradiction }
}

/// Whether a statement tells how things stand at the time of writing.
fn is_now(statement: &Statement<'_>) -> bool {
    let verb = statement.clause.verb.as_ref();
    verb.is_some_and(|verb| verb.tense == Some(Tense::Present) || verb.tense == Some(Tense::Perfect))
        && statement.factuality.status != Status::Planned
}
