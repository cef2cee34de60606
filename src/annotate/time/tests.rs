//! Texts with the times that should be seen in them.

use std::fmt::Write as _;

use chrono::NaiveDateTime;

use super::{Bound, Rules, Time, find};
use crate::document;
use crate::language::Reading;
use crate::rule::Files;
use crate::text::{Source, SourceSet};

/// Everything found in a text written on a day, as `words = VALUE`, one per line.
#[track_caller]
fn times(language: &str, published: &str, text: &str) -> Vec<(String, Time)> {
    let files = Files::builtin();
    let rules = Rules::load(&files).expect("the built-in rules load");
    let layout = document::Rules::load(&files).expect("the built-in rules load");
    let mut sources = SourceSet::new();
    let mut source = Source::new("test", text);
    source.language = Some(language.to_owned());
    source.published = NaiveDateTime::parse_from_str(&format!("{published}T12:00"), "%Y-%m-%dT%H:%M").ok();
    let id = sources.add(source);
    let document = document::segment(&sources, id, &layout);
    let found = find(&document, &Reading::default(), &rules);
    found.into_iter().map(|time| (time.span.of(document.text()).to_owned(), time)).collect()
}

#[track_caller]
fn check(language: &str, published: &str, text: &str, expected: &[&str]) {
    let mut seen = Vec::new();
    for (words, time) in times(language, published, text) {
        let mut line = String::new();
        let _ = write!(line, "{words} = {}", time.value);
        seen.push(line);
    }
    assert_eq!(seen, expected, "in {text:?}");
}

/// German on Wednesday, 12 February 2025.
#[track_caller]
fn german(text: &str, expected: &[&str]) {
    check("de", "2025-02-12", text, expected);
}

#[track_caller]
fn one(language: &str, text: &str) -> Time {
    let mut found = times(language, "2025-02-12", text);
    assert_eq!(found.len(), 1, "one time in {text:?}: {found:?}");
    found.remove(0).1
}

#[track_caller]
fn interval(language: &str, text: &str) -> String {
    let interval = one(language, text).interval.expect("an interval");
    format!("{} {}", interval.from.format("%Y-%m-%dT%H:%M:%S"), interval.to.format("%Y-%m-%dT%H:%M:%S"))
}

#[test]
fn dates_in_every_notation() {
    german("Sie wurde am 28. Januar 2017 gewählt.", &["28. Januar 2017 = 2017-01-28"]);
    german("Das Urteil vom 12.02.2025 ist da.", &["12.02.2025 = 2025-02-12"]);
    german("Ende 2005 schloss das Werk.", &["Ende 2005 = 2005"]);
    german("Im Juli 2018 brannte die Halle.", &["Juli 2018 = 2018-07"]);
    german(
        "Das Fest war am 15. und 16. Jänner in der Halle.",
        &["15. = 2025-01-15", "16. Jänner = 2025-01-16"],
    );
    german("Seit Februar 2022 herrscht Krieg.", &["Februar 2022 = 2022-02"]);
}

#[test]
fn weekday_and_date_are_one_time_that_keeps_both() {
    let time = one("de", "Am Mittwoch, den 4. Juni 2025, wird gewählt.");
    assert_eq!(time.value, "2025-06-04");
    assert_eq!(time.weekday, Some(chrono::Weekday::Wed));
    assert!(time.explicit_date);
}

#[test]
fn weekdays_are_the_last_ones_unless_the_clause_looks_ahead() {
    german("Am Freitag sagte er die Reise ab.", &["Freitag = 2025-02-07"]);
    german("Am Freitag soll das Treffen stattfinden.", &["Freitag = 2025-02-14"]);
    german("Am Dienstagabend brannte es.", &["Dienstagabend = 2025-02-11TEV"]);
}

#[test]
fn the_night_to_saturday_begins_on_friday() {
    german("In der Nacht auf Samstag brannte es.", &["Nacht auf Samstag = 2025-02-07TNI"]);
    assert_eq!(
        interval("de", "In der Nacht zum Samstag brannte es."),
        "2025-02-07T20:00:00 2025-02-08T06:00:59"
    );
}

#[test]
fn relative_days_and_years() {
    german("Gestern und vorgestern war Ruhe.", &["Gestern = 2025-02-11", "vorgestern = 2025-02-10"]);
    german("Im Vorjahr waren es mehr.", &["Vorjahr = 2024"]);
    german("Heuer sind es mehr als im vergangenen Jahr.", &["Heuer = 2025", "vergangenen Jahr = 2024"]);
    let time = one("de", "Vor zwei Wochen begann der Streik.");
    assert_eq!((time.value.as_str(), time.relative, time.duration), ("P2W", true, None));
    assert_eq!(
        interval("de", "Vor zwei Wochen begann der Streik."),
        "2025-01-27T00:00:00 2025-02-02T23:59:59"
    );
}

