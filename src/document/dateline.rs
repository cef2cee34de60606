//! Datelines: `Genf (akn) - `, `KREFELD. `, `MILWAUKEE (Interstate News) — `, `Kassel, 13. November 2025 – `,
//! `Montag, 27. Januar. `.

use super::date::{ItemKind, items};
use super::rules::Rules;
use super::stamp::{Moment, Stamp};

/// What stands before the first sentence of a report, as ranges of the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    pub place: Option<(usize, usize)>,
    pub agency: Option<(usize, usize)>,
    /// The day, which may lack its year, and the time of day.
    pub stamp: Stamp,
    /// Whether a single word and a full stop may also be a short sentence.
    pub plain: bool,
    /// Where the first sentence begins.
    pub end: usize,
}

/// How much of a paragraph is looked at.
const LONGEST_DATELINE: usize = 110;
/// `Frankfurt am Main/Wiesbaden` has four words; nothing has more than six.
const MOST_WORDS: usize = 6;

/// Reads the dateline of a paragraph. `first` tells that the article's text begins here, where also a place that is not
/// set in capitals and has no agency behind it is one.
pub(super) fn read(paragraph: &str, first: bool, month_first: bool, rules: &Rules) -> Option<Dateline> {
    let mut limit = paragraph.len().min(LONGEST_DATELINE);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let lead = &paragraph[..limit];
    if !lead.starts_with(char::is_uppercase) {
        return None;
    }
    with_day(paragraph, lead, first, month_first, rules)
        .or_else(|| with_dash(paragraph, lead, first, month_first, rules))
        .or_else(|| with_stop(paragraph, lead, first, rules))
}

/// `Place, 3. Mai 2025 – Text`, `Place (agency), 3. Mai 2025, 13.25 Uhr - Text`, `PLACE, May 3 (agency) - Text`,
/// `Place, 3. Mai. Text`, and at the very beginning `Montag, 3. Mai. Text`.
fn with_day(paragraph: &str, lead: &str, first: bool, month_first: bool, rules: &Rules) -> Option<Dateline> {
    let layout = &rules.layout;
    let parts = items(lead, month_first, layout);
    let from = parts.iter().position(|part| !matches!(part.kind, ItemKind::Word))?;
    let is_particle = |part: &super::date::Item| {
        layout.stamp.particles.iter().any(|known| *known == lead[part.start..part.end].to_lowercase())
    };
    let mut stamp = Stamp::default();
    let (mut weekday, mut last) = (None, from);
    for (at, part) in parts.iter().enumerate().skip(from) {
        let closed =
            at > from && lead[parts[at - 1].end..part.start].contains(['(', ')', '-', '–', '—', ':']);
        match part.kind {
            _ if closed => break,
            ItemKind::Weekday(day) => weekday = Some(day),
            ItemKind::Day(day) if stamp.published.is_none() => {
                stamp.published = Some(Moment { day, time: None })
            }
            ItemKind::DayOfYear(month, day) => stamp.without_year = Some((month, day, None)),
            ItemKind::Time(time) => stamp.time = Some(time),
            ItemKind::Word if is_particle(part) => continue,
            _ => break,
        }
        last = at;
    }
    if let Some(moment) = &mut stamp.published {
        moment.time = stamp.time;
    }
    if let Some(day) = &mut stamp.without_year {
        day.2 = weekday;
    }
    if stamp.published.is_none() && stamp.without_year.is_none() {
        return None;
    }
    let place_end = parts[..from].iter().rev().find(|part| !is_particle(part)).map_or(0, |part| part.end);
    let before = lead[..parts[from].start].trim_end_matches([',', ' ', ';']);
    let mut agency = agency(before);
    let head = match agency {
        Some((start, _)) => before[..start - 1].trim_end(),
        None => &lead[..place_end],
    };
    let mut end = parts[last].end;
    if agency.is_none()
        && let Some(inner) = paragraph[end..].strip_prefix(" (")
        && let Some(close) = inner.find(')').filter(|close| (1..=40).contains(close))
    {
        agency = Some((end + 2, end + 2 + close));
        end += 2 + close + 1;
    }
    let dashes = [" - ", " – ", " — ", " -- ", " ‒ ", "— ", "– ", ".- ", ". "];
    let stop = dashes.iter().find(|stop| paragraph[end..].starts_with(**stop))?;
    end += stop.len();
    let dated = stamp.published.is_some() || weekday.is_some();
    let fits = match head {
        "" => first && dated && from == 0,
        head => is_place(head, rules) && (agency.is_some() || first || is_capitals(head) && head.len() > 3),
    };
    let follows = paragraph[end..].chars().next()?;
    (fits && (agency.is_some() || !follows.is_lowercase())).then_some(Dateline {
        place: Some((0, head.len())).filter(|_| !head.is_empty()),
        agency,
        stamp,
        plain: false,
        end,
    })
}

