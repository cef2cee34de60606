use crate::document::Language;

#[track_caller]
fn check(text: &str, expected: &str) {
    super::check(Language::ENGLISH, text, expected);
}

#[test]
fn particles_join_their_verb() {
    check("The minister called off the meeting.", "main call off past: subject minister, object meeting");
    check(
        "The minister called the meeting off on Monday.",
        "main call off past: subject minister, object meeting, oblique on Monday",
    );
    check("The board turned down the offer.", "main turn down past: subject board, object offer");
    check(
        "The meeting was put back by a week.",
        "main put back passive past: subject meeting, oblique by week",
    );
    check("Will the talks go ahead?", "main go ahead future: subject talk");
}

#[test]
fn passives_name_their_agent() {
    check(
        "The treaty was signed by President Lund on Friday.",
        "main sign passive past: subject treaty, agent by Lund, oblique on Friday",
    );
    check(
        "Contracts must now be signed by two officers.",
        "main sign passive necessary: subject contract, agent by officer",
    );
    check("The talks have been postponed.", "main postpone passive perfect: subject talk");
    check("The plant will be closed.", "main close passive future: subject plant");
}

#[test]
fn place_tells_who_does_what() {
    check(
        "A federal jury on Friday convicted the former finance chief.",
        "main convict past: subject jury, oblique on Friday, object chief",
    );
    check(
        "Gordon Hale, 58, showed no emotion as the clerk read the verdict.",
        "main show past not: subject Hale, adverbial? 58, object emotion
         sub(as) read: subject clerk, object verdict",
    );
    check("Hale did not take the stand.", "main take past not: subject Hale, object stand");
    check("There were five people in the car.", "main be past: subject person, oblique in car");
    check("Lowell gave the court a letter.", "main give past: indirect? court, object? letter");
    check(
        "Lund is the president of the union.",
        "main be: subject Lund, predicative president, oblique of union",
    );
}

#[test]
fn relative_clauses_know_their_noun() {
    check(
        "The man who robbed the bank left the city.",
        "main leave past: subject man, object city
         rel(man) rob past: subject who, object bank",
    );
    check(
        "The man she met was arrested.",
        "main arrest passive past: subject man
         rel(man) meet past: subject she",
    );
    check(
        "The company, which runs buses in four counties, has changed its rules.",
        "main change perfect: subject company, object rule
         rel(company) run: subject which, object bus, oblique in county",
    );
}

#[test]
fn words_of_others_hang_on_the_verb_of_saying() {
    check(
        "“We respect the jury,” defense attorney Nadia Lowell told reporters.",
        "main respect: subject we, object jury
         main tell past: subject Lowell, object reporter",
    );
    check(
        "“We respect the jury,” said Lowell.",
        "main respect: subject we, object jury
         main say past: subject Lowell",
    );
    check(
        "She said her client would appeal.",
        "main say past: subject she
         sub appeal past unreal: subject client",
    );
    check(
        "Smith's lawyer denied that he had taken the money.",
        "main deny past: subject lawyer
         sub(that) take pluperfect: subject he, object money",
    );
    check(
        "Prosecutors said Hale steered contracts to companies in exchange for cash.",
        "main say past: subject prosecutor
         sub steer past: subject Hale, object contract, oblique to company, oblique in exchange, oblique for cash",
    );
}

#[test]
fn other_clauses() {
    check(
        "He resigned in 2022, a few weeks after investigators searched his office.",
        "main resign past: subject he, oblique in 2022, adverbial week
         sub(after) search past: subject investigator, object office",
    );
    check(
        "The club wants to sell the player.",
        "main want: subject club
         inf(to) sell: object player",
    );
    check("Until then, he remains free on bond.", "main remain: subject he, oblique on bond");
}

#[test]
fn either_apostrophe_negates() {
    check("The club didn't sell the player.", "main sell past not: subject club, object player");
    check("The club didn’t sell the player.", "main sell past not: subject club, object player");
}
