//! What a command says of what the configuration says too, and the layer of the configuration made from it.

use std::path::PathBuf;

use super::arguments::{
    Accept, Annotate, Articles, Baseline, Batch, Check, Claims, Command, Common, Diff, Facts, LevelName,
    Levels,
};
use crate::config::{Config, RuleSetting, Set};
use crate::finding::FindingKind;

/// What a command says of articles, levels and accepted findings.
#[derive(Clone, Copy, Default)]
pub struct Scope<'a> {
    /// The articles that are read.
    pub paths: &'a [PathBuf],
    /// What they are checked against.
    pub against: &'a [PathBuf],
    /// What is reported and what fails.
    pub levels: Option<&'a Levels>,
    /// The file of accepted findings.
    pub baseline: Option<&'a PathBuf>,
}

impl<'a> Scope<'a> {
    /// What a command says.
    pub fn new(command: &'a Command) -> Self {
        let of = |Articles { paths, against }: &'a Articles, levels, baseline: &'a Option<PathBuf>| Self {
            paths,
            against,
            levels: Some(levels),
            baseline: baseline.as_ref(),
        };
        match command {
            Command::Check(Check { articles, levels, baseline, .. })
            | Command::Baseline(Baseline { articles, levels, baseline, .. }) => {
                of(articles, levels, baseline)
            }
            Command::Claims(Claims { paths, .. })
            | Command::Facts(Facts { paths, .. })
            | Command::Accept(Accept { paths, .. })
            | Command::Annotate(Annotate { paths, .. }) => Self { paths, ..Self::default() },
            Command::Diff(Diff { first, levels, .. }) => {
                Self { paths: std::slice::from_ref(first), levels: Some(levels), ..Self::default() }
            }
            Command::Batch(Batch { levels, .. }) => Self { levels: Some(levels), ..Self::default() },
            Command::Rules { .. }
            | Command::Explain(_)
            | Command::Schema
            | Command::Man(_)
            | Command::Completions { .. } => Self::default(),
        }
    }

    /// The command line as a layer of the configuration.
    ///
    /// # Errors
    /// When a rule is named that there is not.
    pub fn layer(self, common: &Common) -> Result<Config, String> {
        let some = |paths: &[PathBuf], flag| (!paths.is_empty()).then(|| Set::flag(paths.to_vec(), flag));
        let mut config = Config {
            inputs: some(self.paths, "PATH"),
            against: some(self.against, "--against"),
            rule_folders: some(&common.rule_folders, "--rules"),
            language: common.language.clone().map(|code| Set::flag(code, "--language")),
            ui_language: common.ui_language.clone().map(|code| Set::flag(code, "--ui-language")),
            baseline: self.baseline.map(|path| Set::flag(path.clone(), "--baseline")),
            ..Config::default()
        };
        common.limits.fill(&mut config);
        if let Some(levels) = self.levels {
            config.fail_level =
                levels.fail_level.map(LevelName::level).map(|it| Set::flag(it, "--fail-level"));
            config.min_level = levels.min_level.map(LevelName::level).map(|it| Set::flag(it, "--min-level"));
            config.min_confidence = levels.min_confidence.map(|it| Set::flag(it, "--min-confidence"));
            for &(kind, setting) in &levels.rules {
                config.rules.insert(kind, Set::flag(setting, "--level"));
            }
            for name in &levels.ignore {
                let kind = FindingKind::from_name(name)
                    .ok_or_else(|| format!("there is no rule `{name}`; `factlint rules list` names them"))?;
                config.rules.insert(kind, Set::flag(RuleSetting::Off, "--ignore"));
            }
        }
        Ok(config)
    }
}
