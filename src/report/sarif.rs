//! SARIF 2.1.0. The first place is a result's location, the others are related locations that the message links to;
//! the fingerprint, which moved lines keep, is the one that code scanning compares.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::escape::json_text;
use super::sarif_shape::{
    Artifact, Context, Driver, Invocation, Level as SarifLevel, Location, LocationInArtifact, Log, Message,
    Place, Region, Result, Rule, Run, Settings, Suppression, Text, Tool,
};
use super::{Entry, Quotation, Report, entries, entries_of, shown};
use crate::finding::{FindingKind, Level};

/// Code scanning reads no more results of a run than this.
const MOST_RESULTS: usize = 25_000;
/// Nor more places of one result.
const MOST_PLACES: usize = 1_000;

/// Writes the report.
pub fn render(report: &Report<'_>) -> String {
    let mut seen = BTreeMap::new();
    let accepted = entries_of(report, report.gate.accepted.iter().map(|accepted| &accepted.finding));
    let reasons = report.gate.accepted.iter().map(|accepted| Some(accepted.reason.as_str()));
    let open = entries(report);
    let all = open.iter().map(|entry| (entry, None)).chain(accepted.iter().zip(reasons));
    let results = all.filter_map(|(entry, reason)| result(report, entry, reason, &mut seen));
    let results: Vec<Result<'_>> = results.take(MOST_RESULTS).collect();
    // The articles of a feed stand in one file.
    let mut files = BTreeSet::new();
    let sources = report.documents.iter().map(|document| &report.sources[document.source]);
    let artifacts = sources.filter(|source| files.insert(source.path())).map(|source| Artifact {
        location: LocationInArtifact { uri: uri(source.path()) },
        length: source.file_bytes(),
        encoding: source.charset(),
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "factlint",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: FindingKind::ALL.iter().map(|kind| rule(report, *kind)).collect(),
                },
            },
            language: report.messages.code(),
            invocations: [Invocation { execution_successful: true }],
            column_kind: "unicodeCodePoints",
            artifacts: artifacts.collect(),
            results,
        }],
    };
    json_text(&log)
}

fn rule(report: &Report<'_>, kind: FindingKind) -> Rule {
    let title = report.messages.title(kind).to_owned();
    let page = report.pages.iter().find(|page| page.kind == kind);
    let words = page.and_then(|page| page.text(report.messages.code()));
    let whole = words.map_or(title.clone(), |words| format!("{}\n\n{}", words.compares, words.matters));
    let worst = page.and_then(|page| page.levels.first().copied()).unwrap_or(Level::Tension);
    Rule {
        id: kind.name(),
        name: title.clone(),
        short_description: Text { text: words.map_or(title, |words| words.summary.clone()) },
        full_description: Text { text: whole.clone() },
        help: Text { text: whole },
        default_configuration: Settings { level: level(worst) },
    }
}

fn result<'a>(
    report: &Report<'_>,
    entry: &Entry<'a>,
    accepted: Option<&str>,
    seen: &mut BTreeMap<String, usize>,
) -> Option<Result<'a>> {
    let primary = entry.primary(report)?;
    let others: Vec<&Quotation<'a>> = entry.others(report).take(MOST_PLACES).collect();
    let mut message = escaped(&entry.message);
    for (index, quotation) in others.iter().enumerate() {
        let whose = escaped(&quotation.whose(report.messages));
        let _ = write!(message, "\n[{whose}]({}): {}", index + 1, escaped(quotation.words));
    }
    for reason in &entry.because {
        let _ = write!(message, "\n· {}", escaped(reason));
    }
    let places = others.iter().enumerate().map(|(index, quotation)| location(quotation, Some(index + 1)));
    // Code scanning takes two results of one fingerprint for one; the number tells them apart.
    let count = seen.entry(entry.fingerprint.clone()).or_insert(0);
    *count += 1;
    let fingerprint = format!("{}:{count}", entry.fingerprint);
    Some(Result {
        rule_id: entry.finding.kind.name(),
        rule_index: FindingKind::ALL.iter().position(|kind| *kind == entry.finding.kind)?,
        level: level(entry.finding.level),
        rank: entry.finding.confidence.map(|confidence| f64::from(confidence.hundredths())),
        message: Message { text: message },
        locations: [location(primary, None)],
        related_locations: places.collect(),
        partial_fingerprints: BTreeMap::from([
            ("factlint/v1", entry.fingerprint.clone()),
            ("primaryLocationLineHash", fingerprint),
        ]),
        suppressions: accepted.map_or(Vec::new(), |reason| {
            let justification = (!reason.is_empty()).then(|| shown(reason).into_owned());
            vec![Suppression { kind: "external", status: "accepted", justification }]
        }),
    })
}

