//! Which lines are one paragraph: text wrapped at a width, words split at a hyphen, pages that ended in mid-sentence.

use super::lines::{Line, is_unseen};
use super::rules::Rules;
use super::stamp;
use super::start::{Start, starts};
use crate::text::Prose;
use crate::text::{FileSpan, Span};

/// What stands between a line and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// The next line begins a block of its own.
    Break,
    /// A space.
    Space,
    /// Nothing, and the hyphen falls: `Minis-⏎ter`.
    Drop,
    /// Nothing, and the hyphen stays: `Nord-⏎Süd`.
    Keep,
}

/// The width at which a text was wrapped; `None` for text with one line per paragraph.
pub(super) fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let total: usize = lines.iter().map(|line| line.width).sum();
    let long: usize = lines.iter().map(|line| line.width).filter(|&width| width > LONGEST_WRAPPED).sum();
    if long * 2 > total {
        return None;
    }
    // The widest line but for a few: a heading or an address may stick out.
    let mut counts = [0usize; LONGEST_WRAPPED + 1];
    let mut wrapped = 0;
    for line in lines.iter().filter(|line| line.width <= LONGEST_WRAPPED) {
        counts[line.width] += 1;
        wrapped += 1;
    }
    let mut above = wrapped / 20;
    let mut width = LONGEST_WRAPPED;
    while width > 0 {
        if counts[width] > above {
            break;
        }
        above -= counts[width];
        width -= 1;
    }
    if width < NARROWEST_WRAPPED {
        return None;
    }
    // Somewhere a sentence has to run from one full line into the next.
    let (mut run_on, mut pairs) = (0, 0);
    for pair in lines.windows(2).filter(|pair| pair[1].gap == 0) {
        pairs += 1;
        let full = pair[0].width + 1 + first_word(pair[1].of(text)).chars().count() > width * 3 / 4;
        if full && !ends_sentence(pair[0].of(text)) {
            run_on += 1;
        }
    }
    (run_on >= 2 && run_on * 3 >= pairs).then_some(width)
}

/// Wider lines are whole paragraphs.
const LONGEST_WRAPPED: usize = 140;
/// Nobody wraps prose more narrowly than a newspaper column.
const NARROWEST_WRAPPED: usize = 30;

/// What stands between each line and the next; the last entry is a break.
pub(super) fn joints(text: &str, lines: &[Line], rules: &Rules) -> Vec<Joint> {
    let width = wrap_width(text, lines);
    let mut own = is_own_line(text, lines, 0, rules);
    let mut joints = Vec::with_capacity(lines.len());
    let mut block = Tail::default();
    for (at, line) in lines.iter().enumerate() {
        block.add(line.of(text));
        let next_own = is_own_line(text, lines, at + 1, rules);
        let joint = match lines.get(at + 1) {
            Some(next) if !own && !next_own => joint(text, line, next, &block, width, rules),
            _ => Joint::Break,
        };
        own = next_own;
        if joint == Joint::Break {
            block = Tail::default();
        }
        joints.push(joint);
    }
    joints
}

/// Whether a line stands by itself whatever surrounds it: a stamp in the head, the heading of a list of other stories.
fn is_own_line(text: &str, lines: &[Line], at: usize, rules: &Rules) -> bool {
    let Some(line) = lines.get(at).map(|line| line.of(text)).filter(|line| line.len() <= 100) else {
        return false;
    };
    // A dateline with its day is no stamp: the sentence runs on.
    let runs_on = || {
        line.ends_with('-')
            || lines.get(at + 1).is_some_and(|next| next.of(text).starts_with(char::is_lowercase))
    };
    let in_head = at < 12 && stamp::read(line, false, &rules.layout).is_some() && !runs_on();
    in_head
        || line.len() <= 60 && rules.layout.teaser_headings.covers(line.to_lowercase().trim_end_matches(':'))
}

/// What is known of the block that a line is the last of so far.
#[derive(Debug, Default)]
struct Tail {
    lines: usize,
    /// Whether a sentence ended inside it, so that it is prose and no heading.
    sentence_inside: bool,
    start: Start,
}

impl Tail {
    fn add(&mut self, line: &str) {
        if self.lines == 0 {
            self.start = starts(line);
        }
        self.lines += 1;
        self.sentence_inside |= line
            .match_indices(". ")
            .any(|(at, _)| line[..at].ends_with(|c: char| c.is_alphabetic() || is_closing(c)));
    }
}

fn joint(text: &str, line: &Line, next: &Line, block: &Tail, width: Option<usize>, rules: &Rules) -> Joint {
    let (words, follows) = (line.of(text), next.of(text));
    let first = first_letter(follows);
    let lower = first.is_some_and(char::is_lowercase)
        && follows.starts_with(|c: char| c.is_alphanumeric() || is_opening(c));
    // Closing punctuation that slipped into a line of its own.
    if follows.chars().all(|c| matches!(c, '.' | '!' | '?' | '…') || is_closing(c)) {
        return Joint::Keep;
    }
    match starts(follows) {
        Start::Text => {}
        // A number or a dash may also begin a wrapped line of running text.
        Start::Number | Start::Dash
            if width.is_some() && next.gap == 0 && block.start == Start::Text && !ends_sentence(words) => {}
        Start::Number
        | Start::Dash
        | Start::Bullet
        | Start::Heading
        | Start::Entry
        | Start::Row
        | Start::Link => return Joint::Break,
    }
    match block.start {
        Start::Heading | Start::Row | Start::Link => return Joint::Break,
        Start::Entry if width.is_none() => return Joint::Break,
        Start::Entry if words.ends_with('|') || words.ends_with("+++") => return Joint::Break,
        _ => {}
    }
    if let Some(joint) = hyphen(words, follows, rules)
        && (next.gap == 0 || lower)
    {
        return joint;
    }
    let ends = ends_sentence(words);
    let ends_lower = last_word(words).starts_with(char::is_lowercase) || words.ends_with(',');
    let room = line.width + 1 + first_word(follows).chars().count();
    let joined = match (width, next.gap) {
        (Some(width), 0) => {
            let full = room * 100 > width * 72;
            let heading_goes_on = !ends && ends_lower && room * 100 > width * 55;
            (lower && !ends) || full && !is_capitals_only(words) || heading_goes_on
        }
        // A page ended in mid-sentence.
        (Some(width), _) => {
            let prose = block.lines >= 3 || block.lines == 2 && block.sentence_inside;
            let full = room * 100 > width * 72;
            !ends && (lower && line.width > 12 || prose && full && (ends_lower || block.sentence_inside))
        }
        (None, 0) => {
            !ends
                && (lower && is_prose(words)
                    || line.trailing
                        && block.start == Start::Text
                        && first.is_some()
                        && line.width < LONGEST_WRAPPED)
        }
        (None, _) => !ends && lower && ends_lower && words.split(' ').count() > 5,
    };
    if joined { Joint::Space } else { Joint::Break }
}

