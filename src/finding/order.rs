//! Which time in a row: the first against the second, never before against again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use serde::Deserialize;

use super::candidate::statement::{Statement, Weighed, coverage, statements};
use super::{Context, Finding, FindingKind, Level, Reason, within};
use crate::annotate::factuality::Status;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::{Bound, Time, TimeKind};
use crate::language::{PhraseKind, Pos, Role, Sentence};
use crate::rule::{Files, Problem};
use crate::subject::LexemeId;
use crate::text::Span;

/// Days before its article from which a time is another occasion.
const NEWS_DAYS: i64 = 12;
/// More times in a row than this are no longer counted, but numbered.
const MOST: f64 = 60.0;

/// Days before its article from which a time is long ago.
const LONG_AGO: i64 = 200;
/// How much of each other two counts of one thing say, in the mean …
const MEAN: f32 = 0.33;
/// … and at least.
const LEAST: f32 = 0.2;
/// A word nearer than this to one of another clause's is spoken of there.
const NARROW: f32 = 0.3;
/// The same, where both say of the news itself which one it is.
const NEWS: f32 = 0.2;
/// The same, where both count somebody's works.
const WORK: f32 = 0.2;
/// How near an earlier occasion must be to what was never before …
const SAME: f32 = 0.9;
/// … and how much of each other the two must say, where a noun names it …
const EARLIER: f32 = 0.3;
/// … and where a verb does.
const EARLIER_ACT: f32 = 0.22;
/// How near the first one, long ago, must be to what is told.
const PAST: f32 = 0.15;

/// `order.toml` of one language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    time: Vec<String>,
    first: Vec<String>,
    never: Vec<String>,
    debut: Vec<String>,
    works: Vec<String>,
    ever: Vec<String>,
    row: Vec<String>,
    stretch: Vec<Vec<String>>,
    narrow: Vec<String>,
    earlier: Vec<String>,
    after: Vec<String>,
    ranks: Vec<String>,
    already: Vec<String>,
    copula: Vec<String>,
}

/// Words that say which time in a row something is, in all languages together, in lower case.
#[derive(Debug, Default)]
pub(super) struct Words {
    time: BTreeSet<String>,
    first: BTreeSet<String>,
    never: Vec<Vec<String>>,
    debut: BTreeSet<String>,
    works: BTreeSet<String>,
    ever: BTreeSet<String>,
    row: BTreeSet<String>,
    // Each with the first of its list.
    stretch: BTreeMap<String, String>,
    narrow: BTreeSet<String>,
    earlier: BTreeSet<String>,
    after: BTreeSet<String>,
    ranks: BTreeSet<String>,
    already: BTreeSet<String>,
    copula: BTreeSet<String>,
}

impl Words {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut words = Self::default();
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase());
        for code in files.languages() {
            let path = format!("{code}/order.toml");
            if files.text(&path).is_err() {
                continue;
            }
            let raw: RawWords = files.toml(&path)?;
            words.time.extend(lower(raw.time));
            words.first.extend(lower(raw.first));
            words.debut.extend(lower(raw.debut));
            words.works.extend(lower(raw.works));
            words.ever.extend(lower(raw.ever));
            words.row.extend(lower(raw.row));
            for list in raw.stretch {
                let list: Vec<String> = lower(list).collect();
                let Some(first) = list.first().cloned() else { continue };
                words.stretch.extend(list.into_iter().map(|word| (word, first.clone())));
            }
            words.narrow.extend(lower(raw.narrow));
            words.earlier.extend(lower(raw.earlier));
            words.after.extend(lower(raw.after));
            words.ranks.extend(lower(raw.ranks));
            words.already.extend(lower(raw.already));
            words.copula.extend(lower(raw.copula));
            let phrases = lower(raw.never);
            words.never.extend(phrases.map(|phrase| phrase.split_whitespace().map(str::to_owned).collect()));
        }
        Ok(words)
    }

    /// Whether a noun counts occasions.
    pub(super) fn is_time(&self, noun: &str) -> bool {
        self.time.contains(noun)
    }
}

