//! `factlint baseline`

use std::path::Path;

use super::arguments::Baseline as Options;
use super::input;
use super::judge::{Judge, fingerprint, words};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::config::{BASELINE_NAME, Baseline, BaselineEntry};
use crate::report;

/// Writes, prunes or checks the file of accepted findings.
pub fn run(options: &Options, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let messages = settings.messages()?;
    let path = settings.baseline().unwrap_or(Path::new(BASELINE_NAME));
    let known = Baseline::read(path)?;
    let engine = settings.engine()?;
    let inputs = input::named(settings)?;
    let sources = &inputs.sources;
    let reads = engine.read_all(sources);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let mut findings = engine.check(&reads);
    findings.retain(|finding| inputs.touch(finding));
    let judge = Judge::new(settings).with(Some(known.clone()));
    let judged = judge.judge(findings, sources, &documents);
    let mut next = known.clone();
    for stale in judge.stale(&judged, &inputs) {
        next.entries.remove(&stale);
    }
    // An article that is gone took its entries with it; one that moved has them still.
    next.entries.retain(|fingerprint, entry| {
        judged.seen.contains(fingerprint)
            || entry.articles.iter().any(|article| article == "-" || known.located(article).exists())
    });
    let removed = known.entries.len() - next.entries.len();
    let accepted = judged.accepted.iter().map(|accepted| &accepted.finding);
    let mut new = 0;
    for (finding, is_new) in accepted.map(|it| (it, false)).chain(judged.reported.iter().map(|it| (it, true)))
    {
        let fingerprint = fingerprint(finding, sources, &documents);
        let articles = finding.witnesses.iter().map(|it| known.article(sources[it.source].name.as_ref()));
        let entry = BaselineEntry {
            rule: finding.kind.name().to_owned(),
            level: finding.level,
            articles: articles.collect(),
            says: words(finding, sources, &documents).into_iter().map(one_line).collect(),
            reason: None,
        };
        match next.entries.get_mut(&fingerprint) {
            // What was accepted may have moved, or be milder now; what was worse when it was accepted stays so.
            Some(old) if !is_new => {
                let (level, reason) = (old.level, old.reason.take());
                *old = BaselineEntry { level, reason, ..entry };
            }
            // Accepted in the configuration.
            None if !is_new => {}
            Some(_) | None if options.prune => {}
            old => {
                new += usize::from(old.is_none_or(|old| old.level > entry.level));
                let reason = known.entries.get(&fingerprint).and_then(|old| old.reason.clone());
                next.entries.insert(fingerprint, BaselineEntry { reason, ..entry });
            }
        }
    }
    for entry in next.entries.values_mut() {
        entry.articles.sort();
        entry.articles.dedup();
    }
    let kept = next.entries.len() - new;
    if !options.check {
        next.write()?;
    }
    let number = |number: usize| number.to_string();
    let line = messages.gate(
        if options.check { "baseline-check" } else { "baseline" },
        &[
            ("path", path.display().to_string()),
            ("new", number(new)),
            ("kept", number(kept)),
            ("removed", number(removed)),
        ],
    );
    output.text(&format!("{}\n", report::shown(&line)))?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread {
        ExitStatus::Unread
    } else if options.check && (new > 0 || removed > 0) {
        ExitStatus::Disagreement
    } else {
        ExitStatus::Agreement
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
