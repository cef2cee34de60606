//! `factlint claims`

use super::arguments::{Claims, TextFormat};
use super::input::{self, Part};
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::report::{self, Asserted};
use crate::subject::{self, Scene};

/// Reads every article and shows what it asserts.
pub fn run(options: &Claims, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let engine = settings.engine()?;
    let inputs = input::read(settings.articles()?.0.iter().map(|path| (path, Part::Draft)), settings);
    let reads = engine.read_all(&inputs.sources);
    let dossier = engine.dossier(&reads);
    let scene = Scene::new(&dossier, engine.claim_rules());
    let subjects = subject::group(&scene, engine.frames());
    let asserted =
        Asserted { sources: &inputs.sources, scene: &scene, subjects: &subjects, frames: engine.frames() };
    output.text(&match options.format {
        TextFormat::Text => report::claims_text(&asserted, settings.layout),
        TextFormat::Json => report::claims_json(&asserted),
    })?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread { ExitStatus::Unread } else { ExitStatus::Agreement })
}
