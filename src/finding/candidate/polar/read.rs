//! What a clause says is so or not so: its verb or what is said of its subject, and whether it tells of there being
//! something.

use rustc_hash::FxHashMap;

use super::super::super::{Context, within};
use super::super::statement::{Statement, Weighed};
use crate::annotate::factuality::Status;
use crate::annotate::quantity::QuantityKind;
use crate::claim::pattern::{Keys, Patterns};
use crate::document::Language;
use crate::language::{ClauseKind, Phrase, PhraseKind, Pos, Role, Sentence, Tense, Voice};
use crate::rule::{Files, Problem, lines};
use crate::subject::LexemeId;
use crate::text::Span;

/// Ways to say that there is something, `<language>/existence.txt`.
#[derive(Debug, Default)]
pub(in crate::finding) struct Existence {
    patterns: FxHashMap<Language, Patterns<bool>>,
}

impl Existence {
    /// Loads the lists of every language.
    ///
    /// # Errors
    /// A line that begins with neither `+` nor `-`.
    pub(in crate::finding) fn load(files: &Files) -> Result<Self, Problem> {
        let mut existence = Self::default();
        for code in files.languages() {
            let path = format!("{code}/existence.txt");
            let (Ok(text), Some(language)) = (files.text(&path), Language::from_code(code)) else { continue };
            let mut patterns = Patterns::default();
            for (range, line) in lines(text) {
                let (there, pattern) = match line.split_once(' ') {
                    Some(("+", pattern)) => (true, pattern),
                    Some(("-", pattern)) => (false, pattern),
                    _ => {
                        let message = format!("`{line}` begins with neither `+` (there) nor `-` (not there)");
                        return Err(files.problem(&path, range, message));
                    }
                };
                let added = patterns.add(pattern, there);
                added.map_err(|error| files.problem(&path, range, error.to_string()))?;
            }
            existence.patterns.insert(language, patterns);
        }
        Ok(existence)
    }

    /// Whether a clause says that there is something (`true`), or that there is none.
    fn read(&self, sentence: &Sentence, keys: &Keys, statement: &Statement<'_>) -> Option<bool> {
        let patterns = self.patterns.get(&sentence.language)?;
        let verb = statement.clause.verb.as_ref()?;
        let hits = patterns.find(keys, &statement.clause.tokens);
        let own = hits.iter().filter(|hit| {
            hit.tokens.contains(&verb.main) || hit.tokens.iter().any(|at| is_adjective(sentence, *at))
        });
        own.max_by_key(|hit| hit.tokens.len()).map(|hit| hit.meaning)
    }
}

/// Somebody or something that a clause speaks of.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) word: Weighed,
    /// Its noun in lower case, of a compound the end.
    pub(super) noun: String,
    /// All of it.
    pub(super) whole: String,
    /// The part that its phrase plays.
    pub(super) role: Option<Role>,
    /// Whether it is the noun of its phrase.
    pub(super) head: bool,
    /// Whether it is said to be there, or not to be there.
    pub(super) exists: bool,
    /// Whether something is done or is so with it or by it.
    pub(super) by_means: bool,
    /// Whether it is a name, or a pronoun that stands for one.
    pub(super) is_name: bool,
    /// Whether its noun means a person.
    pub(super) is_person: bool,
    /// Whether it is what something measures (`9 Millionen`).
    pub(super) is_measure: bool,
}

impl Thing {
    /// Whether it is the subject or the object.
    pub(super) fn is_core(&self) -> bool {
        self.head && matches!(self.role, Some(Role::Subject | Role::Object))
    }
}

/// A clause that says yes or no.
pub(super) struct Told<'a> {
    pub(super) statement: &'a Statement<'a>,
    /// Whether it says no.
    pub(super) negative: bool,
    /// Whether a word says no (`nicht`), not the verb (`fehlen`).
    pub(super) says_no: bool,
    /// Whether it says no of everybody (`niemand`).
    pub(super) says_nobody: bool,
    /// Whether it is only not so yet.
    pub(super) is_open: bool,
    /// Whether it says that it is so no more.
    pub(super) no_more: bool,
    pub(super) planned: bool,
    /// Whether it is told as a plain fact.
    pub(super) is_fact: bool,
    /// The modal verb's dictionary form.
    pub(super) modal: Option<&'a str>,
    /// What it says is so: its verb, or what is said of the subject.
    pub(super) acts: Vec<(LexemeId, String)>,
    /// Whether it tells of there being something.
    pub(super) exists: bool,
    /// The nouns that it speaks of.
    pub(super) things: Vec<Thing>,
    /// Those of the subject, where it has one and no pronoun.
    pub(super) subject: Option<Vec<Thing>>,
    /// Its words without those that say yes or no.
    pub(super) words: Vec<Weighed>,
    /// The words that say so.
    pub(super) cue: Span,
}

