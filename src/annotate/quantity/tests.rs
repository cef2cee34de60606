//! Texts and the quantities that should be seen in them.

use super::{Quantity, QuantityKind, Rules, find};
use crate::document::{self, Document};
use crate::language;
use crate::rule::Files;
use crate::text::{Source, SourceSet};
use std::sync::OnceLock;

/// Everything that reads a text up to its quantities.
struct Reader {
    document: document::Rules,
    language: language::Rules,
    quantity: Rules,
}

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let files = Files::builtin();
        Reader {
            document: document::Rules::load(&files).expect("the document rules load"),
            language: language::Rules::load(&files).expect("the language rules load"),
            quantity: Rules::load(&files).expect("the quantity rules load"),
        }
    })
}

/// The quantities of a text in a language, one line each.
fn read(language: &str, text: &str) -> Vec<String> {
    let reader = reader();
    let mut sources = SourceSet::new();
    let id = sources.add(Source::new("text", text));
    let mut document = document::segment(&sources, id, &reader.document);
    // Short texts do not tell their language.
    let language = document::Language::from_code(language).expect("a code");
    for block in &mut document.blocks {
        block.language = language;
    }
    let reading = language::read(&document, &reader.language);
    let quantities = find(&document, &reading, &[], &reader.quantity);
    quantities.iter().map(|quantity| line(&document, quantity)).collect()
}

/// `words: kind least..most unit noun <whole`
fn line(document: &Document, quantity: &Quantity) -> String {
    let end = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value}"));
    let number = match quantity.against {
        Some(against) => format!("{}:{against}", quantity.value),
        None if quantity.least == quantity.most => end(quantity.least),
        None => format!("{}..{}", end(quantity.least), end(quantity.most)),
    };
    let kind = match quantity.kind {
        QuantityKind::Count => "count",
        QuantityKind::Money => "money",
        QuantityKind::Share => "share",
        QuantityKind::Points => "points",
        QuantityKind::Duration => "duration",
        QuantityKind::Age => "age",
        QuantityKind::Measure => "measure",
        QuantityKind::Score => "score",
        QuantityKind::Ordinal => "ordinal",
        QuantityKind::Name => "name",
    };
    let mut line = format!("{}: {kind} {number}", quantity.span.of(document.text()));
    for part in [&quantity.unit, &quantity.noun].into_iter().flatten() {
        line.push(' ');
        line.push_str(part);
    }
    if let Some(whole) = quantity.part_of {
        line.push_str(&format!(" <{whole}"));
    }
    line
}

#[track_caller]
fn german(text: &str, expected: &[&str]) {
    assert_eq!(read("de", text), expected, "{text}");
}

#[track_caller]
fn english(text: &str, expected: &[&str]) {
    assert_eq!(read("en", text), expected, "{text}");
}

#[test]
fn money_is_read_in_every_notation() {
    german("Es kostet 1.234,5 Euro.", &["1.234,5 Euro: money 1234.5 EUR"]);
    german("Es waren knapp 1,2 Mrd. Dollar.", &["knapp 1,2 Mrd. Dollar: money 1100000000..1200000000 USD"]);
    german(
        "Es geht um 1,18 Milliarden Franken.",
        &["1,18 Milliarden Franken: money 1175000000..1185000000 CHF"],
    );
    german("zweieinhalb Millionen Euro", &["zweieinhalb Millionen Euro: money 2375000..2625000 EUR"]);
    german("mehr als eine Viertelmillion Euro", &["mehr als eine Viertelmillion Euro: money 250000.. EUR"]);
    english("He took $2.3 million in bribes.", &["$2.3 million: money 2250000..2350000 USD"]);
    english(
        "The fee is €14m, with another €2.5m.",
        &["€14m: money 13500000..14500000 EUR", "€2.5m: money 2450000..2550000 EUR"],
    );
    english("It paid £11.7m.", &["£11.7m: money 11650000..11750000 GBP"]);
    english(
        "A contract of more than $250,000 is signed.",
        &["more than $250,000: money 250000.. USD contract"],
    );
    english(
        "between $2 million and $3 million",
        &["$2 million: money 1900000..2100000 USD", "$3 million: money 2850000..3150000 USD"],
    );
}

#[test]
fn orders_of_magnitude_are_intervals() {
    german(
        "einen Betrag im mittleren einstelligen Millionenbereich",
        &["mittleren einstelligen Millionenbereich: money 3250000..7300000 EUR"],
    );
    german(
        "im unteren sechsstelligen Bereich",
        &["unteren sechsstelligen Bereich: money 100000..460000 EUR"],
    );
    english("a seven-figure sum", &["seven-figure sum: money 1000000..10000000"]);
    german("Das Wachstum war zweistellig.", &[]);
}

