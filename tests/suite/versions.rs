//! Versions of one article: the last one is compared, what changed is an update, and what was withdrawn is left out.

use serde_json::Value;

use crate::common::{Folder, Run, factlint, factlint_on};

const FIRST: &str = "\
akn, 3. Juni 2025, 14.10 Uhr

Feuer in Lagerhalle in Altfurt

Altfurt (akn) - Bei einem Brand in einer Lagerhalle in Altfurt sind am Dienstag fünf Menschen verletzt worden. Das
sagte ein Sprecher der Feuerwehr. Das Feuer brach um 11.30 Uhr aus.

Die Halle gehört einem Möbelhändler.
";

/// The same article with other words.
fn again(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(FIRST.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

const OTHER: &str = "\
Weidener Bote, 3. Juni 2025, 19.00 Uhr

Brand bei Möbelhändler

Bei dem Brand in einer Lagerhalle in Altfurt sind am Dienstag acht Menschen verletzt worden.
";

fn check(folder: &Folder) -> (Run, Value) {
    let run = factlint(["check".as_ref(), "--format=json".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.stderr, "");
    let report = run.json();
    (run, report)
}

fn told(report: &Value) -> Vec<(String, String)> {
    let findings = report["findings"].as_array().expect("a list");
    let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
    findings.iter().map(|finding| (word(&finding["rule"]), word(&finding["level"]))).collect()
}

fn standing<'a>(report: &'a Value, name: &str) -> Option<&'a str> {
    let documents = report["documents"].as_array().expect("a list");
    let of =
        documents.iter().find(|document| document["path"].as_str().is_some_and(|path| path.ends_with(name)));
    of.expect("the article is listed")["standing"].as_str()
}

#[test]
fn what_changed_is_an_update_and_only_the_last_version_is_compared() {
    let folder = Folder::new();
    folder.file("1.txt", FIRST);
    folder.file("2.txt", again(&[("14.10 Uhr", "16.40 Uhr"), ("fünf Menschen", "acht Menschen")]));
    folder.file("bote.txt", OTHER);
    let (run, report) = check(&folder);
    assert_eq!(told(&report), [("quantity".to_owned(), "update".to_owned())], "{}", run.stdout);
    assert_eq!(run.status, 0);
    assert_eq!((standing(&report, "1.txt"), standing(&report, "2.txt")), (Some("replaced"), None));
    let spans = &report["findings"][0]["spans"];
    assert_eq!(
        (spans[0]["label"].as_str(), spans[1]["label"].as_str()),
        (Some("fünf Menschen"), Some("acht Menschen"))
    );
    let because = report["findings"][0]["because"].to_string();
    assert!(because.contains("an earlier and a later version of one article"), "{because}");
}

#[test]
fn a_figure_that_falls_is_no_contradiction_between_versions() {
    let folder = Folder::new();
    folder.file("1.txt", FIRST);
    let later = again(&[
        ("14.10 Uhr", "16.40 Uhr"),
        ("Feuer in Lagerhalle", "Korrektur: Feuer in Lagerhalle"),
        ("fünf Menschen", "drei Menschen"),
        ("11.30 Uhr", "10.30 Uhr"),
    ]);
    folder.file("2.txt", later);
    let (run, report) = check(&folder);
    assert_eq!(told(&report).len(), 2, "{}", run.stdout);
    assert!(told(&report).iter().all(|(_, level)| level == "update"), "{}", run.stdout);
    assert!(report["findings"][0]["because"].to_string().contains("is a correction"), "{}", run.stdout);
}

#[test]
fn the_last_version_contradicts_others_as_any_article_does() {
    let folder = Folder::new();
    folder.file("1.txt", FIRST);
    folder.file("2.txt", again(&[("14.10 Uhr", "16.40 Uhr"), ("fünf Menschen", "drei Menschen")]));
    folder.file("bote.txt", OTHER.replace("19.00 Uhr", "16.40 Uhr"));
    let (run, report) = check(&folder);
    let told = told(&report);
    assert_eq!(told.iter().filter(|(_, level)| level == "contradiction").count(), 1, "{}", run.stdout);
    let contradiction = &report["findings"][0];
    assert!(!contradiction["spans"].to_string().contains("1.txt"), "{}", run.stdout);
    assert_eq!(run.status, 1);
}

#[test]
fn one_urn_makes_versions_whatever_the_headline() {
    let folder = Folder::new();
    let matter = |version: u32, title: &str, dead: &str| {
        format!(
            "---\nurn: urn:newsml:akn.example:20250603:9\nversion: {version}\noutlet: akn\ndate: 2025-06-03\ntitle: {title}\n---\n\nWestbury (akn) - {dead} people were injured in a warehouse fire in Westbury on Tuesday, a spokesman said.\n"
        )
    };
    folder.file("a.md", matter(2, "Eight hurt in warehouse fire", "Eight"));
    folder.file("b.md", matter(1, "Blaze at Westbury depot", "Five"));
    let (run, report) = check(&folder);
    assert_eq!(told(&report), [("quantity".to_owned(), "update".to_owned())], "{}", run.stdout);
    assert_eq!((standing(&report, "b.md"), standing(&report, "a.md")), (Some("replaced"), None));
    assert_eq!(report["findings"][0]["spans"][0]["label"].as_str(), Some("Five people"));
}

#[test]
fn an_outlets_two_articles_are_no_versions() {
    let folder = Folder::new();
    folder.file("1.txt", FIRST);
    // Another headline and another text; another day; and another outlet.
    folder.file("2.txt", "akn, 3. Juni 2025, 16.40 Uhr\n\nRat von Altfurt tagt\n\nAltfurt (akn) - Der Rat von Altfurt hat am Dienstag über den Haushalt gesprochen.\n");
    folder.file("3.txt", again(&[("3. Juni 2025", "17. Juni 2025")]));
    folder.file("4.txt", again(&[("akn, 3", "ndv, 3"), ("(akn)", "(ndv)"), ("14.10", "14.30")]));
    let (_, report) = check(&folder);
    for name in ["1.txt", "2.txt", "3.txt", "4.txt"] {
        assert_eq!(standing(&report, name), None, "{name}");
    }
}

#[test]
fn nearly_one_headline_needs_the_same_text() {
    let folder = Folder::new();
    folder.file("1.txt", FIRST);
    folder.file(
        "2.txt",
        again(&[
            ("14.10 Uhr", "16.40 Uhr"),
            ("Feuer in Lagerhalle in Altfurt", "Großes Feuer in Lagerhalle in Altfurt"),
        ]),
    );
    folder.file("3.txt", "akn, 3. Juni 2025, 16.40 Uhr\n\nFeuer in Turnhalle in Altfurt\n\nAltfurt (akn) - In einer Turnhalle hat es am Dienstag gebrannt. Verletzt wurde niemand, wie die Stadt mitteilte.\n");
    let (_, report) = check(&folder);
    assert_eq!(standing(&report, "1.txt"), Some("replaced"));
    assert_eq!((standing(&report, "2.txt"), standing(&report, "3.txt")), (None, None));
}

#[test]
fn what_is_withdrawn_is_not_compared_and_the_report_says_so() {
    let folder = Folder::new();
    folder.file("1.txt", again(&[("fünf Menschen", "zwei Menschen")]));
    folder.file("bote.txt", OTHER.replace("19.00 Uhr", "14.10 Uhr"));
    let (_, before) = check(&folder);
    assert_eq!(told(&before).len(), 1);
    folder.file(
        "2.txt",
        "akn | 3. Juni 2025, 15.00 Uhr\n\nACHTUNG: Meldung zurückgezogen\n\nDie Meldung „Feuer in Lagerhalle in Altfurt“ von 14.10 Uhr wird zurückgezogen. Die Angaben der Feuerwehr sind falsch.\n",
    );
    let (run, report) = check(&folder);
    assert_eq!((told(&report).len(), run.status), (0, 0), "{}", run.stdout);
    assert_eq!(standing(&report, "1.txt"), Some("withdrawn"));
    let full = factlint(["check".as_ref(), folder.path().as_os_str()]).stdout.replace('\n', " ");
    assert!(full.contains("1.txt (akn, 3.6.2025, 14.10 Uhr) ist zurückgezogen, siehe"), "{full}");
    for format in ["markdown", "html"] {
        let format = format!("--format={format}");
        let page = factlint(["check".as_ref(), format.as_ref(), folder.path().as_os_str()]).stdout;
        assert!(page.contains("ist zurückgezogen, siehe"), "{page}");
    }
    let facts = factlint(["facts".as_ref(), folder.path().as_os_str()]).stdout;
    assert!(facts.contains("acht") && !facts.contains("zwei Menschen"), "{facts}");
}

#[test]
fn a_withdrawn_version_takes_its_story_with_it_and_a_later_one_brings_it_back() {
    let line = |status: [&str; 3]| {
        let article = |number: usize| {
            let text = format!(
                "urn: urn:x:1\nversion: {}\nstatus: {}\n\nWestbury - {} people were injured in the Westbury fire.",
                number + 1,
                status[number],
                ["Two", "Three", "Four"][number]
            );
            serde_json::json!({"name": format!("{number}.txt"), "text": text})
        };
        serde_json::json!({"id": 1, "language": "en", "articles": [article(0), article(1), article(2)]})
            .to_string()
    };
    let standings = |status: [&str; 3]| -> Vec<String> {
        let answer = factlint_on(["batch"], &line(status)).json();
        let left_out = answer["left_out"].as_array().cloned().unwrap_or_default();
        left_out.iter().map(|it| format!("{} {}", it["path"], it["standing"]).replace('"', "")).collect()
    };
    assert_eq!(standings(["usable"; 3]), ["0.txt replaced", "1.txt replaced"]);
    assert_eq!(
        standings(["usable", "usable", "canceled"]),
        ["0.txt withdrawn", "1.txt withdrawn", "2.txt withdrawn"]
    );
    assert_eq!(standings(["usable", "canceled", "usable"]), ["0.txt replaced", "1.txt withdrawn"]);
}
