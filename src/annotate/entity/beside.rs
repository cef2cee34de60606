//! Whose name stands beside a word for a person: right behind it, behind a comma, or before it.

use crate::language::Pos;

use super::title::{Determiner, Finder, RoleSpot};

impl Finder<'_> {
    /// The names beside the words: right behind, behind a comma, or before.
    pub(super) fn names(&self, start: usize, end: &mut usize, spot: &mut RoleSpot) {
        let scan = self.scan;
        let mut at = *end;
        let comma = scan.word(at) == "," || scan.word(at) == ":";
        let bare = spot.determiner == Determiner::Bare && !spot.plural;
        if comma && !bare {
            at += 1;
        }
        while scan.words.honorifics.contains_key(scan.word(at)) {
            at += 1;
        }
        let mut names = Vec::new();
        while let Some(index) = self.spot_starting(at).filter(|&index| self.is_person(index)) {
            names.push(index);
            at = usize::from(self.spots[index].tokens.end);
            let joined =
                scan.words.and_words.contains(scan.word(at)) || (scan.word(at) == "," && spot.plural);
            if !(joined && spot.plural && self.spot_starting(at + 1).is_some_and(|next| self.is_person(next)))
            {
                break;
            }
            at += 1;
        }
        let closed = !comma || spot.plural && names.len() > 1 || self.is_closed(at);
        if !names.is_empty() && closed {
            spot.names = names;
            return;
        }
        // `the defendant’s brother` says nothing about the defendant.
        if matches!(scan.word(*end), "'s" | "’s" | "'" | "’") {
            return;
        }
        // `Nino K., seit drei Jahren Außenministerin und …`
        if !self.is_closed(*end) || spot.determiner == Determiner::Indefinite && scan.words.roles.capitals {
            return;
        }
        let mut before = start;
        while before > 0 && start - before < 5 {
            let word = scan.word(before - 1);
            if word == "," || word == "(" || word == "–" {
                let Some(index) = self.spot_ending(before - 1).or_else(|| self.age_before(before - 1)) else {
                    return;
                };
                if self.is_person(index) && !spot.plural {
                    spot.names = vec![index];
                }
                return;
            }
            let opener = scan.words.apposition_openers.contains(word.to_lowercase().as_str())
                || scan
                    .token(before - 1)
                    .is_some_and(|token| matches!(token.pos, Pos::Num | Pos::Adj | Pos::Adv))
                || before < start
                    && scan
                        .token(before - 1)
                        .is_some_and(|token| token.pos == Pos::Noun || token.pos == Pos::Adp);
            let time = scan.token(before - 1).is_some_and(|token| token.pos == Pos::Noun)
                && scan
                    .token(before.wrapping_sub(2))
                    .is_some_and(|token| matches!(token.pos, Pos::Num | Pos::Adj | Pos::Det));
            if !opener && !time {
                return;
            }
            before -= 1;
        }
    }

    /// `Gordon A., 58, former chief`: the name before an age between commas.
    fn age_before(&self, comma: usize) -> Option<usize> {
        let number = comma.checked_sub(1)?;
        let all_digits = self.scan.word(number).chars().all(|c| c.is_ascii_digit());
        (all_digits && self.scan.word(number.checked_sub(1)?) == ",")
            .then(|| self.spot_ending(number - 1))
            .flatten()
    }

    /// Whether an apposition can end here.
    fn is_closed(&self, at: usize) -> bool {
        let word = self.scan.word(at);
        word.is_empty()
            || !word.starts_with(char::is_alphanumeric)
            || self.scan.words.and_words.contains(word)
            || self.scan.token(at).is_some_and(|token| token.pos == Pos::Adp)
    }
}
