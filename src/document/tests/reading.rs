//! Wrapped, split and interrupted text.

use super::{blocks, read};
use crate::text::Span;

/// The only code here that touches the API; the tests below are text.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(blocks(&read(text)), expected);
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    check(
        "\
Die Fähre nach Norderhaff ist am Montag wegen eines
Schadens am Ruder ausgefallen. Erst am Abend fuhr sie
wieder.

Die Reederei bat um Geduld. Es gebe nur ein Schiff, das
für die schmale Rinne taugt, sagte ihr Sprecher.
",
        &[
            "Paragraph: Die Fähre nach Norderhaff ist am Montag wegen eines Schadens am Ruder ausgefallen. / Erst am Abend fuhr sie wieder.",
            "Paragraph: Die Reederei bat um Geduld. / Es gebe nur ein Schiff, das für die schmale Rinne taugt, sagte ihr Sprecher.",
        ],
    );
}

#[test]
fn hyphens_at_line_ends_fall_or_stay() {
    check(
        "\
Der Verkehrsaus-
schuss berät am Donnerstag über die Nord-
Süd-Bahn und die Vor-
und Nachteile einer EU-
weiten Ausschreibung, die im Sep-
tember beginnen soll und den Haff-
Gipfel beschäftigt.
",
        &[
            "Paragraph: Der Verkehrsausschuss berät am Donnerstag über die Nord-Süd-Bahn und die Vor- und Nachteile einer EU-weiten Ausschreibung, die im September beginnen soll und den Haff-Gipfel beschäftigt.",
        ],
    );
}

#[test]
fn pages_end_in_mid_sentence() {
    check(
        "\
Der Rat der Stadt Norderhaff hat am Dienstag lange
über den Haushalt gesprochen. Am Ende stimmten, wie

\u{c}

erwartet, nur die Vertreter der Fischer dagegen. Der
Bürgermeister sprach von einem guten Ergebnis für alle
Beteiligten der letzten Wochen.
",
        &[
            "Paragraph: Der Rat der Stadt Norderhaff hat am Dienstag lange über den Haushalt gesprochen. / Am Ende stimmten, wie erwartet, nur die Vertreter der Fischer dagegen. / Der Bürgermeister sprach von einem guten Ergebnis für alle Beteiligten der letzten Wochen.",
        ],
    );
}

#[test]
fn one_line_paragraphs_are_not_joined() {
    check(
        "Der Hafen bleibt bis auf Weiteres für alle Schiffe gesperrt, die mehr als drei Meter Tiefgang haben und keinen Lotsen an Bord nehmen wollen.\nWann er wieder öffnet, ist offen. Die Behörde will am Mittwoch noch einmal messen lassen und danach über die Freigabe entscheiden.",
        &[
            "Paragraph: Der Hafen bleibt bis auf Weiteres für alle Schiffe gesperrt, die mehr als drei Meter Tiefgang haben und keinen Lotsen an Bord nehmen wollen.",
            "Paragraph: Wann er wieder öffnet, ist offen. / Die Behörde will am Mittwoch noch einmal messen lassen und danach über die Freigabe entscheiden.",
        ],
    );
}

#[test]
fn one_line_without_layout_is_a_paragraph() {
    check("Mara Thiel gewann den Lauf", &["Paragraph: Mara Thiel gewann den Lauf"]);
    check("Wer gewann den Lauf?", &["Paragraph: Wer gewann den Lauf?"]);
    check("Am 3. Mai 2021 gewann sie.", &["Paragraph: Am 3. Mai 2021 gewann sie."]);
}

#[test]
fn unseen_characters_fall_and_every_blank_is_a_space() {
    let file = "\u{feff}Sie zahl\u{ad}te 5\u{a0}Euro\u{200b} und\t\u{202f}ging.\r\n";
    let document = read(file);
    assert_eq!(document.text().trim_end(), "Sie zahlte 5 Euro und ging.");
    let at = document.text().find("5 Euro").unwrap_or_default();
    assert_eq!(document.on_disk(Span::new(at, at + 6)).of(file), "5\u{a0}Euro");
}

#[test]
fn spans_lead_back_to_the_file() {
    let file = "Am Freitag traf der Minis-\nter den Rat der Gemeinde\nin der Aula.";
    let document = read(file);
    let at = document.text().find("Minister").unwrap_or_default();
    assert_eq!(document.on_disk(Span::new(at, at + 8)).of(file), "Minis-\nter");
}