#[test]
fn what_is_counted_from_the_event_before() {
    german(
        "Am 3. Februar brach der Damm. Zwei Tage später kam das Wasser, am selben Abend der Strom.",
        &["3. Februar = 2025-02-03", "Zwei Tage später = 2025-02-05", "selben Abend = 2025-02-05TEV"],
    );
    german(
        "Am Montag wurde er verletzt, tags zuvor hatte er gewarnt.",
        &["Montag = 2025-02-10", "tags zuvor = 2025-02-09"],
    );
}

#[test]
fn clock_times() {
    for (text, minute) in [
        ("Um 10.30 Uhr begann es.", 630),
        ("Um halb zwölf begann es.", 690),
        ("Um Viertel nach zehn begann es.", 615),
        ("Um viertel zwölf begann es.", 675),
        ("Um 18 Uhr begann es.", 1080),
    ] {
        assert_eq!(one("de", text).clock, Some((minute, minute)), "{text}");
    }
    let time = one("de", "Kurz vor sechs begann es.");
    assert_eq!((time.clock, time.approximate, time.half_day), (Some((345, 359)), true, true));
}

#[test]
fn lengths_with_their_bounds() {
    let hour = 3600.0;
    for (text, value, least, most) in [
        ("Das Gespräch dauerte vier Stunden.", "PT4H", Some(4.0 * hour), Some(4.0 * hour)),
        ("Es dauerte mehr als vier Stunden.", "PT4H", Some(4.0 * hour), None),
        ("Es dauerte anderthalb Stunden.", "PT1.5H", Some(1.5 * hour), Some(1.5 * hour)),
        ("Es dauerte eine halbe Stunde.", "PT0.5H", Some(0.5 * hour), Some(0.5 * hour)),
        ("Nach anderthalbstündiger Beratung kam nichts.", "PT1.5H", Some(1.5 * hour), Some(1.5 * hour)),
        ("Ein vierstündiges Gespräch.", "PT4H", Some(4.0 * hour), Some(4.0 * hour)),
        ("Es dauerte zwei bis drei Stunden.", "PT2H", Some(2.0 * hour), Some(3.0 * hour)),
    ] {
        let time = one("de", text);
        assert_eq!((time.value.as_str(), time.duration), (value, Some((least, most))), "{text}");
    }
}

#[test]
fn bounds() {
    for (text, bound) in [
        ("Bis Freitag gilt das.", Bound::Until),
        ("Ab Freitag gilt das.", Bound::From),
        ("Seit Freitag gilt das.", Bound::From),
        ("Am Freitag gilt das.", Bound::At),
        ("Nach Freitag gilt das.", Bound::After),
    ] {
        assert_eq!(one("de", text).bound, bound, "{text}");
    }
}

#[test]
fn what_comes_back() {
    german("Der Rat tagt jeden Montag.", &["jeden Montag = XXXX-WXX-1"]);
    german("Er läuft täglich.", &["täglich = P1D"]);
    german("Es tagt alle zwei Wochen.", &["alle zwei Wochen = P2W"]);
}

#[test]
fn without_a_day_of_writing_values_stay_open() {
    check(
        "de",
        "",
        "Am 3. Juni und am Dienstag sprach sie.",
        &["3. Juni = XXXX-06-03", "Dienstag = XXXX-WXX-2"],
    );
    check("de", "", "Am 3. Juni 2024 sprach sie.", &["3. Juni 2024 = 2024-06-03"]);
}

#[test]
fn near_misses() {
    german("Frau Mai kam mit Herrn Sommer.", &[]);
    german("Die Montagsdemonstration zog durch Mitte.", &[]);
    german("Es kamen 5.000 Menschen.", &[]);
    german("Rund 2000 Menschen kamen.", &[]);
    german("Der 57-jährige Fahrer starb.", &[]);
    german("Der Mai-Umsturz scheiterte.", &[]);
}

/// English on Wednesday, 12 February 2025.
#[track_caller]
fn english(text: &str, expected: &[&str]) {
    check("en", "2025-02-12", text, expected);
}

#[test]
fn english_dates() {
    english("He was born on Feb. 18, 2024, in Riga.", &["Feb. 18, 2024 = 2024-02-18"]);
    english("It began on September 29.", &["September 29 = 2024-09-29"]);
    english("The trial of Sept. 12 ended.", &["Sept. 12 = 2024-09-12"]);
    english("Filed 5/16/2025 in court.", &["5/16/2025 = 2025-05-16"]);
    english("On Friday he cancelled the trip.", &["Friday = 2025-02-07"]);
    english("On Friday he will meet her.", &["Friday = 2025-02-14"]);
    english("Sales fell in the third quarter of 2024.", &["the third quarter of 2024 = 2024-Q3"]);
    english("They met on Tuesday evening.", &["Tuesday evening = 2025-02-11TEV"]);
}

