//! Names against GermEval 2014 (outer chunks: persons, organisations, places, others) and SmartData (persons,
//! organisations, places; adjectives of origin, which SmartData takes for places, count as such there).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use factlint::annotate::entity::EntityKind;
use factlint::annotate::entity::tagger::{Buffers, NameTagger};
use factlint::language::tagger::{self, Tagger};
use factlint::rule::Files;

#[path = "names_data.rs"]
mod data;

/// Evaluates the German corpora below `folder`.
pub(crate) fn evaluate(folder: &Path) -> ExitCode {
    let files = Files::builtin();
    let (Ok(tagger), Ok(names)) = (Tagger::load(&files, "de"), NameTagger::load(&files)) else {
        eprintln!("error: the rule files cannot be loaded");
        return ExitCode::from(2);
    };
    let path = folder.join("germeval_eval.tsv");
    let Ok(text) = std::fs::read_to_string(&path) else { return crate::absent(&path) };
    measure("germeval_eval", &tagger, &names, &data::germeval(&text), &["PER", "ORG", "LOC", "OTH"], false);
    let path = folder.join("smartdata_test.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else { return crate::absent(&path) };
    match data::smartdata(&text, "de") {
        Ok(sentences) => measure("smartdata_test", &tagger, &names, &sentences, &["PER", "ORG", "LOC"], true),
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn measure(
    name: &str,
    tagger: &Tagger,
    names: &NameTagger,
    sentences: &[data::Sentence],
    kinds: &[&str],
    adjectives: bool,
) {
    let (mut buffers, mut tags) = (Buffers::default(), tagger::Buffers::default());
    let mut all = [(0, 0, 0); 4];
    let mut wrong: Vec<String> = Vec::new();
    for sentence in sentences {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let pos = tagger.tag(&words, &mut tags).into_iter().map(|(pos, _)| pos);
        let mut found: BTreeSet<(usize, usize, &str)> = BTreeSet::new();
        for name in names.names("de", words.iter().copied().zip(pos), &mut buffers) {
            if adjectives || !name.adjective {
                let (start, end) = (usize::from(name.tokens.start), usize::from(name.tokens.end));
                found.insert((start, end, label(name.kind)));
            }
        }
        let gold = gold(&sentence.labels, adjectives);
        for (index, kind) in kinds.iter().enumerate() {
            let of = |set: &BTreeSet<(usize, usize, &str)>| set.iter().filter(|name| name.2 == *kind).count();
            all[index].0 += of(&found);
            all[index].1 +=
                of(&gold.iter().map(|&(start, end, ref kind)| (start, end, kind.as_str())).collect());
            all[index].2 += gold
                .iter()
                .filter(|name| name.2 == *kind && found.contains(&(name.0, name.1, name.2.as_str())))
                .count();
        }
        for &(start, end, kind) in &found {
            if !gold.contains(&(start, end, kind.to_owned())) {
                wrong.push(format!("+{kind} {}", words[start..end].join(" ")));
            }
        }
        for (start, end, kind) in &gold {
            if !found.contains(&(*start, *end, kind.as_str())) {
                wrong.push(format!("-{kind} {}", words[*start..*end].join(" ")));
            }
        }
    }
    if std::env::args().any(|argument| argument == "-v") {
        wrong.iter().for_each(|line| println!("{line}"));
    }
    let sum = all.iter().fold((0, 0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2));
    println!("{name}: {}", scores(sum));
    for (kind, one) in kinds.iter().zip(all) {
        println!("    {kind} {}", scores(one));
    }
}

fn gold(labels: &[String], adjectives: bool) -> BTreeSet<(usize, usize, String)> {
    let mut chunks: Vec<(usize, usize, String)> = Vec::new();
    let mut open = "";
    for (at, label) in labels.iter().enumerate() {
        let (position, kind) = label.split_once('-').unwrap_or(("O", ""));
        let kind = if kind == "DER" && adjectives { "LOC" } else { kind };
        match chunks.last_mut() {
            Some(chunk) if position == "I" && open == kind => chunk.1 = at + 1,
            _ if position != "O" && kind != "DER" => chunks.push((at, at + 1, kind.to_owned())),
            _ => {}
        }
        open = kind;
    }
    chunks.into_iter().collect()
}

fn label(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organisation => "ORG",
        EntityKind::Place => "LOC",
        EntityKind::Event | EntityKind::Other => "OTH",
    }
}

fn scores((found, gold, right): (usize, usize, usize)) -> String {
    let share = |whole: usize| 100.0 * right as f64 / whole.max(1) as f64;
    let both = 200.0 * right as f64 / (found + gold).max(1) as f64;
    format!("precision {:.1}, recall {:.1}, F1 {both:.1} ({gold} names)", share(found), share(gold))
}
