//! Who was there: one article says that somebody took part, the other that they stayed away.

use std::collections::BTreeSet;

use super::candidate::statement::{Statement, Weighed, coverage};
use super::{Context, Finding, FindingKind, Label, Level, Reason, within};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::factuality::Status;
use crate::claim::pattern::Keys;
use crate::language::{Clause, ClauseKind, Role};
use crate::rule::{Files, Problem};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// How much of what the absence says of the occasion the presence must say too.
const SAME_OCCASION: f32 = 0.3;
/// Words that weigh less than this in sum name no occasion.
const SAYS_LITTLE: f32 = 0.2;
/// Bytes that may stand between a name and the relative clause about it.
const BESIDE: usize = 3;

/// One way to say that somebody is there, or is not.
#[derive(Clone, Debug)]
struct Way {
    there: bool,
    words: Vec<String>,
    without: Vec<String>,
    negated: bool,
}

/// `presence.txt` of all languages.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence(Vec<Way>);

impl Presence {
    pub(super) fn load(files: &Files) -> Result<Self, Problem> {
        let mut ways = Vec::new();
        for code in files.languages() {
            let path = format!("{code}/presence.txt");
            let Ok(text) = files.text(&path) else { continue };
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let place = at..at + line.trim_end().len();
                at += line.len();
                let line = line.trim();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                let there = match line.split_once(' ') {
                    Some(("+", _)) => true,
                    Some(("-", _)) => false,
                    _ => {
                        let message = format!("`{line}` begins with neither `+` (there) nor `-` (absent)");
                        return Err(files.problem(&path, place, message));
                    }
                };
                let all = || line.split_whitespace().skip(1);
                ways.push(Way {
                    there,
                    words: all().filter(|word| !word.starts_with(['!', '?'])).map(str::to_owned).collect(),
                    without: all().filter_map(|word| word.strip_prefix('!')).map(str::to_owned).collect(),
                    negated: all().any(|word| word == "?"),
                });
            }
        }
        Ok(Self(ways))
    }

    /// Whether the words of a clause say that somebody is there (`true`) or is not; the words that say it.
    fn read(&self, words: &[(String, String, Span)], negated: bool) -> Option<(bool, Vec<Span>)> {
        // A particle verb has two words in its dictionary form: `stay away`.
        let is = |lemma: &str, word: &str| lemma == word || lemma.split(' ').any(|part| part == word);
        let find = |word: &String| {
            words.iter().find(|(lemma, form, _)| is(lemma, word) || form == word).map(|(_, _, span)| *span)
        };
        let holds = |way: &&Way| {
            // Only a way that itself says `nicht` may stand in a negated clause beside those that ask for it.
            let says_not = way.words.iter().any(|word| word == "nicht");
            (way.negated == negated || (says_not && negated))
                && way.words.iter().all(|word| find(word).is_some())
                && !way.without.iter().any(|word| find(word).is_some())
        };
        let mut held = self.0.iter().filter(holds);
        // An absence says more than a presence: `sitzt nicht am Tisch, sondern liegt im Bett`.
        let first = held.clone().find(|way| !way.there).or_else(|| held.next())?;
        Some((first.there, first.words.iter().filter_map(find).collect()))
    }
}

/// Whom a clause is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Named(IdentityId),
    /// A relative or holder of an office: the noun.
    Noun(LexemeId),
}

struct Seen<'a> {
    statement: &'a Statement<'a>,
    who: Who,
    there: bool,
    cue: Vec<Span>,
    name: Span,
}

pub(super) fn compare(context: &Context<'_>, statements: &[Statement<'_>], findings: &mut Vec<Finding>) {
    let seen: Vec<Seen<'_>> = statements.iter().filter_map(|statement| seen(context, statement)).collect();
    let mut told: BTreeSet<(usize, usize, Span)> = BTreeSet::new();
    for absent in seen.iter().filter(|seen| !seen.there) {
        let here = |article: usize, there: bool| {
            seen.iter().any(|other| {
                other.statement.article == article && other.who == absent.who && other.there == there
            })
        };
        for present in seen.iter().filter(|other| {
            other.there && other.who == absent.who && other.statement.article != absent.statement.article
        }) {
            let (a, b) = (absent.statement, present.statement);
            let occasion = occasion(context, absent, present);
            // Who is absent here and present there in one article was at one occasion and not at another.
            let mixed = here(a.article, true) || here(b.article, false);
            let enough = match occasion {
                Some(share) => share >= SAME_OCCASION,
                None => !mixed,
            };
            if enough
                && !context.other_scope((a.article, a.span), (b.article, b.span))
                && told.insert((a.article, b.article, absent.name))
            {
                findings.push(finding(context, absent, present));
            }
        }
    }
}

/// How much of what is said of the occasion of the absence is said of that of the presence; none where the absence
/// names no occasion.
fn occasion(context: &Context<'_>, absent: &Seen<'_>, present: &Seen<'_>) -> Option<f32> {
    let lexemes = &context.scene.lexemes;
    let words = |seen: &Seen<'_>, wide: bool| -> Vec<Weighed> {
        let statement = seen.statement;
        let own = statement.own.iter();
        let rest = statement.rest.iter().filter(|_| wide);
        let before = statement.before.iter().filter(|_| wide);
        own.chain(rest)
            .chain(before)
            .filter(|word| !seen.cue.iter().any(|cue| cue.overlaps(word.span)))
            .filter(|word| !word.span.overlaps(seen.name))
            .copied()
            .collect()
    };
    let of_absent = words(absent, false);
    let covered = coverage(lexemes, of_absent.iter().copied(), &words(present, true), |_| false);
    (covered.all >= SAYS_LITTLE).then(|| covered.share())
}

