//! The library in a few lines: two articles in, their disagreements out.
//!
//! `cargo run --release --example library`

use factlint::Engine;
use factlint::report::Messages;
use factlint::rule::{Files, Problem};
use factlint::text::{Source, SourceSet};

fn main() -> Result<(), Problem> {
    let files = Files::builtin();
    let engine = Engine::new(&files)?;
    let messages = Messages::load(&files, "de")?;

    let mut sources = SourceSet::new();
    sources.add(Source::new(
        "agentur",
        "„Wir werden die Bäderpreise in diesem Jahr nicht erhöhen“, sagte Kämmerin Lore Ahlbrink am Montag.",
    ));
    sources.add(Source::new(
        "portal",
        "Kämmerin Lore Ahlbrink sagte am Montag: „Wir werden die Bäderpreise in diesem Jahr erhöhen.“",
    ));

    let reads = engine.read_all(&sources);
    for finding in engine.check(&reads) {
        println!("{} ({}): {}", messages.level(finding.level), finding.kind.name(), finding.subject);
        for witness in &finding.witnesses {
            let document = &reads[witness.source.index()].document;
            println!("  {}: {}", sources[witness.source].name, witness.span.of(document.text()));
        }
    }
    Ok(())
}
