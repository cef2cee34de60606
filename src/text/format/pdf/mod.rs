//! PDF (ISO 32000), behind the feature `pdf`: `hayro-syntax` reads the file's objects, this module puts its letters into
//! the order in which people read them. No span can point into a PDF, so its text is taken out.
//!
//! What a hostile file makes the reader of its objects do is not in our hands, so the program reads a PDF in a process of
//! its own, with limits of memory and time (see [`process`]).

mod font;
mod layout;
mod page;
pub(crate) mod process;

use hayro_syntax::{LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

use super::{Article, Content};
use crate::text::{Limits, Mark, Prose};
use layout::{Block, Sheet};

/// What a block of text is, besides a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    Headline,
    Standfirst,
    Crosshead,
    Paragraph,
}

/// A paragraph or a heading, with its lines.
#[derive(Debug, Serialize, Deserialize)]
struct Passage {
    text: String,
    part: Part,
}

/// Reads it.
///
/// # Errors
/// When it is none, is locked, holds more than is allowed or no letters.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Content, String> {
    let mut article = Article::default();
    for passage in process::passages(bytes, limits)? {
        let mut words = Prose::default();
        words.push_separator(&passage.text);
        match passage.part {
            Part::Headline => article.add_line(words, Some(Mark::Headline)),
            Part::Standfirst => article.add_line(words, Some(Mark::Standfirst)),
            Part::Crosshead => article.add_line(words, Some(Mark::Crosshead)),
            Part::Paragraph => article.add_text(words),
        }
    }
    Ok(Content::Extracted(vec![article]))
}

/// The passages of a file, in reading order.
fn extract(bytes: &[u8], limits: &Limits) -> Result<Vec<Passage>, String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => "it is locked with a password".to_owned(),
        LoadPdfError::Invalid => "it is broken: it has no pages that can be found".to_owned(),
    })?;
    let mut reader = page::Reader::new(limits);
    let mut sheets = Vec::new();
    for page in pdf.pages().iter() {
        sheets.push(Sheet { height: f64::from(page.render_dimensions().1), pieces: reader.pieces(page)? });
    }
    let blocks = layout::blocks(sheets);
    if blocks.is_empty() {
        return Err(if reader.unknown > 0 {
            "its fonts do not tell which letters its signs stand for".to_owned()
        } else {
            "it has no text, only pictures".to_owned()
        });
    }
    if reader.unknown > reader.known {
        return Err("its fonts do not tell which letters most of its signs stand for".to_owned());
    }
    Ok(passages(blocks))
}

/// Tells headings from paragraphs by the size of their letters.
fn passages(blocks: Vec<Block>) -> Vec<Passage> {
    let usual = usual_size(&blocks);
    let first = blocks.iter().position(|block| block.size <= usual * 1.1).unwrap_or(blocks.len());
    let largest = blocks[..first].iter().map(|block| block.size).fold(usual * 1.2, f64::max);
    let headline = blocks[..first].iter().position(|block| block.size >= largest);
    let part = |at: usize, block: &Block| {
        // A heading is short.
        let is_heading = block.size > usual * 1.1 && block.text.len() <= 300;
        match headline {
            Some(headline) if at == headline => Part::Headline,
            Some(headline) if is_heading && at == headline + 1 => Part::Standfirst,
            Some(_) | None if is_heading && at > first => Part::Crosshead,
            Some(_) | None => Part::Paragraph,
        }
    };
    blocks
        .iter()
        .enumerate()
        .map(|(at, block)| Passage { text: block.text.clone(), part: part(at, block) })
        .collect()
}

/// The size of most letters.
fn usual_size(blocks: &[Block]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = blocks.iter().map(|block| (block.size, block.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        seen += letters;
        seen >= half
    });
    middle.map_or(0.0, |(size, _)| *size)
}
