//! What a quote says of the things it speaks of, word by word: whether it is so or not so. `Das ist kein Durchbruch,
//! aber ein Anfang` says no of the one and yes of the other, whatever the words around it are.

use super::super::Context;
use super::said::Said;
use crate::annotate::factuality::Status;
use crate::language::{Clause, ClauseKind, Pos, Sentence};
use crate::subject::{LexemeId, Word};
use crate::text::Span;

/// How far behind a negation the words stand that it denies.
const REACH: usize = 5;

/// A word that says something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) lexeme: LexemeId,
    pub(super) weight: f32,
    pub(super) span: Span,
    /// Whether it is said not to be so.
    pub(super) denied: bool,
    /// Whether it is a verb.
    pub(super) verb: bool,
    /// The negation that says so.
    pub(super) by: Option<Span>,
    /// The clause it stands in: its sentence and its place there.
    pub(super) clause: (usize, usize),
    /// Whether the clause only asks, or says what would be.
    pub(super) open: bool,
}

/// The words of a quote that say something, in order, verbs that say little left out.
pub(super) fn told(context: &Context<'_>, said: &Said<'_>) -> Vec<Told> {
    let (Some(first), Some(last)) = (said.words.first(), said.words.last()) else { return Vec::new() };
    let range = first.span.cover(last.span);
    let sentences = &context.scene.dossier[said.article].reading.sentences;
    let from = sentences.partition_point(|sentence| sentence.span.end() <= range.start());
    let mut told = Vec::new();
    for (index, sentence) in sentences.iter().enumerate().skip(from) {
        if sentence.span.start() >= range.end() {
            break;
        }
        Reader { context, said, range, index, sentence }.read(&mut told);
    }
    told
}

/// Whether a clause begins with its verb, as orders and questions do.
fn orders(clause: &Clause) -> bool {
    let finite = clause.verb.as_ref().and_then(|verb| verb.finite);
    clause.kind == ClauseKind::Main && finite.is_some() && clause.tokens.first().copied() == finite
}

/// Whether a negation is a pronoun in the form of an article, which stands for a noun named before.
fn determines_later(sentence: &Sentence, at: usize) -> bool {
    let lemma = &sentence.tokens[at].lemma;
    sentence.tokens[at].pos == Pos::Pron && matches!(&**lemma, "kein" | "none")
}

/// One sentence of a quote.
struct Reader<'a, 'c> {
    context: &'c Context<'a>,
    said: &'c Said<'a>,
    range: Span,
    index: usize,
    sentence: &'c Sentence,
}

impl Reader<'_, '_> {
    fn read(&self, told: &mut Vec<Told>) {
        let Self { context, said, index, sentence, .. } = *self;
        let lexemes = &context.scene.lexemes;
        let words = lexemes.words(said.article, index);
        let judged = context.scene.dossier[said.article].annotations.factuality.get(index);
        let asks = context
            .words(said.article, sentence.span)
            .trim_end_matches(['“', '"', '”', '»', ' '])
            .ends_with('?');
        let from = told.len();
        let mut places: Vec<u16> = Vec::new();
        for word in words.iter().filter(|word| self.range.contains(word.span)) {
            let Some(clause) = sentence.clause_of(word.token) else { continue };
            let pos = sentence.tokens[usize::from(word.token)].pos;
            let light =
                matches!(pos, Pos::Verb | Pos::Aux) && self.is_light(&sentence.clauses[clause], word.token);
            if light || self.is_emphatic(word) {
                continue;
            }
            let status = judged.and_then(|list| list.get(clause)).map(|factuality| factuality.status);
            told.push(Told {
                lexeme: word.lexeme,
                weight: lexemes.weight(word.lexeme),
                span: word.span,
                denied: false,
                verb: matches!(pos, Pos::Verb | Pos::Aux),
                by: None,
                clause: (index, clause),
                open: asks || status == Some(Status::Conditional) || orders(&sentence.clauses[clause]),
            });
            places.push(word.token);
        }
        let own = &mut told[from..];
        for (id, clause) in sentence.clauses.iter().enumerate() {
            for &negation in &clause.negations {
                let span = sentence.tokens[usize::from(negation)].span;
                if self.range.contains(span) {
                    self.deny((id, clause), negation, own, &places);
                }
            }
        }
        self.refuse(own, &places);
    }

