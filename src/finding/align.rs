//! Two runs of words laid side by side: what they share in order, and what stands between.

use crate::claim::concept::Concepts;
use crate::claim::pattern::Keys;
use crate::language::{Pos, Sentence};
use crate::subject::Article;
use crate::text::Span;

/// Words beyond which a run is not aligned: the work grows with the product of both lengths.
const LONGEST: usize = 160;

/// A word of a run.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Lower-case lemma.
    pub(super) lemma: Box<str>,
    /// Lower-case form.
    pub(super) form: Box<str>,
    /// What it can mean.
    pub(super) terms: Vec<crate::claim::concept::Term>,
    /// Part of speech.
    pub(super) pos: Pos,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it negates its clause or phrase.
    pub(super) negates: bool,
}

impl Word {
    /// Whether two words are one, inflected or not.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.form == other.form || self.lemma == other.lemma
    }

    /// Whether it says what the run is about.
    pub(super) fn is_content(&self) -> bool {
        matches!(self.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num | Pos::X)
    }
}

/// The words of an article that a range covers, punctuation left out.
pub(super) fn words(article: &Article<'_>, concepts: &Concepts, range: Span) -> Vec<Word> {
    let text = article.document.text();
    let sentences = &article.reading.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end() <= range.start());
    let mut words = Vec::new();
    for sentence in sentences[first..].iter().take_while(|sentence| sentence.span.start() < range.end()) {
        let keys = Keys::new(sentence, text);
        for (index, token) in sentence.tokens.iter().enumerate() {
            let Ok(at) = u16::try_from(index) else { break };
            let is_word = token.pos != Pos::Punct && token.span.of(text).chars().any(char::is_alphanumeric);
            if !is_word || !range.contains(token.span) {
                continue;
            }
            let key = keys.get(at);
            words.push(Word {
                lemma: key.lemma.clone(),
                form: key.form.clone(),
                terms: concepts.terms(sentence.language, key),
                pos: token.pos,
                span: token.span,
                negates: negates(sentence, at),
            });
            if words.len() == LONGEST {
                return words;
            }
        }
    }
    words
}

fn negates(sentence: &Sentence, token: u16) -> bool {
    sentence.clauses.iter().any(|clause| clause.negations.contains(&token))
}

/// The longest sequence of words that both runs have in the same order, as pairs of indices.
pub(super) fn common(a: &[Word], b: &[Word], same: impl Fn(&Word, &Word) -> bool) -> Vec<(usize, usize)> {
    // Longest common subsequence; length[i][j] is that of a[i..] and b[j..].
    let width = b.len() + 1;
    let mut length = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i * width + j] = if same(&a[i], &b[j]) {
                length[(i + 1) * width + j + 1] + 1
            } else {
                length[(i + 1) * width + j].max(length[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        if same(&a[i], &b[j]) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What stands between two neighbouring common words on either side, as index ranges. Only gaps with something in
/// them, and only those that have common words on both sides.
pub(super) fn gaps(pairs: &[(usize, usize)]) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    pairs
        .windows(2)
        .map(|pair| (pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1))
        .filter(|(a, b)| !a.is_empty() || !b.is_empty())
        .collect()
}

/// Like [`gaps`], with what stands before the first and after the last common word, where both sides have something
/// there.
pub(super) fn all_gaps(
    pairs: &[(usize, usize)],
    len_a: usize,
    len_b: usize,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut all = gaps(pairs);
    if let (Some(&(first_a, first_b)), Some(&(last_a, last_b))) = (pairs.first(), pairs.last()) {
        let edges = [(0..first_a, 0..first_b), (last_a + 1..len_a, last_b + 1..len_b)];
        all.extend(edges.into_iter().filter(|(a, b)| !a.is_empty() && !b.is_empty()));
    }
    all
}

/// The words of a gap, or its neighbours where one side has nothing there.
pub(super) fn around(words: &[Word], gap: std::ops::Range<usize>) -> Span {
    let range = if gap.is_empty() { gap.start.saturating_sub(1)..gap.end + 1 } else { gap };
    let range = range.start..range.end.min(words.len());
    match (words.get(range.start), words.get(range.end.saturating_sub(1))) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::new(0, 0),
    }
}