impl Told<'_> {
    pub(super) fn tense(&self) -> Option<Tense> {
        self.statement.clause.verb.as_ref().and_then(|verb| verb.tense)
    }

    pub(super) fn is_planned(&self) -> bool {
        self.planned
    }
}

fn is_adjective(sentence: &Sentence, at: u16) -> bool {
    sentence.tokens.get(usize::from(at)).is_some_and(|token| token.pos == Pos::Adj)
}

/// Reads a clause; none where it commits itself to nothing.
pub(super) fn told<'a>(context: &Context<'a>, statement: &'a Statement<'a>) -> Option<Told<'a>> {
    let read = &context.scene.dossier[statement.article];
    let sentence: &'a Sentence = &read.reading.sentences[statement.sentence];
    let text = read.document.text();
    let factuality = statement.factuality;
    let verb = statement.clause.verb.as_ref();
    let modal = verb.filter(|verb| verb.modality.is_some()).and_then(|verb| verb.finite);
    let modal = modal.and_then(|at| sentence.tokens.get(usize::from(at))).map(|token| &*token.lemma);
    let settled = match factuality.status {
        Status::Fact | Status::UnderWay | Status::Presumed | Status::Denied | Status::Planned => true,
        // `noch nicht`
        Status::Possible => modal.is_some() || (factuality.negated && factuality.cue.is_none()),
        Status::Postponed | Status::Cancelled | Status::Demanded | Status::Conditional | Status::Accused => {
            false
        }
    };
    if !settled || statement.clause.kind == ClauseKind::Infinitive {
        return None;
    }
    let keys = Keys::new(sentence, text);
    let found = context.rules.existence.read(sentence, &keys, statement);
    let exists = found.is_some();
    let negative = statement.is_negative() != (found == Some(false));
    let lexemes = &context.scene.lexemes;
    let token_of = |word: &Weighed| sentence.token_at(word.span.start());
    let pos_of = |word: &Weighed| {
        token_of(word).and_then(|at| sentence.tokens.get(usize::from(at))).map_or(Pos::X, |token| token.pos)
    };
    // What is said of the subject, where the verb only joins the two.
    let attribute = |word: &Weighed| {
        let next = token_of(word).and_then(|at| sentence.tokens.get(usize::from(at) + 1));
        next.is_some_and(|next| matches!(next.pos, Pos::Noun | Pos::Propn | Pos::Adj))
    };
    let main = verb.and_then(|verb| sentence.tokens.get(usize::from(verb.main)));
    let copula = main.is_some_and(|main| main.pos == Pos::Aux);
    let mut acts: Vec<(LexemeId, Span)> = Vec::new();
    if let Some((lexeme, span)) = statement.verb
        && !copula
        && verb.is_some_and(|verb| !context.claims.concepts.is_light(sentence.language, &verb.lemma))
    {
        acts.push((lexeme, span));
    }
    if copula {
        let said = statement.own.iter().filter(|word| pos_of(word) == Pos::Adj && !attribute(word));
        acts.extend(said.map(|word| (word.lexeme, word.span)));
    }
    let times = &read.annotations.times;
    let is_time = |span: Span| within(times, span, |time| time.span).next().is_some();
    let said = |span: Span| factuality.source.iter().any(|voucher| voucher.span.overlaps(span));
    let words: Vec<Weighed> = statement
        .own
        .iter()
        .filter(|word| {
            acts.iter().all(|(_, span)| *span != word.span) && !is_time(word.span) && !said(word.span)
        })
        .filter(|word| !exists || statement.verb.is_none_or(|(_, span)| span != word.span))
        .copied()
        .collect();
    let has_object = statement.clause.arguments.iter().any(|argument| {
        let head = sentence
            .phrases
            .get(argument.phrase)
            .and_then(|phrase| sentence.tokens.get(usize::from(phrase.head)));
        argument.role == Role::Object && head.is_some_and(|head| head.pos != Pos::Pron)
    });
    // `verfügen über`
    let says_over = |phrase: Option<&Phrase>| {
        verb.is_some_and(|verb| &*verb.lemma == "verfügen")
            && phrase.is_some_and(
                |phrase| matches!(&phrase.kind, PhraseKind::Prepositional(word) if &**word == "über"),
            )
    };
    let quantities = &read.annotations.quantities;
    let is_measure = |span: Span| {
        within(quantities, span, |quantity| quantity.span)
            .any(|quantity| quantity.kind != QuantityKind::Count)
    };
    let thing = |word: &Weighed| -> Option<Thing> {
        let name = lexemes.name(word.lexeme).is_some();
        if !name && !matches!(pos_of(word), Pos::Noun | Pos::Propn | Pos::X) {
            return None;
        }
        let at = token_of(word)?;
        let token = sentence.tokens.get(usize::from(at))?;
        let phrase = sentence.phrase_of(at);
        let argument = statement.clause.arguments.iter().find(|argument| Some(argument.phrase) == phrase);
        let of = phrase.and_then(|phrase| sentence.phrases.get(phrase));
        let noun = token.compound().map_or(&*token.lemma, |(_, end)| end).to_lowercase();
        let none =
            of.is_some_and(|phrase| statement.clause.negations.iter().any(|no| phrase.tokens.contains(no)));
        let role = argument.map(|argument| argument.role);
        let there = match role {
            Some(Role::Object) => true,
            Some(Role::Subject) => !has_object,
            _ => none,
        };
        let head = of.is_none_or(|phrase| phrase.head == at || name);
        Some(Thing {
            word: *word,
            is_person: context.claims.concepts.is_person(sentence.language, &noun),
            noun,
            whole: token.lemma.to_lowercase(),
            role,
            head,
            exists: exists && head && (there || says_over(of)) && !is_measure(word.span),
            by_means: of.is_some_and(|phrase| {
                let with = matches!(&phrase.kind, PhraseKind::Prepositional(word) if matches!(&**word, "mit" | "durch" | "with" | "by"));
                with && verb.is_some_and(|verb| verb.voice != Voice::Active)
            }),
            is_name: name,
            is_measure: is_measure(word.span),
        })
    };
    let things: Vec<Thing> = words.iter().filter_map(thing).collect();
    let of_subject = things.iter().filter(|thing| thing.role == Some(Role::Subject));
    let subject: Vec<Thing> = of_subject.cloned().collect();
    let subject = (!subject.is_empty()).then_some(subject);
    let no_more = statement.clause.negations.iter().any(|at| {
        let next = sentence.tokens.get(usize::from(*at) + 1..).unwrap_or_default();
        next.iter().take(4).any(|token| matches!(token.span.of(text), "mehr" | "longer" | "more"))
    });
    let cue = acts.first().map(|(_, span)| *span).or_else(|| statement.verb.map(|(_, span)| span));
    let negation = statement.clause.negations.first().and_then(|at| sentence.tokens.get(usize::from(*at)));
    let cue = match (cue, negation) {
        (_, Some(token)) if negative => token.span,
        (Some(cue), _) => cue,
        (None, _) => statement.span,
    };
    Some(Told {
        statement,
        negative,
        says_no: statement.is_negative(),
        says_nobody: statement.clause.negations.iter().any(|at| {
            let token = sentence.tokens.get(usize::from(*at));
            token.is_some_and(|token| {
                token.pos == Pos::Pron
                    && context.rules.nobody.iter().any(|word| word.eq_ignore_ascii_case(&token.lemma))
            })
        }),
        is_open: factuality.status == Status::Possible && modal.is_none(),
        no_more,
        is_fact: matches!(factuality.status, Status::Fact | Status::UnderWay),
        planned: factuality.status == Status::Planned,
        modal,
        acts: acts
            .into_iter()
            .map(|(lexeme, span)| {
                let token =
                    sentence.token_at(span.start()).and_then(|at| sentence.tokens.get(usize::from(at)));
                (lexeme, token.map(|token| token.lemma.to_lowercase()).unwrap_or_default())
            })
            .collect(),
        exists,
        things,
        subject,
        words,
        cue,
    })
}

/// Whether a noun names what a verb does: `Genehmigung` and `genehmigen`, `Besuch` and `besuchen`.
pub(super) fn is_of_verb(noun: &str, verb: &str) -> bool {
    const ENDINGS: [&str; 9] = ["ung", "ierung", "ation", "tion", "ion", "ment", "al", "e", ""];
    let verb = ["ieren", "en", "n", "t", "e"]
        .into_iter()
        .find_map(|ending| verb.strip_suffix(ending))
        .unwrap_or(verb);
    verb.chars().count() >= 4
        && ENDINGS.iter().any(|ending| noun.strip_suffix(ending).is_some_and(|stem| stem == verb))
}
