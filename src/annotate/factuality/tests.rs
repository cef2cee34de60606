//! Clauses and what they commit the article to.

use super::{Rules, event_nouns, judge};
use crate::annotate::{entity::Entities, quote};
use crate::document::{self, Document};
use crate::language::{self, Reading};
use crate::rule::Files;
use crate::text::{Source, SourceSet};
use std::sync::OnceLock;

/// Everything that reads a text up to its factuality.
struct Reader {
    document: document::Rules,
    language: language::Rules,
    quote: quote::Rules,
    factuality: Rules,
}

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let files = Files::builtin();
        Reader {
            document: document::Rules::load(&files).expect("the document rules load"),
            language: language::Rules::load(&files).expect("the language rules load"),
            quote: quote::Rules::load(&files).expect("the quote rules load"),
            factuality: Rules::load(&files).expect("the factuality rules load"),
        }
    })
}

fn reading(code: &str, text: &str) -> (Document, Reading) {
    let reader = reader();
    let mut sources = SourceSet::new();
    let id = sources.add(Source::new("text", text));
    let mut document = document::segment(&sources, id, &reader.document);
    let language = document::Language::from_code(code).expect("a code");
    for block in &mut document.blocks {
        block.language = language;
        block.kind = document::BlockKind::Paragraph;
    }
    let reading = language::read(&document, &reader.language);
    (document, reading)
}

/// `verb: status not (source)` of every clause with a verb.
fn read(code: &str, text: &str) -> Vec<String> {
    let reader = reader();
    let (document, reading) = reading(code, text);
    let entities = Entities::default();
    let quotes = quote::find(&document, &reading, &entities, &reader.quote);
    let judged = judge(&document, &reading, &entities, &quotes, &reader.factuality);
    let clauses = reading.sentences.iter().zip(&judged).flat_map(|(s, judged)| s.clauses.iter().zip(judged));
    clauses
        .filter_map(|(clause, factuality)| {
            let verb = clause.verb.as_ref()?;
            let not = if factuality.negated { " not" } else { "" };
            let sources: Vec<String> = factuality
                .source
                .iter()
                .map(|voucher| format!(" ({})", voucher.span.of(document.text())))
                .collect();
            Some(format!("{}: {}{not}{}", verb.lemma, factuality.status.name(), sources.concat()))
        })
        .collect()
}

#[track_caller]
fn german(text: &str, expected: &[&str]) {
    assert_eq!(read("de", text), expected, "{text}");
}

#[track_caller]
fn english(text: &str, expected: &[&str]) {
    assert_eq!(read("en", text), expected, "{text}");
}

/// `noun: status` of every noun whose phrase tells one.
#[track_caller]
fn nouns(code: &str, text: &str, expected: &[&str]) {
    let (document, reading) = reading(code, text);
    let found = event_nouns(&document, &reading, &reader().factuality);
    let lines: Vec<String> = found
        .iter()
        .map(|noun| format!("{}: {}", noun.span.of(document.text()), noun.status.name()))
        .collect();
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn events_take_place_or_are_called_off_or_moved() {
    german("Das Treffen fand am Montag statt.", &["stattfinden: took-place"]);
    german("Das Treffen fand nicht statt.", &["stattfinden: took-place not"]);
    german("Die Pressekonferenz wurde kurzfristig abgesagt.", &["absagen: cancelled"]);
    german("Der Verband sagte das Turnier ab.", &["absagen: cancelled"]);
    german("Die Sitzung wurde auf Freitag verschoben.", &["verschieben: postponed"]);
    german("Das Training am Montag entfällt.", &["entfallen: cancelled"]);
    german("Die Prüfung fiel länger aus.", &["ausfallen: took-place"]);
    english("The talks were called off.", &["call off: cancelled"]);
    english("The hearing was postponed.", &["postpone: postponed"]);
}

#[test]
fn plans_are_no_facts() {
    german("Ein weiteres Treffen ist für Mai geplant.", &["planen: planned"]);
    german("Die Gruppe soll am Dienstag beraten.", &["beraten: planned"]);
    german("Die Stadt wird die Schule schließen.", &["schließen: planned"]);
    german("Er will im Juni kommen.", &["kommen: planned"]);
    german(
        "Sie kündigte an, das Urteil anzufechten.",
        &["ankündigen: took-place", "anfechten: planned (Sie)"],
    );
}

#[test]
fn what_is_denied_demanded_or_alleged_is_no_fact() {
    german(
        "Der Verein dementierte, dass er den Trainer entlassen habe.",
        &["dementieren: took-place", "entlassen: denied (Der Verein)"],
    );
    german(
        "Die Gewerkschaft fordert, dass die Löhne steigen.",
        &["fordern: took-place", "steigen: demanded (Die Gewerkschaft)"],
    );
    german("Er soll den Wagen gefahren haben.", &["fahren: presumed (soll)"]);
    german("Offenbar brach das Feuer in der Küche aus.", &["ausbrechen: presumed (Offenbar)"]);
    german("Die Kosten können noch steigen.", &["steigen: possible"]);
    german("Die Frau konnte fliehen.", &["fliehen: took-place"]);
}

#[test]
fn negation_has_a_scope() {
    german("Er kommt nicht nur aus Bonn.", &["kommen: took-place"]);
    german("Die Polizei fand keine Spuren.", &["finden: took-place not"]);
    german("Das Urteil ist noch nicht rechtskräftig.", &["sein: possible not"]);
    german(
        "Die Behörde bestätigte nicht, dass Gift austrat.",
        &["bestätigen: took-place not", "austreten: possible (Die Behörde)"],
    );
    english("She has not testified.", &["testify: took-place not"]);
}

#[test]
fn nouns_tell_what_becomes_of_their_event() {
    nouns("de", "Der geplante Gipfel beginnt bald.", &["Gipfel: planned"]);
    nouns("de", "Die Absage des Treffens kam plötzlich.", &["Treffens: cancelled"]);
    nouns("de", "Der große Gipfel beginnt bald.", &[]);
    nouns("en", "The cancellation of the talks came late.", &["talks: cancelled"]);
}
