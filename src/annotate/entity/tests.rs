//! Text and who is seen in it. In the tests `[words]{id}` marks a mention; a mention that is only likely carries `?`.

use super::*;
use crate::text::{Source, SourceSet};

fn read(text: &str) -> (String, Entities) {
    let files = Files::builtin();
    let mut sources = SourceSet::new();
    let id = sources.add(Source::new("a.txt", text));
    let document = crate::document::Rules::load(&files).expect("the rules are right");
    let document = crate::document::segment(&sources, id, &document);
    let language = crate::language::Rules::load(&files).expect("the rules are right");
    let reading = crate::language::read(&document, &language);
    let rules = Rules::load(&files).expect("the rules are right");
    (document.text().to_owned(), find(&document, &reading, &rules))
}

/// The only code here that looks at the result: the text with its mentions marked.
#[track_caller]
fn check(expected: &str) {
    let mut text = String::new();
    let mut rest = expected;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find(']').expect("a mark is closed") + open;
        text.push_str(&rest[open + 1..close]);
        rest = &rest[close + 1..];
        while rest.starts_with('{') {
            rest = &rest[rest.find('}').expect("an id is closed") + 1..];
        }
    }
    text.push_str(rest);
    let (prose, entities) = read(&text);
    let mut shown = String::new();
    let mut at = 0;
    let mut mentions: Vec<&Mention> = entities.mentions.iter().collect();
    mentions.retain(|mention| mention.form != MentionForm::Adjective);
    for (index, mention) in mentions.iter().enumerate() {
        let mark = if mention.sure { "" } else { "?" };
        let id = &entities.list[mention.entity].id;
        if index > 0 && mentions[index - 1].span == mention.span {
            shown.push_str(&format!("{{{id}{mark}}}"));
            continue;
        }
        if mention.span.start() < at {
            continue;
        }
        shown.push_str(&prose[at..mention.span.start()]);
        shown.push_str(&format!("[{}]{{{id}{mark}}}", mention.span.of(&prose)));
        at = mention.span.end();
    }
    shown.push_str(&prose[at..]);
    assert_eq!(shown.trim(), expected.trim());
}

/// What the article says that somebody is: lemmas with what they belong to.
#[track_caller]
fn check_titles(text: &str, id: &str, expected: &[&str]) {
    let (_, entities) = read(text);
    let entity = entities.list.iter().find(|entity| entity.id == id).expect("the person is found");
    let titles: Vec<String> = entity
        .titles
        .iter()
        .map(|title| {
            let of = title.of.as_deref().map_or(String::new(), |of| format!(" of {of}"));
            format!("{}{}{of}", if title.qualified { "former " } else { "" }, title.lemma)
        })
        .collect();
    assert_eq!(titles, expected);
}

#[test]
fn a_short_name_is_the_full_one() {
    check(
        "Ministerin [Edda Brookmann]{edda-brookmann} sprach am Montag in [Genf]{genf}. \
         [Brookmann]{edda-brookmann} sagte, [sie]{edda-brookmann} habe Zeit.",
    );
    check(
        "Der Trainer [Ole von Bargen]{ole-von-bargen} bleibt. Das teilte [von Bargen]{ole-von-bargen} am Abend mit.",
    );
}

#[test]
fn a_genitive_and_a_possessive_belong_to_the_name() {
    check(
        "[Trumps]{donald-trump} Berater reiste nach [Kiew]{kiew}. [Kiews]{ukraine} Regierung schwieg."
            .replace(" Regierung", " Antwort")
            .as_str(),
    );
    check(
        "The coach praised [Ralf Brandner]{ralf-brandner}. [Brandner]{ralf-brandner}'s contract ends soon.",
    );
}

#[test]
fn a_compound_is_not_the_name_in_it() {
    check("Ein Trump-Berater und ein US-Diplomat reisten ab.");
    check("Die Putin-Rede dauerte lange.");
}

#[test]
fn a_capital_stands_for_the_government_unless_something_happens_there() {
    check("[Tiflis]{georgia} lehnt das Angebot ab. In [Tiflis]{tiflis} demonstrierten Tausende.");
}

#[test]
fn two_people_of_one_surname_stay_two() {
    check(
        "[Jana Petersen]{jana-petersen} leitet das Haus. [Kai Petersen]{kai-petersen} arbeitet in der Küche.",
    );
}

