//! The command line. Everything is decided in [`factlint::cli`]; this only hands over the process.

use std::process::ExitCode;

fn main() -> ExitCode {
    factlint::cli::main()
}
