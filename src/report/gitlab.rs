//! GitLab's Code Quality report: a list of issues, each with a fingerprint of its own, a severity and a place.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::escape::json_text;
use super::{Entry, Quotation, Report, entries, shown};
use crate::finding::Level;

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'static str,
    description: String,
    content: Content,
    categories: [&'static str; 1],
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
    other_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: LineRange,
}

#[derive(Serialize)]
struct LineRange {
    begin: usize,
    end: usize,
}

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let entries = entries(report);
    let issues: Vec<Issue<'_>> = entries.iter().filter_map(|entry| issue(report, entry, &mut seen)).collect();
    json_text(&issues)
}

fn issue<'a>(
    report: &Report<'_>,
    entry: &Entry<'a>,
    seen: &mut BTreeMap<String, usize>,
) -> Option<Issue<'a>> {
    let primary = entry.primary(report)?;
    // GitLab drops an issue whose fingerprint it has seen: the second of the same words is counted.
    let count = seen.entry(entry.fingerprint.clone()).or_insert(0);
    *count += 1;
    let fingerprint =
        if *count == 1 { entry.fingerprint.clone() } else { format!("{}-{count}", entry.fingerprint) };
    let mut body = String::new();
    for quotation in &entry.quotations {
        let _ = writeln!(
            body,
            "{} ({}): {}",
            quotation.whose(report.messages),
            quotation.place(),
            shown(quotation.words)
        );
    }
    for reason in &entry.because {
        let _ = writeln!(body, "· {}", shown(reason));
    }
    Some(Issue {
        kind: "issue",
        check_name: entry.finding.kind.name(),
        description: shown(&entry.message).into_owned(),
        content: Content { body },
        categories: ["Bug Risk"],
        fingerprint,
        severity: match entry.finding.level {
            Level::Contradiction => "critical",
            Level::Tension => "major",
            Level::Update => "minor",
            Level::Note => "info",
        },
        location: location(primary),
        other_locations: entry.others(report).map(location).collect(),
    })
}

/// GitLab finds a file by its path below the repository's root, without a dot before it.
fn location<'a>(quotation: &Quotation<'a>) -> Location<'a> {
    let name = quotation.source.path();
    Location {
        path: name.strip_prefix("./").unwrap_or(name),
        lines: LineRange { begin: quotation.position.line, end: quotation.end.line },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn an_issue_has_what_gitlab_asks_for() {
        let text = Sample::new().with("en", 80, false, render);
        let issues: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let issue = &issues[0];
        assert_eq!(issue["check_name"], "status");
        assert_eq!(issue["severity"], "critical");
        assert_eq!(issue["fingerprint"].as_str().map(str::len), Some(16));
        assert_eq!(issue["location"]["path"], "artikel/a-agentur.txt");
        assert_eq!(issue["location"]["lines"], serde_json::json!({"begin": 1, "end": 1}));
        assert_eq!(issue["other_locations"][0]["lines"], serde_json::json!({"begin": 4, "end": 5}));
        assert!(issue["description"].as_str().is_some_and(|words| words.contains("cancelled")));
        assert!(!text.contains("\\u001b"), "control characters are shown, not passed on");
    }

    #[test]
    fn fingerprints_are_unlike_one_another() {
        let mut sample = Sample::new();
        sample.repeat();
        let text = sample.with("en", 80, false, render);
        let issues: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    }

    #[test]
    fn no_findings_are_an_empty_list() {
        assert_eq!(Sample::silent().with("en", 80, false, render), "[]\n");
    }
}
