//! Tests of the words of a report.

use super::*;

fn all() -> Vec<Messages> {
    let files = Files::builtin();
    let languages = Messages::languages(&files);
    assert_eq!(languages, ["de", "en"]);
    languages.into_iter().map(|code| Messages::load(&files, code).expect("it loads")).collect()
}

#[test]
fn every_language_has_the_same_keys() {
    let all = all();
    for messages in &all {
        assert_eq!(messages.keys(), all[0].keys());
    }
}

#[test]
fn every_frame_has_a_title_in_every_language() {
    let frames = Frames::load(&Files::builtin()).expect("the frames load");
    let summaries: std::collections::BTreeSet<&str> =
        frames.list.iter().map(|frame| frame.summary.as_str()).collect();
    assert_eq!(summaries.len(), frames.list.len(), "two frames have one summary");
    // The summary itself is English.
    for messages in all().iter().filter(|messages| messages.code() != "en") {
        let untitled = frames.list.iter().filter(|frame| !frame.title.contains_key(messages.code()));
        let untitled: Vec<&str> = untitled.map(|frame| frame.id.as_str()).collect();
        assert!(untitled.is_empty(), "`title.{}` is missing in {untitled:?}", messages.code());
    }
}

#[test]
fn what_a_finding_is_about_is_told_in_the_readers_language() {
    let frames = Frames::load(&Files::builtin()).expect("the frames load");
    let mut german = Messages::load(&Files::builtin(), "de").expect("it loads");
    german.name_frames(&frames);
    assert_eq!(german.subject("damage in money"), "Schadenssumme");
    assert_eq!(german.subject("Eva: die Erste: age of a person"), "Eva: die Erste: Alter");
    assert_eq!(german.subject("Anhörung"), "Anhörung");
}

#[test]
fn numbers_decide_between_one_and_several() {
    let all = all();
    assert_eq!(all[0].findings(Level::Contradiction, 1), "1 Widerspruch");
    assert_eq!(all[0].findings(Level::Contradiction, 3), "3 Widersprüche");
    assert_eq!(all[1].count("articles", 0), "0 articles");
}

#[test]
fn what_an_article_says_is_no_template() {
    let parameters = [("names", "{names} {x".to_owned()), ("x", "never".to_owned())];
    assert_eq!(fill("same: {names}, {", &parameters), "same: {names} {x, {");
}

#[test]
fn parameters_that_do_not_fit_leave_no_holes() {
    assert_eq!(fill("same words: {words}", &[]), "same words");
    assert_eq!(fill("same words: {words}", &[("words", String::new())]), "same words");
    assert_eq!(fill("same place: {place}", &[("names", "Kiel".to_owned())]), "same place: Kiel");
}

#[test]
fn a_disagreement_about_nothing_that_has_a_name_begins_with_what_is_said() {
    let parameters =
        [("subject", ""), ("first", "5"), ("first_source", "a"), ("second", "6"), ("second_source", "b")];
    let parameters = parameters.map(|(name, value)| (name, value.to_owned()));
    for messages in all() {
        let message = messages.message(FindingKind::Quantity, false, &parameters);
        assert!(message.starts_with("5 (a)"), "{message}");
    }
}

#[test]
fn days_are_written_in_the_readers_language() {
    let parameters = || vec![("date", "2025-06-02".to_owned()), ("weekday", "Mon".to_owned())];
    let reason = Reason { key: "weekday-of-date", parameters: parameters() };
    let all = all();
    assert_eq!(all[0].reason(&reason), "der 2.6.2025 ist ein Montag");
    assert_eq!(all[1].reason(&reason), "2 Jun 2025 is a Monday");
}

#[test]
fn a_key_without_words_shows_itself() {
    let reason = Reason { key: "no-such-key", parameters: vec![("names", "Adler".to_owned())] };
    assert_eq!(all()[0].reason(&reason), "no-such-key: Adler");
}
