use crate::document::Language;

/// The dictionary forms of a sentence's words.
fn lemmas(text: &str, language: Language) -> String {
    let reading = super::sentence(text, language);
    let words: Vec<&str> = reading.sentences[0].tokens.iter().map(|token| &*token.lemma).collect();
    words.join(" ")
}

#[track_caller]
fn german(text: &str, expected: &str) {
    assert_eq!(lemmas(text, Language::GERMAN), expected);
}

#[test]
fn words_get_their_dictionary_form() {
    german("Die Ministerinnen lehnten die Vorschläge ab.", "der Ministerin ablehnen der Vorschlag ab .");
    german("Nach der Absage des Gipfels wurde verhandelt.", "nach der Absage der Gipfel werden verhandeln .");
    german("Er plant, das Treffen abzusagen.", "er planen , der Treffen absagen .");
    german("Der Beamte begrüßte die neuen Präsidenten.", "der Beamte begrüßen der neu Präsident .");
}

#[test]
fn spellings_of_other_countries_are_read() {
    german("Der Chef schliesst das Werk.", "der Chef schließen der Werk .");
}

#[test]
fn adjectives_lose_endings_and_degrees() {
    german("Das grösste und das wichtigste Werk ist offen.", "der groß und der wichtig Werk sein offen .");
    german("Die Berliner Polizei ist bewusst leise.", "der Berliner Polizei sein bewusst leise .");
}

#[test]
fn names_lose_the_genitive() {
    german("Lundgrens Berater schweigt.", "Lundgren Berater schweigen .");
    german("Der Berater Lundgrens schweigt.", "der Berater Lundgren schweigen .");
    german("Thomas schweigt.", "Thomas schweigen .");
}

#[test]
fn compounds_are_split_at_the_head() {
    let reading = super::sentence("Die Gipfelabsage und der US-Präsident.", Language::GERMAN);
    let tokens = &reading.sentences[0].tokens;
    assert_eq!(tokens[1].compound(), Some(("Gipfel", "absage")));
    assert_eq!(tokens[4].compound(), Some(("US-", "Präsident")));
    assert_eq!(tokens[0].compound(), None);
}
