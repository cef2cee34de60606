//! The features of the part-of-speech tagger.

use super::form::{Form, mix};

/// What is known about a word beyond its form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Its class by the company it keeps; 0 where it is rare.
    pub cluster: u32,
    /// The closed classes and lists it is in, as a number; 0 for none.
    pub lists: u32,
}

/// Writes the features of token `at` to `out`.
pub fn features(forms: &[Form], known: &[Known], at: usize, out: &mut Vec<u32>) {
    out.clear();
    let none = Form::default();
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|at| forms.get(at)).unwrap_or(&none);
    let know = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| known.get(at)).copied().unwrap_or_default()
    };
    let (this, before, after) = (form(0), form(-1), form(1));
    let mut template = 0;
    let mut add = |hash: u32| {
        template += 1;
        out.push(mix(hash, template));
    };
    let start = u32::from(at == 0 || !before.letters);
    let (k, kb, ka) = (know(0), know(-1), know(1));
    add(1);
    add(this.word);
    add(this.lower);
    for suffix in this.suffixes {
        add(suffix);
    }
    for prefix in this.prefixes {
        add(prefix);
    }
    add(mix(this.shape, start));
    add(mix(this.suffixes[1], mix(this.shape, start)));
    add(mix(this.suffixes[2], u32::from(this.capital) + 2 * start));
    add(this.tail);
    add(before.lower);
    add(after.lower);
    add(form(-2).lower);
    add(form(2).lower);
    add(mix(before.lower, this.lower));
    add(mix(this.lower, after.lower));
    add(mix(before.lower, after.lower));
    add(mix(form(-2).lower, before.lower));
    add(mix(after.lower, form(2).lower));
    add(before.suffixes[2]);
    add(after.suffixes[2]);
    add(before.suffixes[1]);
    add(after.suffixes[1]);
    add(before.shape);
    add(after.shape);
    add(mix(mix(before.shape, this.shape), after.shape));
    add(mix(before.lower, this.suffixes[1]));
    add(mix(before.lower, mix(this.suffixes[0], u32::from(this.capital))));
    add(mix(after.lower, this.suffixes[1]));
    add(mix(before.suffixes[1], mix(this.suffixes[1], u32::from(this.capital))));
    add(mix(mix(after.suffixes[1], this.suffixes[1]), u32::from(this.capital)));
    add(mix(form(1).suffixes[1], form(2).suffixes[1]));
    add(form(-3).lower);
    add(form(3).lower);
    if k.cluster > 0 {
        add(k.cluster);
    } else {
        add(0)
    }
    if true {
        add(kb.cluster);
        add(ka.cluster);
        add(mix(kb.cluster, k.cluster));
        add(mix(k.cluster, ka.cluster));
        add(mix(kb.cluster, ka.cluster));
        add(know(-2).cluster);
        add(know(2).cluster);
        add(mix(know(-2).cluster, kb.cluster));
        add(mix(know(2).cluster, ka.cluster));
    }
    add(mix(k.lists, start));
    add(kb.lists);
    add(ka.lists);
    add(mix(kb.lists, k.lists));
    add(mix(k.lists, ka.lists));
    add(mix(mix(kb.lists, ka.lists), k.lists));
    let _ = template;
}
