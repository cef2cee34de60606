//! `factlint man`

use std::path::Path;

use clap::CommandFactory;

use super::arguments::Arguments;
use super::output::Output;
use super::rules::write_file;
use super::{ExitStatus, Failure};

/// Prints the page of the program, or writes those of all commands into a folder.
pub fn run(folder: Option<&Path>, output: &mut Output) -> Result<ExitStatus, Failure> {
    let mut command = Arguments::command();
    // Gives every command its full name (`factlint rules test`) and the options of every command.
    command.build();
    match folder {
        None => output.text(&page(&command)?)?,
        Some(folder) => write(&command, folder)?,
    }
    Ok(ExitStatus::Agreement)
}

fn write(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    write_file(&folder.join(format!("{name}.1")), &page(command)?)?;
    // `help` has no page of its own.
    command
        .get_subcommands()
        .filter(|below| below.get_name() != "help")
        .try_for_each(|below| write(below, folder))
}

fn page(command: &clap::Command) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