fn level(level: Level) -> SarifLevel {
    match level {
        Level::Contradiction => SarifLevel::Error,
        Level::Tension => SarifLevel::Warning,
        Level::Update | Level::Note => SarifLevel::Note,
    }
}

/// The decisive words, with the clause around them as context.
fn location<'a>(quotation: &Quotation<'a>, id: Option<usize>) -> Location<'a> {
    let inside = quotation.clause.start() <= quotation.decisive.start()
        && quotation.decisive.end() <= quotation.clause.end();
    Location {
        id,
        physical_location: Place {
            artifact_location: LocationInArtifact { uri: uri(quotation.source.path()) },
            region: Region {
                start_line: quotation.decisive_position.line,
                start_column: quotation.decisive_position.column,
                end_line: quotation.decisive_end.line,
                end_column: quotation.decisive_end.column,
                byte_offset: quotation.decisive.start(),
                byte_length: quotation.decisive.end() - quotation.decisive.start(),
                snippet: Text { text: quotation.source.words(quotation.decisive) },
            },
            context_region: inside.then(|| Region {
                start_line: quotation.position.line,
                start_column: quotation.position.column,
                end_line: quotation.end.line,
                end_column: quotation.end.column,
                byte_offset: quotation.clause.start(),
                byte_length: quotation.clause.end() - quotation.clause.start(),
                snippet: Text { text: quotation.text },
            }),
        },
        message: Context { text: shown(&quotation.label).into_owned() },
    }
}

/// Words of a message that are no link: brackets and backslashes mean themselves.
fn escaped(words: &str) -> String {
    shown(words).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A path as an address: below the folder of the run as it is, elsewhere as a file's. What an address cannot hold is
/// written in bytes.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut text = String::new();
    let mut drive = false;
    if path.starts_with('/') {
        text.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/') {
        text.push_str("file:///");
        drive = true;
    }
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            b':' if drive && at == 1 => text.push(':'),
            byte => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::Accepted;
    use crate::report::sample::Sample;

    fn log(sample: &Sample) -> Value {
        let text = sample.with("en", 80, false, render);
        serde_json::from_str(&text).expect("it is JSON")
    }

    #[test]
    fn one_place_is_primary_and_the_message_links_to_the_others() {
        let log = log(&Sample::new());
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["locations"].as_array().map(Vec::len), Some(1));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "artikel/a-agentur.txt");
        assert_eq!(result["rank"], 87.0);
        assert_eq!(place["region"]["startLine"], 1);
        assert_eq!(place["region"]["startColumn"], 63);
        assert_eq!(place["region"]["snippet"]["text"], "kurzfristig abgesagt");
        assert_eq!(place["contextRegion"]["startColumn"], 18);
        assert_eq!(result["relatedLocations"][0]["id"], 1);
        let message = result["message"]["text"].as_str().unwrap_or_default();
        assert!(
            message.contains("\n[b-bote](1): fand die Anhörung zum Deich\\\\u{1b}\\[31mbau"),
            "{message}"
        );
    }

    #[test]
    fn fingerprints_are_the_words_own_and_no_two_are_alike() {
        let mut sample = Sample::new();
        sample.repeat();
        let log = log(&sample);
        let hash = |at: usize| &log["runs"][0]["results"][at]["partialFingerprints"];
        assert_eq!(hash(0)["factlint/v1"], hash(1)["factlint/v1"]);
        assert_ne!(hash(0)["primaryLocationLineHash"], hash(1)["primaryLocationLineHash"]);
    }

    #[test]
    fn accepted_findings_are_marked() {
        let sample = Sample::silent();
        let accepted =
            [Accepted { finding: Sample::new().finding().clone(), reason: "asked the town".to_owned() }];
        let text = sample.with("en", 80, false, |report| {
            let mut report = *report;
            report.gate.accepted = &accepted;
            render(&report)
        });
        let log: Value = serde_json::from_str(&text).expect("it is JSON");
        let suppression = &log["runs"][0]["results"][0]["suppressions"][0];
        assert_eq!(suppression["kind"], "external");
        assert_eq!(suppression["justification"], "asked the town");
    }

    #[test]
    fn no_findings_are_an_empty_list_of_results() {
        let log = log(&Sample::silent());
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
        assert_eq!(
            log["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len),
            Some(FindingKind::ALL.len())
        );
    }

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("./a b/ä.txt"), "a%20b/%C3%A4.txt");
        assert_eq!(uri("/tmp/x:1.txt"), "file:///tmp/x%3A1.txt");
        assert_eq!(uri("C:\\Texte\\a.txt"), "file:///C:/Texte/a.txt");
        assert_eq!(uri("a:b.txt"), "a%3Ab.txt");
        assert_eq!(uri("-"), "-");
    }
}
