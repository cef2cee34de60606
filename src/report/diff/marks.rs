//! What makes the difference between two assertions: the words that only one has, unless the other means the same by
//! others. Words are compared by their meaning, in order, by `similar`; words that only moved are no difference.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::unit::{Unit, UnitWord};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::annotate::time::Time;
use crate::finding::{Relation, relate_quantities};
use crate::subject::{LexemeId, Scene};
use crate::text::Span;

/// From here on two words are the same said otherwise.
const SAME: f32 = 0.7;
/// A word that says less than this makes no difference.
const TELLING: f32 = 0.35;
/// From this share of common words on, the one assertion is the other with words changed; below it, it is written anew.
const EDITED: f32 = 0.7;
/// Of an assertion written anew, so much may be open before it counts as a difference.
const OPEN: f32 = 0.5;
/// Longer assertions are not compared word by word.
const MOST_WORDS: usize = 1500;

/// How two assertions differ.
#[derive(Debug, Default)]
pub struct Difference {
    /// Whether they do.
    pub differs: bool,
    /// Whether most words are the same: then every change counts.
    pub is_edit: bool,
    /// The words that make the difference, by side.
    pub marks: [Vec<Span>; 2],
}

/// Compares two assertions, each in one or more parts; `texts` are the articles' reading texts.
pub fn difference(scene: &Scene<'_>, sides: [&[&Unit<'_>]; 2], texts: [&str; 2]) -> Difference {
    let words = sides.map(|units| units.iter().flat_map(|unit| &unit.words).collect::<Vec<&UnitWord>>());
    if words.iter().any(|words| words.len() > MOST_WORDS) {
        return Difference { differs: true, ..Difference::default() };
    }
    let keys = keys(scene, &words, texts);
    let mut open = words.each_ref().map(|words| vec![false; words.len()]);
    for op in capture_diff_slices(Algorithm::Myers, &keys[0], &keys[1]) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                open[0][op.old_range()].fill(true);
                open[1][op.new_range()].fill(true);
            }
        }
    }
    let changed = open.each_ref().map(|open| open.iter().filter(|open| **open).count());
    let total = (words[0].len() + words[1].len()).max(1);
    #[expect(clippy::cast_precision_loss, reason = "only a share is wanted")]
    let is_edit = 1.0 - (changed[0] + changed[1]) as f32 / total as f32 >= EDITED;
    settle_moved(&keys, &mut open);
    settle_values(sides, &words, &mut open);
    let mut result = Difference { is_edit, ..Difference::default() };
    let mut hard = 0;
    let mut most_open = 0.0_f32;
    let mut softly: [Vec<Span>; 2] = Default::default();
    for side in 0..2 {
        let (mut all, mut left) = (0.0, 0.0);
        let mut soft = Vec::new();
        let names =
            |side: usize| words[side].iter().zip(&open[side]).any(|(word, open)| *open && word.is_name);
        // Written anew, one side may name somebody whom the other only means.
        let names_count = is_edit || (names(0) && names(1));
        for (word, open) in words[side].iter().zip(&open[side]) {
            let is_hard = word.is_number || word.negates || (word.is_name && names_count);
            let counts = is_hard || (!word.is_name && word.weight >= TELLING);
            all += word.weight;
            if *open && counts {
                left += word.weight;
                if is_hard {
                    hard += 1;
                    result.marks[side].push(word.span);
                } else {
                    soft.push(word.span);
                }
            }
        }
        softly[side] = soft;
        if all > 0.0 {
            most_open = most_open.max(left / all);
        }
    }
    // Of words written anew, most differ without a difference in what is said: names, figures and denials are what
    // counts, and the rest only where there are none.
    let one_figure = sides[0]
        .iter()
        .flat_map(|unit| &unit.quantities)
        .any(|own| sides[1].iter().flat_map(|unit| &unit.quantities).any(|theirs| same_figure(own, theirs)));
    if is_edit || (hard == 0 && most_open > OPEN && !one_figure) {
        for (marks, soft) in result.marks.iter_mut().zip(softly) {
            marks.extend(soft);
        }
    }
    result.differs = result.marks.iter().any(|marks| !marks.is_empty());
    if is_edit {
        commitments(sides, &mut result);
    }
    if result.differs {
        for (marks, text) in result.marks.iter_mut().zip(texts) {
            *marks = joined(marks, text);
        }
    } else {
        result.marks = Default::default();
    }
    result
}

