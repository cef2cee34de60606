//! Yes against no, and words that exclude each other, said of the same things.

use super::super::candidate::statement::Weighed;
use super::super::candidate::{Statement, likeness};
use super::super::{Context, FindingKind};
use super::words::{self, Line, SAME, nearness};
use super::{Clash, is_told};
use crate::annotate::factuality::Status;
use crate::claim::poles::Nature;
use crate::language::{ClauseKind, Pos, Tense};
use crate::text::Span;

/// How much of the brief's words the other's clause must have …
const HALF: f32 = 0.5;
/// … and its sentence, where the same act is denied …
const MOST: f32 = 0.65;
/// … and where two words exclude each other.
const NEARLY_ALL: f32 = 0.8;
/// Words for acts nearer than this can be of one act.
const ONE_ACT: f32 = 0.6;
/// Parties nearer than this can be one.
const OTHER_PARTY: f32 = 0.35;

/// A clause with the words that tell what is so or not so.
pub(super) struct Told<'s, 'a> {
    pub(super) statement: &'s Statement<'a>,
    pub(super) acts: Vec<Weighed>,
}

pub(super) fn compare(context: &Context<'_>, line: &Line<'_>, others: &[Line<'_>], found: &mut Vec<Clash>) {
    let all = words::all(others);
    for a in &line.statements {
        let Some(x) = told(context, line, a) else { continue };
        for other in others {
            let told = other.statements.iter().filter_map(|b| told(context, other, b));
            found.extend(told.filter_map(|y| Pair { context, line, other, x: &x, y: &y, all: &all }.clash()));
        }
    }
}

/// Reads a clause; none where it commits itself to nothing.
pub(super) fn told<'s, 'a>(
    context: &Context<'_>,
    line: &Line<'_>,
    statement: &'s Statement<'a>,
) -> Option<Told<'s, 'a>> {
    let open = statement.factuality.status == Status::Possible && statement.factuality.negated;
    if !is_told(statement.factuality.status) && !open || statement.clause.kind == ClauseKind::Infinitive {
        return None;
    }
    let verb = statement.clause.verb.as_ref()?;
    let main = line.sentence.tokens.get(usize::from(verb.main))?;
    let is_verb = |word: &Weighed| word.span == main.span;
    let light = main.pos == Pos::Aux || context.claims.concepts.is_light(line.sentence.language, &verb.lemma);
    let mut acts: Vec<Weighed> =
        statement.own.iter().filter(|word| is_verb(word) && !light).copied().collect();
    if acts.is_empty() {
        // What is said of the subject: `ist gültig`, `hat kein Interesse`.
        let subject = statement.actor.as_ref();
        acts = statement
            .own
            .iter()
            .filter(|word| !is_verb(word) && subject.is_none_or(|party| !party.words.contains(&word.lexeme)))
            .filter(|word| context.scene.lexemes.name(word.lexeme).is_none())
            .copied()
            .collect();
        acts.truncate(1);
    }
    (!acts.is_empty()).then_some(Told { statement, acts })
}

/// A clause of the brief and one of the other article.
struct Pair<'p, 'a> {
    context: &'p Context<'a>,
    line: &'p Line<'a>,
    other: &'p Line<'a>,
    x: &'p Told<'p, 'a>,
    y: &'p Told<'p, 'a>,
    /// All words of the other article.
    all: &'p [Weighed],
}

impl Pair<'_, '_> {
    fn clash(&self) -> Option<Clash> {
        let (a, b) = (self.x.statement, self.y.statement);
        let apart = self.context.other_scope((a.article, a.span), (b.article, b.span));
        if apart || self.are_strangers() || !matches!(b.factuality.status, Status::Fact | Status::Denied) {
            return None;
        }
        self.denied().or_else(|| self.opposed())
    }

    fn near(&self, u: &Weighed, v: &Weighed) -> f32 {
        nearness(self.context, (self.line.article, u), (self.other.article, v))
    }

    /// Whether two others act.
    fn are_strangers(&self) -> bool {
        match (&self.x.statement.actor, &self.y.statement.actor) {
            (Some(x), Some(y)) => likeness(&self.context.scene.lexemes, x, y) < OTHER_PARTY,
            _ => false,
        }
    }

    /// How much of the brief's clause, without these words, the other's clause and sentence have; none where a name
    /// is missing or nothing else is told.
    fn shares(&self, without: &[Span]) -> Option<(f32, f32)> {
        let (own, article) = (&self.x.statement.own, self.line.article);
        let rest = own.iter().any(|word| !without.iter().any(|span| span.overlaps(word.span)));
        let named = words::names_met(self.context, (article, own), (self.other.article, self.all), without);
        let of = |to: &[Weighed]| {
            words::share(self.context, (article, own.iter()), (self.other.article, to), without)
        };
        (rest && named).then(|| (of(&self.y.statement.own), of(&self.other.words)))
    }

    /// One denies what the other says.
    fn denied(&self) -> Option<Clash> {
        let (x, y) = (self.x, self.y);
        let (a, b) = (x.statement, y.statement);
        let same = x.acts.iter().any(|u| b.own.iter().any(|v| self.near(u, v) >= SAME));
        // Where both sentences deny something, it may be the same thing, told in a clause of its own.
        let no = |line: &Line<'_>| line.statements.iter().any(|statement| statement.is_negative());
        if a.is_negative() == b.is_negative() || !same || no(self.line) && no(self.other) {
            return None;
        }
        let is_verb = a.verb.is_some_and(|(_, span)| x.acts.iter().any(|act| act.span == span));
        let verbs = x.acts.first().zip(y.acts.first()).is_some_and(|(u, v)| self.near(u, v) >= SAME);
        // A noun for an act may stand with a verb that puts an end to it.
        let plain = if is_verb { verbs } else { denies(self.line, x) || denies(self.other, y) };
        let open = ended(self.context, self.line, a)
            || ended(self.context, self.other, b)
            || is_of_phrase(self.line, a)
            || is_of_phrase(self.other, b);
        let without: Vec<Span> = x.acts.iter().map(|word| word.span).collect();
        let (clause, sentence) = self.shares(&without)?;
        (plain && !open && clause >= HALF && sentence >= MOST).then(|| {
            let place = |statement: &Statement<'_>| statement.verb.map_or(statement.span, |verb| verb.1);
            self.found(FindingKind::Negation, (place(a), place(b)), clause + sentence)
        })
    }

    /// What both say excludes each other, by the ends of a matter or by two opposite concepts.
    fn opposed(&self) -> Option<Clash> {
        let b = self.y.statement;
        let before = b.clause.verb.as_ref().is_some_and(|verb| verb.tense == Some(Tense::Pluperfect));
        if before || b.clause.kind == ClauseKind::Relative || self.tells_both() {
            return None;
        }
        let (places, kind, least) = self.ends().or_else(|| self.opposites())?;
        let (clause, sentence) = self.shares(&[places.0])?;
        (clause >= least && sentence >= NEARLY_ALL).then(|| self.found(kind, places, clause + sentence))
    }

    /// Whether one of them tells of both acts, which then come one after the other.
    fn tells_both(&self) -> bool {
        let of_x = self.x.acts.iter().any(|u| self.all.iter().any(|v| self.near(u, v) >= ONE_ACT));
        of_x || self.y.acts.iter().any(|v| self.line.words.iter().any(|u| self.near(u, v) >= ONE_ACT))
    }

    /// The acts stand at two ends of one matter.
    fn ends(&self) -> Option<((Span, Span), FindingKind, f32)> {
        let poles = &self.context.claims.poles;
        let (of_a, of_b) = (&self.x.statement.signs, &self.y.statement.signs);
        if of_a.iter().any(|s| of_b.iter().any(|t| s.pole == t.pole)) {
            return None;
        }
        let tells = |told: &Told<'_, '_>, span: Span| told.acts.iter().any(|act| act.span.overlaps(span));
        let mut pairs = of_a.iter().flat_map(|s| of_b.iter().map(move |t| (s, t)));
        let (s, t) = pairs.find(|(s, t)| {
            s.pole.dimension == t.pole.dimension
                && s.pole.end != t.pole.end
                && matches!(poles.nature(s.pole.dimension), Nature::State | Nature::View)
                && tells(self.x, s.span)
                && tells(self.y, t.span)
        })?;
        let view = poles.nature(s.pole.dimension) == Nature::View;
        let kind = if view { FindingKind::Stance } else { FindingKind::Negation };
        Some(((s.span, t.span), kind, HALF))
    }

    /// The acts are opposites.
    fn opposites(&self) -> Option<((Span, Span), FindingKind, f32)> {
        if self.x.statement.is_negative() != self.y.statement.is_negative() {
            return None;
        }
        let (lexemes, concepts) = (&self.context.scene.lexemes, &self.context.claims.concepts);
        let mut pairs = self.x.acts.iter().flat_map(|u| self.y.acts.iter().map(move |v| (u, v)));
        let (u, v) = pairs.find(|(u, v)| {
            let (x, y) = (lexemes.terms(u.lexeme), lexemes.terms(v.lexeme));
            x.iter().any(|x| y.iter().any(|y| concepts.opposed(*x, *y)))
        })?;
        Some(((u.span, v.span), FindingKind::Negation, 0.0))
    }

    fn found(&self, kind: FindingKind, places: (Span, Span), strength: f32) -> Clash {
        Clash { kind, clauses: (self.x.statement.span, self.y.statement.span), places, strength }
    }
}

/// Whether the no of a clause stands with the noun that tells what is so (`kein Interesse`).
fn denies(line: &Line<'_>, told: &Told<'_, '_>) -> bool {
    told.statement.clause.negations.iter().any(|at| {
        let phrase = line.sentence.negated_phrase(*at).and_then(|id| line.sentence.phrases.get(id));
        let has = |span: Span| {
            phrase.is_some_and(|phrase| line.sentence.cover(phrase.tokens.clone()).overlaps(span))
        };
        told.acts.iter().any(|act| has(act.span))
    })
}

/// Whether its no denies but a word of a phrase (`ein nicht eingetragener Verein`), or somebody who is not told (`none`).
fn is_of_phrase(line: &Line<'_>, statement: &Statement<'_>) -> bool {
    let tokens = &line.sentence.tokens;
    statement.is_negative()
        && statement.clause.negations.iter().all(|at| {
            let phrase = line.sentence.phrase_of(*at).and_then(|phrase| line.sentence.phrases.get(phrase));
            let alone = phrase.is_some_and(|phrase| {
                !tokens[usize::from(phrase.tokens.start)..usize::from(phrase.tokens.end)]
                    .iter()
                    .any(|token| matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj))
            });
            if alone && tokens.get(usize::from(*at)).is_some_and(|token| token.pos == Pos::Pron) {
                return true;
            }
            let next = tokens.get(usize::from(*at) + 1);
            let after = tokens.get(usize::from(*at) + 2);
            next.is_some_and(|next| next.pos == Pos::Adj)
                && after.is_some_and(|after| matches!(after.pos, Pos::Noun | Pos::Propn | Pos::Adj))
                && line.sentence.phrase_of(*at).is_some()
        })
}

/// Whether it says that something is so no more.
fn ended(context: &Context<'_>, line: &Line<'_>, statement: &Statement<'_>) -> bool {
    statement.clause.negations.iter().any(|at| {
        let next = line.sentence.tokens.get(usize::from(*at) + 1..).unwrap_or_default();
        next.iter()
            .take(4)
            .any(|token| matches!(context.words(line.article, token.span), "mehr" | "longer" | "more"))
    })
}
