//! Texts, the quotes that should be seen in them, and who speaks.

use super::{QuoteKind, Rules, find};
use crate::annotate::entity::Entities;
use crate::document;
use crate::language;
use crate::rule::Files;
use crate::text::{Source, SourceSet};
use std::sync::OnceLock;

/// Everything that reads a text up to its quotes.
struct Reader {
    document: document::Rules,
    language: language::Rules,
    quote: Rules,
}

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| {
        let files = Files::builtin();
        Reader {
            document: document::Rules::load(&files).expect("the document rules load"),
            language: language::Rules::load(&files).expect("the language rules load"),
            quote: Rules::load(&files).expect("the quote rules load"),
        }
    })
}

/// `kind: words | speaker`, `?` behind a speaker who is carried over.
fn read(code: &str, text: &str) -> Vec<String> {
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
    let quotes = find(&document, &reading, &Entities::default(), &reader.quote);
    quotes
        .iter()
        .map(|quote| {
            let kind = match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Fragment => "fragment",
                QuoteKind::Name => "name",
                QuoteKind::Indirect => "indirect",
            };
            let speaker = quote.speaker.as_ref().map_or(String::new(), |speaker| {
                let doubt = if speaker.sure { "" } else { "?" };
                format!(" | {}{doubt}", speaker.span.of(document.text()))
            });
            format!("{kind}: {}{speaker}", quote.words.of(document.text()))
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

#[test]
fn the_speaker_may_stand_behind() {
    german(
        "„Der Hafen bleibt offen“, sagte Bürgermeisterin Anke Wulff am Montag.",
        &["direct: Der Hafen bleibt offen | Bürgermeisterin Anke Wulff"],
    );
    german("„Der Hafen bleibt offen“, sagte sie.", &["direct: Der Hafen bleibt offen | sie"]);
    german("„Der Hafen bleibt offen“, so Wulff.", &["direct: Der Hafen bleibt offen | Wulff"]);
    english(
        "“The port stays open,” said Mayor Anne Woolf.",
        &["direct: The port stays open, | Mayor Anne Woolf"],
    );
    english(
        "“The port stays open,” the mayor told reporters.",
        &["direct: The port stays open, | the mayor"],
    );
}

#[test]
fn the_speaker_may_stand_before() {
    german(
        "Bürgermeisterin Anke Wulff sagte: „Der Hafen bleibt offen.“",
        &["direct: Der Hafen bleibt offen. | Bürgermeisterin Anke Wulff"],
    );
    english("Anne Woolf said: “The port stays open.”", &["direct: The port stays open. | Anne Woolf"]);
    german("An der Tür hing ein Zettel: „Der Laden bleibt zu.“", &["direct: Der Laden bleibt zu."]);
}

#[test]
fn the_next_quote_of_the_paragraph_has_the_same_speaker() {
    german(
        "„Der Hafen bleibt offen“, sagte Wulff. „Das ist sicher.“",
        &["direct: Der Hafen bleibt offen | Wulff", "direct: Das ist sicher. | Wulff?"],
    );
    german(
        "„Der Hafen bleibt offen“, sagte Wulff.\n\n„Das ist sicher.“",
        &["direct: Der Hafen bleibt offen | Wulff", "direct: Das ist sicher."],
    );
}

#[test]
fn a_few_words_in_marks_are_a_fragment_and_a_title_is_a_name() {
    german(
        "Die Ministerin nannte den Plan „völlig verfehlt“.",
        &["fragment: völlig verfehlt | Die Ministerin"],
    );
    german("Das Sparprogramm „Kurs 2030“ beginnt im Mai.", &["name: Kurs 2030"]);
    german("Die sogenannte „Wende“ blieb aus.", &["name: Wende"]);
}

#[test]
fn a_phrase_names_the_source() {
    german(
        "Laut Polizei wurden zwei Autos beschädigt.",
        &["indirect: Laut Polizei wurden zwei Autos beschädigt | Polizei"],
    );
    german(
        "Nach Angaben der Feuerwehr brannte der Dachstuhl.",
        &["indirect: Nach Angaben der Feuerwehr brannte der Dachstuhl | der Feuerwehr"],
    );
    german("Nach einer Stunde war alles vorbei.", &[]);
}

#[test]
fn reported_speech_is_found_and_goes_on() {
    german(
        "Die Polizei teilte mit, dass zwei Autos beschädigt wurden.",
        &["indirect: dass zwei Autos beschädigt wurden | Die Polizei"],
    );
    german(
        "Es handele sich um Gäste, teilte die Feuerwehr mit. Niemand sei verletzt.",
        &[
            "indirect: Es handele sich um Gäste | die Feuerwehr",
            "indirect: Niemand sei verletzt | die Feuerwehr?",
        ],
    );
    german("Die Polizei sperrte die Straße, weil ein Baum umgestürzt war.", &[]);
}
