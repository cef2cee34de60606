//! From clauses to claims.

use std::collections::BTreeSet;

use super::Rules;
use super::concept::Term;
use super::frame::{Compares, Frames, Meaning, Unit};
use super::model::{Body, Claim, Filler};
use super::pattern::{Hit, Keys};
use crate::annotate::Annotations;
use crate::annotate::factuality::{Factuality, Status};
use crate::annotate::quantity::{Quantity, QuantityKind};
use crate::document::{Block, Document};
use crate::language::{Clause, PhraseKind, Pos, Reading, Role, Sentence};
use crate::text::Span;

/// Bytes between a trigger and a figure outside of its clause that still belong together.
const CLOSE: usize = 16;

/// Extracts the claims of an article, in the order of the text.
pub fn extract(
    document: &Document,
    reading: &Reading,
    annotations: &Annotations,
    rules: &Rules,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let Some(block) = document.blocks.get(sentence.block).filter(|block| block.kind.is_story()) else {
            continue;
        };
        let keys = Keys::new(sentence, document.text());
        let reader = Reader { document, annotations, rules, sentence, index, block, keys };
        for clause in 0..sentence.clauses.len() {
            reader.clause(clause, &mut claims);
        }
    }
    claims
}

/// One sentence being read.
struct Reader<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    rules: &'a Rules,
    sentence: &'a Sentence,
    index: usize,
    block: &'a Block,
    keys: Keys,
}

