//! Where words, numbers and marks are cut.

use crate::language::token::Tokenizer;
use crate::rule::Files;
use crate::text::Span;

/// The only code here that touches the API; tokens are shown with a bar between them.
#[track_caller]
fn check(language: &str, text: &str, expected: &str) {
    let tokenizer = Tokenizer::load(&Files::builtin(), language).expect("token.toml is right");
    let mut tokens = Vec::new();
    tokenizer.split(text, Span::new(0, text.len()), &mut tokens);
    let shown: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
    assert_eq!(shown.join("|"), expected);
}

#[test]
fn words_and_marks_stand_apart() {
    check(
        "de",
        "„Wir kommen“, sagte sie (leise) – dann: »Ja!« … Ach so...",
        "„|Wir|kommen|“|,|sagte|sie|(|leise|)|–|dann|:|»|Ja|!|«|…|Ach|so|...",
    );
}

#[test]
fn numbers_are_whole() {
    check("de", "1.234,5 Tonnen um 10.30 Uhr", "1.234,5|Tonnen|um|10.30|Uhr");
    check(
        "de",
        "0:4 verloren, 2,5 Prozent, 7 %, €23, 23€.",
        "0:4|verloren|,|2,5|Prozent|,|7|%|,|€|23|,|23|€|.",
    );
    check("de", "10-12 Leute, 10–12, 2025-03-04", "10|-|12|Leute|,|10|–|12|,|2025-03-04");
    check("de", "bei -3 °C und 1990er Jahren, 60qm", "bei|-|3|°C|und|1990er|Jahren|,|60qm");
}

#[test]
fn a_dot_stays_with_ordinals_and_abbreviations() {
    check("de", "Am 28. Januar kam Dr. Ott.", "Am|28.|Januar|kam|Dr.|Ott|.");
    check("de", "z.B. 3 Mio. Euro bzw. u. a. mehr", "z.B.|3|Mio.|Euro|bzw.|u.|a.|mehr");
    check("de", "Markus K.s Bruder, Papst Pius IX. kam", "Markus|K.s|Bruder|,|Papst|Pius|IX.|kam");
    check("de", "Er kam 2019.", "Er|kam|2019|.");
    check("de", "Er kam.Dann ging er", "Er|kam|.|Dann|ging|er");
    check("en", "Mr. Ott of the U.S. came in 12. He left", "Mr.|Ott|of|the|U.S.|came|in|12|.|He|left");
}

#[test]
fn hyphens_hold_compounds_together() {
    check(
        "de",
        "US-Präsident, Außen- und Innenminister, der 62-Jährige, 4:2-Sieg",
        "US-Präsident|,|Außen-|und|Innenminister|,|der|62-Jährige|,|4:2-Sieg",
    );
    check("de", "Minister und -präsidenten - so hieß es", "Minister|und|-präsidenten|-|so|hieß|es");
}

#[test]
fn apostrophes() {
    check("de", "Scholz' Rede und ‚Hans’ von O'Neill", "Scholz'|Rede|und|‚|Hans|’|von|O'Neill");
    check("en", "Don't say it's Anna’s, we cannot!", "Do|n't|say|it|'s|Anna|’s|,|we|can|not|!");
    check("en", "the ministers' talks", "the|ministers|'|talks");
}

#[test]
fn addresses_are_whole() {
    check(
        "de",
        "Siehe https://a.example/b?c=1, oder (www.b.example) und x.y@c.example.",
        "Siehe|https://a.example/b?c=1|,|oder|(|www.b.example|)|und|x.y@c.example|.",
    );
    check(
        "de",
        "laut zeitung.example und dpa/afp bei 80 km/h",
        "laut|zeitung.example|und|dpa|/|afp|bei|80|km/h",
    );
}

#[test]
fn any_text_is_read_without_panic() {
    let tokenizer = Tokenizer::load(&Files::builtin(), "de").expect("token.toml is right");
    for text in [
        "",
        "'",
        "’’’",
        "-",
        "@",
        "#",
        "a@",
        "\u{300}",
        "\u{ad}\u{200b}",
        "…'-.,:/",
        "°",
        "ä.ö-ü’",
        "www.",
        "h",
    ] {
        let mut tokens = Vec::new();
        tokenizer.split(text, Span::new(0, text.len()), &mut tokens);
        assert!(tokens.iter().all(|token| !token.of(text).is_empty()), "{text:?}");
    }
}
