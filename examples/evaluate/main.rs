//! Measures the reading stages on data that other people made: one subcommand per part, one file per subcommand.
//!
//! `cargo run --release --example evaluate -- PART [DIR]`

mod candidates;
mod confidence;
mod dossiers;
mod frames;
mod group;
mod memory;
mod names;
mod pairwise;
mod pos;
mod rival;
mod scale;
mod segmentation;
mod speed;
mod subject;
mod timex;
mod variants;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "-v");
    let part = arguments.next().unwrap_or_default();
    let folder = arguments.next().map(PathBuf::from);
    match part.as_str() {
        "dossiers" => {
            let verbose = std::env::args().any(|argument| argument == "-v");
            dossiers::evaluate(&folder.unwrap_or_else(|| PathBuf::from("tests/dossiers/sample")), verbose)
        }
        "candidates" => {
            let rest: Vec<PathBuf> = folder.into_iter().chain(arguments.map(PathBuf::from)).collect();
            candidates::print(&rest)
        }
        "confidence" => {
            let rest: Vec<PathBuf> = folder.into_iter().chain(arguments.map(PathBuf::from)).collect();
            confidence::print(&rest)
        }
        "frames" => frames::evaluate(std::env::args().any(|argument| argument == "-v")),
        "group" => {
            let rest: Vec<PathBuf> =
                folder.into_iter().chain(arguments.filter(|it| it != "-v").map(PathBuf::from)).collect();
            group::evaluate(&rest, std::env::args().any(|argument| argument == "-v"))
        }
        "ner" => names::evaluate(&folder.unwrap_or_else(|| shared("corpora/ner-de"))),
        "pos" => pos::evaluate(&folder.unwrap_or_else(|| shared("corpora"))),
        "rival" => rival::evaluate(&folder.unwrap_or_else(|| PathBuf::from("tests/dossiers/sample"))),
        // The program itself, for the part that measures it as a process.
        "batch" => factlint::cli::main(),
        "scale" => {
            let part = folder.as_ref().and_then(|part| part.to_str());
            scale::evaluate(part, arguments.next().and_then(|number| number.parse().ok()))
        }
        "segmentation" => segmentation::evaluate(&folder.unwrap_or_else(|| shared("corpora/segmentation"))),
        "speed" => speed::evaluate(&folder.unwrap_or_else(|| PathBuf::from("tests/dossiers/sample"))),
        "timex" => timex::evaluate(&folder.unwrap_or_else(|| shared("benchmarks/timex"))),
        "subject" | "lemma" | "show" => subject::run(&part),
        _ => {
            eprintln!(
                "usage: evaluate PART [DIR], PART being one of: candidates DIR..., confidence DIR..., dossiers [-v], frames [-v], group DIR... [-v], ner, pos, rival, scale [length | articles | batch [NUMBER]], segmentation, speed, timex, subject [-v] [en] [FILE], lemma [-v] [en] [FILE], show TEXT [LANGUAGE]"
            );
            ExitCode::from(2)
        }
    }
}

/// The rules: the built-in ones, and those of the folder that the variable `FACTLINT_RULES` names, so that changed data
/// are measured without a build.
pub(crate) fn rules() -> factlint::rule::Files {
    let mut files = factlint::rule::Files::builtin();
    if let Some(folder) = std::env::var_os("FACTLINT_RULES")
        && let Err(problem) = files.add_folder(std::path::Path::new(&folder))
    {
        eprintln!("{:?}", miette::Report::new(problem));
    }
    files
}

/// A folder of the data beside the project: below the folder that the variable `FACTLINT_SHARED` names, or `../shared`.
pub(crate) fn shared(below: &str) -> PathBuf {
    std::env::var_os("FACTLINT_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from).join(below)
}

/// Says that data is not there; nothing was measured.
pub(crate) fn absent(path: &std::path::Path) -> ExitCode {
    eprintln!(
        "nothing measured: `{}` is not there (give its folder, or set FACTLINT_SHARED)",
        path.display()
    );
    ExitCode::from(3)
}
