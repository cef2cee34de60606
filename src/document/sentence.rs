//! Where sentences end: at full stops that are no part of an abbreviation, an ordinal, an initial or a date.

use super::join::{is_closing, is_opening};
use super::list::{Mark, marks};
use super::rules::{Abbreviation, LanguageRules};
use super::start::is_bullet;
use crate::text::Span;

/// Longer sentences are cut: no reader of words has to cope with more.
const LONGEST_SENTENCE: usize = 30_000;
/// How far the look at a word goes, so that the work stays linear whatever the text.
const LONGEST_WORD: usize = 48;

/// The sentences of a range of the text, without the blanks between them.
pub(super) fn split(text: &str, span: Span, rules: &LanguageRules) -> Vec<Span> {
    let block = span.of(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let bytes = block.as_bytes();
    let bullet = block.chars().next().filter(|&c| is_bullet(c));
    let marks = marks(block, rules.ordinals);
    let mut items = marks.iter().peekable();
    while at < bytes.len() {
        if let Some(Mark { start: item, end }) = items.next_if(|mark| mark.start <= at) {
            add(&mut sentences, block, start, *item, span);
            start = *item;
            at = *end;
            continue;
        }
        // Full stops, exclamation and question marks; `…` and bullets (E2); `。` (E3) and `．` (EF).
        if !matches!(bytes[at], b'.' | b'!' | b'?' | 0xe2 | 0xe3 | 0xef) {
            at += 1;
            continue;
        }
        let c = block[at..].chars().next().unwrap_or(' ');
        if is_terminator(c) {
            let stop = Stop::read(block, at);
            at = stop.end;
            if let Some((end, next)) = stop.boundary(block, start, rules) {
                add(&mut sentences, block, start, end, span);
                start = next;
                at = next;
            }
        } else {
            if Some(c) == bullet && at > start && block[..at].ends_with(' ') {
                add(&mut sentences, block, start, at, span);
                start = at;
            }
            at += c.len_utf8();
        }
    }
    add(&mut sentences, block, start, block.len(), span);
    sentences
}

/// Adds a sentence, cut where it is too long.
fn add(sentences: &mut Vec<Span>, block: &str, start: usize, end: usize, span: Span) {
    let mut rest = block.get(start..end).unwrap_or("").trim();
    let mut at = end - block[start..end].trim_start().len();
    while rest.len() > LONGEST_SENTENCE {
        let mut limit = LONGEST_SENTENCE;
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let cut = rest[..limit].rfind(' ').filter(|&cut| cut > 0).unwrap_or(limit);
        sentences.push(Span::new(at, at + cut).shift(span.start()));
        let left = rest[cut..].trim_start();
        at += rest.len() - left.len();
        rest = left;
    }
    if !rest.is_empty() {
        sentences.push(Span::new(at, at + rest.len()).shift(span.start()));
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '．' | '。')
}

/// Sentence-final punctuation with what belongs to it.
struct Stop {
    /// Where it begins.
    at: usize,
    /// Where it ends, closing quotation marks and footnote marks included.
    end: usize,
    /// How many marks it has, `…` being three.
    marks: usize,
    /// Whether a single full stop is all it is.
    single: bool,
    /// Whether it has an exclamation or question mark, or a full stop that stands nowhere but at an end.
    strong: bool,
    /// Whether a quotation mark or bracket closes behind it.
    closed: bool,
}

impl Stop {
    fn read(block: &str, at: usize) -> Self {
        let (mut end, mut marks, mut strong) = (at, 0, false);
        while let Some(c) = block[end..].chars().next() {
            if is_terminator(c) {
                marks += if c == '…' { 3 } else { 1 };
                strong |= !matches!(c, '.' | '…');
                end += c.len_utf8();
            } else if marks > 0
                && !strong
                && block[end..].starts_with(" .")
                && !block[end + 2..].starts_with(char::is_alphanumeric)
            {
                // An ellipsis with blanks: `. . .`
                end += 1;
            } else {
                break;
            }
        }
        let before = end;
        while let Some(c) = block[end..].chars().next().filter(|&c| is_closing(c)) {
            end += c.len_utf8();
        }
        let closed = end > before;
        while let Some(mark) = footnote(&block[end..]) {
            end += mark;
        }
        Self { at, end, marks, single: marks == 1 && !strong, strong, closed }
    }

    /// Where the sentence from `start` ends and the next begins, if it ends here.
    fn boundary(&self, block: &str, start: usize, rules: &LanguageRules) -> Option<(usize, usize)> {
        let mut end = self.end;
        let rest = &block[end..];
        if rest.is_empty() {
            return None;
        }
        if block[self.at..].starts_with(['．', '。']) {
            return Some((end, end));
        }
        if !rest.starts_with(' ') {
            if self.lacks_blank(block, start, rules) {
                return Some((end, end));
            }
            // A footnote's number stands directly behind: `… in practice.11 12 Another …`
            end += self.bare_footnote(block)?;
        }
        let next = end + 1;
        if is_reference(&block[next..]) {
            return None;
        }
        let follows = Follows::read(&block[next..]);
        match follows.kind {
            Kind::Lower | Kind::Mark => return None,
            Kind::Upper | Kind::Digit | Kind::Other => {}
        }
        if self.strong {
            return Some((end, next));
        }
        if !self.single {
            // `Das ist … Unsinn`: a blank before the dots, and no word behind that begins sentences.
            // A single letter (`I`) is no witness: it is always a capital.
            let starts = follows.word.len() > 1 && follows.is_starter(rules);
            let inside = self.marks == 3 && block[..self.at].ends_with(' ') && !starts;
            return (!inside).then_some((end, next));
        }
        if self.closed {
            return Some((end, next));
        }
        ends_at_stop(block, start, self.at, &follows, rules).then_some((end, next))
    }

    /// Whether only the blank is missing: `… endete.Der …`. Addresses have no words that begin sentences.
    fn lacks_blank(&self, block: &str, start: usize, rules: &LanguageRules) -> bool {
        let word = &block[word_start(block, start, self.at)..self.at];
        let follows = Follows::read(&block[self.end..]);
        self.single
            && !self.closed
            && word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            && word.len() > 1
            && !word.contains(['@', ':', '.', '_'])
            && follows.kind == Kind::Upper
            && !block[self.end..].starts_with(is_opening)
            && (follows.after == Some(' ') && follows.is_starter(rules) || follows.is_title(rules))
    }

    /// The length of a footnote's bare number behind a word of some length or a bracket.
    fn bare_footnote(&self, block: &str) -> Option<usize> {
        let before = &block.as_bytes()[..self.at];
        let word = before.iter().rev().take_while(|b| b.is_ascii_lowercase()).count();
        if !self.single || (word < 4 && !before.ends_with(b")")) {
            return None;
        }
        let rest = &block.as_bytes()[self.end..];
        let mut length = rest.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        while rest.get(length) == Some(&b' ') {
            let more = rest[length + 1..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            if more == 0 {
                break;
            }
            length += 1 + more;
        }
        (rest.get(length) == Some(&b' ')).then_some(length)
    }
}

/// Whether a remark in brackets follows that the sentence's own full stop closes: `„…“ (Seite 12).`
fn is_reference(rest: &str) -> bool {
    let Some(close) = rest.bytes().take(80).position(|b| b == b')') else { return false };
    rest.starts_with('(') && rest[close + 1..].starts_with('.') && !rest[..close].ends_with(['.', '!', '?'])
}

/// The length of a footnote mark in brackets: `[7]`.
fn footnote(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// What stands behind a full stop and a blank.
struct Follows<'text> {
    /// The first word, without quotation marks, brackets and dashes before it.
    word: &'text str,
    /// What stands directly behind that word.
    after: Option<char>,
    kind: Kind,
}

/// How the next words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Upper,
    Lower,
    Digit,
    /// A comma or the like: the sentence goes on.
    Mark,
    Other,
}

impl<'text> Follows<'text> {
    fn read(rest: &'text str) -> Self {
        let lead = rest
            .char_indices()
            .take(6)
            .find(|&(_, c)| !(is_opening(c) || matches!(c, '-' | '–' | '—' | ' ' | '_' | '*')))
            .map_or(rest.len(), |(at, _)| at);
        let begins = &rest[lead..];
        let length = begins
            .char_indices()
            .take(LONGEST_WORD)
            .find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
            .map_or(begins.len().min(LONGEST_WORD), |(at, _)| at);
        let word = begins.get(..length).unwrap_or("");
        let kind = match begins.chars().next() {
            Some(c) if c.is_lowercase() => Kind::Lower,
            Some(c) if c.is_numeric() => Kind::Digit,
            Some(c) if c.is_alphabetic() => Kind::Upper,
            Some(',' | ';' | ':') => Kind::Mark,
            _ => Kind::Other,
        };
        Self { word, after: begins[word.len()..].chars().next(), kind }
    }

    fn is_starter(&self, rules: &LanguageRules) -> bool {
        // `A. Smith`: a single letter with a full stop is an initial.
        let initial = self.after == Some('.') && self.word.chars().count() == 1;
        !initial && rules.starters.contains(&self.word.to_lowercase())
    }

    /// Whether an abbreviation that never ends a sentence follows, a title for instance.
    fn is_title(&self, rules: &LanguageRules) -> bool {
        self.after == Some('.')
            && rules.abbreviations.get(&self.word.to_lowercase()) == Some(&Abbreviation::NeverLast)
    }

    fn is_roman(&self) -> bool {
        is_roman(self.word)
    }
}

/// Whether a single full stop, followed by a capital or a number, ends the sentence.
fn ends_at_stop(block: &str, start: usize, at: usize, follows: &Follows<'_>, rules: &LanguageRules) -> bool {
    let word_start = word_start(block, start, at);
    let word = block.get(word_start..at).unwrap_or("");
    let first_in_sentence =
        block.get(start..word_start).is_some_and(|before| !before.contains(char::is_alphanumeric));
    if word.is_empty() || word.len() >= LONGEST_WORD {
        return true;
    }
    if word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        // `1. Planen`: the number of an item.
        if first_in_sentence && word.len() <= 2 {
            return false;
        }
        return !rules.ordinals || !is_ordinal(block, start, word_start, word, follows, rules);
    }
    if let Some(meaning) = abbreviation(block, start, word_start, word, rules) {
        let number = follows.kind == Kind::Digit || follows.is_roman();
        return match meaning {
            Abbreviation::NeverLast => false,
            Abbreviation::MayBeLast => follows.is_starter(rules),
            Abbreviation::BeforeNumber if is_initial(word) => follows.is_starter(rules),
            Abbreviation::BeforeNumber => !number,
            Abbreviation::Clock => {
                let zone = follows.word.len() <= 4 && !follows.word.contains(char::is_lowercase);
                follows.is_starter(rules)
                    || !(zone
                        || follows.is_title(rules)
                        || rules.calendar.contains(&follows.word.to_lowercase()))
            }
        };
    }
    if is_initial(word) {
        return !first_in_sentence && follows.is_starter(rules);
    }
    if rules.ordinals && word.len() > 1 && is_roman(word) {
        return follows.is_starter(rules);
    }
    // `Hptm.`: no vowels, so it is an abbreviation that nobody listed.
    let unspeakable = !word
        .chars()
        .any(|c| !c.is_ascii() || matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    if unspeakable && word.bytes().all(|b| b.is_ascii_alphabetic()) && word.contains(char::is_lowercase) {
        return follows.is_starter(rules);
    }
    true
}

/// Where the word before a full stop begins.
fn word_start(block: &str, start: usize, at: usize) -> usize {
    let mut begin = at;
    for c in block[start..at].chars().rev().take(LONGEST_WORD) {
        if c == ' ' || is_opening(c) && c != '\'' && c != '’' || matches!(c, '–' | '—' | '/' | '|') {
            break;
        }
        begin -= c.len_utf8();
    }
    begin
}

/// A letter, or letters with full stops between them: `K`, `J.C`.
fn is_initial(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    })
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

