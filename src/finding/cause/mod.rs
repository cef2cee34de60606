//! Why it happened: two articles that give one effect different causes, or of which one rules out the cause of the
//! other. Several causes can act at once, so that only those count that an article gives as the one.

mod account;
mod fields;
mod lexicon;
mod read;
mod told;
mod words;

pub(super) use lexicon::Causes;

use super::candidate::statement::{Weighed, coverage};
use super::partner::{Partners, Place};
use super::{Context, Finding, FindingKind, Level, Reason};
use crate::subject::Lexemes;
use fields::{Field, are_apart};
use read::{Cause, Strength, causes};

/// A share of a cause's words from which on another says the same …
const SAME: f32 = 0.55;
/// … in the very words …
const WORD_FOR_WORD: f32 = 0.9;
/// … up to which they are two …
const OTHER: f32 = 0.22;
/// … between which nothing is known.
const UNKNOWN: f32 = 0.4;
/// What two effects must have in common where both causes are the news of their clauses …
const OUTRIGHT: f32 = 0.4;
/// … where either is said to have tipped the scale, of what the article is about …
const SCALE: f32 = 0.12;
/// … where one is given in passing …
const TOLD: f32 = 0.5;
/// … and where both are.
const BOTH_TOLD: f32 = 0.6;
/// Where the causes lie in two fields, and both are the news of their clauses …
const FIELDS_OUTRIGHT: f32 = 0.2;
/// … or one is given in passing.
const FIELDS_TOLD: f32 = 0.55;
/// A verb and a word for the effect this near tell of one thing.
const SAME_ACT: f32 = 0.5;
/// A word of the cause that is as near to one of the effect says nothing of its own.
const OF_EFFECT: f32 = 0.8;
/// Letters that two compounds have in common when they begin with one word.
const FIRST_PART: usize = 5;
/// What a cause must weigh to be one: a pronoun or `Umstand` is none.
const LEAST: f32 = 0.25;

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let causes = causes(context);
    let headlines = headlines(context);
    let place =
        |cause: &Cause| Place { article: cause.article, sentence: cause.sentence, is_headline: false };
    let partners = Partners::new(context, causes.iter().map(place));
    for (index, a) in causes.iter().enumerate() {
        for b in partners.of(index).into_iter().map(|other| &causes[other]) {
            let pair = Pair { context, a, b, all: &causes, headlines: &headlines };
            if pair.differ() || pair.denies() || pair.are_of_two_fields() {
                findings.push(pair.finding());
            }
        }
    }
}

/// The words of every article's headline: what a cause is one of, where nothing nearer is said.
fn headlines(context: &Context<'_>) -> Vec<Vec<Weighed>> {
    let lexemes = &context.scene.lexemes;
    let of_article = |(article, read): (usize, &crate::subject::Article<'_>)| {
        let sentences = read.reading.sentences.iter().enumerate();
        let titles = sentences.filter(|(_, sentence)| {
            let block = read.document.blocks.get(sentence.block).map(|block| block.kind);
            matches!(
                block,
                Some(crate::document::BlockKind::Headline | crate::document::BlockKind::Subheadline)
            )
        });
        titles
            .flat_map(|(index, _)| lexemes.words(article, index))
            .map(|word| Weighed { lexeme: word.lexeme, weight: lexemes.weight(word.lexeme), span: word.span })
            .collect()
    };
    context.scene.dossier.iter().enumerate().map(of_article).collect()
}

struct Pair<'a> {
    context: &'a Context<'a>,
    a: &'a Cause,
    b: &'a Cause,
    all: &'a [Cause],
    headlines: &'a [Vec<Weighed>],
}

