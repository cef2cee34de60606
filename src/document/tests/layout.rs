//! Kinds of blocks and what is known about an article, on invented articles of every sort.

use chrono::{NaiveDate, NaiveDateTime};

use super::super::{BlockKind, Language, segment_all};
use super::{RULES, blocks, read, read_source};
use crate::text::{Source, SourceSet};

/// The only code here that touches the API; the tests below are text.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(blocks(&read(text)), expected);
}

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, 0)
}

#[track_caller]
fn check_published(text: &str, expected: Option<NaiveDateTime>, outlet: Option<&str>) {
    let document = read(text);
    assert_eq!(document.meta.published, expected, "{text}");
    assert_eq!(document.meta.outlet.as_deref(), outlet, "{text}");
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
fn stamps_in_every_notation() {
    let day = at(2025, 2, 5, 0, 0);
    for (stamp, expected) in [
        ("05.02.2025 - 18:27:00", at(2025, 2, 5, 18, 27)),
        ("Stand: 5. Februar 2025, 10.15 Uhr", at(2025, 2, 5, 10, 15)),
        ("Veröffentlicht am 5. Februar 2025", day),
        ("Veröffentlicht am 05.02.2025 um 7:05 Uhr | Lesedauer: 3 Minuten", at(2025, 2, 5, 7, 5)),
        ("Mittwoch, 5. Feber 2025", day),
        ("05.02.25, 06:30 Uhr", at(2025, 2, 5, 6, 30)),
        ("2025-02-05 21:20", at(2025, 2, 5, 21, 20)),
        ("Meldung vom Mittwoch, 5. Februar 2025", day),
        ("Zuletzt aktualisiert: 5.2.2025, 16:20", at(2025, 2, 5, 16, 20)),
    ] {
        check_published(&format!("Deich hält\n\n{stamp}{BODY}"), expected, None);
    }
    for (stamp, expected) in [
        ("Feb. 5, 2025", day),
        ("Last revised February 5, 2025", day),
        ("Published 5:00 a.m. CT February 5, 2025", at(2025, 2, 5, 5, 0)),
        ("Posted 2/5/2025 9:34 PM", at(2025, 2, 5, 21, 34)),
        ("Wednesday 5th February 2025", day),
        ("Wednesday evening, 5 February 2025", day),
    ] {
        check_published(&format!("Dike holds\n\n{stamp}{ENGLISH}"), expected, None);
    }
}

#[test]
fn stamps_with_other_words() {
    let day = at(2025, 5, 3, 0, 0);
    for stamp in ["Der Deichbote · Samstag, 3. Mai 2025", "Pressemitteilung vom 03.05.2025", "Sa 03.05.2025"]
    {
        check_published(
            &format!("{stamp}\n\nDeich hält\n\n{BODY}"),
            day,
            Some("Der Deichbote").filter(|_| stamp.starts_with("Der")),
        );
    }
    for (stamp, outlet) in [
        ("The Dike Courant — Saturday, May 3, 2025", Some("The Dike Courant")),
        ("Sunday Comet, 3 May 2025", None),
    ] {
        check_published(&format!("{stamp}\n\nDike holds\n\n{ENGLISH}"), day, outlet);
    }
    check_published(
        &format!("3 May 2025, 10:05 AEDT\n\nDike holds\n\n{ENGLISH}"),
        at(2025, 5, 3, 10, 5),
        None,
    );
}

#[test]
fn prose_with_a_date_is_no_stamp() {
    for line in
        ["Wahl am 5. Februar 2025 erwartet", "Was am 5. Februar 2025 geschah", "Der Sturm vom 5.2.2025"]
    {
        let document = read(&format!("{line}{BODY}"));
        assert_eq!(document.blocks[0].kind, BlockKind::Headline, "{line}");
        assert_eq!(document.meta.published, None, "{line}");
    }
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
fn initials_at_the_beginning_are_no_dateline() {
    for line in ["U.S. Senator Ann Cole was right.", "T.K. Lind baute die erste Flöte."] {
        assert_eq!(read(line).meta.dateline, None, "{line}");
    }
}

#[test]
fn outlets_are_named_in_stamps_mastheads_and_datelines() {
    let day = at(2025, 2, 5, 0, 0);
    check_published(
        &format!("Deich hält\n\nHaff-Bote, Mittwoch, 5. Februar 2025{BODY}"),
        day,
        Some("Haff-Bote"),
    );
    check_published(
        &format!("Haff-Bote          Mittwoch, 5. Februar 2025\n\nDeich hält{BODY}"),
        day,
        Some("Haff-Bote"),
    );
    check_published(
        &format!("The Haven Post\nNews · February 5, 2025\n\nDike holds{ENGLISH}"),
        day,
        Some("The Haven Post"),
    );
    let report = format!("Deich hält\n\nNorderhaff (hfa) - {}", BODY.trim_start());
    check_published(&report, None, Some("hfa"));
    let release = format!("Deich hält\n\nNorderhaff, 5. Februar 2025 – {}", BODY.trim_start());
    check_published(&release, day, None);
}

#[test]
fn datelines_are_left_out_of_the_first_sentence() {
    for (dateline, place) in [
        ("Norderhaff (hfa) - ", "Norderhaff"),
        ("NORDERHAFF (hfa/knp) – ", "NORDERHAFF"),
        ("NORDERHAFF. ", "NORDERHAFF"),
        ("Norderhaff/Bad Wellen. ", "Norderhaff/Bad Wellen"),
        ("Wellen am Haff, Nordland - ", "Wellen am Haff, Nordland"),
        ("NORDERHAFF (Haven News) — ", "NORDERHAFF"),
        ("Norderhaff, 5. Februar 2025 – ", "Norderhaff"),
    ] {
        let document = read(&format!("Deich hält\n\n{dateline}{}", BODY.trim_start()));
        let text = document.text();
        assert_eq!(document.meta.dateline.map(|span| span.of(text)), Some(place), "{dateline}");
        assert!(document.blocks[1].sentences[0].of(text).starts_with("Der Deich"), "{dateline}");
    }
}

#[test]
fn datelines_and_runs_of_the_day_tell_when_it_was_published() {
    let day = at(2025, 2, 5, 0, 0);
    for (head, moment) in [
        ("Norderhaff (hfa), 5. Februar 2025, 13.25 Uhr - ", at(2025, 2, 5, 13, 25)),
        ("Norderhaff (hfa) 5.2.2025 - ", day),
        ("Norderhaff, 5. Februar 2025. ", day),
        ("Mittwoch, 5. Februar 2025. ", day),
        ("NORDERHAFF, Feb. 5, 2025 (HFA) - ", day),
        ("Das Siel hielt am Mittwochabend (5. Februar 2025) stand. ", day),
        // Near misses: a day that is told of, and one in brackets that no weekday leads to.
        ("Vom 5. Februar 2025. Das war einmal. ", None),
        ("Das Siel (5. Februar 2025) hielt stand. ", None),
    ] {
        let document = read(&format!("Deich hält\n\n{head}{}", BODY.trim_start()));
        assert_eq!(document.meta.published, moment, "{head}");
    }
}

#[test]
fn pieces_of_writing_carry_their_day() {
    let day = at(2025, 2, 5, 0, 0);
    for line in [
        "Rundmail vom Mittwoch, 5. Februar 2025",
        "Presseaussendung der Deichwacht Norderhaff vom 5.2.2025",
        "5.2.2025 | Von Ada Lind",
        "Von der Haff-Redaktion | 5. Februar 2025",
        "Haff-Bote, Mittwoch/Donnerstag, 5./6. Februar 2025",
    ] {
        assert_eq!(read(&format!("{line}\n\nDeich hält{BODY}")).meta.published, day, "{line}");
    }
    for line in ["Lob für das Siel vom 5. Februar 2025", "Von Wellen am 5. Februar 2025"] {
        assert_eq!(read(&format!("{line}\n\nDeich hält{BODY}")).meta.published, None, "{line}");
    }
}

#[test]
fn a_dateline_without_its_year_gets_that_of_the_others() {
    let mut sources = SourceSet::new();
    sources.add(Source::new("a", format!("Haff-Bote, 6. Februar 2025\n\nDeich hält{BODY}")));
    let dateline = "NORTHHAVEN, Wednesday, Feb. 5 (HFA) - ";
    sources.add(Source::new("b", format!("Dike holds\n\n{dateline}{}", ENGLISH.trim_start())));
    let documents = segment_all(&sources, &RULES);
    assert_eq!(documents[1].meta.published, at(2025, 2, 5, 0, 0));
}

#[test]
fn sentences_with_a_dash_have_no_dateline() {
    for line in [
        "Das Siel - es ist neu - hielt stand.",
        "Heute – so der Verband – bleibt es ruhig.",
        "Pech. Wieder brach das Siel.",
    ] {
        let document = read(&format!("Sturm am Haff\n\n{BODY}\n{line}\n{BODY}"));
        assert_eq!(document.meta.dateline, None, "{line}");
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

#[test]
fn the_caller_knows_better() {
    let mut source = Source::new("test", format!("Deich hält\n\n04.02.2025 - 07:31{BODY}"));
    source.published = at(2025, 2, 6, 12, 0);
    source.language = Some("en".to_owned());
    let meta = read_source(source).meta;
    assert_eq!(meta.published, at(2025, 2, 6, 12, 0));
    assert!(meta.published_time_known);
    assert_eq!(meta.language, Some(Language::ENGLISH));
}

#[test]
fn a_revision_is_told_from_the_publication() {
    let text = format!(
        "Deich hält\n\nVeröffentlicht am 4. Februar 2025, 7.31 Uhr, aktualisiert am 5. Februar 2025, 8.00 Uhr{BODY}"
    );
    let meta = read(&text).meta;
    assert_eq!((meta.published, meta.updated), (at(2025, 2, 4, 7, 31), at(2025, 2, 5, 8, 0)));
}

#[test]
fn other_articles_tell_the_year() {
    let mut sources = SourceSet::new();
    sources.add(Source::new("a", format!("Dike holds\n\nHaven Post, Wednesday 5 February{ENGLISH}")));
    sources.add(Source::new("b", format!("Deich hält\n\n06.02.2025 - 07:31{BODY}")));
    let documents = segment_all(&sources, &RULES);
    assert_eq!(documents[0].meta.published, at(2025, 2, 5, 0, 0));
}
