//! Who speaks where no verb of saying tells: the person who stands where a speaker stands. Behind a quote and its
//! comma any verb is one of saying (`“, haderte Sven Oelkers`), before a colon whoever is named leads to the quote
//! (`Jorin Petzold zuckt die Schultern: „…“`), and behind `Nur so viel:` it is whom the sentence before was about.

use super::speaker::{Said, Saying};
use super::{Draft, QuoteKind, View};
use crate::annotate::entity::{Entities, EntityKind, Mention, MentionForm};
use crate::language::{Pos, Token};
use crate::text::Span;

/// How many words behind a quote a speaker may stand.
const REACH: usize = 14;

/// Somebody found, and whether the text leaves no doubt.
pub(super) struct Beside {
    pub(super) said: Said,
    pub(super) sure: bool,
}

/// The speaker of a quote to whom no words of saying give one.
pub(super) fn find(view: &View<'_>, drafts: &[Draft], at: usize, entities: &Entities) -> Option<Beside> {
    let draft = &drafts[at];
    let place = Place { view, draft, entities };
    if draft.kind == QuoteKind::Indirect {
        // `Annegret Putlitz (Land & Stadt): Das Vertrauen sei aufgebraucht.`
        return place.before_colon();
    }
    if draft.kind != QuoteKind::Direct || draft.depth > 0 {
        return None;
    }
    if let Some(said) = place.behind() {
        return Some(Beside { said, sure: true });
    }
    if draft.said.is_none()
        && place.is_last()
        && let Some(said) = place.told_after()
    {
        return Some(Beside { said, sure: true });
    }
    // Words of saying without a speaker (`hieß es`), or other words behind the quote, leave it open; and a quote that
    // follows another at once has that one's speaker.
    let follows = drafts[..at].iter().rev().any(|other| {
        other.block == draft.block
            && other.last_sentence + 1 >= draft.sentence
            && other.kind == QuoteKind::Direct
    });
    (draft.said.is_none() && place.is_last() && !follows).then(|| place.before()).flatten()
}

/// A quote with its article.
struct Place<'a> {
    view: &'a View<'a>,
    draft: &'a Draft,
    entities: &'a Entities,
}

