//! How many times it has been, as one clause says.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::Words;
use crate::annotate::factuality::Status;
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::{Bound, Time, TimeKind};
use crate::finding::candidate::statement::Statement;
use crate::finding::{Context, within};
use crate::language::{PhraseKind, Pos, Sentence};
use crate::subject::LexemeId;
use crate::text::Span;

/// Days before its article from which a time is another occasion.
const NEWS_DAYS: i64 = 12;
/// More times in a row than this are no longer counted, but numbered.
const MOST: f64 = 60.0;

/// What a count is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
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
pub(super) struct Count<'s, 'a> {
    pub(super) statement: &'s Statement<'a>,
    pub(super) place: Span,
    pub(super) least: f64,
    pub(super) most: Option<f64>,
    pub(super) of: Of,
    /// Nothing narrows the count (`in der Geschichte des Vereins`).
    pub(super) ever: bool,
    pub(super) row: bool,
    /// Words that narrow the count.
    pub(super) scope: BTreeSet<String>,
    /// Since which year it is counted: `since 1998`, `in eleven years`.
    pub(super) since: Option<i32>,
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

/// The counts that a clause gives.
pub(super) fn counts<'s, 'a>(context: &Context<'_>, statement: &'s Statement<'a>) -> Vec<Count<'s, 'a>> {
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
