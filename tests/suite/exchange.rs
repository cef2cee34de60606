//! What is found must not hang on who, where and when: names, places and dates are exchanged, the findings stay.

use factlint::Engine;
use factlint::finding::{Finding, FindingKind, Level};
use factlint::rule::Files;
use factlint::text::{Source, SourceSet};

/// Somebody's story: two people, where they met, where they did not, and the day of a call.
struct Cast {
    first: &'static str,
    first_surname: &'static str,
    second: &'static str,
    second_surname: &'static str,
    place: &'static str,
    day: &'static str,
}

const CASTS: [Cast; 4] = [
    Cast {
        first: "Präsident Jorun Hallvard",
        first_surname: "Hallvard",
        second: "Präsident Timo Raudsepp",
        second_surname: "Raudsepp",
        place: "Lissabon",
        day: "12. Mai 2024",
    },
    Cast {
        first: "Ministerpräsidentin Alma Kortes",
        first_surname: "Kortes",
        second: "Kanzler Ruben Thalheim",
        second_surname: "Thalheim",
        place: "Oslo",
        day: "3. September 2023",
    },
    Cast {
        first: "Verbandschef Ole Brandvik",
        first_surname: "Brandvik",
        second: "Außenminister Lorenz Abendroth",
        second_surname: "Abendroth",
        place: "Warschau",
        day: "28. Februar 2025",
    },
    Cast {
        first: "Bürgermeister Enno Fricke",
        first_surname: "Fricke",
        second: "Bürgermeisterin Yvonne Delacroix",
        second_surname: "Delacroix",
        place: "Straßburg",
        day: "9. Oktober 2022",
    },
];

fn held(cast: &Cast) -> String {
    format!(
        "{} und {} kennen sich seit Jahren. Das erste Gespräch der beiden dauerte nur wenige Minuten. Im folgenden \
         Herbst trafen sich {} und {} bei einem Gipfel in {}. Ein weiteres Telefonat zwischen {} und {} wurde für \
         den {} angekündigt.\n",
        cast.first,
        cast.second,
        cast.first_surname,
        cast.second_surname,
        cast.place,
        cast.first_surname,
        cast.second_surname,
        cast.day
    )
}

fn called_off(cast: &Cast) -> String {
    format!(
        "Zwischen {} und {} lief es selten gut. {} sagte einen geplanten Gipfel mit {} in {} kurzfristig ab. Das \
         letzte Telefonat zwischen {} und {} fand am {} statt.\n",
        cast.first,
        cast.second,
        cast.first_surname,
        cast.second_surname,
        cast.place,
        cast.first_surname,
        cast.second_surname,
        cast.day
    )
}

fn check(texts: &[String]) -> Vec<Finding> {
    let engine = Engine::new(&Files::builtin()).expect("the built-in rules load");
    let mut sources = SourceSet::new();
    for (index, text) in texts.iter().enumerate() {
        sources.add(Source::new(format!("{index}.txt"), text.as_str()));
    }
    engine.check(&engine.read_all(&sources))
}

fn has(findings: &[Finding], kind: FindingKind, level: Level) -> bool {
    findings.iter().any(|finding| finding.kind == kind && finding.level == level)
}

#[test]
fn a_meeting_held_and_called_off_is_found_whoever_meets() {
    for cast in &CASTS {
        let findings = check(&[held(cast), called_off(cast)]);
        assert!(has(&findings, FindingKind::Status, Level::Contradiction), "{}: {findings:#?}", cast.first);
    }
}

#[test]
fn a_call_announced_and_held_is_an_update_whatever_the_day() {
    for cast in &CASTS {
        let findings = check(&[held(cast), called_off(cast)]);
        assert!(has(&findings, FindingKind::Status, Level::Update), "{}: {findings:#?}", cast.first);
    }
}

#[test]
fn stories_of_different_people_have_nothing_to_disagree_about() {
    let findings = check(&[held(&CASTS[0]), called_off(&CASTS[1])]);
    assert!(findings.is_empty(), "{findings:#?}");
}
