//! `factlint check --interactive`: the findings one by one, both sources side by side, to be opened in the editor or
//! accepted with a reason.

mod editor;
mod state;
mod terminal;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use state::{Item, Key, Mode, State, Wish};
use terminal::{Input, Terminal};

use super::arguments::{Check, Common};
use super::input;
use super::judge::Judge;
use super::output::Output;
use super::scope::Scope;
use super::settings::Settings;
use super::{ExitStatus, Failure};
use crate::config::{self, Acceptance, Baseline, CONFIG_NAME};
use crate::finding::Finding;
use crate::report::{self, Entry, Gate, Messages, Report, Screen, columns, entries};

/// Goes through the findings until the reader has seen enough.
pub fn run(options: &Check, common: &Common, output: &mut Output) -> Result<ExitStatus, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::Call(
            "the interactive mode needs a terminal; leave --interactive out".to_owned(),
        ));
    }
    if common.no_config {
        let message = "what is accepted is kept in the configuration; leave --no-config out";
        return Err(Failure::Call(message.to_owned()));
    }
    if options.articles.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::Call("standard input has the keys here; name files or folders".to_owned()));
    }
    let mut state: Option<State> = None;
    let mut told: Option<String> = None;
    loop {
        // After a visit to the editor or an acceptance, articles and configuration are read anew.
        match round(options, common, &mut state, &mut told, output)? {
            Round::Again => {}
            Round::Done(status) => return Ok(status),
        }
    }
}

/// How a look at the findings ended.
enum Round {
    /// Something has changed.
    Again,
    /// The reader left.
    Done(ExitStatus),
}

fn round(
    options: &Check,
    common: &Common,
    state: &mut Option<State>,
    told: &mut Option<String>,
    output: &mut Output,
) -> Result<Round, Failure> {
    let scope = Scope {
        paths: &options.articles.paths,
        against: &options.articles.against,
        levels: Some(&options.levels),
        baseline: options.baseline.as_ref(),
    };
    let settings = Settings::new(common, scope)?;
    let engine = settings.engine()?;
    let mut messages = settings.messages()?;
    messages.name_frames(engine.frames());
    let baseline = match settings.baseline().filter(|_| !options.no_baseline) {
        Some(path) => Some(Baseline::read(path)?),
        None => None,
    };
    let inputs = input::named(&settings)?;
    let reads = engine.read_all(&inputs.sources);
    let documents: Vec<_> = reads.iter().map(|read| &read.document).collect();
    let mut findings: Vec<Finding> = engine.check(&reads);
    findings.retain(|finding| inputs.touch(finding));
    let judge = Judge::new(&settings).with(baseline);
    let judged = judge.judge(findings, &inputs.sources, &documents);
    let status = if inputs.unread { ExitStatus::Unread } else { judge.status(&judged.reported) };
    let report = Report {
        sources: &inputs.sources,
        documents: &documents,
        findings: &judged.reported,
        messages: &messages,
        layout: settings.layout,
        gate: Gate { fail_level: settings.fail_level(), drafts: &[], accepted: &judged.accepted },
        pages: &[],
        facts: None,
        events: &[],
    };
    if judged.reported.is_empty() {
        // Nothing to go through; what was done is told on the screen that people come back to.
        let line = told.take().map_or(String::new(), |told| format!("{}\n", report::shown(&told)));
        output.text(&format!("{line}{}", report::render(report::Format::Full, &report)))?;
        return Ok(Round::Done(status));
    }
    let entries = entries(&report);
    let items = entries.iter().map(|entry| Item {
        kind: entry.finding.kind,
        level: entry.finding.level,
        places: entry.quotations.len(),
    });
    let state = match state {
        Some(state) => {
            state.replace(items.collect());
            state
        }
        None => state.insert(State::new(items.collect())),
    };
    let desk = Desk { entries: &entries, messages: &messages, colour: settings.layout.colour };
    let wish = desk.look(state, told)?;
    let entry = state.current().and_then(|current| entries.get(current));
    match (wish, entry) {
        (Some(Ask::Edit(place)), Some(entry)) => *told = edit(entry, place, &messages),
        (Some(Ask::Accept(reason)), Some(entry)) => {
            *told = Some(accept(entry, &reason, common, &settings, &messages));
        }
        (None, _) | (_, None) => return Ok(Round::Done(status)),
    }
    Ok(Round::Again)
}

/// What the reader wants of the chosen finding.
enum Ask {
    /// To see one of its places in the editor.
    Edit(usize),
    /// To accept it.
    Accept(String),
}