#[test]
fn english_relative_times() {
    english("She left last year.", &["last year = 2024"]);
    english("She left three weeks ago.", &["three weeks ago = 2025-W04"]);
    english(
        "On Monday it failed. Two days later it worked.",
        &["Monday = 2025-02-10", "Two days later = 2025-02-12"],
    );
    english("He said so yesterday.", &["yesterday = 2025-02-11"]);
}

#[test]
fn english_clock_times() {
    for (text, minute) in [
        ("It began at 1 p.m. in court.", 780),
        ("It began at 4:38 p.m. CDT.", 998),
        ("It began at 12 a.m. sharp.", 0),
        ("It began at noon.", 720),
        ("It began at half past ten.", 630),
    ] {
        assert_eq!(one("en", text).clock, Some((minute, minute)), "{text}");
    }
    assert_eq!(one("en", "It began at 4:38 p.m. CDT.").value, "2025-02-12T16:38-05");
}

#[test]
fn english_lengths() {
    for (text, value) in [
        ("A four-and-a-half-year sentence.", "P4.5Y"),
        ("It took more than four hours.", "PT4H"),
        ("It took twenty-four hours.", "PT24H"),
        ("It took half an hour.", "PT0.5H"),
        ("A two-hour meeting.", "PT2H"),
    ] {
        let time = one("en", text);
        assert_eq!((time.value.as_str(), time.duration.is_some()), (value, true), "{text}");
    }
}

#[test]
fn english_near_misses() {
    english("You may march on.", &[]);
    english("May we go?", &[]);
    english("The 57-year-old driver died.", &[]);
    english("About 2000 people came.", &[]);
    english("Prices fall and spring back.", &[]);
}

#[test]
fn a_part_of_the_day_belongs_to_the_day_spoken_of() {
    german(
        "Am Montag brannte eine Halle. Gegen 21 Uhr war das Feuer gelöscht.",
        &["Montag = 2025-02-10", "21 Uhr = 2025-02-10T21:00"],
    );
    // Written at noon, the evening of a past clause is yesterday's.
    german("Er sagte am Abend ab.", &["Abend = 2025-02-11TEV"]);
    german(
        "Am Dienstag kam die Absage. Am Abend zuvor wurde getagt.",
        &["Dienstag = 2025-02-11", "Abend zuvor = 2025-02-10TEV"],
    );
}

#[test]
fn a_date_without_a_year_is_near_the_day_of_writing() {
    german("Die Verkündung war für den 3. April angesetzt.", &["den 3. April = 2025-04-03"]);
    german("Am 29. November gewann sie.", &["29. November = 2024-11-29"]);
    german("Im Jahr 1969 und im Mai 1970 bebte es.", &["Jahr 1969 = 1969", "Mai 1970 = 1970-05"]);
}

#[test]
fn clock_and_day_in_one() {
    english("They met at 1 p.m. Thursday.", &["1 p.m. Thursday = 2025-02-06T13:00"]);
    german("Geändert: 2025-02-10T21:20:00+01:00", &["2025-02-10T21:20:00+01:00 = 2025-02-10T21:20"]);
}

#[test]
fn histories_count_from_the_year_told_about() {
    let text = "Am 3. März 1871 fiel die Stadt. Im Mai 1871 brach ein Aufstand aus, im Juni 1871 ein zweiter. \
                Am 4. Juli siegte das Heer.";
    let found = times("de", "2025-02-12", text);
    assert_eq!(found.last().map(|(_, time)| time.value.as_str()), Some("1871-07-04"));
}

#[test]
fn easter_and_the_holidays_that_hang_on_it() {
    german("Ostern 2024 war früh.", &["Ostern 2024 = 2024-03-31"]);
    german("Am Karfreitag 2025 ruhte alles.", &["Karfreitag 2025 = 2025-04-18"]);
}

#[test]
fn no_bytes_make_it_fail() {
    for text in [
        "",
        "\u{0}",
        "32. 13. 99999",
        "vor 99999999999 Jahren",
        "9999999 Jahrtausende später",
        "am 31. Februar 2025",
        "um 25.61 Uhr",
        "Ⅷ. ²³ ﬁ 12.",
        "v. Chr. 0 v. Chr. 44 v. Chr.",
    ] {
        let _ = times("de", "2025-02-12", text);
        let _ = times("en", "", text);
    }
}
