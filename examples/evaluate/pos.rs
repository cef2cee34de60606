//! Parts of speech against the test parts of the treebanks, on their own tokens. A word that a treebank takes apart
//! (German `im`: `in dem`) is one token here and right when it has the tag of the first part.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use factlint::language::tagger::{Buffers, Tagger};
use factlint::language::{Pos, VerbForm};
use factlint::rule::Files;

#[path = "../train/conllu.rs"]
#[expect(dead_code, reason = "training needs more of it")]
mod conllu;

/// Evaluates every language `xx` with a folder `ud-xx/` that has a `test.conllu`.
pub(crate) fn evaluate(folder: &Path) -> ExitCode {
    let files = Files::builtin();
    for language in files.languages() {
        let path = folder.join(format!("ud-{language}/test.conllu"));
        let Ok(text) = std::fs::read_to_string(&path) else { return crate::absent(&path) };
        let start = Instant::now();
        let tagger = Tagger::load(&files, language);
        println!("{language}: loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
        match tagger {
            Ok(tagger) => measure(language, &tagger, &conllu::sentences(&text)),
            Err(problem) => {
                eprintln!("error: {problem}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}

fn measure(language: &str, tagger: &Tagger, sentences: &[conllu::Sentence]) {
    let mut buffers = Buffers::default();
    let (mut tokens, mut right, mut verbs, mut forms) = (0, 0, 0, 0);
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in sentences {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        for ((pos, form), label) in tagger.tag(&words, &mut buffers).into_iter().zip(&sentence.labels) {
            let (tag, gold_form) = label.split_once(':').unwrap_or((label, ""));
            tokens += 1;
            let good = pos == Pos::from_tag(tag);
            right += usize::from(good);
            if !good {
                *wrong.entry(format!("{tag} read as {pos:?}")).or_default() += 1;
            }
            if !gold_form.is_empty() && matches!(pos, Pos::Verb | Pos::Aux) {
                verbs += 1;
                forms += usize::from(form == parse(gold_form));
            }
        }
    }
    println!(
        "{language}: part of speech {:.2} % of {tokens} tokens; form of verbs {:.2} % of {verbs}",
        percent(right, tokens),
        percent(forms, verbs)
    );
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (what, count) in wrong.iter().take(8) {
        println!("    {count:4} {what}");
    }
    let start = Instant::now();
    let words: Vec<Vec<&str>> =
        sentences.iter().map(|sentence| sentence.words.iter().map(String::as_str).collect()).collect();
    let rounds = 10;
    for words in (0..rounds).flat_map(|_| &words) {
        std::hint::black_box(tagger.tag(words, &mut buffers));
    }
    println!("    {:.0} tokens per second", (rounds * tokens) as f64 / start.elapsed().as_secs_f64());
}

fn parse(form: &str) -> Option<VerbForm> {
    match form {
        "Fin" => Some(VerbForm::Finite),
        "Inf" => Some(VerbForm::Infinitive),
        "Zu" => Some(VerbForm::ZuInfinitive),
        "Part" => Some(VerbForm::Participle),
        "Ing" => Some(VerbForm::PresentParticiple),
        _ => None,
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
