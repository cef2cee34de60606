//! `factlint rules docs`: the pages of all rules as one Markdown page, made from the rule files and never by hand.

use std::fmt::Write;

use super::Messages;
use super::explain::{compared, kind_of};
use super::markdown::plain;
use crate::claim::frame::Frame;
use crate::rule::{Page, PageExample};

/// A file of frames: its path below the rule folder, what it is about, the frames.
pub type FrameFile<'a> = (&'a str, &'a str, Vec<&'a Frame>);

/// Writes the page.
pub fn rules_markdown(pages: &[Page], frames: &[FrameFile<'_>], messages: &Messages) -> String {
    let mut text = String::new();
    let word = |key: &str| messages.explain(key, &[]);
    let _ = writeln!(text, "# {}\n\n{}\n", word("docs-title"), word("docs-made"));
    let _ = writeln!(text, "## {}\n\n{}\n", word("docs-kinds"), word("docs-kinds-text"));
    for page in pages {
        self::page(&mut text, page, messages);
    }
    let _ = writeln!(text, "## {}\n\n{}", word("docs-frames"), word("docs-frames-text"));
    for (path, about, list) in frames {
        let _ = writeln!(text, "\n### [{path}]({path})\n");
        if !about.is_empty() {
            let _ = writeln!(text, "{}\n", plain(about));
        }
        let heads = ["docs-rule", "docs-about", "compares", "docs-gives"].map(word);
        let _ = writeln!(text, "| {} |\n| --- | --- | --- | --- |", heads.join(" | "));
        for frame in list {
            let cells = [
                format!("`{}`", frame.id),
                cell(frame.title(messages.code())),
                cell(&compared(frame, messages)),
                format!("`{}`", kind_of(frame).name()),
            ];
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }
    text
}

fn page(text: &mut String, page: &Page, messages: &Messages) {
    let name = page.kind.name();
    let _ = writeln!(text, "### {name}: {}\n", plain(messages.title(page.kind)));
    let mut section = |key: &str, words: &str| {
        let _ = writeln!(text, "**{}:** {}\n", messages.explain(key, &[]), words);
    };
    if let Some(words) = page.text(messages.code()) {
        section("docs-about", &plain(&words.summary));
        section("compares", &plain(&words.compares));
        section("matters", &plain(&words.matters));
    }
    let levels: Vec<&str> = page.levels.iter().map(|level| messages.level(*level)).collect();
    section("levels", &levels.join(", "));
    for (heading, examples) in [("reported", &page.examples), ("silent", &page.near_misses)] {
        let _ = writeln!(text, "**{}:**\n", messages.explain(heading, &[]));
        let own = |example: &&PageExample| example.language == messages.code();
        let any = examples.iter().any(|example| own(&example));
        for example in examples.iter().filter(|example| !any || own(example)) {
            self::example(text, example, messages);
        }
    }
    let quieter = messages.explain("quieter-text", &[("rule", name.to_owned())]);
    let _ =
        writeln!(text, "**{}:** {}\n", messages.explain("quieter", &[]), quieter.trim().replace('\n', " "));
}

fn example(text: &mut String, example: &PageExample, messages: &Messages) {
    for article in &example.articles {
        let known = article.published.time() != chrono::NaiveTime::MIN;
        let published = messages.moment(article.published, known);
        let words = article.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "> **{}**, {published}: {}\n>", plain(&article.outlet), plain(&words));
    }
    let outcome = match (&example.why, example.level) {
        (Some(why), _) => plain(why),
        (None, Some(level)) => messages.level(level).to_owned(),
        (None, None) => String::new(),
    };
    let _ = writeln!(text, "> → {outcome}\n");
}

/// Words in a cell of a table.
fn cell(words: &str) -> String {
    plain(words).replace('|', "\\|").replace("\\\\|", "\\|")
}
