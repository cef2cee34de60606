//! Whom or what a statement is about, with everything that its words say of them, and whether two such parties are one.

use std::collections::BTreeSet;

use super::super::within;
use super::statement::Statement;
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::language::{Argument, ClauseKind, Number, Phrase, PhraseId, Pos, Role, Sentence, Token};
use crate::subject::{IdentityId, LexemeId, Lexemes, Scene};
use crate::text::Span;

/// Nouns nearer than this say the same.
const SAME: f32 = 0.9;
/// Attributes nearer than this can be of one thing, and so can nouns at one place.
const ATTRIBUTE: f32 = 0.5;
/// So many words in common make up for different heads (`the board of the Transit District`, `the transit district`).
const SEVERAL: usize = 2;
/// Letters from which on one word does.
const LONG: usize = 9;

/// A party with its attributes.
#[derive(Clone, Debug)]
pub(super) struct Who {
    pub(super) span: Span,
    ids: BTreeSet<(IdentityId, EntityKind)>,
    nouns: Vec<LexemeId>,
    /// Lower-case words, names as written.
    words: BTreeSet<String>,
    /// Those of them that are names.
    names: BTreeSet<String>,
    surnames: BTreeSet<String>,
    /// The lemma of the phrase's head, in lower case, and the end of a compound.
    lemma: String,
    compound: Option<String>,
    /// The noun that the phrase is built around; with a name, every noun beside it.
    heads: Vec<LexemeId>,
    /// Whether a number, the indefinite article, or a plural without an article makes it some of a kind.
    pub(super) some: bool,
    /// Whether it is none of a kind (`keine Daten`).
    pub(super) none: bool,
    plural: bool,
}

/// The subject of a statement; where it has none, that of the clause that it belongs to, or who speaks.
pub(super) fn holders(scene: &Scene<'_>, statements: &[Statement<'_>], at: usize) -> Vec<Who> {
    let statement = &statements[at];
    let sentence = sentence(scene, statement);
    let relative = statement.clause.kind == ClauseKind::Relative;
    let own = if relative { None } else { of_role(scene, statement, Role::Subject) };
    let mut found: Vec<Who> = own.or_else(|| inherited(scene, statements, at)).into_iter().collect();
    // `Eine Wiederholung lehnt die Vertretung ab`: grammar does not always tell which is which.
    let unsure = |argument: &&Argument| argument.role == Role::Subject && !argument.sure;
    if statement.clause.arguments.iter().any(|argument| unsure(&argument)) {
        found.extend(of_role(scene, statement, Role::Object));
    }
    let speaks = statement.clause.tokens.iter().any(|&token| is_first_person(sentence, token));
    let reported = matches!(statement.clause.kind, ClauseKind::Infinitive | ClauseKind::Subordinate);
    if speaks || (reported && found.is_empty()) {
        let annotations = scene.dossier[statement.article].annotations;
        for quote in annotations.quotes.iter().filter(|quote| quote.span.contains(statement.span)) {
            let Some(speaker) = &quote.speaker else { continue };
            let entity = speaker.entity.filter(|_| speaker.sure);
            let known = entity.and_then(|entity| {
                let identity = scene.identities.of(statement.article, entity)?;
                Some((identity, annotations.entities.list[entity].kind))
            });
            let who = of_span(scene, statement.article, speaker.span);
            found.extend(match (who, known) {
                (Some(mut who), known) => {
                    who.ids.extend(known);
                    Some(who)
                }
                (None, Some(known)) => Some(Who::named(speaker.span, known)),
                (None, None) => None,
            });
        }
    }
    found
}

/// What the verb of a statement says something of: its object; its subject where it has none.
pub(super) fn thing(scene: &Scene<'_>, statement: &Statement<'_>) -> Option<Who> {
    let has_object = statement.clause.arguments.iter().any(|argument| argument.role == Role::Object);
    of_role(scene, statement, if has_object { Role::Object } else { Role::Subject })
}

fn sentence<'a>(scene: &Scene<'a>, statement: &Statement<'_>) -> &'a Sentence {
    &scene.dossier[statement.article].reading.sentences[statement.sentence]
}

