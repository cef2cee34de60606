//! The examples in the rule files, run: what a rule's page shows must be what the rule does.

use crate::engine::Engine;
use crate::finding::{Finding, Level};
use crate::rule::{Files, FindingKind, Page, PageExample, Problem};
use crate::text::{Source, SourceSet};
use crate::trial;

/// What became of one example.
pub struct Outcome {
    /// The rule.
    pub rule: String,
    /// Which of its examples.
    pub example: String,
    /// What went wrong, if something did.
    pub problem: Option<String>,
}

/// A folder of rules with a way to run their examples.
type Suite = fn(&Files, &Engine) -> Result<Vec<Outcome>, Problem>;

/// Every folder whose rules have examples. The only list to extend.
const SUITES: [Suite; 2] = [frames, findings];

/// Runs every example of the rule files.
///
/// # Errors
/// The first mistake in a file.
pub fn run(files: &Files, engine: &Engine) -> Result<Vec<Outcome>, Problem> {
    let mut outcomes = Vec::new();
    for suite in SUITES {
        outcomes.extend(suite(files, engine)?);
    }
    Ok(outcomes)
}

/// The kinds of findings: examples are dossiers.
fn findings(files: &Files, engine: &Engine) -> Result<Vec<Outcome>, Problem> {
    let pages = Page::all(files)?;
    let mut outcomes = Vec::new();
    for kind in FindingKind::ALL {
        let Some(page) = pages.iter().find(|page| page.kind == *kind) else {
            outcomes.push(Outcome {
                rule: kind.name().to_owned(),
                example: Page::path(*kind),
                problem: Some("the rule has no page".to_owned()),
            });
            continue;
        };
        let examples = page.examples.iter().map(|example| (example, "example"));
        let near_misses = page.near_misses.iter().map(|example| (example, "near-miss"));
        let mut number = (0, 0);
        for (example, what) in examples.chain(near_misses) {
            let count = if example.level.is_some() { &mut number.0 } else { &mut number.1 };
            *count += 1;
            outcomes.push(Outcome {
                rule: kind.name().to_owned(),
                example: format!("{what} {count} ({})", example.language),
                problem: try_dossier(engine, *kind, example),
            });
        }
    }
    Ok(outcomes)
}

fn try_dossier(engine: &Engine, kind: FindingKind, example: &PageExample) -> Option<String> {
    let mut sources = SourceSet::new();
    for article in &example.articles {
        let mut source = Source::new(&article.outlet, &article.text);
        source.published = Some(article.published);
        source.language = Some(example.language.clone());
        sources.add(source);
    }
    let reads = engine.read_all(&sources);
    let findings = engine.check(&reads);
    let words = |finding: &Finding| {
        let places = finding.witnesses.iter().filter_map(|witness| {
            let read = reads.get(witness.source.index())?;
            Some(format!("`{}`", witness.span.of(read.document.text())))
        });
        format!(
            "{} {}: {}",
            finding.level.name(),
            finding.kind.name(),
            places.collect::<Vec<_>>().join(" / ")
        )
    };
    let Some(level) = example.level else {
        let alarm = findings.iter().find(|finding| finding.level <= Level::Tension)?;
        return Some(format!("must be left alone, but reported is {}", words(alarm)));
    };
    let touches = |finding: &Finding| {
        example.articles.iter().zip(sources.ids()).all(|(article, id)| {
            article.says.iter().all(|says| {
                article.text.find(says.as_str()).is_some_and(|start| {
                    finding.witnesses.iter().filter(|witness| witness.source == id).any(|witness| {
                        let place = reads[id.index()].document.on_disk(witness.span);
                        place.start() < start + says.len() && start < place.end()
                    })
                })
            })
        })
    };
    if findings.iter().any(|finding| finding.kind == kind && finding.level == level && touches(finding)) {
        return None;
    }
    let seen: Vec<String> = findings.iter().map(words).collect();
    let seen = if seen.is_empty() { "nothing".to_owned() } else { seen.join("; ") };
    Some(format!("must be reported as {} {}, but reported is {seen}", level.name(), kind.name()))
}

/// The frames: examples are sentences with what must be read in them.
fn frames(_files: &Files, engine: &Engine) -> Result<Vec<Outcome>, Problem> {
    let mut outcomes = Vec::new();
    for frame in &engine.frames().list {
        if !frame.examples().iter().any(|example| !example.reads.is_empty()) {
            outcomes.push(Outcome {
                rule: frame.id.clone(),
                example: "examples".to_owned(),
                problem: Some("no example is read by the rule".to_owned()),
            });
        }
    }
    outcomes.extend(trial::frames(engine).into_iter().map(|trial| {
        Outcome {
            problem: (!trial.passes())
                .then(|| format!("must be read as {:?}, but is read as {:?}", trial.expected, trial.seen)),
            example: format!("`{}`", trial.text.trim()),
            rule: trial.frame,
        }
    }));
    Ok(outcomes)
}
