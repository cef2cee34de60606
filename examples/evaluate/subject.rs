//! Who is the subject of a finite verb, and the dictionary forms of words, against a treebank's test part. The sentences
//! are read from their text as an article would be (own tokens, own tags); words are matched by their place in it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use factlint::document::{Block, BlockKind, Document, Language, Metadata, Prose};
use factlint::language::{self, Reading, Role, Sentence};
use factlint::rule::Files;
use factlint::text::{FileSpan, Source, SourceSet, Span};

/// A word of the treebank.
struct Word {
    id: usize,
    head: usize,
    relation: String,
    lemma: String,
    tag: String,
    finite: bool,
    /// Where it begins in the sentence.
    at: usize,
}

/// A sentence of the treebank.
struct Gold {
    text: String,
    words: Vec<Word>,
}

/// How subjects are counted, printed with the figures.
const COUNTING: &str = "\
counted: every finite verb of the treebank with a subject (nsubj, nsubj:pass; the verb itself or a finite auxiliary or
copula of its predicate). A reading is right if the same word is the finite verb and the head of its phrase is the
subject, or a word joined to it as one name or title (flat, appos, compound). Only subjects that the reading is sure
of count; finite verbs whose only subject is an expletive are left out.";

/// Runs `subject`, `lemma` or `show` with the arguments of the command line.
pub(crate) fn run(part: &str) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let code = if has("en") { "en" } else { "de" };
    let file = arguments.iter().find(|argument| argument.ends_with(".conllu"));
    let file = file.map_or_else(|| crate::shared(&format!("corpora/ud-{code}/test.conllu")), PathBuf::from);
    match part {
        "show" => show(arguments.first().map_or("", String::as_str), code),
        "lemma" => evaluate_lemmas(&file, code, has("-v")),
        _ => evaluate(&file, code, has("-v")),
    }
}

/// Measures subjects on a treebank file.
fn evaluate(path: &Path, code: &str, verbose: bool) -> ExitCode {
    with_readings(path, code, |golds, reading, _| {
        let mut count = Count::default();
        for (gold, sentence) in golds.iter().zip(&reading.sentences) {
            subjects(gold, sentence, &mut count, verbose);
        }
        println!("{COUNTING}");
        println!(
            "finite verbs with a subject: {}; sure readings: {}; right: {}",
            count.gold, count.sure, count.right
        );
        let (precision, recall) = (percent(count.right, count.sure), percent(count.right, count.gold));
        println!("precision {precision:.1} %, recall {recall:.1} %");
        println!(
            "with likely readings: precision {:.1} %, recall {:.1} %",
            percent(count.right + count.likely_right, count.sure + count.likely),
            percent(count.right + count.likely_right, count.gold)
        );
        println!("finite verbs found: {:.1} %", percent(count.finite_found, count.finite));
    })
}

/// Measures dictionary forms on a treebank file.
fn evaluate_lemmas(path: &Path, code: &str, verbose: bool) -> ExitCode {
    with_readings(path, code, |golds, reading, _| {
        let mut tags: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut wrong: HashMap<(String, String, String), usize> = HashMap::new();
        for (gold, sentence) in golds.iter().zip(&reading.sentences) {
            let base = sentence.span.start();
            for word in &gold.words {
                let Some(token) = sentence.tokens.iter().find(|token| token.span.start() == base + word.at)
                else {
                    continue;
                };
                if word.tag == "PUNCT" || word.tag == "DET" || word.tag == "PRON" || word.tag == "ADP" {
                    continue;
                }
                let entry = tags.entry(&word.tag).or_default();
                entry.0 += 1;
                if token.lemma.to_lowercase() == word.lemma.to_lowercase() {
                    entry.1 += 1;
                } else {
                    *wrong
                        .entry((word.tag.clone(), word.lemma.clone(), token.lemma.to_string()))
                        .or_default() += 1;
                }
            }
        }
        for (tag, (all, right)) in &tags {
            println!("{tag:6} {:.1} % of {all}", percent(*right, *all));
        }
        let (all, right) = tags.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        println!("dictionary forms of open-class words, case ignored: {:.2} % of {all}", percent(right, all));
        if verbose {
            let mut wrong: Vec<_> = wrong.into_iter().collect();
            wrong.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            for ((tag, gold, read), count) in wrong {
                println!("    {count} {tag} {gold} read as {read}");
            }
        }
    })
}

