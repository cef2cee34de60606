//! Days and times of day in the notations of stamps, page headers and datelines.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::rules::Layout;

/// A piece of a line: a day, a time of day, or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub start: usize,
    pub end: usize,
    pub kind: ItemKind,
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A day of the calendar.
    Day(NaiveDate),
    /// Day and month without the year.
    DayOfYear(u32, u32),
    /// A time of day.
    Time(NaiveTime),
    /// A day of the week, 0 being Monday.
    Weekday(u32),
    /// A number that is none of these.
    Number,
    /// A word.
    Word,
}

/// A run of digits, or a word (which may hold digits and hyphens).
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    digits: bool,
}

/// The pieces of a line. `month_first` says how `5/6/2025` is read.
pub(super) fn items(line: &str, month_first: bool, layout: &Layout) -> Vec<Item> {
    let scan = Scan { line, tokens: tokens(line), month_first, layout };
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(token) = scan.tokens.get(at) {
        let found = scan.day(at).or_else(|| scan.time(at)).or_else(|| scan.weekday(at));
        let (kind, next, end) = found.unwrap_or_else(|| {
            (if token.digits { ItemKind::Number } else { ItemKind::Word }, at + 1, token.end)
        });
        items.push(Item { start: token.start, end, kind });
        at = next.max(at + 1);
    }
    items
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut open, mut fused) = (false, false);
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let digit = c.is_ascii_digit();
        match tokens.last_mut() {
            // A number ends where letters follow (`9am`, `15T21`); a word may go on with digits and hyphens.
            Some(token) if open && token.end == at && takes(token, c, fused) => token.end = end,
            last if digit || c.is_alphabetic() => {
                // The `T` of `2025-05-16T21:20` takes no digits.
                fused = !digit && last.is_some_and(|token| token.digits && token.end == at);
                tokens.push(Token { start: at, end, digits: digit });
                open = true;
            }
            _ => open = false,
        }
    }
    tokens
}

/// Whether a token goes on with a character; `fused` tells that it is a word directly behind a number.
fn takes(token: &Token, c: char, fused: bool) -> bool {
    match (token.digits, c.is_ascii_digit()) {
        (true, digit) => digit,
        (false, true) => !fused,
        (false, false) => is_word(c),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’' | '&')
}

struct Scan<'line> {
    line: &'line str,
    tokens: Vec<Token>,
    month_first: bool,
    layout: &'line Layout,
}

/// What was found, the next token, and where it ends in the line.
type Found = (ItemKind, usize, usize);