#[test]
fn shares_and_points_differ() {
    german("um rund 40 Prozent", &["rund 40 Prozent: share 35..45 percent"]);
    german("2,5 Prozentpunkte", &["2,5 Prozentpunkte: points 2.45..2.55 percentage-point"]);
    german("um fast ein Viertel gestiegen", &["fast ein Viertel: share 21.25..25 percent"]);
    german("jeder Dritte", &["jeder Dritte: share 32.3333333333..34.3333333333 percent"]);
    english("prices rise 12 percent", &["12 percent: share 11.5..12.5 percent"]);
    english("up 2.5 percentage points", &["2.5 percentage points: points 2.45..2.55 percentage-point"]);
    english("one in five", &["one in five: share 19.4..20.6 percent"]);
}

#[test]
fn durations_join_their_parts() {
    german("mehr als vier Stunden", &["mehr als vier Stunden: duration 14400.. second"]);
    german("viereinviertel Stunden", &["viereinviertel Stunden: duration 15300 second"]);
    german("nach nicht einmal vier Minuten", &["nicht einmal vier Minuten: duration ..240 second"]);
    german("nach einer halben Stunde", &["einer halben Stunde: duration 1800 second"]);
    german("drei Stunden und 20 Minuten", &["drei Stunden und 20 Minuten: duration 12000 second"]);
    english("up to 20 years", &["up to 20 years: duration ..631139040 second"]);
    english("just under three weeks", &["just under three weeks: duration 1542240..1814400 second"]);
    english("It took half an hour.", &["half an hour: duration 1800 second"]);
}

#[test]
fn ages_are_no_durations() {
    german("im Alter von 24 und 26 Jahren", &["24: age 24 year-of-age", "26 Jahren: age 26 year-of-age"]);
    german("42 und 31 Jahre alt", &["42: age 42 year-of-age", "31 Jahre alt: age 31 year-of-age"]);
    english("She is 58 years old.", &["58 years old: age 58 year-of-age"]);
}

#[test]
fn measures_have_base_units() {
    german("mit Tempo 131", &["Tempo 131: measure 130.5..131.5 kilometre-per-hour"]);
    german("mit 118 km/h", &["118 km/h: measure 117.5..118.5 kilometre-per-hour"]);
    german(
        "fast 50 Kilometer pro Stunde",
        &["fast 50 Kilometer pro Stunde: measure 42.5..50 kilometre-per-hour"],
    );
    english("at least 3 miles", &["at least 3 miles: measure 4828.032.. metre"]);
}

#[test]
fn scores_have_two_numbers() {
    german("Sie verloren 0:4 gegen den Meister.", &["0:4: score 0:4"]);
    english("The 1-0 defeat hurt.", &["1-0: score 1:0"]);
    english("the 2020-21 season", &[]);
}

#[test]
fn some_numbers_only_name() {
    german(
        "Sie wohnt in Halle 6 und trägt die Nummer 19.",
        &["Halle 6: name 6 Halle", "Nummer 19: name 19 Nummer"],
    );
    german("Das Urteil (Az. 6 Ks 14/25) liegt vor.", &["6 Ks 14/25: name 6"]);
    german("Sie stehen auf Platz neun.", &["Platz neun: ordinal 9 Platz"]);
    english("He wears the number 19 shirt.", &["number 19: name 19 number"]);
}

#[test]
fn what_is_no_number_is_left_alone() {
    german("Er rief 0561 123456 an, um 18.30 Uhr, siehe https://example.org/2025/12.", &[]);
    german("Am Ende sah man eine Elf ohne Mut.", &[]);
    german("Das ist einfach ein guter Plan.", &[]);
    english("No one came, and a man left.", &[]);
}

#[test]
fn counts_know_what_they_count_and_the_whole() {
    german("Dabei starben fünf Menschen.", &["fünf Menschen: count 5 Mensch"]);
    german(
        "Georgien hat 14 kasachische Firmen belegt, neun davon in Aktau.",
        &["14 kasachische Firmen: count 14 Firma", "neun davon: count 9 Firma <0"],
    );
    german(
        "Es entfallen 640 der 5.180 Stellen.",
        &["640: count 640 Stelle <1", "5.180 Stellen: count 5180 Stelle"],
    );
    german("Die Zahl der Verletzten ist auf sieben gestiegen.", &["sieben: count 7 Verletzter"]);
    german(
        "Es entfallen 380 Stellen auf Kassel, 210 auf Zwickau und 50 auf Hof.",
        &["380 Stellen: count 380 Stelle", "210: count 210 Stelle", "50: count 50 Stelle"],
    );
    english(
        "He was found guilty on seven of nine counts.",
        &["seven: count 7 count <1", "nine counts: count 9 count"],
    );
    german("Sie einigen sich auf einen Plan.", &[]);
    english("between 2017 and 2021 he served", &[]);
}
