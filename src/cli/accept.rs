//! `factlint accept`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::arguments::{Accept, Common};
use super::input;
use super::judge::{Judge, fingerprint};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::config::{self, Acceptance, CONFIG_NAME};
use crate::finding::Finding;
use crate::report::{self, Lines};

/// Adds an accepted finding to the configuration: to the file that is named or found, or to a new one here.
pub fn run(
    options: &Accept,
    common: &Common,
    settings: &Settings,
    output: &mut Output,
) -> Result<ExitStatus, Failure> {
    let messages = settings.messages()?;
    if options.reason.trim().is_empty() {
        return Err(Failure::Call("say with --reason why the finding is accepted".to_owned()));
    }
    let known_by = if config::is_fingerprint(&options.finding) {
        options.finding.clone()
    } else {
        fingerprint_at(&options.finding, settings)?
    };
    let judge = Judge::new(settings);
    let acceptance =
        Acceptance { fingerprint: known_by.clone(), reason: options.reason.clone(), until: options.until };
    if judge.has_ended(&acceptance) {
        return Err(Failure::Call(
            "--until names a day that is over; name one to come, or leave it out".to_owned(),
        ));
    }
    let found = settings.config.files.last();
    let path: PathBuf = common.config.as_ref().or(found).cloned().unwrap_or_else(|| CONFIG_NAME.into());
    let mut accepted = settings.config.accepted.iter().map(|set| &set.value);
    let known = accepted.any(|it| it.fingerprint == known_by && !judge.has_ended(it));
    if !known {
        config::accept(Path::new(&path), &acceptance)?;
    }
    let key = if known { "accepted-already" } else { "accepted" };
    let line = messages.gate(key, &[("fingerprint", known_by), ("path", path.display().to_string())]);
    output.text(&format!("{}\n", report::shown(&line)))?;
    Ok(ExitStatus::Agreement)
}

/// The fingerprint of the finding that has a place (`a.txt:9:163`, or `a.txt:9` where that is clear).
fn fingerprint_at(place: &str, settings: &Settings) -> Result<String, Failure> {
    let (path, line, column) = parts(place).ok_or_else(|| {
        Failure::Call(format!(
            "`{place}` is neither a place (`a.txt:9:163`) nor a fingerprint (16 digits and letters a to f)"
        ))
    })?;
    let path = config::identity(Path::new(path));
    let engine = settings.engine()?;
    let inputs = input::named(settings)?;
    let reads = engine.read_all(&inputs.sources);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let stands_there = |finding: &Finding| {
        finding.witnesses.iter().any(|witness| {
            let source = &inputs.sources[witness.source];
            let start = documents[witness.source.index()].on_disk(witness.span).start();
            let position = Lines::of(source).position(start);
            config::identity(Path::new(&source.name)) == path
                && position.line == line
                && column.is_none_or(|column| position.column == column)
        })
    };
    let found: BTreeMap<String, Finding> = engine
        .check(&reads)
        .into_iter()
        .filter(stands_there)
        .map(|finding| (fingerprint(&finding, &inputs.sources, &documents), finding))
        .collect();
    let mut names = found.keys();
    match (names.next(), names.next()) {
        (Some(one), None) => Ok(one.clone()),
        (None, _) => Err(Failure::Call(format!("no finding has the place `{place}`"))),
        (Some(_), Some(_)) => {
            let each = |(name, finding): (&String, &Finding)| {
                format!("{name} ({} {})", finding.level.name(), finding.kind.name())
            };
            let all: Vec<String> = found.iter().map(each).collect();
            Err(Failure::Call(format!("`{place}` has several findings; name one: {}", all.join(", "))))
        }
    }
}

/// Path, line and column of a place.
fn parts(place: &str) -> Option<(&str, usize, Option<usize>)> {
    let (before, last) = place.rsplit_once(':')?;
    let last: usize = last.parse().ok()?;
    match before.rsplit_once(':').map(|(path, line)| (path, line.parse())) {
        Some((path, Ok(line))) => Some((path, line, Some(last))),
        Some((_, Err(_))) | None => Some((before, last, None)),
    }
}
