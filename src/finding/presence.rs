//! Who was there: one article says that somebody took part, the other that they stayed away.

use std::collections::BTreeSet;

use super::candidate::statement::{Statement, Weighed, coverage};
use super::{Context, Finding, FindingKind, Label, Level, Reason, within};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::factuality::Status;
use crate::claim::pattern::Keys;
use crate::language::{Clause, ClauseKind, Role};
use crate::rule::{Files, Problem, lines};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// How much of what the absence says of the occasion the presence must say too.
const SAME_OCCASION: f32 = 0.3;
/// The same where what is said is only something that takes one's being there.
const SAME_MATTER: f32 = 0.3;
/// How much of one of the two statements the surroundings of the other must say where no occasion is named.
const SAME_DAY: f32 = 0.1;
/// The same where somebody was elsewhere and did something that takes their being there.
const SAME_ACT: f32 = 0.15;
/// Words that weigh less than this in sum name no occasion.
const SAYS_LITTLE: f32 = 0.2;
/// Bytes that may stand between a name and the relative clause about it.
const BESIDE: usize = 3;

/// What a way says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// At an occasion.
    There,
    /// Does what takes one's being there.
    Acts,
    /// Not there.
    Absent,
    /// Somewhere else, or unable to come.
    Elsewhere,
}

impl Says {
    fn is_there(self) -> bool {
        matches!(self, Self::There | Self::Acts)
    }
}

/// One way to say that somebody is there, or is not.
#[derive(Clone, Debug)]
struct Way {
    says: Says,
    /// Whether the clause must name a place.
    place: bool,
    /// Whether the clause must have no object.
    alone: bool,
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
            for (place, line) in lines(text) {
                let says = match line.split_once(' ') {
                    Some(("+", _)) => Says::There,
                    Some(("=", _)) => Says::Acts,
                    Some(("-", _)) => Says::Absent,
                    Some(("~", _)) => Says::Elsewhere,
                    _ => {
                        let message = format!(
                            "`{line}` begins with none of `+` (there), `=` (acts there), `-` (absent), `~` (elsewhere)"
                        );
                        return Err(files.problem(&path, place, message));
                    }
                };
                let all = || line.split_whitespace().skip(1);
                ways.push(Way {
                    says,
                    place: all().any(|word| word == "@"),
                    alone: all().any(|word| word == "#"),
                    words: all()
                        .filter(|word| !word.starts_with(['!', '?', '@', '#']))
                        .map(str::to_owned)
                        .collect(),
                    without: all().filter_map(|word| word.strip_prefix('!')).map(str::to_owned).collect(),
                    negated: all().any(|word| word == "?"),
                });
            }
        }
        Ok(Self(ways))
    }

    /// What the words of a clause say of somebody's being there; the words that say it.
    fn read(&self, words: &Words<'_>) -> Option<(Says, Vec<Span>)> {
        // A particle verb has two words in its dictionary form: `stay away`.
        let is = |lemma: &str, word: &str| {
            lemma == word
                || lemma.split(' ').any(|part| part == word)
                || word.strip_prefix('*').is_some_and(|ending| lemma.ends_with(ending))
        };
        let find = |word: &String| {
            let words = words.list.iter();
            words
                .clone()
                .find(|(lemma, form, _)| is(lemma, word) || *form == word.as_str())
                .map(|(_, _, span)| *span)
        };
        let negated = words.negated;
        let holds = |way: &&Way| {
            // Only a way that itself says `nicht` may stand in a negated clause beside those that ask for it.
            let says_not = way.words.iter().any(|word| word == "nicht");
            (way.negated == negated || (says_not && negated))
                && (!way.place || words.place)
                && (!way.alone || !words.object)
                && way.words.iter().all(|word| find(word).is_some())
                && !way.without.iter().any(|word| find(word).is_some())
        };
        let mut held = self.0.iter().filter(holds);
        // An absence says more than a presence: `sitzt nicht am Tisch, sondern liegt im Bett`.
        let rank = |says: Says| match says {
            Says::Absent => 0,
            Says::Elsewhere => 1,
            Says::There => 2,
            Says::Acts => 3,
        };
        let first = held.by_ref().min_by_key(|way| rank(way.says))?;
        Some((first.says, first.words.iter().filter_map(find).collect()))
    }
}

