//! Reads the corpora of names. Labels are `B-PER`, `I-PER`, `B-ORG`, `B-LOC`, `B-OTH`, and `B-DER` for adjectives of
//! origin (GermEval's `LOCderiv`); parts of compounds (`ORGpart`) are no names.

use factlint::language::token::Tokenizer;
use factlint::rule::Files;
use factlint::text::Span;

/// A sentence with a label for each word.
#[derive(Default)]
pub struct Sentence {
    /// The words.
    pub words: Vec<String>,
    /// Their labels.
    pub labels: Vec<String>,
}

/// GermEval 2014: the outer layer.
pub fn germeval(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let mut sentence = Sentence::default();
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').skip(1);
            let (Some(word), Some(label)) = (columns.next(), columns.next()) else { continue };
            sentence.words.push(word.to_owned());
            sentence.labels.push(match label {
                label if label.ends_with("LOCderiv") => "B-DER".to_owned(),
                label if label.ends_with("part") || label.ends_with("deriv") => "O".to_owned(),
                label => label.to_owned(),
            });
        }
        if !sentence.words.is_empty() {
            sentences.push(sentence);
        }
    }
    sentences
}

/// SmartData: persons, organisations and places; a line of the text is cut after full stops.
pub fn smartdata(text: &str, language: &str) -> Result<Vec<Sentence>, String> {
    let tokenizer = Tokenizer::load(&Files::builtin(), language).map_err(|problem| problem.to_string())?;
    let mut sentences = Vec::new();
    for line in text.lines() {
        let document: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = document["text"].as_str().unwrap_or("");
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut mentions = Vec::new();
        for mention in document["mentions"].as_array().into_iter().flatten() {
            let kind = match mention["type"].as_str().unwrap_or("") {
                "person" => "PER",
                "organization" | "organization-company" => "ORG",
                kind if kind.starts_with("location") => "LOC",
                _ => continue,
            };
            let at = |name: &str| {
                mention[name]
                    .as_u64()
                    .and_then(|at| bytes.get(usize::try_from(at).ok()?))
                    .copied()
                    .unwrap_or(0)
            };
            mentions.push((Span::new(at("start"), at("end")), kind));
        }
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let mut tokens = Vec::new();
            tokenizer.split(text, Span::new(start, start + line.len()), &mut tokens);
            start += line.len();
            let ends = |token: &Span| matches!(token.of(text), "." | "!" | "?");
            for tokens in tokens.split_inclusive(ends) {
                sentences.push(labelled(text, tokens, &mentions));
            }
        }
    }
    Ok(sentences)
}

fn labelled(text: &str, tokens: &[Span], mentions: &[(Span, &str)]) -> Sentence {
    let mut sentence = Sentence::default();
    let mut last = None;
    for token in tokens {
        let mention = mentions.iter().position(|(span, _)| span.overlaps(*token));
        sentence.words.push(token.of(text).to_owned());
        sentence.labels.push(match mention {
            Some(at) if last == Some(at) => format!("I-{}", mentions[at].1),
            // Adjectives of origin are places here.
            Some(at) if mentions[at].1 == "LOC" && is_adjective(token.of(text)) => "B-DER".to_owned(),
            Some(at) => format!("B-{}", mentions[at].1),
            None => "O".to_owned(),
        });
        last = mention;
    }
    sentence
}

fn is_adjective(word: &str) -> bool {
    let ending = ["sche", "schen", "scher", "sches", "schem"].iter().any(|ending| word.ends_with(ending));
    ending && word.chars().next().is_some_and(|c| c.is_lowercase() || word.contains('-'))
}
