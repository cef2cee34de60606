//! What a language's `time.toml` may say, checked and compiled.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::class::{self, Class};
use super::kinds::Kinds;
use super::lexicon::{Builder, Lexicon};
use super::matching::{self, Means, Patterns, Rule};
use super::pattern::{self, Names};
use super::slots::{self, Slots};
use super::unit::{Season, Unit};
use crate::rule::{Files, Problem};

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    decimal: char,
    thousands: char,
    /// What a mark at the end of a word stands for.
    #[serde(default)]
    endings: BTreeMap<String, Vec<String>>,
    /// Class, value, words.
    words: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<String>>>,
    #[serde(default)]
    compounds: Vec<Spanned<(String, String)>>,
    part: Vec<RawPart>,
    #[serde(default)]
    holiday: Vec<Spanned<RawHoliday>>,
    rule: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    code: Spanned<String>,
    from: u32,
    to: u32,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    words: Vec<String>,
    /// Month and day.
    date: Option<(u32, u32)>,
    /// Days from Easter Sunday.
    easter: Option<i32>,
    /// Weeks before Christmas: the first Sunday of Advent is 4.
    advent: Option<u32>,
    /// Month, weekday (1 is Monday), which one (-1 is the last).
    nth: Option<(u32, u32, i32)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    #[serde(default)]
    means: RawMeans,
    group: Option<String>,
    alone: Option<bool>,
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    with: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawMeans {
    #[default]
    Date,
    Duration,
    Set,
    Reference,
    Offset,
    Nothing,
}

/// A part of the day.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The letters of TIMEX3 (`MO`).
    pub code: String,
    /// First minute after midnight.
    pub from: u32,
    /// Last minute; past 1440 where it runs into the next day.
    pub to: u32,
}

/// When a holiday is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holiday {
    /// Month and day.
    Date(u32, u32),
    /// Days from Easter Sunday.
    Easter(i32),
    /// Sundays before Christmas.
    Advent(u32),
    /// Month, weekday counted from Monday as 1, which one.
    Nth(u32, u32, i32),
}

/// One language's time words and patterns.
#[derive(Debug)]
pub(super) struct LanguageRules {
    pub lexicon: Lexicon,
    pub patterns: Patterns,
    pub parts: Vec<Part>,
    pub holidays: Vec<Holiday>,
}

impl LanguageRules {
    /// Reads and checks `<code>/time.toml`.
    ///
    /// # Errors
    /// The first mistake in it.
    pub(super) fn load(files: &Files, path: &str) -> Result<Self, Problem> {
        let raw: Raw = files.toml(path)?;
        let fault = |at: std::ops::Range<usize>, message: String| files.problem(path, at, message);
        let mut builder = Builder::default();
        let codes: Vec<&str> = raw.part.iter().map(|part| part.code.get_ref().as_str()).collect();
        let value = |class: Class, name: &str| value(class, name, &codes);
        let mut add = |words: &[String], class: Class, value: i32| {
            for word in words {
                let marked = word
                    .char_indices()
                    .next_back()
                    .and_then(|(at, _)| raw.endings.get(&word[at..]).map(|endings| (&word[..at], endings)));
                match marked {
                    Some((stem, endings)) => {
                        for ending in endings {
                            builder.add(&format!("{stem}{ending}"), class, value);
                        }
                    }
                    None => builder.add(word, class, value),
                }
            }
        };
        for (name, values) in &raw.words {
            let class = Class::from_name(name.get_ref())
                .ok_or_else(|| fault(name.span(), format!("there is no class `{}`", name.get_ref())))?;
            for (key, words) in values {
                let value = value(class, key.get_ref()).ok_or_else(|| {
                    fault(
                        key.span(),
                        format!("`{}` is no value of the class `{}`", key.get_ref(), name.get_ref()),
                    )
                })?;
                add(words, class, value);
            }
        }
        for (index, part) in (0..).zip(&raw.part) {
            add(&part.words, Class::Part, index);
        }
        let mut holidays = Vec::new();
        for (index, holiday) in (0..).zip(&raw.holiday) {
            let at = holiday.span();
            let RawHoliday { words, date, easter, advent, nth } = holiday.get_ref();
            holidays.push(match (date, easter, advent, nth) {
                (Some((month, day)), None, None, None) => Holiday::Date(*month, *day),
                (None, Some(days), None, None) => Holiday::Easter(*days),
                (None, None, Some(sundays), None) => Holiday::Advent(*sundays),
                (None, None, None, Some((month, weekday, nth))) => Holiday::Nth(*month, *weekday, *nth),
                _ => {
                    return Err(fault(
                        at,
                        "a holiday has exactly one of `date`, `easter`, `advent`, `nth`".to_owned(),
                    ));
                }
            });
            add(words, Class::Holiday, index);
        }
        let mut compounds = Vec::new();
        for pair in &raw.compounds {
            let (head, tail) = pair.get_ref();
            match (Class::from_name(head), Class::from_name(tail)) {
                (Some(head), Some(tail)) => compounds.push((head, tail)),
                _ => return Err(fault(pair.span(), "a compound names two classes".to_owned())),
            }
        }
        let patterns = compile(&raw, &mut builder, &value, &fault)?;
        let parts = raw.part.iter().map(|part| Part {
            code: part.code.get_ref().clone(),
            from: part.from,
            to: part.to,
        });
        Ok(Self { parts: parts.collect(), holidays, patterns, lexicon: builder.build(compounds) })
    }
}

