//! `factlint man`: manual pages made from the arguments, so that they never tell anything else than `--help`.

use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;

use super::arguments::{Arguments, Man};
use super::output::Output;
use super::{ExitStatus, Failure, reports};

/// Prints a page, or writes all of them.
pub fn run(options: &Man, output: &mut Output) -> Result<ExitStatus, Failure> {
    let mut root = Arguments::command();
    root.build();
    match (&options.dir, &options.command) {
        (Some(folder), _) => {
            std::fs::create_dir_all(folder).map_err(|error| Failure::File(folder.clone(), error))?;
            write(folder, &root)?;
        }
        (None, None) => output.bytes(&page(root)?)?,
        (None, Some(name)) => {
            let command = commands(&root).into_iter().find(|command| command.get_name() == name);
            let Some(command) = command else {
                let names: Vec<&str> = commands(&root).iter().map(|command| command.get_name()).collect();
                let message = format!("there is no command `{name}`; there are {}", names.join(", "));
                return Err(Failure::Call(message));
            };
            output.bytes(&page(command.clone())?)?;
        }
    }
    Ok(ExitStatus::Agreement)
}

/// The commands, but for the one that only repeats the others.
fn commands(root: &Command) -> Vec<&Command> {
    root.get_subcommands().filter(|command| command.get_name() != "help").collect()
}

/// Writes the page of a command and those of the commands below it.
fn write(folder: &Path, command: &Command) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let text = page(command.clone())?;
    reports::write(&folder.join(format!("{name}.1")), &String::from_utf8_lossy(&text))?;
    commands(command).into_iter().try_for_each(|below| write(folder, below))
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut text = Vec::new();
    // Without a day, so that the same program gives the same page.
    Page::new(command.display_name(&name)).title(name).render(&mut text)?;
    Ok(text)
}
