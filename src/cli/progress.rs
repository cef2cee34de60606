//! How far a long run is, on standard error where that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::report::Messages;

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);
/// Between two lines.
const PAUSE: Duration = Duration::from_millis(100);
/// Back to the beginning of the line, which is then cleared.
const CLEAR: &str = "\r\u{1b}[2K";

/// The line that tells how far the run is.
pub struct Progress<'a> {
    messages: &'a Messages,
    total: usize,
    begun: Instant,
    /// When the line was last written, in milliseconds from the beginning; 0 before the first time.
    written: AtomicU64,
    wanted: bool,
}

impl<'a> Progress<'a> {
    /// A line for `total` articles; none where nobody watches.
    pub fn new(messages: &'a Messages, total: usize, quiet: bool) -> Self {
        let wanted = !quiet && io::stderr().is_terminal();
        Self { messages, total, begun: Instant::now(), written: AtomicU64::new(0), wanted }
    }

    /// So many articles have been read.
    pub fn tell(&self, number: usize) {
        let now = self.begun.elapsed();
        if !self.wanted || now < PATIENCE {
            return;
        }
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let last = self.written.load(Ordering::Relaxed);
        let due = last == 0 || millis(now).saturating_sub(last) >= millis(PAUSE);
        // Of several threads the one that sets the time writes.
        let exchange = |new| self.written.compare_exchange(last, new, Ordering::Relaxed, Ordering::Relaxed);
        if due && exchange(millis(now)).is_ok() {
            let parameters = [("n", number.to_string()), ("total", self.total.to_string())];
            let line = self.messages.phrase("progress", &parameters);
            let _ = write!(io::stderr(), "{CLEAR}{line}").and_then(|()| io::stderr().flush());
        }
    }

    /// Takes the line away.
    pub fn finish(self) {
        if self.written.into_inner() > 0 {
            let _ = write!(io::stderr(), "{CLEAR}").and_then(|()| io::stderr().flush());
        }
    }
}
