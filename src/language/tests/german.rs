use crate::document::Language;

#[track_caller]
fn check(text: &str, expected: &str) {
    super::check(Language::GERMAN, text, expected);
}

#[test]
fn separable_verbs_are_joined() {
    check(
        "Der Minister sagte das Treffen am Montag ab.",
        "main absagen past: subject Minister, object Treffen, oblique an Montag",
    );
    check(
        "Der Minister sagte am Montag wenig.",
        "main sagen past: subject Minister, oblique an Montag, object wenig",
    );
    check(
        "Die Präsidentin lud ihren Kollegen nach Genf ein.",
        "main einladen past: subject Präsidentin, object Kollege, oblique nach Genf",
    );
    check(
        "Die Kanzlerin lehnte den Vorschlag ab.",
        "main ablehnen past: subject Kanzlerin, object Vorschlag",
    );
    check("Der Trainer trat am Abend zurück.", "main zurücktreten past: subject Trainer, oblique an Abend");
    check("Das Treffen fand in Genf statt.", "main stattfinden past: subject Treffen, oblique in Genf");
    check("Der Verband stimmte dem Vertrag zu.", "main zustimmen past: subject Verband, indirect Vertrag");
}

#[test]
fn a_preposition_is_no_particle() {
    check("Die Polizei arbeitet an dem Fall.", "main arbeiten: subject Polizei, oblique an Fall");
    check(
        "Die Polizei geht von einem Brandanschlag aus.",
        "main ausgehen: subject Polizei, oblique von Brandanschlag",
    );
}

#[test]
fn objects_may_stand_first() {
    check(
        "Den Minister kritisierte die Opposition.",
        "main kritisieren past: object Minister, subject Opposition",
    );
    check("Dem Gericht widersprach der Anwalt.", "main widersprechen past: indirect Gericht, subject Anwalt");
    check("Die Firmen unterstützt der Staat.", "main unterstützen: object Firma, subject Staat");
}

#[test]
fn a_participle_may_open_its_sentence() {
    check(
        "Umgeleitet wird der Verkehr über Genf.",
        "main umleiten passive: subject Verkehr, oblique über Genf",
    );
    check("Abgeholt haben sie den Minister.", "main abholen perfect: subject sie, object Minister");
    check("Bekannt ist der Fall.", "main sein: subject Fall");
}

#[test]
fn what_german_does_not_tell_is_not_settled() {
    check(
        "Die Opposition kritisierte die Regierung.",
        "main kritisieren past: subject? Opposition, object? Regierung",
    );
}

#[test]
fn passives_name_their_agent() {
    check(
        "Das Treffen wurde von Präsident Lundgren abgesagt.",
        "main absagen passive past: subject Treffen, agent von Lundgren",
    );
    check(
        "Das Treffen wurde von Montag auf Freitag verlegt.",
        "main verlegen passive past: subject Treffen, oblique von Montag, oblique auf Freitag",
    );
    check("Der Gipfel ist abgesagt.", "main absagen stative: subject Gipfel");
    check("Der Gipfel ist abgesagt worden.", "main absagen passive perfect: subject Gipfel");
    check("Der Minister ist zurückgetreten.", "main zurücktreten perfect: subject Minister");
    check("Der Minister wird den Gipfel absagen.", "main absagen future: subject Minister, object Gipfel");
    check("Der Gipfel soll abgesagt werden.", "main absagen passive arranged: subject Gipfel");
    check("Der Gipfel soll abgesagt worden sein.", "main absagen passive perfect arranged: subject Gipfel");
}

#[test]
fn moods_show_who_reports() {
    check(
        "Der Minister habe den Botschafter eingeladen.",
        "main einladen perfect reported: subject Minister, object Botschafter",
    );
    check("Das Treffen sei abgesagt.", "main absagen stative reported: subject Treffen");
    check(
        "Die Firmen hätten den Vertrag unterschrieben.",
        "main unterschreiben pluperfect unreal: subject Firma, object Vertrag",
    );
    check(
        "Der Minister würde den Vertrag unterschreiben.",
        "main unterschreiben past unreal: subject Minister, object Vertrag",
    );
    check("Ich habe den Vertrag unterschrieben.", "main unterschreiben perfect: subject ich, object Vertrag");
}