/// What is known of the abbreviation that ends in `word`, its earlier parts included (`z. B.`).
fn abbreviation(
    block: &str,
    start: usize,
    word_start: usize,
    word: &str,
    rules: &LanguageRules,
) -> Option<Abbreviation> {
    let mut joined = word.to_lowercase();
    let mut found = rules.abbreviations.get(&joined).copied();
    let mut begin = word_start;
    for _ in 0..3 {
        let Some(before) = block.get(start..begin).and_then(|before| before.strip_suffix(". ")) else {
            break;
        };
        let stop = start + before.len();
        let part_start = self::word_start(block, start, stop);
        let part = &block[part_start..stop];
        if part.is_empty() || part.chars().count() > 3 || !part.chars().all(char::is_alphabetic) {
            break;
        }
        joined = format!("{}.{joined}", part.to_lowercase());
        found = rules.abbreviations.get(&joined).copied().or(found);
        begin = part_start;
    }
    found
}

/// Whether digits with a full stop are an ordinal or a part of a date, the next word being `follows`.
fn is_ordinal(
    block: &str,
    start: usize,
    word_start: usize,
    word: &str,
    follows: &Follows<'_>,
    rules: &LanguageRules,
) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    if parts.iter().any(|part| part.len() > 3 || part.is_empty()) {
        return false;
    }
    if follows.kind == Kind::Digit {
        return parts.len() == 1;
    }
    if rules.calendar.contains(&follows.word.to_lowercase()) {
        return true;
    }
    if follows.is_starter(rules) {
        return false;
    }
    match parts.len() {
        // `am 12.03. Beginn`
        2 => parts[0].len() <= 2 && parts[1].len() <= 2,
        // `ihr 3. Sieg`, but `auf Seite 12. Experten …`: a noun before it makes it a number.
        1 => {
            let before = block.get(start..word_start).unwrap_or("").trim_end();
            let last = before.rsplit(' ').next().unwrap_or("");
            let first_word = last.len() == before.len();
            last.is_empty() || first_word || !last.starts_with(char::is_uppercase)
        }
        _ => false,
    }
}
