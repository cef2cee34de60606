//! `factlint annotate`

use super::arguments::{Annotate, TextFormat};
use super::input::{self, Part};
use super::lines;
use super::output::Output;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::engine::Engine;
use crate::report::{self, Annotated};
use crate::text::{SourceId, SourceSet};

/// Reads every article and shows what was seen.
pub fn run(options: &Annotate, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let engine = settings.engine()?;
    if options.ndjson {
        return lines::answer(settings, output, |sources, id| {
            describe(&engine, sources, id, TextFormat::Json, settings)
        });
    }
    let paths = settings.articles()?.0.iter().map(|path| (path, Part::Draft));
    let inputs = input::read(paths, settings);
    for id in inputs.sources.ids() {
        output.text(&describe(&engine, &inputs.sources, id, options.format, settings))?;
    }
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread { ExitStatus::Unread } else { ExitStatus::Agreement })
}

fn describe(
    engine: &Engine,
    sources: &SourceSet,
    id: SourceId,
    format: TextFormat,
    settings: &Settings,
) -> String {
    let read = engine.read(sources, id);
    let article = Annotated {
        source: &sources[id],
        document: &read.document,
        reading: &read.reading,
        annotations: &read.annotations,
    };
    match format {
        TextFormat::Text => report::annotation_text(&article, settings.layout),
        TextFormat::Json => report::annotation_json(&article),
    }
}