/// Shows how a text is read, one sentence: words with their features, then phrases and clauses.
fn show(text: &str, code: &str) -> ExitCode {
    let rules = match language::Rules::load(&Files::builtin()) {
        Ok(rules) => rules,
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::from(2);
        }
    };
    let document = document(&[Gold { text: text.to_owned(), words: Vec::new() }], code);
    for sentence in &language::read(&document, &rules).sentences {
        for token in &sentence.tokens {
            let word = token.span.of(document.text());
            println!("{word}\t{}\t{:?}\t{:?}", token.lemma, token.pos, token.morph.form);
        }
        sentence.phrases.iter().for_each(|phrase| println!("{phrase:?}"));
        sentence.clauses.iter().for_each(|clause| println!("{clause:?}"));
    }
    ExitCode::SUCCESS
}

#[derive(Default)]
struct Count {
    gold: usize,
    sure: usize,
    right: usize,
    likely: usize,
    likely_right: usize,
    finite: usize,
    finite_found: usize,
}

fn subjects(gold: &Gold, sentence: &Sentence, count: &mut Count, verbose: bool) {
    let base = sentence.span.start();
    // Place of the finite verb → places of the words that are right as its subject's head.
    let mut pairs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut expletives: Vec<usize> = Vec::new();
    for word in &gold.words {
        let subject = matches!(word.relation.as_str(), "nsubj" | "nsubj:pass");
        if !subject && word.relation != "expl" {
            continue;
        }
        let Some(finite) = finite_of(word.head, &gold.words) else { continue };
        if subject {
            pairs.entry(finite).or_default().extend(name_of(word.id, &gold.words));
        } else {
            expletives.push(finite);
        }
    }
    count.gold += pairs.len();
    let finites: Vec<usize> = gold.words.iter().filter(|word| word.finite).map(|word| word.at).collect();
    count.finite += finites.len();
    let mut seen: Vec<usize> = Vec::new();
    for clause in &sentence.clauses {
        let Some(finite) = clause.verb.as_ref().and_then(|verb| verb.finite) else { continue };
        let finite = sentence.tokens[usize::from(finite)].span.start() - base;
        if seen.contains(&finite) {
            continue;
        }
        seen.push(finite);
        count.finite_found += usize::from(finites.contains(&finite));
        let Some(subject) = clause.arguments.iter().find(|argument| argument.role == Role::Subject) else {
            if verbose && pairs.contains_key(&finite) {
                println!("missing: {} | {}", word_at(gold, finite), gold.text);
            }
            continue;
        };
        if !pairs.contains_key(&finite) && expletives.contains(&finite) {
            continue;
        }
        let head = sentence.phrases[subject.phrase].head;
        let head = sentence.tokens[usize::from(head)].span.start() - base;
        let right = pairs.get(&finite).is_some_and(|subjects| subjects.contains(&head));
        let (all, good) = if subject.sure {
            (&mut count.sure, &mut count.right)
        } else {
            (&mut count.likely, &mut count.likely_right)
        };
        *all += 1;
        *good += usize::from(right);
        if verbose && !right {
            let sure = if subject.sure { "wrong" } else { "likely but wrong" };
            let gold_words: Vec<&str> =
                pairs.get(&finite).into_iter().flatten().map(|at| word_at(gold, *at)).collect();
            let (verb, read) = (word_at(gold, finite), word_at(gold, head));
            println!("{sure}: {verb}: read {read}, gold {gold_words:?} | {}", gold.text);
        } else if verbose && !subject.sure {
            println!("likely and right: {}: {} | {}", word_at(gold, finite), word_at(gold, head), gold.text);
        }
    }
    if verbose {
        for finite in pairs.keys().filter(|finite| !seen.contains(finite)) {
            println!("verb not found: {} | {}", word_at(gold, *finite), gold.text);
        }
    }
}

