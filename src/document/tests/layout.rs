//! Kinds of blocks and what is known about an article, on invented articles of every sort.

use super::super::{BlockKind, Language};
use super::{blocks, read};

/// The only code here that touches the API; the tests below are text.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(blocks(&read(text)), expected);
}

const BODY: &str = "\n\nDer Deich bei Norderhaff hat dem Sturm in der Nacht standgehalten. Das teilte der Verband am Morgen mit.\n";
const ENGLISH: &str =
    "\n\nThe dike at Northhaven held through the night, the county said in the morning. Nobody was hurt.\n";

#[test]
fn agency_reports() {
    check(
        "\
hfa 0212 3 vm 201
04.02.2025 - 07:31

Wetter/Küste
Sturm über dem Haff - Deich hält

Norderhaff (hfa) - Der Deich hat in der Nacht zum Dienstag gehalten. Das sagte der Verband.

hfa lno/kb
",
        &[
            "Stamp: hfa 0212 3 vm 201",
            "Stamp: 04.02.2025 - 07:31",
            "Kicker: Wetter/Küste",
            "Headline: Sturm über dem Haff - Deich hält",
            "Paragraph: Der Deich hat in der Nacht zum Dienstag gehalten. / Das sagte der Verband.",
            "Credit: hfa lno/kb",
        ],
    );
}

#[test]
fn newspaper_pages() {
    check(
        "\
Haff-Bote · Mittwoch, 5. Februar 2025 · Seite 4

Als das Wasser kam

Der Deich hielt, die Nerven nicht: eine Nacht bei
den Helfern am Siel

Von Grete Ohlsen

NORDERHAFF. Um drei Uhr früh steht Heiner Voss bis
zu den Knien im Wasser und lacht. „Das hatten wir
schon schlimmer“, sagt der 61-Jährige, der seit sei-
ner Jugend am Siel arbeitet und jeden Stein kennt.
",
        &[
            "Stamp: Haff-Bote · Mittwoch, 5. Februar 2025 · Seite 4",
            "Headline: Als das Wasser kam",
            "Subheadline: Der Deich hielt, die Nerven nicht: eine Nacht bei den Helfern am Siel",
            "Byline: Von Grete Ohlsen",
            "Paragraph: Um drei Uhr früh steht Heiner Voss bis zu den Knien im Wasser und lacht. / „Das hatten wir schon schlimmer“, sagt der 61-Jährige, der seit seiner Jugend am Siel arbeitet und jeden Stein kennt.",
        ],
    );
}

#[test]
fn press_releases() {
    check(
        "\
PRESSEMITTEILUNG
Deichverband Norderhaff, Körperschaft
5. Februar 2025, 9.00 Uhr

Deich hält Sturmflut stand

Der Deich am Siel 4 hat die Sturmflut überstanden. Wir danken allen Helferinnen und Helfern.

Kontakt: Jan Petersen, presse@deich.example
",
        &[
            "Kicker: PRESSEMITTEILUNG",
            "Kicker: Deichverband Norderhaff, Körperschaft",
            "Stamp: 5. Februar 2025, 9.00 Uhr",
            "Headline: Deich hält Sturmflut stand",
            "Paragraph: Der Deich am Siel 4 hat die Sturmflut überstanden. / Wir danken allen Helferinnen und Helfern.",
            "Boilerplate: Kontakt: Jan Petersen, presse@deich.example",
        ],
    );
}

#[test]
fn portals_with_front_matter_and_questions() {
    check(
        "\
---
title: \"Sturm am Haff: Was wir wissen\"
date: 2025-02-05T08:10:00+01:00
source: kuestenblick.example
---

# Sturm am Haff: Was wir wissen

Nach der Nacht ist die Lage ruhig. Die Pegel fallen seit dem Morgen.

## Wie hoch stand das Wasser?

Der Pegel zeigte 3,40 Meter. Das ist der höchste Wert seit Jahren.

*Dieser Text wurde mit Unterstützung künstlicher Intelligenz erstellt.*
",
        &[
            "Stamp: ---",
            "Stamp: title: \"Sturm am Haff: Was wir wissen\"",
            "Stamp: date: 2025-02-05T08:10:00+01:00",
            "Stamp: source: kuestenblick.example",
            "Stamp: ---",
            "Headline: Sturm am Haff: Was wir wissen",
            "Paragraph: Nach der Nacht ist die Lage ruhig. / Die Pegel fallen seit dem Morgen.",
            "Question: Wie hoch stand das Wasser?",
            "Paragraph: Der Pegel zeigte 3,40 Meter. / Das ist der höchste Wert seit Jahren.",
            "Boilerplate: *Dieser Text wurde mit Unterstützung künstlicher Intelligenz erstellt.*",
        ],
    );
}

#[test]
fn live_blogs_run_backwards_through_midnight() {
    check(
        "\
Liveblog: Sturm am Haff

Stand: 5. Februar 2025, 1.30 Uhr

+++ 1.20 Uhr: Pegel fällt +++
Das Wasser geht zurück. Die Helfer atmen auf.

+++ 23.50 Uhr: Siel geschlossen +++
Der Verband schließt das Siel. Danach wird es still.
",
        &[
            "Headline: Liveblog: Sturm am Haff",
            "Stamp: Stand: 5. Februar 2025, 1.30 Uhr",
            "EntryHead 05.02. 01:20: Pegel fällt",
            "Paragraph 05.02. 01:20: Das Wasser geht zurück. / Die Helfer atmen auf.",
            "EntryHead 04.02. 23:50: Siel geschlossen",
            "Paragraph 04.02. 23:50: Der Verband schließt das Siel. / Danach wird es still.",
        ],
    );
}

