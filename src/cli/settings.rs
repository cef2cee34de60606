//! The options of every command, as meant: arguments, configuration, environment and terminal settled into one
//! value.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::Failure;
use super::arguments::{Common, When};
use super::named::Named;
use super::scope::Scope;
use super::{limits, names};
use crate::config::{self, BASELINE_NAME, CONFIG_NAME, Config, Request, Set};
use crate::engine::Engine;
use crate::finding::{Confidence, Level};
use crate::report::{Layout, Messages};
use crate::rule::{Files, Page};
use crate::text::Limits;

/// What holds for a run, whatever its command.
pub struct Settings {
    /// The rule files.
    pub files: Files,
    /// What is read at the most.
    pub limits: Limits,
    /// Width and colour of what people read.
    pub layout: Layout,
    /// What the command line and the configuration files say.
    pub config: Config,
    /// The nearest file of accepted findings, where the configuration names none.
    baseline: Option<PathBuf>,
}

impl Settings {
    /// Settles the options.
    ///
    /// # Errors
    /// When a configuration file or a rule folder cannot be read or holds a mistake.
    pub fn new(common: &Common, scope: Scope<'_>) -> Result<Self, Failure> {
        let articles = scope.paths.iter().map(|path| Named::path_of(path));
        let articles: Vec<PathBuf> = articles.filter(|path| path.as_os_str() != "-").collect();
        let request = Request {
            named: common.config.as_deref(),
            isolated: common.no_config,
            articles: articles.iter().map(PathBuf::as_path).collect(),
        };
        let found = config::load(&request)?;
        let baseline = (!common.no_config).then(|| nearest_baseline(&found, &request)).flatten();
        let config = scope.layer(common).map_err(Failure::Call)?.over(found);
        let mut files = Files::builtin();
        if let Some(folders) = &config.rule_folders {
            for folder in &folders.value {
                files.add_folder(folder)?;
            }
            // The pages are read only where they are shown; a user's mistake in one is told at once.
            Page::all(&files)?;
        }
        if let Some(language) = &config.language
            && !files.languages().contains(&language.value.as_str())
        {
            let known = files.languages().join(", ");
            let message =
                format!("there are no rules for the language `{}`; there are: {known}", language.value);
            return Err(Failure::at(&language.origin, message));
        }
        names::add(&config.entities, &mut files)?;
        Ok(Self {
            files,
            limits: limits::of(&config),
            layout: Layout { width: width(common.width), colour: colour(common.color), quiet: common.quiet },
            config,
            baseline,
        })
    }

    /// Findings of this level and the worse ones are reported.
    pub fn min_level(&self) -> Level {
        self.config.min_level.as_ref().map_or(Level::Update, |set| set.value)
    }

    /// Findings that are at least so sure are reported; all of them where nobody says anything.
    pub fn min_confidence(&self) -> Option<Confidence> {
        self.config.min_confidence.as_ref().map(|set| set.value)
    }

    /// Findings of this level and the worse ones make the run fail.
    pub fn fail_level(&self) -> Level {
        self.config.fail_level.as_ref().map_or(Level::Tension, |set| set.value)
    }

    /// The articles that are checked, and those that they are checked against.
    ///
    /// # Errors
    /// When neither the command line nor the configuration names any.
    pub fn articles(&self) -> Result<(&[PathBuf], &[PathBuf]), Failure> {
        let against = self.config.against.as_ref().map_or(&[][..], |set| &set.value);
        match &self.config.inputs {
            Some(inputs) => Ok((&inputs.value, against)),
            None => Err(Failure::Call(format!(
                "there is nothing to read; name articles, or write `inputs = [\"articles\"]` into {CONFIG_NAME}"
            ))),
        }
    }

    /// Code of the articles' language, where the command line or the configuration says it.
    pub fn language(&self) -> Option<&str> {
        self.config.language.as_ref().map(|set| set.value.as_str())
    }

