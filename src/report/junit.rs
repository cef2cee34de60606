//! JUnit's XML, as test reports of CI systems read it: one suite per article, one case per finding that points to it;
//! an article without any passes. What does not make the run fail is no failure.

use std::fmt::Write;

use super::{Entry, Report, entries, entries_of, shown};
use crate::document::Document;

/// What an article without findings is called.
const AGREES: &str = "agrees";

/// Why an accepted finding is left out, where nobody has given a reason.
const ACCEPTED: &str = "accepted";

/// A case of a suite.
struct Case {
    name: String,
    class: String,
    outcome: Outcome,
}

enum Outcome {
    Passes { output: String },
    Fails { message: String, kind: String, text: String },
    Skipped { message: String },
}

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    let entries = entries(report);
    let accepted = entries_of(report, report.gate.accepted.iter().map(|accepted| &accepted.finding));
    let suites: Vec<(String, Vec<Case>)> = report
        .documents
        .iter()
        .map(|document| {
            (report.sources[document.source].name.clone(), cases(report, document, &entries, &accepted))
        })
        .collect();
    let total = |count: fn(&[Case]) -> usize| suites.iter().map(|(_, cases)| count(cases)).sum::<usize>();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        text,
        "<testsuites name=\"factlint\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"0\">",
        total(<[Case]>::len),
        total(failures)
    );
    for (name, cases) in &suites {
        let skipped = cases.iter().filter(|case| matches!(case.outcome, Outcome::Skipped { .. })).count();
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">",
            xml(name),
            cases.len(),
            failures(cases)
        );
        for case in cases {
            write_case(&mut text, case);
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn failures(cases: &[Case]) -> usize {
    cases.iter().filter(|case| matches!(case.outcome, Outcome::Fails { .. })).count()
}

fn cases(
    report: &Report<'_>,
    document: &Document,
    entries: &[Entry<'_>],
    accepted: &[Entry<'_>],
) -> Vec<Case> {
    let name = &report.sources[document.source].name;
    let here = |entry: &&Entry<'_>| {
        entry.primary(report).is_some_and(|primary| primary.witness.source == document.source)
    };
    let mut cases: Vec<Case> = Vec::new();
    for entry in entries.iter().filter(here) {
        let text = details(report, entry);
        let outcome = if entry.finding.level <= report.gate.fail_level {
            Outcome::Fails {
                message: entry.message.clone(),
                kind: entry.finding.level.name().to_owned(),
                text,
            }
        } else {
            Outcome::Passes { output: format!("{}\n{text}", shown(&entry.message)) }
        };
        cases.push(case(name, entry, outcome));
    }
    for (entry, accepted) in accepted.iter().zip(report.gate.accepted).filter(|(entry, _)| here(entry)) {
        let reason = if accepted.reason.is_empty() { ACCEPTED } else { &accepted.reason };
        cases.push(case(name, entry, Outcome::Skipped { message: reason.to_owned() }));
    }
    if cases.is_empty() {
        let outcome = Outcome::Passes { output: String::new() };
        cases.push(Case { name: AGREES.to_owned(), class: name.clone(), outcome });
    }
    cases
}

fn case(class: &str, entry: &Entry<'_>, outcome: Outcome) -> Case {
    // The same from one run to the next, wherever the words have moved: CI systems know a case by its name.
    let subject =
        if entry.subject.is_empty() { String::new() } else { format!(": {}", shown(&entry.subject)) };
    let name = format!("{}{subject} ({})", entry.finding.kind.name(), entry.fingerprint);
    Case { name, class: class.to_owned(), outcome }
}

fn details(report: &Report<'_>, entry: &Entry<'_>) -> String {
    let mut text = String::new();
    for quotation in &entry.quotations {
        let whose = quotation.whose(report.messages);
        let _ = writeln!(text, "{}: {whose}: {}", quotation.place(), shown(quotation.words));
    }
    for reason in &entry.because {
        let _ = writeln!(text, "· {}", shown(reason));
    }
    text
}

fn write_case(text: &mut String, case: &Case) {
    let _ = write!(
        text,
        "    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
        xml(&case.name),
        xml(&case.class)
    );
    let _ = match &case.outcome {
        Outcome::Passes { output } if output.is_empty() => writeln!(text, "/>"),
        Outcome::Passes { output } => {
            writeln!(text, ">\n      <system-out>{}</system-out>\n    </testcase>", xml(output))
        }
        Outcome::Fails { message, kind, text: details } => writeln!(
            text,
            ">\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>",
            xml(message),
            xml(kind),
            xml(details)
        ),
        Outcome::Skipped { message } => {
            writeln!(text, ">\n      <skipped message=\"{}\"/>\n    </testcase>", xml(message))
        }
    };
}

/// Words of an article inside XML: control characters, which XML cannot hold, are shown; so are the two characters at
/// the end of the first plane that are none.
fn xml(words: &str) -> String {
    let words = super::shown_lines(words);
    let mut text = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => text.extend(c.escape_unicode()),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;
    use crate::report::sample::Sample;

    #[test]
    fn a_finding_fails_and_an_article_without_one_passes() {
        let text = Sample::new().with("en", 80, false, render);
        assert!(text.contains("<testsuites name=\"factlint\" tests=\"2\" failures=\"1\""), "{text}");
        assert!(text.contains("<failure message=\"Anhörung zum Deichbau: cancelled"), "{text}");
        assert!(text.contains("<testcase name=\"agrees\" classname=\"artikel/b-bote.txt\" time=\"0\"/>"));
        assert!(text.contains("Deich\\u{1b}[31mbau"), "control characters are shown");
    }

    #[test]
    fn what_does_not_fail_the_run_is_no_failure() {
        let mut sample = Sample::new();
        sample.finding().level = Level::Update;
        let text = sample.with("en", 80, false, render);
        assert!(!text.contains("<failure") && text.contains("<system-out>"), "{text}");
        assert!(text.contains("tests=\"2\" failures=\"0\""), "{text}");
    }

    #[test]
    fn articles_mean_nothing_but_their_words() {
        assert_eq!(
            xml("<a b='c\"'>&\u{0}]]>\u{ffff}"),
            "&lt;a b=&apos;c&quot;&apos;&gt;&amp;\\u{0}]]&gt;\\u{ffff}"
        );
    }

    #[test]
    fn no_findings_are_passing_cases() {
        let text = Sample::silent().with("en", 80, false, render);
        assert_eq!(text.matches("<testcase").count(), 2);
        assert!(!text.contains("<failure"));
    }
}