#[test]
fn dependent_clauses_have_their_verb_last() {
    check(
        "Der Minister bestritt, dass er den Vertrag unterschrieben hat.",
        "main bestreiten past: subject Minister
         sub(dass) unterschreiben perfect: subject er, object Vertrag",
    );
    check(
        "Weil der Minister krank war, sagte er das Treffen ab.",
        "sub(Weil) sein past: subject Minister
         main absagen past: subject er, object Treffen",
    );
    check(
        "Ob er eine Abfindung erhält, blieb offen.",
        "sub(Ob) erhalten: subject er, object Abfindung
         main offenbleiben past",
    );
}

#[test]
fn relative_clauses_know_their_noun() {
    check(
        "Der Mann, der den Brief schrieb, reiste ab.",
        "main abreisen past: subject Mann
         rel(Mann) schreiben past: subject der, object Brief",
    );
    check(
        "Die Firma, deren Chef der Staat verklagt, schweigt.",
        "main schweigen: subject Firma
         rel(Firma) verklagen: object Chef, subject Staat",
    );
}

#[test]
fn what_is_left_out_is_shared() {
    check(
        "Er kam und sagte ab.",
        "main kommen past: subject er
         main absagen past: subject? er",
    );
    check(
        "Der Minister hat den Vertrag unterschrieben und die Reise abgesagt.",
        "main unterschreiben perfect: subject Minister, object Vertrag
         main absagen perfect: subject? Minister, object Reise",
    );
    check(
        "Ihr Mandant habe versagt, aber niemanden töten wollen.",
        "main versagen perfect reported: subject Mandant
         main töten wanted not: subject? Mandant, object niemand",
    );
}

#[test]
fn headlines_are_read() {
    check("Arbeitsgruppe vereinbart", "frag vereinbaren passive: subject Arbeitsgruppe");
    check("Gipfel in Genf abgesagt", "frag absagen passive: subject Gipfel, oblique in Genf");
    check(
        "Fünf Verletzte, Rhein stundenlang gesperrt",
        "frag
         frag sperren passive: subject Rhein",
    );
}

#[test]
fn words_of_others_hang_on_the_verb_of_saying() {
    check(
        "„Das Feuer ist unter Kontrolle“, sagte Einsatzleiter Karl Hövel.",
        "main sein: subject Feuer, oblique unter Kontrolle
         main sagen past: subject Hövel",
    );
    check(
        "Bei allen handele es sich um Beschäftigte, teilte die Feuerwehr mit.",
        "main handeln reported: oblique bei alle, subject es, oblique um Beschäftigter
         main mitteilen past: subject Feuerwehr",
    );
    check(
        "Der Chef versicherte, das Werk solle eigenständig geführt werden.",
        "main versichern past: subject Chef
         main führen passive reported arranged: subject Werk",
    );
    check(
        "Wir haben zu lange gehofft, dass der Markt zurückkommt.",
        "main hoffen perfect: subject wir
         sub(dass) zurückkommen: subject Markt",
    );
}

#[test]
fn phrases_hold_together() {
    check(
        "Die Präsidenten Kasachstans und Georgiens, Timur Abenow und Lewan Schedse, haben am Donnerstag in Genf über einen Ausweg beraten.",
        "main beraten perfect: subject Präsident, oblique an Donnerstag, oblique in Genf, oblique über Ausweg",
    );
    check(
        "Die für den Nachmittag angesetzte gemeinsame Pressekonferenz wurde kurzfristig abgesagt.",
        "main absagen passive past: subject Pressekonferenz",
    );
    check(
        "Der 48 Jahre alte Ukrainer hatte den Club im Juli 2024 übernommen.",
        "main übernehmen pluperfect: subject Ukrainer, object Club, oblique in Juli",
    );
    check(
        "US-Präsident Donald Lund traf am Dienstag den russischen Außenminister.",
        "main treffen past: subject Lund, oblique an Dienstag, object Außenminister",
    );
    check("Der 62-jährige Vorsitzende Max Lauer tritt nicht mehr an.", "main antreten not: subject Lauer");
    check("Trump und Putin treffen sich im Mai.", "main treffen: subject Trump+Putin, oblique in Mai");
    check(
        "Georgien hatte im März 14 kasachische Handelsfirmen mit Sanktionen belegt.",
        "main belegen pluperfect: subject Georgien, oblique in März, object Handelsfirma, oblique mit Sanktion",
    );
    check(
        "Mehr als 40.000 Menschen demonstrierten am Samstag in Köln gegen die Rentenreform.",
        "main demonstrieren past: subject Mensch, oblique an Samstag, oblique in Köln, oblique gegen Rentenreform",
    );
}

