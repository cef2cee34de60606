//! A headline that tells as done what its article leaves open: `Landtag wählt Classen`, and below `gewählt wird frühestens
//! im Mai`. The sentence that leaves it open must speak of what the headline speaks of, and nothing else in the article
//! may bear the headline out.

use rustc_hash::FxHashMap;

use super::super::{Context, Finding, FindingKind, Label, Level, Reason};
use super::statement::{Statement, Weighed};
use crate::annotate::factuality::Status;
use crate::claim::pattern::{Keys, Patterns};
use crate::claim::poles::Nature;
use crate::document::{BlockKind, Language};
use crate::language::{Pos, VerbForm};
use crate::rule::{Files, Problem, lines};
use crate::subject::{LexemeId, Scene};
use crate::text::Span;

/// Words nearer than this are met.
const MET: f32 = 0.5;
/// Verbs nearer than this can tell of one act.
const SAME_ACT: f32 = 0.6;
/// The headline's verb itself.
const SAME_VERB: f32 = 0.97;
/// What the sentence must meet of the headline's other words, by weight.
const LEAST_MET: f32 = 0.5;
/// The same where the verb tells nothing.
const MOST_MET: f32 = 0.7;
/// What a sentence must meet of them to bear the headline out.
const LEAST_GROUND: f32 = 0.2;

/// Words that leave something open, `<language>/undecided.txt`.
#[derive(Debug, Default)]
pub struct Undecided {
    patterns: FxHashMap<Language, Patterns<()>>,
}

impl Undecided {
    /// Loads the lists of every language.
    ///
    /// # Errors
    /// A pattern of nothing but absent words.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut undecided = Self::default();
        for code in files.languages() {
            let path = format!("{code}/undecided.txt");
            let (Ok(text), Some(language)) = (files.text(&path), Language::from_code(code)) else { continue };
            let mut patterns = Patterns::default();
            for (range, line) in lines(text) {
                let added = patterns.add(line, ());
                added.map_err(|error| files.problem(&path, range, error.to_string()))?;
            }
            undecided.patterns.insert(language, patterns);
        }
        Ok(undecided)
    }
}

/// A sentence of the body with its statements.
struct Passage<'a, 's> {
    statements: Vec<&'s Statement<'a>>,
    words: Vec<LexemeId>,
    /// The words that leave it open.
    open: Option<Span>,
}

/// Reports headlines that go further than their articles.
pub(in super::super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = context.statements;
    for article in 0..context.scene.dossier.len() {
        let own = || statements.iter().filter(|statement| statement.article == article);
        let passages = passages(context, own().filter(|statement| is_body(statement)).collect());
        let headline = own().filter(|statement| is_headline(context, statement));
        let found = headline.filter_map(|headline| against(context, headline, &passages));
        findings.extend(found.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, finding)| finding));
    }
}

pub(super) fn is_body(statement: &Statement<'_>) -> bool {
    matches!(statement.block, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow)
}

/// Whether it is a headline that tells something as done, in more than one word.
fn is_headline(context: &Context<'_>, statement: &Statement<'_>) -> bool {
    let sentence = &context.scene.dossier[statement.article].reading.sentences[statement.sentence];
    let tells = statement.clause.verb.as_ref().is_some_and(|verb| {
        let form = sentence.tokens.get(usize::from(verb.main)).and_then(|token| token.morph.form);
        // `Stadtwerke schließen Hallenbad` looks like an infinitive; a real one stands last, or after `to`.
        let before = verb.main.checked_sub(1).and_then(|at| sentence.tokens.get(usize::from(at)));
        let plural = statement.clause.tokens.last() != Some(&verb.main)
            && before.is_some_and(|token| token.pos != Pos::Part);
        match form {
            Some(VerbForm::Participle) => true,
            Some(VerbForm::Infinitive) => verb.finite.is_some() || plural,
            Some(VerbForm::Finite | VerbForm::ZuInfinitive | VerbForm::PresentParticiple) | None => {
                verb.finite.is_some()
            }
        }
    });
    matches!(statement.block, BlockKind::Headline | BlockKind::Subheadline)
        && tells
        && statement.own.len() > 1
        && !statement.is_negative()
        && matches!(statement.factuality.status, Status::Fact | Status::UnderWay)
        && statement.factuality.source.is_empty()
}

fn passages<'a, 's>(context: &Context<'_>, statements: Vec<&'s Statement<'a>>) -> Vec<Passage<'a, 's>> {
    let mut passages: Vec<Passage<'a, 's>> = Vec::new();
    for statement in statements {
        let last = passages.last_mut().filter(|last| last.statements[0].sentence == statement.sentence);
        let words = statement.own.iter().map(|word| word.lexeme);
        match last {
            Some(last) => {
                last.words.extend(words);
                last.statements.push(statement);
            }
            None => passages.push(Passage {
                words: words.collect(),
                open: open(context, statement),
                statements: vec![statement],
            }),
        }
    }
    passages
}

