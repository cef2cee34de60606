//! Speech without marks: clauses under verbs of saying, `laut` and its kin, and Konjunktiv that goes on.

use super::speaker::{Said, Saying};
use super::{Draft, QuoteKind, View};
use crate::language::{Clause, ClauseId, ClauseKind, Mood, Sentence, Tense};
use crate::text::Span;

/// Reads the indirect speech of every sentence that tells the story.
pub(super) fn read(view: &View<'_>, direct: &[Draft]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    // Whether the sentence before reports, and so this one may go on without a verb of saying.
    let mut reporting = None;
    for index in 0..view.reading.sentences.len() {
        let Some(saying) = view.saying(index) else { continue };
        let story = view.document.blocks.get(saying.sentence.block).is_none_or(|block| block.kind.is_story());
        if !story {
            continue;
        }
        let from = drafts.len();
        sentence(&saying, index, direct, reporting == Some(index), &mut drafts);
        let quoted = direct.iter().any(|draft| {
            (draft.sentence..=draft.last_sentence).contains(&index) && draft.kind != QuoteKind::Name
        });
        if drafts.len() > from || quoted {
            let next = view.same_block(index, index + 1);
            reporting = next.then_some(index + 1);
        }
    }
    drafts
}

/// Reads one sentence; `goes_on` tells that the one before reports.
fn sentence(saying: &Saying<'_>, index: usize, direct: &[Draft], goes_on: bool, drafts: &mut Vec<Draft>) {
    let sentence = saying.sentence;
    let mut taken: Vec<Span> = Vec::new();
    for (id, clause) in sentence.clauses.iter().enumerate() {
        let Some(said) = reported(saying, id, clause, goes_on) else { continue };
        let span = whole(sentence, id);
        // Part of a reported clause, or words that are quoted anyway.
        let inside = taken.iter().any(|other| other.contains(span));
        let quoted = direct.iter().any(|draft| draft.kind == QuoteKind::Direct && draft.span.overlaps(span));
        if inside || quoted || span.is_empty() {
            continue;
        }
        taken.push(span);
        drafts.push(draft(sentence, index, span, said));
    }
    if taken.is_empty()
        && let Some((said, (start, end))) = saying.according()
    {
        let cover = saying.cover((start, end));
        let quoted = direct.iter().any(|draft| draft.kind == QuoteKind::Direct && draft.span.overlaps(cover));
        if !quoted {
            drafts.push(draft(sentence, index, around(sentence, start), Some(said)));
        }
    }
}

fn draft(sentence: &Sentence, index: usize, span: Span, said: Option<Said>) -> Draft {
    Draft {
        span,
        words: span,
        kind: QuoteKind::Indirect,
        said,
        sure: said.is_some_and(|said| said.speaker.is_some()),
        block: sentence.block,
        sentence: index,
        last_sentence: index,
        depth: 0,
        continues: false,
        joined: false,
    }
}

/// Whether a clause is reported: the outer option says so, the inner one who says it.
fn reported(saying: &Saying<'_>, id: ClauseId, clause: &Clause, goes_on: bool) -> Option<Option<Said>> {
    let sentence = saying.sentence;
    let complex = clause.verb.as_ref()?;
    let konjunktiv = complex.mood == Some(Mood::Reported);
    let verb_of = |id: ClauseId| {
        let main = usize::from(sentence.clauses.get(id)?.verb.as_ref()?.main);
        saying.speaks(main).then_some(main)
    };
    if let Some(parent) = clause.parent.filter(|parent| *parent != id)
        && let Some(verb) = verb_of(parent)
        && content(saying, clause)
    {
        return Some(saying.of_verb(verb));
    }
    // `Bei allen handele es sich um Gäste, teilte die Polizei mit`: the verb of saying stands beside it.
    let beside = |near: bool| {
        let others = sentence.clauses.iter().enumerate().filter(|(other, _)| *other != id);
        let verbs = others
            .filter(|(_, other)| other.kind == ClauseKind::Main || near)
            .filter_map(|(other, _)| verb_of(other));
        verbs
            .filter(|verb| indicative(sentence, *verb))
            .min_by_key(|verb| verb.abs_diff(usize::from(complex.main)))
    };
    if konjunktiv && clause.kind != ClauseKind::Relative {
        if let Some(said) = saying.closed() {
            return Some(Some(said));
        }
        if let Some((said, _)) = saying.according() {
            return Some(Some(said));
        }
        return match beside(true) {
            Some(verb) => Some(saying.of_verb(verb)),
            // Behind a colon, who acts before it; else the speaker is carried over.
            None => Some(clause.tokens.first().and_then(|first| saying.led(usize::from(*first)))),
        };
    }
    // `Sie hätten nichts gewusst`, after a sentence that reports: where Konjunktiv I would not show.
    let unreal = complex.mood == Some(Mood::Unreal) && clause.kind == ClauseKind::Main;
    let past = matches!(complex.tense, Some(Tense::Perfect | Tense::Pluperfect));
    let starts = clause.tokens.first() == Some(&0);
    if unreal && (goes_on && past && starts || beside(false).is_some() && clause.parent.is_none()) {
        return Some(beside(false).and_then(|verb| saying.of_verb(verb)));
    }
    None
}

/// Whether a clause under a verb of saying is what is said: opened by `dass` or `ob`, or by nothing.
fn content(saying: &Saying<'_>, clause: &Clause) -> bool {
    if matches!(clause.kind, ClauseKind::Relative | ClauseKind::Fragment) {
        return false;
    }
    match clause.opener {
        Some(opener) => {
            let token = saying.sentence.tokens.get(usize::from(opener));
            token.is_some_and(|token| {
                saying.lexicon.said.contains(&*token.span.of(saying.text).to_lowercase())
            })
        }
        // `Die Lage ist gespannt: Die Leute fordern …` is no speech.
        None => clause.kind != ClauseKind::Main || reports(clause),
    }
}

fn reports(clause: &Clause) -> bool {
    let mood = clause.verb.as_ref().and_then(|complex| complex.mood);
    matches!(mood, Some(Mood::Reported | Mood::Unreal))
}

/// Whether a verb of saying is told by the article itself.
fn indicative(sentence: &Sentence, verb: usize) -> bool {
    let id = u16::try_from(verb).ok().and_then(|verb| sentence.clause_of(verb));
    let complex = id.and_then(|id| sentence.clauses.get(id)).and_then(|clause| clause.verb.as_ref());
    complex.is_none_or(|complex| complex.mood != Some(Mood::Reported))
}

/// A clause with all that depend on it.
fn whole(sentence: &Sentence, id: ClauseId) -> Span {
    let own = |clause: &Clause| {
        let (first, last) = (*clause.tokens.first()?, *clause.tokens.last()?);
        Some(sentence.cover(first..last.saturating_add(1)))
    };
    let Some(mut span) = sentence.clauses.get(id).and_then(own) else { return Span::new(0, 0) };
    let mut inside = vec![id];
    // Clauses stand in the order of the text, parents mostly first; two passes reach the rest.
    for _ in 0..2 {
        for (other, clause) in sentence.clauses.iter().enumerate() {
            let below = clause.parent.is_some_and(|parent| inside.contains(&parent));
            if below && !inside.contains(&other) {
                inside.push(other);
                span = own(clause).map_or(span, |own| span.cover(own));
            }
        }
    }
    span
}

/// The clause around a token with what depends on it, or the sentence.
fn around(sentence: &Sentence, token: usize) -> Span {
    let clause = u16::try_from(token).ok().and_then(|token| sentence.clause_of(token));
    clause.map_or(sentence.span, |clause| whole(sentence, clause))
}
