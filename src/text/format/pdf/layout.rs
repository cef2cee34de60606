//! From pieces of text with their places to paragraphs in the order in which people read them: a page is cut into what
//! stands side by side and what stands one above the other, then lines are put together.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Piece;

/// Lines whose letters stand on one height, give or take this, are one (in ems).
const LEVEL: f64 = 0.35;
/// A gap wider than this between two pieces of a line is a blank, in ems.
const BLANK: f64 = 0.17;
/// Between columns there is at least so much, in ems.
const GUTTER: f64 = 0.8;
/// Lines of a table are shorter than this, on average.
const SHORT: usize = 22;
/// Pages with more pieces than this are read in the order in which they were drawn.
const MOST_PIECES: usize = 4_000;
/// A page is not cut more often than this.
const DEEPEST: usize = 40;
/// What stands in so much of the page at its top and bottom may be its head and foot.
const MARGIN: f64 = 0.12;

/// A page with its pieces.
pub(super) struct Sheet {
    pub height: f64,
    pub pieces: Vec<Piece>,
}

/// A paragraph or a heading: its lines, and the size of their letters.
#[derive(Debug)]
pub(super) struct Block {
    pub text: String,
    pub size: f64,
}

/// The blocks of all pages.
pub(super) fn blocks(sheets: Vec<Sheet>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let sheets: Vec<Sheet> =
        sheets.into_iter().map(|sheet| Sheet { pieces: lines(sheet.pieces), ..sheet }).collect();
    let repeated = repeated(&sheets);
    for sheet in sheets {
        let told = |piece: &Piece| {
            !is_at_edge(piece, sheet.height)
                || !(is_number(&piece.text) || repeated.contains(&pattern(&piece.text)))
        };
        let pieces: Vec<Piece> = sheet.pieces.iter().filter(|piece| told(piece)).cloned().collect();
        let regions = if pieces.len() > MOST_PIECES { vec![pieces] } else { cut(pieces, 0) };
        for region in regions {
            for (at, block) in paragraphs(region).into_iter().enumerate() {
                // A paragraph may go on in the next column or on the next page.
                match blocks.last_mut() {
                    Some(last) if at == 0 && goes_on(last, &block) => {
                        last.text.push('\n');
                        last.text.push_str(&block.text);
                    }
                    _ => blocks.push(block),
                }
            }
        }
    }
    blocks
}

