//! A clause's verb with its auxiliaries and particle: what it means, in which voice, tense and mood.

use crate::language::lexicon::{Conjugation, Inflection, Kinds, Lexicon, Order, VerbReading};
use crate::language::model::{ClauseKind, Pos, Token, VerbComplex, Voice};
use crate::language::morph::{Mood, Tense, VerbForm};
use crate::language::phrase::THIRD;
use crate::language::word::{Word, finite_features};

use super::Outline;
use super::chain::Chain;
use super::sight::Sight;

/// A verb complex with what the roles need to know of it.
#[derive(Clone, Debug)]
pub struct Complex {
    /// For the model.
    pub verb: VerbComplex,
    /// The persons of the finite verb, as in [`Inflection`]; all where there is none.
    pub persons: u8,
    /// Whether the main verb joins its subject to a predicative.
    pub copula: bool,
    /// The reading of the finite verb.
    finite: Option<VerbReading>,
    /// The dictionary form of the finite verb.
    finite_lemma: String,
}

/// One verb of a clause.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) at: u16,
    pub(super) lemma: String,
    pub(super) reading: VerbReading,
    pub(super) marked: bool,
}

/// All persons.
const ANYBODY: u8 = 0b111_111;

/// The verb complex of a clause, if it has a verb.
pub fn complex(outline: &Outline, sight: &Sight<'_, '_>, lexicon: &Lexicon) -> Option<Complex> {
    let finite = outline.finite.and_then(|at| finite_link(at, sight, lexicon));
    let mut rest = nonfinite(outline, sight, lexicon, finite.as_ref());
    let fixed = lexicon.grammar.order == Order::Fixed;
    if fixed {
        rest = row(outline, rest, finite.as_ref(), sight);
    }
    match finite {
        Some(finite) => Some(with_finite(outline, finite, &rest, sight, lexicon)),
        None => without_finite(outline, &rest, sight, lexicon),
    }
}

/// Sets the dictionary form and the features of the finite and the main verb's tokens.
pub fn describe(complex: &Complex, tokens: &mut [Token], _lexicon: &Lexicon) {
    if let (Some(at), Some(reading)) = (complex.verb.finite, &complex.finite)
        && let Some(token) = tokens.get_mut(usize::from(at))
    {
        let (person, tense, mood) = finite_features(reading);
        token.morph.form = Some(VerbForm::Finite);
        (token.morph.person, token.morph.tense) = (person, tense);
        token.morph.mood = if at == complex.verb.main { complex.verb.mood.or(mood) } else { mood };
        token.lemma = complex.finite_lemma.as_str().into();
    }
    if let Some(token) = tokens.get_mut(usize::from(complex.verb.main)) {
        token.lemma = complex.verb.lemma.clone();
        if complex.verb.finite != Some(complex.verb.main) && token.morph.form == Some(VerbForm::Finite) {
            token.morph.form = Some(VerbForm::Participle);
        }
    }
}

fn finite_link(at: u16, sight: &Sight<'_, '_>, lexicon: &Lexicon) -> Option<Link> {
    let word = sight.words.get(usize::from(at))?;
    // Of several verbs with one form the listed one, and there the shortest.
    let reading = *best(word, lexicon, |inflection| matches!(inflection, Inflection::Finite { .. }))?;
    Some(Link { at, lemma: lexicon.verbs.lemma(&word.text.to_lowercase(), &reading), reading, marked: false })
}

/// The best reading of a kind: a listed verb before a guess, an undivided one before one with a particle.
fn best<'w>(
    word: &'w Word<'_>,
    lexicon: &Lexicon,
    fits: impl Fn(Inflection) -> bool,
) -> Option<&'w VerbReading> {
    let lower = word.text.to_lowercase();
    let rank = |reading: &VerbReading| {
        let lemma = lexicon.verbs.lemma(&lower, reading);
        let known = lexicon.verbs.knows(&lemma);
        (!known, lemma.len())
    };
    word.verb.iter().filter(|reading| fits(reading.inflection)).min_by_key(|reading| rank(reading))
}

