//! Duties and bans: what somebody must do by one article, and must not or need not by another.

use serde::Deserialize;

use super::super::partner::Partners;
use super::super::{Context, Finding, FindingKind, Level, Reason};
use super::statement::{Statement, Weighed, coverage};
use super::who::{Who, holders, of_role};
use crate::annotate::factuality::Status;
use crate::document::Language;
use crate::language::{ClauseKind, Role, Sentence};
use crate::rule::{Files, Problem};
use crate::subject::LexemeId;
use crate::text::Span;

/// Verbs nearer than this name one deed.
const SAME_DEED: f32 = 0.9;
/// How much of a ban that may be a guess a duty must tell, too.
const SAME_NORM: f32 = 0.85;
/// Minutes after which a rule may have been changed.
const MINUTES_OF_RULE: i64 = 12 * 60;

/// The words of `<language>/norms.toml`.
#[derive(Clone, Debug, Default)]
pub(in crate::finding) struct Norms {
    by_language: Vec<(Language, Words)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    modal: Vec<Verbs>,
    governing: Vec<Verbs>,
    exceptions: Vec<String>,
    reservations: Vec<String>,
    /// Those of the exceptions that set a duty but a time.
    #[serde(default)]
    deadlines: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    words: Vec<String>,
    says: Option<Force>,
    negated: Option<Force>,
}

/// What a norm says of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Force {
    Must,
    May,
    NeedNot,
    MustNot,
}

impl Force {
    /// Whether two norms cannot both hold.
    fn excludes(self, other: Self) -> bool {
        use Force::{May, Must, MustNot, NeedNot};
        matches!(
            (self, other),
            (Must | May, MustNot) | (MustNot, Must | May) | (Must, NeedNot) | (NeedNot, Must)
        )
    }
}

impl Norms {
    /// Reads the words of every language.
    ///
    /// # Errors
    /// A file that is no TOML or lacks a list.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut by_language = Vec::new();
        for code in files.languages() {
            let path = format!("{code}/norms.toml");
            let Some(language) = Language::from_code(code) else { continue };
            if files.text(&path).is_ok() {
                by_language.push((language, files.toml(&path)?));
            }
        }
        Ok(Self { by_language })
    }

    fn of(&self, language: Language) -> Option<&Words> {
        self.by_language.iter().find(|(of, _)| *of == language).map(|(_, words)| words)
    }

    /// Whether a sentence forbids or demands something with a reservation (`shall not … without permission`).
    pub(in crate::finding) fn is_conditional(&self, sentence: &Sentence) -> bool {
        self.of(sentence.language).is_some_and(|words| {
            let mut modals = words.modal.iter().flat_map(|verbs| &verbs.words);
            modals.any(|word| holds(sentence, word))
                && words.reservations.iter().any(|word| holds(sentence, word))
        })
    }

    /// Whether a sentence leaves room for what it forbids or demands. A duty to be done `before` something is none the
    /// less for it.
    fn makes_exception(&self, sentence: &Sentence, force: Force) -> bool {
        let in_time = |words: &Words, word: &String| force == Force::Must && words.deadlines.contains(word);
        self.of(sentence.language).is_some_and(|words| {
            words.exceptions.iter().any(|word| !in_time(words, word) && holds(sentence, word))
        })
    }
}

/// Whether a word stands in a sentence, in any form.
fn holds(sentence: &Sentence, word: &str) -> bool {
    sentence.tokens.iter().any(|token| word.eq_ignore_ascii_case(&token.lemma))
}

/// A statement of what must, may, need not or must not be done.
struct Norm<'a, 's> {
    statement: &'s Statement<'a>,
    force: Force,
    /// The word that says so.
    cue: Span,
    deed: LexemeId,
    bearers: Vec<Who>,
    object: Option<Who>,
}

/// Reports what one article demands or allows and the other forbids or leaves free.
pub(in super::super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let norms: Vec<Norm<'_, '_>> = (0..context.statements.len()).filter_map(|at| norm(context, at)).collect();
    let partners = Partners::new(context, norms.iter().map(|norm| norm.statement.place()));
    for (at, a) in norms.iter().enumerate() {
        for b in partners.of(at).into_iter().map(|other| &norms[other]) {
            if a.statement.article != b.statement.article && clash(context, a, b) {
                findings.push(finding(context, a, b));
            }
        }
    }
}

