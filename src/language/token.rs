//! Cuts a sentence into words, numbers and marks. What is special in a language (abbreviations, clitics, ordinals with
//! a dot) is data in its `token.toml`; everything else is orthography that languages share.
//!
//! The cut follows Universal Dependencies with two exceptions that suit reading news better: a compound with hyphens
//! is one token (`US-Präsident`), and so is a preposition melted with its article (`im`).

use rustc_hash::FxHashSet;

use serde::Deserialize;

use crate::rule::{Files, Problem};
use crate::text::Span;

/// What the tokenizer knows about one language.
#[derive(Debug, Default)]
pub struct Tokenizer {
    abbreviations: FxHashSet<Box<str>>,
    clitics: Vec<String>,
    splits: Vec<(String, usize)>,
    ordinal_dot: bool,
    apostrophe_after: String,
    apostrophe_joins: bool,
}

/// `token.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    abbreviations: String,
    #[serde(default)]
    clitics: Vec<String>,
    #[serde(default)]
    splits: Vec<String>,
    #[serde(default)]
    ordinal_dot: bool,
    #[serde(default)]
    apostrophe_after: String,
    #[serde(default)]
    apostrophe_joins: bool,
}

impl Tokenizer {
    /// Loads a language's `token.toml`.
    ///
    /// # Errors
    /// When the file is missing or says what it may not say.
    pub fn load(files: &Files, language: &str) -> Result<Self, Problem> {
        let raw: Raw = files.toml(&format!("{language}/token.toml"))?;
        let splits = raw.splits.iter().filter_map(|split| {
            let (first, second) = split.split_once('|')?;
            Some((format!("{first}{second}"), first.len()))
        });
        Ok(Self {
            abbreviations: raw.abbreviations.split_whitespace().map(Box::from).collect(),
            splits: splits.collect(),
            clitics: raw.clitics,
            ordinal_dot: raw.ordinal_dot,
            apostrophe_after: raw.apostrophe_after,
            apostrophe_joins: raw.apostrophe_joins,
        })
    }

    /// Appends the tokens of a sentence to `out`; `sentence` is a range of `text`, and so are the tokens.
    pub fn split(&self, text: &str, sentence: Span, out: &mut Vec<Span>) {
        let words = sentence.of(text);
        let mut scan = Scan { rules: self, text: words, base: sentence.start(), quote_open: false, out };
        let mut at = 0;
        while let Some(c) = scan.at(at) {
            at = if c.is_whitespace() || is_invisible(c) { at + c.len_utf8() } else { scan.token(at, c) };
        }
    }
}

/// One pass over a sentence.
struct Scan<'a> {
    rules: &'a Tokenizer,
    text: &'a str,
    base: usize,
    /// Whether a single quotation mark has been opened: then an apostrophe after a word closes it.
    quote_open: bool,
    out: &'a mut Vec<Span>,
}

