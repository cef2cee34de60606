//! Which phrase belongs to which: genitives before and after their noun.

use crate::language::cells::Cells;
use crate::language::lexicon::{Kinds, Lexicon};
use crate::language::model::{Pos, Token};
use crate::language::word::{Word, name_stem};

use super::{Core, Draft};

/// Marks genitives and takes the genitive's ending off the names' dictionary forms.
pub fn attach(drafts: &mut [Draft], words: &[Word<'_>], tokens: &mut [Token], lexicon: &Lexicon) {
    for next in 1..drafts.len() {
        let (left, right) = drafts.split_at_mut(next);
        let (Some(before), Some(after)) = (left.last_mut(), right.first_mut()) else { continue };
        // `Smith's lawyer`: the mark of the genitive is a word of its own.
        let mark = usize::from(before.end);
        let marked =
            words.get(mark).is_some_and(|word| word.is(Kinds::GENITIVE_MARK) && word.verb.is_empty());
        if marked && before.end + 1 == after.start && after.preposition.is_none() {
            before.parent = Some(next);
            continue;
        }
        if before.end != after.start || after.preposition.is_some() {
            continue;
        }
        if is_name_genitive(before, words, lexicon) && !after.determined_by_word(words) && is_nominal(after) {
            before.cells = Cells::GENITIVE.and(Cells::SINGULAR);
            before.parent = Some(next);
            cut_genitive(before, words, tokens, lexicon);
        } else if follows_as_genitive(before, after, words, lexicon) {
            after.cells = after.cells.and(Cells::GENITIVE).agree(Cells::GENITIVE);
            after.parent = Some(next - 1);
            cut_genitive(after, words, tokens, lexicon);
        }
    }
}

impl Draft {
    /// Whether its first word, after a preposition, is a determiner.
    fn determined_by_word(&self, words: &[Word<'_>]) -> bool {
        let first = usize::from(self.start) + usize::from(self.preposition.is_some());
        words.get(first).is_some_and(|word| matches!(word.pos, Pos::Det | Pos::Pron))
    }
}

fn is_nominal(draft: &Draft) -> bool {
    matches!(draft.core, Core::Noun | Core::Name | Core::Time | Core::Adjective)
}

/// A name that can only stand in the genitive if it belongs to what follows (`Trumps Berater`).
fn is_name_genitive(draft: &Draft, words: &[Word<'_>], lexicon: &Lexicon) -> bool {
    let head = &words[usize::from(draft.head)];
    draft.core == Core::Name
        && draft.head + 1 == draft.end
        && head.pos == Pos::Propn
        && name_stem(head.text, lexicon).is_some()
}

fn follows_as_genitive(before: &Draft, after: &Draft, words: &[Word<'_>], lexicon: &Lexicon) -> bool {
    if !is_nominal(before) && before.core != Core::Number || !is_nominal(after) || !after.may(Cells::GENITIVE)
    {
        return false;
    }
    if after.core == Core::Name && is_name_genitive(after, words, lexicon) {
        return true;
    }
    // Only in a language that has the case.
    after.determined && !lexicon.grammar.name_genitive.is_empty()
}

fn cut_genitive(draft: &Draft, words: &[Word<'_>], tokens: &mut [Token], lexicon: &Lexicon) {
    let head = usize::from(draft.head);
    if words[head].pos != Pos::Propn || draft.core != Core::Name {
        return;
    }
    if let (Some(stem), Some(token)) = (name_stem(words[head].text, lexicon), tokens.get_mut(head)) {
        // Only what still is the form as written: a listed noun has its dictionary form already.
        if *token.lemma == *words[head].text {
            token.lemma = stem.into();
        }
    }
}
