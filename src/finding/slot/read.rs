//! What a clause says of where: what happens, to whom or what, and the one place of it.

use std::collections::BTreeSet;

use chrono::Duration;

use super::super::candidate::statement::Statement;
use super::super::{Context, within};
use super::sites::{Happening, Kind, Way, Words};
use crate::annotate::entity::{EntityKind, MentionForm};
use crate::annotate::factuality::Status;
use crate::annotate::time::{Bound, TimeKind};
use crate::language::{ClauseKind, Number, Phrase, PhraseId, PhraseKind, Pos, Role, Sentence, Token, Voice};
use crate::subject::{IdentityId, LexemeId};
use crate::text::Span;

/// How far before its article's day a happening may lie to be still the news.
const NEWS_DAYS: i64 = 12;

/// A clause that says where something happens or is.
pub(super) struct Placed<'a> {
    pub(super) statement: &'a Statement<'a>,
    pub(super) acts: Vec<Act>,
    pub(super) theme: Theme,
    pub(super) site: Site,
    /// The first tokens of the phrases that tell what, to whom and where: they are no evidence for one matter.
    pub(super) about: Vec<Span>,
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) lexeme: LexemeId,
    pub(super) span: Span,
    pub(super) happenings: Vec<Happening>,
    /// Whether it is the verb, which every clause has.
    pub(super) is_verb: bool,
}

/// To whom or what it happens.
#[derive(Clone, Debug, Default)]
pub(super) struct Theme {
    /// The nouns and names of it.
    pub(super) words: Vec<LexemeId>,
    /// Its nouns' dictionary forms.
    pub(super) nouns: Vec<String>,
    pub(super) names: BTreeSet<IdentityId>,
    /// A pronoun of which nobody knows for whom it stands, or nothing at all.
    pub(super) open: bool,
    pub(super) plural: bool,
    /// Whether it is some of a kind (`ein Mann`), not a certain one.
    pub(super) some: bool,
    /// The figure before it.
    pub(super) count: Option<i64>,
}

/// A place.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) way: Way,
    pub(super) span: Span,
    /// What kind of place it is; then what that lies in or at.
    pub(super) kinds: Vec<Kind>,
    /// The names of towns, quarters and so on; of a house, with its kind.
    pub(super) names: Vec<(IdentityId, Span, Option<Kind>)>,
    /// Sides (`Südtribüne`), with what they are sides of.
    pub(super) sides: Vec<((usize, usize), String)>,
    pub(super) words: BTreeSet<String>,
}

/// Reads a clause; none where it says of no one place, or commits itself to nothing.
pub(super) fn placed<'a>(context: &Context<'a>, statement: &'a Statement<'a>) -> Option<Placed<'a>> {
    let told = matches!(
        statement.factuality.status,
        Status::Fact | Status::UnderWay | Status::Planned | Status::Presumed
    );
    if !told || statement.is_negative() || statement.clause.kind == ClauseKind::Infinitive {
        return None;
    }
    let read = &context.scene.dossier[statement.article];
    let sentence: &Sentence = &read.reading.sentences[statement.sentence];
    let text = read.document.text();
    if sentence.span.of(text).trim_end().ends_with('?') {
        return None;
    }
    let words = context.rules.sites.words(sentence.language)?;
    let reader = Reader { context, statement, sentence, text, words };
    let apart = |at: &u16| {
        let token = &sentence.tokens[usize::from(*at)];
        words.apart.contains(&token.lemma.to_lowercase())
            || words.apart.contains(&token.span.of(text).to_lowercase())
    };
    if statement.clause.tokens.iter().any(apart) {
        return None;
    }
    let on_the_way =
        |at: &u16| words.toward.contains(&sentence.tokens[usize::from(*at)].lemma.to_lowercase());
    if statement.clause.tokens.iter().any(on_the_way) || reader.is_of_old() {
        return None;
    }
    let (site, taken) = reader.site()?;
    let acts = reader.acts(&site)?;
    let theme = reader.theme(&acts, &taken);
    let about = acts.iter().map(|act| act.span).chain([site.span]).collect();
    Some(Placed { statement, acts, theme, site, about })
}