/// What a count is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// What the clause tells.
    Act,
    /// What a noun names.
    Noun(Option<LexemeId>),
    /// What a noun names, which was long ago.
    Past(Option<LexemeId>),
    /// Somebody's works.
    Work,
}

/// How many times it has been, as one clause says.
#[derive(Debug)]
struct Count<'s, 'a> {
    statement: &'s Statement<'a>,
    place: Span,
    least: f64,
    most: Option<f64>,
    of: Of,
    /// Nothing narrows the count (`in der Geschichte des Vereins`).
    ever: bool,
    row: bool,
    /// Words that narrow the count.
    scope: BTreeSet<String>,
    /// Since which year it is counted: `since 1998`, `in eleven years`.
    since: Option<i32>,
}

/// A token's forms.
struct Token {
    lemma: String,
    form: String,
    span: Span,
    pos: Pos,
    own: bool,
}

impl Token {
    fn is_of(&self, list: &BTreeSet<String>) -> bool {
        list.contains(&self.lemma) || list.contains(&self.form)
    }
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = statements(context.scene, &context.claims.poles);
    let mut all: Vec<Count<'_, '_>> = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let next = statements
            .get(index + 1)
            .filter(|next| (next.article, next.sentence) == (statement.article, statement.sentence));
        // `Es ist das erste Mal, dass …`: the act is in the clause behind.
        let empty = |count: &Count<'_, '_>| {
            count.of == Of::Act && statement.own.iter().all(|word| word.span.overlaps(count.place))
        };
        all.extend(counts(context, statement).into_iter().map(|count| match next {
            Some(next) if empty(&count) => Count { statement: next, ..count },
            _ => count,
        }));
    }
    let counts = all;
    for (index, a) in counts.iter().enumerate() {
        for b in &counts[index + 1..] {
            findings.extend(compare_pair(context, a, b));
        }
        compare_earlier(context, a, &statements, findings);
    }
}

fn counts<'s, 'a>(context: &Context<'_>, statement: &'s Statement<'a>) -> Vec<Count<'s, 'a>> {
    let words = &context.rules.order;
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    let tokens: Vec<Token> = sentence
        .tokens
        .iter()
        .enumerate()
        .map(|(index, token)| Token {
            lemma: token.lemma.to_lowercase(),
            form: context.words(statement.article, token.span).to_lowercase(),
            span: token.span,
            pos: token.pos,
            own: u16::try_from(index).is_ok_and(|at| statement.clause.tokens.binary_search(&at).is_ok()),
        })
        .collect();
    if is_earlier(context, statement, &tokens) {
        return Vec::new();
    }
    let own = || tokens.iter().filter(|token| token.own);
    let scope: BTreeSet<String> = own()
        .filter_map(|token| {
            let stretch = words.stretch.get(&token.lemma).or_else(|| words.stretch.get(&token.form));
            stretch.cloned().or_else(|| token.is_of(&words.narrow).then(|| token.lemma.clone()))
        })
        .collect();
    let count = |place: Span, least: f64, most: Option<f64>, of: Of| Count {
        statement,
        place,
        least,
        most,
        of,
        ever: own().any(|token| token.is_of(&words.ever)),
        row: own().any(|token| token.is_of(&words.row)),
        scope: scope.clone(),
        since: since(context, statement),
    };
    let mut counts = Vec::new();
    let ordinals = within(&read.annotations.quantities, statement.span, |quantity| quantity.span)
        .filter(|quantity| quantity.kind == QuantityKind::Ordinal && (1.0..=MOST).contains(&quantity.value));
    // `It was not the first`: whatever is denied, it is no count.
    let stated = statement.is_stated() && !statement.is_negative() && statement.clause.negations.is_empty();
    for ordinal in ordinals.filter(|_| stated) {
        let at = tokens.iter().position(|token| token.own && token.span.overlaps(ordinal.number));
        let Some(at) = at else { continue };
        let noun = ordinal.noun.as_deref().map(str::to_lowercase);
        let timely = noun.as_ref().is_none_or(|noun| words.time.contains(noun));
        if timely {
            if noun.is_some() || tokens[at].is_of(&words.first) {
                counts.push(count(ordinal.span, ordinal.value, Some(ordinal.value), Of::Act));
            }
            continue;
        }
        if noun.is_some_and(|noun| words.ranks.contains(&noun)) {
            continue;
        }
        let lexeme = noun_of(context, statement, ordinal);
        match standing(context, statement, sentence, &tokens, at) {
            Standing::Is => {
                counts.push(count(ordinal.span, ordinal.value, Some(ordinal.value), Of::Noun(lexeme)));
            }
            Standing::Work => {
                counts.push(count(ordinal.span, ordinal.value, Some(ordinal.value), Of::Work));
            }
            Standing::Past => counts.push(count(ordinal.span, ordinal.value + 1.0, None, Of::Past(lexeme))),
            Standing::Other => {}
        }
    }
    for phrase in &words.never {
        let found = tokens.windows(phrase.len()).find(|window| {
            window.iter().zip(phrase).all(|(token, word)| token.form == *word)
                && window.iter().any(|token| token.own)
        });
        if let Some([first, .., last]) = found {
            let never = count(first.span.cover(last.span), 1.0, Some(1.0), Of::Act);
            counts.push(Count { ever: true, ..never });
        }
    }
    if let Some(token) = own().find(|token| stated && token.is_of(&words.debut)) {
        counts.push(count(token.span, 1.0, Some(1.0), Of::Work));
    }
    counts
}