/// What is looked at.
struct Desk<'a> {
    entries: &'a [Entry<'a>],
    messages: &'a Messages,
    colour: bool,
}

impl Desk<'_> {
    /// Shows the findings until the reader leaves or wants something of one.
    fn look(&self, state: &mut State, told: &mut Option<String>) -> Result<Option<Ask>, Failure> {
        let mut terminal = Terminal::open()?;
        loop {
            self.draw(&mut terminal, state, told.as_deref())?;
            let wish = match terminal.next()? {
                Input::Key(key) => {
                    *told = None;
                    state.key(key)
                }
                // Pasted words belong to a reason; elsewhere they would be keys that nobody pressed.
                Input::Words(words) => {
                    if matches!(state.mode, Mode::Reason(_)) {
                        for c in words.chars().filter(|c| !c.is_control()) {
                            state.key(Key::Char(c));
                        }
                    }
                    Wish::Draw
                }
                Input::Other => Wish::Draw,
            };
            match wish {
                Wish::Draw => {}
                Wish::Quit => return Ok(None),
                Wish::Edit(place) => return Ok(Some(Ask::Edit(place))),
                Wish::Accept(reason) => return Ok(Some(Ask::Accept(reason))),
                Wish::ReasonNeeded => *told = Some(self.messages.review("reason-needed", &[])),
            }
        }
    }

    fn draw(&self, terminal: &mut Terminal, state: &mut State, told: Option<&str>) -> Result<(), Failure> {
        let listed: Vec<&Entry<'_>> = state.listed().into_iter().map(|index| &self.entries[index]).collect();
        let filter = match (state.kind, state.level) {
            (Some(kind), _) => Some(self.messages.review("filter", &[("rule", kind.name().to_owned())])),
            (None, Some(level)) => Some(self.messages.level(level).to_owned()),
            (None, None) => None,
        };
        let size = terminal.size();
        let asked = match &state.mode {
            Mode::Reason(reason) => Some(tail(&self.messages.review("reason", &[]), reason, size.0)),
            Mode::Browse | Mode::Help => None,
        };
        let (lines, furthest) = report::screen(&Screen {
            entries: &listed,
            total: self.entries.len(),
            chosen: state.chosen,
            other: state.other,
            scrolled: state.scrolled,
            filter: filter.as_deref(),
            bottom: asked.as_deref().or(told),
            help: state.mode == Mode::Help,
            messages: self.messages,
            size,
            colour: self.colour,
        });
        state.furthest = furthest;
        terminal.draw(&lines, asked.as_deref().map(columns))?;
        Ok(())
    }
}

/// A question and the end of what has been written, as much of it as fits.
fn tail(question: &str, written: &str, width: usize) -> String {
    let mut shown = written;
    while columns(question) + columns(shown) + 1 >= width {
        let mut rest = shown.chars();
        if rest.next().is_none() {
            break;
        }
        shown = rest.as_str();
    }
    format!("{question}{shown}")
}

/// Opens a place in the editor; what went wrong, if something did.
fn edit(entry: &Entry<'_>, place: usize, messages: &Messages) -> Option<String> {
    let quotation = entry.quotations.get(place).or(entry.quotations.first())?;
    let path = Path::new(quotation.source.path());
    if !path.is_file() {
        return Some(messages.review("gone", &[("path", quotation.source.path().to_owned())]));
    }
    let mut call = editor::call(path, quotation.decisive_position);
    let error = call.status().err()?;
    let editor = call.get_program().to_string_lossy().into_owned();
    Some(messages.review("no-editor", &[("editor", editor), ("error", error.to_string())]))
}

/// Accepts a finding in the configuration: in the file that is named or found, or in a new one here.
fn accept(
    entry: &Entry<'_>,
    reason: &str,
    common: &Common,
    settings: &Settings,
    messages: &Messages,
) -> String {
    let found = settings.config.files.last();
    let path: PathBuf = common.config.as_ref().or(found).cloned().unwrap_or_else(|| CONFIG_NAME.into());
    let fingerprint = entry.fingerprint.clone();
    let acceptance = Acceptance { fingerprint: fingerprint.clone(), reason: reason.to_owned(), until: None };
    match config::accept(&path, &acceptance) {
        Ok(()) => {
            let path = path.display().to_string();
            messages.review("accepted", &[("fingerprint", fingerprint), ("path", path)])
        }
        Err(problem) => problem.to_string(),
    }
}