#[test]
fn infinitives_have_clauses() {
    check(
        "Die Anwältin kündigte an, das Urteil anzufechten.",
        "main ankündigen past: subject Anwältin
         inf anfechten: object Urteil",
    );
    check(
        "Der Minister reiste nach Genf, um den Vertrag zu unterschreiben.",
        "main reisen past: subject Minister, oblique nach Genf
         inf(um) unterschreiben: object Vertrag",
    );
    check(
        "Er reiste ab, ohne den Vertrag zu unterschreiben.",
        "main abreisen past: subject er
         inf(ohne) unterschreiben not: object Vertrag",
    );
}

#[test]
fn negation_is_listed() {
    check("Das Treffen findet vorerst nicht statt.", "main stattfinden not: subject Treffen");
    check("Weder der Minister noch die Kanzlerin kamen.", "main kommen past not: subject Minister+Kanzlerin");
    check("Kein Minister kam.", "main kommen past not: subject Minister");
    check("Nicht nur der Minister kam.", "main kommen past: subject Minister");
    check("Der Minister bestätigte das nicht.", "main bestätigen past not: subject Minister, object der");
    check(
        "Sie verständigten sich auf eine Arbeitsgruppe, eine gemeinsame Erklärung kam aber nicht zustande.",
        "main verständigen past: subject sie, oblique auf Arbeitsgruppe
         main zustandekommen past not: subject Erklärung",
    );
    check(
        "Einem Sprecher zufolge sei niemand verletzt worden.",
        "main verletzen passive perfect reported not: oblique zufolge Sprecher, subject niemand",
    );
}

#[test]
fn modals_and_hearsay() {
    check(
        "Er soll den Vertrag unterschrieben haben.",
        "main unterschreiben perfect arranged: subject er, object Vertrag",
    );
    check(
        "Er will den Vertrag nicht gekannt haben.",
        "main kennen perfect wanted not: subject er, object Vertrag",
    );
    check(
        "Die Regierung will die Steuer nicht erhöhen.",
        "main erhöhen wanted not: subject? Regierung, object? Steuer",
    );
}

#[test]
fn order_and_case_decide() {
    check(
        "Dem Gipfel waren zwei Telefonate vorausgegangen.",
        "main vorausgehen pluperfect: indirect Gipfel, subject Telefonat",
    );
    check(
        "Spekulationen, wonach die Zentrale nach Göteborg verlegt werden könnte, wies eine Sprecherin zurück.",
        "main zurückweisen past: object Spekulation, subject Sprecherin
         rel(Spekulation) verlegen passive past possible: subject Zentrale, oblique nach Göteborg",
    );
    check(
        "Das Fahrzeug entdeckte eine Streife um 18.35 Uhr brennend auf einem Feldweg.",
        "main entdecken past: subject? Fahrzeug, object? Streife, oblique um Uhr, oblique auf Feldweg",
    );
    check(
        "Hinweise nimmt jede Dienststelle entgegen.",
        "main entgegennehmen: object Hinweis, subject Dienststelle",
    );
    check("Wer hat Verdächtiges beobachtet?", "main beobachten perfect: subject wer, object Verdächtiger");
    check(
        "Wer auf den Trainer folgt, ließ der Vorstand offen.",
        "sub(Wer) folgen: subject wer, oblique auf Trainer
         main offenlassen past: subject Vorstand",
    );
    check(
        "Die Firma Lauer übernimmt die Firma Hentschel.",
        "main übernehmen: subject? Lauer, object? Hentschel",
    );
    check(
        "Rettungskräfte versorgten ihn vor Ort.",
        "main versorgen past: subject Rettungskraft, object er, oblique vor Ort",
    );
}