fn norm<'a, 's>(context: &Context<'s>, at: usize) -> Option<Norm<'a, 's>>
where
    's: 'a,
{
    let statement = &context.statements[at];
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let words = context.rules.norms.of(sentence.language)?;
    let told = !matches!(statement.factuality.status, Status::Conditional | Status::Accused);
    if !told || statement.is_headline() {
        return None;
    }
    let clause = statement.clause;
    let verb = clause.verb.as_ref()?;
    let (deed, _) = statement.verb?;
    let bearers = holders(context.scene, context.statements, at);
    let of_none = bearers.first().is_some_and(|who| who.none);
    let says = |verbs: &Verbs, negated: bool| if negated { verbs.negated } else { verbs.says };
    let of_modal = || {
        verb.tokens.iter().filter(|token| **token != verb.main).find_map(|token| {
            let token = sentence.tokens.get(usize::from(*token))?;
            let is = |word: &String| word.eq_ignore_ascii_case(&token.lemma);
            let verbs = words.modal.iter().find(|verbs| verbs.words.iter().any(is))?;
            Some((says(verbs, !clause.negations.is_empty() || of_none)?, token.span))
        })
    };
    let of_governor = || {
        let above = sentence.clauses.get(clause.parent.filter(|_| clause.kind == ClauseKind::Infinitive)?)?;
        let governor = above.verb.as_ref()?;
        let verbs =
            words.governing.iter().find(|verbs| verbs.words.iter().any(|word| **word == *governor.lemma))?;
        let force = says(verbs, !above.negations.is_empty() || of_none)?;
        Some((force, sentence.tokens.get(usize::from(governor.main))?.span))
    };
    let (force, cue) = of_modal().or_else(of_governor)?;
    // `may not` can be a guess: against a duty it is a ban.
    let open = statement.factuality.status == Status::Possible;
    if open && force != Force::MustNot || context.rules.norms.makes_exception(sentence, force) {
        return None;
    }
    let object = of_role(context.scene, statement, Role::Object);
    Some(Norm { statement, force, cue, deed, bearers, object })
}

/// Whether two norms are of one deed of one bearer and exclude each other.
fn clash(context: &Context<'_>, a: &Norm<'_, '_>, b: &Norm<'_, '_>) -> bool {
    let lexemes = &context.scene.lexemes;
    let guess = |norm: &Norm<'_, '_>| norm.statement.factuality.status == Status::Possible;
    // A ban of one way to do it is none of the deed.
    let covers = |ban: &Norm<'_, '_>, duty: &Norm<'_, '_>| {
        let (ban, duty) = (ban.statement, duty.statement);
        let around: Vec<Weighed> = duty.own.iter().chain(&duty.rest).copied().collect();
        coverage(lexemes, ban.own.iter().copied(), &around, |_| false).share() >= SAME_NORM
    };
    if guess(a) && !(b.force == Force::Must && covers(a, b))
        || guess(b) && !(a.force == Force::Must && covers(b, a))
    {
        return false;
    }
    if !a.force.excludes(b.force) || lexemes.nearness(a.deed, b.deed) < SAME_DEED {
        return false;
    }
    let spans = [a, b].map(|norm| {
        let statement = norm.statement;
        let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
        (statement.article, sentence.span)
    });
    let one_bearer = a.bearers.iter().any(|x| b.bearers.iter().any(|y| x.is(y, lexemes).is_some()));
    let one_object = match (&a.object, &b.object) {
        (Some(x), Some(y)) => x.is(y, lexemes).is_some(),
        (None, None) => true,
        _ => false,
    };
    one_bearer && one_object && !context.other_scope(spans[0], spans[1])
}

fn finding(context: &Context<'_>, a: &Norm<'_, '_>, b: &Norm<'_, '_>) -> Finding {
    let (x, y) = (a.statement, b.statement);
    let words = x.verb.map_or("", |(_, span)| context.words(x.article, span)).to_owned();
    let times = (context.scene.published(x.article), context.scene.published(y.article));
    let changed = matches!(times, (Some(x), Some(y)) if (x - y).num_minutes().abs() >= MINUTES_OF_RULE);
    Finding {
        kind: FindingKind::Negation,
        level: if changed { Level::Update } else { Level::Contradiction },
        subject: words.clone(),
        witnesses: vec![context.witness(x.article, x.span, a.cue), context.witness(y.article, y.span, b.cue)],
        because: vec![Reason { key: "same-act", parameters: vec![("act", words)] }],
        confidence: None,
    }
}
