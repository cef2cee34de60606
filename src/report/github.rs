//! Workflow commands of GitHub Actions, which it shows as annotations beside the lines of a pull request. GitHub shows
//! ten errors and ten warnings of a step: findings come with the worst first.

use std::fmt::Write;

use super::{Entry, Report, entries, shown};
use crate::finding::Level;

/// Writes one command per finding.
pub fn render(report: &Report<'_>) -> String {
    entries(report).iter().map(|entry| command(report, entry)).collect()
}

fn command(report: &Report<'_>, entry: &Entry<'_>) -> String {
    let Some(primary) = entry.primary(report) else { return String::new() };
    let name = match entry.finding.level {
        Level::Contradiction => "error",
        Level::Tension => "warning",
        Level::Update | Level::Note => "notice",
    };
    let (start, end) = (primary.decisive_position, primary.decisive_end);
    // GitHub finds a file by its path below the repository's root, without a dot before it.
    let path = primary.source.path().strip_prefix("./").unwrap_or(primary.source.path());
    let mut text = format!("::{name} file={}", property(path));
    let _ = write!(text, ",line={},endLine={}", start.line, end.line);
    // GitHub takes columns only where they are of one line.
    if start.line == end.line {
        let _ = write!(text, ",col={},endColumn={}", start.column, end.column);
    }
    let title = format!("{} ({})", report.messages.level(entry.finding.level), entry.finding.kind.name());
    let _ = write!(text, ",title={}::", property(&title));
    let mut message = shown(&entry.message).into_owned();
    for quotation in entry.others(report) {
        let _ = write!(message, "\n{} ({})", quotation.whose(report.messages), quotation.place());
        let _ = write!(message, ": {}", shown(quotation.words));
    }
    for reason in &entry.because {
        let _ = write!(message, "\n· {}", shown(reason));
    }
    text.push_str(&data(&message));
    text.push('\n');
    text
}

/// A message may hold anything but what would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property may not hold what separates properties either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn a_finding_is_one_command() {
        let text = Sample::new().with("en", 80, false, render);
        assert_eq!(text.lines().count(), 1);
        assert!(
            text.starts_with(
                "::error file=artikel/a-agentur.txt,line=1,endLine=1,col=63,endColumn=83,\
                 title=Contradiction (status)::Anhörung zum Deichbau: cancelled (mda), but took place (b-bote)%0A\
                 b-bote (artikel/b-bote.txt:4:37): fand"
            ),
            "{text}"
        );
        assert!(text.ends_with("%0A· same thing: Anhörung, Deichbau%0A· same day: 2 Jun 2025\n"), "{text}");
    }

    #[test]
    fn an_article_cannot_give_commands() {
        let mut sample = Sample::new();
        sample.finding().subject = "x\n::error::y%0A::add-mask::z\r".to_owned();
        let text = sample.with("en", 80, false, render);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("::x ::error::y%250A::add-mask::z "), "{text}");
    }

    #[test]
    fn paths_are_escaped() {
        assert_eq!(property("a,b:c%\n.txt"), "a%2Cb%3Ac%25%0A.txt");
    }

    #[test]
    fn silence_is_silence() {
        assert_eq!(Sample::silent().with("en", 80, false, render), "");
    }
}