/// The words that one of two decisive places has and the other has not; the whole place where that is nothing.
pub fn decisive(places: [Span; 2], texts: [&str; 2]) -> [Vec<Span>; 2] {
    let words = [0, 1].map(|side: usize| {
        let place = places[side];
        let within = place.of(texts[side]);
        let mut spans = Vec::new();
        let mut at = 0;
        for word in within.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end().trim_matches(|c: char| c.is_ascii_punctuation() && c != '%');
            if !bare.is_empty() {
                let start = place.start() + at + word.find(bare).unwrap_or(0);
                spans.push(Span::new(start, start + bare.len()));
            }
            at += word.len();
        }
        spans
    });
    let keys = [0, 1].map(|side: usize| {
        words[side].iter().map(|word| word.of(texts[side]).to_lowercase()).collect::<Vec<_>>()
    });
    let mut marks: [Vec<Span>; 2] = Default::default();
    if words.iter().all(|words| words.len() <= MOST_WORDS) {
        for op in capture_diff_slices(Algorithm::Myers, &keys[0], &keys[1]) {
            if !matches!(op, DiffOp::Equal { .. }) {
                marks[0].extend(&words[0][op.old_range()]);
                marks[1].extend(&words[1][op.new_range()]);
            }
        }
    }
    // Where one side has all that the other has, the place as a whole is what differs.
    [0, 1].map(
        |side: usize| {
            if marks[side].is_empty() { vec![places[side]] } else { joined(&marks[side], texts[side]) }
        },
    )
}

/// Whether two figures are one: the same number of the same thing, or one that the other's wording allows.
pub fn same_figure(a: &Quantity, b: &Quantity) -> bool {
    if relate_quantities(a, b) != Relation::Compatible {
        return false;
    }
    let same_value = (a.value - b.value).abs() <= 1e-9 * a.value.abs().max(b.value.abs());
    match a.kind {
        QuantityKind::Count | QuantityKind::Measure | QuantityKind::Score => {
            same_value || a.approximate || b.approximate || (a.noun.is_some() && a.noun == b.noun)
        }
        QuantityKind::Ordinal | QuantityKind::Name => same_value,
        QuantityKind::Money
        | QuantityKind::Share
        | QuantityKind::Points
        | QuantityKind::Duration
        | QuantityKind::Age => true,
    }
}