#[test]
fn to_become_is_future_or_passive() {
    check("Der Präsident wird morgen erwartet.", "main erwarten passive: subject Präsident");
    check("Der Präsident wird morgen kommen.", "main kommen future: subject Präsident");
    check(
        "Der Preis wurde dem Autor von der Jury verliehen.",
        "main verleihen passive past: subject Preis, indirect Autor, agent von Jury",
    );
    check(
        "Er bekam den Preis von der Jury verliehen.",
        "main bekommen past: subject er, object Preis, oblique von Jury",
    );
}

#[test]
fn subordinate_clauses_come_first_or_last() {
    check(
        "Als die Polizei eintraf, flüchteten die Täter.",
        "sub(Als) eintreffen past: subject Polizei
         main flüchten past: subject Täter",
    );
    check(
        "Während ein Täter die beiden in Schach hielt, zerschlugen die anderen mit Äxten mehrere Vitrinen.",
        "sub(Während) halten past: subject Täter, object beide, oblique in Schach
         main zerschlagen past: subject? andere, oblique mit Axt, object? Vitrine",
    );
}

#[test]
fn infinitives_without_a_comma_are_clauses() {
    check(
        "Der Mann versuchte den Vertrag zu ändern.",
        "main versuchen past: subject Mann
         inf ändern: object Vertrag",
    );
    check(
        "Am Montag versuchte der Mann zu fliehen.",
        "main versuchen past: oblique an Montag, subject Mann
         inf fliehen",
    );
    check("Der Gipfel droht zu scheitern.", "main drohen: subject Gipfel\ninf scheitern");
    check("Der Minister hat nichts zu verlieren.", "main verlieren not: subject Minister, object nichts");
}

/// For each clause the number of the one that it depends on, `-` for none.
fn parents(text: &str) -> String {
    let reading = super::sentence(text, Language::GERMAN);
    let parent = |parent: Option<usize>| parent.map_or("-".to_owned(), |id| id.to_string());
    let parents: Vec<String> =
        reading.sentences[0].clauses.iter().map(|clause| parent(clause.parent)).collect();
    parents.join(" ")
}

#[test]
fn clauses_depend_on_each_other() {
    assert_eq!(parents("„Das Feuer ist unter Kontrolle“, sagte Einsatzleiter Karl Hövel."), "1 -");
    assert_eq!(parents("Bei allen handele es sich um Beschäftigte, teilte die Feuerwehr mit."), "1 -");
    assert_eq!(parents("Der Chef versicherte, das Werk solle eigenständig geführt werden."), "- 0");
    assert_eq!(parents("Der Chef sagte: „Wir bleiben.“"), "- 0");
    assert_eq!(parents("Der Minister bestritt, dass er den Vertrag kannte, den der Chef schrieb."), "- 0 1");
    assert_eq!(parents("Als die Polizei eintraf, flüchteten die Täter."), "1 -");
    assert_eq!(parents("Der Minister blieb, aber die Kanzlerin reiste ab."), "- -");
    assert_eq!(parents("Der Mann, der den Brief schrieb, reiste ab, ohne zu warten."), "- 0 0");
}

#[test]
fn a_negation_denies_its_phrase_or_its_clause() {
    let negated = |text: &str| {
        let reading = super::sentence(text, Language::GERMAN);
        let sentence = &reading.sentences[0];
        let negation = sentence.clauses[0].negations[0];
        sentence
            .negated_phrase(negation)
            .map(|id| sentence.tokens[usize::from(sentence.phrases[id].head)].lemma.to_string())
    };
    assert_eq!(negated("Kein Minister kam.").as_deref(), Some("Minister"));
    assert_eq!(negated("Er traf nicht den Minister, sondern die Kanzlerin.").as_deref(), Some("Minister"));
    assert_eq!(negated("Der Minister kam nicht."), None);
    assert_eq!(negated("Der Minister kam nicht nach Genf."), None);
}