/// What becomes of the hyphen at the end of a line.
fn hyphen(words: &str, follows: &str, rules: &Rules) -> Option<Joint> {
    if words.ends_with(SOFT_HYPHEN) {
        return Some(Joint::Drop);
    }
    let stem = words.strip_suffix(['-', '\u{2010}'])?;
    if !stem.ends_with(char::is_alphanumeric) {
        return None;
    }
    let first = follows.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    if !first.is_lowercase() {
        return Some(Joint::Keep);
    }
    if rules.suspends(first_word(follows)) {
        return Some(Joint::Space);
    }
    // `EU-⏎weit`, `30-⏎jährig`, `E-⏎mail`: figures and acronyms keep theirs.
    let part = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let acronym = !part.chars().any(char::is_lowercase);
    Some(if acronym { Joint::Keep } else { Joint::Drop })
}

const SOFT_HYPHEN: char = '\u{ad}';

/// Whether a line ends as sentences do, perhaps with a quotation mark or bracket behind.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(is_closing).ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a line reads as the beginning of a sentence and no item of a list.
fn is_prose(words: &str) -> bool {
    first_letter(words).is_some_and(char::is_uppercase) && words.split(' ').count() >= 3
}

/// Whether a line is set in capitals throughout, as mastheads and headings are.
fn is_capitals_only(words: &str) -> bool {
    !words.chars().any(char::is_lowercase)
}

pub(super) fn first_word(words: &str) -> &str {
    words.split(char::is_whitespace).next().unwrap_or("")
}

pub(super) fn last_word(words: &str) -> &str {
    words.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// The first letter or digit.
pub(super) fn first_letter(words: &str) -> Option<char> {
    words.chars().find(|c| c.is_alphanumeric())
}

pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '„' | '“' | '”' | '"' | '\'' | '‚' | '‘' | '’' | '«' | '»' | '‹' | '›' | '(' | '[')
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '\'' | '‘' | '’' | '«' | '»' | '‹' | '›' | ')' | ']')
}

/// Adds a block's lines to the reading text.
pub(super) fn write(prose: &mut Prose, text: &str, lines: &[Line], joints: &[Joint]) -> Span {
    let start = prose.len();
    for (line, joint) in lines.iter().zip(joints) {
        let mut end = line.end;
        if *joint == Joint::Drop
            && let Some(last) = line.of(text).chars().next_back()
        {
            end -= last.len_utf8();
        }
        push(prose, text, line.start, end);
        if *joint == Joint::Space {
            prose.push_separator(" ");
        }
    }
    Span::new(start, prose.len())
}

/// Adds a range of the file to the reading text: what is not seen falls away, every kind of blank is one space, and
/// letters that a typesetter fused or took apart are plain letters.
fn push(prose: &mut Prose, text: &str, from: usize, to: usize) {
    let Some(slice) = text.get(from..to) else { return };
    let mut plain = 0;
    let mut after_blank = true;
    for (at, c) in slice.char_indices() {
        let here = after_blank;
        after_blank = c == ' ';
        let change = match c {
            ' ' if here => Change::Fall,
            ' '..='~' => Change::Stay,
            SOFT_HYPHEN => Change::Fall,
            'ﬀ'..='ﬆ' => Change::To(ligature(c)),
            _ if is_unseen(c) => match c {
                '\t' if !here => Change::To(" "),
                _ => Change::Fall,
            },
            _ if c.is_whitespace() => {
                if here {
                    Change::Fall
                } else {
                    Change::To(" ")
                }
            }
            _ => Change::Stay,
        };
        let Some(instead) = change.text() else { continue };
        if at > plain {
            prose.push(&slice[plain..at], FileSpan::new(from + plain, from + at));
        }
        plain = at + c.len_utf8();
        if instead == " " {
            after_blank = true;
        } else if instead.is_empty() {
            after_blank = here;
        }
        if !instead.is_empty() {
            prose.push_decoded(instead, FileSpan::new(from + at, from + plain));
        }
    }
    if plain < slice.len() {
        prose.push(&slice[plain..], FileSpan::new(from + plain, to));
    }
}

/// What the reading text makes of a character.
enum Change {
    Stay,
    Fall,
    To(&'static str),
}

impl Change {
    fn text(&self) -> Option<&'static str> {
        match self {
            Self::Stay => None,
            Self::Fall => Some(""),
            Self::To(text) => Some(text),
        }
    }
}

fn ligature(c: char) -> &'static str {
    match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => "st",
    }
}
