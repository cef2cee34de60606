//! Lines of JSON on standard input: one at a time, none larger than allowed, a bad one never ends the run.

use std::io::{self, BufRead, Read};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::report::json_line;
use crate::text::{Limits, Source, SourceId, SourceSet, moment, too_long};

/// An article in a line of input.
#[derive(Debug, Deserialize)]
pub struct Article {
    /// What reports call it.
    #[serde(alias = "id")]
    pub name: Option<serde_json::Value>,
    /// Its text.
    pub text: String,
    /// Day, or day and time, of publication.
    #[serde(default)]
    pub published: Option<String>,
    /// Code of its language.
    #[serde(default)]
    pub language: Option<String>,
}

impl Article {
    /// The article as a source; `otherwise` is its language where it names none.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn source(self, otherwise: Option<&str>, limits: &Limits) -> Result<Source, String> {
        if self.text.len() > limits.article_size {
            return Err(too_long(self.text.len(), limits));
        }
        let name = match self.name {
            Some(serde_json::Value::String(name)) => name,
            Some(serde_json::Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let published = self
            .published
            .map(|text| {
                moment(&text).ok_or_else(|| {
                    format!("`published` is `{text}`; write `2025-02-12` or `2025-02-12T18:27:49`")
                })
            })
            .transpose()?;
        let language = self.language.or_else(|| otherwise.map(str::to_owned));
        let mut source = Source::new(name, self.text);
        (source.published, source.language) = (published, language);
        Ok(source)
    }
}

/// What a line holds.
pub enum Line<T> {
    /// What it should.
    Read(T),
    /// Something else; what is wrong with it.
    Unreadable(String),
}

/// The next line that is not blank, with its number counted from 1; `None` at the end of the input.
///
/// # Errors
/// When the stream fails.
pub fn next<T: DeserializeOwned>(
    stream: &mut impl BufRead,
    number: &mut usize,
    limit: u64,
) -> io::Result<Option<Line<T>>> {
    loop {
        let mut bytes = Vec::new();
        let read = stream.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        *number += 1;
        if bytes.last() != Some(&b'\n') && read as u64 == limit {
            skip_line(stream)?;
            let message =
                format!("the line has more than {limit} bytes; raise the limit with --max-file-size");
            return Ok(Some(Line::Unreadable(message)));
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        return Ok(Some(match serde_json::from_slice(&bytes) {
            Ok(value) => Line::Read(value),
            Err(error) => Line::Unreadable(error.to_string()),
        }));
    }
}

/// Answers every line of standard input, each an article, with what `describe` says of it.
///
/// # Errors
/// When a stream fails.
pub fn answer(
    settings: &Settings,
    output: &mut Output,
    describe: impl Fn(&SourceSet, SourceId) -> String,
) -> Result<ExitStatus, Failure> {
    let mut stream = io::stdin().lock();
    let mut number = 0;
    let mut status = ExitStatus::Agreement;
    while let Some(line) = next::<Article>(&mut stream, &mut number, settings.limits.file_size)? {
        let source = match line {
            Line::Read(article) => article.source(settings.language(), &settings.limits),
            Line::Unreadable(message) => Err(message),
        };
        let answer = match source {
            Ok(source) => {
                let mut sources = SourceSet::new();
                let id = sources.add(source);
                describe(&sources, id)
            }
            Err(error) => {
                status = ExitStatus::Unread;
                refusal(number, &error)
            }
        };
        output.text(&answer)?;
        if output.is_gone() {
            break;
        }
    }
    Ok(status)
}

/// The answer to a line that cannot be read.
pub fn refusal(number: usize, error: &str) -> String {
    /// The contract's shape.
    #[derive(Serialize)]
    struct Refusal<'a> {
        id: Option<&'a str>,
        line: usize,
        error: &'a str,
    }
    json_line(&Refusal { id: None, line: number, error })
}

fn skip_line(stream: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        stream.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_broken_lines_do_not_end_the_run() {
        let mut stream = "[1]\n\nnonsense\n[1,2,3,4,5,6,7,8,9,10,11,12,13]\n[2]".as_bytes();
        let mut number = 0;
        let mut seen = Vec::new();
        while let Ok(Some(line)) = next::<Vec<u32>>(&mut stream, &mut number, 20) {
            seen.push((number, matches!(line, Line::Read(_))));
        }
        assert_eq!(seen, [(1, true), (3, false), (4, false), (5, true)]);
    }
}