/// The words of a statement's sentence that leave something open.
fn open(context: &Context<'_>, statement: &Statement<'_>) -> Option<Span> {
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    let patterns = context.rules.undecided.patterns.get(&sentence.language)?;
    let keys = Keys::new(sentence, read.document.text());
    sentence.clauses.iter().find_map(|clause| {
        let hits = patterns.find(&keys, &clause.tokens);
        let hit = hits.iter().max_by_key(|hit| hit.tokens.len())?;
        let (&first, &last) = (hit.tokens.first()?, hit.tokens.last()?);
        Some(sentence.cover(first..last + 1))
    })
}

/// The passage that leaves open what a headline tells, where no other bears it out, with how much of it it meets.
fn against(
    context: &Context<'_>,
    headline: &Statement<'_>,
    passages: &[Passage<'_, '_>],
) -> Option<(f32, Finding)> {
    let measured: Vec<(f32, f32, bool)> = passages
        .iter()
        .map(|passage| {
            let (met, verb) = meets(context.scene, headline, &passage.words);
            (met, verb, shares_matter(context, headline, passage))
        })
        .collect();
    let told = |passage: &Passage<'_, '_>| {
        passage.statements.iter().any(|statement| {
            !statement.is_negative() && matches!(statement.factuality.status, Status::Fact | Status::UnderWay)
        })
    };
    let borne_out = passages.iter().zip(&measured).any(|(passage, (met, verb, matter))| {
        passage.open.is_none() && told(passage) && *met >= LEAST_GROUND && (*verb >= SAME_ACT || *matter)
    });
    if borne_out {
        return None;
    }
    // `geht`, `legt Protest ein`: a light verb tells nothing, so that the rest must be met all the better.
    let read = &context.scene.dossier[headline.article];
    let language = read.reading.sentences[headline.sentence].language;
    let light = headline
        .clause
        .verb
        .as_ref()
        .is_some_and(|verb| context.claims.concepts.is_light(language, &verb.lemma));
    let (passage, (met, verb, _)) = passages
        .iter()
        .zip(&measured)
        .filter(|(passage, (met, verb, _))| {
            let enough =
                *met >= MOST_MET || !light && (*verb >= SAME_VERB || *met >= LEAST_MET && *verb >= SAME_ACT);
            passage.open.is_some() && enough
        })
        .max_by(|a, b| (a.1.0 + a.1.1).total_cmp(&(b.1.0 + b.1.1)))?;
    Some((met + verb, finding(context, headline, passage)?))
}

/// What words meet of the headline's words beside its verb, by weight, and how near they come to the verb. The person
/// whom the whole dossier is about says nothing.
pub(super) fn meets(scene: &Scene<'_>, headline: &Statement<'_>, words: &[LexemeId]) -> (f32, f32) {
    let lexemes = &scene.lexemes;
    let about_all =
        |lexeme: LexemeId| lexemes.name(lexeme).is_some_and(|name| scene.protagonist == Some(name));
    let nearest =
        |lexeme: LexemeId| words.iter().map(|other| lexemes.nearness(lexeme, *other)).fold(0.0, f32::max);
    let verb = headline.verb.map(|(verb, _)| verb);
    let others = headline.own.iter().filter(|word| Some(word.lexeme) != verb && !about_all(word.lexeme));
    let met = |word: &Weighed| {
        let near = nearest(word.lexeme);
        if near >= MET { near * word.weight } else { 0.0 }
    };
    (others.map(met).sum(), verb.map_or(0.0, nearest))
}

/// Whether a passage speaks of a matter that the headline speaks of, at whichever end.
fn shares_matter(context: &Context<'_>, headline: &Statement<'_>, passage: &Passage<'_, '_>) -> bool {
    let poles = &context.claims.poles;
    headline.signs.iter().filter(|sign| poles.nature(sign.pole.dimension) != Nature::Weak).any(|sign| {
        passage
            .statements
            .iter()
            .any(|statement| statement.signs.iter().any(|other| other.pole.dimension == sign.pole.dimension))
    })
}

fn finding(context: &Context<'_>, headline: &Statement<'_>, passage: &Passage<'_, '_>) -> Option<Finding> {
    let open = passage.open?;
    let article = headline.article;
    let statement = passage.statements.iter().find(|statement| statement.span.overlaps(open));
    let clause = statement.or(passage.statements.first())?.span;
    let decisive = headline.verb.map_or(headline.span, |(_, span)| span);
    let mut first = context.witness(article, headline.span, decisive);
    let mut second = context.witness(article, context.sentence_span(article, clause), open);
    first.label = Label::Message { key: "headline.says", parameters: Vec::new() };
    second.label = Label::Message { key: "headline.open", parameters: Vec::new() };
    let met = headline.own.iter().filter(|word| {
        passage.words.iter().any(|other| context.scene.lexemes.nearness(word.lexeme, *other) >= MET)
    });
    let words = met.map(|word| context.words(article, word.span)).collect::<Vec<_>>().join(", ");
    Some(Finding {
        kind: FindingKind::Headline,
        level: Level::Contradiction,
        subject: context.words(article, headline.span).to_owned(),
        witnesses: vec![first, second],
        because: vec![Reason { key: "same-matter", parameters: vec![("words", words)] }],
        confidence: None,
    })
}
