//! The two streams of a run. A reader who has gone away (`factlint … | head`) is no error.

use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::arguments::When;
use crate::report::shown_lines;

/// Standard output, until its reader goes away.
pub struct Output {
    stream: io::Stdout,
    gone: bool,
}

impl Output {
    /// Takes standard output for this run.
    pub fn new() -> Self {
        Self { stream: io::stdout(), gone: false }
    }

    /// Whether the reader has gone away: nothing that is written now will be seen.
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// Writes text.
    ///
    /// # Errors
    /// When it cannot be written though somebody is reading.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.bytes(text.as_bytes())
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// When they cannot be written though somebody is reading.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.gone {
            return Ok(());
        }
        match self.stream.write_all(bytes).and_then(|()| self.stream.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(())
            }
            result => result,
        }
    }
}

/// Tells people about something that went wrong, on standard error.
pub fn error(message: &str) {
    complain(&format!("error: {}", shown_lines(message)));
}

/// Whether people are told about nothing but errors.
static QUIET: AtomicBool = AtomicBool::new(false);

/// From now on people are told about nothing but errors.
pub fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Tells people about something they may want to know, on standard error.
pub fn warning(message: &str) {
    if QUIET.load(Ordering::Relaxed) {
        return;
    }
    complain(&format!("warning: {}", shown_lines(message)));
}

/// Tells people what they may do next, on standard error.
pub fn hint(message: &str) {
    if !QUIET.load(Ordering::Relaxed) {
        complain(&shown_lines(message));
    }
}

/// Writes a message to standard error as it is. Not `eprintln!`: that panics when the reader of standard error is
/// gone.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// How mistakes in files are shown: names, paths and keys are never broken, so that they can be copied and found.
pub fn set_style(colour: When) {
    // Fails only where it was set before, and then it is the same.
    let _ = miette::set_hook(Box::new(move |_| {
        let plain = miette::MietteHandlerOpts::new().wrap_lines(false);
        Box::new(match colour {
            When::Auto => plain.build(),
            When::Always => plain.color(true).build(),
            When::Never => plain.color(false).build(),
        })
    }));
}