/// The words of a clause: dictionary form, form, place.
struct Words<'a> {
    list: &'a [(&'a str, &'a str, Span)],
    negated: bool,
    /// Whether a place is named.
    place: bool,
    /// Whether there is an object.
    object: bool,
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
    says: Says,
    cue: Vec<Span>,
    name: Span,
}

pub(super) fn compare(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let statements = context.statements;
    let seen: Vec<Seen<'_>> = statements.iter().filter_map(|statement| seen(context, statement)).collect();
    let mut told: BTreeSet<(usize, usize, Span)> = BTreeSet::new();
    for absent in seen.iter().filter(|seen| !seen.says.is_there()) {
        let here = |article: usize, there: bool| {
            seen.iter().any(|other| {
                other.statement.article == article
                    && other.who == absent.who
                    && other.says.is_there() == there
                    // What somebody does elsewhere tells nothing.
                    && other.says != Says::Acts
            })
        };
        let mut present: Vec<(f32, &Seen<'_>)> = seen
            .iter()
            .filter(|other| {
                other.says.is_there()
                    && other.who == absent.who
                    && other.statement.article != absent.statement.article
                    && planned(context, other) == planned(context, absent)
            })
            .filter_map(|present| {
                let (a, b) = (absent.statement, present.statement);
                // Who is absent here and present there in one article was at one occasion and not at another.
                let mixed = here(a.article, true) || here(b.article, false);
                let share = occasion(context, absent, present);
                let least = if present.says == Says::Acts { SAME_MATTER } else { SAME_OCCASION };
                let enough = match share {
                    _ if absent.says == Says::Elsewhere => {
                        let least = if present.says == Says::Acts { SAME_ACT } else { SAME_DAY };
                        !mixed
                            && is_away(context, absent, present)
                            && matter(context, absent, present) >= least
                    }
                    Some(share) => share >= least,
                    None => {
                        !mixed
                            && (present.says == Says::There || matter(context, absent, present) >= SAME_DAY)
                    }
                };
                let apart = context.other_scope((a.article, a.span), (b.article, b.span));
                // The article's own word before somebody's.
                let own = if b.factuality.source.is_empty() { 1.0 } else { 0.0 };
                let fit = share.unwrap_or(0.0) + matter(context, absent, present) + own;
                (enough && !apart).then_some((fit, present))
            })
            .collect();
        present.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, present) in present {
            if told.insert((absent.statement.article, present.statement.article, absent.name)) {
                findings.push(finding(context, absent, present));
            }
        }
    }
}

/// Whether it is still to come.
fn planned(context: &Context<'_>, seen: &Seen<'_>) -> bool {
    let statement = seen.statement;
    let times = &context.scene.dossier[statement.article].annotations.times;
    let published = context.scene.published(statement.article);
    // `Am kommenden Donnerstag stellt sie sich den Fragen`
    let ahead = within(times, statement.span, |time| time.span).any(|time| {
        matches!((time.interval, published), (Some(interval), Some(published)) if interval.from > published)
    });
    statement.factuality.status == Status::Planned || ahead
}

/// Whether the place where somebody was instead is none of the other article.
fn is_away(context: &Context<'_>, absent: &Seen<'_>, present: &Seen<'_>) -> bool {
    let statement = absent.statement;
    let places = statement.names.iter().filter(|name| name.kind == EntityKind::Place);
    places.into_iter().all(|name| !context.scene.mentioned(name.identity, present.statement.article))
}

