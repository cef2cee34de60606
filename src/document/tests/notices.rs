//! Words to the desk: corrections, withdrawals, versions of versions.

use super::{blocks, read};
use crate::document::Edition;
use crate::text::Status;

const BODY: &str = "Altfurt (akn) - Die Brücke über die Weide ist seit Montag gesperrt. Das teilte die Stadt mit.\n\nEin Gutachter hatte Risse im Mauerwerk gefunden.\n";

/// What an article says of itself whose head is given.
fn edition(head: &str) -> (Edition, Option<String>) {
    let document = read(&format!("{head}\n\n{BODY}"));
    (document.meta.edition.clone(), document.headline().map(str::to_owned))
}

#[track_caller]
fn check(head: &str, status: Status, version: Option<u32>, headline: Option<&str>) {
    let (seen, of) = edition(head);
    assert_eq!((seen.status, seen.version, of.as_deref()), (status, version, headline), "{head}");
}

const TITLE: Option<&str> = Some("Brücke in Altfurt gesperrt");

#[test]
fn a_correction_is_one_and_its_word_no_part_of_the_headline() {
    for head in [
        "Korrektur: Brücke in Altfurt gesperrt",
        "KORREKTUR - Brücke in Altfurt gesperrt",
        "+++ Berichtigung +++ Brücke in Altfurt gesperrt",
        "(Korrektur) Brücke in Altfurt gesperrt",
        "Brücke in Altfurt gesperrt (Berichtigung)",
        "Brücke in Altfurt gesperrt\n\n(Korrektur: im ersten Absatz Wochentag geändert)",
        "Brücke in Altfurt gesperrt\n\nBerichtigung: Im ersten Absatz muss es heißen: seit Montag.",
        "Achtung Redaktionen: Korrektur im 3. Absatz\n\nBrücke in Altfurt gesperrt",
    ] {
        check(head, Status::Correction, None, TITLE);
    }
    for head in [
        "CORRECTED-Brücke in Altfurt gesperrt",
        "Brücke in Altfurt gesperrt\n\nEds: Corrects weekday in para 1",
        "Brücke in Altfurt gesperrt\n\n(Corrects spelling of the river in paragraph 1)",
    ] {
        check(head, Status::Correction, None, TITLE);
    }
}

#[test]
fn a_withdrawal_is_one() {
    for head in [
        "ACHTUNG: Meldung zurückgezogen\n\nBrücke in Altfurt gesperrt",
        "ZURÜCKGEZOGEN: Brücke in Altfurt gesperrt",
        "Brücke in Altfurt gesperrt (zurückgezogen)",
        "Achtung: Bitte nicht mehr verwenden!\n\nBrücke in Altfurt gesperrt",
        "MANDATORY KILL: Brücke in Altfurt gesperrt",
        "EDS: Please kill story on bridge\n\nBrücke in Altfurt gesperrt",
    ] {
        check(head, Status::Withdrawn, None, TITLE);
    }
}

#[test]
fn versions_are_counted() {
    check("2. Zusammenfassung: Brücke in Altfurt gesperrt", Status::Usable, Some(2), TITLE);
    check("Zusammenfassung\n\nBrücke in Altfurt gesperrt", Status::Usable, Some(1), TITLE);
    check("UPDATE 3-Brücke in Altfurt gesperrt", Status::Usable, Some(3), TITLE);
    check("Brücke in Altfurt gesperrt (2nd lead)", Status::Usable, Some(2), TITLE);
}

#[test]
fn news_of_such_things_is_no_notice() {
    for head in [
        "Rückzug: Bürgermeister gibt auf",
        "Korrektur-Antrag scheitert im Rat von Altfurt",
        "Zusammenfassung der Kreise stockt",
        "Update-Pflicht für Geräte kommt",
        "Killed in Altfurt: the story of a bridge",
        "Zurückgezogene Bewerbung sorgt für Streit",
    ] {
        let (seen, of) = edition(head);
        assert_eq!((seen, of.as_deref()), (Edition::default(), Some(head)));
    }
}

#[test]
fn a_note_on_an_earlier_version_is_no_part_of_the_story() {
    let document = read(&format!(
        "Brücke in Altfurt gesperrt\n\n{BODY}\nIn einer früheren Version dieses Artikels hieß es, die Brücke sei seit Sonntag gesperrt. Das haben wir korrigiert.\n"
    ));
    assert_eq!(document.meta.edition.status, Status::Correction);
    assert!(blocks(&document).last().is_some_and(|block| block.starts_with("Notice: In einer früheren")));
    let law = read(&format!(
        "Gesetz zu Brücken kommt\n\n{BODY}\nIn einer früheren Version des Gesetzentwurfs war davon keine Rede.\n"
    ));
    assert_eq!(law.meta.edition, Edition::default());
}

#[test]
fn front_matter_tells_the_version() {
    let document = read(&format!(
        "---\ntitle: Brücke gesperrt\nurn: urn:newsml:akn.example:20250603:77\nversion: 4\npubstatus: canceled\n---\n{BODY}"
    ));
    assert_eq!(
        document.meta.edition,
        Edition {
            urn: Some("urn:newsml:akn.example:20250603:77".to_owned()),
            version: Some(4),
            status: Status::Withdrawn
        }
    );
}