fn is_first_person(sentence: &Sentence, token: u16) -> bool {
    sentence.tokens.get(usize::from(token)).is_some_and(|token| {
        token.pos == Pos::Pron && token.morph.person == Some(crate::language::Person::First)
    })
}

/// The antecedent of a relative clause, the subject of the clause above an infinitive, or that of the clause before one
/// that goes on without a subject of its own.
fn inherited(scene: &Scene<'_>, statements: &[Statement<'_>], at: usize) -> Option<Who> {
    let statement = &statements[at];
    let sentence = sentence(scene, statement);
    let clause = statement.clause;
    if clause.kind == ClauseKind::Relative {
        // The phrase right before it, where that belongs to the antecedent (`am Tisch des Rates, der …`).
        let antecedent = clause.antecedent?;
        let first = *clause.tokens.first()?;
        let last = sentence.phrases.iter().enumerate().filter(|(_, phrase)| phrase.tokens.end <= first);
        let last = last.max_by_key(|(_, phrase)| phrase.tokens.end);
        let last = last.filter(|(_, phrase)| phrase.parent == Some(antecedent));
        let phrase = last.map(|(_, phrase)| phrase).or_else(|| sentence.phrases.get(antecedent))?;
        return build(scene, statement, phrase, phrase.tokens.clone().collect());
    }
    if clause.arguments.iter().any(|argument| argument.role == Role::Subject) {
        return None;
    }
    let id = sentence.clauses.iter().position(|other| std::ptr::eq(other, clause))?;
    let above = match clause.kind {
        ClauseKind::Infinitive => clause.parent,
        ClauseKind::Main | ClauseKind::Fragment => id.checked_sub(1),
        ClauseKind::Subordinate | ClauseKind::Relative => None,
    }?;
    let above = sentence.clauses.get(above)?;
    let other = statements[..at]
        .iter()
        .rev()
        .chain(&statements[at + 1..])
        .take(8)
        .find(|other| std::ptr::eq(other.clause, above))?;
    of_role(scene, other, Role::Subject)
}

pub(super) fn of_role(scene: &Scene<'_>, statement: &Statement<'_>, role: Role) -> Option<Who> {
    let sentence = sentence(scene, statement);
    let clause = statement.clause;
    let argument = clause.arguments.iter().find(|argument| argument.role == role)?;
    let phrase = sentence.phrases.get(argument.phrase)?;
    let mut tokens: Vec<u16> = phrase.tokens.clone().collect();
    let is_name = |at: u16| {
        let pos = sentence.tokens.get(usize::from(at)).map(|token| token.pos);
        matches!(pos, Some(Pos::Noun | Pos::Propn | Pos::X | Pos::Adj | Pos::Part))
    };
    // `Pipefitters Local 1344`, `the fans' trust`
    let mut first = phrase.tokens.start;
    while first > 0 && clause.tokens.binary_search(&(first - 1)).is_ok() && is_name(first - 1) {
        first -= 1;
        tokens.push(first);
    }
    let finite = clause.verb.as_ref().map(|verb| verb.finite.unwrap_or(verb.main));
    match finite {
        // Everything between the subject and its verb belongs to the subject.
        Some(verb)
            if role == Role::Subject && clause.kind == ClauseKind::Main && phrase.tokens.end <= verb =>
        {
            tokens.extend(clause.tokens.iter().copied().filter(|at| (phrase.tokens.end..verb).contains(at)));
        }
        _ => attached(sentence, argument.phrase, &mut tokens),
    }
    tokens.sort_unstable();
    tokens.dedup();
    build(scene, statement, phrase, tokens)
}

/// The phrases that belong to a phrase: genitives, appositions.
fn attached(sentence: &Sentence, phrase: PhraseId, tokens: &mut Vec<u16>) {
    for (id, other) in sentence.phrases.iter().enumerate() {
        if other.parent == Some(phrase) && id != phrase {
            tokens.extend(other.tokens.clone());
        }
    }
}

