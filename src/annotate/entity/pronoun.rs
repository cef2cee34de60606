//! Whom a pronoun means: the subject spoken of before, where one person of the gender is clear.

use crate::language::{Gender, Number, Pos, Role};
use crate::text::Span;

use super::cast::Cast;
use super::model::{EntityId, EntityKind, Mention, MentionForm};
use super::names::Scan;
use super::subject::{Reach, agrees, own_clause, subject_before};
use super::words::Pronoun;

/// Finds whom the pronouns of a sentence mean. `quoted` are the tokens inside quotation marks.
pub(super) fn resolve(cast: &mut Cast<'_>, scan: &Scan<'_>, quoted: &[bool]) {
    for at in 0..scan.marks.len() {
        let word = scan.word(at);
        let Some(readings) = scan.words.pronouns.get(word.to_lowercase().as_str()) else { continue };
        if quoted.get(at).copied().unwrap_or(false) {
            continue;
        }
        let Some(token) = scan.token(at) else { continue };
        if !matches!(token.pos, Pos::Pron | Pos::Det | Pos::X | Pos::Propn) {
            continue;
        }
        // `Sie` in mid-sentence is an address.
        if at > 0
            && word.starts_with(char::is_uppercase)
            && scan.words.roles.capitals
            && starts_clause(scan, at).is_none()
        {
            continue;
        }
        let Some(reading) = choose(scan, at, readings) else { continue };
        if reading.plural {
            plural(cast, scan, at, reading);
        } else if let Some((person, sure)) = antecedent(cast, scan, at, reading) {
            cast.mention(token.span, person, MentionForm::Pronoun, sure);
        }
    }
    both(cast, scan);
}

fn starts_clause(scan: &Scan<'_>, at: usize) -> Option<()> {
    let before = scan.word(at.checked_sub(1)?);
    (!before.starts_with(char::is_alphanumeric)).then_some(())
}

/// Which of its readings a pronoun has here: `sie` with a verb in the singular is one woman.
fn choose(scan: &Scan<'_>, at: usize, readings: &[Pronoun]) -> Option<Pronoun> {
    let follows_noun = scan
        .token(at + 1)
        .is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Adj | Pos::Propn | Pos::Num));
    let is_determiner = scan.token(at).is_some_and(|token| token.pos == Pos::Det);
    if readings.iter().any(|reading| reading.possessive) {
        let possessive =
            readings.iter().find(|reading| reading.possessive && (follows_noun || is_determiner));
        let other = readings.iter().find(|reading| !reading.possessive);
        if let Some(found) = possessive.or(other) {
            return Some(*found);
        }
    }
    if readings.iter().any(|reading| reading.verb) {
        let numbers = finite_number(scan, at);
        return match numbers {
            Some(Number::Singular) => readings.iter().find(|reading| !reading.plural).copied(),
            Some(Number::Plural) => readings.iter().find(|reading| reading.plural).copied(),
            None => match readings {
                [one] => Some(*one),
                _ => None,
            },
        };
    }
    readings.first().copied()
}

/// The number of the finite verb of a pronoun's clause, where the pronoun can be its subject.
fn finite_number(scan: &Scan<'_>, at: usize) -> Option<Number> {
    let index = u16::try_from(at).ok()?;
    let clause = scan.sentence.clause_of(index).map(|clause| &scan.sentence.clauses[clause]);
    let is_object = clause.is_some_and(|clause| {
        clause.arguments.iter().any(|argument| {
            argument.role != Role::Subject
                && scan
                    .sentence
                    .phrases
                    .get(argument.phrase)
                    .is_some_and(|phrase| phrase.tokens.contains(&index))
        })
    });
    if is_object {
        return None;
    }
    verb_number(scan, at)
}

/// The number of the finite verb of a token's clause.
fn verb_number(scan: &Scan<'_>, at: usize) -> Option<Number> {
    let index = u16::try_from(at).ok()?;
    let clause = scan.sentence.clause_of(index).map(|clause| &scan.sentence.clauses[clause]);
    let verb = match clause.and_then(|clause| clause.verb.as_ref()).and_then(|verb| verb.finite) {
        Some(finite) => usize::from(finite),
        // Without clauses: the verb beside the pronoun, or the last before the next mark.
        None => {
            let is_verb = |&near: &usize| {
                scan.token(near).is_some_and(|token| matches!(token.pos, Pos::Verb | Pos::Aux))
            };
            let mark =
                (at + 1..scan.marks.len()).find(|&next| !scan.word(next).starts_with(char::is_alphanumeric));
            let clause = at + 1..mark.unwrap_or(scan.marks.len());
            [at + 1, at.wrapping_sub(1)].into_iter().find(is_verb).or_else(|| clause.rev().find(is_verb))?
        }
    };
    let numbers = scan.token(verb)?.morph.numbers;
    if numbers.is_only(Number::Singular) {
        return Some(Number::Singular);
    }
    let word = scan.word(verb).to_lowercase();
    let plural = scan.words.plural_verb_endings.iter().any(|ending| word.ends_with(ending.as_str()));
    Some(if plural || numbers.is_only(Number::Plural) { Number::Plural } else { Number::Singular })
}