/// How much the surroundings of two statements have in common.
fn matter(context: &Context<'_>, absent: &Seen<'_>, present: &Seen<'_>) -> f32 {
    let lexemes = &context.scene.lexemes;
    let words = |seen: &Seen<'_>, wide: bool| -> Vec<Weighed> {
        let statement = seen.statement;
        let around = statement.rest.iter().chain(statement.before.iter().filter(|_| wide));
        statement.own.iter().chain(around).filter(|word| !word.span.overlaps(seen.name)).copied().collect()
    };
    let one = coverage(lexemes, words(present, false).into_iter(), &words(absent, true), |_| false);
    let other = coverage(lexemes, words(absent, false).into_iter(), &words(present, true), |_| false);
    one.share().max(other.share())
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
    let negated = statement.is_negative();
    // `konnte nicht kommen`
    let unable = negated && statement.factuality.status == Status::Possible;
    if !settled && !unable {
        return None;
    }
    let article = statement.article;
    let read = &context.scene.dossier[article];
    let sentence = &read.reading.sentences[statement.sentence];
    let text = read.document.text();
    let keys = Keys::new(sentence, text);
    let list: Vec<(&str, &str, Span)> = statement
        .clause
        .tokens
        .iter()
        .map(|&at| {
            let key = keys.get(at);
            (&*key.lemma, &*key.form, sentence.tokens[usize::from(at)].span)
        })
        .collect();
    let words = Words {
        list: &list,
        negated,
        place: statement.names.iter().any(|name| name.kind == EntityKind::Place),
        object: statement.clause.arguments.iter().any(|argument| argument.role == Role::Object),
    };
    let (says, cue) = context.rules.presence.read(&words)?;
    let there = says.is_there();
    // `Sie war zuvor Richterin in Meiningen`
    let predicative = statement.clause.arguments.iter().any(|argument| argument.role == Role::Predicative);
    if says == Says::Elsewhere && predicative && words.place {
        return None;
    }
    let sure = matches!(statement.factuality.status, Status::Fact | Status::UnderWay | Status::Planned);
    if there && !sure {
        return None;
    }
    let (who, name) = subject(context, statement, there)?;
    Some(Seen { statement, who, says, cue, name })
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
        if phrase.conjuncts.is_empty()
            && let Some(identity) = bearer(context, &noun)
        {
            return Some((Who::Named(identity), head.span));
        }
        if one {
            return Some((Who::Noun(word.lexeme), head.span));
        }
    }
    // `Der Platz von X blieb leer`, and headlines without a verb.
    let mut names = within(&entities.mentions, statement.span, |mention| mention.span)
        .filter(|mention| mention.form == MentionForm::Name)
        .filter(person);
    let verbless = statement.clause.verb.is_none();
    let only = names.next().filter(|_| !there || verbless)?;
    names.next().is_none().then(|| named(only)).flatten()
}

/// The only person of the dossier whom a title means (`die Oberbürgermeisterin`, `der Minister`).
fn bearer(context: &Context<'_>, noun: &str) -> Option<IdentityId> {
    let articles = 0..context.scene.dossier.len();
    let bearers: BTreeSet<IdentityId> =
        articles.flat_map(|article| context.all_bearers(article, noun)).collect();
    bearers.first().copied().filter(|_| bearers.len() == 1)
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
        confidence: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], negated: bool) -> Option<bool> {
        let list: Vec<(&str, &str, Span)> =
            words.iter().map(|word| (*word, *word, Span::new(0, 1))).collect();
        let words = Words { list: &list, negated, place: false, object: false };
        Presence::load(&Files::builtin()).unwrap().read(&words).map(|(says, _)| says.is_there())
    }

    #[test]
    fn a_negation_makes_a_presence_an_absence() {
        assert_eq!(read(&["minister", "attend"], false), Some(true));
        assert_eq!(read(&["minister", "attend"], true), Some(false));
        assert_eq!(read(&["er", "nicht", "dabei", "sein"], true), Some(false));
        assert_eq!(read(&["er", "sagen"], false), None);
    }
}
