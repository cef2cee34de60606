//! The command line: arguments as typed, options as meant, one call, an exit status with a name.

use std::process::ExitCode;

use crate::engine::Engine;
use crate::rule::Files;

/// Runs the program on the process's own arguments.
pub fn main() -> ExitCode {
    match Engine::new(&Files::builtin()) {
        Ok(_) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            ExitCode::from(2)
        }
    }
}
