//! How old a person is said to be: `Gordon A., 58,`, `Marlon K. (24 Jahre)`, `der 24 Jahre alte Marlon K.`

use std::ops::Range;

use super::cast::Cast;
use super::model::EntityKind;
use super::names::{Scan, Spot};

/// Reads the ages that stand beside the names of a sentence, and those of people who are introduced without a name.
pub(super) fn read(cast: &mut Cast<'_>, scan: &Scan<'_>, spots: &[Spot], own: &Range<usize>) {
    for at in 0..scan.marks.len() {
        let introduced = scan.words.age(scan.word(at)).filter(|_| is_indefinite(scan, at));
        cast.strange_ages.extend(introduced);
        // `zwei Männer im Alter von 24 und 26 Jahren`, `42 und 31 Jahre alt`
        if scan.words.age_units.contains(scan.word(at)) {
            let listed = (at.saturating_sub(3)..at).filter_map(|near| number(scan, near));
            let listed: Vec<u32> = listed.collect();
            if listed.len() > 1 {
                cast.strange_ages.extend(listed);
            }
        }
    }
    for index in own.clone() {
        let Some(person) = cast.named.get(index).copied().flatten() else { continue };
        if cast.list[person].kind != EntityKind::Person || cast.list[person].age.is_some() {
            continue;
        }
        let tokens = &spots[index].tokens;
        cast.list[person].age =
            behind(scan, usize::from(tokens.end)).or_else(|| before(scan, usize::from(tokens.start)));
    }
}

/// Whether an indefinite article or none stands before an age.
fn is_indefinite(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let lower = scan.word(before).to_lowercase();
        scan.words.indefinite_articles.contains(lower.as_str()) || !lower.starts_with(char::is_alphabetic)
    })
}

fn number(scan: &Scan<'_>, at: usize) -> Option<u32> {
    scan.word(at).parse().ok().filter(|years| (1..120).contains(years))
}

/// `, 58,` and `(24 Jahre)`.
fn behind(scan: &Scan<'_>, at: usize) -> Option<u32> {
    let years = number(scan, at + 1)?;
    let next = scan.word(at + 2);
    match scan.word(at) {
        "," if matches!(next, "," | ".") => Some(years),
        "(" if next == ")" || scan.words.age_units.contains(next) => Some(years),
        _ => None,
    }
}

/// `24 Jahre alte Hauptangeklagte Marlon K.`, `der 58-jährige Rolf K.`
fn before(scan: &Scan<'_>, at: usize) -> Option<u32> {
    let from = at.saturating_sub(5);
    (from..at).rev().take_while(|&near| scan.word(near).starts_with(char::is_alphanumeric)).find_map(|near| {
        scan.words.age(scan.word(near)).or_else(|| {
            let unit = scan.words.age_units.contains(scan.word(near));
            (unit && near > from).then(|| number(scan, near - 1)).flatten()
        })
    })
}