/// The one person that a pronoun in the singular can mean, and whether that is sure.
fn antecedent(cast: &Cast<'_>, scan: &Scan<'_>, at: usize, reading: Pronoun) -> Option<(EntityId, bool)> {
    // A possessive looks at its own clause first, then at the one that its relative clause belongs to.
    let own = if reading.possessive { in_own_clause(cast, scan, at, reading.gender) } else { None };
    let found = match own {
        Some(found) => found,
        // `ihre` can be theirs as well as hers.
        None if reading.possessive && is_plural_clause(scan, at, reading) => return None,
        None => subject_before(cast, scan, at, reading.gender, Reach::Pronoun)?,
    };
    Some((found, cast.list[found].gender.is_some()))
}

/// Whether a possessive that may mean one or several stands in a clause about several.
fn is_plural_clause(scan: &Scan<'_>, at: usize, reading: Pronoun) -> bool {
    let several = scan.words.pronouns.values().flatten().any(|other| other.plural && other.verb);
    reading.gender == Some(Gender::Feminine) && several && verb_number(scan, at) == Some(Number::Plural)
}

/// The person of a gender that stands before a possessive in its clause, or that the relative clause belongs to.
fn in_own_clause(cast: &Cast<'_>, scan: &Scan<'_>, at: usize, gender: Option<Gender>) -> Option<EntityId> {
    let clause = own_clause(scan, at);
    let here = scan.token(at)?.span.start();
    let person = |mention: &&Mention| {
        let entity = &cast.list[mention.entity];
        entity.kind == EntityKind::Person && agrees(entity.gender, gender)
    };
    let mut found: Vec<EntityId> = cast
        .mentions_in(clause)
        .filter(|mention| mention.span.end() <= here)
        .filter(person)
        .map(|mention| mention.entity)
        .collect();
    found.sort_unstable();
    found.dedup();
    if let [one] = found.as_slice() {
        return Some(*one);
    }
    let first = scan.sentence.token_at(clause.start()).map(usize::from)?;
    if !found.is_empty() || !scan.words.relative_pronouns.contains(scan.word(first).to_lowercase().as_str()) {
        return None;
    }
    let end = scan.token(first.checked_sub(2)?)?.span.end();
    cast.mentions_in(scan.sentence.span)
        .filter(|mention| mention.span.end() == end)
        .find(person)
        .map(|mention| mention.entity)
}

/// `sie`, `they`: the two named together last.
fn plural(cast: &mut Cast<'_>, scan: &Scan<'_>, at: usize, reading: Pronoun) {
    if reading.possessive {
        return;
    }
    let Some(token) = scan.token(at) else { return };
    let here = token.span.start();
    let from = scan
        .index
        .checked_sub(1)
        .and_then(|before| cast.reading.sentences.get(before))
        .map_or(0, |sentence| sentence.span.start());
    let pair = cast.pair_before(here);
    let near = pair.len() == 2
        && cast.mentions_in(Span::new(from, here)).any(|mention| pair.contains(&mention.entity));
    if near {
        for member in pair {
            cast.mention(token.span, member, MentionForm::Pronoun, false);
        }
    }
}

/// `die beiden` without a noun.
fn both(cast: &mut Cast<'_>, scan: &Scan<'_>) {
    for at in 0..scan.marks.len() {
        if !scan.words.both.contains(scan.word(at).to_lowercase().as_str()) {
            continue;
        }
        let noun_follows = scan.token(at + 1).is_some_and(|token| {
            matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Det | Pos::Pron)
        });
        let Some(token) = scan.token(at) else { continue };
        if noun_follows {
            continue;
        }
        let article = at > 0 && scan.words.articles.contains(scan.word(at - 1).to_lowercase().as_str());
        let from = if article { at - 1 } else { at };
        let span = scan.sentence.cover(u16::try_from(from).unwrap_or(0)..u16::try_from(at + 1).unwrap_or(0));
        let pair = cast.pair_before(token.span.start());
        if pair.len() == 2 {
            for member in pair {
                cast.mention(span, member, MentionForm::Role, true);
            }
        }
    }
}

/// Which tokens of a sentence stand inside quotation marks, given whether a quotation was open before it; returns
/// whether one is open after it.
pub(super) fn quoted(scan: &Scan<'_>, mut open: bool) -> (Vec<bool>, bool) {
    let mut inside = Vec::with_capacity(scan.marks.len());
    for at in 0..scan.marks.len() {
        match scan.word(at) {
            "„" => open = true,
            "»" | "«" | "\"" | "”" | "“" if open => {
                inside.push(true);
                open = false;
                continue;
            }
            "»" | "«" | "\"" | "“" => open = true,
            _ => {}
        }
        inside.push(open);
    }
    (inside, open)
}
