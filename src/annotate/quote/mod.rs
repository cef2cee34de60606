//! Direct and indirect speech with its speakers.

mod beside;
mod direct;
mod indirect;
mod lexicon;
mod marks;
mod model;
mod phrase;
mod speaker;
#[cfg(test)]
mod tests;

pub use model::{Quote, QuoteKind, Speaker};

use crate::annotate::entity::{Entities, EntityKind, MentionForm};
use crate::document::{Document, Language};
use crate::language::{Reading, Sentence};
use crate::rule::{Files, Problem};
use crate::text::Span;

use lexicon::Lexicon;
use speaker::{Said, Saying};

/// Quotation marks and verbs of saying of every language.
#[derive(Debug)]
pub struct Rules {
    languages: Vec<(Language, Lexicon)>,
    /// The marks of all languages: an article may quote in a foreign convention.
    pairs: Vec<marks::Pair>,
}

impl Rules {
    /// Loads the rule files.
    ///
    /// # Errors
    /// The first mistake found in one of them.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let mut languages = Vec::new();
        let mut pairs: Vec<marks::Pair> = Vec::new();
        for code in files.languages() {
            let path = format!("{code}/quote.toml");
            let Some(language) = Language::from_code(code).filter(|_| files.text(&path).is_ok()) else {
                continue;
            };
            let lexicon = Lexicon::load(files, &path)?;
            for pair in &lexicon.pairs {
                if !pairs.contains(pair) {
                    pairs.push(*pair);
                }
            }
            languages.push((language, lexicon));
        }
        Ok(Self { languages, pairs })
    }

    fn lexicon(&self, language: Language) -> Option<&Lexicon> {
        self.languages.iter().find(|(code, _)| *code == language).map(|(_, lexicon)| lexicon)
    }
}

/// Finds every quote of an article and who speaks.
pub fn find(document: &Document, reading: &Reading, entities: &Entities, rules: &Rules) -> Vec<Quote> {
    let view = View { text: document.text(), reading, rules, document };
    let marked = marks::find(document, &rules.pairs);
    let mut drafts = direct::read(&view, &marked);
    let reported = indirect::read(&view, &drafts);
    drafts.extend(reported);
    drafts.sort_by_key(|draft| (draft.span.start(), draft.depth, draft.span.end()));
    for at in 0..drafts.len() {
        if drafts[at].said.is_none_or(|said| said.speaker.is_none() && !said.aside)
            && let Some(found) = beside::find(&view, &drafts, at, entities)
        {
            drafts[at].said = Some(found.said);
            drafts[at].sure = found.sure;
        }
    }
    carry(&view, &mut drafts);
    number(&view, drafts, entities)
}

/// A quote before its speaker is settled.
#[derive(Clone, Debug)]
struct Draft {
    span: Span,
    words: Span,
    kind: QuoteKind,
    said: Option<Said>,
    /// Whether the speaker stands beside the quote.
    sure: bool,
    block: usize,
    /// Index of the sentence that it begins in.
    sentence: usize,
    /// Index of the sentence that it ends in.
    last_sentence: usize,
    depth: usize,
    continues: bool,
    /// Whether it belongs to the statement of the quote before it.
    joined: bool,
}

/// An article with what is needed to read its quotes.
struct View<'a> {
    text: &'a str,
    document: &'a Document,
    reading: &'a Reading,
    rules: &'a Rules,
}

impl<'a> View<'a> {
    /// The sentence that a position lies in, or the one after it.
    fn sentence_at(&self, position: usize) -> usize {
        let sentences = &self.reading.sentences;
        sentences
            .partition_point(|sentence| sentence.span.end() <= position)
            .min(sentences.len().saturating_sub(1))
    }

    fn sentence(&self, index: usize) -> Option<&'a Sentence> {
        self.reading.sentences.get(index)
    }

    /// A sentence with its language's words of saying.
    fn saying(&self, index: usize) -> Option<Saying<'a>> {
        let sentence = self.sentence(index)?;
        let lexicon = self.rules.lexicon(sentence.language)?;
        Some(Saying { text: self.text, sentence, lexicon })
    }

    /// Whether two sentences stand in one block.
    fn same_block(&self, left: usize, right: usize) -> bool {
        match (self.sentence(left), self.sentence(right)) {
            (Some(left), Some(right)) => left.block == right.block,
            _ => false,
        }
    }
}

/// How many sentences a speaker is carried over without being named again.
const CARRY: usize = 3;

/// Gives quotes without a speaker that of the quote before or, where it follows at once, behind.
fn carry(view: &View<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        // `hieß es`: the text says that it does not say.
        let open = draft.said.is_none_or(|said| said.speaker.is_none() && said.aside);
        let speech = matches!(draft.kind, QuoteKind::Direct | QuoteKind::Indirect) && draft.depth == 0;
        if !open || !speech {
            continue;
        }
        let before = drafts[..at].iter().rev().take(6).find(|other| {
            let near = other.block == draft.block
                && draft.sentence - other.last_sentence.min(draft.sentence) <= CARRY;
            let named = other.said.is_some_and(|said| said.speaker.is_some());
            let speaks = draft.kind == QuoteKind::Indirect || other.said.is_some_and(|said| !said.aside);
            let whole = speaks && other.kind != QuoteKind::Name && other.depth == 0;
            named && whole && (near || draft.continues && other.block + 1 == draft.block)
        });
        let behind = || {
            drafts.get(at + 1).filter(|other| {
                let gap = view.text.get(draft.span.end()..other.span.start()).unwrap_or("x");
                other.block == draft.block && gap.trim().is_empty() && other.kind == QuoteKind::Direct
            })
        };
        let found = before.or_else(behind).and_then(|other| other.said).and_then(|said| said.speaker);
        if let Some(speaker) = found {
            let cue = drafts[at].said.map(|said| said.cue);
            let draft = &mut drafts[at];
            draft.said =
                Some(Said { speaker: Some(speaker), cue: cue.unwrap_or(Span::new(0, 0)), aside: false });
            draft.sure = false;
            draft.joined = true;
        }
    }
}

