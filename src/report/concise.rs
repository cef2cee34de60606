//! One line per finding, as editors and `grep` read it: the place, the level, the rule, the sentence, the other
//! places. Nothing else is written, so that the lines can be counted.

use std::fmt::Write;

use super::full::colour;
use super::paint::{Colour, Paint};
use super::{Quotation, Report, entries, shown};

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    let paint = Paint::new(report.layout.colour);
    let mut text = String::new();
    for entry in entries(report) {
        let Some(primary) = entry.primary(report) else { continue };
        let level = entry.finding.level;
        let others: Vec<String> = entry.others(report).map(Quotation::place).collect();
        let _ = writeln!(
            text,
            "{}: {} ({}): {} {}",
            paint.bold(&primary.place()),
            paint.colour(colour(level), report.messages.level(level)),
            entry.finding.kind.name(),
            shown(&entry.message),
            paint.colour(Colour::Faint, &format!("({})", others.join(", "))),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn a_finding_is_one_line() {
        assert_eq!(
            Sample::new().with("de", 80, false, render),
            "artikel/a-agentur.txt:1:18: Widerspruch (status): Anhörung zum Deichbau: abgesagt (mda), aber fand \
             statt (b-bote) (artikel/b-bote.txt:4:37)\n"
        );
    }

    #[test]
    fn silence_is_silence() {
        assert_eq!(Sample::silent().with("de", 80, false, render), "");
    }
}