struct Reader<'a> {
    context: &'a Context<'a>,
    statement: &'a Statement<'a>,
    sentence: &'a Sentence,
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    fn has(&self, phrase: &Phrase) -> bool {
        self.statement.clause.tokens.binary_search(&phrase.head).is_ok()
    }

    fn token(&self, at: u16) -> &Token {
        &self.sentence.tokens[usize::from(at)]
    }

    fn is_time(&self, span: Span) -> bool {
        let times = &self.context.scene.dossier[self.statement.article].annotations.times;
        within(times, span, |time| time.span).next().is_some()
    }

    /// Whether its sentence gives a day well before the article's.
    fn is_of_old(&self) -> bool {
        let scene = self.context.scene;
        let Some(published) = scene.published(self.statement.article) else { return false };
        let times = &scene.dossier[self.statement.article].annotations.times;
        within(times, self.sentence.span, |time| time.span).any(|time| {
            time.kind == TimeKind::Date
                && time.bound == Bound::At
                && time.interval.is_some_and(|interval| interval.to < published - Duration::days(NEWS_DAYS))
        })
    }

    /// The kind of place that the noun of a phrase names, also one of two words.
    fn kind(&self, phrase: &Phrase) -> Option<Kind> {
        let head = self.token(phrase.head);
        let lemma = head.lemma.to_lowercase();
        if let Some(before) = phrase.head.checked_sub(1).filter(|at| phrase.tokens.contains(at)) {
            let both = format!("{} {lemma}", self.token(before).span.of(self.text).to_lowercase());
            if let Some(kind) = self.words.kind_of(&both) {
                return Some(kind);
            }
        }
        // `Flensburg` is no `Burg`; `Stadtpark` may pass for a name.
        let known = || self.words.kind_of(&lemma);
        let named =
            head.pos == Pos::Propn || self.names(phrase).iter().any(|(_, span, _)| span.contains(head.span));
        let at_head = if named { known() } else { self.words.kind(&lemma) };
        // `Klinikum Weimar`, `Flugplatz Reichelsheim`
        at_head.or_else(|| {
            let mut inside = phrase.tokens.clone().filter(|at| *at != phrase.head);
            inside.find_map(|at| {
                let token = self.token(at);
                let noun = matches!(token.pos, Pos::Noun | Pos::Propn);
                if noun { self.words.kind_of(&token.lemma.to_lowercase()) } else { None }
            })
        })
    }

    /// Places named inside of a phrase.
    fn names(&self, phrase: &Phrase) -> Vec<(IdentityId, Span, Option<Kind>)> {
        let article = self.statement.article;
        let entities = &self.context.scene.dossier[article].annotations.entities;
        within(&entities.mentions, self.sentence.cover(phrase.tokens.clone()), |mention| mention.span)
            .filter(|mention| {
                matches!(mention.form, MentionForm::Name | MentionForm::Adjective)
                    && entities.list[mention.entity].kind == EntityKind::Place
            })
            .filter_map(|mention| {
                // `Villa Montfleury`
                let parts = mention.span.of(self.text).split([' ', '-', '\n']);
                let kind = parts.into_iter().find_map(|part| self.words.kind_of(&part.to_lowercase()));
                Some((self.context.scene.identities.of(article, mention.entity)?, mention.span, kind))
            })
            .collect()
    }

    /// The one place of the clause, with the phrases that tell it.
    fn site(&self) -> Option<(Site, Vec<PhraseId>)> {
        let mut found: Option<(Site, Vec<PhraseId>)> = None;
        let mut last_end = None;
        for (id, phrase) in self.sentence.phrases.iter().enumerate() {
            if !self.has(phrase) || self.is_time(self.sentence.cover(phrase.tokens.clone())) {
                continue;
            }
            let way = match &phrase.kind {
                PhraseKind::Prepositional(preposition) => self.words.way(preposition),
                PhraseKind::Noun => None,
            };
            let kind = self.kind(phrase);
            let names = self.names(phrase);
            // `to Bristol in two helicopters`
            let vehicle = kind.is_some_and(|kind| self.context.rules.sites.is_vehicle(kind));
            let is_place = (kind.is_some() && !(vehicle && found.is_some())) || !names.is_empty();
            let adjacent = last_end == Some(phrase.tokens.start);
            // `einer Klinik in Bern`, `auf dem Parkplatz eines Restaurants`
            if let Some((site, taken)) = found.as_mut()
                && adjacent
                && is_place
            {
                last_end = Some(phrase.tokens.end);
                taken.push(id);
                self.add(site, phrase, kind, names);
                continue;
            }
            let Some(way) = way.filter(|_| is_place) else { continue };
            if found.is_some() {
                return None;
            }
            let several = phrase.numbers.is_only(Number::Plural) || !phrase.conjuncts.is_empty();
            if several {
                return None;
            }
            let mut site = Site {
                way,
                span: self.sentence.cover(phrase.tokens.clone()),
                kinds: Vec::new(),
                names: Vec::new(),
                sides: Vec::new(),
                words: BTreeSet::new(),
            };
            self.add(&mut site, phrase, kind, names);
            found = Some((site, vec![id]));
            last_end = Some(phrase.tokens.end);
        }
        found
    }

    fn add(
        &self,
        site: &mut Site,
        phrase: &Phrase,
        kind: Option<Kind>,
        names: Vec<(IdentityId, Span, Option<Kind>)>,
    ) {
        let span = self.sentence.cover(phrase.tokens.clone());
        site.span = site.span.cover(span);
        site.kinds.extend(kind);
        site.names.extend(names);
        let head = self.token(phrase.head).lemma.to_lowercase();
        if let Some((side, rest)) = self.words.side_of(&head) {
            site.sides.push((side, rest.to_owned()));
        }
        for at in phrase.tokens.clone() {
            let token = self.token(at);
            if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X | Pos::Adj) {
                site.words.insert(token.lemma.to_lowercase());
            }
            if at != phrase.head
                && token.pos == Pos::Adj
                && let Some(side) = self.words.side(&token.lemma.to_lowercase())
            {
                site.sides.push((side, head.clone()));
            }
        }
    }

    /// What happens: the verb, and nouns where the verb says nothing or there is none.
    fn acts(&self, site: &Site) -> Option<Vec<Act>> {
        let statement = self.statement;
        let language = self.sentence.language;
        let sites = &self.context.rules.sites;
        let verb = statement.clause.verb.as_ref();
        let lemma = verb.map(|verb| verb.lemma.to_lowercase());
        let empty = lemma.as_ref().is_none_or(|lemma| self.words.empty.contains(lemma));
        let mut acts = Vec::new();
        if let (Some((lexeme, span)), Some(lemma)) = (statement.verb, &lemma) {
            let happenings = sites.happenings(language, lemma).to_vec();
            if !empty || !happenings.is_empty() {
                acts.push(Act { lexeme, span, happenings, is_verb: true });
            }
        }
        let nouns = statement.own.iter().filter(|word| !word.span.overlaps(site.span));
        for word in nouns {
            let Some(at) = self.sentence.token_at(word.span.start()) else { continue };
            let token = self.token(at);
            if token.pos != Pos::Noun && !(empty && token.pos == Pos::Verb) {
                continue;
            }
            let lemma = token.lemma.to_lowercase();
            let mut happenings = sites.happenings(language, &lemma).to_vec();
            if happenings.is_empty()
                && let Some((_, head)) = token.compound()
            {
                happenings = sites.happenings(language, &head.to_lowercase()).to_vec();
            }
            if !happenings.is_empty() && empty {
                acts.push(Act { lexeme: word.lexeme, span: word.span, happenings, is_verb: false });
            }
        }
        (!acts.is_empty()).then_some(acts)
    }

    /// Whom or what it happens to: the object, the subject of a passive or of a verb without object, and what belongs to
    /// a noun that tells what happens.
    fn theme(&self, acts: &[Act], taken: &[PhraseId]) -> Theme {
        let clause = self.statement.clause;
        let of = |role: Role| {
            let argument = clause.arguments.iter().find(|argument| argument.role == role)?;
            (!taken.contains(&argument.phrase)).then_some(argument.phrase)
        };
        let act = |phrase: &PhraseId| {
            let span = self.sentence.cover(self.sentence.phrases[*phrase].tokens.clone());
            acts.iter().any(|act| !act.is_verb && act.span.overlaps(span))
        };
        let chosen = of(Role::Object).filter(|phrase| !act(phrase));
        let chosen = chosen.or_else(|| of(Role::Subject).filter(|phrase| !act(phrase)));
        // `Festnahme des Mannes`
        let chosen = chosen.or_else(|| {
            let after = self
                .sentence
                .phrases
                .iter()
                .enumerate()
                .filter(|(id, phrase)| self.has(phrase) && !taken.contains(id) && !act(id));
            let after = after.filter(|(_, phrase)| {
                let before = phrase.tokens.start.checked_sub(1);
                before.is_some_and(|at| acts.iter().any(|act| act.span.overlaps(self.token(at).span)))
            });
            after.map(|(id, _)| id).next()
        });
        // `die dort gefunden wurde`
        let relative = clause.kind == ClauseKind::Relative;
        let pronoun = |id: PhraseId| self.token(self.sentence.phrases[id].head).pos == Pos::Pron;
        let chosen = match chosen {
            Some(id) if relative && pronoun(id) => clause.antecedent.or(chosen),
            None if relative => clause.antecedent,
            // `Die Polizei fand sie`: not whom she found, where grammar does not tell which is which.
            Some(id)
                if of(Role::Object).is_none()
                    && clause.verb.as_ref().is_some_and(|verb| verb.voice == Voice::Active)
                    && self.sentence.phrases.iter().enumerate().any(|(other, phrase)| {
                        other != id
                            && self.has(phrase)
                            && phrase.kind == PhraseKind::Noun
                            && self.token(phrase.head).pos == Pos::Pron
                            && !self.token(phrase.head).lemma.eq_ignore_ascii_case("sich")
                    }) =>
            {
                None
            }
            _ => chosen,
        };
        let Some(id) = chosen else { return Theme { open: true, ..Theme::default() } };
        let phrase = &self.sentence.phrases[id];
        let mut theme = Theme {
            plural: phrase.numbers.is_only(Number::Plural) || !phrase.conjuncts.is_empty(),
            ..Theme::default()
        };
        let mut tokens: Vec<u16> = phrase.tokens.clone().collect();
        for (other, attached) in self.sentence.phrases.iter().enumerate() {
            let next = attached.tokens.start == phrase.tokens.end && attached.kind == PhraseKind::Noun;
            let belongs = attached.parent == Some(id) && !taken.contains(&other);
            if belongs || (next && phrase.head + 1 == attached.tokens.start) {
                tokens.extend(attached.tokens.clone());
            }
        }
        let lexemes = &self.context.scene.lexemes;
        for word in lexemes.words(self.statement.article, self.statement.sentence) {
            if !tokens.contains(&word.token) {
                continue;
            }
            let token = self.token(word.token);
            if let Some(name) = lexemes.name(word.lexeme) {
                theme.names.insert(name);
                theme.words.push(word.lexeme);
            } else if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X) {
                theme.words.push(word.lexeme);
                theme.nouns.push(token.lemma.to_lowercase());
            }
        }
        theme.open = theme.words.is_empty();
        let article = phrase.tokens.clone().map(|at| self.token(at)).find(|token| token.pos == Pos::Det);
        theme.some = match article {
            Some(token) => {
                let form = token.span.of(self.text).to_lowercase();
                form.starts_with("ein") || form == "a" || form == "an"
            }
            None => theme.plural,
        };
        let quantities = &self.context.scene.dossier[self.statement.article].annotations.quantities;
        let span = self.sentence.cover(phrase.tokens.clone());
        #[expect(clippy::cast_possible_truncation, reason = "people and things are counted")]
        let counted = within(quantities, span, |quantity| quantity.span)
            .find(|quantity| quantity.kind == crate::annotate::quantity::QuantityKind::Count)
            .map(|quantity| quantity.value as i64);
        theme.count = counted;
        theme
    }
}