impl Scan<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.line[token.start..token.end])
    }

    /// A number of at most `length` digits.
    fn number(&self, at: usize, length: usize) -> Option<u32> {
        let token = self.tokens.get(at).filter(|token| token.digits && token.end - token.start <= length)?;
        self.line[token.start..token.end].parse().ok()
    }

    /// What stands between a token and the next.
    fn gap(&self, at: usize) -> &str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(token), Some(next)) => &self.line[token.end..next.start],
            (Some(token), None) => &self.line[token.end..],
            _ => "",
        }
    }

    fn found(&self, kind: ItemKind, last: usize) -> Found {
        (kind, last + 1, self.tokens[last].end)
    }

    fn day(&self, at: usize) -> Option<Found> {
        if let Some(month) = self.month(at) {
            // `May 16, 2025`
            if !matches!(self.gap(at), " " | ". ") {
                return None;
            }
            let day = self.number(at + 1, 2)?;
            let last = at + 1 + self.suffix(at + 1);
            if matches!(self.gap(last), ", " | " ")
                && let Some(year) = self.year(last + 1)
                && self.gap(last + 1) != ":"
            {
                return Some(self.found(ItemKind::Day(NaiveDate::from_ymd_opt(year, month, day)?), last + 1));
            }
            return Some(self.found(day_of_year(month, day)?, last));
        }
        // `2025-05-16`, also before `T21:20`
        if let (Some(year), "-" | "/") = (self.year(at), self.gap(at))
            && self.tokens[at].end - self.tokens[at].start == 4
            && self.gap(at + 1) == self.gap(at)
        {
            let (month, day) = (self.number(at + 1, 2)?, self.number(at + 2, 2)?);
            return Some(self.found(ItemKind::Day(NaiveDate::from_ymd_opt(year, month, day)?), at + 2));
        }
        let first = self.number(at, 2)?;
        let second = self.number(at + 1, 2);
        match (self.gap(at), second) {
            // `10./11. Juni 2023`: the edition of a weekend, out on the first of the days.
            ("./" | ". / ", Some(_)) => {
                let (kind, next, end) = self.day(at + 1)?;
                let kind = match kind {
                    ItemKind::Day(last) => ItemKind::Day(last.with_day(first).filter(|day| *day < last)?),
                    ItemKind::DayOfYear(month, last) if first < last => day_of_year(month, first)?,
                    _ => return None,
                };
                Some((kind, next, end))
            }
            // `16.05.2025`
            ("." | ". ", Some(month)) if self.gap(at + 1).starts_with('.') => {
                if let Some(year) = self.year(at + 2).filter(|_| matches!(self.gap(at + 1), "." | ". ")) {
                    return Some(
                        self.found(ItemKind::Day(NaiveDate::from_ymd_opt(year, month, first)?), at + 2),
                    );
                }
                Some(self.found(day_of_year(month, first)?, at + 1))
            }
            // `5/16/2025`
            ("/", Some(second)) if self.gap(at + 1) == "/" => {
                let year = self.year(at + 2)?;
                let month_first = (self.month_first || second > 12) && first <= 12;
                let (month, day) = if month_first { (first, second) } else { (second, first) };
                Some(self.found(ItemKind::Day(NaiveDate::from_ymd_opt(year, month, day)?), at + 2))
            }
            // `16. Mai 2025`, `16th May 2025`
            _ => {
                let last = at + self.suffix(at);
                if !matches!(self.gap(last), "." | ". " | " ") {
                    return None;
                }
                let month = self.month(last + 1)?;
                if matches!(self.gap(last + 1), " " | ". " | ", ")
                    && let Some(year) = self.year(last + 2)
                    && self.tokens[last + 2].end - self.tokens[last + 2].start == 4
                {
                    return Some(
                        self.found(ItemKind::Day(NaiveDate::from_ymd_opt(year, month, first)?), last + 2),
                    );
                }
                Some(self.found(day_of_year(month, first)?, last + 1))
            }
        }
    }

    /// 1 where the letters of an ordinal follow a number (`16th`).
    fn suffix(&self, at: usize) -> usize {
        usize::from(self.gap(at).is_empty() && matches!(self.text(at + 1), "st" | "nd" | "rd" | "th"))
    }

    fn month(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at).filter(|token| !token.digits && token.end - token.start < 16)?;
        self.layout.months.get(&self.line[token.start..token.end].to_lowercase()).copied()
    }

    fn year(&self, at: usize) -> Option<i32> {
        let length = self.tokens.get(at).map(|token| token.end - token.start)?;
        let year = i32::try_from(self.number(at, 4)?).ok()?;
        match length {
            4 if (1800..2200).contains(&year) => Some(year),
            2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    }

    fn weekday(&self, at: usize) -> Option<Found> {
        let token = self.tokens.get(at).filter(|token| !token.digits && token.end - token.start < 16)?;
        let name = self.line[token.start..token.end].to_lowercase();
        let short = name.len() < 4;
        let day = self.layout.weekdays.get(&name)?;
        // A short form of two letters is one only with a full stop or comma behind, or with a date in figures.
        let behind = &self.line[token.end..];
        let before_figures =
            behind.starts_with(' ') && self.tokens.get(at + 1).is_some_and(|next| next.digits);
        if short && !behind.starts_with(['.', ',']) && !before_figures {
            return None;
        }
        Some(self.found(ItemKind::Weekday(*day), at))
    }

    fn time(&self, at: usize) -> Option<Found> {
        let mut hour = self.number(at, 2)?;
        let (mut minute, mut second, mut last) = (0, 0, at);
        let gap = self.gap(at);
        if matches!(gap, ":" | ".")
            && let Some(minutes) = self.number(at + 1, 2)
            && self.tokens[at + 1].end - self.tokens[at + 1].start == 2
        {
            minute = minutes;
            last = at + 1;
            if self.gap(last) == ":"
                && let Some(seconds) = self.number(last + 1, 2)
            {
                second = seconds;
                last += 1;
            }
        }
        let end = self.tokens[last].end;
        let rest = self.line[end..].trim_start();
        let is_next = |words: &[String]| {
            let length = words.iter().find_map(|word| {
                let begin = rest.get(..word.len())?;
                let ends = !rest[word.len()..].starts_with(char::is_alphanumeric);
                (begin.to_lowercase() == *word && ends).then_some(word.len())
            });
            length.map(|length| self.line.len() - rest.len() + length)
        };
        let stamp = &self.layout.stamp;
        let (morning, afternoon, clock) =
            (is_next(&stamp.morning), is_next(&stamp.afternoon), is_next(&stamp.clock));
        let to = morning.or(afternoon).or(clock);
        if last == at && to.is_none() || gap == "." && last > at && to.is_none() {
            return None;
        }
        if morning.is_some() && hour == 12 {
            hour = 0;
        } else if afternoon.is_some() && hour < 12 {
            hour += 12;
        }
        let time = NaiveTime::from_hms_opt(hour, minute, second)?;
        let end = to.unwrap_or(end);
        let next = self.tokens.partition_point(|token| token.start < end);
        Some((ItemKind::Time(time), next, end))
    }
}

fn day_of_year(month: u32, day: u32) -> Option<ItemKind> {
    // 2000 was a leap year: the 29th of February has to be possible.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| ItemKind::DayOfYear(month, day))
}

/// The year nearest to a day's in which day and month fall on the weekday.
pub(super) fn with_year_near(
    near: NaiveDate,
    month: u32,
    day: u32,
    weekday: Option<u32>,
) -> Option<NaiveDate> {
    let fits =
        |date: &NaiveDate| weekday.is_none_or(|weekday| date.weekday().num_days_from_monday() == weekday);
    (near.year() - 6..=near.year() + 6)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(fits)
        .min_by_key(|date| (*date - near).num_days().abs())
}
