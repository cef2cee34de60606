//! Lines of JSON on standard input: one at a time, none larger than allowed, a bad one never ends the run.

use std::io::{self, BufRead, Read};

use chrono::{NaiveDate, NaiveDateTime};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::text::Source;

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
    pub fn source(self, otherwise: Option<&str>) -> Result<Source, String> {
        let name = match self.name {
            Some(serde_json::Value::String(name)) => name,
            Some(serde_json::Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let published = self.published.as_deref().map(moment).transpose()?;
        let language = self.language.or_else(|| otherwise.map(str::to_owned));
        Ok(Source { name, text: self.text, published, language })
    }
}

/// Reads `2025-02-12`, `2025-02-12T18:27`, `2025-02-12 18:27:49` and the same with seconds' fractions and an offset,
/// which is dropped: times are the article's own.
pub fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(day.and_time(chrono::NaiveTime::MIN));
    }
    let local = text.replacen(' ', "T", 1);
    let local = local.trim_end_matches(['Z', 'z']);
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(local) {
        return Ok(moment.naive_local());
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(local, format).ok())
        .ok_or_else(|| format!("`published` is `{text}`; write `2025-02-12` or `2025-02-12T18:27:49`"))
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

/// The answer to a line that cannot be read.
pub fn refusal(number: usize, error: &str) -> String {
    /// The contract's shape.
    #[derive(Serialize)]
    struct Refusal<'a> {
        id: Option<&'a str>,
        line: usize,
        error: &'a str,
    }
    let shape = Refusal { id: None, line: number, error };
    let mut text = serde_json::to_string(&shape).unwrap_or_default();
    text.push('\n');
    text
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
    fn moments_are_read_with_and_without_time() {
        for (text, expected) in [
            ("2025-02-12", "2025-02-12T00:00:00"),
            ("2025-02-12T18:27", "2025-02-12T18:27:00"),
            ("2025-02-12 18:27:49", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49Z", "2025-02-12T18:27:49"),
            ("2025-02-12T18:27:49+01:00", "2025-02-12T18:27:49"),
        ] {
            let read = moment(text).map(|moment| moment.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(read.as_deref(), Ok(expected));
        }
        assert!(moment("gestern").is_err());
    }

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
