//! Statements: the clauses of the articles as they are held against each other, with the words around them by distance.

use std::collections::BTreeSet;

use super::super::{partner, within};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::factuality::{Factuality, Status};
use crate::claim::pattern::Keys;
use crate::claim::poles::{Poles, Sign};
use crate::document::BlockKind;
use crate::language::{Clause, Role, Sentence, Voice};
use crate::subject::{IdentityId, LexemeId, Lexemes, Scene, Word};
use crate::text::Span;

/// What a word outside of the clause but in its sentence counts.
const IN_SENTENCE: f32 = 0.5;

/// A word of a statement's surroundings with how much it says.
#[derive(Clone, Copy, Debug)]
pub(in crate::finding) struct Weighed {
    pub(in crate::finding) lexeme: LexemeId,
    pub(in crate::finding) weight: f32,
    pub(in crate::finding) span: Span,
}

/// Somebody or something named.
#[derive(Clone, Copy, Debug)]
pub(in crate::finding) struct Name {
    pub(in crate::finding) identity: IdentityId,
    pub(in crate::finding) kind: EntityKind,
    pub(in crate::finding) span: Span,
    /// The preposition and part it stands in.
    pub(in crate::finding) role: Option<Role>,
}

/// A party of the clause: its subject or object.
#[derive(Clone, Debug)]
pub(in crate::finding) struct Party {
    pub(in crate::finding) words: Vec<LexemeId>,
    pub(in crate::finding) identity: Option<IdentityId>,
    pub(in crate::finding) sure: bool,
}

/// A clause.
#[derive(Clone, Debug)]
pub(in crate::finding) struct Statement<'a> {
    pub(in crate::finding) article: usize,
    pub(in crate::finding) sentence: usize,
    pub(in crate::finding) clause: &'a Clause,
    pub(in crate::finding) span: Span,
    /// Content words of the clause, in order.
    pub(in crate::finding) own: Vec<Weighed>,
    /// Those of the rest of its sentence.
    pub(in crate::finding) rest: Vec<Weighed>,
    /// Those of the sentence before, in the same block.
    pub(in crate::finding) before: Vec<Weighed>,
    pub(in crate::finding) verb: Option<(LexemeId, Span)>,
    /// Who acts: the subject, or the agent of a passive.
    pub(in crate::finding) actor: Option<Party>,
    /// To whom or what it is done.
    pub(in crate::finding) patient: Option<Party>,
    pub(in crate::finding) names: Vec<Name>,
    /// Names of the whole sentence.
    pub(in crate::finding) sentence_names: BTreeSet<IdentityId>,
    /// What its words say of a matter that has opposite ends, negation taken into account.
    pub(in crate::finding) signs: Vec<Sign>,
    pub(in crate::finding) factuality: &'a Factuality,
    pub(in crate::finding) block: BlockKind,
    /// How far into the article's story it stands, from 0 to 1.
    pub(in crate::finding) position: f32,
}

impl Statement<'_> {
    /// Whether it stands in the headline or the line below it.
    pub(in crate::finding) fn is_headline(&self) -> bool {
        matches!(self.block, BlockKind::Headline | BlockKind::Subheadline | BlockKind::Kicker)
    }

    /// Where it stands, for the choice of those that it is compared with.
    pub(in crate::finding) fn place(&self) -> partner::Place {
        partner::Place { article: self.article, sentence: self.sentence, is_headline: self.is_headline() }
    }

    /// Whether the article commits itself to it, one way or the other.
    pub(in crate::finding) fn is_stated(&self) -> bool {
        matches!(
            self.factuality.status,
            Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed | Status::Denied
        )
    }

    /// Whether it says that something is not so.
    pub(in crate::finding) fn is_negative(&self) -> bool {
        self.factuality.negated != (self.factuality.status == Status::Denied)
    }
}

/// The clauses of every article's story, in order.
pub(in crate::finding) fn statements<'a>(scene: &'a Scene<'a>, poles: &Poles) -> Vec<Statement<'a>> {
    let mut statements = Vec::new();
    for (article, read) in scene.dossier.iter().enumerate() {
        let sentences = &read.reading.sentences;
        let length = read.document.text().len().max(1);
        for (index, sentence) in sentences.iter().enumerate() {
            let Some(block) = read.document.blocks.get(sentence.block) else { continue };
            let Some(judged) = read.annotations.factuality.get(index) else { continue };
            if !block.kind.is_story() {
                continue;
            }
            let keys = Keys::new(sentence, read.document.text());
            let before = index.checked_sub(1).filter(|before| sentences[*before].block == sentence.block);
            for (clause, factuality) in sentence.clauses.iter().zip(judged) {
                let place = Place { scene, article, index, sentence, clause };
                #[expect(clippy::cast_precision_loss, reason = "only a share is wanted")]
                let position = sentence.span.start() as f32 / length as f32;
                let Some(mut statement) = place.statement(before, factuality, block.kind, position) else {
                    continue;
                };
                statement.signs = poles.signs(sentence, &keys, &clause.tokens);
                let refused =
                    clause.verb.as_ref().filter(|verb| poles.refuses(sentence.language, &verb.lemma));
                let refused =
                    refused.and_then(|verb| Some(sentence.tokens.get(usize::from(verb.main))?.span));
                let negative = statement.is_negative();
                statement.signs.retain_mut(|sign| {
                    let refused = sign.nominal && refused.is_some_and(|verb| !sign.span.overlaps(verb));
                    negative == refused || poles.turned(sign.pole).map(|pole| sign.pole = pole).is_some()
                });
                statements.push(statement);
            }
        }
    }
    statements
}

