//! The command line: arguments as typed, options as meant, one call, an exit status with a name. The process's
//! streams, environment and exit status are touched here and nowhere else.

mod accept;
mod annotate;
mod arguments;
mod baseline;
mod batch;
mod cache;
mod check;
mod claims;
mod coverage;
mod diff;
mod examples;
mod facts;
mod gate_arguments;
mod input;
mod judge;
mod limits;
mod lines;
mod man;
mod named;
mod names;
mod order;
mod output;
mod progress;
mod reports;
#[cfg(feature = "interactive")]
mod review;
mod rule_name;
mod rules;
mod scope;
mod settings;
mod stats;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command, RulesCommand};
use output::Output;
use scope::Scope;
use settings::Settings;

use crate::config::{self, Origin};
use crate::rule::Problem;

/// What a run means to the shell. Part of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExitStatus {
    /// Nothing at or above the requested level.
    Agreement,
    /// At least one finding at or above the requested level.
    Disagreement,
    /// The call, the configuration or a rule file is wrong.
    Misuse,
    /// An input could not be read; the others were checked all the same.
    Unread,
}

impl ExitStatus {
    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Agreement => 0,
            Self::Disagreement => 1,
            Self::Misuse => 2,
            Self::Unread => 3,
        })
    }
}

/// Why a run ended before its report.
#[derive(Debug)]
enum Failure {
    /// A rule file is wrong.
    Rule(Box<Problem>),
    /// A configuration or baseline file is wrong.
    Config(Box<config::Problem>),
    /// The call is wrong; what about it.
    Call(String),
    /// The report could not be written.
    Output(std::io::Error),
    /// A file could not be written.
    File(std::path::PathBuf, std::io::Error),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Rule(Box::new(problem))
    }
}

impl From<config::Problem> for Failure {
    fn from(problem: config::Problem) -> Self {
        Self::Config(Box::new(problem))
    }
}

impl Failure {
    /// A value that does not fit, told where it was written.
    fn at(origin: &Origin, message: String) -> Self {
        match origin {
            Origin::File { name, line } => config::Problem::in_line(name, *line, message).into(),
            Origin::Flag(_) => Self::Call(message),
        }
    }

    /// Tells people about it.
    fn tell(self) {
        match self {
            Self::Rule(problem) => output::complain(&format!("{:?}", miette::Report::new(*problem))),
            Self::Config(problem) => match *problem {
                config::Problem::Mistake { .. } => {
                    output::complain(&format!("{:?}", miette::Report::new(*problem)));
                }
                config::Problem::Io { .. } | config::Problem::Several { .. } => {
                    output::error(&problem.to_string());
                }
            },
            Self::Call(message) => output::error(&message),
            Self::Output(error) => output::error(&format!("cannot write the report: {error}")),
            Self::File(path, error) => {
                output::error(&format!("cannot write `{}`: {error}", path.display()));
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the program on the process's own arguments.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // The reader may be gone already; that is no reason for another message.
            let _ = error.print();
            let status = if error.use_stderr() { ExitStatus::Misuse } else { ExitStatus::Agreement };
            return status.code();
        }
    };
    let mut output = Output::new();
    let status = run(&arguments, &mut output).unwrap_or_else(|failure| {
        failure.tell();
        ExitStatus::Misuse
    });
    status.code()
}

/// Carries out one command.
fn run(arguments: &Arguments, output: &mut Output) -> Result<ExitStatus, Failure> {
    if arguments.common.quiet {
        output::be_quiet();
    }
    output::set_style(arguments.common.color);
    let settings = Settings::new(&arguments.common, Scope::new(&arguments.command))?;
    if arguments.common.show_config {
        output.text(&settings.shown())?;
        return Ok(ExitStatus::Agreement);
    }
    match &arguments.command {
        #[cfg(feature = "interactive")]
        Command::Check(options) if options.interactive => review::run(options, &arguments.common, output),
        #[cfg(not(feature = "interactive"))]
        Command::Check(options) if options.interactive => Err(Failure::Call(
            "this factlint has no interactive mode; `cargo install factlint --features interactive` builds one \
             with it"
                .to_owned(),
        )),
        Command::Check(options) if options.watch => watch::run(options, &arguments.common, output),
        Command::Check(options) => check::run(options, &settings, output),
        Command::Baseline(options) => baseline::run(options, &settings, output),
        Command::Accept(options) => accept::run(options, &arguments.common, &settings, output),
        Command::Schema => {
            output.text(config::SCHEMA)?;
            Ok(ExitStatus::Agreement)
        }
        Command::Diff(options) => diff::run(options, &settings, output),
        Command::Facts(options) => facts::run(options, &settings, output),
        Command::Claims(options) => claims::run(options, &settings, output),
        Command::Annotate(options) => annotate::run(options, &settings, output),
        Command::Batch(options) => batch::run(options, &settings, output),
        Command::Rules { command: RulesCommand::List } => rules::list(&settings, output),
        Command::Rules { command: RulesCommand::Test(options) } => rules::test(options, &settings, output),
        Command::Rules { command: RulesCommand::New(options) } => rules::new(options, &settings, output),
        Command::Rules { command: RulesCommand::Docs } => rules::docs(&settings, output),
        Command::Man(options) => man::run(options, output),
        Command::Explain(options) => rules::explain(options, &settings, output),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "factlint", &mut script);
            output.bytes(&script)?;
            Ok(ExitStatus::Agreement)
        }
    }
}
