//! From paths to articles: files, folders, standard input. What cannot be read is told and left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Failure;
use super::output;
use super::settings::Settings;
use crate::config::{Glob, Scope};
use crate::finding::Finding;
use crate::text::{Format, SourceId, SourceSet, TextError, read_file, read_stream};

/// Why an article was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is to be checked.
    Draft,
    /// Others are checked against it.
    Reference,
}

/// The articles of a run.
pub struct Inputs {
    /// The articles, by name, whatever the order of the arguments.
    pub sources: SourceSet,
    /// Those that are to be checked.
    pub drafts: BTreeSet<SourceId>,
    /// Whether something that was named could not be read.
    pub unread: bool,
}

impl Inputs {
    /// Whether a finding touches an article that is to be checked.
    pub fn touch(&self, finding: &Finding) -> bool {
        finding.witnesses.iter().any(|witness| self.drafts.contains(&witness.source))
    }
}

/// Reads the articles that the command line or the configuration names.
///
/// # Errors
/// When neither names any.
pub fn named(settings: &Settings) -> Result<Inputs, Failure> {
    let (paths, against) = settings.articles()?;
    let drafts = paths.iter().map(|path| (path, Part::Draft));
    let references = against.iter().map(|path| (path, Part::Reference));
    Ok(read(drafts.chain(references), settings))
}

/// Reads every article that the paths name, each file once.
pub fn read<'a>(paths: impl IntoIterator<Item = (&'a PathBuf, Part)>, settings: &Settings) -> Inputs {
    let limits = settings.limits;
    let search = Search::new(paths, settings);
    for complaint in &search.complaints {
        output::error(complaint);
    }
    let unread = !search.complaints.is_empty();
    let mut inputs = Inputs { sources: SourceSet::new(), drafts: BTreeSet::new(), unread };
    for (path, part) in search.files() {
        let articles = if path.as_os_str() == "-" {
            read_stream(&path, std::io::stdin().lock(), &limits)
        } else {
            read_file(&path, &limits)
        };
        let articles = articles.unwrap_or_else(|error| {
            output::error(&error.to_string());
            inputs.unread = true;
            Vec::new()
        });
        for mut source in articles {
            if source.text.trim().is_empty() {
                output::warning(&format!("`{}` is empty", source.name));
            }
            let config = &settings.config;
            source.language = config.language.as_ref().map(|set| set.value.clone());
            let outlet = config.outlets.iter().find(|outlet| outlet.value.scope.covers(&path));
            source.outlet = outlet.map(|outlet| outlet.value.name.clone());
            let id = inputs.sources.add(source);
            if part == Part::Draft {
                inputs.drafts.insert(id);
            }
        }
    }
    inputs
}

/// The files that the paths name, by name. Says nothing of those that cannot be read.
pub fn files<'a>(paths: impl IntoIterator<Item = (&'a PathBuf, Part)>, settings: &Settings) -> Vec<PathBuf> {
    Search::new(paths, settings).files().into_iter().map(|(path, _)| path).collect()
}

/// The files that paths name.
struct Search<'a> {
    /// The path as it will be reported, with the file's identity on disk.
    files: BTreeMap<(PathBuf, PathBuf), Part>,
    /// What is left out when a folder or a pattern is named.
    exclude: &'a [Scope],
    /// What cannot be read.
    complaints: Vec<String>,
}

impl<'a> Search<'a> {
    fn new<'b>(paths: impl IntoIterator<Item = (&'b PathBuf, Part)>, settings: &'a Settings) -> Self {
        let exclude = settings.config.exclude.as_ref().map_or(&[][..], |set| &set.value);
        let mut search = Self { files: BTreeMap::new(), exclude, complaints: Vec::new() };
        for (path, part) in paths {
            search.add(path, part);
        }
        search
    }

    /// Every file once: where it is named twice, in two spellings, the first in order stands for it.
    fn files(self) -> Vec<(PathBuf, Part)> {
        let mut seen = BTreeMap::new();
        for ((path, identity), part) in self.files {
            let (_, known) = seen.entry(identity).or_insert((path, part));
            *known = part.min(*known);
        }
        let mut files: Vec<(PathBuf, Part)> = seen.into_values().collect();
        files.sort();
        files
    }

    fn add(&mut self, path: &Path, part: Part) {
        if path.as_os_str() == "-" {
            self.insert(path.to_owned(), path.to_owned(), part);
            return;
        }
        match path.canonicalize() {
            Ok(identity) if identity.is_dir() => {
                if !self.folder(path, part, &Format::is_article) {
                    self.complaints.push(format!("`{}` holds no articles", path.display()));
                }
            }
            Ok(identity) => self.insert(path.to_owned(), identity, part),
            Err(_) if Glob::is_pattern(&path.to_string_lossy()) => self.pattern(path, part),
            Err(cause) => self.complaints.push(TextError::Io { path: path.to_owned(), cause }.to_string()),
        }
    }

    fn insert(&mut self, path: PathBuf, identity: PathBuf, part: Part) {
        let known = self.files.entry((path, identity)).or_insert(part);
        *known = part.min(*known);
    }

    /// Adds the articles that a pattern means; a pattern that ends with a name and its ending (`*.html`) means files
    /// of that ending, too.
    fn pattern(&mut self, path: &Path, part: Part) {
        let plain = |part: &std::path::Component<'_>| !Glob::is_pattern(&part.as_os_str().to_string_lossy());
        let root: PathBuf = path.components().take_while(plain).collect();
        let rest: PathBuf = path.components().skip_while(plain).collect();
        let words = format!("/{}", rest.to_string_lossy().replace('\\', "/"));
        let glob = match Glob::new(&words) {
            Ok(glob) => glob,
            Err(message) => return self.complaints.push(message),
        };
        let any_ending = rest.file_name().is_some_and(|name| name.to_string_lossy().contains('.'));
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let meant = |file: &Path| {
            let below = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
            (any_ending || Format::is_article(file)) && glob.matches(&below)
        };
        if !self.folder(&root, part, &meant) {
            self.complaints.push(format!("no article fits `{}`", path.display()));
        }
    }

    /// Adds the files below a folder that are meant; whether there are any. Hidden entries and what is excluded are
    /// left alone (a folder that is named itself is not excluded), and a folder that a link leads back to is entered once.
    fn folder(&mut self, root: &Path, part: Part, meant: &dyn Fn(&Path) -> bool) -> bool {
        let mut found = false;
        let mut entered = BTreeSet::new();
        let mut open = vec![root.to_owned()];
        while let Some(folder) = open.pop() {
            if !folder.canonicalize().is_ok_and(|identity| entered.insert(identity)) {
                continue;
            }
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(cause) => {
                    self.complaints.push(TextError::Io { path: folder, cause }.to_string());
                    continue;
                }
            };
            for entry in entries.flatten() {
                // `./` before a name is left out.
                let path =
                    if folder == Path::new(".") { PathBuf::from(entry.file_name()) } else { entry.path() };
                let hidden = entry.file_name().to_string_lossy().starts_with('.');
                let excluded = |scope: &Scope| scope.covers(&path) && !scope.covers(root);
                if hidden || self.exclude.iter().any(excluded) {
                    continue;
                }
                if path.is_dir() {
                    open.push(path);
                } else if meant(&path)
                    && let Ok(identity) = path.canonicalize()
                {
                    self.insert(path, identity, part);
                    found = true;
                }
            }
        }
        found
    }
}
