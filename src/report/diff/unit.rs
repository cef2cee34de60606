//! Cuts an article into assertions: sentences, and the main clauses of those that hold several.

use rustc_hash::FxHashMap;

use crate::annotate::factuality::Status;
use crate::annotate::quantity::Quantity;
use crate::annotate::quote::QuoteKind;
use crate::annotate::time::Time;
use crate::document::BlockKind;
use crate::language::{Pos, Sentence, Tense};
use crate::subject::{Article, LexemeId, Scene};
use crate::text::Span;

/// A part of a sentence stands for itself only with so many words that say something.
const LEAST_WORDS: usize = 3;

/// An assertion.
#[derive(Debug)]
pub struct Unit<'a> {
    /// Where it stands in the reading text.
    pub span: Span,
    /// Its words, without punctuation, in order.
    pub words: Vec<UnitWord>,
    /// Its numbers.
    pub quantities: Vec<&'a Quantity>,
    /// Its times.
    pub times: Vec<&'a Time>,
    /// What its first clause with a verb commits itself to, with the words that tell.
    pub commitment: Option<(Commitment, Span)>,
    /// Its words in lower case: what two units share word for word.
    pub plain: String,
}

/// What an assertion commits its article to, as far as two versions can be told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commitment {
    /// It has happened.
    Past,
    /// It is so, or is to be so: of a plan, both are said.
    Ahead,
    /// It was called off or put off.
    Off,
    /// Somebody denies it.
    Denied,
    /// Somebody demands it.
    Demanded,
    /// The article leaves it open.
    Open,
}

impl Commitment {
    fn of(status: Status, tense: Option<Tense>) -> Self {
        match status {
            Status::Fact | Status::UnderWay => match tense {
                Some(Tense::Past | Tense::Perfect | Tense::Pluperfect) => Self::Past,
                Some(Tense::Present | Tense::Future) | None => Self::Ahead,
            },
            Status::Planned => Self::Ahead,
            Status::Postponed | Status::Cancelled => Self::Off,
            Status::Denied => Self::Denied,
            Status::Demanded => Self::Demanded,
            Status::Possible | Status::Conditional | Status::Accused | Status::Presumed => Self::Open,
        }
    }
}

/// A word of an assertion.
#[derive(Clone, Copy, Debug)]
pub struct UnitWord {
    /// Where it stands.
    pub span: Span,
    /// What it means, where it is more than grammar; of a name, on each of its words.
    pub meaning: Option<LexemeId>,
    /// How much it says, from 0 to 1.
    pub weight: f32,
    /// Whether it names or means somebody or something.
    pub is_name: bool,
    /// Whether it denies something.
    pub negates: bool,
    /// Whether it is a numeral.
    pub is_number: bool,
}

/// The assertions of an article, in the order of the text.
pub fn units<'a>(scene: &Scene<'a>, article: usize) -> Vec<Unit<'a>> {
    let read = &scene.dossier[article];
    let mut units = Vec::new();
    for (index, sentence) in read.reading.sentences.iter().enumerate() {
        let block = read.document.blocks.get(sentence.block);
        let told = block.is_some_and(|block| block.kind.is_story() && block.kind != BlockKind::Kicker);
        // A question asserts nothing.
        if told && !sentence.span.of(read.document.text()).ends_with('?') {
            for (start, end) in parts(read, scene, article, index, sentence) {
                units.extend(unit(scene, article, index, sentence, start..end));
            }
        }
    }
    units
}