    /// The file of accepted findings: the one that is named, or the nearest.
    pub fn baseline(&self) -> Option<&Path> {
        self.config.baseline.as_ref().map(|set| set.value.as_path()).or(self.baseline.as_deref())
    }

    /// What holds, with where it comes from.
    pub fn shown(&self) -> String {
        let size = |bytes: u64| format!("\"{}\"", config::size_words(bytes));
        let Limits { file_size, article_size, unpacked, entries, elements, nesting } = self.limits;
        let code = self.messages().map(|messages| messages.code().to_owned()).unwrap_or_default();
        let word = |word: &str| format!("\"{word}\"");
        let mut defaults = vec![
            ("ui-language", word(&code), "the locale"),
            ("min-level", word(self.min_level().name()), "default"),
            ("fail-level", word(self.fail_level().name()), "default"),
            ("min-confidence", "0.0".to_owned(), "default"),
            ("max-file-size", size(file_size), "default"),
            ("max-article-size", size(article_size as u64), "default"),
            ("max-unpacked-size", size(unpacked), "default"),
            ("max-entries", entries.to_string(), "default"),
            ("max-elements", elements.to_string(), "default"),
            ("max-nesting", nesting.to_string(), "default"),
        ];
        if let Some(path) = &self.baseline {
            defaults.push(("baseline", word(&path.display().to_string()), "default"));
        }
        config::show(&self.config, &defaults)
    }

    /// The stages with these rules.
    ///
    /// # Errors
    /// The first mistake in a rule file.
    pub fn engine(&self) -> Result<Engine, Failure> {
        Ok(Engine::new(&self.files)?)
    }

    /// The words of a report for people: in the language asked for, or the locale's.
    ///
    /// # Errors
    /// When there is no message file for the language asked for, or a mistake in it.
    pub fn messages(&self) -> Result<Messages, Failure> {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        self.messages_in(locale.as_deref().unwrap_or_default())
    }

    /// The words of a report for programs: in the language asked for, or English, so that the same call gives the
    /// same bytes on every machine.
    ///
    /// # Errors
    /// When there is no message file for the language asked for, or a mistake in it.
    pub fn messages_for_programs(&self) -> Result<Messages, Failure> {
        self.messages_in("en")
    }

    fn messages_in(&self, otherwise: &str) -> Result<Messages, Failure> {
        let languages = Messages::languages(&self.files);
        let language = match &self.config.ui_language {
            Some(Set { value: code, .. }) if languages.contains(&code.as_str()) => code.as_str(),
            Some(Set { value: code, origin }) => {
                let known = languages.join(", ");
                let message = format!("there are no messages in the language `{code}`; there are: {known}");
                return Err(Failure::at(origin, message));
            }
            // `de_AT.UTF-8` names the language before the underscore; `C` names none.
            None => {
                let code = otherwise.split(['_', '.', '@', '-']).next().unwrap_or_default();
                languages.iter().copied().find(|known| *known == code).unwrap_or("de")
            }
        };
        Ok(Messages::load(&self.files, language)?)
    }
}

/// The file of accepted findings beside the configuration, or else the nearest upward from the articles.
fn nearest_baseline(config: &Config, request: &Request<'_>) -> Option<PathBuf> {
    let beside = config.files.last().and_then(|file| file.parent());
    let start = config::identity(beside.or(request.articles.first().copied()).unwrap_or(Path::new(".")));
    let beside = beside.map(|_| config::from_here(&start.join(BASELINE_NAME)));
    let mut above = start.ancestors().map(|folder| folder.join(BASELINE_NAME));
    beside.or_else(|| above.find(|path| path.is_file()).map(|path| config::from_here(&path)))
}

fn width(asked: Option<u16>) -> usize {
    let known = asked
        .or_else(|| std::env::var("COLUMNS").ok()?.parse().ok())
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| width.0));
    usize::from(known.unwrap_or(80)).max(20)
}

fn colour(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            !refused && std::io::stdout().is_terminal()
        }
    }
}
