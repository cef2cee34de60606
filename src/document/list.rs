//! Numbered items inside running text: `a) … b) …`, `(1) … (2) …`.

use super::start::is_bullet;

/// The mark of an item, as a range of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub start: usize,
    pub end: usize,
}

/// A mark with what it counts.
#[derive(Clone, Copy, Debug)]
struct Counted {
    mark: Mark,
    /// What stands behind the number: `.`, `)` or `.)`; and whether a bracket opens before it.
    style: (bool, bool, bool),
    number: Option<u32>,
    letter: Option<u32>,
    roman: Option<u32>,
}

impl Counted {
    fn is_before(&self, next: &Self) -> bool {
        let step = |a: Option<u32>, b: Option<u32>| a.is_some_and(|a| b == Some(a + 1));
        self.style == next.style
            && (step(self.number, next.number)
                || step(self.letter, next.letter)
                || step(self.roman, next.roman))
    }
}

/// The marks of a block's items: one at the very beginning, and every sequence of two or more that begins there or
/// behind a full stop. Where a number with a full stop is an ordinal, such numbers count only at the beginning.
pub(super) fn marks(block: &str, ordinals: bool) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut last: Option<(Counted, bool)> = None;
    let bytes = block.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if (at == 0 || bytes[at - 1] == b' ')
            && let Some(found) = counted(block, at, ordinals && at > 0)
        {
            let opens = at == 0 || block[..at - 1].ends_with(['.', '!', '?', ':', ';']);
            match last {
                Some((previous, listed)) if previous.is_before(&found) => {
                    if !listed {
                        marks.push(previous.mark);
                    }
                    marks.push(found.mark);
                    last = Some((found, true));
                }
                _ if opens => {
                    if at == 0 {
                        marks.push(found.mark);
                    }
                    last = Some((found, at == 0));
                }
                _ => {}
            }
            at = found.mark.end;
            continue;
        }
        at += 1;
    }
    marks
}

/// Reads the mark of an item; with `closed`, only one that a bracket closes.
fn counted(block: &str, at: usize, closed: bool) -> Option<Counted> {
    let rest = block.get(at..)?;
    let bullet = rest.chars().next().filter(|&c| is_bullet(c)).map_or(0, char::len_utf8);
    let lead = bullet + usize::from(rest[bullet..].starts_with(' ') && bullet > 0);
    let opened = rest[lead..].starts_with('(');
    let from = lead + usize::from(opened);
    let length = rest.as_bytes()[from..].iter().take(6).take_while(|b| b.is_ascii_alphanumeric()).count();
    let count = &rest[from..from + length];
    let behind = &rest[from + length..];
    let (stop, bracket, taken) = if behind.starts_with(".) ") {
        (true, true, 2)
    } else if behind.starts_with(") ") {
        (false, true, 1)
    } else if behind.starts_with(". ") {
        (true, false, 1)
    } else {
        return None;
    };
    if length == 0 || length > 4 || opened && !bracket || closed && !bracket {
        return None;
    }
    let number = count.parse().ok().filter(|_| length <= 2);
    let letter =
        count.bytes().next().filter(|b| length == 1 && b.is_ascii_alphabetic()).map(|b| u32::from(b & 31));
    let roman = roman(count);
    // A capital with a full stop is an initial.
    let initial = !bracket && number.is_none() && !count.bytes().all(|b| b.is_ascii_lowercase());
    if initial || number.is_none() && letter.is_none() && roman.is_none() {
        return None;
    }
    let mark = Mark { start: at, end: at + from + length + taken };
    Some(Counted { mark, style: (opened, stop, bracket), number, letter, roman })
}

fn roman(count: &str) -> Option<u32> {
    const NUMERALS: [&str; 15] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];
    let place = NUMERALS.iter().position(|numeral| *numeral == count)?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(block: &str, ordinals: bool, expected: &[&str]) {
        let seen: Vec<&str> =
            marks(block, ordinals).iter().map(|mark| &block[mark.start..mark.end]).collect();
        assert_eq!(seen, expected, "{block}");
    }

    #[test]
    fn items_count_up() {
        check("a) Brot b) Käse c) Wein", true, &["a)", "b)", "c)"]);
        check("(i) Bread (ii) Cheese", false, &["(i)", "(ii)"]);
        check("1. Bread 2. Cheese", false, &["1.", "2."]);
        check("1.) Brot", true, &["1.)"]);
    }

    #[test]
    fn ordinals_and_remarks_are_no_items() {
        check("1. FC Weiden steigt in die 2. Liga ab", true, &["1."]);
        check("Der Hafen (a) liegt am Rhein (b) und der Maas", true, &[]);
        check("Sie wurde 3. und er 4. im Lauf.", true, &[]);
    }
}
