//! The command line. Everything is decided in [`factlint::cli`]; this only hands over the process, or the part of one that
//! reads a PDF for another.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "pdf")]
    if let Some(status) = factlint::text::serve_pdf() {
        return status;
    }
    factlint::cli::main()
}
