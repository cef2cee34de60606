//! The core of a phrase: its noun or name with title, number and measure.

use crate::language::cells::Cells;
use crate::language::lexicon::Order;
use crate::language::model::Pos;
use crate::language::word::{Word, name_stem};

use super::chunk::{Chunker, Frame, draft};
use super::{Core, Draft, THIRD};

impl Chunker<'_, '_> {
    /// The noun or name with what follows it in the same phrase.
    pub(super) fn core(&self, start: usize, at: usize, frame: Frame) -> Option<Draft> {
        let first = self.word(at).filter(|word| word.is_nominal())?;
        let numbered = (start..at).any(|index| self.pos(index) == Some(Pos::Num));
        let mut head = at;
        let mut end = at + 1;
        let mut core = match first.pos {
            Pos::Propn if !first.time => Core::Name,
            _ if first.time => Core::Time,
            _ => Core::Noun,
        };
        let mut cells = if first.cells.is_empty() { frame.cells } else { frame.cells.agree(first.cells) };
        if numbered && self.lexicon.grammar.order == Order::VerbSecond && !self.one(start, at) {
            let plural = cells.and(Cells::PLURAL);
            cells = if plural.is_empty() { cells } else { plural };
        }
        let bare = !frame.determined;
        while let Some(next) = self.word(end) {
            let previous = &self.words[end - 1];
            match next.pos {
                Pos::Propn => {
                    let genitive = name_stem(next.text, self.lexicon).is_some();
                    if genitive && previous.pos == Pos::Noun && (!bare || !self.is_title(end - 1)) {
                        break;
                    }
                    if previous.pos == Pos::Noun && bare && !previous.time {
                        // A title without determiner is not inflected: the name shows the case.
                        cells = frame.cells.agree(next.cells);
                    }
                    core = if previous.time && next.time { core } else { Core::Name };
                    head = end;
                }
                // `38 Millionen Euro`, `Ende Oktober`, `Bundeskanzler Scholz` with the name taken for a noun.
                Pos::Noun if previous.pos == Pos::Noun && self.one_phrase(previous, next, numbered) => {
                    if previous.measure {
                        cells = cells.or(Cells::PLURAL.and(frame.cells));
                    }
                    if !next.time {
                        core = if core == Core::Time { Core::Noun } else { core };
                    }
                    head = end;
                }
                // `transit finance chief`: compounds written apart.
                Pos::Noun if self.lexicon.grammar.order == Order::Fixed && (previous.time || !next.time) => {
                    cells = frame.cells.agree(next.cells);
                    core = if next.time { Core::Time } else { Core::Noun };
                    head = end;
                }
                Pos::Num if !self.starts_new(end) => {}
                _ => break,
            }
            end += 1;
        }
        Some(draft(start, end, head, cells, core, THIRD, frame.determined))
    }

    /// Whether the number words in a range are the number one.
    fn one(&self, start: usize, end: usize) -> bool {
        self.words[start..end]
            .iter()
            .all(|word| word.pos != Pos::Num || word.text == "1" || word.text.ends_with('.'))
    }

    fn is_title(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| self.lexicon.grammar.is_person(word.text))
    }

    fn one_phrase(&self, previous: &Word<'_>, next: &Word<'_>, numbered: bool) -> bool {
        previous.measure && (numbered || !next.time) || previous.time && next.time
    }

    /// Whether a number after a noun begins a phrase of its own (`brachte der Firma 30 Millionen Euro`).
    fn starts_new(&self, at: usize) -> bool {
        self.word(at + 1).is_some_and(|word| word.is_nominal() || word.pos == Pos::Adj)
    }

    pub(super) fn without_noun(&self, start: usize, after: usize, at: usize, frame: Frame) -> Option<Draft> {
        let head = at.checked_sub(1).filter(|head| *head >= start)?;
        let word = self.word(head)?;
        let core = match word.pos {
            Pos::Num => Core::Number,
            // `die beiden`, `die anderen`
            Pos::Det | Pos::Pron if after == at && head > start => Core::Adjective,
            Pos::Adj if head >= after && frame.determined && after > start => Core::Adjective,
            Pos::Adj if word.text.chars().next().is_some_and(char::is_uppercase) && start > 0 => {
                Core::Adjective
            }
            _ => return None,
        };
        let cells = match core {
            Core::Adjective if word.pos == Pos::Adj => frame.cells.agree(self.inflected(word, &frame)?),
            _ => frame.cells,
        };
        Some(draft(start, at, head, cells, core, THIRD, frame.determined))
    }
}
