//! The examples of the frames: how many are read as they must be; `-v` lists the others.

use std::process::ExitCode;

use factlint::rule::Files;
use factlint::{Engine, trial};

/// Runs every example of every frame.
pub fn evaluate(verbose: bool) -> ExitCode {
    let engine = match Engine::new(&Files::builtin()) {
        Ok(engine) => engine,
        Err(problem) => {
            eprintln!("{:?}", miette::Report::new(problem));
            return ExitCode::from(2);
        }
    };
    let trials = trial::frames(&engine);
    let passed = trials.iter().filter(|trial| trial.passes()).count();
    for trial in trials.iter().filter(|trial| verbose && !trial.passes()) {
        println!("{}: expected {:?}, saw {:?} in: {}", trial.frame, trial.expected, trial.seen, trial.text);
    }
    println!("{passed} of {} examples of {} frames", trials.len(), engine.frames().list.len());
    if passed == trials.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
