//! `factlint claims`

use super::arguments::{Claims, TextFormat};
use super::input::{self, Part};
use super::lines;
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::engine::{Engine, Read};
use crate::report::{self, Asserted};
use crate::subject::{self, Scene};
use crate::text::SourceSet;

/// Reads every article and shows what it asserts.
pub fn run(options: &Claims, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let engine = settings.engine()?;
    if options.ndjson {
        return lines::answer(settings, output, |sources, id| {
            let reads = [engine.read(sources, id)];
            asserted(&engine, sources, &reads, report::claims_json)
        });
    }
    let inputs = input::read(settings.articles()?.0.iter().map(|path| (path, Part::Draft)), settings);
    let reads = engine.read_all(&inputs.sources);
    let text = asserted(&engine, &inputs.sources, &reads, |asserted| match options.format {
        TextFormat::Text => report::claims_text(asserted, settings.layout),
        TextFormat::Json => report::claims_json(asserted),
    });
    output.text(&text)?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread { ExitStatus::Unread } else { ExitStatus::Agreement })
}

/// What some articles assert, written by `write`.
fn asserted(
    engine: &Engine,
    sources: &SourceSet,
    reads: &[Read],
    write: impl Fn(&Asserted<'_>) -> String,
) -> String {
    let dossier = engine.dossier(reads);
    let scene = Scene::new(&dossier, engine.claim_rules());
    let subjects = subject::group(&scene, engine.frames());
    write(&Asserted { sources, scene: &scene, subjects: &subjects, frames: engine.frames() })
}
