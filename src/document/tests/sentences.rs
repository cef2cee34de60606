//! Sentence ends in both languages.

use super::read_source;
use crate::text::Source;

/// The only code here that touches the API: a text with `|` where sentences end, between blanks or not.
#[track_caller]
fn check(language: &str, marked: &str) {
    let text = marked.replace(" | ", " ").replace('|', "");
    let mut source = Source::new("test", text);
    source.language = Some(language.to_owned());
    let document = read_source(source);
    let sentences: Vec<&str> = document
        .blocks
        .iter()
        .flat_map(|block| &block.sentences)
        .map(|sentence| sentence.of(document.text()))
        .collect();
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    assert_eq!(sentences, expected);
}

#[test]
fn abbreviations_do_not_end_sentences() {
    check("de", "Dr. Ilse Brandt kam z. B. um 8 Uhr. | Prof. Kern nicht.");
    check("de", "Das Werk kostet 3,2 Mio. Euro, d. h. mehr als geplant.");
    check("de", "Der Verein (SV Haff e. V.) zahlt 40 Mio. | Das ist viel.");
    check("en", "Mr. Hale met Gov. Stone of the U.S. Coast Guard at 5 p.m. Friday. | They talked.");
    check("en", "She lives in the U.S. | He does not.");
}

#[test]
fn ordinals_do_not_end_sentences() {
    check("de", "Am 3. Juni tagt der Rat. | Am 4. nicht.");
    check("de", "Die 6. Große Kammer sprach ihr 3. Urteil.");
    check("de", "Das steht auf Seite 12. | Dort steht mehr.");
    check("de", "Das war im Jahr 2019. | Seitdem ruht der Bau.");
    check("de", "Er sprach vom 12.03. bis zum 14.03. in Bad Wellen.");
}

#[test]
fn initials_do_not_end_sentences() {
    check("de", "Torben K. muss für zwei Jahre ins Gefängnis. | K. schwieg.");
    check("de", "Das Urteil gilt Torben K. | Der Richter blieb milde.");
    check("en", "Anna B. Cole won. | Did Paul I. Reed?");
}

#[test]
fn clock_times_figures_and_addresses_stay_whole() {
    check("de", "Um 10.15 Uhr begann es. | Mehr unter www.haff.example/a.b.html im Netz.");
    check("de", "Es kamen 1.234,5 Tonnen. | Gut so.");
    check("en", "Write to jo.reed@post.example today. | It cost $3.50 each.");
}

#[test]
fn quotations_have_sentences_of_their_own() {
    check("de", "„Wir gehen“, sagte sie. | „Das ist sicher. | Wir kommen wieder.“ | Dann ging sie.");
    check("de", "„Kommt ihr mit?“, fragte er. | „Nein!“ rief sie.");
    check("de", "«Ich bleibe.» | Das sagte er oft.");
    check("en", "“Stay here!” he said. | “I will not.” | She left.");
}

#[test]
fn dots_for_what_is_left_out() {
    check("de", "Das ist … schade.");
    check("de", "Er ging... | Dann kam sie.");
}

#[test]
fn a_missing_blank_is_no_obstacle() {
    check("de", "Der Lauf endete.|Die Sieger feierten.");
    check("de", "Die Seite haff.de gehört niemandem.");
}

#[test]
fn endless_sentences_are_cut() {
    let text = "wort ".repeat(20_000);
    let document = read_source(Source::new("test", text));
    assert!(
        document.blocks.iter().flat_map(|block| &block.sentences).all(|sentence| sentence.len() <= 30_000)
    );
}