impl Reader<'_> {
    fn clause(&self, id: usize, claims: &mut Vec<Claim>) {
        let clause = &self.sentence.clauses[id];
        let frames = &self.rules.frames;
        let before = claims.len();
        if let Some(patterns) = frames.patterns(self.sentence.language) {
            let mut hits = patterns.find(&self.keys, &clause.tokens);
            keep_longest(&mut hits);
            let mut used = BTreeSet::new();
            for hit in hits {
                let Some(body) = self.body(frames, clause, &hit, &mut used) else { continue };
                let mut claim = self.claim(id, clause, self.tokens_span(&hit.tokens), body);
                if matches!(claim.body, Body::Event { .. }) {
                    let Some(factuality) = self.event_status(clause, &hit, &claim) else { continue };
                    claim.factuality = factuality;
                }
                if matches!(claim.body, Body::State { .. })
                    && self.rules.events.excludes(self.sentence, clause, &hit.tokens)
                {
                    claim.factuality.negated = !claim.factuality.negated;
                }
                // `äußerten sich nicht zu den Vorwürfen` is how they keep silent, and denies nothing.
                if matches!(claim.body, Body::State { .. })
                    && clause.negations.len() == 1
                    && clause.negations.iter().all(|token| hit.tokens.contains(token))
                {
                    claim.factuality.negated = false;
                }
                claims.push(claim);
            }
        }
        self.announced(id, clause, claims, before);
        if let Some(verb) = &clause.verb {
            let trigger = self.sentence.tokens[verb.main as usize].span;
            claims.push(self.claim(id, clause, trigger, Body::Plain { verb: verb.lemma.clone() }));
        }
        claims[before..].sort_by_key(|claim| claim.trigger);
    }

    /// What no frame knows, and the clause says took place, plans, puts off or calls off, is an event by its own noun.
    fn announced(&self, id: usize, clause: &Clause, claims: &mut Vec<Claim>, before: usize) {
        let whole = Span::new(self.sentence.span.start(), self.sentence.span.start());
        let template = self.claim(id, clause, whole, Body::Plain { verb: "".into() });
        let announced =
            matches!(template.factuality.status, Status::Planned | Status::Postponed | Status::Cancelled);
        let known = claims[before..].iter().any(|claim| matches!(claim.body, Body::Event { .. }));
        let happens = self.rules.events.happens(self.sentence, clause);
        if !(announced || happens) || known {
            return;
        }
        let event = clause.arguments.iter().find_map(|argument| {
            let phrase = self.sentence.phrases.get(argument.phrase)?;
            let head = self.sentence.tokens.get(phrase.head as usize)?;
            let names_it = matches!(argument.role, Role::Subject | Role::Object) && head.pos == Pos::Noun;
            (names_it && self.entity_at(head.span).is_none()).then_some((phrase.head, head.span))
        });
        if let Some((token, span)) = event {
            let name = self.keys.get(token).lemma.clone();
            claims.push(Claim { trigger: span, body: Body::Event { frame: None, name }, ..template });
        }
    }

    fn event_status(&self, clause: &Clause, hit: &Hit<Meaning>, claim: &Claim) -> Option<Factuality> {
        let events = &self.rules.events;
        // Several words together (`under contract until`) say by themselves that it is so.
        if hit.tokens.len() > 2 {
            return Some(claim.factuality.clone());
        }
        hit.tokens.iter().find_map(|token| events.status(self.sentence, clause, *token, &claim.factuality))
    }

    fn body(
        &self,
        frames: &Frames,
        clause: &Clause,
        hit: &Hit<Meaning>,
        used: &mut BTreeSet<(usize, usize)>,
    ) -> Option<Body> {
        let Meaning { frame: id, value } = hit.meaning;
        let frame = &frames.list[id];
        match frame.compares {
            Compares::State => Some(Body::State { frame: id, value }),
            Compares::Act => Some(Body::Act { frame: id }),
            Compares::Event => {
                let first = *hit.tokens.first()?;
                Some(Body::Event { frame: Some(id), name: self.keys.get(first).lemma.clone() })
            }
            Compares::Measure => {
                let unit = frame.unit?;
                let trigger = self.tokens_span(&hit.tokens);
                let quantity = self.nearest_quantity(clause, unit, trigger)?;
                // A pattern's words can stand far apart, with another count between them.
                let noun = self.annotations.quantities[quantity].noun_span.filter(|_| unit == Unit::Count);
                let counted =
                    |noun: Span| hit.tokens.iter().any(|token| self.tokens_span(&[*token]).overlaps(noun));
                if noun.is_some_and(|noun| !counted(noun)) {
                    return None;
                }
                used.insert((id, quantity)).then_some(Body::Measure { frame: Some(id), quantity })
            }
        }
    }

    /// The quantity of a unit that stands nearest to a trigger in its clause; failing that, one just outside of it
    /// (`We understand the fee is €14m`).
    fn nearest_quantity(&self, clause: &Clause, unit: Unit, trigger: Span) -> Option<usize> {
        let list = &self.annotations.quantities;
        let fitting = within(list, self.sentence.span, |quantity| quantity.span)
            .filter(|index| fits(&list[*index], unit, trigger))
            .filter(|index| !self.is_set_apart(list[*index].span, trigger));
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            fitting.partition(|index| self.in_clause(clause, list[*index].number));
        let nearest = |indices: Vec<usize>| {
            // The figure that counts the trigger itself comes before a nearer one that counts something else.
            indices.into_iter().min_by_key(|index| {
                let counts = list[*index].noun_span.is_some_and(|noun| noun.overlaps(trigger));
                (!counts, distance(list[*index].span, trigger))
            })
        };
        nearest(inside)
            .or_else(|| nearest(outside).filter(|index| distance(list[*index].span, trigger) <= CLOSE))
    }

    /// Whether a comma stands between a figure and a trigger: `verletzt, zwei von ihnen schwer`.
    fn is_set_apart(&self, figure: Span, trigger: Span) -> bool {
        let (from, to) = (figure.end().min(trigger.end()), figure.start().max(trigger.start()));
        from < to && Span::new(from, to).of(self.document.text()).contains(", ")
    }

    fn in_clause(&self, clause: &Clause, span: Span) -> bool {
        self.sentence.token_at(span.start()).is_some_and(|token| clause.tokens.binary_search(&token).is_ok())
    }

    fn tokens_span(&self, tokens: &[u16]) -> Span {
        match (tokens.first(), tokens.last()) {
            (Some(&first), Some(&last)) => self.sentence.cover(first..last + 1),
            _ => Span::new(self.sentence.span.start(), self.sentence.span.start()),
        }
    }

    fn claim(&self, id: usize, clause: &Clause, trigger: Span, body: Body) -> Claim {
        let factuality = self
            .annotations
            .factuality
            .get(self.index)
            .and_then(|clauses| clauses.get(id))
            .cloned()
            .unwrap_or_default();
        let times = within(&self.annotations.times, self.sentence.span, |time| time.span)
            .filter(|index| self.in_clause(clause, self.annotations.times[*index].span))
            .collect();
        Claim {
            span: trim(self.document.text(), self.tokens_span(&clause.tokens)),
            trigger,
            sentence: self.index,
            clause: id,
            body,
            fillers: self.fillers(clause),
            times,
            factuality,
            terms: self.terms(clause, trigger),
            entities: self.entities(clause),
            block: self.block.kind,
            said: self.block.dated.or(self.document.meta.published),
            aside: false,
        }
    }

    fn fillers(&self, clause: &Clause) -> Vec<Filler> {
        clause
            .arguments
            .iter()
            .filter_map(|argument| {
                let phrase = self.sentence.phrases.get(argument.phrase)?;
                let head = self.sentence.tokens.get(phrase.head as usize)?;
                Some(Filler {
                    role: argument.role,
                    preposition: match &phrase.kind {
                        PhraseKind::Prepositional(preposition) => Some(preposition.clone()),
                        PhraseKind::Noun => None,
                    },
                    entity: self.entity_at(head.span),
                    head: self.keys.get(phrase.head).lemma.clone(),
                    span: self.sentence.cover(phrase.tokens.clone()),
                    sure: argument.sure,
                })
            })
            .collect()
    }

    /// What the clause's content words mean, those of the trigger left out.
    fn terms(&self, clause: &Clause, trigger: Span) -> Vec<Term> {
        let concepts = &self.rules.concepts;
        let content = clause.tokens.iter().filter(|token| {
            let token = &self.sentence.tokens[**token as usize];
            is_content(token.pos) && !token.span.overlaps(trigger)
        });
        let mut terms: Vec<Term> =
            content.flat_map(|token| concepts.terms(self.sentence.language, self.keys.get(*token))).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn entities(&self, clause: &Clause) -> Vec<usize> {
        let mentions = &self.annotations.entities.mentions;
        within(mentions, self.sentence.span, |mention| mention.span)
            .map(|index| &mentions[index])
            .filter(|mention| self.in_clause(clause, mention.span))
            .map(|mention| mention.entity)
            .collect()
    }

    /// The entity that a word refers to; none where it could be more than one.
    fn entity_at(&self, word: Span) -> Option<usize> {
        let mentions = &self.annotations.entities.mentions;
        let mut found = within(mentions, self.sentence.span, |mention| mention.span)
            .map(|index| &mentions[index])
            .filter(|mention| mention.span.overlaps(word));
        let first = found.next()?;
        found.all(|other| other.entity == first.entity).then_some(first.entity)
    }
}

