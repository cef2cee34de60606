//! What holds for every text: no panic, spans on character boundaries inside their source, an article never
//! disagrees with its own copy. The texts are the example articles, damaged at random but the same on every run.

use factlint::rule::Files;
use factlint::text::{FileSpan, Source, SourceSet, Span};
use factlint::{Engine, Read};

use crate::common::example_articles;

fn engine() -> Engine {
    Engine::new(&Files::builtin()).expect("the rules load")
}

fn texts() -> Vec<String> {
    example_articles().iter().map(|path| std::fs::read_to_string(path).expect("it is text")).collect()
}

/// Numbers that look random and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}

/// What texts are damaged with: what readers of text stumble over.
const SHARDS: [&str; 36] = [
    "\u{0}",
    "\n",
    "\r\n",
    "\n\n",
    "-\n",
    "\u{ad}",
    "\u{a0}",
    "\u{feff}",
    "\u{202e}",
    "ä",
    "ß",
    "İ",
    "ﬁ",
    "東京",
    "🏴\u{e0067}",
    "e\u{301}",
    "„",
    "“",
    "‚",
    "»",
    "«",
    "(",
    "…",
    "–",
    "1.234,5",
    "99999999999999999999",
    "31. 2. 2025",
    "25.61 Uhr",
    "Mio.",
    "%",
    "https://",
    "+++",
    "nicht",
    "..",
    "- ",
    "   ",
];

fn damage(text: &str, chance: &mut Chance) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..1 + chance.below(12) {
        let at = chance.below(characters.len() + 1);
        match chance.below(4) {
            0 => {
                let shard = SHARDS[chance.below(SHARDS.len())];
                characters.splice(at..at, shard.chars());
            }
            1 => {
                let end = (at + chance.below(40)).min(characters.len());
                characters.drain(at.min(end)..end);
            }
            2 => {
                let end = (at + chance.below(200)).min(characters.len());
                let copy: Vec<char> = characters[at.min(end)..end].to_vec();
                let to = chance.below(characters.len() + 1);
                characters.splice(to..to, copy);
            }
            _ => characters.truncate(characters.len() - chance.below(20).min(characters.len())),
        }
    }
    characters.into_iter().collect()
}

#[track_caller]
fn is_inside(text: &str, span: Span, what: &str) {
    assert!(text.get(span.start()..span.end()).is_some(), "{what} {span:?} cuts a character or the end");
}

#[track_caller]
fn is_inside_file(text: &str, span: FileSpan, what: &str) {
    assert!(text.get(span.start()..span.end()).is_some(), "{what} {span:?} cuts a character of the file");
}

fn check_spans(source: &Source, read: &Read) {
    let document = &read.document;
    let check = |span: Span, what: &str| {
        is_inside(document.text(), span, what);
        is_inside_file(&source.text, document.on_disk(span), what);
    };
    for block in &document.blocks {
        check(block.span, "block");
        for sentence in &block.sentences {
            check(*sentence, "sentence");
        }
    }
    for sentence in &read.reading.sentences {
        for token in &sentence.tokens {
            check(token.span, "token");
        }
    }
    let annotations = &read.annotations;
    annotations.times.iter().for_each(|time| check(time.span, "time"));
    annotations.quantities.iter().for_each(|quantity| check(quantity.span, "quantity"));
    annotations.entities.mentions.iter().for_each(|mention| check(mention.span, "mention"));
    annotations.quotes.iter().for_each(|quote| {
        check(quote.span, "quote");
        check(quote.words, "quote's words");
    });
    read.claims.iter().for_each(|claim| {
        check(claim.span, "claim");
        check(claim.trigger, "trigger");
    });
}

#[test]
fn no_text_breaks_the_reading_and_spans_stay_inside() {
    let engine = engine();
    let texts = texts();
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for _ in 0..40 {
        let mut sources = SourceSet::new();
        for text in &texts {
            sources.add(Source::new("a.txt", damage(text, &mut chance)));
        }
        let reads = engine.read_all(&sources);
        for (id, read) in sources.ids().zip(&reads) {
            check_spans(&sources[id], read);
        }
        for finding in engine.check(&reads) {
            assert!(finding.witnesses.len() >= 2, "{finding:?}");
            for witness in &finding.witnesses {
                let document = &reads[witness.source.index()].document;
                is_inside(document.text(), witness.span, "witness");
                is_inside(document.text(), witness.decisive, "decisive words");
                assert!(witness.span.contains(witness.decisive), "{finding:?}");
                is_inside_file(&sources[witness.source].text, document.on_disk(witness.span), "witness");
            }
        }
    }
}

#[test]
fn any_characters_can_be_read() {
    let engine = engine();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..60 {
        let length = chance.below(300);
        let text: String = (0..length)
            .map(|_| match chance.below(6) {
                0 => char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap_or(0))
                    .unwrap_or('x')
                    .to_string(),
                1 => SHARDS[chance.below(SHARDS.len())].to_owned(),
                2 => " ".to_owned(),
                _ => char::from(u8::try_from(chance.below(128)).unwrap_or(b'x')).to_string(),
            })
            .collect();
        let mut sources = SourceSet::new();
        sources.add(Source::new("a.txt", text.as_str()));
        sources.add(Source::new("b.txt", text));
        let reads = engine.read_all(&sources);
        for (id, read) in sources.ids().zip(&reads) {
            check_spans(&sources[id], read);
        }
        engine.check(&reads);
    }
}

#[test]
fn an_article_never_disagrees_with_its_copy() {
    let engine = engine();
    for text in texts() {
        let mut sources = SourceSet::new();
        sources.add(Source::new("a.txt", text.as_str()));
        sources.add(Source::new("b.txt", text));
        let reads = engine.read_all(&sources);
        for finding in engine.check(&reads) {
            let first = finding.witnesses[0].source;
            assert!(finding.witnesses.iter().all(|witness| witness.source == first), "{finding:?}");
        }
    }
}

#[test]
fn a_long_word_and_a_long_line_are_read_in_time() {
    let engine = engine();
    let texts = [
        "x".repeat(200_000),
        "(".repeat(20_000),
        "„".repeat(20_000),
        "Am Montag, ".repeat(20_000),
        "1.".repeat(50_000),
    ];
    for text in texts {
        let mut sources = SourceSet::new();
        let id = sources.add(Source::new("a.txt", text));
        let started = std::time::Instant::now();
        check_spans(&sources[id], &engine.read(&sources, id));
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }
}