/// How a counted noun stands in its clause.
enum Standing {
    /// `es ist der dritte Titel`
    Is,
    /// `27 Jahre nach dem ersten Titel`
    Past,
    /// `in ihrem zweiten Film`
    Work,
    /// Anything else: one of several.
    Other,
}

fn standing(
    context: &Context<'_>,
    statement: &Statement<'_>,
    sentence: &Sentence,
    tokens: &[Token],
    at: usize,
) -> Standing {
    let words = &context.rules.order;
    let before = &tokens[at.saturating_sub(3)..at];
    let own = before.iter().rposition(|token| token.pos == Pos::Adp);
    let adposition = own.map(|own| &before[own]);
    let phrase = u16::try_from(at).ok().and_then(|at| sentence.phrase_of(at));
    let mut around = std::iter::successors(phrase, |id| sentence.phrases[*id].parent).take(4);
    if adposition.is_none() && around.any(|id| sentence.phrases[id].kind != PhraseKind::Noun) {
        return Standing::Other;
    }
    if let Some(adposition) = adposition {
        // `27 Jahre nach dem ersten Triumph`, but not `zwei Wochen nach den ersten Erkrankungen`.
        let list = &context.scene.dossier[statement.article].annotations.times;
        let years = within(list, statement.span, |time| time.span).any(|time| {
            time.kind == TimeKind::Duration
                && time.value.ends_with('Y')
                && time.span.end() <= adposition.span.start()
                && adposition.span.start() - time.span.end() <= 2
        });
        let work = tokens[at + 1..].iter().take(2).any(|token| token.is_of(&words.works));
        return if adposition.is_of(&words.after) && years {
            Standing::Past
        } else if work && matches!(tokens[at - 1].pos, Pos::Det | Pos::Pron) {
            Standing::Work
        } else {
            Standing::Other
        };
    }
    let verb = statement.clause.verb.as_ref();
    let copula = verb.is_some_and(|verb| {
        let main = &sentence.tokens[usize::from(verb.main)];
        let copula = main.pos == Pos::Aux || words.copula.contains(&verb.lemma.to_lowercase());
        copula && verb.finite.is_some_and(|finite| usize::from(finite) < at)
    });
    if copula { Standing::Is } else { Standing::Other }
}