fn of_span(scene: &Scene<'_>, article: usize, span: Span) -> Option<Who> {
    let sentences = &scene.dossier[article].reading.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
    let sentence = sentences.get(index)?;
    let tokens: Vec<u16> = (0u16..)
        .zip(&sentence.tokens)
        .filter(|(_, token)| token.span.overlaps(span))
        .map(|(at, _)| at)
        .collect();
    let (&first, &last) = (tokens.first()?, tokens.last()?);
    let phrase =
        sentence.phrases.iter().find(|phrase| phrase.tokens.start <= last && first < phrase.tokens.end)?;
    read(scene, article, sentence, phrase, tokens)
}

fn build(scene: &Scene<'_>, statement: &Statement<'_>, phrase: &Phrase, tokens: Vec<u16>) -> Option<Who> {
    let negations = &statement.clause.negations;
    let none = tokens.iter().any(|token| negations.contains(token));
    let who = read(scene, statement.article, sentence(scene, statement), phrase, tokens)?;
    Some(Who { none, ..who })
}

fn read(
    scene: &Scene<'_>,
    article: usize,
    sentence: &Sentence,
    phrase: &Phrase,
    tokens: Vec<u16>,
) -> Option<Who> {
    let (&first, &last) = (tokens.first()?, tokens.last()?);
    let span = sentence.cover(first..last + 1);
    let entities = &scene.dossier[article].annotations.entities;
    // A pronoun that may mean another is nobody.
    let mentions = || {
        within(&entities.mentions, span, |mention| mention.span)
            .filter(|mention| mention.sure || mention.form == MentionForm::Name)
    };
    let ids: BTreeSet<(IdentityId, EntityKind)> = mentions()
        .filter_map(|mention| {
            let identity = scene.identities.of(article, mention.entity)?;
            Some((identity, entities.list[mention.entity].kind))
        })
        .collect();
    let index =
        scene.dossier[article].reading.sentences.partition_point(|other| other.span.end() <= span.start());
    let lexemes = &scene.lexemes;
    let nouns: Vec<LexemeId> = lexemes
        .words(article, index)
        .iter()
        .filter(|word| tokens.binary_search(&word.token).is_ok() && lexemes.name(word.lexeme).is_none())
        .filter(|word| {
            let pos = sentence.tokens.get(usize::from(word.token)).map(|token| token.pos);
            matches!(pos, Some(Pos::Noun | Pos::Propn | Pos::X))
        })
        .map(|word| word.lexeme)
        .collect();
    let text = scene.dossier[article].document.text();
    let mut words = BTreeSet::new();
    let (mut names, mut surnames) = (BTreeSet::new(), BTreeSet::new());
    for token in tokens.iter().filter_map(|at| sentence.tokens.get(usize::from(*at))) {
        let form = token.span.of(text);
        let of_place = mentions().any(|mention| {
            mention.span.overlaps(token.span) && entities.list[mention.entity].kind == EntityKind::Place
        });
        if of_place {
            continue;
        }
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X) && form.chars().count() > 3 {
            words.insert(token.lemma.to_lowercase());
        }
        if token.pos == Pos::Noun && form.chars().count() >= LONG {
            words.insert(form.to_lowercase());
        }
        let of_person = || {
            mentions().any(|mention| {
                mention.span.end() == token.span.end()
                    && entities.list[mention.entity].kind == EntityKind::Person
            })
        };
        if token.pos == Pos::Propn && form.chars().count() > 2 {
            words.insert(form.to_lowercase());
            names.insert(form.to_lowercase());
            if of_person() {
                surnames.insert(form.to_lowercase());
            }
        }
    }
    if ids.is_empty() && nouns.is_empty() {
        return None;
    }
    let core = || phrase.tokens.clone().filter_map(|at| sentence.tokens.get(usize::from(at)));
    let plural = phrase.numbers.is_only(Number::Plural);
    let counted = core().any(|token| token.pos == Pos::Num);
    // `der`, `dieser`, `sein`; the indefinite article has no plural and begins with a vowel in every form.
    let is_indefinite = |token: &&Token| {
        let form = token.span.of(text).to_lowercase();
        form.starts_with("ein") || form == "a" || form == "an"
    };
    let definite = core().any(|token| token.pos == Pos::Det && !is_indefinite(&token));
    let indefinite = core().any(|token| token.pos == Pos::Det && is_indefinite(&token));
    let head = sentence.tokens.get(usize::from(phrase.head));
    let named = core().any(|token| token.pos == Pos::Propn);
    let heads = lexemes.words(article, index).iter().filter(|word| {
        lexemes.name(word.lexeme).is_none()
            && (word.token == phrase.head || (named && phrase.tokens.contains(&word.token)))
    });
    Some(Who {
        span,
        ids,
        nouns,
        words,
        names,
        surnames,
        lemma: head.map(|head| head.lemma.to_lowercase()).unwrap_or_default(),
        compound: head.and_then(|head| Some(head.compound()?.1.to_lowercase())),
        heads: heads.map(|word| word.lexeme).collect(),
        some: counted || indefinite || (plural && !definite),
        none: false,
        plural,
    })
}

