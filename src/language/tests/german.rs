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