fn seen<'a>(context: &Context<'_>, statement: &'a Statement<'a>) -> Option<Seen<'a>> {
    let settled = matches!(
        statement.factuality.status,
        Status::Fact | Status::UnderWay | Status::Cancelled | Status::Planned | Status::Presumed
    );
    if !settled {
        return None;
    }
    let article = statement.article;
    let read = &context.scene.dossier[article];
    let sentence = &read.reading.sentences[statement.sentence];
    let text = read.document.text();
    let keys = Keys::new(sentence, text);
    let words: Vec<(String, String, Span)> = statement
        .clause
        .tokens
        .iter()
        .map(|&at| {
            let key = keys.get(at);
            (key.lemma.to_string(), key.form.to_string(), sentence.tokens[usize::from(at)].span)
        })
        .collect();
    let negated = statement.is_negative();
    let (there, cue) = context.rules.presence.read(&words, negated)?;
    // A plan to be there is no presence.
    if there && !matches!(statement.factuality.status, Status::Fact | Status::UnderWay) {
        return None;
    }
    let (who, name) = subject(context, statement, there)?;
    Some(Seen { statement, who, there, cue, name })
}

/// Whom the clause is about: its subject, whom its relative pronoun stands for, or the only person it names.
fn subject(context: &Context<'_>, statement: &Statement<'_>, there: bool) -> Option<(Who, Span)> {
    let read = &context.scene.dossier[statement.article];
    let sentence = &read.reading.sentences[statement.sentence];
    let entities = &read.annotations.entities;
    let person = |mention: &&crate::annotate::entity::Mention| {
        mention.sure && entities.list[mention.entity].kind == EntityKind::Person
    };
    let named = |mention: &crate::annotate::entity::Mention| {
        let identity = context.scene.identities.of(statement.article, mention.entity)?;
        Some((Who::Named(identity), mention.span))
    };
    let of_clause = |clause: &Clause| {
        clause
            .arguments
            .iter()
            .find(|argument| argument.role == Role::Subject)
            .map(|argument| argument.phrase)
    };
    // `who was forced to cancel her trip`: who cancels is the subject of the clause around.
    let (clause, argument) = match (statement.clause.kind, statement.clause.parent) {
        (ClauseKind::Infinitive, Some(parent)) if of_clause(statement.clause).is_none() => {
            (&sentence.clauses[parent], of_clause(&sentence.clauses[parent]))
        }
        _ => (statement.clause, of_clause(statement.clause)),
    };
    let phrase = argument.and_then(|phrase| sentence.phrases.get(phrase));
    if let Some(phrase) = phrase {
        let span = sentence.cover(phrase.tokens.clone());
        // Of several names in one phrase the last is the head's: `State Resources Minister Hollis B.`
        let mention = within(&entities.mentions, span, |mention| mention.span).filter(person).last();
        if let Some(mention) = mention {
            return named(mention);
        }
    }
    if clause.kind == ClauseKind::Relative {
        let start = sentence.tokens.get(usize::from(*clause.tokens.first()?))?.span.start();
        let before = within(&entities.mentions, sentence.span, |mention| mention.span)
            .filter(person)
            .filter(|mention| mention.span.end() <= start && start - mention.span.end() <= BESIDE)
            .last();
        return before.and_then(named);
    }
    if let Some(phrase) = phrase {
        let head = sentence.tokens.get(usize::from(phrase.head))?;
        let word = statement.own.iter().find(|word| word.span == head.span)?;
        // Only of whom there is one: a relative, the holder of an office.
        let noun = head.lemma.to_lowercase();
        let offices = &context.rules.offices;
        let one = phrase.conjuncts.is_empty()
            && (offices.is_kin(&noun) || offices.is_single(&offices.canonical(&noun)));
        if one {
            return Some((Who::Noun(word.lexeme), head.span));
        }
    }
    // `Der Platz von X blieb leer`, and headlines without a verb.
    let mut names = within(&entities.mentions, statement.span, |mention| mention.span)
        .filter(|mention| mention.form == MentionForm::Name)
        .filter(person);
    let only = names.next().filter(|_| !there)?;
    names.next().is_none().then(|| named(only)).flatten()
}

fn finding(context: &Context<'_>, absent: &Seen<'_>, present: &Seen<'_>) -> Finding {
    let witness = |seen: &Seen<'_>, key: &'static str| {
        let cue = seen.cue.iter().copied().reduce(Span::cover).unwrap_or(seen.statement.span);
        let article = seen.statement.article;
        let mut witness = context.witness(article, seen.statement.span.cover(seen.name), cue);
        witness.label = Label::Message { key, parameters: Vec::new() };
        witness
    };
    let name = match present.who {
        Who::Named(identity) => context.scene.identities.name(context.scene.dossier, identity).to_owned(),
        Who::Noun(_) => context.words(present.statement.article, present.name).to_owned(),
    };
    Finding {
        kind: FindingKind::Participant,
        level: Level::Contradiction,
        subject: name.clone(),
        witnesses: vec![witness(present, "participant.present"), witness(absent, "participant.absent")],
        because: vec![Reason { key: "same-person", parameters: vec![("name", name)] }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], negated: bool) -> Option<bool> {
        let words: Vec<(String, String, Span)> =
            words.iter().map(|word| ((*word).to_owned(), (*word).to_owned(), Span::new(0, 1))).collect();
        Presence::load(&Files::builtin()).unwrap().read(&words, negated).map(|(there, _)| there)
    }

    #[test]
    fn a_negation_makes_a_presence_an_absence() {
        assert_eq!(read(&["minister", "attend"], false), Some(true));
        assert_eq!(read(&["minister", "attend"], true), Some(false));
        assert_eq!(read(&["er", "nicht", "dabei", "sein"], true), Some(false));
        assert_eq!(read(&["er", "sagen"], false), None);
    }
}
