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
            let known = all(&root);
            let Some((_, command)) = known.iter().find(|(known, _)| known == name) else {
                let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
                let message = format!("there is no command `{name}`; there are {}", names.join(", "));
                return Err(Failure::Call(message));
            };
            output.bytes(&page((*command).clone())?)?;
        }
    }
    Ok(ExitStatus::Agreement)
}

/// Every command with the name of its page (`rules`, `rules-test`).
fn all(root: &Command) -> Vec<(String, &Command)> {
    let mut list = Vec::new();
    for command in commands(root) {
        list.push((command.get_name().to_owned(), command));
        let below = all(command).into_iter();
        list.extend(below.map(|(name, inner)| (format!("{}-{name}", command.get_name()), inner)));
    }
    list
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