/// Participles and infinitives of a clause, in the order of the text.
fn nonfinite(
    outline: &Outline,
    sight: &Sight<'_, '_>,
    lexicon: &Lexicon,
    finite: Option<&Link>,
) -> Vec<Link> {
    let helped = finite.is_some_and(|finite| is_helper(&finite.lemma, &lexicon.verbs.conjugation));
    let mut links = Vec::new();
    for &at in &outline.tokens {
        let place = usize::from(at);
        if outline.finite == Some(at) || !sight.is_verb(place) {
            continue;
        }
        let word = &sight.words[place];
        let verb = matches!(word.pos, Pos::Verb | Pos::Aux);
        // `ist verletzt`, with the participle taken for an adjective: only beside an auxiliary or in a headline.
        if !(verb || helped || finite.is_none()) {
            continue;
        }
        // `blieb offen`: a particle that looks like an infinitive.
        if finite.is_some_and(|finite| {
            lexicon.verbs.knows_particle_verb(&lexicon.verbs.with_particle(word.text, &finite.lemma))
        }) {
            continue;
        }
        let marked = sight.marked_infinitive(place);
        let wanted = |inflection: Inflection| match inflection {
            Inflection::Infinitive => !sight.marker_before(place) || marked,
            Inflection::MarkedInfinitive => true,
            Inflection::Participle => !marked,
            Inflection::PresentParticiple => lexicon.grammar.order == Order::Fixed,
            Inflection::Finite { .. } => false,
        };
        let tagged = |inflection: Inflection| match word.form {
            Some(VerbForm::Participle) => inflection == Inflection::Participle,
            Some(VerbForm::Infinitive) => inflection == Inflection::Infinitive,
            Some(VerbForm::PresentParticiple) => inflection == Inflection::PresentParticiple,
            _ => true,
        };
        let reading = best(word, lexicon, |inflection| wanted(inflection) && tagged(inflection))
            .or_else(|| best(word, lexicon, wanted));
        if let Some(reading) = reading {
            let lemma = lexicon.verbs.lemma(&word.text.to_lowercase(), reading);
            links.push(Link { at, lemma, reading: *reading, marked });
        }
    }
    links
}

/// The verbs that stand in one row with the finite one, adverbs and negations between them; behind an auxiliary that
/// opens a question, its subject, too.
fn row(outline: &Outline, links: Vec<Link>, finite: Option<&Link>, sight: &Sight<'_, '_>) -> Vec<Link> {
    let Some(first) = finite.map(|finite| finite.at).or(links.first().map(|link| link.at)) else {
        return links;
    };
    let mut reach = first;
    let asked = first.checked_sub(1).is_some_and(|at| sight.words[usize::from(at)].is(Kinds::INTERROGATIVE));
    let question = outline.tokens.first() == Some(&first) || asked;
    for &at in outline.tokens.iter().filter(|at| **at > first) {
        let place = usize::from(at);
        let adverb =
            matches!(sight.words[place].pos, Pos::Adv | Pos::Part) || sight.words[place].is(Kinds::NEGATION);
        let joins = links.iter().any(|link| link.at == at && !link.marked);
        if joins || adverb || question && reach == first && sight.phrase(place).is_some() {
            reach = if joins { at } else { reach };
        } else {
            break;
        }
    }
    links.into_iter().filter(|link| link.at <= reach && link.at >= first).collect()
}

