//! Which article of the dossier a sentence cites by the name of its paper, station or agency.

use super::Context;
use super::source::{has_word, head};
use crate::document::Language;
use crate::language::{Pos, Role, Sentence};
use crate::text::Span;

/// How far from its end, in bytes, a text may still say whose it is.
const TAIL: usize = 200;
/// Letters of a line of the head that is a title and no sentence.
const TITLE: usize = 90;
/// Words of a name, at most.
const LONGEST: usize = 5;
/// How many words before a name tell that it is cited.
const BEFORE: usize = 4;
/// Letters from which on a name is told by its end.
const SHORTEST: usize = 4;

/// What the articles say of whose they are.
pub(super) struct Outlets {
    articles: Vec<Own>,
}

struct Own {
    /// The outlet's name and the short lines of the head, in small letters: no sentence that cites somebody else.
    title: String,
    /// The outlet's name, the head and the end of the text, in small letters.
    signed: String,
    /// The key of an agency as it stands in brackets.
    agency: Option<String>,
    /// The whole text, in small letters.
    text: String,
    /// Whether nothing tells whose it is.
    unknown: bool,
}

impl Outlets {
    pub(super) fn new(context: &Context<'_>, genres: &[Option<usize>]) -> Self {
        let own = |article: usize| {
            let document = context.document(article);
            let text = document.text();
            let start = (text.len().saturating_sub(TAIL)..text.len()).find(|at| text.is_char_boundary(*at));
            let outlet = document.meta.outlet.clone().unwrap_or_default().to_lowercase();
            let signed = format!(
                "{outlet}\n{}\n{}",
                head(context, article),
                start.map_or("", |start| &text[start..]).to_lowercase()
            );
            let all = head(context, article);
            let is_title = |line: &&str| line.chars().count() <= TITLE && !line.trim_end().ends_with('.');
            let lines: Vec<&str> = all.lines().filter(is_title).collect();
            let title = format!("{outlet}\n{}", lines.join("\n"));
            let agency = all
                .split(['(', '/'])
                .skip(1)
                .filter_map(|rest| rest.split([')', '/']).next())
                .find(|key| (2..=6).contains(&key.len()) && key.chars().all(char::is_alphabetic))
                .map(str::to_owned);
            let unknown = agency.is_none() && genres[article].is_none() && outlet.is_empty();
            Own { title, signed, agency, text: text.to_lowercase(), unknown }
        };
        Self { articles: (0..context.scene.dossier.len()).map(own).collect() }
    }

    /// The articles one of which a sentence cites by its outlet's name, and the words that do so. Most texts do not say
    /// whose they are: then it may be any of those. `last` is what the article cited right before, which `das Blatt`,
    /// `the paper` takes up again.
    pub(super) fn cited(
        &self,
        context: &Context<'_>,
        article: usize,
        sentence: &Sentence,
        last_cited: Option<&[usize]>,
    ) -> Option<(Vec<usize>, Vec<Span>)> {
        let text = context.document(article).text();
        let sources = &context.rules.sources;
        let is_name = |at: usize| {
            let token = &sentence.tokens[at];
            let word = token.span.of(text);
            self.is_agency(word)
                || matches!(token.pos, Pos::Noun | Pos::Propn | Pos::X | Pos::Adj | Pos::Num | Pos::Verb)
                    && word.starts_with(char::is_uppercase)
        };
        let is_quote = |at: usize| {
            sentence.tokens[at].pos == Pos::Punct
                && sentence.tokens[at].span.of(text).chars().all(|c| "„“”\"»«–-".contains(c))
        };
        for last in (0..sentence.tokens.len()).filter(|at| is_name(*at)) {
            let token = &sentence.tokens[last];
            let (form, lemma) = (token.span.of(text).to_lowercase(), token.lemma.to_lowercase());
            let is_paper = |word: &str| {
                sources.papers.iter().any(|paper| {
                    word == paper.as_str()
                        || (paper.chars().count() >= SHORTEST && word.ends_with(paper.as_str()))
                })
            };
            let is_thing = [&form, &lemma].iter().any(|word| sources.is_thing(word));
            let paper = !is_thing && (is_paper(&form) || is_paper(&lemma));
            if !paper && !self.is_agency(token.span.of(text)) {
                continue;
            }
            let mut first = last;
            while first > 0 && last - first < LONGEST && (is_name(first - 1)) {
                first -= 1;
            }
            // `Post` and `Blatt` alone are things; in English the article and the capital tell.
            let bare = first == last && sources.papers.contains(&form);
            if bare && (sentence.language != Language::ENGLISH || last == 0) {
                let again = last_cited.filter(|_| is_cited(context, sentence, text, (first, last), is_quote));
                if let Some(again) = again {
                    return Some((again.to_vec(), named(sentence, sources, token.span)));
                }
                continue;
            }
            if !is_cited(context, sentence, text, (first, last), is_quote) {
                continue;
            }
            // The longest name that an article bears, its last word at least.
            for from in first..=last {
                let start = sentence.tokens[from].span.start();
                let name = Span::new(start, token.span.end());
                let words = name.of(text).to_lowercase();
                let plain = format!("{}{lemma}", &words[..words.len() - form.len()]);
                let found = self.of_name(article, &words).or_else(|| self.of_name(article, &plain));
                if let Some(source) = found {
                    return Some((vec![source], named(sentence, sources, name)));
                }
            }
            // `der „Argenbote“`, `dem Neckarboten`: a compound is a name by itself.
            let rest = self.by_rest(article, (&form, &lemma));
            if paper && !rest.is_empty() {
                let start = sentence.tokens[first].span.start();
                return Some((rest, named(sentence, sources, Span::new(start, token.span.end()))));
            }
        }
        None
    }

