//! What holds for every text, however broken.

use super::{read, read_source};
use crate::text::{Source, Span};

/// Pieces that layouts, sentences and spans trip over.
const PIECES: [&str; 56] = [
    "Der Deich",
    " hält",
    ". ",
    "\n",
    "\n\n",
    "\r\n",
    "-\n",
    "\u{ad}\n",
    "\u{ad}",
    "\u{a0}",
    "„",
    "“",
    "«",
    "»",
    "…",
    "+++ ",
    "14:05",
    " | ",
    "14.05 Uhr",
    " Uhr",
    "05.02.2025",
    "5. Februar 2025",
    "Stand: ",
    "Weitere Meldungen",
    "(hfa) - ",
    "NORDERHAFF",
    "Von Grete Ohlsen",
    "https://a.example/b",
    "@ ",
    "presse@a.example",
    "# ",
    "• ",
    "a) ",
    "1. ",
    "(ii) ",
    "\t",
    "\u{0}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{2028}",
    "\u{c}",
    "日本語。",
    "e\u{301}",
    "ﬁ",
    "🦀",
    "z. B. ",
    "Dr. ",
    "U.S. ",
    "K. ",
    "---\n",
    "title: x\n",
    "date: 2025-13-45\n",
    "99:99 ",
    "32.13.2025",
    "5/16/2025",
    "\u{202e}",
];

/// A small generator of numbers: the same texts in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Holds for every text: spans lie on characters, inside their block and in order, and lead back to the same words.
fn holds(file: &str) {
    let document = read(file);
    let text = document.text();
    let mut before = 0;
    for block in &document.blocks {
        assert!(text.get(block.span.start()..block.span.end()).is_some(), "{file:?}");
        assert!(!block.sentences.is_empty(), "{file:?}");
        let mut end = block.span.start();
        for sentence in &block.sentences {
            assert!(block.span.contains(*sentence), "{file:?}");
            assert!(sentence.start() >= end && !sentence.is_empty(), "{file:?}");
            end = sentence.end();
            let on_disk = document.on_disk(*sentence);
            assert!(file.get(on_disk.start()..on_disk.end()).is_some(), "{file:?}");
            assert!(on_disk.start() >= before, "{file:?}");
            before = on_disk.start();
            assert_eq!(bare(on_disk.of(file)), bare(sentence.of(text)), "{file:?}");
        }
    }
}

/// What of a text is on disk and in the reading text alike: no blanks, no hyphens, nothing unseen, ligatures apart.
fn bare(text: &str) -> String {
    text.replace('ﬁ', "fi")
        .chars()
        .filter(|&c| !super::super::lines::is_blank(c) && !matches!(c, '-' | '\u{2010}' | '\u{ad}'))
        .collect()
}

#[test]
fn spans_lead_back_whatever_the_text() {
    let mut numbers = Numbers(7);
    for _ in 0..1500 {
        let length = numbers.below(40);
        let text: String = (0..length).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        holds(&text);
    }
}

#[test]
fn any_bytes_are_read() {
    let mut numbers = Numbers(11);
    for _ in 0..500 {
        let bytes: Vec<u8> =
            (0..numbers.below(300)).map(|_| u8::try_from(numbers.below(256)).unwrap_or(0)).collect();
        holds(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn every_piece_of_a_span_lies_on_characters() {
    let file = "Der Minis-\nter\u{a0}zahl\u{ad}te fünf Euro an den ﬁ\u{feff}ndigen Wirt.";
    let document = read(file);
    let text = document.text();
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (place, &start) in ends.iter().enumerate() {
        for &end in &ends[place..] {
            let on_disk = document.on_disk(Span::new(start, end));
            assert!(file.get(on_disk.start()..on_disk.end()).is_some());
        }
    }
}

#[test]
fn empty_and_blank_files_have_no_blocks() {
    for file in ["", " ", "\n\n\n", "\u{feff}", "\u{0}\u{0}"] {
        assert!(read(file).blocks.is_empty(), "{file:?}");
    }
}

#[test]
fn long_monotonous_texts_are_read() {
    for piece in [
        ".",
        ". ",
        "A. ",
        "(",
        ". (",
        "1) ",
        "\n",
        "a\n",
        "a-\n",
        "wort",
        "12:00 X\n\n",
        "… ",
        "a.b. ",
        "d. h. ",
    ] {
        let document = read_source(Source::new("test", piece.repeat(40_000 / piece.len())));
        assert!(document.meta.published.is_none());
    }
}