#[test]
fn descriptions_mean_the_one_who_fits() {
    check(
        "Außenministerin [Edda Brookmann]{edda-brookmann} und Trainer [Ralf Tiemann]{ralf-tiemann} trafen sich. \
         [Die Ministerin]{edda-brookmann} lobte [den Trainer]{ralf-tiemann}.",
    );
    check(
        "[Ralf Tiemann]{ralf-tiemann} wird Trainer in [Bonn]{bonn}. [Der 41-Jährige]{ralf-tiemann} beginnt im Juli.",
    );
}

#[test]
fn nobody_is_meant_where_two_fit() {
    check(
        "Minister [Uwe Brandt]{uwe-brandt} und Minister [Jan Kolbe]{jan-kolbe} kamen an. Der Minister schwieg.",
    );
}

#[test]
fn both_are_meant_by_a_word_for_both() {
    check(
        "Präsident [Uwe Brandt]{uwe-brandt} traf Präsident [Jan Kolbe]{jan-kolbe} in [Oslo]{oslo}. \
         [Beide Präsidenten]{jan-kolbe}{uwe-brandt} schwiegen."
            .replace("{jan-kolbe}{uwe-brandt}", "{uwe-brandt}{jan-kolbe}")
            .as_str(),
    );
}

#[test]
fn spellings_of_one_name_are_one_entity() {
    check(
        "Präsident [Wolodymyr Selenskyj]{wolodymyr-selenskyj} sprach. [Selenski]{wolodymyr-selenskyj} dankte.",
    );
    check("[Lewan Bagratidse]{lewan-bagratidse} kam. Der Gast [Levan Bagratidze]{lewan-bagratidse} blieb.");
}

#[test]
fn titles_stand_before_and_behind_the_name() {
    check_titles(
        "Die Präsidenten Kasachstans und Georgiens, Timur Berdin und Lewan Gogidse, sprachen miteinander.",
        "lewan-gogidse",
        &["Präsident of georgia"],
    );
    check_titles("Das sagte Dr. Holger Brünn, Leiter des Standorts.", "holger-bruenn", &["Leiter"]);
    check_titles("Maren Brook, Vorsitzende des Vorstands, ging.", "maren-brook", &["Vorstandsvorsitzender"]);
    check_titles("US-Präsident Uwe Brandt reiste ab.", "uwe-brandt", &["Präsident of usa"]);
    check_titles("Der frühere Kanzler Uwe Brandt reiste ab.", "uwe-brandt", &["former Kanzler"]);
    check_titles(
        "Mit am Tisch saß Nina Brandt, seit drei Jahren Außenministerin.",
        "nina-brandt",
        &["Außenminister"],
    );
    check_titles(
        "The board member spoke. “We lost,” said its chair, Lucille Brant.",
        "lucille-brant",
        &["chair"],
    );
    check_titles(
        "“We lost,” defense attorney Nadia Brant said on Monday.",
        "nadia-brant",
        &["defense attorney"],
    );
    check_titles("Neil Brant, the defendant’s brother, did not speak.", "neil-brant", &["brother"]);
}

#[test]
fn an_age_is_no_title_and_is_kept() {
    let (_, entities) = read("Gordon Brant, 58, showed no emotion. He was led away by the police.");
    assert_eq!(entities.list[0].age, Some(58));
    assert!(entities.list[0].titles.is_empty());
}

#[test]
fn persons_of_two_articles_are_compared_by_name_and_office() {
    let one = |text: &str| {
        read(text).1.list.into_iter().find(|entity| entity.kind == EntityKind::Person).expect("a person")
    };
    let full = one("Präsident Lewan Gogidse sprach.");
    assert!(same_person(&full, &one("Präsident Levan Gogidze sprach.")));
    assert!(same_person(&full, &one("Präsident Gogidse sprach.")));
    assert!(!same_person(&full, &one("Präsident Otar Gogidse sprach.")));
}

#[test]
fn any_text_is_read_without_panic() {
    for text in [
        "",
        "[",
        "Der",
        "Von",
        "K.",
        "’s",
        "U.S.",
        "der der der",
        "„\"»",
        "Ä\u{301}-\u{200b}B 1. FC",
        "AG AG AG",
        ", , ,",
    ] {
        let (prose, entities) = read(text);
        assert!(entities.mentions.iter().all(|mention| mention.span.end() <= prose.len()));
    }
}
