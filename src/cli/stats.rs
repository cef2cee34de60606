//! `--stats`: how much was read, what was found by which rule, how long it took. On standard error, so that the report
//! stays the same from run to run.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::output;
use crate::engine::Read;
use crate::finding::{Finding, FindingKind, Level};
use crate::report::{Messages, columns};

/// What the stages took.
pub struct Clock {
    last: Instant,
    times: Vec<Duration>,
}

impl Clock {
    /// Begins with the first stage.
    pub fn new() -> Self {
        Self { last: Instant::now(), times: Vec::new() }
    }

    /// A stage has ended.
    pub fn lap(&mut self) {
        let now = Instant::now();
        self.times.push(now - self.last);
        self.last = now;
    }
}

/// Tells about a run whose stages were loading, reading and comparing.
pub fn tell(messages: &Messages, reads: &[Read], findings: &[Finding], clock: &Clock) {
    output::complain(&table(messages, reads, findings));
    let time = |index: usize| clock.times.get(index).map_or(0, Duration::as_millis).to_string();
    let parameters = [("load", time(0)), ("read", time(1)), ("compare", time(2))];
    output::complain(&messages.phrase("durations", &parameters));
}

fn table(messages: &Messages, reads: &[Read], findings: &[Finding]) -> String {
    let sentences = reads.iter().map(|read| read.reading.sentences.len()).sum();
    let claims = reads.iter().map(|read| read.claims.len()).sum();
    let mut text = format!(
        "{}, {}, {}\n",
        messages.count("articles", reads.len()),
        messages.count("sentences", sentences),
        messages.count("claims", claims)
    );
    let number = |kind: Option<FindingKind>, level: Level| {
        let fits =
            |finding: &&Finding| finding.level == level && kind.is_none_or(|kind| finding.kind == kind);
        findings.iter().filter(fits).count()
    };
    let kinds = FindingKind::ALL.iter().copied();
    let kinds: Vec<FindingKind> =
        kinds.filter(|kind| findings.iter().any(|finding| finding.kind == *kind)).collect();
    if kinds.is_empty() {
        text.push_str(messages.word("nothing"));
        return text;
    }
    let levels: Vec<Level> = Level::ALL.into_iter().filter(|level| number(None, *level) > 0).collect();
    let (rule, total) = (messages.word("rule"), messages.word("total"));
    let names = kinds.iter().map(|kind| kind.name()).chain([rule, total]);
    let width = names.map(columns).max().unwrap_or(0);
    let mut row = |name: &str, cells: Vec<String>| {
        let _ = write!(text, "{name}{}", " ".repeat(width - columns(name)));
        for (level, cell) in levels.iter().zip(cells) {
            let room = columns(messages.level(*level)).max(5) + 2;
            let _ = write!(text, "{}{cell}", " ".repeat(room - columns(&cell)));
        }
        text.push('\n');
    };
    row(rule, levels.iter().map(|level| messages.level(*level).to_owned()).collect());
    let shown = |number: usize| if number == 0 { "·".to_owned() } else { number.to_string() };
    for kind in &kinds {
        row(kind.name(), levels.iter().map(|level| shown(number(Some(*kind), *level))).collect());
    }
    row(total, levels.iter().map(|level| shown(number(None, *level))).collect());
    text.truncate(text.trim_end().len());
    text
}
