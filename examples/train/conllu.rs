//! Reads treebanks in CoNLL-U. Words that the treebank takes apart (`im` as `in dem`) stay one token with the first
//! part's label, as the tokenizer leaves them; where the parts add up to the word (`do` + `n't`), they are the tokens.

/// A sentence with a label for each token.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// The words.
    pub words: Vec<String>,
    /// Their labels: tags, verbs with their form.
    pub labels: Vec<String>,
    /// Whether a space follows.
    pub space_after: Vec<bool>,
    /// Whether the sentence is from the parallel treebanks, whose guidelines differ a little.
    pub parallel: bool,
}

/// Reads every sentence of a file's text.
pub fn sentences(text: &str) -> Vec<Sentence> {
    text.split("\n\n").map(sentence).filter(|sentence| !sentence.words.is_empty()).collect()
}

fn sentence(block: &str) -> Sentence {
    let mut sentence = Sentence { parallel: block.contains("# parallel_id = pud"), ..Sentence::default() };
    let lines = block.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let rows: Vec<&[&str]> =
        rows.iter().map(Vec::as_slice).filter(|row| row.len() == 10 && !row[0].contains('.')).collect();
    let mut at = 0;
    while let Some(&row) = rows.get(at) {
        at += 1;
        let mut labelled = row;
        if let Some((first, last)) = row[0].split_once('-') {
            let (first, last): (usize, usize) = (first.parse().unwrap_or(0), last.parse().unwrap_or(0));
            let parts = &rows[at..(at + last + 1 - first).min(rows.len())];
            if parts.iter().map(|part| part[1]).collect::<String>() == row[1] {
                continue;
            }
            labelled = parts[0];
            at += parts.len();
        }
        sentence.words.push(row[1].to_owned());
        sentence.labels.push(label(labelled));
        sentence.space_after.push(!row[9].contains("SpaceAfter=No"));
    }
    sentence
}

/// A tag, for verbs with the form: from the features or, where a treebank leaves them out, from its own tag.
fn label(row: &[&str]) -> String {
    let (tag, own, features) = (row[3], row[4], row[5]);
    if tag != "VERB" && tag != "AUX" {
        return tag.to_owned();
    }
    let is = |feature: &str| features.contains(feature);
    let form = if is("VerbForm=Fin") || is("Mood=") {
        "Fin"
    } else if is("VerbForm=Ger") || own == "VBG" {
        "Ing"
    } else if own == "VVIZU" {
        "Zu"
    } else if is("VerbForm=Inf") || own == "VB" || own.ends_with("INF") {
        "Inf"
    } else if is("VerbForm=Part") || own == "VBN" || own == "ADJD" || own.ends_with("PP") {
        "Part"
    } else {
        "Fin"
    };
    format!("{tag}:{form}")
}

/// The same sentence with compounds as the tokenizer leaves them: `US - Präsident` joined to `US-Präsident`. `None`
/// where there is none.
pub fn joined(sentence: &Sentence) -> Option<Sentence> {
    let mut out = Sentence { parallel: sentence.parallel, ..Sentence::default() };
    let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut at = 0;
    while at < sentence.words.len() {
        let next = sentence.words.get(at + 1);
        let sticks = at > 0
            && sentence.words[at] == "-"
            && !sentence.space_after[at - 1]
            && !sentence.space_after[at]
            && alphanumeric(next.and_then(|word| word.chars().next()))
            && alphanumeric(out.words.last().and_then(|word| word.chars().next_back()));
        if let (true, Some(next), Some(word), Some(label)) =
            (sticks, next, out.words.last_mut(), out.labels.last_mut())
        {
            word.push('-');
            word.push_str(next);
            label.clone_from(&sentence.labels[at + 1]);
            at += 2;
        } else {
            out.words.push(sentence.words[at].clone());
            out.labels.push(sentence.labels[at].clone());
            at += 1;
        }
    }
    (out.words.len() < sentence.words.len()).then_some(out)
}