/// `Place (agency) - Text`, `Place - Text`, `Place, Montag – Text`
fn with_dash(paragraph: &str, lead: &str, first: bool, month_first: bool, rules: &Rules) -> Option<Dateline> {
    let dash = [" - ", " – ", " — ", " -- ", " ‒ ", "— ", "– "];
    let bracket = lead.find(") ").map(|at| (at + 1, at + 2)).filter(|_| first);
    let (head_end, end) = dash
        .iter()
        .filter_map(|dash| lead.find(dash).map(|at| (at, at + dash.len())))
        .min_by_key(|&(at, end)| (at, std::cmp::Reverse(end)))
        .or(bracket)?;
    let mut head = lead[..head_end].trim_end();
    let agency = agency(head);
    if let Some((start, _)) = agency {
        head = head[..start - 1].trim_end();
    }
    // `BERLIN, Montag`: what follows the place is a day of the week.
    let parts = items(head, month_first, &rules.layout);
    if let Some(item) = parts.iter().find(|item| !matches!(item.kind, ItemKind::Word)) {
        if !matches!(item.kind, ItemKind::Weekday(_)) {
            return None;
        }
        head = head[..item.start].trim_end_matches([',', ' ', ';', '(']);
        if head.is_empty() {
            return None;
        }
    }
    let capitals = is_capitals(head);
    if !(is_place(head, rules) && (agency.is_some() || first || capitals && head.len() > 3)) {
        return None;
    }
    let follows = paragraph[end..].chars().next()?;
    (agency.is_some() || !follows.is_lowercase()).then_some(Dateline {
        place: Some((0, head.len())),
        agency,
        stamp: Stamp::default(),
        plain: false,
        end,
    })
}

/// `KREFELD. Text`, `Kassel. Text`, `LANA (fm). Text`
fn with_stop(paragraph: &str, lead: &str, first: bool, rules: &Rules) -> Option<Dateline> {
    let stop = lead.find(". ").filter(|&at| at <= 60)?;
    let mut head = &lead[..stop];
    let agency = agency(head);
    if let Some((start, _)) = agency {
        head = head[..start - 1].trim_end();
    }
    let end = stop + 2;
    let follows = paragraph[end..].chars().next()?;
    let words = head.split([' ', '/']).count();
    let plain = first
        && head.split('/').all(|place| place.split(' ').count() <= 2)
        && !head.contains(',')
        && !starts_sentence(head, rules);
    let capitals = is_capitals(head) && head.chars().count() > 2 && words <= 4;
    let sentence = follows.is_uppercase() || super::join::is_opening(follows);
    // `U.S. District Judge …` begins with no place.
    let fits =
        is_place(head, rules) && !head.contains('.') && sentence && (capitals || agency.is_some() || plain);
    fits.then_some(Dateline {
        place: Some((0, head.len())),
        agency,
        stamp: Stamp::default(),
        plain: !(capitals || agency.is_some()),
        end,
    })
}

/// The agency in brackets at the end, without the brackets.
fn agency(head: &str) -> Option<(usize, usize)> {
    let inner = head.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let name = &inner[open + 1..];
    let fits =
        open > 0 && !name.is_empty() && name.len() <= 40 && !name.contains(|c: char| c.is_ascii_digit());
    fits.then_some((open + 1, inner.len()))
}

/// Whether words can name a place: capitalised, but for `am`, `of` and the like between them.
fn is_place(head: &str, rules: &Rules) -> bool {
    let words: Vec<&str> = head.split([' ', '/', ',']).filter(|word| !word.is_empty()).collect();
    let named =
        |word: &&str| word.starts_with(char::is_uppercase) || rules.layout.place_particles.contains(*word);
    let other = |c: char| !(c.is_alphabetic() || matches!(c, ' ' | '/' | ',' | '-' | '.' | '\'' | '’'));
    !words.is_empty()
        && words.len() <= MOST_WORDS
        && words.iter().all(named)
        && words.last().is_some_and(|word| word.starts_with(char::is_uppercase))
        && !head.contains(other)
        && !starts_sentence(words[0], rules)
}

/// Whether a word is one that begins sentences, so that no place is meant.
fn starts_sentence(word: &str, rules: &Rules) -> bool {
    let lower = word.to_lowercase();
    rules.languages.iter().any(|language| language.starters.contains(&lower))
        || rules.common.contains_key(&lower)
}

fn is_capitals(head: &str) -> bool {
    head.chars().any(char::is_alphabetic) && !head.chars().any(char::is_lowercase)
}