fn with_finite(
    outline: &Outline,
    finite: Link,
    rest: &[Link],
    sight: &Sight<'_, '_>,
    lexicon: &Lexicon,
) -> Complex {
    let rules = &lexicon.verbs.conjugation;
    let helper = is_helper(&finite.lemma, rules);
    let takes_marked = has(&rules.infinitive_auxiliaries, &finite.lemma);
    let usable: Vec<&Link> = rest
        .iter()
        .filter(|link| if link.marked { takes_marked } else { helper })
        .filter(|link| fits_helper(&finite, link, rest, lexicon))
        .collect();
    let fixed = lexicon.grammar.order == Order::Fixed;
    let main = if fixed { usable.last().copied() } else { main_link(&usable, lexicon) };
    let main = main.filter(|_| helper || takes_marked);
    let (past, mood) = match finite.reading.inflection {
        Inflection::Finite { tense, mood, .. } => (tense == Tense::Past, mood),
        _ => (false, Mood::Indicative),
    };
    let persons = sight.words[usize::from(finite.at)].persons();
    let mood = mood_of(&sight.words[usize::from(finite.at)], mood, speaks(outline, sight));
    let bearer = match main {
        Some(main) if fixed => Some(main),
        Some(_) => None,
        None => Some(&finite),
    };
    let particle = bearer.and_then(|bearer| particle(outline, bearer, sight, lexicon));
    let mut tokens: Vec<u16> = vec![finite.at];
    let modality = rules.modals.get(finite.lemma.as_str()).copied();
    let mut verb = VerbComplex {
        lemma: finite.lemma.as_str().into(),
        main: finite.at,
        finite: Some(finite.at),
        tokens: Vec::new(),
        voice: Voice::Active,
        tense: Some(if past { Tense::Past } else { Tense::Present }),
        mood: Some(mood),
        modality: None,
    };
    if let Some(main) = main {
        tokens.extend(usable.iter().map(|link| link.at));
        verb.main = main.at;
        verb.lemma = main.lemma.as_str().into();
        verb.modality = modality;
        let chain = Chain { finite: &finite.lemma, past, main, others: &usable };
        verb.voice = chain.voice(lexicon);
        verb.tense = Some(chain.tense(verb.voice, modality, lexicon));
    } else {
        verb.modality = modality;
    }
    if let Some((at, lemma)) = particle {
        tokens.push(at);
        verb.lemma = lemma.into();
    }
    tokens.sort_unstable();
    tokens.dedup();
    verb.tokens = tokens;
    let copula = has(&rules.copulas, &verb.lemma) && verb.voice == Voice::Active;
    Complex { persons, copula, finite: Some(finite.reading), finite_lemma: finite_name(&finite, &verb), verb }
}

/// The dictionary form that the finite verb's own token gets: with its particle where it is the main verb.
fn finite_name(finite: &Link, verb: &VerbComplex) -> String {
    if verb.main == finite.at { verb.lemma.to_string() } else { finite.lemma.clone() }
}

fn without_finite(
    outline: &Outline,
    rest: &[Link],
    sight: &Sight<'_, '_>,
    lexicon: &Lexicon,
) -> Option<Complex> {
    let usable: Vec<&Link> = match outline.kind {
        ClauseKind::Infinitive => {
            // `eingeladen worden zu sein`: the marked verb and what stands right before it.
            rest.iter().collect()
        }
        _ => rest.iter().filter(|link| !link.marked).collect(),
    };
    let fixed = lexicon.grammar.order == Order::Fixed;
    let main = if fixed { usable.last().copied() } else { main_link(&usable, lexicon) }?;
    let particle = particle(outline, main, sight, lexicon).filter(|_| fixed);
    let rules = &lexicon.verbs.conjugation;
    let participle = main.reading.inflection == Inflection::Participle;
    let alone = usable.len() == 1;
    let chain = Chain { finite: "", past: false, main, others: &usable };
    let voice = if participle && alone {
        // A headline's participle: `Gipfel abgesagt` is passive, `Trainer zurückgetreten` is not.
        if lexicon.verbs.perfect_with_be(&main.lemma) { Voice::Active } else { Voice::Passive }
    } else {
        chain.voice(lexicon)
    };
    let mut tokens: Vec<u16> = usable.iter().map(|link| link.at).collect();
    tokens.sort_unstable();
    let tense = (participle && voice == Voice::Active).then_some(Tense::Perfect);
    tokens.extend(particle.iter().map(|(at, _)| *at));
    let lemma = particle.map_or_else(|| main.lemma.clone(), |(_, lemma)| lemma);
    let verb = VerbComplex {
        lemma: lemma.into(),
        main: main.at,
        finite: None,
        tokens,
        voice,
        tense,
        mood: None,
        modality: usable.iter().find_map(|link| rules.modals.get(link.lemma.as_str()).copied()),
    };
    let copula = has(&rules.copulas, &verb.lemma) && voice == Voice::Active;
    Some(Complex { verb, persons: ANYBODY, copula, finite: None, finite_lemma: String::new() })
}

