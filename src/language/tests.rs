//! Sentences and the clauses that must be seen in them. One line per clause: kind (with its opener or antecedent), verb,
//! what is not present, active and indicative about it, `not` where negated; then the phrases by role, `?` where the
//! reading is only likely. A phrase is its preposition and its head's dictionary form, `+` joins coordinated heads.

use crate::document::{Block, BlockKind, Document, Language, Metadata, Prose};
use crate::rule::Files;
use crate::text::{FileSpan, Source, SourceSet};

use super::{
    Clause, ClauseKind, Mood, Phrase, PhraseKind, Reading, Role, Rules, Sentence, Tense, Voice, read,
};

mod english;
mod german;
mod token;
mod words;

/// Reads one sentence in a language.
pub(super) fn sentence(text: &str, language: Language) -> Reading {
    let mut sources = SourceSet::new();
    let source = sources.add(Source::new("a.txt", text));
    let mut prose = Prose::default();
    let span = prose.push(text, FileSpan::new(0, text.len()));
    let block = Block { kind: BlockKind::Paragraph, span, language, dated: None, sentences: vec![span] };
    let document = Document { source, prose, blocks: vec![block], meta: Metadata::default() };
    read(&document, rules())
}

/// The rules, loaded once for all tests.
fn rules() -> &'static Rules {
    static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
    RULES.get_or_init(|| match Rules::load(&Files::builtin()) {
        Ok(rules) => rules,
        Err(problem) => panic!("{problem:?}"),
    })
}

/// The clauses of a sentence in the notation of this module.
pub(super) fn shown(text: &str, language: Language) -> String {
    let reading = sentence(text, language);
    let sentence = &reading.sentences[0];
    let lines: Vec<String> = sentence.clauses.iter().map(|clause| line(clause, sentence, text)).collect();
    lines.join("\n")
}

fn line(clause: &Clause, sentence: &Sentence, text: &str) -> String {
    let word = |at: u16| sentence.tokens[usize::from(at)].span.of(text);
    let mut out = match clause.kind {
        ClauseKind::Main => "main".to_owned(),
        ClauseKind::Subordinate => "sub".to_owned(),
        ClauseKind::Relative => "rel".to_owned(),
        ClauseKind::Infinitive => "inf".to_owned(),
        ClauseKind::Fragment => "frag".to_owned(),
    };
    match (clause.kind, clause.antecedent, clause.opener) {
        (ClauseKind::Relative, Some(phrase), _) => {
            out += &format!("({})", head(&sentence.phrases[phrase], sentence))
        }
        (_, _, Some(opener)) => out += &format!("({})", word(opener)),
        _ => {}
    }
    if let Some(verb) = &clause.verb {
        out += &format!(" {}", verb.lemma);
        match verb.voice {
            Voice::Active => {}
            Voice::Passive => out += " passive",
            Voice::Stative => out += " stative",
        }
        match verb.tense {
            None | Some(Tense::Present) => {}
            Some(tense) => out += &format!(" {tense:?}").to_lowercase(),
        }
        match verb.mood {
            None | Some(Mood::Indicative) => {}
            Some(mood) => out += &format!(" {mood:?}").to_lowercase(),
        }
        if let Some(modality) = verb.modality {
            out += &format!(" {modality:?}").to_lowercase();
        }
    }
    if !clause.negations.is_empty() {
        out += " not";
    }
    let mut separator = ':';
    for argument in &clause.arguments {
        let role = match argument.role {
            Role::Subject => "subject",
            Role::Object => "object",
            Role::IndirectObject => "indirect",
            Role::Agent => "agent",
            Role::Predicative => "predicative",
            Role::Oblique => "oblique",
            Role::Adverbial => "adverbial",
        };
        let doubt = if argument.sure { "" } else { "?" };
        out += &format!("{separator} {role}{doubt} {}", joined(argument.phrase, sentence));
        separator = ',';
    }
    out
}

fn joined(id: usize, sentence: &Sentence) -> String {
    let phrase = &sentence.phrases[id];
    let mut heads = vec![head(phrase, sentence)];
    heads.extend(phrase.conjuncts.iter().map(|id| head(&sentence.phrases[*id], sentence)));
    heads.join("+")
}

fn head(phrase: &Phrase, sentence: &Sentence) -> String {
    let lemma = &sentence.tokens[usize::from(phrase.head)].lemma;
    match &phrase.kind {
        PhraseKind::Noun => lemma.to_string(),
        PhraseKind::Prepositional(preposition) => format!("{preposition} {lemma}"),
    }
}

/// Checks that a sentence is read as the given clauses.
#[track_caller]
pub(super) fn check(language: Language, text: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(shown(text, language), expected.join("\n"), "\n{text}");
}