/// Whether words of this part of speech say what a clause is about.
fn is_content(pos: Pos) -> bool {
    match pos {
        Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num | Pos::X => true,
        Pos::Adp
        | Pos::Adv
        | Pos::Aux
        | Pos::Cconj
        | Pos::Det
        | Pos::Intj
        | Pos::Part
        | Pos::Pron
        | Pos::Punct
        | Pos::Sconj
        | Pos::Sym => false,
    }
}

/// The indices of a sorted list's items that begin inside a range.
fn within<T>(list: &[T], range: Span, span: impl Fn(&T) -> Span) -> impl Iterator<Item = usize> {
    let first = list.partition_point(|item| span(item).start() < range.start());
    let last = list.partition_point(|item| span(item).start() < range.end());
    first..last.max(first)
}

/// Whether a quantity can be what a frame of this unit counts.
fn fits(quantity: &Quantity, unit: Unit, trigger: Span) -> bool {
    match unit {
        Unit::Money => quantity.kind == QuantityKind::Money,
        Unit::Share => matches!(quantity.kind, QuantityKind::Share | QuantityKind::Points),
        Unit::Duration => quantity.kind == QuantityKind::Duration,
        Unit::Age => quantity.kind == QuantityKind::Age,
        Unit::Measure => quantity.kind == QuantityKind::Measure,
        Unit::Score => quantity.kind == QuantityKind::Score,
        Unit::Ordinal => quantity.kind == QuantityKind::Ordinal,
        // Whether the noun is a word for people is asked when claims are compared.
        Unit::People => quantity.kind == QuantityKind::Count,
        Unit::Count => {
            quantity.kind == QuantityKind::Count
                && quantity.noun_span.is_none_or(|noun| noun.overlaps(trigger))
        }
    }
}

/// Bytes between two ranges.
fn distance(a: Span, b: Span) -> usize {
    if a.overlaps(b) { 0 } else { a.start().max(b.start()) - a.end().min(b.end()) }
}

/// Of patterns of one frame that share a word, the one with most words counts.
fn keep_longest(hits: &mut Vec<Hit<Meaning>>) {
    hits.sort_by(|a, b| b.tokens.len().cmp(&a.tokens.len()).then_with(|| a.tokens.cmp(&b.tokens)));
    let mut kept: Vec<Hit<Meaning>> = Vec::new();
    for hit in hits.drain(..) {
        let shadowed = kept.iter().any(|other| {
            other.meaning.frame == hit.meaning.frame
                && hit.tokens.iter().any(|token| other.tokens.contains(token))
        });
        if !shadowed {
            kept.push(hit);
        }
    }
    kept.sort_by(|a, b| a.tokens.cmp(&b.tokens));
    *hits = kept;
}

/// A range without the spaces and punctuation at its ends.
fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '–' | '-');
    let start = words.len() - words.trim_start_matches(is_edge).len();
    let end = words.trim_end_matches(is_edge).len();
    if start < end { Span::new(span.start() + start, span.start() + end) } else { span }
}
