//! Where the configuration is: named, or found upward from the articles.

use std::path::{Path, PathBuf};

use super::check;
use super::model::Config;
use super::paths::{from_here, identity};
use super::problem::Problem;

/// What a configuration file is called.
pub const CONFIG_NAME: &str = "factlint.toml";

/// Which files are asked for.
#[derive(Clone, Debug, Default)]
pub struct Request<'a> {
    /// A file that holds over the one that is found.
    pub named: Option<&'a Path>,
    /// Whether none is to be looked for.
    pub isolated: bool,
    /// The articles from which the file is looked for; the working folder where there are none.
    pub articles: Vec<&'a Path>,
}

/// Reads the configuration of a run.
///
/// # Errors
/// When a file cannot be read, holds a mistake, or the articles have several configurations.
pub fn load(request: &Request<'_>) -> Result<Config, Problem> {
    let named = request.named.map(read).transpose()?.unwrap_or_default();
    if request.isolated {
        return Ok(named);
    }
    let Some(path) = found(&request.articles)? else { return Ok(named) };
    // The same file named and found counts once.
    if request.named.is_some_and(|file| identity(file) == path) {
        return Ok(named);
    }
    Ok(named.over(read(&from_here(&path))?))
}

/// Where a configuration of some articles may be: in every folder upward from them, or from the working folder where
/// there are none.
pub fn candidates(articles: &[PathBuf]) -> Vec<PathBuf> {
    let here = [PathBuf::from(".")];
    let starts = if articles.is_empty() { &here } else { articles };
    starts.iter().flat_map(|start| upward(start)).collect()
}

fn upward(start: &Path) -> Vec<PathBuf> {
    identity(start).ancestors().map(|folder| folder.join(CONFIG_NAME)).collect()
}

/// The nearest file upward from the articles.
fn found(articles: &[&Path]) -> Result<Option<PathBuf>, Problem> {
    let mut first: Option<Option<PathBuf>> = None;
    let here = [Path::new(".")];
    let starts = if articles.is_empty() { &here } else { articles };
    for article in starts {
        let next = upward(article).into_iter().find(|path| path.is_file());
        match &first {
            None => first = Some(next),
            Some(known) if *known == next => {}
            Some(known) => {
                let name =
                    |path: &Option<PathBuf>| path.as_deref().map_or_else(|| PathBuf::from("none"), from_here);
                return Err(Problem::Several { first: name(known), second: name(&next) });
            }
        }
    }
    Ok(first.flatten())
}

fn read(path: &Path) -> Result<Config, Problem> {
    check::read(path, &text(path)?)
}

/// The text of a configuration or baseline file.
pub(super) fn text(path: &Path) -> Result<String, Problem> {
    use std::io::Read;
    let io = |cause| Problem::Io { what: "read", path: path.to_owned(), cause };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(io)?;
    file.take(super::MOST_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > super::MOST_BYTES {
        let message = format!("it has more than {} bytes", super::MOST_BYTES);
        return Err(io(std::io::Error::new(std::io::ErrorKind::FileTooLarge, message)));
    }
    String::from_utf8(bytes).map_err(|_| {
        io(std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8 text; convert it first"))
    })
}