impl Pair<'_> {
    fn lexemes(&self) -> &Lexemes {
        &self.context.scene.lexemes
    }

    /// Both give a cause as the one, and they are two.
    fn differ(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let scale = a.scale && b.scale && a.is_open && b.is_open;
        let enough = match (self.weakest(), a.strength.max(b.strength)) {
            (Strength::Outright, _) if scale => SCALE,
            (Strength::Outright, _) => OUTRIGHT,
            (Strength::Told | Strength::Before, Strength::Outright) => TOLD,
            (Strength::Told, Strength::Told | Strength::Before) => BOTH_TOLD,
            (Strength::Bare | Strength::Guessed, _) | (_, Strength::Bare | Strength::Guessed) => {
                return false;
            }
            (Strength::Before, Strength::Told | Strength::Before) => return false,
        };
        let one_field = !a.fields.is_empty() && !b.fields.is_empty() && !are_apart(&a.fields, &b.fields);
        a.is_worded
            && b.is_worded
            && !one_field
            && !a.denied
            && !b.denied
            && !a.shared
            && !b.shared
            && self.causes() <= OTHER
            && self.effects(false) >= enough
            && self.is_act(a, b)
            && self.is_act(b, a)
            && !self.knows(b.article, a)
            && !self.knows(a.article, b)
    }

    /// The causes lie in two fields, so that less must tie the effects together.
    fn are_of_two_fields(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let is_plain = |one: &Cause| !one.denied && !one.shared;
        if a.article == b.article || !is_plain(a) || !is_plain(b) || a.discovers != b.discovers {
            return false;
        }
        if a.past != b.past && !(a.past.is_some() && b.past.is_some() && a.discovers) {
            return false;
        }
        // A motive is held against a motive.
        let motives = [a, b].map(|one| one.fields.iter().any(Field::is_motive));
        let plain = |one: &Cause| -> Vec<Field> {
            let counts = |field: &&Field| motives == [true; 2] || !field.is_motive();
            one.fields.iter().filter(counts).cloned().collect()
        };
        if !are_apart(&plain(a), &plain(b)) || self.knows(b.article, a) || self.knows(a.article, b) {
            return false;
        }
        let effects = self.effects(false);
        let both_open = a.is_open && b.is_open;
        let enough = match (self.weakest(), a.strength.max(b.strength)) {
            (Strength::Outright, _) if both_open || a.discovers => 0.0,
            (Strength::Outright, _) => FIELDS_OUTRIGHT,
            (Strength::Guessed | Strength::Bare, Strength::Outright) if both_open => 0.0,
            (Strength::Guessed | Strength::Bare, Strength::Outright) => FIELDS_OUTRIGHT,
            (Strength::Guessed, Strength::Guessed) => 0.0,
            (Strength::Told | Strength::Before, _) => FIELDS_TOLD,
            (Strength::Guessed | Strength::Bare, _) => return false,
        };
        effects >= enough
    }

    /// Whether what a clause with a cause in passing tells is what the other speaks of: `wegen des Windes breitete sich
    /// der Brand aus` gives no cause of the fire.
    fn is_act(&self, one: &Cause, other: &Cause) -> bool {
        let near =
            |act| other.effect.iter().any(|word| self.lexemes().nearness(act, word.lexeme) >= SAME_ACT);
        one.strength == Strength::Outright || one.act.is_some_and(near)
    }

    /// One rules out what the other gives as the cause.
    fn denies(&self) -> bool {
        let causes = self.causes();
        // The very words of the cause tie the two together.
        let enough = if causes >= WORD_FOR_WORD { SCALE } else { OUTRIGHT };
        let outright = self.weakest() == Strength::Outright;
        self.a.denied != self.b.denied && outright && causes >= SAME && self.effects(true) >= enough
    }

    fn weakest(&self) -> Strength {
        self.a.strength.min(self.b.strength)
    }

    /// Whether an article gives a cause too, beside another one.
    fn knows(&self, article: usize, cause: &Cause) -> bool {
        let of_article = self
            .all
            .iter()
            .filter(|other| other.article == article && !other.denied && other.strength >= Strength::Before);
        of_article.into_iter().any(|other| {
            coverage(self.lexemes(), cause.cause.iter().copied(), &other.cause, |_| false).share() >= SAME
        })
    }

    /// How much the causes have in common.
    fn causes(&self) -> f32 {
        let own = |one: &Cause| -> Vec<Weighed> {
            let effects = self.a.effect.iter().chain(&self.b.effect);
            let near = |word: &&Weighed| {
                effects.clone().any(|other| self.lexemes().nearness(word.lexeme, other.lexeme) >= OF_EFFECT)
            };
            one.cause.iter().filter(|word| !near(word)).copied().collect()
        };
        let (a, b) = (own(self.a), own(self.b));
        let weight = |words: &[Weighed]| words.iter().map(|word| word.weight).sum::<f32>();
        if weight(&a) < LEAST || weight(&b) < LEAST {
            return UNKNOWN;
        }
        if a.iter().any(|x| b.iter().any(|y| self.begin_alike(x, y))) {
            return UNKNOWN;
        }
        let of_a = coverage(self.lexemes(), a.iter().copied(), &b, |_| false).share();
        let of_b = coverage(self.lexemes(), b.iter().copied(), &a, |_| false).share();
        of_a.max(of_b)
    }

    /// Whether two words are compounds of one first part: `Lawinengefahr` and `Lawinenwarnstufe`.
    fn begin_alike(&self, x: &Weighed, y: &Weighed) -> bool {
        let (x, y) = (self.context.words(self.a.article, x.span), self.context.words(self.b.article, y.span));
        let common =
            x.chars().zip(y.chars()).take_while(|(x, y)| x.to_lowercase().eq(y.to_lowercase())).count();
        common >= FIRST_PART && x != y
    }

    /// How much the effects have in common. Where a cause is ruled out, all words of its clause may speak of the effect
    /// (`Bei der Schließung spielten die Kosten keine Rolle`).
    fn effects(&self, with_causes: bool) -> f32 {
        let (a, b) = (self.a, self.b);
        let around = |one: &Cause| -> Vec<Weighed> {
            let causes = one.cause.iter().filter(|_| with_causes);
            one.effect
                .iter()
                .chain(&one.before)
                .chain(&self.headlines[one.article])
                .chain(causes)
                .copied()
                .collect()
        };
        let share = |from: &[Weighed], to: &[Weighed]| {
            coverage(self.lexemes(), from.iter().copied(), to, |_| false).share()
        };
        match (a.is_open, b.is_open) {
            (false, false) => f32::midpoint(share(&a.effect, &b.effect), share(&b.effect, &a.effect)),
            (false, true) => share(&a.effect, &around(b)).max(share(&b.before, &around(a))),
            (true, false) => share(&b.effect, &around(a)).max(share(&a.before, &around(b))),
            (true, true) => f32::midpoint(share(&a.before, &around(b)), share(&b.before, &around(a))),
        }
    }

    fn finding(&self) -> Finding {
        let (a, b) = (self.a, self.b);
        let level = if a.presumed || b.presumed { Level::Tension } else { Level::Contradiction };
        let effect = if a.effect.is_empty() { b } else { a };
        let words: Vec<&str> =
            effect.effect.iter().map(|word| self.context.words(effect.article, word.span)).take(6).collect();
        Finding {
            kind: FindingKind::Cause,
            level,
            subject: words.join(" "),
            witnesses: vec![
                self.context.witness(a.article, a.span, a.decisive),
                self.context.witness(b.article, b.span, b.decisive),
            ],
            because: vec![Reason { key: "same-words", parameters: vec![("words", words.join(", "))] }],
            confidence: None,
        }
    }
}
