//! Interviews, transcripts and minutes: which paragraphs are somebody's answers, and whose.

use super::super::Context;
use crate::annotate::entity::{EntityId, EntityKind, Mention, MentionForm, same_name_key};
use crate::document::{Block, BlockKind};
use crate::language::Pos;
use crate::text::Span;

/// Questions from which an article can be an interview.
const LEAST_QUESTIONS: usize = 2;
/// How far from a question's beginning or end, in bytes, somebody is addressed by name.
const ADDRESS: usize = 30;
/// How long the words before a colon may be, in bytes, that tell who speaks.
const LABEL: usize = 60;

/// The words of somebody who is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) words: Span,
    /// Where the article names the one who answers.
    pub(super) name: Span,
    pub(super) entity: EntityId,
}

/// The answers of an article, paragraph by paragraph.
pub(super) fn answers(context: &Context<'_>, article: usize) -> Vec<Answer> {
    let blocks = &context.document(article).blocks;
    let text = context.document(article).text();
    let asks = |block: &Block| {
        let paragraph = matches!(block.kind, BlockKind::Paragraph | BlockKind::Crosshead);
        block.kind == BlockKind::Question || paragraph && block.span.of(text).trim_end().ends_with('?')
    };
    let questions: Vec<usize> = (0..blocks.len()).filter(|&at| asks(&blocks[at])).collect();
    let mut labelled: Vec<Answer> =
        blocks.iter().filter_map(|block| labelled(context, article, block)).collect();
    let Some(&first) = questions.first().filter(|_| questions.len() >= LEAST_QUESTIONS) else {
        return labelled;
    };
    if !labelled.is_empty() {
        return labelled;
    }
    let answers: Vec<&Block> =
        blocks[first..].iter().filter(|block| block.kind == BlockKind::Paragraph && !asks(block)).collect();
    let addressed: Vec<&Mention> =
        questions.iter().filter_map(|&at| addressed(context, article, &blocks[at])).collect();
    let asked = match addressed.split_first() {
        Some((one, others)) => others.iter().all(|other| other.entity == one.entity).then_some(*one),
        // Nobody is addressed, but somebody says `I`: the one whom the lines before the first question name.
        None => speaks_for_himself(context, article, &answers)
            .then(|| introduced(context, article, Span::new(0, blocks[first].span.start())))
            .flatten(),
    };
    let Some(asked) = asked else { return labelled };
    let answer = |block: &&Block| Answer { words: block.span, name: asked.span, entity: asked.entity };
    labelled.extend(answers.iter().map(answer));
    labelled
}

/// A paragraph that begins with who speaks: `KORDTS: …`, `Stv. Annegret Putlitz (Land & Stadt): …`.
fn labelled(context: &Context<'_>, article: usize, block: &Block) -> Option<Answer> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Question) {
        return None;
    }
    let text = context.document(article).text();
    let words = block.span.of(text);
    let colon = words.find(':').filter(|at| *at <= LABEL)?;
    let label = Span::new(block.span.start(), block.span.start() + colon);
    let asks = words[..colon].contains(['!', '?']);
    let rest = words[colon + 1..].trim_start();
    if asks || rest.is_empty() || !words[colon + 1..].starts_with(char::is_whitespace) {
        return None;
    }
    let sentences = &context.scene.dossier[article].reading.sentences;
    let said = Span::new(block.span.end() - rest.len(), block.span.end());
    if let Some(mention) = introduced(context, article, label) {
        // `Weber wurde deutlich: …` tells something, `Weber (SPD): …` is a label.
        let verb = super::super::within(sentences, label, |sentence| sentence.span)
            .flat_map(|sentence| &sentence.tokens)
            .filter(|token| label.contains(token.span) && !mention.span.overlaps(token.span))
            .any(|token| matches!(token.pos, Pos::Verb | Pos::Aux));
        return (!verb).then_some(Answer { words: said, name: label, entity: mention.entity });
    }
    // A transcript writes surnames in capitals, which nothing else tells to be names.
    let key = same_name_key(words[..colon].trim());
    let list = &context.scene.dossier[article].annotations.entities.list;
    let mut bearers = list.iter().enumerate().filter(|(_, entity)| {
        entity.kind == EntityKind::Person && entity.key.rsplit(' ').next() == Some(key.as_str())
    });
    let (entity, _) = bearers.next()?;
    bearers.next().is_none().then_some(Answer { words: said, name: label, entity })
}

/// The persons named in a range.
fn persons<'a>(context: &Context<'a>, article: usize, range: Span) -> impl Iterator<Item = &'a Mention> {
    let entities = &context.scene.dossier[article].annotations.entities;
    super::super::within(&entities.mentions, range, |mention| mention.span).filter(|mention| {
        let kind = entities.list.get(mention.entity).map(|entity| entity.kind);
        mention.form == MentionForm::Name && kind == Some(EntityKind::Person)
    })
}

/// Whom a question addresses: `Frau Carstensen, wie …?`, `… , Mr Rowe?`
fn addressed<'a>(context: &Context<'a>, article: usize, question: &Block) -> Option<&'a Mention> {
    let text = context.document(article).text();
    persons(context, article, question.span).find(|mention| {
        let before = text.get(question.span.start()..mention.span.start()).unwrap_or("");
        let behind = text.get(mention.span.end()..question.span.end()).unwrap_or("");
        let opens = before.len() < ADDRESS && !before.contains([',', '.', ':']) && behind.starts_with(',');
        let closes = behind.trim() == "?" && before.rfind(',').is_some_and(|at| before.len() - at < ADDRESS);
        // `What do you say, Mr Rowe?`: as many words stand between the comma and the name as a title has.
        let title = |words: &str| words.split_whitespace().count() <= 3;
        opens && title(before) || closes && before.rfind(',').is_some_and(|at| title(&before[at + 1..]))
    })
}

/// The only person whom a range names.
fn introduced<'a>(context: &Context<'a>, article: usize, range: Span) -> Option<&'a Mention> {
    let mut persons = persons(context, article, range);
    let first = persons.next()?;
    persons.all(|other| other.entity == first.entity).then_some(first)
}

/// Whether most of some paragraphs have a pronoun of the first person.
fn speaks_for_himself(context: &Context<'_>, article: usize, answers: &[&Block]) -> bool {
    let text = context.document(article).text();
    let first_person = |block: &&&Block| {
        let mut words = block.span.of(text).split(|c: char| !c.is_alphabetic());
        words.any(|word| context.rules.quote.first_person.contains(&word.to_lowercase()))
    };
    !answers.is_empty() && answers.iter().filter(first_person).count() * 2 >= answers.len()
}