/// The year from which a clause counts.
fn since(context: &Context<'_>, statement: &Statement<'_>) -> Option<i32> {
    const YEAR: f64 = 365.2425 * 86_400.0;
    let published = context.scene.published(statement.article)?;
    let list = &context.scene.dossier[statement.article].annotations.times;
    within(list, statement.span, |time| time.span).find_map(|time| match (time.kind, time.bound) {
        (TimeKind::Date, Bound::From) => Some(time.interval?.from.year()),
        (TimeKind::Duration, Bound::At | Bound::For) => {
            let years = time.duration?.0? / YEAR;
            #[expect(clippy::cast_possible_truncation, reason = "years")]
            (1.0..500.0).contains(&years).then(|| published.year() - years.round() as i32)
        }
        _ => None,
    })
}

fn noun_of(context: &Context<'_>, statement: &Statement<'_>, ordinal: &Quantity) -> Option<LexemeId> {
    let noun = ordinal.noun_span?;
    let words = context.scene.lexemes.words(statement.article, statement.sentence);
    words.iter().find(|word| word.span.overlaps(noun)).map(|word| word.lexeme)
}

/// Whether a clause tells of an earlier occasion.
fn is_earlier(context: &Context<'_>, statement: &Statement<'_>, tokens: &[Token]) -> bool {
    let words = &context.rules.order;
    let list = &context.scene.dossier[statement.article].annotations.times;
    let published = context.scene.published(statement.article);
    let old = |time: &Time| {
        time.kind == TimeKind::Date
            && time.bound == Bound::At
            && matches!((time.interval, published), (Some(interval), Some(said))
                if (said - interval.to).num_days() > NEWS_DAYS)
    };
    let damals = tokens.iter().any(|token| token.own && token.is_of(&words.earlier));
    damals && statement.factuality.status != Status::Planned && !has_never(words, tokens)
        || within(list, statement.span, |time| time.span).any(old)
}

fn has_never(words: &Words, tokens: &[Token]) -> bool {
    words.never.iter().any(|phrase| {
        tokens
            .windows(phrase.len())
            .any(|window| window.iter().zip(phrase).all(|(token, word)| token.form == *word))
    })
}

fn compare_pair(context: &Context<'_>, a: &Count<'_, '_>, b: &Count<'_, '_>) -> Option<Finding> {
    if a.statement.article == b.statement.article {
        return None;
    }
    let (low, high) = if a.least <= b.least { (a, b) } else { (b, a) };
    if low.most.is_none_or(|most| most >= high.least) || low.row != high.row {
        return None;
    }
    // The first of this winter may be the third in all, but not the other way round.
    let stretch = match (low.since, high.since) {
        (Some(low), Some(high)) => low <= high,
        (Some(_), None) => false,
        (None, _) => low.ever || low.scope.is_subset(&high.scope),
    };
    if !stretch {
        return None;
    }
    let likeness = likeness(context, low, high);
    let narrower = !low.ever && is_narrower(context, low, high);
    is_one(low, high, &likeness, narrower).then(|| finding(context, low, (high.statement, high.place)))
}

/// Whether two counts are of one thing.
fn is_one(low: &Count<'_, '_>, high: &Count<'_, '_>, likeness: &Likeness, narrower: bool) -> bool {
    let mean = f32::midpoint(likeness.low, likeness.high);
    // `It is the second …`: the news itself.
    let is_news = |count: &Count<'_, '_>| {
        matches!(count.of, Of::Noun(_))
            && count.statement.actor.as_ref().is_none_or(|actor| actor.words.is_empty())
    };
    let acts = |act: &Count<'_, '_>, noun: &Count<'_, '_>| {
        let actor = act.statement.actor.as_ref().filter(|_| act.of == Of::Act);
        matches!((actor, noun.of), (Some(actor), Of::Noun(Some(noun))) if actor.words.contains(&noun))
    };
    match (low.of, high.of) {
        (Of::Work, Of::Work) => likeness.names > 0.0 || mean >= WORK,
        (Of::Work, _) | (_, Of::Work) => false,
        (_, Of::Past(_)) => low.ever && likeness.thing >= PAST,
        (Of::Act | Of::Noun(_) | Of::Past(_), Of::Act | Of::Noun(_)) => {
            !narrower && mean >= MEAN && likeness.low.min(likeness.high) >= LEAST
                || is_news(low) && is_news(high) && mean >= NEWS
                || acts(low, high)
                || acts(high, low)
        }
    }
}

