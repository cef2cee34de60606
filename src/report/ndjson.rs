//! The findings of the contract's JSON, one per line: for programs that read a report as it comes.

use super::json::finding_line;
use super::{Report, entries};

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    entries(report).into_iter().map(finding_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Format, render as any, sample::Sample};

    #[test]
    fn every_line_is_a_finding_of_the_contract() {
        let sample = Sample::new();
        let lines = sample.with("en", 80, false, render);
        let json = sample.with("en", 80, false, |report| any(Format::Json, report));
        let whole: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        let line: serde_json::Value = serde_json::from_str(&lines).expect("it is one line of JSON");
        assert_eq!(line, whole["findings"][0]);
        assert_eq!(lines.lines().count(), 1);
    }

    #[test]
    fn no_findings_are_no_lines() {
        assert_eq!(Sample::silent().with("en", 80, false, render), "");
    }
}
