//! What the interactive mode is looking at, and what a key changes about it. Knows nothing of terminals.

use crate::finding::{FindingKind, Level};

/// A key, as far as it means something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter or another character.
    Char(char),
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// One window up.
    PageUp,
    /// One window down.
    PageDown,
    /// To the first.
    Home,
    /// To the last.
    End,
    /// To the other place.
    Tab,
    /// Do it.
    Enter,
    /// Take the last character back.
    Backspace,
    /// Leave it.
    Escape,
    /// Stop at once.
    Interrupt,
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing but to draw anew.
    Draw,
    /// The end.
    Quit,
    /// Open one of the chosen finding's places, by its number, in the editor.
    Edit(usize),
    /// Accept the chosen finding for a reason.
    Accept(String),
    /// Tell that a reason is needed.
    ReasonNeeded,
}

/// What is listed of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its rule.
    pub kind: FindingKind,
    /// Its level.
    pub level: Level,
    /// How many places it has.
    pub places: usize,
}

/// What the keys go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The list.
    Browse,
    /// The help; any key leaves it.
    Help,
    /// A reason that is being written.
    Reason(String),
}

/// The state.
#[derive(Clone, Debug)]
pub struct State {
    items: Vec<Item>,
    /// Only findings of this rule.
    pub kind: Option<FindingKind>,
    /// Only findings of this level.
    pub level: Option<Level>,
    /// Index of the chosen finding among those listed.
    pub chosen: usize,
    /// Which of its places stands beside the first, from 1 on.
    pub other: usize,
    /// Lines of the sources that are scrolled past.
    pub scrolled: usize,
    /// How far they can be: what the last picture told.
    pub furthest: usize,
    /// What the keys go to.
    pub mode: Mode,
}

impl State {
    /// At the first of these findings.
    pub fn new(items: Vec<Item>) -> Self {
        Self {
            items,
            kind: None,
            level: None,
            chosen: 0,
            other: 1,
            scrolled: 0,
            furthest: 0,
            mode: Mode::Browse,
        }
    }

    /// Takes other findings, keeping place and filter as far as they go.
    pub fn replace(&mut self, items: Vec<Item>) {
        self.items = items;
        if self.listed().is_empty() {
            (self.kind, self.level) = (None, None);
        }
        self.to(self.chosen);
    }

    /// The findings that are listed, as indices.
    pub fn listed(&self) -> Vec<usize> {
        let fits = |item: &Item| {
            self.kind.is_none_or(|kind| kind == item.kind)
                && self.level.is_none_or(|level| level == item.level)
        };
        (0..self.items.len()).filter(|index| fits(&self.items[*index])).collect()
    }

    /// The chosen finding, as an index.
    pub fn current(&self) -> Option<usize> {
        self.listed().get(self.chosen).copied()
    }

    /// What a key does.
    pub fn key(&mut self, key: Key) -> Wish {
        if key == Key::Interrupt {
            return Wish::Quit;
        }
        match &mut self.mode {
            Mode::Browse => self.browse(key),
            Mode::Help => {
                self.mode = Mode::Browse;
                Wish::Draw
            }
            Mode::Reason(reason) => match key {
                Key::Char(c) => {
                    reason.push(c);
                    Wish::Draw
                }
                Key::Backspace => {
                    reason.pop();
                    Wish::Draw
                }
                Key::Escape => {
                    self.mode = Mode::Browse;
                    Wish::Draw
                }
                Key::Enter => {
                    let reason = reason.trim().to_owned();
                    self.mode = Mode::Browse;
                    if reason.is_empty() { Wish::ReasonNeeded } else { Wish::Accept(reason) }
                }
                Key::Up
                | Key::Down
                | Key::PageUp
                | Key::PageDown
                | Key::Home
                | Key::End
                | Key::Tab
                | Key::Interrupt => Wish::Draw,
            },
        }
    }

    fn browse(&mut self, key: Key) -> Wish {
        let last = self.listed().len().saturating_sub(1);
        match key {
            Key::Char('q') | Key::Escape | Key::Interrupt => return Wish::Quit,
            Key::Char('j') | Key::Down => self.to((self.chosen + 1).min(last)),
            Key::Char('k') | Key::Up => self.to(self.chosen.saturating_sub(1)),
            Key::Char('g') | Key::Home => self.to(0),
            Key::Char('G') | Key::End => self.to(last),
            Key::Char(' ') | Key::PageDown => self.scrolled = (self.scrolled + 8).min(self.furthest),
            Key::Char('b') | Key::PageUp => {
                self.scrolled = self.scrolled.min(self.furthest).saturating_sub(8);
            }
            Key::Char('f') => self.turn_kind(true),
            Key::Char('F') => self.turn_kind(false),
            Key::Char('l') => self.turn_level(),
            Key::Tab => self.turn_place(),
            Key::Char('?') => self.mode = Mode::Help,
            Key::Char('e') | Key::Enter => {
                if self.current().is_some() {
                    return Wish::Edit(0);
                }
            }
            Key::Char('E') => {
                if self.current().is_some() {
                    return Wish::Edit(self.other);
                }
            }
            Key::Char('a') => {
                if self.current().is_some() {
                    self.mode = Mode::Reason(String::new());
                }
            }
            Key::Char(_) | Key::Backspace => {}
        }
        Wish::Draw
    }

