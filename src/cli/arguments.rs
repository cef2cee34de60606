//! The arguments as typed. What they mean is decided where they are used.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::cache::Caching;
pub use super::gate_arguments::{Accept, Articles, Baseline, LevelName, Levels};
use super::limits::LimitFlags;
use super::rule_name::RuleName;
use crate::report::Format;

/// Finds where several news articles about one event cannot all be right.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 nothing at or above --fail-level, 1 something, 2 the call or a rule file is \
                        wrong, 3 an input could not be read (the others are checked all the same)."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compare articles and report where they disagree
    Check(Check),
    /// Show two articles side by side: what both say, what differs, what only one says
    Diff(Diff),
    /// Show what each article says of what, and how many independent sources agree
    Facts(Facts),
    /// Show the typed assertions of each article
    Claims(Claims),
    /// Show what is read from each article: names, times, quantities, quotes, factuality
    Annotate(Annotate),
    /// Check one dossier per line of standard input (JSON in, JSON out)
    Batch(Batch),
    /// List the rules, or run their examples
    Rules {
        /// What to do with them
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Print a rule's page: what it compares, why it matters, examples, how to turn it down
    Explain(Explain),
    /// Write or prune the committed list of accepted findings
    Baseline(Baseline),
    /// Accept one finding in the configuration, with a reason
    Accept(Accept),
    /// Print the JSON Schema of factlint.toml
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write those of all commands into a folder
    Man(Man),
}

/// The commands about rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Name every rule with one line on what it is for
    List,
    /// Run the examples of all rules; a rule that no example fires fails
    Test(RulesTest),
    /// Write a rule file to begin with
    New(RulesNew),
    /// Print the pages of all rules as Markdown
    Docs,
}

/// `factlint rules new`
#[derive(Debug, Args)]
pub struct RulesNew {
    /// The rule's name, after what it compares (`ships-sunk`)
    pub name: String,
    /// The rule folder
    #[arg(value_name = "DIR", default_value = "rules")]
    pub folder: PathBuf,
}

/// `factlint rules test`
#[derive(Debug, Args)]
pub struct RulesTest {
    /// A folder of rule files that add to the built-in ones or replace those of the same name
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Tell what no example shows: values, levels and languages; a language without an example fails
    #[arg(long)]
    pub coverage: bool,
    /// Name the examples that pass, too
    #[arg(long, short)]
    pub verbose: bool,
}

/// `factlint man`
#[derive(Debug, Args)]
pub struct Man {
    /// The command whose page is meant (`check`, `rules-test`) [default: the program's own]
    pub command: Option<String>,
    /// Write the pages of the program and of every command into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub dir: Option<PathBuf>,
}

/// `factlint explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's name
    #[arg(value_parser = RuleName::Any, hide_possible_values = true)]
    pub rule: String,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Language of the report: the code of a message file (`de`, `en`) [default: from the locale; JSON: en]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub ui_language: Option<String>,
    /// Language of the articles (`de`, `en`) [default: recognised from each]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// A folder of rule files that add to the built-in ones or replace those of the same name
    #[arg(long = "rules", global = true, value_name = "DIR")]
    pub rule_folders: Vec<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Columns of the report, 30 at least [default: the terminal's, 80 elsewhere]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(30..))]
    pub width: Option<u16>,
    /// Print findings and errors, nothing else: no closing line, no warnings, no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What is read at the most
    #[command(flatten)]
    pub limits: LimitFlags,
    /// A configuration file that holds over the factlint.toml found upward from the articles
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Look for no factlint.toml and no baseline
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Print what holds, and where each value comes from, instead of doing it
    #[arg(long, global = true)]
    pub show_config: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `factlint check`
#[derive(Debug, Args)]
pub struct Check {
    /// What is compared
    #[command(flatten)]
    pub articles: Articles,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: Format,
    /// Write a report of another form into a file, too (`--report sarif=out.sarif`); may be given several times
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = report_file)]
    pub reports: Vec<ReportFile>,
    /// Tell on standard error how much was read, what was found by which rule, and how long it took
    #[arg(long)]
    pub stats: bool,
    /// What is reported and what fails
    #[command(flatten)]
    pub levels: Levels,
    /// The file of accepted findings [default: factlint-baseline.toml beside the configuration]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Report the findings of the baseline, too
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,
    /// Take the articles for a heap (an archive's day): find which of them tell of one event, and compare those
    #[arg(long)]
    pub group: bool,
    /// Whether findings are kept from run to run
    #[command(flatten)]
    pub caching: Caching,
    /// Check again whenever an article, a rule file or the configuration is saved
    #[arg(long)]
    pub watch: bool,
    /// Go through the findings in the terminal: both sources side by side, to edit or to accept
    #[arg(long, short, conflicts_with_all = ["watch", "reports", "format"])]
    #[cfg_attr(not(feature = "interactive"), arg(hide = true))]
    pub interactive: bool,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Full => "Both sources quoted, for people",
            Self::Concise => "One line per finding",
            Self::Markdown => "For chats, mails and merge requests",
            Self::Html => "One page to mail: articles side by side, findings, facts",
            Self::Json => "The whole report for programs",
            Self::Ndjson => "One finding per line, for programs",
            Self::Sarif => "SARIF 2.1.0, for code scanning",
            Self::Github => "Annotations of GitHub Actions",
            Self::Gitlab => "GitLab's Code Quality report",
            Self::Junit => "JUnit's XML, for test reports",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

