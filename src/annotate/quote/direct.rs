//! What stands between marks: an utterance, a few words, or only a name; and who said it.

use super::marks::Marked;
use super::speaker::{Said, Saying};
use super::{Draft, QuoteKind, View};
use crate::language::{Pos, Token, VerbForm};

/// Words that a title in marks has at most.
const TITLE_WORDS: usize = 5;

/// Reads every marked stretch.
pub(super) fn read(view: &View<'_>, marked: &[Marked]) -> Vec<Draft> {
    marked.iter().filter_map(|marked| Piece::new(view, marked)).map(Piece::read).collect()
}

/// A marked stretch with its surroundings.
struct Piece<'a> {
    view: &'a View<'a>,
    marked: &'a Marked,
    /// Index of the sentence in which it begins.
    first: usize,
    /// Index of the sentence in which it ends.
    last: usize,
    words: usize,
    /// Whether it has a finite verb.
    verb: bool,
}

impl<'a> Piece<'a> {
    fn new(view: &'a View<'a>, marked: &'a Marked) -> Option<Self> {
        let first = view.sentence_at(marked.words.start());
        let last = view.sentence_at(marked.words.end().saturating_sub(1)).max(first);
        view.sentence(first)?;
        let mut piece = Self { view, marked, first, last, words: 0, verb: false };
        for index in first..=last {
            let tokens = view.sentence(index).map_or(&[][..], |sentence| &sentence.tokens);
            let start = tokens.partition_point(|token| token.span.end() <= marked.words.start());
            for token in tokens[start..].iter().take_while(|token| token.span.start() < marked.words.end()) {
                piece.words += usize::from(token.pos != Pos::Punct);
                piece.verb |= is_finite(token);
            }
        }
        Some(piece)
    }

    fn read(self) -> Draft {
        let marked = self.marked;
        let (kind, said) = self.judge();
        Draft {
            span: marked.span,
            words: marked.words,
            kind,
            said,
            sure: said.is_some_and(|said| said.speaker.is_some()),
            block: marked.block,
            sentence: self.first,
            last_sentence: self.last,
            depth: marked.depth,
            continues: marked.continues,
            joined: marked.continues,
        }
    }

