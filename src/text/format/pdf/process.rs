//! A PDF is read in a process of its own: what its reader does on a hostile file (a panic, a stack that overflows, memory
//! without end, a loop) ends that process and is told as a file that cannot be read. A program that uses the library reads
//! it in its own process, unless it says which program is to do it.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Passage, extract};
use crate::text::Limits;

/// The first argument of the process that reads.
const ARGUMENT: &str = "--read-pdf-of-standard-input";
/// Seconds of processor time that one file may take: the longest of sane ones take less than a second.
#[cfg(unix)]
const SECONDS: u64 = 30;
/// Memory that the process has whatever the file is, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 256 << 20;

/// The program that reads, where one was named.
static READER: OnceLock<PathBuf> = OnceLock::new();

/// What the process answers.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Passages(Vec<Passage>),
    Refused(String),
}

/// The passages of a file.
///
/// # Errors
/// Why there are none.
pub(super) fn passages(bytes: &[u8], limits: &Limits) -> Result<Vec<Passage>, String> {
    let Some(program) = READER.get() else {
        let read = catch_unwind(AssertUnwindSafe(|| extract(bytes, limits)));
        return read.unwrap_or_else(|_| Err("it is broken".to_owned()));
    };
    let failed = |error: std::io::Error| format!("the process that reads it failed: {error}");
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .args([limits.unpacked, limits.elements as u64, limits.nesting as u64].map(|limit| limit.to_string()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let mut text = String::new();
    let read = std::thread::scope(|scope| {
        scope.spawn(move || {
            // It may have ended already; its status tells.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        stdout.map(|stdout| stdout.take(limits.unpacked).read_to_string(&mut text))
    });
    let status = child.wait().map_err(failed)?;
    match (read, serde_json::from_str(&text)) {
        (Some(Ok(_)), Ok(Answer::Passages(passages))) if status.success() => Ok(passages),
        (Some(Ok(_)), Ok(Answer::Refused(problem))) if status.success() => Err(problem),
        _ => {
            Err("it is broken, or reading it takes more memory or time than is allowed; --max-unpacked-size \
                  gives it more memory"
                .to_owned())
        }
    }
}

/// Reads a PDF from standard input if that is what this process was started for; every PDF of any other process is read by
/// another one of the same program from now on. For programs whose `main` calls this first.
pub fn serve() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|argument| argument != ARGUMENT) {
        if let Ok(program) = std::env::current_exe() {
            let _ = READER.set(program);
        }
        return None;
    }
    let mut number = || arguments.next()?.to_str()?.parse::<u64>().ok();
    let (unpacked, elements, nesting) = (number(), number(), number());
    let usual = Limits::default();
    let size = |number: Option<u64>| number.and_then(|number| usize::try_from(number).ok());
    let limits = Limits {
        unpacked: unpacked.unwrap_or(usual.unpacked),
        elements: size(elements).unwrap_or(usual.elements),
        nesting: size(nesting).unwrap_or(usual.nesting),
        ..usual
    };
    let mut bytes = Vec::new();
    if std::io::stdin().read_to_end(&mut bytes).is_err() {
        return Some(ExitCode::FAILURE);
    }
    confine(bytes.len() as u64, &limits);
    let answer = match extract(&bytes, &limits) {
        Ok(passages) => Answer::Passages(passages),
        Err(problem) => Answer::Refused(problem),
    };
    let text = serde_json::to_string(&answer).unwrap_or_default();
    let written = std::io::stdout().write_all(text.as_bytes());
    Some(if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes memory and time from this process beyond what reading a file of this size should need.
#[cfg(unix)]
fn confine(size: u64, limits: &Limits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let memory =
        MEMORY.saturating_add(limits.unpacked.saturating_mul(2)).saturating_add(size.saturating_mul(8));
    for (resource, most) in [(Resource::As, memory), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        // Where the system does not let it, the file is read without.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn confine(_size: u64, _limits: &Limits) {}
