//! Reads what the articles date.

use super::super::candidate::when::is_dated;
use super::super::candidate::{Statement, Weighed};
use super::super::{Context, within};
use super::lexicon::{Kind, Mode};
use crate::annotate::factuality::Status;
use crate::annotate::time::{Bound, Time, TimeKind};
use crate::claim::pattern::Keys;
use crate::language::Pos;
use crate::text::Span;

/// How many words a noun may stand away from the time that dates it.
const NEAR: u16 = 6;

/// How many words a word may stand before the time that it says was soon or late.
const BEFORE: u16 = 4;

/// A clause that dates an occasion.
pub(super) struct Telling<'a, 's> {
    pub(super) statement: &'s Statement<'a>,
    pub(super) kind: Kind,
    pub(super) time: &'a Time,
    /// The words that name the occasion.
    pub(super) cue: Span,
    pub(super) last: bool,
    pub(super) first: bool,
    /// Whether it says that it was sooner or later than one would think.
    pub(super) stressed: bool,
    /// What else the clause says.
    pub(super) words: Vec<Weighed>,
}

/// Every dated occasion of the articles, in their order.
pub(super) fn tellings<'s>(context: &Context<'s>) -> Vec<Telling<'s, 's>> {
    let mut found = Vec::new();
    for statement in context.statements {
        let read = &context.scene.dossier[statement.article];
        let sentence = &read.reading.sentences[statement.sentence];
        let own = |token: u16| statement.clause.tokens.binary_search(&token).is_ok();
        let times = within(&read.annotations.times, statement.span, |time| time.span);
        // `liegt drei Jahre zurück`
        let back = || {
            statement.clause.tokens.iter().any(|token| {
                sentence
                    .tokens
                    .get(usize::from(*token))
                    .is_some_and(|token| context.rules.occasions.is_back(&token.lemma))
            })
        };
        let dated: Vec<&Time> = times
            .filter(|time| {
                (is_dated(time) || time.kind == TimeKind::Duration && back())
                    && sentence.token_at(time.span.start()).is_some_and(own)
            })
            .collect();
        // `am Dienstag (17. Juni)`, `am Freitag vergangener Woche`
        let time = match dated[..] {
            [time] => time,
            [first, second] if first.span.end() + 3 >= second.span.start() => {
                if second.explicit_date {
                    second
                } else {
                    first
                }
            }
            _ => continue,
        };
        let told = matches!(
            statement.factuality.status,
            Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed
        );
        if !told || statement.factuality.negated {
            continue;
        }
        let keys = Keys::new(sentence, read.document.text());
        let told = context.rules.occasions.told(sentence.language, &keys, &statement.clause.tokens);
        let Some(at) = sentence.token_at(time.span.start()) else { continue };
        let is = |token: u16, pos: Pos| Some(sentence.tokens.get(usize::from(token))?.pos == pos);
        let mut kinds: Vec<Kind> = Vec::new();
        for (kind, tokens) in told.kinds {
            let fits = match kind.mode {
                Mode::Since => time.bound == Bound::From,
                Mode::Until => time.bound == Bound::Until,
                _ => matches!(time.bound, Bound::At | Bound::For | Bound::From),
            };
            let verb = statement.clause.verb.as_ref();
            let of_verb = verb.is_some_and(|verb| tokens.iter().any(|token| verb.tokens.contains(token)));
            let near = tokens.iter().any(|token| token.abs_diff(at) <= NEAR);
            // `Die letzte Prüfung der Anlage stammt von 2016`, `Festgenommen worden waren sie am Dienstag`
            let marked = kind.mode == Mode::Last && told.last.is_some()
                || kind.mode == Mode::First && told.first.is_some()
                || tokens.first() == statement.clause.tokens.first();
            if !fits || !(of_verb || near || marked) || kinds.contains(&kind) {
                continue;
            }
            kinds.push(kind);
            let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
            let cue = sentence.cover(first..last + 1);
            let spans: Vec<Span> = tokens
                .iter()
                .filter_map(|token| Some(sentence.tokens.get(usize::from(*token))?.span))
                .collect();
            let words = statement.own.iter().filter(|word| {
                !word.span.overlaps(time.span) && spans.iter().all(|span| !span.overlaps(word.span))
            });
            found.push(Telling {
                statement,
                kind,
                time,
                cue,
                last: told.last.is_some(),
                first: told.first.is_some_and(|token| is(token, Pos::Adv) == Some(false)),
                stressed: told
                    .stress
                    .iter()
                    .any(|token| is(*token, Pos::Adv) != Some(false) && *token < at && at - *token <= BEFORE),
                words: words.copied().collect(),
            });
        }
    }
    found
}
