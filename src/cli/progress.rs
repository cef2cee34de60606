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
        if let Some(line) = self.due(number, self.begun.elapsed()) {
            let _ = write!(io::stderr(), "{CLEAR}{line}").and_then(|()| io::stderr().flush());
        }
    }

    /// The line that is due so long after the beginning, if one is.
    fn due(&self, number: usize, now: Duration) -> Option<String> {
        if !self.wanted || now < PATIENCE {
            return None;
        }
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let last = self.written.load(Ordering::Relaxed);
        let due = last == 0 || millis(now).saturating_sub(last) >= millis(PAUSE);
        // Of several threads the one that sets the time writes.
        let exchange = |new| self.written.compare_exchange(last, new, Ordering::Relaxed, Ordering::Relaxed);
        (due && exchange(millis(now)).is_ok()).then(|| {
            let parameters = [("n", number.to_string()), ("total", self.total.to_string())];
            self.messages.phrase("progress", &parameters)
        })
    }

    /// Takes the line away.
    pub fn finish(self) {
        if self.written.into_inner() > 0 {
            let _ = write!(io::stderr(), "{CLEAR}").and_then(|()| io::stderr().flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Files;

    #[test]
    fn a_long_run_tells_how_far_it_is_and_not_too_often() {
        let messages = Messages::load(&Files::builtin(), "de").expect("they load");
        let progress = Progress { wanted: true, ..Progress::new(&messages, 604, false) };
        let due = |number, millis| progress.due(number, Duration::from_millis(millis));
        assert_eq!(due(1, 300), None, "a short run is silent");
        assert_eq!(due(90, 800).as_deref(), Some("90 von 604 Artikeln gelesen"));
        assert_eq!(due(91, 850), None, "no flicker");
        assert_eq!(due(99, 950).as_deref(), Some("99 von 604 Artikeln gelesen"));
    }

    #[test]
    fn nobody_watches_no_line() {
        let messages = Messages::load(&Files::builtin(), "en").expect("they load");
        let quiet = Progress::new(&messages, 604, true);
        assert_eq!(quiet.due(90, Duration::from_secs(9)), None);
    }
}