/// How many plain words a shared word counts for: long ones are rarely chance.
fn telling(word: &str) -> usize {
    if word.chars().count() >= LONG { SEVERAL } else { 1 }
}

impl Who {
    /// Somebody of whom nothing is known but the name.
    fn named(span: Span, id: (IdentityId, EntityKind)) -> Self {
        Self {
            span,
            ids: [id].into(),
            nouns: Vec::new(),
            words: BTreeSet::new(),
            names: BTreeSet::new(),
            surnames: BTreeSet::new(),
            lemma: String::new(),
            compound: None,
            heads: Vec::new(),
            some: false,
            none: false,
            plural: false,
        }
    }

    /// Whether its noun is one of a list, also at the end of a compound.
    pub(super) fn is_one_of(&self, list: &[String]) -> bool {
        list.iter().any(|word| {
            let word = word.to_lowercase();
            word == self.lemma || self.compound.as_ref() == Some(&word)
        })
    }

    /// Whether a person or an organisation is named.
    pub(super) fn is_named(&self) -> bool {
        self.ids.iter().any(|(_, kind)| matches!(kind, EntityKind::Person | EntityKind::Organisation))
    }

    /// Whether two parties are one: 2 where a name says so, 1 where their nouns do and nothing sets them apart.
    pub(super) fn is(&self, other: &Self, lexemes: &Lexemes) -> Option<u8> {
        if self.ids.iter().any(|(id, kind)| *kind != EntityKind::Place && other.ids.contains(&(*id, *kind))) {
            return Some(2);
        }
        let surname = |one: &Self, two: &Self| one.surnames.iter().any(|name| two.names.contains(name));
        if surname(self, other) || surname(other, self) {
            return Some(2);
        }
        let shared: usize = self.words.intersection(&other.words).map(|word| telling(word)).sum();
        if self.plural != other.plural || (self.is_named() && other.is_named() && shared == 0) {
            return None;
        }
        let place =
            |one: &Self| one.ids.iter().find(|(_, kind)| *kind == EntityKind::Place).map(|(id, _)| *id);
        let places = (place(self), place(other));
        let same_place = places.0.is_some() && places.0 == places.1;
        if places.0.is_some() && places.1.is_some() && !same_place {
            return None;
        }
        let near = |a: &[LexemeId], b: &[LexemeId], least: f32| {
            a.iter().any(|x| b.iter().any(|y| lexemes.nearness(*x, *y) >= least))
        };
        if same_place && near(&self.heads, &other.heads, ATTRIBUTE) {
            return Some(1);
        }
        if !near(&self.heads, &other.heads, SAME) && shared < SEVERAL {
            return None;
        }
        // What each has beside: `die Fraktion der Grünen` is not `die Fraktion der Roten`.
        let beside = |one: &Self, two: &Self| -> Vec<LexemeId> {
            let met = |noun: &&LexemeId| two.nouns.iter().any(|own| lexemes.nearness(**noun, *own) >= SAME);
            one.nouns.iter().filter(|noun| !met(noun)).copied().collect()
        };
        let (left, right) = (beside(self, other), beside(other, self));
        let set_apart = (!left.is_empty() || self.is_named()) && (!right.is_empty() || other.is_named());
        (!set_apart || near(&left, &right, ATTRIBUTE) || shared >= SEVERAL).then_some(1)
    }
}