/// A report that is written into a file.
#[derive(Clone, Debug)]
pub struct ReportFile {
    /// Its form.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

/// Reads `sarif=out.sarif`.
fn report_file(text: &str) -> Result<ReportFile, String> {
    let known = || Format::ALL.map(Format::name).join(", ");
    let Some((name, path)) = text.split_once('=') else {
        return Err(format!("write a format, `=` and a file (`sarif=out.sarif`); formats are {}", known()));
    };
    let format = Format::ALL.into_iter().find(|format| format.name() == name);
    let Some(format) = format else {
        return Err(format!("there is no format `{name}`; there are {}", known()));
    };
    if path.is_empty() || path == "-" {
        return Err("name a file behind the `=`; `--format` chooses what standard output gets".to_owned());
    }
    Ok(ReportFile { format, path: PathBuf::from(path) })
}

/// `factlint facts`
#[derive(Debug, Args)]
pub struct Facts {
    /// Articles: files, folders, patterns, `-` for standard input, perhaps named (`dpa@2025-02-12=a.txt`)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Form of the table
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FactsFormat,
    /// Only what at least so many independent sources speak of
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub min_sources: usize,
}

/// The forms of the table of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// For people
    Text,
    /// For chats, mails and merge requests: one column per article
    Markdown,
    /// For programs
    Json,
    /// For spreadsheets: one line per article and fact
    Csv,
}

/// `factlint diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The article on the left, or the earlier version (`-` for standard input)
    #[arg(value_name = "A")]
    pub first: PathBuf,
    /// The article on the right, or the later version
    #[arg(value_name = "B")]
    pub second: PathBuf,
    /// Form of the comparison
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Show what agrees, too
    #[arg(long, short)]
    pub all: bool,
    /// What is reported and what fails
    #[command(flatten)]
    pub levels: Levels,
}

/// The forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people: two columns, one where the terminal is narrow
    Text,
    /// For chats, mails and merge requests: a table
    Markdown,
    /// One page to mail
    Html,
    /// For programs, with what agrees
    Json,
}

/// `factlint claims`
#[derive(Debug, Args)]
pub struct Claims {
    /// Articles: files, folders, patterns, `-` for standard input, perhaps named (`dpa@2025-02-12=a.txt`)
    #[arg(conflicts_with = "ndjson", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read `{"id", "text", "published", "language"}` lines from standard input, answer each with its claims
    #[arg(long)]
    pub ndjson: bool,
    /// Text for people, or one JSON object per claim
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextFormat,
}

/// `factlint annotate`
#[derive(Debug, Args)]
pub struct Annotate {
    /// Articles: files, folders, patterns, `-` for standard input, perhaps named (`dpa@2025-02-12=a.txt`)
    #[arg(conflicts_with = "ndjson", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Text for people, or one JSON object per article
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextFormat,
    /// Read `{"id", "text", "published", "language"}` lines from standard input, answer each with a line
    #[arg(long)]
    pub ndjson: bool,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// For people
    Text,
    /// One object per line
    #[value(alias = "ndjson")]
    Json,
}

/// `factlint batch`
#[derive(Debug, Args)]
pub struct Batch {
    /// Whether findings are kept from run to run
    #[command(flatten)]
    pub caching: Caching,
    /// What is reported and what fails
    #[command(flatten)]
    pub levels: Levels,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn reports_name_a_format_and_a_file() {
        let file = report_file("sarif=a=b.sarif").expect("it is one");
        assert_eq!((file.format, file.path), (Format::Sarif, PathBuf::from("a=b.sarif")));
        assert!(report_file("sarif").is_err_and(|error| error.contains("junit")));
        assert!(report_file("xml=x").is_err_and(|error| error.contains("junit")));
        assert!(report_file("sarif=-").is_err());
    }
}