/// Puts pieces that stand on one height and close together into one, from the top to the bottom.
fn lines(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Piece> = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(first) = rest.next() {
        let (base, size) = (first.base, first.size);
        let mut level = vec![first];
        while let Some(piece) = rest.next_if(|piece| piece.base - base < LEVEL * size.max(piece.size)) {
            level.push(piece);
        }
        level.sort_by(|a, b| a.left.total_cmp(&b.left));
        let start = lines.len();
        for piece in level {
            match lines[start..].last_mut() {
                Some(last) if piece.left - last.right <= GUTTER * last.size.max(piece.size) => {
                    append(last, &piece)
                }
                _ => lines.push(piece),
            }
        }
    }
    lines.iter_mut().for_each(|line| line.text.truncate(line.text.trim_end().len()));
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

fn append(line: &mut Piece, piece: &Piece) {
    let blank = piece.left - line.right > BLANK * piece.size;
    if blank && !line.text.ends_with(' ') && !piece.text.starts_with(' ') {
        line.text.push(' ');
    }
    line.text.push_str(&piece.text);
    line.right = line.right.max(piece.right);
    // The size of a line is that of most of it; a raised digit or an initial does not count.
    if piece.text.len() > line.text.len() / 2 {
        (line.size, line.base) = (piece.size, piece.base);
    }
}

fn is_at_edge(piece: &Piece, height: f64) -> bool {
    piece.base < MARGIN * height || piece.base > (1.0 - MARGIN) * height
}

/// Whether it is a page's number: `3`, `– 3 –`, `Seite 3 von 7`.
fn is_number(text: &str) -> bool {
    let words =
        text.split(|c: char| c.is_whitespace() || "-–—/|".contains(c)).filter(|word| !word.is_empty());
    let mut digits = false;
    let plain = words.clone().count() <= 4
        && words.clone().all(|word| {
            let number = word.chars().all(|c| c.is_ascii_digit());
            digits |= number;
            number || ["seite", "page", "s.", "p.", "von", "of"].contains(&word.to_lowercase().as_str())
        });
    plain && digits && text.len() <= 24
}

/// What lines are told by that differ in numbers only.
fn pattern(text: &str) -> String {
    text.split_whitespace()
        .map(|word| if word.chars().any(|c| c.is_ascii_digit()) { "#" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The lines at the edges that several pages have.
fn repeated(sheets: &[Sheet]) -> BTreeSet<String> {
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in sheets {
        let at_edge = sheet.pieces.iter().filter(|piece| is_at_edge(piece, sheet.height));
        let patterns: BTreeSet<String> = at_edge.map(|piece| pattern(&piece.text)).collect();
        patterns.into_iter().for_each(|pattern| *pages.entry(pattern).or_default() += 1);
    }
    let least = sheets.len().div_ceil(2).max(2);
    pages.into_iter().filter(|(_, number)| *number >= least).map(|(pattern, _)| pattern).collect()
}

/// Cuts a part of a page into regions: columns from left to right, and what stands above or below columns.
fn cut(pieces: Vec<Piece>, depth: usize) -> Vec<Vec<Piece>> {
    if depth >= DEEPEST || pieces.len() < 2 {
        return vec![pieces];
    }
    if let Some(at) = gutter(&pieces) {
        let (left, right) = pieces.into_iter().partition(|piece: &Piece| piece.left < at);
        return [cut(left, depth + 1), cut(right, depth + 1)].concat();
    }
    // What stands above or below columns, over the whole width, is cut off so that a gutter shows.
    let mut tops: Vec<usize> =
        (1..pieces.len()).filter(|at| is_new_line(&pieces[at - 1], &pieces[*at])).collect();
    tops.truncate(400);
    let above = |at: &&usize| gutter(&pieces[..**at]).is_some();
    let below = |at: &&usize| gutter(&pieces[**at..]).is_some();
    let at = tops.iter().find(below).or_else(|| tops.iter().rev().find(above)).copied();
    match at {
        Some(at) => {
            let (above, below) = pieces.split_at(at);
            [cut(above.to_vec(), depth + 1), cut(below.to_vec(), depth + 1)].concat()
        }
        None => vec![pieces],
    }
}

fn is_new_line(above: &Piece, below: &Piece) -> bool {
    below.base - above.base >= LEVEL * above.size.max(below.size)
}

/// Where the gutter between two columns is, if there are any.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let size = middle(pieces.iter().map(|piece| piece.size))?;
    let mut spans: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.left, piece.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut gaps = Vec::new();
    let mut end = spans.first()?.1;
    for (left, right) in spans {
        if left - end >= GUTTER * size {
            gaps.push((left - end, left));
        }
        end = end.max(right);
    }
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    gaps.into_iter().map(|(_, at)| at).find(|at| {
        let (left, right): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(|piece| piece.left < *at);
        are_columns(&left, &right)
    })
}

/// Whether two parts of a page that a gap divides are columns: several lines each, beside each other, and no table.
fn are_columns(left: &[&Piece], right: &[&Piece]) -> bool {
    if left.len() < 2 || right.len() < 2 {
        return false;
    }
    let extent = |part: &[&Piece]| {
        let bases = || part.iter().map(|piece| piece.base);
        (bases().fold(f64::INFINITY, f64::min), bases().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((a, b), (c, d)) = (extent(left), extent(right));
    let beside = b.min(d) - a.max(c) > 0.3 * (b - a).min(d - c);
    let fewer = if left.len() < right.len() { left } else { right };
    let letters: usize = fewer.iter().map(|piece| piece.text.chars().count()).sum();
    beside && b > a && d > c && letters >= SHORT * fewer.len()
}

fn middle(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// The paragraphs of a region.
fn paragraphs(pieces: Vec<Piece>) -> Vec<Block> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            // The cells of a table's row, or what a wide gap divides.
            Some(last) if !is_new_line(last, &piece) && piece.left >= last.left => append(last, &piece),
            _ => lines.push(piece),
        }
    }
    let leading = middle(lines.windows(2).map(|pair| pair[1].base - pair[0].base));
    let (left, right) =
        (middle(lines.iter().map(|line| line.left)), lines.iter().map(|line| line.right).fold(0.0, f64::max));
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Piece> = None;
    for line in &lines {
        let starts = before.is_none_or(|before| {
            let gap = line.base - before.base;
            let wide = leading.is_some_and(|leading| gap > 1.3 * leading.max(before.size));
            let spaced = wide || gap > 2.5 * before.size || gap < 0.0;
            let other_size = (line.size - before.size).abs() > 0.12 * before.size;
            let indented = left.is_some_and(|left| line.left - left > 0.8 * line.size)
                && (before.left - line.left).abs() > 0.5 * line.size
                && ends(&before.text);
            let short = before.right < right - 0.25 * (right - before.left) && ends(&before.text);
            spaced || other_size || indented || short
        });
        match blocks.last_mut() {
            Some(last) if !starts => {
                last.text.push('\n');
                last.text.push_str(&line.text);
            }
            _ => blocks.push(Block { text: line.text.clone(), size: line.size }),
        }
        before = Some(line);
    }
    blocks
}

/// Whether a line ends as a sentence does.
fn ends(text: &str) -> bool {
    let words = text.trim_end().trim_end_matches(['"', '“', '”', '«', '»', '‘', '’', '\'', ')']);
    words.ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a block goes on with another.
fn goes_on(block: &Block, next: &Block) -> bool {
    let same_size = (block.size - next.size).abs() <= 0.05 * block.size;
    let whole = block.text.lines().count() > 1;
    same_size && whole && !ends(&block.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: f64, base: f64, text: &str) -> Piece {
        #[expect(clippy::cast_precision_loss, reason = "a test")]
        let right = left + 5.0 * text.chars().count() as f64;
        Piece { left, right, base, size: 10.0, text: text.to_owned() }
    }

    fn texts(pieces: Vec<Piece>) -> Vec<String> {
        let blocks = blocks(vec![Sheet { height: 800.0, pieces }]);
        blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let long = "Der Rat der Stadt hat gestern lange";
        let mut pieces =
            vec![piece(50.0, 200.0, "Eine Zeile, die über beide Spalten geht und die ganze Breite füllt.")];
        for row in 0..4 {
            let base = 230.0 + 12.0 * f64::from(row);
            // As they are drawn: across the columns.
            pieces.push(piece(50.0, base, &format!("L{row} {long}")));
            pieces.push(piece(300.0, base, &format!("R{row} {long}")));
        }
        let text = texts(pieces).join("\n");
        let order: Vec<usize> =
            ["Eine", "L0", "L3", "R0", "R3"].iter().filter_map(|it| text.find(it)).collect();
        assert_eq!(order.len(), 5, "{text}");
        assert!(order.is_sorted(), "{text}");
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let rows = [("Kiel", "12"), ("Lübeck", "31"), ("Plön", "7")];
        let pieces = (0_u8..).zip(rows).flat_map(|(row, (town, number))| {
            let base = 200.0 + 12.0 * f64::from(row);
            [piece(50.0, base, town), piece(200.0, base, number)]
        });
        assert_eq!(texts(pieces.collect()), ["Kiel 12\nLübeck 31\nPlön 7"]);
    }

    #[test]
    fn a_wider_gap_between_lines_begins_a_paragraph() {
        let bases = [200.0, 212.0, 224.0, 246.0, 258.0];
        let pieces = bases.map(|base| piece(50.0, base, &format!("Zeile bei {base}")));
        assert_eq!(texts(pieces.to_vec()).len(), 2);
    }

    #[test]
    fn numbers_of_pages_and_what_every_page_has_are_no_text() {
        let sheet = |number: u8| Sheet {
            height: 800.0,
            pieces: vec![
                piece(50.0, 30.0, "Küstenbote – Lokales"),
                piece(50.0, 300.0, &format!("Text der Seite {}.", ["eins", "zwei"][usize::from(number)])),
                piece(50.0, 780.0, &format!("Seite {} von 2", number + 1)),
            ],
        };
        let blocks = blocks(vec![sheet(0), sheet(1)]);
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Text der Seite eins.", "Text der Seite zwei."]);
        assert!(!is_number("2025 war ein gutes Jahr") && !is_number("Seite"));
    }
}
