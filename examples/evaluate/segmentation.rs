//! Sentence boundaries: how many cases are cut exactly as in the gold data.
//!
//! Each case runs through the whole document stage (layout included). A case counts when the words of all sentences
//! are the same; only blanks are not compared.

use std::path::Path;
use std::process::ExitCode;

use factlint::document::{self, Rules};
use factlint::rule::Files;
use factlint::text::{Source, SourceSet};
use serde::Deserialize;

/// One line of the data.
#[derive(Deserialize)]
struct Case {
    text: String,
    sents: Vec<String>,
}

/// Runs both languages' cases and prints every failed one.
pub fn evaluate(folder: &Path) -> ExitCode {
    let rules = match Rules::load(&Files::builtin()) {
        Ok(rules) => rules,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    for language in ["de", "en"] {
        let path = folder.join(format!("golden_{language}.jsonl"));
        let Ok(data) = std::fs::read_to_string(&path) else { return crate::absent(&path) };
        let (mut right, mut all) = (0, 0);
        for line in data.lines() {
            let Ok(case) = serde_json::from_str::<Case>(line) else {
                eprintln!("`{}` has a line that cannot be read", path.display());
                return ExitCode::from(3);
            };
            let gold: Vec<String> = case.sents.iter().map(|sentence| blanks_as_one(sentence)).collect();
            let seen = sentences(&case.text, language, &rules);
            if gold == seen {
                right += 1;
            } else {
                println!("{language} {all}:\n  gold {gold:?}\n  seen {seen:?}");
            }
            all += 1;
        }
        println!("segmentation {language}: {right}/{all} exact");
    }
    ExitCode::SUCCESS
}

fn sentences(text: &str, language: &str, rules: &Rules) -> Vec<String> {
    let mut sources = SourceSet::new();
    let mut source = Source::new("case", text);
    source.language = Some(language.to_owned());
    let id = sources.add(source);
    let document = document::segment(&sources, id, rules);
    let spans = document.blocks.iter().flat_map(|block| &block.sentences);
    spans.map(|span| blanks_as_one(span.of(document.text()))).collect()
}

fn blanks_as_one(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
