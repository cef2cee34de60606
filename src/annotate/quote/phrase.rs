//! Phrases that can name a speaker, and the phrases of attribution (`laut X`, `X zufolge`).

use super::speaker::{Said, Saying};
use crate::language::{ClauseKind, Pos};

impl Saying<'_> {
    /// The speaker behind `laut`, `nach Angaben von`, or before `zufolge`; with the tokens of the whole phrase.
    pub fn according(&self) -> Option<(Said, (usize, usize))> {
        let tokens = &self.sentence.tokens;
        for at in 0..tokens.len() {
            if self.is_in(at, &self.lexicon.according_after) {
                let phrase = self.phrase_before(at).or_else(|| self.phrase_ending(at));
                if let Some(phrase) = phrase {
                    let said = Said { speaker: Some(self.cover(phrase)), cue: tokens[at].span, aside: true };
                    return Some((said, (phrase.0, at + 1)));
                }
            }
            if let Some((said, end)) = self.according_noun(at) {
                return Some((said, (at, end)));
            }
            if !self.is_in(at, &self.lexicon.according_starts) {
                continue;
            }
            let Some(length) = (1..=4).rev().find(|&length| {
                at + length <= tokens.len()
                    && self
                        .lexicon
                        .according
                        .contains(&*self.cover((at, at + length)).of(self.text).to_lowercase())
            }) else {
                continue;
            };
            let cue = self.cover((at, at + length));
            let mut next = at + length;
            let mut end = next;
            if self.is_in(next, &self.lexicon.according_links) && self.pos(next) == Some(Pos::Adp) {
                next += 1;
            }
            let speaker = self.phrase_at(next).map(|phrase| {
                end = phrase.1;
                self.cover(phrase)
            });
            return Some((Said { speaker, cue, aside: true }, (at, end)));
        }
        None
    }

    /// The speaker at the end of a reported sentence (`…, so Herr Sander.`).
    pub fn closed(&self) -> Option<Said> {
        let tokens = &self.sentence.tokens;
        let at = (1..tokens.len())
            .rev()
            .take(8)
            .find(|&at| self.is_in(at, &self.lexicon.so) && self.word(at - 1) == ",")?;
        let phrase = self.phrase_at(at + 1)?;
        let ends = self.pos(phrase.1).is_none_or(|pos| pos == Pos::Punct);
        ends.then(|| Said { speaker: Some(self.cover(phrase)), cue: tokens[at].span, aside: false })
    }

    /// `nach Vereinsangaben`, `nach nsd-Informationen`: the noun is the speaker.
    fn according_noun(&self, at: usize) -> Option<(Said, usize)> {
        if !self.is_in(at, &self.lexicon.according_before) || self.pos(at + 1) != Some(Pos::Noun) {
            return None;
        }
        let noun = self.word(at + 1).to_lowercase();
        let held = self
            .lexicon
            .according_endings
            .iter()
            .any(|ending| noun.strip_suffix(&**ending).is_some_and(|front| front.chars().count() > 2));
        let span = self.token(at + 1)?.span;
        held.then(|| (Said { speaker: Some(span), cue: self.cover((at, at + 2)), aside: true }, at + 2))
    }

    pub(super) fn is_particle(&self, at: usize) -> bool {
        let last = || self.pos(at + 1) == Some(Pos::Noun) && self.pos(at + 2) == Some(Pos::Punct);
        self.lexicon.particles.contains(self.word(at)) && (self.pos(at + 1) == Some(Pos::Propn) || last())
    }

    /// The noun phrase that starts at a token: as first and one past its last token.
    pub fn phrase_at(&self, start: usize) -> Option<(usize, usize)> {
        let mut end = start;
        let mut head = None;
        while let Some(token) = self.token(end) {
            let fits = match token.pos {
                Pos::Det => head.is_none(),
                Pos::Adj | Pos::Num => {
                    head.is_none() || self.pos(end + 1) == Some(Pos::Propn) && self.is_name(end)
                }
                Pos::Noun => {
                    // `defense attorney`, and in any language a title before a name (`Vorsitzende Richter Martin Ode`).
                    let run = self.lexicon.noun_runs || self.pos(end + 1) == Some(Pos::Propn);
                    head.is_none()
                        || head == Some(Pos::Noun) && self.pos(end - 1) == Some(Pos::Noun) && run
                        || end > start && self.pos(end - 1) == Some(Pos::Cconj)
                        || end == start + 1 && self.is_owned(end)
                }
                // `founder and majority owner Cecily Hawker`
                Pos::Cconj => head == Some(Pos::Noun) && self.joins_title(end),
                Pos::Propn => true,
                Pos::Pron => {
                    let speaks =
                        self.is_in(end, &self.lexicon.pronouns) && !self.is_in(end, &self.lexicon.nobody);
                    return (end == start && speaks).then_some((start, end + 1));
                }
                // `Dr.`
                Pos::X => true,
                _ => {
                    self.is_particle(end)
                        || token.span.of(self.text) == "." && self.pos(end + 1) == Some(Pos::Propn)
                }
            };
            if !fits {
                break;
            }
            if matches!(token.pos, Pos::Noun | Pos::Propn) || token.pos == Pos::Adj && self.is_nominal(end) {
                head = Some(token.pos);
            }
            end += 1;
        }
        head?;
        Some((start, self.name_behind(start, end)))
    }

    /// Whether a title stands between the place or body that it belongs to and a name (`Wetzlars Trainer Daniel Hoppe`).
    fn is_owned(&self, title: usize) -> bool {
        self.pos(title - 1) == Some(Pos::Propn)
            && self.word(title - 1).ends_with(['s', '’', '\''])
            && self.pos(title + 1) == Some(Pos::Propn)
    }

    /// Whether a conjunction leads to a second title, and that to a name.
    fn joins_title(&self, conjunction: usize) -> bool {
        const LONGEST_TITLE: usize = 4;
        let title = |at: &usize| matches!(self.pos(*at), Some(Pos::Noun | Pos::Adj));
        let end = (conjunction + 1..).take(LONGEST_TITLE).take_while(title).last();
        end.is_some_and(|last| self.pos(last) == Some(Pos::Noun) && self.pos(last + 1) == Some(Pos::Propn))
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// `der 44-Jährige`: an adjective with a capital that no noun follows.
    pub(super) fn is_nominal(&self, at: usize) -> bool {
        self.word(at).chars().any(char::is_uppercase)
            && !matches!(self.pos(at + 1), Some(Pos::Noun | Pos::Propn | Pos::Adj))
    }

    /// Takes a name in apposition along (`its chair, Lucille Meyer`).
    pub(super) fn name_behind(&self, start: usize, end: usize) -> usize {
        let named = (start..end).any(|at| self.pos(at) == Some(Pos::Propn));
        if named || self.word(end) != "," {
            return end;
        }
        let mut last = end + 1;
        while self.pos(last) == Some(Pos::Propn) || self.is_particle(last) {
            last += 1;
        }
        let closed = last > end + 1 && self.pos(last).is_none_or(|pos| pos == Pos::Punct);
        if closed { last } else { end }
    }

    /// One past an apposition between commas that stands at `end` (`X, der Chef,`), or `end`.
    pub(super) fn skip_apposition(&self, end: usize) -> usize {
        if self.word(end) != "," {
            return end;
        }
        let tokens = &self.sentence.tokens;
        let reach = end + 1..(end + 12).min(tokens.len());
        // `Hugo Pennant, who heads the firm, told us`
        let opener = u16::try_from(end + 1).ok();
        let mut clauses = self.sentence.clauses.iter();
        if clauses.any(|clause| clause.kind == ClauseKind::Relative && clause.opener == opener) {
            let close = reach.into_iter().find(|&at| self.word(at) == "," && self.speaks(at + 1));
            return close.map_or(end, |close| close + 1);
        }
        let close = reach.into_iter().find(|&at| self.word(at) == ",");
        match close {
            Some(close) if self.is_verb(close + 1) && !(end + 1..close).any(|at| self.is_verb(at)) => {
                close + 1
            }
            _ => end,
        }
    }

    /// The noun phrase that ends right before a token and is no prepositional one.
    pub(super) fn phrase_before(&self, end: usize) -> Option<(usize, usize)> {
        let phrase = self.phrase_ending(end)?;
        let before = phrase.0.checked_sub(1).and_then(|at| self.pos(at));
        (before != Some(Pos::Adp)).then_some(phrase)
    }

    pub(super) fn phrase_ending(&self, end: usize) -> Option<(usize, usize)> {
        let mut start = end;
        while start > 0 {
            let at = start - 1;
            let fits = match self.pos(at)? {
                Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num => true,
                Pos::Det => {
                    start = at;
                    break;
                }
                Pos::Pron => {
                    start == end
                        && self.is_in(at, &self.lexicon.pronouns)
                        && !self.is_in(at, &self.lexicon.nobody)
                }
                _ => self.is_particle(at),
            };
            if !fits {
                break;
            }
            start = at;
        }
        let solid = (start..end).any(|at| matches!(self.pos(at), Some(Pos::Noun | Pos::Propn | Pos::Pron)));
        (start < end && solid).then_some((start, end))
    }
}
