//! Every rule shows what it does: the examples in the rule files are run, and each rule has one that it finds and one
//! that it leaves alone.

use std::collections::BTreeMap;

use crate::common::factlint;

#[test]
fn every_example_of_every_rule_is_as_it_says() {
    let run = factlint(["rules", "test"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
}

#[test]
fn every_kind_of_finding_has_an_example_and_a_near_miss() {
    let run = factlint(["rules", "test", "--verbose"]);
    let mut passing: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in run.stdout.lines().filter_map(|line| line.strip_prefix("ok")) {
        let Some((rule, example)) = line.trim_start().split_once(", ") else { continue };
        let count = passing.entry(rule).or_default();
        count.0 += usize::from(example.starts_with("example "));
        count.1 += usize::from(example.starts_with("near-miss "));
    }
    let kinds = factlint(["rules", "list"]).stdout;
    let kinds = kinds.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split(' ').next());
    for kind in kinds {
        let (examples, near_misses) = passing.get(kind).copied().unwrap_or_default();
        assert!(examples > 0 && near_misses > 0, "{kind}: {examples} examples, {near_misses} near misses");
    }
}