    fn is_agency(&self, word: &str) -> bool {
        let word = word.split('-').next().unwrap_or(word).to_lowercase();
        self.articles.iter().any(|own| own.agency.as_deref() == Some(word.as_str()))
    }

    /// The only other article that is signed with a name.
    fn of_name(&self, article: usize, name: &str) -> Option<usize> {
        if name.chars().count() < 3 {
            return None;
        }
        let key = name.split('-').next().unwrap_or(name);
        let spaced = name.replace('-', " ");
        let bears = |text: &str| has_word(text, name) || has_word(text, &spaced);
        let own = &self.articles[article];
        if own.agency.as_deref() == Some(key) || bears(&own.title) {
            return None;
        }
        let only = |signed: &dyn Fn(&Own) -> bool| {
            let others = self.articles.iter().enumerate().filter(|(at, _)| *at != article);
            let mut found = others.filter(|(_, own)| signed(own)).map(|(at, _)| at);
            found.next().filter(|_| found.next().is_none())
        };
        only(&|own| {
            own.agency.as_deref() == Some(key)
                || is_short_for(own.agency.as_deref(), name)
                || bears(&own.title)
        })
        .or_else(|| only(&|own| bears(&own.signed)))
    }

    /// The other articles that do not say whose they are; the one that names the paper, where only one does.
    fn by_rest(&self, article: usize, (form, lemma): (&str, &str)) -> Vec<usize> {
        let own = &self.articles[article].title;
        if has_word(own, form) || has_word(own, lemma) {
            return Vec::new();
        }
        let unknown: Vec<usize> =
            (0..self.articles.len()).filter(|at| *at != article && self.articles[*at].unknown).collect();
        let names: Vec<usize> =
            unknown.iter().copied().filter(|at| has_word(&self.articles[*at].text, form)).collect();
        if names.len() == 1 { names } else { unknown }
    }
}

/// Whether an agency's key is short for a name (`nwn`, `nordwest nachrichten`): it begins with the name's letter and
/// goes on with letters of it, in order, the last one at the beginning of its last word.
fn is_short_for(key: Option<&str>, name: &str) -> bool {
    let Some(key) = key else { return false };
    let words: Vec<&str> = name.split([' ', '-']).collect();
    if words.contains(&key) {
        return true;
    }
    let (Some(first), Some(last), true) = (key.chars().next(), key.chars().next_back(), words.len() > 1)
    else {
        return false;
    };
    let begins = |word: &str, letter: char| word.starts_with(letter);
    let mut letters = name.chars();
    begins(words[0], first)
        && words.last().is_some_and(|word| begins(word, last))
        && key.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// Whether words say that what bears a name is cited: a verb of publishing in its clause, or `laut` before it.
fn is_cited(
    context: &Context<'_>,
    sentence: &Sentence,
    text: &str,
    (first, last): (usize, usize),
    is_quote: impl Fn(usize) -> bool,
) -> bool {
    let sources = &context.rules.sources;
    let is = |list: &[String], at: usize| {
        let (form, lemma) =
            (sentence.tokens[at].span.of(text).to_lowercase(), sentence.tokens[at].lemma.to_lowercase());
        list.iter().any(|word| *word == form || *word == lemma)
    };
    let token = u16::try_from(last).unwrap_or(u16::MAX);
    let clause = sentence.clause_of(token).and_then(|clause| sentence.clauses.get(clause));
    let publishes = clause.is_some_and(|clause| {
        let verb = clause.verb.as_ref().map(|verb| verb.lemma.to_lowercase());
        let role = clause.arguments.iter().find(|argument| {
            sentence.phrases.get(argument.phrase).is_some_and(|phrase| phrase.tokens.contains(&token))
        });
        let publishes = verb.is_some_and(|verb| sources.publishing.contains(&verb));
        // `Im Merkur war zu lesen`, `I read in the Post that …`
        let stands =
            clause.verb.as_ref().is_some_and(|verb| sources.standing.contains(&verb.lemma.to_lowercase()));
        let inside = stands
            && first.checked_sub(1).is_some_and(|before| {
                (before.saturating_sub(2)..first)
                    .any(|at| sources.inside.contains(&sentence.tokens[at].span.of(text).to_lowercase()))
            });
        inside
            || publishes
                && !matches!(role.map(|role| role.role), Some(Role::IndirectObject | Role::Adverbial))
    });
    let of_itself = first.checked_sub(1).is_some_and(|at| {
        let lemma = sentence.tokens[at].lemma.to_lowercase();
        matches!(sentence.tokens[at].pos, Pos::Det | Pos::Pron)
            && context.rules.sources.itself.contains(&lemma)
    });
    if of_itself {
        return false;
    }
    let before = (first.saturating_sub(BEFORE)..first).filter(|at| !is_quote(*at));
    publishes || before.into_iter().any(|at| is(&sources.before[..], at))
}

/// The name and the words of publishing.
fn named(sentence: &Sentence, sources: &super::source::Sources, name: Span) -> Vec<Span> {
    let verbs = sentence.tokens.iter().filter(|token| {
        let lemma = token.lemma.to_lowercase();
        token.pos == Pos::Verb && sources.publishing.contains(&lemma)
    });
    std::iter::once(name).chain(verbs.map(|token| token.span)).collect()
}