/// A clause being read.
struct Place<'a> {
    scene: &'a Scene<'a>,
    article: usize,
    index: usize,
    sentence: &'a Sentence,
    clause: &'a Clause,
}

impl<'a> Place<'a> {
    fn statement(
        &self,
        before: Option<usize>,
        factuality: &'a Factuality,
        block: BlockKind,
        position: f32,
    ) -> Option<Statement<'a>> {
        let lexemes = &self.scene.lexemes;
        let (own, rest): (Vec<&Word>, Vec<&Word>) = lexemes
            .words(self.article, self.index)
            .iter()
            .partition(|word| self.clause.tokens.binary_search(&word.token).is_ok());
        let weigh = |words: Vec<&Word>, share: f32| -> Vec<Weighed> {
            words
                .into_iter()
                .map(|word| Weighed {
                    lexeme: word.lexeme,
                    weight: share * lexemes.weight(word.lexeme),
                    span: word.span,
                })
                .collect()
        };
        let (&first, &last) = (self.clause.tokens.first()?, self.clause.tokens.last()?);
        let before = before.map_or(&[][..], |index| lexemes.words(self.article, index));
        let verb = self.clause.verb.as_ref().and_then(|verb| {
            let word = own.iter().find(|word| word.token == verb.main)?;
            Some((word.lexeme, word.span))
        });
        let passive = self.clause.verb.as_ref().is_some_and(|verb| verb.voice != Voice::Active);
        let (actor, patient) = if passive {
            (self.party(Role::Agent, &own), self.party(Role::Subject, &own))
        } else {
            (self.party(Role::Subject, &own), self.party(Role::Object, &own))
        };
        if own.is_empty() {
            return None;
        }
        Some(Statement {
            article: self.article,
            sentence: self.index,
            clause: self.clause,
            span: trimmed(self.scene, self.article, self.sentence.cover(first..last + 1)),
            verb,
            actor,
            patient,
            names: self.names(),
            sentence_names: lexemes
                .words(self.article, self.index)
                .iter()
                .filter_map(|word| lexemes.name(word.lexeme))
                .collect(),
            own: weigh(own, 1.0),
            rest: weigh(rest, IN_SENTENCE),
            before: weigh(before.iter().collect(), IN_SENTENCE),
            signs: Vec::new(),
            factuality,
            block,
            position,
        })
    }

    fn party(&self, role: Role, own: &[&Word]) -> Option<Party> {
        let argument = self.clause.arguments.iter().find(|argument| argument.role == role)?;
        let phrase = self.sentence.phrases.get(argument.phrase)?;
        let words: Vec<&&Word> = own.iter().filter(|word| phrase.tokens.contains(&word.token)).collect();
        let lexemes = &self.scene.lexemes;
        let identity = words.iter().find_map(|word| lexemes.name(word.lexeme));
        (!words.is_empty()).then(|| Party {
            words: words.iter().map(|word| word.lexeme).collect(),
            identity,
            sure: argument.sure,
        })
    }

    fn names(&self) -> Vec<Name> {
        let entities = &self.scene.dossier[self.article].annotations.entities;
        let has = |span: Span| {
            self.sentence
                .token_at(span.start())
                .is_some_and(|token| self.clause.tokens.binary_search(&token).is_ok())
        };
        within(&entities.mentions, self.sentence.span, |mention| mention.span)
            .filter(|mention| mention.form == MentionForm::Name && has(mention.span))
            .filter_map(|mention| {
                let token = self.sentence.token_at(mention.span.start())?;
                let argument = self.clause.arguments.iter().find(|argument| {
                    self.sentence
                        .phrases
                        .get(argument.phrase)
                        .is_some_and(|phrase| phrase.tokens.contains(&token))
                });
                Some(Name {
                    identity: self.scene.identities.of(self.article, mention.entity)?,
                    kind: entities.list[mention.entity].kind,
                    span: mention.span,
                    role: argument.map(|argument| argument.role),
                })
            })
            .collect()
    }
}

/// A range without the spaces and punctuation at its ends.
fn trimmed(scene: &Scene<'_>, article: usize, span: Span) -> Span {
    let words = span.of(scene.dossier[article].document.text());
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '–' | '-');
    let start = words.len() - words.trim_start_matches(is_edge).len();
    let end = words.trim_end_matches(is_edge).len();
    if start < end { Span::new(span.start() + start, span.start() + end) } else { span }
}

/// How much of what the first words say the second words say too, from 0 to 1; those in `without` are left out.
pub(in crate::finding) fn coverage(
    lexemes: &Lexemes,
    from: impl Iterator<Item = Weighed>,
    to: &[Weighed],
    without: impl Fn(Span) -> bool,
) -> Coverage {
    let mut coverage = Coverage::default();
    for word in from.filter(|word| !without(word.span)) {
        let best = to.iter().map(|other| lexemes.nearness(word.lexeme, other.lexeme)).fold(0.0, f32::max);
        coverage.all += word.weight;
        coverage.met += word.weight * best;
    }
    coverage
}

/// What share of the words' weight is met.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::finding) struct Coverage {
    pub(in crate::finding) all: f32,
    pub(in crate::finding) met: f32,
}

impl Coverage {
    /// From 0 to 1; 0 where there was nothing to meet.
    pub(in crate::finding) fn share(self) -> f32 {
        if self.all > 0.0 { self.met / self.all } else { 0.0 }
    }
}