/// Whether an article tells of an earlier occasion what another one says has never been before.
fn compare_earlier(
    context: &Context<'_>,
    count: &Count<'_, '_>,
    statements: &[Statement<'_>],
    findings: &mut Vec<Finding>,
) {
    if count.most != Some(1.0) || count.of == Of::Work || !(count.ever || count.scope.is_empty()) {
        return;
    }
    for other in statements.iter().filter(|other| other.article != count.statement.article) {
        let Some(place) = earlier_time(context, other) else { continue };
        if !other.is_stated() || other.is_negative() {
            continue;
        }
        let past = Count {
            statement: other,
            place,
            least: 1.0,
            most: None,
            of: Of::Act,
            ever: false,
            row: false,
            scope: BTreeSet::new(),
            since: None,
        };
        let likeness = likeness(context, count, &past);
        let already = is_already(context, other, place);
        let lexemes = &context.scene.lexemes;
        let verbs = match (count.statement.verb, other.verb) {
            (Some((a, _)), Some((b, _))) => lexemes.nearness(a, b),
            _ => 0.0,
        };
        let mean = f32::midpoint(likeness.low, likeness.high);
        let again = match count.of {
            Of::Noun(_) => likeness.thing >= SAME && mean >= EARLIER && (count.ever || already),
            Of::Act => {
                // `Bereits 2004 war ein Bürgermeister …`: somebody of the same kind.
                let actor = count.statement.actor.as_ref().filter(|actor| actor.identity.is_none());
                let same_actor = actor
                    .is_some_and(|actor| other.own.iter().any(|word| actor.words.contains(&word.lexeme)));
                verbs >= SAME && mean >= EARLIER_ACT && (count.ever || already) || already && same_actor
            }
            Of::Past(_) | Of::Work => false,
        };
        if again {
            findings.push(finding(context, count, (other, place)));
        }
    }
}

/// `schon 2011`, `last exhibited in 1953`
fn is_already(context: &Context<'_>, statement: &Statement<'_>, place: Span) -> bool {
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let before = sentence.tokens.iter().rev().filter(|token| token.span.end() <= place.start());
    before.take(6).any(|token| {
        let word = context.words(statement.article, token.span).to_lowercase();
        context.rules.order.already.contains(&word)
    })
}

/// The words that put a clause long before its article.
fn earlier_time(context: &Context<'_>, statement: &Statement<'_>) -> Option<Span> {
    let read = &context.scene.dossier[statement.article];
    let published = context.scene.published(statement.article)?;
    let times = within(&read.annotations.times, statement.span, |time| time.span);
    let old = times.filter(|time| {
        time.kind == TimeKind::Date
            && matches!(time.bound, Bound::At)
            && time.interval.is_some_and(|interval| (published - interval.to).num_days() > LONG_AGO)
    });
    if let Some(time) = old.last() {
        return Some(time.span);
    }
    let sentence = &read.reading.sentences[statement.sentence];
    let words = &context.rules.order.earlier;
    let damals = statement.clause.tokens.iter().map(|token| &sentence.tokens[usize::from(*token)]);
    damals
        .map(|token| token.span)
        .find(|span| words.contains(&context.words(statement.article, *span).to_lowercase()))
}

fn finding(context: &Context<'_>, a: &Count<'_, '_>, (other, place): (&Statement<'_>, Span)) -> Finding {
    Finding {
        kind: FindingKind::Order,
        level: Level::Contradiction,
        subject: context.words(a.statement.article, a.place).to_owned(),
        witnesses: vec![
            context.witness(a.statement.article, a.statement.span, a.place),
            context.witness(other.article, other.span, place),
        ],
        because: vec![Reason { key: "same-event", parameters: Vec::new() }],
    }
}