impl Place<'_> {
    /// `“, haderte Sportdirektor Sven Oelkers`, `,” beamed a tearful Ruth Cutmore`: the first person behind the quote,
    /// in the words that begin with a verb.
    fn behind(&self) -> Option<Said> {
        let saying = self.view.saying(self.draft.last_sentence)?;
        let tokens = &saying.sentence.tokens;
        let mut from = tokens.partition_point(|token| token.span.end() <= self.draft.span.end());
        let inner = self.draft.words.of(self.view.text).trim_end();
        let mut comma = inner.ends_with([',', '!', '?']);
        while tokens.get(from).is_some_and(|token| token.pos == Pos::Punct) {
            let mark = saying.word(from);
            // A dash or bracket opens an aside.
            if !matches!(mark, "," | "\"" | "“" | "”" | "«" | "»") {
                return None;
            }
            comma |= mark == ",";
            from += 1;
        }
        if comma && let Some(said) = self.acts(&saying, from) {
            return Some(said);
        }
        let verb = tokens.get(from)?;
        if !comma || !saying.is_verb(from) || verb.span.of(self.view.text).starts_with(char::is_uppercase) {
            return None;
        }
        let end = (from + REACH).min(tokens.len());
        let stop = (from + 1..end).find(|&at| saying.is_stop(at)).unwrap_or(end);
        let last = tokens.get(stop.checked_sub(1)?)?;
        let range = Span::new(verb.span.end(), last.span.end());
        let speaker = self.first_person(&saying, range)?;
        Some(Said { speaker: Some(speaker), cue: verb.span, aside: false })
    }

    /// `,” Luisa Petrakis murmured`: a person right behind the quote, and then what that person does.
    fn acts(&self, saying: &Saying<'_>, from: usize) -> Option<Said> {
        let first = saying.token(from)?;
        let mentions = &self.entities.mentions;
        let at = mentions.partition_point(|mention| mention.span.start() < first.span.start());
        let mention = mentions.get(at).filter(|mention| mention.span.start() == first.span.start())?;
        let kind = self.entities.list.get(mention.entity).map(|entity| entity.kind);
        let speaks = kind == Some(EntityKind::Person) && mention.form == MentionForm::Name;
        let tokens = &saying.sentence.tokens;
        let mut next = tokens.partition_point(|token| token.span.end() <= mention.span.end());
        if saying.pos(next) == Some(Pos::Adv) {
            next += 1;
        }
        let verb = saying.token(next).filter(|_| saying.is_verb(next) && speaks)?;
        Some(Said { speaker: Some(mention.span), cue: verb.span, aside: false })
    }

    /// `„…“ Das sagte Jorin Petzold am Montag.`
    fn told_after(&self) -> Option<Said> {
        let next = self.draft.last_sentence + 1;
        let saying =
            self.view.same_block(self.draft.last_sentence, next).then(|| self.view.saying(next))??;
        let tokens = &saying.sentence.tokens;
        let back = saying.is_in(0, &saying.lexicon.back);
        let verb = (1..tokens.len().min(4)).find(|&at| saying.speaks(at)).filter(|_| back)?;
        let content =
            saying.sentence.clauses.len() > 1 || tokens.iter().any(|token| is_mark(token, self.view.text));
        let person = self.only_person(saying.sentence.span).filter(|_| !content)?;
        Some(Said { speaker: Some(person), cue: tokens[verb].span, aside: false })
    }

    /// Who is named before the colon that leads to reported speech.
    fn before_colon(&self) -> Option<Beside> {
        let saying = self.view.saying(self.draft.sentence)?;
        let tokens = &saying.sentence.tokens;
        let at = tokens.partition_point(|token| token.span.end() <= self.draft.span.start());
        let colon = tokens.get(at.checked_sub(1)?).filter(|token| token.span.of(self.view.text) == ":")?;
        let person = self.only_person(Span::new(saying.sentence.span.start(), colon.span.start()))?;
        Some(Beside { said: self.said(person), sure: true })
    }

    /// Whether the quote ends its sentence.
    fn is_last(&self) -> bool {
        let Some(sentence) = self.view.sentence(self.draft.last_sentence) else { return false };
        let from = sentence.tokens.partition_point(|token| token.span.end() <= self.draft.span.end());
        sentence.tokens[from..].iter().all(|token| token.pos == Pos::Punct)
    }

    /// Who is named in the words that lead to the quote, or in the sentence before them.
    fn before(&self) -> Option<Beside> {
        let saying = self.view.saying(self.draft.sentence)?;
        let tokens = &saying.sentence.tokens;
        let at = tokens.partition_point(|token| token.span.end() <= self.draft.span.start());
        if at > 0 {
            let colon = tokens.get(at - 1).filter(|token| token.span.of(self.view.text) == ":")?;
            return self
                .led(self.draft.sentence, Span::new(saying.sentence.span.start(), colon.span.start()));
        }
        let before = self.draft.sentence.checked_sub(1)?;
        let sentence = self.view.sentence(before)?;
        if !self.view.same_block(before, self.draft.sentence) {
            return None;
        }
        let words = sentence.span.of(self.view.text).trim_end();
        if words.ends_with(':') {
            return self.led(before, sentence.span);
        }
        let person = self.only_person(sentence.span)?;
        Some(Beside { said: self.said(person), sure: false })
    }

    /// The person in the words before a colon; where they name nobody, the one in the sentence before.
    fn led(&self, sentence: usize, lead: Span) -> Option<Beside> {
        if let Some(person) = self.only_person(lead) {
            return Some(Beside { said: self.said(person), sure: true });
        }
        if self.persons(lead).next().is_some() {
            return None;
        }
        let before = sentence.checked_sub(1).filter(|before| self.view.same_block(*before, sentence))?;
        let person = self.only_person(self.view.sentence(before)?.span)?;
        Some(Beside { said: self.said(person), sure: true })
    }

    fn said(&self, person: Span) -> Said {
        let start = self.draft.span.start();
        Said { speaker: Some(person), cue: Span::new(start, start), aside: false }
    }

    /// The mentions of persons in a range, those excepted that are in somebody else's words.
    fn persons(&self, range: Span) -> impl Iterator<Item = &Mention> {
        let mentions = &self.entities.mentions;
        let first = mentions.partition_point(|mention| mention.span.start() < range.start());
        mentions[first..].iter().take_while(move |mention| mention.span.end() <= range.end()).filter(
            |mention| {
                let kind = self.entities.list.get(mention.entity).map(|entity| entity.kind);
                kind == Some(EntityKind::Person) && mention.form != MentionForm::Adjective
            },
        )
    }

    /// The first person of a range who can be its subject: behind no preposition.
    fn first_person(&self, saying: &Saying<'_>, range: Span) -> Option<Span> {
        let mention = self.persons(range).next()?;
        let token = usize::from(saying.sentence.token_at(mention.span.start())?);
        let before = token.checked_sub(1).and_then(|before| saying.token(before));
        let oblique = |token: &Token| token.pos == Pos::Adp;
        let pronoun = mention.form == MentionForm::Pronoun && !saying.is_in(token, &saying.lexicon.pronouns);
        (!before.is_some_and(oblique) && !pronoun).then_some(mention.span)
    }

    /// The first mention of the only person whom a range speaks of.
    fn only_person(&self, range: Span) -> Option<Span> {
        let mut persons = self.persons(range);
        let first = persons.next()?;
        let saying = self.view.saying(self.view.sentence_at(first.span.start()))?;
        let alone = persons.all(|other| other.entity == first.entity);
        let spoken_of = self.first_person(&saying, range);
        spoken_of.filter(|_| alone && first.sure)
    }
}

/// Whether a token is a quotation mark.
fn is_mark(token: &Token, text: &str) -> bool {
    token.pos == Pos::Punct && token.span.of(text).contains(['"', '„', '“', '”', '»', '«'])
}

impl Saying<'_> {
    /// Whether a token ends the words that a speaker can stand in: a comma, a bracket, the end, another quote.
    fn is_stop(&self, at: usize) -> bool {
        self.pos(at) == Some(Pos::Punct) && !matches!(self.word(at), "-" | "’" | "'")
    }
}
