//! Patterns as rule files write them: `[ <weekday> ,? den? <day> . <month> <year>? ]`.
//!
//! Items stand between spaces. A bare word or mark stands for itself; `<class>` for any word of that class
//! (`<unit:year,month>`: with one of these values) or for digits of a kind; `{group}` for any rule of that group;
//! `(a|b)` for one of several; `[` and `]` enclose what belongs to the expression where context stands outside.
//! After an item `?` makes it optional; before it `~` says that no white space comes before it, and `!` that it must
//! not be there.

use super::class::Class;
use super::lexicon::Builder;

/// Digits by what they can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// 1 to 31
    Day,
    /// 1 to 12
    MonthNumber,
    /// Four digits, 1000 to 2199
    Year,
    /// Two digits, short for a year
    ShortYear,
    /// Any year with one to four digits
    AnyYear,
    /// 0 to 24
    Hour,
    /// Two digits, 00 to 59
    Minute,
    /// An ordinal written in digits
    Nth,
    /// Ends of decades: `1930`, `90`
    Decade,
}

/// What one item of a pattern asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A word, by its number in the lexicon.
    Word(u32),
    /// A mark.
    Mark(char),
    /// A word of a class, with one of these values if there are any.
    Class(Class, Vec<i32>),
    /// Digits.
    Digits(Digits),
    /// A number in digits, with decimals and groups of thousands.
    Number,
    /// Any rule of a group.
    Group(usize),
    /// `[`
    Open,
    /// `]`
    Close,
    /// Start of the sentence.
    Start,
    /// End of the sentence.
    End,
    /// A word with a small letter first.
    Lower,
    /// A word with a capital letter first.
    Capital,
    /// Any mark.
    AnyMark,
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    /// What may stand there.
    pub any: Vec<Item>,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether no white space may come before it.
    pub glued: bool,
    /// Whether it must not be there.
    pub negated: bool,
}

/// What the parser needs to know of the other rules.
pub(super) struct Names<'a> {
    /// Words and their numbers.
    pub lexicon: &'a mut Builder,
    /// Groups by name.
    pub groups: &'a [&'a str],
    /// Reads a class's value by its name.
    pub value: &'a dyn Fn(Class, &str) -> Option<i32>,
}

/// Reads a pattern.
///
/// # Errors
/// What is wrong with it, for the writer of the rule.
pub(super) fn parse(pattern: &str, names: &mut Names<'_>) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    let (mut opens, mut closes) = (0, 0);
    for word in pattern.split_whitespace() {
        let element = element(word, names)?;
        opens += usize::from(element.any == [Item::Open]);
        closes += usize::from(element.any == [Item::Close]);
        elements.push(element);
    }
    if elements.is_empty() {
        return Err("the pattern is empty; write what it should match".to_owned());
    }
    if opens != closes || opens > 1 {
        return Err("`[` and `]` must stand once each, or not at all".to_owned());
    }
    Ok(elements)
}

fn element(written: &str, names: &mut Names<'_>) -> Result<Element, String> {
    let mut rest = written;
    let (mut negated, mut glued, mut optional) = (false, false, false);
    if let Some(after) = rest.strip_prefix('!').filter(|after| !after.is_empty()) {
        (negated, rest) = (true, after);
    }
    if let Some(after) = rest.strip_prefix('~').filter(|after| !after.is_empty()) {
        (glued, rest) = (true, after);
    }
    if let Some(before) = rest.strip_suffix('?').filter(|before| !before.is_empty()) {
        (optional, rest) = (true, before);
    }
    let choices = match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) if !inner.is_empty() => {
            inner.split('|').map(|choice| item(choice, names)).collect::<Result<_, _>>()?
        }
        _ => vec![item(rest, names)?],
    };
    Ok(Element { any: choices, optional, glued, negated })
}

fn item(written: &str, names: &mut Names<'_>) -> Result<Item, String> {
    if let Some(name) = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return class(name, names);
    }
    if let Some(name) = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let group = names.groups.iter().position(|group| *group == name);
        return group.map(Item::Group).ok_or_else(|| format!("there is no group `{name}`"));
    }
    let mut chars = written.chars();
    let item = match (chars.next(), chars.next()) {
        (Some('['), None) => Item::Open,
        (Some(']'), None) => Item::Close,
        (Some('^'), None) => Item::Start,
        (Some('$'), None) => Item::End,
        (Some(mark), None) if !mark.is_alphanumeric() => Item::Mark(mark),
        _ if written.chars().all(char::is_alphabetic) => Item::Word(names.lexicon.literal(written)),
        _ => return Err(format!("`{written}` is neither a word nor a mark; put spaces between items")),
    };
    Ok(item)
}

fn class(name: &str, names: &Names<'_>) -> Result<Item, String> {
    let (name, values) = name.split_once(':').unwrap_or((name, ""));
    Ok(match name {
        "day" => Item::Digits(Digits::Day),
        "month-number" => Item::Digits(Digits::MonthNumber),
        "year" => Item::Digits(Digits::Year),
        "short-year" => Item::Digits(Digits::ShortYear),
        "any-year" => Item::Digits(Digits::AnyYear),
        "hour" => Item::Digits(Digits::Hour),
        "minute" => Item::Digits(Digits::Minute),
        "nth" => Item::Digits(Digits::Nth),
        "decade-digits" => Item::Digits(Digits::Decade),
        "digits" => Item::Number,
        "lower" => Item::Lower,
        "capital" => Item::Capital,
        "mark" => Item::AnyMark,
        _ => {
            let class = Class::from_name(name).ok_or_else(|| format!("there is no class `{name}`"))?;
            let values = values
                .split(',')
                .filter(|value| !value.is_empty())
                .map(|value| {
                    (names.value)(class, value)
                        .ok_or_else(|| format!("`{value}` is no value of the class `{name}`"))
                })
                .collect::<Result<_, _>>()?;
            Item::Class(class, values)
        }
    })
}
