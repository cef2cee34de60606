//! Blocks whose kind the file's format tells: a page's `<h1>`, an agency's headline field.

use super::draft::Draft;
use super::model::BlockKind;
use crate::text::{Mark, Prose, Source};

/// Gives the blocks that the format has marked their kinds, before anything is concluded from their looks.
pub(super) fn mark(drafts: &mut [Draft], prose: &Prose, source: &Source) {
    let mut marks = source.marks.iter().peekable();
    for draft in drafts.iter_mut().filter(|draft| draft.kind.is_none()) {
        let place = prose.on_disk(draft.span);
        while marks.next_if(|(span, _)| span.end() <= place.start()).is_some() {}
        if let Some((_, mark)) = marks.peek().filter(|(span, _)| span.start() <= place.start()) {
            draft.kind = Some(match mark {
                Mark::Headline => BlockKind::Headline,
                Mark::Standfirst => BlockKind::Subheadline,
                Mark::Crosshead if draft.of(prose.text()).ends_with('?') => BlockKind::Question,
                Mark::Crosshead => BlockKind::Crosshead,
                Mark::Byline => BlockKind::Byline,
                Mark::Boilerplate => BlockKind::Boilerplate,
            });
        }
    }
}