/// The runs of tokens that stand for themselves.
fn parts(
    read: &Article<'_>,
    scene: &Scene<'_>,
    article: usize,
    index: usize,
    sentence: &Sentence,
) -> Vec<(u16, u16)> {
    let end = u16::try_from(sentence.tokens.len()).unwrap_or(u16::MAX);
    let quoted = || {
        let mut quotes = within(&read.annotations.quotes, sentence.span, |quote| quote.span);
        quotes.any(|quote| quote.kind == QuoteKind::Direct)
    };
    if sentence.clauses.len() < 2 || quoted() {
        return vec![(0, end)];
    }
    let root = |mut id: usize| {
        // Parents lie within the sentence; a chain is never longer than there are clauses.
        for _ in 0..sentence.clauses.len() {
            match sentence.clauses[id].parent {
                Some(parent) if parent < sentence.clauses.len() => id = parent,
                Some(_) | None => break,
            }
        }
        id
    };
    let mut owner: FxHashMap<u16, usize> = FxHashMap::default();
    for (id, clause) in sentence.clauses.iter().enumerate() {
        owner.extend(clause.tokens.iter().map(|token| (*token, root(id))));
    }
    let words = scene.lexemes.words(article, index);
    let weight =
        |start: u16, end: u16| words.iter().filter(|word| (start..end).contains(&word.token)).count();
    // A cut lies where one main clause ends and another begins that has not begun before.
    let mut cuts = vec![0];
    let mut begun: Vec<usize> = Vec::new();
    let mut current = None;
    for token in 0..end {
        let Some(&root) = owner.get(&token) else { continue };
        if current == Some(root) {
            continue;
        }
        if begun.contains(&root) {
            // The clauses are interleaved: nothing behind the earlier one's beginning can be cut off.
            return vec![(0, end)];
        }
        if current.is_some() {
            cuts.push(token);
        }
        begun.push(root);
        current = Some(root);
    }
    let mut parts: Vec<(u16, u16)> = Vec::new();
    for (at, &start) in cuts.iter().enumerate() {
        let stop = cuts.get(at + 1).copied().unwrap_or(end);
        let light = weight(start, stop) < LEAST_WORDS;
        match parts.last_mut() {
            Some(last) if light || weight(last.0, last.1) < LEAST_WORDS => last.1 = stop,
            Some(_) | None => parts.push((start, stop)),
        }
    }
    parts
}

fn unit<'a>(
    scene: &Scene<'a>,
    article: usize,
    index: usize,
    sentence: &Sentence,
    tokens: std::ops::Range<u16>,
) -> Option<Unit<'a>> {
    let read = &scene.dossier[article];
    let text = read.document.text();
    let whole = usize::from(tokens.end) == sentence.tokens.len();
    let span = if tokens.start == 0 && whole {
        sentence.span
    } else {
        let cover = sentence.cover(tokens.clone());
        trimmed(text, cover)
    };
    let meanings = scene.lexemes.words(article, index);
    let negations: Vec<u16> =
        sentence.clauses.iter().flat_map(|clause| clause.negations.iter().copied()).collect();
    let mut words: Vec<UnitWord> = Vec::new();
    let mut name: Option<Span> = None;
    for at in tokens.clone() {
        let token = &sentence.tokens[usize::from(at)];
        if token.pos == Pos::Punct {
            continue;
        }
        let meaning = meanings.iter().find(|word| word.span.overlaps(token.span));
        // A name of several words is one.
        if let Some(last) = words.last_mut()
            && meaning.is_some_and(|word| name == Some(word.span))
        {
            last.span = last.span.cover(token.span);
            continue;
        }
        name = meaning.map(|word| word.span);
        words.push(UnitWord {
            span: token.span,
            meaning: meaning.map(|word| word.lexeme),
            weight: meaning.map_or(0.0, |word| scene.lexemes.weight(word.lexeme)),
            is_name: meaning.is_some_and(|word| scene.lexemes.name(word.lexeme).is_some()),
            negates: negations.contains(&at),
            is_number: token.pos == Pos::Num || token.span.of(text).starts_with(|c: char| c.is_ascii_digit()),
        });
    }
    // `Ja.`, `* * *`
    if words.iter().all(|word| word.meaning.is_none() && !word.is_number) {
        return None;
    }
    let plain: Vec<String> = words.iter().map(|word| word.span.of(text).to_lowercase()).collect();
    let judged = read.annotations.factuality.get(index).map_or(&[][..], Vec::as_slice);
    let commitment = sentence.clauses.iter().zip(judged).find_map(|(clause, factuality)| {
        let verb = clause.verb.as_ref()?;
        let cover = sentence.tokens.get(usize::from(verb.finite.unwrap_or(verb.main)))?.span;
        let commitment = Commitment::of(factuality.status, verb.tense);
        tokens.contains(&verb.main).then(|| (commitment, factuality.cue.unwrap_or(cover)))
    });
    Some(Unit {
        span,
        quantities: within(&read.annotations.quantities, span, |quantity| quantity.number).collect(),
        times: within(&read.annotations.times, span, |time| time.span).collect(),
        commitment,
        plain: plain.join(" "),
        words,
    })
}

/// The items of a list in the order of the text that touch a range.
fn within<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span + Copy) -> impl Iterator<Item = &T> {
    let first = list.partition_point(|item| of(item).end() <= span.start());
    let rest = list[first..].iter();
    rest.take_while(move |item| of(item).start() < span.end()).filter(move |item| of(item).overlaps(span))
}

/// Without the commas and conjunctions' spaces that join it to its neighbours.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '–' | '-' | ':');
    let start = words.len() - words.trim_start_matches(is_edge).len();
    let end = words.trim_end_matches(is_edge).len();
    if start < end { Span::new(span.start() + start, span.start() + end) } else { span }
}
