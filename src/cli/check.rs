//! `factlint check`

use super::arguments::{Check, Levels};
use super::input::{self, Part};
use super::output::Output;
use super::progress::Progress;
use super::settings::Settings;
use super::stats::{self, Clock};
use super::{ExitStatus, Failure, reports};
use crate::engine::Engine;
use crate::finding::{Finding, FindingKind};
use crate::report::{self, Asserted, Format, Gate, Layout, Messages, Report};
use crate::rule::Page;
use crate::subject::{self, Scene};
use crate::text::SourceId;

/// Reads, compares, reports.
pub fn run(options: &Check, settings: &Settings, output: &mut Output) -> Result<ExitStatus, Failure> {
    let selection = Selection::new(&options.levels)?;
    reports::check(&options.reports)?;
    let mut clock = Clock::new();
    let formats = || options.reports.iter().map(|file| file.format).chain([options.format]);
    let pages = if formats().any(Format::needs_pages) { Page::all(&settings.files)? } else { Vec::new() };
    let engine = settings.engine()?;
    let words = Words::new(settings, &engine, formats().any(|format| !format.is_for_people()))?;
    clock.lap();
    let drafts = options.paths.iter().map(|path| (path, Part::Draft));
    let references = options.against.iter().map(|path| (path, Part::Reference));
    let inputs = input::read(drafts.chain(references), settings.limits);
    let progress = Progress::new(&words.people, inputs.sources.len(), settings.layout.quiet);
    let reads = engine.read_all_telling(&inputs.sources, &|number| progress.tell(number));
    progress.finish();
    clock.lap();
    let mut findings = engine.check(&reads);
    findings.retain(|finding| {
        selection.reports(finding)
            && finding.witnesses.iter().any(|witness| inputs.drafts.contains(&witness.source))
    });
    clock.lap();
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let drafts: Vec<SourceId> = inputs.drafts.iter().copied().collect();
    let report = |format: Format, layout: Layout| Report {
        sources: &inputs.sources,
        documents: &documents,
        findings: &findings,
        messages: words.of(format),
        layout,
        gate: Gate { fail_level: selection.fail, drafts: &drafts, accepted: &[] },
        pages: &pages,
        facts: None,
    };
    let facts = formats().find(|format| format.needs_facts()).map(|format| {
        let dossier = engine.dossier(&reads);
        let scene = Scene::new(&dossier);
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
        stats::tell(&words.people, &reads, &findings, &clock);
    }
    // The process ends here; taking the rules apart word by word would only cost time.
    std::mem::forget(engine);
    Ok(if inputs.unread { ExitStatus::Unread } else { selection.status(&findings) })
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

/// Which findings are reported, and which of them make the run fail.
pub struct Selection {
    fail: crate::finding::Level,
    least: crate::finding::Level,
    ignored: Vec<FindingKind>,
}

impl Selection {
    /// Settles the options.
    ///
    /// # Errors
    /// When a rule is named that there is not.
    pub fn new(levels: &Levels) -> Result<Self, Failure> {
        let kind = |name: &String| {
            FindingKind::ALL.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
                Failure::Call(format!("there is no rule `{name}`; `factlint rules list` names them"))
            })
        };
        let ignored = levels.ignore.iter().map(kind).collect::<Result<_, _>>()?;
        Ok(Self { fail: levels.fail_level.level(), least: levels.min_level.level(), ignored })
    }

    /// Whether a finding is reported.
    pub fn reports(&self, finding: &Finding) -> bool {
        // Levels are ordered from the worst down. What makes the run fail is always shown.
        finding.level <= self.least.max(self.fail) && !self.ignored.contains(&finding.kind)
    }

    /// What the reported findings mean to the shell.
    pub fn status(&self, findings: &[Finding]) -> ExitStatus {
        if findings.iter().any(|finding| finding.level <= self.fail) {
            ExitStatus::Disagreement
        } else {
            ExitStatus::Agreement
        }
    }
}
