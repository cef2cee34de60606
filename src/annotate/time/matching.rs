//! Patterns against pieces: at every piece that can begin a rule, the rule that reaches furthest wins.

use rustc_hash::FxHashMap;

use super::class::Class;
use super::kinds::Kinds;
use super::lexicon::{EntryKind, Lexicon};
use super::pattern::{Element, Item};
use super::scan::{Piece, Shape};
use super::slots::Slots;
use super::walk::Run;

/// What an expression is, so that the resolver knows what to make of its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// A place in the calendar, with or without time of day.
    Date,
    /// A length of time.
    Duration,
    /// Something that comes back.
    Set,
    /// `früher`, `zurzeit`.
    Reference,
    /// An amount away from today or from the time spoken of (`zwei Tage später`).
    Offset,
    /// No time at all, though it looks like one.
    Nothing,
}

/// A pattern with its meaning.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it makes.
    pub means: Means,
    /// The constants of the rule.
    pub slots: Slots,
    /// What it looks for.
    pub elements: Vec<Element>,
    /// Whether it begins with an article that may be left out.
    pub article: bool,
    /// What it can begin with; known once all rules are there.
    pub first: Kinds,
}

/// All patterns of a language.
#[derive(Debug)]
pub(super) struct Patterns {
    /// Every pattern, in the order of the file.
    pub rules: Vec<Rule>,
    /// Members of each group, as indices of rules.
    pub groups: Vec<Vec<usize>>,
    /// Rules that stand alone by what they can begin with.
    starts: FxHashMap<Begin, Vec<Start>>,
    /// How decimals and thousands are marked.
    pub decimal: char,
    /// How thousands are grouped.
    pub thousands: char,
}

/// A rule at one of its beginnings.
#[derive(Clone, Copy, Debug)]
struct Start {
    rule: usize,
    /// What it cannot do without; nothing is tried where the sentence has it no more.
    needs: Kinds,
}

/// What a pattern can begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Begin {
    Entry(EntryKind),
    Digits,
    Mark(char),
}

/// A match.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Its first piece.
    pub start: usize,
    /// One past its last piece.
    pub end: usize,
    /// One past the last piece of its context.
    pub reach: usize,
    /// What it is.
    pub means: Means,
    /// What its words said.
    pub slots: Slots,
    /// Whether an article before it belongs to it.
    pub article: bool,
}

/// How many pieces the mandatory parts of an expression span at the most.
const REACH: usize = 16;

impl Patterns {
    /// No patterns yet, but room for the members of so many groups.
    pub(super) fn new(decimal: char, thousands: char, groups: usize) -> Self {
        Self {
            rules: Vec::new(),
            groups: vec![Vec::new(); groups],
            starts: FxHashMap::default(),
            decimal,
            thousands,
        }
    }

    /// Fills the table of beginnings; `alone` are the rules that may stand alone.
    pub(super) fn index(&mut self, alone: &[usize]) {
        for rule in 0..self.rules.len() {
            self.rules[rule].first = self.first(&self.rules[rule].elements, 0);
        }
        for &rule in alone {
            let elements = &self.rules[rule].elements;
            // Articles are everywhere: a rule that may begin with one is tried at the word behind it, and takes it in
            // when it has matched.
            let article = leading_article(elements);
            let mut begins = Vec::new();
            match article {
                Some(at) => self.begins(&elements[at + 1..], &mut begins, 0),
                None => self.begins(elements, &mut begins, 0),
            }
            begins.sort_unstable();
            begins.dedup();
            let needs = self.needs(elements, 0);
            for begin in begins {
                self.starts.entry(begin).or_default().push(Start { rule, needs });
            }
        }
    }

    /// What every match of the elements must hold.
    fn needs(&self, elements: &[Element], depth: usize) -> Kinds {
        let mandatory = elements.iter().filter(|element| !element.optional && !element.negated);
        mandatory.fold(Kinds::default(), |all, element| {
            let choices = element.any.iter().map(|item| match item {
                Item::Word(word) => Kinds::entry(EntryKind::Literal(*word)),
                Item::Class(class, _) => Kinds::entry(EntryKind::Class(*class)),
                Item::Digits(_) | Item::Number => Kinds::DIGITS,
                Item::Mark(_) | Item::AnyMark => Kinds::MARKS,
                Item::Group(group) if depth < 6 => {
                    let members = self.groups[*group].iter();
                    let needs = members.map(|&rule| self.needs(&self.rules[rule].elements, depth + 1));
                    needs.reduce(Kinds::and).unwrap_or_default()
                }
                Item::Group(_)
                | Item::Open
                | Item::Close
                | Item::Start
                | Item::End
                | Item::Lower
                | Item::Capital => Kinds::default(),
            });
            all.or(choices.reduce(Kinds::and).unwrap_or_default())
        })
    }