fn same_time(a: &Time, b: &Time) -> bool {
    if a.kind != b.kind {
        return false;
    }
    match (a.interval, b.interval) {
        (Some(x), Some(y)) => x.contains(y) || y.contains(x),
        (None, None) => a.value == b.value,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A number for every word; words of one meaning have one.
fn keys(scene: &Scene<'_>, words: &[Vec<&UnitWord>; 2], texts: [&str; 2]) -> [Vec<u64>; 2] {
    let mut plain: FxHashMap<String, u64> = FxHashMap::default();
    let mut known: Vec<LexemeId> = Vec::new();
    let mut keys: [Vec<u64>; 2] = Default::default();
    for side in 0..2 {
        for word in &words[side] {
            let key = match word.meaning {
                Some(meaning) => {
                    let near = |other: &LexemeId| scene.lexemes.nearness(meaning, *other);
                    let best = known
                        .iter()
                        .filter(|other| **other == meaning || near(other) >= SAME)
                        .max_by(|a, b| near(a).total_cmp(&near(b)).then(b.cmp(a)));
                    let class = if side == 0 { meaning } else { best.copied().unwrap_or(meaning) };
                    u64::from(class)
                }
                None => {
                    let next = (1 << 32) + plain.len() as u64;
                    *plain.entry(word.span.of(texts[side]).to_lowercase()).or_insert(next)
                }
            };
            keys[side].push(key);
        }
        if side == 0 {
            known = words[0].iter().filter_map(|word| word.meaning).collect();
            known.sort_unstable();
            known.dedup();
        }
    }
    keys
}

/// A word that is open on both sides has only moved.
fn settle_moved(keys: &[Vec<u64>; 2], open: &mut [Vec<bool>; 2]) {
    let mut there: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, key) in keys[1].iter().enumerate() {
        there.entry(*key).or_default().push(index);
    }
    for (index, key) in keys[0].iter().enumerate() {
        if !open[0][index] {
            continue;
        }
        let Some(same) = there.get(key) else { continue };
        open[0][index] = false;
        for other in same {
            open[1][*other] = false;
        }
    }
    // The other way round: a word said twice here and once there is no difference either.
    let here: rustc_hash::FxHashSet<u64> = keys[0].iter().copied().collect();
    for (index, key) in keys[1].iter().enumerate() {
        if here.contains(key) {
            open[1][index] = false;
        }
    }
}

/// Figures and times that the other side gives in other words are no difference.
fn settle_values(sides: [&[&Unit<'_>]; 2], words: &[Vec<&UnitWord>; 2], open: &mut [Vec<bool>; 2]) {
    for side in 0..2 {
        let (own, other) = (sides[side], sides[1 - side]);
        let quantities = own.iter().flat_map(|unit| &unit.quantities).filter(|own| {
            other.iter().flat_map(|unit| &unit.quantities).any(|theirs| same_figure(own, theirs))
        });
        let times = own
            .iter()
            .flat_map(|unit| &unit.times)
            .filter(|own| other.iter().flat_map(|unit| &unit.times).any(|theirs| same_time(own, theirs)));
        let settled: Vec<Span> =
            quantities.map(|quantity| quantity.number).chain(times.map(|time| time.span)).collect();
        for (word, open) in words[side].iter().zip(&mut open[side]) {
            if settled.iter().any(|span| span.overlaps(word.span)) {
                *open = false;
            }
        }
    }
}

/// `soll geschlossen werden`, `wurde geschlossen`: the same words commit an article to different things.
fn commitments(sides: [&[&Unit<'_>]; 2], result: &mut Difference) {
    let first = sides.map(|units| units.first().and_then(|unit| unit.commitment));
    if let [Some((a, cue_a)), Some((b, cue_b))] = first
        && a != b
    {
        result.differs = true;
        result.marks[0].push(cue_a);
        result.marks[1].push(cue_b);
    }
}

/// Marks in order, those joined that only spaces and hyphens part.
pub fn joined(marks: &[Span], text: &str) -> Vec<Span> {
    let mut sorted: Vec<Span> = marks.iter().copied().filter(|mark| !mark.is_empty()).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for mark in sorted {
        if let Some(last) = joined.last_mut()
            && (mark.start() <= last.end()
                || Span::new(last.end(), mark.start()).of(text).chars().all(|c| c == ' ' || c == '-'))
        {
            *last = Span::new(last.start(), last.end().max(mark.end()));
        } else {
            joined.push(mark);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::find;

    #[track_caller]
    fn check(first: &str, second: &str, expected: [&[&str]; 2]) {
        let places = [Span::new(0, first.len()), Span::new(0, second.len())];
        let marks = decisive(places, [first, second]);
        for (side, text) in [first, second].into_iter().enumerate() {
            let words: Vec<&str> = marks[side].iter().map(|mark| mark.of(text)).collect();
            assert_eq!(words, expected[side]);
        }
    }

    #[test]
    fn of_decisive_places_only_what_differs_is_marked() {
        check("Dienstag, dem 23. September", "Mittwoch, dem 23. September", [&["Dienstag"], &["Mittwoch"]]);
        check("rund 1,2 Millionen Euro", "1,2 Milliarden Euro", [&["rund", "Millionen"], &["Milliarden"]]);
        check("abgesagt", "fand statt", [&["abgesagt"], &["fand statt"]]);
    }

    #[test]
    fn what_lacks_a_word_is_marked_as_a_whole() {
        check("nicht betroffen", "betroffen", [&["nicht"], &["betroffen"]]);
    }

    #[test]
    fn neighbours_are_one_mark() {
        let text = "am 23. September 2025 in Kiel";
        let marks = ["2025", "September", "Kiel"].map(|words| find(text, words));
        let joined = joined(&marks, text);
        assert_eq!(joined.iter().map(|mark| mark.of(text)).collect::<Vec<_>>(), ["September 2025", "Kiel"]);
    }
}
