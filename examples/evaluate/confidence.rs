//! How often findings are right, by rule, level and what their places are held together by: the text of
//! `rules/confidence.toml`. Findings whose comparator has learned how likely they are are held against what they say of
//! themselves, on standard error.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use factlint::Engine;
use factlint::finding::{FindingKind, Level};

use super::dossiers::{Dossier, find};

/// A share counts as much as so many findings where it stands in for what was seen seldom.
const WEIGHT: f64 = 4.0;
/// Where nothing was seen at all, findings are taken to be right as often as this.
const UNSEEN: f64 = 0.5;
/// A reason that was seen less often than this is not told from the others of its rule.
const LEAST_SEEN: f64 = 3.0;

/// How many were seen, and how many of them were right.
#[derive(Clone, Copy, Default)]
struct Count {
    seen: f64,
    right: f64,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.seen += 1.0;
        self.right += f64::from(u8::from(right));
    }

    /// The share of those that were right, drawn towards what is known of their like where they are few.
    fn share(self, like: f64) -> f64 {
        (self.right + WEIGHT * like) / (self.seen + WEIGHT)
    }
}

/// What was counted.
#[derive(Default)]
struct Counts {
    levels: BTreeMap<Level, Count>,
    rules: BTreeMap<(FindingKind, Level), Count>,
    reasons: BTreeMap<(FindingKind, Level, &'static str), Count>,
    /// By the tenths of what the comparator said.
    learned: BTreeMap<u8, Count>,
}

/// Counts the findings on every dossier below the folders and prints the file.
pub fn print(folders: &[PathBuf]) -> ExitCode {
    let mut rules = crate::rules();
    // What stands in the file now must not pass for what a comparator has learned.
    rules.add("confidence.toml", "[otherwise]\n");
    let engine = match Engine::new(&rules) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let mut dossiers = Vec::new();
    folders.iter().for_each(|folder| find(folder, &mut dossiers));
    let mut counts = Counts::default();
    for dossier in &dossiers {
        if let Err(error) = count(&engine, dossier, &mut counts) {
            eprintln!("{}: {error}", dossier.display());
            return ExitCode::from(3);
        }
    }
    let words = folders
        .iter()
        .map(|folder| folder.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    print!("{}", text(&counts, dossiers.len(), &words));
    for (tenth, count) in &counts.learned {
        let share = count.right / count.seen;
        eprintln!("said to be .{tenth} likely: {} of {} right = {share:.2}", count.right, count.seen);
    }
    ExitCode::SUCCESS
}

fn count(engine: &Engine, folder: &Path, counts: &mut Counts) -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::read(engine, folder)?;
    for finding in engine.check(&dossier.reads) {
        let right = dossier.is_right(&finding)?;
        if let Some(likely) = finding.confidence {
            counts.learned.entry((likely.hundredths() / 10).min(9)).or_default().add(right);
            continue;
        }
        let (kind, level) = (finding.kind, finding.level);
        let reason = finding.because.first().map_or("", |reason| reason.key);
        counts.levels.entry(level).or_default().add(right);
        counts.rules.entry((kind, level)).or_default().add(right);
        counts.reasons.entry((kind, level, reason)).or_default().add(right);
    }
    Ok(())
}

fn text(counts: &Counts, dossiers: usize, folders: &str) -> String {
    let mut text = format!(
        "# How sure a finding is: the share of findings like it (same rule, level and reason for being held together) that\n\
         # were right on {dossiers} dossiers, drawn towards the share of the rule, and that towards\n\
         # the share of the level, where few were seen.\n\
         # Findings of learned evidence (evidence.toml) say themselves how sure they are.\n\
         # Made by `cargo run --release --example evaluate -- confidence` on the folders below tests/dossiers, in this order: {folders};\n\
         # not by hand.\n\n[otherwise]\n"
    );
    let level_share = |level: Level| counts.levels.get(&level).copied().unwrap_or_default().share(UNSEEN);
    for level in Level::ALL {
        text.push_str(&format!("{} = {:.2}\n", level.name(), level_share(level)));
    }
    for (&(kind, level), count) in &counts.rules {
        let like = count.share(level_share(level));
        text.push_str(&format!("\n[rule.{}.{}]\notherwise = {like:.2}\n", kind.name(), level.name()));
        let reasons = counts.reasons.iter().filter(|((k, l, _), _)| (*k, *l) == (kind, level));
        for (&(_, _, reason), count) in reasons.filter(|(_, count)| count.seen >= LEAST_SEEN) {
            text.push_str(&format!("{reason} = {:.2}\n", count.share(like)));
        }
    }
    text
}
