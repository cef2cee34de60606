//! How old a person is said to be: `Gordon A., 58,`, `Marlon K. (24 Jahre)`, `der 24 Jahre alte Marlon K.`

use std::ops::Range;

use super::cast::Cast;
use super::model::EntityKind;
use super::names::{Scan, Spot};

/// Reads the ages that stand beside the names of a sentence.
pub(super) fn read(cast: &mut Cast<'_>, scan: &Scan<'_>, spots: &[Spot], own: &Range<usize>) {
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