fn word_at(gold: &Gold, at: usize) -> &str {
    gold.text[at..].split([' ', ',']).next().unwrap_or_default()
}

/// The place of the finite verb of a predicate.
fn finite_of(head: usize, words: &[Word]) -> Option<usize> {
    let helper = words.iter().find(|word| {
        word.head == head && word.finite && matches!(word.relation.as_str(), "aux" | "aux:pass" | "cop")
    });
    let own = words.iter().find(|word| word.id == head && word.finite);
    helper.or(own).map(|word| word.at)
}

/// The places of a word and of those that are one name or title with it.
fn name_of(id: usize, words: &[Word]) -> Vec<usize> {
    let mut ids = vec![id];
    let mut next = 0;
    while let Some(&id) = ids.get(next) {
        next += 1;
        let joined = |word: &&Word| {
            word.head == id
                && (word.relation.starts_with("flat")
                    || matches!(word.relation.as_str(), "appos" | "compound"))
        };
        ids.extend(words.iter().filter(joined).map(|word| word.id));
    }
    words.iter().filter(|word| ids.contains(&word.id)).map(|word| word.at).collect()
}

fn with_readings(path: &Path, code: &str, measure: impl FnOnce(&[Gold], &Reading, usize)) -> ExitCode {
    let Ok(treebank) = std::fs::read_to_string(path) else { return crate::absent(path) };
    let rules = match language::Rules::load(&Files::builtin()) {
        Ok(rules) => rules,
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::from(2);
        }
    };
    let golds = golds(&treebank);
    let document = document(&golds, code);
    let start = Instant::now();
    let reading = language::read(&document, &rules);
    let seconds = start.elapsed().as_secs_f64();
    let bytes = document.text().len();
    println!("{} sentences, {:.0} kB per second and core", golds.len(), bytes as f64 / 1000.0 / seconds);
    measure(&golds, &reading, bytes);
    ExitCode::SUCCESS
}

/// One paragraph of one sentence for every sentence of the treebank.
fn document(golds: &[Gold], code: &str) -> Document {
    let mut sources = SourceSet::new();
    let source = sources.add(Source::new("treebank", ""));
    let mut prose = Prose::default();
    let mut blocks = Vec::new();
    for gold in golds {
        let span: Span = prose.push(&gold.text, FileSpan::new(0, gold.text.len()));
        prose.push_separator("\n");
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span,
            language: Language::from_code(code).unwrap_or(Language::GERMAN),
            dated: None,
            sentences: vec![span],
        });
    }
    Document { source, prose, blocks, meta: Metadata::default() }
}

fn golds(treebank: &str) -> Vec<Gold> {
    treebank.split("\n\n").filter(|part| part.contains('\t')).map(gold).collect()
}

fn gold(part: &str) -> Gold {
    let text = part.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap_or_default().to_owned();
    let mut words = Vec::new();
    let mut at = 0;
    // Until which word id a contracted form (`im`) covers, and where it stands.
    let mut covered = (0, 0, 0);
    for line in part.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, tag, _, features, head, relation, ..] = columns[..] else { continue };
        let place = |at: usize| text[at..].find(form).map_or(at, |offset| at + offset);
        if let Some((_, last)) = id.split_once('-') {
            let start = place(at);
            at = start + form.len();
            covered = (last.parse().unwrap_or(0), start, at);
            continue;
        }
        let Ok(id) = id.parse::<usize>() else { continue };
        // Of a contracted form each part stands where it can be seen (`it's`), otherwise at the beginning (`im`).
        let start = if id <= covered.0 {
            let whole = text.get(covered.1..covered.2).unwrap_or_default();
            covered.1 + whole.rfind(form).unwrap_or(0)
        } else {
            place(at)
        };
        if id > covered.0 {
            at = (start + form.len()).min(text.len());
        }
        words.push(Word {
            id,
            head: head.parse().unwrap_or(0),
            relation: relation.to_owned(),
            lemma: lemma.to_owned(),
            tag: tag.to_owned(),
            finite: features.contains("VerbForm=Fin") || features.contains("Mood="),
            at: start,
        });
    }
    Gold { text, words }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
