//! A stage may use the stages before it, never one after it.

use crate::common::{files_below, project};

/// Pipeline order.
const STAGES: [&str; 10] =
    ["text", "rule", "document", "language", "annotate", "claim", "subject", "finding", "report", "cli"];

#[test]
fn stages_only_look_upstream() {
    for (at, stage) in STAGES.iter().enumerate() {
        let files = files_below(&project("src").join(stage));
        assert!(!files.is_empty(), "there is no stage `{stage}`");
        for file in files {
            let text = std::fs::read_to_string(&file).expect("the file can be read");
            // Documentation may point anywhere.
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            assert!(!code.contains("crate::{"), "{}: one `use` per module of the crate", file.display());
            // The configuration is the command line's business.
            assert!(*stage == "cli" || !code.contains("crate::config"), "{}", file.display());
            for later in &STAGES[at + 1..] {
                assert!(!code.contains(&format!("crate::{later}::")), "{} uses `{later}`", file.display());
                assert!(!code.contains(&format!("use crate::{later};")), "{} uses `{later}`", file.display());
            }
        }
    }
}

#[test]
fn every_module_is_a_stage() {
    let text = std::fs::read_to_string(project("src/lib.rs")).expect("the file can be read");
    let modules: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let (stages, tools) = modules.split_at(STAGES.len().min(modules.len()));
    assert_eq!(stages, STAGES);
    // What runs the stages for others.
    assert_eq!(tools, ["config", "trial"]);
}