impl Scan<'_> {
    fn at(&self, at: usize) -> Option<char> {
        match *self.text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn push(&mut self, from: usize, to: usize) {
        if from < to {
            self.out.push(Span::new(self.base + from, self.base + to));
        }
    }

    /// Reads one token (or a word with its clitics) that starts with `c`; gives where it ends.
    fn token(&mut self, start: usize, c: char) -> usize {
        let next = self.at(start + c.len_utf8());
        if c.is_alphanumeric() {
            let end = self.address(start).unwrap_or_else(|| self.word(start));
            return self.finish_word(start, end);
        }
        let opens = self.before(start).is_none_or(|before| !before.is_alphanumeric());
        let end = match c {
            // `#tag`, `@name`, and the second half of `Minister und -präsidenten`.
            '#' | '@' if opens && next.is_some_and(char::is_alphanumeric) => self.word(start + 1),
            '-' if opens && next.is_some_and(char::is_lowercase) => self.word(start + 1),
            '°' if next.is_some_and(|next| matches!(next, 'C' | 'F')) => start + c.len_utf8() + 1,
            '\'' | '’' | '‘' | '‚' | '`' => return self.single_quote(start, c, opens),
            _ => self.run(start, c),
        };
        self.push(start, end);
        end
    }

    /// A mark, with its repetitions where they make one (`...`, `!!`, `--`).
    fn run(&self, start: usize, c: char) -> usize {
        let mut end = start + c.len_utf8();
        if matches!(c, '.' | '!' | '?' | '-' | '*' | '=' | '_' | '+' | '<' | '>' | '~' | '#' | '|' | '…') {
            let same = |next: char| next == c || (matches!(c, '!' | '?') && matches!(next, '!' | '?'));
            while self.at(end).is_some_and(same) {
                end += c.len_utf8();
            }
        }
        end
    }

    fn single_quote(&mut self, start: usize, c: char, opens: bool) -> usize {
        let mut end = start + c.len_utf8();
        if matches!(c, '\'' | '`') && self.at(end) == Some(c) {
            end += 1;
        } else if opens && self.at(end).is_some_and(char::is_alphanumeric) {
            // A clitic on its own (`'s`) or the start of a quotation.
            if let Some(length) = self.clitic_at(start) {
                self.push(start, start + length);
                return start + length;
            }
            self.quote_open = true;
        } else {
            self.quote_open = false;
        }
        self.push(start, end);
        end
    }

    /// The length of a clitic with apostrophe that makes up the whole word at `start`.
    fn clitic_at(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start..)?;
        let end =
            rest.char_indices().skip(1).find(|(_, c)| !c.is_alphanumeric()).map_or(rest.len(), |(at, _)| at);
        let word = rest.get(..end)?;
        self.rules.clitics.iter().any(|clitic| same_letters(word, clitic)).then_some(end)
    }

    /// Where a web or mail address that starts here ends.
    fn address(&self, start: usize) -> Option<usize> {
        let rest = self.text.get(start..)?;
        let bytes = rest.as_bytes();
        let web = matches!(bytes[0], b'h' | b'H' | b'w' | b'W')
            && ["http://", "https://", "www."].iter().any(|head| {
                bytes.len() > head.len() && bytes[..head.len()].eq_ignore_ascii_case(head.as_bytes())
            });
        let end = if web {
            rest.find(|c: char| c.is_whitespace() || "<>\"„“”«»".contains(c)).unwrap_or(rest.len())
        } else {
            // A mail address: name characters, `@`, a letter. Looked for only as far as name characters go.
            let name = bytes.iter().take(64).take_while(|&&b| is_mail(b)).count();
            if bytes.get(name) != Some(&b'@') || !bytes.get(name + 1).is_some_and(u8::is_ascii_alphanumeric) {
                return None;
            }
            name + 1 + bytes[name + 1..].iter().take_while(|&&b| is_mail(b)).count()
        };
        let kept = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '-']);
        Some(start + kept.len())
    }

    /// The end of a word or number: letters and digits with what joins them.
    fn word(&self, start: usize) -> usize {
        let mut at = start;
        let mut last = ' ';
        while let Some(c) = self.at(at) {
            if !(is_inner(c) || is_joiner(c) && self.joins(start, at, last, c)) {
                break;
            }
            last = c;
            at += c.len_utf8();
        }
        at
    }

    /// Whether the mark `c` at `at` belongs to the word that started at `start` and has `last` before the mark.
    fn joins(&self, start: usize, at: usize, last: char, c: char) -> bool {
        let next = self.at(at + c.len_utf8());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
        let digits = last.is_numeric() && digit(next);
        let letters = last.is_alphabetic() && letter(next);
        let so_far = self.text.get(start..at).unwrap_or("");
        match c {
            // Not `10-12`, but `62-Jährige`, `A-320-200` and `2025-03-04`.
            '-' if digits => so_far.contains(char::is_alphabetic) || self.is_iso_date(start),
            // `Außen- und`; not a dash that sticks to the word before it.
            '-' => match next {
                Some(next) if next.is_alphanumeric() => is_inner(last),
                Some('/') | Some(',') => last.is_alphabetic(),
                Some(next) => next.is_whitespace() && last.is_alphabetic(),
                None => false,
            },
            '.' => {
                digits
                    || (last == '.' && letter(next))
                    || (letters && (next.is_some_and(char::is_lowercase) || so_far.chars().nth(1).is_none()))
                    || (letters
                        && so_far.rsplit('.').next().is_some_and(|part| part.chars().nth(1).is_none()))
            }
            ',' => digits && !so_far.contains(char::is_alphabetic),
            ':' => digits || (letters && next.is_some_and(char::is_lowercase)),
            '*' | '_' | '&' => last.is_alphanumeric() && next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => letters || digits,
            '/' => digits || (letters && so_far.chars().count() <= 2 && self.short_after(at + 1)),
            _ => false,
        }
    }

    /// Whether at most two letters stand here: the second half of `km/h`.
    fn short_after(&self, at: usize) -> bool {
        self.text
            .get(at..)
            .is_some_and(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).take(3).count() < 3)
    }

    fn is_iso_date(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let digits = |range: std::ops::Range<usize>| {
            bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
        };
        digits(0..4)
            && bytes.get(4) == Some(&b'-')
            && digits(5..7)
            && bytes.get(7) == Some(&b'-')
            && digits(8..10)
            && !bytes.get(10).is_some_and(u8::is_ascii_digit)
    }

    /// Pushes a word with the dot or apostrophe that belongs to it, cut before its clitics.
    fn finish_word(&mut self, start: usize, end: usize) -> usize {
        let word = self.text.get(start..end).unwrap_or("");
        match self.at(end) {
            Some('.') if self.keeps_dot(word, end) => {
                self.push(start, end + 1);
                return end + 1;
            }
            Some(c @ ('\'' | '’')) if self.takes_apostrophe(word, end, c) => {
                self.push(start, end + c.len_utf8());
                return end + c.len_utf8();
            }
            _ => {}
        }
        let cut = self.clitic_cut(word);
        self.push(start, start + cut);
        self.push(start + cut, end);
        end
    }

    /// Where a word is cut in two (`do|n't`, `can|not`); its length where it is not.
    fn clitic_cut(&self, word: &str) -> usize {
        if word.contains(['\'', '’']) {
            for clitic in &self.rules.clitics {
                let letters = clitic.chars().count();
                let cut = word.char_indices().rev().nth(letters.saturating_sub(1)).map_or(0, |(at, _)| at);
                if cut > 0 && same_letters(&word[cut..], clitic) {
                    return cut;
                }
            }
        }
        let split = self.rules.splits.iter().find(|(whole, _)| whole.eq_ignore_ascii_case(word));
        split.map_or(word.len(), |&(_, cut)| cut)
    }

    /// Whether the dot at `dot` belongs to the word before it: abbreviations, initials, ordinals.
    fn keeps_dot(&self, word: &str, dot: usize) -> bool {
        let rest = self.text.get(dot + 1..).unwrap_or("");
        if rest.starts_with('.') {
            return false;
        }
        let first = rest.chars().next();
        if first.is_some_and(char::is_alphanumeric) {
            // A missing space after a full stop (`kam.Dann`), or an address that broke off.
            return false;
        }
        // `z.B`, `M.A`, but no address at the end of a sentence.
        let dotted = || word.contains('.') && word.split('.').all(is_short_word);
        if self.rules.abbreviations.contains(word) || dotted() {
            return true;
        }
        let last = !rest.contains(char::is_alphanumeric);
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(only), None) if only.is_alphabetic() => return !last || only.is_uppercase(),
            _ if last => return false,
            _ => {}
        }
        let next_is_lower = rest.trim_start().chars().next().is_some_and(char::is_lowercase);
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return self.rules.ordinal_dot && (word.len() <= 3 || next_is_lower) && first != Some('-');
        }
        self.rules.ordinal_dot && is_roman(word) || self.rules.abbreviations.contains(&*word.to_lowercase())
    }

    /// Whether an apostrophe after a word is its genitive (`Scholz' Rede`), and no closing quotation mark.
    fn takes_apostrophe(&self, word: &str, at: usize, c: char) -> bool {
        !self.quote_open
            && self.rules.apostrophe_joins
            && word.chars().next_back().is_some_and(|last| self.rules.apostrophe_after.contains(last))
            && self.at(at + c.len_utf8()).is_none_or(char::is_whitespace)
    }
}

/// Letters, digits and what is invisible inside a word.
fn is_inner(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphanumeric() || is_invisible(c) || is_combining(c))
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '.' | ',' | ':' | '*' | '_' | '&' | '\'' | '’' | '/')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_mail(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%')
}

/// Up to three letters.
fn is_short_word(part: &str) -> bool {
    part.chars().count() <= 3 && part.chars().all(char::is_alphabetic)
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether two words have the same letters, upper or lower case, whatever apostrophe they use.
fn same_letters(word: &str, clitic: &str) -> bool {
    let plain = |c: char| if c == '’' { '\'' } else { c.to_ascii_lowercase() };
    word.chars().map(plain).eq(clitic.chars())
}
