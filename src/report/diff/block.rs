//! What of a comparison is shown together, and what stands above it: the same in every form for people.

use super::{Passage, Row, Standing};
use crate::report::{Messages, Report};

/// What is shown together.
pub enum Block<'a> {
    /// A row with a heading of its own.
    Row(&'a Row),
    /// What only the one says and, beside it, what only the other says in that place.
    Only([Vec<&'a Passage>; 2]),
    /// What agrees, folded.
    Folded(usize),
}

/// Puts together what stands together; `unfold` keeps what agrees.
pub fn blocks(rows: &[Row], unfold: bool) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for row in rows {
        match row.standing {
            Standing::Same if !unfold => match blocks.last_mut() {
                Some(Block::Folded(number)) => *number += 1,
                Some(Block::Row(_) | Block::Only(_)) | None => blocks.push(Block::Folded(1)),
            },
            Standing::Same | Standing::Differing | Standing::Disputed(_) => blocks.push(Block::Row(row)),
            Standing::Only(_) => {
                let columns = row.passages.each_ref().map(|passages| passages.iter().collect::<Vec<_>>());
                match blocks.last_mut() {
                    Some(Block::Only(known)) => {
                        for (known, column) in known.iter_mut().zip(columns) {
                            known.extend(column);
                        }
                    }
                    Some(Block::Row(_) | Block::Folded(_)) | None => blocks.push(Block::Only(columns)),
                }
            }
        }
    }
    blocks
}

/// A line above a row.
pub struct Title {
    /// How what it tells of stands.
    pub standing: Standing,
    /// That in words: a level, `Differing`.
    pub name: String,
    /// The rule and what it is about, with what stands before them.
    pub rest: String,
}

/// The lines above a row that both articles have: one for every finding, or how it stands.
pub fn titles(row: &Row, messages: &Messages, report: &Report<'_>) -> Vec<Title> {
    let about = |subject: &str| if subject.is_empty() { String::new() } else { format!(": {subject}") };
    let key = match row.standing {
        Standing::Disputed(_) => {
            let findings = row.findings.iter().map(|finding| &report.findings[*finding]);
            let mut titles: Vec<Title> = findings
                .zip(&row.subjects)
                .map(|(finding, subject)| Title {
                    standing: Standing::Disputed(finding.level),
                    name: messages.level(finding.level).to_owned(),
                    rest: format!(" ({}){}", finding.kind.name(), about(subject)),
                })
                .collect();
            // Several findings of one kind about one thing are told once.
            titles.dedup_by(|a, b| a.name == b.name && a.rest == b.rest);
            return titles;
        }
        Standing::Differing => "differing",
        Standing::Same | Standing::Only(_) => "same",
    };
    let subject = row.subjects.first().map_or("", String::as_str);
    vec![Title { standing: row.standing, name: messages.diff(key, &[]), rest: about(subject) }]
}