#[test]
fn entries_in_other_notations() {
    check(
        "\
Storm blog

Coastal Radio | Tuesday 4 February 2025

21:15 BREAKING! The gate is shut. We hear the crews are safe.

20:40 | Water rising
It stands at three metres now, the county says.
",
        &[
            "Headline: Storm blog",
            "Stamp: Coastal Radio | Tuesday 4 February 2025",
            "Paragraph 04.02. 21:15: BREAKING! / The gate is shut. / We hear the crews are safe.",
            "EntryHead 04.02. 20:40: Water rising",
            "Paragraph 04.02. 20:40: It stands at three metres now, the county says.",
        ],
    );
}

#[test]
fn a_single_time_makes_no_live_blog() {
    check(
        "Sturm am Haff\n\n10.30 Uhr war es, als das Siel brach. Niemand hatte damit gerechnet.\n\nDer Verband lässt nun prüfen, woran es lag.",
        &[
            "Headline: Sturm am Haff",
            "Paragraph: 10.30 Uhr war es, als das Siel brach. / Niemand hatte damit gerechnet.",
            "Paragraph: Der Verband lässt nun prüfen, woran es lag.",
        ],
    );
}

#[test]
fn other_stories_are_teasers_with_their_own_days() {
    check(
        "\
Deich hält

Der Deich hat gehalten. Das sagte der Verband am Mittwoch in Norderhaff.

@ hfa.example

Weitere Meldungen

Fähre fährt wieder Nach dem Sturm fährt die Fähre wieder, wie die Reederei sagte. (Küste, 06.02.2025 - 10:38) weiterlesen...

Möwe rettet Fischer (Küste, 07.02.2025 - 06:20) weiterlesen...
",
        &[
            "Headline: Deich hält",
            "Paragraph: Der Deich hat gehalten. / Das sagte der Verband am Mittwoch in Norderhaff.",
            "Credit: @ hfa.example",
            "Boilerplate: Weitere Meldungen",
            "Teaser 06.02. 10:38: Fähre fährt wieder Nach dem Sturm fährt die Fähre wieder, wie die Reederei sagte. / (Küste, 06.02.2025 - 10:38) weiterlesen...",
            "Teaser 07.02. 06:20: Möwe rettet Fischer (Küste, 07.02.2025 - 06:20) weiterlesen...",
        ],
    );
}

#[test]
fn teasers_in_the_middle_end_where_the_story_goes_on() {
    let text =
        format!("Deich hält{BODY}\nMehr zum Thema\n- Fähre fährt wieder\n- Möwe rettet Fischer\n{BODY}");
    let kinds: Vec<BlockKind> = read(&text).blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{Boilerplate, Headline, Paragraph, Teaser};
    assert_eq!(kinds, [Headline, Paragraph, Boilerplate, Teaser, Teaser, Paragraph]);
}

#[test]
fn links_lists_tables_and_signatures() {
    check(
        "\
Deich hält

Der Deich hat gehalten. Das sagte der Verband am Mittwoch in Norderhaff.

Pegel\tMontag\tDienstag
Siel 4\t3,10\t3,40
Siel 5\t2,90\t3,05

• Die Fähre ruht bis Freitag.
• Die Schule öffnet wieder.

Quelle: https://www.hfa.example/deich-haelt

Grete Ohlsen, Pressesprecherin
",
        &[
            "Headline: Deich hält",
            "Paragraph: Der Deich hat gehalten. / Das sagte der Verband am Mittwoch in Norderhaff.",
            "TableRow: Pegel Montag Dienstag",
            "TableRow: Siel 4 3,10 3,40",
            "TableRow: Siel 5 2,90 3,05",
            "ListItem: • Die Fähre ruht bis Freitag.",
            "ListItem: • Die Schule öffnet wieder.",
            "Link: Quelle: https://www.hfa.example/deich-haelt",
            "Credit: Grete Ohlsen, Pressesprecherin",
        ],
    );
}

#[test]
fn headings_that_begin_like_bylines() {
    for line in [
        "VON DER HAND IN DEN MUND",
        "Von Anfang an dabei",
        "Von Norderhaff nach Wellen",
        "By the time it rained",
    ] {
        let document = read(&format!("{line}{BODY}"));
        assert_eq!(document.blocks[0].kind, BlockKind::Headline, "{line}");
    }
}

#[test]
fn languages_of_blocks() {
    let document = read(&format!("Deich hält{BODY}{ENGLISH}\nNorderhaff 2025"));
    let languages: Vec<Language> = document.blocks.iter().map(|block| block.language).collect();
    let (german, english) = (Language::GERMAN, Language::ENGLISH);
    assert_eq!(languages[..3], [german, german, english]);
    assert_eq!(read(&format!("Dike holds{ENGLISH}")).meta.language, Some(english));
    assert_eq!(read("Haff").meta.language, Some(german));
    assert_eq!(read("Anna Reed represents Northhaven.").meta.language, Some(english));
}
