//! `factlint check`

use super::arguments::Check;
use super::cache::Cache;
use super::input::{self, Inputs};
use super::judge::{Judge, Judged};
use super::output::{self, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::stats::{self, Clock};
use super::{ExitStatus, Failure, reports};
use crate::config::Baseline;
use crate::engine::Engine;
use crate::finding;
use crate::parallel;
use crate::report::{self, Asserted, Format, Gate, Layout, Messages, Report};
use crate::rule::Page;
use crate::subject::{self, Scene};
use crate::text::SourceId;

/// Reads, compares, reports.
pub fn run(options: &Check, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    reports::check(&options.reports)?;
    let clock = Clock::new();
    let engine = settings.engine()?;
    let status = once(options, settings, &engine, clock, output)?;
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(status)
}

/// One check, with the rules loaded.
pub fn once(
    options: &Check,
    settings: &Settings,
    engine: &Engine,
    mut clock: Clock,
    output: &mut Output,
) -> Result<ExitStatus, Failure> {
    let formats = || options.reports.iter().map(|file| file.format).chain([options.format]);
    let pages = if formats().any(Format::needs_pages) { Page::all(&settings.files)? } else { Vec::new() };
    let words = Words::new(settings, engine, formats().any(|format| !format.is_for_people()))?;
    let baseline = match settings.baseline().filter(|_| !options.no_baseline) {
        Some(path) => Some(Baseline::read(path)?),
        None => None,
    };
    clock.lap();
    let inputs = input::named(settings)?;
    let cache = Cache::open(&options.caching, &settings.files);
    let all: Vec<SourceId> = inputs.sources.ids().collect();
    // What is known is reported without reading anything closely, unless more than the findings is asked for.
    let closely = options.group || options.stats || formats().any(Format::needs_facts);
    let known = cache.as_ref().filter(|_| !closely).and_then(|cache| cache.known(&inputs.sources, &all));
    let skimmed = if known.is_some() { engine.documents(&inputs.sources) } else { Vec::new() };
    let reads = if known.is_some() {
        Vec::new()
    } else {
        let progress = Progress::new(&words.people, inputs.sources.len(), settings.layout.quiet);
        let reads = engine.read_all_telling(&inputs.sources, &|number| progress.tell(number));
        progress.finish();
        reads
    };
    clock.lap();
    let documents: Vec<_> = skimmed.iter().chain(reads.iter().map(|read| &read.document)).collect();
    let events = if options.group { engine.events(&reads) } else { Vec::new() };
    let compare = |articles: &[usize]| {
        let ids: Vec<SourceId> = articles.iter().map(|at| all[*at]).collect();
        let known = || cache.as_ref()?.known(&inputs.sources, &ids);
        known().unwrap_or_else(|| {
            let findings = engine.check_some(&reads, articles);
            if let Some(cache) = &cache {
                cache.keep(&inputs.sources, &ids, &findings);
            }
            findings
        })
    };
    let mut findings = match known {
        Some(known) => known,
        None if options.group => {
            let found = parallel::each(events.len(), |at| compare(&events[at].articles));
            finding::join(found.into_iter().flatten().collect())
        }
        None => compare(&(0..reads.len()).collect::<Vec<_>>()),
    };
    findings.retain(|finding| inputs.touch(finding));
    let judge = Judge::new(settings).with(baseline);
    let judged = judge.judge(findings, &inputs.sources, &documents);
    clock.lap();
    let events: Vec<report::Event> = events
        .into_iter()
        .map(|event| report::Event {
            title: event.title,
            articles: event.articles.iter().map(|at| documents[*at].source).collect(),
        })
        .collect();
    let drafts: Vec<SourceId> = inputs.drafts.iter().copied().collect();
    let report = |format: Format, layout: Layout| Report {
        sources: &inputs.sources,
        documents: &documents,
        findings: &judged.reported,
        messages: words.of(format),
        layout,
        gate: Gate { fail_level: settings.fail_level(), drafts: &drafts, accepted: &judged.accepted },
        pages: &pages,
        facts: None,
        events: &events,
    };
    let facts = formats().find(|format| format.needs_facts()).map(|format| {
        let dossier = engine.current(&reads);
        let scene = Scene::new(&dossier, engine.claim_rules());
        let subjects = subject::group(&scene, engine.frames());
        let asserted = Asserted {
            sources: &inputs.sources,
            scene: &scene,
            subjects: &subjects,
            frames: engine.frames(),
        };
        report::facts(&asserted, &report(format, settings.layout))
    });
    let report = |format: Format, layout: Layout| Report { facts: facts.as_ref(), ..report(format, layout) };
    output.text(&report::render(options.format, &report(options.format, settings.layout)))?;
    for file in &options.reports {
        // Colours are for the terminal.
        let layout = Layout { colour: false, ..settings.layout };
        reports::write(&file.path, &report::render(file.format, &report(file.format, layout)))?;
    }
    if options.stats {
        stats::tell(&words.people, &reads, &judged.reported, &clock);
    }
    warn(&judge, &judged, &inputs);
    Ok(if inputs.unread { ExitStatus::Unread } else { judge.status(&judged.reported) })
}

/// Tells of acceptances that no longer hold or no longer have a finding.
fn warn(judge: &Judge<'_>, judged: &Judged, inputs: &Inputs) {
    for message in judge.ended(judged).into_iter().chain(judge.idle(judged)) {
        output::warning(&message);
    }
    if let Some(baseline) = judge.baseline() {
        let number = judge.stale(judged, inputs).len();
        if number > 0 {
            let path = baseline.path.display();
            let (entries, fit) = if number == 1 { ("entry", "fits") } else { ("entries", "fit") };
            output::warning(&format!(
                "{number} {entries} of `{path}` {fit} no finding any more; `factlint baseline` removes what is stale"
            ));
        }
    }
}

/// The words of a run's reports: people may read another language than programs.
struct Words {
    people: Messages,
    /// None where no report is for programs.
    programs: Option<Messages>,
}

impl Words {
    fn new(settings: &Settings, engine: &Engine, for_programs: bool) -> Result<Self, Failure> {
        let mut people = settings.messages()?;
        people.name_frames(engine.frames());
        let mut programs = if for_programs { Some(settings.messages_for_programs()?) } else { None };
        programs.iter_mut().for_each(|words| words.name_frames(engine.frames()));
        Ok(Self { people, programs })
    }

    fn of(&self, format: Format) -> &Messages {
        self.programs.as_ref().filter(|_| !format.is_for_people()).unwrap_or(&self.people)
    }
}