    /// Takes a negation to what it denies.
    fn deny(&self, (id, clause): (usize, &Clause), negation: u16, told: &mut [Told], places: &[u16]) {
        let sentence = self.sentence;
        let at = usize::from(negation);
        let by = sentence.tokens[at].span;
        let turn = |word: &mut Told| {
            word.denied = !word.denied;
            word.by = Some(by);
        };
        let pos = |at: usize| sentence.tokens.get(at).map(|token| token.pos);
        let stop = |at: usize| matches!(pos(at), None | Some(Pos::Punct | Pos::Cconj | Pos::Sconj));
        let behind: Vec<usize> = (at + 1..at + 1 + REACH).take_while(|at| !stop(*at)).collect();
        let word_at = |at: usize| places.iter().position(|place| usize::from(*place) == at);
        // `kein Durchbruch`, `ohne Groll`: the noun.
        let determines = matches!(pos(at), Some(Pos::Det | Pos::Adp))
            || pos(at) == Some(Pos::Pron) && matches!(pos(at + 1), Some(Pos::Noun | Pos::Adj));
        if determines {
            let noun = behind.iter().find(|at| matches!(pos(**at), Some(Pos::Noun | Pos::Propn)));
            match noun.map(|at| (word_at(*at), *at)) {
                Some((Some(word), _)) => {
                    turn(&mut told[word]);
                    return;
                }
                // `auf keinen Fall`, `keinen Cent`: as strong as `nicht`.
                Some((None, _)) => {}
                None if pos(at) == Some(Pos::Adp) => return,
                None => {}
            }
        }
        // `Glück hat er keines gehabt`: the noun before it.
        if pos(at) == Some(Pos::Pron) && determines_later(sentence, at) {
            let open =
                |word: &Told| word.clause == (self.index, id) && !word.verb && word.span.end() <= by.start();
            if told.iter().any(open) {
                told.iter_mut().filter(|word| open(word)).for_each(turn);
                return;
            }
        }
        // `…, aber nicht hier`, `not of passengers`, `nicht zu dunkel, sondern`: what follows, not the clause.
        let before = at.checked_sub(1).and_then(pos);
        let joined = matches!(before, Some(Pos::Cconj | Pos::Punct)) && at > 0;
        let verb_behind = behind.iter().any(|at| matches!(sentence.tokens[*at].pos, Pos::Verb | Pos::Aux));
        if joined && !verb_behind && !determines {
            for word in behind.iter().filter_map(|at| word_at(*at)) {
                turn(&mut told[word]);
            }
            return;
        }
        let main = clause.verb.as_ref().map(|verb| verb.main).filter(|main| !self.is_light(clause, *main));
        if let Some(word) = main.and_then(|main| word_at(usize::from(main))) {
            turn(&mut told[word]);
            return;
        }
        // `Das ist nicht fair`: what the verb joins; all that stands behind the negation, else all that is there.
        let open = |word: &Told| word.clause == (self.index, id);
        let later = told.iter().any(|word| open(word) && word.span.start() > by.start());
        for word in told.iter_mut().filter(|word| open(word) && (!later || word.span.start() > by.start())) {
            turn(word);
        }
    }

    /// `Einen Angriff schließe ich aus`: verbs that deny turn their nouns round, and say nothing else.
    fn refuse(&self, told: &mut [Told], places: &[u16]) {
        let poles = &self.context.claims.poles;
        for (id, clause) in self.sentence.clauses.iter().enumerate() {
            let Some(verb) = clause.verb.as_ref() else { continue };
            if !poles.refuses(self.sentence.language, &verb.lemma) {
                continue;
            }
            let Some(main) = places.iter().position(|place| *place == verb.main) else { continue };
            let (turned, by) = (!told[main].denied, told[main].span);
            told[main].weight = 0.0;
            told[main].denied = false;
            for word in told.iter_mut().filter(|word| word.clause == (self.index, id) && word.span != by) {
                if turned {
                    word.denied = !word.denied;
                    word.by = Some(by);
                }
            }
        }
    }

    /// Whether a verb says little, or only helps another.
    fn is_light(&self, clause: &Clause, token: u16) -> bool {
        let place = &self.sentence.tokens[usize::from(token)];
        let lemma =
            clause.verb.as_ref().filter(|verb| verb.main == token).map_or(&place.lemma, |verb| &verb.lemma);
        let helps =
            clause.verb.as_ref().is_some_and(|verb| verb.main != token && verb.tokens.contains(&token));
        let modals = &self.context.rules.quote.modals;
        place.pos == Pos::Aux
            || helps
            || modals.iter().any(|modal| **modal == **lemma)
            || self.context.claims.concepts.is_light(self.sentence.language, lemma)
    }

    /// Whether a noun only strengthens the negation before it (`auf keinen Fall`, `keinen Cent`).
    fn is_emphatic(&self, word: &Word) -> bool {
        let token = &self.sentence.tokens[usize::from(word.token)];
        let denied = || {
            let clause = self.sentence.clause_of(word.token).and_then(|id| self.sentence.clauses.get(id));
            let near = |negation: &&u16| **negation < word.token && word.token - **negation <= 2;
            clause.is_some_and(|clause| clause.negations.iter().any(|at| near(&at)))
        };
        let lemma = token.lemma.to_lowercase();
        self.context.rules.quote.emphatics.iter().any(|noun| **noun == *lemma) && denied()
    }
}