    fn judge(&self) -> (QuoteKind, Option<Said>) {
        let inner = self.marked.words.of(self.view.text).trim();
        let ended = inner.ends_with(['.', '!', '?', '…', ',']);
        if self.is_named() {
            return (QuoteKind::Name, None);
        }
        if self.marked.depth > 0 {
            let kind = if self.verb && self.words > 2 { QuoteKind::Direct } else { QuoteKind::Name };
            return (kind, None);
        }
        // A quote of its own: it starts its sentence, follows a colon, or is several sentences long.
        let lead = self.lead();
        let colon = lead.ends_with(':');
        let opens = lead.is_empty() || colon;
        let capital =
            inner.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '‚' || c == '‘');
        let whole = (opens && capital || self.last > self.first || self.marked.continues)
            && (self.verb || ended || colon || self.comma_follows());
        let led = ended && capital && self.verb;
        if whole || led {
            let said = self.behind().or_else(|| self.before(colon));
            return (QuoteKind::Direct, said);
        }
        let said = self.within();
        let kind = if said.is_some_and(|said| said.speaker.is_some()) || self.words > TITLE_WORDS || self.verb
        {
            QuoteKind::Fragment
        } else {
            QuoteKind::Name
        };
        (kind, said.filter(|_| kind == QuoteKind::Fragment))
    }

    /// The text of the sentence before the quote.
    fn lead(&self) -> &'a str {
        let start = self.view.sentence(self.first).map_or(0, |sentence| sentence.span.start());
        let lead = self.view.text.get(start..self.marked.span.start()).unwrap_or("").trim();
        if !lead.is_empty() || self.first == 0 || !self.view.same_block(self.first - 1, self.first) {
            return lead;
        }
        // A sentence may have been cut off behind its colon.
        let before =
            self.view.sentence(self.first - 1).map_or("", |before| before.span.of(self.view.text)).trim();
        if before.ends_with(':') { before } else { lead }
    }

    fn comma_follows(&self) -> bool {
        let rest = self.view.text.get(self.marked.span.end()..).unwrap_or("").trim_start();
        rest.starts_with(',')
    }

    /// Whether the words before the marks make a name of what is in them.
    fn is_named(&self) -> bool {
        let Some(saying) = self.view.saying(self.first) else { return false };
        let Some(before) = self.token_before(&saying).checked_sub(1) else { return false };
        let token = &saying.sentence.tokens[before];
        let word = token.span.of(self.view.text);
        let lexicon = saying.lexicon;
        if lexicon.so_called.contains(&*word.to_lowercase()) {
            return self.words <= TITLE_WORDS;
        }
        let noun = matches!(token.pos, Pos::Noun | Pos::Propn);
        // `Sparprogramm`: the end of a compound decides.
        let head = || {
            let lower = word.to_lowercase();
            lexicon.naming.iter().any(|naming| naming.len() > 3 && lower.ends_with(&*naming.to_lowercase()))
        };
        let named = lexicon.naming.contains(&*token.lemma) || lexicon.naming.contains(word) || head();
        noun && named && self.words <= 2 * TITLE_WORDS
    }

    /// Index of the first token of the quote in the sentence in which it begins.
    fn token_before(&self, saying: &Saying<'_>) -> usize {
        saying.sentence.tokens.partition_point(|token| token.span.end() <= self.marked.span.start())
    }

    /// A speaker named behind the quote.
    fn behind(&self) -> Option<Said> {
        let end = self.marked.span.end();
        let saying = self.view.saying(self.last)?;
        let from = saying.sentence.tokens.partition_point(|token| token.span.end() <= end);
        let rest = saying.sentence.tokens.get(from..).unwrap_or(&[]);
        if rest.iter().any(|token| token.pos != Pos::Punct) {
            return saying.behind(from);
        }
        // `„Wirklich?“ fragte sie.`: the sentence may end at the quote's own mark.
        let next = self.last + 1;
        let saying = self.view.same_block(self.last, next).then(|| self.view.saying(next)).flatten()?;
        let first = saying.sentence.tokens.first()?;
        let small = first.span.of(self.view.text).chars().next().is_some_and(char::is_lowercase);
        small.then(|| saying.behind(0)).flatten()
    }

    /// A speaker named before the quote.
    fn before(&self, colon: bool) -> Option<Said> {
        let saying = self.view.saying(self.first)?;
        let end = self.token_before(&saying);
        if end > 0 {
            let words = &saying.sentence.tokens[..end];
            let open = words.last().is_some_and(|last| matches!(last.span.of(self.view.text), ":" | ","));
            return if open { saying.before(end).or_else(|| saying.led(end)) } else { None };
        }
        let before = self.first.checked_sub(1).filter(|_| colon)?;
        let saying = self.view.saying(before)?;
        let end = saying.sentence.tokens.len();
        saying.before(end).or_else(|| saying.led(end))
    }

    /// The speaker of a few words inside a sentence of the article: beside them, or of the sentence's verb of saying.
    fn within(&self) -> Option<Said> {
        let saying = self.view.saying(self.first)?;
        let start = self.token_before(&saying);
        let end = saying.sentence.tokens.partition_point(|token| token.span.end() <= self.marked.span.end());
        let tokens = &saying.sentence.tokens;
        if let Some(said) = self.behind_fragment(&saying, end) {
            return Some(said);
        }
        // The verb of saying nearest before, else the nearest behind.
        if let Some(said) = saying.before(start) {
            return Some(said);
        }
        let verb = (end..tokens.len()).find(|&at| saying.quotes(at));
        verb.and_then(|verb| saying.of_verb(verb)).or_else(|| saying.according().map(|(said, _)| said))
    }

    /// `… „mit Augenmaß“, sagte sie`
    fn behind_fragment(&self, saying: &Saying<'_>, end: usize) -> Option<Said> {
        let comma = saying.sentence.tokens.get(end)?.span.of(self.view.text) == ",";
        comma.then(|| saying.behind(end)).flatten()
    }
}

fn is_finite(token: &Token) -> bool {
    let verb = matches!(token.pos, Pos::Verb | Pos::Aux);
    verb && (token.morph.form == Some(VerbForm::Finite) || token.morph.form.is_none())
}
