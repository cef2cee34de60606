//! The options of every command, as meant: arguments, environment and terminal settled into one value.

use std::io::IsTerminal;

use super::Failure;
use super::arguments::{Common, When};
use crate::engine::Engine;
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
    /// The language asked for, if one was.
    language: Option<String>,
}

impl Settings {
    /// Settles the options.
    ///
    /// # Errors
    /// When a rule folder cannot be read.
    pub fn new(common: &Common) -> Result<Self, Failure> {
        let mut files = Files::builtin();
        for folder in &common.rule_folders {
            files.add_folder(folder)?;
        }
        // The pages are read only where they are shown; a user's mistake in one is told at once.
        if !common.rule_folders.is_empty() {
            Page::all(&files)?;
        }
        Ok(Self {
            files,
            limits: Limits { file_size: common.max_file_size },
            layout: Layout { width: width(common.width), colour: colour(common.color), quiet: common.quiet },
            language: common.ui_language.clone(),
        })
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
        let language = match &self.language {
            Some(code) if languages.contains(&code.as_str()) => code.as_str(),
            Some(code) => {
                return Err(Failure::Call(format!(
                    "there are no messages in the language `{code}`; there are: {}",
                    languages.join(", ")
                )));
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
