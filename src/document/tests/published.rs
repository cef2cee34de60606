//! When and where an article was published: stamps, datelines, mastheads, on invented articles.

use chrono::{NaiveDate, NaiveDateTime};

use super::super::{BlockKind, Language, segment_all};
use super::{RULES, read, read_source};
use crate::text::{Source, SourceSet};

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