/// Whether a count holds for something that the other does not speak of: `in her new boat`.
fn is_narrower(context: &Context<'_>, low: &Count<'_, '_>, high: &Count<'_, '_>) -> bool {
    let lexemes = &context.scene.lexemes;
    let statement = low.statement;
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let other = high.statement;
    let all: Vec<LexemeId> =
        other.own.iter().chain(&other.rest).chain(&other.before).map(|word| word.lexeme).collect();
    let phrases = statement.clause.arguments.iter().filter(|argument| argument.role == Role::Oblique);
    phrases.filter_map(|argument| sentence.phrases.get(argument.phrase)).any(|phrase| {
        let span = sentence.cover(phrase.tokens.clone());
        let words = statement.own.iter().filter(|word| span.contains(word.span));
        let said: Vec<_> = words.filter(|word| lexemes.name(word.lexeme).is_none()).collect();
        !span.overlaps(low.place)
            && !said.is_empty()
            && said.iter().all(|word| all.iter().all(|other| lexemes.nearness(word.lexeme, *other) < NARROW))
    })
}

#[derive(Debug)]
struct Likeness {
    low: f32,
    high: f32,
    thing: f32,
    names: f32,
}

fn likeness(context: &Context<'_>, low: &Count<'_, '_>, high: &Count<'_, '_>) -> Likeness {
    let lexemes = &context.scene.lexemes;
    let all = |count: &Count<'_, '_>| -> Vec<Weighed> {
        let statement = count.statement;
        let words = statement.own.iter().chain(&statement.rest).chain(&statement.before);
        words.copied().collect()
    };
    let core = |count: &Count<'_, '_>| -> Vec<Weighed> {
        let ever = |span: Span| {
            let word = context.words(count.statement.article, span).to_lowercase();
            let lists = &context.rules.order;
            let listed = [&lists.ever, &lists.time, &lists.first].iter().any(|list| list.contains(&word));
            listed || lists.stretch.contains_key(&word)
        };
        let noun = match count.of {
            Of::Act | Of::Work => None,
            Of::Noun(noun) | Of::Past(noun) => noun,
        };
        let words = count.statement.own.iter().chain(&count.statement.rest);
        words
            .filter(|word| noun == Some(word.lexeme) || !word.span.overlaps(count.place))
            .filter(|word| !ever(word.span))
            .copied()
            .collect()
    };
    let (all_low, all_high) = (all(low), all(high));
    let of_low = coverage(lexemes, core(low).into_iter(), &all_high, |_| false);
    let of_high = coverage(lexemes, core(high).into_iter(), &all_low, |_| false);
    let things = |count: &Count<'_, '_>| -> Vec<LexemeId> {
        let statement = count.statement;
        match count.of {
            Of::Noun(noun) | Of::Past(noun) => noun.into_iter().collect(),
            Of::Work => Vec::new(),
            Of::Act => {
                let verb = statement.verb.map(|(verb, _)| verb);
                verb.into_iter().chain(statement.own.iter().map(|word| word.lexeme)).collect()
            }
        }
    };
    let (of_a, of_b) = (things(low), things(high));
    let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (*x, *y)));
    let thing = pairs.map(|(x, y)| lexemes.nearness(x, y)).fold(0.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "few names")]
    let names = low.statement.sentence_names.intersection(&high.statement.sentence_names).count() as f32;
    Likeness { low: of_low.share(), high: of_high.share(), thing, names }
}