    /// What a match of the elements can begin with.
    fn first(&self, elements: &[Element], depth: usize) -> Kinds {
        let mut first = Kinds::default();
        for element in elements {
            if element.negated {
                continue;
            }
            let mut passes = element.optional;
            for item in &element.any {
                let kinds = match item {
                    Item::Word(word) => Kinds::entry(EntryKind::Literal(*word)),
                    Item::Class(class, _) => Kinds::entry(EntryKind::Class(*class)),
                    Item::Digits(_) | Item::Number => Kinds::DIGITS,
                    Item::Mark(_) | Item::AnyMark => Kinds::MARKS,
                    Item::Group(group) if depth < 6 => {
                        let members = self.groups[*group].iter();
                        members
                            .map(|&rule| self.first(&self.rules[rule].elements, depth + 1))
                            .fold(Kinds::default(), Kinds::or)
                    }
                    Item::Open | Item::Close | Item::Start => {
                        passes = true;
                        Kinds::default()
                    }
                    Item::Group(_) | Item::End | Item::Lower | Item::Capital => return Kinds::ANY,
                };
                first = first.or(kinds);
            }
            if !passes {
                return first;
            }
        }
        Kinds::ANY
    }

    fn begins(&self, elements: &[Element], begins: &mut Vec<Begin>, depth: usize) {
        for element in elements {
            let mut passes = element.optional || element.negated;
            if element.negated {
                continue;
            }
            for item in &element.any {
                match item {
                    Item::Open | Item::Start => passes = true,
                    Item::Word(word) => begins.push(Begin::Entry(EntryKind::Literal(*word))),
                    Item::Mark(mark) => begins.push(Begin::Mark(*mark)),
                    Item::Class(class, _) => begins.push(Begin::Entry(EntryKind::Class(*class))),
                    Item::Digits(_) | Item::Number => begins.push(Begin::Digits),
                    Item::Group(group) if depth < 6 => {
                        for &rule in &self.groups[*group] {
                            self.begins(&self.rules[rule].elements, begins, depth + 1);
                        }
                    }
                    Item::Group(_)
                    | Item::Close
                    | Item::End
                    | Item::Lower
                    | Item::Capital
                    | Item::AnyMark => {}
                }
            }
            if !passes {
                return;
            }
        }
    }

    /// Every expression of a sentence, left to right.
    pub(super) fn find(&self, pieces: &[Piece], lexicon: &Lexicon, found: &mut Vec<Found>) {
        let kinds: Vec<Kinds> = pieces.iter().map(|piece| Kinds::of(piece, lexicon)).collect();
        let (mut at, mut free) = (0, 0);
        while at < pieces.len() {
            match self.best(pieces, &kinds, at, lexicon) {
                Some(mut best) => {
                    // Context must not win over a longer expression that begins behind it (`am` + `Morgen des 6. Juni`).
                    let article = lexicon.class(pieces[best.start].entries(), Class::Determiner).is_some();
                    for later in at + 1..=best.start + usize::from(article && best.start + 1 < pieces.len()) {
                        if let Some(longer) = self.best(pieces, &kinds, later, lexicon)
                            && longer.end > best.end
                        {
                            best = longer;
                        }
                    }
                    at = best.end.max(at + 1);
                    if best.means != Means::Nothing {
                        let before = best.start.checked_sub(1).filter(|&before| before >= free);
                        if best.article
                            && let Some(before) = before
                            && lexicon.class(pieces[before].entries(), Class::Determiner).is_some()
                        {
                            best.start = before;
                        }
                        found.push(best);
                    }
                    free = at;
                }
                None => at += 1,
            }
        }
    }

    fn best(&self, pieces: &[Piece], kinds: &[Kinds], at: usize, lexicon: &Lexicon) -> Option<Found> {
        let piece = &pieces[at];
        if kinds[at].is_empty() {
            return None;
        }
        let ahead = kinds[at..].iter().take(REACH).copied().fold(Kinds::default(), Kinds::or);
        let mut best: Option<Found> = None;
        let mut run = Run::new(self, pieces, kinds, lexicon);
        let mut attempt = |begin: Begin, best: &mut Option<Found>| {
            for start in self.starts.get(&begin).map_or(&[][..], Vec::as_slice) {
                if start.needs.within(ahead) {
                    run.attempt(start.rule, at, best);
                }
            }
        };
        match piece.shape {
            Shape::Word => {
                for index in piece.entries() {
                    attempt(Begin::Entry(lexicon.entry(index).kind), &mut best);
                }
            }
            Shape::Digits(..) if continues_number(pieces, at) => {}
            Shape::Digits(..) => attempt(Begin::Digits, &mut best),
            Shape::Mark(mark) => attempt(Begin::Mark(mark), &mut best),
        }
        best
    }
}

/// Where a pattern begins with an article that may be left out.
pub(super) fn leading_article(elements: &[Element]) -> Option<usize> {
    let at = usize::from(elements.first()?.any == [Item::Open]);
    let article = elements.get(at)?;
    let is = article.optional
        && !article.negated
        && matches!(article.any.as_slice(), [Item::Class(Class::Determiner, values)] if values.is_empty());
    is.then_some(at)
}

/// Whether the digits are the tail of a longer number (`5.000`, `10,50`).
fn continues_number(pieces: &[Piece], at: usize) -> bool {
    at >= 2
        && !pieces[at].spaced
        && !pieces[at - 1].spaced
        && matches!(pieces[at - 1].shape, Shape::Mark('.' | ',' | ':'))
        && matches!(pieces[at - 2].shape, Shape::Digits(..))
}