    fn to(&mut self, chosen: usize) {
        self.chosen = chosen.min(self.listed().len().saturating_sub(1));
        self.other = 1;
        self.scrolled = 0;
    }

    fn turn_place(&mut self) {
        let places = self.current().map_or(0, |index| self.items[index].places);
        self.other = if self.other + 1 < places { self.other + 1 } else { 1 };
        self.scrolled = 0;
    }

    /// To the next rule that there are findings of, or back; behind the last one come all.
    fn turn_kind(&mut self, forward: bool) {
        let there = |kind: &FindingKind| self.items.iter().any(|item| item.kind == *kind);
        let kinds: Vec<Option<FindingKind>> =
            [None].into_iter().chain(FindingKind::ALL.iter().copied().filter(there).map(Some)).collect();
        let at = kinds.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let next = if forward { at + 1 } else { at + kinds.len() - 1 };
        self.kind = kinds[next % kinds.len()];
        self.level = None;
        self.to(0);
    }

    fn turn_level(&mut self) {
        let there = |level: &Level| self.items.iter().any(|item| item.level == *level);
        let levels: Vec<Option<Level>> =
            [None].into_iter().chain(Level::ALL.into_iter().filter(there).map(Some)).collect();
        let at = levels.iter().position(|level| *level == self.level).unwrap_or(0);
        self.level = levels[(at + 1) % levels.len()];
        self.kind = None;
        self.to(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        let item = |kind, level, places| Item { kind, level, places };
        State::new(vec![
            item(FindingKind::Status, Level::Contradiction, 2),
            item(FindingKind::Quantity, Level::Contradiction, 3),
            item(FindingKind::Quantity, Level::Update, 2),
        ])
    }

    fn keys(state: &mut State, keys: &str) -> Wish {
        keys.chars().map(|c| state.key(Key::Char(c))).last().expect("a key is pressed")
    }

    #[test]
    fn one_moves_through_the_list_and_no_further() {
        let mut state = state();
        assert_eq!(keys(&mut state, "jjjj"), Wish::Draw);
        assert_eq!(state.current(), Some(2));
        keys(&mut state, "kg");
        assert_eq!(state.current(), Some(0));
        state.key(Key::End);
        assert_eq!(state.current(), Some(2));
        assert_eq!(keys(&mut state, "q"), Wish::Quit);
    }

    #[test]
    fn kinds_and_levels_narrow_the_list() {
        let mut state = state();
        keys(&mut state, "ff");
        assert_eq!((state.kind, state.listed()), (Some(FindingKind::Quantity), vec![1, 2]));
        keys(&mut state, "f");
        assert_eq!((state.kind, state.listed().len()), (None, 3));
        keys(&mut state, "F");
        assert_eq!(state.kind, Some(FindingKind::Quantity));
        keys(&mut state, "ll");
        assert_eq!((state.level, state.listed()), (Some(Level::Update), vec![2]));
    }

    #[test]
    fn a_reason_is_written_and_needed() {
        let mut state = state();
        keys(&mut state, "ja");
        assert_eq!(state.key(Key::Enter), Wish::ReasonNeeded);
        assert_eq!(keys(&mut state, "aok, q?x"), Wish::Draw);
        state.key(Key::Backspace);
        assert_eq!(state.key(Key::Enter), Wish::Accept("ok, q?".to_owned()));
        keys(&mut state, "aweg");
        assert_eq!((state.key(Key::Escape), state.mode.clone()), (Wish::Draw, Mode::Browse));
        assert_eq!(state.key(Key::Interrupt), Wish::Quit);
    }

    #[test]
    fn the_other_places_take_turns() {
        let mut state = state();
        assert_eq!(keys(&mut state, "e"), Wish::Edit(0));
        assert_eq!(keys(&mut state, "E"), Wish::Edit(1));
        keys(&mut state, "j");
        let seen: Vec<usize> = (0..3)
            .map(|_| {
                state.key(Key::Tab);
                state.other
            })
            .collect();
        assert_eq!(seen, [2, 1, 2]);
        assert_eq!(keys(&mut state, "E"), Wish::Edit(2));
    }

    #[test]
    fn what_is_accepted_leaves_the_list() {
        let mut state = state();
        keys(&mut state, "ffj");
        let left = state.items[..2].to_vec();
        state.replace(left);
        assert_eq!((state.current(), state.listed()), (Some(1), vec![1]));
        state.replace(Vec::new());
        assert_eq!((state.current(), state.kind), (None, None));
        assert_eq!(keys(&mut state, "eja"), Wish::Draw);
    }
}