/// Whether a nonfinite verb goes with the finite one: auxiliaries take participles, modals infinitives.
fn fits_helper(finite: &Link, link: &Link, rest: &[Link], lexicon: &Lexicon) -> bool {
    let rules = &lexicon.verbs.conjugation;
    let infinitive = matches!(link.reading.inflection, Inflection::Infinitive);
    let is_modal = rules.modals.contains_key(finite.lemma.as_str());
    let perfect = has(&rules.perfect, &finite.lemma);
    let future = has(&rules.future, &finite.lemma);
    if link.marked || rest.len() > 1 {
        return true;
    }
    if infinitive {
        is_modal || future || has(&rules.bare_infinitive, &finite.lemma)
    } else {
        perfect || future || is_modal || has(&rules.passive, &finite.lemma)
    }
}

/// The main verb: the first of the last run of verbs that is no auxiliary.
fn main_link<'l>(links: &[&'l Link], lexicon: &Lexicon) -> Option<&'l Link> {
    let rules = &lexicon.verbs.conjugation;
    let lexical = |link: &&&Link| {
        !has(&rules.auxiliaries, &link.lemma) && !rules.modals.contains_key(link.lemma.as_str())
    };
    let last = links.last()?;
    let mut run_start = last.at;
    for link in links.iter().rev() {
        if run_start.saturating_sub(link.at) > 2 {
            break;
        }
        run_start = link.at;
    }
    let run = || links.iter().filter(move |link| link.at >= run_start);
    let found = run().find(lexical).or_else(|| links.iter().rev().find(lexical)).or_else(|| run().next());
    found.copied()
}

/// The particle of a separable verb: the last word of the clause's middle that makes a listed verb, or one that
/// stands at the very end and can be nothing else.
fn particle(
    outline: &Outline,
    finite: &Link,
    sight: &Sight<'_, '_>,
    lexicon: &Lexicon,
) -> Option<(u16, String)> {
    for (&at, &next) in
        outline.tokens.iter().rev().zip(std::iter::once(&u16::MAX).chain(outline.tokens.iter().rev()))
    {
        if at <= finite.at {
            return None;
        }
        let place = usize::from(at);
        if sight.phrase(place).is_some() {
            continue;
        }
        let word = &sight.words[place];
        let lower = word.text.to_lowercase();
        if word.text != lower || !(lexicon.verbs.is_particle(&lower) || word.is(Kinds::PARTICLE)) {
            continue;
        }
        let joined = lexicon.verbs.with_particle(&lower, &finite.lemma);
        let at_end = next != at + 1;
        let only_particle = at_end && word.pos == Pos::Adp && lexicon.grammar.order == Order::VerbSecond;
        let placed = at_end || word.pos != Pos::Adv || lexicon.grammar.order == Order::Fixed;
        if lexicon.verbs.knows_particle_verb(&joined) && placed || only_particle {
            return Some((at, joined));
        }
    }
    None
}

/// Whether the clause has a personal pronoun of the first or second person that can be its subject.
fn speaks(outline: &Outline, sight: &Sight<'_, '_>) -> bool {
    outline.tokens.iter().map(|at| &sight.words[usize::from(*at)]).any(|word| {
        word.pos == Pos::Pron
            && word.entry.is_some_and(|entry| {
                entry.kinds.any(Kinds::PERSONAL) && entry.persons != 0 && entry.persons & THIRD == 0
            })
    })
}

/// The mood of a finite form that has several: the indicative where the form allows it in the person at hand.
fn mood_of(word: &Word<'_>, first: Mood, speaks: bool) -> Mood {
    let persons = if speaks { !THIRD } else { THIRD };
    let moods = || {
        word.verb.iter().filter_map(|reading| match reading.inflection {
            Inflection::Finite { persons: own, mood, .. } if own & persons != 0 => Some(mood),
            _ => None,
        })
    };
    if moods().any(|mood| mood == Mood::Indicative) {
        Mood::Indicative
    } else {
        moods().next().unwrap_or(first)
    }
}

fn is_helper(lemma: &str, rules: &Conjugation) -> bool {
    has(&rules.auxiliaries, lemma) || rules.modals.contains_key(lemma) || has(&rules.bare_infinitive, lemma)
}

pub(super) fn has(list: &[String], lemma: &str) -> bool {
    list.iter().any(|item| item == lemma)
}
