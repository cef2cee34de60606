//! The five real articles, which are other people's texts and not part of the project: they are looked for in
//! `../shared` or where `FACTLINT_SHARED` says. What must be reported is in their `gold.json`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::{factlint, project};

/// The folder of the seed articles, where it is there.
fn seeds() -> Option<PathBuf> {
    let shared = std::env::var_os("FACTLINT_SHARED").map_or_else(|| project("../shared"), PathBuf::from);
    let folder = shared.join("dossiers/seeds");
    if folder.join("gold.json").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: no seed articles in {}; FACTLINT_SHARED names another place", shared.display());
    None
}

/// A place as the gold gives it: a file's name and bytes of it.
struct Place {
    file: String,
    start: u64,
    end: u64,
}

impl Place {
    fn new(folder: &Path, gold: &Value) -> Self {
        let file = gold["file"].as_str().expect("a file").to_owned();
        let words = gold["text"].as_str().expect("words");
        let text = std::fs::read_to_string(folder.join(&file)).expect("the article can be read");
        let start = text.find(words).expect("the words are in the article");
        Self { file, start: start as u64, end: (start + words.len()) as u64 }
    }

    fn is_touched(&self, span: &Value) -> bool {
        let path = span["path"].as_str().unwrap_or_default();
        Path::new(path).file_name().is_some_and(|name| name == self.file.as_str())
            && span["start"].as_u64().is_some_and(|start| start < self.end)
            && span["end"].as_u64().is_some_and(|end| self.start < end)
    }
}

fn touches(finding: &Value, places: &[Place; 2]) -> bool {
    let spans = finding["spans"].as_array().expect("spans");
    places.iter().all(|place| spans.iter().any(|span| place.is_touched(span)))
}

#[test]
fn the_seed_articles_are_reported_as_their_editor_would() {
    let Some(folder) = seeds() else { return };
    let gold = std::fs::read_to_string(folder.join("gold.json")).expect("it can be read");
    let gold: Value = serde_json::from_str(&gold).expect("it is JSON");
    let arguments = ["check".as_ref(), "--format=json".as_ref(), "--no-config".as_ref(), folder.as_os_str()];
    let report = factlint(arguments).json();
    let findings = report["findings"].as_array().expect("a list");
    let conflicts: Vec<(&Value, [Place; 2])> = gold["conflicts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|conflict| (conflict, ["a", "b"].map(|side| Place::new(&folder, &conflict[side]))))
        .collect();
    for (conflict, places) in &conflicts {
        let found =
            findings.iter().any(|finding| finding["level"] == conflict["level"] && touches(finding, places));
        assert!(found || conflict["optional"] == true, "missed: {conflict:#}");
    }
    for finding in findings {
        let matters = finding["level"] == "contradiction" || finding["level"] == "tension";
        let right = conflicts.iter().any(|(_, places)| touches(finding, places));
        assert!(right || !matters, "a false alarm: {finding:#}");
    }
}