/// Numbers the statements and looks the speakers up.
fn number(view: &View<'_>, drafts: Vec<Draft>, entities: &Entities) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::with_capacity(drafts.len());
    let mut statement = 0;
    let mut last: Option<(usize, Option<Span>)> = None;
    for draft in drafts {
        let speaker = draft.said.and_then(|said| settle(said, view.text, entities));
        let same = last.is_some_and(|(sentence, span)| {
            span == speaker && speaker.is_some() && (draft.joined || draft.sentence == sentence)
        });
        if !same && last.is_some() {
            statement += 1;
        }
        last = Some((draft.last_sentence, speaker));
        quotes.push(Quote {
            span: draft.span,
            words: draft.words,
            kind: draft.kind,
            speaker: speaker.map(|span| Speaker { span, entity: entity(span, entities), sure: draft.sure }),
            cue: draft.said.map(|said| said.cue).filter(|cue| !cue.is_empty()),
            statement,
        });
    }
    quotes
}

/// The speaker's words with the help of the names found: a title takes its name along, and a person right behind the
/// verb speaks rather than a thing before it (`Die Sitzung nannte Weber „zäh“`).
fn settle(said: Said, text: &str, entities: &Entities) -> Option<Span> {
    let speaker = said.speaker?;
    let person = |after: usize| {
        let first = entities.mentions.partition_point(|mention| mention.span.start() < after);
        entities.mentions.get(first).filter(|mention| {
            let named = matches!(mention.form, MentionForm::Name);
            let kind = entities.list.get(mention.entity).map(|entity| entity.kind);
            named && kind == Some(EntityKind::Person)
        })
    };
    let gap = |from: usize, to: usize| text.get(from..to).unwrap_or(",");
    if let Some(bearer) = owned(speaker, text, entities) {
        return Some(bearer);
    }
    if entity(speaker, entities).is_none() {
        if let Some(mention) = person(said.cue.end())
            && gap(said.cue.end(), mention.span.start()).trim().is_empty()
        {
            return Some(mention.span);
        }
        if let Some(mention) = person(speaker.end())
            && beside_title(text, gap(speaker.end(), mention.span.start()), mention.span)
        {
            return Some(speaker.cover(mention.span));
        }
        // One word of title may stand between (`der Vorsitzende Richter Martin Ode`).
        if let Some(mention) = person(speaker.end()) {
            let between = gap(speaker.end(), mention.span.start()).trim();
            let title = between.split_whitespace().count() <= 1 && between.chars().all(char::is_alphabetic);
            if title && between.chars().next().is_none_or(char::is_uppercase) {
                return Some(speaker.cover(mention.span));
            }
        }
    }
    Some(speaker)
}

/// Whether a name stands in apposition to a title that goes on (`der Sprecher der Kammer, Lutz Warneke.`).
fn beside_title(text: &str, gap: &str, name: Span) -> bool {
    const LONGEST: usize = 8;
    let Some(rest) = gap.trim_end().strip_suffix(',') else { return false };
    let words = rest.split_whitespace().count();
    let plain = rest.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’' | '\'' | '\n'));
    let closed =
        text.get(name.end()..).unwrap_or("").trim_start().starts_with([',', '.', ':', ';', '“', '"', '„']);
    rest.starts_with(char::is_whitespace) && (1..=LONGEST).contains(&words) && plain && closed
}

/// The speaker behind a genitive (`Steinrodes Bürgermeisterin Ilona Kersten`): the last name, with the title before it.
fn owned(speaker: Span, text: &str, entities: &Entities) -> Option<Span> {
    let first = entities.mentions.partition_point(|mention| mention.span.end() <= speaker.start());
    let inside = entities.mentions[first..].iter().take_while(|mention| mention.span.start() < speaker.end());
    let mut names = inside.filter(|mention| mention.form == MentionForm::Name);
    let (owner, last) = (names.next()?, names.last()?);
    let kind = entities.list.get(last.entity).map(|entity| entity.kind);
    let genitive = text.get(speaker.start()..owner.span.end())?.ends_with(['s', '’', '\'']);
    let between = text.get(owner.span.end()..last.span.start())?;
    let title = between.trim_start_matches("’s").trim_start_matches("'s");
    let only_title =
        !title.trim().is_empty() && title.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    let owned = title.len() < between.len()
        || title.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let is_speaker = kind == Some(EntityKind::Person) && owner.entity != last.entity;
    let start = last.span.start() - title.trim_start().len();
    (is_speaker && (genitive || title.len() < between.len()) && only_title && owned)
        .then(|| Span::new(start, last.span.end()))
}

/// The entity that a speaker's words name: a name before a role word before a pronoun.
pub(in crate::annotate) fn entity(
    span: Span,
    entities: &Entities,
) -> Option<crate::annotate::entity::EntityId> {
    let first = entities.mentions.partition_point(|mention| mention.span.end() <= span.start());
    let inside = entities.mentions[first..].iter().take_while(|mention| mention.span.start() < span.end());
    let rank = |form: MentionForm| match form {
        MentionForm::Name => 0,
        MentionForm::Role => 1,
        MentionForm::Metonym => 2,
        MentionForm::Pronoun => 3,
        MentionForm::Adjective => 4,
    };
    inside.min_by_key(|mention| rank(mention.form)).map(|mention| mention.entity)
}