fn compile(
    raw: &Raw,
    builder: &mut Builder,
    value: &dyn Fn(Class, &str) -> Option<i32>,
    fault: &dyn Fn(std::ops::Range<usize>, String) -> Problem,
) -> Result<Patterns, Problem> {
    let mut groups: Vec<&str> = raw.rule.iter().filter_map(|rule| rule.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut patterns = Patterns::new(raw.decimal, raw.thousands, groups.len());
    let mut alone = Vec::new();
    for rule in &raw.rule {
        let mut constants = Slots::default();
        for constant in &rule.with {
            let (name, value_name) = constant.get_ref().split_once(':').unwrap_or((constant.get_ref(), "1"));
            let class = Class::from_name(name);
            let value = class.and_then(|class| value(class, value_name));
            match class.zip(value) {
                Some((class, value)) => constants.fill(class, value),
                None => {
                    return Err(fault(
                        constant.span(),
                        format!("`{}` is not of the form `class:value`", constant.get_ref()),
                    ));
                }
            }
        }
        for written in &rule.patterns {
            let mut names = Names { lexicon: builder, groups: &groups, value };
            let elements = pattern::parse(written.get_ref(), &mut names)
                .map_err(|message| fault(written.span(), message))?;
            let index = patterns.rules.len();
            let article = matching::leading_article(&elements).is_some();
            patterns.rules.push(Rule {
                means: means(rule.means),
                slots: constants,
                elements,
                article,
                first: Kinds::ANY,
            });
            if let Some(group) = &rule.group
                && let Ok(group) = groups.binary_search(&group.as_str())
            {
                patterns.groups[group].push(index);
            }
            if rule.alone.unwrap_or(rule.group.is_none()) {
                alone.push(index);
            }
        }
    }
    patterns.index(&alone);
    Ok(patterns)
}

fn means(raw: RawMeans) -> Means {
    match raw {
        RawMeans::Date => Means::Date,
        RawMeans::Duration => Means::Duration,
        RawMeans::Set => Means::Set,
        RawMeans::Reference => Means::Reference,
        RawMeans::Offset => Means::Offset,
        RawMeans::Nothing => Means::Nothing,
    }
}

/// A class's value by the name that rule files use.
fn value(class: Class, name: &str, parts: &[&str]) -> Option<i32> {
    let place =
        |list: &[&str]| list.iter().position(|one| *one == name).and_then(|at| i32::try_from(at).ok());
    match class {
        Class::Number | Class::Plus if name == "X" => Some(slots::VAGUE),
        #[expect(clippy::cast_possible_truncation, reason = "number words are small")]
        Class::Number | Class::Plus => {
            name.parse::<f64>().ok().filter(|n| (0.0..1e6).contains(n)).map(|n| (n * 100.0).round() as i32)
        }
        Class::Ordinal if name == "last" => Some(slots::LAST_ORDINAL),
        Class::Month => name.parse().ok().filter(|month| (1..=12).contains(month)),
        Class::Weekday | Class::Weekly => name.parse().ok().filter(|day| (1..=7).contains(day)),
        Class::Part | Class::Daily => place(parts),
        Class::Season => Season::from_name(name).map(slots::season_value),
        Class::Unit | Class::Aged | Class::Plural | Class::Lasting | Class::Frequency => {
            Unit::from_name(name).map(slots::unit_value)
        }
        Class::Shift => place(&class::SHIFTS),
        Class::Edge => place(&class::EDGES),
        Class::Reference => place(&class::REFERENCES),
        Class::Approx => place(&class::APPROXIMATIONS),
        Class::Bound => place(&class::BOUNDS),
        Class::Cue => place(&class::CUES),
        Class::Near => place(&class::NEARS),
        Class::Ordinal
        | Class::DayOffset
        | Class::Holiday
        | Class::Era
        | Class::Meridian
        | Class::Zone
        | Class::Decade
        | Class::Every
        | Class::Direction
        | Class::Minutes
        | Class::Clock
        | Class::NightBefore
        | Class::HourWord
        | Class::Determiner
        | Class::Counted
        | Class::After
        | Class::Lasts
        | Class::BeforeYear => name.parse().ok(),
    }
}
