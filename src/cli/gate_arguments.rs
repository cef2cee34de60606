//! The arguments about what is compared, what of it is reported, and what is accepted.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::rule_name::RuleName;
use crate::config::RuleSetting;
use crate::finding::{Confidence, FindingKind, Level};

/// What is compared.
#[derive(Debug, Args)]
pub struct Articles {
    /// Articles: files (text, pages, see the README), folders, patterns (`**/*.html`), `-` for standard input, with
    /// outlet and day where they do not tell (`dpa@2025-02-12=a.txt`)
    /// [default: `inputs` of the configuration]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Report only what the articles before it disagree about with these, with each other or with themselves
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub against: Vec<PathBuf>,
}

/// What is reported, and what of it makes the run fail.
#[derive(Debug, Args)]
pub struct Levels {
    /// Exit with status 1 on a finding of this level or a worse one [default: tension]
    #[arg(long, value_name = "LEVEL")]
    pub fail_level: Option<LevelName>,
    /// Report findings of this level and the worse ones [default: update]
    #[arg(long, value_name = "LEVEL")]
    pub min_level: Option<LevelName>,
    /// Report findings that are at least so sure, from 0 to 1 [default: 0, everything]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub min_confidence: Option<Confidence>,
    /// What is done with a rule's findings: `RULE=on`, `RULE=off`, `RULE=tension`
    #[arg(long = "level", value_name = "RULE=LEVEL", value_delimiter = ',', value_parser = rule_setting)]
    pub rules: Vec<(FindingKind, RuleSetting)>,
    /// A rule to leave out (`factlint rules list` names them), as `--level RULE=off` does
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleName::Kind, hide_possible_values = true)]
    pub ignore: Vec<String>,
}

/// The levels, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LevelName {
    /// Both cannot be true
    Contradiction,
    /// Hardly both true
    Tension,
    /// A later article replaces an earlier figure or plan
    Update,
    /// Worth knowing
    Note,
}

impl LevelName {
    /// The level meant.
    pub fn level(self) -> Level {
        match self {
            Self::Contradiction => Level::Contradiction,
            Self::Tension => Level::Tension,
            Self::Update => Level::Update,
            Self::Note => Level::Note,
        }
    }
}

/// `factlint baseline`
#[derive(Debug, Args)]
pub struct Baseline {
    /// What is compared
    #[command(flatten)]
    pub articles: Articles,
    /// What is reported and what fails
    #[command(flatten)]
    pub levels: Levels,
    /// The file of accepted findings [default: factlint-baseline.toml beside the configuration]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Only remove entries that fit no finding any more; accept nothing new
    #[arg(long, conflicts_with = "check")]
    pub prune: bool,
    /// Write nothing; exit with status 1 where the file is not what it should be
    #[arg(long)]
    pub check: bool,
}

/// `factlint accept`
#[derive(Debug, Args)]
pub struct Accept {
    /// The finding: one of its places as the report shows it (`a.txt:9:163`), or its fingerprint
    #[arg(value_name = "FINDING")]
    pub finding: String,
    /// The articles among which a place is looked for [default: `inputs` of the configuration]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Why it is accepted
    #[arg(long, value_name = "WORDS")]
    pub reason: String,
    /// The last day on which that holds (2026-01-31)
    #[arg(long, value_name = "DAY")]
    pub until: Option<chrono::NaiveDate>,
}

/// Reads `RULE=LEVEL`.
fn rule_setting(text: &str) -> Result<(FindingKind, RuleSetting), String> {
    let (rule, setting) =
        text.split_once('=').ok_or("write the rule and what is done with it (`headline=off`)")?;
    let kind = FindingKind::from_name(rule)
        .ok_or_else(|| format!("there is no rule `{rule}`; `factlint rules list` names them"))?;
    let setting = RuleSetting::from_name(setting)
        .ok_or("a rule is `on`, `off` or at a level: contradiction, tension, update, note")?;
    Ok((kind, setting))
}
